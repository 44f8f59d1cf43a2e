"""
The tests by which claims are held against a case's game, one function each.

A test says for each draw whether the claim holds there, or settles it without draws, and gives the
figures that it rests on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from phaseline.case.games import setup_of, tracks_with
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.play import GamePolicy, MeasureEffect
from phaseline.case.model.response import LadderStanding
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.game_of_case import GameVariant, game_of, lead_months
from phaseline.desk.comparison.study import LadderStudy, base_setting, figures, yardstick_setting
from phaseline.desk.comparison.variants import Variants, variants
from phaseline.desk.consent.consent import VOTE, awaited, passing, steps_of
from phaseline.desk.consent.law_queries import OptionStanding
from phaseline.desk.delivery.supply_options import delivery
from phaseline.desk.estimates.valuation import Valuation
from phaseline.desk.register.ladders import contrasts
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

_SLIGHT = 0.05  # of a period: what is less is no difference


@record
class TestOutcome:
    """
    What a test found.

    Args:
        holds: For each draw whether the claim holds; None where it is not a matter of draws.
        settled: Without draws: whether it holds; None where the game cannot decide it.
        figures: The numbers it rests on.
        switch: The reading of the case under which it turns, if there is one.
        flip: The value at which it turns at the best values of all assumptions, if there is one.
    """

    holds: tuple[bool, ...] | None
    figures: tuple[Figure, ...]
    settled: bool | None = None
    switch: str = ""
    flip: float | None = None


@record
class Ground:
    """What the tests stand on: the case, the draws, and the ladders as studied, by id."""

    case: Case
    plan: Design
    studies: Mapping[str, LadderStudy]
    variants: Mapping[str, Variants]

    def change(self, name: str, figure: str) -> Floats:
        """Give how a ladder changes a figure, draw by draw."""
        return self.studies[name].change_by_draw(figure)

    def of(self, standing: LadderStanding, *, proposed_by: str = "") -> list[str]:
        """Give the completed ladders of a standing."""
        ladders = self.case.ladders
        return [
            name
            for name, one in self.studies.items()
            if ladders[one.policy.ladder].standing is standing
            and proposed_by in ("", ladders[one.policy.ladder].proposed_by)
        ]

    @property
    def phased(self) -> list[str]:
        """
        The completed ladders that climb rung by rung and call rungs by reports or deadlines, those
        with most rungs first.
        """
        ladders = self.case.ladders
        many = {
            name: len(ladders[one.policy.ladder].rungs)
            for name, one in self.studies.items()
            if not one.policy.rungs
        }
        most = max(many.values(), default=0)
        return [name for name, count in many.items() if count == most]

    @property
    def own(self) -> list[str]:
        """The ladders that are the responder's to decide, the yardstick apart."""
        setup = setup_of(self.case)
        ladders = self.case.ladders
        return [
            name
            for name, one in self.studies.items()
            if name != setup.yardstick and not ladders[one.policy.ladder].controlled_by
        ]

    def contrast(self, word: str) -> str:
        """
        Give the contrast that takes its top rung at once (`jump`), or holds it for a report
        (`hold`).
        """
        for name in self.of(LadderStanding.CONTRAST):
            policy = self.studies[name].policy
            if (policy.deadline and word == "jump") or (
                policy.enter and not policy.deadline and word == "hold"
            ):
                return name
        return ""


_CHANCE, _PERIODS, _PAYOFF = FigureUnit.CHANCE, FigureUnit.PERIODS, FigureUnit.PAYOFF


def _share(draws: Bools, label: str) -> Figure:
    return Figure(value=float(draws.mean()), unit=FigureUnit.SHARE, label=f"share of draws {label}")


def _change(periods: float | np.floating, label: str) -> Figure:
    return Figure(value=float(periods), unit=_PERIODS, label=label, is_change=True)


def _count(number: int, label: str) -> Figure:
    return Figure(value=float(number), unit=FigureUnit.COUNT, label=label)


def _flags(values: Bools) -> tuple[bool, ...]:
    return tuple(bool(one) for one in values)


def compellence_is_harder(ground: Ground) -> TestOutcome:
    """
    Does the ladder that deters best keep more from crossing than the ladder that compels best makes
    leave?
    """
    kept = np.max([1 - ground.studies[name].mine["crossing"][1:] for name in ground.own], axis=0)
    left = np.max(
        [np.nan_to_num(ground.studies[name].mine["leaving"][1:]) for name in ground.own], axis=0
    )
    return TestOutcome(
        holds=_flags(more(kept, left)),
        figures=(
            Figure(value=float(kept.mean()), unit=_CHANCE, label="kept from crossing, mean"),
            Figure(value=float(left.mean()), unit=_CHANCE, label="made to leave, mean"),
        ),
        switch="a transfer that cannot be stopped",
    )


