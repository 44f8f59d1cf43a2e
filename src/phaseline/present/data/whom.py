"""Whom each ladder deters, and from what, for programs."""

from collections.abc import Sequence
from typing import Any

from phaseline.desk.comparison.whom import LadderWhom
from phaseline.game.whom import whom_data


def ladders_data(ladders: Sequence[LadderWhom], *, is_single: bool) -> dict[str, Any]:
    """Give one ladder, or the list of all; one that is too large has its reason."""
    if is_single:
        return _ladder_data(ladders[0])
    return {"ladders": [_ladder_data(ladder) for ladder in ladders]}


def _ladder_data(ladder: LadderWhom) -> dict[str, Any]:
    answer = whom_data(ladder.answer) if ladder.answer is not None else {}
    return {
        "ladder": ladder.policy,
        "not_answered": ladder.refusal or None,
        **{key: value for key, value in answer.items() if key != "phaseline"},
    }
