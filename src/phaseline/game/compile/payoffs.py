"""
What both sides get, by state, act and step.

Source:
    `docs/explanation/the-game.md`, (1) and (2):
    u_C = gains − scale · loss − cost of the move − hazard · disaster loss;
    u_R = −harm − cost − set-up + benefit − audience cost of a renege − hazard · disaster loss;
    what a measure does once counts with loss and cost in its first period in force; what an offer
    that is taken up pays is a gain of the one and a cost of the other, what it asks a loss of the
    challenger alone.
"""

from collections.abc import Callable, Mapping, Sequence
from math import nan

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints, mixed, spread
from phaseline.game.columns import Itself, numbers_of
from phaseline.game.compile.model import Model
from phaseline.game.compile.program import Posture
from phaseline.game.compile.rung_numbers import RungNumbers, rung_table
from phaseline.game.levels import Act, Levels
from phaseline.game.spec import (
    ByLevel,
    ChallengerType,
    Game,
    JointNumber,
    LadderSpec,
    Remainder,
    Responder,
    RungSpec,
    TrackSpec,
)
from phaseline.terms.record import record
from phaseline.terms.ties import total

_NOTHING: Mapping[str, float] = {}
_NOWHERE: ByLevel = {}


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
        Give what each act is worth, if the states next period are worth so much: the backup of a
        period.

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
class PayoffParts:
    """
    The parts of the responder's payoffs [M].

    They are told by cell (posture, joint levels, draw); set-up and audience cost by the row that
    nodes go through (charge, draw), and which of these each row has (row), for many are charged
    alike; what it costs to ask for authorities once, at the start (draw).
    """

    harm: Floats
    cost: Floats
    benefit: Floats
    disaster: Floats
    setup: Floats
    audience: Floats
    charge: Ints
    asking: Floats


def challenger_payoffs(model: Model, place: int) -> Payoffs:
    """Give the payoffs of one type of challenger, by its place in the file."""
    return Payoffs(
        state=at_states(model, challenger_cells(model, place)),
        pair=-move_costs(model),
        post=np.zeros((len(model.post_level), model.draws)),
        discount=challenger_discount(model, place),
        survival=at_states(model, 1 - hazards(model)),
    )


def challenger_cells(model: Model, place: int) -> Floats:
    """Give what one type of challenger gets on arrival (posture, joint levels, draw) [M]."""
    kind = type_numbers(model, place)
    paid, asked = offer_cells(model)
    loss = kind.loss_scale * loss_cells(model)
    return np.asarray(
        kind.gain + paid - asked - loss - hazards(model) * kind.disaster_loss, dtype=np.float64
    )


def challenger_rest(model: Model, place: int) -> Floats:
    """
    Give the part of it that hangs on the posture, and not on levels alone as the gain does
    (posture, joint levels, draw) [M].
    """
    kind = type_numbers(model, place)
    paid, asked = offer_cells(model)
    loss = kind.loss_scale * loss_cells(model)
    rest = paid - asked - loss - hazards(model) * kind.disaster_loss
    return np.asarray(rest, dtype=np.float64)


@record
class TypeNumbers:
    """
    The numbers of one type of challenger.

    Args:
        prior: Its chance (draw).
        loss_scale: How it weighs a loss (draw).
        disaster_loss: What a disaster costs it (draw) [M].
        discount: The weight that it gives to next period (draw).
        precision: Its precision, without end where it never errs (draw) [1/M].
        gain: What it gains on arrival, as far as that hangs on levels alone (joint levels, draw)
            [M].
    """

    prior: Floats
    loss_scale: Floats
    disaster_loss: Floats
    discount: Floats
    precision: Floats
    gain: Floats


def type_numbers(model: Model, place: int) -> TypeNumbers:
    """Give the numbers of one type of challenger, by its place in the file."""
    numbers = _once(model, "types", _of_types)[place]
    return TypeNumbers(
        prior=numbers[0],
        loss_scale=numbers[1],
        disaster_loss=numbers[2],
        discount=numbers[_DISCOUNT],
        precision=numbers[4],
        gain=numbers[5:],
    )


_DISCOUNT = 3  # among the entries of a type


