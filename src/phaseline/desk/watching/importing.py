"""
Lists of reports on their way to the ledger: what is the same is entered once, what has changed
supersedes, what is withdrawn is retracted, and what no watch could use is refused with why.

A row that bears its sender's name for it is known again by that and its source; any other is known
by all that it says. Each version is an entry of its own, whose name follows from the one and the
count of versions before it: a list with one version of each that is sent twice, or whose import was
broken off, is entered once. Where a list itself tells several versions the last one stands. Rows go
to the ledger in batches, each whole or not at all, and a version never without the retraction of
the one that it supersedes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice

from phaseline.case.model.case import Case
from phaseline.desk.watching.entering import ReportWords, held_to_case
from phaseline.errors import QuestionError
from phaseline.terms.record import record
from phaseline.watch.canonical import canonical
from phaseline.watch.ledger import ActorSort, LedgerDraft, LedgerEntry, LedgerStore
from phaseline.watch.reports import RETRACTION, GradedReport, content_of_report
from phaseline.watch.rows import ReportRow, truth_of

TOGETHER = 1_000  # rows of one transaction
_OPTION = re.compile(r"--(?:not-)?([a-z]+)")  # whether something was seen is one column
_ENTERED, _REPEATED, _SUPERSEDED = "entered", "repeated", "superseded"
_WITHDRAWN, _REFUSED = "withdrawn", "refused"


@record
class ImportTally:
    """
    What became of the rows of a list.

    Args:
        entered: How many were new.
        repeated: How many said what the ledger holds already.
        superseded: How many took the place of an earlier version.
        withdrawn: How many retracted one.
        refused: How many no watch could use.
    """

    entered: int
    repeated: int
    superseded: int
    withdrawn: int
    refused: int


@record
class ImportedBy:
    """
    Who imports, from where and when.

    Args:
        name: Who imports.
        list: The name of the list, for what a retraction says.
        now: When, in a zone of their own; see `held_to_case`.
    """

    name: str
    list: str
    now: datetime

    @property
    def at(self) -> str:
        """When, as an instant in UTC."""
        return self.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@record
class _ReadRow:
    """A row that could be used: what it is known by, and its report; None where it is withdrawn."""

    row: ReportRow
    key: str
    report: GradedReport | None


def import_rows(
    case: Case,
    store: LedgerStore,
    rows: Iterable[ReportRow],
    *,
    by: ImportedBy,
    refuse: Callable[[ReportRow], None],
) -> ImportTally:
    """
    Enter the rows of a list.

    Args:
        case: The case.
        store: Its ledger.
        rows: The rows, in their order.
        by: Who imports them.
        refuse: Takes each row that is not entered, with why.

    Raises:
        QuestionError: The list cannot be read any further.
        EngineError: The disk is full, or the ledger cannot be written; batches before stand.
    """
    remaining, tally = iter(rows), Counter[str]()
    while batch := list(islice(remaining, TOGETHER)):
        read = list(_read(case, batch, by, lambda row: _refused(tally, refuse, row)))
        known = _Versions(store, [used.key for used in read])
        drafts: list[LedgerDraft] = []
        for used in read:
            try:
                drafts += known.following(used, by, tally)
            except QuestionError as error:
                _refused(tally, refuse, replace(used.row, why=in_row_words(error)))
        if drafts:
            store.append(drafts)
    return ImportTally(
        entered=tally[_ENTERED],
        repeated=tally[_REPEATED],
        superseded=tally[_SUPERSEDED],
        withdrawn=tally[_WITHDRAWN],
        refused=tally[_REFUSED],
    )


class _Versions:
    """The versions that stand of the rows of a batch, on the ledger and within the batch."""

    def __init__(self, store: LedgerStore, keys: Sequence[str]) -> None:
        self._last: dict[str, tuple[int, str, object]] = {}  # number, kind and content; by key
        waiting, number = list(dict.fromkeys(keys)), 0
        while waiting:
            names = [name for key in waiting for name in _names(key, number)]
            standing = store.among(names)
            for key in waiting:
                self._take(key, number, standing)
            waiting = [key for key in waiting if _names(key, number)[0] in standing]
            number += 1

    def _take(self, key: str, number: int, standing: Mapping[str, LedgerEntry]) -> None:
        """Keep the latest version of a key."""
        entry_name, withdrawn_name = _names(key, number)
        if entry_name in standing:
            draft = standing[entry_name].draft
            is_gone = withdrawn_name in standing
            self._last[key] = (number, "" if is_gone else draft.kind, draft.content)

    def following(
        self, used: _ReadRow, by: ImportedBy, tally: "Counter[str]"
    ) -> Iterator[LedgerDraft]:
        """
        Give what a row adds to the ledger.

        Raises:
            QuestionError: It withdraws what does not stand.
        """
        number, kind, content = self._last.get(used.key, (-1, "", None))
        if used.report is None:
            if not kind:
                raise QuestionError(
                    f"withdrawn: nothing of the id {used.row.cells.get('id', '')!r} stands"
                )
            tally[_WITHDRAWN] += 1
            self._last[used.key] = (number, "", content)
            yield _gone(used.key, number, by, "withdrawn by its sender")
            return
        held = content_of_report(used.report)
        if (kind, content) == (used.report.kind, held):
            tally[_REPEATED] += 1
            return
        tally[_SUPERSEDED if kind else _ENTERED] += 1
        if kind:
            yield _gone(used.key, number, by, "superseded by its sender")
        self._last[used.key] = (number + 1, used.report.kind, held)
        yield LedgerDraft(
            id=_names(used.key, number + 1)[0],
            by=by.name,
            sort=ActorSort.IMPORT,
            at=by.at,
            kind=used.report.kind,
            content=held,
        )


def _names(key: str, number: int) -> tuple[str, str]:
    """Give the names of a version, and of its retraction."""
    return f"{key}.{number}", f"{key}.{number}.gone"


def _gone(key: str, number: int, by: ImportedBy, why: str) -> LedgerDraft:
    name, retraction = _names(key, number)
    return LedgerDraft(
        id=retraction,
        by=by.name,
        sort=ActorSort.IMPORT,
        at=by.at,
        kind=RETRACTION,
        content={"entry": name, "because": f"{why} ({by.list})"},
    )


def _refused(tally: "Counter[str]", refuse: Callable[[ReportRow], None], row: ReportRow) -> None:
    tally[_REFUSED] += 1
    refuse(row)


def _read(
    case: Case, rows: Iterable[ReportRow], by: ImportedBy, refuse: Callable[[ReportRow], None]
) -> Iterator[_ReadRow]:
    """Give the rows that could be used, and hand over the others."""
    for row in rows:
        if row.why:
            refuse(row)
            continue
        try:
            yield _used(case, row, by.now)
        except QuestionError as error:
            refuse(replace(row, why=in_row_words(error)))


def in_row_words(error: QuestionError) -> str:
    """
    Say an error of the command line as a list has it: an option by the name of its column.

    >>> in_row_words(QuestionError("--grade: found 'Z9'; say why by --because"))
    "grade: found 'Z9'; say why by “because”"
    """
    first, colon, rest = f"{error}".partition(":")
    named = _OPTION.fullmatch(first)
    text = f"{named[1]}:{rest}" if named and colon else f"{error}"
    return _OPTION.sub(lambda option: f"“{option[1]}”", text)


def report_of_row(case: Case, row: ReportRow, *, now: datetime, name: str) -> GradedReport:
    """
    Give the report of a row that has to be one.

    Args:
        case: The case.
        row: The row.
        now: The instant of who asks; see `held_to_case`.
        name: The name of its list.

    Raises:
        QuestionError: It is none, or withdraws one.
    """
    why = row.why
    try:
        report = None if why else _used(case, row, now).report
    except QuestionError as error:
        report, why = None, in_row_words(error)
    if report is None:
        raise QuestionError(
            f"{name}, {row.unit} {row.line}: {why or 'found a row that is withdrawn'}"
        )
    return report


def _used(case: Case, row: ReportRow, now: datetime) -> _ReadRow:
    """
    Hold a row to the case.

    Raises:
        QuestionError: No watch could use it.
    """
    cells = row.cells
    own = cells.get("id", "").strip()
    if truth_of(cells.get("withdrawn", ""), column="withdrawn", otherwise=False):
        if not own:
            raise QuestionError("withdrawn: it has no id; expected that of the row it withdraws")
        return _ReadRow(row=row, key=_key("id", cells.get("source", ""), own), report=None)
    words = ReportWords(
        says=cells.get("says", ""),
        source=cells.get("source", ""),
        grade=cells.get("grade", ""),
        when=cells.get("when", ""),
        indicator=cells.get("of", ""),
        is_seen=truth_of(cells.get("seen", ""), column="seen", otherwise=True),
        origin=cells.get("origin", ""),
        because=cells.get("because", ""),
        act=cells.get("act", ""),
        threat=cells.get("threat", ""),
        measure=cells.get("measure", ""),
        resolved=cells.get("resolved", ""),
        tlp=cells.get("tlp", ""),
        ref=own,
    )
    report = held_to_case(case, words, now=now)
    if own:
        return _ReadRow(row=row, key=_key("id", report.source, own), report=report)
    content = canonical(content_of_report(report)).decode()
    return _ReadRow(row=row, key=_key("row", report.kind, content), report=report)


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]
