"""
What the courses would change in a game that differs in one thing that is assumed for all of them.

Thresholds stand here and nowhere below: what is said, and of which course.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from phaseline.case.games import abstaining_types, baseline_of, setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.alterations import (
    NO_PROOF,
    NONE_ABSTAINS,
    PLANS_FARTHER,
    Alteration,
    planned_periods,
    sampled,
)
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.comparison.study import ChangeEstimate
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.estimates.valuation import assumptions_in, in_case_order
from phaseline.desk.findings.effects import LEAST
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.question_inputs import own_results
from phaseline.game.arrays import Floats
from phaseline.terms.record import record
from phaseline.terms.ties import are_alike, first_leading, is_less, is_more, shown_number

LEAST_OF_END = 1.0  # period: by how much an end of a range has to move to be worth a word


@record
class AlteredCourse:
    """
    What courses change alike, in the game as it is and in the altered one, at the best values.

    Args:
        policies: The ids of the completed ladders.
        as_is: The change in the game as it is [period].
        altered: The change in the altered one [period].
        base: The periods across without them in the game as it is [period].
        altered_base: The same in the altered one [period].
    """

    policies: tuple[str, ...]
    as_is: float
    altered: float
    base: float
    altered_base: float


@record
class PlannedCourse:
    """
    What courses change alike, against a challenger who plans for the horizon and against one who
    plans farther.

    Args:
        policies: The ids of the completed ladders.
        near: The change against the one who plans for the horizon [period].
        far: The change against the one who plans farther, in the same draws [period].
        base: The periods across without them at the best values, as it is [period].
        far_base: The same against the one who plans farther [period].
    """

    policies: tuple[str, ...]
    near: ChangeEstimate
    far: ChangeEstimate
    base: float
    far_base: float


@record
class PlansFarther(Finding):
    """
    What the courses would change against a challenger who plans farther ahead than the horizon,
    counted over the same periods; only where that matters.

    Args:
        near: For how many periods it plans in the game as it is, and how many are counted.
        far: For how many it would plan.
        courses: The courses that would change more than a little otherwise.
        leads: The ids of the courses that shorten crossings most as it is, in the middle of the
            draws.
        would_lead: The ids of those that would.
        draws: How many draws were looked at.
    """

    near: int
    far: int
    courses: tuple[PlannedCourse, ...]
    leads: tuple[str, ...]
    would_lead: tuple[str, ...]
    draws: int

    @property
    def is_reordered(self) -> bool:
        """Whether other courses would shorten crossings most."""
        return self.leads != self.would_lead


@record
class NoneAbstains(Finding):
    """
    What the courses would change if no type of challenger abstained.

    Args:
        types: The ids of the types that abstain.
        base: The periods across without a course, as it is, at the best values [period].
        altered_base: The same without those types [period].
        of: How many periods are counted.
        courses: The courses that would change more than a little otherwise.
    """

    types: tuple[str, ...]
    base: float
    altered_base: float
    of: int
    courses: tuple[AlteredCourse, ...]


@record
class NoConsentAfterProof(Finding):
    """
    What the courses would change if votes went after a proved crossing as they would go today.

    Args:
        courses: The courses that would change more than a little otherwise.
        others: How many more courses hang on such a vote, and would change the same.
        of: How many periods are counted.
    """

    courses: tuple[AlteredCourse, ...]
    others: int
    of: int


def altered_games(case: Case, comparison: LadderComparison) -> tuple[Finding, ...]:
    """Give what the courses would change in each altered game that was solved."""
    if not comparison.contenders or not all(result.alterations for result in comparison.contenders):
        return ()
    return (
        *_plans_farther(case, comparison),
        *_none_abstains(case, comparison),
        *_no_proof(case, comparison),
    )


def _plans_farther(case: Case, comparison: LadderComparison) -> tuple[PlansFarther, ...]:
    rows = _planned(case, comparison)
    courses = _alike(_with_best_if_moved(row) for row in rows if _is_moved(row))
    leads, would_lead = (
        _leaders(rows, change)
        for change in (lambda row: row.near.median, lambda row: row.far.median)
    )
    if not courses and leads == would_lead:
        return ()
    return (
        PlansFarther(
            near=max(case.horizon),
            far=planned_periods(case),
            courses=courses,
            leads=leads,
            would_lead=would_lead,
            draws=len(comparison.plan.draws[sampled(comparison.plan)]),
            rests_on=_read(case, (setup_of(case).discount_challenger,)),
        ),
    )


def _none_abstains(case: Case, comparison: LadderComparison) -> tuple[NoneAbstains, ...]:
    setup = setup_of(case)
    rows = _rows(case, comparison, NONE_ABSTAINS)
    baseline = comparison.of(baseline_of(case).id) or comparison.contenders[0]
    altered = baseline.alterations.get(NONE_ABSTAINS)
    if altered is None:
        return ()
    return (
        NoneAbstains(
            types=abstaining_types(setup),
            base=_base(baseline),
            altered_base=altered.base,
            of=max(case.horizon),
            courses=_moved(rows),
            rests_on=_read(case, (kind.weight for kind in setup.types)),
        ),
    )


def _no_proof(case: Case, comparison: LadderComparison) -> tuple[NoConsentAfterProof, ...]:
    rows = _rows(case, comparison, NO_PROOF)
    if not rows:
        return ()
    courses = _moved(rows)
    moved = {name for course in courses for name in course.policies}
    proofs = (vote.proof for count in case.whips for vote in count.votes)
    return (
        NoConsentAfterProof(
            courses=courses,
            others=len([row for row in rows if not moved.issuperset(row.policies)]),
            of=max(case.horizon),
            rests_on=_read(case, proofs),
        ),
    )


def _rows(case: Case, comparison: LadderComparison, name: str) -> tuple[AlteredCourse, ...]:
    """Give the responder's own courses whose change is told in both games."""
    return tuple(
        row
        for result in own_results(case, comparison)
        if (altered := result.alterations.get(name))
        for row in _row(result, altered)
    )


