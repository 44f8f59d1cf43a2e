"""
Textbook forms: tables, decisions under a belief and reputations, against brute force and closed
forms.
"""

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.game.published.gallery import model_lines
from phaseline.game.published.read import read_model
from phaseline.game.published.reputation import reputation_answer
from phaseline.game.published.spec import Reputation, Table, TablePayoff, Watching
from phaseline.game.published.table import table_answer
from phaseline.game.published.watching import watching_answer


def table(pay) -> Table:
    """Two acts each, with payoffs by their places, and nothing seen."""
    acts = ("a", "b")
    return Table(
        first=acts,
        second=acts,
        payoffs=tuple(
            TablePayoff(acts=(acts[row], acts[column]), u=pay(row, column))
            for row, column in product((0, 1), repeat=2)
        ),
    )


def test_matching_pennies_is_played_half_and_half():
    """One wins what the other loses: (.5, .5) on both sides, worth nothing."""
    (only,) = table_answer(table(lambda a, b: (1.0, -1.0) if a == b else (-1.0, 1.0)))["equilibria"]

    assert only["first"] == pytest.approx({"a": 0.5, "b": 0.5})
    assert only["second"]["any"] == pytest.approx({"a": 0.5, "b": 0.5})
    assert only["worth"] == pytest.approx([0, 0])


def test_the_battle_of_the_sexes_has_three():
    """With 2 and 1 on the diagonal: two pure, and (2/3, 1/3) against (1/3, 2/3), worth 2/3 each."""
    rows = table_answer(table(lambda a, b: ((2.0, 1.0), (1.0, 2.0))[a] if a == b else (0.0, 0.0)))

    assert [row["worth"] for row in rows["equilibria"]] == [
        [2.0, 1.0],
        [1.0, 2.0],
        pytest.approx([2 / 3, 2 / 3]),
    ]


@pytest.mark.parametrize("error", [0.01, 0.1, 0.2])
def test_a_first_move_seen_with_an_error(error):
    """
    Bagwell's example: (C, C) for any error; the two mixed ones have S with chance ε and 1 − ε, and
    the leader gets 3 + 2(1 − ε)/(2(1 − 2ε)) and 3 + 2(1 − ε/(2(1 − 2ε))).
    """
    pays = {("S", "S"): (5, 2), ("S", "C"): (3, 1), ("C", "S"): (6, 3), ("C", "C"): (4, 4)}
    rows = table_answer(
        Table(
            first=("S", "C"),
            second=("S", "C"),
            payoffs=tuple(TablePayoff(acts=acts, u=u) for acts, u in pays.items()),
            labels=("s", "c"),
            seen={"S": (1 - error, error), "C": (error, 1 - error)},
        )
    )["equilibria"]
    told = sorted((row["first"]["S"], row["worth"][0]) for row in rows)

    half = 1 / (2 * (1 - 2 * error))
    assert told[0] == pytest.approx((0, 4))
    assert told[1] == pytest.approx((error, 3 + 2 * (1 - error) * half))
    assert told[2] == pytest.approx((1 - error, 3 + 2 * (1 - error * half)))


CHANCE = st.integers(1, 9).map(lambda tenths: tenths / 10)
PAY = st.integers(-6, 6).map(float)


@given(st.tuples(*[PAY] * 4), st.tuples(*[CHANCE] * 4), CHANCE)
@examples(40)
def test_a_decision_is_the_best_of_all_plans(pays, chances, start):
    """Two states, acts, labels and periods: the best of all 2 · 4 plans, by brute force."""
    states, acts, labels = ("x", "y"), ("go", "stop"), ("dim", "lit")
    seen = {
        act: {state: (row, 1 - row) for state, row in zip(states, rows, strict=True)}
        for act, rows in zip(acts, (chances[:2], chances[2:]), strict=True)
    }
    pay = {
        act: dict(zip(states, row, strict=True))
        for act, row in zip(acts, (pays[:2], pays[2:]), strict=True)
    }
    weights = {"x": start, "y": 1 - start}

    def worth(first, later) -> float:
        return sum(
            weights[state]
            * (
                pay[first][state]
                + 0.9
                * sum(
                    seen[first][state][place] * pay[later[place]][state]
                    for place in range(len(labels))
                )
            )
            for state in states
        )

    best = max(worth(first, later) for first in acts for later in product(acts, repeat=2))
    answer = watching_answer(
        Watching(
            states=states,
            acts=acts,
            labels=labels,
            belief=(start, 1 - start),
            horizon=2,
            pay=pay,
            seen=seen,
            discount=0.9,
        )
    )

    assert answer["value"] == pytest.approx(best, abs=1e-12)
    assert answer["value"] == pytest.approx(max(answer["by_act"].values()))


@pytest.mark.parametrize("b", [0.2, 0.5, 0.8])
def test_the_thresholds_are_powers_of_b(b):
    """Kreps and Wilson: with n markets left an entrant stays out above bⁿ."""
    answer = reputation_answer(Reputation(a=2.5, b=b, markets=12, prior=0.05))

    for row in answer["markets"]:
        assert row["threshold"] == pytest.approx(b ** row["left"], rel=1e-9)
    assert answer["residual"] < 1e-9


