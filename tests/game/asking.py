"""From the plain data of a game file to the product's records and answers."""

from collections import defaultdict
from functools import cache
from math import inf
from pathlib import Path

import pytest
from oracle_rules import load, without_hopeless

from phaseline.case.read import held_to
from phaseline.game import answer as sections
from phaseline.game.answer import answer
from phaseline.game.barred_rungs import trimmed
from phaseline.game.check import game_diagnostics
from phaseline.game.forces import leverages
from phaseline.game.occupancy import occupancies
from phaseline.game.play import played
from phaseline.game.spec import Game

FILES = {path.stem: path for path in sorted((Path(__file__).parent / "files").glob("*.yaml"))}


def game_of(data) -> Game:
    """The records of plain data, which have to be a sound game file."""
    game = held_to(Game, data)
    assert isinstance(game, Game), game
    flaws = game_diagnostics(game)
    assert not flaws, flaws
    return game


def reported(*, crossed: float) -> dict:
    """
    A track with one step across the line, as plain data: a report comes with a tenth where nothing
    was done, and with the chance `crossed` across.
    """
    return {
        "id": "tech",
        "levels": ["none", "crossed"],
        "moves": [{"do": "up", "from": "none", "to": "crossed"}],
        "reports": {
            "labels": ["clean", "alarm"],
            "likelihood": {"none": [0.9, 0.1], "crossed": [round(1 - crossed, 12), crossed]},
        },
    }


def ready(data) -> Game:
    """The game that is solved: without the rungs that nobody can consent to."""
    return trimmed(game_of(data))[0]


@cache
def answer_to(name) -> dict:
    """The product's answer to one of the files, its strategy with it; found once."""
    return answer(game_of(load(FILES[name])), with_strategy=True)


def told(data) -> dict:
    """
    The product's answer on the grid that the file names, without the parts that look for a least
    loss or for deviations.

    It goes through the same functions as a whole answer, for they are what is asked; a random game
    is answered in a tenth of the time.
    """
    game = ready(data)
    play = played([game])
    forces, held = leverages(play)
    within = occupancies(play, game.solve.horizons)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sections, "least_losses", lambda _: {})
        return {
            **sections._challenger(play, forces, within),
            **sections._figures(within[max(within)]),
            **sections._chances(play, within),
            **sections._shape(play, game),
            **sections._paths(play, held, game),
            "ties": sections._ties(play),
        }


class Followed:
    """
    The strategy that the product lists, as a player asks for it who sees only what a challenger
    sees.
    """

    def __init__(self, data, listed):
        self.acts, self.data = defaultdict(list), data
        for entry in listed:
            self.acts[repr(_sorted(entry["state"]))].append((entry["act"], entry["chance"]))

    def __call__(self, kind, t, state):
        """The acts that are chosen there, with their chances."""
        now = None if float((self.data.get("time") or {}).get("horizon", "inf")) == inf else t
        return self.acts[repr(_sorted({"type": kind, "period": now, **self.listed(state)}))]

    def listed(self, state) -> dict:
        """A state in the words of the list."""
        way = {
            track: {"level": state["levels"][track], "order": to, "periods": left}
            for track, (to, left) in state["under_way"].items()
        }
        left = without_hopeless(self.data)["ladder"]["rungs"]
        rungs, expire = [rung["id"] for rung in left], any("expires" in rung for rung in left)
        policy, above = (
            self.data["ladder"].get("policy") or {},
            rungs[rungs.index(state["rung"]) + 1 :],
        )
        longest = max(
            policy.get("dwell") or 0,
            (policy.get("deadline") or {}).get(above[0], 0) if above else 0,
        )
        return {
            "levels": state["levels"] | way,
            "monitor": state["monitor"] if self.data.get("monitor") else "quiet",
            "rung": state["rung"],
            "pending": state["order"],
            "credit": state["credit"],
            "clock": min(state["clock"], longest),
            "votes": state["votes"],
            **({"quiet_since": state["quiet_since"]} if "quiet_since" in state else {}),
            **({"elapsed": state["elapsed"]} if expire else {}),
            **({"served": state["served"]} if state["served"] else {}),
        }


def _sorted(value):
    """
    Something that is written the same however its entries are ordered, and whether its whole
    numbers have a point.
    """
    if isinstance(value, dict):
        return sorted((key, _sorted(at)) for key, at in value.items())
    if isinstance(value, list):
        return [_sorted(one) for one in value]
    return float(value) if isinstance(value, int) else value
