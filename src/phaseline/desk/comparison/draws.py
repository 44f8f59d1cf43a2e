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
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from phaseline.case.correlations import rank_correlations
from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.case.values import CaseKey
from phaseline.desk.consent import consent as limits
from phaseline.desk.consent.votes import SHOCK
from phaseline.desk.delivery import supply_options as deliveries
from phaseline.desk.estimates import assumption_draws
from phaseline.desk.estimates.assumption_draws import (
    DrawnFrom,
    drawn_as,
    drawn_points,
    put_in_order,
)
from phaseline.desk.estimates.sampling import latin_hypercube, normal_scores
from phaseline.desk.estimates.valuation import (
    Valuation,
    assumptions_in,
    best_values,
    ends_of,
    gives_time,
    period_of,
)
from phaseline.errors import QuestionError
from phaseline.terms.record import record

DRAWS, SEED = assumption_draws.DRAWS, assumption_draws.SEED
FEWEST_BLOCKS, MOST_BLOCKS = 4, 64  # draws of whole periods and counts
PER_BLOCK = 8  # draws that share them: what a register holds, so that fewer would save nothing
SHARED = 10  # chunks of a study that share their whole periods and counts: a structure serves them
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
    _go_together(case, structural)
    source = DrawnFrom(count=count, seed=seed, chunk=chunk)
    fine = drawn_points(case, continuous, source)
    put_in_order(case, fine, continuous, source)
    shared = None if chunk is None else chunk // SHARED
    coarse = drawn_points(case, structural, DrawnFrom(count=blocks, seed=seed + 1, chunk=shared))
    voting = limits.parties(case)
    voters = [case.actors[party].name for party in voting]
    shocks = normal_scores(latin_hypercube(count, voters, seed + 2, chunk=chunk)).tolist()
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


def _go_together(case: Case, structural: Sequence[str]) -> None:
    """
    See that no whole period and no count goes together with something.

    Raises:
        QuestionError: One does.
    """
    for pair in rank_correlations(case):
        for name in (pair.first, pair.second):
            if name in structural:
                raise QuestionError(
                    f"goes_with: assumptions.{name} stands for whole periods or a count of the"
                    " game, which some draws share; take it out of goes_with, or state the time so"
                    " that it does not shape the game"
                )


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


def whole_inputs(case: Case) -> Mapping[str, float]:
    """
    Give the assumptions of which the game takes nothing but the nearest whole number: counts, and
    times that it takes by themselves in whole periods. What is first added to something else is
    none of them.

    Args:
        case: The case.

    Returns:
        By the id of the assumption, how much one of them is, in base units.

    Raises:
        QuestionError: The case holds no game.
    """
    return _whole_inputs(CaseKey(case))


@lru_cache(maxsize=64)
def _whole_inputs(same: CaseKey) -> Mapping[str, float]:
    case, wholes = same.case, {}
    added = frozenset().union(*limits.rests_on(case), *deliveries.rests_on(case))
    formulas = [*_formulas((setup_of(case), case.policies))]
    for name in used(case)[1]:
        alone = f"assumptions.{name}"
        fields = _TIMED if gives_time(case, alone) else _WHOLE
        uses = {use for use in formulas if name in assumptions_in(case, use[1])}
        if name not in added and uses and uses <= {(field, alone) for field in fields}:
            wholes[name] = period_of(case) if fields is _TIMED else 1.0
    return MappingProxyType(wholes)


_WHOLE = frozenset({"count", "alarms"})  # each is rounded by itself when the game is made
_TIMED = frozenset({"count"})
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
