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

    What folded parts alone cite is numbered after all else, so that the notes on paper have no
    holes: a first pass over a document tells which these are, and `printed_first` numbers anew.

    Args:
        case: The case whose sources are cited.
    """

    def __init__(self, case: Case) -> None:
        self.case, self.sources = case, case.sources
        self.notes: dict[tuple[str, str, str], Note] = {}
        self.printed: set[int] = set()
        self._is_folded = False

    def begin(self) -> str:
        """Begin a folded part; gives nothing to a template that asks."""
        self._is_folded = True
        return ""

    def end(self) -> str:
        """End it."""
        self._is_folded = False
        return ""

    def printed_first(self) -> "Citations":
        """Give the same citations numbered anew: those outside folded parts come first."""
        anew = Citations(self.case)
        for is_printed in (True, False):
            for note in self.notes.values():
                if (note.number in self.printed) is is_printed:
                    anew.numbers((note.cite,))
        anew.printed = set(range(1, len(self.printed) + 1))
        return anew

    def numbers(self, cites: tuple[Cite, ...]) -> tuple[int, ...]:
        """Give the numbers of some citations, entering those that are new."""
        return tuple(self._number(cite) for cite in cites if cite.source in self.sources.ids)

    def entered(self, *, is_printed: bool) -> tuple[Note, ...]:
        """Give the citations used so far, by number: those on paper, or those in folds alone."""
        notes = self.notes.values()
        return tuple(note for note in notes if (note.number in self.printed) is is_printed)

    def _number(self, cite: Cite) -> int:
        key = (cite.source, cite.exact, cite.locator)
        if key not in self.notes:
            self.notes[key] = Note(
                number=len(self.notes) + 1, cite=cite, source=self.sources[cite.source]
            )
        number = self.notes[key].number
        if not self._is_folded:
            self.printed.add(number)
        return number
