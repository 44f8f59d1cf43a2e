"""
Where the threat of a completed ladder leaks, over the draws: what each brake takes away, which
types it would keep out without them, which steps come anyway, and which cannot come in time.
"""

from collections.abc import Mapping, Sequence

from phaseline.case.addresses import did_you_mean
from phaseline.case.games import baseline_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.draws import DRAWS, design
from phaseline.desk.comparison.game_of_case import game_of, games_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats
from phaseline.game.asking import asked_first, asked_when_called, asks_first, waits_for_consent
from phaseline.game.barred_rungs import trimmed
from phaseline.game.fixed_behaviour import comes_within, compliant, crossed, first_period
from phaseline.game.leaks import LeakStudy, against, bare, leak_studies, periods_across
from phaseline.game.spec import Game
from phaseline.terms.record import record

FARTHEST = 10  # horizons within which a step that comes too late is looked for


@record
class TypeLeakage:
    """
    What one type does against a ladder as it is, and with every brake lifted: means over the draws.

    Args:
        as_is: Periods across the line as it is [period].
        lifted: The same with every brake lifted [period].
        effect_as_is: What the ladder changes of them as it is [period].
        effect_lifted: What it changes with every brake lifted [period].
    """

    as_is: float
    lifted: float
    effect_as_is: float
    effect_lifted: float

    @property
    def without(self) -> float:
        """Periods across the line without a ladder, as it is [period]."""
        return self.as_is - self.effect_as_is


@record
class StepChance:
    """
    How likely a step comes within the horizon, at the best values.

    Args:
        rung: The id of the rung.
        if_crossed: Where the line is crossed from the first period on.
        if_not: Where it never is.
        first: The first period in which it can be in force where the line is crossed; None where
            it cannot be.
    """

    rung: str
    if_crossed: float
    if_not: float
    first: int | None


@record
class AskedConsent:
    """
    What a ladder changes where its consent is asked for beforehand, and where it is asked when a
    rung is called, with the same chances of yes.

    Args:
        first: Periods across the line, less those without a ladder, asked beforehand (draw)
            [period].
        when_called: The same asked when a rung is called (draw) [period].
        is_own: Whether the ladder itself asks first, on its own terms; otherwise asking costs
            nothing, a yes is held to the end, and a no is final.
    """

    first: Floats
    when_called: Floats
    is_own: bool

    @property
    def difference(self) -> Floats:
        """What asking beforehand changes (draw) [period]."""
        return self.first - self.when_called

    @property
    def ends(self) -> tuple[float, float]:
        """Between which changes it lies in nine of ten draws [period]."""
        low, _, high = percentiles(self.difference)
        return low, high


@record
class LadderLeakage:
    """
    A completed ladder with what it leaks by.

    Args:
        policy: The id of the completed ladder.
        type: The id of the type that is played alone; empty for all of them.
        study: What each brake takes away, draw by draw.
        types: What each type does, by its id.
        by_type: What each brake takes away against each type alone, draw by draw, by its id.
        steps: How likely each step comes that can be consented to.
        horizon: How many periods are played.
        draws: How many draws the means rest on.
        consent: Its consent asked first and when called; None where none may be refused.
    """

    policy: str
    type: str
    study: LeakStudy
    types: Mapping[str, TypeLeakage]
    by_type: Mapping[str, LeakStudy]
    steps: tuple[StepChance, ...]
    horizon: int
    draws: int
    consent: AskedConsent | None = None


def leaking_ladders(case: Case, wanted: str = "") -> tuple[str, ...]:
    """
    Give the ids of the completed ladders whose leaks can be asked for: all but the yardstick.

    Args:
        case: The case.
        wanted: The id of the only one that is asked for; all of them if left out.

    Raises:
        QuestionError: The case holds no game, there is no such ladder, or it is the yardstick.
    """
    base = baseline_of(case).id
    others = tuple(name for name in case.policies.ids if name != base)
    if wanted == base:
        raise QuestionError(
            f"{wanted!r} is what all ladders are held against: it threatens nothing (there are:"
            f" {', '.join(others)})"
        )
    if wanted and wanted not in others:
        raise QuestionError(
            f"there is no ladder {wanted!r} in this case{did_you_mean(wanted, others)} (there are:"
            f" {', '.join(others)})"
        )
    return (wanted,) if wanted else others


def known_type(case: Case, name: str) -> str:
    """
    Give the id of a type of challenger.

    Raises:
        QuestionError: There is none of that id.
    """
    types = [challenger.id for challenger in setup_of(case).types]
    if name and name not in types:
        raise QuestionError(
            f"there is no type {name!r} in this case{did_you_mean(name, types)} (there are:"
            f" {', '.join(types)})"
        )
    return name


def leakage(case: Case, policy: GamePolicy, *, only: str = "", draws: int = DRAWS) -> LadderLeakage:
    """
    Lift every set of brakes of a completed ladder, and share out what they take away.

    Args:
        case: The case.
        policy: The completed ladder.
        only: The id of the type that is played alone; all of them if left out.
        draws: How many draws of the assumptions the means rest on.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    plan, setting = design(case, count=draws), base_setting(case, policy)
    games = games_of((setting, values) for values in plan.draws)
    played = [against(game, only) for game in games] if only else games
    study, by_type = leak_studies(played)
    horizon = max(case.horizon)
    return LadderLeakage(
        policy=policy.id,
        type=only,
        study=study,
        types={name: _of_type(alone) for name, alone in by_type.items()},
        by_type=by_type,
        steps=step_chances(game_of(setting, plan.best), horizon),
        horizon=horizon,
        draws=draws,
        consent=asked_consent(played, study.as_is),
    )


def asked_consent(games: Sequence[Game], as_is: Floats) -> AskedConsent | None:
    """
    Ask for consent at the other time, too, where it may be refused in any draw; nothing else.

    Args:
        games: One game a draw, of one ladder.
        as_is: What the ladder changes as it asks itself, of `effect_of` (draw) [period].

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    if not any(waits_for_consent(game) or asks_first(game) for game in games):
        return None
    is_own = any(map(asks_first, games))
    at_other_time = asked_when_called if is_own else asked_first
    other = effect_of([at_other_time(game) for game in games])
    first, when_called = (as_is, other) if is_own else (other, as_is)
    return AskedConsent(first=first, when_called=when_called, is_own=is_own)


def effect_of(games: Sequence[Game]) -> Floats:
    """
    Give what a ladder changes of the periods across (draw) [period].

    Args:
        games: One game a draw, of one ladder.
    """
    return periods_across(games) - periods_across([bare(game) for game in games])


def _of_type(study: LeakStudy) -> TypeLeakage:
    return TypeLeakage(
        as_is=float(study.across[0].mean()),
        lifted=float(study.across[-1].mean()),
        effect_as_is=float(study.as_is.mean()),
        effect_lifted=float(study.lifted.mean()),
    )


def step_chances(case_game: Game, horizon: int) -> tuple[StepChance, ...]:
    """
    Say how likely each step above the lowest comes within so many periods, and how soon; barred
    ones left out.
    """
    game, _ = trimmed(case_game)
    if not game.ladder.rungs[1:]:
        return ()
    crosses, complies = crossed([game]), compliant([game])
    return tuple(
        StepChance(
            rung=rung.id,
            if_crossed=comes_within(crosses, place, horizon),
            if_not=comes_within(complies, place, horizon),
            first=first_period(crosses, place, FARTHEST * horizon),
        )
        for place, rung in enumerate(game.ladder.rungs)
        if place
    )
