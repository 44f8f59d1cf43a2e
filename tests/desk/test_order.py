"""
Of several equal entries the one on the lowest rung or of the first tier is told, and of those that
are equal in this, too, the first by its words, in whichever order they stand.
"""

from dataclasses import replace

import pytest

from phaseline.case.alphabet import (
    by_words,
    needs_in_order,
    options_in_order,
    penalties_in_order,
    sides_in_order,
)
from phaseline.case.model.evidence import Conflict, Side, Within
from phaseline.case.model.politics import Penalty
from phaseline.case.model.response import Demand, LadderStanding, Measure
from phaseline.case.model.supply import Need
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.findings.arrivals import open_signs
from phaseline.desk.findings.authority import few_today, sides_of
from phaseline.desk.findings.objections import objections
from phaseline.desk.findings.promises import aims, called_for, demanded, drifts
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import quantity

SECTIONS = ("demands", "ladders", "measures", "penalties", "conflicts")


@pytest.fixture(scope="module")
def strait():
    """The strait with two demands, measures, threats at home and a conflict more, ids backwards."""
    case = read_case(case_path("strait"), name="strait").case
    toll = Demand(id="z", title="A lower toll", to="norland")
    talks = Demand(id="a", title="Talks about the toll", to="norland")
    lamps = Measure(id="z2", title="Lamps on the quay", route="none", lethality="non_lethal")
    boats = Measure(id="a2", title="Boats with guns", route="none", lethality="offensive")
    penalties = (
        Penalty(id="z3", act="Closing the harbours", exposes="vesper", to="A fine", by="norland"),
        Penalty(id="a3", act="Stopping the grain", exposes="vesper", to="A fine", by="norland"),
    )
    dispute = Conflict(
        id="depth",
        title="How deep the strait is",
        lies=Within.BETWEEN,
        sides=(Side(holds="Nine fathoms", source="gazette"), Side(holds="Eight", source="cables")),
        handling="Both are kept.",
    )
    ladders = Entries(
        replace(
            ladder,
            standing=LadderStanding.PUBLISHED,
            rungs=Entries(
                replace(rung, measures=("z2", "a2", *rung.measures), demands=("z", "a"))
                for rung in ladder.rungs
            ),
        )
        for ladder in case.ladders
    )
    return replace(
        case,
        demands=Entries((*case.demands, talks, toll)),
        measures=Entries((*case.measures, boats, lamps)),
        penalties=Entries(reversed(penalties)),
        conflicts=Entries((dispute,)),
        ladders=ladders,
    )


@pytest.fixture(scope="module")
def backwards(strait):
    """The same case with the entries of its sections, and the sides of its conflict, reversed."""
    turned = {name: Entries(reversed(tuple(getattr(strait, name)))) for name in SECTIONS}
    turned["conflicts"] = Entries(
        replace(conflict, sides=conflict.sides[::-1]) for conflict in strait.conflicts
    )
    return replace(strait, **turned)


def test_demands_are_numbered_in_the_order_of_their_words(strait, backwards):
    """A lower toll stands before talks about it, wherever and under whatever id it is entered."""
    told = [(finding.demand, finding.place) for finding in demanded(strait)]

    assert told == [("demands.z", 1), ("demands.a", 2)]
    assert demanded(backwards) == demanded(strait)


def test_the_threat_at_home_that_is_told_is_the_first_by_its_words(strait, backwards):
    """Closing comes before stopping; one of them is told."""
    assert [finding.penalty for finding in objections(strait)[:1]] == ["penalties.z3"]
    assert objections(backwards)[0] == objections(strait)[0]


def test_of_what_is_done_today_the_mildest_is_told_first(strait, backwards):
    """Lamps stand before boats with guns, whose title comes first in the alphabet."""
    told = few_today(strait, None)[0]

    assert (told.measures, told.more) == (("measures.z2",), 1)
    assert few_today(backwards, None)[0] == told


