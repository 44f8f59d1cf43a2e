"""What holds for every game of where its threat leaks, and of the least sets that reach a goal."""

from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from asking import game_of
from depth import NOT_SHRUNK, examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.desk.comparison.needs import ALIKE, LARGEST_SET, least_sets
from phaseline.game.fixed_behaviour import comes_within, crossed
from phaseline.game.leaks import LeakKind, leak_study, leaks_by, periods_across, shapley_share

NAMES = ("consent", "sight", "quiet", "loss", "patience")
share = st.integers(1, 19).map(lambda number: number / 20)
some = st.lists(share, min_size=len(NAMES), max_size=len(NAMES))


def small_game(structure, values) -> dict:
    """A line that is crossed and left, a counter, and one rung that a body has to consent to."""
    periods, lead, up, clears = structure
    consent, sight, quiet, loss, patience = values
    seen = min(sight, 0.98)
    return {
        "phaseline": 1,
        "kind": "game",
        "challenger": {
            "tracks": [
                {
                    "id": "t",
                    "levels": ["out", "in"],
                    "moves": [
                        {"do": "cross", "from": "out", "to": "in"},
                        {"do": "leave", "from": "in", "to": "out"},
                    ],
                    "reports": {
                        "labels": ["quiet", "report"],
                        "likelihood": {
                            "out": [0.5 + quiet / 2, 0.5 - quiet / 2],
                            "in": [1 - seen, seen],
                        },
                    },
                }
            ],
            "types": [
                {"id": "low", "prior": 0.5, "gain": {"t": {"in": 0.2}}},
                {"id": "high", "prior": 0.5, "gain": {"t": {"in": 0.6}}},
            ],
        },
        "red_line": {"t": ["in"]},
        "ladder": {
            "rungs": [
                {"id": "calm"},
                {"id": "firm", "loss": 2 * loss, "consent": consent, "lead": lead},
            ],
            "policy": {"enter": {"firm": up}, "cancel_on_clear": clears},
        },
        "monitor": {"kind": "counter", "up": up, "down": 0, "hazard": 0.0},
        "time": {
            "horizon": periods,
            "discount": {"challenger": 0.5 + patience / 2, "responder": 0.9},
        },
    }


structures = st.tuples(st.integers(2, 5), st.integers(0, 2), st.integers(1, 2), st.booleans())


@dataclass
class BestValues:
    """The best value of every number."""

    values: dict[str, float]


@dataclass
class SmallQuestion:
    """Whether a random game has fewer periods across than some, at numbers moved from the best."""

    structure: tuple
    best: BestValues
    ends: dict[str, tuple[float, float]]
    below: float
    goal: Any = None
    solved: dict = field(default_factory=dict)

    def at(self, moved):
        """The margin for each set of moved numbers."""
        keys = [tuple({**self.best.values, **changes}.values()) for changes in moved]
        new = [key for key in dict.fromkeys(keys) if key not in self.solved]
        if new:
            games = [game_of(small_game(self.structure, key)) for key in new]
            self.solved |= dict(zip(new, self.below - periods_across(games), strict=True))
        return np.array([self.solved[key] for key in keys])


def brute_force(question, favours):
    """Every set of at most three that reaches the goal, and none of whose parts does."""
    reaching = {
        names
        for size in range(1, LARGEST_SET + 1)
        for names in combinations(NAMES, size)
        if question.at([{name: favours[name] for name in names}])[0] > ALIKE
    }
    return {
        frozenset(names)
        for names in reaching
        if not any(set(other) < set(names) for other in reaching)
    }


@given(structure=structures, best=some, ends=some, cut=st.floats(0.1, 0.95))
@examples(25, at_soak=200, phases=NOT_SHRUNK)
def test_least_sets_are_those_of_going_through_all_sets(structure, best, ends, cut):
    """
    Minimal and complete; each at the smallest common share of the way that a fine walk finds.
    """
    values, favours = (dict(zip(NAMES, numbers, strict=True)) for numbers in (best, ends))
    ranges = {
        name: (min(values[name], favours[name]), max(values[name], favours[name]) + 1e-3)
        for name in NAMES
    }
    question = SmallQuestion(structure, BestValues(values), ranges, below=cut * structure[0])
    if question.at([{}])[0] > ALIKE:
        return
    sets = least_sets(question, favours)

    assert {frozenset(move.assumption for move in moves) for moves in sets} == brute_force(
        question, favours
    )
    for moves in sets:
        moved = {move.assumption: move.value for move in moves}
        assert question.at([moved])[0] > ALIKE
        name = max(moved, key=lambda name: abs(favours[name] - values[name]))
        least = (moved[name] - values[name]) / (favours[name] - values[name])
        before = [
            {name: values[name] + step * (favours[name] - values[name]) for name in moved}
            for step in np.arange(1, 9) / 8
            if step < least - 1e-6
        ]
        assert not before or (question.at(before) <= ALIKE).all()


@given(
    corners=st.lists(st.floats(-24, 24), min_size=8, max_size=8),
    place=st.integers(0, 2),
)
@examples(60)
def test_shares_sum_to_the_total_and_what_never_binds_has_none(corners, place):
    """Shares of any three add up; a brake that changes no corner has a share of nothing."""
    values = np.array(corners)[:, None]
    shares = [shapley_share(values, number)[0] for number in range(3)]
    assert sum(shares) == pytest.approx(corners[7] - corners[0], abs=1e-9)

    idle = values[[corner & ~(1 << place) for corner in range(8)]]
    assert shapley_share(idle, place)[0] == pytest.approx(0, abs=1e-12)


@given(structure=structures, values=some)
@examples(15, at_soak=200, phases=NOT_SHRUNK)
def test_brakes_of_a_game_add_up_and_an_idle_one_is_left_out(structure, values):
    """What is lifted takes away what all lift together; one that changes no corner is no brake."""
    game = game_of(small_game(structure, values))
    study = leak_study([game])

    assert sum(leak.shares[0] for leak in study.leaks) == pytest.approx(study.total[0], abs=1e-9)
    named = {kind for leak in study.leaks for kind in leak.kinds}
    for kind in LeakKind:
        if leaks_by(game, kind) and kind not in named:
            alone = leak_study([game], (kind,))
            assert alone.total[0] == pytest.approx(0, abs=1e-9)


@given(structure=structures, values=some)
@examples(20, at_soak=200, phases=NOT_SHRUNK)
def test_more_consent_never_lowers_what_a_threat_imposes(structure, values):
    """On one who crosses at once and stays, the rung comes at least as likely within the game."""
    _, *others = values
    chances = [
        comes_within(crossed([game_of(small_game(structure, (consent, *others)))]), 1, structure[0])
        for consent in (0.1, 0.4, 0.7, 1.0)
    ]
    assert all(more >= less - 1e-12 for less, more in pairwise(chances))
