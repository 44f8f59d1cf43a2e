"""Starts that come to the same are solved once: what their codes see, and what is remembered."""

import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import partial
from math import inf
from pathlib import Path

import numpy as np
import pytest
from asking import FILES, game_of, ready
from depth import NOT_SHRUNK, examples
from hypothesis import assume, given
from oracle_rules import load
from strategies import random_game

pytest.importorskip("numba")

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.cli.kernels import settle_kernels
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.study import base_setting, figures
from phaseline.game.compile import games as compiling
from phaseline.game.compile import solved
from phaseline.game.compile.games import compiled
from phaseline.game.kernels import machine, run
from phaseline.game.kernels.machine import Machine, settle
from phaseline.game.kernels.run import suits, swept, valued


@pytest.fixture(autouse=True, scope="module")
def remembered():
    """Kernels are kept, for without that nothing is remembered; nothing is from other tests."""
    settle(Machine(folder=Path(os.environ["PHASELINE_CACHE"]) / "kernels"))
    compiling.forget()
    yield
    compiling.forget()
    settle_kernels()


def codes_and_values(games):
    """The codes under which what games are worth is kept, and what they are worth, solved anew."""
    model, codes = compiled(games), []
    solved.forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solved, "keep", lambda kept_by, _: codes.append(kept_by))
        values = valued(model)
    return codes, values


def entries_of(part):
    """The entries of a record, a table or a list, and what joins others in their place."""
    if is_dataclass(part):
        entries = {field.name: getattr(part, field.name) for field in fields(part)}
        return entries, lambda others: replace(part, **others)
    if isinstance(part, Mapping):
        return dict(part), dict
    if isinstance(part, tuple):
        return dict(enumerate(part)), lambda others: tuple(others.values())
    return {}, None


def with_numbers_moved(part, move):
    """Each copy of a record, a table or a list in which one number is another."""
    if isinstance(part, float) and part != inf:
        yield "", move(part)
    entries, joined = entries_of(part)
    for key, entry in entries.items():
        for name, other in with_numbers_moved(entry, move):
            yield f"{key} {name}", joined({**entries, key: other})


def moved(number):
    """Another number, a chance if it was one: a little less, or a half in place of nothing."""
    return number * 0.75 if number else 0.5


def games_with_numbers_moved(game):
    """
    The games in which one number of a rung, a measure, the challenger, the responder, of time or of
    the start is another; what a policy names are states of the monitor, and there are no others.
    """
    for part in ("rungs", "measures"):
        for name, other in with_numbers_moved(getattr(game.ladder, part), moved):
            yield f"{part} {name}", replace(game, ladder=replace(game.ladder, **{part: other}))
    for part in ("challenger", "responder", "time", "start"):
        for name, other in with_numbers_moved(getattr(game, part), moved):
            yield f"{part} {name}", replace(game, **{part: other})


def holds_what_it_hangs_on(game):
    """
    Whether each number of a game that its value hangs on is seen by its code; gives how many change
    it.
    """
    codes, values = codes_and_values([game])
    seen = 0
    for name, other in games_with_numbers_moved(game):
        other_codes, other_values = codes_and_values([other])
        if other_codes == codes:
            assert other_values == pytest.approx(values, rel=1e-12, abs=1e-12), name
        else:
            seen += 1
    return seen


@pytest.mark.parametrize(
    "name",
    ["credit", "hazard", "vote-lead", "logit-two", "move-chance", "overt-available", "mixed-start"],
)
def test_a_code_sees_each_number_that_a_value_hangs_on(name):
    """
    Whichever number of a game's ladder, challenger, responder, time or start is moved: its code is
    another one, or its value is the same. Rungs cost the responder something, so that it is worth
    something to it where the challenger goes.
    """
    game = ready(load(FILES[name]))
    rungs = tuple(replace(rung, cost=1.0 + place) for place, rung in enumerate(game.ladder.rungs))
    game = replace(
        game, time=replace(game.time, horizon=6), ladder=replace(game.ladder, rungs=rungs)
    )

    assert holds_what_it_hangs_on(game) > 5


@examples(4, at_soak=60, phases=NOT_SHRUNK)
@given(random_game())
def test_codes_of_random_games_see_each_number_that_values_hang_on(data):
    """The same of random games."""
    game = ready(data)
    assume(game.time.horizon < inf and suits(compiled([game])))

    holds_what_it_hangs_on(game)


@examples(30, phases=NOT_SHRUNK)
@given(random_game())
def test_what_is_remembered_is_what_is_solved(data):
    """
    What many games are worth, each of them remembered, is what the sweep that follows what happens
    gives for each alone, twice over and beside a draw with other numbers: that one remembers
    nothing.
    """
    game = ready(data)
    model = compiled([game])
    assume(game.time.horizon < inf and suits(model))
    louder = replace(game, responder=replace(game.responder, disaster_loss=7.0))

    both = compiled([louder, game])
    first, again, beside = valued(model), valued(model), valued(both)

    alone = swept(model).value
    assert first == pytest.approx(alone, rel=1e-12, abs=1e-12)
    assert again.tolist() == first.tolist()
    assert beside == pytest.approx(swept(both).value, rel=1e-12, abs=1e-12)