def unexecuted_threats(ground: Ground) -> TestOutcome:
    """
    Do more unexecuted calls make a threat restrain less, once belief in it moves? Without that it
    is false by construction.
    """
    name = ground.contrast("hold")
    if not name:
        return TestOutcome(holds=None, figures=())
    setting = base_setting(ground.case, ground.studies[name].policy)
    inside = [
        figures(replace(setting, credit=count), ground.plan.draws, wanted=("inside",))["inside"]
        for count in (0, 4, 8)
    ]
    best = [
        float(
            figures(replace(setting, credit=count), [ground.plan.best], wanted=("inside",))[
                "inside"
            ][0]
        )
        for count in (0, 4, 8)
    ]
    return TestOutcome(
        holds=_flags(more(inside[2], inside[0] + _SLIGHT)),
        figures=tuple(
            Figure(value=periods, unit=_PERIODS, label=f"periods inside, {calls} unexecuted")
            for periods, calls in zip(best, ("no call", "4 calls", "8 calls"), strict=True)
        ),
        switch="credit that moves with what was done before",
    )


def _discounted(values: Valuation, effect: MeasureEffect) -> float:
    """
    Give the loss of one measure times how much of it is left after goods, consent and lead: φ · L ·
    q/(1−δ(1−q)) · δⁿ, for a vote every r periods φ · L · q/(1−(1−q)δʳ) · δⁿ.
    """
    setup = setup_of(values.case)
    delta = values.of(setup.discount_challenger)
    chance, wait = awaited(values, effect)  # in months, which is the period of this formula
    consent = chance / (1 - (1 - chance) * delta**wait) if chance else 0.0
    return _delivered(values, effect) * consent


def _delivered(values: Valuation, effect: MeasureEffect) -> float:
    """Give the loss that is left once goods and lead are counted: φ · L · δⁿ."""
    delta = values.of(setup_of(values.case).discount_challenger)
    return (
        values.of(effect.loss)
        * delivery(values, effect).share
        * delta ** nearest(lead_months(values, effect))
    )


def direct_over_indirect(ground: Ground) -> TestOutcome:
    """
    Does direct supply, with its consent and lead, weigh more than indirect supply of the same kind?
    Detection cancels out.
    """
    setup = setup_of(ground.case)
    measures = ground.case.measures
    known = base_setting(ground.case, next(iter(ground.studies.values())).policy).stands
    lethal = [
        one
        for one in setup.effects
        if measures[one.measure].lethality == "offensive" and (one.gate or one.measure in known)
    ]
    direct = next((one for one in lethal if one.releases), None)
    indirect = next((one for one in lethal if measures[one.measure].route == "indirect"), None)
    if direct is None or indirect is None:
        return TestOutcome(holds=None, figures=())
    pairs = [(_discounted(one, direct), _discounted(one, indirect)) for one in ground.plan.draws]
    best = (_discounted(ground.plan.best, direct), _discounted(ground.plan.best, indirect))
    return TestOutcome(
        holds=tuple(is_more(one, other) for one, other in pairs),
        figures=(
            Figure(value=best[0], unit=_PAYOFF, label="direct, discounted loss"),
            Figure(value=best[1], unit=_PAYOFF, label="indirect, discounted loss"),
        ),
        flip=_consent_that_equals(ground.plan.best, direct, best[1]),
    )


def _consent_that_equals(values: Valuation, effect: MeasureEffect, wanted: float) -> float | None:
    """
    Solve L · q/(1−(1−q)δʳ) · δⁿ = W for the chance of one vote q: q = W(1−δʳ) / (L·δⁿ − W·δʳ).
    """
    setup = setup_of(values.case)
    delta = values.of(setup.discount_challenger)
    later = delta ** awaited(values, effect)[1]
    weight = _delivered(values, effect) - wanted * later
    found = wanted * (1 - later) / weight if weight > 0 else -1.0
    return found if not is_less(found, 0.0) and not is_more(found, 1.0) else None


def phasing(ground: Ground) -> TestOutcome:
    """
    Does a phased ladder leave fewer periods inside than taking the top rung at once, and than
    keeping it for the line?
    """
    jump, hold = ground.contrast("jump"), ground.contrast("hold")
    if not (jump and hold and ground.phased):
        return TestOutcome(holds=None, figures=())
    phased = np.min([ground.change(name, "inside") for name in ground.phased], axis=0)
    at_once, held = ground.change(jump, "inside"), ground.change(hold, "inside")
    value = np.max([ground.change(name, "value") for name in ground.phased], axis=0)
    return TestOutcome(
        holds=_flags(less(phased, at_once - _SLIGHT)),
        figures=(
            _share(less(phased, at_once - _SLIGHT), "better than at once"),
            _share(less(phased, held - _SLIGHT), "better than held for the line"),
            _share(more(phased, held + _SLIGHT), "worse than held for the line"),
            _share(
                more(value, ground.change(jump, "value")),
                "with a higher value to the responder than at once",
            ),
            *(
                _change(ground.studies[name].change["inside"].best, f"periods inside, {name}")
                for name in (*ground.phased, jump, hold)
            ),
        ),
    )


