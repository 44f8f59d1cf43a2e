"""What is offered beside the ladders of a case."""

from dataclasses import replace

import numpy as np
import pytest

from phaseline.case.games import policy_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import used
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.offers import (
    OfferQuestion,
    OfferTerms,
    ladder_offer,
    offer_design,
    offer_in,
    offer_named,
    offer_question,
    offered,
    offered_ladders,
)
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import QuestionError
from phaseline.game.ahead import foreseen
from phaseline.game.barred_rungs import trimmed
from phaseline.game.offers import answered_offers, refused_offer
from phaseline.game.spec import Controller, Offer

PAID = OfferQuestion(terms=OfferTerms(inducement=0.1), named="")


@pytest.fixture(scope="module")
def strait():
    """The small case."""
    return read_case(case_path("strait")).case


def test_the_commitment_is_what_the_ladder_demands(strait):
    """A ladder that demands an assurance pays while it is given, up to its off-ramp."""
    ladder = ladder_offer(strait, PAID, "patient")

    assert ladder.refusal == ""
    assert dict(ladder.study.offer.stands_at) == {"assurance": ("given",)}
    assert ladder.study.promised == ladder.study.game.ladder.policy.off_ramp


def test_without_the_offer_it_is_the_game_that_is_played_anyway(strait):
    """The periods across without the offer are those of the ladder's own game, by kernels."""
    study = ladder_offer(strait, PAID, "patient").study
    game = trimmed(study.game)[0]
    across = foreseen([game], ("inside",), within=max(game.solve.horizons))[0]["inside"][0]

    assert study.answer.across[0, 0] == pytest.approx(across, abs=1e-9)


def test_ranges_are_of_the_offer_draw_by_draw(strait):
    """
    Each of eight draws has its own game and is answered by itself: what a draw comes to alone is
    what it comes to beside the others, and who takes the offer up is counted over them.
    """
    plan = offer_design(strait, PAID, draws=8)
    ranges = ladder_offer(strait, PAID, "patient", plan=plan).ranges
    games = [offered(strait, PAID, "patient", values)[0] for values in plan.draws]
    alone = [answered_offers([replace(game, offer=None)], [game.offer]) for game in games]
    across = np.array([answer.across[:, 0] for answer in alone])
    worth = np.array([answer.responder[:, 0] for answer in alone])

    assert ranges.draws == 8
    for side, figures in ((0, across[:, 0]), (1, across[:, 1])):
        assert ranges.across[side].median == pytest.approx(np.median(figures))
        assert ranges.across[side].low == pytest.approx(np.percentile(figures, 5))
        assert ranges.across[side].high == pytest.approx(np.percentile(figures, 95))
    assert ranges.worth[1].median == pytest.approx(np.median(worth[:, 1]))
    assert ranges.fewer == int((across[:, 1] < across[:, 0] - 1e-9).sum())
    assert ranges.better == int((worth[:, 1] > worth[:, 0] + 1e-9).sum())
    for place, side in enumerate(ranges.sides):
        taken = [answer.sides[place].accepts[0] for answer in alone]
        assert (side.type, side.begun) == (alone[0].sides[place].type, alone[0].sides[place].begun)
        assert (side.draws, side.accepts) == (8, sum(taken))


def test_no_ranges_where_no_draws_are_asked_for(strait):
    """At the best values alone there is no range, and where the offer cannot stand neither."""
    assert ladder_offer(strait, PAID, "patient").ranges is None
    refused = OfferQuestion(terms=OfferTerms(verification=2.0), named="")
    plan = offer_design(strait, refused, draws=8)
    assert ladder_offer(strait, refused, "patient", plan=plan).ranges is None


def test_the_offer_of_a_file_gives_way_to_what_is_asked_for(strait):
    """A term that is named replaces that of the file, and the others stay."""
    game = ladder_offer(strait, PAID, "patient").study.game
    own = Offer(inducement=0.2, breach=0.3, taken=True)
    offer = offer_in(replace(game, offer=own), OfferTerms(inducement=0.5))
    assert (offer.inducement, offer.breach, offer.taken) == (0.5, 0.3, False)
    with pytest.raises(QuestionError, match="nothing is offered"):
        offer_in(game, OfferTerms())


def test_an_offer_is_made_to_one_challenger(strait):
    """A file that lists several decides for none of them what it takes up."""
    game = ladder_offer(strait, PAID, "patient").study.game
    north = Controller(id="north", controls=("gear",), types=game.challenger.types)
    south = Controller(id="south", controls=("assurance",), types=game.challenger.types)
    with pytest.raises(QuestionError, match=r"lists 2 under `challengers`.*ask `phaseline whom`"):
        offer_in(replace(game, challengers=(north, south)), OfferTerms(inducement=0.5))


def test_what_cannot_stand_is_refused_before_any_ladder_is_played(strait):
    """A chance above one stands beside no ladder at all."""
    with pytest.raises(QuestionError, match="expected a chance from 0 to 1"):
        offered_ladders(strait, "", offer_question(strait, OfferTerms(verification=2.0)))
    seen = offer_question(strait, OfferTerms(verification=0.5))
    assert offered_ladders(strait, "patient", seen) == ("patient",)


def test_a_case_names_offers_and_words_stand_in_their_place():
    """
    The Korea case names one, with three terms that are its assumptions at their best values; a term
    in words takes the place of its own, and an offer in words alone names none.
    """
    korea = read_case(case_path("korea-2024")).case
    named = offer_named(korea)
    best = best_values(korea)
    assert offer_question(korea, OfferTerms()).named == named.id
    assert offer_question(korea, OfferTerms(inducement=0.2)).named == ""
    question = offer_question(korea, OfferTerms(breach=0.25), named.id)
    game, refusal = offered(korea, question, "hold-fire")
    assert refusal == ""
    assert game.offer.inducement == best.of("assumptions.offer-worth")
    assert game.offer.verification == best.of("assumptions.offer-detection")
    assert game.offer.transparency == best.of("assumptions.offer-exposure")
    assert game.offer.breach == 0.25
    with pytest.raises(QuestionError, match="there is no offer 'tea' in this case"):
        offer_named(korea, "tea")


def test_all_levels_that_meet_the_demand_keep_the_commitment():
    """
    The ladder that answers the soldiers asks for a commitment, and that the soldiers be no more
    than they are, whether they fight or not: at either level that part of it is met.
    """
    korea = read_case(case_path("korea-2024")).case
    game, refusal = offered(korea, PAID, "official-soldiers")

    assert refusal == ""
    assert game.offer.stands_at["troops"] == ("deployed", "combat")
    assert refused_offer(game, game.offer) == ""


def test_what_page_one_plays_rests_on_no_offer():
    """None of the assumptions of an offer is drawn, and no game of a ladder holds an offer."""
    korea = read_case(case_path("korea-2024")).case
    drawn = {name for names in used(korea) for name in names}

    assert not {"offer-worth", "offer-detection", "offer-exposure"} & drawn
    assert (
        game_of(base_setting(korea, policy_of(korea, "hold-fire")), best_values(korea)).offer
        is None
    )
