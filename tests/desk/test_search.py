"""
The best ladder of a declared class: its members, the race among them, other weights, and what is
simple enough.
"""

from collections import Counter
from dataclasses import replace
from itertools import product
from math import comb

import numpy as np
import pytest

from phaseline.case.model.play import LadderForm
from phaseline.desk.comparison import game_of_case, study
from phaseline.desk.comparison.draws import design, shuffled
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.same_games import game_numbers
from phaseline.desk.comparison.search import Edge, is_knife_edge, searched
from phaseline.desk.comparison.search_space import members, settings
from phaseline.desk.comparison.study import figures
from phaseline.errors import QuestionError
from phaseline.game.ahead import foreseen
from phaseline.game.asking import consent_chance
from phaseline.game.barred_rungs import trimmed
from phaseline.game.play import played, responder_value
from phaseline.terms.entries import Entries

DRAWS = 8


def narrowed(case, **changes):
    """The case with a smaller class."""
    setup = case.games[0]
    return replace(
        case, games=(replace(setup, search=replace(setup.search, **changes)), *case.games[1:])
    )


@pytest.fixture(scope="module")
def small(korea):
    """
    Two subsets of rungs, two counts, no stay: 5 ladders that play all five rungs above the lowest,
    4 without the highest.
    """
    return narrowed(korea, counts=(1, 2), leave_out=("R4b",), dwell=())


@pytest.fixture(scope="module")
def found(small):
    """The small class, searched."""
    return searched(small, draws=DRAWS)


def test_every_member_of_the_declared_class_is_listed(korea):
    """
    Three rungs may be left out; the rest wait for 1, 2 or 3 reports in order: (n + 2 over 2) rows
    for n rungs, each with two stays.
    """
    rows = sum(comb(3, kept) * comb(kept + 1 + 2, 2) for kept in range(4))
    chosen = members(korea)

    assert len(chosen) == 2 * rows == 132
    assert len({(one.rungs, tuple(one.counts.items()), one.dwell) for one in chosen}) == 132
    assert [one.size for one in chosen] == sorted(one.size for one in chosen)
    assert all(list(one.counts.values()) == sorted(one.counts.values()) for one in chosen)


def test_a_member_is_played_as_it_is_named(korea, small):
    """
    Its game has the rungs that are left, calls them from its counts, and no member's monitor counts
    less far than another's.
    """
    chosen = members(small)
    best = design(small, count=8).best
    for one, setting in zip(chosen, settings(small, chosen), strict=True):
        game = game_of(setting, best)
        assert tuple(rung.id for rung in game.ladder.rungs) == one.rungs
        assert dict(game.ladder.policy.enter) == one.counts
        assert game.ladder.policy.dwell == one.dwell
        assert game.monitor.up >= 2


def test_members_of_the_same_rungs_are_written_once(small, monkeypatch):
    """
    The games of all members on some draws are those that are made one by one; what is written for
    them is one game for each set of rungs and each draw.
    """
    chosen = members(small)
    pairs = [*product(settings(small, chosen), design(small, count=8).draws)]
    alone = [game_of(*pair) for pair in pairs]
    writings = []
    plain = game_of_case._Writer.games
    monkeypatch.setattr(
        game_of_case._Writer, "games", lambda writer: writings.append(writer) or plain(writer)
    )

    assert game_of_case.games_of(pairs) == alone
    assert [writer.count for writer in writings] == [8] * len({member.rungs for member in chosen})
    assert len(writings) * 8 < len(pairs)


def test_the_race_finds_what_the_full_matrix_finds(small, found):
    """
    Every member on every draw, solved apart from the race: the same is best on average, by the same
    value.
    """
    chosen = members(small)
    plan = shuffled(design(small, count=DRAWS))
    matrix = np.array([figures(one, plan.draws)["value"] for one in settings(small, chosen)])

    assert len(chosen) == 9
    assert matrix[found.own.best].mean() == pytest.approx(matrix.mean(axis=1).max(), abs=1e-9)
    assert found.value == pytest.approx(matrix.mean(axis=1).max(), abs=1e-9)
    assert found.regret.regret == pytest.approx(
        (matrix.max(axis=0) - matrix).max(axis=1).min(), abs=1e-9
    )


def test_the_frontier_gets_better_as_it_gets_larger(found):
    """Each point is worth more than every simpler one, and none is worth more than the best."""
    values = [one.value for one in found.frontier]
    assert values == sorted(values)
    assert all(one.behind >= -1e-9 for one in found.frontier)
    assert max(values) == pytest.approx(found.value, abs=1e-9)


def test_a_viewpoint_that_weighs_nothing_otherwise_is_the_own_account(small):
    """
    Where all weights are 1 the same ladder is best, with the same value; nothing is solved again
    for it.
    """
    plain = replace(
        small.games[0].search.viewpoints[0], benefit="", cost="", harm="", audience="", disaster=""
    )
    once = searched(narrowed(small, viewpoints=(plain,)), draws=DRAWS)
    (view,) = once.views

    assert (view.raced.best, view.corners, view.held) == (once.own.best, 1, 1)
    assert view.raced.mean == pytest.approx(once.own.mean, abs=1e-9)
    assert once.solved == once.own.evaluations


