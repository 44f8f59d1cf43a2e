"""From the case to the law that is asked: one `Law` for each encoding, as it stands on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Protocol

from phaseline.case.model.law import Amendment, Encoding, Force, LawOption, LawRule, Provision, Term
from phaseline.case.model.law import LegalEffect as Authored
from phaseline.law.model import (
    Change,
    Condition,
    Doubt,
    Effect,
    Law,
    Making,
    Option,
    PartyPosition,
    Rule,
)
from phaseline.terms.when import When

_NOT_LAW = (Force.PROPOSED, Force.SOUGHT, Force.THREATENED)
_EFFECTS = {
    Authored.PERMIT: Effect.PERMIT,
    Authored.CONSENT: Effect.CONSENT,
    Authored.PROHIBIT: Effect.PROHIBIT,
    Authored.DEFINE: Effect.DEFINE,
}


class LawSource(Protocol):
    """The part of a case that the law is made from."""

    @property
    def as_of(self) -> When:
        """The day whose knowledge counts."""

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The contested terms."""

    @property
    def encodings(self) -> tuple[Encoding, ...]:
        """The bodies of law put into rules."""

    @property
    def options(self) -> tuple[LawOption, ...]:
        """What is asked about."""

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """What could be changed."""


def laws(case: LawSource, *, on: date | None = None, is_freed: bool = False) -> tuple[Law, ...]:
    """
    Give the law of a case, encoding by encoding.

    Args:
        case: The case.
        on: The day whose law counts; the case's own day if left out.
        is_freed: Whether readings that an encoding holds fixed are left open.
    """
    day = on or case.as_of.last
    return tuple(_law(case, encoding, day, is_freed=is_freed) for encoding in case.encodings)


def made_by(case: LawSource, on: date | None = None) -> frozenset[str]:
    """
    Give the amendments that are law on a day for certain: its date lets them take effect on that
    day at the latest.
    """
    day = on or case.as_of.last
    return frozenset(
        amendment.id for amendment in case.amendments if day and amendment.effective.is_reached(day)
    )


def condition(text: str) -> Condition:
    """
    Read a condition.

    >>> condition("not peaceful.strict").text
    'not peaceful.strict'
    """
    bare = text.strip()
    is_negated = bare.startswith("not ")
    bare = bare.removeprefix("not ").strip()
    term, dot, reading = bare.partition(".")
    if dot:
        return Condition(term=term, reading=reading, is_negated=is_negated)
    return Condition(word=bare, is_negated=is_negated)


def _times(provision: Provision, day: date | None) -> tuple[bool | None, bool | None]:
    """
    Whether a provision has begun to apply on a day, and whether it has ended; None where that
    cannot be told.

    One without a date of either kind has always applied, and does so still; the day of its adoption
    stands for a missing first day.
    """
    if day is None:
        return True, False
    begins, until = _beginning(provision)[1], _end(provision)
    has_ended = (
        until.is_reached(day - timedelta(days=1)) if day > date.min else False
    )  # its last day is still one of its days
    return (not begins.is_known) or begins.is_reached(day), has_ended


def _beginning(provision: Provision) -> tuple[str, When]:
    """
    Give from when a provision applies, with the name of the field; it does not apply before the
    first day of its adoption.
    """
    adopted, effective = provision.adopted, provision.effective
    if not effective.is_known:
        return "adopted", adopted
    firsts = [day for day in (effective.first, adopted.first) if day is not None]
    lasts = [
        day for day in (effective.last, provision.until.last) if day is not None
    ]  # it begins before it ends
    return "effective", replace(
        effective, first=max(firsts, default=None), last=min(lasts, default=None)
    )


def _end(provision: Provision) -> When:
    """Give until when a provision applies; it does not end before it begins."""
    until, begins = provision.until, _beginning(provision)[1]
    if not until.is_known:
        return until
    return replace(
        until,
        first=max((day for day in (until.first, begins.first) if day is not None), default=None),
    )


def _may_apply(provision: Provision, day: date | None) -> bool:
    """Whether a provision applies on a day, or may: as far as its dates say."""
    has_begun, has_ended = _times(provision, day)
    return provision.force not in _NOT_LAW and has_begun is not False and has_ended is not True


def _law(case: LawSource, encoding: Encoding, day: date | None, *, is_freed: bool) -> Law:
    provisions = [
        provision
        for provision in case.provisions
        if provision.encoding == encoding.id and _may_apply(provision, day)
    ]
    amendments = [amendment for amendment in case.amendments if _touches(case, amendment, encoding)]
    rules = _rules(provisions, amendments)
    return Law(
        id=encoding.id,
        rules=rules,
        terms=_terms(case, encoding, rules, is_freed=is_freed),
        options=_options(case, encoding),
        changes=_changes(amendments, rules),
        positions=_positions(encoding),
        lifts_bars=encoding.lifts_bars,
        untranslatable=_untranslatable(provisions),
        doubts=_bearing_doubts(case, day, provisions, amendments),
    )


def _touches(case: LawSource, amendment: Amendment, encoding: Encoding) -> bool:
    """Whether an amendment changes rules of an encoding."""
    if amendment.encoding:
        return amendment.encoding == encoding.id
    changed = {
        name.split(".")[0]
        for name in chain(amendment.repeals, (rule.provision for rule in amendment.adds))
    }
    return any(
        provision.encoding == encoding.id
        for provision in case.provisions
        if provision.id in changed
    )


