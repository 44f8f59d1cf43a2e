"""Words and tables of a watch replayed, for the terminal and the page alike."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.watching.replay import CalledBy, FirstCall, ReplayedDay, WatchReplay
from phaseline.present.wording.game import chance
from phaseline.present.wording.likelihood import likelihood_words
from phaseline.present.wording.numbers import count_words
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.watch import day_words
from phaseline.present.wording.words import Words
from phaseline.terms.instant import clock_text
from phaseline.watch.reports import Reported

NO_LADDER = "No ladder is played that could call a rung."
FIRST_TITLE = "When each rung would first have been called"
_BY = {CalledBy.ACTS: "an act", CalledBy.REPORTS: "reports", CalledBy.TIME: "its time"}


def replay_lead(replay: WatchReplay) -> str:
    """Say what a replay is, and how a day of it is worked out."""
    reports = count_words(sum(len(day.reports) for day in replay.days), "report")
    return (
        f"{reports} in the order in which they came. Each day is worked out by what was"
        " dated up to then, at best values; until a report moves it, a track stands as the"
        " case has it on its as-of date."
    )


def report_words(case: Case, entered: Reported) -> str:
    """Say what a report says, whose it is, and how it is graded."""
    report = entered.report
    channel = case.channels.get(report.source)
    by = channel.title if channel else Words(case).source(report.source)
    unjudged = "" if report.is_judged else "; it cannot be judged, and moves nothing"
    says = report.says if report.is_seen else f"looked for in vain: {report.says}"
    clock = f", {clock_text(report.instant)} UTC" if report.instant else ""
    return f"{says.rstrip('.')} ({by}, {report.grade}{clock}{unjudged})."


def called_words(case: Case, day: ReplayedDay) -> list[str]:
    """Name each ladder whose call is another from that day on, with the rung that it calls."""
    words = Words(case)
    called = {
        policy: f"{words.course(policy)}: {words.rung(policy, rung)}" for policy, rung in day.called
    }
    return [called.get(name, f"{words.course(name)}: nothing") for name in day.changed]


def trigger_words(case: Case, day: ReplayedDay) -> list[str]:
    """Say of which ladders the trigger has occurred although its level is unstated."""
    words = Words(case)
    return [
        f"The trigger of {words.short_title(trigger.ladder)} has occurred; from which level"
        " on it counts is not stated."
        for trigger in day.triggers
    ]


def believed_of(case: Case, day: ReplayedDay) -> list[tuple[str, str]]:
    """Give each hypothesis that is monitored, and how far it is believed at the end of a day."""
    words = Words(case)
    return [
        (
            words.lowered(belief.hypothesis.title),
            f"{chance(belief.now.best)}, {likelihood_words(belief.now.best)}",
        )
        for belief in day.beliefs
        if belief.is_monitored
    ]


def days_board(replay: WatchReplay) -> WordTable:
    """Give the days of a replay on which something came, or a call changed."""
    return WordTable(
        title="Day by day",
        lead="",
        head=("Day", "What came", "Believed at its end", "Called for from then on"),
        rows=tuple(_day_row(replay.case, day) for day in replay.days),
    )


def _day_row(case: Case, day: ReplayedDay) -> tuple[str, ...]:
    came = [*(report_words(case, entered) for entered in day.reports), *trigger_words(case, day)]
    believed = [f"{title}: {words}." for title, words in believed_of(case, day)]
    called = "; ".join(called_words(case, day))
    return (day_words(day.day), " ".join(came) or "—", " ".join(believed) or "—", called or "—")


def first_board(case: Case, first_calls: Sequence[FirstCall]) -> WordTable:
    """Give when each rung would first have been called, and what that rests on."""
    return WordTable(
        title=FIRST_TITLE,
        lead="",
        head=("Ladder", "Rung", "First called", "By, and resting on"),
        rows=tuple(_first_row(Words(case), first) for first in first_calls),
    )


def _first_row(words: Words, first: FirstCall) -> tuple[str, ...]:
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
