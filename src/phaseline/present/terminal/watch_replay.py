"""A watch replayed, for a reader: each day, and when each rung would first have been called."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.watching.replay import CalledBy, FirstCall, ReplayedDay, WatchReplay
from phaseline.present.wording.game import chance
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.likelihood import likelihood_words
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.watch import day_words
from phaseline.present.wording.words import Words
from phaseline.watch.reports import Reported

_FIRST = (24, 26, 24, 26)
_BY = {CalledBy.ACTS: "an act", CalledBy.REPORTS: "reports", CalledBy.TIME: "its time"}


def replay_text(replay: WatchReplay) -> str:
    """
    Give a watch replayed.

    Args:
        replay: The replay.
    """
    case = replay.case
    reports = count_words(sum(len(day.reports) for day in replay.days), "report")
    title = f"{case.title}: {day_words(replay.first)} to {day_words(replay.last)}, replayed"
    return "\n\n".join(
        [
            heading(title),
            wrapped(
                f"{reports} in the order in which they came. Each day is worked out by what was"
                " dated up to then, at best values; until a report moves it, a track stands as the"
                " case has it on its as-of date."
            ),
            *(_day_text(case, day) for day in replay.days),
            _first_text(case, replay.first_calls),
        ]
    )


def _day_text(case: Case, day: ReplayedDay) -> str:
    words = Words(case)
    called = {
        policy: f"{words.course(policy)}: {words.rung(policy, rung)}" for policy, rung in day.called
    }
    changed = [called.get(name, f"{words.course(name)}: nothing") for name in day.changed]
    lines = [
        heading(day_words(day.day)),
        *(wrapped(_report_words(case, entered)) for entered in day.reports),
        *(
            wrapped(
                f"Believed that day, {words.lowered(belief.hypothesis.title)}:"
                f" {chance(belief.now.best)}, {likelihood_words(belief.now.best)}."
            )
            for belief in day.beliefs
            if belief.is_monitored
        ),
        *(
            wrapped(
                f"The trigger of {words.short_title(trigger.ladder)} has occurred; from which level"
                " on it counts is not stated."
            )
            for trigger in day.triggers
        ),
        *([wrapped(f"Called for from this day on: {listed(changed)}.")] if changed else []),
    ]
    return "\n".join(lines)


def _report_words(case: Case, entered: Reported) -> str:
    report = entered.report
    channel = case.channels.get(report.source)
    by = channel.title if channel else Words(case).source(report.source)
    unjudged = "" if report.is_judged else "; it cannot be judged, and moves nothing"
    says = report.says if report.is_seen else f"looked for in vain: {report.says}"
    return f"{says.rstrip('.')} ({by}, {report.grade}{unjudged})."


def _first_text(case: Case, first_calls: Sequence[FirstCall]) -> str:
    if not first_calls:
        return wrapped("No ladder is played that could call a rung.")
    words = Words(case)
    rows = [_first_row(words, first) for first in first_calls]
    head = ("Ladder", "Rung", "First called", "By, and resting on")
    return f"{heading('When each rung would first have been called')}\n" + table(
        head, rows, widths=_FIRST
    )


def _first_row(words: Words, first: FirstCall) -> Sequence[str]:
    name = first.policy.id
    return (
        words.course(name),
        words.rung(name, first.rung),
        _day_of(first),
        _rests_on(words.case, first),
    )


def _day_of(first: FirstCall) -> str:
    if first.day is None or first.earliest is None or first.latest is None:
        return "not by then"
    between = (
        f" ({day_words(first.earliest)} to {day_words(first.latest)})"
        if first.earliest != first.latest
        else ""
    )
    ahead = ", if nothing changes" if first.is_ahead else ""
    return f"{day_words(first.day)}{between}{ahead}"


def _rests_on(case: Case, first: FirstCall) -> str:
    if first.by is None:
        return "—"
    asked = [case.assumptions[name].asks for name in first.assumptions]
    acts = [f"{act.report.says.rstrip('.')}" for act in first.acts]
    rests = "; ".join([*acts, *asked]) or "what the ladder itself says"
    return f"{_BY[first.by]}: {rests}"
