"""
A challenger who does not see the monitor: it chooses by levels and by what else is public, never by
the monitor's state.

Its acts have to be the same in all states that differ in the monitor alone. Beginning with what
best answers on average, each such set of states takes the act that is best given how likely its
members are, until nothing changes. A strategy that no such change improves is found, not always the
best of all; its value bounds from below what a blind challenger can reach, and the value of the
challenger who sees bounds it from above.

Source:
    Person-by-person optimality: Radner, *Annals of Mathematical Statistics* 33 (1962), 857–881.
"""

from dataclasses import replace
from math import inf

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats, Ints, first_best
from phaseline.game.compile.model import Model
from phaseline.game.flow import walked
from phaseline.game.play import Play, PlayedGame
from phaseline.game.response import ROUNDING, followed
from phaseline.terms.ties import is_more

MOST_ROUNDS = 12


def blinded(play: Play) -> Play:
    """
    Give the play in which no type sees the monitor.

    Args:
        play: The ladder as played; its horizon is finite.

    Raises:
        QuestionError: The horizon has no end.
    """
    if play.model.horizon == inf:
        raise QuestionError(
            "the variant in which the challenger does not see the monitor needs a finite horizon"
        )
    groups = _groups(play.model)
    return replace(play, types=tuple(_blind_answer(play, kind, groups) for kind in play.types))


def _groups(model: Model) -> Ints:
    """Give each pair the number of its act among states that differ in the monitor alone (pair)."""
    publics = [public._replace(monitor=0) for public in model.publics]
    places = {public: number for number, public in enumerate(dict.fromkeys(publics))}
    public = np.array([places[public] for public in publics], dtype=np.int64)[
        model.public_of[model.pair_state]
    ]
    keys = np.stack([model.level_of[model.pair_state], public, model.pair_act])
    return np.unique(keys, axis=1, return_inverse=True)[1].reshape(-1)


def _blind_answer(play: Play, kind: PlayedGame, groups: Ints) -> PlayedGame:
    model = play.model
    chances = tuple(
        _pooled_choice(model, groups, chance, worth)
        for chance, worth in zip(_even_masses(model, kind), kind.choice.worth, strict=True)
    )
    best, value = chances, -inf
    for _ in range(MOST_ROUNDS):
        values = followed(model, kind.payoffs, chances)
        now = float((model.start * values[0]).sum())
        if not is_more(now, value):
            break
        best, value = chances, now
        masses = _masses(play, chances)
        ahead = [*values[1:], np.zeros_like(values[0])]
        worth = [kind.payoffs.plus_next(model, following) for following in ahead]
        chances = tuple(
            _pooled_choice(model, groups, mass, period_worth)
            for mass, period_worth in zip(masses, worth, strict=True)
        )
    return replace(kind, chances=best)


def _pooled_choice(model: Model, groups: Ints, mass: Floats, worth: Floats) -> Floats:
    """
    Choose in each set of states the act that is best on average, weighed by how likely its states
    are (pair, draw).
    """
    count = int(groups.max()) + 1
    weight = mass[model.pair_state] + 1e-12
    total, size = (np.zeros((count, model.draws)) for _ in range(2))
    np.add.at(total, groups, weight * np.where(np.isfinite(worth), worth, -1e9))
    np.add.at(size, groups, weight)
    average = (total / size)[groups]
    _, first = first_best(average, model.by_state, ROUNDING)
    return first.astype(np.float64)


def _even_masses(model: Model, kind: PlayedGame) -> list[Floats]:
    return [np.ones((model.size, model.draws)) for _ in kind.chances]


def _masses(play: Play, chances: tuple[Floats, ...]) -> list[Floats]:
    steps = walked(
        play.model,
        play.responder.survival,
        lambda period: chances[period],
        periods=len(chances),
        start=play.model.start,
    )
    return [step.state for step in steps]
