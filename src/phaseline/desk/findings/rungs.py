"""
Each rung of each ladder: how it stands under each reading, whose consent it waits for, with which
chance, and what that turns on.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from phaseline.case.games import rungs_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.case.model.response import Ladder, Rung
from phaseline.desk.consent.consent import (
    Exposure,
    MeasureStanding,
    consent_of,
    consent_path,
    penalties,
    readings_of,
    stands,
    steps_of,
)
from phaseline.desk.consent.law_queries import Legal, disputed
from phaseline.desk.consent.votes import VoteOutlook, needs, sitting
from phaseline.desk.delivery.supply_options import MeasureSupply, goods
from phaseline.desk.estimates.ranges import span
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, best_values
from phaseline.law.model import Standing
from phaseline.terms.record import record
from phaseline.terms.ties import leading

_ORDER = (
    Standing.BARRED,
    Standing.UNDETERMINED,
    Standing.BARRED_CONSENT,
    Standing.CONSENT,
    Standing.SILENT,
    Standing.PRACTICE,
    Standing.ALONE,
)


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
        penalties: What it exposes an office to, where the Assembly is not asked.
        turns_on: The contested terms and the disputed provisions on which its standing turns.
        goods: How far it keeps its promise, and from when.
    """

    measure: str
    stand: MeasureStanding
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
    """

    ladder: str
    rung: str
    reading: str
    is_today: bool
    measures: tuple[MeasureLimit, ...]

    @property
    def binding(self) -> MeasureLimit | None:
        """
        Give the measure whose consent is least likely, for the rung waits for all of them; none
        where it is in force.
        """
        measures = () if self.is_today else self.measures
        least = leading(measures, lambda limit: -limit.chance.best)
        least = leading(least, lambda limit: -limit.chance.high)
        return min(least, key=lambda limit: _ORDER.index(limit.stand.standing), default=None)


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
    by_reading = {
        reading: _measures(case, law_answers, votes, best, reading) for reading in readings_of(case)
    }
    own = [
        (ladder.id, rung, added(ladder, rung), rung is ladder.rungs[0])
        for ladder in case.ladders
        for rung in ladder.rungs
    ]
    borrowed = [
        (policy.ladder, rung, names, False)
        for policy in setup_of(case).policies
        for rung, names in _borrowed(case, policy)
    ]
    return tuple(
        RungLimit(
            ladder=ladder,
            rung=rung.id,
            reading=reading,
            is_today=is_today,
            measures=tuple(known[name] for name in names if name in known),
        )
        for ladder, rung, names, is_today in (*own, *borrowed)
        for reading, known in by_reading.items()
    )


def _borrowed(case: Case, policy: GamePolicy) -> list[tuple[Rung, tuple[str, ...]]]:
    """
    Give the rungs of other ladders that a completion plays, each with what it adds to the rung
    below.
    """
    ladder = next(candidate for candidate in case.ladders if candidate.id == policy.ladder)
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
    case: Case, law_answers: Legal, votes: Sequence[VoteOutlook], best: Valuation, reading: str
) -> Mapping[str, MeasureLimit]:
    return {
        name: MeasureLimit(
            measure=name,
            stand=stand,
            chance=_chance(case, stand, votes, best),
            penalties=penalties(case, stand, best),
            turns_on=disputed(law_answers, stand.option),
            goods=goods(best, next(measure for measure in case.measures if measure.id == name)),
        )
        for name, stand in stands(case, reading).items()
    }


def _chance(
    case: Case, stand: MeasureStanding, votes: Sequence[VoteOutlook], best: Valuation
) -> Chance:
    setup = setup_of(case)
    wanted = consent_path(setup, stand, best)
    steps = steps_of(stand)
    if steps:
        passing = [vote for vote in votes if vote.id in steps]
        decided = {
            step: needs(case, step) for step in steps if step not in {vote.id for vote in passing}
        }
        spans = [(vote.low, vote.high) for vote in passing] + [
            span(case, best, on, partial(_sitting, step)) for step, on in decided.items()
        ]
        return Chance(
            best=wanted.chance,
            low=min(wanted.chance, *(low for low, _ in spans)),
            high=min(high for _, high in spans),
            independent=min((vote.chance_if_independent for vote in passing), default=None),
            steps=steps,
            months=wanted.lead,
            rests_on=tuple(
                sorted(
                    {name for vote in passing for name in vote.rests_on}.union(*decided.values())
                )
            ),
        )
    rule = consent_of(setup, stand)
    names = assumptions_in(case, rule.chance)
    low, high = (
        span(case, best, names, lambda values: values.of(rule.chance))
        if rule.chance
        else (wanted.chance, wanted.chance)
    )
    return Chance(
        best=wanted.chance,
        low=min(wanted.chance, low),
        high=max(wanted.chance, high),
        independent=None,
        steps=(),
        months=0.0,
        rests_on=tuple(sorted(names)),
    )


def _sitting(step: str, values: Valuation) -> float:
    return sitting(values.case, values, step)
