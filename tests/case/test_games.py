"""The case as a game: the worked one is sound, and every game that is made of it can be solved."""

from dataclasses import fields
from itertools import product
from typing import get_type_hints

import pytest

import phaseline.case.model.play as records
from phaseline.case.check.report import checked
from phaseline.case.check.stakes import KINDS
from phaseline.case.games import red_line_sets, setup_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import GameVariant, game_of
from phaseline.game.check import game_diagnostics
from phaseline.terms.meaning import meanings

SWITCHES = tuple(product((True, False), repeat=3))
POLICIES = (
    "no-step",
    "dialogue-at-once",
    "dialogue-conditional",
    "official-soldiers",
    "official-cooperation",
    "kim-step-down",
    "kim-freeze",
    "jump",
    "jump-if-seen",
    "hold-fire",
    "aggressive",
)
DRAWS = 8


@pytest.fixture(scope="module")
def drawn(korea):
    """The best values of the worked case, and eight draws of four structures."""
    plan = design(korea, count=DRAWS)
    return (plan.best, *plan.draws)


def test_every_policy_of_the_worked_game_is_tried(korea):
    """The list of this file is the list of the case."""
    assert {one.id for one in korea.policies} == set(POLICIES)


@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_makes_a_sound_game(name, korea, drawn):
    """
    On each red line, their union and what they share; whatever is released; at the best values and
    at eight draws.
    """
    policy = korea.policies[name]
    lines = red_line_sets(korea)
    settings = [
        GameVariant(
            policy=policy,
            families=families,
            is_lasting=is_lasting,
            frees_gain=frees_gain,
            holds_back=holds_back,
        )
        for families in lines.values()
        for is_lasting, frees_gain, holds_back in SWITCHES
    ]

    found = [
        flaw
        for setting in settings
        for values in drawn
        for flaw in game_diagnostics(game_of(setting, values))
    ]

    assert {"union", "intersection"} < set(lines)
    assert found == []


@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_makes_a_sound_game_with_all_tracks(name, korea, drawn):
    """
    To compare ladders, the tracks of another one are played too; all at once they are as sound,
    whoever answers.
    """
    setup = setup_of(korea)
    policy = korea.policies[name]
    tracks = frozenset(one.id for one in setup.tracks)
    settings = [
        GameVariant(
            policy=policy,
            families=red_line_sets(korea)["union"],
            tracks=tracks,
            is_for_good=is_for_good,
            errs=errs,
        )
        for is_for_good, errs in product((True, False), repeat=2)
    ]

    assert [
        flaw
        for setting in settings
        for values in drawn
        for flaw in game_diagnostics(game_of(setting, values))
    ] == []


def test_every_formula_of_a_game_has_its_kind():
    """A field that is said to be a formula is held to a unit and to bounds."""
    classes = [
        one
        for one in vars(records).values()
        if isinstance(one, type) and one.__module__ == records.__name__
    ]
    formulas = {
        (one, field.name)
        for one in classes
        for field in fields(one)
        if "formula" in meanings(get_type_hints(one, include_extras=True))[field.name].label.lower()
    }

    assert formulas == set(KINDS)


@pytest.mark.parametrize(
    ("address", "value", "code", "where"),
    [
        ("assumptions.detection.high", "1.2", "PL410", "games.main.tracks.technology.noticed"),
        ("assumptions.discount-challenger.high", "1", "PL410", "games.main.discount_challenger"),
        ("assumptions.delivery-lead.low", "-1 month", "PL410", "games.main.effects.5.lead"),
    ],
)
def test_a_what_if_is_held_to_the_same_bounds(address, value, code, where):
    """
    A range that is widened beyond what a chance or a time can be is refused, wherever a formula
    uses it.
    """
    found = checked(read_case(case_path("korea-2024"), changes={address: value}), {}).diagnostics

    assert (code, where) in {(one.code, one.address) for one in found}


