"""
A person goes through the sentences of a case: each decision is written at once, and can be taken
back; what somebody else has written meanwhile is read anew, and nothing is written over it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from phaseline.case.compose import is_plain
from phaseline.case.model.case import Case
from phaseline.case.read import CaseReading, CaseTexts
from phaseline.errors import QuestionError
from phaseline.papers.confirming import decided, entered, fact_entry, faults_of
from phaseline.papers.entering import with_entry
from phaseline.papers.happenings import event_entry, faults_of_event
from phaseline.papers.stubs import Stub, Stubs, StubState
from phaseline.terms.record import record

CHANGED = "the files of the case have changed meanwhile and were read anew; nothing written"
UNSEEN = "holds signs that nobody sees; write it as plain text on one line"
FACTS, EVENTS = "facts", "events"
_MAKERS = {FACTS: (fact_entry, faults_of), EVENTS: (event_entry, faults_of_event)}


class WrittenMeanwhile(QuestionError):
    """Somebody else has written to the files: they were read anew, and nothing was written."""


class ReviewedPapers(Protocol):
    """A case with its stubs and its texts, wherever they lie."""

    reading: CaseReading
    files: CaseTexts
    stubs: Stubs

    @property
    def has_changed(self) -> bool:
        """Whether somebody else has written to the case or its stubs since they were read."""

    @property
    def folders(self) -> Sequence[str]:
        """Where the files of the papers may lie, the folder of their texts first."""

    def load(self) -> None:
        """Read everything anew."""

    def text(self, source: str) -> str:
        """Give the text of a source; empty where there is none."""

    def write(self, texts: Mapping[str, str], stubs: Stubs) -> None:
        """Write files of the case and its stubs, all or none."""


@record
class ReviewStep:
    """
    Something that was written, and can be taken back.

    Attributes:
        number: How many were written before it, and it.
        names: The ids of the sentences that were decided on.
        addresses: The addresses of the facts that were made.
        texts: The files of the case as they were, by name.
        stubs: The stubs as they were.
    """

    number: int
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    texts: Mapping[str, str]
    stubs: Stubs


@record
class Confirmation:
    """
    A fact or an event that a person makes of a sentence.

    Attributes:
        name: The id of the stub.
        fields: The fields of the fact, as the person left them.
        is_whole: Whether the sentence holds no further fact.
        section: Where it goes: facts, or events for what took place.
    """

    name: str
    fields: Mapping[str, str]
    is_whole: bool = True
    section: str = FACTS


class Review:
    """
    What is gone through, and what was written of it.

    Args:
        papers: The case with its stubs and texts.
    """

    def __init__(self, papers: ReviewedPapers) -> None:
        self.papers = papers
        self.steps: list[ReviewStep] = []
        self._count = 0

    @property
    def case(self) -> Case:
        """
        The case as it was last read.

        Raises:
            LookupError: Never: papers without a case are refused before.
        """
        if self.papers.reading.rest is None:
            raise LookupError("a case that cannot be read")
        return self.papers.reading.rest

    def stub(self, name: str) -> Stub | None:
        """Give a sentence by its id; None where there is none."""
        return next((stub for stub in self.papers.stubs.stubs if stub.id == name), None)

    def sentence(self, stub: Stub) -> str:
        """Give the words of a sentence."""
        return self.papers.text(stub.source)[stub.start : stub.end]

    def confirm(
        self, confirmations: Sequence[Confirmation], *, confirmed_by: str
    ) -> Mapping[str, tuple[str, ...]]:
        """
        Write facts and events into the case, all of them or none.

        Args:
            confirmations: What becomes an entry, each of another sentence.
            confirmed_by: Who confirms it.

        Returns:
            Why nothing was written, by the id of the stub; nothing where it was.

        Raises:
            WrittenMeanwhile: The files have changed meanwhile.
            QuestionError: A file cannot be edited or written.
            EngineError: The file system stopped.
        """
        texts, stubs = dict(self.papers.files.texts), self.papers.stubs
        faults: dict[str, tuple[str, ...]] = {}
        changed: dict[str, str] = {}
        addresses, seen = [], set[str]()
        for wanted in confirmations:
            stub = self.stub(wanted.name)
            refused = self._refused(wanted, confirmed_by, seen)
            seen.add(wanted.name)
            if stub is None or refused:
                faults[wanted.name] = refused or ("the papers hold no such sentence any more",)
                continue
            entry_of, faults_in = _MAKERS[wanted.section]
            text = self.papers.text(stub.source)
            entry = entry_of(stub, wanted.fields, self.case, text, confirmed_by=confirmed_by)
            problems = faults_in(entry, self.case, stub, text)
            if problems:
                faults[wanted.name] = problems
                continue
            address = f"{wanted.section}.{entry['id']}"
            entered_texts = with_entry(texts, wanted.section, entry)
            texts, changed = {**texts, **entered_texts}, {**changed, **entered_texts}
            stubs = entered(stubs, stub.id, address, is_whole=wanted.is_whole)
            addresses.append(address)
        if not faults:
            names = tuple(wanted.name for wanted in confirmations)
            self._write(changed, stubs, names, tuple(addresses))
        return faults

    def decide(self, names: Collection[str], state: StubState, reason: str) -> None:
        """
        Reject or skip sentences: one decision, which is taken back as one.

        Args:
            names: The ids of the stubs.
            state: What becomes of them.
            reason: Why.

        Raises:
            WrittenMeanwhile: The files have changed meanwhile.
            QuestionError: They cannot be written, or the reason holds signs that nobody sees.
            EngineError: The file system stopped.
        """
        if not is_plain(reason):
            raise QuestionError(f"the reason {UNSEEN}")
        stubs = self.papers.stubs
        for name in names:
            stubs = decided(stubs, name, state, reason)
        self._write({}, stubs, tuple(names), ())

    def undo(self) -> ReviewStep | None:
        """
        Take back what was written last; gives it, or None where there is nothing.

        Raises:
            WrittenMeanwhile: The files have changed meanwhile.
            QuestionError: They cannot be written.
            EngineError: The file system stopped.
        """
        if self.is_reloaded():
            raise WrittenMeanwhile(CHANGED)
        if not self.steps:
            return None
        step = self.steps[-1]
        self._write_unchanged(step.texts, step.stubs)
        self.steps.pop()
        return step

    def is_reloaded(self) -> bool:
        """
        Read the case anew where its files have changed, and say whether they had.

        Nothing that was written before can be taken back then: it would take with it what somebody
        else has written.
        """
        if not self.papers.has_changed:
            return False
        self.papers.load()
        self.steps.clear()
        return True

    def _refused(
        self, wanted: Confirmation, confirmed_by: str, seen: Collection[str]
    ) -> tuple[str, ...]:
        """Say why a confirmation is none that a case could hold."""
        texts = {**wanted.fields, "confirmed by": confirmed_by}
        unseen = [f"{name} {UNSEEN}" for name, text in texts.items() if not is_plain(text)]
        again = ["the sentence is confirmed twice at once"] if wanted.name in seen else []
        return (*unseen, *again)

    def _write(
        self,
        texts: Mapping[str, str],
        stubs: Stubs,
        names: tuple[str, ...],
        addresses: tuple[str, ...],
    ) -> None:
        files = self.papers.files.texts
        step = ReviewStep(
            number=self._count + 1,
            names=names,
            addresses=addresses,
            texts={name: files.get(name, _without_entries(name)) for name in texts},
            stubs=self.papers.stubs,
        )
        self._write_unchanged(texts, stubs)
        self._count += 1
        self.steps.append(step)

    def _write_unchanged(self, texts: Mapping[str, str], stubs: Stubs) -> None:
        """
        Write, unless somebody else has written meanwhile: then all is read anew.

        Raises:
            WrittenMeanwhile: Somebody has.
            QuestionError: The files cannot be written.
        """
        if self.is_reloaded():
            raise WrittenMeanwhile(CHANGED)
        try:
            self.papers.write(texts, stubs)
        except QuestionError as error:
            if self.is_reloaded():  # between the look and the lock
                raise WrittenMeanwhile(CHANGED) from error
            raise


def _without_entries(name: str) -> str:
    """Give a file of a section in which nothing is entered: an empty one is none."""
    return f"{name.removesuffix('.yaml')}: []\n"
