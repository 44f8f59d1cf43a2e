"""
Texts in the form that every reader of YAML reads alike: what an older reader takes for a date, a
truth or a number is put in quotes, and so is a question mark within braces; a number that it takes
for another one is written in full.

Readers of YAML 1.1 make `no` a truth, `2024-11-28` a day and `010` eight; this format reads the
core schema of YAML 1.2, in which they are two texts and ten.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from phaseline.case.compose import resolve

_FLOW_SIGNS = frozenset("?")  # of a text within braces; PyYAML's own parser stops at it
_PLAINEST = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")  # numbers that all read alike
_TEXT = "tag:yaml.org,2002:str"
_RESOLVER: Any = yaml.SafeLoader("")  # an older reader


def with_quotes(text: str) -> str:
    """
    Put quotes around every scalar of a file that an older reader would not read as this text, and
    write the numbers out that it would read otherwise.

    Args:
        text: The file.

    >>> with_quotes("{done: no, on: 2024-11-28, at: who knows?, of: 010}").strip()
    '{done: "no", "on": "2024-11-28", at: "who knows?", of: 10}'
    """
    for start, end, written in reversed(list(_to_be_written_otherwise(text))):
        text = f"{text[:start]}{written}{text[end:]}"
    return text


def unread_lines(text: str) -> list[int]:
    """Give the lines, from 1, at which an older reader stops; empty where it reads the file."""
    try:
        yaml.load(text, Loader=yaml.SafeLoader)  # it is the safe one, in pure Python
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return [mark.line + 1 if mark else 1]
    return []


def _to_be_written_otherwise(text: str) -> Iterator[tuple[int, int, str]]:
    """Give from where to where scalars stand that are read otherwise, and how they are written."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        match event:
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                depth += bool(event.flow_style) or depth > 0
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                depth -= depth > 0
            case yaml.ScalarEvent(style="" | None, start_mark=start, end_mark=end):
                written = _written(event.value, within_braces=depth > 0)
                if start and end and written != event.value:
                    inner = text[start.index : end.index] if written.startswith('"') else ""
                    yield start.index, end.index, _quoted(inner) if inner else written
            case _:
                pass


def _written(value: str, *, within_braces: bool) -> str:
    """Give a scalar without quotes as every reader reads it."""
    meant = resolve(value)
    match meant:
        case str() if _is_misread(value, within_braces=within_braces):
            return _quoted(value)
        case bool() | None | str():
            return value
        case _:
            return value if _PLAINEST.fullmatch(value) else _in_full(meant)


def _is_misread(value: str, *, within_braces: bool) -> bool:
    """Whether a text here is something else to an older reader, or stops it."""
    if within_braces and _FLOW_SIGNS & set(value):
        return True
    return bool(_RESOLVER.resolve(yaml.ScalarNode, value, (True, False)) != _TEXT)


def _quoted(text: str) -> str:
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


def _in_full(number: float) -> str:
    """
    Give a number as readers of either version of YAML know one: with a dot before an exponent.

    >>> [_in_full(number) for number in (10, 1000.0, 1e-9)]
    ['10', '1000.0', '1.0e-09']
    """
    written = repr(number)
    mantissa, sign, exponent = written.partition("e")
    return f"{mantissa}.0{sign}{exponent}" if sign and "." not in mantissa else written
