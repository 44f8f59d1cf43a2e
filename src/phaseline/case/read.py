"""
The door to the case files: a folder or a file in, records and places out.

All problems come back in one pass, each with its file, line and column. Nothing is written.
"""

import codecs
import gc
import hashlib
import json
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path as FilePath
from typing import Any, TypeVar

from phaseline.case.addresses import address_of, nearest
from phaseline.case.changes import change
from phaseline.case.codes import CODES
from phaseline.case.compose import MOST_BYTES, MOST_PROBLEMS, MOST_VALUES, Composed, compose
from phaseline.case.faults import faults, is_previous, wrong_format
from phaseline.case.merge import SECTIONS, MergedFiles
from phaseline.case.model.case import CONCERNS, Case
from phaseline.case.placed import PlacedEntry
from phaseline.case.shapes import Problem, condensed
from phaseline.case.shorthand import written_out
from phaseline.case.showing import printable, shown
from phaseline.case.strays import Stray, is_read, namesake, stray, whole_letters
from phaseline.case.validator import ValidationError, validator
from phaseline.terms.diagnostic import Diagnostic, Place, Severity, excerpt_of, in_reading_order
from phaseline.terms.record import record

MOST_FILES = 200
BYTE_ORDER = "\ufeff"
HEADERS = ("case.yaml", "case.yml")
T = TypeVar("T")
_MOST_LISTED = 2_000  # entries of a folder within a case, among which a file of YAML is looked for
UNREADABLE = frozenset({"PL101", "PL102", "PL104", "PL108", "PL110"})


@record
class CaseReading(PlacedEntry):
    """
    A case as it was read, with the place of everything in it.

    Args:
        case: The records; None when the files are no case.
        rest: The records without the entries that are faulty and the files that cannot be read;
            None when nothing can be said about them.
        remaining: Where entries were left out of `rest`: by section, the places of the others in
            the data.
        unread: The files that cannot be read, each with the sections that it seems to hold.
    """

    case: Case | None
    rest: Case | None
    remaining: Mapping[str, tuple[int, ...]]
    unread: Mapping[str, frozenset[str]]

    @property
    def faulty(self) -> tuple[str, ...]:
        """The addresses of the entries that were left out of `rest`."""
        return tuple(
            address_of((section, index), self.data)
            for section, sound in self.remaining.items()
            for index in range(len(self.data[section]))
            if index not in sound
        )

    def without(self, addresses: Collection[str]) -> "CaseReading":
        """
        Leave out more entries, such as those in which a check has found errors.

        Args:
            addresses: The addresses of the entries.
        """
        remaining = {
            section: tuple(
                index
                for index in range(len(self.data[section]))
                if address_of((section, index), self.data) not in addresses
                and index in self.remaining.get(section, (index,))
            )
            for section in SECTIONS.intersection(self.data)
            if isinstance(self.data[section], list)
        }
        remaining = {
            section: sound
            for section, sound in remaining.items()
            if len(sound) < len(self.data[section])
        }
        rest = held_to(Case, {**self.data, **_entries_at(self.data, remaining)})
        return replace(self, rest=rest if isinstance(rest, Case) else None, remaining=remaining)

    def may_hold(self, section: str) -> tuple[str, ...]:
        """
        Give the files that cannot be read and seem to hold entries of a section; where none seems
        to, those of which nothing is known.
        """
        holding = tuple(file for file, sections in self.unread.items() if section in sections)
        return holding or tuple(file for file, sections in self.unread.items() if not sections)


@record
class CaseTexts:
    """
    The files of a case, of whatever format, before anything is made of them.

    Args:
        paths: Where they stand, by name; the one with the header first.
        texts: What stands in them, by name, with the mark of byte order that some begin with.
        diagnostics: Why files cannot be read, and what in them is not YAML as cases have it.
    """

    paths: Mapping[str, FilePath]
    texts: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def case_texts(where: FilePath, *, name: str = "") -> CaseTexts:
    """
    Read the files of a case as texts.

    Args:
        where: The folder or the file.
        name: The name to report it under; the path if empty.
    """
    folder = _Folder(where, printable(name or str(where)))
    composed = [diagnostic for document in folder.composed for diagnostic in document.diagnostics]
    marked = {name for name, path in folder.paths.items() if _has_mark(path)}
    return CaseTexts(
        paths=folder.paths,
        texts={
            name: f"{BYTE_ORDER}{text}" if name in marked else text
            for name, text in folder.texts.items()
        },
        diagnostics=in_reading_order((*folder.diagnostics, *composed)),
    )


