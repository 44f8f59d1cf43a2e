"""
What both sides get, by state, act and step.

Source:
    `docs/explanation/the-game.md`, (1) and (2):
    u_C = gains − scale · loss − cost of the move − hazard · disaster loss;
    u_R = −harm − cost − set-up + benefit − audience cost of a renege − hazard · disaster loss.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.levels import Levels
from phaseline.game.model import Model
from phaseline.game.spec import ByLevel, ChallengerType, Game, Rung
from phaseline.terms.record import record


@record
class Payoffs:
    """
    The payoffs of one player.

    Args:
        state: On arrival in a state (state, draw) [M].
        pair: With an act (pair, draw) [M].
        post: On the way from levels to the next state, expected (post, draw) [M].
        discount: Weight of next period (draw).
        survival: The chance that no disaster ends the game in a state (state, draw).
    """

    state: Floats
    pair: Floats
    post: Floats
    discount: Floats
    survival: Floats

    def plus_next(self, model: Model, values: Floats) -> Floats:
        """
        Give what each act is worth, if the states next period are worth so much: the backup of a period.

        Args:
            model: The compiled game.
            values: What a state is worth at the start of next period (state, draw) [M].

        Returns:
            What each pair is worth (pair, draw) [M].
        """
        arrival = self.state + self.discount * self.survival * values
        post = model.resolved.mean(arrival) + self.post
        mid = model.drifted.mean(post)
        return model.acted.mean(mid) + self.pair


@record
class Parts:
    """The parts of the responder's payoffs, each by state, with set-up and audience cost by step (post)."""

    harm: Floats
    cost: Floats
    benefit: Floats
    disaster: Floats
    setup: Floats
    audience: Floats


def challenger_payoffs(model: Model, place: int) -> Payoffs:
    """Give the payoffs of one type of challenger, by its place in the file."""
    types = [game.challenger.types[place] for game in model.games]
    gain = summed(model.levels, [one.gain for one in types])[model.level_of]
    loss = losses(model)
    hazard = _by_rung(model, lambda rung: rung.hazard)
    scale = np.array([one.loss_scale for one in types])
    disaster = np.array([one.disaster_loss for one in types])
    discount = np.array([_discount(game, one) for game, one in zip(model.games, types, strict=True)])
    return Payoffs(
        state=gain - scale * loss - hazard * disaster,
        pair=-move_costs(model),
        post=np.zeros((len(model.post_level), model.draws)),
        discount=discount,
        survival=1 - hazard,
    )


def responder_payoffs(model: Model) -> Payoffs:
    """Give the payoffs of the responder."""
    parts = responder_parts(model)
    return Payoffs(
        state=parts.benefit - parts.harm - parts.cost - parts.disaster,
        pair=np.zeros((len(model.pair_state), model.draws)),
        post=-parts.setup - parts.audience,
        discount=np.array([game.time.discount.responder for game in model.games]),
        survival=1 - _by_rung(model, lambda rung: rung.hazard),
    )


def responder_parts(model: Model) -> Parts:
    """Give the parts of the responder's payoffs."""
    edges = model.resolved
    before = np.array([public.rung for public in model.publics], dtype=np.int64)[model.post_public][edges.origins]
    after = model.rung_of[edges.ends]
    setups = np.array([[rung.setup for rung in game.ladder.rungs] for game in model.games]).T
    climbed = np.where((after > before)[:, None], setups[after], 0.0)
    audience = np.array([game.responder.audience_cost for game in model.games])
    return Parts(
        harm=summed(model.levels, [game.responder.harm for game in model.games])[model.level_of],
        cost=_at_states(model, lambda rung: rung.cost),
        benefit=_at_states(model, lambda rung: rung.benefit),
        disaster=_by_rung(model, lambda rung: rung.hazard) * np.array([game.responder.disaster_loss for game in model.games]),
        setup=edges.total(edges.chances * climbed),
        audience=edges.total(model.reneged * audience),
    )


def losses(model: Model) -> Floats:
    """Give the loss that the rung in force imposes in each state, before a type's scale (state, draw) [M/period]."""
    return _at_states(model, lambda rung: rung.loss)


def move_costs(model: Model) -> Floats:
    """Give what the moves of each pair cost the challenger (pair, draw) [M]."""
    tracks = range(len(model.levels.tracks))
    costs = [[np.array([move.cost for move in game.challenger.tracks[k].moves]) for k in tracks] for game in model.games]
    acts = sorted({act for one in model.levels.acts for act in one})
    table = np.array([[sum(float(per[k][move]) for k, move in enumerate(act) if move >= 0) for per in costs] for act in acts])
    place = {act: number for number, act in enumerate(acts)}
    by_level = [np.array([place[act] for act in one], dtype=np.int64) for one in model.levels.acts]
    firsts = np.cumsum([0, *(len(one) for one in by_level)])[:-1]
    chosen = np.concatenate(by_level)[firsts[model.level_of[model.pair_state]] + model.pair_act]
    return np.asarray(table[chosen], dtype=np.float64)


def summed(levels: Levels, tables: Sequence[ByLevel]) -> Floats:
    """
    Add a table by track and level up over the tracks of each joint state; what is not listed is 0.

    Returns:
        The sums (joint levels, draw).
    """
    found = np.zeros((len(levels.states), len(tables)))
    for place, track in enumerate(levels.tracks):
        column = np.array([[table.get(track.id, {}).get(level, 0.0) for table in tables] for level in track.levels])
        found += column[[state[place][0] for state in levels.states]]
    return found


def _at_states(model: Model, of: Callable[[Rung], float | ByLevel]) -> Floats:
    """Give a number of the rung in force, by state, as far as the rung can be delivered (state, draw)."""
    by_rung = []
    for place in range(len(model.program.rungs)):
        rungs = [game.ladder.rungs[place] for game in model.games]
        share = np.array([rung.feasibility for rung in rungs])
        tables = [value if isinstance(value := of(rung), Mapping) else {} for rung in rungs]
        plain = np.array([0.0 if isinstance(value := of(rung), Mapping) else value for rung in rungs])
        by_rung.append(share * (plain + summed(model.levels, tables)))
    return np.asarray(np.stack(by_rung)[model.rung_of, model.level_of], dtype=np.float64)


def _by_rung(model: Model, of: Callable[[Rung], float]) -> Floats:
    table = np.array([[of(rung) for rung in game.ladder.rungs] for game in model.games]).T
    return np.asarray(table[model.rung_of], dtype=np.float64)


def _discount(game: Game, one: ChallengerType) -> float:
    return game.time.discount.challenger if one.discount is None else one.discount
