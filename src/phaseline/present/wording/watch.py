"""What a day of the watch is told by, wherever it is told: beliefs, reports and calls."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import inf

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.case.values import middle_of
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.watching.beliefs import Hearing, WatchedBelief, WeighedReport
from phaseline.desk.watching.calls import CallsOfDay, LadderCall, MonitorCount, StandingLevel
from phaseline.desk.watching.next_reports import CREDIBILITY
from phaseline.desk.watching.today import DayOfWatch
from phaseline.present.wording.game import chance, figure
from phaseline.present.wording.numbers import (
    amount_words,
    count_words,
    date_words,
    listed,
    range_words,
)
from phaseline.present.wording.words import Words
from phaseline.terms.instant import clock_text
from phaseline.terms.quantity import Unknown
from phaseline.terms.ties import is_less
from phaseline.terms.when import When
from phaseline.watch.audit import short_root
from phaseline.watch.grades import OWNER
from phaseline.watch.reports import GradedReport

_HEARD = {
    Hearing.REPEATS: "repeats its origin",
    Hearing.UNJUDGED: "cannot be judged",
    Hearing.RETRACTED: "retracted",
}
CONVENTION = (
    f"What a grade weighs is a convention: {OWNER}. Ranges hold nine in ten of 128"
    " combinations of assumptions and weights."
)
NO_WATCH = (
    "This case watches nothing: it has no hypotheses (watch.yaml). `phaseline schema watch` and"
    " docs/how-to/keep-a-watch.md say how to write them."
)
NOT_MONITORED = "Not monitored: the case has no indicator of it, so that no report can move it."
NOTHING_NEW = "nothing new"
NO_GAME = "What is called for is not worked out: the case holds no game."
NO_CALLS = "No ladder of this case has a rung that reports or acts call for."
NOTHING_WORTH = (
    "Whatever a channel could report today would move no belief by a hundredth on average, and no"
    " call."
)
AS_IF_LOOKED_FOR = (
    f"As if looked for today, with content graded {CREDIBILITY}. A belief then is told where it is"
    " seen, and where it was looked for in vain."
)

_MOST_STRANGERS = 5  # entries that are named, of those that name what the case does not have
OUTCOME_WORDS = {
    "pending": "pending",
    "executed": "executed",
    "lapsed": "lapsed",
    "never_implemented": "never implemented",
    "reneged": "taken back",
    "blocked": "stopped by others",
    "unknown": "not known",
}


@lru_cache(maxsize=512)
def day_words(day: date) -> str:
    """
    Write a day.

    >>> day_words(date(2031, 5, 2))
    '2 May 2031'
    """
    return date_words(When.parse(day.isoformat()))


def dated_words(report: GradedReport) -> str:
    """
    Write when something was seen or reported: its day, with the clock time where one is told.

    Args:
        report: The report.
    """
    if report.instant is None:
        return day_words(report.when)
    return f"{day_words(report.when)}, {clock_text(report.instant)} UTC"


def level_words(level: str) -> str:
    """Write a level of a track."""
    return level.replace("-", " ")


def moved_words(adds: float) -> str:
    """
    Say how far a report moves a belief.

    >>> moved_words(3.0), moved_words(0.5), moved_words(1.0)
    ('3 times likelier', '2 times less likely', 'nothing')
    >>> moved_words(float("inf")), moved_words(0.0)
    ('impossible where it is not so', 'impossible where it is so')
    >>> moved_words(1.02), moved_words(0.96)
    ('hardly likelier', 'hardly less likely')
    """
    if adds == 1.0:
        return "nothing"
    if adds in (0.0, inf):
        return f"impossible where it is {'not so' if adds else 'so'}"
    times, way = (figure(adds, 1), "likelier") if adds > 1 else (figure(1 / adds, 1), "less likely")
    return f"hardly {way}" if times == "1" else f"{times} times {way}"


def new_reports(now: WatchedBelief, before: WatchedBelief) -> tuple[WeighedReport, ...]:
    """Give the reports that count on a day and did not the day before."""
    return tuple(weighed for weighed in now.reports if weighed.reported.report.when > before.day)


def weighed_words(weighed: WeighedReport) -> str:
    """Say how far a report moves a belief, or why it does not."""
    return _HEARD.get(weighed.hearing, "") or moved_words(weighed.adds)


def said_words(weighed: WeighedReport) -> str:
    """Say what a report says, and whether that was looked for in vain."""
    report = weighed.reported.report
    return report.says if report.is_seen else f"looked for in vain: {report.says}"


def channel_words(case: Case, weighed: WeighedReport) -> str:
    """Name who reports."""
    source = weighed.reported.report.source
    channel = case.channels.get(source)
    return channel.title if channel else Words(case).source(source)


def since_words(now: WatchedBelief, before: WatchedBelief) -> str:
    """Say how a belief has changed since the day before, and by how many reports."""
    new = new_reports(now, before)
    first, last = chance(before.now.best), chance(now.now.best)
    if not new and now.now.best == before.now.best:
        return NOTHING_NEW
    moved = f"still {last}" if first == last else f"{first} to {last}"
    if new:
        return f"{moved}, with {count_words(len(new), 'new report')}"
    if first == last:
        return f"{moved}; time alone has hardly moved it"
    return f"{moved}, by the passing of time alone"


def ledger_words(watch: DayOfWatch) -> str:
    """Say which entries of the ledger a day rests on, and what is left out."""
    size = watch.head.size
    stands = (
        f"It rests on {count_words(size, 'entry', 'entries')} of the ledger, root"
        f" {short_root(watch.head.root)}."
        if size
        else "The ledger is empty: `phaseline log` enters a report."
    )
    later = (
        f" {count_words(watch.later, 'report')} dated later {'is' if watch.later == 1 else 'are'}"
        " left out."
        if watch.later
        else ""
    )
    return stands + later + _stranger_words(watch.strangers)


def _stranger_words(numbers: Sequence[int]) -> str:
    """Say which entries are about nothing that the case has; nothing where none is."""
    if not numbers:
        return ""
    shown = [str(number) for number in numbers[:_MOST_STRANGERS]]
    over = len(numbers) - len(shown)
    named = listed([*shown, *([f"{over} more"] if over else [])])
    entries, name, move = (
        ("Entry", "names", "moves") if len(numbers) == 1 else ("Entries", "name", "move")
    )
    return (
        f" {entries} {named} {name} what this case does not have, and {move} nothing: the case was"
        " edited since, or the ledger is another's."
    )


def believed_words(believed: Estimate) -> str:
    """Write a chance with its range, where it has one; a best value may lie outside the range."""
    best, low, high = (chance(value) for value in (believed.best, believed.low, believed.high))
    if best == low == high:
        return best
    is_within = not is_less(believed.best, believed.low) and not is_less(
        believed.high, believed.best
    )
    return f"{best} ({low} to {high})" if is_within else f"{best} (outside {low} to {high})"


def assumed_words(assumption: Assumption) -> str:
    """Write what an assumption is taken to be."""
    best = assumption.best
    return amount_words(middle_of(assumption) if isinstance(best, Unknown) else best)


def assumed_range(assumption: Assumption) -> str:
    """Write the ends of an assumption; none where it has no range."""
    return range_words(assumption.low, assumption.high) or "none"


def monitor_words(case: Case, monitor: MonitorCount | None) -> str:
    """Say what the monitor of the game counts; None where nothing is counted."""
    if monitor is None:
        return (
            "Only what everybody sees is counted here: no hypothesis says from when a period's"
            " reports count as an alarm."
        )
    return (
        f"The monitor of the case's game counts {count_words(monitor.count, 'report')}, of"
        f" {monitor.most} at most: one up for each {case.period} whose reports pass the alarm, one"
        " down for each other."
    )


def act_words(case: Case, standing: StandingLevel) -> str:
    """Say where a track stands, and by what."""
    where = f"entry {standing.by.entry.number}" if standing.by else "as the case has it"
    return f"{case.tracks[standing.track].title}: {standing.level.replace('-', ' ')} ({where})"


def following_words(words: Words, call: LadderCall) -> str:
    """Say which rung reports would call for next, and how many more that takes."""
    if not call.following:
        return "nothing"
    more = count_words(call.missing, "more report", "more reports")
    return f"{words.rung(call.policy.id, call.following)}, after {more}"


def called_words(words: Words, policy: str, rung: str) -> str:
    """Name the rung that is called for under a ladder, or say that none is."""
    return words.rung(policy, rung) if rung else "nothing"


def called_by(case: Case, call: LadderCall) -> str:
    """Say what calls for the rung: acts or reports; a dash where nothing does."""
    by = "; ".join(act_words(case, level) for level in call.acts)
    return by or ("reports" if call.rung else "—")


def rungs_before(before: CallsOfDay | None) -> Mapping[str, str]:
    """Give the rung that was called for the day before, by ladder; empty where none was."""
    return {call.policy.id: call.rung for call in before.ladders} if before else {}
