"""What is lawful under which reading, who must agree, and what would pass."""

from collections.abc import Collection
from datetime import date

from phaseline.case.model.case import Case
from phaseline.desk.consent import law_queries
from phaseline.desk.consent.law_queries import Legal
from phaseline.desk.consent.politics import CountedVote, Feasibility, counted, feasibility
from phaseline.desk.estimates.valuation import best_values
from phaseline.law.explain import Proof
from phaseline.present.wording.rounding import vote_figures


def law(
    case: Case,
    *,
    on: date | None = None,
    enacted: Collection[str] = (),
    void: Collection[str] = (),
) -> Legal:
    """
    Say how each option of a case stands before the law, reading by reading.

    Args:
        case: The case.
        on: The day whose law is asked; the case's own day if left out.
        enacted: The ids of amendments that are taken as made.
        void: The ids of provisions that are taken as void.

    Raises:
        QuestionError: An amendment or a provision is unknown.
        EngineError: The law could not be solved.
    """
    return law_queries.legal(case, on=on, enacted=enacted, void=void)


def proofs(case: Case, findings: Legal, cell: str) -> tuple[Proof, ...]:
    """
    Say why an option stands as it does, provision by provision.

    Args:
        case: The case.
        findings: What `law` gave.
        cell: An option, `measure/route`, or either with a reading, such as
            `direct_def/opposition`.

    Raises:
        QuestionError: There is no such cell.
    """
    return law_queries.proofs(case, findings, cell)


def votes(case: Case) -> Feasibility:
    """
    Say who decides what by which majority, what would pass, and with which chance.

    Raises:
        QuestionError: A number that is counted with is missing.
    """
    return vote_figures(feasibility(case, best_values(case)))


def whip_counts(case: Case, procedure: str) -> tuple[CountedVote, ...]:
    """
    Count one vote party by party, once for each whip count that the case holds of it.

    Args:
        case: The case.
        procedure: The id of the procedure.

    Raises:
        QuestionError: There is no such procedure, or nobody votes in it.
    """
    return vote_figures(counted(case, best_values(case), procedure))
