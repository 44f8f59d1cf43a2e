"""
A report before it is entered: held to the case, so that nothing enters that no watch could use.
"""

from datetime import date

from phaseline.case.addresses import did_you_mean
from phaseline.case.compose import is_plain
from phaseline.case.model.case import Case
from phaseline.case.showing import printable, shown
from phaseline.desk.watching.beliefs import reliability_on
from phaseline.errors import QuestionError
from phaseline.terms.record import record
from phaseline.terms.when import When
from phaseline.watch.reports import GradedReport, grades

MOST_LETTERS = 2_000  # of a text that is entered: a report is a sentence or two


@record
class ReportWords:
    """
    A report as somebody typed it.

    Args:
        says: What it says.
        source: Who reports.
        grade: Both grades, such as B2.
        when: On which day.
        indicator: What was to be seen; the only one of the case if left out.
        is_seen: Whether it was seen.
        origin: The original source; who reports, on that day, if left out.
        because: Why it is graded otherwise than its channel.
        act: In place of an indicator, the track and the level that an act comes to, such as
            troops:combat; empty of a report.
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


def held_to_case(case: Case, words: ReportWords, *, today: date) -> GradedReport:
    """
    Make a report of what was typed.

    Args:
        case: The case.
        words: What was typed.
        today: The day of who enters it: nothing is reported of a later one, nor of one later than
            the as-of date of a case that looks ahead.

    Raises:
        QuestionError: Something that it names is not there, or it is not graded, or it is dated
            later than today.
    """
    if not words.says.strip():
        raise QuestionError("say what is reported, in quotation marks")
    for name in ("says", "origin", "because"):
        require_plain(getattr(words, name), name)
    reliability, credibility = grades(words.grade)
    when = _day(words.when, max(today, case.as_of.first or today))
    _require_source(case, words.source)
    _require_grade(case, words, reliability, when)
    track, level = _act(case, words) if words.act else ("", "")
    return GradedReport(
        says=words.says.strip(),
        source=words.source,
        reliability=reliability,
        credibility=credibility,
        when=when,
        indicator="" if track else _indicator(case, words.indicator),
        is_seen=words.is_seen,
        origin=words.origin.strip() or f"{words.source} on {when.isoformat()}",
        because=words.because.strip(),
        track=track,
        level=level,
    )


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


def _day(text: str, today: date) -> date:
    try:
        when = When.parse(text)
    except ValueError as error:
        raise QuestionError(f"--when: {error}") from None
    if not when.is_day or when.first is None:
        raise QuestionError(f"--when: found {text!r}; expected one day, such as {today}")
    if when.first > today:
        raise QuestionError(f"--when: {text} is later than today, {today}: nobody reports it yet")
    return when.first


def _require_source(case: Case, source: str) -> None:
    known = (*case.channels.ids, *case.sources.ids)
    if source not in known:
        raise QuestionError(
            f"--source: there is no channel and no source {source!r} in this"
            f" case{did_you_mean(source, known)} (a new one is an entry of channels in watch.yaml)"
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


def _act(case: Case, words: ReportWords) -> tuple[str, str]:
    """
    Give the track and the level of an act.

    Raises:
        QuestionError: It is an indicator, too, or names no track that anybody sees, or no level.
    """
    if words.indicator or not words.is_seen:
        raise QuestionError("--act: an act is seen by everybody; leave --of and --not-seen out")
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
