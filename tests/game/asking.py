"""From the plain data of a game file to the product's records and answers."""

from functools import cache
from pathlib import Path

import pytest
from oracle_rules import load

from phaseline.case.read import held_to
from phaseline.game import answer as sections
from phaseline.game.answer import answer
from phaseline.game.check import game_findings
from phaseline.game.forces import leverages
from phaseline.game.play import played
from phaseline.game.spec import Game
from phaseline.game.trim import trimmed

FILES = {path.stem: path for path in sorted((Path(__file__).parent / "files").glob("*.yaml"))}


def game_of(data) -> Game:
    """The records of plain data, which have to be a sound game file."""
    game = held_to(Game, data)
    assert isinstance(game, Game), game
    flaws = game_findings(game)
    assert not flaws, flaws
    return game


def ready(data) -> Game:
    """The game that is solved: without the rungs that nobody can consent to."""
    return trimmed(game_of(data))[0]


@cache
def answer_to(name) -> dict:
    """The product's answer to one of the files, its strategy with it; found once."""
    return answer(game_of(load(FILES[name])), with_strategy=True)


def told(data) -> dict:
    """
    The product's answer on the grid that the file names, without the parts that look for a least loss or for deviations.

    It goes through the same functions as a whole answer, for they are what is asked; a random game is answered in a tenth of the time.
    """
    game = ready(data)
    play = played([game])
    forces, held = leverages(play)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sections, "least_losses", lambda _: {})
        return {
            **sections._challenger(play, forces, game),
            **sections._responder(play),
            **sections._chances(play, game),
            **sections._shape(play, game),
            **sections._paths(play, held, game),
            "ties": sections._ties(play),
        }
