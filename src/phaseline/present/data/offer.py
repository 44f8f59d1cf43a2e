"""What an offer beside a ladder comes to, for programs."""

from collections.abc import Sequence
from typing import Any

from phaseline.desk.comparison.offers import LadderOffer, OfferRanges
from phaseline.game.arrays import Floats
from phaseline.game.offers import OfferStudy
from phaseline.present.data.ranges import range_data


def offer_data(ladders: Sequence[LadderOffer], *, is_single: bool) -> dict[str, Any]:
    """Give one ladder, or the list of all of them; every key is always there."""
    if is_single:
        return _ladder_data(ladders[0])
    return {"ladders": [_ladder_data(ladder) for ladder in ladders]}


def _ladder_data(ladder: LadderOffer) -> dict[str, Any]:
    head = {
        "ladder": ladder.policy,
        "named": ladder.named or None,
        "refused": ladder.refusal or None,
    }
    return {
        **head,
        "offered": None if ladder.study is None else study_data(ladder.study),
        "ranges": None if ladder.ranges is None else _ranges_data(ladder.ranges),
    }


def _ranges_data(ranges: OfferRanges) -> dict[str, Any]:
    (across, across_with), (worth, worth_with) = ranges.across, ranges.worth
    return {
        "draws": ranges.draws,
        "types": [
            {
                "type": side.type,
                "begun": side.begun,
                "draws": side.draws,
                "accepts": side.accepts,
                "keeps": side.keeps,
            }
            for side in ranges.sides
        ],
        "across": {"without": range_data(across), "with": range_data(across_with)},
        "fewer": ranges.fewer,
        "value_R": {"without": range_data(worth), "with": range_data(worth_with)},
        "better": ranges.better,
    }


def study_data(study: OfferStudy) -> dict[str, Any]:
    """Give what an offer comes to beside one ladder; every key is always there."""
    offer, rate, both = study.offer, study.rate, study.dilemma
    return {
        "offer": {
            "inducement": offer.inducement,
            "verification": offer.verification,
            "breach": offer.breach,
            "transparency": offer.transparency,
            "while": {
                track: levels[0] if len(levels) == 1 else list(levels)
                for track, levels in offer.stands_at.items()
            },
            "promised": study.promised,
        },
        "unit": study.game.time.period,
        "horizon": both.periods,
        "types": [
            {
                "type": side.type,
                "begun": side.begun,
                "chance": float(side.chance[0]),
                "accepts": bool(side.accepts[0]),
                "keeps": bool(side.keeps[0]),
                "value": _pair(side.value),
                "across": _pair(side.across),
                "value_R": _pair(side.responder),
            }
            for side in study.answer.sides
        ],
        "across": _pair(study.answer.across),
        "value_R": _pair(study.answer.responder),
        "window": [
            {
                "type": window.type,
                "begun": window.begun,
                "accepted": [list(ends) for ends in window.taken],
                "kept": [list(ends) for ends in window.keeps],
            }
            for window in study.windows
        ],
        "window_common": study.common,
        "exchange": {
            "across": rate.across,
            "detection": rate.detection,
            "consent": rate.consent,
            "inducement": rate.inducement,
        },
        "dilemma": {
            "assured": {"without": both.assured[0], "with": both.assured[1]},
            "threatened": {"without": both.threatened[0], "with": both.threatened[1]},
        },
    }


def _pair(figures: Floats) -> dict[str, float]:
    return {"without": float(figures[0, 0]), "with": float(figures[1, 0])}
