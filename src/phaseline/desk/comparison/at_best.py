"""What every course changes at the best values alone: the quickest answer to a what-if."""

from collections.abc import Mapping
from functools import lru_cache

from phaseline.case.games import baseline_of, policies_of
from phaseline.case.model.case import Case
from phaseline.case.values import CaseKey
from phaseline.desk.comparison.game_of_case import GameVariant
from phaseline.desk.comparison.study import base_setting, figures, yardstick_setting
from phaseline.desk.estimates.valuation import Valuation, best_values

_INSIDE = "inside"


def changes_at_best(case: Case) -> Mapping[str, float]:
    """
    Give by how much each completed ladder changes the time across the line, all assumptions at
    their best values.

    Args:
        case: The case.

    Returns:
        The change beside the yardstick [period], by ladder, the yardstick itself left out; less is
        better.

    Raises:
        QuestionError: The case holds no game, or a number is missing.
        EngineError: A game did not settle.
    """
    values, baseline = best_values(case), baseline_of(case)
    beside: list[tuple[GameVariant, float]] = []  # yardsticks: many ladders share one
    changes: dict[str, float] = {}
    for policy in policies_of(case):
        if policy.id == baseline.id:
            continue
        setting = base_setting(case, policy)
        yardstick = yardstick_setting(case, setting)
        theirs = next((inside for other, inside in beside if other == yardstick), None)
        if theirs is None:
            theirs = _inside(yardstick, values)
            beside.append((yardstick, theirs))
        changes[policy.id] = _inside(setting, values) - theirs
    return changes


def base_at_best(case: Case) -> float:
    """
    Give the time across the line under the yardstick, all assumptions at their best values
    [period]; worked out once for a case.

    Args:
        case: The case.

    Raises:
        QuestionError: The case holds no game, or a number is missing.
        EngineError: The game did not settle.
    """
    return _base_at_best(CaseKey(case))


@lru_cache(maxsize=16)
def _base_at_best(same: CaseKey) -> float:
    case = same.case
    return _inside(base_setting(case, baseline_of(case)), best_values(case))


def _inside(setting: GameVariant, values: Valuation) -> float:
    """Give the time across the line of one game [period]."""
    return float(figures(setting, [values], wanted=(_INSIDE,))[_INSIDE][0])
