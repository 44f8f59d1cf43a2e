"""
The tests with a name by which claims are held against a case's game, one function each.

A test is told by the claim which ladders, measures, acts and assumptions it is about. It says for
each draw whether the claim holds there, or settles it without draws, and gives the figures that it
rests on.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from phaseline.case.games import abstaining_types, rungs_of, setup_of, tracks_with
from phaseline.case.model.case import Case
from phaseline.case.model.claims import ClaimArguments
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.play import (
    GamePolicy,
    GameTrack,
    MeasureEffect,
    RungAsks,
    RungAt,
    RungRule,
)
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.game_of_case import (
    GameVariant,
    game_of,
    lead_months,
    named_tracks,
)
from phaseline.desk.comparison.study import (
    LadderInDraws,
    base_setting,
    figures,
    yardstick_setting,
)
from phaseline.desk.comparison.variants import Variants, released, turns
from phaseline.desk.consent.consent import VOTE, awaited, passing, share_consent, staying, steps_of
from phaseline.desk.consent.drawn_consents import count_sittings
from phaseline.desk.delivery.supply_options import delivery
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.estimates.valuation import Valuation, period_of
from phaseline.desk.register.ladders import LadderContrast, contrasts
from phaseline.game.arrays import Bools, Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import credibility
from phaseline.game.metrics import METRICS, FigureUnit
from phaseline.game.play import played
from phaseline.game.spec import Game
from phaseline.game.ties import less, more
from phaseline.politics.consulting import Manner
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, is_more, nearest, total

SLIGHT = 0.05  # of a period: what is less is no difference
ANY = 0.0  # of a chance, a share of types or a loss: whatever is told apart is a difference
CERTAIN, RULED_OUT = 1.0, 0.0  # chances of consent
_POINTS = 9  # at which a chance of consent is tried at once
_ROUNDS = 4  # of them, each within one step of the last: to 1 in 4,096
CALLS = (0, 4, 8)  # unexecuted calls at which belief is looked at
_Rule = TypeVar("_Rule", RungRule, RungAt, RungAsks)
_CHANCE, _PERIODS, _PAYOFF = FigureUnit.CHANCE, FigureUnit.PERIODS, FigureUnit.PAYOFF


class Measured(Enum):
    """Of what a figure of a claim is."""

    KEPT_OUT = "kept_out"
    MADE_LEAVE = "made_leave"
    METRIC = "metric"
    AFTER_CALLS = "after_calls"
    LOSS = "loss"
    LEAD = "lead"
    BETTER_THAN_HELD = "better_than_held"
    LEVEL_WITH_HELD = "level_with_held"
    WORSE_THAN_HELD = "worse_than_held"
    DEARER_AT_ONCE = "dearer_at_once"
    CONSULTED = "consulted"
    BYPASSED = "bypassed"
    STEPS_WITHOUT_TOP = "steps_without_top"
    STEPS_BELOW_TOP = "steps_below_top"
    AS_STATED = "as_stated"
    IF_CLIMBED = "if_climbed"
    BETTER_IF_CLIMBED = "better_if_climbed"
    LEVEL_IF_CLIMBED = "level_if_climbed"
    WORSE_IF_CLIMBED = "worse_if_climbed"
    ACTS = "acts"
    ACTS_THAT_SPARE = "acts_that_spare"
    WITH_DEMAND = "with_demand"
    WITHOUT_DEMAND = "without_demand"
    CHEATING = "cheating"
    VAGUE_DETERS = "vague_deters"
    CLEAR_DETERS = "clear_deters"
    STAYING = "staying"
    ENDING = "ending"
    UNDER_SWITCH = "under_switch"
    COST_FREE = "cost_free"
    COST_DEAREST = "cost_dearest"
    COST_ASSUMED = "cost_assumed"
    ANSWERED = "answered"
    TYPE_ACROSS = "type_across"
    TYPE_ACROSS_WITHOUT = "type_across_without"
    MET = "met"
    MET_ON_AVERAGE = "met_on_average"
    LEAD_AT = "lead_at"


class Lack(Enum):
    """What the game, the case or its sources lack, so that a claim cannot be held against them."""

    LADDER = "ladder"  # a ladder that it names was left out of the comparison
    CONSENT = "consent"  # nobody's consent is waited for
    PROMISE = "promise"  # the ladder demands no promise
    STEPS = "steps"  # the ladder has no rung between its lowest and its top one
    RISE = "rise"  # nobody can climb the track
    ACTS = "acts"  # no act to compare with
    CREDIBILITY = "credibility"  # no audience cost makes the threat credible
    CLEAR = "clear"  # what is compared does not point one way
    MEASURE = "measure"  # no source gives a measure of it


@record
class ClaimFigure:
    """
    A number that a claim rests on.

    Args:
        of: Of what it is.
        value: The number.
        unit: What it is counted in.
        is_change: Whether it is a difference, whose sign is told.
        base: The same without the ladder, where it is a difference; None otherwise.
        low: The 5th percentile over the draws, whose median is the number; None where it is no
            figure of draws.
        high: The 95th percentile.
        subject: The id of the ladder, measure, track or type that it is of; empty where the claim
            says it.
        beside: What else tells it apart: a metric, a switch, an assumption, a count.
        at: At which value of what is beside it; None where there is none.
    """

    of: Measured
    value: float
    unit: FigureUnit
    is_change: bool = False
    base: float | None = None
    low: float | None = None
    high: float | None = None
    subject: str = ""
    beside: str = ""
    at: float | None = None


class Switch(Enum):
    """A reading of the case under which a claim turns, whatever the draws."""

    FOR_GOOD = "for good"
    CREDIT = "credit"
    RELEASE = "release"


class FlipOf(Enum):
    """What is moved until a claim turns at the best values."""

    CONSENT = "consent"
    SHARED_CONSENT = "shared_consent"
    RELEASE = "release"
    ASSUMPTION = "assumption"


@record
class Regime:
    """
    A stretch of the chance of consent over which one ladder leads.

    Args:
        low: Where it begins.
        high: Where it ends.
        leader: The id of the ladder; empty where both are level.
    """

    low: float
    high: float
    leader: str


@record
class TestOutcome:
    """
    What a test came to.

    Args:
        holds: For each draw whether the claim holds; None where it is not a matter of draws.
        level: For each draw whether what is compared is level, so that the claim does not hold;
            empty where nothing is compared.
        figures: The numbers it rests on; of a comparison both sides come first.
        settled: Without draws: whether it holds; None where the game cannot decide it.
        switch: The reading of the case under which it turns, if there is one.
        flip: The value at which it turns at the best values of all assumptions, if there is one.
        flip_of: Of what that is a value; None where no value is looked for.
        sides: How many of the figures are the sides of a comparison.
        regimes: Which of two ladders leads at the best values, by the chance of consent at one
            sitting, from none up.
        lacks: What is missing to decide it; None where it is decided.
    """

    holds: tuple[bool, ...] | None
    level: tuple[bool, ...] = ()
    figures: tuple[ClaimFigure, ...] = ()
    settled: bool | None = None
    switch: Switch | None = None
    flip: float | None = None
    flip_of: FlipOf | None = None
    sides: int = 0
    regimes: tuple[Regime, ...] = ()
    lacks: Lack | None = None


def undecided(lacks: Lack) -> TestOutcome:
    """Give the outcome of a test that cannot be made."""
    return TestOutcome(holds=None, lacks=lacks)


@record
class Ground:
    """What the tests stand on: the case, the draws, and the ladders in these draws, by id."""

    case: Case
    plan: Design
    studies: Mapping[str, LadderInDraws]
    variants: Mapping[str, Variants]

    def change(self, name: str, metric: str) -> Floats:
        """Give how a ladder changes a metric, draw by draw."""
        return self.studies[name].change_by_draw(metric)

    def base(self, name: str, metric: str) -> float:
        """
        Give a metric without the ladder, that of the yardstick beside it, in the middle of the
        draws.
        """
        return middle(self.studies[name].theirs[metric])

    def change_figure(self, name: str, metric: str = "inside") -> ClaimFigure:
        """Give how a ladder changes a metric over the draws."""
        return over_draws(
            self.change(name, metric),
            Measured.METRIC,
            METRICS[metric].unit,
            base=self.base(name, metric),
            subject=name,
            beside=metric,
        )

    def policy(self, name: str) -> GamePolicy:
        """Give a completed ladder."""
        return self.studies[name].policy

    def setting(self, name: str) -> GameVariant:
        """Give what is played of a ladder at first."""
        return base_setting(self.case, self.policy(name))

    def inside(self, setting: GameVariant, values: Sequence[Valuation]) -> Floats:
        """Give the periods inside of a setting (valuation)."""
        return figures(setting, values, wanted=("inside",))["inside"]

    def changes(self, setting: GameVariant, values: Sequence[Valuation]) -> Floats:
        """Give how a setting changes the periods inside against the yardstick (valuation)."""
        other = yardstick_setting(self.case, setting)
        return self.inside(setting, values) - self.inside(other, values)

    def steps(self, name: str) -> tuple[str, ...]:
        """Give the procedures by which a ladder's top rung is voted on; none where none is."""
        stands, top = self.setting(name).stands, rungs_of(self.case, self.policy(name))[-1]
        votes = (steps_of(stands[measure]) for measure in top.measures if measure in stands)
        return next((steps for steps in votes if steps), ())

    def effect(self, measure: str) -> MeasureEffect:
        """Give what a measure does in the game."""
        effects = setup_of(self.case).effects
        return next(effect for effect in effects if effect.measure == measure)


