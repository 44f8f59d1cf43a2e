"""
What the sources claim about how a response works, held against the case's game.

A claim is judged in every draw of the assumptions. Where what it compares is level in at least half
of them there is nothing to tell apart; else it holds where it is so in nearly all of them, fails
where it is so in nearly none, and depends otherwise; then the assumption that best tells the draws
apart is named, with the value at which it does. A share of draws is no probability. Claims that the
game cannot decide stay open, and say what is missing for it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.claims import Claim, ladders_named
from phaseline.desk.comparison import free_claims
from phaseline.desk.comparison.claim_tests import NAMED_TESTS, Ground, Lack, TestOutcome, undecided
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.study import LadderInDraws
from phaseline.desk.comparison.variants import Variants
from phaseline.desk.estimates.valuation import ends_of
from phaseline.game.arrays import Bools
from phaseline.game.ties import less
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, leading

MOST = 0.95
LEAST = 0.05
MOSTLY_LEVEL = 0.5  # of the draws level: nothing to tell apart
_ASIDE = 16  # draws that a side has to hold, so that its share means something
ENOUGH = 2 * _ASIDE  # draws of which two sides can be made
# how far the shares of both sides have to lie apart, so that it is no accident of the draws
_APART = 0.4


class Verdict(Enum):
    """How a claim stands inside the model."""

    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"
    LEVEL = "nothing to tell apart"
    OPEN = "open"


@record
class Turning:
    """
    The assumption that best tells the draws in which a claim holds from those in which it does not.

    Args:
        assumption: Its id.
        at: The value.
        below: The share of draws below it in which the claim holds.
        above: The share of draws above it.
        low: The low end of its range.
        high: The high end.
        level: Other assumptions that tell the draws apart as well.
    """

    assumption: str
    at: float
    below: float
    above: float
    low: float
    high: float
    level: tuple[str, ...] = ()

    @property
    def apart(self) -> float:
        """How far the shares of both sides lie apart."""
        return abs(self.above - self.below)


@record
class ClaimVerdict:
    """
    One claim, judged.

    Args:
        claim: The claim.
        verdict: How it stands.
        share: In which share of the draws it holds; None where it is not a matter of draws.
        draws: How many draws there are.
        turning: What turns it; None where nothing does.
        tested: What the test came to.
        level: In which share both sides are level; None where no sides are compared. What is left
            of the draws has it the other way round.
    """

    claim: Claim
    verdict: Verdict
    share: float | None
    draws: int
    turning: Turning | None
    tested: TestOutcome
    level: float | None = None

    @property
    def behind(self) -> float | None:
        """In which share of the draws it is the other way round; None where no sides are."""
        if self.share is None or self.level is None:
            return None
        return 1.0 - self.share - self.level


def judged(
    case: Case,
    plan: Design,
    studies: Sequence[LadderInDraws],
    variants: Mapping[str, Variants],
    *,
    wanted: Collection[str] | None = None,
) -> tuple[ClaimVerdict, ...]:
    """
    Judge claims of a case, in its order.

    Args:
        case: The case.
        plan: The draws of the studies.
        studies: The ladders in these draws.
        variants: Their variants, by ladder.
        wanted: The ids of the claims; all of them if left out.
    """
    ground = Ground(
        case=case,
        plan=plan,
        studies={study.policy.id: study for study in studies},
        variants=variants,
    )
    return tuple(
        _judged(case, plan, claim, outcome_of(ground, claim))
        for claim in case.claims
        if wanted is None or claim.id in wanted
    )


def outcome_of(ground: Ground, claim: Claim) -> TestOutcome:
    """
    Hold a claim against the game, in the one way that it names; undecided where a ladder that it
    names was left out of the comparison.
    """
    if any(name not in ground.studies for name in ladders_named(claim)):
        return undecided(Lack.LADDER)
    if claim.tests:
        return NAMED_TESTS[claim.tests](ground, claim.with_)
    return _freely(ground, claim)


def _freely(ground: Ground, claim: Claim) -> TestOutcome:
    if claim.better:
        return free_claims.better(ground, claim.better)
    if claim.deters:
        return free_claims.deters(ground, claim.deters)
    if claim.met:
        return free_claims.met(ground, claim.met)
    return free_claims.flips(ground, claim.flips) if claim.flips else undecided(Lack.CLEAR)


def _judged(case: Case, plan: Design, claim: Claim, tested: TestOutcome) -> ClaimVerdict:
    holds = np.array(tested.holds or ())
    share = None if tested.holds is None else float(holds.mean())
    level = float(np.mean(tested.level)) if tested.level else None
    verdict = verdict_of(share, level, tested)
    is_divided = share is not None and LEAST < share < MOST
    return ClaimVerdict(
        claim=claim,
        verdict=verdict,
        share=share,
        level=level,
        draws=len(plan.draws),
        turning=turning(case, plan, holds) if is_divided else None,
        tested=tested,
    )


def verdict_of(share: float | None, level: float | None, tested: TestOutcome) -> Verdict:
    """Give how a claim stands, by the shares of draws in which it holds and is level."""
    if share is None:
        return {True: Verdict.HOLDS, False: Verdict.FAILS, None: Verdict.OPEN}[tested.settled]
    if level is not None and not is_less(level, MOSTLY_LEVEL):
        return Verdict.LEVEL
    if tested.switch or LEAST < share < MOST:
        # With a switch it is settled one way in the draws, the other way under another reading.
        return Verdict.DEPENDS
    return Verdict.HOLDS if share >= MOST else Verdict.FAILS


def turning(case: Case, plan: Design, holds: Bools) -> Turning | None:
    """Try every assumption at several values, and keep the one whose two sides differ most."""
    ends = {assumption.id: ends_of(assumption) for assumption in case.assumptions}
    best = leading(
        (split for name in plan.continuous for split in _splits(plan, name, ends[name], holds)),
        lambda split: split.apart,
    )
    if not best or is_less(best[0].apart, _APART):
        return None
    names = dict.fromkeys(split.assumption for split in best)
    return replace(best[0], level=tuple(name for name in names if name != best[0].assumption))


def _splits(
    plan: Design, name: str, ends: tuple[float, float] | None, holds: Bools
) -> Iterator[Turning]:
    """
    Split the draws by one assumption at several values, wherever both sides hold enough of them.
    """
    values = np.array([draw.values[name] for draw in plan.draws])
    low, high = ends or (float(values.min()), float(values.max()))
    width = float(values.max() - values.min()) or 1.0
    for at in np.quantile(values, np.linspace(0.2, 0.8, 7)):
        is_below = less((values - at) / width, 0.0)
        if min(is_below.sum(), (~is_below).sum()) >= _ASIDE:
            below, above = float(holds[is_below].mean()), float(holds[~is_below].mean())
            yield Turning(
                assumption=name, at=float(at), below=below, above=above, low=low, high=high
            )
