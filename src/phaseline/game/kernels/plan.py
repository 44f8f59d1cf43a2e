"""
The draws of a compiled game in lots that take the same steps, and its numbers in blocks of draws.

A node that cannot be reached within a number of periods is not worked out for them: with an end,
and few states at the start, that is about half of the work. Draws that share a
structure need not take the same steps in it: a block of draws leaves out what none of them reaches.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, repeat
from math import inf

import numpy as np

from phaseline.game.arrays import Floats, Ints
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import (
    PayoffParts,
    challenger_rest,
    hazards,
    type_numbers,
)
from phaseline.game.kernels.alike import entries_alike
from phaseline.game.kernels.layout import Places, as_places
from phaseline.game.kernels.menus import MenuTable
from phaseline.game.kernels.seating import Seating, Stretch, begun, stretches
from phaseline.game.kernels.wiring import Wiring, wired
from phaseline.game.play import rule_of
from phaseline.terms.record import record

MOST_LAID = 3_000_000  # edges of all layouts of one structure that are kept


@record
class Lot:
    """
    Blocks of draws that take the same steps.

    Args:
        first: The first block.
        last: The block after the last one.
        wiring: The steps that they take.
    """

    first: int
    last: int
    wiring: Wiring


def lots(
    model: Model, table: MenuTable, periods: int, seating: Seating, *, is_followed: bool
) -> list[Lot]:
    """
    Lay out the steps of a game, for each lot of blocks once.

    Args:
        model: The compiled game.
        table: What states choose from.
        periods: How many periods are worked out.
        seating: Which draws stand together in blocks.
        is_followed: Whether what happens is followed, and not only what it is worth.
    """
    ways, spans = _Ways(model, table, periods, is_followed=is_followed), stretches(model)
    laid: list[Lot] = []
    for block, (place, stands) in enumerate(
        zip(seating.schedules.tolist(), _stands(model, seating), strict=True)
    ):
        wiring = ways.wiring(stands, spans[place])
        if laid and laid[-1].wiring is wiring:
            laid[-1] = replace(laid[-1], last=block + 1)
        else:
            laid.append(Lot(first=block, last=block + 1, wiring=wiring))
    return laid


def _stands(model: Model, seating: Seating) -> Iterator[Places]:
    """
    Give for the entries of the chances those that stand for them in each block: a block may have
    the same chance of what others have not.

    Args:
        model: The compiled game.
        seating: Which draws stand together in blocks.
    """
    table, reneges = model.resolved.table, model.reneges
    if model.horizon == inf:
        yield from repeat(as_places(np.arange(len(table))), seating.blocks)
        return
    for _, draws in groupby(seating.drawn, key=id):  # blocks of the same few stand together
        same = [*draws]
        yield from repeat(entries_alike(table[:, same[0]], reneges[:, same[0]]), len(same))


class _Ways:
    """
    The steps of a game, laid out once for all games of one structure whose sums come to the same
    rows, as far as there is room.

    Args:
        model: The compiled game.
        table: What states choose from.
        periods: How many periods are worked out.
        is_followed: Whether what happens is followed.
    """

    def __init__(self, model: Model, table: MenuTable, periods: int, *, is_followed: bool) -> None:
        self.model, self.table, self.periods = model, table, periods
        self.is_followed = is_followed
        short = np.uint16 if len(model.resolved.table) <= 2**16 else np.int64
        rows = model.sum_row.astype(short).tobytes()
        digest = hashlib.blake2b(rows, digest_size=16).digest()
        self.words = (periods, is_followed, digest)

    def wiring(self, stands: Places, span: Stretch) -> Wiring:
        """
        Lay out the steps in a stretch of draws of which these are the entries of the chances that
        stand for each (entry).
        """
        table, key = self.table, (*self.words, span.schedule, stands.tobytes())
        wiring = table.wirings.get(key)
        if not isinstance(wiring, Wiring):
            wiring = wired(
                self.model,
                table,
                self.periods,
                stands=stands,
                is_followed=self.is_followed,
                span=span,
            )
            if len(table.wirings) * len(self.model.resolved.origins) <= MOST_LAID:
                table.wirings[key] = wiring
        return wiring


@record
class Numbers:
    """
    The numbers of a game, flat: block by block, entry by entry, draw by draw.

    Args:
        sizes: How many entries there are of moves, drift, resolve, cost, cells, rows and levels.
        move: Chances of moves.
        drift: Chances of nature.
        resolve: Chances of report, monitor and call.
        cost: What an act costs the challenger [M].
        own_cell: What a type gets on arrival beside what it gains, type by type within a block [M].
        own_level: What it gains there, likewise [M].
        survive: The chance that no disaster follows on arrival, by cell.
        other_cell: What the responder gets on arrival beside the harm [M].
        other_level: The harm there, as a loss [M].
        other_row: What it gets on the way [M].
        discount: The weights of next period, type by type, the responder's last.
        prior: The chance of each type.
        begun: The chance of each state at the start of the stretch of a draw.
        precision: The precision of each type, 0 where it never errs [1/M].
    """

    sizes: Ints
    move: Floats
    drift: Floats
    resolve: Floats
    cost: Floats
    own_cell: Floats
    own_level: Floats
    survive: Floats
    other_cell: Floats
    other_level: Floats
    other_row: Floats
    discount: Floats
    prior: Floats
    begun: Floats
    precision: Floats


def numbered(
    model: Model,
    kinds: Sequence[int],
    into: Seating,
    parts: PayoffParts,
    *,
    costs: Floats,
    favour: Floats,
) -> Numbers:
    """
    Lay out the numbers of a game for some of its types: type by type, or as if there were one, and
    for each type a draw for each that there is.

    Args:
        model: The compiled game.
        kinds: The places of the types.
        into: Which draws stand together in blocks.
        parts: The parts of the responder's payoffs, by cell and by row.
        costs: What acts cost the challenger (entry of the costs, draw) [M].
        favour: 1 where ties of the challenger are broken for the responder, -1 where they are
            broken against it, whose payoffs then count the other way round (draw).
    """
    shape = (len(model.postures), len(model.levels.states), model.draws)

    def cells(values: Floats) -> Floats:
        return np.broadcast_to(values, shape).reshape(-1, model.draws)

    types = [type_numbers(model, kind) for kind in kinds]
    own = [cells(challenger_rest(model, kind)) for kind in kinds]
    responder = np.array([[game.time.discount.responder for game in model.games]])
    rows = favour * (-parts.setup - parts.audience)
    theirs = cells(favour * (parts.benefit - parts.cost - parts.disaster))
    harm = favour * -parts.harm[0]
    moves = (model.acted.table, model.drifted.table, model.resolved.table)
    tables = (*moves, costs, own[0], rows, harm)
    return Numbers(
        sizes=np.array([len(table) for table in tables]),
        move=into.shared(model.acted.table),
        drift=into.shared(model.drifted.table),
        resolve=into.shared(model.resolved.table),
        cost=into.shared(costs),
        own_cell=into.by_type(own),
        own_level=into.by_type([kind.gain for kind in types]),
        survive=into.shared(cells(1 - hazards(model))),
        other_cell=into.shared(theirs),
        other_level=into.shared(harm),
        other_row=into.shared(rows),
        discount=into.by_type([kind.discount for kind in types], responder),
        prior=into.by_type([kind.prior for kind in types]),
        begun=into.shared(begun(model)),
        precision=into.by_type([_precision(model, kind) for kind in kinds]),
    )


def _precision(model: Model, kind: int) -> Floats:
    """Give the precision of a type, 0 where it never errs (draw) [1/M]."""
    precision = rule_of(model, kind).precision
    return np.where(np.isinf(precision), 0.0, precision)


def is_alike(precision: Floats) -> bool:
    """Whether all draws of a type err, or none does."""
    never = precision == inf
    return bool(never.all() or not never.any())
