"""
What holds the responder back, in the source's order; what loosens it; which recommendation aims at
it.
"""

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Brake, Recommendation
from phaseline.terms.record import record


@record
class BrakeRecord:
    """
    One brake with the recommendations that aim at it.

    Args:
        brake: The brake.
        aimed_at_by: The recommendations that aim at it.
    """

    brake: Brake
    aimed_at_by: tuple[Recommendation, ...]


@record
class Brakes:
    """
    All brakes of a case.

    Args:
        held: The brakes by rank, each with its recommendations.
        aimless: Recommendations that aim at none of them.
        groups: How many recommendations each group holds, in the source's order.
    """

    held: tuple[BrakeRecord, ...]
    aimless: tuple[Recommendation, ...]
    groups: tuple[tuple[str, int], ...]


def brakes(case: Case) -> Brakes:
    """Join brakes and recommendations."""
    ranked = sorted(case.brakes, key=lambda brake: brake.rank)
    held = tuple(
        BrakeRecord(
            brake=brake,
            aimed_at_by=tuple(
                recommendation
                for recommendation in case.recommendations
                if brake.id in recommendation.brakes
            ),
        )
        for brake in ranked
    )
    groups = dict.fromkeys(recommendation.group for recommendation in case.recommendations)
    return Brakes(
        held=held,
        aimless=tuple(
            recommendation for recommendation in case.recommendations if not recommendation.brakes
        ),
        groups=tuple(
            (group, sum(recommendation.group == group for recommendation in case.recommendations))
            for group in groups
        ),
    )