def _has_mark(path: FilePath) -> bool:
    with path.open("rb") as file:
        return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def read_case(
    where: FilePath, *, name: str = "", changes: Mapping[str, str] | None = None
) -> CaseReading:
    """
    Read a case from a folder of YAML files or from one file.

    Args:
        where: The folder or the file.
        name: The name to report it under; the path if empty.
        changes: What-ifs: new values by address, as text.

    Raises:
        QuestionError: A what-if names an address that the case does not hold.
    """
    title = printable(name or str(where))
    with uncollected():
        return _read(where, title, changes or {})


def changed_case(reading: CaseReading, changes: Mapping[str, str]) -> Case | None:
    """
    Give a case with what-ifs from data that were read already: in a fifth of the time that its
    files take, which are not looked at again.

    Args:
        reading: The case as it was read.
        changes: New values by address, as text; what the reading itself changed stays.

    Returns:
        The case; None where with these values it is none, of which `read_case` says why.

    Raises:
        QuestionError: A what-if names an address that the case does not hold.
    """
    if not reading.is_readable:
        return None
    data: dict[str, Any] = json.loads(json.dumps(reading.data))  # a copy; the reading stays
    with uncollected():
        change(data, changes, root=Case)
        held = held_to(Case, data)
    return held if isinstance(held, Case) else None


@contextmanager
def uncollected() -> Iterator[None]:
    """
    Hold the search for garbage back: a case, or the games of a study, make a hundred thousand small
    things, and keep them all.
    """
    was_collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collected:
            gc.enable()


def _read(where: FilePath, title: str, changes: Mapping[str, str]) -> CaseReading:
    folder = _Folder(where, title)
    joint = written_out(folder.composed, main=folder.composed[0].file if folder.composed else title)
    lines = {document.file: document.lines for document in folder.composed}
    diagnostics = _file_diagnostics(folder, joint, lines)
    codes = {diagnostic.code for diagnostic in diagnostics}
    is_readable = codes.isdisjoint(UNREADABLE) and all(
        document.is_whole for document in folder.composed
    )
    if is_readable:
        change(joint.data, changes, root=Case)
    is_case = bool(joint.data) and "PL110" not in codes
    held = _held(joint, lines, is_whole=is_readable) if is_case else _Held(remaining={})
    return CaseReading(
        name=title,
        case=held.case,
        rest=held.rest,
        remaining=held.remaining,
        unread=folder.unread,
        data=joint.data,
        places=joint.places,
        keys=joint.keys,
        lines=lines,
        diagnostics=in_reading_order((*diagnostics, *held.faults)),
        is_readable=is_readable,
        hash=hash_of(folder.texts),
        changes=dict(changes) if is_readable else {},
        omitted=held.omitted,
    )


def _file_diagnostics(
    folder: "_Folder", joint: MergedFiles, lines: Mapping[str, tuple[str, ...]]
) -> list[Diagnostic]:
    """
    Give what is wrong with the files themselves, before their data are held to the records; of a
    case of the previous format nothing but that it is one.
    """
    other = wrong_format(joint.data, joint.places, lines, name=folder.title)
    if other and is_previous(joint.data):
        return [*other]
    diagnostics = [
        *folder.diagnostics,
        *(diagnostic for document in folder.composed for diagnostic in document.diagnostics),
        *joint.diagnostics,
        *other,
    ]
    if joint.data or diagnostics:
        return [*diagnostics, *_empty_files(folder, joint)]
    return [
        fault_of_file(
            folder.title,
            "PL104",
            "there is nothing in it",
            expected="the header of a case, which begins with `phaseline: 2`",
            fix="begin with `phaseline new NAME`, which writes a starter case",
        )
    ]


def _empty_files(folder: "_Folder", joint: MergedFiles) -> Iterator[Diagnostic]:
    """
    Say which files hold nothing beside those that do: entries that are missed elsewhere may have
    stood there. What a header lacks is said of the header.
    """
    for document in folder.composed:
        if document.data is None and document.is_whole and "phaseline" in joint.data:
            yield fault_of_file(
                document.file,
                "PL119",
                "there is nothing in it",
                expected="the name of a section, such as `facts:`, and entries below it",
                fix="write the entries that belong here, or remove the file",
            )


