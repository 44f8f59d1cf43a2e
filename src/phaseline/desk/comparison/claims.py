"""
What the papers claim about how a response works, held against the case's game.

A claim is judged in every draw of the assumptions: it holds where that is so in nearly all of them,
fails where it is so in nearly none, and depends otherwise; then the assumption that best tells the
draws apart is named, with the value at which it does. A share of draws is no probability. Claims
that the game cannot decide are said to be open.

Source:
    Zagare & Kilgour, *Perfect Deterrence* (2000), for the standing objection to phased responses:
    substrategic deployments add little to deterrence stability.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.play import Claim
from phaseline.desk.comparison import claim_tests as tests
from phaseline.desk.comparison.claim_tests import TestOutcome
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.study import LadderStudy
from phaseline.desk.comparison.variants import Variants
from phaseline.desk.estimates.valuation import ends_of
from phaseline.game.arrays import Bools
from phaseline.game.ties import less
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, leading

MOST = 0.95
LEAST = 0.05
_ASIDE = 16  # draws that a side has to hold, so that its share means something
# how far the shares of both sides have to lie apart, so that it is no accident of the draws
_APART = 0.4


class Verdict(Enum):
    """How a claim stands inside the model."""

    HOLDS = "holds"
    FAILS = "fails"
    DEPENDS = "depends"
    OPEN = "the papers do not decide this"


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
        tested: What the test found.
    """

    claim: Claim
    verdict: Verdict
    share: float | None
    draws: int
    turning: Turning | None
    tested: TestOutcome


def judged(
    case: Case, plan: Design, studies: Sequence[LadderStudy], variants: Mapping[str, Variants]
) -> tuple[ClaimVerdict, ...]:
    """
    Judge every claim of a case, in its order.

    Args:
        case: The case.
        plan: The draws of the studies.
        studies: The ladders as studied.
        variants: Their variants, by ladder.
    """
    ground = tests.Ground(
        case=case, plan=plan, studies={one.policy.id: one for one in studies}, variants=variants
    )
    return tuple(_judged(case, plan, one, _TESTS[one.tests](ground)) for one in case.claims)


_TESTS: Mapping[str, Callable[[tests.Ground], TestOutcome]] = {
    "compellence_is_harder": tests.compellence_is_harder,
    "unexecuted_threats": tests.unexecuted_threats,
    "direct_over_indirect": tests.direct_over_indirect,
    "phasing": tests.phasing,
    "consensus_route": tests.consensus_route,
    "proportion": tests.proportion,
    "formal_commitment": tests.formal_commitment,
    "ambiguity": tests.ambiguity,
    "spent_threat": tests.spent_threat,
    "counter_threats": tests.counter_threats,
    "whom_from_what": tests.whom_from_what,
    "avoidance": tests.avoidance,
}


def _judged(case: Case, plan: Design, claim: Claim, tested: TestOutcome) -> ClaimVerdict:
    if tested.holds is None:
        verdict = {True: Verdict.HOLDS, False: Verdict.FAILS, None: Verdict.OPEN}[tested.settled]
        return ClaimVerdict(
            claim=claim,
            verdict=verdict,
            share=None,
            draws=len(plan.draws),
            turning=None,
            tested=tested,
        )
    holds = np.array(tested.holds)
    share = float(holds.mean())
    verdict = (
        Verdict.HOLDS if share >= MOST else Verdict.FAILS if share <= LEAST else Verdict.DEPENDS
    )
    if tested.switch and verdict is not Verdict.DEPENDS:
        verdict = (
            Verdict.DEPENDS
        )  # in the draws it is settled one way, under another reading of the case the other way
    turns = turning(case, plan, holds) if LEAST < share < MOST else None
    return ClaimVerdict(
        claim=claim, verdict=verdict, share=share, draws=len(holds), turning=turns, tested=tested
    )


def turning(case: Case, plan: Design, holds: Bools) -> Turning | None:
    """Try every assumption at several values, and keep the one whose two sides differ most."""
    ends = {one.id: ends_of(one) for one in case.assumptions}
    best = leading(
        (split for name in plan.continuous for split in _splits(plan, name, ends[name], holds)),
        lambda one: one.apart,
    )
    if not best or is_less(best[0].apart, _APART):
        return None
    names = dict.fromkeys(one.assumption for one in best)
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
