"""
Flip points: the value of one assumption at which another course comes first, all others spread as
they were drawn.

A course leads over all futures. Along one assumption, its lead over a rival is averaged slice by
slice, each slice with as many draws; where that average changes its sign, and both sides of the
place bear it out beyond the noise of the draws, the lead flips.

Source:
    Saltelli et al., *Global Sensitivity Analysis* (2008), section 1.2.5, for averages over slices
    of a scatter; Lempert, Groves, Popper & Bankes, *Management Science* 52 (2006), 514–528, for
    the value at which the preferred course changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from phaseline.explore.columns import as_drawn
from phaseline.explore.robustness import average, standing
from phaseline.game.arrays import Floats
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_more, leading, sign

SLICES = 20  # of a column, as far as there are so many draws
_FEWEST = 10  # draws of a slice
_ERRORS = 3.0  # standard errors by which each side has to bear a flip out


@record
class FlipPoint:
    """
    The value of one assumption at which a rival overtakes the course that leads.

    Args:
        assumption: Its id.
        value: The value, in the assumption's own unit.
        leader: The place of the course that leads over all futures.
        rival: The place of the course that leads it beyond the value.
        is_below: Whether the rival leads below the value; above it otherwise.
        share: The share of the futures that lie on the rival's side.
        lead: How far the rival leads there on average, in the unit of what courses are worth.
    """

    assumption: str
    value: float
    leader: int
    rival: int
    is_below: bool
    share: float
    lead: float


def flip_points(
    columns: Mapping[str, Floats],
    worth: Floats,
    *,
    wholes: Mapping[str, float] = MappingProxyType({}),
    least: float = 0.0,
) -> tuple[FlipPoint, ...]:
    """
    Look for the assumptions that alone decide which course leads on average.

    Args:
        columns: What was drawn, by assumption (draw).
        worth: What each course is worth in each future, more being better (course, draw).
        wholes: The assumptions that are given in whole numbers, each with how much one is; their
            values are told of what was drawn.
        least: What is no lead yet, in the unit of the worth: as for the measures of robustness.

    Returns:
        At most one an assumption: that of the rival with the longest lead beyond it; the longest
        lead first. None where several courses are level over all futures, or where the rival's is
        no lead.
    """
    firsts = standing(average(worth), least).first
    if len(firsts) > 1:
        return ()
    leader = firsts[0]
    known = [
        flip
        for assumption, column in columns.items()
        if (flip := _first_rival(assumption, column, worth, leader)) is not None
        and is_more(flip.lead, least)
    ]
    return in_order([_flip_drawn(flip, wholes) for flip in known], lambda flip: flip.lead)


def _flip_drawn(flip: FlipPoint, wholes: Mapping[str, float]) -> FlipPoint:
    """Put the value of a whole number where drawn ones come to it."""
    size = wholes.get(flip.assumption)
    return flip if size is None else replace(flip, value=as_drawn(flip.value, size))


def _first_rival(assumption: str, column: Floats, worth: Floats, leader: int) -> FlipPoint | None:
    """Give the flip of one assumption whose rival leads most beyond it."""
    order = column.argsort(kind="stable")
    column, worth = column[order], worth[:, order]  # once: each rival sorts what is in order
    flips = [
        flip
        for rival in range(len(worth))
        if rival != leader
        and (flip := flip_point(assumption, column, worth, (leader, rival))) is not None
    ]
    return leading(flips, lambda flip: flip.lead)[0] if flips else None


def flip_point(
    assumption: str, column: Floats, worth: Floats, pair: tuple[int, int]
) -> FlipPoint | None:
    """
    Give the value at which a rival overtakes the course that leads, along one assumption; None
    where it never does, does so more than once, or the draws do not bear it out.

    Args:
        assumption: The id of the assumption.
        column: What was drawn of it (draw).
        worth: What each course is worth in each future, more being better (course, draw).
        pair: The places of the course that leads and of its rival.
    """
    leader, rival = pair
    order = column.argsort(kind="stable")
    values, ahead = column[order], (worth[leader] - worth[rival])[order]
    middles, means = _slices(values, ahead)
    signs = [sign(mean) for mean in means]
    changes = [place for place in range(1, len(signs)) if signs[place - 1] * signs[place] < 0]
    if len(changes) != 1:
        return None
    place = changes[0]
    before, after = means[place - 1], means[place]
    step = middles[place] - middles[place - 1]
    value = middles[place - 1] + step * before / (before - after)
    is_below = bool(before < 0)
    beyond = values < value if is_below else values >= value
    if not (_bears_out(-ahead[beyond]) and _bears_out(ahead[~beyond])):
        return None
    return FlipPoint(
        assumption=assumption,
        value=float(value),
        leader=leader,
        rival=rival,
        is_below=is_below,
        share=float(beyond.mean()),
        lead=float(-ahead[beyond].mean()),
    )


def _slices(values: Floats, ahead: Floats) -> tuple[Sequence[float], Sequence[float]]:
    """Give the middle of each slice and the average lead in it; equal values share a slice."""
    count = max(1, min(SLICES, len(values) // _FEWEST))
    marks = np.searchsorted(values, values[np.arange(1, count) * len(values) // count])
    cuts = np.unique(np.concatenate([[0], marks, [len(values)]]))
    pairs = [*zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)]
    return (
        [float(values[start:end].mean()) for start, end in pairs],
        [float(ahead[start:end].mean()) for start, end in pairs],
    )


def _bears_out(lead: Floats) -> bool:
    """Whether a lead is more than nothing beyond the noise of the draws."""
    if len(lead) <= _FEWEST:
        return False
    error = float(lead.std(ddof=1)) / len(lead) ** 0.5
    return sign(float(lead.mean()) - _ERRORS * error) > 0