def test_ties_of_the_best_and_its_band_are_broken_both_ways(small, found):
    """By the plain solver, one ladder after another: for the responder, and against it."""
    variants, best = settings(small, members(small)), design(small, count=DRAWS).best
    assert {edge.member for edge in found.edges} >= {found.own.best}
    for edge in found.edges:
        play = played([trimmed(game_of(variants[edge.member], best))[0]])
        both = [float(responder_value(play, best=is_best)[0]) for is_best in (True, False)]
        assert (edge.best, edge.worst) == pytest.approx(both, abs=1e-9)


def test_without_viewpoints_the_same_is_found_by_the_value_alone(small, found):
    """
    Nobody asks for the parts of a value that are not weighed otherwise: the race, the frontier and
    regret are those by the sum of the parts.
    """
    alone = searched(narrowed(small, viewpoints=()), draws=DRAWS)

    assert alone.views == ()
    assert (alone.own.best, alone.own.evaluations) == (found.own.best, found.own.evaluations)
    assert [rival.candidate for rival in alone.own.band] == [
        rival.candidate for rival in found.own.band
    ]
    assert alone.value == pytest.approx(found.value, abs=1e-9)
    assert alone.regret.regret == pytest.approx(found.regret.regret, abs=1e-9)
    assert [point.member for point in alone.frontier] == [point.member for point in found.frontier]
    assert alone.against.keys() == found.against.keys()
    for name, pair in alone.against.items():
        assert pair == pytest.approx(found.against[name], abs=1e-9)


def test_an_advantage_that_hangs_on_ties_is_flagged():
    """
    A ladder is best only if ties go its way: where another one that it matches keeps more when they
    do not, its place is a knife's edge.
    """
    assert is_knife_edge(
        [Edge(member=0, best=2.0, worst=-1.0), Edge(member=1, best=2.0, worst=1.0)]
    )
    assert not is_knife_edge(
        [Edge(member=0, best=2.0, worst=1.0), Edge(member=1, best=1.0, worst=1.0)]
    )
    assert not is_knife_edge(
        [Edge(member=0, best=2.0, worst=-1.0), Edge(member=1, best=3.0, worst=1.0)]
    )


def test_a_case_without_a_class_says_how_to_declare_one(korea):
    """There is nothing to search: the answer names the key that is missing."""
    with pytest.raises(QuestionError, match="add `search:` to its game"):
        searched(replace(korea, games=(replace(korea.games[0], search=None),)))


LASTING = LadderForm(id="lasting", by_acts=False, by_time=False, is_lasting=True)
PREPARED = LadderForm(id="prepared", by_reports=False, side_by_side=True, asks_first=True)
SIDE_BY_SIDE = LadderForm(id="side-by-side", side_by_side=True)


@pytest.fixture(scope="module")
def wide(korea):
    """All rungs but the lowest may be left out, and two forms are tried beside the policy's own."""
    gone = ("R1", "R2", "R3", "R4a", "R4b")
    forms = Entries((LASTING, PREPARED))
    return narrowed(korea, counts=(1, 2), leave_out=gone, dwell=(), forms=forms)


def game_of_member(case, name):
    """The game of one member at the best values."""
    chosen = [one for one in members(case) if one.name == name]
    (setting,) = settings(case, chosen)
    return game_of(setting, design(case, count=8).best)


def test_a_form_is_tried_with_all_rungs_and_counts(wide):
    """
    Of 5 rungs R1 alone is called by no report. With k of the other 4 played, counts of 1 or 2 in
    order have k + 1 rows: 2 · Σ C(4, k)(k + 1) = 2 · 48 ladders in a form with reports, and 32 in
    one without.
    """
    names = [member.name for member in members(wide)]

    assert len(names) == len(set(names)) == 96 + 96 + 32
    assert sum(name.endswith("+lasting") for name in names) == 96
    assert sum(name.endswith("+prepared") for name in names) == 32


def test_the_order_in_which_pairs_are_played_moves_no_value(small, found, monkeypatch):
    """Played three pairs at a time, some anew for each share, all is found as at once."""
    monkeypatch.setattr("phaseline.desk.comparison.search._PAIRS", 3)
    again = searched(small, draws=DRAWS)

    assert again.own.best == found.own.best
    assert again.value == pytest.approx(found.value, abs=1e-9)
    assert [point.member for point in again.frontier] == [point.member for point in found.frontier]


def test_two_reports_and_one_rung_that_lasts_are_a_member(wide):
    """Indirect offensive supply after two reports, for good, whatever else is seen or falls due."""
    policy = game_of_member(wide, "R3:2+lasting").ladder.policy

    assert dict(policy.enter) == {"R3": 2.0}
    assert dict(policy.exit) == {"R3": "never"}
    assert (dict(policy.overt), dict(policy.deadline)) == ({}, {})


