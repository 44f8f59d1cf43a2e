"""
Each rung of each ladder: how it stands under each reading, whose consent it waits for, with which
chance, and what that turns on.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from phaseline.case.games import policies_of, rungs_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.case.model.response import Ladder, Rung
from phaseline.desk.consent.consent import (
    OPENNESS,
    ConsentPath,
    Exposure,
    consent_of,
    consent_path,
    penalties,
    policy_stands,
    readings_of,
    stands,
    steps_of,
)
from phaseline.desk.consent.law_queries import Legal, OptionStanding, disputed
from phaseline.desk.consent.votes import VoteOutlook, needs, sitting
from phaseline.desk.delivery.supply_options import MeasureSupply, goods, without_goods
from phaseline.desk.estimates.ranges import span
from phaseline.desk.estimates.valuation import (
    Valuation,
    assumptions_in,
    best_values,
    in_case_order,
)
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading, leading


@record
class Chance:
    """
    The chance of consent.

    Args:
        best: At the best values of all assumptions: per period, or of one vote over all party
            shocks.
        low: The least over the ranges that it rests on.
        high: The most.
        independent: Of a vote: what it would be if members decided apart from one another; None
            where nobody votes.
        steps: The procedures, in order.
        months: How long the procedures take.
        rests_on: The assumptions behind it.
    """

    best: float
    low: float
    high: float
    independent: float | None
    steps: tuple[str, ...]
    months: float
    rests_on: tuple[str, ...]


@record
class MeasureLimit:
    """
    One measure of a rung under one reading.

    Args:
        measure: The id of the measure.
        stand: How it stands.
        chance: The chance of consent to it.
        penalties: What it exposes an office to, where the body is not asked.
        turns_on: The contested terms and the disputed provisions on which its standing turns.
        goods: How far it keeps its promise, and from when.
    """

    measure: str
    stand: OptionStanding
    chance: Chance
    penalties: tuple[Exposure, ...]
    turns_on: tuple[str, ...]
    goods: MeasureSupply


@record
class RungLimit:
    """
    What a rung adds to the one below, under one reading.

    Args:
        ladder: The id of the ladder.
        rung: The id of the rung.
        reading: The id of the reading.
        is_today: Whether it is in force already, so that no consent is waited for.
        measures: What it adds, as far as the law is asked about it.
        completion: The id of the completion that adds the rung to the ladder; empty where the
            ladder has it.
    """

    ladder: str
    rung: str
    reading: str
    is_today: bool
    measures: tuple[MeasureLimit, ...]
    completion: str = ""

    @property
    def binding(self) -> MeasureLimit | None:
        """
        Give the measure whose consent is least likely, for the rung waits for all of them; none
        where it is in force.
        """
        measures = () if self.is_today else self.measures
        least = leading(measures, lambda limit: -limit.chance.best)
        least = leading(least, lambda limit: -limit.chance.high)
        return min(least, key=lambda limit: OPENNESS.index(limit.stand.standing), default=None)

    @property
    def least_open(self) -> MeasureLimit | None:
        """
        Give the measure that stands least openly in law, the first of those: what is said of the
        whole rung holds of all it adds. None where it is in force.
        """
        if self.is_today or not self.measures:
            return None
        return first_leading(self.measures, lambda limit: -OPENNESS.index(limit.stand.standing))


def rung_limits(
    case: Case, law_answers: Legal, votes: Sequence[VoteOutlook]
) -> tuple[RungLimit, ...]:
    """
    Give the limits of every rung under every reading; nothing where the case's game names no
    reading.

    Args:
        case: The case.
        law_answers: What the law says.
        votes: What would pass, by procedure.

    Raises:
        QuestionError: A number is missing.
    """
    if not readings_of(case):
        return ()
    best = best_values(case)
    limits = partial(_measures, case, law_answers, votes, best)
    by_reading = {reading: limits(stands(case, reading)) for reading in readings_of(case)}
    return (
        *(
            _limit(ladder.id, rung, reading, added(ladder, rung), known, is_today=place == 0)
            for ladder in case.ladders
            for place, rung in enumerate(ladder.rungs)
            for reading, known in by_reading.items()
        ),
        *(
            _limit(policy.ladder, rung, reading, names, known, completion=policy.completion)
            for policy in policies_of(case)
            for rung, names in _borrowed_rungs(case, policy)
            for reading in by_reading
            for known in [limits(policy_stands(case, policy, reading))]
        ),
    )


def _limit(
    ladder: str,
    rung: Rung,
    reading: str,
    names: Sequence[str],
    known: Mapping[str, MeasureLimit],
    *,
    completion: str = "",
    is_today: bool = False,
) -> RungLimit:
    return RungLimit(
        ladder=ladder,
        rung=rung.id,
        reading=reading,
        is_today=is_today,
        measures=tuple(known[name] for name in names if name in known),
        completion=completion,
    )


def _borrowed_rungs(case: Case, policy: GamePolicy) -> list[tuple[Rung, tuple[str, ...]]]:
    """
    Give the rungs that a completion adds, its own and those of other ladders, each with what it
    adds to the rung below.
    """
    ladder = case.ladders[policy.ladder]
    played = rungs_of(case, policy)
    pairs = pairwise(played)
    return [
        (rung, tuple(name for name in rung.measures if name not in below.measures))
        for below, rung in pairs
        if rung not in ladder.rungs
    ]


def added(ladder: Ladder, rung: Rung) -> tuple[str, ...]:
    """Give the measures that a rung adds to the one below; all of them on the lowest."""
    place = ladder.rungs.index(rung)
    below = ladder.rungs[place - 1].measures if place else ()
    return tuple(name for name in rung.measures if name not in below)


def _measures(
    case: Case,
    law_answers: Legal,
    votes: Sequence[VoteOutlook],
    best: Valuation,
    standings: Mapping[str, OptionStanding],
) -> Mapping[str, MeasureLimit]:
    return {
        name: MeasureLimit(
            measure=name,
            stand=stand,
            chance=_chance(case, stand, votes, best),
            penalties=penalties(case, stand, best),
            turns_on=disputed(law_answers, stand.option).addresses,
            goods=goods(best, without_goods(case.measures[name], stand.stays)),
        )
        for name, stand in standings.items()
    }


def _chance(
    case: Case, stand: OptionStanding, votes: Sequence[VoteOutlook], best: Valuation
) -> Chance:
    setup = setup_of(case)
    path = consent_path(setup, stand, best)
    steps = steps_of(stand)
    if steps:
        return _chance_of_votes(case, votes, best, path, steps)
    return _chance_without_votes(case, best, path, consent_of(setup, stand).chance)


def _chance_of_votes(
    case: Case,
    votes: Sequence[VoteOutlook],
    best: Valuation,
    path: ConsentPath,
    steps: tuple[str, ...],
) -> Chance:
    """
    Give the chance of consent that takes several procedures; one by which nobody votes has the
    case's own chance.
    """
    passing = {vote.id: vote for vote in votes if vote.id in steps}
    decided = {step: needs(case, step) for step in steps if step not in passing}
    spans = [(vote.low, vote.high) for vote in passing.values()]
    spans += [span(case, best, on, partial(_sitting, step)) for step, on in decided.items()]
    lows, highs = zip(*spans, strict=True)
    names = frozenset[str]().union(*(vote.rests_on for vote in passing.values()))
    return Chance(
        best=path.chance,
        low=min(path.chance, *lows),
        high=min(highs),
        independent=min((vote.chance_if_independent for vote in passing.values()), default=None),
        steps=steps,
        months=path.lead,
        rests_on=in_case_order(case, names.union(*decided.values())),
    )


def _chance_without_votes(case: Case, best: Valuation, path: ConsentPath, formula: str) -> Chance:
    names = assumptions_in(case, formula)
    low, high = (
        span(case, best, names, lambda values: values.of(formula))
        if formula
        else (path.chance, path.chance)
    )
    return Chance(
        best=path.chance,
        low=min(path.chance, low),
        high=max(path.chance, high),
        independent=None,
        steps=(),
        months=0.0,
        rests_on=in_case_order(case, names),
    )


def _sitting(step: str, values: Valuation) -> float:
    return sitting(values.case, values, step)
