"""
The kernels against the plain solver: random games of every kind, many numbers for each, in batches,
threads and any order.
"""

import shutil
import sys
from dataclasses import replace
from math import inf
from operator import attrgetter
from pathlib import Path

import numpy as np
import pytest
from asking import ready
from depth import NOT_SHRUNK, examples
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import random_game

pytest.importorskip("numba")

from numba import njit
from numba.core import caching, errors

from phaseline.game.ahead import by_ties, foreseen, outlook, read_off
from phaseline.game.compile import walker
from phaseline.game.compile.games import compiled, skeleton
from phaseline.game.compile.payoffs import responder_cells
from phaseline.game.kernels import machine, run, sweep
from phaseline.game.kernels.lanes import pick, start
from phaseline.game.kernels.machine import Machine
from phaseline.game.kernels.menus import menus, posture_kinds, priced
from phaseline.game.kernels.run import suits, swept, valued
from phaseline.game.kernels.seating import empty
from phaseline.game.kernels.source import Shape, source
from phaseline.game.metrics import METRICS, entered_within, left_within
from phaseline.game.occupancy import occupancies
from phaseline.game.play import expected, played, responder_value, with_ties_against
from phaseline.game.spec import Vote

DRAWS = 8
NEAR = 1e-9
seeds = st.integers(0, 2**32 - 1)


pytestmark = pytest.mark.usefixtures("kernels_kept")


def scaled(value, factor):
    """A number, or a table by track and level, times a factor."""
    return (
        {key: scaled(at, factor) for key, at in value.items()}
        if isinstance(value, dict)
        else value * factor
    )


def between(chance, rng):
    """
    Another chance, if it is neither none nor certain: which of these it is belongs to the structure
    of a game.
    """
    return chance if chance in (0, 1) else float(rng.choice([0.25, 0.5, rng.uniform(0.05, 0.95)]))


def varied(game, rng):
    """The same game with other numbers."""

    def money(value):
        return scaled(value, float(rng.choice([0.5, 1.0, 2.0, rng.uniform(0.1, 3.0)])))

    tracks = tuple(
        replace(
            one,
            moves=tuple(
                replace(move, cost=money(move.cost), chance=between(move.chance, rng))
                for move in one.moves
            ),
        )
        for one in game.challenger.tracks
    )
    types = tuple(
        replace(
            one,
            gain=money(one.gain),
            loss_scale=money(one.loss_scale),
            disaster_loss=money(one.disaster_loss),
            rationality=money(one.rationality) if one.rationality < inf else inf,
        )
        for one in game.challenger.types
    )
    voted = {}
    rungs = []
    for one in game.ladder.rungs:
        if isinstance(one.consent, Vote):
            chance = voted.get(one.consent.same_as) or between(
                one.consent.chance, rng
            )  # one vote has one chance
            voted[one.id] = chance
            consent = replace(one.consent, chance=chance)
        else:
            consent = between(one.consent, rng)
        numbers = {name: money(getattr(one, name)) for name in ("loss", "cost", "benefit", "setup")}
        rungs.append(
            replace(
                one,
                consent=consent,
                standdown=between(one.standdown, rng),
                hazard=between(one.hazard, rng) / 4,
                **numbers,
            )
        )
    discount = replace(
        game.time.discount, challenger=rng.uniform(0.3, 0.97), responder=rng.uniform(0.3, 0.97)
    )
    responder = replace(
        game.responder,
        harm=money(game.responder.harm),
        audience_cost=money(game.responder.audience_cost),
        disaster_loss=money(game.responder.disaster_loss),
    )
    return replace(
        game,
        time=replace(game.time, discount=discount),
        challenger=replace(game.challenger, tracks=tracks, types=types),
        ladder=replace(game.ladder, rungs=tuple(rungs)),
        responder=responder,
    )


def batch(data, seed, count=DRAWS):
    """Games of one structure: the one that was drawn, and the same with other numbers."""
    first, rng = ready(data), np.random.default_rng(seed)
    games = [first, *(varied(first, rng) for _ in range(count - 1))]
    return [one for one in games if skeleton(one) == skeleton(first)]


