"""Goals that a ladder may reach, each as a margin: above zero where it is reached."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from types import MappingProxyType

import numpy as np

from phaseline.case.games import policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.game_of_case import game_of, named_tracks
from phaseline.desk.comparison.leakage import known_type
from phaseline.desk.comparison.study import base_setting, figures
from phaseline.desk.estimates.valuation import Valuation
from phaseline.errors import QuestionError
from phaseline.game.ahead import grouped
from phaseline.game.arrays import Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import credibility
from phaseline.game.demand import met_by_all
from phaseline.game.leaks import against, periods_across
from phaseline.game.play import played, played_quickly
from phaseline.game.spec import Game
from phaseline.terms.record import record

UNDER = 0.5  # periods across: a type that crosses for less is deterred
MET = 0.5  # of a chance: a demand that is met likelier than that is met
EXPECTED = "deters:TYPE, below:PERIODS, ahead:LADDER, met, met:TRACK or self-enforcing"


@record
class LadderGoal:
    """
    What a ladder is to reach.

    Args:
        kind: deters, below, ahead, met or self-enforcing.
        target: The type, the periods, the other ladder or the track of the demand; empty where the
            kind names none.
    """

    kind: str
    target: str = ""

    @property
    def text(self) -> str:
        """It as it is asked for."""
        return f"{self.kind}:{self.target}" if self.target else self.kind


def goal_of(case: Case, text: str) -> LadderGoal:
    """
    Read a goal; a blank may stand for the colon.

    Args:
        case: The case.
        text: The goal, such as `deters:cautious` or `below 6`.

    Raises:
        QuestionError: It is none of the goals, or names what is not there.
    """
    kind, _, target = text.strip().replace(" ", ":", 1).partition(":")
    goal = LadderGoal(kind=kind, target=target.strip())
    is_asked = {"deters": True, "below": True, "ahead": True, "self-enforcing": False}
    if kind not in _MARGINS or is_asked.get(kind, bool(goal.target)) != bool(goal.target):
        raise QuestionError(f"--for: found {text!r}; expected {EXPECTED}")
    match kind:
        case "deters":
            known_type(case, goal.target)
        case "ahead":
            policy_of(case, goal.target)
        case "below":
            _periods(goal)
        case "met" if goal.target:
            _known_track(case, goal.target)
        case _:
            pass
    return goal


def _known_track(case: Case, name: str) -> None:
    tracks = setup_of(case).tracks.ids
    if name not in tracks:
        raise QuestionError(
            f"there is no track {name!r} in this case (there are: {', '.join(tracks)})"
        )


def _periods(goal: LadderGoal) -> float:
    try:
        periods = float(goal.target)
    except ValueError:
        periods = -1.0
    if not isfinite(periods) or periods < 0:
        raise QuestionError(f"--for: found {goal.text!r}; expected below:PERIODS, such as below:6")
    return periods


def margins(
    case: Case, policy: GamePolicy, goal: LadderGoal, values: Sequence[Valuation]
) -> Floats:
    """
    Say by how much a ladder reaches a goal, above zero, or misses it (valuation), in the unit of
    the goal: periods, a chance, or the responder's own.

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal.
        values: One value for every assumption, several times.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    return _MARGINS[goal.kind](case, policy, goal, values)


def _games(case: Case, policy: GamePolicy, values: Sequence[Valuation]) -> list[Game]:
    setting = base_setting(case, policy)
    return [game_of(setting, value) for value in values]


def _deters(
    case: Case, policy: GamePolicy, goal: LadderGoal, values: Sequence[Valuation]
) -> Floats:
    games = [_unbegun(against(game, goal.target)) for game in _games(case, policy, values)]
    return np.asarray(UNDER - periods_across(games), dtype=np.float64)


def _unbegun(game: Game) -> Game:
    """Give a game that nobody begins across the line."""
    start = dict(game.start)
    for track in game.challenger.tracks:
        across = game.red_line.get(track.id, ())
        level = start.get(track.id, track.levels[0])
        if across and (not isinstance(level, str) or level in across):
            start[track.id] = next(level for level in track.levels if level not in across)
    return replace(game, start=start)


def _below(case: Case, policy: GamePolicy, goal: LadderGoal, values: Sequence[Valuation]) -> Floats:
    across = periods_across(_games(case, policy, values))
    return np.asarray(_periods(goal) - across, dtype=np.float64)


def _ahead(case: Case, policy: GamePolicy, goal: LadderGoal, values: Sequence[Valuation]) -> Floats:
    """Both ladders play the tracks of both, so that nothing but the ladder differs."""
    other, setup = policy_of(case, goal.target), setup_of(case)
    tracks = named_tracks(setup, policy) | named_tracks(setup, other)
    across = [
        figures(replace(base_setting(case, side), tracks=tracks), values, wanted=("inside",))
        for side in (policy, other)
    ]
    return np.asarray(across[1]["inside"] - across[0]["inside"], dtype=np.float64)


def _met(case: Case, policy: GamePolicy, goal: LadderGoal, values: Sequence[Valuation]) -> Floats:
    chances = np.empty(len(values))
    for places, alike in grouped(_games(case, policy, values)):
        play = played_quickly(alike)
        chances[places] = met_by_all(play, max(case.horizon), track=goal.target)
    return np.asarray(chances - MET, dtype=np.float64)


def _self_enforcing(
    case: Case, policy: GamePolicy, _: LadderGoal, values: Sequence[Valuation]
) -> Floats:
    """What nothing is ever called of is no threat, and needs no cost to be kept."""
    found = np.empty(len(values))
    for place, game in enumerate(_games(case, policy, values)):
        solved, _gone = trimmed(game)
        least = credibility(played([solved], reach=FollowedChoices.DEVIATION)).least_audience_cost
        found[place] = game.responder.audience_cost - (least or 0.0)
    return found


_Margin = Callable[[Case, GamePolicy, LadderGoal, Sequence[Valuation]], Floats]
_MARGINS: Mapping[str, _Margin] = MappingProxyType(
    {
        "deters": _deters,
        "below": _below,
        "ahead": _ahead,
        "met": _met,
        "self-enforcing": _self_enforcing,
    }
)
