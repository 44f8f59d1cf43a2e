"""
What law, politics and the game tell for a reader's questions: only the parts that a question needs,
so that one question is answered quickly.
"""

from collections.abc import Collection, Mapping
from dataclasses import field
from functools import partial

from phaseline.case.games import policy_of, rungs_of, setup_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.advice import Advice, advice
from phaseline.desk.comparison.cheating import Cheating, cheating
from phaseline.desk.comparison.draws import DRAWS
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.results import Depth, LadderComparison, Lapse, Mapper, contest, lapse
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.comparison.variants import Flip, turns
from phaseline.desk.delivery.plans import Deliverable, deliverable
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.constraints import Constraints, constraints
from phaseline.game.barred_rungs import trimmed
from phaseline.game.fixed_behaviour import assurance, compliant
from phaseline.terms.record import record

LAW, OVERSIGHT = 4, 5  # the questions that law and politics have a part in
CHEATS, COMPLIES, FREES, ENDS, NUMBERS = 7, 8, 9, 10, 12  # … and the game
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
        kept: By ladder, what one who complies can count on.
        turns: By ladder, where an amount of released restraint turns what carrying out does.
        lapses: By ladder, what is left after the clock's last level.
        advice: Which ladder is ahead, and what moves them.
        constraints: What law and politics leave.
        deliverable: What can be delivered.
    """

    cheating: Mapping[str, Cheating] = field(default_factory=dict)
    kept: Mapping[str, AssuranceRange] = field(default_factory=dict)
    turns: Mapping[str, tuple[Flip, ...]] = field(default_factory=dict)
    lapses: Mapping[str, Lapse] = field(default_factory=dict)
    advice: Advice | None = None
    constraints: Constraints | None = None
    deliverable: Deliverable | None = None


def told_of(
    case: Case,
    found: LadderComparison | None,
    limits: Constraints | None = None,
    goods: Deliverable | None = None,
) -> QuestionInputs:
    """
    Read off a whole contest, what law and politics leave, and what can be delivered, what the
    questions need.
    """
    if found is None:
        return QuestionInputs(constraints=limits, deliverable=goods)
    own = [one for one in found.contenders if one.policy.id in own_ladders(case)]
    return QuestionInputs(
        cheating={one.policy.id: one.cheating for one in own if one.cheating},
        kept={one.policy.id: kept(case, one.policy.id) for one in own},
        turns={
            one.policy.id: one.variants.flips for one in own if one.variants and one.variants.flips
        },
        lapses={one.policy.id: one.lapse for one in own if one.lapse},
        advice=advice(case, found),
        constraints=limits,
        deliverable=goods,
    )


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
    limits = constraints(case) if {LAW, OVERSIGHT} & set(numbers) else None
    goods = (
        deliverable(case, details=False) if {ENDS, ARRIVES} & set(numbers) and case.needs else None
    )
    if case.game is None:
        return QuestionInputs(constraints=limits, deliverable=goods)
    names = own_ladders(case)
    cheats = (
        dict(zip(names, mapper(partial(_cheating, case), names), strict=True))
        if CHEATS in numbers
        else {}
    )
    frees = (
        {
            name: turns(case, policy_of(case, name), best_values(case))
            for name in _plainest(case, names)
        }
        if FREES in numbers
        else {}
    )
    ends = (
        {name: lapse(case, policy_of(case, name), best_values(case)) for name in names}
        if ENDS in numbers
        else {}
    )
    whole = (
        contest(
            case,
            depth=Depth(variants=False, answers=False, claims=False),
            draws=draws,
            mapper=mapper,
        )
        if NUMBERS in numbers
        else None
    )
    return QuestionInputs(
        cheating={name: one for name, one in cheats.items() if one},
        kept={name: kept(case, name) for name in names} if COMPLIES in numbers else {},
        turns={name: one for name, one in frees.items() if one},
        lapses={name: one for name, one in ends.items() if one},
        advice=advice(case, whole) if whole else None,
        constraints=limits,
        deliverable=goods,
    )


def own_ladders(case: Case) -> list[str]:
    """Give the completed ladders that are the responder's to decide, the yardstick apart."""
    setup = setup_of(case)
    others = {ladder.id for ladder in case.ladders if ladder.controlled_by}
    return [
        one.id for one in case.policies if one.ladder not in others and one.id != setup.yardstick
    ]


def kept(case: Case, name: str) -> AssuranceRange:
    """Say what one who complies can count on under a ladder, at the best values."""
    game, _ = trimmed(game_of(base_setting(case, policy_of(case, name)), best_values(case)))
    horizon = min(case.horizon)
    found = assurance(compliant([game], meets_demand=True), {horizon: horizon})[horizon]
    return AssuranceRange(
        calm=float(found.calm[0]), stopped=float(found.stopped[0]), lasting=float(found.lasting[0])
    )


def _cheating(case: Case, name: str) -> Cheating | None:
    return cheating(case, policy_of(case, name), best_values(case))


def _plainest(case: Case, names: list[str]) -> list[str]:
    """
    Give the ladder with fewest rungs that takes its last rung at once: where what carrying
    it out releases is seen most plainly.
    """
    at_once = [
        name for name in names if policy_of(case, name).deadline and not policy_of(case, name).enter
    ]
    releasing = {one.measure for one in setup_of(case).effects if one.releases}
    holding = [
        name
        for name in at_once
        if any(releasing & set(rung.measures) for rung in rungs_of(case, policy_of(case, name)))
    ]
    return sorted(holding, key=lambda name: len(rungs_of(case, policy_of(case, name))))[:1]