def consensus_route(ground: Ground) -> TestOutcome:
    """Does direct supply restrain nothing without a consensus, and something with it?"""
    jump = ground.contrast("jump")
    if not jump:
        return TestOutcome(holds=None, figures=())
    setting = base_setting(ground.case, ground.studies[jump].policy)
    if not any(steps_of(one) for one in setting.stands.values()):
        return TestOutcome(holds=None, figures=())
    without = (
        figures(setting, _bypassed(ground, setting.stands.values()), wanted=("inside",))["inside"]
        - ground.studies[jump].theirs["inside"][1:]
    )
    along = ground.change(jump, "inside")
    return TestOutcome(
        holds=_flags(less(along, -_SLIGHT) & ~less(without, along / 2)),
        figures=(
            _change(along.mean(), "periods inside with consultation, mean change"),
            _change(without.mean(), "periods inside after a bypass, mean change"),
        ),
    )


def _bypassed(ground: Ground, stands: Iterable[OptionStanding]) -> list[Valuation]:
    """
    Put what the same count of votes gives after a bypass, draw by draw, in the place of what it
    gives after consultation.
    """
    steps = next(found for one in stands if (found := steps_of(one)))
    return [
        replace(one, values={**one.values, VOTE: passing(one, steps, manner=Manner.BYPASSED)})
        for one in ground.plan.draws
    ]


def proportion(ground: Ground) -> TestOutcome:
    """
    Set the acts that are done beside the top rung of the course that takes it at once: a
    comparison, no legal finding.
    """
    jump = ground.contrast("jump")
    ladder = ground.case.ladders.get(ground.studies[jump].policy.ladder) if jump else None
    rows = (
        [one for one in contrasts(ground.case, ladder) if one.act.goal != "none"] if ladder else []
    )
    if not rows:
        return TestOutcome(holds=None, figures=())
    unlike = [
        one
        for one in rows
        if one.act.attributes.endangers_own_nationals == "no"
        and one.rung.attributes.may_kill_theirs == "yes"
    ]
    return TestOutcome(
        holds=None,
        settled=len(unlike) == len(rows) or None,
        figures=(
            _count(len({row.act.id for row in rows}), "acts done"),
            _count(len({row.act.id for row in unlike}), "acts that endanger no own nationals"),
        ),
    )


def formal_commitment(ground: Ground) -> TestOutcome:
    """
    Does the demand for a commitment leave fewer periods inside than the same ladder without it?
    """
    answers = {track.id for track in tracks_with(ground.case, TrackRole.ANSWER)}
    name = next(
        (
            one
            for one in ground.phased
            if any(met.track in answers for met in ground.studies[one].policy.demand)
        ),
        "",
    )
    if not name:
        return TestOutcome(holds=None, figures=())
    policy = ground.studies[name].policy
    bare = replace(
        policy,
        demand=tuple(one for one in policy.demand if one.track not in answers),
        overt=tuple(one for one in policy.overt if one.track not in answers),
    )
    setting = base_setting(ground.case, bare)
    values = [ground.plan.best, *ground.plan.draws]
    without = (
        figures(setting, values, wanted=("inside",))["inside"]
        - figures(yardstick_setting(ground.case, setting), values, wanted=("inside",))["inside"]
    )
    along = ground.change(name, "inside")
    return TestOutcome(
        holds=_flags(less(along, without[1:] - _SLIGHT)),
        figures=(
            _change(ground.studies[name].change["inside"].best, "periods inside with the demand"),
            _change(without[0], "periods inside without it"),
            Figure(
                value=float(ground.studies[name].mine["cheating"][0]),
                unit=_PERIODS,
                label="periods of cheating under a given commitment",
            ),
        ),
    )


def ambiguity(ground: Ground) -> TestOutcome:
    """
    Does leaving open which rung follows deter at least as many types as saying it?

    Ambiguous: the types whose gain is below the mean loss. Clear: the mean over the two rungs of
    the types below each loss.
    """
    setup = setup_of(ground.case)
    direct = [one for one in setup.effects if one.releases]
    if len(direct) < 2:
        return TestOutcome(holds=None, figures=())
    setting = base_setting(ground.case, next(iter(ground.studies.values())).policy)
    rows = [_deterred(one, setting, direct) for one in ground.plan.draws]
    vague, clear = np.array(rows).T
    return TestOutcome(
        holds=_flags(~less(vague, clear)),
        figures=(
            _share(more(vague, clear), "in which it deters more"),
            _share(less(vague, clear), "in which it deters less"),
        ),
    )


