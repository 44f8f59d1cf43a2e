"""What courses change over the draws: the first figures of a what-if, before all the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import GameVariant
from phaseline.desk.comparison.study import base_setting, figures, yardstick_setting
from phaseline.desk.estimates.percentiles import DrawRange, range_of
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.arrays import Floats
from phaseline.terms.record import record

_INSIDE = "inside"
_AT_ONCE = 16  # draws between two looks at whether somebody asks for something newer


@record
class DrawnChange:
    """
    What a course changes of the time across the line, over the draws.

    Args:
        course: The id of the completed ladder.
        change: The difference to the yardstick [period]; less is better.
        base: The time across with the yardstick, in the middle of the draws [period].
        draws: How many draws that rests on.
    """

    course: str
    change: DrawRange
    base: float
    draws: int


def course_changes(
    case: Case,
    courses: Iterable[str],
    *,
    draws: int,
    tick: Callable[[str], None] = lambda _: None,
) -> Iterator[DrawnChange]:
    """
    Give what courses change, one after another, over the very draws on which the whole comparison
    rests.

    Args:
        case: The case.
        courses: The ids of completed ladders, in the order in which they are wanted.
        draws: How many draws of the assumptions.
        tick: Told what is being done, every few draws.

    Raises:
        QuestionError: There is no such ladder, the case holds no game, or a number is missing.
        EngineError: A game did not settle.
    """
    plan = design(case, count=draws)
    beside: list[tuple[GameVariant, Floats]] = []  # yardsticks: many courses share one
    for course in courses:
        setting = base_setting(case, policy_of(case, course))
        yardstick = yardstick_setting(case, setting)
        mine = _inside(setting, plan.draws, tick)
        theirs = next((inside for other, inside in beside if other == yardstick), None)
        if theirs is None:
            theirs = _inside(yardstick, plan.draws, tick)
            beside.append((yardstick, theirs))
        yield DrawnChange(
            course=course,
            change=range_of(mine - theirs),
            base=float(np.median(theirs)),
            draws=len(plan.draws),
        )


def _inside(
    setting: GameVariant, values: Sequence[Valuation], tick: Callable[[str], None]
) -> Floats:
    """Give the time across in each draw [period] (draw)."""
    return np.concatenate([*_in_parts(setting, values, tick)])


def _in_parts(
    setting: GameVariant, values: Sequence[Valuation], tick: Callable[[str], None]
) -> Iterator[Floats]:
    for first in range(0, len(values), _AT_ONCE):
        tick("playing one course after another")
        part = values[first : first + _AT_ONCE]
        yield figures(setting, part, wanted=(_INSIDE,))[_INSIDE]
