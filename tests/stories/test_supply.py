"""
What can be delivered, in a reader's words: the register, the plans, their price, and what would
have to be true.
"""

import io
import json
from contextlib import redirect_stdout

import pytest

from phaseline.cli.main import main


@pytest.fixture(scope="module")
def supply():
    """The supply of the worked case, as a program reads it."""
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(["supply", "korea-2024", "--json"]) == 0
    return json.loads(out.getvalue())


def by_id(rows):
    """Rows by their ids."""
    return {row["id"]: row for row in rows}


def test_of_nine_needs_six_have_a_named_item(supply):
    """Radars and electronic warfare have none, and for 155 mm shells there is only a precedent."""
    states = {row["id"]: row["state"] for row in supply["needs"]}

    assert len(states) == 9
    assert sorted(name for name, state in states.items() if state == "named") == [
        "air-defence",
        "armoured-vehicles",
        "artillery",
        "drone-defence",
        "mlrs",
        "tanks",
    ]
    assert {name: state for name, state in states.items() if state != "named"} == {
        "radars": "none",
        "electronic-warfare": "none",
        "shells-155": "precedent",
    }
    assert {row["tier"] for row in supply["needs"]} == {1, 2}


def test_only_two_stocks_have_a_number_and_no_other_quantity_is_reported(supply):
    """
    3.4 million shells of 105 mm and 200 howitzers; everything else is null, and stays null when a
    plan assumes an amount.
    """
    numbers = {
        row["id"]: (row["quantity"], row["unit"])
        for row in supply["stocks"]
        if row["quantity"] is not None
    }

    assert numbers == {"shells-105": (3_400_000, "shell"), "k105": (200, "howitzer")}


def test_105_mm_shells_meet_no_need_and_a_missile_needs_its_launcher(supply, phaseline):
    """The need is for 155 mm; the KTSSM-II is fired from the K239."""
    stocks = by_id(supply["stocks"])

    assert stocks["shells-105"]["meets"] == []
    assert stocks["ktssm-2"]["launcher"] == "k239"
    assert "another calibre than 105 mm" in " ".join(
        phaseline("supply", "korea-2024", "--why", "shells-105").out.split()
    )


def test_blocked_routes_say_why_and_are_of_no_use(supply):
    """
    Other types became known to Russia and were stopped under its pressure; three routes were used,
    two are proposed, direct supply was not used.
    """
    routes = by_id(supply["routes"])

    assert {name: row["history"] for name, row in routes.items()} == {
        "backfill-us": "used",
        "backfill-partners": "proposed",
        "reexport-krab": "used",
        "refill-poland-romania": "used",
        "third-country-other": "blocked",
        "joint-production": "proposed",
        "direct": "not used",
    }
    assert "became known to Russia" in routes["third-country-other"]["reason"]
    assert routes["third-country-other"]["useful_without"] == []
    assert not any(one["route"] == "third-country-other" for one in supply["plan"]["deliveries"])


def test_cheongung_stands_under_the_own_needs_test(supply):
    """It is called neither surplus nor replaced; Hawk, Mistral, Igla and the 105 mm shells are."""
    tested = {row["id"]: row["own_needs_test"] for row in supply["stocks"]}

    assert tested["cheongung-2"]
    assert [name for name, is_tested in tested.items() if not is_tested] == [
        "hawk",
        "mistral",
        "igla",
        "shells-105",
    ]


def test_without_the_united_states_five_routes_remain(supply, phaseline):
    """
    Backfill through it loses its use; other partners, components, refill and joint production
    remain, and direct supply would part from the ally.
    """
    useful = {row["id"] for row in supply["routes"] if "washington" in row["useful_without"]}
    told = " ".join(phaseline("supply", "korea-2024", "--without", "washington").out.split())

    assert useful == {
        "backfill-partners",
        "reexport-krab",
        "refill-poland-romania",
        "joint-production",
        "direct",
    }
    assert "Useless: Backfill by way of the United States." in told
    assert (
        "Direct supply of weapons stays possible, and would set Seoul apart from Washington."
        in told
    )


def test_counters_are_quotations_alone(supply):
    """
    Which system a source names against which; there is no field for a range, an effect or a
    quantity.
    """
    assert supply["counters"] == {
        "M-1989 Koksan self-propelled artillery, 170-mm": ["k239"],
        "Unmanned aerial vehicles": ["laser"],
        "Ground objects, in the words of an outlet that the paper cites": [
            "ktssm-2",
            "hyunmoo-2",
            "hyunmoo-3",
        ],
    }


def test_the_plan_keeps_every_floor_and_sends_what_it_says(supply):
    """
    What goes is at most what is above the floor; every delivery names its measure, and nothing that
    no source names is sent.
    """
    sent = {}
    for one in supply["plan"]["deliveries"]:
        sent[one["stock"]] = sent.get(one["stock"], 0) + one["amount"]
        assert one["measure"] in ("indirect_def", "indirect_off", "direct_def", "direct_off")
        assert one["leaves"] <= one["arrives"] <= one["reaches"]

    # 200 howitzers, of which 0.625 work and 0.6 of these stay: 50 may go.
    assert sent["k105"] <= 200 * 0.625 * 0.4 + 1e-6
    assert supply["plan"]["status"] == "optimal"
    assert supply["plan"]["gap"] == 0


