"""
Whom a ladder deters, and from what: what each rung takes from each challenger on each of its
tracks.

A rung's hold on a challenger and a track is what the rung is expected to cost that challenger if it
crosses on the track as soon as it can, less what it costs if it keeps off, while all others do
what they do; both are weighed by the challenger's discount, and its other tracks are held. A track
whose rungs all have a hold of 0 is one from which nothing that is threatened deters its challenger.
What holds a challenger through another one is what it does more of once the ladder costs the
other one nothing.

Source:
    `docs/explanation/the-game.md`, (14), for leverage, of which these are the parts by rung.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf, prod
from typing import Any

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Bools, Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import compiled
from phaseline.game.compile.payoffs import Payoffs, at_states, loss_cells
from phaseline.game.corners import (
    KnownReplies,
    Pairing,
    ReplyCorner,
    Settled,
    pairings,
    periods_told,
    settled_from,
)
from phaseline.game.flow import all_periods
from phaseline.game.folding import (
    OwnSide,
    Sides,
    Strategy,
    crossing,
    keeping,
    kinds_of,
    on_track,
    own_game,
    own_payoffs,
    red_tracks,
    sides_of,
    spared,
    with_controllers,
)
from phaseline.game.grid_refinement import doubled
from phaseline.game.levels import HOLD
from phaseline.game.occupancy import given_ongoing
from phaseline.game.paths import PathStep
from phaseline.game.quantiles import spread_out
from phaseline.game.spec import Game, Monitor
from phaseline.game.ties import first_most
from phaseline.terms.record import record
from phaseline.terms.ties import CLOSE, total

MOST_PAIRS = 1_000_000  # states with the acts of all challengers: some minutes from both corners
_Tick = Callable[[str], None]


@record
class Hold:
    """
    What keeps one challenger off one track.

    Args:
        challenger: The id of the challenger.
        track: The id of the track.
        by_rung: What each rung takes from it for crossing [M].
        gain: What crossing is worth to it beside the ladder [M].
        is_red: Whether a red line is drawn on the track.
    """

    challenger: str
    track: str
    by_rung: Mapping[str, float]
    gain: float
    is_red: bool

    @property
    def whole(self) -> float:
        """What all rungs together take [M]."""
        return total(self.by_rung.values())

    @property
    def is_zero(self) -> bool:
        """Whether nothing that is threatened takes anything from it."""
        return all(abs(loss) <= CLOSE for loss in self.by_rung.values())


@record
class Outcome:
    """
    Where replies from one corner settle, for one type of each challenger.

    Args:
        first: The first act of each challenger, by track.
        values: What each is worth [M].
        across: For each the periods across, as long as no disaster ends the game [period].
        crosses: For each, by horizon, the chance that it has gone across.
        holds: What keeps each off each of its red tracks; off all of its own where none is red.
        rounds: How many rounds of replies it took.
    """

    first: Mapping[str, Mapping[str, str]]
    values: Mapping[str, float]
    across: Mapping[str, float]
    crosses: Mapping[str, Mapping[int, float]]
    holds: tuple[Hold, ...]
    rounds: int


@record
class Match:
    """
    One type of each challenger, with where both corners lead.

    Args:
        types: The type of each challenger.
        prior: The chance that they are of these types.
        corners: The outcome from each corner; None where replies come round in a circle.
        through: From each corner, for each challenger and each other one, how many periods more it
            is across once the ladder costs the other one nothing [period]; left out where nothing
            is found.
        is_unique: Whether both corners lead to the same.
    """

    types: Mapping[str, str]
    prior: float
    corners: Mapping[ReplyCorner, Outcome | None]
    through: Mapping[ReplyCorner, Mapping[tuple[str, str], float]]
    is_unique: bool


@record
class Whom:
    """
    Whom a ladder deters, and from what.

    Args:
        title: The title of the game.
        controls: The tracks of each challenger.
        removed: The ids of the rungs taken out, for nobody can consent to them.
        periods: How many periods are counted.
        unit: What one period is called.
        matches: The outcomes for all types of all challengers.
        holds: What keeps each challenger off each track from each corner, as a mean over the types
            for which something is found; none where nothing is.
        through: From each corner, for each challenger and each other one, how many periods more it
            is across once the ladder costs the other one nothing, as a mean over the types for
            which both are found [period].
    """

    title: str
    controls: Mapping[str, tuple[str, ...]]
    removed: tuple[str, ...]
    periods: int
    unit: str
    matches: tuple[Match, ...]
    holds: Mapping[ReplyCorner, tuple[Hold, ...]]
    through: Mapping[ReplyCorner, Mapping[tuple[str, str], float]]

    @property
    def is_unique(self) -> bool:
        """Whether both corners lead to the same, whatever the types."""
        return all(match.is_unique for match in self.matches)

    def across(self, corner: ReplyCorner) -> Mapping[str, float]:
        """
        Give for how many periods each is across from a corner, as a mean over the types for which
        something is found; not a number where nothing is [period].
        """
        ended = [
            (match.prior, outcome.across)
            for match in self.matches
            if match.prior > 0 and (outcome := match.corners[corner]) is not None
        ]
        if not ended:
            return dict.fromkeys(self.controls, float("nan"))
        return {
            name: _weighed_mean([(prior, across[name]) for prior, across in ended])
            for name in self.controls
        }


def whom(game: Game, *, asks_through: bool = True, tick: _Tick = lambda _: None) -> Whom:
    """
    Say whom a ladder deters, and from what.

    Args:
        game: The game; it has passed `game_diagnostics`. A challenger who is alone is an answer.
        asks_through: Whether it is asked, too, who is held through whom, which takes as long again
            for each challenger.
        tick: Told what is being done.

    Raises:
        QuestionError: The game is too large, or the responder is not bound by its ladder.
        EngineError: A policy did not settle.
    """
    if game.solve.concept != "evaluate":
        raise QuestionError(
            f"whom is asked of a ladder as it stands, and the concept is {game.solve.concept}: add"
            " --set solve.concept=evaluate, or leave `concept` out"
        )
    listed, removed = trimmed(with_controllers(spread_out(game)))
    solved = replace(listed, monitor=_refined(listed, tick))
    sides = _sides(solved)
    tick(f"{len(sides.joint.pair_state):,} states with acts, from both corners")
    freed, count = _freed(sides) if asks_through else {}, prod(map(len, kinds_of(sides)))
    matches = []
    for pairing in pairings(sides):
        matches.append(_match(sides, freed, pairing))
        tick(f"{len(matches)} of {count} sets of types done")
    return Whom(
        title=game.title,
        controls={side.controller.id: side.controller.controls for side in sides.sides},
        removed=removed,
        periods=periods_told(sides),
        unit=game.time.period,
        matches=tuple(matches),
        holds={corner: _mean_holds(matches, corner) for corner in ReplyCorner},
        through={corner: _mean_through(matches, corner) for corner in ReplyCorner},
    )


def _refined(game: Game, tick: _Tick) -> Monitor | None:
    """
    Give the monitor, a belief's grid as fine as an answer to the first challenger needs it, to whom
    all tracks are then left.
    """
    first = replace(own_game(game, 0), challengers=())
    return doubled(first, tick).game.monitor


def _sides(game: Game) -> Sides:
    """
    Compile a game and tell its challengers apart.

    Raises:
        QuestionError: There are too many states, or states with acts.
    """
    joint = compiled([game])
    pairs = len(joint.pair_state)
    if pairs > MOST_PAIRS:
        raise QuestionError(
            f"the game has {pairs:,} states with acts of all challengers together, and whom goes"
            f" through {MOST_PAIRS:,} at most: leave out tracks, levels or leads that the question"
            " does not need"
        )
    return sides_of(joint)


def _match(sides: Sides, freed: Mapping[str, Sides], pairing: Pairing) -> Match:
    names = [side.controller.id for side in sides.sides]
    kinds = zip(sides.sides, pairing.kinds, strict=True)
    outcomes = {
        corner: _outcome(sides, pairing.kinds, settled) if settled else None
        for corner, settled in pairing.corners.items()
    }
    return Match(
        types={side.controller.id: side.controller.types[kind].id for side, kind in kinds},
        prior=pairing.prior,
        corners=outcomes,
        through=_through(freed, pairing.kinds, outcomes, names),
        is_unique=pairing.is_unique,
    )


def _through(
    freed: Mapping[str, Sides],
    kinds: Sequence[int],
    outcomes: Mapping[ReplyCorner, Outcome | None],
    names: Sequence[str],
) -> dict[ReplyCorner, dict[tuple[str, str], float]]:
    """
    Give from each corner how many periods more each is across once the ladder costs another one
    nothing.
    """
    more: dict[ReplyCorner, dict[tuple[str, str], float]] = {
        corner: {} for corner, outcome in outcomes.items() if outcome
    }
    for other, sides in freed.items():
        known: KnownReplies = {}
        for corner, by_pair in more.items():
            outcome, settled = outcomes[corner], settled_from(sides, kinds, corner, known)
            if outcome is None or settled is None:
                continue
            across = _across(sides, settled.strategies)
            by_pair.update(
                {
                    (name, other): across[name] - outcome.across[name]
                    for name in names
                    if name != other
                }
            )
    return more


def _freed(sides: Sides) -> dict[str, Sides]:
    """Give for each challenger the game in which the ladder costs it nothing; none of one alone."""
    names = [side.controller.id for side in sides.sides]
    return {name: _sides(spared(sides.joint.games[0], name)) for name in names if len(names) > 1}


def _outcome(sides: Sides, kinds: Sequence[int], settled: Settled) -> Outcome:
    profile = settled.strategies
    names = [side.controller.id for side in sides.sides]
    return Outcome(
        first={
            side.controller.id: _first_act(side, strategy)
            for side, strategy in zip(sides.sides, profile, strict=True)
        },
        values=dict(zip(names, settled.values, strict=True)),
        across=_across(sides, profile),
        crosses=_crosses(sides, profile),
        holds=tuple(
            _hold(sides, place, kind, profile, track)
            for place, kind in enumerate(kinds)
            for track in red_tracks(sides.joint.games[0], sides.sides[place].controller)
        ),
        rounds=settled.rounds,
    )


def _first_act(side: OwnSide, strategy: Strategy) -> dict[str, str]:
    """Give what one challenger does first, by track, from the likeliest state at the start."""
    model = side.model
    state = first_most(model.start[:, 0])
    pairs = np.flatnonzero(model.pair_state == state)
    chosen = first_most(strategy[0][pairs, 0])
    act = model.levels.acts[model.level_of[state]][chosen]
    return {
        track.id: track.moves[move].do if move >= 0 else HOLD
        for track, move in zip(model.levels.tracks, act, strict=True)
        if track.id in side.controller.controls
    }


def _across(sides: Sides, profile: Sequence[Strategy]) -> dict[str, float]:
    """Give the expected periods across of each, as long as no disaster ends the game."""
    across = {side.controller.id: 0.0 for side in sides.sides}
    inside = {
        side.controller.id: side.model.inside.astype(bool)[sides.joint.level_of]
        for side in sides.sides
    }
    for step in _walked(sides, profile):
        ongoing = given_ongoing(step.arrival, step.arrival.sum())
        for name, is_in in inside.items():
            across[name] += float(ongoing[is_in].sum())
    return across


def _walked(
    sides: Sides, profile: Sequence[Strategy], cut: Bools | None = None
) -> Iterator[PathStep]:
    """Follow what all do, for as long as it is told."""
    return sides.ways.walked(
        lambda period, pairs: sides.act_chances(profile, period, pairs),
        periods=periods_told(sides),
        cut=cut,
    )


def _crosses(sides: Sides, profile: Sequence[Strategy]) -> dict[str, dict[int, float]]:
    """Give for each, by horizon, the chance that it has gone across from outside."""
    joint = sides.joint
    horizons = joint.games[0].solve.horizons
    chances = {}
    for side in sides.sides:
        inside = side.model.inside.astype(bool)
        before = inside[joint.level_of[joint.pair_state[joint.acted.origins]]]
        cut = ~before & inside[joint.mid_level[joint.acted.ends]]
        summed = np.cumsum([step.cut for step in _walked(sides, profile, cut)])
        chances[side.controller.id] = {
            horizon: float(summed[min(horizon, len(summed)) - 1]) for horizon in horizons
        }
    return chances


@record
class _Held:
    """
    What one challenger gets that is held to something.

    Args:
        losses: What each rung takes from it [M].
        gain: What it gets beside that [M].
    """

    losses: Floats
    gain: float


def _hold(sides: Sides, place: int, kind: int, profile: Sequence[Strategy], track: str) -> Hold:
    side = sides.sides[place]
    line = on_track(side, track)
    crosses, keeps = (
        _held(sides, place, kind, profile, acts)
        for acts in (crossing(side, line), keeping(side, line))
    )
    rungs = [rung.id for rung in sides.joint.program.rungs]
    taken = crosses.losses - keeps.losses
    return Hold(
        challenger=side.controller.id,
        track=track,
        by_rung={name: float(loss) for name, loss in zip(rungs, taken, strict=True)},
        gain=crosses.gain - keeps.gain,
        is_red=track in sides.joint.games[0].red_line,
    )


def _held(sides: Sides, place: int, kind: int, profile: Sequence[Strategy], acts: Bools) -> _Held:
    """Let one challenger do the same in every period, and all others what they do."""
    joint, side = sides.joint, sides.sides[place]
    fixed = [*profile]
    fixed[place] = (acts,) * sides.periods
    payoffs = own_payoffs(side, kind)
    arrival, gained = _discounted(sides, side, payoffs, fixed)
    scale = side.controller.types[kind].loss_scale
    lost = arrival * scale * at_states(joint, loss_cells(side.model))[:, 0]
    return _Held(
        losses=np.asarray(
            np.bincount(joint.rung_of, weights=lost, minlength=len(joint.program.rungs)),
            dtype=np.float64,
        ),
        gain=float(arrival @ payoffs.state[:, 0]) + float(lost.sum()) + gained,
    )


def _discounted(
    sides: Sides, side: OwnSide, payoffs: Payoffs, profile: Sequence[Strategy]
) -> tuple[Floats, float]:
    """
    Give how often each state is come to, weighed by time (state), and what one challenger's own
    acts are worth, likewise [M].
    """
    joint, pair = sides.joint, payoffs.pair[:, 0]
    if joint.horizon == inf:
        flow = all_periods(
            joint,
            payoffs.survival,
            (sides.joint_chance(profile, 0),),
            discount=payoffs.discount,
            start=joint.start,
        )
        return flow.arrival[:, 0], float(flow.pair[:, 0] @ pair[side.own_pair])
    arrival, gained, weight = np.zeros(joint.size), 0.0, 1.0
    steps = sides.ways.walked(
        lambda period, pairs: sides.act_chances(profile, period, pairs), periods=sides.periods
    )
    for step in steps:
        arrival += weight * step.arrival
        gained += weight * float(step.flow @ pair[side.own_pair[step.pairs]])
        weight *= float(payoffs.discount[0])
    return arrival, gained


def _mean_holds(matches: Sequence[Match], corner: ReplyCorner) -> tuple[Hold, ...]:
    weighed = [
        (match.prior, outcome.holds)
        for match in matches
        if match.prior > 0 and (outcome := match.corners[corner]) is not None
    ]
    mass = total(prior for prior, _ in weighed)
    rows = zip(*(holds for _, holds in weighed), strict=True)
    return tuple(_mean_hold([prior / mass for prior, _ in weighed], row) for row in rows)


def _mean_hold(shares: Sequence[float], holds: Sequence[Hold]) -> Hold:
    first = holds[0]
    return replace(
        first,
        by_rung={
            rung: total(
                share * hold.by_rung[rung] for share, hold in zip(shares, holds, strict=True)
            )
            for rung in first.by_rung
        },
        gain=total(share * hold.gain for share, hold in zip(shares, holds, strict=True)),
    )


def _mean_through(matches: Sequence[Match], corner: ReplyCorner) -> dict[tuple[str, str], float]:
    rows: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for match in matches:
        for pair, more in match.through.get(corner, {}).items():
            rows.setdefault(pair, []).append((match.prior, more))
    return {pair: _weighed_mean(row) for pair, row in rows.items()}


def _weighed_mean(row: Sequence[tuple[float, float]]) -> float:
    """Give the mean of numbers by their weights; 0 where nothing weighs anything."""
    mass = total(weight for weight, _ in row)
    return total(weight * number for weight, number in row) / mass if mass else 0.0


def whom_data(answer: Whom) -> dict[str, Any]:
    """Give the answer as plain data, key by key as the format promises."""
    return {
        "phaseline": 1,
        "title": answer.title,
        "challengers": [
            {"id": name, "controls": list(tracks)} for name, tracks in answer.controls.items()
        ],
        "removed": list(answer.removed),
        "periods": answer.periods,
        "unit": answer.unit,
        "holds": {
            corner.value: [_hold_data(hold) for hold in holds]
            for corner, holds in answer.holds.items()
        },
        "types": [_match_data(match) for match in answer.matches],
    }


def _hold_data(hold: Hold) -> dict[str, Any]:
    return {
        "challenger": hold.challenger,
        "track": hold.track,
        "is_red": hold.is_red,
        "by_rung": dict(hold.by_rung),
        "whole": hold.whole,
        "gain": hold.gain,
        "is_zero": hold.is_zero,
    }


def _match_data(match: Match) -> dict[str, Any]:
    return {
        "types": dict(match.types),
        "chance": match.prior,
        "is_unique": match.is_unique,
        "corners": {
            corner.value: _outcome_data(outcome, match.through.get(corner, {}))
            for corner, outcome in match.corners.items()
        },
    }


def _outcome_data(
    outcome: Outcome | None, through: Mapping[tuple[str, str], float]
) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "first_act": {name: dict(acts) for name, acts in outcome.first.items()},
        "value": dict(outcome.values),
        "periods_across": dict(outcome.across),
        "p_cross": {
            name: {str(horizon): chance for horizon, chance in chances.items()}
            for name, chances in outcome.crosses.items()
        },
        "holds": [_hold_data(hold) for hold in outcome.holds],
        "through": [
            {"challenger": name, "other": other, "periods": more}
            for (name, other), more in through.items()
        ],
        "rounds": outcome.rounds,
    }