def fault_of_file(
    file: str, code: str, message: str, *, expected: str = "", fix: str = ""
) -> Diagnostic:
    """Say what is wrong with a file as a whole."""
    return Diagnostic(
        code=code,
        severity=CODES[code].severity,
        place=Place(file=file),
        message=message,
        expected=expected,
        fix=fix,
    )


class _Folder:
    """
    Reads every YAML file of a case, the one with the header first, within the size that is allowed.

    Args:
        where: The folder or the file.
        title: The name to report it under.
    """

    def __init__(self, where: FilePath, title: str) -> None:
        self.title = title
        self.texts: dict[str, str] = {}
        self.paths: dict[str, FilePath] = {}
        self.composed: list[Composed] = []
        self.diagnostics: list[Diagnostic] = []
        self.unread: dict[str, frozenset[str]] = {}
        self.room = MOST_BYTES
        self.values = MOST_VALUES
        try:
            self.read(where)
        except OSError as error:
            self.refuse(
                title,
                f"it cannot be read: {_reason(error)}",
                fix="check the path and its permissions",
            )

    def refuse(self, file: str, message: str, *, expected: str = "", fix: str = "") -> None:
        self.diagnostics.append(fault_of_file(file, "PL104", message, expected=expected, fix=fix))

    def read(self, where: FilePath) -> None:
        if not stat.S_ISDIR(where.stat().st_mode):
            self.take(where, printable(where.name))
            names, strays = _listing(where.parent) if self.wanted() else ([], [])
            self.take_others(where.parent, self.included(names, strays))
        else:
            self.read_folder(where, *_listing(where))

    def read_folder(self, where: FilePath, names: list[str], strays: list[Stray]) -> None:
        header = next((name for name in HEADERS if name in names), None)
        if len(names) > MOST_FILES:
            self.refuse(
                self.title,
                f"the folder holds {len(names)} YAML files; at most {MOST_FILES} are read",
            )
        elif header is None:
            self.miss_header([*names, *(entry.name for entry in strays)])
        else:
            names.remove(header)
            self.take(where / header, header)
            included = self.included(names, strays)
            self.tell_strays(strays)
            self.note_unlisted(name for name in names if name not in included)
            self.take_others(where, included)

    def miss_header(self, names: list[str]) -> None:
        near = namesake("case", names)
        self.refuse(
            self.title,
            f"the folder holds no case.yaml{f', but {printable(near)}' if near else ''}",
            expected="case.yaml with the header of the case",
            fix=(
                f"rename {printable(near)} to case.yaml"
                if near
                else "give the folder of a case, or begin one by `phaseline new NAME`"
            ),
        )

    def take_others(self, folder: FilePath, names: Iterable[str]) -> None:
        for name in names:
            self.take(folder / name, printable(name))

    def wanted(self) -> list[str]:
        """
        Give the names that the header includes; none where it names none, or no list of names.
        """
        data = self.composed[0].data if self.composed else None
        names = data.get("include") if isinstance(data, dict) else None
        return (
            [whole_letters(name) if isinstance(name, str) else "" for name in names]
            if isinstance(names, list)
            else []
        )

    def included(self, names: list[str], strays: list[Stray]) -> list[str]:
        """Give the files to be read beside the header: all of them, or those that it includes."""
        wanted = self.wanted()
        if not wanted:
            return names
        stems = {whole_letters(name.rpartition(".")[0]): name for name in reversed(names)}
        for index, name in enumerate(wanted):
            if name not in stems:
                self.miss(index, name, stems, strays)
        return list(dict.fromkeys(stems[name] for name in wanted if name in stems))

    def miss(self, index: int, name: str, stems: Mapping[str, str], strays: list[Stray]) -> None:
        """
        Say that a file of `include` is not there; what stands there under nearly this name is told
        here, and nowhere else.
        """
        twin = namesake(name, [*stems.values(), *(entry.name for entry in strays)])
        strays[:] = [entry for entry in strays if entry.name != twin]
        self.unread[f"{name}.yaml"] = _sections_of(name)
        near = (
            twin.rpartition(".")[0]
            if twin in stems.values()
            else nearest(name.removesuffix(".yaml").removesuffix(".yml"), stems)
        )
        fix = (
            f"replace {shown(name)} by {shown(near)}" if near else "correct the name, or remove it"
        )
        self.find(
            "PL108",
            Severity.ERROR,
            self.composed[0].places["include", index],
            message=(
                f"there is no {shown(f'{name}.yaml')} beside"
                f" {self.composed[0].file}{f', but {shown(twin)}' if twin else ''}"
            ),
            expected="the name of a file of the folder, without .yaml",
            fix=(
                f"rename {printable(twin)} to {printable(name)}.yaml"
                if twin and twin not in stems.values()
                else fix
            ),
        )

    def tell_strays(self, strays: Iterable[Stray]) -> None:
        self.diagnostics += [
            fault_of_file(printable(entry.name), "PL114", entry.reason, fix=printable(entry.fix))
            for entry in strays
        ]

    def note_unlisted(self, names: Iterable[str]) -> None:
        for name in names:
            self.find(
                "PL109",
                Severity.WARNING,
                self.composed[0].keys["include",],
                message=(
                    f"{printable(name)} stands in the folder, but `include` leaves it out; it is"
                    " not read"
                ),
                fix=(
                    f"add {printable(name.rpartition('.')[0])} to `include`, or move the file"
                    " elsewhere"
                ),
            )

    def find(
        self,
        code: str,
        severity: Severity,
        place: Place,
        *,
        message: str,
        fix: str,
        expected: str = "",
    ) -> None:
        excerpt = excerpt_of(self.composed[0].lines[place.line - 1], place)
        self.diagnostics.append(
            Diagnostic(
                code=code,
                severity=severity,
                place=place,
                message=message,
                expected=expected,
                fix=fix,
                address="include",
                excerpt=excerpt,
            )
        )

    def take(self, path: FilePath, name: str) -> None:
        text = file_text(path, name, most=self.room, whole="case")
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            self.unread[name] = _sections_of(name)
            return
        document = compose(text, file=name, most_values=self.values)
        if not document.is_whole or not isinstance(document.data, dict | None):
            self.unread[name] = _sections_of(name) | _sections_in(document)
        self.texts[name], self.paths[name] = text, path
        self.composed.append(document)
        self.room -= len(text.encode())
        self.values -= len(document.places)


