"""
Everything that the game says about a case: each ladder studied, varied and answered in full, and
the claims judged.

The ladders are worked on apart from one another, so that a shell may spread them over processors.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

import numpy as np

from phaseline.case.games import clock_of, policies_of, policy_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.alterations import Alteration, alterations
from phaseline.desk.comparison.cheating import Cheating, cheating
from phaseline.desk.comparison.claims import ClaimVerdict, judged
from phaseline.desk.comparison.draws import DRAWS, Design, design
from phaseline.desk.comparison.game_of_case import game_of, games_of
from phaseline.desk.comparison.leakage import StepChance, step_chances
from phaseline.desk.comparison.study import (
    UNDER_WAY,
    LadderStudy,
    base_setting,
    figures,
    studied,
    yardstick_setting,
)
from phaseline.desk.comparison.variants import Variants, variants
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.answer import answer
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import credibility
from phaseline.game.play import played
from phaseline.game.spec import Game
from phaseline.terms.record import record
from phaseline.terms.ties import CLOSE, is_less, is_more

Mapper = Callable[[Callable[[str], Any], Sequence[str]], Iterable[Any]]


_LEAST_CHANCE = 0.005  # what is less is told as no change


@record
class Lapse:
    """
    What is left of a ladder once the clock of third parties has run out.

    Args:
        during: The change in periods inside if it never runs out.
        after: The change if it has run out at the start.
        base_during: The periods inside without the ladder if it never runs out.
        base_after: The same if it has run out at the start.
    """

    during: float
    after: float
    base_during: float
    base_after: float


@record
class SelfEnforcement:
    """
    Whether the responder would keep a ladder of its own accord, at the best values.

    Args:
        needed: The least cost of reneging at which it would; None where the ladder never calls for
            anything [M].
        assumed: The cost of reneging that the case assumes [M].
    """

    needed: float | None
    assumed: float

    @property
    def holds(self) -> bool:
        """Whether what is assumed is enough."""
        return self.needed is None or not is_more(self.needed, self.assumed)


@record
class LadderResult:
    """
    One completed ladder with everything that the game says about it.

    Args:
        studied: Ranges and movers.
        variants: The same ladder under other readings; None where they were not asked for.
        cheating: Whether the challenger signs and cheats; None where no promise is demanded.
        lapse: What is left once the clock has run out.
        answer: The full answer at the best values, key by key; empty where it was not asked for.
        self_enforcement: Whether it would be kept; None where that was not asked for.
        steps: How likely each step comes at the best values, and how soon; none where the full
            answer was not asked for.
        alterations: What it changes in games that differ in one thing, by what is altered; none
            where they were not asked for.
    """

    studied: LadderStudy
    variants: Variants | None
    cheating: Cheating | None
    lapse: Lapse | None
    answer: Mapping[str, Any]
    self_enforcement: SelfEnforcement | None = None
    steps: tuple[StepChance, ...] = ()
    alterations: Mapping[str, Alteration] = field(default_factory=dict)

    @property
    def policy(self) -> GamePolicy:
        """The completed ladder."""
        return self.studied.policy


@record
class LadderComparison:
    """
    All ladders of a case.

    Args:
        plan: The draws.
        contenders: The ladders, in the order of the case.
        claims: What the papers claim, judged.
        reading: The reading of the law that is played first; empty where the case asks nothing of
            the law.
    """

    plan: Design
    contenders: tuple[LadderResult, ...]
    claims: tuple[ClaimVerdict, ...]
    reading: str = ""

    def of(self, name: str) -> LadderResult | None:
        """Give a ladder by its id, if it is there."""
        return next((ladder for ladder in self.contenders if ladder.policy.id == name), None)

    @property
    def alike(self) -> tuple[tuple[str, ...], ...]:
        """The ladders that come to the same in every draw, two at least, by their ids."""
        groups: list[list[LadderResult]] = []
        for ladder in self.contenders:
            same = next((group for group in groups if _come_to_the_same(group[0], ladder)), None)
            if same is None:
                groups.append([ladder])
            else:
                same.append(ladder)
        return tuple(
            tuple(ladder.policy.id for ladder in group) for group in groups if len(group) > 1
        )

    @property
    def is_under_way(self) -> bool:
        """
        Whether the line is taken as crossed already: then no first crossing is left to prevent.
        """
        return any(is_more(ladder.studied.begun, UNDER_WAY) for ladder in self.contenders)

    def is_moved(self, metric: str) -> bool:
        """Whether any ladder changes a figure in the middle of the draws, by a hundredth of it."""
        return any(
            not is_less(abs(ladder.studied.change[metric].median), _LEAST_CHANCE)
            for ladder in self.contenders
        )

    def base(self, metric: str) -> float:
        """Give what a figure comes to without any ladder, in the middle of the draws."""
        return float(np.median(self.contenders[0].studied.theirs[metric][1:]))


def _come_to_the_same(first: LadderResult, second: LadderResult) -> bool:
    """Whether two ladders change every figure that has a range by the same in every draw."""
    return all(
        np.allclose(
            first.studied.change_by_draw(metric),
            second.studied.change_by_draw(metric),
            rtol=CLOSE,
            atol=CLOSE,
            equal_nan=True,
        )
        for metric in first.studied.change
    )


@record
class Depth:
    """
    How much is worked out: assumptions moved one at a time, every reading of the law, variants,
    full answers, claims, whether the responder would keep its ladders, and games that differ in one
    thing.
    """

    movers: bool = True
    readings: bool = True
    variants: bool = True
    answers: bool = True
    claims: bool = True
    self_enforcement: bool = True
    alterations: bool = True


def contest(
    case: Case,
    *,
    depth: Depth = Depth(),  # noqa: B008  # records do not change
    draws: int = DRAWS,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> LadderComparison:
    """
    Put every completed ladder of a case to the game.

    Args:
        case: The case.
        depth: How much is worked out.
        draws: How many draws the ranges rest on.
        mapper: Applies a function to names; a shell may give one that uses several processors.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, a number is missing, or too many states can be
            reached.
        EngineError: A policy did not settle.
    """
    plan = design(case, count=draws)
    names = [policy.id for policy in policies_of(case)]
    heaviest = sorted(
        names, key=lambda name: -_weight(case, name)
    )  # the longest work first, so that processors end together
    tick(f"playing {len(names)} ladders")
    results: dict[str, LadderResult] = {}
    work = LadderWork(case=case, plan=plan, depth=depth)
    for name, result in zip(heaviest, mapper(work, heaviest), strict=True):
        results[name] = result
        tick(f"played {len(results)} of {len(names)} ladders")
    contenders = tuple(results[name] for name in names)
    tick("judging the claims")
    judging = _Judging(
        case=case,
        plan=plan,
        studies=tuple(ladder.studied for ladder in contenders),
        variants={ladder.policy.id: ladder.variants for ladder in contenders if ladder.variants},
    )
    # by the mapper, which may know of the very same, and as one: claims share what they play
    (claims,) = mapper(judging, ["claims"]) if depth.claims else ((),)
    return LadderComparison(
        plan=plan, contenders=contenders, claims=claims, reading=next(iter(readings_of(case)), "")
    )


@record
class _Judging:
    """
    Judges all claims of a case.

    Args:
        case: The case.
        plan: The draws of the studies.
        studies: The ladders as studied.
        variants: Their variants, by ladder.
    """

    case: Case
    plan: Design
    studies: tuple[LadderStudy, ...]
    variants: Mapping[str, Variants]

    def __call__(self, _: str) -> tuple[ClaimVerdict, ...]:
        return judged(self.case, self.plan, self.studies, self.variants)


@record
class LadderWork:
    """
    Works out ladders by their ids.

    Args:
        case: The case.
        plan: The draws.
        depth: How much is worked out.
    """

    case: Case
    plan: Design
    depth: Depth

    def __call__(self, name: str) -> LadderResult:
        """
        Work out one completed ladder.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: A policy did not settle.
        """
        return contender(self.case, self.plan, self.depth, name)

    def prepare(self, names: Sequence[str]) -> None:
        """
        Make before the work is spread what a solver needs once, and what ladders share under the
        values of a draw.

        Args:
            names: The ladders that are worked out, the one with the longest work first.
        """
        first, heaviest = (
            base_setting(self.case, policy_of(self.case, name))
            for name in (policies_of(self.case)[0].id, names[0])
        )
        figures(first, [self.plan.best])
        games_of((heaviest, values) for values in self.plan.draws)


def contender(case: Case, plan: Design, depth: Depth, name: str) -> LadderResult:
    """
    Work out one completed ladder.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    policy = policy_of(case, name)
    game = game_of(base_setting(case, policy), plan.best)
    full = answer(game) if depth.answers else {}
    return LadderResult(
        studied=studied(case, policy, plan, movers=depth.movers, readings=depth.readings),
        variants=variants(case, policy, plan.best) if depth.variants else None,
        cheating=cheating(case, policy, plan.best) if depth.variants else None,
        lapse=lapse(case, policy, plan.best) if depth.variants else None,
        answer=full,
        self_enforcement=_self_enforcement(game, full) if depth.self_enforcement else None,
        steps=step_chances(game, max(case.horizon)) if depth.answers else (),
        alterations=alterations(case, policy, plan) if depth.alterations else {},
    )


