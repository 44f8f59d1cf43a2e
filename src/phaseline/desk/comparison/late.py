"""
Ladders announced late, for many draws: what is left of what each changes, and how long its rungs
take.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.game_of_case import games_of
from phaseline.desk.comparison.study import base_setting, yardstick_setting
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.ahead import TOGETHER, grouped
from phaseline.game.arrays import Floats
from phaseline.game.compile.games import branches
from phaseline.game.compile.rung_numbers import chance_of
from phaseline.game.late import inside_when_late, is_dated, open_start
from phaseline.game.play import played_quickly
from phaseline.game.spec import Game, RungSpec, Vote
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading

_DATES = 8  # of an announcement: each costs a walk to the end of the game


@record
class RungTimes:
    """
    How long a rung takes, in each draw.

    Args:
        lead: Periods from a call to force, those of the vote included (draw) [period].
        consent: The chance that consent is given when it is asked for (draw); 0 where it is barred.
    """

    lead: Floats
    consent: Floats


@record
class LateLadder:
    """
    A ladder by when it is announced.

    Args:
        announced: The periods at whose start it is announced, 0 for the first [period].
        change: What it changes of the periods inside, beside the yardstick throughout
            (announcement, draw) [period].
        rungs: How long its rungs take, the lowest left out, by id.
        first: The rung that the fewest reports call, by id; empty where none is called by reports.
    """

    announced: tuple[int, ...]
    change: Floats
    rungs: Mapping[str, RungTimes]
    first: str


def late_ladder(case: Case, policy: GamePolicy, draws: Sequence[Valuation]) -> LateLadder | None:
    """
    Work out what is left of a ladder announced later, at about eight dates evenly apart.

    Args:
        case: The case.
        policy: The completed ladder.
        draws: One value for every assumption, several times.

    Returns:
        What is left; None where something of the ladder ends by the calendar, so that it is another
        one when it is announced later.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    setting = base_setting(case, policy)
    other = yardstick_setting(case, setting)
    mine = games_of((setting, values) for values in draws)
    if any(is_dated(game) for game in mine):
        return None
    theirs = games_of((other, values) for values in draws)
    periods = int(mine[0].time.horizon)
    announced = tuple(range(0, periods, max(1, periods // _DATES)))
    change = np.zeros((len(announced), len(draws)))
    for places, ladders, yardsticks in _in_pairs(mine, theirs):
        rows = inside_when_late(played_quickly(ladders), played_quickly(yardsticks), announced)
        change[:, places] = rows[:-1] - rows[-1]
    enter = mine[0].ladder.policy.enter
    return LateLadder(
        announced=announced,
        change=change,
        rungs={rung.id: _times(mine, rung.id) for rung in mine[0].ladder.rungs[1:]},
        first=first_leading([*enter], lambda rung: -float(enter[rung])) if enter else "",
    )


def _in_pairs(
    mine: Sequence[Game], theirs: Sequence[Game]
) -> list[tuple[list[int], list[Game], list[Game]]]:
    """
    Group draws whose ladders take the same steps, and whose yardsticks share a structure, some at a
    time. A game that may start anywhere has its states for each time that something may take:
    those of draws that take other times would all be held for each of them.
    """
    opened = [open_start(game) for game in mine]
    pairs = []
    for places, ladders in grouped(opened, branches):
        for inner, yardsticks in grouped([theirs[place] for place in places]):
            for first in range(0, len(inner), TOGETHER):
                some = inner[first : first + TOGETHER]
                pairs.append(
                    (
                        [places[place] for place in some],
                        [ladders[place] for place in some],
                        yardsticks[first : first + TOGETHER],
                    )
                )
    return pairs


def _times(games: Sequence[Game], name: str) -> RungTimes:
    rungs = [next(rung for rung in game.ladder.rungs if rung.id == name) for game in games]
    leads = [lead_of(rung, game.ladder.rungs) for rung, game in zip(rungs, games, strict=True)]
    return RungTimes(
        lead=np.array(leads, dtype=np.float64),
        consent=np.array([chance_of(rung.consent) for rung in rungs], dtype=np.float64),
    )


def lead_of(rung: RungSpec, rungs: Sequence[RungSpec]) -> int:
    """
    Give the periods from a call to force, those of the vote included: where one vote decides
    several rungs, its time stands with the first of them.

    Args:
        rung: The rung.
        rungs: All rungs of its ladder.
    """
    vote = rung.consent
    if not isinstance(vote, Vote):
        return rung.delivery_lead
    owner = next((other for other in rungs if other.id == vote.same_as), rung)
    asked = owner.consent.lead if isinstance(owner.consent, Vote) else 0
    return rung.delivery_lead + (vote.lead or asked)
