"""
The same ladder with its consent asked for before the game, and with it asked when it is called.
"""

from collections.abc import Iterable
from dataclasses import replace

from phaseline.game.shared_parts import once
from phaseline.game.spec import Authority, Game, RungSpec, Vote


def waits_for_consent(game: Game) -> bool:
    """Whether a rung waits for a consent that may be given and may be refused."""
    return any(0 < consent_chance(rung) < 1 for rung in game.ladder.rungs)


def asks_first(game: Game) -> bool:
    """Whether consent for a rung is asked for before the game."""
    return any(rung.authority is not None for rung in game.ladder.rungs)


def consent_chance(rung: RungSpec) -> float:
    """Give the chance that a rung has consent when it is asked for, by a vote or in a period."""
    return rung.consent.chance if isinstance(rung.consent, Vote) else rung.consent


def asked_first(game: Game) -> Game:
    """
    Give the game in which every consent that may be refused is asked for before it.

    The chances of yes are those of the consent when called; to ask costs nothing, a yes is held to
    the end, and a no is final. One vote is one answer. What is asked first already stays as it is.
    """
    return _with_rungs(game, rungs_asked_first(game.ladder.rungs))


def rungs_asked_first(rungs: tuple[RungSpec, ...]) -> tuple[RungSpec, ...]:
    """Give rungs with every consent asked for before the game that may be refused."""
    return once(_all_asked_first, rungs)


def asked_when_called(game: Game) -> Game:
    """Give the game in which every consent is asked for when its rung is called."""
    rungs = tuple(replace(rung, authority=None) for rung in game.ladder.rungs)
    return _with_rungs(game, rungs)


def _all_asked_first(rungs: Iterable[RungSpec]) -> tuple[RungSpec, ...]:
    return tuple(map(_asked_first, rungs))


def _asked_first(rung: RungSpec) -> RungSpec:
    chance = consent_chance(rung)
    if rung.authority is not None or not 0 < chance < 1:
        return rung
    return replace(rung, authority=Authority(chance=chance, same_as=vote_shared(rung)))


def vote_shared(rung: RungSpec) -> str:
    """Give the id of the rung whose vote decides a rung too; nothing where it has its own."""
    return rung.consent.same_as if isinstance(rung.consent, Vote) else ""


def _with_rungs(game: Game, rungs: tuple[RungSpec, ...]) -> Game:
    return replace(game, ladder=replace(game.ladder, rungs=rungs))
