"""
What law, politics and the game tell for a reader's questions: only the parts that a question needs,
so that one question is answered quickly.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import Any, TypeVar

from phaseline.case.games import baseline_of, policy_of, rungs_of, setup_of, titles_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.advice import Advice, advice
from phaseline.desk.comparison.cheating import Cheating, cheating
from phaseline.desk.comparison.draws import DRAWS
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.results import (
    LadderComparison,
    LadderResult,
    Lapse,
    lapse,
    ranking,
)
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.comparison.variants import Flip, turns
from phaseline.desk.comparison.works import Mapper, Work, done_together
from phaseline.desk.delivery.plans import Deliverable, deliverable
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.constraints import Constraints, constraints
from phaseline.game.barred_rungs import trimmed
from phaseline.game.fixed_behaviour import assurance, compliant
from phaseline.terms.record import record

LAW, OVERSIGHT = 4, 5  # the questions that law and politics have a part in
CHEATS, COMPLIES, FREES, ENDS, NUMBERS = 7, 8, 9, 10, 12  # … and the game
_Part = TypeVar("_Part")
ARRIVES = 11  # … and the plans of deliveries, which the tenth has a part in too


@record
class AssuranceRange:
    """
    What a challenger who complies can count on, over the first horizon.

    Args:
        calm: The chance that no rung above the promised one comes into force.
        stopped: The chance that flows have stopped at its end.
        lasting: The chance that delivered goods are there that cannot be taken back.
    """

    calm: float
    stopped: float
    lasting: float


@record
class QuestionInputs:
    """
    What law, politics and the game tell; a part that was not asked for is empty.

    Args:
        cheating: By ladder, whether the challenger signs and cheats.
        assured: By ladder, what one who complies can count on.
        turns: By ladder, where an amount of released restraint turns what carrying out does.
        lapses: By ladder, what is left after the clock's last level.
        advice: Which ladder is ahead, and what moves them.
        constraints: What law and politics leave.
        deliverable: What can be delivered.
    """

    cheating: Mapping[str, Cheating] = field(default_factory=dict)
    assured: Mapping[str, AssuranceRange] = field(default_factory=dict)
    turns: Mapping[str, tuple[Flip, ...]] = field(default_factory=dict)
    lapses: Mapping[str, Lapse] = field(default_factory=dict)
    advice: Advice | None = None
    constraints: Constraints | None = None
    deliverable: Deliverable | None = None


def told_of(
    case: Case,
    comparison: LadderComparison | None,
    limits: Constraints | None = None,
    goods: Deliverable | None = None,
) -> QuestionInputs:
    """
    Read off a whole contest, what law and politics leave, and what can be delivered, what the
    questions need.
    """
    if comparison is None:
        return QuestionInputs(constraints=limits, deliverable=goods)
    results = {result.policy.id: result for result in own_results(case, comparison)}
    return QuestionInputs(
        cheating=_present({name: result.cheating for name, result in results.items()}),
        assured={name: assured(case, name) for name in results},
        turns=_plainest_turns(case, results),
        lapses=_present({name: result.lapse for name, result in results.items()}),
        advice=advice(case, comparison),
        constraints=limits,
        deliverable=goods,
    )


def _plainest_turns(case: Case, results: Mapping[str, LadderResult]) -> dict[str, tuple[Flip, ...]]:
    """Give where an amount turns what a ladder changes, of the one that shows it most plainly."""
    releasing = _present(
        {name: result.variants.flips for name, result in results.items() if result.variants}
    )
    return {name: releasing[name] for name in _plainest(case, [*releasing])}


def _present(parts: Mapping[str, _Part | None]) -> dict[str, _Part]:
    """Give the parts that there are."""
    return {name: part for name, part in parts.items() if part}


def told(
    case: Case, numbers: Collection[int], *, draws: int = DRAWS, mapper: Mapper = map
) -> QuestionInputs:
    """
    Work out what some of the twelve questions need.

    Args:
        case: The case; without a game nothing is told.
        numbers: The numbers of the questions.
        draws: How many draws the last question rests on.
        mapper: Applies a function to names; a shell may give one that uses several processors.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    ranked = ranking(case, draws=draws) if case.game and NUMBERS in numbers else None
    works = {
        **({"advice": ranked.work} if ranked else {}),
        **(_of_best_values(case, numbers) if case.game else {}),
        **_of_the_whole(case, numbers),
    }
    # as one, so that processors end together and are given work once
    outcomes = dict(zip(works, done_together([*works.values()], mapper), strict=True))
    played = outcomes.pop("advice", {})
    goods, limits = (outcomes.pop(name, {}).get(name) for name in (_DELIVERIES, _LAW))
    parts: dict[str, Any] = {name: _present(outcome) for name, outcome in outcomes.items()}
    return QuestionInputs(
        **parts,
        advice=advice(case, ranked.comparison(played)) if ranked else None,
        constraints=limits,
        deliverable=goods,
    )


