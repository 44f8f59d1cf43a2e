"""
Which rung each ladder calls for: by the periods whose reports its monitor counts, and by acts that
everybody sees.

The monitor is that of the case's game, one code for both; what it counts comes of the hypotheses
that name a track of that game. An act stands as the case has it on the as-of date, until one on the
ledger moves it. Deadlines, rungs that stay, and consent are no part of a call.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from phaseline.case.games import rungs_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.estimates.valuation import Valuation, best_values
from phaseline.desk.watching.beliefs import WatchedBelief
from phaseline.game.monitors.counter import CounterMonitor
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, nearest
from phaseline.watch.reports import Reported

_LABELS = ("nothing", "a report")
UNKNOWN_LEVEL = "unknown"


@record
class MonitorCount:
    """
    What the monitor of a case's game stands at.

    Args:
        count: The count.
        most: What it counts to.
    """

    count: int
    most: int


@record
class StandingLevel:
    """
    Where a track stands that everybody sees.

    Args:
        track: The id of the track.
        level: Its level.
        by: The act on the ledger that moved it; None where it stands so in the case.
    """

    track: str
    level: str
    by: Reported | None


@record
class LadderCall:
    """
    What is called for under one ladder.

    Args:
        policy: The ladder as it is played.
        rung: The id of the rung called for; empty where nothing calls for one.
        acts: The levels that call for it; none where reports do.
        following: The next rung that reports would call for, if any.
        missing: How many more reports that takes.
    """

    policy: GamePolicy
    rung: str
    acts: tuple[StandingLevel, ...]
    following: str
    missing: int


@record
class CallsOfDay:
    """
    What is called for on a day.

    Args:
        monitor: What reports have counted; None where no hypothesis names a track and an alarm.
        seen: Where each track of the game stands that is not hidden.
        ladders: The call under each ladder on which reports or acts call a rung, in the case's
            order.
    """

    monitor: MonitorCount | None
    seen: tuple[StandingLevel, ...]
    ladders: tuple[LadderCall, ...]


def calls(
    case: Case, believed: Sequence[WatchedBelief], acts: Sequence[Reported]
) -> CallsOfDay | None:
    """
    Give what is called for under each ladder that reports or acts call a rung of.

    Args:
        case: The case.
        believed: What is believed on the day.
        acts: The acts on the ledger up to the day, the earliest first.

    Returns:
        The calls; None where the case holds no game.

    Raises:
        QuestionError: A formula leads to no number.
    """
    if case.game is None:
        return None
    values, standing = best_values(case), _standing(case, acts)
    monitor = _monitor(values, case.game.alarms, believed)
    return CallsOfDay(
        monitor=monitor,
        seen=tuple(
            level for level in standing.values() if case.tracks[level.track].seen != "hidden"
        ),
        ladders=tuple(
            _call(case, policy, values, monitor, standing)
            for policy in case.policies
            if policy.overt or (policy.enter and monitor is not None)
        ),
    )


def _monitor(
    values: Valuation, alarms: str, believed: Sequence[WatchedBelief]
) -> MonitorCount | None:
    """Count the periods whose reports pass the alarm of what the monitor reads."""
    followed = [
        belief for belief in believed if belief.hypothesis.track and belief.hypothesis.alarm
    ]
    if not followed:
        return None
    most = max(1, _count(values, alarms))
    automaton = CounterMonitor(up=most, down=0).automaton(_LABELS)
    state = automaton.origin
    for together in zip_longest(*(belief.periods for belief in followed)):
        is_heard = any(period is not None and period.is_alarm for period in together)
        state = automaton.following(state, int(is_heard))
    return MonitorCount(count=nearest(float(automaton.states[state])), most=most)


def _standing(case: Case, acts: Sequence[Reported]) -> Mapping[str, StandingLevel]:
    """Give where each track of the game stands, by its id there."""
    moved = {act.report.track: act for act in acts if act.counts}
    levels: dict[str, StandingLevel] = {}
    for played in case.game.tracks if case.game else ():
        track = case.tracks.get(played.of)
        if track is None:
            continue
        act = moved.get(track.id)
        level = act.report.level if act else track.at_start
        levels[played.id] = StandingLevel(track=track.id, level=level, by=act)
    return levels


def _call(
    case: Case,
    policy: GamePolicy,
    values: Valuation,
    monitor: MonitorCount | None,
    standing: Mapping[str, StandingLevel],
) -> LadderCall:
    rungs = [rung.id for rung in rungs_of(case, policy)]  # from the lowest
    counts = {rule.rung: max(1, _count(values, rule.count)) for rule in policy.enter}
    count = monitor.count if monitor else 0
    entered = _entered(counts, count)
    answered = _answered(policy, standing)
    called = [rung for rung in rungs if rung in {*entered, *answered}][-1:]
    following = _following(counts, count, rungs) if monitor else ""
    return LadderCall(
        policy=policy,
        rung="".join(called),
        acts=tuple(answered[rung] for rung in called if rung not in entered),
        following=following,
        missing=counts[following] - count if following else 0,
    )


def _entered(counts: Mapping[str, int], count: int) -> frozenset[str]:
    """Give the rungs that the count of the monitor calls for."""
    return frozenset(rung for rung, least in counts.items() if least <= count)


def _answered(
    policy: GamePolicy, standing: Mapping[str, StandingLevel]
) -> Mapping[str, StandingLevel]:
    """Give the rungs that what everybody sees calls for, each with the level that does."""
    return {
        row.rung: standing[row.track]
        for row in policy.overt
        if row.track in standing and standing[row.track].level == row.level
    }


def _following(counts: Mapping[str, int], count: int, rungs: Sequence[str]) -> str:
    """Give the rung that the fewest more reports would call for; empty where none would."""
    waiting = [rung for rung in rungs if counts.get(rung, 0) > count]
    return first_leading(waiting, lambda rung: -counts[rung]) if waiting else ""


def _count(values: Valuation, text: str) -> int:
    return max(0, nearest(values.of(text)))
