"""The running text of a page, and the ids of a case that no reader should meet in it."""

import html
import re
from collections.abc import Iterator

from phaseline.terms.entries import Entries

# What is typed or looked up, and what is chosen from: ids may stand there.
_KEYS = re.compile(r"<(code|pre|script|style|textarea|title|select)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"(?<![\w./-])[\w-]+(?![\w-])")


def running_text(page: str) -> str:
    """The words of a page that are read, without what stands as code, and without tags."""
    return html.unescape(_TAG.sub(" ", _KEYS.sub(" ", page)))


def telltale_ids(case) -> frozenset[str]:
    """The ids of a case that are no words: with a sign that joins, and in no text of the case."""
    ids, words = set[str](), set[str]()
    for name, text in _strings(case):
        if name == "id":
            ids.add(text)
        elif " " in text:
            words.update(_WORD.findall(text.lower()))
    return frozenset(name for name in ids if set(name) & {"-", "_"} and name.lower() not in words)


def ids_said(page: str, ids: frozenset[str]) -> list[str]:
    """Which of some ids the running text of a page holds, in their order."""
    return sorted(ids & {*_WORD.findall(running_text(page))})


def _strings(part, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text within a record, with the name of its field."""
    if isinstance(part, str):
        yield name, part
    elif isinstance(part, (tuple, list, Entries)):
        for inner in part:
            yield from _strings(inner, name)
    elif hasattr(part, "__dataclass_fields__"):
        for field in part.__dataclass_fields__:
            yield from _strings(getattr(part, field), field)
