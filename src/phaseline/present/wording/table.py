"""A table of words, ready to be set; and an answer as paragraphs and tables."""

from phaseline.terms.record import record


@record
class WordTable:
    """
    A table of words.

    Args:
        title: Its title.
        lead: What a reader has to know first.
        head: The titles of its columns.
        rows: Its rows; the first cell names the row.
        places: What each cell is about, as a command takes it, row by row and cell by cell; empty
            for a cell that is about nothing that can be asked. None at all where no cell is.
    """

    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...] = ()


AnswerPart = str | WordTable  # of an answer, in order: a paragraph, or a table
