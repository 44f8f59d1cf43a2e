"""A policy spelt in one way: what it says and what changes nothing that it calls is left out."""

from dataclasses import replace

from phaseline.game.shared_parts import once
from phaseline.game.spec import NEVER, Game, Policy


def spelt(game: Game) -> Game:
    """
    Give a game whose policy does not say of a rung with a deadline that it is never called off.

    While such a rung is in force, or a higher one, its deadline calls for it: as long as the demand
    is not met, and beyond that where the off-ramp leaves it. A rung that is never called off stays
    called for just as long. With or without the word, whatever is in force, reported and shown, the
    policy calls the same rung.

    Source:
        `docs/explanation/the-game.md`, on the called rung; `PolicyProgram.kept` and `called`.
    """
    policy = game.ladder.policy
    told_once = once(spelt_policy, policy)
    if told_once is policy:
        return game
    return replace(game, ladder=replace(game.ladder, policy=told_once))


def spelt_policy(policy: Policy) -> Policy:
    """Give a policy that does not say of a rung with a deadline that it is never called off."""
    left = {
        rung: at for rung, at in policy.exit.items() if at != NEVER or rung not in policy.deadline
    }
    return policy if len(left) == len(policy.exit) else replace(policy, exit=left)
