"""
The calibration gap: what the watch believes beside what the case's game expects at the same count.

A ladder's monitor counts reports and holds no belief. Where each side plays its best against that
ladder, the line is crossed in some share of the periods at each count, and some share of the
reports that lead up to it are true: under a ladder that deters, most of them are false. The game is
that of the as-of date, at best values, and its two figures are those of its answer.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.case.values import CaseKey
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.watching.beliefs import WatchedBelief
from phaseline.desk.watching.calls import CallsOfDay
from phaseline.game.barred_rungs import trimmed
from phaseline.game.metrics import Calibrated, calibration
from phaseline.game.play import played_quickly
from phaseline.game.quantiles import spread_out
from phaseline.terms.record import record
from phaseline.terms.ties import nearest


@record
class CalibrationGap:
    """
    What is believed and what is expected, at one count of a ladder's monitor.

    Args:
        policy: The ladder as it is played.
        count: What its monitor counts.
        expected: The share of the periods at that count in which the line is crossed, over the
            longest horizon of the game; None where that count does not come about in it.
        true_reports: The share of the reports leading up to that count that are true; None where
            none leads there.
        believed: What the watch believes of the hypotheses that the monitor follows, each by its
            id, at best values.
    """

    policy: GamePolicy
    count: int
    expected: float | None
    true_reports: float | None
    believed: tuple[tuple[str, float], ...]


def calibration_gaps(
    case: Case, calls: CallsOfDay | None, beliefs: Sequence[WatchedBelief]
) -> tuple[CalibrationGap, ...]:
    """
    Give the gap for each ladder whose monitor calls rungs; none where no monitor counts.

    Args:
        case: The case.
        calls: What is called for on the day; None where the case holds no game.
        beliefs: What is believed on it.

    Raises:
        QuestionError: A number of the game is missing, or it has too many states.
    """
    if calls is None or calls.monitor is None:
        return ()
    believed = tuple(
        (belief.hypothesis.id, belief.now.best)
        for belief in beliefs
        if belief.hypothesis.track and belief.hypothesis.alarm
    )
    count = calls.monitor.count
    return tuple(
        _gap(call.policy, count, _expected(CaseKey(case), call.policy.id).get(count), believed)
        for call in calls.ladders
        if call.policy.enter
    )


def _gap(
    policy: GamePolicy,
    count: int,
    state: Calibrated | None,
    believed: tuple[tuple[str, float], ...],
) -> CalibrationGap:
    return CalibrationGap(
        policy=policy,
        count=count,
        expected=state.posterior if state else None,
        true_reports=state.ppv if state else None,
        believed=believed,
    )


@lru_cache(maxsize=64)
def _expected(same: CaseKey, policy: str) -> Mapping[int, Calibrated]:
    """Give what the game expects at each count, where each side plays its best."""
    case = same.case
    setting = base_setting(case, case.policies[policy])
    solved, _ = trimmed(spread_out(game_of(setting, best_values(case))))
    # What each act is worth is not asked, and would take most of the room.
    rows = calibration(played_quickly([solved]), max(solved.solve.horizons))
    return MappingProxyType({nearest(float(row.state)): row for row in rows})
