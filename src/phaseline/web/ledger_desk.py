"""
The ledger at the desk: what a form enters and retracts, what is shown of it, and what is signed.

Nothing is decided here that the command line decides otherwise: a report is held to the case by the
same function, and a retraction is the same entry.
"""

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from phaseline.case.model.case import Case
from phaseline.desk.watching.entering import held_to_case, require_plain, retracting, retractions
from phaseline.desk.watching.sending import FORMS, sent_reports
from phaseline.errors import EngineError, QuestionError
from phaseline.terms.record import record
from phaseline.watch.audit import LedgerHead, head, require_sound, sound_entries, verified
from phaseline.watch.canonical import Json
from phaseline.watch.checkpoint import PublicKey, checkpoint_text, head_of, public_key
from phaseline.watch.exporting import entry_named, proof
from phaseline.watch.keys import SigningKey
from phaseline.watch.ledger import EntryConflictError, LedgerDraft, LedgerEntry
from phaseline.watch.places import ledger_path
from phaseline.watch.reports import RETRACTION, content_of_report, drafted, reported
from phaseline.watch.sqlite import SqliteLedger
from phaseline.web.messages import LedgerPart
from phaseline.web.report_form import words_of_form
from phaseline.web.watching import Stamps, file_stamps

AT_ONCE = 1_000  # entries that are read from the file together
_NAME = re.compile(r"[0-9a-f]{32}")
PATIENCE = 5.0  # seconds in which a page answers where another program keeps the file
_TRIES = 5  # at a ledger that grows while it is proved

OpenKey = Callable[[], SigningKey]


def no_key() -> SigningKey:
    """
    Have no key to sign with.

    Raises:
        EngineError: Always.
    """
    raise EngineError("there is no key to sign the ledger with")


@record
class DeskOwner:
    """
    Who serves a case.

    Args:
        key: Gives the key that they sign with, made the first time that something is signed.
        now: Gives the instant, in their own time: what they enter is of its day at the latest.
    """

    key: OpenKey
    now: Callable[[], datetime]


NOBODY = DeskOwner(key=no_key, now=lambda: datetime(1970, 1, 1, tzinfo=UTC))


@record
class SignedLedger:
    """
    A ledger as it stands, and what others keep of it.

    Args:
        head: Its length and root.
        checkpoint: Its signed checkpoint; empty where it has no entry.
        key: The key that bears the signature out, on one line; empty likewise.
    """

    head: LedgerHead
    checkpoint: str
    key: str


