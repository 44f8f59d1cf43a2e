"""
Random well-formed laws, in which what is hard to get right happens often.

Run in `tests` as `python -m law.random_laws`, it prints how often.
"""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import prod
from random import Random

from hypothesis import strategies as st
from law import oracle

from phaseline.law.model import (
    Change,
    Condition,
    Doubt,
    Effect,
    Hypothesis,
    Law,
    Making,
    Option,
    PartyPosition,
    Rule,
    Standing,
)

MOST_WORLDS = 72
SEEDS = 1000
TAGS = ("arms", "abroad", "lent", "small", "refill")
DEFINED = ("export", "lethal", "dispatch", "harmful")
EFFECTS = (
    *[Effect.PERMIT] * 6,
    *[Effect.PROHIBIT] * 4,
    *[Effect.CONSENT] * 3,
    *[Effect.PRACTICE] * 2,
)
HINDERS = (Effect.PROHIBIT, Effect.CONSENT)
OF = {Effect.PERMIT: "minister", Effect.CONSENT: "assembly"}


def some(chance, items, most, least=0):
    """Up to `most` of the items, none twice."""
    return chance.sample(items, min(len(items), chance.randint(least, most)))


def random_terms(chance, most):
    """Contested terms with two or three readings each, and not too many worlds."""
    terms = {
        f"t{i}": ("a", "b", "c")[: chance.choice([2, 2, 3])] for i in range(chance.randint(1, most))
    }
    while prod(map(len, terms.values())) > MOST_WORLDS:
        terms.popitem()
    return terms


def random_when(chance, terms, words):
    """A word or two, and most often a reading or two."""
    asked = some(chance, words, 2, 1) if chance.random() < 0.8 else []
    read = some(chance, [*terms], 2, 1) if chance.random() < 0.75 else []
    when = [Condition(word=word, is_negated=chance.random() < 0.3) for word in asked]
    when += [
        Condition(term=term, reading=chance.choice(terms[term]), is_negated=chance.random() < 0.3)
        for term in read
    ]
    chance.shuffle(when)
    return tuple(when)


def random_definitions(chance, terms, count):
    """
    Rules that define, each by tags and by words that stand before its own, so that none runs in a
    circle.
    """
    found = []
    for i in range(count):
        n = chance.randrange(min(len(DEFINED), i + 2))
        when = random_when(chance, terms, [*TAGS[:3], *DEFINED[:n], *DEFINED[:n]])
        found.append(
            Rule(
                name=f"L{1 + i % 3}.define{i}",
                provision=f"L{1 + i % 3}",
                effect=Effect.DEFINE,
                when=when,
                defines=DEFINED[n],
            )
        )
    return found


def random_effects(chance, terms, count, words):
    """
    Rules with an effect; each may have priority over some that stand before it, so that none runs
    in a circle.
    """
    found = []
    for i in range(count):
        effect, place = chance.choice(EFFECTS), f"L{chance.randint(1, 5)}"
        rivals = [
            rule.name for rule in found if rule.effect is not effect or chance.random() < 0.15
        ]
        over = tuple(some(chance, rivals, 2, 1)) if chance.random() < 0.6 else ()
        when = random_when(chance, terms, words)
        procedure = "ordinary" if effect is Effect.CONSENT else ""
        rule = Rule(
            name=f"{place}.{effect.value}{i}",
            provision=place,
            effect=effect,
            when=when,
            of=OF.get(effect, ""),
            procedure=procedure,
            overrides=over,
        )
        found.append(rule)
    return found


