"""
A watch replayed: reports in the order in which they came, what each day would have believed and
called for, and the day on which each rung would first have been called.

A rung is called by acts that everybody sees, by reports that a ladder's monitor counts, or by its
time running out. What that rests on is told: the assumptions behind a belief, a count or a time,
and else what the ladder, or its completion, itself says. Before the as-of date a track
stands as the case has it on that date until a report moves it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from phaseline.case.games import rungs_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.estimates.valuation import assumptions_in, in_case_order
from phaseline.desk.watching.beliefs import WatchedBelief, WeighedLedger
from phaseline.desk.watching.calls import CallsOfDay, LadderCall, calls
from phaseline.desk.watching.outlook import LadderOutlook, outlooks
from phaseline.desk.watching.today import acts_of
from phaseline.desk.watching.triggers import OccurredTrigger, occurred_triggers
from phaseline.errors import QuestionError
from phaseline.terms.record import record
from phaseline.watch.ledger import ActorSort, EntryHeading
from phaseline.watch.reports import GradedReport, Reported

_DRAWS = 2  # best values alone are told
MOST_DAYS = 1_000  # of a replay: each day is worked out


class CalledBy(Enum):
    """What calls a rung."""

    ACTS = "acts"
    REPORTS = "reports"
    TIME = "time"


@record
class ReplayedDay:
    """
    A day of a replay on which something came, or a call changed.

    Args:
        day: The day.
        reports: What came on it, in its order.
        beliefs: What is believed of each hypothesis at its end; of the last day with each report.
        called: The rung called for under each ladder that calls one, by the id of the ladder as it
            is played.
        changed: The ids of the ladders whose call is another than the day before.
        triggers: Triggers that have occurred although their level is unstated.
    """

    day: date
    reports: tuple[Reported, ...]
    beliefs: tuple[WatchedBelief, ...]
    called: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    triggers: tuple[OccurredTrigger, ...]


@record
class FirstCall:
    """
    When a rung would first have been called.

    Args:
        policy: The ladder as it is played.
        rung: The id of the rung.
        by: What calls it; None where nothing has by the last day.
        day: The day; of a time that has not run out by the last day the day on which it does, at
            best values; None where nothing calls it.
        earliest: Of a time, the day with the shortest; else the day.
        latest: Of a time, the day with the longest; else the day.
        is_ahead: Whether the day is later than the last of the replay.
        acts: The entries that call it, where acts do.
        assumptions: The ids of the assumptions that the day rests on, in the case's order.
    """

    policy: GamePolicy
    rung: str
    by: CalledBy | None
    day: date | None
    earliest: date | None
    latest: date | None
    is_ahead: bool
    acts: tuple[Reported, ...]
    assumptions: tuple[str, ...]


@record
class WatchReplay:
    """
    A watch replayed.

    Args:
        case: The case.
        first: The first day.
        last: The last day.
        days: The days on which something came or a call changed.
        first_calls: When each rung above the lowest would first have been called, by ladder.
    """

    case: Case
    first: date
    last: date
    days: tuple[ReplayedDay, ...]
    first_calls: tuple[FirstCall, ...]


def in_order_of_days(reports: Sequence[GradedReport]) -> tuple[Reported, ...]:
    """
    Give reports as if they stood on a ledger.

    Args:
        reports: The reports in the order in which they came.

    Raises:
        QuestionError: There is none, or one is dated before the one ahead of it.
    """
    if not reports:
        raise QuestionError("there is nothing to replay: the list holds no report")
    for number, (before, after) in enumerate(pairwise(reports), start=2):
        if _is_earlier(after, before):
            raise QuestionError(
                f"report {number} is of {after.dated}, and the one before it of {before.dated};"
                " a replay takes them in the order in which they came"
            )
    return tuple(_entered(number, report) for number, report in enumerate(reports))


def _is_earlier(after: GradedReport, before: GradedReport) -> bool:
    """Whether one is dated before another; of one day with no clock time that cannot be told."""
    if after.instant and before.instant:
        return after.instant < before.instant
    return after.when < before.when


def replayed(case: Case, reports: Sequence[Reported]) -> WatchReplay:
    """
    Replay a watch, day by day, from its first report to its last, and to the as-of date at least.

    Args:
        case: The case.
        reports: The reports in the order in which they came; see `in_order_of_days`.

    Raises:
        QuestionError: It takes too many days, or a formula leads to no number.
    """
    first = reports[0].report.when
    last = max(reports[-1].report.when, case.as_of.first or first)
    if (last - first).days >= MOST_DAYS:
        raise QuestionError(
            f"the replay is of {(last - first).days + 1:,} days; at most {MOST_DAYS:,} are worked"
            " out"
        )
    film = _Film(case, reports, last=last)
    days = [film.day(first + timedelta(days=number)) for number in range((last - first).days + 1)]
    return WatchReplay(
        case=case,
        first=first,
        last=last,
        days=tuple(day for day in days if day.reports or day.changed),
        first_calls=tuple(film.first_calls()),
    )


class _Film:
    """The days of a replay, one after the other."""

    def __init__(self, case: Case, reports: Sequence[Reported], *, last: date) -> None:
        self._case, self._reports, self._last = case, reports, last
        self._running = WeighedLedger(case, reports, draws=_DRAWS).from_start()
        self._before: dict[str, str] = {}
        self._first: dict[tuple[str, str], FirstCall] = {}
        self._outlooks: tuple[LadderOutlook, ...] = ()

    def day(self, day: date) -> ReplayedDay:
        """Give the next day."""
        acts = acts_of(self._reports, day)
        beliefs = self._running.to(day, tells_reports=day == self._last)
        called = calls(self._case, beliefs, acts)
        self._outlooks = outlooks(self._case, called, self._reports, day, asks_law=False)
        self._take(called, beliefs, day)
        now = {call.policy.id: call.rung for call in called.ladders} if called else {}
        changed = tuple(name for name in now if now[name] != self._before.get(name, ""))
        self._before = now
        return ReplayedDay(
            day=day,
            reports=tuple(entered for entered in self._reports if entered.report.when == day),
            beliefs=beliefs,
            called=tuple((name, rung) for name, rung in now.items() if rung),
            changed=changed,
            triggers=occurred_triggers(self._case, acts),
        )

    def first_calls(self) -> Iterator[FirstCall]:
        """Give when each rung above the lowest would first have been called."""
        for outlook in self._outlooks:
            for rung in rungs_of(self._case, outlook.policy)[1:]:
                known = self._first.get((outlook.policy.id, rung.id))
                yield known or self._ahead(outlook, rung.id)

    def _take(self, called: CallsOfDay | None, beliefs: Sequence[WatchedBelief], day: date) -> None:
        """Keep what is called on a day and was not before."""
        for call in called.ladders if called else ():
            if call.rung:
                self._first.setdefault(
                    (call.policy.id, call.rung), self._by_call(call, beliefs, day)
                )
        for outlook in self._outlooks:
            deadline = outlook.deadline
            if deadline and deadline.best <= day and not outlook.is_met:
                key = (outlook.policy.id, deadline.rung)
                self._first.setdefault(key, self._by_time(outlook, deadline.rung, is_ahead=False))

    def _by_call(self, call: LadderCall, beliefs: Sequence[WatchedBelief], day: date) -> FirstCall:
        by = CalledBy.ACTS if call.acts else CalledBy.REPORTS
        return FirstCall(
            policy=call.policy,
            rung=call.rung,
            by=by,
            day=day,
            earliest=day,
            latest=day,
            is_ahead=False,
            acts=tuple(level.by for level in call.acts if level.by),
            assumptions=() if call.acts else self._behind(call, beliefs),
        )

    def _behind(self, call: LadderCall, beliefs: Sequence[WatchedBelief]) -> tuple[str, ...]:
        """Give the assumptions behind a call by reports: of the count, and of every belief."""
        counted = [rule.count for rule in call.policy.enter if rule.rung == call.rung]
        names = {name for text in counted for name in assumptions_in(self._case, text)}
        believed = {name for belief in beliefs for name in belief.assumptions}
        return in_case_order(self._case, names | believed)

    def _by_time(self, outlook: LadderOutlook, rung: str, *, is_ahead: bool) -> FirstCall:
        deadline = outlook.deadline
        text = "".join(rule.count for rule in outlook.policy.deadline if rule.rung == rung)
        return FirstCall(
            policy=outlook.policy,
            rung=rung,
            by=CalledBy.TIME,
            day=deadline.best if deadline else None,
            earliest=deadline.first if deadline else None,
            latest=deadline.last if deadline else None,
            is_ahead=is_ahead,
            acts=(),
            assumptions=in_case_order(self._case, assumptions_in(self._case, text)) if text else (),
        )

    def _ahead(self, outlook: LadderOutlook, rung: str) -> FirstCall:
        """Give what is not called by the last day: by its time after it, or by nothing."""
        deadline = outlook.deadline
        if deadline and deadline.rung == rung and deadline.best > self._last:
            return self._by_time(outlook, rung, is_ahead=True)
        return FirstCall(
            policy=outlook.policy,
            rung=rung,
            by=None,
            day=None,
            earliest=None,
            latest=None,
            is_ahead=False,
            acts=(),
            assumptions=(),
        )


def _entered(number: int, report: GradedReport) -> Reported:
    heading = EntryHeading(
        number=number,
        id=f"{number}",
        by="a replay",
        sort=ActorSort.RULE,
        at=f"{report.when.isoformat()}T00:00:00Z",
    )
    return Reported(entry=heading, report=report, retracted=None)