GAME = """
    title: A game
    discount_challenger: assumptions.odds
    discount_responder: assumptions.odds
    tracks: [{id: cargo, of: red_line, levels: [none, landed],
      moves: [{do: land, start: none, end: landed}], always: true}]
    types: [{id: all, title: All, weight: assumptions.odds, gains: []}]
"""
HEAD = """phaseline: 2
kind: case
id: c
title: T
question: Q
as_of: 2031-04-10
responder: me
challenger: me
actors: [{id: me, name: Me, kind: state}]
sources: [{id: paper, type: report, title: A paper, role: paper}]
technologies: [{id: engine, title: An engine}]
red_lines:
  - id: line
    title: A line
    any_of: [engine]
    drawn_by: me
    source: paper
    status: drawn
    cites: [{source: paper, locator: "1"}]
"""
ODDS = "  - {id: odds, asks: The odds, owner: me, rationale: Between these., low: 0.3, high: 0.9}\n"
LOW = (
    "  - {id: other, title: O, standing: contrast, proposed_by: me, rungs: [{id: low, title: Low}],"
    " off_ramp: It ends., on_crossing: It is answered., plays: {}}\n"
)
BAD = "  - {id: bad, title: Bad, standing: scenario, proposed_by: me, plays: {lasting: [high]}}\n"
BARE = "id: bare, asks: Bare, owner: me, rationale: None."


def codes(path, text):
    """The codes of a case in one file."""
    (path / "case.yaml").write_text(text)
    return [one.code for one in checked(read_case(path / "case.yaml"), {}).diagnostics]


def text(
    *,
    ladders=LOW,
    before="",
    assumptions=ODDS,
    tracks="",
    plays="{}",
    more="",
):
    """A case with a game, with something else in some of its parts."""
    game = GAME.replace("always: true}]", f"always: true}}{tracks}]")
    return (
        f"{HEAD}ladders:\n{ladders.replace('plays: {}', f'plays: {plays}')}assumptions:\n"
        f"{assumptions}{before}games:\n  - id: game{game}{more}"
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, []),
        # the rungs of a faulty ladder are not known
        ({"ladders": LOW + BAD}, ["PL106"]),
        ({"ladders": LOW + BAD, "plays": "{rungs: [low, high]}"}, ["PL106"]),
        # nor whether it is played
        ({"ladders": LOW + BAD, "more": "    yardstick: bad\n"}, ["PL106"]),
        ({"ladders": BAD}, ["PL106"]),
        # nor are the levels of a faulty track
        (
            {
                "before": "tracks: [{id: word, title: A word, controlled_by: me, seen: overt}]\n",
                "tracks": ", {id: word, of: word, moves: [{do: give, start: none, end: given}]}",
                "plays": "{demand: [{track: word, levels: [given]}]}",
            },
            ["PL106"],
        ),
        # a formula rests on an assumption without a range, on one of two units, and on a circle
        (
            {
                "assumptions": f"{ODDS}  - {{{BARE}}}\n",
                "more": "    release_ends: assumptions.bare\n",
            },
            ["PL407", "PL621"],
        ),
        (
            {
                "assumptions": f"{ODDS}  - {{{BARE}, low: 1, high: 2 USD}}\n",
                "more": "    release_ends: assumptions.bare\n",
            },
            ["PL403", "PL621"],
        ),
        (
            {
                "before": "derived: [{id: round, title: R, unit: '', formula: derived.round}]\n",
                "more": "    release_ends: derived.round\n",
            },
            ["PL405", "PL621"],
        ),
    ],
)
def test_what_is_faulty_itself_is_reported_where_it_stands(tmp_path, parts, expected):
    """
    A name of a faulty entry is no unknown name, and what a faulty number leads to is not told
    again.
    """
    assert codes(tmp_path, text(**parts)) == expected


def test_a_formula_that_doubles_again_and_again_is_checked_in_a_moment(tmp_path):
    """Thirty numbers, each the sum of the one before with itself, are walked through once each."""
    doubled = "".join(
        f"  - {{id: d{n}, title: D, unit: '', formula: derived.d{n - 1} + derived.d{n - 1}}}\n"
        for n in range(1, 31)
    )
    first = "derived:\n  - {id: d0, title: D, unit: '', formula: assumptions.odds}\n"

    assert (
        codes(tmp_path, text(before=first + doubled, more="    audience_cost: derived.d30\n")) == []
    )


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        ("{}", []),
        ("{chance: assumptions.odds, cost: assumptions.odds, asks_again: true}", []),
        ("{lasts: assumptions.odds}", []),
        ("{rungs: [low]}", ["PL501"]),
        ("{chance: assumptions.many}", ["PL410"]),
    ],
)
def test_what_is_asked_first_is_held_to_the_rungs_above_the_lowest(tmp_path, asks, expected):
    """The lowest rung needs no consent, and a chance of yes is at most 1."""
    many = ODDS.replace("id: odds", "id: many").replace("0.9", "1.5")
    assumptions = ODDS + (many if "many" in asks else "")
    parts = text(plays=f"{{asks_first: {asks}}}", assumptions=assumptions)
    assert codes(tmp_path, parts) == expected