def is_close(mine, theirs, near=NEAR):
    """Whether two arrays agree, not a number where the other is none."""
    return np.allclose(mine, theirs, rtol=near, atol=near, equal_nan=True)


def agree(games, *, lanes=0):
    """Hold the kernel's answer for a batch to the plain solver's."""
    play = played(games)
    model = play.model
    assert suits(model)
    found = swept(model, periods=0 if model.horizon < inf else 6, lanes=lanes)
    for place, one in enumerate(play.types):
        assert is_close(found.worth[place], expected(model.start, one.choice.values[0]))
    assert is_close(found.value, responder_value(play, best=True))
    if model.horizon < inf:
        assert is_close(valued(model), found.value)
    counted = (1, 3, int(model.horizon)) if model.horizon < inf else (1, 6)
    within, last = occupancies(play, counted), max(counted)
    mine, theirs = found.occupancy, within[last]
    for name in ("cells", "rows", "seen", "enters", "leaves"):
        assert is_close(getattr(mine, name), getattr(theirs, name)), name
    for horizon in counted:
        for chance in (entered_within, left_within):
            assert is_close(chance(mine, horizon), chance(within[horizon], horizon))
    if model.horizon < inf:
        for name, metric in read_off(mine, METRICS).items():
            assert is_close(metric, outlook(play)[name]), name


@examples(12, at_soak=1250, phases=NOT_SHRUNK)
@given(random_game(), seeds)
def test_kernels_agree_with_the_plain_solver(data, seed):
    """
    Every monitor, policy, consent, type and horizon: values, chances, periods and parts agree to
    1e-9, ties broken alike.
    """
    agree(batch(data, seed))


def used_room(count):
    """Room that is full of large numbers."""
    room = empty(count)
    room[:] = 1e30
    return room


@examples(12, at_soak=1250, phases=NOT_SHRUNK)
@given(random_game(), seeds)
def test_kernels_break_ties_either_way_as_the_plain_solver_does(data, seed):
    """For the responder, and against it, in every draw and figure; the value alone is the same."""
    games = batch(data, seed)
    assume(games[0].time.horizon < inf)
    both, alone = by_ties(games), by_ties(games, ("value",))

    play = played(games)
    for mine, value, side in zip(both, alone, (play, with_ties_against(play)), strict=True):
        for name, metric in outlook(side).items():
            assert is_close(mine[name], metric), name
        assert is_close(mine["value"], value["value"])