_DELIVERIES, _LAW = "deliveries", "law"


def _of_the_whole(case: Case, numbers: Collection[int]) -> dict[str, Work]:
    """Give the work on the parts that are worked out once, whatever ladders there are."""
    works = {}
    if {ENDS, ARRIVES} & set(numbers) and case.needs:
        works[_DELIVERIES] = Work(does=partial(_goods, case), names=(_DELIVERIES,))
    if {LAW, OVERSIGHT} & set(numbers):
        works[_LAW] = Work(does=partial(_limits, case), names=(_LAW,))
    return works


def _limits(case: Case, _: str) -> Constraints | None:
    return constraints(case)


def _goods(case: Case, _: str) -> Deliverable:
    return deliverable(case, details=False)


def _of_best_values(case: Case, numbers: Collection[int]) -> dict[str, Work]:
    """Give the work on the parts that are worked out ladder by ladder, at the best values."""
    own = tuple(own_ladders(case))
    asked = {
        FREES: ("turns", Work(does=partial(_turns, case), names=tuple(_plainest(case, own)))),
        CHEATS: ("cheating", Work(does=partial(_cheating, case), names=own)),
        ENDS: ("lapses", Work(does=partial(_lapse, case), names=own)),
        COMPLIES: ("assured", Work(does=partial(assured, case), names=own)),
    }
    return {part: work for number, (part, work) in asked.items() if number in numbers}


def _cheating(case: Case, name: str) -> Cheating | None:
    return cheating(case, policy_of(case, name), best_values(case))


def _turns(case: Case, name: str) -> tuple[Flip, ...]:
    return turns(case, policy_of(case, name), best_values(case))


def _lapse(case: Case, name: str) -> Lapse | None:
    return lapse(case, policy_of(case, name), best_values(case))


def own_ladders(case: Case) -> list[str]:
    """Give the completed ladders that are the responder's to decide, the yardstick apart."""
    baseline = baseline_of(case).id
    others = {ladder.id for ladder in case.ladders if ladder.controlled_by}
    return [
        policy.id
        for policy in case.policies
        if policy.ladder not in others and policy.id != baseline
    ]


def own_results(case: Case, comparison: LadderComparison) -> tuple[LadderResult, ...]:
    """Give what was played of these ladders, in the order of the case."""
    results = (comparison.of(name) for name in own_ladders(case))
    return tuple(result for result in results if result)


def assured(case: Case, name: str) -> AssuranceRange:
    """Say what one who complies can count on under a ladder, at the best values."""
    game, _ = trimmed(game_of(base_setting(case, policy_of(case, name)), best_values(case)))
    horizon = min(case.horizon)
    worth = assurance(compliant([game], meets_demand=True), {horizon: horizon})[horizon]
    return AssuranceRange(
        calm=float(worth.calm[0]), stopped=float(worth.stopped[0]), lasting=float(worth.lasting[0])
    )


def _plainest(case: Case, names: Sequence[str]) -> list[str]:
    """
    Give the ladder where what carrying a measure out releases is seen most plainly: of those with
    such a measure one that takes its last rung at once, of these one with fewest rungs; of equals
    the first by its title, so that neither the order of the case nor its ids decide.
    """
    holding = [policy for name in names if _releases(case, policy := policy_of(case, name))]
    at_once = [policy for policy in holding if policy.deadline and not policy.enter]
    plain = sorted(
        at_once or holding,
        key=lambda policy: (len(rungs_of(case, policy)), *titles_of(case, policy)),
    )
    return [policy.id for policy in plain[:1]]


def _releases(case: Case, policy: GamePolicy) -> bool:
    """Whether a ladder holds a measure that releases the challenger once it is carried out."""
    measures = {name for rung in rungs_of(case, policy) for name in rung.measures}
    return any(effect.releases and effect.measure in measures for effect in setup_of(case).effects)