def _self_enforcement(game: Game, full: Mapping[str, Any]) -> SelfEnforcement:
    """Take what a ladder needs from its full answer, or work it out where there is none."""
    needed = full["credibility"]["A_star"] if full else _needed(game)
    return SelfEnforcement(needed=needed, assumed=game.responder.audience_cost)


def _needed(game: Game) -> float | None:
    solved, _ = trimmed(game)
    return credibility(played([solved], reach=FollowedChoices.DEVIATION)).least_audience_cost


def lapse(case: Case, policy: GamePolicy, best: Valuation) -> Lapse | None:
    """
    Set what a ladder changes while the clock of third parties runs beside what it changes once it
    has run out; None where the game has no clock.
    """
    if (clock := clock_of(case)) is None:
        return None
    track, level = clock
    setting = base_setting(case, policy)
    running = replace(setting, still=frozenset({track.id}))
    ended = replace(setting, standing=((track.id, level),))
    during, after = (
        [
            float(figures(side, [best], wanted=("inside",))["inside"][0])
            for side in (variant, yardstick_setting(case, variant))
        ]
        for variant in (running, ended)
    )
    return Lapse(
        during=during[0] - during[1],
        after=after[0] - after[1],
        base_during=during[1],
        base_after=after[1],
    )


def _weight(case: Case, name: str) -> int:
    policy = policy_of(case, name)
    ladder = case.ladders[policy.ladder]
    return len(policy.rungs or ladder.rungs) * (
        1 + len({row.track for row in policy.overt} | {demand.track for demand in policy.demand})
    )
