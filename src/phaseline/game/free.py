"""
The game with a responder who is not bound: at every public decision node it may have any rung
called.

A node is what the responder sees when it chooses: the public part, the monitor after the report,
and the levels that everybody sees. Nothing can be chosen where an order is under way that no call
stops.

Source:
    `docs/explanation/the-game.md`, on credibility.
"""

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.compile.games import FollowedChoices, compiled
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import setup_cost
from phaseline.game.spec import Game
from phaseline.terms.record import record


@record
class Free:
    """
    A game in which the responder chooses at every node.

    Args:
        model: The compiled game; an edge's chance is that of its outcome, once its rung is chosen.
        node: The decision node of each edge (edge).
        option: The rung chosen on each edge (edge).
        price: What the step costs the responder: set-up, and the audience cost of a renege (edge)
            [M].
        is_choice: Whether a rung can be chosen at a node at all (node).
        before: The rung in force (node).
        wanted: The rung that the ladder of the file calls (node).
    """

    model: Model
    node: Ints
    option: Ints
    price: Floats
    is_choice: Bools
    before: Ints
    wanted: Ints

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.is_choice)

    @property
    def rungs(self) -> int:
        """How many rungs there are."""
        return len(self.model.program.rungs)

    @property
    def is_call(self) -> Bools:
        """Whether the ladder calls for a higher rung where one can be chosen (node)."""
        return self.is_choice & (self.wanted > self.before)

    def by_option(self, amounts: Floats) -> Floats:
        """Add amounts of edges up by node and rung (node, rung)."""
        places = self.node * self.rungs + self.option
        sums = np.bincount(places, weights=amounts, minlength=self.nodes * self.rungs)
        return np.asarray(sums, dtype=np.float64).reshape(self.nodes, self.rungs)


def freed(game: Game) -> Free:
    """
    Compile a game for a responder who is free at every node.

    Raises:
        QuestionError: Too many states can be reached.
    """
    model = compiled([game], reach=FollowedChoices.FREE)
    edges = model.resolved
    public, monitor, level = (
        model.post_public[edges.origins],
        model.monitor_of[edges.ends],
        model.post_level[edges.origins],
    )
    _, first, node = np.unique(
        np.stack([public, monitor, _sight(model)[level]]),
        axis=1,
        return_index=True,
        return_inverse=True,
    )
    node = node.reshape(-1)
    options = np.zeros((len(first), len(model.program.rungs)), dtype=bool)
    options[node, model.called] = True
    before = model.publics.rungs[public[first]]
    shown = [model.program.shown(model.levels, level_state) for level_state in level[first]]
    wanted = [
        model.program.called(model.publics[place], int(state), seen)
        for place, state, seen in zip(public[first], monitor[first], shown, strict=True)
    ]
    return Free(
        model=model,
        node=node,
        option=model.called,
        price=_price(model, before[node]),
        is_choice=options.sum(axis=1) > 1,
        before=before,
        wanted=np.array(wanted, dtype=np.int64),
    )


def _sight(model: Model) -> Ints:
    """
    Number what everybody sees of the joint levels: those that look alike have one number (joint
    levels).
    """
    overt = [place for place, track in enumerate(model.levels.tracks) if track.reports is None]
    seen = [tuple(state[place] for place in overt) for state in model.levels.states]
    numbers = {sight: number for number, sight in enumerate(dict.fromkeys(seen))}
    return np.array([numbers[sight] for sight in seen], dtype=np.int64)


def _price(model: Model, before: Ints) -> Floats:
    edges, game = model.resolved, model.games[0]
    after = model.rung_of[edges.ends]
    setups = np.array([setup_cost(rung, game) for rung in game.ladder.rungs])
    chances = edges.chances[:, 0]
    reneged = np.divide(model.reneged[:, 0], chances, out=np.zeros_like(chances), where=chances > 0)
    return np.asarray(
        np.where(after > before, setups[after], 0.0) + reneged * game.responder.audience_cost,
        dtype=np.float64,
    )
