"""Money, soldiers, sanctions and brakes in the worked case, and what the first paper asks for."""

import pytest

from phaseline.case.values import derivation


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("payment-month", 20_000_000),  # 10,000 soldiers x 2,000 USD
        ("payment-year", 240_000_000),  # x 12 months
        ("payment-month-kursk", 16_000_000),  # 8,000 x 2,000
        ("payment-month-headline", 24_000_000),  # 12,000 x 2,000
    ],
)
def test_the_expected_payment_follows_from_soldiers_and_rate(korea, entry, number, expected):
    """
    The rate is 2,000 dollars a soldier and month; only the headline's number of soldiers is
    hypothetical.
    """
    assert derivation(korea, entry(f"derived.{number}")).value.number == expected


def test_the_monthly_payment_rests_on_two_speakers(entry):
    """Washington estimates the soldiers, South Korean intelligence expects the rate."""
    assert (entry("facts.troops-sent").said_by, entry("facts.troops-sent").status.value) == (
        "washington",
        "estimate",
    )
    assert (entry("facts.pay-rate").said_by, entry("facts.pay-rate").status.value) == (
        "nis",
        "expected",
    )
    assert entry("facts.troops-headline").status.value == "hypothetical"


def test_about_two_thousand_soldiers_are_not_in_kursk_and_kursk_is_russia(korea, entry):
    """
    10,000 - 8,000 = 2,000 and 8,000 / 10,000 = 80 percent; the case declares Kursk Russian
    territory partly seized by Ukraine.
    """
    assert derivation(korea, entry("derived.troops-elsewhere")).value.number == 2_000
    assert derivation(korea, entry("derived.kursk-share")).value.number == 80
    assert any(
        "Kursk" in boundary and "territory of Russia" in boundary for boundary in korea.boundaries
    )
    assert entry("events.kursk-seizure").where == "Kursk region, Russia"


def test_soldiers_bring_experience_of_a_large_war_home(entry):
    """
    The first on that scale since the Korean War; that they were never sent before is contested.
    """
    assert entry("facts.combat-experience").status.value == "asserted"
    assert entry("facts.returnees-contribute").modality.value == "will"
    assert {side.source for side in entry("conflicts.X02").sides} == {"nec", "kim"}


def test_more_than_1400_types_of_goods_are_restricted_and_no_country_or_code_is_named(entry):
    """
    The screening needs lists that the papers do not give: third countries, goods codes, volumes.
    """
    goods = entry("facts.goods-restricted")

    assert (goods.value.number, goods.value.unit.text, goods.bound) == (1_400, "type", "more_than")
    assert entry("silences.diversion-countries").record == ""
    assert entry("silences.diversion-goods").assumption == "diversion-volume"
    assert "third countries" in entry("facts.diversion").says


def test_port_measures_rest_on_the_violation_of_un_sanctions(entry):
    """
    Quarantine, inspections and blockade of ports, for violation of UN sanctions; whether that is
    ground enough is asked, not answered.
    """
    ports = entry("recommendations.rec-ports")

    assert "quarantine, inspections, and blockade" in ports.cites[0].exact
    assert "for violation of UN sanctions" in ports.cites[1].exact
    assert "ground enough" in ports.legal_question
    assert "for violation of UN sanctions" in [cite.exact for cite in entry("provisions.L13").cites]
    assert "Monitoring Team (MSMT)" in entry("recommendations.rec-sanctions-msmt").cites[1].exact


def test_the_joint_recommendations_name_their_instruments(korea):
    """Sanctions, ports, cooperation with NATO, export control, information operations."""
    joint = [one.instrument for one in korea.recommendations if one.group == "joint"]

    assert joint == ["sanctions", "maritime", "alliance", "export_control", "information"]


def test_information_operations_are_recorded_without_their_content(entry):
    """
    That they were recommended, by whom, and the legal question; no message, audience or channel.
    """
    recorded = entry("recommendations.rec-psyops")

    assert "nothing of its content" in recorded.says
    assert "law" in recorded.legal_question


def test_the_benefit_that_is_claimed_for_seoul_is_european_support(entry):
    """
    More support for Ukraine now, European support in a conflict on the peninsula then: a claim.
    """
    claim = entry("facts.reciprocity-claim")

    assert (claim.status.value, claim.said_by) == ("claimed", "nec-authors")
    assert "Europe" in claim.says


def test_every_brake_says_what_loosens_it_and_whose_inference_that_is(korea):
    """
    Where no paper says what would loosen a brake, the entry says so or names the inference as ours.
    """
    marks = ("our inference", "paper", "kim", "ukraine proposes")

    for brake in korea.brakes:
        assert brake.binds.startswith("It binds on 28 November 2024")
        assert all(any(mark in text.casefold() for mark in marks) for text in brake.loosened_by)
