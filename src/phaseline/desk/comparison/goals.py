"""Goals that a ladder may reach, each as a margin: above zero where it is reached."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from hashlib import sha256
from math import isfinite
from types import MappingProxyType

import numpy as np

from phaseline.case.games import abstaining_types, policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.draws import used
from phaseline.desk.comparison.game_of_case import game_of, games_of, named_tracks
from phaseline.desk.comparison.leakage import known_type
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import Valuation, best_values, ends_of
from phaseline.errors import QuestionError
from phaseline.game.ahead import TOGETHER, grouped
from phaseline.game.arrays import Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.check import game_diagnostics
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import credibility
from phaseline.game.demand import met_by_all
from phaseline.game.leaks import LeakKind, against, periods_across, without_leaks
from phaseline.game.play import played, played_quickly
from phaseline.game.spec import Game
from phaseline.terms.record import record
from phaseline.terms.ties import are_alike

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


class ProofAgainst(Enum):
    """Why no assumption whatever makes a ladder reach a goal."""

    ITSELF = "no ladder is ahead of itself"
    NONE_BELOW = "nobody is across the line for less than no time"
    NO_DEMAND = "it makes no such demand"


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
    if kind not in (*_MARGINS, _AHEAD) or is_asked.get(kind, bool(goal.target)) != bool(
        goal.target
    ):
        raise QuestionError(f"--for: found {text!r}; expected {EXPECTED}")
    match kind:
        case "deters":
            _tempted_type(case, goal.target)
        case "ahead":
            policy_of(case, goal.target)
        case "below":
            _periods(goal)
        case "met" if goal.target:
            _known_track(case, goal.target)
        case _:
            pass
    return goal


def _tempted_type(case: Case, name: str) -> None:
    if known_type(case, name) in abstaining_types(setup_of(case)):
        raise QuestionError(
            f"--for: {name} abstains whatever is answered, so there is nothing to deter (its"
            " `abstains:` says why)"
        )


def _known_track(case: Case, name: str) -> None:
    tracks = setup_of(case).tracks.ids
    if name not in tracks:
        raise QuestionError(
            f"there is no track {name!r} in this case (there are: {', '.join(tracks)})"
        )


def proof_against(case: Case, policy: GamePolicy, goal: LadderGoal) -> ProofAgainst | None:
    """
    Give why a ladder reaches a goal whatever is assumed nowhere, within its ranges or beyond; None
    where that is not proved: it may yet be out of reach.

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal.
    """
    if goal.kind == _AHEAD and goal.target == policy.id:
        return ProofAgainst.ITSELF
    if goal.kind == "below" and _periods(goal) == 0:
        return ProofAgainst.NONE_BELOW
    if goal.kind == "met" and not _demands(case, policy, goal.target):
        return ProofAgainst.NO_DEMAND
    return None


def _demands(case: Case, policy: GamePolicy, track: str) -> bool:
    """Whether a ladder demands anything, or anything of a track."""
    demand = game_of(base_setting(case, policy), best_values(case)).ladder.policy.demand
    return track in demand if track else bool(demand)


def _periods(goal: LadderGoal) -> float:
    try:
        periods = float(goal.target)
    except ValueError:
        periods = -1.0
    if not isfinite(periods) or periods < 0:
        raise QuestionError(f"--for: found {goal.text!r}; expected below:PERIODS, such as below:6")
    return periods


def margins(
    case: Case,
    policy: GamePolicy,
    goal: LadderGoal,
    values: Sequence[Valuation],
    *,
    lifted: Collection[LeakKind] = (),
) -> Floats:
    """
    Say by how much a ladder reaches a goal, above zero, or misses it (valuation), in the unit of
    the goal: periods, a chance, or the responder's own.

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal.
        values: One value for every assumption, several times.
        lifted: Brakes of the ladder that are lifted.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    return _judged(case, goal, _sides(case, policy, goal, values), lifted)


def _sides(
    case: Case, policy: GamePolicy, goal: LadderGoal, values: Sequence[Valuation]
) -> list[tuple[Game, ...]]:
    """Give all games that the margin rests on (valuation), the ladder's own first."""
    sides = [goal_games(case, policy, goal, values)]
    if goal.kind == _AHEAD:
        other = policy_of(case, goal.target)
        sides.append(goal_games(case, other, goal, values, beside=policy))
    return [*zip(*sides, strict=True)]


def _judged(
    case: Case, goal: LadderGoal, sides: Sequence[tuple[Game, ...]], lifted: Collection[LeakKind]
) -> Floats:
    """Judge games (valuation), some brakes of the ladder lifted and none of the other's."""
    games = [without_leaks(own, lifted) for own, *_ in sides]
    if goal.kind != _AHEAD:
        return _MARGINS[goal.kind](case, goal, games)
    others = [other for _, other in sides]
    return np.asarray(periods_across(others) - periods_across(games), dtype=np.float64)


