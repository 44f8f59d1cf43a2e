"""Blocks of text for the terminal: headings, wrapped paragraphs, aligned tables."""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

WIDTH = 100


def wrapped(text: str, *, indent: int = 0, hang: int | None = None, width: int = WIDTH) -> str:
    """Wrap a paragraph; `hang` indents its further lines."""
    first, later = " " * indent, " " * (indent if hang is None else hang)
    return (
        textwrap.fill(text, width=width, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False)
        or first.rstrip()
    )


def heading(text: str) -> str:
    """Underline a title."""
    return f"{text}\n{'─' * min(shown_width(text), WIDTH)}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[int]) -> str:
    """
    Give a table with wrapped cells.

    Args:
        head: The titles of the columns.
        rows: The cells, row by row.
        widths: The width of each column [character].
    """
    lines = _row(head, widths)
    lines.append("  ".join("─" * width for width in widths))
    for row in rows:
        lines += _row(row, widths)
    return "\n".join(line.rstrip() for line in lines)


def shown_width(text: str) -> int:
    """Give how many columns of a terminal a text takes; letters of East Asia take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    parts = [
        textwrap.wrap(cell, width, break_on_hyphens=False, break_long_words=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(len(part) for part in parts)
    padded = [part + [""] * (height - len(part)) for part in parts]
    return ["  ".join(_padded(column[line], width) for column, width in zip(padded, widths, strict=True)) for line in range(height)]


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - shown_width(text))
