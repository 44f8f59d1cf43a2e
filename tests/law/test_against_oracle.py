"""The engine against the independent evaluator, on a thousand random laws."""

from random import Random

import pytest
from law.oracle import clashes as clashes_of
from law.oracle import counting, primes, standing, status
from law.oracle import flips as flips_of
from law.oracle import worlds as worlds_of
from law.random_laws import random_law, random_what

from phaseline.law.explain import why
from phaseline.law.model import Standing
from phaseline.law.status import Court, clashes, worlds
from phaseline.law.turns import flips, turns_on

QUICK, ALL = 30, 1000
BATCH = 50


def compared(seed, **sizes):
    """Put one random law, with some changes made and some provisions void, to both; give how many options were compared."""
    law = random_law(seed, **sizes)
    court = Court(law)
    for what in (random_what(Random(seed), law),):  # noqa: S311
        found = court.standings(what)
        for option in law.options:
            mine = {standing(law, option, world, what) for world in worlds_of(law)}
            assert found[option.id] == mine, (seed, option.id, what)
            expected = status(law, option, what)
            assert (next(iter(found[option.id])) if len(found[option.id]) == 1 else "contested") == expected
            made = flips(law, option, what)
            assert made.is_complete
            assert set(made.sets) == flips_of(law, option, what), (seed, option.id, what)
            if not law.positions:
                turning = turns_on(law, option, what)
                for one in mine:
                    got = {frozenset(turn.readings.items()) for turn in turning if turn.standing is one}
                    relevant = {term for term, _ in set().union(*got)} if got else set()
                    assert got == primes(law, option, one, what), (seed, option.id, one, relevant)
            for world in list(worlds(law))[:2]:
                counts = {one.rule for one in why(law, option, world, what) if one.holds}
                assert counts == set(counting(law, option, world, what)), (seed, option.id, world)
        clashing = {(one.option, one.permits, one.prohibits) for one in clashes(law, what)}
        assert clashing == {(option.id, *pair) for option in law.options for pair in clashes_of(law, option, what)}
        if law.positions:
            for position in law.positions:
                world = next(one for one in worlds_of(law) if one.position == position.id)
                cells = court.cells(position.id, what)
                assert cells == {option.id: standing(law, option, world, what) for option in law.options}
    return len(law.options)


@pytest.mark.parametrize("first", range(0, QUICK, BATCH // 5))
def test_the_engine_agrees_with_the_evaluator(first):
    """Standings, primes, flips, proofs and clashes of random laws are those of the evaluator that tries every world."""
    assert sum(compared(seed) for seed in range(first, first + BATCH // 5)) > 0


@pytest.mark.slow
@pytest.mark.parametrize("first", range(QUICK, ALL, BATCH))
def test_the_engine_agrees_with_the_evaluator_on_a_thousand_laws(first):
    """… and so on up to a thousand laws."""
    assert sum(compared(seed, options=3, rules=12) for seed in range(first, min(first + BATCH, ALL))) > 0


def test_random_laws_are_not_all_alike():
    """The laws that are compared hold contested options, several least changes and clashes; otherwise little is tested."""
    laws = [random_law(seed) for seed in range(QUICK)]
    contested = sum(len(some) > 1 for law in laws for some in Court(law).standings().values())
    several = sum(len(flips(law, option).sets) > 1 for law in laws for option in law.options)

    assert contested > QUICK
    assert several > QUICK / 2
    assert any(clashes(law) for law in laws)
    assert {Standing.SILENT, Standing.PRACTICE, Standing.BARRED_CONSENT} <= {
        standing for law in laws for some in Court(law).standings().values() for standing in some
    }
