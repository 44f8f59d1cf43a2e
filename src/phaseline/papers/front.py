"""What the head of a file says of its text: title, authors, date and language."""

import re
from datetime import date

from phaseline.terms.record import record

_DAY = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?|(\d{4})$")
_FIELD = re.compile(r"(\w[\w-]*)\s*:\s*(.*)")
_POINT = re.compile(r"\s*-\s+(.*)")
_FOLDED = ("|", ">")  # the value stands in the lines that follow, which are not read
_PARTED = re.compile(r"\s*;\s*|\s+and\s+|\s+&\s+")
_LISTED = re.compile(r"\s*[,;]\s*")


@record
class Front:
    """
    What stands before the text of a file.

    Attributes:
        title: The title; empty where there is none.
        authors: Who wrote it.
        published: When it appeared, as a date of EDTF.
        language: Its language as a code.
        length: How far the head goes in the file [code points].
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    length: int = 0


def edtf_of(written: str) -> str:
    """
    Give a date of the head of a file as EDTF.

    >>> edtf_of("2024/11/5"), edtf_of("2024-11-05T10:00:00Z"), edtf_of("soon")
    ('2024-11-05', '2024-11-05', '')
    >>> edtf_of("2024-13-77")
    ''
    """
    match = _DAY.match(written.strip())
    if not match:
        return ""
    if match[4]:
        return match[4]
    day = f"-{int(match[3]):02}" if match[3] else ""
    return _of_calendar(f"{match[1]}-{int(match[2]):02}{day}")


def _of_calendar(day: str) -> str:
    """Give a day or a month that there is; nothing for one that there is not."""
    try:
        date.fromisoformat(day if day.count("-") > 1 else f"{day}-01")
    except ValueError:
        return ""
    return day


def front_of(text: str) -> Front:
    """
    Read the head of a Markdown file, between two lines of three hyphens; line ends are plain.

    Only fields of one line, and lists of them, are read: what else a head may hold says nothing
    that is asked.
    """
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    if end < 0:
        return Front()
    said = _fields(text[4:end].split("\n"))
    return Front(
        title=_one(said, "title"),
        authors=_authors(said.get("authors") or said.get("author") or []),
        published=edtf_of(_one(said, "date") or _one(said, "published")),
        language=_one(said, "lang") or _one(said, "language"),
        length=end + len("\n---\n"),
    )


def _fields(lines: list[str]) -> dict[str, list[str]]:
    """Give the values of each field; of a list, one for each point."""
    said: dict[str, list[str]] = {}
    name = ""
    for line in map(str.rstrip, lines):
        if field := _FIELD.fullmatch(line):
            name = field[1].lower()
            said[name] = [field[2]] if field[2] and not field[2].startswith(_FOLDED) else []
        elif name and (point := _POINT.fullmatch(line)):
            said[name].append(point[1])
        elif name and line.startswith(" ") and said[name]:  # a value that goes on
            said[name][-1] += f" {line.strip()}"
    return said


def _one(said: dict[str, list[str]], name: str) -> str:
    values = said.get(name, [])
    return _unquoted(values[0]) if len(values) == 1 else ""


def _authors(values: list[str]) -> tuple[str, ...]:
    names = [_unquoted(name) for value in values for name in _names(value)]
    return tuple(dict.fromkeys(filter(None, names)))


def _names(value: str) -> list[str]:
    is_list = value.startswith("[") and value.endswith("]")
    return _LISTED.split(value[1:-1]) if is_list else _persons(_unquoted(value))


def _persons(value: str) -> list[str]:
    """
    Give the persons of a line; the name of an office may hold an "and" of its own.

    >>> _persons("Ann Quay and Ben Reed"), _persons("Ministry of Ports and Roads")
    (['Ann Quay', 'Ben Reed'], ['Ministry of Ports and Roads'])
    """
    parts = _PARTED.split(value)
    return parts if all(" " in part for part in parts) else [value]


def _unquoted(value: str) -> str:
    """
    Give a value without the marks around it.

    >>> _unquoted('"A sea"'), _unquoted("A sea")
    ('A sea', 'A sea')
    """
    value = value.strip()
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if is_quoted else value