def _of_types(model: Model) -> Floats:
    """Give the numbers of all types, those of the fields of `TypeNumbers` (type, entry, draw)."""
    levels, types = model.levels, [game.challenger.types for game in model.games]
    count = len(types[0])

    def spelt_out(listed: Sequence[tuple[ChallengerType, ...]]) -> Floats:
        columns = zip(*listed, strict=True)
        return np.concatenate([_type_entries(levels, column) for column in columns])

    by = ("types", count, Itself(levels.states))
    numbers = numbers_of(types, by, spelt_out).reshape(count, -1, model.draws)
    common = np.array([game.time.discount.challenger for game in model.games])
    own = numbers[:, _DISCOUNT]
    numbers[:, _DISCOUNT] = np.where(np.isnan(own), common, own)
    return numbers


def _type_entries(levels: Levels, types: Sequence[ChallengerType]) -> Floats:
    """Give the numbers of one type, its own discount not a number if it has none (entry, draw)."""
    gain = summed(levels, [kind.gain for kind in types])
    gain += joined(levels, [kind.joint_gain for kind in types])
    gain += on_coming(levels, [kind.gain_once for kind in types])
    plain = [
        (
            kind.prior,
            kind.loss_scale,
            kind.disaster_loss,
            nan if kind.discount is None else kind.discount,
            kind.rationality,
        )
        for kind in types
    ]
    return np.concatenate([np.array(plain).T, gain])


def challenger_discount(model: Model, place: int) -> Floats:
    """Give the weight that one type of challenger gives to next period (draw)."""
    return type_numbers(model, place).discount


def responder_payoffs(model: Model) -> Payoffs:
    """Give the payoffs of the responder."""
    parts = responder_cells(model)
    return Payoffs(
        state=at_states(model, parts.benefit - parts.harm - parts.cost - parts.disaster),
        pair=np.zeros((len(model.pair_state), model.draws)),
        post=(-parts.setup - parts.audience)[parts.charge[model.post_row]],
        discount=np.array([game.time.discount.responder for game in model.games]),
        survival=at_states(model, 1 - hazards(model)),
    )


def responder_cells(model: Model) -> PayoffParts:
    """Give the parts of the responder's payoffs, by cell and by row."""
    disaster_loss, audience_cost, harm = _responder_numbers(model)
    setup, audience, charge = _row_costs(model, audience_cost)
    return PayoffParts(
        harm=np.broadcast_to(harm, (len(model.postures), *harm.shape)),
        cost=_by_cell(model, "cost", "once_cost") + offer_cells(model)[0],
        benefit=_by_cell(model, "benefit"),
        disaster=hazards(model) * disaster_loss,
        setup=setup,
        audience=audience,
        charge=charge,
        asking=asking_costs(model),
    )


def _responder_numbers(model: Model) -> tuple[Floats, Floats, Floats]:
    """
    Give what a disaster costs the responder, what a renege does (draw) [M], and the harm (joint
    levels, draw) [M/period].
    """
    levels = model.levels

    def spelt_out(listed: Sequence[Responder]) -> Floats:
        harm = summed(levels, [side.harm for side in listed])
        harm += joined(levels, [side.joint_harm for side in listed])
        plain = [(side.disaster_loss, side.audience_cost) for side in listed]
        return np.concatenate([np.array(plain).T, harm])

    sides = [game.responder for game in model.games]
    numbers = numbers_of(sides, ("responder", Itself(levels.states)), spelt_out)
    return numbers[0], numbers[1], numbers[2:]


def offer_cells(model: Model) -> tuple[Floats, Floats]:
    """
    Give what an offer that is taken up pays the challenger, and what it asks of it (posture, joint
    levels, draw) [M/period]; one cell of nothing where none is.
    """
    paid, asked = _once(model, "offers", _offer_cells)
    return paid, asked


def _offer_cells(model: Model) -> Floats:
    """Give both (what is paid and what is asked, posture, joint levels, draw) [M/period]."""
    taken = [game.offer if game.offer and game.offer.taken else None for game in model.games]
    if not any(taken):
        return np.zeros((2, 1, 1, model.draws))
    both = np.zeros((2, len(model.postures), len(model.levels.states), model.draws))
    paid, asked = both
    for draw, (game, offer) in enumerate(zip(model.games, taken, strict=True)):
        if offer is not None:
            is_low = model.posture_rungs <= promised_place(game)
            stands = _hold_together(model.levels, offer.stands_at)
            paid[:, :, draw] = np.outer(is_low, stands) * offer.inducement
            asked[:, :, draw] = stands * (offer.exposure + ~is_low[:, None] * offer.breach)
    return both


def promised_place(game: Game) -> int:
    """Give the place of the highest rung that leaves the inducement of an offer in place."""
    names = [rung.id for rung in game.ladder.rungs]
    promised = (game.offer.promised if game.offer else "") or game.ladder.policy.off_ramp
    return names.index(promised) if promised in names else 0


