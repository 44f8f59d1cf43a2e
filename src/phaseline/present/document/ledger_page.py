"""The entries of a ledger in words: what each says, who wrote it, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from phaseline.case.model.case import Case
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.watch import OUTCOME_WORDS, day_words, level_words
from phaseline.present.wording.words import Words
from phaseline.terms.instant import clock_text, instant_of, is_timed
from phaseline.terms.record import record
from phaseline.watch.canonical import Json
from phaseline.watch.ledger import ActorSort, LedgerEntry
from phaseline.watch.reports import RETRACTION

_KINDS = {
    "report": "report",
    "act": "act",
    "threat": "threat",
    "measure": "measure",
    "resolved": "what became so",
    "retraction": "retraction",
}
_SORTS = {
    ActorSort.PERSON: "a person",
    ActorSort.IMPORT: "an import",
    ActorSort.RULE: "a rule",
}
_STATES = {
    **OUTCOME_WORDS,
    "met": "its condition is met",
    "in_force": "in force",
    "ended": "ended",
    "so": "so",
    "not_so": "not so",
}


@record
class EntryLine:
    """
    An entry of a ledger in words.

    Args:
        number: Its number.
        entered: When it was entered.
        by: Who entered it.
        sort: Whether that was a person, an import or a rule.
        kind: What kind of entry it is.
        says: What it says.
        stands: Whether it counts, or by which entry it is retracted and why.
        may_be_retracted: Whether it can be retracted still.
    """

    number: int
    entered: str
    by: str
    sort: str
    kind: str
    says: str
    stands: str
    may_be_retracted: bool


def entry_lines(
    case: Case | None,
    entries: Sequence[LedgerEntry],
    retractions: Mapping[str, LedgerEntry],
    numbers: Mapping[str, int],
) -> tuple[EntryLine, ...]:
    """
    Give entries in words.

    Args:
        case: The case; None where its files have errors, and ids stand for titles.
        entries: The entries.
        retractions: The entries that retract others, by the names of those.
        numbers: The numbers of entries by their names, of those at least that are retracted here.
    """
    return tuple(_line(case, entry, retractions.get(entry.draft.id), numbers) for entry in entries)


def _line(
    case: Case | None,
    entry: LedgerEntry,
    retraction: LedgerEntry | None,
    numbers: Mapping[str, int],
) -> EntryLine:
    draft = entry.draft
    content = draft.content if isinstance(draft.content, dict) else {}
    return EntryLine(
        number=entry.number,
        entered=_instant_words(draft.at),
        by=draft.by,
        sort=_SORTS[draft.sort],
        kind=_KINDS.get(draft.kind, draft.kind),
        says=_said(case, draft.kind, content, numbers),
        stands=_stands(draft.kind, retraction),
        may_be_retracted=retraction is None and draft.kind != RETRACTION,
    )


def _said(
    case: Case | None, kind: str, content: Mapping[str, Json], numbers: Mapping[str, int]
) -> str:
    """Say what an entry says: its words, who reports with which grades, and what it is about."""
    held = {name: str(value) for name, value in content.items()}
    if kind == RETRACTION:
        number = numbers.get(held.get("entry", ""))
        which = f"entry {number}" if number is not None else "an entry that is not there"
        return f"retracts {which}: {held.get('because', '')}"
    source, dated = _source_words(case, held.get("source", "")), _dated(held.get("when", ""))
    parts = [
        f"{held.get('says', '')} ({source}, {held.get('grade', '')}, {dated})",
        _about(case, kind, held, is_seen=content.get("seen") is not False),
        f"TLP:{held['tlp']}" if held.get("tlp") else "",
    ]
    return "; ".join(part for part in parts if part)


def _about(case: Case | None, kind: str, held: Mapping[str, str], *, is_seen: bool) -> str:
    if held.get("indicator"):
        indicator = case.indicators.get(held["indicator"]) if case else None
        title = indicator.title if indicator else held["indicator"]
        return f"of: {title}" if is_seen else f"looked for in vain: {title}"
    if held.get("track"):
        track = case.tracks.get(held["track"]) if case else None
        title = track.title if track else held["track"]
        return f"{title}: {level_words(held.get('level', ''))}"
    if held.get("of"):
        return f"{_moved_words(case, kind, held['of'])}: {_STATES.get(held.get('state', ''), '')}"
    return ""


def _moved_words(case: Case | None, kind: str, name: str) -> str:
    """Name what an entry moves: a measure, a threat or a hypothesis."""
    if case is None:
        return name
    if kind == "measure" and name in case.measures.ids:
        return Words(case).within(f"measures.{name}")
    if kind == "resolved" and name in case.hypotheses.ids:
        return case.hypotheses[name].title
    threat, counter = case.threats.get(name), case.counter_threats.get(name)
    if threat is not None:
        return threat.says
    return counter.consequence if counter is not None else name


def _source_words(case: Case | None, name: str) -> str:
    channel = case.channels.get(name) if case else None
    if channel is not None:
        return channel.title
    return Words(case).source(name) if case and name in case.sources.ids else name


def _stands(kind: str, retraction: LedgerEntry | None) -> str:
    if kind == RETRACTION:
        return "—"
    if retraction is None:
        return "stands"
    content = retraction.draft.content
    because = str(content.get("because", "")) if isinstance(content, dict) else ""
    return f"retracted by entry {retraction.number}: {because}"


def _dated(text: str) -> str:
    """Write the day of an entry, or its instant."""
    try:
        if is_timed(text):
            instant = instant_of(text)
            return f"{day_words(instant.date())}, {clock_text(instant)} UTC"
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def _instant_words(at: str) -> str:
    """
    Write an instant.

    >>> _instant_words("2031-05-02T09:00:00Z")
    '2 May 2031, 09:00 UTC'
    """
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{day_words(instant.date())}, {instant:%H:%M} UTC"


def ledger_board(lines: Sequence[EntryLine]) -> WordTable:
    """Give entries as a table."""
    return WordTable(
        title="Entries, the latest first",
        lead="",
        head=("Entry", "Entered", "By", "Kind", "What it says", "Stands"),
        rows=tuple(
            (
                str(line.number),
                line.entered,
                f"{line.by} ({line.sort})",
                line.kind,
                line.says,
                line.stands,
            )
            for line in lines
        ),
    )