@given(st.floats(0.1, 0.9), st.floats(1.1, 5), st.integers(1, 15), st.floats(0.01, 0.6))
@examples(40)
def test_a_reputation_is_worth_what_is_not_entered(b, a, markets, prior):
    """
    A weak store gets a for each market that is surely not entered: those with bⁿ below the prior;
    one more market is never worth less.
    """
    answer = reputation_answer(Reputation(a=a, b=b, markets=markets, prior=prior))
    more = reputation_answer(Reputation(a=a, b=b, markets=markets + 1, prior=prior))
    sure = [left for left in range(1, markets + 1) if b**left < prior * (1 - 1e-6)]
    near = [left for left in range(1, markets + 1) if abs(b**left - prior) < 1e-6]

    if not near:
        assert answer["value"] == pytest.approx(a * len(sure))
    assert more["value"] >= answer["value"] - 1e-9


def test_the_belief_after_each_fight_is_that_of_bayes():
    """
    From prior .1 and b = .5: a fight with three left comes of a weak store one time in three, so
    that .1/(.1 + .9/3) = .25, and then .25/(.25 + .75/3) = .5.
    """
    answer = reputation_answer(Reputation(a=3, b=0.5, markets=5, prior=0.1))

    assert [row["belief"] for row in answer["markets"]] == pytest.approx([0.1, 0.1, 0.1, 0.25, 0.5])


FAULTS = [
    ("bagwell", ("acts: [C, C], u", "acts: [C, S], u"), "PL651:7", "no payoffs for 1 of 4"),
    ("bagwell", ("acts: [C, C], u", "acts: [C, S], u"), "PL651:11", "stands twice"),
    ("bagwell", ("acts: [C, C], u", "acts: [C, D], u"), "PL501:11", "unknown act 'D'"),
    ("bagwell", ("S: [0.9, 0.1]", "S: [0.9, 0.2]"), "PL411:13", "sum to 1.1"),
    ("bagwell", ("S: [0.9, 0.1]", "S: [0.9]"), "PL653:13", "found 1"),
    ("bagwell", ("S: [0.9, 0.1], ", ""), "PL412:13", "no row for S"),
    ("tiger", ("belief: [0.5, 0.5]", "belief: [0.5]"), "PL653:8", "found 1"),
    ("tiger", ("horizon: 3", "horizon: 9"), "PL655:9", "histories"),
    ("tiger", ("horizon: 3", "horizon: 0"), "PL410:9", "horizon: found 0"),
    ("tiger", ("listen: {left: -1", "listen: {lef: -1"), "PL501:11", "unknown state"),
    ("tiger", ("{left: {left: 0.5, r", "{left: {left: 0.6, r"), "PL411:17", "sum to 1.1"),
    ("chain-store", ("b: 0.5", "b: 1"), "PL410:4", "b: found 1"),
    ("chain-store", ("reputation:", "repute:"), "PL105:4", "repute"),
]


@pytest.mark.parametrize(("name", "change", "at", "words"), FAULTS)
def test_a_faulty_textbook_is_refused_at_its_line(tmp_path, name, change, at, words):
    """Each fault has its code, the line where it stands, and its size."""
    text = model_lines(name)
    assert change[0] in text
    path = tmp_path / "textbook.yaml"
    path.write_text(text.replace(*change, 1), encoding="utf-8")

    told = [flaw for flaw in read_model(path).diagnostics if words in flaw.message]

    assert [f"{flaw.code}:{flaw.place.line}" for flaw in told][:1] == [at]


def test_two_forms_in_one_file_are_refused(tmp_path, phaseline):
    """A textbook model has one form; with two nobody can tell what is asked."""
    path = tmp_path / "two.yaml"
    path.write_text(
        model_lines("chain-store") + "\n".join(model_lines("tiger").split("\n")[3:]),
        encoding="utf-8",
    )

    ran = phaseline("solve", str(path))

    assert ran.status == 2
    assert "PL654" in ran.err


@pytest.mark.parametrize(
    ("name", "words"),
    [("bagwell", "3 equilibria"), ("tiger", "first act: listen"), ("chain-store", "3 left")],
)
def test_each_form_is_told_in_words(tmp_path: Path, phaseline, name, words):
    """`solve` prints each form, and gives the same to a program."""
    path = tmp_path / "model.yaml"
    path.write_text(model_lines(name), encoding="utf-8")

    assert words in phaseline("solve", str(path)).out
    assert '"form"' in phaseline("solve", str(path), "--json").out


def test_a_belief_of_nothing_seen_is_the_prior():
    """Where labels are alike in every state, no report moves the belief."""
    answer = watching_answer(
        Watching(
            states=("x", "y"),
            acts=("look",),
            labels=("0", "1"),
            belief=(0.3, 0.7),
            horizon=3,
            pay={"look": {"x": 1.0}},
        )
    )

    assert answer["value"] == pytest.approx(0.9)
    assert all(np.isclose(row["belief"]["x"], 0.3) for row in answer["plan"])
