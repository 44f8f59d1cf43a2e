"""Public parts that behave alike, against partitions by signatures written out."""

from collections import Counter
from itertools import combinations
from math import inf

import numpy as np
import pytest
from asking import ready, reported
from depth import NOT_SHRUNK, examples
from hypothesis import given
from hypothesis import strategies as st
from strategies import random_game
from test_parallel import draws_side_by_side

pytest.importorskip("numba")

from phaseline.game.ahead import foreseen, outlook
from phaseline.game.arrays import mixed
from phaseline.game.compile.games import compiled
from phaseline.game.compile.payoffs import responder_cells
from phaseline.game.kernels import alike as alike_module
from phaseline.game.kernels import layout as layout_module
from phaseline.game.kernels import machine
from phaseline.game.kernels.alike import MOST_ROUNDS, entries_alike, likeness, rounds_kept
from phaseline.game.kernels.layout import NEVER, layout_of
from phaseline.game.kernels.menus import menus, posture_kinds, priced
from phaseline.game.kernels.seating import stretches
from phaseline.game.kernels.wiring import wired
from phaseline.game.play import played_quickly

pytestmark = pytest.mark.usefixtures("kernels_kept")


def test_chances_are_alike_that_are_the_same_in_all_draws():
    """
    Of 0.1, nothing, 0.1 in one draw alone, and 0.1 in both: the first stands for the last, but not
    where one of them is a renege.
    """
    chances = np.array([[0.1, 0.2], [0.0, 0.0], [0.1, 0.0], [0.1, 0.2]])
    reneges = np.zeros((4, 2))
    assert entries_alike(chances, reneges).tolist() == [0, -1, 2, 0]
    assert entries_alike(chances[:, :1], reneges[:, :1]).tolist() == [0, -1, 0, 0]
    reneges[3, 0] = 0.1
    assert entries_alike(chances, reneges).tolist() == [0, -1, 2, 3]


def by_signatures(model, layout, stands):
    """
    The class of each public part with no period to go, with one, and so on, until no more of them
    are told apart: parts are told apart by what they do and where they lead.
    """
    publics, ways = len(layout.pattern), model.resolved
    edges = [[] for _ in range(publics)]
    for post, state, sum_ in zip(ways.origins, ways.ends, model.sum_of, strict=True):
        row = int(stands[model.sum_row[sum_]])
        if row >= 0:
            edges[model.post_public[post]].append(
                (
                    int(model.post_level[post]),
                    row,
                    int(model.public_of[state]),
                    int(model.level_of[state]),
                )
            )
    classes = [(int(a), int(b)) for a, b in zip(layout.pattern, layout.cell, strict=True)]
    rounds = [classes]
    count = 0
    while len(set(classes)) > count:
        count = len(set(classes))
        numbers = {key: number for number, key in enumerate(dict.fromkeys(classes))}
        own = [numbers[key] for key in classes]
        classes = [
            (own[public], frozenset(Counter((a, b, own[c], d) for a, b, c, d in leads).items()))
            for public, leads in enumerate(edges)
        ]
        rounds.append(classes)
    return rounds, [{end for _, _, end, _ in leads} for leads in edges]


def periods_reached(begins, leads, last):
    """The first period in which each public part is reached, by following all steps."""
    first, now, period = dict.fromkeys(begins, 0), set(begins), 0
    while now and period != last:
        period += 1
        now = {end for public in now for end in leads[public]} - first.keys()
        first |= dict.fromkeys(now, period)
    return first


def asked(data, last):
    """A random game, the chances that are the same, and its last period."""
    model = compiled([ready(data)])
    return (
        model,
        entries_alike(model.resolved.table, model.reneges),
        last if model.horizon < inf else -1,
    )