def _rungs(model: Model) -> RungNumbers:
    program = model.program
    return (
        program.rung_numbers
        if program.games is model.games
        else RungNumbers.of(rung_table(model.games))
    )


def asking_costs(model: Model) -> Floats:
    """Give what it costs the responder at the start to ask for its authorities (draw) [M]."""
    asking = _rungs(model).asking
    if not asking.any():
        return np.zeros(model.draws)
    return np.array([total(costs) for costs in asking.T.tolist()])


def _row_costs(model: Model, audience_cost: Floats) -> tuple[Floats, Floats, Ints]:
    """
    Give what the way through each row is expected to cost the responder: the set-up of what comes
    into force, and the audience cost of a renege (charge, draw) [M], and which of these each row
    has (row): rows in which the same comes into force, and the same is taken back, with the same
    chances in all draws have one.
    """
    setups, ways = _setup_costs(model), _row_ways(model)
    by_row = np.zeros(int(model.post_row.max(initial=-1)) + 1, dtype=np.int64)
    if not len(ways.edges) or not (setups.any() or model.reneges.any()):
        nothing = np.zeros((1, model.draws))
        return nothing, nothing, by_row
    entry = model.resolved.entry[ways.edges]
    has_setup, has_renege = (np.count_nonzero(row, axis=1) > 0 for row in (setups, model.reneges))
    after = np.where(ways.is_up & has_setup[ways.after], ways.after + 1, 0)
    is_charged = (after > 0) | has_renege[entry]
    codes = mixed((entry * (len(setups) + 1) + after).astype(np.uint64)) * is_charged
    _, examples, charge = np.unique(
        np.add.reduceat(codes, ways.starts), return_index=True, return_inverse=True
    )
    sizes = np.diff(np.append(ways.starts, len(entry)))
    some, _ = spread(ways.starts, sizes, examples)
    starts = np.cumsum(sizes[examples]) - sizes[examples]
    amounts = np.concatenate([np.zeros((1, model.draws)), setups])[after[some]]
    by_row[ways.rows] = charge.reshape(-1)
    return (
        np.add.reduceat(model.resolved.table[entry[some]] * amounts, starts, axis=0),
        np.add.reduceat(model.reneges[entry[some]] * audience_cost, starts, axis=0),
        by_row,
    )


@record
class _RowWays:
    """
    The edges of one node of each row, the same for all draws.

    Args:
        rows: The rows, as these nodes come.
        starts: The first of its edges (row).
        edges: The edges of `resolved`.
        after: The rung in force after each of them.
        is_up: Whether it is above the one before.
    """

    rows: Ints
    starts: Ints
    edges: Ints
    after: Ints
    is_up: Bools


def _row_ways(model: Model) -> _RowWays:
    """List the edges of one node of each row, once for all games of one structure."""
    ways = model.layouts.get("rows")
    if isinstance(ways, _RowWays):
        return ways
    edges = model.resolved
    is_first = np.zeros(len(model.post_row), dtype=bool)
    is_first[_firsts(model.post_row)] = True  # one node stands for its row
    here = np.flatnonzero(is_first[edges.origins])
    origins, after = edges.origins[here], model.rung_of[edges.ends[here]]
    starts = np.flatnonzero(np.diff(origins, prepend=-1))  # edges are sorted by origin
    ways = model.layouts["rows"] = _RowWays(
        rows=model.post_row[origins[starts]],
        starts=starts,
        edges=here,
        after=after,
        is_up=after > model.publics.rungs[model.post_public][origins],
    )
    return ways


def _firsts(rows: Ints) -> Ints:
    """Give the first node of each row, of which there is one at least."""
    firsts = np.zeros(int(rows.max(initial=-1)) + 1, dtype=np.int64)
    firsts[rows[::-1]] = np.arange(len(rows))[::-1]  # the last that is written stays
    return firsts


def setup_cost(rung: RungSpec, game: Game) -> float:
    """
    Give what it costs the responder that a rung comes into force: its set-up, and what the stock
    that was released for it costs when it is owed, at its weight today [M].
    """
    released = rung.released
    if released is None:
        return rung.setup
    return rung.setup + released.cost * game.time.discount.responder**released.after


def _setup_costs(model: Model) -> Floats:
    """Give the same of each rung, for all draws (rung, draw) [M]."""
    rungs = _rungs(model)
    if not rungs.owed.any():
        return rungs.setup
    patience = np.array([game.time.discount.responder for game in model.games])
    return np.asarray(rungs.setup + rungs.owed * patience**rungs.owed_after, dtype=np.float64)


