"""A game solved by kernels: every type's best response and all that follows, many draws at once."""

from collections.abc import Iterator, Sequence
from math import ceil, inf, log

import numpy as np

from phaseline.errors import EngineError
from phaseline.game.arrays import Bools, Floats
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import responder_cells
from phaseline.game.kernels import machine
from phaseline.game.kernels.plan import (
    Lot,
    Numbers,
    Wiring,
    empty,
    is_alike,
    lots,
    numbered,
    unblocked,
)
from phaseline.game.kernels.source import Shape
from phaseline.game.kernels.threads import over_threads
from phaseline.game.occupancy import Occupancy, given_ongoing
from phaseline.game.play import rule_of
from phaseline.terms.record import record

UNSETTLED = 1e-11
NOTHING = 1e-17  # the weight at which what is left of a game without an end is no longer followed
# Numbers that a thread keeps for types that err, 128 MiB; the plain solver does what needs more.
MOST_KEPT = 2**24
MOST_ACTS = 2**15 - 1  # of one state: which one is taken is kept in 16 bits


@record
class SweepResult:
    """
    A game, solved.

    Args:
        worth: What the start is worth to each type (type, draw) [M].
        value: What it is worth to the responder, over all types (draw) [M].
        residual: Without an end: the last change of any value, as a share of the largest (draw); 0
            with an end.
        occupancy: How long it is where.
    """

    worth: Floats
    value: Floats
    residual: Floats
    occupancy: Occupancy


def suits(model: Model) -> bool:
    """
    Whether kernels are there and can solve a game: no type errs in some draws only, and what has to
    be kept finds room.
    """
    if not machine.is_there():
        return False
    precisions = [
        rule_of(model, kind).precision for kind in range(len(model.games[0].challenger.types))
    ]
    room = (
        (1 if model.horizon == inf else int(model.horizon))
        * len(model.pair_state)
        * machine.lanes()
    )
    has_room = room <= MOST_KEPT or all(np.isinf(precision).all() for precision in precisions)
    return (
        has_room
        and all(is_alike(precision) for precision in precisions)
        and int(np.bincount(model.pair_state).max()) <= MOST_ACTS
    )


def swept(
    model: Model,
    *,
    periods: int = 0,
    within: int = 0,
    threads: int = 0,
    lanes: int = 0,
    favour: Floats | None = None,
) -> SweepResult:
    """
    Solve a game for all its draws.

    Args:
        model: The compiled game, which suits.
        periods: Without an end, how many periods are counted for chances and for `seen`; all of
            them with an end.
        within: With an end, the number of periods within which `seen`, `ongoing` and what enters
            and leaves are counted; all of them if left out.
        threads: How many threads work at once; as settled for this process if left out.
        lanes: How many draws are worked on at once; what a register holds if left out.
        favour: 1 where ties of the challenger are broken for the responder, -1 where they are
            broken against it (draw); for it everywhere if left out.

    Raises:
        EngineError: The values of a game without an end did not settle.
    """
    lanes, is_endless = lanes or machine.lanes(), model.horizon == inf
    extent = _extent(model, periods, lanes, threads or machine.threads())
    laid, parts = lots(model, extent.periods, lanes), responder_cells(model)
    sides = np.ones(model.draws) if favour is None else favour
    cells = len(model.postures) * len(model.levels.states)
    rows = int(model.post_row.max(initial=-1)) + 1
    sizes = (cells, extent.periods * cells, rows, extent.periods, extent.periods)
    sums = [np.zeros(extent.blocks * size * lanes) for size in sizes]
    worth, value, residual = (
        np.zeros((len(model.games[0].challenger.types), model.draws)),
        np.zeros(model.draws),
        np.zeros(model.draws),
    )
    for kinds, errs in _kinds_by_rule(model):
        numbers = numbered(model, kinds, lanes, parts, sides)
        worths = np.zeros(extent.blocks * (len(kinds) + 1) * lanes)
        left = np.zeros(extent.blocks * len(kinds) * lanes)
        is_sure = laid[0].wiring.is_sure
        shape = Shape(lanes=lanes, is_sure=is_sure, errs=errs, is_endless=is_endless)
        _run(shape, _with_choices(model, laid, kinds), numbers, extent, (worths, left, *sums))
        by_kind = unblocked(worths, len(kinds) + 1, lanes, model.draws)
        worth[kinds], value = by_kind[:-1], value + by_kind[-1]
        unsettled = unblocked(left, len(kinds), lanes, model.draws).max(axis=0)
        residual = np.maximum(residual, unsettled)
    if residual.max() > UNSETTLED:
        raise EngineError(
            f"the challenger's values did not settle: they still change by {residual.max():.1g} of"
            " their size"
        )
    tables = [
        unblocked(flat, entries, lanes, model.draws)
        for flat, entries in zip(sums, sizes, strict=True)
    ]
    by_cell = (len(model.postures), len(model.levels.states), model.draws)
    counted = min(within, extent.periods) if within else extent.periods
    by_period = tables[1].reshape(extent.periods, cells, model.draws)[:counted]
    ongoing = given_ongoing(by_period, by_period.sum(axis=1, keepdims=True))
    return SweepResult(
        worth=worth,
        value=sides * value - parts.asking,
        residual=residual,
        occupancy=Occupancy(
            model=model,
            payoffs=parts,
            cells=tables[0].reshape(by_cell),
            seen=by_period.sum(axis=0).reshape(by_cell),
            ongoing=ongoing.sum(axis=0).reshape(by_cell),
            rows=tables[2],
            enters=tables[3][:counted],
            leaves=tables[4][:counted],
        ),
    )