def test_sides_of_a_conflict_are_told_in_the_order_of_what_they_hold(strait, backwards):
    """Eight comes before nine fathoms, and a finding names its side by that order."""
    held = [side.holds for side in sides_in_order(backwards.conflicts["depth"])]

    assert held == ["Eight", "Nine fathoms"]
    assert [(side.source, side.side) for side in sides_of(strait, "depth")] == [
        ("cables", 0),
        ("gazette", 1),
    ]
    assert sides_of(backwards, "depth") == sides_of(strait, "depth")


def test_of_disputes_over_an_open_effect_one_between_sources_is_told(strait):
    """One source at odds with itself says less of an effect than two at odds with each other."""
    (dispute,) = strait.conflicts
    name = strait.assumptions[0].id
    unsettled = replace(
        strait.assumptions[0], low=quantity("-1 month"), high=quantity("1 month"), options=()
    )
    about = replace(dispute, matters_for=(f"assumptions.{name}",))
    within = replace(about, id="itself", title="A doubt", lies=Within.WITHIN)
    wide = replace(about, id="wide", title="Both", matters_for=(*about.matters_for, "needs.b"))
    case = replace(strait, assumptions=Entries((unsettled,)))

    for order in ((within, wide, about), (about, wide, within)):
        told = open_signs(replace(case, conflicts=Entries(order)))
        assert {finding.conflict for finding in told[:2]} == {"conflicts.depth"}


def test_the_clock_stands_before_whatever_else_nobody_decides(strait):
    """The season is the clock; a harvest and storms follow in the order of their words."""
    season = strait.tracks["season"]
    others = [
        replace(season, id=name, title=title, role=None)
        for name, title in (("z", "A harvest"), ("a", "Storms"))
    ]

    for order in ((*others, season), (season, *others[::-1])):
        told = drifts(replace(strait, tracks=Entries(order)))
        assert [finding.track for finding in told] == ["tracks.season", "tracks.z", "tracks.a"]


def test_courses_are_asked_after_in_the_order_of_their_titles(strait, backwards):
    """What each is for, and which of its rungs is called for: an answer has room for few."""
    assert aims(backwards) == aims(strait)
    assert called_for(backwards) == called_for(strait)
    assert [finding.ladder for finding in called_for(strait)] == [
        f"ladders.{ladder.id}" for ladder in by_words(strait.ladders)
    ]


def test_options_stand_in_the_order_of_the_rungs_that_need_them(strait, backwards):
    """Buoys come on a ladder's first step, harbours on another's second, grain on its third."""
    first, second, third = ("buoys", "harbours", "grain")

    assert options_in_order(strait, (third, second, first)) == [first, second, third]
    assert options_in_order(backwards, (second, third, first)) == [first, second, third]


def test_a_threat_at_home_is_told_by_the_lowest_rung_that_provokes_it(strait):
    """A step that nobody takes comes last, wherever its words stand in the alphabet."""
    penalties = [
        Penalty(id=name, act=act, exposes="vesper", to="A fine", by="norland", options=options)
        for name, act, options in (
            ("late", "A stop of the grain", ("grain",)),
            ("soon", "Moving the buoys, or the grain", ("grain", "buoys")),
            ("never", "Alone", ()),
        )
    ]

    for order in (penalties, penalties[::-1]):
        told = penalties_in_order(strait, order)
        assert [penalty.id for penalty in told] == ["soon", "late", "never"]


def test_what_was_asked_for_first_stands_first(strait):
    """By its tier, and in a tier by its words."""
    needs = [
        Need(id=name, title=title, tier=tier, asked_by="oster")
        for name, title, tier in (("a", "Boats", 2), ("b", "Ropes", 1), ("c", "Lamps", 1))
    ]

    for order in (needs, needs[::-1]):
        told = needs_in_order(replace(strait, needs=Entries(order)))
        assert [need.id for need in told] == ["c", "b", "a"]