@examples(30, phases=NOT_SHRUNK)
@given(random_game(), st.sampled_from([-1, 1, 2, 3, 5, 9]))
def test_public_parts_are_alike_that_no_signature_tells_apart(data, last):
    """
    Of the public parts that can be reached, those have one that stands for them which signatures of
    what they do and where they lead do not tell apart in as many periods as are left when they are
    first reached; it is the one that is reached first. With fewer periods to go, it is again the
    first of those that these periods do not tell apart.
    """
    model, stands, last = asked(data, last)
    layout = layout_of(model)
    alike = likeness(model, stands, last)
    rounds, leads = by_signatures(model, layout, stands)
    begins = model.public_of[model.origins].tolist()
    first = periods_reached(begins, leads, last)
    assert {place: at for place, at in enumerate(alike.first.tolist()) if at < NEVER} == first
    order = sorted(first, key=lambda public: (first[public], public))

    def classes_at(left):
        return rounds[-1] if left < 0 else rounds[min(left, len(rounds) - 1)]

    def first_like(public, left):
        classes = classes_at(left)
        return next(other for other in order if classes[other] == classes[public])

    expected = {public: first_like(public, last - first[public]) for public in order}
    if last < 0:
        expected = {public: first_like(public, -1) for public in order}
    assert {public: int(alike.stand[public]) for public in order} == expected
    assert alike.listed.tolist() == [public for public in order if expected[public] == public]
    for left in range(1, last + 1):
        now = alike.rounds[min(left, len(alike.rounds)) - 1].tolist()
        for public, worked_out in zip(alike.listed.tolist(), now, strict=True):
            if first[public] <= last - left:
                assert worked_out == first_like(public, left)


def test_a_renege_is_not_taken_for_a_refusal_that_is_as_likely():
    """
    Consent is given by one half, and what is consented to is carried out by one half: where the
    vote is won the responder reneges as often as it loses the vote elsewhere, and pays for it.
    """
    consent = {"chance": 0.5, "retry": {"after": 1}}
    track = reported(crossed=0.5)
    track["reports"] = {
        "labels": ["clean", "low", "high"],
        "likelihood": {"none": [0.4, 0.3, 0.3], "crossed": [0.2, 0.3, 0.5]},
    }
    game = ready(
        {
            "phaseline": 1,
            "kind": "game",
            "time": {"horizon": 6, "discount": {"challenger": 0.9, "responder": 0.9}},
            "challenger": {
                "tracks": [track],
                "types": [{"id": "one", "prior": 1, "gain": {"tech": {"crossed": 2.5}}}],
            },
            "responder": {
                "harm": {"tech": {"crossed": 4}},
                "audience_cost": 10,
                "credit": {"alpha": 1, "beta": 0, "cap": 1},
            },
            "start": {"credit": 1},
            "red_line": {"tech": ["crossed"]},
            "monitor": {"kind": "last_report"},
            "ladder": {
                "rungs": [
                    {"id": "r0"},
                    {"id": "r1", "loss": 1, "cost": 1, "lead": 1, "consent": consent},
                    {"id": "r2", "loss": 2, "cost": 2, "lead": 1, "expires": 3},
                ],
                "policy": {"enter": {"r1": "low", "r2": "high"}},
            },
        }
    )
    kernel, _ = foreseen([game], ("value", "audience"))
    plain = outlook(played_quickly([game]), ("value", "audience"))
    assert kernel["audience"] == pytest.approx(plain["audience"], abs=1e-12)
    assert kernel["value"] == pytest.approx(plain["value"], abs=1e-12)


@examples(30, phases=NOT_SHRUNK)
@given(random_game(), st.sampled_from([-1, 1, 2, 3, 5, 9]), st.booleans())
def test_steps_are_laid_out_alike_with_and_without_a_kernel(data, last, is_followed):
    """The kernel that lays steps out gives what NumPy gives, to the last place of every list."""
    model, stands, last = asked(data, last)
    both_lay_out(model, max(last, 1), stands=stands, is_followed=is_followed)


def both_lay_out(model, periods, **options):
    """Hold the kernel that lays steps out against NumPy, and give what it does."""
    table = menus(
        model,
        np.ones(len(model.pair_state), dtype=bool),
        priced(model)[0],
        posture_kinds(model, responder_cells(model)),
    )
    sides = []
    for by_kernel in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(machine, "is_kept", lambda by_kernel=by_kernel: by_kernel)
            laid = wired(model, table, periods, **options)
            sides.append([laid.listed, laid.reached, laid.rounds, laid.begin, laid.begin_menu])
            sides[-1] += [
                getattr(edges, name)
                for edges in (laid.posts, laid.prospects)
                for name in ("first", "end", "entry")
            ]
    for ours, kernels in zip(*sides, strict=True):
        assert ours.dtype == kernels.dtype == np.int32
        assert ours.shape == kernels.shape
        assert ours.tolist() == kernels.tolist()
    return laid


