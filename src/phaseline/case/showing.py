"""How values and file names stand in messages: short, in one line, printable."""

from reprlib import Repr

LONGEST = 60


def shown(value: object) -> str:
    """
    Write a value as a message quotes it.

    >>> shown("x" * 5_000_000)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
    >>> shown([1, 2, 3, 4])
    '[1, 2, 3, ...]'
    """
    if value is None:
        return "nothing"
    text = repr(value[: LONGEST + 1]) if isinstance(value, str) else _outline().repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}…"


def clipped(text: str, most: int = 1_000) -> str:
    """
    Cut a text that is longer than a reader can use.

    >>> clipped("words and words", 7)
    'words a…'
    """
    return text if len(text) <= most else f"{text[:most]}…"


def _outline() -> Repr:
    """Give what writes the beginning of a list or an entry, however long it is."""
    outline = Repr()
    outline.maxlist = outline.maxdict = 3
    outline.maxlevel = 2
    return outline


def printable(name: str) -> str:
    r"""
    Write a file name so that it can be printed anywhere: what is no text in it is escaped.

    >>> printable("facts\n\udcff.yaml")
    'facts\\n\\udcff.yaml'
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in name
    )
