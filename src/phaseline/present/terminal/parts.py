"""An answer of paragraphs and tables, laid out for a terminal."""

from collections.abc import Iterable

from phaseline.present.wording.columns import shown_width
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.table import AnswerPart, WordTable

_WIDEST = 44  # columns that a cell takes up before it is wrapped
_NARROWEST = 8


def parts_text(title: str, parts: Iterable[AnswerPart]) -> str:
    """
    Give an answer under its title.

    Args:
        title: The title; none where it is empty.
        parts: The paragraphs and tables, in order.
    """
    head = [heading(title)] if title else []
    return "\n\n".join([*head, *map(_laid_out, parts)])


def _laid_out(part: AnswerPart) -> str:
    if isinstance(part, str):
        return wrapped(part)
    shown = table(part.head, part.rows, widths=_widths(part))
    return f"{wrapped(f'{part.title}:')}\n{shown}"


def _widths(board: WordTable) -> tuple[int, ...]:
    """Give each column the room of its longest cell, within bounds."""
    columns = zip(board.head, *board.rows, strict=True)
    longest = (max(map(shown_width, column)) for column in columns)
    return tuple(min(_WIDEST, max(_NARROWEST, width)) for width in longest)
