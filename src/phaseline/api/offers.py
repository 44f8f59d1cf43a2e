"""What an offer beside the ladders of a case comes to."""

from collections.abc import Callable
from functools import partial

from phaseline.case.model.case import Case
from phaseline.desk.comparison.offers import (
    OFFER_DRAWS,
    LadderOffer,
    OfferTerms,
    ladder_offer,
    offer_design,
    offer_question,
    offered_ladders,
)
from phaseline.desk.comparison.works import Mapper
from phaseline.present.wording.game import courses_asked


def offer(
    case: Case,
    *,
    ladder: str = "",
    named: str = "",
    inducement: float | None = None,
    verification: float | None = None,
    breach: float | None = None,
    transparency: float | None = None,
    draws: int = OFFER_DRAWS,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[LadderOffer, ...]:
    """
    Say who takes up what is offered beside each completed ladder, and what it comes to.

    Args:
        case: The case.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        named: The id of an offer that the case names; its first if nothing else is offered.
        inducement: What is paid per period while the demand of the ladder is met and no rung above
            its off-ramp is in force, in the unit of the case's payoffs.
        verification: The chance per period that a crossing is reported, once it is taken up.
        breach: What a breach that is found costs the challenger more per period.
        transparency: What being seen for certain costs the challenger per period.
        draws: How many draws of the assumptions the ranges rest on.
        mapper: Applies a function to ladders; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, there is no such ladder, nothing is offered, the
            offer can stand beside no ladder, or that many draws cannot be made.
        EngineError: A game did not settle.
    """
    terms = OfferTerms(
        inducement=inducement,
        verification=verification,
        breach=breach,
        transparency=transparency,
    )
    question = offer_question(case, terms, named)
    names = offered_ladders(case, ladder, question)
    plan = offer_design(case, question, draws=draws)
    tick(f"offering it beside {courses_asked(case, ladder, names)}")
    answers = []
    beside = mapper(partial(ladder_offer, case, question, plan=plan), names)
    for done, answer in enumerate(beside, start=1):
        answers.append(answer)
        tick(f"offering it beside courses: {done} of {len(names)} done")
    return tuple(answers)
