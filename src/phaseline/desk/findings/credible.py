"""
Which course is ahead among all, and which among those that would keep themselves at the audience
cost that the case assumes.
"""

from collections.abc import Mapping

from phaseline.case.model.case import Case
from phaseline.desk.comparison.advice import Ahead, ahead_among, own_courses
from phaseline.desk.comparison.results import LadderComparison, SelfEnforcement
from phaseline.desk.findings.finding import Finding
from phaseline.terms.record import record
from phaseline.terms.ties import in_order


@record
class CredibleCourses(Finding):
    """
    Which courses would keep themselves, what the others lack for it, and which is ahead among all
    and among those alone.

    Args:
        assumed: What reneging on a call is assumed to cost the responder [M].
        is_entered: Whether the case enters that cost; where it does not, none is counted.
        keeping: The ids of the completed ladders that keep themselves at that cost.
        lacking: The others, each with the least cost at which it would, least first [M].
        among_all: Which is ahead by the periods that it leaves across the line.
        among_keeping: Which of those that keep themselves is; None where none does.
        draws: How many combinations of the assumptions the lead was looked at in.
    """

    assumed: float
    is_entered: bool
    keeping: tuple[str, ...]
    lacking: tuple[tuple[str, float], ...]
    among_all: Ahead
    among_keeping: Ahead | None
    draws: int


def credible_courses(case: Case, comparison: LadderComparison) -> tuple[CredibleCourses, ...]:
    """
    Rank the responder's courses twice; nothing where it was not asked what keeps them.

    Args:
        case: The case.
        comparison: All ladders, studied.
    """
    own = own_courses(case, comparison)
    enforced = {
        result.policy.id: result.self_enforcement
        for result in own
        if result.self_enforcement is not None
    }
    if not own or len(enforced) < len(own):
        return ()
    keeping = [result for result in own if enforced[result.policy.id].holds]
    return (
        CredibleCourses(
            assumed=next(iter(enforced.values())).assumed,
            is_entered=case.game is not None and bool(case.game.audience_cost),
            keeping=tuple(result.policy.id for result in keeping),
            lacking=_lacking(enforced),
            among_all=ahead_among(case, comparison, "inside", own),
            among_keeping=ahead_among(case, comparison, "inside", keeping) if keeping else None,
            draws=len(comparison.plan.draws),
        ),
    )


def _lacking(enforced: Mapping[str, SelfEnforcement]) -> tuple[tuple[str, float], ...]:
    """Give the ladders that do not keep themselves, with what each needs, the least first."""
    needed = [
        (name, self_enforcement.needed)
        for name, self_enforcement in enforced.items()
        if self_enforcement.needed is not None and not self_enforcement.holds
    ]
    return tuple(in_order(needed, lambda pair: -pair[1]))
