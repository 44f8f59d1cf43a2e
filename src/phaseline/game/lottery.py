"""
A commitment that is mixed: the best lottery over a declared menu, whose chances are announced and
whose draw is not.

For every way in which the types may act, the lotteries against which each of them does best so form
a polytope, and the responder's value is linear on it: one linear program each, the best of all is
the answer. Ties are the responder's, as in the strong rule. It is solved for one period: in later
ones a challenger would infer from what is called which policy was drawn.

Source:
    Conitzer & Sandholm, *Proceedings of the ACM Conference on Electronic Commerce* (2006), 82–90.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import inf
from typing import Any

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats, Ints
from phaseline.game.check.challenger import HOLD
from phaseline.game.compile.payoffs import asking_costs
from phaseline.game.linear import largest_within
from phaseline.game.play import Play, played
from phaseline.game.response import answered, hard
from phaseline.game.spec import Game, MenuEntry
from phaseline.terms.record import record
from phaseline.terms.ties import is_more, total

MOST_WAYS = 5_000  # in which the types may act together


@record
class _Worths:
    """
    What acts are worth under each policy of a menu, at the sure start.

    Args:
        own: By type, what each act is worth to it (act, policy) [M].
        responder: What the responder gets from each act (act, policy) [M].
        costs: What asking for authorities costs beforehand (policy) [M].
        priors: The chances of the types (type).
        acts: What each act is, by track (act).
    """

    own: tuple[Floats, ...]
    responder: Floats
    costs: Floats
    priors: tuple[float, ...]
    acts: tuple[Mapping[str, str], ...]


def lottery(game: Game, menu: Sequence[MenuEntry]) -> dict[str, Any]:
    """
    Give the best lottery over a menu: `weights` by policy, the responder's `value` [M], and what
    each type then does under `acts`.

    Args:
        game: The game, of one period; barred rungs have been taken out.
        menu: The policies.

    Raises:
        QuestionError: The start is not sure, a type errs or follows a rule, or the types may act in
            too many ways.
    """
    worths = _worths(game, menu)
    ways = len(worths.acts) ** len(worths.priors)
    if ways > MOST_WAYS:
        raise QuestionError(
            f"a lottery is looked for in {ways:,} ways in which types may act, at most"
            f" {MOST_WAYS:,}: leave out types or moves"
        )
    best: float = -inf
    way: tuple[int, ...] = ()
    weights = np.zeros(len(menu))
    for acts in product(range(len(worths.acts)), repeat=len(worths.priors)):
        chances = _weights(worths, acts)
        if chances is not None and is_more(_value(worths, acts, chances), best):
            best, way, weights = _value(worths, acts, chances), acts, chances
    names = [kind.id for kind in game.challenger.types]
    return {
        "weights": {entry.id: float(share) for entry, share in zip(menu, weights, strict=True)},
        "value": best,
        "acts": {name: dict(worths.acts[act]) for name, act in zip(names, way, strict=True)},
    }


def _weights(worths: _Worths, acts: tuple[int, ...]) -> Floats | None:
    """Give the lottery that is best among those to which these acts are best; None if none is."""
    lacking = np.vstack(
        [own - own[act] for own, act in zip(worths.own, acts, strict=True)]
    )  # at most 0 where the act is best
    return largest_within(_gains(worths, acts), lacking)


def _gains(worths: _Worths, acts: tuple[int, ...]) -> Floats:
    """Give what the responder gets under each policy when types act so (policy) [M]."""
    shares = [prior * worths.responder[act] for prior, act in zip(worths.priors, acts, strict=True)]
    return np.asarray(np.sum(shares, axis=0) - worths.costs, dtype=np.float64)


def _value(worths: _Worths, acts: tuple[int, ...], chances: Floats) -> float:
    return total((_gains(worths, acts) * chances).tolist())


def _worths(game: Game, menu: Sequence[MenuEntry]) -> _Worths:
    """
    Play each policy of a menu, and read off what the acts at the start are worth.

    Raises:
        QuestionError: The start is not sure, or a type errs or follows a rule.
    """
    _refuse_erring(game)
    plays = [
        played([replace(game, ladder=replace(game.ladder, policy=entry.policy))]) for entry in menu
    ]
    at = [(play, _pairs(play)) for play in plays]
    return _Worths(
        own=tuple(
            np.column_stack([play.types[place].choice.worth[0][rows, 0] for play, rows in at])
            for place in range(len(game.challenger.types))
        ),
        responder=np.column_stack([_gets(play, rows) for play, rows in at]),
        costs=np.array([float(asking_costs(play.model)[0]) for play in plays]),
        priors=tuple(kind.prior for kind in game.challenger.types),
        acts=tuple(_act(plays[0], int(pair)) for pair in at[0][1]),
    )


def _refuse_erring(game: Game) -> None:
    """
    Refuse types that do not do what is best for them.

    Raises:
        QuestionError: A type errs or follows a rule.
    """
    if any(kind.rationality < inf or kind.behaviour != "best" for kind in game.challenger.types):
        raise QuestionError(
            "a lottery over policies is for types that never err and follow no rule: leave out"
            " `rationality` and `behaviour`, or `mixed`"
        )


def _pairs(play: Play) -> Ints:
    """
    Give the acts that are open at the sure start (pair).

    Raises:
        QuestionError: The start is not sure.
    """
    starts = np.flatnonzero(play.model.start[:, 0])
    if len(starts) != 1:
        raise QuestionError(
            "a lottery over policies needs a sure start: give each track one level, or leave out"
            " `mixed`"
        )
    return np.flatnonzero(play.model.pair_state == starts[0])


def _gets(play: Play, pairs: Ints) -> Floats:
    """Give what the responder gets from each act (act) [M]."""
    worth = answered(play.model, play.responder, hard(play.model)).worth[0]
    return np.asarray(worth[pairs, 0], dtype=np.float64)


def _act(play: Play, pair: int) -> Mapping[str, str]:
    """Give what an act is, by track."""
    model = play.model
    act = model.levels.acts[model.level_of[model.pair_state[pair]]][model.pair_act[pair]]
    return {
        track.id: track.moves[move].do if move >= 0 else HOLD
        for track, move in zip(model.levels.tracks, act, strict=True)
        if not track.drift
    }
