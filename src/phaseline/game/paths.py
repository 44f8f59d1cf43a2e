"""
Ways through a game of one draw, over the states that are reached alone.

Strategies that are pure leave most states aside; `flow` sends mass through all of them, for many
draws at once, and gives the same.

Source:
    Puterman, *Markov Decision Processes* (2005), section 5.6, for occupancies.
"""

from collections.abc import Callable, Iterator

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints, spread
from phaseline.game.compile.model import Edges, Model
from phaseline.terms.record import record

ActChances = Callable[[int, Ints], Floats]  # of a period and some pairs: the chance of each


@record
class PathStep:
    """
    What goes through one period.

    Args:
        pairs: The pairs that are taken (place).
        flow: The chance of each of them (place).
        arrival: The chance of each state at the end, before any disaster (state).
        cut: The chance of what was cut out on the way.
    """

    pairs: Ints
    flow: Floats
    arrival: Floats
    cut: float


@record
class _Fan:
    """
    The edges of some nodes.

    Args:
        first: The first edge of each node (node).
        count: How many each has (node).
        ends: Where each edge leads (edge).
        chances: The chance of each (edge).
        arrivals: How many nodes there are where they lead.
    """

    first: Ints
    count: Ints
    ends: Ints
    chances: Floats
    arrivals: int

    def sent(self, nodes: Ints, mass: Floats, cut: Bools | None) -> tuple[Floats, float]:
        """Send the mass of some nodes along, and give what arrives (end) and what is cut out."""
        edges, owners = spread(self.first, self.count, nodes)
        moved = self.chances[edges] * mass[owners]
        lost = 0.0
        if cut is not None:
            lost = float(moved[cut[edges]].sum())
            moved = np.where(cut[edges], 0.0, moved)
        arrived = np.bincount(self.ends[edges], weights=moved, minlength=self.arrivals)
        return np.asarray(arrived, dtype=np.float64), lost


def _fan(edges: Edges) -> _Fan:
    """Give edges by origin; they are sorted so."""
    count = np.bincount(edges.origins, minlength=edges.sizes[0])
    return _Fan(
        first=np.cumsum(count) - count,
        count=count,
        ends=edges.ends,
        chances=edges.chances[:, 0],
        arrivals=edges.sizes[1],
    )


@record
class Paths:
    """
    A game of one draw, laid out for walks.

    Args:
        model: The compiled game.
        survival: The chance that no disaster follows on arrival (state).
        acts: How many pairs each state has (state).
        moves: Where acts lead.
        nature: Where nature leads.
        calls: Where report, monitor and call lead.
    """

    model: Model
    survival: Floats
    acts: Ints
    moves: _Fan
    nature: _Fan
    calls: _Fan

    def walked(
        self, chances: ActChances, *, periods: int, cut: Bools | None = None
    ) -> Iterator[PathStep]:
        """
        Send mass through several periods from the start, one after another.

        Args:
            chances: The chance of acts.
            periods: How many periods.
            cut: Edges of acts at which mass is taken out and counted (edge).
        """
        mass = self.model.start[:, 0]
        for period in range(periods):
            states = np.flatnonzero(mass)
            pairs, owners = spread(self.model.acts_from, self.acts, states)
            flow = chances(period, pairs) * mass[states[owners]]
            taken = flow > 0
            pairs, flow = pairs[taken], flow[taken]
            mid, lost = self.moves.sent(pairs, flow, cut)
            post, _ = self._sent(self.nature, mid)
            arrival, _ = self._sent(self.calls, post)
            yield PathStep(pairs=pairs, flow=flow, arrival=arrival, cut=lost)
            mass = arrival * self.survival

    @staticmethod
    def _sent(fan: _Fan, mass: Floats) -> tuple[Floats, float]:
        nodes = np.flatnonzero(mass)
        return fan.sent(nodes, mass[nodes], None)


def paths(model: Model, survival: Floats) -> Paths:
    """
    Lay out a game of one draw for walks.

    Args:
        model: The compiled game.
        survival: The chance that no disaster follows on arrival (state, draw).
    """
    return Paths(
        model=model,
        survival=survival[:, 0],
        acts=np.bincount(model.pair_state, minlength=model.size),
        moves=_fan(model.acted),
        nature=_fan(model.drifted),
        calls=_fan(model.resolved),
    )
