"""
Decisions that hang on others: of several bodies at once or one after the other, and by silence.
"""

from math import prod

from phaseline.case.model.case import Case
from phaseline.case.model.politics import ANY_MEMBER, Procedure
from phaseline.desk.consent.votes import (
    chance_of_members_alone,
    hinges_of,
    months_of,
    needs,
    sitting,
)
from phaseline.desk.estimates.ranges import Estimate, span
from phaseline.desk.estimates.valuation import Valuation, in_case_order
from phaseline.terms.record import record


@record
class PartChance:
    """One of the decisions that another hangs on: its own chance, and the body that takes it."""

    procedure: str
    institution: str
    chance: float


@record
class ComposedDecision:
    """
    A decision that hangs on others.

    Args:
        id: The id of the procedure.
        by_silence: Whether it passes unless it is stopped; it takes all of its parts if not.
        any_member: Whether any member of the body may stop it.
        together: Whether the parts decide side by side.
        parts: What it is made of in the end, chains among its parts resolved, or the decision that
            stops it; none where any member does.
        chance: The chance that it comes about, one draw of shocks for all parts.
        least: The least chance of a part: what would be if all hung on the same shock; None by
            silence.
        independent: The product of the chances of the parts: what would be if no body had to do
            with another; None by silence.
        members_alone: What it would be if every member decided alone: no party has a shock.
        low: The least chance over the ends of the assumptions.
        high: The greatest.
        rests_on: The ids of the assumptions that it rests on, in the order of the case.
        months: How long it takes [month]; None where the case does not say.
    """

    id: str
    by_silence: bool
    any_member: bool
    together: bool
    parts: tuple[PartChance, ...]
    chance: float
    least: float | None
    independent: float | None
    members_alone: float
    low: float
    high: float
    rests_on: tuple[str, ...]
    months: float | None

    @property
    def range(self) -> Estimate:
        """The chance with its range."""
        return Estimate(best=self.chance, low=self.low, high=self.high)


def composed_decisions(case: Case, values: Valuation) -> tuple[ComposedDecision, ...]:
    """
    Give every decision that hangs on others, in the order of the case.

    Args:
        case: The case.
        values: One value for every assumption; shocks that it holds are used.
    """
    return tuple(
        _decision(case, values, procedure) for procedure in case.procedures if procedure.is_composed
    )


def _decision(case: Case, values: Valuation, procedure: Procedure) -> ComposedDecision:
    rests_on = needs(case, procedure.id)
    now = sitting(case, values, procedure.id)
    low, high = span(
        case, values, rests_on, lambda valuation: sitting(case, valuation, procedure.id)
    )
    parts = _parts(case, values, procedure)
    chances = [part.chance for part in parts]
    silence = procedure.silence
    return ComposedDecision(
        id=procedure.id,
        by_silence=silence is not None,
        any_member=silence is not None and silence.stopped_by == ANY_MEMBER,
        together=procedure.together,
        parts=parts,
        chance=now,
        least=None if silence else min(chances),
        independent=None if silence else prod(chances),
        members_alone=chance_of_members_alone(case, values, procedure),
        low=min(low, now),
        high=max(high, now),
        rests_on=in_case_order(case, rests_on),
        months=months_of(case, procedure.id, values),
    )


def _parts(case: Case, values: Valuation, procedure: Procedure) -> tuple[PartChance, ...]:
    hinges = [case.procedures[name] for name in hinges_of(case, procedure.id)]
    return tuple(
        PartChance(
            procedure=part.id,
            institution=part.institution,
            chance=sitting(case, values, part.id),
        )
        for part in hinges
    )
