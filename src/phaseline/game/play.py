"""
One ladder against every type of challenger: who does what, what it is worth, what follows.

Source:
    `docs/explanation/the-game.md`, (9) to (12) for the answers, (14) and (15) for what a type is
    held to.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import cast

import numpy as np

from phaseline.game.arrays import Bools, Floats
from phaseline.game.compile.games import FollowedChoices, compiled
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import (
    Payoffs,
    asking_costs,
    challenger_payoffs,
    responder_payoffs,
    type_numbers,
)
from phaseline.game.response import (
    BestResponse,
    ChoiceRule,
    answered,
    answered_strongly,
    followed,
    hard,
    selected,
    tied,
)
from phaseline.game.scope import (
    holding,
    may_reach,
    never_inside,
    never_outside,
    soonest_inside,
    soonest_outside,
)
from phaseline.game.spec import Game
from phaseline.terms.record import record


@record
class PlayedGame:
    """
    One type of challenger and its answer.

    Args:
        name: The id of the type.
        prior: Its chance (draw).
        payoffs: Its payoffs.
        choice: Its best response, or what its behaviour prescribes.
        chances: The chance of each act, ties broken for the responder; by period (pair, draw).
        is_hard: Whether it never errs, so that ties matter (draw).
    """

    name: str
    prior: Floats
    payoffs: Payoffs
    choice: BestResponse
    chances: tuple[Floats, ...]
    is_hard: Bools

    def chance(self, period: int) -> Floats:
        """Give the chances of the acts in a period (pair, draw)."""
        return self.chances[min(period, len(self.chances) - 1)]


@record
class Play:
    """
    A ladder played against all types.

    Args:
        model: The compiled game.
        responder: The responder's payoffs.
        types: The types with their answers.
    """

    model: Model
    responder: Payoffs
    types: tuple[PlayedGame, ...]

    @property
    def not_yet(self) -> Floats:
        """The mass at the start that is outside the red line (state, draw)."""
        return np.where(self.model.inside[self.model.level_of][:, None] == 0, self.model.start, 0.0)

    @property
    def already(self) -> Floats:
        """The mass at the start that is inside the red line (state, draw)."""
        return np.where(self.model.inside[self.model.level_of][:, None] == 1, self.model.start, 0.0)


@record
class ForcedWorth:
    """
    What a challenger is worth that is held to something.

    Args:
        comply: Its values at the start if it never enters (state, draw) [M].
        cross: Its choice if it enters at the first opportunity.
        leave: Its values at the start, from inside, if it leaves at the first opportunity
            (state, draw) [M].
        stay: The same if it never leaves.
    """

    comply: Floats
    cross: BestResponse
    leave: Floats
    stay: Floats


def played(
    games: Sequence[Game],
    *,
    reach: FollowedChoices = FollowedChoices.CALLED,
    until_end: bool = False,
) -> Play:
    """
    Let every type answer a ladder best.

    Args:
        games: One game a draw; they share a frame, and barred rungs have been taken out.
        reach: Which of the responder's choices are followed up.
        until_end: Whether states that come to the same until the end are one, as `compiled` has it:
            enough for what is read off the game as it is played.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    return _play(compiled(games, reach=reach, until_end=until_end))


