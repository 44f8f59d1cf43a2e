"""Blocks of text for the terminal: headings, wrapped paragraphs, aligned tables."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import zip_longest

from phaseline.present.wording.columns import lines_within, longest_word, shown_width

WIDTH = 100

# Nearly every text is wrapped somewhere; a width that each renderer hands on would be on each of
# their signatures, for a terminal alone (decision 0026).
_page: ContextVar[int] = ContextVar("page", default=WIDTH)


@contextmanager
def narrowed(columns: int) -> Iterator[None]:
    """Lay out within a block for a terminal of so many columns; more than usual change nothing."""
    token = _page.set(min(columns, WIDTH))
    try:
        yield
    finally:
        _page.reset(token)


def wrapped(text: str, *, indent: int = 0, hang: int | None = None) -> str:
    """Wrap a paragraph; `hang` indents its further lines."""
    first, later = " " * indent, " " * (indent if hang is None else hang)
    return "\n".join(lines_within(text, _page.get(), first=first, later=later)) or first.rstrip()


def heading(text: str) -> str:
    """Underline a title; one that is wider than the terminal runs over several lines."""
    lines = lines_within(text, _page.get()) or [""]
    return "\n".join([*lines, "─" * min(max(map(shown_width, lines)), _page.get())])


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[int]) -> str:
    """
    Give a table with wrapped cells.

    Args:
        head: The titles of the columns.
        rows: The cells, row by row.
        widths: The width of each column, in columns of the terminal; on a narrower one, the widest
            give way, none below its longest word.
    """
    cells = [head, *rows]
    fitted = _fitted(cells, widths)
    lines = _row(head, fitted)
    lines.append("  ".join("─" * width for width in fitted))
    for row in cells[1:]:
        lines += _row(row, fitted)
    return "\n".join(line.rstrip() for line in lines)


def _fitted(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Sequence[int]:
    """
    Give a column the width of its longest word, and take from the widest what that costs, or what a
    narrow terminal lacks.
    """
    room = min(_page.get(), WIDTH) - 2 * (len(widths) - 1)
    least = [
        max(map(longest_word, dict.fromkeys(column))) or 1 for column in zip(*rows, strict=True)
    ]
    fitted = [max(width, word) for width, word in zip(widths, least, strict=True)]
    while sum(fitted) > room and fitted != least:
        spare = [width if width > floor else 0 for width, floor in zip(fitted, least, strict=True)]
        fitted[spare.index(max(spare))] -= 1
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    parts = [_set(cell, width) for cell, width in zip(cells, widths, strict=True)]
    blanks = [" " * width for width in widths]
    return [
        "  ".join(line or blank for line, blank in zip(lines, blanks, strict=True))
        for lines in zip_longest(*parts)
    ]


@lru_cache(maxsize=1024)  # most columns of a long table say few things, and say them often
def _set(cell: str, width: int) -> tuple[str, ...]:
    """Give the lines of a cell, one at least, as wide as its column."""
    return tuple(_padded(line, width) for line in lines_within(cell, width) or [""])


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - shown_width(text))