def brought(chance, rules, change):
    """
    What a change brings: most often an exception to what hinders, now and then a hindrance or a
    definition.
    """
    name, kind = f"{change}.r{len(rules)}", chance.random()
    hindering = [rule for rule in rules if rule.effect in HINDERS]
    if kind < 0.65 and hindering:
        over = some(chance, hindering, 3, 1)
        when = chance.choice([(), (), over[0].when, (Condition(word=chance.choice(TAGS)),)])
        return Rule(
            name=name,
            provision=change,
            effect=Effect.PERMIT,
            when=when,
            of="minister",
            overrides=tuple(one.name for one in over),
            added_by=change,
        )
    when = tuple(
        Condition(word=word, is_negated=chance.random() < 0.2) for word in some(chance, TAGS, 2)
    )
    if kind > 0.85:
        return Rule(
            name=name,
            provision=change,
            effect=Effect.DEFINE,
            when=when,
            defines=chance.choice(DEFINED),
            added_by=change,
        )
    effect = chance.choice(HINDERS)
    over = tuple(
        some(
            chance,
            [rule.name for rule in rules if rule.effect in (Effect.PERMIT, Effect.PRACTICE)],
            2,
        )
    )
    return Rule(
        name=name,
        provision=change,
        effect=effect,
        when=when,
        of=OF.get(effect, ""),
        overrides=over,
        added_by=change,
    )


def random_changes(chance, rules, changes, room):
    """
    Changes that repeal rules, bring up to `room` rules, or both; they may repeal what another one
    brings.
    """
    found, rules = [], [*rules]
    for name in [f"c{i}" for i in range(changes)]:
        hindering = [
            rule.name for rule in rules if rule.effect in HINDERS and rule.added_by != name
        ]
        anything = [rule.name for rule in rules]
        repeals = (
            some(chance, hindering, 2, 1) if chance.random() < 0.6 else some(chance, anything, 1)
        )
        added = []
        if room and (not repeals or chance.random() < 0.6):
            added.append(brought(chance, rules, name))
        if len(added) < room and chance.random() < 0.3:
            added.append(brought(chance, [*rules, *added], name))
        room -= len(added)
        rules += added
        found.append(Change(id=name, repeals=frozenset(repeals)))
    return found, rules


def random_positions(chance, terms, rules):
    """
    Two to four positions, which leave some terms unread and rely on some of the disputed
    provisions.
    """
    disputed = sorted({rule.provision for rule in rules if rule.is_disputed})
    return tuple(
        PartyPosition(
            id=f"p{i}",
            takes={
                term: chance.choice(readings)
                for term, readings in terms.items()
                if chance.random() < 0.7
            },
            relies_on=frozenset(place for place in disputed if chance.random() < 0.5),
        )
        for i in range(chance.randint(2, 4))
    )


def random_options(chance, most):
    """Options with some tags each, which may be words that rules define too."""
    found = []
    for i in range(chance.randint(3, most)):
        tags = {tag for tag in TAGS if chance.random() < 0.5} | {
            word for word in DEFINED if chance.random() < 0.08
        }
        found.append(
            Option(id=f"o{i}", measure=f"m{i // 2}", route=f"r{i % 2}", tags=frozenset(tags))
        )
    return tuple(found)


def finished(chance, rules):
    """
    The same rules in any order, now and then disputed, or with priority over a brought rule that
    itself has none.
    """
    ends = [
        rule.name
        for rule in rules
        if rule.added_by and rule.effect is not Effect.DEFINE and not rule.overrides
    ]
    found = []
    for rule in rules:
        over = rule.overrides
        if (
            ends
            and rule.effect is not Effect.DEFINE
            and rule.name not in ends
            and chance.random() < 0.2
        ):
            over = (*over, chance.choice(ends))
        found.append(replace(rule, overrides=over, is_disputed=chance.random() < 0.25))
    chance.shuffle(found)
    return tuple(found)


def random_doubts(chance, law, most):
    """
    Up to `most` changes that dates leave open: amendments that may have taken effect, provisions
    that may have begun or ended.
    """
    places = sorted({rule.provision for rule in law.rules if not rule.added_by})
    known = [Doubt(id=one.id, making=Making.AMENDS, field="effective") for one in law.changes]
    known += [Doubt(id=place, making=Making.BEGINS, field="effective") for place in places]
    known += [Doubt(id=place, making=Making.ENDS, field="until") for place in places]
    return tuple(some(chance, known, most, 1))


def with_doubts(seed, most, **sizes):
    """A random law of which some dates are open, the same for the same seed."""
    law = random_law(seed, **sizes)
    chance = Random(seed)  # noqa: S311 the same draws for the same seed
    return replace(law, doubts=random_doubts(chance, law, most))


