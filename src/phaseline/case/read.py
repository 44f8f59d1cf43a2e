"""
The door to the case files and to the validator: a folder or a file in, records and places out.

All problems come back in one pass, each with its file, line and column. Nothing is written.
"""

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from phaseline.case.addresses import Path, address_of, all_addresses, did_you_mean, path_of
from phaseline.case.compose import MOST_BYTES, Composed, compose, resolve
from phaseline.case.faults import fault
from phaseline.case.model.whole import Case
from phaseline.errors import QuestionError
from phaseline.terms.finding import Finding, Place, Severity, in_reading_order
from phaseline.terms.record import record

MOST_FILES = 200
_SPELLINGS = {"container-title": "container_title", "publisher-place": "publisher_place"}  # CSL-JSON names


@record
class Reading:
    """
    A case as it was read, with the place of everything in it.

    Args:
        name: The folder or file, as it was asked for.
        case: The records; None when the files are no case.
        data: The plain data behind the records, what-ifs applied.
        places: The place of every value, by path.
        lines: The lines of every file, by file name.
        findings: What was wrong with the files.
        is_readable: Whether the files could be read as YAML at all; if not, the exit status is 2.
        hash: SHA-256 over names and contents of the files: what a receipt cites.
        changes: The what-ifs that were applied, by address.
    """

    name: str
    case: Case | None
    data: Mapping[str, Any]
    places: Mapping[Path, Place]
    lines: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]
    is_readable: bool
    hash: str
    changes: Mapping[str, str]

    def place(self, *path: str | int) -> Place:
        """Give the place of a value, or of the nearest entry around it that has one."""
        while path:
            found = self.places.get(path)
            if found is not None:
                return found
            path = path[:-1]
        return self.places.get((), Place(file=self.name))

    def excerpt(self, place: Place) -> str:
        """Give the line of the file that a place points to."""
        lines = self.lines.get(place.file, ())
        return lines[place.line - 1][:200] if 0 < place.line <= len(lines) else ""


def read_case(where: FilePath, *, name: str = "", changes: Mapping[str, str] | None = None) -> Reading:
    """
    Read a case from a folder of YAML files or from one file.

    Args:
        where: The folder or the file.
        name: The name to report it under; the path if empty.
        changes: What-ifs: new values by address, as text.

    Raises:
        QuestionError: A what-if names an address that the case does not hold.
    """
    title = name or str(where)
    files, findings = _files(where)
    composed = [compose(text, file=file) for file, text in files.items()]
    findings += [finding for one in composed for finding in one.findings]
    is_readable = not findings
    data, places, more = _merged(composed, main=next(iter(files), title))
    findings += more
    applied = _changed(data, changes or {})
    case, faults = _validated(data, places, composed) if is_readable and data else (None, [])
    if is_readable and not data and not findings:
        findings.append(_fault_of_file(title, "PL104", "there is nothing in it", fix="begin with `phaseline new NAME`, which writes a starter case"))
        is_readable = False
    return Reading(
        name=title,
        case=case,
        data=data,
        places=places,
        lines={one.file: one.lines for one in composed},
        findings=in_reading_order(tuple(findings + faults)),
        is_readable=is_readable,
        hash=_hash(files),
        changes=applied,
    )


def _fault_of_file(file: str, code: str, message: str, *, expected: str = "", fix: str = "") -> Finding:
    return Finding(code=code, severity=Severity.ERROR, place=Place(file=file), message=message, expected=expected, fix=fix)


def _files(where: FilePath) -> tuple[dict[str, str], list[Finding]]:
    """Read every YAML file of the case, `case.yaml` first, within the size that is allowed."""
    findings: list[Finding] = []
    try:
        paths = _listed(where)
    except OSError as error:
        return {}, [_fault_of_file(str(where), "PL104", f"it cannot be read: {_reason(error)}", fix="check the path and its permissions")]
    if not paths:
        return {}, [_fault_of_file(str(where), "PL104", "the folder holds no YAML file", expected="case.yaml", fix="begin with `phaseline new NAME`")]
    texts: dict[str, str] = {}
    room = MOST_BYTES
    for path in paths:
        text = _text(path, path.name, room, findings)
        if text is not None:
            texts[path.name] = text
            room -= len(text.encode())
    return texts, findings


def _listed(where: FilePath) -> list[FilePath]:
    if not stat.S_ISDIR(where.stat().st_mode):
        return [where]
    names = sorted(entry.name for entry in os.scandir(where) if entry.name.endswith((".yaml", ".yml")))
    if len(names) > MOST_FILES:
        raise OSError(f"the folder holds {len(names)} YAML files; at most {MOST_FILES} are read")
    names.sort(key=lambda name: (name not in ("case.yaml", "case.yml"), name))
    return [where / name for name in names]


