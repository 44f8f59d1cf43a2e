"""
The games of the worked case as it once stood, one for each ladder, with brakes lifted by hand, and
how many periods they come to by the oracle.

They do not move with the case: what is read off a solved game is held to them.
"""

import copy
from collections.abc import Callable
from pathlib import Path

import numpy as np
from oracle_answer import Answer
from oracle_rules import load, without_hopeless

FOLDER = Path(__file__).parent / "frozen"
LADDERS = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def frozen(ladder) -> dict:
    """The plain data of a ladder's game, with one act on every track in a period."""
    data = load(FOLDER / f"{ladder}.yaml")
    data["challenger"]["joint_moves"] = True
    return data


def changed(data, change: Callable[[dict], None]) -> dict:
    """The game with every rung changed in place."""
    data = copy.deepcopy(data)
    for rung in data["ladder"]["rungs"]:
        change(rung)
    return data


def with_consent(data) -> dict:
    """Every consent is certain and given at once, the wait of a vote gone."""
    return changed(data, lambda rung: rung.update(consent=1.0))


def with_vote(data, *, chance, lead) -> dict:
    """Every vote has another chance, and what it decides another lead; its own wait is gone."""

    def change(rung):
        if isinstance(rung["consent"], dict):
            rung["consent"] |= {"chance": chance, "lead": 0}
            rung["lead"] = lead

    return changed(data, change)


def with_sight(data, *, detection=1.0, false_alarm=0.0, reports=1) -> dict:
    """What crosses is reported by one chance, what does not by another; so many reports call."""
    data = copy.deepcopy(data)
    for track in data["challenger"]["tracks"]:
        if "reports" in track:
            first, *others = track["levels"]
            track["reports"]["likelihood"] = {
                first: [1 - false_alarm, false_alarm],
                **{level: [1 - detection, detection] for level in others},
            }
    data["monitor"]["up"] = reports
    policy = data["ladder"]["policy"]
    policy["enter"] = {rung: min(state, reports) for rung, state in policy["enter"].items()}
    return data


def without_leads(data) -> dict:
    """Nothing takes time from its consent on."""
    return changed(data, lambda rung: rung.update(lead=0))


def without_nature(data) -> dict:
    """Nature's tracks stay where they are."""
    data = copy.deepcopy(data)
    for track in data["challenger"]["tracks"]:
        if "drift" in track:
            track["drift"] = {
                level: dict.fromkeys(ends, 0.0) for level, ends in track["drift"].items()
            }
    return data


def oracle_months(data) -> float:
    """
    The sum over periods of P(across | the game goes on), by the oracle: what has ended in a
    disaster is in neither part of the fraction.
    """
    across, going = oracle_mass(data)
    return float((across / going).sum())


def oracle_mass(data) -> tuple:
    """
    The chance of being across, and that the game goes on, in each period, by the oracle: all types
    are walked side by side.
    """
    asked = Answer(without_hopeless(data), (24,))
    across, going = np.zeros(asked.periods), np.zeros(asked.periods)
    for kind in asked.kinds:
        arena, weights = asked.arena("free"), asked.solved(kind).weights
        inside = np.array(
            [
                sum(b.chance * asked.world.inside(b.state.places) for b in option.branches)
                for _, option in arena.rows
            ]
        )
        mass = np.zeros(len(arena.nodes))
        for chance, state, phase in arena.begin:
            mass[arena.nodes[state, phase]] += chance * kind["prior"]
        for period in range(asked.periods):
            rows = mass[arena.owner] * weights[period]
            across[period] += rows @ inside
            going[period] += rows.sum()
            mass = arena.step.T @ rows
    return across, going
