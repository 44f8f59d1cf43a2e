"""Numbers of page one as links to the place of the brief where they come from."""

import re

from markupsafe import Markup, escape

_NUMBER = re.compile(r"(?<![\w.])[+−-]?\d(?:[\d,.]*\d)?")


def linked_numbers(text: str, place: str) -> Markup:
    """
    Give a text whose numbers lead to a place of the brief; what it says stays as it is.

    Args:
        text: The text.
        place: The id of the place, such as `game`.

    >>> linked_numbers("E3: 4.5 of 12 < 20", "game").striptags()
    'E3: 4.5 of 12 < 20'
    """
    parts, end = [], 0
    for figure in _NUMBER.finditer(text):
        parts += [escape(text[end : figure.start()]), _link(figure[0], place)]
        end = figure.end()
    return Markup("").join([*parts, escape(text[end:])])


def place_of(address: str) -> str:
    """Give the id of the place of the brief where an entry stands."""
    section, _, name = address.partition(".")
    return f"assumption-{name}" if section == "assumptions" else section.replace("_", "-")


def _link(figure: str, place: str) -> Markup:
    return Markup('<a class="figure" href="#{}">{}</a>').format(place, figure)
