"""
Goods of a measure about which the law is asked apart: which of them go under which reading, in
law, supply, game and in words.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.check.report import checked
from phaseline.case.model.response import GoodsApart
from phaseline.case.read import read_case
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.consent.consent import stands, staying
from phaseline.desk.consent.law_findings import law_findings
from phaseline.desk.delivery.supply_options import delivery, goods, without_goods
from phaseline.desk.delivery.transport_problem import EVERYWHERE, shipping
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.authority import goods_by_reading, may_sign
from phaseline.desk.findings.constraints import constraints
from phaseline.law.model import Standing
from phaseline.present.document.limits import limit_boards, limits_data
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.supply import consent_name, measure_words
from phaseline.present.wording.words import Words

YARD = Path(__file__).parent / "yard.yaml"


@pytest.fixture(scope="module")
def report():
    """What a check of the invented case finds."""
    return checked(read_case(YARD), {})


@pytest.fixture(scope="module")
def yard(report):
    """The invented case."""
    return report.reading.case


@pytest.fixture(scope="module")
def limits(yard):
    """What its law leaves open."""
    return constraints(yard)


def test_a_measure_goes_with_the_goods_that_an_option_of_theirs_permits(yard):
    """
    One reading lets what is replaced go, and the new boats stay; one lets all go, and one bars all,
    so that nothing stays behind alone.
    """
    found = {name: stands(yard, name)["lend"] for name in ("narrow", "wide", "closed")}

    assert {name: (stand.standing, stand.stays) for name, stand in found.items()} == {
        "narrow": (Standing.EXECUTIVE, ("new",)),
        "wide": (Standing.EXECUTIVE, ()),
        "closed": (Standing.BARRED, ()),
    }
    assert found["narrow"].option == "replaced"
    assert staying(yard, "lend") == ("new",)


def test_goods_that_are_all_apart_leave_the_measure_no_option_of_its_own(yard):
    """Each item stands by its own option; of the rest, about which its own asks, none is left."""
    measure = replace(
        yard.measures["lend"],
        apart=(
            GoodsApart(option="replaced", goods=("old",)),
            GoodsApart(option="fresh", goods=("new",)),
        ),
    )

    assert dict(measure.goods_by_option) == {"replaced": ("old",), "fresh": ("new",)}
    assert measure.options == ("boats", "replaced", "fresh")
    assert dict(replace(measure, apart=()).goods_by_option) == {"boats": ("old", "new")}
    assert dict(replace(measure, apart=(), option="").goods_by_option) == {}


def test_a_promise_is_kept_by_what_goes_alone(yard):
    """Of 20 boats wanted there are 5 old and 10 new: 5/20 where the new stay, 15/20 with them."""
    values, measure = best_values(yard), yard.measures["lend"]
    effect = yard.game.effects[0]

    assert goods(values, measure).share == pytest.approx(0.75)
    assert goods(values, without_goods(measure, ("new",))).share == pytest.approx(0.25)
    assert delivery(values, effect, ("new",)).share == pytest.approx(0.25)
    assert delivery(values, effect).share == pytest.approx(0.75)


def test_the_game_of_a_reading_plays_what_goes_under_it(yard):
    """
    The loss of the measure is .6 and its cost .2 at the middle of their ranges: a quarter of both
    where the new boats stay, three quarters where all go.
    """
    policy = yard.policies["first"]
    rungs = {
        name: game_of(base_setting(yard, policy, reading=name), best_values(yard)).ladder.rungs[1]
        for name in ("narrow", "wide")
    }

    assert (rungs["narrow"].loss, rungs["narrow"].cost) == pytest.approx((0.15, 0.05))
    assert (rungs["wide"].loss, rungs["wide"].cost) == pytest.approx((0.45, 0.15))
    assert rungs["narrow"].consent == rungs["wide"].consent == pytest.approx(0.6)


def test_a_plan_waits_for_each_consent_apart(yard):
    """
    Where the old boats are the government's to lend and nothing is said of the new, each waits by
    its own standing; where a reading bars both, no plan of every reading counts on either.
    """
    planning = shipping(best_values(yard), reading="narrow")
    every = shipping(best_values(yard), reading=EVERYWHERE)

    assert {consent.goods: consent.stand.standing for consent in planning.consents.values()} == {
        ("old",): Standing.EXECUTIVE,
        ("new",): Standing.SILENT,
    }
    assert {lane.stock: lane.consents for lane in planning.problem.lanes} == {
        "old": ("law lend old",),
        "new": ("law lend new",),
    }
    assert consent_name(yard, planning.consents["law lend new"]) == (
        "consent in law to lending boats (New boats)"
    )
    assert [measure_words(yard, out.entry, out.goods) for out in every.left_out] == [
        "Lending boats (Old boats)",
        "Lending boats (New boats)",
    ]


def test_what_goes_and_what_stays_is_told_under_the_reading_of_its_holder(yard, limits):
    """One finding for the reading that tells the boats apart, and none for those that do not."""
    (found,) = goods_by_reading(yard, limits)
    told = [sentence.text for sentence in all_told(may_sign(yard, limits), Words(yard))]

    assert (found.readings, found.goes, found.stays) == (
        ("narrow",),
        ("stocks.old",),
        ("stocks.new",),
    )
    assert (
        told[-1]
        == "Lending boats, in the reading of Orrin: old boats (Merrow alone), without new boats."
    )
    assert goods_by_reading(yard, None) == ()


def test_the_table_and_the_data_of_rungs_name_what_stays(yard, limits):
    """The cell of the reading names the goods that stay, the data give their addresses."""
    (board,) = limit_boards(yard, limits)
    stays = {
        (one["rung"], one["reading"]): each["goods_that_stay"]
        for one in limits_data(limits)
        for each in one["measures"]
    }

    assert [("without New boats" in cell) for cell in board.rows[0]] == [
        False,
        True,
        False,
        False,
        False,
    ]
    assert stays == {
        ("high", "narrow"): ["stocks.new"],
        ("high", "wide"): [],
        ("high", "closed"): [],
    }


def test_a_measure_some_of_whose_goods_may_go_is_not_called_barred(report):
    """Two readings let some boats go, so the check finds neither a bar nor a missing permission."""
    assert report.is_sound
    assert not {found.code for found in law_findings(report)} & {"PL314", "PL315", "PL318"}


@pytest.mark.parametrize(
    ("apart", "told"),
    [
        ("[{option: replaced, goods: [raft]}]", "'raft'"),
        ("[{option: replaced, goods: [hull]}]", "is none of the goods it sends"),
        ("[{option: boats, goods: [old]}]", "is asked about other goods of it already"),
        (
            "[{option: replaced, goods: [old]}, {option: spare, goods: [old]}]",
            "stands apart twice",
        ),
        ("[{option: other, goods: [old]}]", "is of the encoding 'other', not 'law'"),
    ],
)
def test_goods_apart_that_fit_no_measure_are_refused(tmp_path, apart, told):
    """An unknown item, one not sent, one named twice, and an option of other goods or law."""
    text = YARD.read_text(encoding="utf-8")
    hull = "  - {id: hull, title: Hulls, holder: merrow, cites: [{source: paper, locator: x}]}\n"
    text = text.replace("stocks:\n", f"stocks:\n{hull}")
    text = text.replace("encodings:\n", "encodings:\n  - {id: other, title: Other law}\n")
    text = text.replace(
        "options:\n",
        "options:\n  - {id: other, title: O, encoding: other, tags: [x]}\n"
        "  - {id: spare, title: S, encoding: law, tags: [boats]}\n",
    )
    text = text.replace("[{option: replaced, goods: [old]}]", apart)
    path = tmp_path / "yard.yaml"
    path.write_text(text, encoding="utf-8")

    found = checked(read_case(path), {}).diagnostics

    assert [one for one in found if told in one.message and one.severity.value == "error"]


def test_goods_apart_of_a_measure_without_an_option_are_refused(tmp_path):
    """Of the rest nothing would be asked, so that it went by a permission of others."""
    text = YARD.read_text(encoding="utf-8").replace("option: boats, goods", "goods")
    path = tmp_path / "yard.yaml"
    path.write_text(text, encoding="utf-8")

    found = checked(read_case(path), {}).diagnostics

    assert "PL320" in {one.code for one in found}