def middle(values: Floats) -> float:
    """Give the middle of the draws, which stand behind the best values."""
    return float(np.median(values[1:]))


def share_of_draws(draws: Bools, of: Measured) -> ClaimFigure:
    """Give in which share of the draws something is so."""
    return ClaimFigure(of=of, value=float(draws.mean()), unit=FigureUnit.SHARE)


def over_draws(
    draws: Floats,
    of: Measured,
    unit: FigureUnit,
    *,
    base: float | None = None,
    is_change: bool = True,
    subject: str = "",
    beside: str = "",
    at: float | None = None,
) -> ClaimFigure:
    """Give a figure of draws: its median within the 5th and 95th percentile of the same draws."""
    low, median, high = percentiles(draws)
    return ClaimFigure(
        of=of,
        value=median,
        low=low,
        high=high,
        unit=unit,
        is_change=is_change,
        base=base,
        subject=subject,
        beside=beside,
        at=at,
    )


def by_lead(
    lead: Floats,
    least: float,
    figures: tuple[ClaimFigure, ...],
    *,
    unit: FigureUnit = _PERIODS,
    base: float | None = None,
) -> TestOutcome:
    """
    Give the outcome of a comparison of two sides, draw by draw: ahead, level or behind.

    Args:
        lead: By how much the side that the claim speaks for is ahead (draw).
        least: What is no difference yet.
        figures: Both sides.
        unit: What the lead is counted in.
        base: What both sides are set against.
    """
    return TestOutcome(
        holds=flags(more(lead, least)),
        level=flags(~more(lead, least) & ~less(lead, -least)),
        figures=(*figures, over_draws(lead, Measured.LEAD, unit, base=base)),
        sides=len(figures),
    )


