"""A game solved by kernels: every type's best response and all that follows, many draws at once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, inf, log
from typing import Any

import numpy as np

from phaseline.errors import EngineError
from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import PayoffParts, responder_cells
from phaseline.game.kernels import machine
from phaseline.game.kernels.layout import Layout, Places, as_places, layout_of
from phaseline.game.kernels.menus import MenuTable, menus, posture_kinds, priced
from phaseline.game.kernels.plan import Lot, Numbers, is_alike, lots, numbered
from phaseline.game.kernels.seating import Seating, empty, folds, seated, stretches
from phaseline.game.kernels.source import Shape
from phaseline.game.kernels.starts import StartQuestion, level_words, recalled
from phaseline.game.kernels.threads import over_threads
from phaseline.game.occupancy import Occupancy, given_ongoing
from phaseline.game.play import rule_of
from phaseline.terms.record import record

UNSETTLED = 1e-11
NOTHING = 1e-17  # the weight at which what is left of a game without an end is no longer followed
# Numbers that a thread keeps for types that err, 128 MiB; the plain solver does what needs more.
MOST_KEPT = 2**24


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
    return has_room and all(is_alike(precision) for precision in precisions)


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
    lanes = lanes or machine.lanes()
    seating = seated(model, lanes)
    extent = _extent(model, periods, seating, threads or machine.threads())
    parts, sides = responder_cells(model), np.ones(model.draws) if favour is None else favour
    cells = len(model.postures) * len(model.levels.states)
    charged = len(parts.setup)
    sizes = (cells, extent.periods * cells, charged, extent.periods, extent.periods)
    sums = tuple(np.zeros(extent.blocks * size * lanes) for size in sizes)
    worths = _worths(_Question(model=model, parts=parts, sides=sides, lanes=lanes), sums, extent)
    tables = [seating.read(flat, entries) for flat, entries in zip(sums, sizes, strict=True)]
    by_cell = (len(model.postures), len(model.levels.states), model.draws)
    counted = min(within, extent.periods) if within else extent.periods
    by_period = tables[1].reshape(extent.periods, cells, model.draws)[:counted]
    ongoing = given_ongoing(by_period, by_period.sum(axis=1, keepdims=True))
    return SweepResult(
        worth=worths.challenger,
        value=worths.responder,
        residual=worths.residual,
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


def valued(model: Model, *, favour: Floats | None = None) -> Floats:
    """
    Give what a game with an end is worth to the responder, over all types, without following what
    happens in it (draw) [M]: a third of the work less.

    Args:
        model: The compiled game, which suits.
        favour: As with `swept`.
    """
    lanes = machine.lanes()
    extent = replace(_extent(model, 0, seated(model, lanes), machine.threads()), steps=0)
    sides = np.ones(model.draws) if favour is None else favour
    question = _Question(model=model, parts=responder_cells(model), sides=sides, lanes=lanes)
    return _worths(question, (np.zeros(0),) * 5, extent).responder


@record
class _Question:
    """
    What is solved.

    Args:
        model: The compiled game.
        parts: The parts of the responder's payoffs.
        sides: 1 where ties of the challenger are broken for the responder, -1 where they are broken
            against it (draw).
        lanes: How many draws are worked on at once.
    """

    model: Model
    parts: PayoffParts
    sides: Floats
    lanes: int


@record
class _Worths:
    """
    What the start is worth to each type (type, draw) and to the responder over all types (draw)
    [M], and the last change of any value, as a share of the largest (draw).
    """

    challenger: Floats
    responder: Floats
    residual: Floats


def _worths(question: _Question, sums: tuple[Floats, ...], extent: "_Extent") -> _Worths:
    """
    Work out what the start is worth, and add up what follows of it.

    Args:
        question: What is solved.
        sums: Where it is added up.
        extent: How far is walked.

    Raises:
        EngineError: The values of a game without an end did not settle.
    """
    model, parts, lanes = question.model, question.parts, question.lanes
    worth, value, residual = (
        np.zeros((len(model.games[0].challenger.types), model.draws)),
        np.zeros(model.draws),
        np.zeros(model.draws),
    )
    (entries, costs), alike = priced(model), posture_kinds(model, parts)
    for kinds, errs, allowed in _kinds_by_rule(model):
        times = folds(model, len(kinds), lanes) if not extent.steps else 1
        apart, seating = len(kinds) // times, seated(model, lanes, times)  # types told apart
        numbers = numbered(model, kinds, seating, parts, costs=costs, favour=question.sides)
        spread = replace(extent, blocks=seating.blocks)
        worths = np.zeros(spread.blocks * (apart + 1) * lanes)
        left = np.zeros(spread.blocks * apart * lanes)
        table, layout = menus(model, allowed, entries, alike), layout_of(model)
        followed = layout.post_row if extent.steps else layout.post_row[:0]
        charges = (as_places(parts.charge[table.ahead.row]), as_places(parts.charge[followed]))
        shape = Shape(
            lanes=lanes,
            is_sure=table.moves.is_sure,
            errs=errs,
            is_endless=model.horizon == inf,
            is_followed=extent.steps > 0,
        )
        task = _Task(
            model=model,
            layout=layout,
            menus=table,
            charges=charges,
            charge=parts.charge,
            numbers=numbers,
            sums=(worths, left, *sums),
        )
        laid = lots(model, table, extent.periods, seating, is_followed=extent.steps > 0)
        if _is_remembered(model, extent):
            words = (extent.periods, level_words(model, allowed, entries, errs=errs))
            _run_unknown(shape, laid, task, spread, words)
        else:
            _run(shape, laid, task, spread)
        by_kind = seating.read(worths, apart + 1)
        worth[kinds] = by_kind[:-1].reshape(len(kinds), model.draws)
        value = value + by_kind[-1].reshape(times, model.draws).sum(axis=0)
        unsettled = seating.read(left, apart)
        residual = np.maximum(residual, unsettled.reshape(-1, model.draws).max(axis=0))
    if residual.max() > UNSETTLED:
        raise EngineError(
            f"the challenger's values did not settle: they still change by {residual.max():.1g} of"
            " their size"
        )
    value = question.sides * value - parts.asking
    return _Worths(challenger=worth, responder=value, residual=residual)


def _is_remembered(model: Model, extent: "_Extent") -> bool:
    """
    Whether it is asked what is known already: where the value alone is wanted, kernels are kept,
    and orders wait for one another, so that much of what ladders say is never reached. Where orders
    run side by side, one block in thirty was known, and to code them took longer than to sweep it.
    """
    return not extent.steps and machine.is_kept() and not model.program.policy.parallel


def _run_unknown(
    shape: Shape, laid: Sequence[Lot], task: "_Task", extent: "_Extent", words: tuple[int, object]
) -> None:
    """
    Run the kernel on the blocks in which it is not known yet what a start is worth to the
    responder, and tell what is known for the others; what it is to types is told for these blocks
    alone.

    Args:
        shape: The shape of the kernel.
        laid: The blocks, lot by lot.
        task: What is solved.
        extent: How far is walked, over how many threads.
        words: As in `StartQuestion`.
    """
    asked = StartQuestion(
        model=task.model, numbers=task.numbers, charge=task.charge, words=words, lanes=shape.lanes
    )
    recall = recalled(asked, laid)
    if recall.left:
        _run(shape, recall.left, task, extent)
    recall.fill(task.sums[0].reshape(extent.blocks, -1, shape.lanes)[:, -1])


def _kinds_by_rule(model: Model) -> Iterator[tuple[list[int], bool, Bools]]:
    """
    Give the types that are solved by one kernel together, whether they err, and the pairs that they
    may choose (pair).
    """
    groups: dict[tuple[bool, bytes], list[int]] = {}
    rules = [rule_of(model, kind) for kind in range(len(model.games[0].challenger.types))]
    for kind, rule in enumerate(rules):
        errs = not np.isinf(rule.precision).all()
        groups.setdefault((errs, rule.allowed.tobytes()), []).append(kind)
    for (errs, _), kinds in groups.items():
        yield kinds, errs, rules[kinds[0]].allowed


@record
class _Task:
    """
    What is solved: the game, its nodes, what is chosen from, what is charged on the way by prospect
    and by node after nature, and by row, the numbers, and where what comes of it is added up.
    """

    model: Model
    layout: Layout
    menus: MenuTable
    charges: tuple[Places, Places]
    charge: Ints
    numbers: Numbers
    sums: tuple[Floats, ...]


@record
class _Extent:
    """
    How many periods are counted, how many are walked through, none where what happens is not
    followed, over how many blocks of draws and threads.
    """

    periods: int
    steps: int
    blocks: int
    threads: int


def _extent(model: Model, periods: int, seating: Seating, threads: int) -> _Extent:
    """Say how far is walked: without an end, until what is left weighs nothing."""
    blocks = seating.blocks
    if model.horizon < inf:
        return _Extent(
            periods=int(model.horizon), steps=int(model.horizon), blocks=blocks, threads=threads
        )
    patience = max(game.time.discount.responder for game in model.games)
    far = ceil(log(NOTHING) / log(patience))
    return _Extent(periods=periods, steps=max(periods, far), blocks=blocks, threads=threads)


def _run(shape: Shape, laid: Sequence[Lot], task: _Task, extent: _Extent) -> None:
    """
    Spread the blocks over threads, each with room of its own.

    Args:
        shape: The shape of the kernel.
        laid: The blocks, lot by lot.
        task: What is solved.
        extent: How far is walked, over how many threads.
    """

    def work(first: int, last: int) -> None:
        room = _room(shape, task, extent)
        if first == last:  # with no blocks it is only compiled
            _solve(shape, replace(laid[0], first=0, last=0), task, room, extent)
        for lot in laid:
            begin, end = max(first, lot.first), min(last, lot.last)
            if begin < end:
                _solve(shape, replace(lot, first=begin, last=end), task, room, extent)

    over_threads(work, extent.blocks, extent.threads)


def _room(shape: Shape, task: _Task, extent: _Extent) -> tuple[Any, ...]:
    """Make room for what is worked out of a block of draws, and kept until the next one."""
    layout, table, periods = task.layout, task.menus, 1 if shape.is_endless else extent.periods
    bounds = [span.publics for span in stretches(task.model)]
    states, most = (
        max(int(firsts[last] - firsts[first]) for first, last in bounds)
        for firsts in (layout.state, table.options)
    )
    levels = len(layout.turn_edge) - 1
    nodes = 2 * states + levels + int(np.sum([*layout.most, table.ahead.most]))
    options = periods * most
    marks = np.empty(1 if shape.errs else options, dtype=np.uint8)
    weights = empty(options * shape.lanes if shape.errs else 1)
    visits = np.empty(2 * states, dtype=np.uint8)
    return empty(2 * nodes * shape.lanes), visits, marks, weights


def _solve(
    shape: Shape,
    lot: Lot,
    task: _Task,
    room: tuple[Any, ...],
    extent: _Extent,
) -> None:
    """Solve the game for some blocks that take the same steps, in room made for them."""
    layout, table, numbers, kernel = task.layout, task.menus, task.numbers, machine.sweep(shape)
    wiring, moves, drift = lot.wiring, table.moves, numbers.drift
    ahead, calls, span = wiring.prospects, wiring.posts, wiring.span
    states, options = span.rebased(layout.state), span.rebased(table.options)
    charged = slice(*table.ahead.first[list(span.publics)].tolist())
    kinds = len(numbers.prior) // (extent.blocks * shape.lanes)
    counts = (kinds, states[-1], options[-1], *layout.most, table.ahead.most)
    sizes = np.array([*numbers.sizes, *counts, *wiring.rounds.shape])
    kernel(
        lot.first, lot.last, extent.periods, extent.steps, sizes,
        (
            wiring.listed, wiring.reached, wiring.rounds.reshape(-1),
            span.of_publics(layout.pattern), states, span.rebased(layout.post),
            span.of_publics(layout.cell), options, span.rebased(table.menus),
            span.rebased(table.ahead.first),
        ),
        (layout.mid, layout.mid_level),
        (
            table.first, table.member, table.option, table.shown, table.state, table.level,
            table.inside, table.pair, table.choice,
        ),
        (
            (moves.edge, moves.entry, moves.mid, numbers.move),
            (layout.mid_edge, layout.drift_entry, layout.drift_post, drift),
            (layout.mid_edge, layout.drift_entry, table.ahead.end, drift),
            (ahead.first, ahead.entry, ahead.end, numbers.resolve),
            (calls.first, calls.entry, calls.end, numbers.resolve),
            (layout.turn_edge, layout.turn_entry, layout.turn_level, drift),
        ),
        (moves.inside, moves.cost, numbers.cost),
        (
            numbers.own_cell, numbers.other_cell, numbers.survive, numbers.own_level,
            numbers.other_level,
        ),
        (task.charges[0][charged], task.charges[1][slice(*span.posts)], numbers.other_row),
        (wiring.begin, wiring.begin_menu, numbers.begun),
        (numbers.discount, numbers.prior, numbers.precision),
        task.sums,
        room,
    )  # fmt: skip
