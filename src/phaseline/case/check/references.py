"""Names that have to stand elsewhere in the case: every reference, every address, every id once."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from phaseline.case.addresses import Path, address_of, nearest
from phaseline.case.check.circles import Links, circles
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.choices import (
    ASKED_OF_EVERY_CASE,
    Brake,
    CaseQuestion,
    Recommendation,
)
from phaseline.case.model.claims import BetterLadder, ChangedOrder, ClaimArguments
from phaseline.case.model.common import Challenge
from phaseline.case.model.escalation import Track
from phaseline.case.model.evidence import Conflict, Event, Fact, Source, Verification
from phaseline.case.model.law import Encoding, LawRule
from phaseline.case.model.politics import Penalty, Procedure, SilenceProcedure, Whip
from phaseline.case.model.response import AddedItems, Demand, Measure
from phaseline.case.showing import shown
from phaseline.case.values import amount_at, at
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import Reference

_ACTORS = (
    "said_by",
    "about",
    "who",
    "held_by",
    "part_of",
    "holder",
    "asked_by",
    "via",
    "depends_on",
    "drawn_by",
    "by",
    "controlled_by",
    "addressee",
    "exposes",
    "party",
    "proposed_by",
    "responder",
    "challenger",
    "actor",
    "veto_by",
    "moved_by",
    "maker",
    "parts_from",
)
# field name -> sections in which its words have to be ids
TARGETS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_ACTORS, ("actors",)),
    "drawn_by": ("actors", "sources"),
    "source": ("sources",),
    "derives_from": ("sources",),
    "facts": ("facts",),
    "parts": ("facts",),
    "record": ("facts",),
    "assumption": ("assumptions",),
    "same_as": ("events",),
    "after": ("events",),
    "provisions": ("provisions",),
    "overrides": ("provisions",),
    "institution": ("institutions",),
    "meets": ("needs",),
    "launcher": ("stocks",),
    "answer": ("stocks",),
    "any_of": ("technologies", "acts", "tracks"),
    "met_by": ("routes", "measures"),
    "measures": ("measures",),
    "demands": ("demands",),
    "brakes": ("brakes",),
    "encoding": ("encodings",),
    "procedure": ("procedures",),
    "provision": ("provisions",),
    "relies_on": ("provisions",),
    "option": ("options",),
    "goods": ("stocks",),
    "hypothesis": ("hypotheses",),
}
_OTHERWISE: Mapping[tuple[type, str], tuple[str, ...]] = {
    (BetterLadder, "by"): (),  # a metric
    (Challenge, "by"): (),  # a name, of somebody who need not act in the case
    (ChangedOrder, "by"): (),
    (Verification, "by"): (),
    (ClaimArguments, "measures"): (),  # those with an effect: see check.claims
    (Demand, "to"): ("actors",),
    (AddedItems, "measure"): ("measures",),
    (Measure, "by"): ("routes",),
    (Event, "proposed_by"): (),  # there it names rules, as in a fact
    (Fact, "proposed_by"): (),
    (Procedure, "proposed_by"): (),  # there it says who may propose, in words
    (LawRule, "of"): ("actors", "institutions"),
    (LawRule, "overrides"): (),  # there it may name a rule, too: see check.law
    (Procedure, "override"): ("procedures",),
    (Procedure, "all"): ("procedures",),
    (SilenceProcedure, "after"): (),  # there it is a time, not an event
    (Procedure, "count"): ("whips",),
    (Whip, "main"): ("procedures",),
    (Whip, "procedures"): ("procedures",),
    (Penalty, "procedure"): ("procedures",),
    (Encoding, "lifts_bars"): ("procedures",),
    (Penalty, "options"): ("options",),
}
_ADDRESSES = {
    (Brake, "parameters"),
    (CaseQuestion, "answered_by"),
    (Conflict, "matters_for"),
    (Recommendation, "parameters"),
}

# section, fields that may not lead back, code, how it is called
_CIRCULAR = (
    ("sources", ("derives_from",), "PL503", "circular sourcing"),
    ("events", ("after", "same_as"), "PL507", "circular order of events"),
    ("actors", ("part_of",), "PL507", "circular membership"),
    ("facts", ("parts",), "PL507", "circular sum"),
    ("provisions", ("overrides",), "PL507", "circular priority"),
    ("procedures", ("all",), "PL507", "circular decision"),
)
_MOST_NAMES = 12  # of a circle, in a message


def check_references(pen: DiagnosticCollector, case: Case) -> None:
    """Report unknown names with the nearest known one, repeated ids, and circles."""
    ids: dict[tuple[Path, str], Path] = {}
    for path, entry in pen.entries:
        for name, targets, may_be_empty in references(entry.__class__):
            _check_names(
                pen, (*path, name), getattr(entry, name), targets, may_be_empty=may_be_empty
            )
        _check_addresses(pen, case, path, entry)
        _check_id(pen, path, entry, ids)
    _check_transitions(pen, case)
    _check_levels(pen, case)
    _check_circles(pen, case)
    _check_amounts(pen)
    _check_aliases(pen, case)
    _check_independence(pen, case)


@cache
def references(kind: Any) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """
    Give the fields of a record that name entries, with the sections named and whether they may be
    empty.
    """
    named = [
        field
        for field in fields(kind)
        if kind is not Case or field.name in ("responder", "challenger")
    ]  # the others are sections
    targeted = [
        (field, _OTHERWISE.get((kind, field.name), TARGETS.get(field.name, ()))) for field in named
    ]
    return tuple(
        (field.name, targets, field.default == "") for field, targets in targeted if targets
    )


def _check_names(
    pen: DiagnosticCollector,
    path: Path,
    value: Any,
    targets: tuple[str, ...],
    *,
    may_be_empty: bool,
) -> None:
    for index, word in enumerate(value if isinstance(value, tuple) else (value,)):
        is_known = any(word in pen.book.ids(target) for target in targets)
        if not is_known and (word or not may_be_empty):
            where = (*path, index) if isinstance(value, tuple) else path
            _refuse_name(pen, where, word, targets)


def _refuse_name(pen: DiagnosticCollector, path: Path, word: str, targets: tuple[str, ...]) -> None:
    names = (name for target in targets for name in pen.book.ids(target))
    near = nearest(word, names) if pen.may_propose else ""
    fix = (
        f"replace {shown(word)} by {near!r}"
        if near
        else f"add {shown(word)} to {targets[0]}"
        if word
        else "write the id"
    )
    pen.error(
        "PL501",
        path,
        f"there is no {shown(word)} among the {' or '.join(targets)}",
        expected="the id of an entry of this case",
        fix=fix,
    )


def _check_addresses(pen: DiagnosticCollector, case: Case, path: Path, entry: Any) -> None:
    for name in entry.__dataclass_fields__:
        value = getattr(entry, name)
        if isinstance(value, Reference) and _is_address(pen, (*path, name), value.address):
            _check_number(pen, case, (*path, name), value.address)
        elif (type(entry), name) in _ADDRESSES:
            for index, address in enumerate(value):
                _is_address(pen, (*path, name, index), address)
    if isinstance(entry, CaseQuestion):
        _check_answers(pen, case, path, entry)
    if isinstance(entry, Conflict):
        _check_showing(pen, path, entry)


def _check_showing(pen: DiagnosticCollector, path: Path, conflict: Conflict) -> None:
    """Report what shows nothing: neither an address nor a question that every case is asked."""
    for index, name in enumerate(conflict.shown_by):
        if name not in ASKED_OF_EVERY_CASE:
            _is_address(pen, (*path, "shown_by", index), name)


def _check_answers(
    pen: DiagnosticCollector, case: Case, path: Path, question: CaseQuestion
) -> None:
    """Report a question that nothing answers, and answers that are no entries: nothing is told."""
    if not question.answered_by:
        pen.error(
            "PL107",
            (*path, "answered_by"),
            f"nothing answers the question {question.id!r}",
            expected="at least one address of an entry, such as facts.transit",
            fix="name the entries that answer it, or remove the question",
        )
    for index, address in enumerate(question.answered_by):
        if pen.book.path(address) is not None and not _is_entry(case, address):
            pen.error(
                "PL501",
                (*path, "answered_by", index),
                f"{shown(address)} is no entry",
                expected="the address of an entry, such as facts.transit",
                fix="name the entries that answer it, each with its section and its id",
            )


def _is_entry(case: Case, address: str) -> bool:
    """Whether an entry with an id stands at an address; one that is faulty itself counts."""
    try:
        return hasattr(at(case, address), "id")
    except KeyError:
        return "." in address


def _is_address(pen: DiagnosticCollector, where: Path, address: str) -> bool:
    if pen.book.path(address) is not None:
        return True
    near = pen.book.nearest(address) if pen.may_propose else ""
    fix = f"replace it by {near!r}" if near else "write the address of an entry of this case"
    pen.error(
        "PL501",
        where,
        f"there is nothing at the address {shown(address)}",
        expected="an address such as facts.troops.value",
        fix=fix,
    )
    return False


def _check_number(pen: DiagnosticCollector, case: Case, where: Path, address: str) -> None:
    try:
        entry = at(case, address)
    except KeyError:
        return  # the entry is faulty itself, and reported where it stands
    try:
        amount_at(case, address)
    except KeyError:
        if _leads_on(case, entry):
            return  # a circle, which is reported as such
        fix = (
            f"replace it by {f'{address}.value'!r}"
            if hasattr(entry, "value")
            else "write the address of a number"
        )
        pen.error(
            "PL501",
            where,
            f"there is no number at the address {shown(address)}",
            expected="an address such as facts.troops.value",
            fix=fix,
        )


def _leads_on(case: Case, amount: Any) -> bool:
    """Whether an amount is the address of another one, and that again, without end."""
    seen: set[str] = set()
    while isinstance(amount, Reference) and amount.address not in seen:
        seen.add(amount.address)
        try:
            amount = at(case, amount.address)
        except KeyError:
            return False
    return isinstance(amount, Reference)


def _check_amounts(pen: DiagnosticCollector) -> None:
    """Report amounts that are the addresses of one another."""
    links: dict[str, dict[str, Path]] = {}
    for path, entry in pen.entries:
        for name in entry.__dataclass_fields__:
            value = getattr(entry, name)
            target = pen.book.path(value.address) if isinstance(value, Reference) else None
            if target is not None:
                own = address_of((*pen.original(path), name), pen.reading.data)
                links[own] = {address_of(target, pen.reading.data): (*path, name)}
    for circle in circles(links):
        names = [*circle[:_MOST_NAMES], *(["…"] if len(circle) > _MOST_NAMES else []), circle[0]]
        pen.error(
            "PL405",
            next(iter(links[circle[0]].values())),
            f"the amount is circular: {' → '.join(names)}",
            expected="an address that leads to a number",
            fix="enter the number in one of them",
        )


def _check_id(
    pen: DiagnosticCollector, path: Path, entry: Any, ids: dict[tuple[Path, str], Path]
) -> None:
    name = getattr(entry, "id", None)
    if name is None or not path:
        return
    first = ids.setdefault((path[:-1], name), path)
    if first != path:
        place = pen.reading.place(*pen.original(first))
        pen.error(
            "PL502",
            (*path, "id"),
            f"the id {name!r} stands twice in {path[-2]}",
            expected=f"one {name!r}; the first is in {place.file}, line {place.line}",
            fix="give one of the two another id",
        )
        pen.repeat(path)


def _check_transitions(pen: DiagnosticCollector, case: Case) -> None:
    for index, ladder in enumerate(case.ladders):
        rungs = dict.fromkeys(rung.id for rung in ladder.rungs)
        for place, step in enumerate(ladder.transitions):
            for name, word in (("start", step.start), ("end", step.end)):
                if word not in rungs:
                    near = nearest(word, rungs)
                    where = ("ladders", index, "transitions", place, name)
                    fix = (
                        f"replace {shown(word)} by {near!r}"
                        if near
                        else "name a rung of this ladder"
                    )
                    pen.error(
                        "PL501",
                        where,
                        f"the ladder {ladder.id!r} has no rung {shown(word)}",
                        expected=f"one of {', '.join(rungs)}",
                        fix=fix,
                    )


def _check_levels(pen: DiagnosticCollector, case: Case) -> None:
    for index, track in enumerate(case.tracks):
        if track.at_start != "unknown" and track.at_start not in track.levels:
            near = nearest(track.at_start, track.levels)
            fix = f"replace it by {near!r}" if near else "write one of the levels, or unknown"
            pen.error(
                "PL501",
                ("tracks", index, "at_start"),
                f"the track {track.id!r} has no level {shown(track.at_start)}",
                expected=f"one of {', '.join(track.levels)}, or unknown",
                fix=fix,
            )
        if track.role or track.turned:
            _check_turned(pen, ("tracks", index), track)


def _check_turned(pen: DiagnosticCollector, path: Path, track: Track) -> None:
    """Hold a track with a role to a level that means given, ended or changed."""
    if track.turned in track.levels:
        return
    near = nearest(track.turned, track.levels) if track.turned else ""
    pen.error(
        "PL501" if track.turned else "PL112",
        (*path, "turned") if track.turned else path,
        f"the track {track.id!r} has no level {shown(track.turned)}"
        if track.turned
        else f"the track {track.id!r} has a role and no level at which it has turned",
        expected=f"one of {', '.join(track.levels)}",
        fix=f"replace it by {near!r}" if near else "write `turned:` with one of the levels",
    )


def _check_circles(pen: DiagnosticCollector, case: Case) -> None:
    for section, names, code, fault in _CIRCULAR:
        links = _links(case, section, names)
        for circle in circles(links):
            where = links[circle[0]][circle[1 % len(circle)]]
            shown_names = [
                *circle[:_MOST_NAMES],
                *(["…"] if len(circle) > _MOST_NAMES else []),
                circle[0],
            ]
            pen.error(
                code,
                where,
                f"{fault}: {' → '.join(shown_names)}",
                expected="a chain that ends",
                fix=f"remove one link of {where[2]!r}",
            )


def _links(case: Case, section: str, names: tuple[str, ...]) -> Links:
    links: dict[str, dict[str, Path]] = {}
    for index, entry in enumerate(getattr(case, section)):
        named = links.setdefault(entry.id, {})
        for name in names:
            value = getattr(entry, name)
            if isinstance(value, tuple):
                named.update(
                    {word: (section, index, name, place) for place, word in enumerate(value)}
                )
            elif value:
                named[value] = (section, index, name)
    return links


def _check_aliases(pen: DiagnosticCollector, case: Case) -> None:
    owner: dict[str, str] = {}
    for index, actor in enumerate(case.actors):
        path: Path = ("actors", index)
        for where, alias in (
            ((*path, "name"), actor.name),
            *(((*path, "aliases", place), alias) for place, alias in enumerate(actor.aliases)),
        ):
            other = owner.setdefault(alias.casefold(), actor.id)
            if other != actor.id:
                pen.warning(
                    "PL506",
                    where,
                    f"the name {shown(alias)} belongs to two actors, {other!r} and {actor.id!r}",
                    expected="one actor for each printed name",
                    fix="keep it with one of them",
                )


def _check_independence(pen: DiagnosticCollector, case: Case) -> None:
    for index, fact in enumerate(case.facts):
        cited = list(dict.fromkeys(cite.source for cite in fact.cites))
        for source in cited:
            copied = [
                other
                for other in cited
                if other != source and other in _derives_from(source, case.sources)
            ]
            if copied:
                fix = f"cite {copied[0]!r} alone, or say in `note` that they are not independent"
                pen.warning(
                    "PL504",
                    ("facts", index, "cites"),
                    f"{source!r} repeats {copied[0]!r}: they are one origin, not two",
                    expected="independent sources where two are cited",
                    fix=fix,
                )


def independent_origins(fact: Fact, sources: Entries[Source]) -> int:
    """Count the origins behind a fact: sources that repeat one another count once."""
    return len({_root(cite.source, sources) for cite in fact.cites})


def _derives_from(name: str, sources: Entries[Source]) -> tuple[str, ...]:
    source = sources.get(name)
    return source.derives_from if source else ()


def _root(source: str, sources: Entries[Source]) -> str:
    seen = {source}
    while origins := _derives_from(source, sources):
        source = origins[0]
        if source in seen:
            break
        seen.add(source)
    return source
