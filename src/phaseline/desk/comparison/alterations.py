"""
The same ladder in a game that differs in one thing that the case settles for all of its courses:
how far ahead the challenger plans, whether one of its types abstains, whether a vote goes otherwise
once a crossing is proved.

Each is set against the yardstick in the same altered game, at the best values of all assumptions,
and counted over the case's own horizon: what is altered is the game, and never what is counted.
A challenger who plans farther is looked at over some of the draws too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from phaseline.case.games import abstaining_types, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.game_of_case import GameVariant, game_of
from phaseline.desk.comparison.study import (
    DrawsKey,
    base_setting,
    figures,
    yardstick_key,
    yardstick_setting,
)
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.ahead import by_ties
from phaseline.game.arrays import Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.spec import Game, RungSpec, Vote
from phaseline.terms.record import record
from phaseline.terms.ties import nearest, sign, total

SAMPLE = 16  # draws at most: planning far is slow, and each draw is set beside itself
FARTHER = 2.5  # horizons that the challenger plans for, where it is asked whether they matter
PLANS_FARTHER, NONE_ABSTAINS, NO_PROOF = "plans_farther", "none_abstains", "no_proof"

_Alter = Callable[[Game], Game]


@record
class Alteration:
    """
    What a ladder changes of the periods across the line in an altered game.

    Args:
        change: The change against the yardstick in the same game [period]; None where it cannot be
            told, for its sign hangs on a tie.
        base: The periods across without the ladder [period].
        by_draw: The change in each of the sampled draws [period]; None where it was not drawn.
    """

    change: float | None
    base: float
    by_draw: Floats | None = None


def alterations(case: Case, policy: GamePolicy, plan: Design) -> Mapping[str, Alteration]:
    """
    Solve a ladder and its yardstick in every altered game that differs from the case's own.

    Args:
        case: The case.
        policy: The completed ladder.
        plan: The draws.

    Returns:
        What the ladder changes, by what is altered.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    own = base_setting(case, policy)
    other, game = yardstick_setting(case, own), game_of(own, plan.best)
    altered = {
        name: _altered(game, alter, _yardstick_ends(other, plan.best, name, alter))
        for name, alter in _ways(case, game)
    }
    farther = replace(altered[PLANS_FARTHER], by_draw=_farther_by_draw(case, own, other, plan))
    return {**altered, PLANS_FARTHER: farther}


def _yardstick_ends(
    other: GameVariant, best: Valuation, name: str, alter: _Alter
) -> tuple[float, float]:
    """
    Count the yardstick's periods across in an altered game, once for all ladders that it is played
    beside with the same tracks.
    """
    by = (*yardstick_key(other), name)
    return best.once(by, lambda: _ends(alter(game_of(other, best))))


def sampled(plan: Design) -> slice:
    """Say in which draws the change is looked at: evenly spread, so that every block has some."""
    return slice(None, None, max(1, len(plan.draws) // SAMPLE))


def _farther_by_draw(case: Case, own: GameVariant, other: GameVariant, plan: Design) -> Floats:
    """Give what a ladder changes in each sampled draw where the challenger plans farther."""
    alter = _planning_for(float(planned_periods(case)))

    def inside(setting: GameVariant) -> Floats:
        return figures(
            replace(setting, shape=alter),
            plan.draws[sampled(plan)],
            wanted=("inside",),
            within=max(case.horizon),
        )["inside"]

    by = (*yardstick_key(other), "by draw", PLANS_FARTHER, DrawsKey(plan.draws))
    return inside(own) - plan.best.once(by, lambda: inside(other))


def planned_periods(case: Case) -> int:
    """Give for how many periods a challenger plans who plans farther than the case's horizon."""
    return nearest(FARTHER * max(case.horizon))


def turns_on_proof(game: Game) -> bool:
    """Whether some vote of a ladder goes otherwise once a crossing is proved."""
    return any(_is_moved_by_proof(rung) for rung in game.ladder.rungs)


def _is_moved_by_proof(rung: RungSpec) -> bool:
    return isinstance(rung.consent, Vote) and rung.consent.proved is not None


def _ways(case: Case, game: Game) -> Iterator[tuple[str, _Alter]]:
    """Give what can be altered of a game, with how."""
    yield PLANS_FARTHER, _planning_for(float(planned_periods(case)))
    abstaining = abstaining_types(setup_of(case))
    if abstaining and len(abstaining) < len(game.challenger.types):
        yield NONE_ABSTAINS, _without_types(abstaining)
    if turns_on_proof(game):
        yield NO_PROOF, _without_proof


def _planning_for(periods: float) -> _Alter:
    return lambda game: replace(game, time=replace(game.time, horizon=periods))


def _without_types(names: Sequence[str]) -> _Alter:
    """Make some types impossible; the others stay as likely as they are to one another."""

    def alter(game: Game) -> Game:
        types = game.challenger.types
        left = total(kind.prior for kind in types if kind.id not in names)
        priors = [0.0 if kind.id in names else kind.prior / left for kind in types]
        kinds = tuple(replace(kind, prior=prior) for kind, prior in zip(types, priors, strict=True))
        return replace(game, challenger=replace(game.challenger, types=kinds))

    return alter


def _without_proof(game: Game) -> Game:
    """Let every vote go as today's, whatever is proved."""
    rungs = tuple(
        replace(rung, consent=replace(rung.consent, proved=None))
        if isinstance(rung.consent, Vote)
        else rung
        for rung in game.ladder.rungs
    )
    return replace(game, ladder=replace(game.ladder, rungs=rungs))


def _altered(game: Game, alter: _Alter, theirs: tuple[float, float]) -> Alteration:
    changes = [own - other for own in _ends(alter(game)) for other in theirs]
    is_told = len({sign(change) for change in changes}) == 1
    return Alteration(change=changes[0] if is_told else None, base=theirs[0])


def _ends(game: Game) -> tuple[float, float]:
    """
    Count the periods across within the farthest horizon: where ties are broken for the responder,
    and where they are against it.
    """
    horizon = max(game.solve.horizons)
    ours, against = by_ties([trimmed(game)[0]], ("inside",), within=horizon)
    return float(ours["inside"][0]), float(against["inside"][0])
