"""
What finite games come to, many draws at once: by kernels where they are there and suit, by the
plain solver otherwise.
"""

from collections.abc import Sequence
from math import inf

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.compile.games import compiled
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import hazards
from phaseline.game.kernels import machine
from phaseline.game.kernels.run import SweepResult, suits, swept
from phaseline.game.metrics import ResponderParts
from phaseline.game.outlook import Outlook, outlook, stands_at
from phaseline.game.play import played_quickly
from phaseline.game.spec import Game

TOGETHER = 32  # draws that the plain solver works on together: what fits the caches


def foreseen(
    games: Sequence[Game],
    horizons: Sequence[int],
    *,
    marked: tuple[str, str] | None = None,
    with_chances: bool = True,
) -> tuple[Outlook, int]:
    """
    Say what a ladder comes to against types that answer it best.

    Args:
        games: One game a draw; they share a skeleton, have an end, and barred rungs have been taken
            out.
        horizons: The numbers of periods for which chances are wanted.
        marked: A track and a level of it.
        with_chances: Whether the chances of crossing and leaving are wanted; the plain solver takes
            a walk more for them.

    Returns:
        What it comes to, and how many states can be reached.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    if machine.is_there():
        model = compiled(games)
        if model.horizon < inf and suits(model):
            return outlook_of(swept(model), horizons, marked=marked), model.size
    parts, most = [], 0
    for first in range(0, len(games), TOGETHER):
        play = played_quickly(games[first : first + TOGETHER])
        parts.append(outlook(play, horizons, marked=marked, with_chances=with_chances))
        most = max(most, play.model.size)
    return joined(parts), most


def outlook_of(
    sweep: SweepResult, horizons: Sequence[int], *, marked: tuple[str, str] | None = None
) -> Outlook:
    """
    Read off what ranges are wanted of from a game that a kernel has solved.

    Args:
        sweep: The solved game.
        horizons: The numbers of periods.
        marked: A track and a level of it.
    """
    model = sweep.model
    inside = model.inside.astype(bool)
    rungs = sweep.seen.sum(axis=1)
    return Outlook(
        crossing=_within(sweep.enters, _mass(model, inside=False), horizons),
        leaving=_within(sweep.leaves, _mass(model, inside=True), horizons),
        inside=sweep.seen[:, inside].sum(axis=(0, 1)),
        marked=sweep.seen[:, inside & stands_at(model, marked)].sum(axis=(0, 1)),
        disaster=(sweep.seen * hazards(model)).sum(axis=(0, 1)),
        value=sweep.value,
        rungs=rungs / rungs.sum(axis=0),
        parts=parts_of(sweep),
    )


def parts_of(sweep: SweepResult) -> ResponderParts:
    """
    Give the parts of the responder's value from how long it spends where: each is a product, so
    that other weights need no new solution.

    Source:
        Puterman, *Markov Decision Processes* (2005), section 6.9, for values as sums over
        occupancies.
    """
    cells = sweep.payoffs

    def total(part: Floats) -> Floats:
        return np.asarray(
            np.einsum("rld,rld->d", sweep.cells, np.broadcast_to(part, sweep.cells.shape)),
            dtype=np.float64,
        )

    return ResponderParts(
        benefit=total(cells.benefit),
        cost=total(cells.cost) + (sweep.rows * cells.setup).sum(axis=0),
        harm=total(cells.harm),
        audience=(sweep.rows * cells.audience).sum(axis=0),
        disaster=total(cells.disaster),
    )


def joined(parts: Sequence[Outlook]) -> Outlook:
    """Put what several blocks of draws come to side by side."""

    def side(name: str) -> Floats:
        return np.concatenate([getattr(part, name) for part in parts], axis=-1)

    def by_horizon(name: str) -> dict[int, Floats]:
        return {
            horizon: np.concatenate([getattr(part, name)[horizon] for part in parts])
            for horizon in getattr(parts[0], name)
        }

    names = ResponderParts.__dataclass_fields__
    return Outlook(
        crossing=by_horizon("crossing"),
        leaving=by_horizon("leaving"),
        inside=side("inside"),
        marked=side("marked"),
        disaster=side("disaster"),
        value=side("value"),
        rungs=side("rungs"),
        parts=ResponderParts(
            **{
                name: np.concatenate([getattr(part.parts, name) for part in parts])
                for name in names
            }
        ),
    )


def _within(steps: Floats, mass: Floats, horizons: Sequence[int]) -> dict[int, Floats]:
    """
    Add up what happens in each period within so many of them, as a share of the mass; not a number
    where there is none.
    """
    sums = np.cumsum(steps, axis=0)
    return {
        horizon: np.divide(
            sums[min(horizon, len(sums)) - 1], mass, out=np.full(len(mass), np.nan), where=mass > 0
        )
        for horizon in horizons
    }


def _mass(model: Model, *, inside: bool) -> Floats:
    """Give the chance of starting inside the red line, or outside (draw)."""
    here = model.inside.astype(bool)[model.level_of[model.origins]] == inside
    return np.asarray(model.begun[here].sum(axis=0), dtype=np.float64)
