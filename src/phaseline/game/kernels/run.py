"""A game solved by kernels: every type's best response and all that follows, many draws at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import inf

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.kernels import machine
from phaseline.game.kernels.plan import Numbers, Wiring, empty, is_alike, numbered, unblocked, wired
from phaseline.game.kernels.source import Shape
from phaseline.game.model import Model
from phaseline.game.play import rule_of
from phaseline.terms.record import record

MOST_KEPT = 2**28  # numbers kept for types that err; beyond that the plain solver, which keeps them draw by draw, is as good


@record
class Swept:
    """
    A finite game, solved.

    Args:
        model: The compiled game.
        worth: What the start is worth to each type (type, draw) [M].
        value: What it is worth to the responder, over all types (draw) [M].
        cells: Discounted periods spent in each rung and joint levels, over all types (rung, joint levels, draw) [period].
        seen: The same, not discounted [period].
        rows: Discounted periods that go through each row of report, monitor and call (row, draw) [period].
        enters: The chance that the red line is entered from outside in each period for the first time (period, draw).
        leaves: The chance that it is left from inside in each period for the first time (period, draw).
    """

    model: Model
    worth: Floats
    value: Floats
    cells: Floats
    seen: Floats
    rows: Floats
    enters: Floats
    leaves: Floats


def suits(model: Model) -> bool:
    """Whether kernels can solve a game: it has an end, no type errs in some draws only, and there is room to keep what is needed."""
    if not machine.is_there() or model.horizon == inf:
        return False
    precisions = [rule_of(model, kind).precision for kind in range(len(model.games[0].challenger.types))]
    room = int(model.horizon) * len(model.pair_state) * 8
    return all(is_alike(one) for one in precisions) and (room <= MOST_KEPT or all(np.isinf(one).all() for one in precisions))


def swept(model: Model, *, threads: int = 0, lanes: int = 0) -> Swept:
    """
    Solve a finite game for all its draws.

    Args:
        model: The compiled game, which suits.
        threads: How many threads work at once; one a processor if left out.
        lanes: How many draws are worked on at once; what a register holds if left out.
    """
    lanes, threads = lanes or machine.lanes(), threads or machine.threads()
    periods, draws = int(model.horizon), model.draws
    wiring = wired(model, periods)
    kinds = range(len(model.games[0].challenger.types))
    hard = [kind for kind in kinds if np.isinf(rule_of(model, kind).precision).all()]
    blocks = -(-draws // lanes)
    cells, rows = len(model.program.rungs) * len(model.levels.states), int(model.post_row.max(initial=-1)) + 1
    sums = [np.zeros(blocks * one * lanes) for one in (cells, cells, rows, periods, periods)]
    worth, value = np.zeros((len(kinds), draws)), np.zeros(draws)
    for some, errs in ((hard, False), ([kind for kind in kinds if kind not in hard], True)):
        if some:
            numbers = numbered(model, wiring, some, lanes)
            found = np.zeros(blocks * (len(some) + 1) * lanes)
            shape = Shape(lanes=lanes, is_sure=wiring.is_sure, errs=errs)
            _run(shape, wiring, numbers, (periods, blocks, threads), (found, *sums))
            by_kind = unblocked(found, len(some) + 1, lanes, draws)
            worth[some], value = by_kind[:-1], value + by_kind[-1]
    cell_sums, seen, row_sums, enters, leaves = (
        unblocked(flat, entries, lanes, draws) for flat, entries in zip(sums, (cells, cells, rows, periods, periods), strict=True)
    )
    shape_of = (len(model.program.rungs), len(model.levels.states), draws)
    return Swept(
        model=model,
        worth=worth,
        value=value,
        cells=cell_sums.reshape(shape_of),
        seen=seen.reshape(shape_of),
        rows=row_sums,
        enters=enters,
        leaves=leaves,
    )


def _run(shape: Shape, wiring: Wiring, numbers: Numbers, extent: tuple[int, int, int], found: Sequence[Floats]) -> None:
    """Spread the blocks over threads, each with room of its own."""
    periods, blocks, threads = extent
    kernel = machine.sweep(shape)
    states, mids, posts = len(wiring.state_cell), len(wiring.mid_edge) - 1, len(wiring.post_edge) - 1
    pairs, lanes = len(wiring.pair_cost), shape.lanes

    def work(first: int, last: int) -> None:
        room = [empty(size * lanes) for size in (states, states, posts, posts, mids, mids)]
        choice = np.empty(1 if shape.errs else periods * states * lanes, dtype=np.int8)
        kept = empty(periods * pairs * lanes if shape.errs else 1)
        kernel(
            first, last, len(numbers.is_open), periods, numbers.sizes, wiring.reach, wiring.state_pair, wiring.pair_edge, wiring.edge_mid,
            wiring.edge_entry, wiring.edge_side, wiring.pair_cost, numbers.is_open, wiring.mid_edge, wiring.drift_post, wiring.drift_entry,
            wiring.post_edge, wiring.to_state, wiring.to_entry, wiring.state_cell, wiring.post_row, wiring.begin,
            numbers.move, numbers.drift, numbers.resolve, numbers.cost, numbers.own_cell, numbers.survive, numbers.other_cell,
            numbers.other_row, numbers.discount, numbers.prior, numbers.begun, numbers.precision,
            *found, *room, choice, kept,
        )  # fmt: skip

    cuts = np.linspace(0, blocks, min(threads, blocks) + 1).astype(int)
    spans = list(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True))
    if len(spans) == 1:
        work(*spans[0])
        return
    work(0, 0)  # compiled once, before threads would each wish to
    with ThreadPoolExecutor(len(spans)) as pool:
        for done in [pool.submit(work, *span) for span in spans]:
            done.result()
