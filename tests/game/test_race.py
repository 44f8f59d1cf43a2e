"""Racing: the best of many candidates on average, for a fraction of the evaluations."""

import numpy as np
import pytest
from depth import soak

from phaseline.errors import QuestionError
from phaseline.game.race import critical, looks, raced, ranked

CANDIDATES, DRAWS = 1365, 8192


def synthetic(seed, candidates=CANDIDATES, draws=DRAWS):
    """
    Values of a class: a large part that all candidates share, and smaller ones that they feel to
    different degrees.
    """
    chance = np.random.default_rng(seed)
    means = chance.normal(size=(candidates, 1))
    feels = chance.normal(scale=0.5, size=(candidates, 4))
    return means + 10 * chance.normal(size=draws) + feels @ chance.normal(size=(4, draws))


def given(matrix):
    """Evaluate by looking up a full matrix."""
    return lambda kept, draws: matrix[kept, draws]


def told(found):
    """The outcome by the numbers of the candidates."""
    return found.best, {one.candidate for one in found.band}


@pytest.mark.slow
def test_the_race_finds_the_best_of_the_full_matrix_for_a_twentieth_of_the_evaluations():
    """
    1,365 candidates and 8,192 draws with common noise: 20 of 20 seeds agree with the full average,
    each 20 times cheaper or more.
    """
    races = [(raced(given(matrix), *matrix.shape), matrix) for matrix in map(synthetic, range(20))]

    assert [found.best for found, _ in races] == [
        int(matrix.mean(axis=1).argmax()) for _, matrix in races
    ]
    assert all(20 * found.evaluations <= found.whole == CANDIDATES * DRAWS for found, _ in races)


def test_evaluations_are_counted_as_they_are_made():
    """What the race says it evaluated is what was asked of `evaluate`, each pair once."""
    matrix = synthetic(1, 50, 1000)
    seen = np.zeros(matrix.shape, dtype=int)

    def counting(kept, draws):
        seen[kept, draws] += 1
        return matrix[kept, draws]

    found = raced(counting, *matrix.shape)

    assert found.evaluations == seen.sum()
    assert seen.max() == 1
    assert seen[found.best].sum() == found.draws


def test_a_candidate_is_dropped_by_paired_differences_only():
    """
    Two candidates a constant apart are told apart at the first look, however much both swing;
    unpaired they never would be.
    """
    noise = 100 * np.random.default_rng(2).normal(size=256)
    found = raced(given(np.stack([noise, noise + 0.001])), 2, 256)

    assert (found.best, found.band, found.draws) == (1, (), 64)


def test_constant_ties_survive_together():
    """
    What is equal in every draw is never told apart: it is 0 behind, from 0 to 0, and all draws are
    used.
    """
    row = np.random.default_rng(3).normal(size=300)
    found = raced(given(np.stack([row, row, row - 5, row])), 4, 300)

    assert told(found) == (0, {1, 3})
    assert {(one.behind, one.low, one.high) for one in found.band} == {(0, 0, 0)}
    assert found.draws == 300


def test_what_differs_by_rounding_is_a_tie():
    """
    Two ways to solve the same game differ in the last digit, in every draw alike; neither is
    dropped, and the first stays first.
    """
    row = 50 + np.random.default_rng(3).normal(size=300)

    assert told(raced(given(np.stack([row, row + 1e-12])), 2, 300)) == (0, {1})


def test_one_candidate_is_the_best_at_the_first_look():
    """
    Nobody is left to beat it, so it is given the first block alone; its average and its error are
    those of that block.
    """
    row = np.arange(1000.0)
    found = raced(given(row[None]), 1, 1000)

    assert (found.best, found.band, found.evaluations) == (0, (), 64)
    assert found.mean == pytest.approx(31.5)  # the mean of 0 … 63
    assert found.error == pytest.approx(
        np.sqrt((64 * 65 / 12) / 64)
    )  # the variance of 0 … n − 1 is n(n + 1)/12


def test_a_race_is_reproducible_and_the_order_of_candidates_does_not_matter():
    """
    The same matrix gives the same outcome; candidates in another order give it under their other
    numbers.
    """
    matrix = synthetic(4, 200, 2048)
    order = np.random.default_rng(5).permutation(200)
    found, again, turned = (
        raced(given(rows), *matrix.shape) for rows in (matrix, matrix, matrix[order])
    )

    assert found == again
    assert (int(order[turned.best]), {int(order[one.candidate]) for one in turned.band}) == told(
        found
    )
    assert turned.evaluations == found.evaluations