def goal_games(
    case: Case,
    policy: GamePolicy,
    goal: LadderGoal,
    values: Sequence[Valuation],
    *,
    beside: GamePolicy | None = None,
) -> list[Game]:
    """
    Give the games by which it is judged whether a ladder reaches a goal (valuation).

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal; one that names another ladder plays the tracks of both, so that nothing but
            the ladder differs.
        values: One value for every assumption, several times.
        beside: The ladder beside which it is played, if not the one that the goal names.
    """
    setting = base_setting(case, policy)
    if goal.kind == _AHEAD:
        other, setup = beside or policy_of(case, goal.target), setup_of(case)
        tracks = named_tracks(setup, policy) | named_tracks(setup, other)
        setting = replace(setting, tracks=tracks)
    return games_of((setting, value) for value in values)


class GoalQuestion:
    """
    One goal asked of one ladder, at values moved away from the best ones.

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal.
        clear: By how much it has to be passed, in its unit; margins are counted from there.
    """

    def __init__(
        self, case: Case, policy: GamePolicy, goal: LadderGoal, *, clear: float = 0.0
    ) -> None:
        self.case, self.policy, self.goal, self.clear = case, policy, goal, clear
        self.best = best_values(case)
        self.judged: dict[tuple[bytes, frozenset[LeakKind]], float] = {}
        names = {name for some in used(case) for name in some}
        self.ends = {
            assumption.id: ends
            for assumption in case.assumptions
            if assumption.id in names and (ends := ends_of(assumption)) and ends[0] < ends[1]
        }

    def at(
        self, moved: Sequence[Mapping[str, float]], *, lifted: Collection[LeakKind] = ()
    ) -> Floats:
        """
        Give the margin for each set of moved assumptions, some brakes lifted.

        Most assumptions change few numbers, and many none at all: games that read alike are judged
        once, however often they are asked about.
        """
        sides = self.games(moved)
        played = [(sha256(repr(side).encode()).digest(), frozenset(lifted)) for side in sides]
        new = {key: side for key, side in zip(played, sides, strict=True) if key not in self.judged}
        if new:
            fresh = _judged(self.case, self.goal, [*new.values()], lifted)
            self.judged |= dict(zip(new, fresh.tolist(), strict=True))
        return np.array([self.judged[key] for key in played]) - self.clear

    def playable(self, name: str, grid: Floats) -> Floats:
        """Give the points that lie within the range of an assumption or still make a game."""
        low, high = self.ends[name]
        return np.array(
            [at for at in grid if low <= at <= high or self._makes_a_game({name: float(at)})]
        )

    def _makes_a_game(self, changes: Mapping[str, float]) -> bool:
        """Whether values beyond a range are no chances above 1, no losses below 0, and so on."""
        setting = base_setting(self.case, self.policy)
        try:
            return not game_diagnostics(game_of(setting, self.valuation(changes)))
        except QuestionError:
            return False

    def valuation(self, changes: Mapping[str, float]) -> Valuation:
        """Give the best values, some of them moved."""
        return replace(self.best, values={**self.best.values, **changes})

    def games(self, moved: Sequence[Mapping[str, float]]) -> list[tuple[Game, ...]]:
        """Give all games that the margin rests on, for each set of moved assumptions."""
        values = [self.valuation(changes) for changes in moved]
        return _sides(self.case, self.policy, self.goal, values)

    def enters(self, name: str) -> bool:
        """Whether an assumption changes anything of the games, from one end to the other."""
        best, *ends = self.games([{}, *({name: end} for end in self.ends[name])])
        return any(not are_alike(end, best) for end in ends)


def _deters(_: Case, goal: LadderGoal, games: Sequence[Game]) -> Floats:
    alone = [_unbegun(against(game, goal.target)) for game in games]
    return np.asarray(UNDER - periods_across(alone), dtype=np.float64)


def _unbegun(game: Game) -> Game:
    """Give a game that nobody begins across the line."""
    start = dict(game.start)
    for track in game.challenger.tracks:
        across = game.red_line.get(track.id, ())
        level = start.get(track.id, track.levels[0])
        if across and (not isinstance(level, str) or level in across):
            start[track.id] = next(level for level in track.levels if level not in across)
    return replace(game, start=start)


def _below(_: Case, goal: LadderGoal, games: Sequence[Game]) -> Floats:
    return np.asarray(_periods(goal) - periods_across(games), dtype=np.float64)


def _met(case: Case, goal: LadderGoal, games: Sequence[Game]) -> Floats:
    chances = np.empty(len(games))
    for places, alike in grouped(games):
        for first in range(0, len(alike), TOGETHER):
            some = slice(first, first + TOGETHER)
            play = played_quickly(alike[some])
            chances[places[some]] = met_by_all(play, max(case.horizon), track=goal.target)
    return np.asarray(chances - MET, dtype=np.float64)


def _self_enforcing(_: Case, __: LadderGoal, games: Sequence[Game]) -> Floats:
    """What nothing is ever called of is no threat, and needs no cost to be kept."""
    margin = np.empty(len(games))
    for place, game in enumerate(games):
        solved, _gone = trimmed(game)
        least = credibility(played([solved], reach=FollowedChoices.DEVIATION)).least_audience_cost
        margin[place] = game.responder.audience_cost - (least or 0.0)
    return margin


_AHEAD = "ahead"  # judged by the games of two ladders, all others by those of one
_Margin = Callable[[Case, LadderGoal, Sequence[Game]], Floats]
_MARGINS: Mapping[str, _Margin] = MappingProxyType(
    {
        "deters": _deters,
        "below": _below,
        "met": _met,
        "self-enforcing": _self_enforcing,
    }
)
