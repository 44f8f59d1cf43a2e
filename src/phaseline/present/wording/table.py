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
    """

    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


AnswerPart = str | WordTable  # of an answer, in order: a paragraph, or a table