def late_rung(*, loss, lead, entered_at):
    """
    A game of four periods whose third rung is called after so many reports more of a crossing than
    of none, and then takes so long.
    """
    return game_of(
        {
            "phaseline": 1,
            "kind": "game",
            "time": {"horizon": 4, "discount": {"challenger": 0.9, "responder": 0.9}},
            "challenger": {
                "tracks": [
                    {
                        "id": "tech",
                        "levels": ["none", "crossed"],
                        "moves": [{"do": "up", "from": "none", "to": "crossed", "cost": 1}],
                        "reports": {
                            "labels": ["clean", "alarm"],
                            "likelihood": {"none": [0.9, 0.1], "crossed": [0.4, 0.6]},
                        },
                    }
                ],
                "types": [{"id": "keen", "prior": 1, "gain": {"tech": {"crossed": 5}}}],
            },
            "red_line": {"tech": ["crossed"]},
            "monitor": {"kind": "counter", "up": 2, "down": 1},
            "responder": {"harm": {"tech": {"crossed": 3}}},
            "ladder": {
                "rungs": [
                    {"id": "R0"},
                    {"id": "R1", "loss": 2, "cost": 1, "lead": 1},
                    {"id": "R2", "loss": loss, "cost": 2, "lead": lead},
                ],
                "policy": {"enter": {"R1": 1, "R2": entered_at}},
            },
            "start": {"tech": "none"},
        }
    )


def test_what_is_never_in_force_before_the_end_tells_no_starts_apart():
    """
    Of a rung that is called after the second report at the earliest, and takes longer than is left
    then, neither what it does nor how long it takes beyond that is seen; what the rung below it
    does is. Both are structures of their own: durations are.
    """
    game = late_rung(loss=4.0, lead=6, entered_at=2)
    other = late_rung(loss=9.0, lead=9, entered_at=2)
    below = late_rung(loss=4.0, lead=6, entered_at=1)

    codes, values = codes_and_values([game])

    assert codes_and_values([other])[0] == codes
    assert codes_and_values([other])[1].tolist() == values.tolist()
    assert codes_and_values([below])[0] != codes


def test_a_start_that_was_solved_is_not_solved_again():
    """
    The second of two ladders that come to the same is worth the same, and no kernel is run for it;
    once all is forgotten, one is.
    """
    game = late_rung(loss=4.0, lead=6, entered_at=2)
    other = late_rung(loss=9.0, lead=9, entered_at=2)
    compiling.forget()
    runs, first = [], valued(compiled([game]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "_run", partial(_counted, runs, run._run))
        second = valued(compiled([other]))
        assert not runs
        compiling.forget()
        third = valued(compiled([other]))

    assert len(runs) == 1
    assert first.tolist() == second.tolist() == third.tolist()


def test_nothing_is_remembered_where_orders_run_side_by_side():
    """The same ladder with orders side by side is solved each time."""
    game = late_rung(loss=4.0, lead=6, entered_at=2)
    policy = replace(game.ladder.policy, parallel=True)
    game = replace(game, ladder=replace(game.ladder, policy=policy))

    assert codes_and_values([game])[0] == []


def _counted(runs, work, *arguments):
    runs.append(None)
    work(*arguments)


def test_no_more_is_remembered_than_there_is_room_for():
    """
    With room for three, of seven starts kept one by one the last three at least are known and the
    first is not: six at most are, in two halves of which the older goes whole.
    """
    codes = [bytes([number]) * 16 for number in range(7)]
    solved.forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solved, "MOST_SOLVED", 3)
        for number, code in enumerate(codes):
            solved.keep([code], [float(number)])
        assert solved.known(codes) == [None, None, None, 3.0, 4.0, 5.0, 6.0]
        solved.keep(codes, [float(number) for number in range(7)])
        assert solved.known(codes)[-1] == 6.0

    solved.forget()

    assert solved.known(codes) == [None] * 7


@pytest.mark.slow
@pytest.mark.parametrize("name", ["strait", "snapback-2025"])
def test_the_ladders_of_a_case_are_worth_what_they_are_without_a_memory(name):
    """
    Each completed ladder of a case over twelve draws, one after another and again: to 1e-12 of its
    size what it is worth where kernels are not kept, which remember nothing.
    """
    case = read_case(case_path(name)).case
    draws = design(case, count=12).draws
    ladders = [base_setting(case, policy) for policy in case.policies]
    compiling.forget()

    with_memory = [
        figures(ladder, draws, wanted=("value",))["value"] for ladder in [*ladders, *ladders]
    ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "is_kept", lambda: False)
        without = [figures(ladder, draws, wanted=("value",))["value"] for ladder in ladders]
    assert np.array(with_memory) == pytest.approx(np.array([*without, *without]), rel=1e-12)