def test_a_true_tie_in_the_mean_stays_in_the_band():
    """
    Two candidates with the same mean and noise of their own: both are kept, and the interval of
    their difference holds 0.
    """
    chance = np.random.default_rng(6)
    matrix = np.stack(
        [chance.normal(size=512), chance.normal(size=512), chance.normal(size=512) - 3]
    )
    found = raced(given(matrix), 3, 512)

    assert {found.best, *told(found)[1]} == {0, 1}
    assert found.band[0].low < 0 < found.band[0].high


def test_the_best_is_dropped_no_more_often_than_the_confidence_allows():
    """
    Ten candidates with the same mean but one, 400 races at 80 percent: the best is lost in at most
    20 percent and 3 standard errors.
    """
    lost = 0
    for seed in range(400):
        matrix = np.random.default_rng(seed).normal(size=(10, 256))
        matrix[7] += 0.05
        found = raced(given(matrix), 10, 256, confidence=0.8)
        lost += 7 not in {found.best, *told(found)[1]}

    assert lost / 400 <= 0.2 + 3 * np.sqrt(0.2 * 0.8 / 400)


def test_the_criterion_is_the_union_bound():
    """
    With 11 candidates and 5 looks at 95 percent, each of 50 comparisons may err in one of a
    thousand cases: 3.733 standard errors with 15 degrees of freedom and 3.232 with 60, as printed
    tables of Student's distribution have it, and 3.090 with ever more draws.
    """
    told_of = [critical(11, 5, 0.95, freedom) for freedom in (15, 60, 10**9)]
    assert told_of == pytest.approx([3.733, 3.232, 3.090], abs=0.0005)
    assert critical(1, 5, 0.95, 15) == 0


def test_few_draws_take_more_standard_errors_than_many():
    """
    Draws 1, 3, 1, 3 … of a difference: 2 on average, with a standard error of 1/√3 after four. That
    is 3.46 of them, where one in twenty needs 2.353 and one in a thousand 10.21 with 3 degrees of
    freedom: dropped at 95 percent, and kept at 99.9.
    """
    rows = np.stack([np.zeros(4), np.array([1.0, 3, 1, 3])])
    assert told(raced(given(rows), 2, 4, confidence=0.95)) == (1, set())
    assert told(raced(given(rows), 2, 4, confidence=0.999)) == (1, {0})


@soak
@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("kind", ["exponential", "lognormal"])
def test_the_best_is_seldom_dropped_where_differences_are_skewed(kind, turn):
    """
    Ten candidates, one of them better by .05 on average, by draws that are skewed either way: in
    600 races at 95 percent it is lost in at most 5 percent and 3 standard errors.
    """
    lost = 0
    for seed in range(600):
        chance = np.random.default_rng(seed)
        matrix = chance.normal(scale=3, size=128) + chance.normal(scale=0.3, size=(10, 128))
        skewed = getattr(chance, kind)(size=128)
        matrix[7] += 0.05 + turn * (skewed - (1 if kind == "exponential" else np.exp(0.5)))
        found = raced(given(matrix), 10, 128)
        lost += 7 not in {found.best, *told(found)[1]}

    assert lost / 600 <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 600)


def test_blocks_double():
    """64, then as many as all before: 64, 128, 256 …, the last cut off where the draws end."""
    assert looks(512, 64) == ((0, 64), (64, 128), (128, 256), (256, 512))
    assert looks(10, 64) == ((0, 10),)


@pytest.mark.parametrize(
    ("candidates", "draws", "changes"),
    [(0, 64, {}), (2, 1, {}), (2, 64, {"confidence": 1.0}), (2, 64, {"first": 1})],
)
def test_a_race_without_a_start_is_refused(candidates, draws, changes):
    """
    No candidate, a single draw, a block of one or a confidence of one leave nothing to tell apart.
    """
    with pytest.raises(QuestionError, match="a race needs"):
        raced(given(np.zeros((2, 64))), candidates, draws, **changes)


def test_regret_can_choose_another_candidate_than_the_average():
    """
    Three candidates, three draws: 9 0 0, 2 2 2, 0 3 3.

    Averages 3, 2 and 2. The best of each draw gives 9, 3, 3; regrets are 0 3 3, 7 1 1 and 9 0 0,
    the largest 3, 7 and 9. Then the first draw is worth 4 instead of 9 to the first candidate:
    averages 4/3, 2, 2; regrets 0 3 3, 2 1 1 and 4 0 0.
    """
    rows = np.array([[9.0, 0, 0], [2, 2, 2], [0, 3, 3]])
    first, then = ranked(rows), ranked(np.array([[4.0, 0, 0], *rows[1:]]))

    assert (first.best, first.mean, first.minimax, first.regret, first.winners) == (0, 3, 0, 3, 2)
    assert (then.best, then.mean, then.minimax, then.regret, then.winners) == (1, 2, 1, 2, 2)
