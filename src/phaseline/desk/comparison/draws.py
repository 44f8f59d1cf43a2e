"""
Many values for every assumption at once: a Latin hypercube, and one assumption at a time.

Each assumption is drawn evenly between its ends, those that go together in an order in which they
do; each party's shock, one a draw, from the standard
normal distribution. Whole periods and counts change the structure of a game, so they are drawn once
for a block of draws: a block is compiled once. There are as many blocks as their ranges need to be
the same under another seed, sixteen by default.

Source:
    McKay, Beckman & Conover, *Technometrics* 21 (1979), 239–245, for the design.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy.special import ndtri

from phaseline.case.correlations import correlated_sets, rank_correlations
from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.desk.consent import consent as limits
from phaseline.desk.consent.votes import SHOCK
from phaseline.desk.delivery import supply_options as deliveries
from phaseline.desk.estimates.copula import latent_matrix, put_together
from phaseline.desk.estimates.sampling import latin_hypercube
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, best_values, ends_of
from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

DRAWS = 128
FEWEST_BLOCKS, MOST_BLOCKS = 4, 64  # draws of whole periods and counts
PER_BLOCK = 8  # draws that share them: what a register holds, so that fewer would save nothing
SHARED = 10  # chunks of a study that share their whole periods and counts: a structure serves them
SEED = 20241128
FEWEST, MOST = 8, 10_000


@record
class Design:
    """
    The draws of a study.

    Args:
        best: Every assumption at its best value.
        draws: One valuation a draw.
        continuous: The ids of the assumptions that are drawn for each draw.
        structural: The ids of those that are drawn for each block.
        seed: Where the draws come from.
    """

    best: Valuation
    draws: tuple[Valuation, ...]
    continuous: tuple[str, ...]
    structural: tuple[str, ...]
    seed: int


def require_draws(count: int) -> None:
    """
    See that so many draws can be made.

    Args:
        count: How many draws.

    Raises:
        QuestionError: They cannot.
    """
    if count % FEWEST_BLOCKS or not FEWEST <= count <= MOST:
        raise QuestionError(
            f"--draws: found {count}; expected a multiple of {FEWEST_BLOCKS} from {FEWEST} to"
            f" {MOST:,}"
        )


def design(
    case: Case,
    *,
    count: int = DRAWS,
    seed: int = SEED,
    further: Sequence[str] = (),
    chunk: int | None = None,
) -> Design:
    """
    Draw values for every assumption that the game of a case rests on.

    Args:
        case: The case.
        count: How many draws; a multiple of four.
        seed: Where the draws come from.
        further: Formulas on which something beside the game rests; their assumptions are drawn,
            too, and no draw of another moves with that.
        chunk: The number of the chunk of a study that these draws are; none where they stand alone.
            Some chunks share their whole periods and counts.

    Raises:
        QuestionError: The case holds no game, or that many draws cannot be made.
    """
    require_draws(count)
    blocks = blocks_of(count)
    continuous, structural = used(case)
    continuous = _with(case, continuous, structural, further)
    best = best_values(case)
    ends = {assumption.id: ends_of(assumption) for assumption in case.assumptions}
    fine = _points(case, continuous, count, seed, chunk)
    _together(case, fine, continuous, structural, (count, seed, chunk))
    shared = None if chunk is None else chunk // SHARED
    coarse = _points(case, structural, blocks, seed + 1, shared)
    voting = limits.parties(case)
    voters = [case.actors[party].name for party in voting]
    shocks = ndtri(latin_hypercube(count, voters, seed + 2, chunk=chunk)).tolist()
    draws = []
    for draw in range(count):
        values = dict(best.values)
        for names, row in ((continuous, fine[draw]), (structural, coarse[draw * blocks // count])):
            for name, share in zip(names, row, strict=False):
                low, high = ends[name] or (0.0, 0.0)
                values[name] = low + float(share) * (high - low)
        values |= dict(zip((SHOCK + party for party in voting), shocks[draw], strict=True))
        draws.append(replace(best, values=values))
    return Design(
        best=best, draws=tuple(draws), continuous=continuous, structural=structural, seed=seed
    )


def _points(case: Case, names: Sequence[str], count: int, seed: int, chunk: int | None) -> Floats:
    """Draw shares of the ranges of assumptions (draw, assumption)."""
    return latin_hypercube(count, [drawn_as(case, name) for name in names], seed, chunk=chunk)


def _together(
    case: Case,
    points: Floats,
    continuous: Sequence[str],
    structural: Sequence[str],
    drawn: tuple[int, int, int | None],
) -> None:
    """
    Put the draws of assumptions that go together in the order in which they do.

    Args:
        case: The case.
        points: Shares of their ranges, which are put in order (draw, assumption).
        continuous: Their ids.
        structural: The ids of whole periods and counts.
        drawn: How many draws there are, their seed and their chunk.

    Raises:
        QuestionError: A whole period or a count goes together with something.
    """
    pairs = rank_correlations(case)
    for pair in pairs:
        for name in (pair.first, pair.second):
            if name in structural:
                raise QuestionError(
                    f"goes_with: assumptions.{name} stands for whole periods or a count of the"
                    " game, which some draws share; take it out of goes_with, or state the time so"
                    " that it does not shape the game"
                )
    count, seed, chunk = drawn
    for alike in correlated_sets(pairs):
        names = [name for name in continuous if name in alike]
        if len(names) < 2:
            continue
        words = [f"{drawn_as(case, name)}|together" for name in names]
        scores = ndtri(latin_hypercube(count, words, seed + 4, chunk=chunk))
        columns = [continuous.index(name) for name in names]
        points[:, columns] = put_together(points[:, columns], scores, latent_matrix(names, pairs))


def _with(
    case: Case, continuous: Sequence[str], structural: Sequence[str], further: Sequence[str]
) -> tuple[str, ...]:
    """Add the assumptions with a range that further formulas name."""
    named = {name for text in further for name in assumptions_in(case, text)}
    known = {*continuous, *structural}
    added = [
        assumption.id
        for assumption in case.assumptions
        if assumption.id in named - known and ends_of(assumption)
    ]
    return (*continuous, *added)


def blocks_of(count: int) -> int:
    """
    Say how many draws of whole periods and counts go with so many draws.

    >>> blocks_of(16), blocks_of(128), blocks_of(10_000)
    (4, 16, 64)
    """
    return max(FEWEST_BLOCKS, min(MOST_BLOCKS, count // PER_BLOCK))


def drawn_as(case: Case, name: str) -> str:
    """
    Say what is drawn of an assumption: its ends, its best value and what it asks, and not its id.
    """
    assumption = case.assumptions[name]
    amounts = (assumption.low, assumption.high, assumption.best)
    numbers = [
        f"{amount.number:.12g} {amount.unit.text}" if isinstance(amount, Quantity) else ""
        for amount in amounts
    ]
    return "|".join((*numbers, assumption.asks))


def in_order_of_draws(case: Case, names: Iterable[str]) -> tuple[str, ...]:
    """
    Put assumptions in an order that hangs on what is drawn of them, and not on where they stand in
    the case; those that are alike in that stay as they stand.

    Args:
        case: The case.
        names: The ids of the assumptions, in the order of the case.
    """
    return tuple(sorted(names, key=lambda name: drawn_as(case, name)))


def shuffled(plan: Design) -> Design:
    """
    Put the draws of a study in random order, so that the first ones of them are as good as any
    others.

    Args:
        plan: The draws.
    """
    order = np.random.default_rng(plan.seed + 3).permutation(len(plan.draws))
    return replace(plan, draws=tuple(plan.draws[draw] for draw in order))


def used(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Give the assumptions that the game rests on: those that change numbers, and those that change
    its structure.

    Raises:
        QuestionError: The case holds no game.
    """
    numbers, structure = (
        set(consents | goods)
        for consents, goods in zip(limits.rests_on(case), deliveries.rests_on(case), strict=True)
    )
    for name, text in _formulas((setup_of(case), case.policies)):
        (structure if name in _STRUCTURAL else numbers).update(assumptions_in(case, text))
    with_range = [assumption.id for assumption in case.assumptions if ends_of(assumption)]
    return tuple(name for name in with_range if name in numbers - structure), tuple(
        name for name in with_range if name in structure
    )