def test_nothing_is_lawful_under_every_reading_so_certainty_costs_the_whole_plan(supply):
    """
    Backfill is practice or silence to some, direct supply is barred to others; where consent may be
    counted on a plan has a value.
    """
    values = {name: plan["objective"] for name, plan in supply["readings"].items()}

    assert set(values) == {"revision_needed", "executive", "loophole", "opposition"}
    assert supply["every_reading"]["objective"] == 0
    assert values["opposition"] == 0
    assert values["loophole"] > values["revision_needed"] > 0
    assert supply["price_of_certainty"] == values


def test_floors_consents_and_weeks_have_prices(supply):
    """
    Every floor, every consent that is waited for and every route's time is priced; the laser has no
    stock, and the US systems may be the Hawks again.
    """
    priced = {(one["kind"], one["id"]): one["gain"] for one in supply["plan"]["prices"]}
    kept = {row["id"] for row in supply["stocks"] if row["meets"] and not row["precedent_only"]} - {
        "laser",
        "us-air-defence",
    }

    assert {name for kind, name in priced if kind == "floor"} == kept
    assert {
        "law direct_def hawk mistral igla",
        "law direct_off",
        "maker washington",
        "maker moscow",
    } <= {name for kind, name in priced if kind == "consent"}
    assert {"backfill-us", "backfill-partners", "direct"} == {
        name for kind, name in priced if kind == "lead"
    }
    assert all(gain >= 0 for gain in priced.values())
    assert supply["plan"]["delay"] > 0


def test_what_would_have_to_be_true_is_said_in_words(phaseline):
    """
    For 80 of 100 of the air defence by March: what cannot stand together, and least changes by
    date.
    """
    told = " ".join(
        phaseline(
            "supply", "korea-2024", "--why", "air-defence", "--share", "0.8", "--by", "2025-03-01"
        ).out.split()
    )

    assert "It cannot be done" in told
    assert "The smallest set of things that cannot stand together with it" in told
    assert "consent in law to direct delivery of defensive weapons" in told
    assert "What would have to be true instead" in told


def test_an_infeasible_wish_is_an_answer_with_status_0(phaseline):
    """No radar is named: nothing that is loosened would help, and the command ends well."""
    ran = phaseline("supply", "korea-2024", "--why", "radars")

    assert ran.status == 0
    assert "no item is named for it" in " ".join(ran.out.split())


def test_questions_10_and_11_are_answered(phaseline):
    """
    What is left after the war and what can arrive, when, and whether the holder is weaker for it:
    in at most 60 words each.
    """
    told = {
        number: json.loads(phaseline("ask", "korea-2024", number, "--json").out)["answers"][0]
        for number in ("10", "11")
    }
    text = {
        number: " ".join(sentence["text"] for sentence in one["sentences"])
        for number, one in told.items()
    }

    assert all(one["reach"] == "answered" and one["words"] <= 60 for one in told.values())
    assert "Of 9 needs, 6 have a named item; 2 stocks have a number." in text["11"]
    assert "Lawful under every reading: nothing." in text["11"]
    assert "neither surplus nor replaced" in text["11"]
    about = "first arrive about August 2025 (March 2025 to January 2026)."
    assert f"On our assumptions goods through partners {about}" in text["10"]
    assert about.removeprefix("first arrive ") in text["11"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--why", "hawkk"), "did you mean 'hawk'"),
        (("--share", "0.5"), "add --why ITEM"),
        (("--why", ""), "no need or stock ''"),
        (("--why", "hawk", "--plan"), "ask one of them"),
        (("--quantile", "0"), "quantile of 0"),
        (("--without", "atlantis"), "no actor 'atlantis'"),
        (("--plan", "--reading", "mine"), "no reading 'mine'"),
        (("--why", "hawk", "--by", "soon"), "expected a day"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_in_one_line(phaseline, arguments, says):
    """Status 2, one line, nothing printed."""
    ran = phaseline("supply", "korea-2024", *arguments)

    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_a_what_if_moves_the_plan(phaseline):
    """
    With a partner who passes on everything at once more arrives sooner; with a higher floor less.
    """

    def value(*changes):
        ran = phaseline(
            "supply",
            "korea-2024",
            "--json",
            *(word for change in changes for word in ("--set", change)),
        )
        return json.loads(ran.out)["plan"]["objective"]

    own = value()

    assert value("assumptions.backfill-lag.high=2 month") > own
    assert value("assumptions.own-need-floor.low=0.85") < own


def test_a_case_without_supply_says_so(phaseline, tmp_path):
    """The starter case names no needs: the command says so and ends well."""
    bare = tmp_path / "bare.yaml"
    bare.write_text(
        "phaseline: 2\nkind: case\nid: bare\ntitle: Bare\nquestion: What?\nas_of:"
        " 2031-01-01\nresponder: a\nchallenger: b\nactors: [{id: a, name: A, kind: state}, {id: b,"
        " name: B, kind: state}]\n",
        encoding="utf-8",
    )

    for arguments in ((), ("--plan",), ("--json",), ("--front",)):
        ran = phaseline("supply", str(bare), *arguments)
        assert ran.status == 0, (arguments, ran.err)
    assert "names no needs" in phaseline("supply", str(bare)).out
