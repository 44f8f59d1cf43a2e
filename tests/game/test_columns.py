"""Numbers are read out of a record once, and are its own wherever it is asked for."""

from dataclasses import fields, replace
from threading import Thread

import numpy as np
import pytest
from asking import FILES, ready
from depth import NOT_SHRUNK, examples
from hypothesis import given
from hypothesis import strategies as st
from oracle import load
from strategies import random_game

from phaseline.game import columns
from phaseline.game.columns import Itself, numbers_of, worked_out
from phaseline.game.compile.games import compiled, forget
from phaseline.game.compile.payoffs import challenger_payoffs, responder_payoffs
from phaseline.game.compile.rung_numbers import REFUSED, RungNumbers, rung_table
from phaseline.game.spec import Authority, Release, Retry, RungSpec, Vote


@pytest.fixture(autouse=True)
def nothing_known():
    """Each test begins and ends with no record known."""
    forget()
    yield
    forget()


def costs(asked):
    """A function that reads a rung's cost and lead, and notes which rungs it was asked for."""

    def work(rungs):
        asked.extend(rung.id for rung in rungs)
        return np.array([[rung.cost for rung in rungs], [float(rung.lead) for rung in rungs]])

    return work


def rungs_of(count):
    """Rungs that differ in what they cost, which is their number."""
    return [RungSpec(id=f"r{number}", cost=float(number), lead=2) for number in range(count)]


def test_numbers_of_a_record_are_worked_out_once():
    """
    A record that comes twice, in one list or in two, is read once; the lists have its numbers in
    their own order.
    """
    asked = []
    low, middle, high = rungs_of(3)
    before = numbers_of([middle, low, middle], "costs", costs(asked))
    after = numbers_of([high, middle], "costs", costs(asked))
    assert before.tolist() == [[1.0, 0.0, 1.0], [2.0, 2.0, 2.0]]
    assert after.tolist() == [[2.0, 1.0], [2.0, 2.0]]
    assert asked == ["r1", "r0", "r2"]


def test_records_that_are_equal_are_read_each_for_itself():
    """A record is told by its identity: to compare it with all others would take longer."""
    asked = []
    numbers_of([*rungs_of(1), *rungs_of(1)], "costs", costs(asked))
    assert asked == ["r0", "r0"]


def test_numbers_that_hang_on_something_else_are_others():
    """The same record has other numbers where they hang on another part beside it."""
    rungs, states = rungs_of(2), [("a",), ("a",)]
    both = [
        numbers_of(rungs, ("costs", Itself(state)), lambda some, at=at: np.full((1, len(some)), at))
        for at, state in enumerate([[*states], [*states]])
    ]
    assert [table.tolist() for table in both] == [[[0.0, 0.0]], [[1.0, 1.0]]]


def test_a_record_that_is_gone_leaves_its_numbers_to_no_other():
    """
    A table holds its records: one that nobody else holds does not leave its identity to a later
    one.
    """
    for number in range(200):
        rung = RungSpec(id="r", cost=float(number))
        assert numbers_of([rung], "costs", costs([]))[0].tolist() == [number]


def test_to_forget_lets_go_of_all_records():
    """What measures from scratch forgets numbers, too, and reads a record again."""
    asked, rungs = [], rungs_of(2)
    numbers_of(rungs, "costs", costs(asked))
    forget()
    assert numbers_of(rungs, "costs", costs(asked))[0].tolist() == [0.0, 1.0]
    assert asked == ["r0", "r1", "r0", "r1"]


def test_a_table_that_is_full_begins_anew_with_what_is_asked_for(monkeypatch):
    """With room for three records, a fourth one begins another table, and all numbers are right."""
    monkeypatch.setattr(columns, "MOST_RECORDS", 3)
    asked, rungs = [], rungs_of(4)
    numbers_of(rungs[:3], "costs", costs(asked))
    assert numbers_of(rungs[2:], "costs", costs(asked))[0].tolist() == [2.0, 3.0]
    assert numbers_of(rungs, "costs", costs(asked))[0].tolist() == [0.0, 1.0, 2.0, 3.0]
    assert asked == ["r0", "r1", "r2", "r2", "r3", "r0", "r1", "r2", "r3"]


def test_tables_are_few(monkeypatch):
    """The oldest table is let go of where there is no room for one more."""
    monkeypatch.setattr(columns, "MOST_TABLES", 2)
    asked, rungs = [], rungs_of(1)
    for by in ("first", "second", "third", "third", "first"):
        numbers_of(rungs, by, costs(asked))
    assert len(asked) == 4  # the first table is made again


