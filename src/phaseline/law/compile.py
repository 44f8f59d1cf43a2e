"""
From rules to a logic program: the text that is handed to the solver, generated and never written by
hand.

Options, rules, words, terms, changes and provisions are numbered in the order of the law. The
program keeps every question open as a choice, so that it is grounded once: readings (or positions),
changes made, provisions void.

What a date leaves open is a choice too, where one way of it is asked for. Where a standing is asked
for, every combination of such changes is worked out side by side, as a *scene* with a number whose
bits are the changes made in it: the standing is that of all scenes, or undetermined.

Source:
    Gelfond & Lifschitz, "The stable model semantics for logic programming" (1988), for negation as
    default; the program is stratified but for its choices, so each choice has exactly one answer.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from phaseline.errors import QuestionError
from phaseline.law.model import (
    Change,
    Condition,
    Doubt,
    Effect,
    Interpretation,
    Law,
    Making,
    Option,
    Rule,
    Standing,
)
from phaseline.terms.record import record

STANDINGS = tuple(Standing)
MOST_DOUBTS = 8  # of one option: 256 scenes
_KINDS = {
    Effect.PERMIT: "permit",
    Effect.PRACTICE: "practice",
    Effect.CONSENT: "consent",
    Effect.PROHIBIT: "prohibit",
}
# What is prohibited, by whether a procedure lifts bars: where none does, consent is of no use.
_BARS = {
    True: (
        (Standing.CONSENT_LIFTS_BAR, "prohibit(O), consent(O)"),
        (Standing.BARRED, "prohibit(O), not consent(O)"),
    ),
    False: ((Standing.BARRED, "prohibit(O)"),),
}
_STANDINGS = (
    (Standing.CONSENT, "consent(O), not prohibit(O)"),
    (Standing.EXECUTIVE, "permit(O), not consent(O), not prohibit(O)"),
    (Standing.PRACTICE, "practice(O), not permit(O), not consent(O), not prohibit(O)"),
    (Standing.SILENT, "option(O), not practice(O), not permit(O), not consent(O), not prohibit(O)"),
)


@record
class Index:
    """
    The numbers by which the program calls things: those of the words that rules ask for or give,
    and each list in the order of the law.
    """

    options: tuple[str, ...]
    rules: tuple[str, ...]
    words: Mapping[str, int]
    terms: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]
    positions: tuple[str, ...]
    changes: tuple[str, ...]
    provisions: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def index_of(law: Law) -> Index:
    """Number everything that the program of a law speaks of."""
    return Index(
        options=tuple(option.id for option in law.options),
        rules=tuple(rule.name for rule in law.rules),
        words=_words(law),
        terms=tuple(law.terms),
        readings=tuple(law.terms.values()),
        positions=tuple(position.id for position in law.positions),
        changes=tuple(change.id for change in law.changes),
        provisions=tuple(dict.fromkeys(rule.provision for rule in law.rules)),
        doubts=law.doubts,
    )


def narrowed(law: Law, option: Option) -> Law:
    """
    Give the part of a law that can matter for one option: the rules whose tags fit, and what they
    refer to.
    """
    reached = _reached_rules(_fitting_rules(law, option))
    rules = tuple(rule for rule in law.rules if rule.name in reached)
    used = {condition.term for rule in rules for condition in rule.when}
    changes = _bearing_changes(law.changes, rules)
    dated = _dated_ids(rules, changes)
    return replace(
        law,
        rules=rules,
        options=(option,),
        terms={term: readings for term, readings in law.terms.items() if term in used},
        changes=changes,
        doubts=tuple(doubt for doubt in law.doubts if doubt.id in dated),
    )


def _fitting_rules(law: Law, option: Option) -> list[Rule]:
    """Give the rules whose conditions can all hold of an option."""
    defined = {rule.defines for rule in law.rules if rule.effect is Effect.DEFINE}
    return [
        rule
        for rule in law.rules
        if all(_may_hold(condition, option, defined) for condition in rule.when)
    ]


def _may_hold(condition: Condition, option: Option, defined: set[str]) -> bool:
    """
    Whether a condition can hold of an option in some world: what a rule may define can, unless it
    is negated and holds anyway.
    """
    if not condition.word:
        return True
    if condition.word in defined:
        return not (condition.is_negated and condition.word in option.tags)
    return (condition.word in option.tags) is not condition.is_negated


def _reached_rules(fitting: Iterable[Rule]) -> frozenset[str]:
    """
    Give the names of the rules with an effect, and of the definitions whose word one of these asks
    for, at once or by way of other definitions.
    """
    rules = list(fitting)
    definitions = [rule for rule in rules if rule.effect is Effect.DEFINE]
    more = [rule for rule in rules if rule.effect is not Effect.DEFINE]
    reached: set[str] = set()
    wanted: set[str] = set()
    while more:
        reached |= {rule.name for rule in more}
        words = _asked_words(more) - wanted
        wanted |= words
        more = [rule for rule in definitions if rule.defines in words]
    return frozenset(reached)


def _asked_words(rules: Iterable[Rule]) -> set[str]:
    return {condition.word for rule in rules for condition in rule.when if condition.word}


def _bearing_changes(changes: Iterable[Change], rules: Iterable[Rule]) -> tuple[Change, ...]:
    """Give the changes that add or take away one of the rules."""
    added = {rule.added_by for rule in rules}
    names = {rule.name for rule in rules}
    return tuple(change for change in changes if change.id in added or change.repeals & names)


def _dated_ids(rules: Iterable[Rule], changes: Iterable[Change]) -> set[str]:
    """Give the ids of the changes, and of the provisions behind rules that no change adds."""
    provisions = {rule.provision for rule in rules if not rule.added_by}
    return provisions | {change.id for change in changes}


def program(law: Law) -> str:
    """Write the whole program of a law; what dates leave open is a choice, `made`."""
    opened = [f"{{ made(0..{len(law.doubts) - 1}) }}."] if law.doubts else []
    return "\n".join(
        (
            *opened,
            *_choices(law),
            *_facts(law, ""),
            *_rules(law, _At()),
            *_verdict(law, _At(), "stands"),
        )
    )


def judged_program(law: Law) -> str:
    """
    Write the whole program of a law in which a standing is that of every way in which open dates
    can have come out.

    `matters(O,D)` holds where some two ways that differ in D alone have the option stand
    differently.

    Raises:
        QuestionError: Too many dates are open.
    """
    if not law.doubts:
        return program(law)
    at = _At(scene="S,")
    return "\n".join(
        (
            *_choices(law),
            *_facts(law, "S,"),
            *_rules(law, at),
            *_verdict(law, at, "falls"),
            *_judgement(law, at),
        )
    )


def wanted_program(law: Law, standings: Collection[Standing]) -> str:
    """
    Write the whole program of a law in which `wanted` holds where some option has one of some
    standings.

    Raises:
        QuestionError: Too many dates are open.
    """
    wanted = [number for number, standing in enumerate(STANDINGS) if standing in standings]
    lines = (f"wanted :- stands(O,{number})." for number in wanted)
    return "\n".join((judged_program(law), *lines))


def choices(law: Law) -> str:
    """Write only the choice among changes, for a search in which worlds are added one by one."""
    return "\n".join((*_changes(law), *_facts(law, "S," if law.doubts else "")))


def world_program(law: Law, world: Interpretation, number: int) -> str:
    """
    Write the rules of a law for one world alone, settled by facts; what depends on it carries its
    number.
    """
    index, place = index_of(law), {position.id: position for position in law.positions}
    facts = [
        f"read({number},{index.terms.index(t)},{law.terms[t].index(r)})."
        for t, r in world.readings.items()
        if t in law.terms
    ]
    if world.position:
        relied = place[world.position].relies_on
        facts += [
            f"relies({number},{index.provisions.index(name)})."
            for name in sorted(relied)
            if name in index.provisions
        ]
    if not law.doubts:
        return "\n".join(
            (
                *facts,
                *_rules(law, _At(world=f"{number},")),
                *_verdict(law, _At(world=f"{number},"), "stands"),
            )
        )
    at = _At(world=f"{number},", scene="S,")
    return "\n".join((*facts, *_rules(law, at), *_verdict(law, at, "falls"), *_judgement(law, at)))


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
        yield from (
            f"1 {{ read({place},0..{len(readings) - 1}) }} 1."
            for place, readings in enumerate(law.terms.values())
        )


def _changes(law: Law) -> Iterator[str]:
    index = index_of(law)
    if index.changes:
        yield f"{{ enacted(0..{len(index.changes) - 1}) }}."
    if index.provisions:
        yield f"{{ void(0..{len(index.provisions) - 1}) }}."


def _facts(law: Law, scene: str) -> Iterator[str]:
    """
    Write what options are, what a change takes away, and which rules are live; with scenes, in
    which of them.
    """
    index = index_of(law)
    words = index.words
    yield from _scenes(law, index) if scene else ()
    for number, option in enumerate(law.options):
        yield f"option({number})."
        yield from (f"tag({number},{words[tag]})." for tag in sorted(option.tags) if tag in words)
    yield from _repeal_lines(law, index)
    yield from _dated_lines(law, index, scene)
    for number, rule in enumerate(law.rules):
        live = [
            f"not void({index.provisions.index(rule.provision)})",
            *_in_force(law, index, rule, number, scene),
        ]
        yield f"live({scene}{number}) :- {', '.join([*(['scene(S)'] if scene else []), *live])}."


def _repeal_lines(law: Law, index: Index) -> Iterator[str]:
    """Write what each change takes away once it is made."""
    for number, change in enumerate(law.changes):
        for place in _places_of(change.repeals, index):
            yield f"repealed({place}) :- enacted({number})."


def _places_of(names: Iterable[str], index: Index) -> Iterator[int]:
    """Give the numbers of rules by their names; those that are not of this law are passed over."""
    place = {name: number for number, name in enumerate(index.rules)}
    yield from (place[name] for name in sorted(names) if name in place)


def _in_force(law: Law, index: Index, rule: Rule, number: int, scene: str) -> Iterator[str]:
    """
    Write what has to hold for a rule to be law, apart from its provision being void; what dates
    leave open is of a scene.
    """
    yield f"not repealed({number})"
    if any(doubt.making is Making.AMENDS for doubt in law.doubts):
        yield f"not lapsed({scene}{number})"
    if rule.added_by:
        is_open = any(
            doubt.making is Making.AMENDS and doubt.id == rule.added_by for doubt in law.doubts
        )
        change = index.changes.index(rule.added_by)
        yield f"taken({scene}{change})" if is_open else f"enacted({change})"
    elif any(
        doubt.making is not Making.AMENDS and doubt.id == rule.provision for doubt in law.doubts
    ):
        yield f"not gone({scene}{index.provisions.index(rule.provision)})"


def _dated_lines(law: Law, index: Index, scene: str) -> Iterator[str]:
    """Write what follows from each change that a date leaves open, made and not made."""
    repeals = {change.id: change.repeals for change in law.changes}
    known = f"scene({scene[:-1]}), " if scene else ""
    for number, doubt in enumerate(law.doubts):
        atom = f"made({scene}{number})"
        match doubt.making:
            case Making.AMENDS if doubt.id in repeals:
                change = index.changes.index(doubt.id)
                yield f"taken({scene}{change}) :- {atom}."
                yield f"taken({scene}{change}) :- {known}enacted({change})."
                for place in _places_of(repeals[doubt.id], index):
                    yield f"lapsed({scene}{place}) :- {atom}."
            case Making.BEGINS if doubt.id in index.provisions:
                yield f"gone({scene}{index.provisions.index(doubt.id)}) :- {known}not {atom}."
            case Making.ENDS if doubt.id in index.provisions:
                yield f"gone({scene}{index.provisions.index(doubt.id)}) :- {atom}."
            case Making.AMENDS | Making.BEGINS | Making.ENDS:
                pass  # nothing of the law that is asked hangs on it


def _scenes(law: Law, index: Index) -> Iterator[str]:
    """
    Write every combination of the changes that dates leave open: each is made in the scenes whose
    number has its bit.

    Raises:
        QuestionError: There are too many of them.
    """
    if len(law.doubts) > MOST_DOUBTS:
        names = ", ".join(dict.fromkeys(doubt.id for doubt in law.doubts[: MOST_DOUBTS + 1]))
        raise QuestionError(
            f"of {len(law.doubts)} changes of law it cannot be told whether they have been made on"
            f" that day ({names}, …); expected at most {MOST_DOUBTS} that bear on one option:"
            " narrow their dates, count some as made (--enact) or as void (--void), or ask"
            " another day"
        )
    yield f"scene(0..{2 ** len(index.doubts) - 1})."
    yield from (
        f"made(S,{number}) :- scene(S), S & {1 << number} != 0."
        for number in range(len(index.doubts))
    )


def _words(law: Law) -> dict[str, int]:
    used = sorted(_asked_words(law.rules) | {rule.defines for rule in law.rules if rule.defines})
    return {word: number for number, word in enumerate(used)}


@record
class _At:
    """
    What stands before the arguments of an atom: the number of a world, then the scene, each with
    its comma; empty for neither.
    """

    world: str = ""
    scene: str = ""

    @property
    def both(self) -> str:
        """World and scene."""
        return f"{self.world}{self.scene}"


def _rules(law: Law, at: _At) -> Iterator[str]:
    """
    Write when each rule applies, is defeated and counts; with a world, what depends on it carries
    its number.
    """
    index = index_of(law)
    words = index.words
    defined = {rule.defines for rule in law.rules if rule.effect is Effect.DEFINE}
    over, here = _defeaters(law.rules), at.both
    for word in sorted(defined):
        yield (
            f"holds({here}O,{words[word]}) :-"
            f" {'scene(S), ' if at.scene else ''}tag(O,{words[word]})."
        )
    for number, rule in enumerate(law.rules):
        body = [
            *_reliance(law, rule, index, at),
            *(_literal(condition, index, defined, at) for condition in rule.when),
        ]
        yield (
            f"applies({here}{number},O) :-"
            f" {', '.join((f'live({at.scene}{number})', 'option(O)', *body))}."
        )
        if rule.effect is Effect.DEFINE:
            yield f"holds({here}O,{words[rule.defines]}) :- applies({here}{number},O)."
        else:
            defeaters = [index.rules.index(name) for name in over.get(rule.name, ())]
            yield from _effect_lines(_KINDS[rule.effect], number, defeaters, here)


def _defeaters(rules: Sequence[Rule]) -> dict[str, list[str]]:
    over: dict[str, list[str]] = {}
    for rule in rules:
        for name in rule.overrides:
            over.setdefault(name, []).append(rule.name)
    return over


def _reliance(law: Law, rule: Rule, index: Index, at: _At) -> list[str]:
    """Write that a position relies on a disputed rule, where there are positions."""
    if not (rule.is_disputed and law.positions):
        return []
    return [f"relies({at.world}{index.provisions.index(rule.provision)})"]


def _literal(condition: Condition, index: Index, defined: Iterable[str], at: _At) -> str:
    sign = "not " if condition.is_negated else ""
    if condition.word:
        word = index.words[condition.word]
        return (
            f"{sign}holds({at.both}O,{word})"
            if condition.word in defined
            else f"{sign}tag(O,{word})"
        )
    place = index.terms.index(condition.term)
    known = index.readings[place]
    if condition.reading not in known:  # held fixed at another reading
        return "#true" if condition.is_negated else "#false"
    return f"{sign}read({at.world}{place},{known.index(condition.reading)})"


def _effect_lines(effect: str, number: int, defeaters: Iterable[int], here: str) -> Iterator[str]:
    """Write when a rule that applies is defeated, when it counts, and what follows then."""
    for defeater in defeaters:
        yield (
            f"defeated({here}{number},O) :- applies({here}{number},O), counts({here}{defeater},O)."
        )
    yield (
        f"counts({here}{number},O) :- applies({here}{number},O), not defeated({here}{number},O)."
    )
    yield f"{effect}({here}O) :- counts({here}{number},O)."


def _verdict(law: Law, at: _At, name: str) -> Iterator[str]:
    """Write how an option stands, by the effects that count: in a world, or in one scene of it."""
    here = at.both
    for standing, body in (*_BARS[bool(law.lifts_bars)], *_STANDINGS):
        said = body.replace("(O)", f"({here}O)").replace(f"option({here}O)", "option(O)")
        yield (
            f"{name}({here}O,{STANDINGS.index(standing)}) :-"
            f" {'scene(S), ' if at.scene else ''}option(O), {said}."
        )


def _judgement(law: Law, at: _At) -> Iterator[str]:
    """Write the standing over all scenes, and which of the open changes matter for it."""
    world, undetermined = at.world, STANDINGS.index(Standing.UNDETERMINED)
    yield f"differs({world}O) :- falls({world}0,O,X), scene(S), not falls({world}S,O,X)."
    yield f"stands({world}O,X) :- falls({world}0,O,X), not differs({world}O)."
    yield f"stands({world}O,{undetermined}) :- differs({world}O)."
    for number in range(len(law.doubts)):
        other = (
            f"scene(S), S & {1 << number} = 0, falls({world}S,O,X), not"
            f" falls({world}S+{1 << number},O,X)"
        )
        yield f"matters({world}O,{number}) :- {other}."