def _sections_of(name: str) -> frozenset[str]:
    """Give the sections that stand in a file of that name: `facts-kim.yaml` holds facts."""
    stem = name.removesuffix(".yaml").removesuffix(".yml")
    return frozenset(
        section
        for concern, sections in CONCERNS.items()
        if stem == concern or stem.startswith(f"{concern}-")
        for section in sections
    )


def _sections_in(document: Composed) -> frozenset[str]:
    """Give the sections whose names were read before a file turned out to be broken."""
    return frozenset(str(path[0]) for path in document.keys if len(path) == 1) & SECTIONS


def file_text(
    path: FilePath, name: str, *, most: int = MOST_BYTES, whole: str = "file"
) -> str | Diagnostic:
    """
    Give the text of one file, or a diagnostic that says why not.

    Args:
        path: The file.
        name: The name to report it under.
        most: How many bytes it may have.
        whole: What is too large if it has more.
    """
    try:
        content = _content(path, name, most=most, whole=whole)
        return content if isinstance(content, Diagnostic) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return fault_of_file(
            name,
            "PL104",
            f"it is not text: byte {error.start} is no UTF-8",
            fix="save the file as UTF-8 text",
        )
    except OSError as error:
        return fault_of_file(
            name,
            "PL104",
            f"it cannot be read: {_reason(error)}",
            fix="check the path and its permissions",
        )


def _content(path: FilePath, name: str, *, most: int, whole: str) -> bytes | Diagnostic:
    if not stat.S_ISREG(path.stat().st_mode):
        return fault_of_file(
            name, "PL104", "it is not a regular file", fix="give a YAML file, or a folder of them"
        )
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        return fault_of_file(
            name,
            "PL104",
            f"the {whole} is larger than {MOST_BYTES // 1_000_000} MB",
            expected="text files that a person can read",
            fix=f"keep source texts and data outside the {whole}",
        )
    return content


def _listing(folder: FilePath) -> tuple[list[str], list[Stray]]:
    """
    Give the YAML files of a folder in their order, `facts` before `facts-kim`, and what looks like
    one and is not read.
    """
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: (FilePath(entry.name).stem, entry.name))
    strays = [
        _inner(entry) if _is_folder(entry) else stray(entry.name)
        for entry in listed
        if not is_read(entry.name)
    ]
    return [entry.name for entry in listed if is_read(entry.name)], [
        entry for entry in strays if entry is not None
    ]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a circle of links
        return False