def _row(result: LadderResult, altered: Alteration) -> tuple[AlteredCourse, ...]:
    as_is = result.studied.change["inside"].best
    if as_is is None or altered.change is None:  # a tie: an input moved a little would turn it
        return ()
    return (
        AlteredCourse(
            policies=(result.policy.id,),
            as_is=as_is,
            altered=altered.change,
            base=_base(result),
            altered_base=altered.base,
        ),
    )


def _base(result: LadderResult) -> float:
    """Give the periods across without a course, at the best values."""
    return float(result.studied.theirs["inside"][0])


def _moved(rows: Iterable[AlteredCourse]) -> tuple[AlteredCourse, ...]:
    """Give the courses that change more than a little otherwise; those that are alike together."""
    groups: dict[tuple[float, ...], list[AlteredCourse]] = {}
    for row in rows:
        if is_more(abs(row.altered - row.as_is), LEAST):
            figures = (row.as_is, row.altered, row.base, row.altered_base)
            groups.setdefault(tuple(shown_number(figure) for figure in figures), []).append(row)
    return tuple(
        AlteredCourse(
            policies=tuple(name for row in group for name in row.policies),
            as_is=group[0].as_is,
            altered=group[0].altered,
            base=group[0].base,
            altered_base=group[0].altered_base,
        )
        for group in groups.values()
    )


def _planned(case: Case, comparison: LadderComparison) -> tuple[PlannedCourse, ...]:
    """Give the responder's own courses against a challenger who plans for longer."""
    return tuple(
        PlannedCourse(
            policies=(result.policy.id,),
            near=_estimate(
                result.studied.change_by_draw("inside")[sampled(comparison.plan)],
                result.studied.change["inside"].best,
            ),
            far=_estimate(farther.by_draw, farther.change),
            base=_base(result),
            far_base=farther.base,
        )
        for result in own_results(case, comparison)
        if (farther := result.alterations.get(PLANS_FARTHER)) and farther.by_draw is not None
    )


def _estimate(by_draw: Floats, best: float | None) -> ChangeEstimate:
    low, median, high = percentiles(by_draw)
    return ChangeEstimate(median=median, low=low, high=high, best=best)


def _is_moved(row: PlannedCourse) -> bool:
    """
    Whether a course would change more than a little otherwise: at the best values, in the middle of
    the draws, or at an end of them, which is looser.
    """
    near, far = row.near, row.far
    ends = (far.low - near.low, far.high - near.high)
    return (
        _is_best_moved(row)
        or is_more(abs(far.median - near.median), LEAST)
        or any(is_more(abs(shift), LEAST_OF_END) for shift in ends)
    )


def _is_best_moved(row: PlannedCourse) -> bool:
    near, far = row.near.best, row.far.best
    return near is not None and far is not None and is_more(abs(far - near), LEAST)


def _with_best_if_moved(row: PlannedCourse) -> PlannedCourse:
    """Leave the best values out where they tell nothing that the draws do not."""
    if _is_best_moved(row):
        return row
    return replace(row, near=replace(row.near, best=None), far=replace(row.far, best=None))


def _alike(rows: Iterable[PlannedCourse]) -> tuple[PlannedCourse, ...]:
    """Join the courses of which every figure is the same."""
    groups: list[PlannedCourse] = []
    for row in rows:
        place = next(
            (
                place
                for place, group in enumerate(groups)
                if are_alike(replace(group, policies=row.policies), row)
            ),
            None,
        )
        if place is None:
            groups.append(row)
        else:
            group = groups[place]
            groups[place] = replace(group, policies=(*group.policies, *row.policies))
    return tuple(groups)


def _leaders(
    rows: Sequence[PlannedCourse], change: Callable[[PlannedCourse], float]
) -> tuple[str, ...]:
    """Give the courses that shorten crossings most; none where none does by more than a little."""
    if not rows:
        return ()
    most = change(first_leading(rows, lambda row: -change(row)))
    if not is_less(most, -LEAST):
        return ()
    return tuple(
        name for row in rows if not is_more(change(row), most + LEAST) for name in row.policies
    )


def _read(case: Case, formulas: Iterable[str]) -> tuple[str, ...]:
    """Give the addresses of the assumptions that formulas read."""
    names = frozenset().union(*(assumptions_in(case, text) for text in formulas if text))
    return tuple(f"assumptions.{name}" for name in in_case_order(case, names))
