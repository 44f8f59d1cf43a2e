"""The watch of a day for a reader: what is believed, what moved it, and what it calls for."""

from collections.abc import Iterator, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.watching.beliefs import WatchedBelief, WeighedReport
from phaseline.desk.watching.calls import LadderCall
from phaseline.desk.watching.today import DayOfWatch
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.likelihood import likelihood_words
from phaseline.present.wording.watch import (
    CONVENTION,
    NO_CALLS,
    NO_GAME,
    NO_WATCH,
    NOT_MONITORED,
    assumed_range,
    assumed_words,
    believed_words,
    called_by,
    called_words,
    channel_words,
    day_words,
    following_words,
    ledger_words,
    monitor_words,
    rungs_before,
    said_words,
    since_words,
    weighed_words,
)
from phaseline.present.wording.words import Words

_RESTS, _CALLS = (50, 10, 16, 16), (26, 24, 24, 20)  # widths of columns


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
        wrapped(ledger_words(watch)),
        *(
            _belief_text(watch.case, now, before)
            for now, before in zip(watch.beliefs, watch.before, strict=True)
        ),
        _seen_text(watch),
        _calls_text(watch),
        wrapped(CONVENTION),
    ]
    return "\n\n".join(part for part in parts if part)


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
            (entry.asks, assumed_words(entry), assumed_range(entry), entry.owner)
            for entry in assumed
        ]
        lines += ["", table(("It rests on", "Used", "Range", "Owner"), rests, widths=_RESTS)]
    return "\n".join(lines)


def _belief_sentences(now: WatchedBelief, before: WatchedBelief) -> Iterator[str]:
    if not now.is_monitored:
        yield f"{NOT_MONITORED} Before any report: {believed_words(now.prior)}."
        return
    yield f"Believed today: {believed_words(now.now)}, {likelihood_words(now.now.best)}."
    yield f"Before any report: {believed_words(now.prior)}."
    yield f"Since the day before: {since_words(now, before)}."


def _row(case: Case, weighed: WeighedReport) -> Sequence[str]:
    report = weighed.reported.report
    return (
        str(weighed.reported.entry.number),
        day_words(report.when),
        channel_words(case, weighed),
        report.grade,
        said_words(weighed),
        weighed_words(weighed),
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
        return wrapped(NO_GAME)
    if not watch.calls.ladders:
        return wrapped(NO_CALLS)
    words = Words(watch.case)
    before = rungs_before(watch.calls_before)
    rows = [_call_row(words, call, before.get(call.policy.id, "")) for call in watch.calls.ladders]
    return "\n".join(
        [
            heading("What is called for"),
            wrapped(monitor_words(watch.case, watch.calls.monitor)),
            wrapped(
                "Deadlines, rungs that stay and who must consent are no part of this; they follow."
            ),
            table(("Ladder", "Called for", "By", "Next, by reports"), rows, widths=_CALLS),
        ]
    )


def _call_row(words: Words, call: LadderCall, before: str) -> Sequence[str]:
    changed = " (new)" if call.rung != before else ""
    return (
        words.course(call.policy.id),
        f"{called_words(words, call.policy.id, call.rung)}{changed}",
        called_by(words.case, call),
        following_words(words, call),
    )
