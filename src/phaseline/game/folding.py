"""
One challenger of several: its own acts, with what the others do folded into nature.

All challengers act at once, each knows the type and the levels of every other, and what each does
is a chance of its acts in every state. Given the others' chances, the pairs of one challenger are
its own acts alone, and where they lead is weighed by what the others do: a decision problem like
that of a challenger who is alone, solved in the same way.

Source:
    Filar & Vrieze, *Competitive Markov Decision Processes* (1997), chapter 4, for a stochastic game
    as a decision problem of one player once the others' strategies are fixed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from math import inf, prod

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints, first_of, highest, ranks
from phaseline.game.compile.model import Edges, Model, edges_between
from phaseline.game.compile.payoffs import (
    Payoffs,
    at_states,
    challenger_payoffs,
    hazards,
    responder_payoffs,
)
from phaseline.game.kernels import machine
from phaseline.game.kernels.reply import ReplyWiring, reply_wiring, swept_reply
from phaseline.game.levels import Act, Levels, own_tracks
from phaseline.game.paths import Paths, paths
from phaseline.game.play import rule_of
from phaseline.game.response import TIE, answered, choice_chances, selected, tied
from phaseline.game.scope import never_inside, never_outside, soonest_inside, soonest_outside
from phaseline.game.spec import ByLevel, Controller, Game, Remainder, RungSpec
from phaseline.terms.record import record

ALONE = "challenger"  # the id of a challenger who is alone
# The chance of each own act, by period; one entry without an end. Who never errs has marks, which
# count as 0 and 1 and take an eighth of the room.
Strategy = tuple[Floats | Bools, ...]
WORTH_A_KERNEL = 300_000  # acts in all periods: fewer are weighed before a kernel is loaded


@record
class OwnSide:
    """
    One challenger of a compiled game.

    Args:
        controller: Who it is, and what it decides.
        model: The game with its own acts alone, the others holding, and its own losses and red
            line.
        own_pair: For each pair of all acts the pair of its own act (pair).
        edges: Where its own acts lead, whatever the others do; without chances.
        order: The place of each of these among the edges of all acts (edge).
    """

    controller: Controller
    model: Model
    own_pair: Ints
    edges: Edges
    order: Ints


@record
class Sides:
    """
    All challengers of a compiled game.

    Args:
        joint: The game with the acts of all.
        sides: Each of them, in the order of the file.
        ways: The game laid out for walks; of one draw.
        wirings: Their games laid out for kernels, by place, as they are asked for.
    """

    joint: Model
    sides: tuple[OwnSide, ...]
    ways: Paths
    wirings: dict[int, ReplyWiring] = field(default_factory=dict, compare=False, repr=False)

    @property
    def periods(self) -> int:
        """For how many periods strategies are told: one where there is no end."""
        return 1 if self.joint.horizon == inf else int(self.joint.horizon)

    def joint_chance(
        self, profile: Sequence[Strategy], period: int, *, without: int | None = None
    ) -> Floats:
        """
        Give the chance of all acts together in a period, or of those of all but one (pair, draw).
        """
        chance = np.ones((len(self.joint.pair_state), self.joint.draws))
        for place, (side, strategy) in enumerate(zip(self.sides, profile, strict=True)):
            if place != without:
                chance *= strategy[min(period, len(strategy) - 1)].take(side.own_pair, axis=0)
        return chance

    def act_chances(self, profile: Sequence[Strategy], period: int, pairs: Ints) -> Floats:
        """Give the chance of some acts of all together in a period (pair)."""
        chance = np.ones(len(pairs))
        for side, strategy in zip(self.sides, profile, strict=True):
            own = strategy[min(period, len(strategy) - 1)]
            chance *= own[side.own_pair[pairs], 0]
        return chance

    def wiring(self, place: int) -> ReplyWiring:
        """Give the game of one challenger, laid out for a kernel."""
        if place not in self.wirings:
            side = self.sides[place]
            origins = self.joint.acted.origins[side.order]
            self.wirings[place] = reply_wiring(
                side.model,
                side.edges,
                self.joint.acted.chances[side.order, 0],
                [other.own_pair[origins] for other in self.sides if other is not side],
            )
        return self.wirings[place]

    def folded(self, place: int, profile: Sequence[Strategy], period: int) -> Model:
        """Give the game of one challenger, the others' acts of a period folded into nature."""
        side, acted = self.sides[place], self.joint.acted
        others = self.joint_chance(profile, period, without=place)
        chances = acted.chances * others.take(acted.origins, axis=0)
        return replace(side.model, acted=side.edges.weighed(chances[side.order]))


