"""The engine against the independent evaluator, on a thousand random laws."""

from random import Random

import pytest
from depth import soak
from law.oracle import clashes as clashes_of
from law.oracle import counting, is_met, primes, settled, settling, standing, status, ways
from law.oracle import flips as flips_of
from law.oracle import worlds as worlds_of
from law.random_laws import random_law, random_what, with_doubts

from phaseline.law.authored import condition
from phaseline.law.clashes import clashes, first_clashes
from phaseline.law.explain import Prover, proofs_by_reading
from phaseline.law.model import Standing
from phaseline.law.status import LawSolver, worlds
from phaseline.law.turns import flips, turns_on

QUICK, ALL = 30, 1000
BATCH = 50
DATED = 30
FEW = 50  # clashes, after which no further option is looked at


def compared(law, seed):
    """
    Put one random law, with some changes made and some provisions void, to both; give how many
    options were compared.
    """
    court = LawSolver(law)
    for what in (random_what(Random(seed), law),):  # noqa: S311
        found = court.standings(what)
        for option in law.options:
            mine = {standing(law, option, world, what) for world in worlds_of(law)}
            assert found[option.id] == mine, (seed, option.id, what)
            expected = status(law, option, what)
            assert (
                next(iter(found[option.id])) if len(found[option.id]) == 1 else "contested"
            ) == expected
            made = flips(law, option, what)
            assert made.is_complete
            assert set(made.sets) == flips_of(law, option, what), (seed, option.id, what)
            if not law.positions:
                turning = turns_on(law, option, what)
                for one in mine:
                    got = {
                        frozenset(turn.readings.items()) for turn in turning if turn.standing is one
                    }
                    relevant = {term for term, _ in set().union(*got)} if got else set()
                    assert got == primes(law, option, one, what), (seed, option.id, one, relevant)
            for world in list(worlds(law))[:2]:
                proved(law, option, world, what)
        clashing = {(one.option, one.permits, one.prohibits) for one in clashes(law, what)}
        assert clashing == {
            (option.id, *pair) for option in law.options for pair in clashes_of(law, option, what)
        }
        first = {(one.option, one.permits, one.prohibits) for one in first_clashes(law, what)}
        assert first == clashing if len(clashing) < FEW else first <= clashing
        if law.positions:
            for position in law.positions:
                world = next(one for one in worlds_of(law) if one.position == position.id)
                cells = court.by_reading(what)[position.id]
                assert cells == {
                    option.id: {standing(law, option, world, what)} for option in law.options
                }
                assert cells == {
                    proof.option.id: {proof.standing}
                    for proof in proofs_by_reading(law, what)
                    if proof.world.position == position.id
                }
                doubts = {
                    name: set(one.doubts) for name, one in court.judged(what, position.id).items()
                }
                assert doubts == {
                    option.id: settling(law, option, world, what) for option in law.options
                }
        doubts = {name: set(one.doubts) for name, one in court.judged(what).items()}
        assert doubts == {
            option.id: (
                set().union(*(settling(law, option, world, what) for world in worlds_of(law)))
            )
            for option in law.options
        }
    return len(law.options)


def proved(law, option, world, what):
    """
    Hold the proofs of an option in a world to the evaluator: one for each standing that the open
    dates allow, by the fewest changes.
    """
    by_way = {made: (one, then) for made, one, then in ways(law, what)}
    stands = {made: settled(one, option, world, then) for made, (one, then) in by_way.items()}
    proof = Prover(law, option).proof(world, what)
    assert proof.standing is standing(law, option, world, what)
    found = proof.branches
    matter = settling(law, option, world, what)
    assert [set(one.made) | set(one.unmade) for one in found] == [matter] * len(found)
    assert len(found) == len(set(stands.values()))
    for one in found:
        made = frozenset(one.made)
        assert one.standing is stands[made]
        assert len(made) == min(len(way) for way, held in stands.items() if held is stands[made])
        assert {each.rule for each in one.reasons if each.holds} == set(
            counting(by_way[made][0], option, world, by_way[made][1])
        )
        for each in one.reasons:
            conditions_hold(law, option, world, by_way[made], each)


def conditions_hold(law, option, world, way, reason):
    """Hold every condition under a rule to the evaluator, in one way of the open dates."""
    settled_law, then = way
    for inner in reason.because:
        if inner.condition:
            asked = condition(inner.condition)
            assert inner.holds is is_met(settled_law, asked, option, world, then)
        conditions_hold(law, option, world, way, inner)


@pytest.mark.parametrize("first", range(0, QUICK, BATCH // 5))
def test_the_engine_agrees_with_the_evaluator(first):
    """
    Standings, primes, flips, proofs and clashes of random laws are those of the evaluator that
    tries every world.
    """
    assert sum(compared(random_law(seed), seed) for seed in range(first, first + BATCH // 5)) > 0


@soak
@pytest.mark.parametrize("first", range(QUICK, ALL, BATCH))
def test_the_engine_agrees_with_the_evaluator_on_a_thousand_laws(first):
    """… and so on up to a thousand laws."""
    assert (
        sum(
            compared(random_law(seed, options=3, rules=12), seed)
            for seed in range(first, min(first + BATCH, ALL))
        )
        > 0
    )


@pytest.mark.parametrize("first", range(0, DATED, DATED // 3))
def test_the_engine_agrees_with_the_evaluator_where_dates_are_open(first):
    """
    Of one to three changes nobody can tell whether they are made: standings, primes, flips and
    proofs are those of every way of them.
    """
    seeds = range(first, first + DATED // 3)
    assert (
        sum(
            compared(with_doubts(seed, 3, options=3, rules=12, terms=3, changes=4), seed)
            for seed in seeds
        )
        > 0
    )


@pytest.mark.slow
def test_the_engine_agrees_with_the_evaluator_on_more_laws_where_dates_are_open():
    """… and of up to four, on more laws."""
    seeds = range(DATED, DATED + BATCH)
    assert (
        sum(
            compared(with_doubts(seed, 4, options=3, rules=12, terms=3, changes=4), seed)
            for seed in seeds
        )
        > 0
    )


def test_random_laws_with_open_dates_are_not_all_alike():
    """
    Among them are options that cannot be told, options for which it does not matter, and some that
    turn on two and more changes.
    """
    laws = [with_doubts(seed, 3, options=3, rules=12, terms=3, changes=4) for seed in range(DATED)]
    judged = [one for law in laws for one in LawSolver(law).judged().values()]

    assert sum(Standing.UNDETERMINED in one.standings for one in judged) > DATED / 2
    assert sum(one.standings == {Standing.UNDETERMINED} for one in judged) > 3
    assert sum(not one.doubts for one in judged) > DATED / 2
    assert sum(len(one.doubts) > 1 for one in judged) > 3


def test_random_laws_are_not_all_alike():
    """
    The laws that are compared hold contested options, several least changes and clashes; otherwise
    little is tested.
    """
    laws = [random_law(seed) for seed in range(QUICK)]
    contested = sum(len(some) > 1 for law in laws for some in LawSolver(law).standings().values())
    several = sum(len(flips(law, option).sets) > 1 for law in laws for option in law.options)

    assert contested > QUICK
    assert several > QUICK / 2
    assert any(clashes(law) for law in laws)
    assert {Standing.SILENT, Standing.PRACTICE, Standing.CONSENT_LIFTS_BAR} <= {
        standing
        for law in laws
        for some in LawSolver(law).standings().values()
        for standing in some
    }
