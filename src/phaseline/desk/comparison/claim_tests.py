"""
The tests with a name by which claims are held against a case's game, one function each.

A test is told by the claim which ladders, measures, acts and assumptions it is about. It says for
each draw whether the claim holds there, or settles it without draws, and gives the figures that it
rests on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from types import MappingProxyType

import numpy as np

from phaseline.case.games import setup_of, tracks_with
from phaseline.case.model.case import Case
from phaseline.case.model.claims import ClaimArguments
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.play import GamePolicy, MeasureEffect
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.game_of_case import GameVariant, game_of, lead_months
from phaseline.desk.comparison.study import LadderStudy, base_setting, figures, yardstick_setting
from phaseline.desk.comparison.variants import Variants, variants
from phaseline.desk.consent.consent import VOTE, awaited, passing, share_consent, staying, steps_of
from phaseline.desk.delivery.supply_options import delivery
from phaseline.desk.estimates.valuation import Valuation, period_of
from phaseline.desk.register.ladders import LadderContrast, contrasts
from phaseline.game.arrays import Bools, Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import credibility
from phaseline.game.metrics import FigureUnit
from phaseline.game.play import played
from phaseline.game.ties import less, more
from phaseline.politics.consulting import Manner
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, is_more, nearest, total

SLIGHT = 0.05  # of a period: what is less is no difference
CALLS = (0, 4, 8)  # unexecuted calls at which belief is looked at
_CHANCE, _PERIODS, _PAYOFF = FigureUnit.CHANCE, FigureUnit.PERIODS, FigureUnit.PAYOFF


class Measured(Enum):
    """Of what a figure of a claim is."""

    KEPT_OUT = "kept_out"
    MADE_LEAVE = "made_leave"
    METRIC = "metric"
    AFTER_CALLS = "after_calls"
    LOSS = "loss"
    BETTER_THAN_AT_ONCE = "better_than_at_once"
    BETTER_THAN_HELD = "better_than_held"
    WORSE_THAN_HELD = "worse_than_held"
    DEARER_AT_ONCE = "dearer_at_once"
    CONSULTED = "consulted"
    BYPASSED = "bypassed"
    ACTS = "acts"
    ACTS_THAT_SPARE = "acts_that_spare"
    WITH_DEMAND = "with_demand"
    WITHOUT_DEMAND = "without_demand"
    CHEATING = "cheating"
    VAGUE_DETERS_MORE = "vague_deters_more"
    VAGUE_DETERS_LESS = "vague_deters_less"
    UNDER_SWITCH = "under_switch"
    COST_FREE = "cost_free"
    COST_DEAREST = "cost_dearest"
    COST_ASSUMED = "cost_assumed"
    ANSWERED = "answered"
    OTHER_WAY_ROUND = "other_way_round"
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
class TestOutcome:
    """
    What a test came to.

    Args:
        holds: For each draw whether the claim holds; None where it is not a matter of draws.
        figures: The numbers it rests on; of a comparison both sides come first.
        settled: Without draws: whether it holds; None where the game cannot decide it.
        switch: The reading of the case under which it turns, if there is one.
        flip: The value at which it turns at the best values of all assumptions, if there is one.
        flip_of: Of what that is a value; None where no value is looked for.
        sides: How many of the figures are the sides of a comparison.
        lacks: What is missing to decide it; None where it is decided.
    """

    holds: tuple[bool, ...] | None
    figures: tuple[ClaimFigure, ...] = ()
    settled: bool | None = None
    switch: Switch | None = None
    flip: float | None = None
    flip_of: FlipOf | None = None
    sides: int = 0
    lacks: Lack | None = None


def undecided(lacks: Lack) -> TestOutcome:
    """Give the outcome of a test that cannot be made."""
    return TestOutcome(holds=None, lacks=lacks)


@record
class Ground:
    """What the tests stand on: the case, the draws, and the ladders as studied, by id."""

    case: Case
    plan: Design
    studies: Mapping[str, LadderStudy]
    variants: Mapping[str, Variants]

    def change(self, name: str, metric: str) -> Floats:
        """Give how a ladder changes a metric, draw by draw."""
        return self.studies[name].change_by_draw(metric)

    def middle_change(self, name: str, metric: str) -> float:
        """Give how a ladder changes a metric in the middle of the draws."""
        return float(np.median(self.change(name, metric)))

    def base(self, name: str, metric: str) -> float:
        """
        Give a metric without the ladder, that of the yardstick beside it, in the middle of the
        draws.
        """
        return middle(self.studies[name].theirs[metric])

    def periods_figure(self, name: str) -> ClaimFigure:
        """Give how a ladder changes the periods inside in the middle of the draws."""
        return period_change(
            self.middle_change(name, "inside"),
            Measured.METRIC,
            self.base(name, "inside"),
            subject=name,
            beside="inside",
        )

    def policy(self, name: str) -> GamePolicy:
        """Give a completed ladder."""
        return self.studies[name].policy

    def setting(self, name: str) -> GameVariant:
        """Give what is played of a ladder at first."""
        return base_setting(self.case, self.policy(name))

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
    return TestOutcome(
        holds=flags(more(prevented, left)),
        figures=(
            ClaimFigure(of=Measured.KEPT_OUT, value=float(prevented.mean()), unit=_CHANCE),
            ClaimFigure(of=Measured.MADE_LEAVE, value=float(left.mean()), unit=_CHANCE),
        ),
        switch=Switch.FOR_GOOD,
        sides=2,
    )


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
    return TestOutcome(
        holds=flags(more(inside[-1][1:], inside[0][1:] + SLIGHT)),
        figures=tuple(
            ClaimFigure(
                of=Measured.AFTER_CALLS, value=float(periods[0]), unit=_PERIODS, at=float(calls)
            )
            for periods, calls in zip(inside, CALLS, strict=True)
        ),
        switch=Switch.CREDIT,
    )


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
    best = [_discounted(ground.plan.best, effect) for effect in (strong, weak)]
    return TestOutcome(
        holds=tuple(
            is_more(_discounted(draw, strong), _discounted(draw, weak))
            for draw in ground.plan.draws
        ),
        figures=tuple(
            ClaimFigure(of=Measured.LOSS, value=loss, unit=_PAYOFF, subject=effect.measure)
            for effect, loss in zip((strong, weak), best, strict=True)
        ),
        flip=None if is_shared else _consent_that_equals(ground.plan.best, strong, best[1]),
        flip_of=FlipOf.SHARED_CONSENT if is_shared else FlipOf.CONSENT,
        sides=2,
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
    Does a phased ladder leave fewer periods inside than taking the top rung at once, and than
    keeping it for the line?
    """
    at_once = ground.change(arguments.at_once, "inside")
    held = ground.change(arguments.held, "inside")
    phased = np.min([ground.change(name, "inside") for name in arguments.ladders], axis=0)
    value = np.max([ground.change(name, "value") for name in arguments.ladders], axis=0)
    is_better = less(phased, at_once - SLIGHT)
    return TestOutcome(
        holds=flags(is_better),
        figures=(
            share_of_draws(is_better, Measured.BETTER_THAN_AT_ONCE),
            share_of_draws(less(phased, held - SLIGHT), Measured.BETTER_THAN_HELD),
            share_of_draws(more(phased, held + SLIGHT), Measured.WORSE_THAN_HELD),
            share_of_draws(
                more(value, ground.change(arguments.at_once, "value")),
                Measured.DEARER_AT_ONCE,
            ),
            *(
                ground.periods_figure(name)
                for name in (*arguments.ladders, arguments.at_once, arguments.held)
            ),
        ),
    )