def _text(path: FilePath, name: str, room: int, findings: list[Finding]) -> str | None:
    """Give the text of one file, or None with a finding that says why not."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            findings.append(_fault_of_file(name, "PL104", "it is not a regular file", fix="give a YAML file, or a folder of them"))
            return None
        if about.st_size > room:
            findings.append(_fault_of_file(name, "PL104", f"the case is larger than {MOST_BYTES // 1_000_000} MB", expected="text files that a person can read", fix="keep source texts and data outside the case"))
            return None
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.append(_fault_of_file(name, "PL104", f"it is not text: byte {error.start} is no UTF-8", fix="save the file as UTF-8 text"))
    except OSError as error:
        findings.append(_fault_of_file(name, "PL104", f"it cannot be read: {_reason(error)}", fix="check the path and its permissions"))
    return None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _merged(composed: list[Composed], *, main: str) -> tuple[dict[str, Any], dict[Path, Place], list[Finding]]:
    """Join the files: lists of a section are appended, a header field stands once."""
    data: dict[str, Any] = {}
    places: dict[Path, Place] = {(): Place(file=main)}
    findings: list[Finding] = []
    for one in composed:
        if one.data is None:
            continue
        if not isinstance(one.data, dict):
            findings.append(_fault_of_file(one.file, "PL104", f"it holds {_kind(one.data)}", expected="sections such as `facts:`", fix="begin the file with the name of a section"))
            continue
        for key, value in one.data.items():
            _join(data, places, findings, one, key, value)
    return data, places, findings


def _join(data: dict[str, Any], places: dict[Path, Place], findings: list[Finding], one: Composed, key: str, value: Any) -> None:
    name = _SPELLINGS.get(key, key)
    if name in data and not (isinstance(data[name], list) and isinstance(value, list)):
        place = one.keys[(key,)]
        first = places[(name,)]
        findings.append(Finding(code="PL103", severity=Severity.ERROR, place=place, message=f"{key!r} is already given", expected=f"one {key!r}; the first is in {first.file}, line {first.line}", fix="remove one of the two", excerpt=one.lines[place.line - 1][:200]))
        return
    offset = len(data[name]) if name in data else 0
    if name in data:
        data[name] = data[name] + value
    else:
        data[name] = value
        places[(name,)] = one.keys[(key,)]
    for source in (one.places, one.keys):
        for path, place in source.items():
            if path[:1] == (key,) and len(path) > 1:
                step = path[1] + offset if isinstance(path[1], int) else path[1]
                new = (name, step, *(_SPELLINGS.get(str(word), word) for word in path[2:]))
                places.setdefault(new, place)
    if name == "sources" and isinstance(data[name], list):
        data[name] = [{_SPELLINGS.get(word, word): entry for word, entry in item.items()} if isinstance(item, dict) else item for item in data[name]]


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else f"the single value {str(value)[:40]!r}"


def _changed(data: dict[str, Any], changes: Mapping[str, str]) -> dict[str, str]:
    """Apply what-ifs to the plain data, so that every rule of the format holds for them too."""
    for address, text in changes.items():
        path = path_of(address, data)
        if path is None or not _is_settable(data, path):
            raise QuestionError(f"--set: no number or word {address!r} in this case{did_you_mean(address, list(all_addresses(data)))}")
        *heads, last = path
        here: Any = data
        for step in heads:
            here = here[step]
        here[last] = _like(here[last], text)
    return dict(changes)


def _is_settable(data: Any, path: Path) -> bool:
    for step in path:
        data = data[step]
    return not isinstance(data, (dict, list)) and path[-1] != "id"


def _like(old: Any, text: str) -> Any:
    """Read a what-if as YAML would; a bare number keeps the unit that stood there."""
    value = resolve(text.strip())
    parts = old.split(maxsplit=1) if isinstance(old, str) else []
    if isinstance(value, (int, float)) and not isinstance(value, bool) and len(parts) == 2 and parts[0][:1].isdigit():
        return f"{text.strip()} {parts[1]}"
    return value


@cache
def adapter() -> "TypeAdapter[Case]":
    """Give the validator of the case format, built once."""
    return TypeAdapter(Case)


def _validated(data: dict[str, Any], places: Mapping[Path, Place], composed: list[Composed]) -> tuple[Case | None, list[Finding]]:
    lines = {one.file: one.lines for one in composed}
    try:
        return adapter().validate_json(json.dumps(data)), []
    except ValidationError as error:
        faults = [fault(problem, data=data, places=places, lines=lines) for problem in error.errors(include_url=False)]
        return None, faults


def _hash(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name].encode())
    return digest.hexdigest()


__all__ = ["Reading", "adapter", "address_of", "read_case"]
