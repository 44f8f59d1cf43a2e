"""
The law by brute force: each sentence of the semantics is one small function, and every world and
every set is tried.

It knows the records of `phaseline.law.model` and nothing else of that room, so that the engine can
be held to it.
"""

from dataclasses import replace
from itertools import combinations, product

from phaseline.law.model import Effect, Hypothesis, Interpretation, Making, Standing

CONTESTED = "contested"
AS_IT_STANDS = Hypothesis()


def worlds(law):
    """The positions if there are any, else every combination of readings."""
    if law.positions:
        return [
            Interpretation(readings=position.takes, position=position.id)
            for position in law.positions
        ]
    return [
        Interpretation(readings=dict(zip(law.terms, chosen, strict=True)))
        for chosen in product(*law.terms.values())
    ]


def ways(law, what=AS_IT_STANDS):
    """
    Every way in which the open dates can have come out, each as the changes made, with the law and
    what is made in it.

    An amendment that has taken effect is made; a provision that has not begun, or has ended, has no
    rules of its own.
    """
    for size in range(len(law.doubts) + 1):
        for made in combinations(law.doubts, size):
            taken = {one.id for one in made if one.making is Making.AMENDS}
            gone = {
                one.id
                for one in law.doubts
                if (one.making is Making.BEGINS and one not in made)
                or (one.making is Making.ENDS and one in made)
            }
            rules = tuple(rule for rule in law.rules if rule.added_by or rule.provision not in gone)
            yield (
                frozenset(made),
                replace(law, rules=rules, doubts=()),
                Hypothesis(enacted=what.enacted | taken, void=what.void),
            )


def is_live(law, rule, world, what):
    """
    Whether a rule is law: brought if it has to be, not repealed, not void, and relied on if it is
    disputed.
    """
    if rule.added_by and rule.added_by not in what.enacted:
        return False
    if any(rule.name in change.repeals for change in law.changes if change.id in what.enacted):
        return False
    if rule.provision in what.void:
        return False
    if rule.is_disputed and law.positions:
        return any(
            rule.provision in position.relies_on
            for position in law.positions
            if position.id == world.position
        )
    return True


def holds(law, word, option, world, what):
    """
    Whether a word is a tag of the option, or is given by a live rule that defines and applies.
    """
    defining = [rule for rule in law.rules if rule.effect is Effect.DEFINE and rule.defines == word]
    return word in option.tags or any(applies(law, rule, option, world, what) for rule in defining)


def is_met(law, condition, option, world, what):
    """Whether a condition holds; the reading of a term that is not read is none of its readings."""
    is_read = bool(condition.term) and world.readings.get(condition.term) == condition.reading
    is_word = bool(condition.word) and holds(law, condition.word, option, world, what)
    return (is_read or is_word) != condition.is_negated


def applies(law, rule, option, world, what):
    """Whether a rule is live and all its conditions hold."""
    return is_live(law, rule, world, what) and all(
        is_met(law, condition, option, world, what) for condition in rule.when
    )


def counting(law, option, world, what=AS_IT_STANDS):
    """The names of the effect rules that apply and that no rule which counts itself overrides."""
    applying = [
        rule
        for rule in law.rules
        if rule.effect is not Effect.DEFINE and applies(law, rule, option, world, what)
    ]

    def is_defeated(rule):
        return any(rule.name in other.overrides and not is_defeated(other) for other in applying)

    return frozenset(rule.name for rule in applying if not is_defeated(rule))


def effects(law, option, world, what):
    """The effects of the rules that count."""
    names = counting(law, option, world, what)
    return {rule.effect for rule in law.rules if rule.name in names}


def standing(law, option, world, what=AS_IT_STANDS):
    """
    How the option stands in one world: as it does however the open dates have come out, or else it
    cannot be told.
    """
    found = {settled(one, option, world, then) for _, one, then in ways(law, what)}
    return found.pop() if len(found) == 1 else Standing.UNDETERMINED


def settling(law, option, world, what=AS_IT_STANDS):
    """
    The open changes that can matter: some way of the others is such that the option stands
    otherwise with it than without.
    """
    by_way = {made: settled(one, option, world, then) for made, one, then in ways(law, what)}
    return {
        one
        for one in law.doubts
        if any(by_way[made] is not by_way[made | {one}] for made in by_way if one not in made)
    }


def settled(law, option, world, what):
    """How the option stands in one world where no date is open."""
    found = effects(law, option, world, what)
    if Effect.PROHIBIT in found:
        is_lifted = Effect.CONSENT in found and law.lifts_bars
        return Standing.CONSENT_LIFTS_BAR if is_lifted else Standing.BARRED
    if Effect.CONSENT in found:
        return Standing.CONSENT
    if Effect.PERMIT in found:
        return Standing.EXECUTIVE
    return Standing.PRACTICE if Effect.PRACTICE in found else Standing.SILENT


def clashes(law, option, what=AS_IT_STANDS):
    """
    The pairs of a rule that permits and a rule that prohibits which count side by side in some
    world and some way of the dates.
    """
    found = set()
    for world, (_, one, then) in product(worlds(law), ways(law, what)):
        names = counting(one, option, world, then)
        permits = [
            rule.name for rule in law.rules if rule.name in names and rule.effect is Effect.PERMIT
        ]
        prohibits = [
            rule.name for rule in law.rules if rule.name in names and rule.effect is Effect.PROHIBIT
        ]
        found |= set(product(permits, prohibits))
    return found


def status(law, option, what=AS_IT_STANDS):
    """The one standing in all worlds, else `contested`."""
    found = {standing(law, option, world, what) for world in worlds(law)}
    return found.pop() if len(found) == 1 else CONTESTED


def primes(law, option, asked, what=AS_IT_STANDS):
    """
    Every smallest set of readings under which the option stands as asked, whatever the other
    readings are.

    It is the set of the empty set where the standing is the same in all worlds, and the empty set
    where it does not occur.
    """
    if law.positions:
        raise ValueError("a law with positions turns on no readings")
    every = [
        (frozenset(world.readings.items()), standing(law, option, world, what))
        for world in worlds(law)
    ]
    found = set()
    partials = product(
        *(
            [None, *((term, reading) for reading in readings)]
            for term, readings in law.terms.items()
        )
    )
    for partial in sorted((frozenset(filter(None, partial)) for partial in partials), key=len):
        if any(smaller <= partial for smaller in found):
            continue
        if all(stands is asked for readings, stands in every if partial <= readings):
            found.add(partial)
    return found


def flips(law, option, what=AS_IT_STANDS, target=Standing.EXECUTIVE):
    """Every smallest set of further changes that gives the option the target in all worlds."""
    every, found = worlds(law), set()
    open_changes = [change.id for change in law.changes if change.id not in what.enacted]
    for size in range(len(open_changes) + 1):
        for chosen in map(frozenset, combinations(open_changes, size)):
            if any(smaller <= chosen for smaller in found):
                continue
            then = Hypothesis(enacted=what.enacted | chosen, void=what.void)
            if all(standing(law, option, world, then) is target for world in every):
                found.add(chosen)
    return found
