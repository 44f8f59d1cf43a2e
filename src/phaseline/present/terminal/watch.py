"""The watch of a day for a reader: what is believed, what moved it, and what it calls for."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import inf

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.case.values import middle_of
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.watching.beliefs import Hearing, WatchedBelief, WeighedReport
from phaseline.desk.watching.calls import LadderCall, MonitorCount, StandingLevel
from phaseline.desk.watching.today import DayOfWatch
from phaseline.present.wording.game import chance, figure
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.likelihood import likelihood_words
from phaseline.present.wording.numbers import amount_words, count_words, date_words, range_words
from phaseline.present.wording.words import Words
from phaseline.terms.quantity import Unknown
from phaseline.terms.when import When
from phaseline.watch.audit import short_root
from phaseline.watch.grades import OWNER

_HEARD = {
    Hearing.REPEATS: "repeats its origin",
    Hearing.UNJUDGED: "cannot be judged",
    Hearing.RETRACTED: "retracted",
}
_RESTS, _CALLS = (50, 10, 16, 16), (26, 24, 24, 20)  # widths of columns
NO_WATCH = (
    "This case watches nothing: it has no hypotheses (watch.yaml). `phaseline schema watch` and"
    " docs/how-to/keep-a-watch.md say how to write them."
)


def watch_text(watch: DayOfWatch) -> str:
    """
    Give a day of the watch.

    Args:
        watch: The day.
    """
    if not watch.beliefs:
        return NO_WATCH
    parts = [
        heading(f"{watch.case.title}: the watch on {day_words(watch.day)}"),
        wrapped(_ledger_words(watch)),
        *(
            _belief_text(watch.case, now, before)
            for now, before in zip(watch.beliefs, watch.before, strict=True)
        ),
        _seen_text(watch),
        _calls_text(watch),
        wrapped(
            f"What a grade weighs is a convention: {OWNER}. Ranges hold nine in ten of 128"
            " combinations of assumptions and weights."
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def day_words(day: date) -> str:
    """
    Write a day.

    >>> day_words(date(2031, 5, 2))
    '2 May 2031'
    """
    return date_words(When.parse(day.isoformat()))


def moved_words(adds: float) -> str:
    """
    Say how far a report moves a belief.

    >>> moved_words(3.0), moved_words(0.5), moved_words(1.0)
    ('3 times likelier', '2 times less likely', 'nothing')
    >>> moved_words(float("inf")), moved_words(0.0)
    ('impossible where it is not so', 'impossible where it is so')
    """
    if adds == 1.0:
        return "nothing"
    if adds in (0.0, inf):
        return f"impossible where it is {'not so' if adds else 'so'}"
    return (
        f"{figure(adds, 1)} times likelier"
        if adds > 1
        else f"{figure(1 / adds, 1)} times less likely"
    )


def _ledger_words(watch: DayOfWatch) -> str:
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
    return stands + later


def _belief_text(case: Case, now: WatchedBelief, before: WatchedBelief) -> str:
    lines = [
        heading(f"How far it is believed: {now.hypothesis.title}"),
        *(wrapped(text) for text in _belief_sentences(now, before)),
    ]
    if now.reports:
        rows = [_row(case, weighed) for weighed in now.reports]
        head = ("Entry", "Day", "Source", "Grade", "What it says", "Likelihood ratio")
        lines.append(table(head, rows, widths=(5, 11, 18, 5, 30, 20)))
    if now.assumptions:
        assumed = [case.assumptions[name] for name in now.assumptions]
        rests = [
            (entry.asks, _used_words(entry), _range_words(entry), entry.owner) for entry in assumed
        ]
        lines += ["", table(("It rests on", "Used", "Range", "Owner"), rests, widths=_RESTS)]
    return "\n".join(lines)


def _belief_sentences(now: WatchedBelief, before: WatchedBelief) -> Iterator[str]:
    if not now.is_monitored:
        yield (
            "Not monitored: the case has no indicator of it, so that no report can move it. Before"
            f" any report: {_chance_words(now.prior)}."
        )
        return
    yield f"Believed today: {_chance_words(now.now)}, {likelihood_words(now.now.best)}."
    yield f"Before any report: {_chance_words(now.prior)}."
    yield _change_words(now, before)


def _change_words(now: WatchedBelief, before: WatchedBelief) -> str:
    known = {weighed.reported.name for weighed in before.reports}
    new = [weighed for weighed in now.reports if weighed.reported.name not in known]
    moved = f"{chance(before.now.best)} to {chance(now.now.best)}"
    if new:
        return f"Since the day before: {moved}, with {count_words(len(new), 'new report')}."
    if now.now.best == before.now.best:
        return "Since the day before: nothing new."
    return f"Since the day before: {moved}, by the passing of time alone."


def _chance_words(believed: Estimate) -> str:
    best, low, high = (chance(value) for value in (believed.best, believed.low, believed.high))
    return best if best == low == high else f"{best} ({low} to {high})"


def _used_words(assumption: Assumption) -> str:
    best = assumption.best
    return amount_words(middle_of(assumption) if isinstance(best, Unknown) else best)


def _range_words(assumption: Assumption) -> str:
    return range_words(assumption.low, assumption.high) or "none"


def _row(case: Case, weighed: WeighedReport) -> Sequence[str]:
    report = weighed.reported.report
    seen = report.says if report.is_seen else f"looked for in vain: {report.says}"
    does = _HEARD.get(weighed.hearing, "")
    channel = case.channels.get(report.source)
    return (
        str(weighed.reported.entry.number),
        day_words(report.when),
        channel.title if channel else Words(case).source(report.source),
        report.grade,
        seen,
        does or moved_words(weighed.adds),
    )


def _seen_text(watch: DayOfWatch) -> str:
    """Say where the tracks stand that are not hidden, with what the case says of that."""
    levels = watch.calls.seen if watch.calls else ()
    rows = [
        (
            watch.case.tracks[standing.track].title,
            standing.level.replace("-", " "),
            f"entry {standing.by.entry.number}" if standing.by else "the case",
            watch.case.tracks[standing.track].note,
        )
        for standing in levels
    ]
    head = ("What is seen", "Stands at", "By", "What the case notes")
    return table(head, rows, widths=(28, 14, 10, 42)) if rows else ""


def _calls_text(watch: DayOfWatch) -> str:
    if watch.calls is None:
        return wrapped("What is called for is not worked out: the case holds no game.")
    if not watch.calls.ladders:
        return wrapped("No ladder of this case has a rung that reports or acts call for.")
    words = Words(watch.case)
    earlier = watch.calls_before.ladders if watch.calls_before else ()
    before = {call.policy.id: call.rung for call in earlier}
    rows = [_call_row(words, call, before.get(call.policy.id, "")) for call in watch.calls.ladders]
    return "\n".join(
        [
            heading("What is called for"),
            wrapped(_monitor_words(watch.case, watch.calls.monitor)),
            wrapped(
                "Deadlines, rungs that stay and who must consent are no part of this; they follow."
            ),
            table(("Ladder", "Called for", "By", "Next, by reports"), rows, widths=_CALLS),
        ]
    )


def _monitor_words(case: Case, monitor: MonitorCount | None) -> str:
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


def _call_row(words: Words, call: LadderCall, before: str) -> Sequence[str]:
    called = words.rung(call.policy.id, call.rung) if call.rung else "nothing"
    changed = " (new)" if call.rung != before else ""
    following = (
        f"{words.rung(call.policy.id, call.following)}, after"
        f" {count_words(call.missing, 'more report', 'more reports')}"
        if call.following
        else "nothing"
    )
    by = "; ".join(_act_words(words.case, level) for level in call.acts)
    return (
        words.course(call.policy.id),
        f"{called}{changed}",
        by or ("reports" if call.rung else "—"),
        following,
    )


def _act_words(case: Case, standing: StandingLevel) -> str:
    where = f"entry {standing.by.entry.number}" if standing.by else "as the case has it"
    return f"{case.tracks[standing.track].title}: {standing.level.replace('-', ' ')} ({where})"
