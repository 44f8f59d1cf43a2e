"""What an offer beside a ladder comes to, for a reader."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.offers import LadderOffer
from phaseline.game.offers import OfferStudy
from phaseline.present.terminal.parts import parts_text
from phaseline.present.wording.offers import ladder_offer_parts, offered_parts, study_parts


def offer_text(case: Case, ladders: Sequence[LadderOffer]) -> str:
    """Give the ladders one after another, after what is offered."""
    parts = [
        parts_text("", offered_parts(case, ladders[0].named)),
        *(
            parts_text(f"{ladder.policy}: an offer beside it", ladder_offer_parts(case, ladder))
            for ladder in ladders
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def study_text(title: str, study: OfferStudy) -> str:
    """
    Give what an offer comes to beside the ladder of a game file.

    Args:
        title: The heading.
        study: What the offer comes to.
    """
    return parts_text(title, study_parts(study))
