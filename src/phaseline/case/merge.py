"""Joining the files of a case: lists of one section are appended, a header field stands once."""

from collections.abc import Mapping
from typing import Any

from phaseline.case.addresses import Path
from phaseline.case.compose import Composed
from phaseline.case.model.case import CONCERNS
from phaseline.case.places import Places, moved
from phaseline.case.showing import shown
from phaseline.terms.diagnostic import Diagnostic, Place, Severity, excerpt_of
from phaseline.terms.record import record

SECTIONS = frozenset(section for sections in CONCERNS.values() for section in sections)
SPELLINGS: Mapping[str, str] = {
    "container-title": "container_title"
}  # a name of CSL-JSON that is no name of a field here


@record
class MergedFiles:
    """
    The files of a case as one.

    Args:
        data: The plain data, by section.
        places: The place of every value, by path.
        keys: The place of every key, by the path of its value.
        doubled: The paths that are given twice.
        diagnostics: What does not go together.
    """

    data: dict[str, Any]
    places: Places
    keys: Places
    doubled: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def merged(composed: list[Composed], *, main: str) -> MergedFiles:
    """
    Join the files of a case; a section with nothing in it is an empty list.

    Args:
        composed: The files, the one with the header first.
        main: The name under which what concerns the whole case is reported.
    """
    joint = _Joint()
    if composed and composed[0].data is None:
        joint.places[()] = Place(file=main)  # where a header is missed is where it has to stand
    for document in composed:
        if isinstance(document.data, dict):
            joint.add(
                document,
                {
                    key: [] if value is None and key in SECTIONS else value
                    for key, value in document.data.items()
                },
            )
        elif document.data is not None:
            joint.report(
                "PL104",
                Place(file=document.file),
                f"it holds {_kind(document.data)}",
                expected="sections such as `facts:`",
                fix="begin the file with the name of a section",
            )
    joint.places.setdefault((), Place(file=main))
    _respell(joint)
    return MergedFiles(
        data=joint.data,
        places=joint.places,
        keys=joint.keys,
        doubled=tuple(joint.doubled),
        diagnostics=tuple(joint.diagnostics),
    )


class _Joint:
    """What has been joined so far."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.places = Places()
        self.keys = Places()
        self.doubled: list[Path] = []
        self.diagnostics: list[Diagnostic] = []

    def report(
        self, code: str, place: Place, message: str, *, expected: str, fix: str, excerpt: str = ""
    ) -> None:
        self.diagnostics.append(
            Diagnostic(
                code=code,
                severity=Severity.ERROR,
                place=place,
                message=message,
                expected=expected,
                fix=fix,
                excerpt=excerpt,
            )
        )

    def add(self, document: Composed, data: dict[str, Any]) -> None:
        offsets: dict[str | int, int] = {
            key: offset
            for key, value in data.items()
            if (offset := self.offset(document, key, value)) is not None
        }
        self.places.add(document.places, offsets)
        self.keys.add(document.keys, offsets)
        self.doubled += [
            moved(path, offsets[path[0]]) for path in document.doubled if path[0] in offsets
        ]
        for key, value in data.items():
            if key in offsets and isinstance(value, (list, dict)):
                self.places[key,] = self.keys[key,]  # a section begins with its name
        self.places.setdefault((), document.places[()])

    def offset(self, document: Composed, key: str, value: Any) -> int | None:
        """
        Take a section or a header field up, and give by how much its items move; None where it is
        refused.
        """
        if key not in self.data:
            self.data[key] = value
            return 0
        already = self.data[key]
        if isinstance(already, list) and isinstance(value, list):
            self.data[key] = [*already, *value]
            return len(already)
        place, first = document.keys[key,], self.keys[key,]
        self.report(
            "PL103",
            place,
            f"{shown(key)} is already given",
            expected=f"one {shown(key)}; the first is in {first.file}, line {first.line}",
            fix="remove one of the two",
            excerpt=excerpt_of(document.lines[place.line - 1], place),
        )
        return None


def _respell(joint: _Joint) -> None:
    """Write the names of CSL-JSON as the fields of a source are named here."""
    sources = joint.data.get("sources")
    for index, source in enumerate(sources if isinstance(sources, list) else ()):
        for word in SPELLINGS.keys() & (source.keys() if isinstance(source, dict) else ()):
            old, new = ("sources", index, word), ("sources", index, SPELLINGS[word])
            if SPELLINGS[word] in source:
                joint.doubled.append(new)
                joint.report(
                    "PL103",
                    joint.keys[old],
                    f"{word!r} and {SPELLINGS[word]!r} are one field",
                    expected=f"one of the two; the other is on line {joint.keys[new].line}",
                    fix="remove one of the two",
                )
            else:
                source[SPELLINGS[word]] = source[word]
                joint.places[new], joint.keys[new] = joint.places[old], joint.keys[old]
            del source[word]


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else f"the single value {shown(value)}"
