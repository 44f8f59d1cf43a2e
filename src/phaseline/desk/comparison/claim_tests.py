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
from phaseline.desk.consent.consent import VOTE, awaited, passing, steps_of
from phaseline.desk.delivery.supply_options import delivery
from phaseline.desk.estimates.valuation import Valuation, period_of
from phaseline.desk.register.ladders import LadderContrast, contrasts
from phaseline.game.arrays import Bools, Floats
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import credibility
from phaseline.game.metrics import Figure, FigureUnit
from phaseline.game.play import played
from phaseline.game.ties import less, more
from phaseline.politics.consulting import Manner
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, is_more, nearest, total

SLIGHT = 0.05  # of a period: what is less is no difference
CALLS = (0, 4, 8)  # unexecuted calls at which belief is looked at
_CHANCE, _PERIODS, _PAYOFF = FigureUnit.CHANCE, FigureUnit.PERIODS, FigureUnit.PAYOFF


class Switch(Enum):
    """A reading of the case under which a claim turns, whatever the draws."""

    FOR_GOOD = "for good"
    CREDIT = "credit"
    RELEASE = "release"


class FlipOf(Enum):
    """What is moved until a claim turns at the best values."""

    CONSENT = "consent"
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
        flip_of: Of what that is a value.
        sides: How many of the figures are the sides of a comparison.
    """

    holds: tuple[bool, ...] | None
    figures: tuple[Figure, ...] = ()
    settled: bool | None = None
    switch: Switch | None = None
    flip: float | None = None
    flip_of: FlipOf = FlipOf.ASSUMPTION
    sides: int = 0


UNDECIDED = TestOutcome(holds=None)


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


def share_of_draws(draws: Bools, label: str) -> Figure:
    """Give in which share of the draws something is so."""
    return Figure(value=float(draws.mean()), unit=FigureUnit.SHARE, label=f"share of draws {label}")


def period_change(periods: float | np.floating, label: str) -> Figure:
    """Give a difference in periods."""
    return Figure(value=float(periods), unit=_PERIODS, label=label, is_change=True)


def flags(values: Bools) -> tuple[bool, ...]:
    """Give truth values one by one."""
    return tuple(bool(value) for value in values)


def _count(number: int, label: str) -> Figure:
    return Figure(value=float(number), unit=FigureUnit.COUNT, label=label)


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
            Figure(value=float(prevented.mean()), unit=_CHANCE, label="kept from crossing, mean"),
            Figure(value=float(left.mean()), unit=_CHANCE, label="made to leave, mean"),
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
            Figure(
                value=float(periods[0]),
                unit=_PERIODS,
                label=f"periods inside, {calls or 'no'} call{'s' * (calls > 0)} unexecuted",
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
    lead = nearest(lead_months(values, effect) / period_of(values.case))
    return values.of(effect.loss) * delivery(values, effect).share * delta**lead


def _weight_after(values: Valuation, months: float) -> float:
    """Give what a unit is worth to the challenger after a time [month]: δ a period."""
    delta = values.of(setup_of(values.case).discount_challenger)
    return float(delta ** (months / period_of(values.case)))


def stronger_measure(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """
    Does one measure, with its consent and lead, weigh more than another? Detection cancels out.
    """
    strong, weak = ground.effect(arguments.measure), ground.effect(arguments.than)
    best = [_discounted(ground.plan.best, effect) for effect in (strong, weak)]
    return TestOutcome(
        holds=tuple(
            is_more(_discounted(draw, strong), _discounted(draw, weak))
            for draw in ground.plan.draws
        ),
        figures=tuple(
            Figure(value=loss, unit=_PAYOFF, label=f"{effect.measure}, discounted loss")
            for effect, loss in zip((strong, weak), best, strict=True)
        ),
        flip=_consent_that_equals(ground.plan.best, strong, best[1]),
        flip_of=FlipOf.CONSENT,
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
            share_of_draws(is_better, "better than at once"),
            share_of_draws(less(phased, held - SLIGHT), "better than held for the line"),
            share_of_draws(more(phased, held + SLIGHT), "worse than held for the line"),
            share_of_draws(
                more(value, ground.change(arguments.at_once, "value")),
                "with a higher value to the responder than at once",
            ),
            *(
                period_change(ground.middle_change(name, "inside"), f"periods inside, {name}")
                for name in (*arguments.ladders, arguments.at_once, arguments.held)
            ),
        ),
    )


def consensus_route(ground: Ground, arguments: ClaimArguments) -> TestOutcome:
    """Does a ladder restrain nothing without a consensus, and something with it?"""
    setting = ground.setting(arguments.ladder)
    steps = next((steps for stand in setting.stands.values() if (steps := steps_of(stand))), None)
    if steps is None:
        return UNDECIDED
    bypassed = [_bypassed(draw, steps) for draw in ground.plan.draws]
    without = (
        figures(setting, bypassed, wanted=("inside",))["inside"]
        - ground.studies[arguments.ladder].theirs["inside"][1:]
    )
    along = ground.change(arguments.ladder, "inside")
    return TestOutcome(
        holds=flags(less(along, -SLIGHT) & ~less(without, along / 2)),
        figures=(
            period_change(along.mean(), "periods inside with consultation, mean change"),
            period_change(without.mean(), "periods inside after a bypass, mean change"),
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
        return UNDECIDED
    unlike = [row for row in rows if _is_unlike(row)]
    return TestOutcome(
        holds=None,
        settled=len(unlike) == len(rows) or None,
        figures=(
            _count(len({row.act.id for row in rows}), "acts done"),
            _count(len({row.act.id for row in unlike}), "acts that endanger no own nationals"),
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
        return UNDECIDED
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
            period_change(ground.middle_change(name, "inside"), "periods inside with the demand"),
            period_change(float(np.median(without[1:])), "periods inside without it"),
            Figure(
                value=float(np.median(ground.studies[name].mine["cheating"][1:])),
                unit=_PERIODS,
                label="periods of cheating under a promise",
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
            share_of_draws(more(vague, clear), "in which it deters more"),
            share_of_draws(less(vague, clear), "in which it deters less"),
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
            period_change(
                release.inside,
                f"periods inside under {name},"
                f" {'no switch' if release.name == 'none' else release.name}",
            )
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
        return UNDECIDED
    game = game_of(base_setting(ground.case, policy), ground.plan.best)
    return TestOutcome(
        holds=None,
        settled=is_more(high, low),
        figures=tuple(
            Figure(value=cost, unit=_PAYOFF, label=f"audience cost {which}")
            for cost, which in (
                (low, "needed, the counter-threat costs nothing"),
                (high, "needed, the counter-threat at its dearest"),
                (game.responder.audience_cost, "assumed"),
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
    owners = {track.id: track.controlled_by for track in ground.case.tracks}
    policies = [ground.policy(name) for name in arguments.ladders]
    counts = []
    for track in (track for track in setup_of(ground.case).tracks if track.moves):
        answering = [
            policy
            for policy in policies
            if _answers(policy, track.id, is_reported=bool(track.noticed))
        ]
        owner = owners.get(track.of, ground.case.challenger)
        counts.append(_count(len(answering), f"{track.id} ({owner}): ladders that answer it"))
    return TestOutcome(
        holds=None,
        settled=any(count.value == 0 for count in counts) or None,
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
    return replace(UNDECIDED, switch=Switch.CREDIT)


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
