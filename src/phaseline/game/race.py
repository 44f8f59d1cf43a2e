"""
The best of many candidates on average over draws, without giving every candidate every draw: racing
by successive elimination.

All candidates that are left are given the same draws, so that what the draws do to all of them
alike cancels in differences. Blocks of draws double. After each block (a look) a candidate is
dropped if the leader beats it by more than t standard errors of their paired difference:

    mean(leader − candidate) > t · sd(leader − candidate) / √draws,      P(T > t) = (1 −
    confidence) / ((candidates − 1) · looks),

where T has Student's distribution with draws − 1 degrees of freedom, for the standard error is
estimated from as few draws as the mean.

The best candidate can only be dropped where one of the others seems to beat it at one of the looks.
By the union bound the chance of that is at most the sum of (candidates − 1) · looks chances of P(T
> t), which is 1 − confidence. Each of them is exact where differences are normal and an
approximation where they are not: it holds for many draws, and not where a difference rests on a few
rare ones, which the first block may not hold. So the first block is not small: with 16 draws a
thousand candidates are told apart at six standard errors or not at all, and a best that owes its
lead to one draw in ten is lost too often. Draws have to come in random order.

Source:
    Maron & Moore, *Artificial Intelligence Review* 11 (1997), 193–225, for racing and the union
    bound over candidates and looks, there with Hoeffding's bound in place of Student's
    distribution; Student, *Biometrika* 6 (1908), 1–25, for that; Even-Dar, Mannor & Mansour,
    *Journal of Machine Learning Research* 7 (2006), 1079–1105, for successive elimination;
    Glasserman & Yao, *Management Science* 38 (1992), 884–908, for common random numbers. Savage,
    *Journal of the American Statistical Association* 46 (1951), 55–67, for minimax regret.
"""

from collections.abc import Callable

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats, Ints
from phaseline.game.linear import student_below
from phaseline.game.ties import first_most
from phaseline.terms.record import record
from phaseline.terms.ties import CLOSE, in_order

CONFIDENCE = 0.95
FIRST = 64
Evaluate = Callable[[Ints, slice], Floats]


@record
class Rival:
    """
    A candidate that cannot be told from the best.

    Args:
        candidate: Its number.
        behind: By how much the best beats it on average, paired over draws.
        low: The low end of the interval of that difference.
        high: The high end.
    """

    candidate: int
    behind: float
    low: float
    high: float


@record
class RaceResult:
    """
    The outcome of a race.

    Args:
        best: The number of the candidate that is best on average; of equals, the first.
        mean: Its average over the draws it was given.
        error: The standard error of that average.
        band: The near-tie band: those that cannot be told from the best, nearest first, the best
            itself left out.
        draws: How many draws the best was given.
        evaluations: How many pairs of candidate and draw were evaluated.
        whole: How many pairs there are.
        confidence: The least chance that the best candidate was not dropped, as far as differences
            are normal.
        errors: How many standard errors behind the leader a candidate was dropped at the last look.
    """

    best: int
    mean: float
    error: float
    band: tuple[Rival, ...]
    draws: int
    evaluations: int
    whole: int
    confidence: float
    errors: float


@record
class RankedRival:
    """
    What a full matrix says.

    Args:
        best: The candidate that is best on average; of equals, the first.
        mean: Its average.
        minimax: The candidate whose largest regret is smallest; regret is what the best candidate
            of a draw would have given more.
        regret: That largest regret.
        winners: How many candidates are best for at least one draw, alone or with others.
    """

    best: int
    mean: float
    minimax: int
    regret: float
    winners: int


