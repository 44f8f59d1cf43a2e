"""
Everything that the game says about a case: each ladder studied, varied and answered in full, and
the claims judged.

The ladders are worked on apart from one another, so that a shell may spread them over processors.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
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
    LadderOnDemand,
    LadderStudy,
    base_setting,
    figures,
    studied,
    yardstick_setting,
)
from phaseline.desk.comparison.variants import (
    Variant,
    Variants,
    variants,
    with_other_office,
)
from phaseline.desk.comparison.works import Mapper, Work, done_together
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.answer import answer, answer_on_dangers
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import FollowedChoices
from phaseline.game.credibility import credibility
from phaseline.game.play import played
from phaseline.game.spec import Game
from phaseline.terms.record import record
from phaseline.terms.ties import CLOSE, is_less, is_more

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
        office: The same ladder where its owner may leave office; likewise.
        cheating: Whether the challenger signs and cheats; None where no promise is demanded.
        lapse: What is left once the clock has run out.
        answer: The full answer at the best values, key by key, or what page one reads of it; empty
            where it was not asked for.
        self_enforcement: Whether it would be kept; None where that was not asked for.
        steps: How likely each step comes at the best values, and how soon; none where the full
            answer was not asked for.
        alterations: What it changes in games that differ in one thing, by what is altered; none
            where they were not asked for.
    """

    studied: LadderStudy
    variants: Variants | None = None
    office: Variant | None = None
    cheating: Cheating | None = None
    lapse: Lapse | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)
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

    Args:
        for_page_one: Whether of variants and full answers there is no more than page one reads.
    """

    movers: bool = True
    readings: bool = True
    variants: bool = True
    answers: bool = True
    claims: bool = True
    self_enforcement: bool = True
    alterations: bool = True
    for_page_one: bool = False


# Claims, altered games and what ladders keep themselves by stand behind page one.
OF_PAGE_ONE = Depth(claims=False, alterations=False, self_enforcement=False, for_page_one=True)


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
    comparison, _ = contest_without_claims(case, depth=depth, draws=draws, mapper=mapper, tick=tick)
    if not depth.claims:
        return comparison
    tick("judging the claims")
    claims = claims_of(case, comparison)
    return replace(comparison, claims=tuple(mapper(claims.does, claims.names)))


def contest_without_claims(
    case: Case,
    *,
    depth: Depth,
    draws: int,
    beside: Sequence[Work] = (),
    mapper: Mapper,
    tick: Callable[[str], None],
) -> tuple[LadderComparison, tuple[dict[str, Any], ...]]:
    """
    Put every completed ladder of a case to the game, and leave its claims to be judged.

    Args:
        case: The case.
        depth: How much is worked out.
        draws: How many draws the ranges rest on.
        beside: Other work that is given out with that on ladders.
        mapper: Applies a function to names.
        tick: Told what is being done.

    Returns:
        The ladders, and what came of the names of each other work.

    Raises:
        QuestionError: The case holds no game, a number is missing, or too many states can be
            reached.
        EngineError: A policy did not settle.
    """
    plan = design(case, count=draws)
    names = [policy.id for policy in policies_of(case)]
    tick(f"playing {len(names)} ladders")
    work = LadderWork(case=case, plan=plan, depth=depth)
    results, others = work.results(names, beside=beside, mapper=mapper, tick=tick)
    comparison = LadderComparison(
        plan=plan,
        contenders=tuple(results[name] for name in names),
        claims=(),
        reading=next(iter(readings_of(case)), ""),
    )
    return comparison, others


@record
class LadderWork:
    """
    Works out ladders, the parts of each apart from one another: one ladder may take as long as all
    others.

    Args:
        case: The case.
        plan: The draws.
        depth: How much is worked out.
    """

    case: Case
    plan: Design
    depth: Depth

    def results(
        self,
        names: Sequence[str],
        *,
        beside: Sequence[Work] = (),
        mapper: Mapper = map,
        tick: Callable[[str], None] = lambda _: None,
    ) -> tuple[Mapping[str, LadderResult], tuple[dict[str, Any], ...]]:
        """
        Work out some ladders.

        Args:
            names: Their ids.
            beside: Other work that is given out with theirs.
            mapper: Applies a function to names.
            tick: Told how many ladders are studied.

        Returns:
            The ladders by their ids, and what came of the names of each other work.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: A policy did not settle.
        """
        heaviest = _heaviest_first(self.case, names)
        kinds = [*self._parts()]
        place_of_study = next(
            place for place, does in enumerate(kinds) if isinstance(does, StudyWork)
        )
        works = [Work(does=does, names=heaviest) for does in kinds]

        def tell(place: int, done: int) -> None:
            if place == place_of_study:
                tick(f"played {done} of {len(names)} ladders")

        outcomes = done_together([*works, *beside], mapper, tick=tell)
        studies = outcomes[place_of_study]
        others = [part for part in outcomes[: len(kinds)] if part is not studies]
        results = {
            name: LadderResult(
                studied=studies[name],
                **{part: value for other in others for part, value in other[name].items()},
            )
            for name in names
        }
        return results, outcomes[len(kinds) :]

    def _parts(self) -> Iterator[Callable[[str], Any]]:
        """Give what works out the study, and the parts beside it by their fields."""
        case, plan, depth = self.case, self.plan, self.depth
        if depth.answers:  # they take most room: first, while a process holds nothing else
            yield (
                partial(_answered_on_dangers, case, plan.best)
                if depth.for_page_one
                else partial(_answered, case, plan.best, is_enforced=depth.self_enforcement)
            )
        if depth.variants:
            yield partial(_endangered if depth.for_page_one else _varied, case, plan.best)
        yield StudyWork(case=case, plan=plan, movers=depth.movers, readings=depth.readings)
        if depth.alterations:
            yield partial(_altered, case, plan)
        if depth.self_enforcement and not depth.answers:
            yield partial(_enforced, case, plan.best)


@record
class Ranking:
    """
    What has to be worked out to tell which ladder is ahead, and no more.

    Args:
        case: The case.
        plan: The draws.
        work: Studies the ladders that are the responder's to decide.
    """

    case: Case
    plan: Design
    work: Work

    def comparison(self, studies: Mapping[str, LadderStudy]) -> LadderComparison:
        """
        Set these ladders side by side.

        Args:
            studies: What came of the work, by ladder.
        """
        names = [policy.id for policy in policies_of(self.case) if policy.id in studies]
        return LadderComparison(
            plan=self.plan,
            contenders=tuple(LadderResult(studied=studies[name]) for name in names),
            claims=(),
        )


def ranking(case: Case, *, draws: int = DRAWS) -> Ranking:
    """
    Say what has to be worked out to tell which ladder is ahead.

    Args:
        case: The case.
        draws: How many draws the ranges rest on.

    Raises:
        QuestionError: The case holds no game, or that many draws cannot be made.
    """
    plan = design(case, count=draws)
    own = [
        policy.id for policy in policies_of(case) if not case.ladders[policy.ladder].controlled_by
    ]
    work = StudyWork(case=case, plan=plan, movers=True, readings=False)
    return Ranking(case=case, plan=plan, work=Work(does=work, names=_heaviest_first(case, own)))


def _heaviest_first(case: Case, names: Sequence[str]) -> tuple[str, ...]:
    """Put the longest work first, so that processors end together."""
    return tuple(sorted(names, key=lambda name: -_weight(case, name)))


def claims_of(case: Case, comparison: LadderComparison) -> Work:
    """
    Give the work of judging the claims of a case, claim by claim.

    Args:
        case: The case.
        comparison: Its ladders, studied.
    """
    ladders = comparison.contenders
    judging = ClaimWork(
        case=case,
        plan=comparison.plan,
        studies=tuple(ladder.studied for ladder in ladders),
        variants={ladder.policy.id: ladder.variants for ladder in ladders if ladder.variants},
    )
    return Work(does=judging, names=tuple(case.claims.ids))


@record
class ClaimWork:
    """
    Judges claims by their ids.

    Args:
        case: The case.
        plan: The draws.
        studies: The ladders as studied in them; if empty, ladders are played over the draws when a
            claim asks about them.
        variants: Their variants, by ladder.
    """

    case: Case
    plan: Design
    studies: tuple[LadderStudy, ...] = ()
    variants: Mapping[str, Variants] = field(default_factory=dict)

    def __call__(self, name: str) -> ClaimVerdict:
        """
        Judge a claim.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: A policy did not settle.
        """
        ladders = self.studies or [
            LadderOnDemand(self.case, policy, self.plan) for policy in policies_of(self.case)
        ]
        (verdict,) = judged(self.case, self.plan, ladders, self.variants, wanted=(name,))
        return verdict


@record
class Judgement:
    """
    The claims of a case, judged.

    Args:
        plan: The draws in which they are.
        verdicts: How they stand, in the order of the case.
    """

    plan: Design
    verdicts: tuple[ClaimVerdict, ...]


def judgement(
    case: Case, *, claims: Sequence[str] = (), draws: int = DRAWS, mapper: Mapper = map
) -> Judgement:
    """
    Judge claims, and play no ladder over the draws that no claim asks about.

    Args:
        case: The case.
        claims: The ids of the claims; all of them if left out.
        draws: How many draws they are held against.
        mapper: Applies a function to names, which may know of the very same.

    Raises:
        QuestionError: The case holds no game, a number is missing, or too many states can be
            reached.
        EngineError: A policy did not settle.
    """
    plan = design(case, count=draws)
    asked = tuple(claims) or tuple(case.claims.ids)
    verdicts = mapper(ClaimWork(case=case, plan=plan), asked)
    return Judgement(plan=plan, verdicts=tuple(verdicts))


@record
class StudyWork:
    """
    Studies completed ladders by their ids.

    Args:
        case: The case.
        plan: The draws.
        movers: Whether assumptions are moved one at a time.
        readings: Whether ladders are solved under every reading of the law.
    """

    case: Case
    plan: Design
    movers: bool
    readings: bool

    def __call__(self, name: str) -> LadderStudy:
        """
        Study one completed ladder.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: A policy did not settle.
        """
        policy = policy_of(self.case, name)
        return studied(self.case, policy, self.plan, movers=self.movers, readings=self.readings)

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


def _altered(case: Case, plan: Design, name: str) -> Mapping[str, Any]:
    return {"alterations": alterations(case, policy_of(case, name), plan)}


def _varied(case: Case, best: Valuation, name: str) -> Mapping[str, Any]:
    every = variants(case, policy_of(case, name), best)
    return {"variants": every, "office": every.office, **_broken_off(case, best, name)}


def _endangered(case: Case, best: Valuation, name: str) -> Mapping[str, Any]:
    """Give of `_varied` only what tells how a threat goes wrong."""
    office = with_other_office(case, policy_of(case, name), best)
    return {"office": office, **_broken_off(case, best, name)}


def _broken_off(case: Case, best: Valuation, name: str) -> Mapping[str, Any]:
    policy = policy_of(case, name)
    return {"cheating": cheating(case, policy, best), "lapse": lapse(case, policy, best)}


def _answered(case: Case, best: Valuation, name: str, *, is_enforced: bool) -> Mapping[str, Any]:
    game = _at_best(case, best, name)
    full = answer(game)
    enforced = _self_enforcement(game, full["credibility"]["A_star"]) if is_enforced else None
    return {
        "answer": full,
        "self_enforcement": enforced,
        "steps": step_chances(game, max(case.horizon)),
    }


def _answered_on_dangers(case: Case, best: Valuation, name: str) -> Mapping[str, Any]:
    """Give of `_answered` only what tells how a threat goes wrong, and the steps."""
    game = _at_best(case, best, name)
    return {"answer": answer_on_dangers(game), "steps": step_chances(game, max(case.horizon))}


def _at_best(case: Case, best: Valuation, name: str) -> Game:
    return game_of(base_setting(case, policy_of(case, name)), best)


def _enforced(case: Case, best: Valuation, name: str) -> Mapping[str, Any]:
    game = _at_best(case, best, name)
    solved, _ = trimmed(game)
    needed = credibility(played([solved], reach=FollowedChoices.DEVIATION)).least_audience_cost
    return {"self_enforcement": _self_enforcement(game, needed)}


def _self_enforcement(game: Game, needed: float | None) -> SelfEnforcement:
    return SelfEnforcement(needed=needed, assumed=game.responder.audience_cost)


def contender(case: Case, plan: Design, depth: Depth, name: str) -> LadderResult:
    """
    Work out one completed ladder.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    results, _ = LadderWork(case=case, plan=plan, depth=depth).results([name])
    return results[name]


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
