"""
Which draws stand together in a register, and what of a game they take steps in.

Draws with other schedules share a structure, but no step: what belongs to a schedule stands
together, public part by public part, and a block of draws goes through that alone. So draws of one
schedule stand together in blocks, and what is left of a block is filled up with one of them.
"""

from itertools import pairwise

import numpy as np

from phaseline.game.arrays import Floats, Ints
from phaseline.game.compile.model import Model
from phaseline.game.kernels.layout import Places, layout_of
from phaseline.terms.record import record

_LINE = 64  # bytes: a register that lies across two lines of the cache is read twice


@record
class Stretch:
    """
    Where what belongs to one schedule stands, or all that there is.

    Args:
        schedule: The place of the schedule.
        publics: Its first public part, and one past the last.
        states: Likewise its states, as they are laid out.
        posts: Likewise its nodes after nature.
    """

    schedule: int
    publics: tuple[int, int]
    states: tuple[int, int]
    posts: tuple[int, int]

    def rebased(self, firsts: Places) -> Places:
        """Give where lists of its public parts begin, and one past the last, as if it were all."""
        first, last = self.publics
        own = firsts[first : last + 1]
        return own - own[0] if first else own

    def of_publics(self, table: Places) -> Places:
        """Give what a table has of its public parts."""
        return table[slice(*self.publics)]


def stretches(model: Model) -> tuple[Stretch, ...]:
    """
    Give where what belongs to each schedule stands, once for all games of one structure: one
    stretch where there is one schedule, or what strays from what is called was found later.
    """
    known = model.layouts.get("stretches")
    if not isinstance(known, tuple):
        known = model.layouts["stretches"] = _stretches(model)
    return known


def _stretches(model: Model) -> tuple[Stretch, ...]:
    layout, schedules = layout_of(model), model.publics.schedules
    count = len(model.program.schedules)
    if count == 1 or (np.diff(schedules) < 0).any():
        bounds = [0, len(schedules)]
    else:
        bounds = np.searchsorted(schedules, np.arange(count + 1)).tolist()
    return tuple(
        Stretch(
            schedule=place,
            publics=(first, last),
            states=(int(layout.state[first]), int(layout.state[last])),
            posts=(int(layout.post[first]), int(layout.post[last])),
        )
        for place, (first, last) in enumerate(pairwise(bounds))
    )


@record
class Seating:
    """
    Which draws stand together in blocks.

    Args:
        lanes: How many draws a block holds.
        draws: How many there are.
        times: How often draws are listed, once for each type, type by type; 1 where types stand
            apart.
        order: The place of each lane in the list of draws (lane); None where they stand as they
            are listed, and the last block is filled up with the last of them.
        schedules: The stretch in which each block takes its steps (block).
        drawn: The draws whose steps each block takes: its own, or, where types stand as draws do,
            all of those few that its blocks share (block).
    """

    lanes: int
    draws: int
    times: int
    order: Ints | None
    schedules: Ints
    drawn: tuple[Ints, ...]

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self.schedules)

    @property
    def draw_of(self) -> Ints:
        """The draw of each lane, where they do not stand as they are listed (lane)."""
        order = np.arange(self.draws * self.times) if self.order is None else self.order
        return order % self.draws

    def shared(self, table: Floats) -> Floats:
        """List a table that all types have, flat (entry, draw)."""
        if self.order is not None:
            table = table.take(self.draw_of, axis=1)
        elif self.times > 1:
            table = np.tile(table, (1, self.times))
        return blocked(table, self.lanes)

    def by_type(self, tables: list[Floats], beside: Floats | None = None) -> Floats:
        """
        List a table of each type, flat (entry, draw), and after them one that all have; an entry
        may go without its axis.
        """
        whole = np.concatenate(
            [table.reshape(-1, self.draws) for table in tables], axis=int(self.times > 1)
        )
        if beside is not None:
            every = np.tile(beside, (1, self.times)) if self.times > 1 else beside
            whole = np.concatenate([whole, every])
        return blocked(whole if self.order is None else whole.take(self.order, axis=1), self.lanes)

    def read(self, flat: Floats, entries: int) -> Floats:
        """Give a table that is listed block by block (entry, place in the list of draws)."""
        count = self.draws * self.times
        if self.order is None:
            return unblocked(flat, entries, self.lanes, count)
        seat = np.empty(count, dtype=np.int64)
        seat[self.order] = np.arange(len(self.order))
        return unblocked(flat, entries, self.lanes, len(self.order)).take(seat, axis=1)