@examples(12, at_soak=400, phases=NOT_SHRUNK)
@given(random_game(), seeds)
def test_what_was_in_memory_changes_nothing(data, seed):
    """Room that was used before is as good as new."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "empty", used_room)
        agree(batch(data, seed))


def test_ties_are_not_measured_by_what_was_in_memory(monkeypatch):
    """
    A rung that follows from a level that takes two periods to reach: with others of its public part
    it is worked out a period too early, from nodes that hold nothing yet.
    """
    monkeypatch.setattr(run, "empty", used_room)
    agree([ready(TWO_TRACKS)])


@examples(12, phases=NOT_SHRUNK)
@given(random_game(), seeds)
def test_a_batch_is_its_parts(data, seed):
    """
    Draws do not see one another: alone, in any order, in one thread or two, each has the same
    answer (to 1e-10 without an end).
    """
    games = batch(data, seed, 21)
    model = compiled(games)
    whole = swept(model, periods=4, threads=1)
    order = np.random.default_rng(seed).permutation(len(games))
    shuffled = swept(compiled([games[place] for place in order]), periods=4, threads=1)
    two = swept(model, periods=4, threads=2)
    alone = swept(compiled(games[3:4]), periods=4)
    for name in ("value", "worth", "cells", "seen", "enters", "leaves"):
        side = attrgetter(name if name in ("value", "worth") else f"occupancy.{name}")
        everything = side(whole)
        assert np.array_equal(everything, side(two)), name
        assert is_close(everything[..., order], side(shuffled), 1e-10), name
        assert is_close(everything[..., 3:4], side(alone), 1e-10), name


@examples(15, at_soak=400, phases=NOT_SHRUNK)
@given(random_game(), seeds, st.integers(1, 7))
def test_draws_that_fill_no_register_are_worth_what_they_are_alone(data, seed, count):
    """Types that stand side by side in a register do not see one another, erring or not."""
    games = batch(data, seed, count)
    assume(games[0].time.horizon < inf)
    play = played(games)
    assert is_close(valued(compiled(games)), responder_value(play, best=True))


@pytest.mark.slow
@pytest.mark.parametrize("lanes", [1, 4])
def test_narrower_registers_give_the_same(lanes):
    """A machine without AVX-512, or without vectors at all, gives the same answers."""

    @examples(2, at_soak=100, phases=NOT_SHRUNK)
    @given(random_game(), seeds)
    def narrow(data, seed):
        agree(batch(data, seed), lanes=lanes)

    narrow()


def test_a_kernel_is_the_module_with_other_constants():
    """What is compiled is what is read: only lines that give a constant its value differ."""
    module = Path(sweep.__file__).read_text(encoding="utf-8")
    copy = source(Shape(lanes=4, is_sure=True, errs=True, is_endless=True), module)
    lines = zip(module.splitlines(), copy.splitlines()[2:], strict=True)
    changed = [copied for line, copied in lines if line != copied]

    assert changed == [
        "LANES = 4",
        "IS_SURE = True",
        "ERRS = True",
        "IS_ENDLESS = True",
        "IS_FOLLOWED = True",
        "IS_CACHED = True",
        "TIE = 1e-09",
    ]


def test_an_address_is_taken_of_flat_arrays_alone():
    """Of every other number of an array, what follows its address would be something else."""
    first = njit(lambda array: pick(start(array, 0), 1))
    places = np.arange(4, dtype=np.int32)

    assert first(places) == 1
    with pytest.raises(errors.TypingError):
        first(places[::2])


# -- what may be missing ---------------------------------------------------------------------------


GAME = {
    "phaseline": 1,
    "kind": "game",
    "time": {"horizon": 4, "discount": {"challenger": 0.9, "responder": 0.9}},
    "challenger": {
        "tracks": [
            {
                "id": "a",
                "levels": ["none", "some"],
                "moves": [{"do": "up", "from": "none", "to": "some"}],
            }
        ],
        "types": [{"id": "t", "gain": {"a": {"some": 1.0}}}],
    },
    "red_line": {"a": ["some"]},
    "ladder": {
        "rungs": [{"id": "r0"}, {"id": "r1", "loss": 0.5}],
        "policy": {"overt": {"a": {"some": "r1"}}},
    },
    "responder": {"harm": {"a": {"some": 2.0}}},
}


TWO_TRACKS = {
    "phaseline": 1,
    "kind": "game",
    "time": {"horizon": 3},
    "challenger": {
        "tracks": [
            {
                "id": "a",
                "levels": ["none", "some", "all"],
                "moves": [
                    {"do": "up", "from": "none", "to": "some"},
                    {"do": "up", "from": "some", "to": "all", "lead": 1},
                ],
                "reports": {
                    "labels": ["clean", "unclear", "alarm"],
                    "likelihood": {
                        "none": [1.0, 0.0, 0.0],
                        "some": [0.25, 0.75, 0.0],
                        "all": [0.5, 0.25, 0.25],
                    },
                },
            },
            {
                "id": "b",
                "levels": ["none", "some"],
                "moves": [{"do": "up", "from": "none", "to": "some"}],
            },
        ],
        "types": [{"id": "t", "gain": {"b": {"some": 1.0}}}],
    },
    "red_line": {"a": ["all"]},
    "ladder": {
        "rungs": [{"id": "r0"}, {"id": "r1"}],
        "policy": {"deadline": {"r1": 1}, "available": {"b": {"none": "r0"}}},
    },
    "responder": {"credit": {"alpha": 1.0, "beta": 1.0, "cap": 2}},
    "monitor": {
        "kind": "table",
        "states": ["calm", "wary", "act"],
        "update": {
            "calm": {"clean": "calm", "unclear": "calm", "alarm": "wary"},
            "wary": {"clean": "act", "unclear": "act", "alarm": "act"},
            "act": {"clean": "calm", "unclear": "calm", "alarm": "act"},
        },
    },
}


def hand_made(found, states):
    """
    The game above by hand: it crosses at once, and 0.5 a period is left to it; the harm is 2 a
    period, from the first one on.
    """
    annuity = (1 - 0.9**4) / (1 - 0.9)
    assert states == 2
    assert found["value"][0] == pytest.approx(-2 * annuity, rel=1e-12)
    assert (found["crossing_first"][0], found["inside"][0]) == (1.0, 4.0)


def fresh(monkeypatch, settled):
    """
    Kernels as in a new process that is settled so; games are walked through, and their steps laid
    out, without.
    """
    monkeypatch.setattr(machine, "_settled", [settled])
    monkeypatch.setattr(walker, "_settled", [lambda: None])
    monkeypatch.setattr(machine, "is_kept", lambda: False)
    machine.kernel_of.cache_clear()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with the kernel of the game above: compiled here, once."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        fresh(patch, Machine(folder=folder))
        hand_made(*foreseen([ready(GAME)]))
    machine.kernel_of.cache_clear()
    return folder


@pytest.fixture
def folder(whole, tmp_path):
    """A copy of that folder, times of change included: by them Numba knows what is stale."""
    return Path(shutil.copytree(whole, tmp_path / "copy"))


def test_a_copy_of_a_kernel_is_as_good(monkeypatch, folder):
    """Nothing is compiled, and nothing written, from a folder that was copied whole."""
    (stored,) = folder.glob("*/__pycache__/*.nbc")
    before, said = stored.stat().st_mtime_ns, []

    fresh(monkeypatch, Machine(folder=folder, tell=said.append))
    hand_made(*foreseen([ready(GAME)]))

    assert (stored.stat().st_mtime_ns, said) == (before, [])


def test_the_first_kernel_says_that_it_is_compiled_and_is_kept(monkeypatch, tmp_path):
    """
    It is said once; the source stands in the folder to be read, and the next process finds it there
    and says nothing.
    """
    said = []
    fresh(monkeypatch, Machine(folder=tmp_path, tell=said.append))
    hand_made(*foreseen([ready(GAME)]))
    (path,) = tmp_path.glob("*/*.py")
    assert len(said) == 1
    assert "compiling" in said[0]
    assert "def sweep" in path.read_text(encoding="utf-8")
    assert [*path.parent.glob("__pycache__/*.nbc")]

    fresh(monkeypatch, Machine(folder=tmp_path, tell=said.append))
    hand_made(*foreseen([ready(GAME)]))
    assert len(said) == 1


def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch, tmp_path):
    """A file stands where the folder should be: the kernel is compiled for this process alone."""
    (tmp_path / "taken").write_text("")
    said = []
    fresh(monkeypatch, Machine(folder=tmp_path / "taken" / "kernels", tell=said.append))
    hand_made(*foreseen([ready(GAME)]))
    assert len(said) == 1


@pytest.mark.parametrize(
    ("which", "damage"),
    [
        ("*.py", b"raise ValueError("),
        ("*.py", b""),
        ("__pycache__/*.nbi", b"garbage"),
        ("__pycache__/*.nbc", b""),
    ],
)
def test_a_damaged_kernel_is_no_error(monkeypatch, folder, which, damage):
    """
    What a crash, a full disk or a stranger left of a kernel is not believed: it is compiled for
    this process, and kept whole again.
    """
    (path,) = folder.glob(f"*/{which}")
    path.write_bytes(damage)
    for _ in range(2):
        fresh(monkeypatch, Machine(folder=folder))
        hand_made(*foreseen([ready(GAME)]))
    said = []
    fresh(monkeypatch, Machine(folder=folder, tell=said.append))
    hand_made(*foreseen([ready(GAME)]))
    assert said == []


def test_a_disk_that_is_full_is_no_error(monkeypatch, tmp_path):
    """
    The source found room and what was compiled of it does not: the answer comes all the same, and
    nothing half-written stays.
    """

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(caching.IndexDataCacheFile, "save", full)
    fresh(monkeypatch, Machine(folder=tmp_path))
    hand_made(*foreseen([ready(GAME)]))
    assert [*tmp_path.iterdir()] == []


def test_an_act_beyond_the_two_hundredth_is_kept():
    """
    Eight tracks moved together leave 256 acts: the best one, which moves all of them, is the last,
    and crosses for sure in the first period.
    """
    tracks = [
        {"id": f"t{k}", "levels": ["a", "b"], "moves": [{"do": "up", "from": "a", "to": "b"}]}
        for k in range(8)
    ]
    everywhere = {one["id"]: {"b": 1.0} for one in tracks}
    data = GAME | {
        "challenger": {
            "joint_moves": True,
            "tracks": tracks,
            "types": [{"id": "t", "gain": everywhere}],
        },
        "red_line": {"t0": ["b"]},
        "ladder": {"rungs": [{"id": "r0"}]},
        "responder": {"harm": everywhere},
    }
    found, _ = foreseen([ready(data)])

    assert (found["crossing_first"][0], found["inside"][0]) == (1.0, 4.0)
    assert found["value"][0] == pytest.approx(-8 * (1 - 0.9**4) / (1 - 0.9), rel=1e-12)


def two_ways(cost=0.0, gain=0.0, start="none"):
    """A game in which both levels can be moved between, and nobody minds which it is."""
    ways = (("up", "none", "some", cost), ("down", "some", "none", 0.0))
    track = {
        "id": "a",
        "levels": ["none", "some"],
        "moves": [{"do": do, "from": here, "to": to, "cost": paid} for do, here, to, paid in ways],
    }
    types = [{"id": "t", "gain": {"a": {"some": gain}}}]
    changes = {"challenger": {"tracks": [track], "types": types}, "start": {"a": start}}
    game = GAME | changes | {"responder": {}, "ladder": {"rungs": [{"id": "r0"}]}}
    return ready(game)


@pytest.mark.parametrize(("cost", "count"), [(0.0, 1), (0.25, 2)])
def test_states_that_choose_from_the_same_have_one_menu(cost, count):
    """
    Where moving costs nothing, staying and moving lead from both levels to the same; where moving
    up costs something, only one of them has to pay for it.
    """
    model = compiled([two_ways(cost)])
    kinds = posture_kinds(model, responder_cells(model))
    table = menus(model, np.ones(len(model.pair_state), dtype=bool), priced(model)[0], kinds)

    assert model.size == 2
    assert len(table.shown) == count


@pytest.mark.parametrize(("start", "inside"), [("none", 0.0), ("some", 4.0)])
def test_each_state_of_a_menu_takes_the_first_of_its_own_acts(start, inside):
    """To whom all is the same, and to the other side too, holds, which comes first everywhere."""
    found, _ = foreseen([two_ways(start=start)])

    assert found["inside"][0] == inside


def test_a_folder_that_can_only_be_read_is_no_error(monkeypatch, folder):
    """
    The source stands there, and Numba finds no place to keep what it compiles: it is compiled for
    this process alone.
    """
    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", [])
    said = []
    fresh(monkeypatch, Machine(folder=folder, tell=said.append))
    hand_made(*foreseen([ready(GAME)]))
    assert len(said) == 1


@pytest.mark.parametrize("missing", ["switched off", "not installed"])
def test_without_a_compiler_the_plain_solver_answers(monkeypatch, missing):
    """Numba may be switched off, or not be there at all."""
    if missing == "not installed":
        monkeypatch.setitem(sys.modules, "numba", None)
        monkeypatch.setattr(
            machine, "_is_working", machine._is_working.__wrapped__
        )  # asked afresh, and remembered by nobody
    fresh(monkeypatch, Machine(is_on=missing != "switched off"))
    monkeypatch.setattr(machine, "sweep", None)  # not even asked for
    hand_made(*foreseen([ready(GAME)]))