def _inner(entry: os.DirEntry[str]) -> Stray | None:
    """
    Say that a folder within the case holds files that are not read; one with a header is a case of
    its own.
    """
    if entry.name.startswith("."):
        return None
    try:
        with os.scandir(entry.path) as entries:
            names = [inner.name for inner in islice(entries, _MOST_LISTED) if is_read(inner.name)]
    except OSError:  # what cannot be listed is no part of a case
        return None
    if not names or set(names) & set(HEADERS):
        return None
    kind = "a link to a folder" if entry.is_symlink() else "a folder"
    return Stray(
        name=entry.name,
        reason=(
            f"it is {kind} with YAML files, such as {printable(min(names))}; only files beside the"
            " header are read"
        ),
        fix="move these files beside the header, or elsewhere",
    )


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def held_to(kind: type[T], data: Mapping[str, Any]) -> T | tuple[Problem, ...]:
    """Hold plain data to a record class: give the record, or what is wrong with them."""
    known: Any = kind  # mypy holds that a class has no hash
    try:
        validated: T = validator(known).validate_json(json.dumps(data))
    except ValidationError as error:
        return condensed(error.errors(include_url=False), root=kind, data=data)
    return validated


@record
class _Held:
    """What is left of the data once they are held to the records; see `Reading`."""

    case: Case | None = None
    rest: Case | None = None
    remaining: Mapping[str, tuple[int, ...]]
    faults: tuple[Diagnostic, ...] = ()
    omitted: int = 0


def _held(joint: MergedFiles, lines: Mapping[str, tuple[str, ...]], *, is_whole: bool) -> _Held:
    """Hold the data to the records; where single entries are faulty, hold the others alone."""
    validated = held_to(Case, joint.data)
    if isinstance(validated, Case) and not joint.doubled:
        return _Held(case=validated if is_whole else None, rest=validated, remaining={})
    problems = [] if isinstance(validated, Case) else validated
    diagnostics = faults(
        problems,
        root=Case,
        data=joint.data,
        places=joint.places,
        keys=joint.keys,
        lines=lines,
        is_whole=is_whole,
    )
    omitted = max(len(problems) - MOST_PROBLEMS, 0)
    faulty = _faulty_entries(joint, problems)
    if faulty is None:
        return _Held(remaining={}, faults=diagnostics, omitted=omitted)
    remaining = _other_entries(joint.data, faulty)
    rest = held_to(Case, {**joint.data, **_entries_at(joint.data, remaining)})
    return _Held(
        rest=rest if isinstance(rest, Case) else None,
        remaining=remaining,
        faults=diagnostics,
        omitted=omitted,
    )


def _faulty_entries(
    joint: MergedFiles, problems: Iterable[Mapping[str, Any]]
) -> Mapping[str, set[int]] | None:
    """
    Give the places of the faulty entries, section by section; None where a fault lies outside of
    any entry.
    """
    if any(path[-1] == "id" for path in joint.doubled):
        return None  # a dash is missing, and an entry lost
    paths = [
        *(tuple(problem["loc"]) for problem in problems),
        *(path for path in joint.doubled if len(path) > 1),
    ]
    entries: dict[str, set[int]] = {}
    for path in paths:
        if len(path) < 2 or not isinstance(path[1], int):
            return None  # without a header nothing can be said
        entries.setdefault(str(path[0]), set()).add(path[1])
    return entries


def _other_entries(
    data: Mapping[str, Any], places: Mapping[str, set[int]]
) -> dict[str, tuple[int, ...]]:
    """Give the places of the entries that are not listed, in the sections that are."""
    return {
        section: tuple(index for index in range(len(data[section])) if index not in indices)
        for section, indices in places.items()
    }


def _entries_at(
    data: Mapping[str, Any], places: Mapping[str, tuple[int, ...]]
) -> dict[str, list[Any]]:
    return {
        section: [data[section][index] for index in indices] for section, indices in places.items()
    }


def hash_of(files: Mapping[str, str]) -> str:
    """Give the SHA-256 over names and contents of files."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name].encode())
    return digest.hexdigest()


__all__ = [
    "BYTE_ORDER",
    "CaseReading",
    "CaseTexts",
    "case_texts",
    "fault_of_file",
    "file_text",
    "hash_of",
    "held_to",
    "read_case",
    "uncollected",
]