def _rules(provisions: Iterable[Provision], amendments: Iterable[Amendment]) -> tuple[Rule, ...]:
    """Give the rules of the law as it stands, then those that amendments add."""
    rules = [
        _rule(provision.id, provision, rule) for provision in provisions for rule in provision.rules
    ]
    rules += [_added_rule(amendment, rule) for amendment in amendments for rule in amendment.adds]
    return tuple(_with_rule_names(rule, rules) for rule in rules)


def _rule(name: str, provision: Provision, rule: LawRule) -> Rule:
    is_practice = provision.force is Force.PRECEDENT and rule.effect is Authored.PERMIT
    return Rule(
        name=f"{name}.{rule.id}",
        provision=provision.id,
        effect=Effect.PRACTICE if is_practice else _EFFECTS[rule.effect],
        when=tuple(condition(text) for text in rule.when),
        defines=rule.defines,
        of=rule.of,
        procedure=rule.procedure,
        overrides=(
            (*provision.overrides, *rule.overrides) if rule.effect is not Authored.DEFINE else ()
        ),
        is_disputed=provision.force is not Force.IN_FORCE,
    )


def _added_rule(amendment: Amendment, rule: LawRule) -> Rule:
    return Rule(
        name=f"{amendment.id}.{rule.id}",
        provision=rule.provision or amendment.id,
        effect=_EFFECTS[rule.effect],
        when=tuple(condition(text) for text in rule.when),
        defines=rule.defines,
        of=rule.of,
        procedure=rule.procedure,
        overrides=rule.overrides if rule.effect is not Authored.DEFINE else (),
        added_by=amendment.id,
    )


def _with_rule_names(rule: Rule, rules: Iterable[Rule]) -> Rule:
    """Give a rule whose priorities name rules, where it names provisions."""
    names = tuple(dict.fromkeys(_rule_names(rule.overrides, rules)))
    return Rule(
        **{
            field: getattr(rule, field)
            for field in rule.__dataclass_fields__
            if field != "overrides"
        },
        overrides=names,
    )


def _rule_names(names: Iterable[str], rules: Iterable[Rule]) -> list[str]:
    """
    Give the names of the rules that are meant by names of rules or of whole provisions; definitions
    have no priority.
    """
    known = list(rules)
    return [
        rule.name
        for name in names
        for rule in known
        if name in (rule.name, rule.name.rpartition(".")[0])
    ]


def _terms(
    case: LawSource, encoding: Encoding, rules: Iterable[Rule], *, is_freed: bool
) -> dict[str, tuple[str, ...]]:
    """Give the terms that rules ask for, each with the readings that the encoding leaves open."""
    used = {condition.term for rule in rules for condition in rule.when if condition.term}
    fixed = {} if is_freed else dict(text.split(".", 1) for text in encoding.fixed)
    return {
        term.id: tuple(
            reading.id for reading in term.readings if fixed.get(term.id, reading.id) == reading.id
        )
        for term in case.terms
        if term.id in used
    }


def _options(case: LawSource, encoding: Encoding) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=option.id,
            measure=option.measure or option.id,
            route=option.route,
            tags=frozenset(option.tags),
        )
        for option in case.options
        if option.encoding == encoding.id
    )


def _changes(amendments: Iterable[Amendment], rules: Iterable[Rule]) -> tuple[Change, ...]:
    return tuple(
        Change(id=amendment.id, repeals=frozenset(_rule_names(amendment.repeals, rules)))
        for amendment in amendments
    )


def _positions(encoding: Encoding) -> tuple[PartyPosition, ...]:
    return tuple(
        PartyPosition(
            id=position.id,
            takes=dict(text.split(".", 1) for text in position.takes),
            relies_on=frozenset(position.relies_on),
        )
        for position in encoding.positions
    )


def _untranslatable(provisions: Iterable[Provision]) -> dict[str, tuple[frozenset[str], ...]]:
    return {
        provision.id: tuple(frozenset(part.when) for part in provision.untranslatable)
        for provision in provisions
        if provision.untranslatable
    }


def _bearing_doubts(
    case: LawSource,
    day: date | None,
    provisions: Iterable[Provision],
    amendments: Iterable[Amendment],
) -> tuple[Doubt, ...]:
    """Give the doubts about changes that have rules in the law that is asked."""
    dated = {provision.id for provision in provisions if provision.rules}
    dated |= {amendment.id for amendment in amendments}
    return tuple(doubt for doubt in _doubts(case, day) if doubt.id in dated)


def _doubts(case: LawSource, day: date | None) -> Iterator[Doubt]:
    """
    Give the changes of which it cannot be told on a day whether they have been made, amendments
    first.
    """
    for amendment in case.amendments:
        if day is not None and amendment.effective.is_reached(day) is None:
            yield _doubt(amendment.id, Making.AMENDS, "effective", amendment.effective)
    for provision in case.provisions:
        if provision.force not in _NOT_LAW:
            yield from _doubts_of_provision(provision, day)


def _doubts_of_provision(provision: Provision, day: date | None) -> Iterator[Doubt]:
    has_begun, has_ended = _times(provision, day)
    if has_begun is None and has_ended is not True:
        field, begins = _beginning(provision)
        yield _doubt(provision.id, Making.BEGINS, field, begins)
    if has_ended is None and has_begun is not False:
        yield _doubt(provision.id, Making.ENDS, "until", _end(provision))


def _doubt(name: str, making: Making, field: str, when: When) -> Doubt:
    return Doubt(
        id=name, making=making, field=field, first=when.first, last=when.last, text=when.text
    )
