"""Names that have to stand elsewhere in the case: every reference, every address, every id once."""

from collections.abc import Iterable, Mapping
from typing import Any

from phaseline.case.addresses import Path, all_addresses, nearest, path_of
from phaseline.case.check.pen import Pen
from phaseline.case.model.choices import Brake, Recommendation
from phaseline.case.model.constraints import Procedure
from phaseline.case.model.evidence import Conflict, Fact, Source
from phaseline.case.model.whole import Case
from phaseline.case.values import entries
from phaseline.terms.quantity import Reference

_ACTORS = ("said_by", "about", "who", "held_by", "part_of", "holder", "asked_by", "via", "depends_on", "drawn_by", "by", "controlled_by", "addressee", "exposes", "party", "proposed_by", "responder", "challenger", "actor")
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
    "any_of": ("technologies",),
    "met_by": ("routes",),
    "measures": ("measures",),
    "demands": ("demands",),
    "brakes": ("brakes",),
}
_NOT_REFERENCES = {(Procedure, "proposed_by")}  # there it says who may propose, in words
_ADDRESSES = {(Brake, "parameters"), (Recommendation, "parameters"), (Conflict, "matters_for")}


def check_references(pen: Pen, case: Case) -> None:
    """Report unknown names with the nearest known one, repeated ids, and circles."""
    known = {section: _ids(getattr(case, section)) for section in {one for targets in TARGETS.values() for one in targets}}
    for path, entry in entries(case):
        _check_entry(pen, path, entry, known)
    _check_transitions(pen, case)
    _check_ids(pen, case)
    _check_circles(pen, "sources", {source.id: source.derives_from for source in case.sources}, "PL503", "circular sourcing", "derives_from")
    _check_circles(pen, "events", {event.id: (*event.after, *((event.same_as,) if event.same_as else ())) for event in case.events}, "PL507", "circular order of events", "after")
    _check_circles(pen, "actors", {actor.id: (actor.part_of,) if actor.part_of else () for actor in case.actors}, "PL507", "circular membership", "part_of")
    _check_aliases(pen, case)
    _check_independence(pen, case)


def _ids(section: Iterable[Any]) -> tuple[str, ...]:
    return tuple(entry.id for entry in section)


def _check_entry(pen: Pen, path: Path, entry: Any, known: Mapping[str, tuple[str, ...]]) -> None:
    for name in entry.__dataclass_fields__:
        value = getattr(entry, name)
        if isinstance(value, Reference):
            _check_address(pen, (*path, name), value.address)
        elif (type(entry), name) in _ADDRESSES:
            for index, address in enumerate(value):
                _check_address(pen, (*path, name, index), address)
        elif name in TARGETS and (type(entry), name) not in _NOT_REFERENCES:
            _check_names(pen, path, name, value, known)


def _check_names(pen: Pen, path: Path, name: str, value: Any, known: Mapping[str, tuple[str, ...]]) -> None:
    targets = TARGETS[name]
    names = [one for target in targets for one in known[target]]
    pairs = enumerate(value) if isinstance(value, tuple) else [(None, value)]
    for index, word in pairs:
        if isinstance(word, str) and word and word not in names:
            where = (*path, name) if index is None else (*path, name, index)
            _unknown(pen, where, word, targets, names)


def _unknown(pen: Pen, where: Path, word: str, targets: tuple[str, ...], names: list[str]) -> None:
    near = nearest(word, names)
    fix = f"replace {word!r} by {near!r}" if near else f"add {word!r} to {targets[0]}"
    pen.error("PL501", where, f"there is no {word!r} among the {' or '.join(targets)}", expected="the id of an entry of this case", fix=fix)


def _check_address(pen: Pen, where: Path, address: str) -> None:
    if path_of(address, pen.reading.data) is None:
        known = list(all_addresses(pen.reading.data))
        near = nearest(address, known)
        pen.error("PL501", where, f"there is nothing at the address {address!r}", expected="an address such as facts.troops.value", fix=f"replace it by {near!r}" if near else "write the address of an entry of this case")