_STRUCTURAL = frozenset({"count", "lead", "retry", "alarms"})
_TEXT = frozenset(
    {
        "id",
        "standing",
        "reading",
        "title",
        "note",
        "of",
        "do",
        "start",
        "end",
        "level",
        "track",
        "measure",
        "gate",
        "rung",
        "ladder",
        "completion",
        "abstains",
    }
)


def _formulas(entry: object) -> Iterator[tuple[str, str]]:
    """Walk through the formulas of the game's records, each with the name of its field."""
    if isinstance(entry, tuple):
        for inner in entry:
            yield from _formulas(inner)
    elif hasattr(entry, "__dataclass_fields__"):
        for name in entry.__dataclass_fields__:
            value = getattr(entry, name)
            if isinstance(value, str) and name not in _TEXT and "." in value:
                yield name, value
            elif not isinstance(value, str) and name not in (
                "facts",
                "levels",
                "rungs",
                "lasting",
                "search",
                "challengers",
                "projects",  # page one plays none of them
                "offers",  # likewise
            ):
                yield from _formulas(value)


def one_at_a_time(
    base: Valuation, ends: Mapping[str, tuple[float, float]]
) -> Iterator[tuple[str, Valuation, Valuation]]:
    """
    Give for each assumption the valuation with its low end, and with its high end, all others at
    their best.
    """
    for name, (low, high) in ends.items():
        yield (
            name,
            replace(base, values={**base.values, name: low}),
            replace(base, values={**base.values, name: high}),
        )