def test_threads_that_add_at_once_read_the_numbers_of_their_records():
    """Four threads take numbers of overlapping lists, and each has those of its own records."""
    rungs = rungs_of(400)
    wrong = []

    def read(first):
        for start in range(first, 360, 4):
            some = rungs[start : start + 40]
            taken = numbers_of(some, "costs", costs([]))
            if taken[0].tolist() != [rung.cost for rung in some]:
                wrong.append(start)

    threads = [Thread(target=read, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_result_is_worked_out_once_and_let_go_of(monkeypatch):
    """
    With room for two results, the third lets go of the first; nothing is a result like any other,
    and to forget lets go of all.
    """
    monkeypatch.setattr(columns, "MOST_RESULTS", 2)
    asked = []

    def result(by):
        return worked_out(by, lambda: asked.append(by))

    for by in ("first", "first", "second", "third", "third", "first"):
        assert result(by) is None
    forget()
    result("first")
    assert asked == ["first", "second", "third", "first", "first"]


def drawn(game, rng):
    """The same game with other costs of its rungs, and types that mind loss and disaster more."""
    lowest, *rungs = game.ladder.rungs
    other = [replace(rung, cost=float(rng.uniform()), setup=float(rng.uniform())) for rung in rungs]
    types = tuple(
        replace(kind, loss_scale=float(rng.uniform()), disaster_loss=float(rng.uniform()))
        for kind in game.challenger.types
    )
    return replace(
        game,
        ladder=replace(game.ladder, rungs=(lowest, *other)),
        challenger=replace(game.challenger, types=types),
    )


def numbers(games):
    """All numbers that a compiled game and what both sides get come to."""
    model = compiled(games)
    mine, theirs = responder_payoffs(model), challenger_payoffs(model, 0)
    tables = (model.acted.table, model.drifted.table, model.resolved.table, model.begun)
    sides = [
        (side.state, side.pair, side.post, side.discount, side.survival) for side in (mine, theirs)
    ]
    return [*tables, *sides[0], *sides[1]]


@examples(15, phases=NOT_SHRUNK)
@given(random_game(), st.integers(0, 2**32 - 1))
def test_a_list_of_draws_has_the_numbers_that_it_has_alone(data, seed):
    """
    Draws that were met before in another order, some of them twice, come to the same numbers as
    they do with nothing known, to the last bit.
    """
    rng = np.random.default_rng(seed)
    first, second, third = (drawn(ready(data), rng) for _ in range(3))
    for met in ([second, first], [first, second]):
        numbers(met)
    after = numbers([third, first, third, second])
    forget()
    alone = numbers([third, first, third, second])
    for before, fresh in zip(after, alone, strict=True):
        assert np.array_equal(before, fresh)


def test_numbers_of_a_rung_are_those_of_its_record():
    """
    A rung with a vote, an authority and released stock: 3 periods of its stock and 2 of its vote
    are 5 from consent to force, its vote is taken again after 4, and the stock is owed after 6.
    """
    rung = RungSpec(
        id="r",
        consent=Vote(chance=0.5, proved=0.75, lead=2, retry=Retry(after=4)),
        authority=Authority(chance=0.25, cost=1.5),
        lead=9,
        released=Release(lead=3, cost=2.5, after=6),
        standdown=0.125,
        feasibility=0.5,
        setup=7.0,
    )
    (numbers,) = rung_rows([game_with(rung)])
    assert numbers == {
        "consent": 0.5,
        "proved": 0.75,
        "standdown": 0.125,
        "lead": 5,
        "delivery": 3,
        "retry": 4,
        "authority": 0.25,
        "asking": 1.5,
        "feasibility": 0.5,
        "setup": 7.0,
        "owed": 2.5,
        "owed_after": 6,
    }


def test_a_plain_rung_has_neither_vote_nor_authority():
    """A consent of 0.5 is the same once a crossing is proved; no vote is taken again."""
    (numbers,) = rung_rows([game_with(RungSpec(id="r", consent=0.5, lead=9))])
    assert numbers["consent"] == numbers["proved"] == 0.5
    assert (numbers["lead"], numbers["delivery"], numbers["retry"]) == (9, 9, REFUSED)
    assert (numbers["authority"], numbers["asking"], numbers["owed"]) == (1.0, 0.0, 0.0)


def game_with(rung):
    """A game of a file with one rung above its lowest."""
    game = ready(load(FILES["payoffs"]))
    return replace(game, ladder=replace(game.ladder, rungs=(game.ladder.rungs[0], rung)))


def rung_rows(games):
    """The numbers of the only rung above the lowest, by field, for each draw."""
    numbers = RungNumbers.of(rung_table(games))
    names = [entry.name for entry in fields(RungNumbers)]
    return [{name: getattr(numbers, name)[1, draw] for name in names} for draw in range(len(games))]