def at_states(model: Model, cells: Floats) -> Floats:
    """
    Give by state what is told by cell (state, draw); where all joint levels have the same there may
    be one of them.
    """
    return np.asarray(
        cells[model.posture_of, model.level_of if cells.shape[1] > 1 else 0], dtype=np.float64
    )


def hazards(model: Model) -> Floats:
    """Give the chance of a disaster per period (posture, 1, draw)."""
    return _once(model, "hazards", _hazards)


def _once(model: Model, name: str, work: Callable[[Model], Floats]) -> Floats:
    """Work a table of a model's games out once, for every type asks for it again."""
    if name not in model.tables:
        table = work(model)
        table.setflags(write=False)
        model.tables[name] = table
    return model.tables[name]


def _hazards(model: Model) -> Floats:
    return np.asarray(_effects(model)[-1][:, None, :], dtype=np.float64)


def effect_of(ladder: LadderSpec, posture: Posture) -> RungSpec | Remainder:
    """Give what a rung does while some of its measures are over."""
    rung = ladder.rungs[posture.rung]
    over = {ladder.measures[place].id for place in posture.over}
    return next((rest for rest in rung.without if set(rest.over) == over), rung) if over else rung


def loss_cells(model: Model) -> Floats:
    """
    Give the loss that each posture imposes by joint levels, before a type's scale (posture, joint
    levels, draw) [M/period].
    """
    return _once(model, "losses", _loss_cells)


def _loss_cells(model: Model) -> Floats:
    return _by_cell(model, "loss", "once_loss")


def move_costs(model: Model) -> Floats:
    """Give what the moves of each pair cost the challenger (pair, draw) [M]."""
    acts, table = act_costs(model)
    return np.asarray(table[_act_of_pairs(model, acts)], dtype=np.float64)


def act_costs(model: Model) -> tuple[list[Act], Floats]:
    """Give all acts of a game, and what they cost the challenger (act, draw) [M]."""
    levels = model.levels
    acts = sorted({act for open_acts in levels.acts for act in open_acts})
    tracks = [game.challenger.tracks for game in model.games]

    def spelt_out(listed: Sequence[tuple[TrackSpec, ...]]) -> Floats:
        by_track = [*zip(*listed, strict=True)]
        costs = [
            [_move_costs(specs, move) for move in range(len(specs[0].moves))] for specs in by_track
        ]
        rows = [[costs[place][move] for place, move in enumerate(act) if move >= 0] for act in acts]
        return np.array([_together(row, len(listed)) for row in rows])

    return acts, numbers_of(tracks, ("acts", Itself(levels.acts)), spelt_out)


def _move_costs(specs: Sequence[TrackSpec], move: int) -> Floats:
    """Give what a move on a track costs (draw) [M]."""
    return np.array([float(spec.moves[move].cost) for spec in specs])


def _together(costs: Sequence[Floats], draws: int) -> Floats:
    """Add up the costs of an act's moves (draw); a track on which it holds costs nothing."""
    match costs:
        case []:
            return np.zeros(draws)
        case [alone]:
            return alone
        case _:
            return np.array([total(amounts) for amounts in zip(*costs, strict=True)])


def _act_of_pairs(model: Model, acts: Sequence[Act]) -> Ints:
    """Give the place of each pair's act in a list of all acts (pair)."""
    place = {act: number for number, act in enumerate(acts)}
    by_level = [
        np.array([place[act] for act in open_acts], dtype=np.int64)
        for open_acts in model.levels.acts
    ]
    firsts = np.cumsum([0, *(len(places) for places in by_level)])[:-1]
    return np.concatenate(by_level)[firsts[model.level_of[model.pair_state]] + model.pair_act]


def summed(levels: Levels, tables: Sequence[ByLevel]) -> Floats:
    """
    Add a table by track and level up over the tracks of each joint state; what is not listed is 0.

    Returns:
        The sums (joint levels, draw).
    """
    sums = np.zeros((len(levels.states), len(tables)))
    named = set[str]().union(*tables)
    for place, track in enumerate(levels.tracks):
        if track.id not in named:
            continue
        rows = [table.get(track.id, _NOTHING) for table in tables]
        column = np.array([[row.get(level, 0.0) for row in rows] for level in track.levels])
        sums += column[[state[place][0] for state in levels.states]]
    return sums


