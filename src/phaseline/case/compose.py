"""
The door to the YAML parser: text in, plain data and places out.

The C parser of libyaml gives events; scalars are resolved here by the core schema of YAML 1.2, so
that `NO` is Norway, `22:30` a text and `010` ten. Aliases are refused (they hide where a value
stands, and a few lines of them can fill a computer's memory), and so are tags, duplicate keys and
deep nesting.
"""

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import yaml

from phaseline.case.addresses import Path
from phaseline.case.places import Mark, Places
from phaseline.case.showing import shown
from phaseline.terms.diagnostic import Diagnostic, Place, Severity, excerpt_of
from phaseline.terms.record import record

MOST_BYTES = 5_000_000
MOST_VALUES = 150_000  # far more than five megabytes that a person has written hold
MOST_KEYS = 1_000  # the longest record of the format has some seventy fields
MOST_DIRECTIVES = 100  # the parser compares each with all before it
DEEPEST = 24
MOST_PROBLEMS = 200

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
# What a terminal would obey instead of showing, and what turns the direction of writing round
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HALF = re.compile("[\ud800-\udfff]")
_CLOSED_BY = {
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
    "\u202a": "\u202c",
    "\u202b": "\u202c",
}
# the whole numbers: how one is written, how many signs stand before its digits, and their base
_WHOLE = (
    (re.compile(r"[-+]?[0-9]+"), 0, 10),
    (re.compile(r"0o[0-7]+"), 2, 8),
    (re.compile(r"0x[0-9a-fA-F]+"), 2, 16),
)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SOME = re.compile(
    r"^[-+.0]*[1-9]"
)  # a digit other than 0 before the exponent: the number is not nothing
_FIRST = frozenset("+-.0123456789")
_LONGEST_NUMBER = (
    30  # longer ones are texts: a number of that many digits is not one that an author means
)
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


@record
class Composed:
    """
    One YAML file as plain data.

    Args:
        file: Its name, relative to the case folder.
        data: Mappings, lists, texts and numbers; None for an empty file.
        places: The place of every value, by path.
        keys: The place of every key, by the path of its value.
        doubled: The paths that a file gives twice; the first value counts.
        lines: The text, line by line.
        diagnostics: What was wrong with it.
        is_whole: Whether it was read to its end.
    """

    file: str
    data: Any
    places: Places
    keys: Places
    doubled: tuple[Path, ...]
    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_whole: bool


def compose(text: str, *, file: str, most_values: int = MOST_VALUES) -> Composed:
    """
    Read one YAML text; what is wrong with it comes back as diagnostics, not as exceptions.

    Args:
        text: The whole text.
        file: The name to report it under.
        most_values: How many values it may hold.
    """
    builder = _Builder(file=file, lines=tuple(_BREAK.split(text)), most_values=most_values)
    data, is_whole = None, False
    try:
        builder.refuse_directives()
        data = builder.document(iter(yaml.CSafeLoader(text).get_event, None))
        is_whole = True
    except _StopReading:
        pass
    except yaml.MarkedYAMLError as error:
        place, message = _syntax(error, file)
        is_tab = (
            builder.lines[place.line - 1][place.column - 1 : place.column] == "\t"
            if place.line <= len(builder.lines)
            else False
        )
        builder.report(
            "PL101",
            place,
            f"this is not YAML: {'a tab stands here' if is_tab else message}",
            expected="spaces; YAML takes no tab before a value" if is_tab else "",
            fix=(
                "indent by spaces, not by a tab"
                if is_tab
                else "correct the line; texts with a colon or a # need quotes"
            ),
        )
    except yaml.YAMLError as error:
        builder.report(
            "PL101",
            builder.place_after(text, error),
            f"this is not YAML: {_first_line(error)}",
            fix="save the file as plain UTF-8 text",
        )
    return Composed(
        file=file,
        data=data,
        places=builder.places,
        keys=builder.keys,
        doubled=tuple(builder.doubled),
        lines=builder.lines,
        diagnostics=tuple(builder.diagnostics),
        is_whole=is_whole,
    )


