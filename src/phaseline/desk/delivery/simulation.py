"""
A plan under chance: how long each consent, route and partner takes, drawn many times, and what the
plan then comes to.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.desk.delivery.transport_problem import PlanningProblem
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.estimates.sampling import latin_hypercube
from phaseline.game.arrays import Floats
from phaseline.supply.chances import Tries, UniformWait, Wait
from phaseline.supply.execution import ChanceRun, carried
from phaseline.supply.plan import Plan
from phaseline.terms.record import record

DRAWS = 400
SEED = 1
_WHOLE = 1e-6


@record
class Simulation:
    """
    What a plan comes to when chance has its way, over draws.

    Args:
        draws: How many.
        seed: From which seed.
        value: The value on average, with the 5th and 95th percentile.
        met: By need, the share met by its deadline on average, with the same percentiles.
        any: By need, the chance that anything arrives by its deadline.
    """

    draws: int
    seed: int
    value: Estimate
    met: Mapping[str, Estimate]
    any: Mapping[str, float]


def chanced(planning: PlanningProblem, plan: Plan) -> Simulation:
    """
    Give what a plan comes to when chance has its way; each wait goes by itself.

    Args:
        planning: The problem.
        plan: Its plan.
    """
    outcome = carried(planning.problem, plan, _fortunes(planning))
    deadlines = {need.id: need.deadline for need in planning.problem.needs}
    return Simulation(
        draws=DRAWS,
        seed=SEED,
        value=_spread(outcome.value),
        met={name: _spread(shares) for name, shares in outcome.met.items()},
        any={
            name: float((first < deadlines[name]).mean()) for name, first in outcome.first.items()
        },
    )


def _spread(numbers: Floats) -> Estimate:
    low, _, high = percentiles(numbers)
    return Estimate(best=float(numbers.mean()), low=low, high=high)


def _fortunes(planning: PlanningProblem) -> tuple[ChanceRun, ...]:
    kinds: tuple[tuple[str, Mapping[str, Wait]], ...] = (
        ("since", planning.waits),
        ("lead", planning.leads),
        ("lag", planning.lags),
    )
    waits = [(kind, name, wait) for kind, by_name in kinds for name, wait in by_name.items()]
    stops = [*planning.stops.items()]
    columns = [
        *(f"{kind} {wait!r} {planning.titles[name]}" for kind, name, wait in waits),
        *(f"stopped {share:.12g} {planning.titles[name]}" for name, share in stops),
    ]
    shares = latin_hypercube(DRAWS, columns, SEED).T
    drawn = [
        (kind, name, _steps_waited(wait, row))
        for (kind, name, wait), row in zip(waits, shares, strict=False)
    ]
    stopped = [
        (name, row < share) for (name, share), row in zip(stops, shares[len(waits) :], strict=True)
    ]

    def waited(kind: str, draw: int) -> Mapping[str, float]:
        return {name: float(column[draw]) for own, name, column in drawn if own == kind}

    return tuple(
        ChanceRun(
            since=waited("since", draw),
            lead={name: int(number) for name, number in waited("lead", draw).items()},
            lag={name: int(number) for name, number in waited("lag", draw).items()},
            stopped={name: 0.0 for name, is_stopped in stopped if is_stopped[draw]},
        )
        for draw in range(DRAWS)
    )


def _steps_waited(wait: Wait, shares: Sequence[float] | Floats) -> Floats:
    """Give in how many whole steps a wait is over, for each share; never is infinite."""
    match wait:
        case UniformWait() if wait.chance == 1:
            return np.asarray(
                np.ceil(wait.low + np.asarray(shares) * (wait.high - wait.low) - _WHOLE)
            )
        case UniformWait() | Tries():
            return np.array([np.ceil(wait.by(float(share)) - _WHOLE) for share in shares])