def with_controllers(game: Game) -> Game:
    """Give the game with its challengers listed: one who decides everything where one is alone."""
    if game.challengers:
        return game
    controls = tuple(track.id for track in game.challenger.tracks if not track.drift)
    alone = Controller(id=ALONE, controls=controls, types=game.challenger.types)
    return replace(game, challengers=(alone,))


def sides_of(joint: Model) -> Sides:
    """
    Tell the challengers of a compiled game apart.

    Args:
        joint: The compiled game of `with_controllers`.
    """
    game = joint.games[0]
    return Sides(
        joint=joint,
        sides=tuple(
            _side(joint, place, controller) for place, controller in enumerate(game.challengers)
        ),
        ways=paths(joint, at_states(joint, 1 - hazards(joint))),
    )


def _side(joint: Model, place: int, controller: Controller) -> OwnSide:
    game = joint.games[0]
    own_acts = _own_acts(joint.levels, own_tracks(game)[place])
    levels = _own_levels(joint.levels, own_acts, _own_inside(joint.levels, game, controller))
    counts = np.array([len(acts) for acts in levels.acts], dtype=np.int64)[joint.level_of]
    firsts = np.cumsum(counts) - counts
    states = np.repeat(np.arange(joint.size), counts)
    by_level = np.concatenate([np.array(places, dtype=np.int64) for places in own_acts.values()])
    sizes = np.array([len(acts) for acts in joint.levels.acts], dtype=np.int64)
    starts = (np.cumsum(sizes) - sizes)[joint.level_of[joint.pair_state]]
    own_pair = firsts[joint.pair_state] + by_level[starts + joint.pair_act]
    origins = own_pair[joint.acted.origins]
    order = np.argsort(origins, kind="stable")
    model = replace(
        joint,
        games=tuple(own_game(drawn, place) for drawn in joint.games),
        levels=levels,
        acts_from=firsts,
        pair_state=states,
        pair_act=np.arange(len(states)) - firsts[states],
        by_state=ranks(states, joint.size),
    )
    edges = edges_between(
        origins[order],
        joint.acted.ends[order],
        np.arange(len(order)),
        (len(states), len(joint.mid_level)),
    )
    return OwnSide(controller=controller, model=model, own_pair=own_pair, edges=edges, order=order)


