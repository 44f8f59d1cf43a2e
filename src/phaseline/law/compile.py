"""
From rules to a logic program: the text that is handed to the solver, generated and never written by hand.

Options, rules, words, terms, changes and provisions are numbered in the order of the law. The program keeps every question
open as a choice, so that it is grounded once: readings (or positions), changes made, provisions void.

Source:
    Gelfond & Lifschitz, "The stable model semantics for logic programming" (1988), for negation as default; the program is
    stratified but for its choices, so each choice has exactly one answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from phaseline.law.model import Condition, Effect, Law, Option, Rule, Standing, World
from phaseline.terms.record import record

STANDINGS = tuple(Standing)
_KINDS = {Effect.PERMIT: "permit", Effect.PRACTICE: "practice", Effect.CONSENT: "consent", Effect.PROHIBIT: "prohibit"}
_STANDINGS = (
    (Standing.BARRED_CONSENT, "prohibit(O), consent(O)"),
    (Standing.BARRED, "prohibit(O), not consent(O)"),
    (Standing.CONSENT, "consent(O), not prohibit(O)"),
    (Standing.ALONE, "permit(O), not consent(O), not prohibit(O)"),
    (Standing.PRACTICE, "practice(O), not permit(O), not consent(O), not prohibit(O)"),
    (Standing.SILENT, "option(O), not practice(O), not permit(O), not consent(O), not prohibit(O)"),
)


@record
class Index:
    """The numbers by which the program calls things, each list in the order of the law."""

    options: tuple[str, ...]
    rules: tuple[str, ...]
    terms: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]
    positions: tuple[str, ...]
    changes: tuple[str, ...]
    provisions: tuple[str, ...]


def index_of(law: Law) -> Index:
    """Number everything that the program of a law speaks of."""
    return Index(
        options=tuple(one.id for one in law.options),
        rules=tuple(one.name for one in law.rules),
        terms=tuple(law.terms),
        readings=tuple(law.terms.values()),
        positions=tuple(one.id for one in law.positions),
        changes=tuple(one.id for one in law.changes),
        provisions=tuple(dict.fromkeys(one.provision for one in law.rules)),
    )


def narrowed(law: Law, option: Option) -> Law:
    """Give the part of a law that can matter for one option: the rules whose tags fit, and what they refer to."""
    defined = {rule.defines for rule in law.rules if rule.effect is Effect.DEFINE}
    fitting = [rule for rule in law.rules if all(_may_hold(one, option, defined) for one in rule.when)]
    wanted: set[str] = set()
    kept: set[str] = {rule.name for rule in fitting if rule.effect is not Effect.DEFINE}
    words = {one.word for rule in fitting if rule.name in kept for one in rule.when}
    while words - wanted:
        wanted |= words
        more = [rule for rule in fitting if rule.effect is Effect.DEFINE and rule.defines in wanted]
        kept |= {rule.name for rule in more}
        words = {one.word for rule in more for one in rule.when}
    rules = tuple(rule for rule in law.rules if rule.name in kept)
    used = {one.term for rule in rules for one in rule.when}
    touched = {rule.added_by for rule in rules}
    return replace(
        law,
        rules=rules,
        options=(option,),
        terms={term: readings for term, readings in law.terms.items() if term in used},
        changes=tuple(one for one in law.changes if one.id in touched or one.repeals & kept),
    )


def _may_hold(one: Condition, option: Option, defined: set[str]) -> bool:
    """Whether a condition can hold of an option in some world: what a rule may define can, unless it is negated and holds anyway."""
    if not one.word:
        return True
    if one.word in defined:
        return not (one.is_negated and one.word in option.tags)
    return (one.word in option.tags) is not one.is_negated


def program(law: Law) -> str:
    """Write the whole program of a law."""
    return "\n".join((*_choices(law), *_facts(law), *_rules(law, ""), *_verdict("")))


def choices(law: Law) -> str:
    """Write only the choice among changes, for a search in which worlds are added one by one."""
    return "\n".join((*_changes(law), *_facts(law)))


def world_program(law: Law, world: World, number: int) -> str:
    """Write the rules of a law for one world alone, settled by facts; what depends on it carries its number."""
    index, place = index_of(law), {one.id: one for one in law.positions}
    facts = [f"read({number},{index.terms.index(t)},{law.terms[t].index(r)})." for t, r in world.readings.items() if t in law.terms]
    if world.position:
        relied = place[world.position].relies_on
        facts += [f"relies({number},{index.provisions.index(name)})." for name in sorted(relied) if name in index.provisions]
    return "\n".join((*facts, *_rules(law, str(number)), *_verdict(str(number))))


def _choices(law: Law) -> Iterator[str]:
    index = index_of(law)
    yield from _changes(law)
    if law.positions:
        yield f"1 {{ pos(0..{len(law.positions) - 1}) }} 1."
        for number, position in enumerate(law.positions):
            for term, reading in position.takes.items():
                if term in law.terms:
                    place = index.terms.index(term)
                    yield f"read({place},{index.readings[place].index(reading)}) :- pos({number})."
            yield from (
                f"relies({index.provisions.index(name)}) :- pos({number})."
                for name in sorted(position.relies_on)
                if name in index.provisions
            )
    else:
        yield from (f"1 {{ read({place},0..{len(readings) - 1}) }} 1." for place, readings in enumerate(law.terms.values()))


def _changes(law: Law) -> Iterator[str]:
    index = index_of(law)
    if index.changes:
        yield f"{{ enacted(0..{len(index.changes) - 1}) }}."
    if index.provisions:
        yield f"{{ void(0..{len(index.provisions) - 1}) }}."


def _facts(law: Law) -> Iterator[str]:
    words, index = _words(law), index_of(law)
    for number, option in enumerate(law.options):
        yield f"option({number})."
        yield from (f"tag({number},{words[tag]})." for tag in sorted(option.tags) if tag in words)
    place = {name: number for number, name in enumerate(index.rules)}
    for number, change in enumerate(law.changes):
        yield from (f"repealed({place[name]}) :- enacted({number})." for name in sorted(change.repeals) if name in place)

    for number, rule in enumerate(law.rules):
        live = [f"not repealed({number})", f"not void({index.provisions.index(rule.provision)})"]
        if rule.added_by:
            live.append(f"enacted({index.changes.index(rule.added_by)})")
        yield f"live({number}) :- {', '.join(live)}."


def _words(law: Law) -> dict[str, int]:
    used = sorted({one.word for rule in law.rules for one in rule.when if one.word} | {rule.defines for rule in law.rules if rule.defines})
    return {word: number for number, word in enumerate(used)}


def _rules(law: Law, world: str) -> Iterator[str]:
    """Write when each rule applies, is defeated and counts; with a world, what depends on it carries its number."""
    index, words = index_of(law), _words(law)
    defined = {rule.defines for rule in law.rules if rule.effect is Effect.DEFINE}
    over = _over(law.rules)
    at = f"{world}," if world else ""
    for word in sorted(defined):
        yield f"holds({at}O,{words[word]}) :- tag(O,{words[word]})."
    for number, rule in enumerate(law.rules):
        relies = [f"relies({at}{index.provisions.index(rule.provision)})"] if rule.is_disputed and law.positions else []
        body = [*relies, *(_literal(one, index, words, defined, at) for one in rule.when)]
        yield f"applies({at}{number},O) :- {', '.join((f'live({number})', 'option(O)', *body))}."
        if rule.effect is Effect.DEFINE:
            yield f"holds({at}O,{words[rule.defines]}) :- applies({at}{number},O)."
            continue
        for other in over.get(rule.name, ()):
            yield f"defeated({at}{number},O) :- applies({at}{number},O), counts({at}{index.rules.index(other)},O)."
        yield f"counts({at}{number},O) :- applies({at}{number},O), not defeated({at}{number},O)."
        yield f"{_KINDS[rule.effect]}({at}O) :- counts({at}{number},O)."


def _over(rules: Sequence[Rule]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule in rules:
        for name in rule.overrides:
            found.setdefault(name, []).append(rule.name)
    return found


def _literal(one: Condition, index: Index, words: dict[str, int], defined: Iterable[str], at: str) -> str:
    sign = "not " if one.is_negated else ""
    if one.word:
        return f"{sign}holds({at}O,{words[one.word]})" if one.word in defined else f"{sign}tag(O,{words[one.word]})"
    place = index.terms.index(one.term)
    known = index.readings[place]
    if one.reading not in known:  # held fixed at another reading
        return "#true" if one.is_negated else "#false"
    return f"{sign}read({at}{place},{known.index(one.reading)})"


def _verdict(world: str) -> Iterator[str]:
    at = f"{world}," if world else ""
    for standing, body in _STANDINGS:
        said = body.replace("(O)", f"({at}O)").replace(f"option({at}O)", "option(O)")
        yield f"stands({at}O,{STANDINGS.index(standing)}) :- option(O), {said}."
