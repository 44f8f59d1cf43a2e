"""What is offered beside the ladders of a case."""

from dataclasses import replace

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.offers import (
    OfferTerms,
    ladder_offer,
    offer_in,
    offered_ladders,
)
from phaseline.errors import QuestionError
from phaseline.game.ahead import foreseen
from phaseline.game.barred_rungs import trimmed
from phaseline.game.spec import Offer


@pytest.fixture(scope="module")
def strait():
    """The small case."""
    return read_case(case_path("strait")).case


def test_the_commitment_is_what_the_ladder_demands(strait):
    """A ladder that demands an assurance pays while it is given, up to its off-ramp."""
    ladder = ladder_offer(strait, OfferTerms(inducement=0.1), "patient")

    assert ladder.refusal == ""
    assert dict(ladder.study.offer.while_) == {"assurance": "given"}
    assert ladder.study.promised == ladder.study.game.ladder.policy.off_ramp


def test_without_the_offer_it_is_the_game_that_is_played_anyway(strait):
    """The periods across without the offer are those of the ladder's own game, by kernels."""
    study = ladder_offer(strait, OfferTerms(inducement=0.1), "patient").study
    game = trimmed(study.game)[0]
    across = foreseen([game], ("inside",), within=max(game.solve.horizons))[0]["inside"][0]

    assert study.answer.across[0, 0] == pytest.approx(across, abs=1e-9)


def test_the_offer_of_a_file_gives_way_to_what_is_asked_for(strait):
    """A term that is named replaces that of the file, and the others stay."""
    game = ladder_offer(strait, OfferTerms(inducement=0.1), "patient").study.game
    own = Offer(inducement=0.2, breach=0.3, taken=True)
    offer = offer_in(replace(game, offer=own), OfferTerms(inducement=0.5))
    assert (offer.inducement, offer.breach, offer.taken) == (0.5, 0.3, False)
    with pytest.raises(QuestionError, match="nothing is offered"):
        offer_in(game, OfferTerms())


def test_what_cannot_stand_is_refused_before_any_ladder_is_played(strait):
    """A chance above one stands beside no ladder at all."""
    with pytest.raises(QuestionError, match="expected a chance from 0 to 1"):
        offered_ladders(strait, "", OfferTerms(verification=2.0))
    assert offered_ladders(strait, "patient", OfferTerms(verification=0.5)) == ("patient",)