def _own_acts(levels: Levels, tracks: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """Give for each joint level, act by act, the place of the part that one challenger decides."""
    return {
        state: tuple(map(_unique(acts, tracks).index, [_own(act, tracks) for act in acts]))
        for state, acts in enumerate(levels.acts)
    }


def _own(act: Act, tracks: Sequence[int]) -> Act:
    return tuple(move if track in tracks else -1 for track, move in enumerate(act))


def _unique(acts: Sequence[Act], tracks: Sequence[int]) -> list[Act]:
    return list(dict.fromkeys(_own(act, tracks) for act in acts))


def _own_levels(
    levels: Levels, own_acts: Mapping[int, tuple[int, ...]], inside: Sequence[bool]
) -> Levels:
    """Give the levels with the acts of one challenger alone, all others holding."""
    firsts = [[places.index(own) for own in sorted(set(places))] for places in own_acts.values()]
    # An own act with the others holding is the first that shares it: they hold first.
    return replace(
        levels,
        acts=tuple(
            tuple(acts[place] for place in chosen)
            for acts, chosen in zip(levels.acts, firsts, strict=True)
        ),
        steps=tuple(
            tuple(steps[place] for place in chosen)
            for steps, chosen in zip(levels.steps, firsts, strict=True)
        ),
        inside=tuple(inside),
    )


def _own_inside(levels: Levels, game: Game, controller: Controller) -> list[bool]:
    """
    Say for each joint level whether one challenger is across: at a red level of a track of its own
    or, where no red line is drawn on those, above the first level of one.
    """
    across = [lines_of(game, track) for track in red_tracks(game, controller)]
    return [any(inside(levels, state) for inside in across) for state in range(len(levels.states))]


def red_tracks(game: Game, controller: Controller) -> tuple[str, ...]:
    """Give the tracks on which one challenger crosses: the red ones of its own, or all of them."""
    red = tuple(track for track in controller.controls if track in game.red_line)
    return red or controller.controls


def lines_of(game: Game, name: str) -> Callable[[Levels, int], bool]:
    """
    Give what says of joint levels whether they are across on one track: at a red level or, where no
    red line is drawn on it, above the first level.
    """
    place = next(place for place, track in enumerate(game.challenger.tracks) if track.id == name)
    levels = game.challenger.tracks[place].levels
    red = game.red_line.get(name, levels[1:])
    return lambda joint, state: levels[joint.level(state, place)] in red


def own_game(game: Game, place: int) -> Game:
    """Give the game as one challenger sees it: its types, and the losses that fall on it."""
    controller = game.challengers[place]
    types = tuple(
        replace(kind, discount=controller.discount if kind.discount is None else kind.discount)
        for kind in controller.types
    )
    rungs = tuple(
        replace(
            rung,
            loss=loss_on(rung, rung, controller.id),
            without=tuple(
                replace(rest, loss=loss_on(rung, rest, controller.id)) for rest in rung.without
            ),
        )
        for rung in game.ladder.rungs
    )
    measures = tuple(
        replace(measure, once_loss=measure.once_loss_on.get(controller.id, measure.once_loss))
        for measure in game.ladder.measures
    )
    return replace(
        game,
        challenger=replace(game.challenger, types=types),
        ladder=replace(game.ladder, rungs=rungs, measures=measures),
    )


def loss_on(rung: RungSpec, effect: RungSpec | Remainder, challenger: str) -> float | ByLevel:
    """
    Give the loss that a rung, or what is left of it, imposes on one challenger [M/period]: its own
    where the file gives it one, nothing where the rung answers others alone, or that of all.
    """
    if challenger in effect.loss_on:
        return effect.loss_on[challenger]
    return 0.0 if rung.answers and challenger not in rung.answers else effect.loss


def spared(game: Game, challenger: str) -> Game:
    """Give the game in which nothing that the ladder does falls on one challenger."""

    def without(effect: Mapping[str, float | ByLevel]) -> Mapping[str, float | ByLevel]:
        return {**effect, challenger: 0.0}

    rungs = tuple(
        replace(
            rung,
            loss_on=without(rung.loss_on),
            without=tuple(replace(rest, loss_on=without(rest.loss_on)) for rest in rung.without),
        )
        for rung in game.ladder.rungs
    )
    measures = tuple(
        replace(measure, once_loss_on=without(measure.once_loss_on))
        for measure in game.ladder.measures
    )
    return replace(game, ladder=replace(game.ladder, rungs=rungs, measures=measures))


def keeping(side: OwnSide, model: Model | None = None) -> Bools:
    """
    Mark what one challenger does who complies: it holds, and leaves a red line that it is across
    (own pair, draw).
    """
    own = side.model if model is None else model
    return _first(own, never_inside(own) & soonest_outside(own))


def crossing(side: OwnSide, model: Model | None = None) -> Bools:
    """
    Mark what one challenger does who crosses as soon as it can, and stays across (own pair, draw).
    """
    own = side.model if model is None else model
    return _first(own, soonest_inside(own) & never_outside(own))


def _first(model: Model, allowed: Bools) -> Bools:
    """Mark the first act of each state that is allowed."""
    return first_of(np.repeat(allowed[:, None], model.draws, axis=1), model.by_state)


def on_track(side: OwnSide, track: str) -> Model:
    """Give the game of one challenger with the red line on one of its tracks alone."""
    model = side.model
    line = lines_of(model.games[0], track)
    inside = tuple(line(model.levels, state) for state in range(len(model.levels.states)))
    return replace(model, levels=replace(model.levels, inside=inside))


def own_payoffs(side: OwnSide, kind: int) -> Payoffs:
    """Give the payoffs of one type of one challenger, its own acts costing what they cost."""
    return challenger_payoffs(side.model, kind)


@record
class Reply:
    """
    The best reply of one challenger.

    Args:
        strategy: The chance of its own acts, by period (own pair, draw).
        value: What it is worth to it at the start (draw) [M].
    """

    strategy: Strategy
    value: Floats


def reply(sides: Sides, place: int, kind: int, profile: Sequence[Strategy]) -> Reply:
    """
    Give the best reply of one type of one challenger to what the others do; ties are broken for
    the responder.

    Args:
        sides: The challengers.
        place: Whose reply it is.
        kind: The place of its type.
        profile: What every challenger does; its own entry is not looked at.

    Raises:
        EngineError: A policy did not settle.
    """
    own = own_payoffs(sides.sides[place], kind)
    if sides.joint.horizon == inf:
        return _endless(sides, place, own, kind, profile)
    if suits_kernel(sides, place, kind, profile):
        return swept(sides, place, own, kind, profile)
    return _backwards(sides, place, own, kind, profile)


def suits_kernel(sides: Sides, place: int, kind: int, profile: Sequence[Strategy]) -> bool:
    """
    Whether a kernel is there and worth it for a best reply, and nobody errs.

    Args:
        sides: The challengers of a game with an end.
        place: Whose reply it is.
        kind: The place of its type.
        profile: What every challenger does; its own entry is not looked at.
    """
    model = sides.sides[place].model
    others = (plan for other, plan in enumerate(profile) if other != place)
    return (
        sides.periods * len(model.pair_state) >= WORTH_A_KERNEL
        and machine.is_there()
        and all(chances.dtype == np.bool_ for plan in others for chances in plan)
        and bool(np.isinf(rule_of(model, kind).precision).all())
    )


def swept(sides: Sides, place: int, own: Payoffs, kind: int, profile: Sequence[Strategy]) -> Reply:
    """
    Give the best reply by a kernel: what `reply` gives without one.

    Args:
        sides: The challengers of a game with an end, and of one draw.
        place: Whose reply it is.
        own: Its payoffs.
        kind: The place of its type, which never errs.
        profile: What every challenger does, by marks; its own entry is not looked at.
    """
    side = sides.sides[place]
    others = [
        [np.asarray(marks, dtype=np.bool_) for marks in plan]
        for other, plan in enumerate(profile)
        if other != place
    ]
    answer = swept_reply(
        sides.wiring(place),
        (own, _responder(sides, side)),
        rule_of(side.model, kind).allowed,
        others,
        sides.periods,
    )
    return Reply(
        strategy=tuple(marks[:, None] for marks in answer.taken),
        value=(sides.joint.start * answer.values[:, None]).sum(axis=0),
    )


def _responder(sides: Sides, side: OwnSide) -> Payoffs:
    """Give the responder's payoffs by the acts of one challenger, which cost it nothing."""
    nothing = np.zeros((len(side.model.pair_state), sides.joint.draws))
    return replace(responder_payoffs(sides.joint), pair=nothing)


def _endless(
    sides: Sides, place: int, own: Payoffs, kind: int, profile: Sequence[Strategy]
) -> Reply:
    side = sides.sides[place]
    folded, rule = sides.folded(place, profile, 0), rule_of(side.model, kind)
    choice = answered(folded, own, rule)
    chances = choice.chances
    if np.isinf(rule.precision).all():
        best = tied(folded, choice)
        chances = selected(folded, _responder(sides, side), best, best=True).chances
    return Reply(strategy=chances, value=(folded.start * choice.values[0]).sum(axis=0))


def _backwards(
    sides: Sides, place: int, own: Payoffs, kind: int, profile: Sequence[Strategy]
) -> Reply:
    side = sides.sides[place]
    rule, other = rule_of(side.model, kind), _responder(sides, side)
    is_hard = bool(np.isinf(rule.precision).all())
    values, theirs = (np.zeros((sides.joint.size, sides.joint.draws)) for _ in range(2))
    size = np.ones(sides.joint.draws)
    chances: list[Floats | Bools] = []
    for period in reversed(range(sides.periods)):
        folded = sides.folded(place, profile, period)
        worth = np.where(rule.allowed[:, None], own.plus_next(folded, values), -inf)
        values, errs = choice_chances(folded, worth, rule)
        chance: Floats | Bools = errs
        if is_hard:
            size = np.maximum(size, np.abs(values).max(axis=0))
            tie = worth >= (values - TIE * size).take(folded.pair_state, axis=0)
            their_worth = np.where(tie, other.plus_next(folded, theirs), -inf)
            theirs = highest(their_worth, folded.by_state)
            reaches = their_worth >= (theirs - TIE * _scale(theirs)).take(folded.pair_state, axis=0)
            chance = first_of(reaches, folded.by_state)
        chances.append(chance)
    return Reply(strategy=tuple(reversed(chances)), value=(sides.joint.start * values).sum(axis=0))


def _scale(values: Floats) -> Floats:
    """Give the size against which values that differ by rounding are the same (draw)."""
    return np.asarray(np.maximum(1.0, np.abs(values).max(axis=0)), dtype=np.float64)


def kinds_of(sides: Sides) -> tuple[tuple[int, ...], ...]:
    """Give the number of types of each challenger, as places."""
    return tuple(tuple(range(len(side.controller.types))) for side in sides.sides)


def prior_of(sides: Sides, kinds: Sequence[int]) -> float:
    """Give the chance that the challengers are of some types, drawn apart."""
    return prod(
        side.controller.types[kind].prior for side, kind in zip(sides.sides, kinds, strict=True)
    )
