"""
What is offered beside the ladders of a case, at the best values of its assumptions and over draws
of them.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from phaseline.case.games import policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import NamedOffer
from phaseline.desk.comparison.draws import Design, design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.percentiles import DrawRange, range_of
from phaseline.desk.estimates.valuation import Valuation, best_values
from phaseline.errors import QuestionError
from phaseline.game.offers import (
    OfferedSide,
    OfferStudy,
    answered_offers,
    offer_study,
    refused_offer,
)
from phaseline.game.spec import Game, Offer
from phaseline.game.ties import less, more
from phaseline.terms.record import record

OFFER_DRAWS = 16  # each is solved with the offer and without it


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
class SideCounts:
    """
    How often one type at one side of the line takes an offer up, over draws.

    Args:
        type: The id of the type.
        begun: Whether it stands across the line at the start.
        draws: In how many draws there is such a challenger.
        accepts: In how many of these it takes the offer up.
        keeps: In how many it takes it up and keeps to the line.
    """

    type: str
    begun: bool
    draws: int
    accepts: int
    keeps: int


@record
class OfferRanges:
    """
    What an offer comes to over draws of the assumptions.

    Args:
        draws: How many draws there are.
        sides: How often each type takes it up, and keeps it.
        across: The periods across over all types, without the offer and with it [period].
        fewer: In how many draws there are fewer with it.
        worth: What the game is worth to the responder, without the offer and with it, what is paid
            counted [M].
        better: In how many draws it is worth more with it.
    """

    draws: int
    sides: tuple[SideCounts, ...]
    across: tuple[DrawRange, DrawRange]
    fewer: int
    worth: tuple[DrawRange, DrawRange]
    better: int


@record
class LadderOffer:
    """
    An offer beside a completed ladder.

    Args:
        policy: The id of the completed ladder.
        named: The id of the offer that the case names; empty where it is asked for in words alone.
        refusal: Why it cannot stand there; empty where it can.
        study: What it comes to at the best values; None where it cannot stand there.
        ranges: What it comes to over draws; None where it cannot stand there, or no draws are
            asked for.
    """

    policy: str
    named: str
    refusal: str
    study: OfferStudy | None
    ranges: OfferRanges | None = None


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


def offer_design(case: Case, question: OfferQuestion, *, draws: int = OFFER_DRAWS) -> Design:
    """
    Draw what the game rests on, and what the offer rests on beside it.

    Args:
        case: The case.
        question: What is offered.
        draws: How many draws.

    Raises:
        QuestionError: The case holds no game, or that many draws cannot be made.
    """
    further: list[str] = []
    if question.named:
        named = setup_of(case).offers[question.named]
        terms = (named.inducement, named.verification, named.breach, named.transparency)
        further = [text for text in terms if text]
    return design(case, count=draws, further=further)


def ladder_offer(
    case: Case, question: OfferQuestion, name: str, *, plan: Design | None = None
) -> LadderOffer:
    """
    Say what an offer comes to beside a completed ladder, at the best values and over draws.

    The commitment is what the ladder demands; where it demands nothing, the offer always stands.

    Args:
        case: The case.
        question: What is offered.
        name: The id of the completed ladder.
        plan: The draws, of `offer_design`; none are played if left out.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    game, refusal = offered(case, question, name)
    study = None if refusal or game.offer is None else offer_study(game, game.offer)
    ranges = None
    if study is not None and plan is not None:
        drawn = [offered(case, question, name, values) for values in plan.draws]
        ranges = offer_ranges([game for game, refused in drawn if not refused])
    return LadderOffer(
        policy=name, named=question.named, refusal=refusal, study=study, ranges=ranges
    )


def offer_ranges(games: Sequence[Game]) -> OfferRanges | None:
    """
    Say between what an offer lies over draws; nothing where there is none.

    Args:
        games: One game a draw, of one ladder, with the offer in it.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    offers = [game.offer for game in games if game.offer is not None]
    if not offers:
        return None
    answer = answered_offers([replace(game, offer=None) for game in games], offers)
    across, worth = answer.across, answer.responder
    return OfferRanges(
        draws=len(offers),
        sides=tuple(map(_side_counts, answer.sides)),
        across=(range_of(across[0]), range_of(across[1])),
        fewer=int(less(across[1], across[0]).sum()),
        worth=(range_of(worth[0]), range_of(worth[1])),
        better=int(more(worth[1], worth[0]).sum()),
    )


def _side_counts(side: OfferedSide) -> SideCounts:
    is_there = np.nan_to_num(side.chance) > 0
    return SideCounts(
        type=side.type,
        begun=side.begun,
        draws=int(is_there.sum()),
        accepts=int((side.accepts & is_there).sum()),
        keeps=int((side.keeps & is_there).sum()),
    )


def offered(
    case: Case, question: OfferQuestion, name: str, values: Valuation | None = None
) -> tuple[Game, str]:
    """
    Give the game of a ladder with the offer in it, and why it cannot stand there.

    Args:
        case: The case.
        question: What is offered.
        name: The id of the completed ladder.
        values: What the assumptions are worth; their best values if left out.

    Raises:
        QuestionError: There is no such ladder, or a number is missing.
    """
    values = values or best_values(case)
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
