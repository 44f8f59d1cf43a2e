"""
Codes for all that the value of a start hangs on, so that what comes to the same is solved once.

What a kernel of sweeps reads is coded, draw by draw: the numbers themselves, never what they are
numbers of. A public part has a code for what arriving in it is worth, with any number of periods to
go mixed with where it leads, by which chance, at which charge, and to which code a period later: as
`alike` tells public parts apart, but by numbers, and for as many periods as there are. A start has
the codes of its public parts, mixed with their chances, with the numbers that hang on levels alone,
and with words for the steps that these numbers are those of. Nothing else is left of a game: how
many public parts there are, in which order, and what beside them can never be reached from the
start.

Two starts that differ have the same code of 64 bits with a chance of 2⁻⁶⁴ for each period, as far
as mixing is as good as chance; where that were too much, codes are mixed several times, by salts of
their own.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from phaseline.game.arrays import Bools, Codes, Floats, Ints
from phaseline.game.compile import solved
from phaseline.game.compile.model import Model
from phaseline.game.kernels import machine
from phaseline.game.kernels.alike import PublicLinks, links_within
from phaseline.game.kernels.layout import Places, layout_of
from phaseline.game.kernels.plan import Lot, Numbers
from phaseline.game.levels import Act
from phaseline.terms.record import record

SALTS = 1  # codes of each start


@record
class Recall:
    """
    What starts are worth that were solved before.

    Args:
        codes: The code of each lane, block by block.
        values: What its start is worth to the responder; NaN where it is not known (block, lane)
            [M].
        left: The blocks in which a draw is not known, lot by lot.
    """

    codes: list[bytes]
    values: Floats
    left: list[Lot]

    def fill(self, values: Floats) -> None:
        """
        Keep what has been solved, and put what was known in place of it elsewhere.

        Args:
            values: What starts are worth as far as they have been solved (block, lane) [M].
        """
        is_known = ~np.isnan(self.values)
        places = np.flatnonzero(~is_known).tolist()
        solved.keep([self.codes[place] for place in places], values[~is_known].tolist())
        values[is_known] = self.values[is_known]


@record
class StartQuestion:
    """
    What the value of a start is asked of.

    Args:
        model: The compiled game.
        numbers: Its numbers, in blocks of draws.
        charge: The charge of each row.
        words: For how many periods, and what the numbers are numbers of, as far as it is a matter
            of levels.
        lanes: How many draws a block holds.
    """

    model: Model
    numbers: Numbers
    charge: Ints
    words: tuple[int, object]
    lanes: int


def level_words(model: Model, allowed: Bools, costs: Mapping[Act, int], *, errs: bool) -> object:
    """
    Give the steps of acts and of nature between joint levels, which acts some types may choose, and
    which of the costs each has.

    Args:
        model: The compiled game.
        allowed: Which pairs may be chosen (pair).
        costs: Which entry of the costs each act has.
        errs: Whether these types err.
    """
    levels = model.levels
    pairs = np.flatnonzero(~allowed)
    barred = np.unique([model.level_of[model.pair_state[pairs]], model.pair_act[pairs]], axis=1)
    return (
        [[[end for end, _ in step] for step in steps] for steps in levels.steps],
        [[end for end, _ in step] for step in levels.nature],
        [[costs[act] for act in acts] for acts in levels.acts],
        barred.tolist(),
        errs,
    )


def recalled(question: StartQuestion, laid: Sequence[Lot]) -> Recall:
    """
    Say what starts are worth that were solved before, and what is left to solve.

    Args:
        question: What is asked.
        laid: The blocks, lot by lot.
    """
    codes = start_codes(question, laid)
    values = np.array(solved.known(codes), dtype=np.float64)  # NaN for None
    values = values.reshape(-1, question.lanes)
    blocks: Bools = np.logical_or.reduce(np.isnan(values), axis=1)
    return Recall(codes=codes, values=values, left=[*_left(laid, blocks)])


def _left(laid: Sequence[Lot], blocks: Bools) -> Iterator[Lot]:
    """Give the blocks in which something is to be solved, lot by lot."""
    for lot in laid:
        turns = np.flatnonzero(np.diff(blocks[lot.first : lot.last], prepend=False, append=False))
        for first, last in (lot.first + turns.reshape(-1, 2)).tolist():
            yield replace(lot, first=first, last=last)


def start_codes(question: StartQuestion, laid: Sequence[Lot]) -> list[bytes]:
    """
    Give the code of each draw as it stands in its block, block by block.

    Args:
        question: What is asked.
        laid: The blocks, lot by lot.
    """
    model, numbers, lanes = question.model, question.numbers, question.lanes
    layout, counts = layout_of(model), _counts(numbers, laid[-1].last * lanes)
    words = hashlib.blake2b(repr(question.words).encode(), digest_size=8 * SALTS).digest()
    coded = np.empty(laid[-1].last * SALTS * lanes, dtype=np.uint64)
    for lot in laid:
        wiring, links = lot.wiring, links_within(model, lot.wiring.span)
        posture = wiring.span.of_publics(layout.cell) // len(model.levels.states)
        machine.wires("code_starts")(
            (lot.first, lot.last, question.words[0]),
            counts,
            np.frombuffer(words, dtype=np.uint64),
            (wiring.listed, wiring.reached, wiring.rounds.reshape(-1), wiring.standing, posture),
            (links.first, links.before, links.after, links.step, model.sum_row[links.sums],
             links.codes),
            (links.row, question.charge),
            _bits(*_tables(numbers)),
            _bits(numbers.own_cell, numbers.other_cell, numbers.survive),
            _bits(numbers.resolve, numbers.other_row, numbers.begun),
            (links.begins, model.level_of[model.origins[links.is_ours]]),
            coded,
            _rooms(links, len(wiring.listed), counts.tolist(), lanes),
        )  # fmt: skip
    by_lane = coded.reshape(-1, SALTS, lanes).transpose(0, 2, 1).reshape(-1, SALTS)
    return [row.tobytes() for row in np.ascontiguousarray(by_lane)]


def _tables(numbers: Numbers) -> tuple[Floats, ...]:
    """Give the numbers that do not hang on public parts."""
    return (
        *(numbers.move, numbers.drift, numbers.cost, numbers.own_level, numbers.other_level),
        *(numbers.discount, numbers.prior, numbers.precision),
    )


def _bits(*tables: Floats) -> tuple[Codes, ...]:
    return tuple(table.view(np.uint64) for table in tables)


def _counts(numbers: Numbers, draws: int) -> Ints:
    """Give how many entries there are of each table, and what else the kernel asks for."""
    _, _, entries, _, cells, charges, levels = numbers.sizes.tolist()
    tables = [len(table) // draws for table in _tables(numbers)]
    return np.array([*tables, cells, levels, len(numbers.prior) // draws, entries, charges])


def _rooms(
    links: PublicLinks, listed: int, counts: Sequence[int], lanes: int
) -> tuple[Places | Codes, ...]:
    """Make room for what the kernel works out on the way."""
    cells, levels, _, entries, charges = counts[-5:]
    sizes = (len(links.after), listed, listed, cells // levels, entries, charges)
    return (
        np.empty(len(links.own), dtype=np.int32),
        *(np.empty(size * lanes, dtype=np.uint64) for size in sizes),
    )