def seated(model: Model, lanes: int, times: int = 1) -> Seating:
    """
    Say which draws stand together in blocks.

    Args:
        model: The compiled game.
        lanes: How many draws a block holds.
        times: How often they are listed, once for each type.
    """
    draws, spans = model.draws, stretches(model)
    if len(spans) == 1:
        blocks = np.zeros(-(-draws * times // lanes), dtype=np.int64)
        drawn = _drawn(np.arange(draws), lanes, times)
        return Seating(
            lanes=lanes, draws=draws, times=times, order=None, schedules=blocks, drawn=drawn
        )
    seats, schedules, drawn = list[Ints](), list[int](), ()
    for span in spans:
        for own in _alike(model, span.schedule):
            places = (np.arange(times)[:, None] * draws + own).reshape(-1)
            blocks_of = -(-len(places) // lanes)
            filling = np.full(blocks_of * lanes - len(places), places[-1])
            seats += [places, filling]
            schedules += [span.schedule] * blocks_of
            drawn += _drawn(own, lanes, times)
    return Seating(
        lanes=lanes,
        draws=draws,
        times=times,
        order=np.concatenate(seats),
        schedules=np.array(schedules, dtype=np.int64),
        drawn=drawn,
    )


def _drawn(own: Ints, lanes: int, times: int) -> tuple[Ints, ...]:
    """Give the draws whose steps the blocks take that some draws stand in, block by block."""
    if times > 1:
        return (own,) * -(-len(own) * times // lanes)
    return tuple(own[first : first + lanes] for first in range(0, len(own), lanes))


def _alike(model: Model, schedule: int) -> list[Ints]:
    """List the draws of a schedule that hear the same of the monitor: these take most of the same
    steps.
    """
    own = np.flatnonzero(model.program.schedule_of == schedule)
    hearing = model.program.hearing_of[own]
    return [own[hearing == number] for number in np.unique(hearing)]


def folds(model: Model, kinds: int, lanes: int) -> int:
    """
    Say how many times draws are listed for a kernel that solves types as if they were draws: where
    draws fill no register, that leaves less of it empty.

    Args:
        model: The compiled game.
        kinds: How many types there are.
        lanes: How many draws a block holds.
    """
    if len(stretches(model)) == 1:
        return folds_of(model.draws, kinds, lanes)
    program = model.program
    pairs = program.schedule_of * (program.hearing_of.max() + 1) + program.hearing_of
    counts = np.unique(pairs, return_counts=True)[1]
    is_less = (-(-counts * kinds // lanes)).sum() < (-(-counts // lanes)).sum() * kinds
    return kinds if is_less else 1


def folds_of(draws: int, kinds: int, lanes: int) -> int:
    """
    Say the same of draws that all take the same steps, as so few do.

    >>> folds_of(5, 4, 8)  # three registers of 20 numbers in place of four with five each
    4
    >>> folds_of(7, 2, 8), folds_of(9, 4, 8)
    (1, 1)
    """
    return kinds if draws < lanes and -(-draws * kinds // lanes) < kinds else 1


def begun(model: Model) -> Floats:
    """Give the chance of each state at the start of the schedule that a draw has (start, draw)."""
    spans = len(stretches(model))
    if spans == 1:
        return model.begun
    by_schedule = model.begun.reshape(len(model.levels.start), spans, -1, model.draws)
    own = by_schedule[:, model.program.schedule_of, :, np.arange(model.draws)]
    return own.reshape(model.draws, -1).T


def blocked(table: Floats, lanes: int) -> Floats:
    """
    List a table block by block; the last block is filled up with its last draw.

    Args:
        table: The numbers (entry, draw).
        lanes: How many draws a block holds.

    Returns:
        The numbers, flat (block · entry · lane).
    """
    entries, draws = table.shape
    blocks = -(-draws // lanes)
    flat = empty(blocks * entries * lanes)
    view = flat.reshape(blocks, entries, lanes)
    whole = draws // lanes
    view[:whole] = table[:, : whole * lanes].reshape(entries, whole, lanes).transpose(1, 0, 2)
    if whole < blocks:
        rest = draws - whole * lanes
        view[whole, :, :rest] = table[:, whole * lanes :]
        view[whole, :, rest:] = table[:, -1:]
    return flat


def unblocked(flat: Floats, entries: int, lanes: int, draws: int) -> Floats:
    """Give a table that is listed block by block as (entry, draw)."""
    return flat.reshape(-1, entries, lanes).transpose(1, 0, 2).reshape(entries, -1)[:, :draws]


def empty(count: int) -> Floats:
    """Make room for so many numbers, at the start of a line of the cache."""
    room = np.empty(count + _LINE // 8)
    first = (-room.ctypes.data // 8) % (_LINE // 8)
    return room[first : first + count]