def random_law(seed, *, options=8, rules=14, terms=5, changes=6):
    """
    A random law, the same for the same seed.

    Args:
        seed: A seed, or a `Random` to draw from.
        options: The most options; there are 3 or more.
        rules: The most rules, brought ones included; there are 3 or more.
        terms: The most terms, each of two or three readings; there is 1 or more.
        changes: The most changes; there may be none.
    """
    chance = seed if isinstance(seed, Random) else Random(seed)  # noqa: S311 the same draws again
    read = random_terms(chance, terms)
    room = chance.randint(0, min(6, rules - 3))
    count = chance.randint(3, rules - room)
    definitions = random_definitions(chance, read, min(count // 3, chance.randint(0, 4)))
    words = [*TAGS, *(rule.defines for rule in definitions for _ in range(2))]
    base = [*definitions, *random_effects(chance, read, count - len(definitions), words)]
    made, every = random_changes(
        chance, base, max(chance.randint(0, changes), chance.randint(0, changes)), room
    )
    every = finished(chance, every)
    positions = random_positions(chance, read, every) if chance.random() < 0.3 else ()
    return Law(
        id="random",
        rules=every,
        terms=read,
        options=random_options(chance, options),
        changes=tuple(made),
        positions=positions,
        lifts_bars="a change" if chance.random() < 0.7 else "",
    )


def random_what(chance, law):
    """Some changes that count as made and some provisions that count as void; often none."""
    places = sorted({rule.provision for rule in law.rules})
    enacted = (
        some(chance, [change.id for change in law.changes], 2) if chance.random() < 0.5 else []
    )
    return Hypothesis(
        enacted=frozenset(enacted),
        void=frozenset(some(chance, places, 2) if chance.random() < 0.4 else []),
    )


def laws(**sizes):
    """
    Random laws, half of them by a seed, half such that Hypothesis makes them smaller where one of
    them fails.
    """
    chances = st.one_of(st.integers(0, 2**32 - 1), st.randoms(use_true_random=False))
    return chances.map(lambda chance: random_law(chance, **sizes))


def whats(law):
    """What may be asked of a law beside how it stands."""
    return st.randoms(use_true_random=False).map(lambda chance: random_what(chance, law))


def is_reversible(law, option, smallest):
    """Whether a further change undoes one of the smallest sets."""
    names, every = [change.id for change in law.changes], oracle.worlds(law)
    sets = [
        frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)
    ]
    larger = [
        Hypothesis(enacted=chosen) for chosen in sets if any(one < chosen for one in smallest)
    ]
    return any(
        oracle.standing(law, option, world, what) is not Standing.EXECUTIVE
        for what in larger
        for world in every
    )


def traits(law, option):
    """What makes an option of a law hard."""
    status, sets = oracle.status(law, option), oracle.flips(law, option)
    found = {
        f"stands {getattr(status, 'value', status)}": True,
        "clash": oracle.clashes(law, option),
        "flips: there are sets of changes": any(sets),
        "flips: several": len(sets) > 1,
        "flips: a set of two and more": any(len(one) > 1 for one in sets),
        "flips: a further change undoes one": is_reversible(law, option, sets),
    }
    if not law.positions:
        primes = [oracle.primes(law, option, asked) for asked in Standing]
        found["primes: several for a standing"] = any(len(one) > 1 for one in primes)
        found["primes: of two readings and more"] = any(
            len(prime) > 1 for one in primes for prime in one
        )
    return {name for name, has in found.items() if has}


def statistics(seeds):
    """Of all laws and of all options, how many have each trait."""
    of_laws, of_options = Counter(), Counter()
    for seed in seeds:
        law = random_law(seed)
        found = [traits(law, option) for option in law.options]
        of_options.update(name for one in found for name in one)
        of_laws.update(set().union(*found))
        of_laws.update({"has positions"} if law.positions else {})
        of_options["options"] += len(found)
    return of_laws, of_options


if __name__ == "__main__":
    of_laws, of_options = statistics(range(SEEDS))
    for name in sorted(of_laws):
        share = of_options[name] / of_options["options"]
        print(f"{name:40}{of_laws[name] / SEEDS:6.1%} of laws{share:8.1%} of options")  # noqa: T201
