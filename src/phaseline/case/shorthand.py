"""
Short forms, written out before anything reads them: what the entries of a file have in common, a
citation as one text, a contrast in one line, and the option of a measure beside the measure.

Whatever is added stands where the author wrote what it comes from, so that a fault in it is shown
there. A case in short forms and the same case written out are one case.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from phaseline.case.addresses import Path, address_of
from phaseline.case.codes import CODES
from phaseline.case.compose import Composed
from phaseline.case.faults import faults
from phaseline.case.merge import SECTIONS, MergedFiles, merged
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.defaults import FileHead
from phaseline.case.model.response import LadderStanding
from phaseline.case.places import Mark
from phaseline.case.shapes import Problem, hints, record_at, within
from phaseline.case.showing import clipped, shown
from phaseline.case.validator import ValidationError, validator
from phaseline.terms.diagnostic import Diagnostic

DEFAULTS = "defaults"
OPTION_KEYS = ("encoding", "tags")  # of a measure that carries its option
_ORIGINS: Mapping[str, str] = {  # a field of an option, and the measure's that says it
    "id": "option",
    "title": "title",
    "encoding": "encoding",
    "tags": "tags",
}
TODAY: Mapping[str, Any] = {"id": "today", "title": "Today"}  # of a contrast that takes no step

CITATION = r"^[A-Za-z]([A-Za-z0-9_-]*[A-Za-z0-9_])?(, .+?)?(: .+)?$"  # as a schema has it
_PARTS = re.compile(
    r"(?P<source>[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)"
    r"(?:, (?P<locator>.+?))?(?:: (?P<exact>.+))?",
    re.DOTALL,
)
_Lines = Mapping[str, tuple[str, ...]]


def written_out(composed: list[Composed], *, main: str) -> MergedFiles:
    """
    Join the files of a case, with all that they say in short written out.

    Args:
        composed: The files, the one with the header first; they are changed in place.
        main: The name under which what concerns the whole case is reported.
    """
    heads = [fault for document in composed for fault in _with_defaults(document)]
    joint = merged(composed, main=main)
    lines = {document.file: document.lines for document in composed}
    _spell_contrasts(joint)
    _spell_options(joint)
    citations = _spell_citations(joint, lines)
    return replace(joint, diagnostics=(*joint.diagnostics, *heads, *citations))


def _with_defaults(document: Composed) -> tuple[Diagnostic, ...]:
    """
    Give the entries of a file what its `defaults` say and they leave out, and leave the block out.

    Returns:
        What is wrong with the block.
    """
    data = document.data
    if not isinstance(data, dict) or DEFAULTS not in data:
        return ()
    block = {} if data[DEFAULTS] is None else data[DEFAULTS]
    del data[DEFAULTS]
    problems = _problems({DEFAULTS: block})
    faulty = {tuple(problem["loc"]) for problem in problems}
    return (
        *faults(
            problems,
            root=FileHead,
            data={DEFAULTS: block},
            places=document.places,
            keys=document.keys,
            lines={document.file: document.lines},
            is_whole=document.is_whole,
        ),
        *(
            _idle(document, key)
            for key in (block if isinstance(block, dict) else ())
            if (DEFAULTS, key) not in faulty and not _share_out(document, key, block[key])
        ),
    )


def _problems(head: Mapping[str, Any]) -> tuple[Problem, ...]:
    try:
        validator(FileHead).validate_json(json.dumps(head))
    except ValidationError as error:
        return tuple(error.errors(include_url=False))
    return ()


def _share_out(document: Composed, key: str, value: Any) -> bool:
    """Give a default to all entries that leave it out; tell whether any entry could take it."""
    is_taken = False
    for path, entry, hint in _takers(document.data, key):
        is_taken = True
        if key in entry:
            continue
        is_list = within(hint, 0) is not None
        entry[key] = [value] if is_list else value
        document.places.marks[path] = document.places.marks[DEFAULTS, key]
        document.keys.marks[path] = document.keys.marks[DEFAULTS, key]
    return is_taken


def _takers(data: Mapping[str, Any], key: str) -> Iterator[tuple[Path, dict[str, Any], Any]]:
    """Give the entries that may have a key: its path, the entry, what the key is there."""
    for section in SECTIONS.intersection(data):
        hint = hints(record_at(Case, (section, 0))).get(key)
        for index, entry in enumerate(data[section] if isinstance(data[section], list) else ()):
            if hint is not None and isinstance(entry, dict) and _may_take(section, entry, key):
                yield (section, index, key), entry, hint


def _may_take(section: str, entry: Mapping[str, Any], key: str) -> bool:
    """Whether a default is meant for an entry: a measure has an encoding where it has tags."""
    return section != "measures" or key not in OPTION_KEYS or "tags" in entry


def _idle(document: Composed, key: str) -> Diagnostic:
    place = document.keys[DEFAULTS, key]
    return Diagnostic(
        code="PL118",
        severity=CODES["PL118"].severity,
        place=place,
        message=f"no entry of this file has a field {key!r}",
        expected="a field of the entries below it, in the same file",
        fix=f"remove {key!r}, or write it in the file whose entries it is meant for",
        address=f"{DEFAULTS}.{key}",
        excerpt=document.lines[place.line - 1][:200],
    )


def _spell_citations(joint: MergedFiles, lines: _Lines) -> tuple[Diagnostic, ...]:
    """
    Write out the citations that are one text, in place.

    Returns:
        What lacks its quotes, so that YAML reads a key and a value.
    """
    paths = [path for path in joint.places.marks if _is_citation(path)]
    pairs = {path: _unquoted(_at(joint.data, path)) for path in paths}
    for path in paths:
        _spell_citation(joint, path, pairs[path] or _at(joint.data, path), lines)
    return tuple(_without_quotes(joint, path, pairs[path], lines) for path in paths if pairs[path])


def _spell_citation(joint: MergedFiles, path: Path, cite: Any, lines: _Lines) -> None:
    """Write out one citation, unless its author has, or it is a fault that the records tell."""
    match = _PARTS.fullmatch(cite) if isinstance(cite, str) else None
    if match:
        parts = {key: part for key, part in match.groupdict().items() if part is not None}
        _at(joint.data, path[:-1])[path[-1]] = parts
        mark = joint.places.marks[path]
        joint.places.marks |= {(*path, key): _part(mark, parts[key], lines) for key in parts}


def _is_citation(path: Path) -> bool:
    return len(path) > 1 and path[-2] == "cites" and isinstance(path[-1], int)


def _unquoted(cite: Any) -> str:
    """Give the text that an author meant who left its quotes out; nothing for anything else."""
    if not isinstance(cite, dict) or len(cite) != 1:
        return ""
    ((source, exact),) = cite.items()
    text = f"{source}: {exact}"
    is_meant = source not in hints(Cite) and not isinstance(exact, list | dict)
    return text if is_meant and _PARTS.fullmatch(text) else ""


def _part(mark: Mark, part: str, lines: _Lines) -> Mark:
    """Give where a part of a text stands on its line; where the text stands if it is not there."""
    file, line, column, _ = mark
    listed = lines.get(file, ())
    start = listed[line - 1].find(part, column - 1) if line <= len(listed) else -1
    return mark if start < 0 else (file, line, start + 1, len(part) or 1)


def _without_quotes(joint: MergedFiles, path: Path, text: str, lines: _Lines) -> Diagnostic:
    place, source = joint.places[path], text.partition(":")[0]
    return Diagnostic(
        code="PL107",
        severity=CODES["PL107"].severity,
        place=place,
        message=f"cites: found the key {shown(source)} with a value, not a citation",
        expected='"source: exact words" in quotes, or an entry with `source` and `exact`',
        fix=clipped(f'write "{text}"'),
        address=address_of(path, joint.data),
        excerpt=lines[place.file][place.line - 1][:200],
    )


def _spell_contrasts(joint: MergedFiles) -> None:
    """Say for contrasts what they need not: whose they are, and the rung that they stay on."""
    responder = joint.data.get("responder")
    for index, ladder in enumerate(_entries(joint.data, "ladders")):
        path = ("ladders", index)
        if ladder.get("standing") != LadderStanding.CONTRAST.value:
            continue
        if isinstance(responder, str):
            _add(joint, path, "proposed_by", responder)
        if "rungs" not in ladder and "transitions" not in ladder:
            _add(joint, path, "rungs", [dict(TODAY)])
            if joint.data.get("games"):
                _add(joint, path, "plays", {})


def _add(joint: MergedFiles, path: Path, key: str, value: Any) -> None:
    """Give an entry a field that it leaves out; it stands where its id does."""
    entry, marks = _at(joint.data, path), joint.places.marks
    if key not in entry:
        entry[key] = value
        marks[*path, key] = marks.get((*path, "id")) or marks[path]


def _spell_options(joint: MergedFiles) -> None:
    """Make the option of each measure that carries it an entry of the law."""
    options = joint.data.setdefault("options", [])
    for index, measure in enumerate(_entries(joint.data, "measures")):
        if "tags" in measure and isinstance(options, list):
            measure.setdefault("option", measure.get("id"))
            origins = {name: origin for name, origin in _ORIGINS.items() if origin in measure}
            _move_places(joint, ("measures", index), ("options", len(options)), origins)
            options.append({name: measure[origin] for name, origin in origins.items()})
            for key in OPTION_KEYS:
                measure.pop(key, None)
    if options:
        marks = joint.places.marks
        marks.setdefault(("options",), marks.get(("measures",), marks[()]))
    else:
        del joint.data["options"]


def _move_places(joint: MergedFiles, path: Path, to: Path, origins: Mapping[str, str]) -> None:
    """Note where the fields of an option stand, which are those of a measure."""
    names = {origin: name for name, origin in origins.items()}
    for marks in (joint.places.marks, joint.keys.marks):
        marks |= {
            (*to, names.get(str(origin), "id"), *inner): mark
            for (*_, origin), inner, mark in _marks_within(marks, path, {*names, "id"})
        }
    joint.places.marks[to] = joint.places.marks[path]


def _marks_within(
    marks: Mapping[Path, Mark], path: Path, names: Collection[str]
) -> list[tuple[Path, Path, Mark]]:
    """Give the places of some fields of an entry and of what stands in them."""
    depth = len(path) + 1
    return [
        (place[:depth], place[depth:], mark)
        for place, mark in marks.items()
        if place[: depth - 1] == path and len(place) >= depth and place[depth - 1] in names
    ]


def _entries(data: Mapping[str, Any], section: str) -> Iterator[dict[str, Any]]:
    """Give the entries of a section in their places; what is none counts as an empty one."""
    listed = data.get(section)
    for entry in listed if isinstance(listed, list) else ():
        yield entry if isinstance(entry, dict) else {}


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
