"""
The doubling test of a belief grid: finer and finer, until two doublings in a row change nothing
that is reported by 1 %.

Source:
    `docs/explanation/the-game.md`, (5) to (7): no bound is known beforehand, since the policy jumps
    in the belief.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from phaseline.game import metrics
from phaseline.game.monitors.kinds import belief_of
from phaseline.game.occupancy import occupancies
from phaseline.game.play import Play, played
from phaseline.game.spec import Game
from phaseline.terms.record import record

TOLERANCE = 0.01
MOST_DOUBLINGS = 6
MOST_NODES = 2_100


@record
class GridRefinement:
    """
    A game whose belief grid is fine enough, with the table that shows it.

    Args:
        game: The game with the grid that was accepted; as it was if its monitor holds no belief.
        doubling: Grids, metrics, the last change and whether it was accepted; None if the monitor
            holds no belief.
    """

    game: Game
    doubling: dict[str, Any] | None


def doubled(game: Game, tick: Callable[[str], None] = lambda _: None) -> GridRefinement:
    """
    Refine the grid of a belief monitor until the answer holds still, or say by how much it still
    moves.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    belief = belief_of(game)
    if belief is None:
        return GridRefinement(game=game, doubling=None)
    count = belief.grid
    rows: list[dict[str, Any]] = []
    changes: list[float] = []
    while True:
        now = _with_grid(game, count)
        tick(f"a belief grid of {count} nodes")
        rows.append({"grid": count, **_metrics(played([now]), max(game.solve.horizons))})
        if len(rows) > 1:
            changes.append(_change(rows[-2], rows[-1]))
        is_still = _is_still(changes)
        if is_still or len(changes) >= MOST_DOUBLINGS or 2 * count - 1 > MOST_NODES:
            return GridRefinement(
                game=now,
                doubling={
                    "grids": rows,
                    "residual": changes[-1] if changes else None,
                    "accepted": is_still,
                },
            )
        count = 2 * count - 1


def _with_grid(game: Game, count: int) -> Game:
    """Give the game with another grid of belief."""
    return replace(game, monitor=replace(game.monitor, grid=count) if game.monitor else None)


def _metrics(play: Play, horizon: int) -> dict[str, Any]:
    shares = metrics.rung_shares(play)
    occupancy = occupancies(play, (horizon,))[horizon]
    crossing = metrics.crossing_chance(play, occupancy, horizon)
    return {
        "share_in_force": {
            rung.id: float(shares[place, 0])
            for place, rung in enumerate(play.model.program.rungs)
            if place
        },
        "p_cross": float(crossing[0]),
        "value_R": float(metrics.value(occupancy)[0]),
        "value_C": {
            kind.name: float((play.model.start * kind.choice.values[0]).sum())
            for kind in play.types
        },
    }


def _change(before: dict[str, Any], after: dict[str, Any]) -> float:
    """Give the largest relative change of any metric."""
    pairs = [
        (before["p_cross"], after["p_cross"]),
        (before["value_R"], after["value_R"]),
        *(
            (before[key][name], after[key][name])
            for key in ("share_in_force", "value_C")
            for name in after[key]
        ),
    ]
    return max(
        abs(new - old) / max(abs(new), abs(old), 1e-12) if abs(new - old) > 1e-12 else 0.0
        for old, new in pairs
    )


def _is_still(changes: Sequence[float]) -> bool:
    """Whether two doublings in a row changed nothing: one alone may do so by chance."""
    return len(changes) > 1 and max(changes[-2:]) < TOLERANCE
