"""
Which rung each ladder calls for, by the periods whose reports its monitor counts.

The monitor is that of the case's game, one code for both; what it counts comes of the hypotheses
that name a track of that game. Answers that everybody sees, deadlines and consent are no part of
it: a call says what reports call for, and nothing else.
"""

from collections.abc import Sequence
from itertools import zip_longest

from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.estimates.valuation import Valuation, best_values
from phaseline.desk.watching.beliefs import WatchedBelief
from phaseline.game.monitors.counter import CounterMonitor
from phaseline.terms.record import record
from phaseline.terms.ties import nearest

_LABELS = ("nothing", "a report")


@record
class ReportCall:
    """
    What the reports call for under one ladder.

    Args:
        policy: The ladder as it is played.
        rung: The id of the rung called for; empty where reports call for none.
        count: What its monitor stands at.
        most: What its monitor counts to.
        following: The next rung that reports would call for, if any.
        missing: How many reports more that takes.
    """

    policy: GamePolicy
    rung: str
    count: int
    most: int
    following: str
    missing: int


def calls(case: Case, believed: Sequence[WatchedBelief]) -> tuple[ReportCall, ...] | None:
    """
    Give what the reports call for under each ladder that reports call a rung of.

    Args:
        case: The case.
        believed: What is believed on the day.

    Returns:
        One call for each such ladder, in the case's order; None where no hypothesis names a track
        and an alarm, so that no monitor has anything to count.

    Raises:
        QuestionError: A formula leads to no number.
    """
    followed = [
        belief for belief in believed if belief.hypothesis.track and belief.hypothesis.alarm
    ]
    if case.game is None or not followed:
        return None
    values = best_values(case)
    most = max(1, _count(values, case.game.alarms))
    standing = _counted(followed, most)
    return tuple(_call(policy, values, standing, most) for policy in case.policies if policy.enter)


def _counted(followed: Sequence[WatchedBelief], most: int) -> int:
    """Give the count at which the monitor stands after the periods of all that it reads."""
    automaton = CounterMonitor(up=most, down=0).automaton(_LABELS)
    state = automaton.origin
    for together in zip_longest(*(belief.periods for belief in followed)):
        is_heard = any(period is not None and period.is_alarm for period in together)
        state = automaton.following(state, int(is_heard))
    return nearest(float(automaton.states[state]))


def _call(policy: GamePolicy, values: Valuation, standing: int, most: int) -> ReportCall:
    entered = [(max(1, _count(values, rule.count)), rule.rung) for rule in policy.enter]
    called = [rung for count, rung in entered if count <= standing]
    waiting = sorted(
        ((count, place) for place, (count, _) in enumerate(entered) if count > standing)
    )
    return ReportCall(
        policy=policy,
        rung=called[-1] if called else "",
        count=standing,
        most=most,
        following=entered[waiting[0][1]][1] if waiting else "",
        missing=waiting[0][0] - standing if waiting else 0,
    )


def _count(values: Valuation, text: str) -> int:
    return max(0, nearest(values.of(text)))