def played_quickly(games: Sequence[Game], *, until_end: bool = False) -> Play:
    """
    Let every type answer a ladder best, and keep what it does but not what each act is worth to it.

    What takes several solutions, such as leverage or ties, cannot be read off it. Games without an
    end, and types that err or follow a rule, are played in full.

    Args:
        games: One game a draw; they share a frame, and barred rungs have been taken out.
        until_end: As with `played`.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    model = compiled(games, until_end=until_end)
    kinds = [kind for game in games for kind in game.challenger.types]
    if model.horizon == inf or any(
        kind.rationality != inf or kind.behaviour != "best" for kind in kinds
    ):
        return _play(model)
    responder = responder_payoffs(model)
    types = []
    for place, kind in enumerate(games[0].challenger.types):
        payoffs = challenger_payoffs(model, place)
        values, marks = answered_strongly(model, payoffs, responder)
        chosen = cast(
            "tuple[Floats, ...]", marks
        )  # a mark counts as 0 or 1, and takes an eighth of the room
        none = np.zeros(model.draws)
        choice = BestResponse(
            values=(values,),
            worth=(),
            chances=chosen,
            rounds=len(chosen),
            residual=0.0,
            spread=(none, none),
        )
        prior = np.array([game.challenger.types[place].prior for game in games])
        is_hard = np.ones(model.draws, dtype=bool)
        types.append(
            PlayedGame(
                name=kind.id,
                prior=prior,
                payoffs=payoffs,
                choice=choice,
                chances=chosen,
                is_hard=is_hard,
            )
        )
    return Play(model=model, responder=responder, types=tuple(types))


def replayed(play: Play, games: Sequence[Game]) -> Play:
    """
    Play a compiled game again with other payoffs, for what the challenger is worth; chances have to
    be the same.

    Ties are not broken for the responder, so what it gets cannot be read off.

    Raises:
        EngineError: A policy did not settle.
    """
    return _play(replace(play.model, games=tuple(games)), breaks_ties=False)


def _play(model: Model, *, breaks_ties: bool = True) -> Play:
    responder = responder_payoffs(model)
    types = tuple(
        _type_answer(model, responder, place, breaks_ties=breaks_ties)
        for place in range(len(model.games[0].challenger.types))
    )
    return Play(model=model, responder=responder, types=types)


def _type_answer(
    model: Model, responder: Payoffs, place: int, *, breaks_ties: bool = True
) -> PlayedGame:
    payoffs = challenger_payoffs(model, place)
    rule = rule_of(model, place)
    choice = answered(model, payoffs, rule)
    is_hard = np.isinf(rule.precision)
    chances = choice.chances
    if is_hard.all() and breaks_ties:
        chances = selected(model, responder, tied(model, choice), best=True).chances
    return PlayedGame(
        name=model.games[0].challenger.types[place].id,
        prior=np.array([game.challenger.types[place].prior for game in model.games]),
        payoffs=payoffs,
        choice=choice,
        chances=chances,
        is_hard=is_hard,
    )


def rule_of(model: Model, place: int) -> ChoiceRule:
    """Give the rule by which one type chooses."""
    everything = np.ones(len(model.pair_state), dtype=bool)
    match model.games[0].challenger.types[place].behaviour:
        case "best":
            return ChoiceRule(allowed=everything, precision=type_numbers(model, place).precision)
        case "never":
            return hard(model, holding(model))
        case "always":
            return hard(model, soonest_inside(model) & never_outside(model))
        case _:
            return ChoiceRule(allowed=everything, precision=np.zeros(model.draws))


def forced(play: Play, kind: PlayedGame, place: int) -> ForcedWorth:
    """Hold one type to complying, crossing, leaving and staying."""
    model = play.model
    inside = model.inside.astype(bool)[model.level_of]
    precision = np.array([game.challenger.types[place].rationality for game in model.games])

    def held(
        allowed: Bools, fixed: Bools | None = None, fixed_values: tuple[Floats, ...] = ()
    ) -> BestResponse:
        return answered(
            model,
            kind.payoffs,
            ChoiceRule(
                allowed=allowed, precision=precision, fixed=fixed, fixed_values=fixed_values
            ),
        )

    free = (
        kind.choice
        if model.games[0].challenger.types[place].behaviour == "best"
        else held(np.ones(len(model.pair_state), dtype=bool))
    )
    # of a whole choice only its values: what each act is worth in each period takes most room
    comply = held(never_inside(model)).values
    return ForcedWorth(
        comply=comply[0],
        cross=held(soonest_inside(model), inside, free.values),
        leave=held(soonest_outside(model), ~inside, comply).values[0],
        stay=held(never_outside(model)).values[0],
    )


def with_ties_against(play: Play) -> Play:
    """
    Give a ladder as played with ties broken against the responder: an input that changes by next to
    nothing may break them so.

    Args:
        play: The ladder as played, in full.

    Raises:
        EngineError: A policy did not settle.
    """
    model, responder = play.model, play.responder
    types = tuple(
        replace(
            kind,
            chances=selected(model, responder, tied(model, kind.choice), best=False).chances,
        )
        if kind.is_hard.all()
        else kind
        for kind in play.types
    )
    return replace(play, types=types)


def expected(start: Floats, values: Floats) -> Floats:
    """
    Give the mean of values over the mass at the start (draw); not a number where there is no mass.
    """
    mass = start.sum(axis=0)
    with np.errstate(invalid="ignore"):
        return np.asarray(
            (start * values).sum(axis=0) / np.where(mass > 0, mass, np.nan), dtype=np.float64
        )


def responder_value(play: Play, *, best: bool, near: bool = False) -> Floats:
    """
    Give the responder's value where the types' ties are broken for it, or against it.

    Args:
        play: The ladder as played.
        best: For it, or against it.
        near: Whether near ties count as ties.

    Returns:
        The value over all types and the start (draw) [M].
    """
    model = play.model
    total = -asking_costs(model)
    for kind in play.types:
        if kind.is_hard.all():
            values = selected(
                model, play.responder, tied(model, kind.choice, near=near), best=best
            ).values[0]
        else:
            values = followed(model, play.responder, kind.chances)[0]
        total = total + kind.prior * (model.start * values).sum(axis=0)
    return total


def can_cross(play: Play) -> bool:
    """Whether a path of acts leads from the start into the red line."""
    reach = may_reach(play.model.levels, inside=True)
    return any(
        reach[place] for place, _ in play.model.levels.start if not play.model.levels.inside[place]
    )


def horizon_of(model: Model, wanted: int) -> int:
    """Give a number of periods, or the horizon where that is shorter."""
    return wanted if model.horizon == inf else min(wanted, int(model.horizon))
