"""Blocks of text for the terminal: headings, wrapped paragraphs, aligned tables."""

from collections.abc import Iterable, Sequence

from phaseline.present.wording.columns import lines_within, shown_width

WIDTH = 100


def wrapped(text: str, *, indent: int = 0, hang: int | None = None, width: int = WIDTH) -> str:
    """Wrap a paragraph; `hang` indents its further lines."""
    first, later = " " * indent, " " * (indent if hang is None else hang)
    return "\n".join(lines_within(text, width, first=first, later=later)) or first.rstrip()


def heading(text: str) -> str:
    """Underline a title; one that is wider than the terminal runs over several lines."""
    lines = lines_within(text, WIDTH) or [""]
    return "\n".join([*lines, "─" * min(max(map(shown_width, lines)), WIDTH)])


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[int]) -> str:
    """
    Give a table with wrapped cells.

    Args:
        head: The titles of the columns.
        rows: The cells, row by row.
        widths: The width of each column, in columns of the terminal.
    """
    lines = _row(head, widths)
    lines.append("  ".join("─" * width for width in widths))
    for row in rows:
        lines += _row(row, widths)
    return "\n".join(line.rstrip() for line in lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    parts = [lines_within(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    height = max(len(part) for part in parts)
    padded = [part + [""] * (height - len(part)) for part in parts]
    return [
        "  ".join(
            _padded(column[line], width) for column, width in zip(padded, widths, strict=True)
        )
        for line in range(height)
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - shown_width(text))