def raced(
    evaluate: Evaluate,
    candidates: int,
    draws: int,
    *,
    confidence: float = CONFIDENCE,
    first: int = FIRST,
) -> RaceResult:
    """
    Find the candidate that is best on average.

    Args:
        evaluate: Gives the values of some candidates for some draws (candidate, draw).
        candidates: How many candidates there are.
        draws: How many draws there are, in random order.
        confidence: The least chance with which the best candidate is kept.
        first: How many draws the first block has; each later one has as many as all before it.

    Raises:
        QuestionError: There is no candidate, there are fewer than two draws, or the confidence is
            no chance between 0 and 1.
    """
    if candidates < 1 or draws < 2 or first < 2 or not 0 < confidence < 1:
        raise QuestionError(
            "a race needs a candidate, two draws, a first block of two and a confidence between 0"
            f" and 1; found {candidates}, {draws}, {first} and {confidence:g}"
        )
    blocks = looks(draws, first)
    errors = 0.0
    remaining = np.arange(candidates)
    values = np.zeros((candidates, 0))
    evaluations = 0
    for start, stop in blocks:
        errors = critical(candidates, len(blocks), confidence, stop - 1)
        values = np.concatenate([values, evaluate(remaining, slice(start, stop))], axis=1)
        evaluations += len(remaining) * (stop - start)
        behind, error = paired(values)
        is_left = behind <= errors * error + _tie_margin(values)
        remaining, values = remaining[is_left], values[is_left]
        if len(remaining) == 1:
            break
    return _race_result(
        remaining, values, evaluations, candidates * draws, confidence=confidence, errors=errors
    )


def critical(candidates: int, looks_: int, confidence: float, freedom: int) -> float:
    """
    Give the number of standard errors at which a candidate is dropped; 0 where there is nobody to
    drop.

    Args:
        candidates: How many candidates there are.
        looks_: How many looks.
        confidence: The least chance with which the best candidate is kept.
        freedom: The draws of this look, less one.

    >>> round(critical(2, 1, 0.95, 15), 3), round(critical(1365, 8, 0.99, 10_000), 2)
    (1.753, 4.77)
    """
    comparisons = (candidates - 1) * looks_
    if not comparisons or (1 - confidence) / comparisons >= 0.5:
        return 0.0
    return student_below(1 - (1 - confidence) / comparisons, freedom)


def looks(draws: int, first: int) -> tuple[tuple[int, int], ...]:
    """
    Give the blocks of draws, each as long as all before it.

    >>> looks(300, 64)
    ((0, 64), (64, 128), (128, 256), (256, 300))
    """
    blocks, start = [], 0
    while start < draws:
        stop = min(draws, 2 * start or first)
        blocks.append((start, stop))
        start = stop
    return tuple(blocks)


def paired(values: Floats) -> tuple[Floats, Floats]:
    """
    Set every candidate against the leader.

    Args:
        values: The values (candidate, draw).

    Returns:
        By how much the leader beats each on average, and the standard error of that difference
        (candidate).
    """
    leader = first_most(values.mean(axis=1))
    differences = values[leader] - values
    return differences.mean(axis=1), differences.std(axis=1, ddof=1) / np.sqrt(values.shape[1])


def ranked(matrix: Floats) -> RankedRival:
    """
    Rank candidates on a full matrix.

    Args:
        matrix: The values (candidate, draw).

    >>> ranked(np.array([[3.0, 0.0], [2.0, 2.0], [0.0, 3.0]]))
    RankedRival(best=1, mean=2.0, minimax=1, regret=1.0, winners=2)
    """
    means = matrix.mean(axis=1)
    regrets = matrix.max(axis=0) - matrix
    worst = regrets.max(axis=1)
    best, minimax = first_most(means), first_most(-worst)
    winners = int((regrets <= _tie_margin(matrix)).any(axis=1).sum())
    return RankedRival(
        best=best,
        mean=float(means[best]),
        minimax=minimax,
        regret=float(worst[minimax]),
        winners=winners,
    )


def _tie_margin(values: Floats) -> float:
    return CLOSE * max(1.0, float(np.abs(values).max()))


def _race_result(
    remaining: Ints,
    values: Floats,
    evaluations: int,
    whole: int,
    *,
    confidence: float,
    errors: float,
) -> RaceResult:
    means = values.mean(axis=1)
    behind, error = paired(values)
    best = first_most(means)
    order = [
        place
        for place in in_order(range(len(remaining)), lambda place: -float(behind[place]))
        if place != best
    ]
    return RaceResult(
        best=int(remaining[best]),
        mean=float(means[best]),
        error=float(values[best].std(ddof=1) / np.sqrt(values.shape[1])),
        band=tuple(
            Rival(
                candidate=int(remaining[place]),
                behind=float(behind[place]),
                low=float(behind[place] - errors * error[place]),
                high=float(behind[place] + errors * error[place]),
            )
            for place in order
        ),
        draws=values.shape[1],
        evaluations=evaluations,
        whole=whole,
        confidence=confidence,
        errors=errors,
    )
