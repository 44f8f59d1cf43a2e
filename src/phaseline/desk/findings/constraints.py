"""
What holds a responder back in law and politics: standings, votes, the limits of each rung, and what
would have to change.
"""

from collections.abc import Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.consent.law_queries import UNBARRED, Legal, legal
from phaseline.desk.consent.politics import Feasibility, feasibility
from phaseline.desk.consent.votes import LegislativeRoute
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.rungs import RungLimit, rung_limits
from phaseline.law.model import Law, Option, Standing
from phaseline.law.turns import TurningSearch, flips
from phaseline.terms.record import record


@record
class Opening:
    """
    An option that is not the executive's to decide under every reading, and the least changes of
    law that would alter that.

    Args:
        option: The option.
        closed: By standing, the readings under which it is not open; the standing alone where
            readings are combined freely.
        opens: All least sets of amendments that leave it to the executive under every reading.
        unbars: All least sets after which no reading bars it; silence is no permission.
    """

    option: Option
    closed: tuple[tuple[Standing, tuple[str, ...]], ...]
    opens: TurningSearch
    unbars: TurningSearch


@record
class Constraints:
    """
    Law and politics of a case, joined.

    Args:
        legal: What the law says.
        politics: What would pass, by procedure, and who objects; how each amendment becomes law.
        rungs: The limits of each rung under each reading.
        openings: What would have to change in law.
    """

    legal: Legal
    politics: Feasibility
    rungs: tuple[RungLimit, ...]
    openings: tuple[Opening, ...]

    def route(self, amendment: str) -> LegislativeRoute | None:
        """Give how an amendment becomes law."""
        return next((route for route in self.politics.routes if route.amendment == amendment), None)

    def of_rung(self, ladder: str, rung: str) -> tuple[RungLimit, ...]:
        """Give the limits of a rung, one for each reading."""
        return tuple(limit for limit in self.rungs if (limit.ladder, limit.rung) == (ladder, rung))


def constraints(case: Case) -> Constraints | None:
    """
    Put a case to law and politics; None where it asks nothing of the law.

    Raises:
        QuestionError: A number is missing.
        EngineError: The law could not be solved.
    """
    if not case.options:
        return None
    law_answers, values = legal(case), best_values(case)
    politics = feasibility(case, values)
    return Constraints(
        legal=law_answers,
        politics=politics,
        rungs=rung_limits(case, law_answers, politics.votes),
        openings=tuple(
            opening for law in law_answers.laws for opening in _openings(law, law_answers)
        ),
    )


def _openings(law: Law, law_answers: Legal) -> Sequence[Opening]:
    return [
        opening
        for opening in (_opening(law, option, law_answers) for option in law.options)
        if opening is not None
    ]


def _opening(law: Law, option: Option, law_answers: Legal) -> Opening | None:
    """Give what would open an option; None where every reading leaves it to the executive."""
    closed = _closed(law, option, law_answers)
    if not closed:
        return None
    return Opening(
        option=option,
        closed=tuple(closed.items()),
        opens=flips(law, option, law_answers.what),
        unbars=flips(law, option, law_answers.what, target=UNBARRED),
    )


def _closed(law: Law, option: Option, law_answers: Legal) -> Mapping[Standing, tuple[str, ...]]:
    """
    Give the standings in which an option is not the executive's to decide, with the readings under
    which it stands so; none are named where readings are combined freely.
    """
    if not law.positions:
        status = next(
            combined for combined in law_answers.statuses if combined.option.id == option.id
        )
        closing = status.standings - {Standing.EXECUTIVE}
        return dict.fromkeys((standing for standing in Standing if standing in closing), ())
    closed: dict[Standing, tuple[str, ...]] = {}
    for cell in law_answers.cells:
        if cell.option == option.id and cell.standing is not Standing.EXECUTIVE:
            closed[cell.standing] = (*closed.get(cell.standing, ()), cell.reading)
    return closed