def is_plain(text: str) -> bool:
    r"""
    Whether a case may hold a text: no control character that reaches beyond it, no half of a
    letter.

    >>> [is_plain(text) for text in ("two words", "a\x07", "\u202eturned", "\udcff", "a\u00a0b")]
    [True, False, False, False, True]
    """
    return not _obeys_control(text) and not _HALF.search(text)


def _obeys_control(text: str) -> bool:
    """
    Whether a text holds a control character that reaches beyond it.

    Marks of direction that are closed where they were opened turn nothing round outside; a text may
    hold them, and a quote of it does, too. Overrides are none of these.
    """
    open_marks: list[str] = []
    for match in _CONTROL.finditer(text):
        sign = match.group()
        if sign in _CLOSED_BY:
            open_marks.append(_CLOSED_BY[sign])
        elif not open_marks or open_marks.pop() != sign:
            return True
    return bool(open_marks)


def resolve(text: str) -> Any:
    """
    Give the value of a plain scalar by the core schema of YAML 1.2.

    Two of its numbers stay texts, for no case means them: the infinities with not-a-number, and
    what is too large or too small to be held.

    Source:
        YAML 1.2.2, section 10.3.2.

    >>> [resolve(text) for text in ("NO", "22:30", "010", "1e3")]
    ['NO', '22:30', 10, 1000.0]
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if len(text) > _LONGEST_NUMBER or text[0] not in _FIRST:
        return text
    for form, prefix, base in _WHOLE:
        if form.fullmatch(text):
            return int(text[prefix:], base)
    if not _FLOAT.fullmatch(text):
        return text
    number = float(text)
    is_held = isfinite(number) and (number or not _SOME.search(text))
    return number if is_held else text


class _StopReading(Exception):
    """The text is refused as a whole; the reason is among the diagnostics."""


class _Builder:
    """Turns the parser's events into data, keeping the place of everything."""

    def __init__(self, *, file: str, lines: tuple[str, ...], most_values: int) -> None:
        self.file = file
        self.lines = lines
        self.most_values = most_values
        self.count = 0
        self.places = Places()
        self.keys = Places()
        self.doubled: list[Path] = []
        self.diagnostics: list[Diagnostic] = []

    def report(
        self, code: str, place: Place, message: str, *, expected: str = "", fix: str = ""
    ) -> None:
        excerpt = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        self.diagnostics.append(
            Diagnostic(
                code=code,
                severity=Severity.ERROR,
                place=place,
                message=message,
                expected=expected,
                fix=fix,
                excerpt=excerpt_of(excerpt, place),
            )
        )
        if len(self.diagnostics) >= MOST_PROBLEMS:
            raise _StopReading

    def refuse(self, place: Place, code: str, message: str, *, fix: str) -> None:
        self.report(code, place, message, fix=fix)
        raise _StopReading

    def mark(self, event: yaml.Event) -> Mark:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # the parser gives both; its types do not say so
            return self.file, 1, 1, 1
        width = end.column - start.column if end.line == start.line else 1
        return self.file, start.line + 1, start.column + 1, width or 1

    def place(self, event: yaml.Event) -> Place:
        file, line, column, width = self.mark(event)
        return Place(file=file, line=line, column=column, width=width)

    def place_after(self, text: str, error: yaml.YAMLError) -> Place:
        """Give the place of the character that the parser could not take; it counts bytes."""
        before = text.encode()[: getattr(error, "position", 0)].decode(errors="ignore")
        lines = _BREAK.split(before)
        return Place(file=self.file, line=len(lines), column=len(lines[-1]) + 1)

    def refuse_directives(self) -> None:
        directives = [
            number for number, line in enumerate(self.lines, start=1) if line.startswith("%")
        ]
        if len(directives) > MOST_DIRECTIVES:
            self.refuse(
                Place(file=self.file, line=directives[0]),
                "PL102",
                f"{len(directives)} directives are more than a case may have",
                fix="remove the lines that begin with %",
            )

    def document(self, events: Iterator[yaml.Event]) -> Any:
        data, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(
                        self.place(event),
                        "PL101",
                        "a second YAML document begins here",
                        fix="keep one document a file: remove the line ---",
                    )
            elif isinstance(event, yaml.NodeEvent):
                data = self.node(event, events, ())
        return data

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        self.places.marks[path] = self.mark(event)
        self.count += 1
        if (
            isinstance(event, yaml.ScalarEvent)
            and event.tag is None
            and self.count < self.most_values
            and len(path) <= DEEPEST
        ):
            if _CONTROL.search(event.value) and _obeys_control(event.value):
                self.report(
                    "PL107",
                    self.place(event),
                    "the text holds a control character",
                    expected="letters, digits and signs",
                    fix="remove it; a line break needs no escape",
                )
            return (
                resolve(event.value) if event.implicit[0] else event.value
            )  # most values are plain; they skip the checks
        self.check(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.mapping(events, path)

    def check(self, event: yaml.Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.refuse(
                self.place(event),
                "PL102",
                f"the alias *{event.anchor} is not allowed",
                fix="write the value out where it is used",
            )
        if len(path) > DEEPEST:
            self.refuse(
                self.place(event),
                "PL102",
                f"nested deeper than {DEEPEST} levels",
                fix="flatten it; no case needs such depth",
            )
        if self.count > self.most_values:
            self.refuse(
                self.place(event),
                "PL102",
                f"the case holds more than {MOST_VALUES:,} values",
                fix="keep data outside the case",
            )
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self.refuse(
                self.place(event),
                "PL102",
                f"the tag {shown(tag)} is not allowed",
                fix="remove the tag; a case holds plain values only",
            )

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
            key, inner = self.key(event), next(events)
            where = (*path, key)
            if key in entries:
                self.double(inner, events, where, self.place(event))
                continue
            if len(entries) >= MOST_KEYS:
                self.refuse(
                    self.place(event),
                    "PL102",
                    f"one entry holds more than {MOST_KEYS:,} fields",
                    fix="write entries as items of a list",
                )
            mark = self.keys.marks[where] = self.mark(event)
            entries[key] = self.node(inner, events, where)
            if isinstance(inner, yaml.ScalarEvent) and not inner.value and inner.implicit[0]:
                self.places.marks[where] = (
                    mark  # nothing stands nowhere; its key is where a reader looks
                )
        return entries

    def key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(
                self.place(event),
                "PL102",
                "a key has to be a word, not a list, a mapping or an alias",
                fix="write `key: value`",
            )
        return str(getattr(event, "value", ""))

    def double(
        self, inner: yaml.Event, events: Iterator[yaml.Event], where: Path, place: Place
    ) -> None:
        """Report a key that stands twice, and read past its value."""
        first = self.keys[where]
        self.doubled.append(where)
        self.report(
            "PL103",
            place,
            f"the key {shown(where[-1])} stands twice in this entry",
            expected=f"one {shown(where[-1])}; the first is on line {first.line}",
            fix="remove one of the two, or begin a new list item with a dash",
        )
        skipped = _Builder(file=self.file, lines=self.lines, most_values=self.most_values)
        skipped.diagnostics = self.diagnostics  # what is wrong inside is wrong all the same
        skipped.count = self.count
        skipped.node(inner, events, where)
        self.count = skipped.count


def _syntax(error: yaml.MarkedYAMLError, file: str) -> tuple[Place, str]:
    """Give where a fault of syntax lies, and what it is: what never ends lies where it begins."""
    mark, began = error.problem_mark, error.context_mark
    if began is not None and (mark is None or "end of stream" in str(error.problem)):
        mark = began
    around = (
        f" {error.context} that begins on line {began.line + 1}"
        if began is not None
        and began is not mark
        and str(error.context).startswith("while parsing")
        else ""
    )
    place = (
        Place(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Place(file=file)
    )
    return place, f"{error.problem or error.context}{around}"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else "unreadable text"