def test_a_form_can_prepare_side_by_side_and_ask_first(wide):
    """Without reports there is no monitor; every consent that may be refused is asked for first."""
    game = game_of_member(wide, "R1+R2+R3+R4a+R4b+prepared")

    assert game.monitor is None
    assert game.ladder.policy.parallel
    assert [rung.id for rung in game.ladder.rungs if rung.authority] == [
        rung.id for rung in game.ladder.rungs if 0 < consent_chance(rung) < 1
    ]


def test_games_that_are_the_same_are_solved_once(korea, monkeypatch):
    """
    The demand calls for R1 at once and for R2 at a deadline: that they last as well says nothing,
    and both ladders are one game in each draw. R4b has no deadline: that it lasts makes another
    game. Where nobody consents to R4b, all four are one. Of eight draws eight games are solved, and
    two more for each draw in which R4b can be had.
    """
    forms = Entries((LadderForm(id="stays", is_lasting=True),))
    case = narrowed(korea, counts=(2,), leave_out=("R3", "R4a", "R4b"), dwell=(), forms=forms)
    names = ("R1+R2:2", "R1+R2:2+stays", "R1+R2:2+R4b:2", "R1+R2:2+R4b:2+stays")
    by_name = {member.name: member for member in members(case)}
    variants = settings(case, [by_name[name] for name in names])
    draws = design(case, count=8).draws
    solved = Counter()

    def counted(games, wanted, **more):
        solved["games"] += len(games)
        return foreseen(games, wanted, **more)

    monkeypatch.setattr(study, "foreseen", counted)
    pairs = [(variant, values) for variant in variants for values in draws]
    together = figures(*map(list, zip(*pairs, strict=True)), wanted=("value",))["value"]

    open_draws = sum(not trimmed(game_of(variants[2], values))[1] for values in draws)
    assert 0 < open_draws < 8
    assert solved["games"] == 8 + 2 * open_draws
    first, second, _, _ = together.reshape(4, 8)
    assert first.tolist() == second.tolist()
    monkeypatch.undo()
    alone = [figures(variant, draws, wanted=("value",))["value"] for variant in variants]
    assert together == pytest.approx(np.concatenate(alone), abs=1e-12)


def test_equal_games_of_all_shares_are_solved_once(korea, monkeypatch):
    """
    A small class in two forms, three games given out at a time: each game is solved once, whichever
    members come to it; beside it the policy that is varied and the yardstick in each draw.
    """
    forms = Entries((LadderForm(id="stays", is_lasting=True),))
    changes = {"leave_out": ("R3", "R4b"), "dwell": (), "forms": forms, "viewpoints": Entries(())}
    case = narrowed(korea, counts=(2,), **changes)
    draws = shuffled(design(case, count=DRAWS)).draws
    pairs = [*product(settings(case, members(case)), draws)]
    solved = []

    def counted(games, wanted, **more):
        solved.extend(games)
        return foreseen(games, wanted, **more)

    monkeypatch.setattr(study, "foreseen", counted)
    monkeypatch.setattr("phaseline.desk.comparison.search._PAIRS", 3)
    searched(case, draws=DRAWS)

    unlike = len({*game_numbers(pairs).tolist()})
    assert len(solved) == unlike + 2 * DRAWS < len(pairs)


def test_ladders_that_differ_in_counts_alone_are_solved_together(korea, monkeypatch):
    """
    Four rungs are called by reports, from one or from two on, in order: five rows of counts, each
    as it is and side by side. Of a form all five rows are solved together, and forms apart.
    """
    changes = {"leave_out": (), "dwell": (), "viewpoints": Entries(())}
    case = narrowed(korea, counts=(1, 2), forms=Entries((SIDE_BY_SIDE,)), **changes)
    together = []

    def noted(games, wanted, **more):
        policies = [game.ladder.policy for game in games]
        together.append(
            ({policy.parallel for policy in policies}, {str(policy.enter) for policy in policies})
        )
        return foreseen(games, wanted, **more)

    monkeypatch.setattr(study, "foreseen", noted)
    monkeypatch.setattr("phaseline.desk.comparison.search._SHARES", 1)
    result = searched(case, draws=DRAWS)

    assert len(result.members) == 10
    assert all(len(forms) == 1 for forms, _ in together)
    for form in (False, True):
        assert max(len(rows) for forms, rows in together if forms == {form}) == 5


@pytest.mark.slow
def test_one_rung_that_lasts_is_not_told_apart_from_all_five(wide):
    """
    The design's claim: two reports, then offensive supply for good, is worth what the whole ladder
    after two reports is worth, within the error of their paired difference, with four rungs fewer.
    """
    names = ("R3:2+lasting", "R1+R2:2+R3:2+R4a:2+R4b:2")
    chosen = {member.name: member for member in members(wide)}
    simple, whole = (chosen[name] for name in names)
    values = [
        figures(variant, shuffled(design(wide, count=16)).draws, wanted=("value",))["value"]
        for variant in settings(wide, (simple, whole))
    ]
    difference = values[0] - values[1]

    assert simple.size[0] == whole.size[0] - 4
    assert abs(difference.mean()) < difference.std(ddof=1) / np.sqrt(16)