def period_change(
    periods: float | np.floating,
    of: Measured,
    base: float | np.floating | None,
    *,
    subject: str = "",
    beside: str = "",
) -> ClaimFigure:
    """Give a difference in periods, with what it is a difference to."""
    return ClaimFigure(
        of=of,
        value=float(periods),
        unit=_PERIODS,
        is_change=True,
        base=None if base is None else float(base),
        subject=subject,
        beside=beside,
    )


def flags(values: Bools) -> tuple[bool, ...]:
    """Give truth values one by one."""
    return tuple(bool(value) for value in values)


def _count(number: int, of: Measured, subject: str = "") -> ClaimFigure:
    return ClaimFigure(of=of, value=float(number), unit=FigureUnit.COUNT, subject=subject)


def compellence_is_harder(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Does the ladder that deters best keep more from crossing than the ladder that compels best makes
    leave?
    """
    names = arguments.ladders
    prevented = np.max([1 - ground.studies[name].mine["crossing"][1:] for name in names], axis=0)
    left = np.max(
        [np.nan_to_num(ground.studies[name].mine["leaving"][1:]) for name in names], axis=0
    )
    sides = (
        over_draws(prevented, Measured.KEPT_OUT, _CHANCE, is_change=False),
        over_draws(left, Measured.MADE_LEAVE, _CHANCE, is_change=False),
    )
    return replace(by_lead(prevented - left, ANY, sides, unit=_CHANCE), switch=Switch.FOR_GOOD)


def unexecuted_threats(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Do more unexecuted calls make a threat restrain less, once belief in it moves? Without that it
    is false by construction.
    """
    setting = ground.setting(arguments.ladder)
    values = [ground.plan.best, *ground.plan.draws]
    inside = [
        figures(replace(setting, credit=calls), values, wanted=("inside",))["inside"]
        for calls in CALLS
    ]
    figures_by_calls = tuple(
        over_draws(periods[1:], Measured.AFTER_CALLS, _PERIODS, is_change=False, at=float(calls))
        for periods, calls in zip(inside, CALLS, strict=True)
    )
    base = ground.base(arguments.ladder, "inside")
    outcome = by_lead(inside[-1][1:] - inside[0][1:], SLIGHT, figures_by_calls, base=base)
    return replace(outcome, switch=Switch.CREDIT)


def _discounted(values: Valuation, effect: MeasureEffect) -> float:
    """
    Give the loss of one measure times how much of it is left after goods, consent and lead: φ · L ·
    q/(1−δ(1−q)) · δⁿ, for a vote every r periods φ · L · q/(1−(1−q)δʳ) · δⁿ.
    """
    chance, wait = awaited(values, effect)
    later = _weight_after(values, wait)
    consent = chance / (1 - (1 - chance) * later) if chance else 0.0
    return _delivered(values, effect) * consent


def _delivered(values: Valuation, effect: MeasureEffect) -> float:
    """Give the loss that is left once goods and lead are counted: φ · L · δⁿ."""
    delta = values.of(setup_of(values.case).discount_challenger)
    stays = staying(values.case, effect.measure)
    lead = nearest(lead_months(values, effect, stays) / period_of(values.case))
    return values.of(effect.loss) * delivery(values, effect, stays).share * delta**lead


def _weight_after(values: Valuation, months: float) -> float:
    """Give what a unit is worth to the challenger after a time [month]: δ a period."""
    delta = values.of(setup_of(values.case).discount_challenger)
    return float(delta ** (months / period_of(values.case)))


def stronger_measure(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Does one measure, with its consent and lead, weigh more than another? Detection cancels out, and
    so does a consent that both wait for.
    """
    strong, weak = ground.effect(arguments.measure), ground.effect(arguments.than)
    is_shared = share_consent(ground.case, (strong, weak))
    losses = [
        np.array([_discounted(draw, effect) for draw in ground.plan.draws])
        for effect in (strong, weak)
    ]
    sides = tuple(
        over_draws(loss, Measured.LOSS, _PAYOFF, is_change=False, subject=effect.measure)
        for effect, loss in zip((strong, weak), losses, strict=True)
    )
    best = ground.plan.best
    return replace(
        by_lead(losses[0] - losses[1], ANY, sides, unit=_PAYOFF),
        flip=None if is_shared else _consent_that_equals(best, strong, _discounted(best, weak)),
        flip_of=FlipOf.SHARED_CONSENT if is_shared else FlipOf.CONSENT,
    )


def _consent_that_equals(values: Valuation, effect: MeasureEffect, loss: float) -> float | None:
    """
    Solve L · q/(1−(1−q)δʳ) · δⁿ = W for the chance of one vote q: q = W(1−δʳ) / (L·δⁿ − W·δʳ).
    """
    later = _weight_after(values, awaited(values, effect)[1])
    weight = _delivered(values, effect) - loss * later
    chance = loss * (1 - later) / weight if weight > 0 else -1.0
    return chance if not is_less(chance, 0.0) and not is_more(chance, 1.0) else None


def phasing(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Does a phased ladder leave fewer periods inside than taking the top rung at once? Beside it
    stands the ladder that keeps its top rung for the line, and which of the two leads by how likely
    a vote is won.
    """
    name, at_once, held = arguments.ladder, arguments.at_once, arguments.held
    phased, leap = ground.change(name, "inside"), ground.change(at_once, "inside")
    outcome = by_lead(
        leap - phased,
        SLIGHT,
        (ground.change_figure(name), ground.change_figure(at_once)),
        base=ground.base(name, "inside"),
    )
    over_held = ground.change(held, "inside") - phased
    dearer = more(ground.change(name, "value"), ground.change(at_once, "value"))
    is_ahead, is_behind = more(over_held, SLIGHT), less(over_held, -SLIGHT)
    return replace(
        outcome,
        figures=(
            *outcome.figures,
            ground.change_figure(held),
            share_of_draws(is_ahead, Measured.BETTER_THAN_HELD),
            share_of_draws(~is_ahead & ~is_behind, Measured.LEVEL_WITH_HELD),
            share_of_draws(is_behind, Measured.WORSE_THAN_HELD),
            share_of_draws(dearer, Measured.DEARER_AT_ONCE),
        ),
        regimes=_regimes(ground, (name, held)) if ground.steps(held) else (),
    )


def _regimes(ground: Ground, names: tuple[str, str]) -> tuple[Regime, ...]:
    """Find over which chances of consent each of two ladders leads at the best values."""
    chances = np.linspace(RULED_OUT, CERTAIN, _POINTS)
    leaders = _leaders(ground, names, chances)
    turns = [
        (_turn(ground, names, (float(chances[place - 1]), float(chances[place]))), leaders[place])
        for place in range(1, _POINTS)
        if leaders[place] != leaders[place - 1]
    ]
    ends = [RULED_OUT, *(at for at, _ in turns), CERTAIN]
    return tuple(
        Regime(low=low, high=high, leader=leader)
        for low, high, leader in zip(
            ends[:-1], ends[1:], [leaders[0], *(leader for _, leader in turns)], strict=True
        )
    )


def _turn(ground: Ground, names: tuple[str, str], ends: tuple[float, float]) -> float:
    """Close in on where the leader at the low end no longer leads."""
    low, high = ends
    for _ in range(_ROUNDS - 1):
        chances = np.linspace(low, high, _POINTS)
        leaders = _leaders(ground, names, chances)
        place = next(place for place in range(1, _POINTS) if leaders[place] != leaders[0])
        low, high = float(chances[place - 1]), float(chances[place])
    return (low + high) / 2


def _leaders(ground: Ground, names: tuple[str, str], chances: Floats) -> list[str]:
    """Name the ladder with fewer periods inside at each chance of consent; none where level."""
    first, second = (
        ground.changes(ground.setting(name), [voted(ground.plan.best, float(at)) for at in chances])
        for name in names
    )
    is_first, is_second = more(second - first, SLIGHT), more(first - second, SLIGHT)
    return [
        names[0] if ahead else names[1] if behind else ""
        for ahead, behind in zip(is_first, is_second, strict=True)
    ]


def voted(values: Valuation, chance: float) -> Valuation:
    """Put a chance in the place of what the count of votes gives."""
    return replace(values, values={**values.values, VOTE: chance})


def limited_steps(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Do the rungs below the top one restrain where the top one is not consented to, and add nothing
    where its consent is certain?

    What they add is the periods inside with them, less those of the same ladder with its lowest and
    its top rung alone.
    """
    policy = ground.policy(arguments.ladder)
    rungs = [rung.id for rung in rungs_of(ground.case, policy)]
    if not ground.steps(arguments.ladder):
        return undecided(Lack.CONSENT)
    if len(rungs) <= len(_OUTER):
        return undecided(Lack.STEPS)
    bare = _of_rungs(policy, rungs[0], rungs[-1])
    without_top, below_top = (
        _added_by_steps(ground, policy, bare, chance) for chance in (RULED_OUT, CERTAIN)
    )
    base = ground.base(arguments.ladder, "inside")
    is_felt, is_felt_below = less(without_top, -SLIGHT), less(below_top, -SLIGHT)
    is_level = ~is_felt & ~is_felt_below & ~more(without_top, SLIGHT) & ~more(below_top, SLIGHT)
    return TestOutcome(
        holds=flags(is_felt & ~is_felt_below),
        level=flags(is_level),
        figures=(
            over_draws(without_top, Measured.STEPS_WITHOUT_TOP, _PERIODS, base=base),
            over_draws(below_top, Measured.STEPS_BELOW_TOP, _PERIODS, base=base),
            over_draws(below_top - without_top, Measured.LEAD, _PERIODS, base=base),
        ),
        sides=2,
    )


def _added_by_steps(ground: Ground, policy: GamePolicy, bare: GamePolicy, chance: float) -> Floats:
    """Give what a ladder changes against its bare form, with a chance of each vote (draw)."""
    draws = [voted(draw, chance) for draw in ground.plan.draws]
    tracks = named_tracks(setup_of(ground.case), policy)
    with_steps, without = (
        ground.inside(replace(base_setting(ground.case, course), tracks=tracks), draws)
        for course in (policy, bare)
    )
    return np.asarray(with_steps - without, dtype=np.float64)


_OUTER = ("lowest", "top")  # the rungs that are no steps between


def _of_rungs(policy: GamePolicy, lowest: str, top: str) -> GamePolicy:
    """Give a ladder without the rungs between its lowest and its top one."""
    rungs = (lowest, top)
    return replace(
        policy,
        rungs=rungs,
        enter=_of(rungs, policy.enter),
        exit=_of(rungs, policy.exit),
        lasting=tuple(rung for rung in policy.lasting if rung in rungs),
        overt=_of(rungs, policy.overt),
        deadline=_of(rungs, policy.deadline),
        available=_of(rungs, policy.available),
        asks=_of(rungs, policy.asks),
        off_ramp=lowest if policy.off_ramp else "",
        max_step=0,
    )


def _of(rungs: Collection[str], rules: tuple[_Rule, ...]) -> tuple[_Rule, ...]:
    """Give the rules about some rungs."""
    return tuple(rule for rule in rules if rule.rung in rungs)


def involvement(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Does a course leave fewer periods in which a track is climbed than no new step? Beside it stands
    the same course on condition: its top rung comes only once the track is climbed.
    """
    policy, setup = ground.policy(arguments.ladder), setup_of(ground.case)
    track = setup.tracks[arguments.track]
    raised = raised_levels(ground.case, track)
    if not raised:
        return undecided(Lack.RISE)
    top = [rung.id for rung in rungs_of(ground.case, policy)][-1]
    if_climbed = replace(
        policy,
        enter=(),
        deadline=(),
        overt=tuple(RungAt(track=track.id, level=level, rung=top) for level in raised),
        demand=(),
    )
    stated, conditional = (
        replace(
            base_setting(ground.case, course),
            tracks=named_tracks(setup, policy) | {track.id},
            shape=_LineOn(track=track.id, levels=raised),
        )
        for course in (policy, if_climbed)
    )
    draws = ground.plan.draws
    theirs = ground.inside(yardstick_setting(ground.case, stated), draws)
    change, change_if = (
        ground.inside(setting, draws) - theirs for setting in (stated, conditional)
    )
    base = float(np.median(theirs))
    is_ahead, is_behind = less(change_if, -SLIGHT), more(change_if, SLIGHT)
    outcome = by_lead(
        -change,
        SLIGHT,
        (
            over_draws(change, Measured.AS_STATED, _PERIODS, base=base),
            over_draws(change_if, Measured.IF_CLIMBED, _PERIODS, base=base),
        ),
        base=base,
    )
    return replace(
        outcome,
        figures=(
            *outcome.figures[:2],
            share_of_draws(is_ahead, Measured.BETTER_IF_CLIMBED),
            share_of_draws(~is_ahead & ~is_behind, Measured.LEVEL_IF_CLIMBED),
            share_of_draws(is_behind, Measured.WORSE_IF_CLIMBED),
        ),
        sides=1,  # the other side is the base
    )


def raised_levels(case: Case, track: GameTrack) -> tuple[str, ...]:
    """Give the levels of a track to which somebody can climb from a lower one."""
    of = case.tracks.get(track.of)
    levels = track.levels or (of.levels if of else ())
    raised = {move.end for move in track.moves if levels.index(move.end) > levels.index(move.start)}
    return tuple(level for level in levels if level in raised)


@record
class _LineOn:
    """Puts the line of a game on levels of one track, in place of the case's red line."""

    track: str
    levels: tuple[str, ...]

    def __call__(self, game: Game) -> Game:
        return replace(game, red_line={self.track: self.levels})


def consensus_route(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """Does a ladder leave fewer periods inside with a consensus than after a bypass?"""
    setting, steps = ground.setting(arguments.ladder), ground.steps(arguments.ladder)
    if not steps:
        return undecided(Lack.CONSENT)
    count_sittings(ground.plan.draws, steps, Manner.BYPASSED)
    bypassed = [_bypassed(draw, steps) for draw in ground.plan.draws]
    base = ground.studies[arguments.ladder].theirs["inside"][1:]
    without = figures(setting, bypassed, wanted=("inside",))["inside"] - base
    along = ground.change(arguments.ladder, "inside")
    middle_base = float(np.median(base))
    sides = tuple(
        over_draws(change, of, _PERIODS, base=middle_base)
        for change, of in ((along, Measured.CONSULTED), (without, Measured.BYPASSED))
    )
    return by_lead(without - along, SLIGHT, sides, base=middle_base)


def _bypassed(draw: Valuation, steps: tuple[str, ...]) -> Valuation:
    """
    Put what the same count of votes gives after a bypass in the place of what it gives after
    consultation.
    """
    chance = passing(draw, steps, manner=Manner.BYPASSED)
    return replace(draw, values={**draw.values, VOTE: chance})


def proportion(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Set acts that are done beside the rungs of a ladder: a comparison, no legal finding. It holds
    where no act endangers own nationals and every rung may kill the other side's.
    """
    ladder = ground.case.ladders[ground.policy(arguments.ladder).ladder]
    rows = [row for row in contrasts(ground.case, ladder) if _is_compared(row, arguments.acts)]
    if not rows:
        return undecided(Lack.ACTS)
    unlike = [row for row in rows if _is_unlike(row)]
    return TestOutcome(
        holds=None,
        settled=len(unlike) == len(rows) or None,
        lacks=None if len(unlike) == len(rows) else Lack.CLEAR,
        figures=(
            _count(len({row.act.id for row in rows}), Measured.ACTS),
            _count(len({row.act.id for row in unlike}), Measured.ACTS_THAT_SPARE),
        ),
    )


def _is_compared(row: LadderContrast, acts: Sequence[str]) -> bool:
    return row.act.id in acts if acts else row.act.goal != "none"


def _is_unlike(row: LadderContrast) -> bool:
    endangers, may_kill = (
        row.act.attributes.endangers_own_nationals,
        row.rung.attributes.may_kill_theirs,
    )
    return endangers == "no" and may_kill == "yes"


def demanded_promise(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """Does the demand for a promise leave fewer periods inside than the same ladder without it?"""
    name = arguments.ladder
    policy = ground.policy(name)
    answers = {track.id for track in tracks_with(ground.case, TrackRole.ANSWER)}
    if not any(demand.track in answers for demand in policy.demand):
        return undecided(Lack.PROMISE)
    bare = replace(
        policy,
        demand=tuple(demand for demand in policy.demand if demand.track not in answers),
        overt=tuple(rung for rung in policy.overt if rung.track not in answers),
    )
    setting = base_setting(ground.case, bare)
    values = [ground.plan.best, *ground.plan.draws]
    mine, theirs = (
        figures(side, values, wanted=("inside",))["inside"]
        for side in (setting, yardstick_setting(ground.case, setting))
    )
    without, along = mine[1:] - theirs[1:], ground.change(name, "inside")
    base = ground.base(name, "inside")
    outcome = by_lead(
        without - along,
        SLIGHT,
        (
            over_draws(along, Measured.WITH_DEMAND, _PERIODS, base=base),
            over_draws(without, Measured.WITHOUT_DEMAND, _PERIODS, base=middle(theirs)),
        ),
        base=base,
    )
    cheating = over_draws(
        ground.studies[name].mine["cheating"][1:], Measured.CHEATING, _PERIODS, is_change=False
    )
    return replace(outcome, figures=(*outcome.figures, cheating))


def ambiguity(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Does leaving open which measure follows deter more types than saying it?

    Ambiguous: the types whose gain is below the mean loss. Clear: the mean over the measures of the
    types below each loss.
    """
    effects = [ground.effect(measure) for measure in arguments.measures]
    setting = ground.setting(next(iter(ground.studies)))
    vague, clear = np.array([_deterred(draw, setting, effects) for draw in ground.plan.draws]).T
    sides = tuple(
        over_draws(share, of, _CHANCE, is_change=False)
        for share, of in ((vague, Measured.VAGUE_DETERS), (clear, Measured.CLEAR_DETERS))
    )
    return by_lead(vague - clear, ANY, sides, unit=_CHANCE)


def _deterred(
    values: Valuation, setting: GameVariant, effects: Iterable[MeasureEffect]
) -> tuple[float, float]:
    """Give the share of types that a vague threat deters, and that clear ones do on average."""
    game = game_of(setting, values)
    red, abstaining = next(iter(game.red_line)), abstaining_types(setup_of(values.case))
    gains = [
        (kind.prior, max(kind.gain.get(red, {}).values(), default=0.0))
        for kind in game.challenger.types
        if kind.id not in abstaining  # what holds it back is no threat
    ]
    losses = [_discounted(values, effect) for effect in effects]

    def below(loss: float) -> float:
        return total(prior for prior, gain in gains if is_less(gain, loss))

    return below(float(np.mean(losses))), float(np.mean([below(loss) for loss in losses]))


def released_restraint(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Is the challenger freer once a measure that releases it cannot be taken back? The switches of
    released restraint say how far.
    """
    name = arguments.ladder
    metered = figures(
        replace(ground.setting(name), is_lasting=False), ground.plan.draws, wanted=("inside",)
    )["inside"]
    lasting = ground.studies[name].mine["inside"][1:]
    varied, asked = ground.variants.get(name), (ground.case, ground.policy(name), ground.plan.best)
    flips, releases = (
        (varied.flips, varied.releases) if varied else (turns(*asked), released(*asked))
    )
    together = next((flip.at for flip in flips if flip.name == "both together"), None)
    base = ground.base(name, "inside")
    sides = tuple(
        over_draws(inside, of, _PERIODS, is_change=False)
        for inside, of in ((lasting, Measured.STAYING), (metered, Measured.ENDING))
    )
    outcome = by_lead(lasting - metered, SLIGHT, sides, base=base)
    switches = tuple(
        period_change(release.inside, Measured.UNDER_SWITCH, release.base, beside=release.name)
        for release in releases
    )
    return replace(
        outcome,
        figures=(*outcome.figures, *switches),
        switch=Switch.RELEASE,
        flip=together,
        flip_of=FlipOf.RELEASE,
    )


def counter_threats(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """Does a dearer counter-threat raise the audience cost that the threat needs, one for one?"""
    policy = ground.policy(arguments.ladder)
    low, high = (_needed(ground, policy, arguments.cost, end) for end in (0.0, 1.0))
    if low is None or high is None:
        return undecided(Lack.CREDIBILITY)
    game = game_of(base_setting(ground.case, policy), ground.plan.best)
    return TestOutcome(
        holds=None,
        settled=is_more(high, low),
        figures=tuple(
            ClaimFigure(of=of, value=cost, unit=_PAYOFF)
            for of, cost in (
                (Measured.COST_FREE, low),
                (Measured.COST_DEAREST, high),
                (Measured.COST_ASSUMED, game.responder.audience_cost),
            )
        ),
        sides=2,
    )


def _needed(ground: Ground, policy: GamePolicy, assumption: str, cost: float) -> float | None:
    values = replace(ground.plan.best, values={**ground.plan.best.values, assumption: cost})
    game, _ = trimmed(game_of(base_setting(ground.case, policy), values))
    return credibility(played([game], reach=FollowedChoices.DEVIATION)).least_audience_cost


def whom_from_what(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Which ladder answers which track, and who controls that track: an empty column deters nobody
    from it.
    """
    policies = [ground.policy(name) for name in arguments.ladders]
    counts = []
    for track in (track for track in setup_of(ground.case).tracks if track.moves):
        answering = [
            policy
            for policy in policies
            if _answers(policy, track.id, is_reported=bool(track.noticed))
        ]
        counts.append(_count(len(answering), Measured.ANSWERED, subject=track.id))
    is_one_unanswered = min((count.value for count in counts), default=1) == 0
    return TestOutcome(
        holds=None,
        settled=is_one_unanswered or None,
        lacks=None if is_one_unanswered else Lack.CLEAR,
        figures=tuple(counts),
    )


def _answers(policy: GamePolicy, track: str, *, is_reported: bool) -> bool:
    named = {rung.track for rung in policy.overt} | {demand.track for demand in policy.demand}
    return track in named or (is_reported and bool(policy.enter))


def avoidance(_: Ground, __: ClaimArguments) -> TestOutcome:
    """
    Does doing nothing make things worse? In the game only through credit, or through low rungs that
    were not taken.
    """
    return replace(undecided(Lack.MEASURE), switch=Switch.CREDIT)


NAMED_TESTS: Mapping[str, Callable[[Ground, ClaimArguments], TestOutcome]] = MappingProxyType(
    {
        test.__name__: test
        for test in (
            compellence_is_harder,
            unexecuted_threats,
            stronger_measure,
            phasing,
            limited_steps,
            involvement,
            consensus_route,
            proportion,
            demanded_promise,
            ambiguity,
            released_restraint,
            counter_threats,
            whom_from_what,
            avoidance,
        )
    }
)
