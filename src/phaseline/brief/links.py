"""Numbers of page one as links to the place of the brief where they come from."""

import re
from calendar import month_abbr, month_name
from collections.abc import Collection, Mapping

from markupsafe import Markup, escape

_MONTHS = "|".join([*month_name[1:], *month_abbr[1:]])  # the whole names before their beginnings
# A number, or a day or a month with its year, which is one figure.
_NUMBER = re.compile(rf"(?<![\w.])(?:(?:\d{{1,2}} )?(?:{_MONTHS}) \d{{4}}|[+−-]?\d(?:[\d,.]*\d)?)")
_LAST_RESORT = "scope"  # method and limits, which every brief has
_PLACES: Mapping[str, tuple[str, ...]] = {
    "ladders": ("demands", "measures", "threats", "red_lines", "technologies", "acts", "tracks"),
    "figures": ("games",),
    "law": (
        "provisions",
        "terms",
        "encodings",
        "options",
        "amendments",
        "institutions",
        "procedures",
        "whips",
        "polls",
    ),
    "supply": ("needs", "stocks", "counters", "donors", "routes"),
    "assumptions": ("derived",),
    "timeline": ("events",),
    "notes": ("facts", "sources"),
}
_PLACE_OF_SECTION = {name: place for place, names in _PLACES.items() for name in names}


class Ways:
    """
    The ways from a number to where it comes from, in one brief.

    Args:
        places: The ids of its sections.
    """

    def __init__(self, places: Collection[str]) -> None:
        self._places = frozenset(places)

    def linked(self, text: str, place: str) -> Markup:
        """
        Give a text whose numbers lead to a place of the brief; what it says stays as it is.

        Args:
            text: The text.
            place: The id of the place, such as `takes`.

        >>> Ways(["takes"]).linked("E3: 4.5 of 12 < 20", "takes").striptags()
        'E3: 4.5 of 12 < 20'
        >>> str(Ways(["takes"]).linked("by 1 May 2031", "takes"))
        'by <a class="figure" href="#takes">1 May 2031</a>'
        """
        parts, end = [], 0
        for figure in _NUMBER.finditer(text):
            parts += [escape(text[end : figure.start()]), _link(figure[0], self._held(place))]
            end = figure.end()
        return Markup("").join([*parts, escape(text[end:])])

    def place_of(self, address: str) -> str:
        """
        Give the id of the place of the brief where an entry stands.

        >>> Ways(["law"]).place_of("whips.count.votes"), Ways([]).place_of("assumptions.wait")
        ('law', 'assumption-wait')
        """
        section, _, name = address.partition(".")
        if section == "assumptions" and name:
            return f"assumption-{name.partition('.')[0]}"
        return self._held(_PLACE_OF_SECTION.get(section, section))

    def _held(self, place: str) -> str:
        """Give a place that the brief has: this one, or that of its method."""
        return place if place in self._places else _LAST_RESORT


def _link(figure: str, place: str) -> Markup:
    return Markup('<a class="figure" href="#{}">{}</a>').format(place, figure)