def _deterred(
    values: Valuation, setting: GameVariant, effects: list[MeasureEffect]
) -> tuple[float, float]:
    game = game_of(setting, values)
    red = next(iter(game.red_line))
    gains = [
        (one.prior, max(one.gain.get(red, {}).values(), default=0.0))
        for one in game.challenger.types
    ]
    losses = [_discounted(values, one) for one in effects]

    def below(loss: float) -> float:
        return total(prior for prior, gain in gains if is_less(gain, loss))

    return below(float(np.mean(losses))), float(np.mean([below(loss) for loss in losses]))


def spent_threat(ground: Ground) -> TestOutcome:
    """
    Is the challenger freer once direct supply cannot be taken back? The switches of released
    restraint say how far.
    """
    hold = ground.contrast("hold") or ground.contrast("jump")
    if not hold:
        return TestOutcome(holds=None, figures=())
    setting = base_setting(ground.case, ground.studies[hold].policy)
    metered = figures(replace(setting, is_lasting=False), ground.plan.draws, wanted=("inside",))[
        "inside"
    ]
    spent = ground.studies[hold].mine["inside"][1:]
    found = ground.variants.get(hold) or variants(
        ground.case, ground.studies[hold].policy, ground.plan.best
    )
    together = next((one.at for one in found.flips if one.name == "both together"), None)
    return TestOutcome(
        holds=_flags(more(spent, metered + _SLIGHT)),
        figures=tuple(
            _change(
                release.inside,
                f"periods inside under {hold},"
                f" {'no switch' if release.name == 'none' else release.name}",
            )
            for release in found.releases
        ),
        switch="a retaliatory gain and a relationship that restrains",
        flip=together,
    )


def counter_threats(ground: Ground) -> TestOutcome:
    """Does dearer retaliation raise the audience cost that the threat needs, one for one?"""
    hold = ground.contrast("hold")
    if not hold:
        return TestOutcome(holds=None, figures=())
    policy = ground.studies[hold].policy
    needed = [_needed(ground, policy, end) for end in (0.0, 1.0)]
    if None in needed:
        return TestOutcome(holds=None, figures=())
    low, high = (float(one or 0.0) for one in needed)
    game = game_of(base_setting(ground.case, policy), ground.plan.best)
    return TestOutcome(
        holds=None,
        settled=is_more(high, low),
        figures=tuple(
            Figure(value=cost, unit=_PAYOFF, label=f"audience cost {which}")
            for cost, which in (
                (low, "needed, retaliation costs nothing"),
                (high, "needed, retaliation at its dearest"),
                (game.responder.audience_cost, "assumed"),
            )
        ),
    )


def _needed(ground: Ground, policy: GamePolicy, cost: float) -> float | None:
    values = replace(ground.plan.best, values={**ground.plan.best.values, "retaliation-cost": cost})
    game, _ = trimmed(game_of(base_setting(ground.case, policy), values))
    return credibility(played([game], reach=FollowedChoices.DEVIATION)).least_audience_cost


def whom_from_what(ground: Ground) -> TestOutcome:
    """
    Which ladder answers which track, and who controls that track: an empty column deters nobody
    from it.
    """
    setup = setup_of(ground.case)
    owners = {one.id: one.controlled_by for one in ground.case.tracks}
    acting = [one for one in setup.tracks if one.moves]
    own = [ground.studies[name].policy for name in ground.own]
    counts = []
    for track in acting:
        answering = [
            policy for policy in own if _answers(policy, track.id, is_reported=bool(track.noticed))
        ]
        owner = owners.get(track.of, ground.case.challenger)
        counts.append(_count(len(answering), f"{track.id} ({owner}): ladders that answer it"))
    return TestOutcome(
        holds=None,
        settled=any(count.value == 0 for count in counts) or None,
        figures=tuple(counts),
    )


def _answers(policy: GamePolicy, track: str, *, is_reported: bool) -> bool:
    named = {one.track for one in policy.overt} | {one.track for one in policy.demand}
    return track in named or (is_reported and bool(policy.enter))


def avoidance(_: Ground) -> TestOutcome:
    """
    Does doing nothing make things worse? In the game only through credit, or through low rungs that
    were not taken.
    """
    return TestOutcome(holds=None, figures=(), switch="credit that moves with what was done before")