def _kinds_by_rule(model: Model) -> Iterator[tuple[list[int], bool]]:
    """Give the types that never err, and those that do, which another kernel solves."""
    kinds = range(len(model.games[0].challenger.types))
    hard = [kind for kind in kinds if np.isinf(rule_of(model, kind).precision).all()]
    soft = [kind for kind in kinds if kind not in hard]
    yield from ((some, errs) for some, errs in ((hard, False), (soft, True)) if some)


def _with_choices(
    model: Model, laid: Sequence[Lot], kinds: Sequence[int]
) -> list[tuple[Lot, Bools]]:
    """Give each lot with the pairs that types may choose there (type, pair)."""
    allowed = [rule_of(model, kind).allowed for kind in kinds]
    return [(lot, np.array([pairs[lot.wiring.order] for pairs in allowed])) for lot in laid]


@record
class _Extent:
    """
    How many periods are counted, how many are walked through, over how many blocks of draws and
    threads.
    """

    periods: int
    steps: int
    blocks: int
    threads: int


def _extent(model: Model, periods: int, lanes: int, threads: int) -> _Extent:
    """Say how far is walked: without an end, until what is left weighs nothing."""
    blocks = -(-model.draws // lanes)
    if model.horizon < inf:
        return _Extent(
            periods=int(model.horizon), steps=int(model.horizon), blocks=blocks, threads=threads
        )
    patience = max(game.time.discount.responder for game in model.games)
    far = ceil(log(NOTHING) / log(patience))
    return _Extent(periods=periods, steps=max(periods, far), blocks=blocks, threads=threads)


def _run(
    shape: Shape,
    laid: Sequence[tuple[Lot, Bools]],
    numbers: Numbers,
    extent: _Extent,
    sums: Sequence[Floats],
) -> None:
    """
    Spread the blocks over threads, each with room of its own.

    Args:
        shape: The shape of the kernel.
        laid: The blocks, lot by lot, with the pairs that each type may choose there (type, pair).
        numbers: The numbers of the game.
        extent: How far is walked, over how many threads.
        sums: Where what comes of it is added up.
    """

    def work(first: int, last: int) -> None:
        some = laid if first < last else laid[:1]  # with no blocks it is only compiled
        for lot, is_open in some:
            begin, end = max(first, lot.first), min(last, lot.last)
            if begin < end or first == last:
                _solve(
                    shape,
                    lot.wiring,
                    (begin, end),
                    (numbers, is_open),
                    extent=extent,
                    sums=sums,
                )

    over_threads(work, extent.blocks, extent.threads)


def _solve(
    shape: Shape,
    wiring: Wiring,
    blocks: tuple[int, int],
    tables: tuple[Numbers, Bools],
    *,
    extent: _Extent,
    sums: Sequence[Floats],
) -> None:
    """Solve the game for the blocks from a first one up to a last one, in room made for them."""
    (numbers, is_open), kernel = tables, machine.sweep(shape)
    kept_periods = 1 if shape.is_endless else extent.periods
    pairs, lanes, states = len(wiring.pair_cost), shape.lanes, len(wiring.state_cell)
    others = len(wiring.mid_edge) + len(wiring.post_edge) - 2
    nodes = empty(2 * (states + others) * lanes)
    choice = np.empty(1 if shape.errs else kept_periods * states * lanes, dtype=np.int16)
    weights = empty(kept_periods * pairs * lanes if shape.errs else 1)
    kernel(
        *blocks, extent.periods, extent.steps, numbers.sizes, wiring.reach,
        (wiring.pair_edge, wiring.edge_entry, wiring.edge_mid, numbers.move),
        (wiring.mid_edge, wiring.drift_entry, wiring.drift_post, numbers.drift),
        (wiring.post_edge, wiring.to_entry, wiring.to_state, numbers.resolve),
        (wiring.state_pair, wiring.pair_cost, numbers.cost, is_open, wiring.edge_side),
        (wiring.state_cell, numbers.own_cell, numbers.other_cell, numbers.survive),
        (wiring.post_row, numbers.other_row),
        (wiring.begin, numbers.begun),
        (numbers.discount, numbers.prior, numbers.precision),
        tuple(sums),
        (nodes, choice, weights),
    )  # fmt: skip
