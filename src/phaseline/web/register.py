"""The register of the served case: what no worker can foresee is looked up in it."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from phaseline.api.cases import open_case
from phaseline.case.model.case import Case
from phaseline.case.showing import printable
from phaseline.desk.register.passages import EntryWithWords, entries_with
from phaseline.errors import PhaselineError
from phaseline.present.terminal.entries import entry_text, looked_up
from phaseline.present.terminal.passages import passages_text
from phaseline.terms.record import record
from phaseline.web.watching import Stamps, case_stamps

MOST_WORDS = 8
LONGEST = 200  # letters of what is looked for
_WORD = re.compile(r'"([^"]*)"|(\S+)')


@record
class Holding:
    """
    What a search comes to.

    Args:
        summary: How many entries hold the words, and in which sections, in a sentence.
        entries: The entries.
    """

    summary: str
    entries: tuple[EntryWithWords, ...]


class CaseRegister:
    """
    The case as it was read last without errors; read again when its files are otherwise.

    Args:
        name: The case, as it was named.
        where: Its folder or file.
    """

    def __init__(self, name: str, where: Path) -> None:
        self._name, self._where = name, where
        self._stamps: Stamps | None = None
        self._case: Case | None = None

    async def case(self) -> Case | None:
        """Give the case as its files are now, or as they were last without errors; None before."""
        return await self._current()

    @property
    def stamps(self) -> Stamps:
        """What tells the files of the case from what they were."""
        return case_stamps(self._where)

    async def holding(self, words: Sequence[str]) -> Holding | None:
        """
        Give the entries that hold all of some words; None while there is no case without errors.

        Args:
            words: The words or phrases.
        """
        case = await self._current()
        if case is None:
            return None
        entries = await asyncio.to_thread(entries_with, case, words)
        summary = passages_text(entries, words).partition("\n\n")[0]
        return Holding(summary=" ".join(summary.split()), entries=entries)

    async def entry(self, address: str) -> tuple[str, str] | None:
        """
        Give what stands at an address: the address in full, and the entry as text.

        Args:
            address: The address, or an id alone.

        Returns:
            Both; None while there is no case without errors.

        Raises:
            QuestionError: Nothing stands there; the nearest is named.
        """
        case = await self._current()
        if case is None:
            return None
        full, entry = looked_up(case, address)
        return full, entry_text(case, full, entry)

    async def _current(self) -> Case | None:
        stamps = self.stamps
        if stamps != self._stamps:
            try:
                report = await asyncio.to_thread(open_case, self._name)
            except PhaselineError:  # gone for a moment, or for good: the pages say which
                return self._case
            self._stamps = stamps
            if report.is_sound:
                self._case = report.reading.case
        return self._case


def search_words(text: str) -> tuple[str, ...]:
    """
    Give the words of what is looked for; what stands in quotation marks is a phrase.

    >>> search_words('ministry "air defence"')
    ('ministry', 'air defence')
    """
    pairs = _WORD.findall(printable(text[:LONGEST]))
    words = (" ".join((phrase or word).split()) for phrase, word in pairs)
    return tuple(word for word in words if word)[:MOST_WORDS]