class LedgerDesk:
    """
    The ledger of a served case.

    Args:
        where: The folder or the file of the case.
        name: Gives the id of the case, by which its checkpoints are named.
        owner: Who serves it.
    """

    def __init__(self, where: Path, name: Callable[[], str], owner: DeskOwner) -> None:
        self.store = SqliteLedger(ledger_path(where), patience=PATIENCE)
        file = self.store.where
        self.files = (file, file.with_name(f"{file.name}-wal"))  # that change when it grows
        self._name, self._owner = name, owner
        self._retracted: dict[str, LedgerEntry] = {}
        self._signed: tuple[Stamps, int, SignedLedger] | None = None
        self._read = 0
        self._alone = threading.Lock()

    @property
    def today(self) -> date:
        """The day of who enters something."""
        return self._owner.now().date()

    @property
    def stamps(self) -> Stamps:
        """What tells its files from what they were, at the cost of a look at two names."""
        return file_stamps(self.files)

    def signed(self) -> SignedLedger:
        """
        Sign the ledger as it stands; one that has not grown since is signed already.

        Raises:
            EngineError: The ledger or the key cannot be read.
        """
        stamps, size = file_stamps(self.files), self.store.size()
        if self._signed is None or self._signed[:2] != (stamps, size):
            self._signed = (stamps, size, self._sign())
        return self._signed[2]

    def _sign(self) -> SignedLedger:
        now = head(self.store)
        if not now.size:
            return SignedLedger(head=now, checkpoint="", key="")
        key, origin = self._owner.key(), f"phaseline/{self._name()}"
        public = PublicKey(name=origin, key=key.public)
        text = checkpoint_text(now, origin=origin, key=key)
        return SignedLedger(head=now, checkpoint=text, key=public.text)

    def part(self) -> LedgerPart:
        """Give the entries that stand now, as a worker is asked of them."""
        signed = self.signed()
        return LedgerPart(
            where=str(self.store.where),
            size=signed.head.size,
            checkpoint=signed.checkpoint,
            key=signed.key,
        )

    def entered(self, case: Case, form: Mapping[str, str]) -> LedgerEntry:
        """
        Enter what a form says; one that is sent twice is entered once.

        Args:
            case: The case.
            form: Its fields.

        Raises:
            QuestionError: Something that it names is not there, or it is not graded.
            EngineError: The disk is full, or the file cannot be written.
        """
        by = _who(form, case)
        report = held_to_case(case, words_of_form(form), now=self._owner.now())
        draft = drafted(report.kind, content_of_report(report), by=by, at=self._instant())
        return self._entered(_named(draft, form))

    def retracted(self, case: Case, form: Mapping[str, str]) -> LedgerEntry:
        """
        Retract what a form names.

        Raises:
            QuestionError: There is no such entry, it is a retraction, or no reason is given.
            EngineError: The disk is full, or the file cannot be written.
        """
        by, because = _who(form, case), form.get("because", "")
        require_plain(because, "--because")
        gone = self.retractions()
        draft = retracting(
            self.store,
            form.get("entry", ""),
            # The form itself may have been sent already.
            retracted={
                name: entry for name, entry in gone.items() if entry.draft.id != form.get("name")
            },
            because=because,
            by=by,
            at=self._instant(),
        )
        return self._entered(_named(draft, form))

    def _entered(self, draft: LedgerDraft) -> LedgerEntry:
        """
        Enter a draft behind entries that are those that were written.

        Raises:
            TamperedLedgerError: One of them is not; nothing is entered.
        """
        require_sound(self.store)
        return self._appended(draft)

    def _instant(self) -> str:
        return self._owner.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _appended(self, draft: LedgerDraft) -> LedgerEntry:
        """
        Enter a draft, unless one of its name stands that says the same, whenever it was sent.

        Raises:
            EntryConflictError: One of its name stands with other words.
        """
        standing = self.store.named(draft.id)
        try:
            [entry] = [standing] if standing else self.store.append([draft])
        except EntryConflictError:  # the same form was sent by two windows at once
            standing = self.store.named(draft.id)
            if standing is None:
                raise
            entry = standing
        if (entry.draft.kind, entry.draft.content) != (draft.kind, draft.content):
            raise EntryConflictError(
                f"this form has been sent already, and stands as entry {entry.number} with other"
                " words: open the page anew to enter something else"
            )
        return entry

    def entries(self, before: int, most: int) -> tuple[LedgerEntry, ...]:
        """
        Give entries, the latest first.

        Args:
            before: The number of the entry before which they stand.
            most: How many at most.

        Raises:
            TamperedLedgerError: What lies there is no entry.
        """
        stop = max(0, min(before, self.store.size()))
        return tuple(reversed(list(self.store.entries(max(0, stop - most), stop))))

    def retractions(self) -> Mapping[str, LedgerEntry]:
        """Give the entries that retract others, by the names of those; each is read once."""
        with self._alone:
            size = self.store.size()
            if size < self._read:  # another file stands there by now
                self._retracted, self._read = {}, 0
            self._retracted.update(retractions(self.store.entries(self._read, size)))
            self._read = size
            return dict(self._retracted)

    def numbers(self, entries: Sequence[LedgerEntry]) -> Mapping[str, int]:
        """Give the numbers of those that some entries retract, by their names."""
        contents = (entry.draft.content for entry in entries if entry.draft.kind == RETRACTION)
        names = [str(held.get("entry", "")) for held in contents if isinstance(held, dict)]
        return {name: entry.number for name, entry in self.store.among(names).items()}

    def verified(self, against: str, key: str) -> tuple[LedgerHead, tuple[LedgerHead, ...]]:
        """
        Go through the whole ledger, held against a checkpoint that was kept elsewhere.

        Args:
            against: The checkpoint; empty to hold it against none.
            key: The key that bears its signature out; ours if empty.

        Returns:
            The head of the ledger, and what it was held against.

        Raises:
            TamperedLedgerError: It is not what was written, or does not go on from the checkpoint.
            QuestionError: The checkpoint or the key is none.
        """
        seen: tuple[LedgerHead, ...] = ()
        if against.strip():
            origin = f"phaseline/{self._name()}"
            ours = PublicKey(name=origin, key=self._owner.key().public)
            theirs = public_key(key) if key.strip() else ours
            seen = (head_of(f"{against.strip()}\n", key=theirs),)
        with self._alone:  # one audit at a time: each goes through all of it
            return verified(self.store, seen=seen), seen

    def proof(self, name: str) -> Mapping[str, Json]:
        """
        Give the proof that an entry stands on the ledger that a checkpoint names.

        Raises:
            QuestionError: There is no such entry, or the ledger grows too fast to be proved.
            TamperedLedgerError: A hash is missing.
        """
        for _ in range(_TRIES):
            signed = self.signed()
            entry = entry_named(self.store, name)
            held = proof(self.store, entry, checkpoint=signed.checkpoint, key=signed.key)
            if self.store.size() == signed.head.size:
                return held
        raise QuestionError("the ledger grows while it is proved; ask again in a moment")

    def lines(self, start: int, stop: int) -> str:
        """Give entries in the form that is hashed, a line each."""
        bodies = (entry.body.decode() for entry in self.store.entries(start, stop))
        return "".join(f"{body}\n" for body in bodies)

    def sent(self, case: Case, form: str, marking: str) -> Sequence[str]:
        """
        Give the reports that count as lines of a form that others read.

        Raises:
            QuestionError: There is no such form, or it is to be marked below what it cites.
        """
        if form not in FORMS:
            raise QuestionError(f"found {form!r}; expected one of {', '.join(FORMS)}")
        by = case.prepared_by or case.id
        reports = reported(sound_entries(self.store))
        return tuple(sent_reports(case, reports, form=form, marking=marking, by=by).lines)

    def chunks(self, size: int) -> Iterator[tuple[int, int]]:
        """Give the ranges in which the first entries are read, so that memory stays flat."""
        return ((start, min(start + AT_ONCE, size)) for start in range(0, size, AT_ONCE))

    def close(self) -> None:
        """Let the writing thread end once all that waits is written."""
        self.store.close()


def _who(form: Mapping[str, str], case: Case) -> str:
    """
    Give who enters something: as the form says, or who prepared the case.

    Raises:
        QuestionError: Nobody is named.
    """
    by = " ".join(form.get("by", "").split()) or case.prepared_by
    if not by:
        raise QuestionError("--by: say who enters it; the case does not say who prepared it")
    require_plain(by, "--by")
    return by


def _named(draft: LedgerDraft, form: Mapping[str, str]) -> LedgerDraft:
    """Give a draft the name that its form was made with, so that it is entered once."""
    name = form.get("name", "")
    return replace(draft, id=name) if _NAME.fullmatch(name) else draft
