"""
Commitment: the best policy of a declared menu, each solved exactly against the challenger's best
response.

The challenger is solved inside, the menu searched outside. A Stackelberg operator on the recursion
would not give this.

Source:
    Bucarey, Della Vecchia, Jean-Marie & Ordóñez, *IEEE Transactions on Automatic Control* 68
    (2023), on why not; `docs/explanation/the-game.md`, on ladders as commitments.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from phaseline.errors import QuestionError
from phaseline.game.compile.payoffs import asking_costs
from phaseline.game.lottery import lottery
from phaseline.game.play import Play, played, responder_value
from phaseline.game.response import answered, hard
from phaseline.game.spec import Game
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading


@record
class Commitment:
    """
    The best policy of a menu.

    Args:
        game: The game with that policy.
        figures: Which it is, the responder's value by policy, a bound, and whether the search was
            exact.
    """

    game: Game
    figures: dict[str, Any]


def committed(game: Game, tick: Callable[[str], None] = lambda _: None) -> Commitment:
    """
    Evaluate every policy of the menu; the first of equals wins.

    Raises:
        QuestionError: There is no menu, a lottery over it cannot be solved, or too many states can
            be reached.
        EngineError: A policy did not settle.
    """
    menu = game.solve.commit.menu if game.solve.commit else ()
    if not menu:
        raise QuestionError(
            "the best policy is asked for, and the file has no menu of policies: add"
            " solve.commit.menu"
        )
    values: dict[str, float] = {}
    bounds: list[float] = []
    for entry in menu:
        tick(f"the policy {entry.id}")
        play = played([with_policy(game, entry.id)])
        values[entry.id] = float(responder_value(play, best=True)[0])
        bounds.append(_bound(play))
    best = first_leading([*values], lambda name: values[name])
    is_mixed = game.solve.commit is not None and game.solve.commit.mixed
    figures = {
        "best": best,
        "values": values,
        "bound": max(bounds),
        "exact": True,
        "mixed": lottery(game, menu) if is_mixed else None,
    }
    return Commitment(game=with_policy(game, best), figures=figures)


def with_policy(game: Game, name: str) -> Game:
    """Give the game with one policy of its menu."""
    menu = game.solve.commit.menu if game.solve.commit else ()
    return replace(
        game,
        ladder=replace(
            game.ladder, policy=next(entry.policy for entry in menu if entry.id == name)
        ),
    )


def _bound(play: Play) -> float:
    """
    Bound the responder's value from above: the challenger does what is best for the responder,
    whatever it costs itself.
    """
    everything = hard(play.model)
    best = answered(play.model, play.responder, everything).values[0]
    worth = (play.model.start * best).sum(axis=0) - asking_costs(play.model)
    return float(worth[0])
