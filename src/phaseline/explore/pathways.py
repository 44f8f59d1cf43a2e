"""
Pathways: by when a course has to be announced so that it still works, and which of its rungs are
still open then.

A course is announced later, by surprise, in some of the draws of a study; the last announcement
with which it still works is its decide-by date in that draw. The time that its first rung then
takes leads on to its tipping point: the period from which on nothing of it would be in force in
time. A rung is open as long as it could still be in force before the end if it were called at once
and consented to; where consent is a matter of chance, the chance is what counts.

Source:
    Haasnoot, Kwakkel, Walker & ter Maat, *Global Environmental Change* 23 (2013), 485–498, for
    tipping points of a course, and decisions that have to come a lead before them.
"""

from collections.abc import Mapping

import numpy as np

from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.late import LateLadder, RungTimes, late_ladder
from phaseline.explore import study
from phaseline.explore.study import LEAST, StudyPlan
from phaseline.game.arrays import Bools, Floats
from phaseline.game.ties import less
from phaseline.terms.record import record
from phaseline.terms.ties import PLACES

FUTURES = 64  # draws of the first chunk: an announcement costs a walk through each
_LATE, _LEAD, _CONSENT, _FIRST = "late:", "lead:", "consent:", "first:"
_DATED = "dated"


@record
class PathwaySpread:
    """
    A number of periods over the futures in which a course works at all.

    Args:
        low: The 10th percentile [period].
        median: The middle [period].
        high: The 90th percentile [period].
    """

    low: float
    median: float
    high: float


@record
class RungWindow:
    """
    How long a rung is open.

    Args:
        rung: Its id.
        lead: Periods from a call to force, over all futures.
        is_open: The share of the futures in which it is still open, by announcement.
    """

    rung: str
    lead: PathwaySpread | None
    is_open: tuple[float, ...]


@record
class CoursePathway:
    """
    A course by when it is announced.

    Args:
        course: Its id.
        futures: On how many draws that rests.
        announced: The dates that were tried, in periods after the first.
        works: The share of the futures in which it still works, by announcement.
        decide_by: The last announcement with which it works, over the futures in which it works
            when it is announced at once; None where it works in none.
        tipping: The same, and the time that the first rung takes which reports call.
        rungs: Its rungs, the lowest left out.
    """

    course: str
    futures: int
    announced: tuple[int, ...]
    works: tuple[float, ...]
    decide_by: PathwaySpread | None
    tipping: PathwaySpread | None
    rungs: tuple[RungWindow, ...]


def pathway_columns(case: Case, plan: StudyPlan, course: str) -> Mapping[str, Floats]:
    """
    Work out a course announced later, for some of the draws of a study.

    Args:
        case: The case.
        plan: What the study is made of.
        course: The id of the ladder.

    Returns:
        By name of the column (draw): what it changes of the periods inside by the period of its
        announcement, how long its rungs take, and the chance of consent to them.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    drawn = design(case, count=study.CHUNK, seed=plan.seed, chunk=0).draws
    count = min(FUTURES, len(drawn))
    chosen = [drawn[place * len(drawn) // count] for place in range(count)]
    late = late_ladder(case, policy_of(case, course), chosen)
    if late is None:
        return {_DATED: np.ones(1)}
    columns = {
        f"{_LATE}{period}": np.round(row, PLACES) + 0.0
        for period, row in zip(late.announced, late.change, strict=True)
    }
    for name, times in late.rungs.items():
        columns |= {f"{_LEAD}{name}": times.lead, f"{_CONSENT}{name}": times.consent}
        columns[f"{_FIRST}{name}"] = np.full(len(times.lead), float(name == late.first))
    return columns


def late_ladder_of(columns: Mapping[str, Floats]) -> LateLadder | None:
    """
    Give a course announced later as it was kept.

    Args:
        columns: Its numbers, by name (draw).

    Returns:
        The course; None where something of it ends by the calendar.
    """
    if _DATED in columns:
        return None
    dates, names = _named(columns, _LATE), _named(columns, _LEAD)
    return LateLadder(
        announced=tuple(map(int, dates)),
        change=np.array([columns[_LATE + date] for date in dates]),
        rungs={
            name: RungTimes(lead=columns[_LEAD + name], consent=columns[_CONSENT + name])
            for name in names
        },
        first=next((name for name in names if columns[_FIRST + name].all()), ""),
    )


def _named(columns: Mapping[str, Floats], prefix: str) -> list[str]:
    """Give what the names of some columns end in, after what they begin with."""
    return [name.removeprefix(prefix) for name in columns if name.startswith(prefix)]


def course_pathway(
    course: str, late: LateLadder, periods: int, cap: int | None = None
) -> CoursePathway:
    """
    Say by when a course has to be announced.

    Args:
        course: Its id.
        late: The course announced later.
        periods: How many periods are played [period].
        cap: How many periods have passed when a right that it needs ends by a date of the law: no
            later announcement counts; None where none ends [period].
    """
    works = np.asarray(less(late.change, -LEAST))
    dates = np.array(late.announced, dtype=np.float64)
    last = _last(works, dates)
    if cap is not None:
        last = np.minimum(last, cap)
    at_all = np.isfinite(last)
    first = late.rungs.get(late.first)
    lead = first.lead if first else np.zeros(len(last))
    return CoursePathway(
        course=course,
        futures=works.shape[1],
        announced=late.announced,
        works=tuple(works.mean(axis=1).tolist()),
        decide_by=_spread(last[at_all]),
        tipping=_spread((last + lead)[at_all]),
        rungs=tuple(_window(name, times, dates, periods) for name, times in late.rungs.items()),
    )


def _window(name: str, times: RungTimes, dates: Floats, periods: int) -> RungWindow:
    """Say how long a rung is open: with which chance it could be in force before the end."""
    in_time = dates[:, None] + times.lead < periods
    return RungWindow(
        rung=name,
        lead=_spread(times.lead),
        is_open=tuple((times.consent * in_time).mean(axis=1).tolist()),
    )


def _last(works: Bools, dates: Floats) -> Floats:
    """
    Give the last date up to which a course works without a break, from the first on; not a number
    where it does not work at the first (draw).
    """
    held = np.logical_and.accumulate(works, axis=0).sum(axis=0)
    return np.where(held > 0, dates[np.maximum(held, 1) - 1], np.nan)


def _spread(periods: Floats) -> PathwaySpread | None:
    """Give the spread of periods over futures; None where there is none."""
    if not len(periods):
        return None
    low, median, high = np.percentile(periods, [10, 50, 90])
    return PathwaySpread(low=float(low), median=float(median), high=float(high))
