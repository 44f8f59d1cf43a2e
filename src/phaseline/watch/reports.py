"""
What a desk enters: reports, acts that everybody sees, what becomes of threats, which measures come
into force, and that one of them is retracted.

A retraction is an entry of its own. Nothing is taken off the ledger, and whatever rests on it is
worked out anew from the entries that count on a day.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from sys import intern
from uuid import uuid4

from phaseline.errors import QuestionError
from phaseline.terms.instant import instant_of, instant_text, is_timed, start_of
from phaseline.terms.record import record
from phaseline.watch.canonical import Json
from phaseline.watch.ledger import ActorSort, EntryHeading, LedgerDraft, LedgerEntry

REPORT, ACT, RETRACTION = "report", "act", "retraction"
THREAT, MEASURE, RESOLUTION = "threat", "measure", "resolved"
SO, NOT_SO = "so", "not_so"  # of a hypothesis that is resolved
IN_FORCE, ENDED = "in_force", "ended"  # of a measure
_MOVING = (THREAT, MEASURE, RESOLUTION)
_STANDING = (REPORT, ACT, *_MOVING)
_WORDS = ("says", "source", "grade", "when", "indicator", "origin", "because")  # of every report
_GRADE = re.compile(r"[A-F][1-6]")


@record
class Movement:
    """
    What a threat, a measure or a hypothesis comes to, by what everybody sees.

    Args:
        kind: Of which kind it is: threat, measure or resolution.
        id: Its id in the case; of a resolution that of the hypothesis.
        state: What becomes of the threat; or that the measure is in force, or ended; or that the
            hypothesis was so, or not.
    """

    kind: str
    id: str
    state: str


@record
class GradedReport:
    """
    A report, as it was entered.

    Args:
        says: What it says.
        source: The id of the channel or source that reports.
        reliability: How far that is trusted: A to F.
        credibility: How far what it says is: 1 to 6.
        when: The day on which what it says was seen, or was reported; of one whose clock time is
            told the day of that instant in UTC.
        indicator: The id of what was to be seen; empty if none, and then it moves nothing.
        is_seen: Whether it was seen; otherwise it was looked for in vain.
        origin: The original source that it goes back to, in any words.
        because: Why it is graded otherwise than its channel; empty if it is not.
        track: Of an act, the id of the track on which it moves; empty of a report.
        level: Of an act, the level that it comes to.
        moves: What it says of a threat or a measure; None of a report and of an act.
        tlp: How far it may be passed on, a level of TLP 2.0; empty where it bears no marking.
        ref: The name that its sender knows it by; empty where it has none.
        instant: When on that day, in UTC; None where no clock time is told.
    """

    says: str
    source: str
    reliability: str
    credibility: str
    when: date
    indicator: str
    is_seen: bool
    origin: str
    because: str = ""
    track: str = ""
    level: str = ""
    moves: Movement | None = None
    tlp: str = ""
    ref: str = ""
    instant: datetime | None = None

    @property
    def moment(self) -> datetime:
        """Where it stands among others: a day without a clock time stands at its beginning."""
        return self.instant or start_of(self.when)

    @property
    def dated(self) -> str:
        """Its day, or its instant, as a ledger and a list have it."""
        return instant_text(self.instant) if self.instant else self.when.isoformat()

    @property
    def kind(self) -> str:
        """What kind of entry it is."""
        if self.moves:
            return self.moves.kind
        return ACT if self.track else REPORT

    @property
    def is_judged(self) -> bool:
        """Whether both grades could be given."""
        return self.reliability != "F" and self.credibility != "6"

    @property
    def grade(self) -> str:
        """Both grades, such as B2."""
        return f"{self.reliability}{self.credibility}"


@record
class Reported:
    """
    A report on the ledger.

    Args:
        entry: The heading of its entry; what stands there is what the report says.
        report: What it says.
        retracted: Why it does not count any more; None where it does.
    """

    entry: EntryHeading
    report: GradedReport
    retracted: str | None

    @property
    def name(self) -> str:
        """The name of its entry."""
        return self.entry.id

    @property
    def counts(self) -> bool:
        """Whether it stands, and both its grades could be given."""
        return self.retracted is None and self.report.is_judged


def grades(text: str) -> tuple[str, str]:
    """
    Read both grades off a text such as B2.

    Raises:
        QuestionError: It is none; a grade is never made up.
    """
    if not _GRADE.fullmatch(text):
        raise QuestionError(
            f"--grade: found {text!r}; expected how far the source is trusted, A to F, and how far"
            " what it says is, 1 to 6, such as B2; F and 6 where that cannot be judged"
        )
    return text[0], text[1]


def drafted(kind: str, content: Mapping[str, Json], *, by: str, at: str) -> LedgerDraft:
    """
    Make a draft by a person, with a name of its own.

    Args:
        kind: What kind of entry.
        content: What it says.
        by: Who enters it.
        at: When, as an instant in UTC.
    """
    return LedgerDraft(
        id=uuid4().hex, by=by, sort=ActorSort.PERSON, at=at, kind=kind, content=content
    )


def content_of_report(report: GradedReport) -> dict[str, Json]:
    """Give what a ledger holds of a report."""
    return {
        "says": report.says,
        "source": report.source,
        "grade": report.grade,
        "when": report.dated,
        "indicator": report.indicator,
        "seen": report.is_seen,
        "origin": report.origin,
        "because": report.because,
        **({"track": report.track, "level": report.level} if report.track else {}),
        **({"of": report.moves.id, "state": report.moves.state} if report.moves else {}),
        **({"tlp": report.tlp} if report.tlp else {}),
        **({"ref": report.ref} if report.ref else {}),
    }


def reported(entries: Iterable[LedgerEntry]) -> tuple[Reported, ...]:
    """
    Give the reports of a ledger, in the order in which they were entered.

    Args:
        entries: The entries, from the first.

    Raises:
        QuestionError: An entry that calls itself a report is none.
    """
    reports: list[tuple[EntryHeading, GradedReport]] = []
    retracted: dict[str, str] = {}
    for entry in entries:
        match entry.draft.kind, entry.draft.content:
            case kind, content if kind in _STANDING:
                reports.append((_heading(entry), _report(entry.number, kind, content)))
            case "retraction", {"entry": str(name), "because": str(because)}:
                retracted[name] = because
            case _:  # entries of other kinds are no reports
                pass
    return tuple(
        Reported(entry=heading, report=report, retracted=retracted.get(heading.id))
        for heading, report in reports
    )


def _heading(entry: LedgerEntry) -> EntryHeading:
    draft = entry.draft
    return EntryHeading(
        number=entry.number, id=draft.id, by=intern(draft.by), sort=draft.sort, at=intern(draft.at)
    )


def _report(number: int, kind: str, content: Json) -> GradedReport:
    """
    Give the report of an entry; words that many reports share are held once.

    Raises:
        QuestionError: It is none.
    """
    if not isinstance(content, dict) or not _is_report(content):
        raise QuestionError(f"entry {number} of the ledger calls itself a report, and is none")
    reliability, credibility = grades(content["grade"])
    day, instant = _dated(number, content["when"])
    return GradedReport(
        says=content["says"],
        source=intern(content["source"]),
        reliability=reliability,
        credibility=credibility,
        when=day,
        indicator=intern(content["indicator"]),
        is_seen=content["seen"],
        origin=intern(content["origin"]),
        because=intern(content["because"]),
        track=str(content.get("track", "")),
        level=str(content.get("level", "")),
        moves=_movement(kind, content.get("of"), content.get("state")),
        tlp=str(content.get("tlp", "")),
        ref=str(content.get("ref", "")),
        instant=instant,
    )


def _is_report(content: Mapping[str, Json]) -> bool:
    """Whether it has what every report has; a missing part is none of either kind."""
    words = (isinstance(content.get(name), str) for name in _WORDS)
    return all(words) and isinstance(content.get("seen"), bool)


def _dated(number: int, when: str) -> tuple[date, datetime | None]:
    """
    Give the day of an entry, and its instant; None where it has no clock time.

    Raises:
        QuestionError: It is of no day.
    """
    try:
        return _day_and_instant(when)
    except ValueError:
        raise QuestionError(f"entry {number} of the ledger is of no day: {when!r}") from None


@lru_cache(maxsize=4096)
def _day_and_instant(when: str) -> tuple[date, datetime | None]:
    instant = instant_of(when) if is_timed(when) else None
    return (instant.date() if instant else date.fromisoformat(when)), instant


def _movement(kind: str, name: object, state: object) -> Movement | None:
    return Movement(kind=kind, id=str(name), state=str(state)) if kind in _MOVING else None