def on_coming(levels: Levels, tables: Sequence[ByLevel]) -> Floats:
    """
    Add a table by track and level up over the tracks that have just come to their level; what is
    not listed is 0.

    Returns:
        The sums (joint levels, draw).
    """
    sums = np.zeros((len(levels.states), len(tables)))
    named = set[str]().union(*tables)
    for place, track in enumerate(levels.tracks):
        for number, level in enumerate(track.levels if track.id in named else ()):
            amounts = [table.get(track.id, _NOTHING).get(level, 0.0) for table in tables]
            came = [levels.has_come(state, place, number) for state in range(len(levels.states))]
            sums[came] += amounts
    return sums


def joined(levels: Levels, tables: Sequence[Sequence[JointNumber]]) -> Floats:
    """
    Add up, for each joint state, the numbers whose levels all hold in it (joint levels, draw).

    Args:
        levels: The joint levels.
        tables: The numbers of each draw. Draws may be of different types of challenger, each asked
            for alone, so that a table may name levels that another one does not.
    """
    amounts = [_by_levels(table) for table in tables]
    sums = np.zeros((len(levels.states), len(tables)))
    for named in dict.fromkeys(named for table in amounts for named in table):
        held = _hold_together(levels, {track: (level,) for track, level in named})
        sums[held] += [table.get(named, 0.0) for table in amounts]
    return sums


def _by_levels(table: Sequence[JointNumber]) -> dict[tuple[tuple[str, str], ...], float]:
    """Add up the numbers that go with the same levels, by these."""
    amounts: dict[tuple[tuple[str, str], ...], float] = {}
    for row in table:
        named = tuple(sorted(row.levels.items()))
        amounts[named] = amounts.get(named, 0.0) + row.number
    return amounts


def _hold_together(levels: Levels, wanted: Mapping[str, tuple[str, ...]]) -> Bools:
    """Say in which joint levels each track that is named stands at one of its levels."""
    hold = np.ones(len(levels.states), dtype=bool)
    for place, track in enumerate(levels.tracks):
        if track.id in wanted:
            meant = [track.levels.index(level) for level in wanted[track.id]]
            hold &= np.isin([state[place][0] for state in levels.states], meant)
    return hold


_AMOUNTS = ("loss", "cost", "benefit")  # of what a rung does, in the order of their entries


def _effects(model: Model) -> Floats:
    """
    Give what the rung of each posture does, whole: each of the amounts by joint levels, then the
    hazard (entry, posture, draw).
    """
    return _once(model, "effects", _spelt_effects)


def _spelt_effects(model: Model) -> Floats:
    levels, ladders = model.levels, [game.ladder for game in model.games]

    def spelt_out(listed: Sequence[RungSpec | Remainder]) -> Floats:
        cells = [
            _by_level(levels, [getattr(effect, name) for effect in listed]) for name in _AMOUNTS
        ]
        return np.concatenate([*cells, [[effect.hazard for effect in listed]]])

    effects = [
        effect_of(ladder, posture) if posture.over else ladder.rungs[posture.rung]
        for posture in model.postures
        for ladder in ladders
    ]
    numbers = numbers_of(effects, ("effects", Itself(levels.states)), spelt_out)
    return numbers.reshape(len(numbers), -1, model.draws)


def _by_cell(model: Model, amount: str, once: str = "") -> Floats:
    """
    Give a number of each posture, by joint levels, as far as the rung can be delivered (posture,
    joint levels, draw).

    Args:
        model: The compiled game.
        amount: Which of the amounts of what a rung does.
        once: What a measure adds in its first period in force, whole, as a field of it; nothing if
            left out.
    """
    first = _AMOUNTS.index(amount) * len(model.levels.states)
    whole = _effects(model)[first : first + len(model.levels.states)].transpose(1, 0, 2)
    share = _rungs(model).feasibility[model.posture_rungs]
    cells = np.multiply(share[:, None, :], whole, order="C")
    for place, posture in enumerate(model.postures if once else ()):
        for number in posture.new:
            strikes = [getattr(game.ladder.measures[number], once) for game in model.games]
            cells[place] += _by_level(model.levels, strikes)
    return cells


def _by_level(levels: Levels, amounts: Sequence[float | ByLevel]) -> Floats:
    """Give a number, or one by track and level, by joint levels (joint levels, draw)."""
    tables = [_NOWHERE if isinstance(amount, float | int) else amount for amount in amounts]
    plain = np.array([amount if isinstance(amount, float | int) else 0.0 for amount in amounts])
    return np.asarray(plain + summed(levels, tables), dtype=np.float64)