def _check_transitions(pen: Pen, case: Case) -> None:
    for index, ladder in enumerate(case.ladders):
        rungs = list(_ids(ladder.rungs))
        for place, step in enumerate(ladder.transitions):
            for name, word in (("start", step.start), ("end", step.end)):
                if word not in rungs:
                    where = ("ladders", index, "transitions", place, name)
                    pen.error("PL501", where, f"the ladder {ladder.id!r} has no rung {word!r}", expected=f"one of {', '.join(rungs)}", fix=f"replace it by {nearest(word, rungs)!r}" if nearest(word, rungs) else "name a rung of this ladder")


def _check_ids(pen: Pen, case: Case) -> None:
    for section in case.__dataclass_fields__:
        _check_section_ids(pen, (section,), getattr(case, section))
    for index, ladder in enumerate(case.ladders):
        _check_section_ids(pen, ("ladders", index, "rungs"), ladder.rungs)
        _check_section_ids(pen, ("ladders", index, "completions"), ladder.completions)


def _check_section_ids(pen: Pen, path: Path, section: Any) -> None:
    first: dict[str, int] = {}
    for index, entry in enumerate(section if isinstance(section, tuple) else ()):
        name = getattr(entry, "id", None)
        if name is None:
            continue
        if name in first:
            place = pen.reading.place(*path, first[name])
            pen.error("PL502", (*path, index, "id"), f"the id {name!r} stands twice in {path[-1]}", expected=f"one {name!r}; the first is in {place.file}, line {place.line}", fix="give one of the two another id")
        first.setdefault(name, index)


def _check_circles(pen: Pen, section: str, links: Mapping[str, tuple[str, ...]], code: str, what: str, field: str) -> None:
    reported: set[str] = set()
    for index, name in enumerate(links):
        circle = _circle(name, links)
        if circle and not reported & set(circle):
            reported |= set(circle)
            pen.error(code, (section, index, field), f"{what}: {' → '.join([*circle, circle[0]])}", expected="a chain that ends", fix=f"remove one link of {field!r}")


def _circle(start: str, links: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give the first circle that leads from a name back to itself, or nothing."""
    trail: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    seen: set[str] = set()
    while trail:
        name, way = trail.pop()
        for link in links.get(name, ()):
            if link == start:
                return way
            if link not in seen:
                seen.add(link)
                trail.append((link, (*way, link)))
    return ()


def _check_aliases(pen: Pen, case: Case) -> None:
    owner: dict[str, str] = {}
    for index, actor in enumerate(case.actors):
        for place, alias in enumerate(dict.fromkeys((actor.name, *actor.aliases))):
            other = owner.setdefault(alias.casefold(), actor.id)
            if other != actor.id:
                where = ("actors", index, "aliases", place - 1) if place else ("actors", index, "name")
                pen.warning("PL506", where, f"the name {alias!r} belongs to two actors, {other!r} and {actor.id!r}", expected="one actor for each printed name", fix="keep it with one of them")


def _check_independence(pen: Pen, case: Case) -> None:
    origins = {source.id: source.derives_from for source in case.sources}
    for index, fact in enumerate(case.facts):
        cited = list(dict.fromkeys(cite.source for cite in fact.cites))
        for source in cited:
            copied = [other for other in cited if other != source and other in origins.get(source, ())]
            if copied:
                pen.warning("PL504", ("facts", index, "cites"), f"{source!r} repeats {copied[0]!r}: they are one origin, not two", expected="independent sources where two are cited", fix=f"cite {copied[0]!r} alone, or say in `note` that they are not independent")


def independent_origins(fact: Fact, sources: Iterable[Source]) -> int:
    """Count the origins behind a fact: sources that repeat one another count once."""
    origins = {source.id: source.derives_from for source in sources}
    return len({_root(cite.source, origins) for cite in fact.cites})


def _root(source: str, origins: Mapping[str, tuple[str, ...]]) -> str:
    seen = {source}
    while origins.get(source):
        source = origins[source][0]
        if source in seen:
            break
        seen.add(source)
    return source

