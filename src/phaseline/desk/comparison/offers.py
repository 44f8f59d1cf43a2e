"""What is offered beside the ladders of a case, at the best values of its assumptions."""

from dataclasses import replace

from phaseline.case.games import policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import NamedOffer
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import Valuation, best_values
from phaseline.errors import QuestionError
from phaseline.game.offers import OfferStudy, offer_study, refused_offer
from phaseline.game.spec import Game, Offer
from phaseline.terms.record import record


@record
class OfferTerms:
    """
    What is asked for of an offer; what is left out stays as the file has it, or at nothing.

    Args:
        inducement: What is paid per period [M/period].
        verification: The chance per period that a crossing is reported.
        breach: What a breach that is found costs the challenger per period [M/period].
        transparency: What being seen for certain costs it per period [M/period].
    """

    inducement: float | None = None
    verification: float | None = None
    breach: float | None = None
    transparency: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        terms = (self.inducement, self.verification, self.breach, self.transparency)
        return all(term is None for term in terms)

    def upon(self, offer: Offer) -> Offer:
        """
        Give an offer with these terms in place of its own.

        Args:
            offer: The offer; what is not asked for stays as it is there.
        """
        return replace(
            offer,
            inducement=_asked(self.inducement, offer.inducement),
            verification=(offer.verification if self.verification is None else self.verification),
            breach=_asked(self.breach, offer.breach),
            transparency=_asked(self.transparency, offer.transparency),
        )


def _asked(asked: float | None, own: float) -> float:
    return own if asked is None else asked


@record
class LadderOffer:
    """
    An offer beside a completed ladder.

    Args:
        policy: The id of the completed ladder.
        named: The id of the offer that the case names; empty where it is asked for in words alone.
        refusal: Why it cannot stand there; empty where it can.
        study: What it comes to; None where it cannot stand there.
    """

    policy: str
    named: str
    refusal: str
    study: OfferStudy | None


def offer_in(game: Game, terms: OfferTerms) -> Offer:
    """
    Give the offer of a game file, with other terms where they are asked for.

    Args:
        game: The game.
        terms: What is asked for.

    Raises:
        QuestionError: Nothing is offered, several decide, or the offer cannot stand beside the
            game.
    """
    if game.challengers:
        raise QuestionError(
            f"the file lists {len(game.challengers)} under `challengers`, and an offer is made to"
            " one challenger: ask `phaseline whom` with the same file"
        )
    if game.offer is None and terms.is_empty:
        raise QuestionError(
            "nothing is offered: the file has no `offer`, so add --inducement or --verification"
        )
    offer = terms.upon(replace(game.offer or Offer(), taken=False))
    refusal = refused_offer(game, offer)
    if refusal:
        raise QuestionError(f"the offer cannot stand beside this game: {refusal}")
    return offer


def offer_named(case: Case, wanted: str = "") -> NamedOffer | None:
    """
    Give an offer that a case names; the first where none is asked for, and none where there is
    none.

    Raises:
        QuestionError: The case holds no game, or names no offer of that id.
    """
    offers = setup_of(case).offers
    if not wanted:
        return next(iter(offers), None)
    if wanted not in offers.ids:
        known = ", ".join(offers.ids) or "none"
        raise QuestionError(f"there is no offer {wanted!r} in this case (there are: {known})")
    return offers[wanted]


@record
class OfferQuestion:
    """
    What is offered beside ladders of a case.

    Args:
        terms: What is asked for in words; it stands in place of what the case names.
        named: The id of the offer of the case; empty where what is asked for stands alone.
    """

    terms: OfferTerms
    named: str


def offer_question(case: Case, terms: OfferTerms, wanted: str = "") -> OfferQuestion:
    """
    Say what is offered: an offer of the case where one is asked for or nothing else is, and what is
    asked for in words.

    Raises:
        QuestionError: Nothing is offered, or the case names no such offer.
    """
    offer = offer_named(case, wanted) if wanted or terms.is_empty else None
    if offer is None and terms.is_empty:
        raise QuestionError(
            "nothing is offered: the case names no offer, so add --inducement or --verification"
        )
    return OfferQuestion(terms=terms, named=offer.id if offer else "")


def offered_ladders(case: Case, ladder: str, question: OfferQuestion) -> tuple[str, ...]:
    """
    Give the ids of the completed ladders of a case beside which an offer is asked for.

    Args:
        case: The case.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        question: What is offered.

    Raises:
        QuestionError: There is no such ladder, or the offer can stand beside none of the ladders.
    """
    names = leaking_ladders(case, ladder)
    refusals = [offered(case, question, name)[1] for name in names]
    if all(refusals):
        raise QuestionError(
            f"the offer can stand beside no ladder that is asked for: {refusals[0]}"
        )
    return names


def ladder_offer(case: Case, question: OfferQuestion, name: str) -> LadderOffer:
    """
    Say what an offer comes to beside a completed ladder, at the best values.

    The commitment is what the ladder demands; where it demands nothing, the offer always stands.

    Args:
        case: The case.
        question: What is offered.
        name: The id of the completed ladder.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    game, refusal = offered(case, question, name)
    study = None if refusal or game.offer is None else offer_study(game, game.offer)
    return LadderOffer(policy=name, named=question.named, refusal=refusal, study=study)


def offered(case: Case, question: OfferQuestion, name: str) -> tuple[Game, str]:
    """
    Give the game of a ladder at the best values with the offer in it, and why it cannot stand
    there.

    Raises:
        QuestionError: There is no such ladder, or a number is missing.
    """
    values = best_values(case)
    game = game_of(base_setting(case, policy_of(case, name)), values)
    own = Offer(while_=game.ladder.policy.demand)
    if question.named:
        own = _with_terms(own, setup_of(case).offers[question.named], values)
    offer = question.terms.upon(own)
    return replace(game, offer=offer), refused_offer(game, offer)


def _with_terms(offer: Offer, named: NamedOffer, values: Valuation) -> Offer:
    """Give an offer with the terms that a case names, at some values."""
    return replace(
        offer,
        inducement=values.of(named.inducement),
        verification=values.of(named.verification) if named.verification else None,
        breach=values.of(named.breach) if named.breach else 0.0,
        transparency=values.of(named.transparency) if named.transparency else 0.0,
    )