def consensus_route(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """Does a ladder restrain nothing without a consensus, and something with it?"""
    setting = ground.setting(arguments.ladder)
    steps = next((steps for stand in setting.stands.values() if (steps := steps_of(stand))), None)
    if steps is None:
        return undecided(Lack.CONSENT)
    bypassed = [_bypassed(draw, steps) for draw in ground.plan.draws]
    base = ground.studies[arguments.ladder].theirs["inside"][1:]
    without = figures(setting, bypassed, wanted=("inside",))["inside"] - base
    along = ground.change(arguments.ladder, "inside")
    return TestOutcome(
        holds=flags(less(along, -SLIGHT) & ~less(without, along / 2)),
        figures=(
            period_change(along.mean(), Measured.CONSULTED, base.mean()),
            period_change(without.mean(), Measured.BYPASSED, base.mean()),
        ),
        sides=2,
    )


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
    without = mine - theirs
    return TestOutcome(
        holds=flags(less(ground.change(name, "inside"), without[1:] - SLIGHT)),
        figures=(
            period_change(
                ground.middle_change(name, "inside"),
                Measured.WITH_DEMAND,
                ground.base(name, "inside"),
            ),
            period_change(middle(without), Measured.WITHOUT_DEMAND, middle(theirs)),
            ClaimFigure(
                of=Measured.CHEATING,
                value=middle(ground.studies[name].mine["cheating"]),
                unit=_PERIODS,
            ),
        ),
        sides=2,
    )


def ambiguity(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Does leaving open which measure follows deter at least as many types as saying it?

    Ambiguous: the types whose gain is below the mean loss. Clear: the mean over the measures of the
    types below each loss.
    """
    effects = [ground.effect(measure) for measure in arguments.measures]
    setting = ground.setting(next(iter(ground.studies)))
    vague, clear = np.array([_deterred(draw, setting, effects) for draw in ground.plan.draws]).T
    return TestOutcome(
        holds=flags(~less(vague, clear)),
        figures=(
            share_of_draws(more(vague, clear), Measured.VAGUE_DETERS_MORE),
            share_of_draws(less(vague, clear), Measured.VAGUE_DETERS_LESS),
        ),
    )


def _deterred(
    values: Valuation, setting: GameVariant, effects: Iterable[MeasureEffect]
) -> tuple[float, float]:
    """Give the share of types that a vague threat deters, and that clear ones do on average."""
    game = game_of(setting, values)
    red = next(iter(game.red_line))
    gains = [
        (kind.prior, max(kind.gain.get(red, {}).values(), default=0.0))
        for kind in game.challenger.types
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
    varied = ground.variants.get(name) or variants(
        ground.case, ground.policy(name), ground.plan.best
    )
    together = next((flip.at for flip in varied.flips if flip.name == "both together"), None)
    return TestOutcome(
        holds=flags(more(lasting, metered + SLIGHT)),
        figures=tuple(
            period_change(release.inside, Measured.UNDER_SWITCH, release.base, beside=release.name)
            for release in varied.releases
        ),
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
