"""
The door to the YAML parser: text in, plain data and places out.

The C parser of libyaml gives events; scalars are resolved here by the core schema of YAML 1.2, so that
`NO` is Norway, `22:30` a text and `010` ten. Aliases are refused (they hide where a value stands, and a
few lines of them can fill a computer's memory), and so are tags, duplicate keys and deep nesting.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from phaseline.terms.finding import Finding, Place, Severity
from phaseline.terms.record import record

MOST_BYTES = 5_000_000
DEEPEST = 24
MOST_PROBLEMS = 200

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_INT = re.compile(r"^[-+]?[0-9]+$")
_OCT = re.compile(r"^0o[0-7]+$")
_HEX = re.compile(r"^0x[0-9a-fA-F]+$")
_FLOAT = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_CONSTANTS: Mapping[str, Any] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}

Path = tuple[str | int, ...]


@record
class Composed:
    """
    One YAML file as plain data.

    Args:
        file: Its name, relative to the case folder.
        data: Mappings, lists, texts and numbers; None for an empty file.
        places: The place of every value, by path.
        keys: The place of every key, by the path of its value.
        lines: The text, line by line.
        findings: What was wrong with it.
    """

    file: str
    data: Any
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]


def compose(text: str, *, file: str) -> Composed:
    """
    Read one YAML text; what is wrong with it comes back as findings, not as exceptions.

    Args:
        text: The whole text.
        file: The name to report it under.
    """
    builder = _Builder(file=file, lines=tuple(_BREAK.split(text)))
    data = None
    try:
        data = builder.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except _StopReading:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Place(file=file)
        builder.report("PL101", place, f"this is not YAML: {error.problem or error.context}", fix="correct the line; strings with a colon or a # need quotes")
    except yaml.YAMLError as error:
        builder.report("PL101", builder.unreadable(), f"this is not YAML: {_first_line(error)}", fix="save the file as plain UTF-8 text")
    return Composed(file=file, data=data, places=builder.places, keys=builder.keys, lines=builder.lines, findings=tuple(builder.findings))


def resolve(text: str) -> Any:
    """
    Give the value of a plain scalar by the core schema of YAML 1.2.

    Source:
        YAML 1.2.2, section 10.3.2.

    >>> [resolve(text) for text in ("NO", "22:30", "010", "1e3")]
    ['NO', '22:30', 10, 1000.0]
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if len(text) < 40:  # longer ones are texts: a number of that many digits is not one that an author means
        if _INT.match(text):
            return int(text)
        if _OCT.match(text):
            return int(text[2:], 8)
        if _HEX.match(text):
            return int(text[2:], 16)
        if _FLOAT.match(text):
            return float(text)
    return text


class _StopReading(Exception):
    """The text is refused as a whole; the reason is among the findings."""


class _Builder:
    """Turns the parser's events into data, keeping the place of everything."""

    def __init__(self, *, file: str, lines: tuple[str, ...]) -> None:
        self.file = file
        self.lines = lines
        self.places: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.findings: list[Finding] = []

    def report(self, code: str, place: Place, message: str, *, expected: str = "", fix: str = "") -> None:
        excerpt = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        self.findings.append(Finding(code=code, severity=Severity.ERROR, place=place, message=message, expected=expected, fix=fix, excerpt=excerpt[:200]))
        if len(self.findings) >= MOST_PROBLEMS:
            raise _StopReading

    def refuse(self, event: yaml.Event, code: str, message: str, *, fix: str) -> None:
        self.report(code, self.place(event), message, fix=fix)
        raise _StopReading

    def place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Place(file=self.file, line=start.line + 1, column=start.column + 1, width=max(width, 1))

    def unreadable(self) -> Place:
        for number, line in enumerate(self.lines, start=1):
            for column, character in enumerate(line, start=1):
                if not (character.isprintable() or character == "\t"):
                    return Place(file=self.file, line=number, column=column)
        return Place(file=self.file)

    def document(self, events: Iterator[yaml.Event]) -> Any:
        data, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, "PL101", "a second YAML document begins here", fix="keep one document a file: remove the line ---")
            elif isinstance(event, yaml.NodeEvent):
                data = self.node(event, events, ())
        return data

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        place = self.place(event)
        self.places[path] = place
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, "PL102", f"the alias *{event.anchor} is not allowed", fix="write the value out where it is used")
        if len(path) > DEEPEST:
            self.refuse(event, "PL102", f"nested deeper than {DEEPEST} levels", fix="flatten it; no case needs such depth")
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self.refuse(event, "PL102", f"the tag {tag!r} is not allowed", fix="remove the tag; a case holds plain values only")
        if isinstance(event, yaml.ScalarEvent):
            return resolve(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.mapping(events, path)

    def sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse(event, "PL102", "a key has to be a word, not a list or a mapping", fix="write `key: value`")
            key, place = str(event.value), self.place(event)
            if key in entries:
                first = self.keys[(*path, key)]
                self.report("PL103", place, f"the key {key!r} stands twice in this entry", expected=f"one {key!r}; the first is on line {first.line}", fix="remove one of the two, or begin a new list item with a dash")
                self.node(next(events), events, (*path, key, -1))
                continue
            self.keys[(*path, key)] = place
            entries[key] = self.node(next(events), events, (*path, key))
        return entries


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else "unreadable text"
