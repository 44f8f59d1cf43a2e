"""How a text begins."""


def capitalised(text: str) -> str:
    """
    Begin a text with a capital and leave the rest as it stands: names keep theirs.

    >>> capitalised("votes of the EU"), capitalised("")
    ('Votes of the EU', '')
    """
    return f"{text[:1].upper()}{text[1:]}"
