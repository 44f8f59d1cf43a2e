"""
Claims that a case words for itself: one ladder is better than another, deters a type, gets its
demand met, or changes places with another as an assumption moves.

Each holds or fails draw by draw, as the tests with a name do.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from phaseline.case.games import setup_of
from phaseline.case.model.claims import BetterLadder, ChangedOrder, DeterredType, MetDemand
from phaseline.desk.comparison.claim_tests import (
    SLIGHT,
    ClaimFigure,
    FlipOf,
    Ground,
    Measured,
    TestOutcome,
    by_lead,
    flags,
    over_draws,
)
from phaseline.desk.comparison.game_of_case import RED_LINE, GameVariant, games_of
from phaseline.desk.comparison.study import figures, yardstick_setting
from phaseline.desk.estimates.valuation import Valuation, ends_of
from phaseline.game.ahead import TOGETHER, grouped
from phaseline.game.arrays import Floats
from phaseline.game.demand import met_by_all
from phaseline.game.metrics import METRICS, FigureUnit
from phaseline.game.play import played_quickly
from phaseline.game.spec import ChallengerType, Game
from phaseline.game.ties import less, more

HALF = 0.5  # of a period across: less is deterred; and of a chance: as much is met
POINTS = 9


def better(ground: Ground, claim: BetterLadder) -> TestOutcome:
    """Is one ladder better than another, each against the baseline under the same values?"""
    metric = METRICS[claim.by]
    mine, theirs = (ground.change(name, claim.by) for name in (claim.ladder, claim.than))
    return by_lead(
        metric.sense * (mine - theirs),
        slight(claim.by),
        tuple(ground.change_figure(name, claim.by) for name in (claim.ladder, claim.than)),
        unit=metric.unit,
        base=ground.base(claim.ladder, claim.by),
    )


def slight(metric: str) -> float:
    """Give what is no difference yet: a twentieth of a period or of a payoff; of a chance none."""
    return 0.0 if METRICS[metric].unit is FigureUnit.CHANCE else SLIGHT


def deters(ground: Ground, claim: DeterredType) -> TestOutcome:
    """Is a type across for less than half a period, where it has not begun to cross?"""
    values = [ground.plan.best, *ground.plan.draws]
    alone = _alone(ground, ground.setting(claim.ladder), claim.type)
    without = _alone(ground, yardstick_setting(ground.case, alone), claim.type)
    mine, theirs = (
        figures(side, values, wanted=("inside",))["inside"] for side in (alone, without)
    )
    return TestOutcome(
        holds=flags(less(mine[1:], HALF)),
        figures=(
            over_draws(
                mine[1:],
                Measured.TYPE_ACROSS,
                FigureUnit.PERIODS,
                is_change=False,
                subject=claim.type,
            ),
            over_draws(
                theirs[1:],
                Measured.TYPE_ACROSS_WITHOUT,
                FigureUnit.PERIODS,
                is_change=False,
                subject=claim.type,
            ),
        ),
        sides=2,
    )


def _alone(ground: Ground, setting: GameVariant, name: str) -> GameVariant:
    """Give a setting in which every challenger is of one type and has not begun to cross."""

    def shape(game: Game) -> Game:
        types = tuple(_certain(kind) for kind in game.challenger.types if kind.id == name)
        return replace(game, challenger=replace(game.challenger, types=types))

    red = [track for track in setup_of(ground.case).tracks if track.of == RED_LINE]
    first = tuple((track.id, track.levels[0]) for track in red)
    return replace(setting, shape=shape, standing=first)


def _certain(kind: ChallengerType) -> ChallengerType:
    return replace(kind, prior=1.0)


def met(ground: Ground, claim: MetDemand) -> TestOutcome:
    """Is the demand met by the last horizon, with a chance of at least one half?"""
    setting = ground.setting(claim.ladder)
    demands = setting.policy.demand
    if claim.demand:
        demands = tuple(demand for demand in demands if demand.track == claim.demand)
    if not demands:
        return TestOutcome(holds=None, settled=False)
    chances = _met(setting, [ground.plan.best, *ground.plan.draws], claim.demand)
    return TestOutcome(
        holds=flags(~less(chances[1:], HALF)),
        figures=(
            over_draws(chances[1:], Measured.MET, FigureUnit.CHANCE, is_change=False),
            ClaimFigure(
                of=Measured.MET_ON_AVERAGE,
                value=float(chances[1:].mean()),
                unit=FigureUnit.CHANCE,
            ),
        ),
    )


def _met(setting: GameVariant, values: Sequence[Valuation], track: str) -> Floats:
    """Give the chance that the demand is met by the last horizon, for each valuation."""
    chances = np.zeros(len(values))
    horizon = max(values[0].case.horizon)
    for places, games in grouped(games_of((setting, value) for value in values)):
        for first in range(0, len(games), TOGETHER):
            some = slice(first, first + TOGETHER)
            play = played_quickly(games[some])
            chances[places[some]] = met_by_all(play, horizon, track=track)
    return chances


def flips(ground: Ground, claim: ChangedOrder) -> TestOutcome:
    """Do two ladders change places between the low and the high end of an assumption?"""
    name = claim.address.removeprefix("assumptions.")
    low, high = ends_of(ground.case.assumptions[name]) or (0.0, 0.0)
    (at_low, base_low), (at_high, base_high) = (
        _leads(ground, claim, [_moved(draw, name, end) for draw in ground.plan.draws])
        for end in (low, high)
    )
    least = slight(claim.by)
    shares = np.linspace(low, high, POINTS)
    path, _ = _leads(ground, claim, [_moved(ground.plan.best, name, float(at)) for at in shares])
    return TestOutcome(
        holds=flags(
            (more(at_low, least) & less(at_high, -least))
            | (less(at_low, -least) & more(at_high, least))
        ),
        level=flags(~more(np.abs(at_low), least) & ~more(np.abs(at_high), least)),
        figures=tuple(
            over_draws(
                lead, Measured.LEAD_AT, METRICS[claim.by].unit, base=base, beside=name, at=end
            )
            for lead, base, end in ((at_low, base_low, low), (at_high, base_high, high))
        ),
        flip=_crossing(shares, path, least),
        flip_of=FlipOf.ASSUMPTION,
        sides=2,
    )


def _leads(
    ground: Ground, claim: ChangedOrder, values: Sequence[Valuation]
) -> tuple[Floats, float]:
    """
    Give by how much the first ladder is better than the second, for each valuation, and in their
    middle what the first is set against: the metric without it.
    """
    changes, without = [], []
    for name in claim.between:
        setting = ground.setting(name)
        mine, theirs = (
            figures(side, values, wanted=(claim.by,))[claim.by]
            for side in (setting, yardstick_setting(ground.case, setting))
        )
        changes.append(mine - theirs)
        without.append(float(np.median(theirs)))
    leads = METRICS[claim.by].sense * (changes[0] - changes[1])
    return np.asarray(leads, dtype=np.float64), without[0]


def _moved(draw: Valuation, name: str, value: float) -> Valuation:
    return replace(draw, values={**draw.values, name: value})


def _crossing(at: Floats, leads: Floats, least: float) -> float | None:
    """Find where the lead first changes its sign, between the points by a straight line."""
    signs = np.where(less(np.abs(leads), least), 0.0, np.sign(leads))
    begins = next((sign for sign in signs if sign), 0.0)
    for place in range(1, len(leads)):
        if begins and signs[place] == -begins:
            before, after = leads[place - 1], leads[place]
            return float(at[place - 1] + (at[place] - at[place - 1]) * before / (before - after))
    return None
