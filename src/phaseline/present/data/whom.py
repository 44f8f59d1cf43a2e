"""Whom each ladder deters, and from what, for programs."""

from collections.abc import Sequence
from typing import Any

from phaseline.case.games import decider_owners
from phaseline.case.model.case import Case
from phaseline.desk.comparison.whom import LadderWhom, WhomRanges
from phaseline.game.whom import whom_data
from phaseline.present.data.ranges import range_data


def ladders_data(case: Case, ladders: Sequence[LadderWhom], *, is_single: bool) -> dict[str, Any]:
    """
    Give one ladder, or the list of all, and who answers for it that several decide apart; one that
    is too large has its reason.
    """
    owned = {"owners": list(decider_owners(case))}
    if is_single:
        return {**owned, **_ladder_data(ladders[0])}
    return {**owned, "ladders": [_ladder_data(ladder) for ladder in ladders]}


def _ladder_data(ladder: LadderWhom) -> dict[str, Any]:
    answer = whom_data(ladder.answer) if ladder.answer is not None else {}
    return {
        "ladder": ladder.policy,
        "not_answered": ladder.refusal or None,
        **{key: value for key, value in answer.items() if key != "phaseline"},
        "ranges": None if ladder.ranges is None else _ranges_data(ladder.ranges),
    }


def _ranges_data(ranges: WhomRanges) -> dict[str, Any]:
    return {
        "draws": ranges.draws,
        "unique": ranges.unique,
        "corners": {
            corner.value: {
                "settled": of_corner.settled,
                "holds": [
                    {
                        "challenger": hold.challenger,
                        "track": hold.track,
                        "takes": range_data(hold.takes),
                        "gain": range_data(hold.gain),
                        "outweighs": hold.outweighs,
                    }
                    for hold in of_corner.holds
                ],
                "periods_across": {
                    name: range_data(periods) for name, periods in of_corner.across.items()
                },
            }
            for corner, of_corner in ranges.corners.items()
        },
    }
