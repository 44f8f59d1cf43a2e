"""Assumptions that go together: as the case says, and in closed form."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.case.correlations import Pair, correlated_sets, latent, rank_correlations
from phaseline.case.model.choices import RankCorrelation
from phaseline.desk.comparison.draws import design, used
from phaseline.desk.estimates.copula import latent_matrix, put_together
from phaseline.desk.estimates.sampling import latin_hypercube
from phaseline.errors import QuestionError
from phaseline.explore.attribution import attribution_of
from phaseline.explore.indices import paired_points
from phaseline.explore.probe import moved_inputs
from phaseline.present.terminal.explore import attributions_text
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import quantity

HALL = Path(__file__).parent / "hall.yaml"


@pytest.fixture(scope="module")
def hall():
    """A small case."""
    return case_of(open_case(HALL))


def together(case, own: str, other: str, rank: str):
    """The case in which two assumptions go together."""
    link = RankCorrelation(assumption=other, rank=quantity(rank), rationale="They do.")
    rows = [
        replace(row, goes_with=(*row.goes_with, link)) if row.id == own else row
        for row in case.assumptions
    ]
    return replace(case, assumptions=Entries(rows))


def ranks(column: np.ndarray) -> np.ndarray:
    """The rank of each number."""
    return column.argsort().argsort().astype(float)


def spearman(own: np.ndarray, other: np.ndarray) -> float:
    """Spearman's coefficient."""
    return float(np.corrcoef(ranks(own), ranks(other))[0, 1])


def drawn(case, name: str, count: int = 4000, chunk: int = 0) -> np.ndarray:
    """The draws of an assumption."""
    return np.array([row.values[name] for row in design(case, count=count, chunk=chunk).draws])


@pytest.mark.parametrize("rank", [-0.8, 0.3, 0.6])
def test_draws_of_a_gaussian_copula_have_its_closed_forms(rank):
    """
    With r = 2·sin(π·s/6) behind it: Spearman's coefficient is s, Kendall's is 2/π·arcsin(r), and
    both lie in the same upper half in 1/4 + arcsin(r)/(2π) of the draws.
    """
    points = latin_hypercube(4000, ["a", "b"], 7)
    scores = np.random.default_rng(3).standard_normal((4000, 2))
    pairs = {Pair.of("a", "b"): rank}
    own, other = put_together(points, scores, latent_matrix(("a", "b"), pairs)).T
    r = latent(rank)
    assert spearman(own, other) == pytest.approx(rank, abs=0.02)
    assert np.mean((own > 0.5) & (other > 0.5)) == pytest.approx(
        0.25 + np.arcsin(r) / (2 * np.pi), abs=0.02
    )
    agree = [
        np.sign(own[a] - own[b]) * np.sign(other[a] - other[b])
        for a, b in combinations(range(400), 2)
    ]
    assert np.mean(agree) == pytest.approx(2 / np.pi * np.arcsin(r), abs=0.06)


def test_three_go_together_in_pairs_as_said():
    """Coefficients of .7, .5 and .2 at once, each within two hundredths; columns keep points."""
    names = ("a", "b", "c")
    points = latin_hypercube(4000, names, 1)
    scores = np.random.default_rng(5).standard_normal((4000, 3))
    wanted = {("a", "b"): 0.7, ("b", "c"): 0.5, ("a", "c"): 0.2}
    matrix = latent_matrix(names, {Pair.of(*pair): rank for pair, rank in wanted.items()})
    turned = put_together(points, scores, matrix)
    for (own, other), rank in wanted.items():
        columns = turned[:, names.index(own)], turned[:, names.index(other)]
        assert spearman(*columns) == pytest.approx(rank, abs=0.02)
    assert np.array_equal(np.sort(turned, axis=0), np.sort(points, axis=0))


def test_no_order_of_columns_moves_a_draw():
    """The columns exchanged, with their scores: the same points, exchanged."""
    points = latin_hypercube(64, ("a", "b", "c"), 1)
    scores = np.random.default_rng(5).standard_normal((64, 3))
    pairs = {Pair.of("a", "b"): 0.7, Pair.of("b", "c"): -0.4}
    straight = put_together(points, scores, latent_matrix(("a", "b", "c"), pairs))
    order = [2, 0, 1]
    turned = put_together(points[:, order], scores[:, order], latent_matrix(("c", "a", "b"), pairs))
    assert np.array_equal(turned, straight[:, order])


def test_draws_of_a_case_go_together_as_it_says_and_no_other_moves(hall):
    """Two numbers of the game with a rank of .6: each keeps its values, others keep their draws."""
    first, second, third = used(hall)[0][:3]
    case = together(hall, first, second, "0.6")
    assert spearman(drawn(case, first), drawn(case, second)) == pytest.approx(0.6, abs=0.02)
    assert abs(spearman(drawn(hall, first), drawn(hall, second))) < 0.05
    assert np.array_equal(np.sort(drawn(case, first)), np.sort(drawn(hall, first)))
    assert np.array_equal(drawn(case, third), drawn(hall, third))


def test_it_is_the_same_whichever_of_the_two_says_it(hall):
    """The first of the second, or the second of the first."""
    first, second = used(hall)[0][:2]
    first_says, other = together(hall, first, second, "0.6"), together(hall, second, first, "0.6")
    assert rank_correlations(first_says) == rank_correlations(other)
    for name in (first, second):
        assert np.array_equal(drawn(first_says, name, 16), drawn(other, name, 16))


def test_chunks_go_together_each_by_itself(hall):
    """A chunk of a thousand draws holds the coefficient; two chunks differ."""
    first, second = used(hall)[0][:2]
    case = together(hall, first, second, "-0.5")
    for chunk in (0, 3):
        columns = [drawn(case, name, 1000, chunk) for name in (first, second)]
        assert spearman(*columns) == pytest.approx(-0.5, abs=0.03)
    assert not np.array_equal(drawn(case, first, 16, 0), drawn(case, first, 16, 3))


def test_what_shapes_the_game_goes_together_with_nothing(hall):
    """A whole period, which some draws share: refused by its name."""
    continuous, structural = used(hall)
    case = together(hall, continuous[0], structural[0], "0.5")
    with pytest.raises(QuestionError, match=rf"goes_with: assumptions\.{structural[0]} stands for"):
        design(case, count=16)


def test_sets_are_those_that_hang_together():
    """A with b, c with d, b with c: one set of four; e with f another."""
    pairs = [Pair.of(*"ab"), Pair.of(*"cd"), Pair.of(*"ef"), Pair.of(*"bc")]
    assert sorted(map(sorted, correlated_sets(pairs))) == [["a", "b", "c", "d"], ["e", "f"]]


def test_the_answer_of_the_indices_says_what_was_moved_apart(hall):
    """The pair, by what each asks, and its coefficient; nothing where nothing goes together."""
    first, second = moved_inputs(hall)[:2]
    case = together(hall, first, second, "0.6")
    points = paired_points(0, 16, len(moved_inputs(case))).reshape(-1, len(moved_inputs(case)))
    column = np.concatenate([[0.0], points[:, 0] + points[:, 1]])
    answer = attribution_of(case, "x", column, 16)
    (pair,) = answer.together
    assert ({*pair[:2]}, pair[2]) == ({first, second}, 0.6)
    text = " ".join(attributions_text(case, [answer]).split())
    assert "In the case these go together:" in text
    assert "(rank correlation +0.6)" in text
    plain = attribution_of(hall, "x", column, 16)
    assert "go together" not in attributions_text(hall, [plain])
