"""Citations numbered in the order in which a reader meets them."""

from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite
from phaseline.case.model.evidence import Source
from phaseline.terms.record import record


@record
class Note:
    """
    One numbered citation.

    Args:
        number: Its number in the document.
        cite: The citation.
        source: The source it leads to.
    """

    number: int
    cite: Cite
    source: Source


class Citations:
    """
    Numbers citations as they are used; the same passage keeps its number.

    Args:
        case: The case whose sources are cited.
    """

    def __init__(self, case: Case) -> None:
        self.sources = case.sources
        self.notes: dict[tuple[str, str, str], Note] = {}

    def numbers(self, cites: tuple[Cite, ...]) -> tuple[int, ...]:
        """Give the numbers of some citations, entering those that are new."""
        return tuple(self._number(cite) for cite in cites if cite.source in self.sources.ids)

    def entered(self) -> tuple[Note, ...]:
        """Give every citation used so far, by number."""
        return tuple(self.notes.values())

    def _number(self, cite: Cite) -> int:
        key = (cite.source, cite.exact, cite.locator)
        if key not in self.notes:
            self.notes[key] = Note(
                number=len(self.notes) + 1, cite=cite, source=self.sources[cite.source]
            )
        return self.notes[key].number