@pytest.mark.parametrize("is_followed", [False, True])
def test_steps_of_each_schedule_are_laid_out_as_those_of_a_game_of_its_own(is_followed):
    """
    Where draws have several schedules, the steps of one are those of a structure that has that
    schedule alone, place by place; only which rows of chances they have is another matter. With
    the kernel and without it, they are the same.
    """
    draws = [draws_side_by_side()[place] for place in (4, 0, 3, 2)]  # in order of their leads
    model = compiled(draws)
    spans = stretches(model)
    assert [span.schedule for span in spans] == [0, 1, 2, 3]
    for place, span in enumerate(spans):
        alone = compiled(draws[place : place + 1])
        ours, theirs = (
            both_lay_out(
                some,
                12,
                stands=entries_alike(some.resolved.table[:, [draw]], some.reneges[:, [draw]]),
                is_followed=is_followed,
                span=stretch,
            )
            for some, draw, stretch in (
                (model, place, span),
                (alone, 0, stretches(alone)[0]),
            )
        )
        assert ours.listed.tolist() == theirs.listed.tolist()
        assert ours.reached.tolist() == theirs.reached.tolist()
        assert ours.begin.tolist() == theirs.begin.tolist()
        assert ours.begin_menu.tolist() == theirs.begin_menu.tolist()
        for mine, other in ((ours.posts, theirs.posts), (ours.prospects, theirs.prospects)):
            assert mine.first.tolist() == other.first.tolist()
            assert mine.end.tolist() == other.end.tolist()


def test_no_more_rounds_are_kept_than_there_is_room_for():
    """
    2²² places are kept of all rounds: 4,194 rounds of 1,000 public parts, one where even that is
    more, and none beyond the periods that there are or without an end.
    """
    assert MOST_ROUNDS == 2**22
    assert rounds_kept(1000, 10_000) == 4194
    assert rounds_kept(2**23, 5) == 1
    assert rounds_kept(1000, 24) == 24
    assert rounds_kept(1000, -1) < 1


@examples(15, phases=NOT_SHRUNK)
@given(random_game(), st.sampled_from([2, 5]))
def test_rounds_for_which_there_is_no_room_leave_each_public_part_to_itself(data, last):
    """With room for one round alone, each public part that is listed is worked out for itself."""
    model, stands, last = asked(data, last)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike_module, "MOST_ROUNDS", 1)
        alike = likeness(model, stands, last)
    if last > 0:
        assert alike.rounds.tolist() == [alike.listed.tolist()]


def test_bits_are_mixed_as_published():
    """
    The first numbers of the published generator from the seed 0, which adds its constant and mixes:
    0xE220A8397B1DCDAF, then 0x6E789E6AA1B965F4 (Steele, Lea & Flood; Java's SplittableRandom).
    """
    golden = 0x9E3779B97F4A7C15
    mixes = mixed(np.array([0, golden], dtype=np.uint64))
    assert mixes.tolist() == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4]


@examples(20, phases=NOT_SHRUNK)
@given(random_game(), st.sampled_from([0, 52]))
def test_the_nodes_of_a_public_part_stand_by_their_levels(data, most):
    """
    Whether levels are noted as bits of a number or one by one: each state and node has a place of
    its own, those of a public part stand together, and public parts share a pattern if the nodes of
    both have the same levels at every stage.
    """
    model = compiled([ready(data)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout_module, "MOST_BITS", most)
        layout = layout_of(model)
    publics = range(len(layout.pattern))
    states = np.argsort(layout.state_place)
    stages = (
        (states, layout.state, model.public_of, model.level_of),
        (layout.post_node, layout.post, model.post_public, model.post_level),
    )
    levels = [[] for _ in publics]
    for nodes, firsts, owners, level in stages:
        assert sorted(nodes) == list(range(len(level)))
        for public in publics:
            some = nodes[firsts[public] : firsts[public + 1]]
            assert (owners[some] == public).all()
            assert level[some].tolist() == sorted(level[some])
            levels[public].append(tuple(level[some]))
    for public in publics:
        mids = model.mid_public == public
        levels[public].append(tuple(sorted(model.mid_level[mids])))
    for public, other in combinations(publics, 2):
        alike = levels[public] == levels[other]
        assert (layout.pattern[public] == layout.pattern[other]) == alike
