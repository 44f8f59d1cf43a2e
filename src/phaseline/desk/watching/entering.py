"""
A report before it is entered: held to the case, so that nothing enters that no watch could use.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from phaseline.case.addresses import did_you_mean
from phaseline.case.compose import is_plain
from phaseline.case.model.case import Case
from phaseline.case.showing import printable, shown
from phaseline.desk.estimates.valuation import period_of
from phaseline.desk.watching.beliefs import DAYS_OF_MONTH, reliability_on
from phaseline.errors import QuestionError
from phaseline.terms.instant import instant_of, instant_text, is_timed
from phaseline.terms.record import record
from phaseline.terms.when import When
from phaseline.watch.exporting import entry_named
from phaseline.watch.ledger import LedgerDraft, LedgerEntry, LedgerStore
from phaseline.watch.reports import (
    ENDED,
    IN_FORCE,
    MEASURE,
    NOT_SO,
    RESOLUTION,
    RETRACTION,
    SO,
    THREAT,
    GradedReport,
    Movement,
    drafted,
    grades,
)
from phaseline.watch.tlp import tlp_level

FIRST_YEAR = 1583
# What may become of a threat: it is made, or made anew; its condition is met; it is executed; its
# time passes without it; it is never implemented, taken back, or stopped by others.
OUTCOMES = ("pending", "met", "executed", "lapsed", "never_implemented", "reneged", "blocked")
MOST_LETTERS = 2_000  # of a text that is entered: a report is a sentence or two


@record
class ReportWords:
    """
    A report as somebody typed it.

    Args:
        says: What it says.
        source: Who reports.
        grade: Both grades, such as B2.
        when: On which day, or at which instant: 2024-10-21, or 2024-10-21T23:30+09:00.
        indicator: What was to be seen; the only one of the case if left out.
        is_seen: Whether it was seen.
        origin: The original source; who reports, on that day, if left out.
        because: Why it is graded otherwise than its channel.
        act: In place of an indicator, the track and the level that an act comes to, such as
            troops:combat; empty of a report.
        threat: In place of an indicator, a threat of either side and what becomes of it, such as
            letter:executed.
        measure: In place of an indicator, a measure that is in force or ended, such as
            harbours:in_force.
        resolved: In place of an indicator, a hypothesis and whether it was so, such as
            handed-over:not_so.
        tlp: How far it may be passed on, such as AMBER; empty where it bears no marking.
        ref: The name that its sender knows it by; empty where it has none.
    """

    says: str
    source: str
    grade: str
    when: str
    indicator: str
    is_seen: bool
    origin: str
    because: str
    act: str = ""
    threat: str = ""
    measure: str = ""
    resolved: str = ""
    tlp: str = ""
    ref: str = ""


def last_day(case: Case, today: date) -> date:
    """
    Give the last day of which something can be reported: today; of a case that looks ahead of it,
    and so keeps a time of its own, the end of its longest horizon.

    Args:
        case: The case.
        today: The day of who enters something.
    """
    begins = case.as_of.first
    if begins is None or begins <= today:
        return today
    return begins + timedelta(days=int(max(case.horizon) * period_of(case) * DAYS_OF_MONTH))


def held_to_case(case: Case, words: ReportWords, *, now: datetime) -> GradedReport:
    """
    Make a report of what was typed.

    Args:
        case: The case.
        words: What was typed.
        now: The instant of who enters it, in a zone of their own: nothing is reported of a later
            one, but of a case that looks ahead; see `last_day`.

    Raises:
        QuestionError: Something that it names is not there, or it is not graded, or it is dated
            later than now.
    """
    if not words.says.strip():
        raise QuestionError("say what is reported, in quotation marks")
    for name in ("says", "origin", "because", "ref"):
        require_plain(getattr(words, name), name)
    reliability, credibility = grades(words.grade)
    when, instant = _dated(case, words.when, now)
    _require_source(case, words.source)
    _require_grade(case, words, reliability, when)
    _require_one(words)
    track, level = _act(case, words) if words.act else ("", "")
    moves = _moves(case, words)
    return GradedReport(
        says=words.says.strip(),
        source=words.source,
        reliability=reliability,
        credibility=credibility,
        when=when,
        indicator="" if track or moves else _indicator(case, words.indicator),
        is_seen=words.is_seen,
        origin=words.origin.strip() or f"{words.source} on {when.isoformat()}",
        because=words.because.strip(),
        track=track,
        level=level,
        moves=moves,
        tlp=tlp_level(words.tlp),
        ref=words.ref.strip(),
        instant=instant,
    )


def retractions(entries: Iterable[LedgerEntry]) -> Iterator[tuple[str, LedgerEntry]]:
    """Give the entries that retract others, each behind the name of the one that it retracts."""
    for entry in entries:
        content = entry.draft.content
        if entry.draft.kind == RETRACTION and isinstance(content, dict):
            yield str(content.get("entry", "")), entry


def retracting(
    store: LedgerStore,
    name: str,
    *,
    retracted: Mapping[str, LedgerEntry],
    because: str,
    by: str,
    at: str,
) -> LedgerDraft:
    """
    Make the draft that retracts an entry.

    Args:
        store: The ledger.
        name: The entry, by number or name.
        retracted: What is retracted already, by name, with the entry that did.
        because: Why it does not count any more.
        by: Who retracts it.
        at: When, as an instant in UTC.

    Raises:
        QuestionError: There is no such entry, it is a retraction itself or is retracted, or no
            reason is given.
    """
    if not because.strip():
        raise QuestionError("--because: say why it is retracted")
    entry = entry_named(store, name)
    if entry.draft.kind == RETRACTION:
        raise QuestionError(f"entry {entry.number} is a retraction; enter the report anew instead")
    if entry.draft.id in retracted:
        by_which = retracted[entry.draft.id].number
        raise QuestionError(f"entry {entry.number} is retracted already, by entry {by_which}")
    content = {"entry": entry.draft.id, "because": because.strip()}
    return drafted(RETRACTION, content, by=by, at=at)


def require_plain(text: str, name: str) -> None:
    """
    See that a text that is entered can be shown as it stands.

    Args:
        text: The text.
        name: What it is, in the words of a message.

    Raises:
        QuestionError: It is too long, or holds signs that nobody sees.
    """
    if len(text) > MOST_LETTERS:
        raise QuestionError(f"{name}: found {len(text):,} letters; at most {MOST_LETTERS:,} enter")
    if not is_plain(text) or "\n" in text:
        raise QuestionError(
            f"{name}: {shown(printable(text)[:60])} holds signs that nobody sees; write it as plain"
            " text on one line"
        )


def _dated(case: Case, text: str, now: datetime) -> tuple[date, datetime | None]:
    """
    Give the day of a report, and its instant in UTC; None where no clock time is told.

    Raises:
        QuestionError: It is no day and no instant, or later than what can be reported.
    """
    last = last_day(case, now.date())
    if not is_timed(text):
        return _day(text, last, now.date()), None
    try:
        instant = instant_of(text)
    except ValueError as error:
        raise QuestionError(f"--when: {error}") from None
    if last == now.date() and instant > now:
        raise QuestionError(
            f"--when: {text} is later than now, {instant_text(now.astimezone(UTC))}: nobody reports"
            " it yet"
        )
    if last > now.date():
        _require_reached(text, instant.date(), last, now.date())
    _require_our_calendar(text, instant.date())
    return instant.date(), instant


def _day(text: str, last: date, today: date) -> date:
    expected = (
        f"expected one day, such as {today}, or an instant with its zone, such as {today}T08:30Z"
    )
    if not text.strip():
        raise QuestionError(f"--when: say when it was seen or reported; {expected}")
    try:
        when = When.parse(text)
    except ValueError:
        raise QuestionError(f"--when: found {text!r}; {expected}") from None
    if not when.is_day or when.first is None:
        raise QuestionError(f"--when: found {text!r}; {expected}")
    _require_reached(text, when.first, last, today)
    _require_our_calendar(text, when.first)
    return when.first


def _require_our_calendar(text: str, day: date) -> None:
    """
    Refuse a day of a year in which a slip is likelier than a report.

    Raises:
        QuestionError: It is of a year before the first whole one of the Gregorian calendar.

    Source:
        ISO 8601: years before 1583 are used by agreement only.
    """
    if day.year < FIRST_YEAR:
        raise QuestionError(
            f"--when: found {text!r}; expected a day of the year {FIRST_YEAR} or later, as earlier"
            " ones are dated otherwise"
        )


def _require_reached(text: str, day: date, last: date, today: date) -> None:
    if day > last:
        bound = "today" if last == today else "the end of the case's longest horizon"
        raise QuestionError(f"--when: {text} is later than {bound}, {last}: nobody reports it yet")


def _require_source(case: Case, source: str) -> None:
    known = (*case.channels.ids, *case.sources.ids)
    if source not in known:
        raise QuestionError(
            f"--source: there is no channel and no source {source!r} in this"
            f" case{did_you_mean(source, known)} (`phaseline sources` lists its sources; a new"
            " channel is an entry of channels in watch.yaml)"
        )


def _require_grade(case: Case, words: ReportWords, reliability: str, when: date) -> None:
    channel = case.channels.get(words.source)
    stands = reliability_on(channel, when) if channel else ""
    if stands and stands != reliability and not words.because.strip():
        raise QuestionError(
            f"--grade: {words.source} is graded {stands} on {when}, and this report {reliability};"
            " say why by --because"
        )


def _indicator(case: Case, name: str) -> str:
    known = tuple(case.indicators.ids)
    if not name and len(known) == 1:
        return known[0]
    if name not in known:
        named = (
            f"there is no indicator {name!r} in this case" if name else "say what was looked for"
        )
        listed = f" (indicators: {', '.join(known)})" if known else ": indicators in watch.yaml"
        raise QuestionError(f"--of: {named}{did_you_mean(name, known)}{listed}")
    return name


def _require_one(words: ReportWords) -> None:
    """
    See that what everybody sees is entered as such.

    Raises:
        QuestionError: It is an indicator, too, or several things at once.
    """
    seen = [name for name in ("act", THREAT, MEASURE, RESOLUTION) if getattr(words, name)]
    if len(seen) > 1:
        both = " and ".join(f"--{name}" for name in seen)
        raise QuestionError(f"{both}: enter them one by one, each with its grade and day")
    if seen and (words.indicator or not words.is_seen):
        raise QuestionError(f"--{seen[0]}: everybody sees it; leave --of and --not-seen out")


def _moves(case: Case, words: ReportWords) -> Movement | None:
    """Give what is said of a threat, a measure or a hypothesis; None where nothing is."""
    if words.threat:
        known = (*case.threats.ids, *case.counter_threats.ids)
        return _movement(THREAT, words.threat, known, OUTCOMES)
    if words.measure:
        return _movement(MEASURE, words.measure, tuple(case.measures.ids), (IN_FORCE, ENDED))
    if words.resolved:
        return _movement(RESOLUTION, words.resolved, tuple(case.hypotheses.ids), (SO, NOT_SO))
    return None


def _movement(kind: str, text: str, known: Sequence[str], states: Sequence[str]) -> Movement:
    """
    Read a movement such as letter:executed.

    Raises:
        QuestionError: The case has none of that name, or nothing of the kind becomes of one.
    """
    name, _, state = text.partition(":")
    for called, among in ((name, known), (state, states)):
        if called not in among:
            raise QuestionError(
                f"--{kind}: found {text!r}; there is no {called!r}{did_you_mean(called, among)}"
                f" (expected {kind.upper()}:STATE, of {', '.join(among)})"
            )
    return Movement(kind=kind, id=name, state=state)


def _act(case: Case, words: ReportWords) -> tuple[str, str]:
    """
    Give the track and the level of an act.

    Raises:
        QuestionError: It names no track that anybody sees, or no level.
    """
    name, _, level = words.act.partition(":")
    track = case.tracks.get(name)
    if track is None or track.seen == "hidden":
        known = [track.id for track in case.tracks if track.seen != "hidden"]
        raise QuestionError(
            f"--act: there is no track {name!r} in this case that anybody"
            f" sees{did_you_mean(name, known)} (tracks: {', '.join(known)})"
        )
    if level not in track.levels:
        raise QuestionError(
            f"--act: {name} has no level {level!r}{did_you_mean(level, track.levels)} (levels:"
            f" {', '.join(track.levels)})"
        )
    return name, level
