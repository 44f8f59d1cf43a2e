"""
Votes by weight: a share that can be read, and a weight of every member that is fine enough to count
and no finer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.politics import Procedure, Seats, portion
from phaseline.case.showing import shown
from phaseline.case.values import amount_or_unknown
from phaseline.terms.quantity import Quantity

MOST_STEPS = 100_000
_FINEST = 1_000_000  # of a unit: what is written finer is rounded to that
_OF_ALL = " of all members"


def check_weight(
    pen: DiagnosticCollector, case: Case, path: Path, procedure: Procedure, rows: Sequence[Seats]
) -> None:
    """Report a share of weight that cannot be counted, and members whose weight is not known."""
    passes = procedure.passes
    if passes is None or not passes.weight:
        return
    message, expected, fix = "", "such as at least 65/100", "write it so"
    if portion(passes.weight) is None or passes.weight.endswith(_OF_ALL):
        message = f"weight: found {shown(passes.weight)}"
    elif passes.of != "members" or procedure.quorum:
        message = "a weight is counted of all members, without a quorum"
        expected, fix = "`of: members`, and no `quorum`", "write it so, or leave the weight out"
    elif rows:
        message = _misfit(case, rows)
        expected = f"a weight in one unit on every row of seats, of {MOST_STEPS:,} steps in all"
        fix = "add `weight` to all rows, in whole numbers of a coarser unit where they are too fine"
    if message:
        pen.error("PL802", (*path, "passes", "weight"), message, expected=expected, fix=fix)


def weights_of(case: Case, rows: Sequence[Seats]) -> Mapping[str, Fraction]:
    """Give what each member of a party weighs; of those whose weight and seats are known."""
    amounts = [
        (row.party, amount_or_unknown(case, row.weight), amount_or_unknown(case, row.seats))
        for row in rows
    ]
    return {
        party: Fraction(weight.number).limit_denominator(_FINEST) / round(seats.number)
        for party, weight, seats in amounts
        if isinstance(weight, Quantity) and isinstance(seats, Quantity) and round(seats.number) > 0
    }


def _misfit(case: Case, rows: Sequence[Seats]) -> str:
    """Say why the weights of a body cannot be counted; nothing where they can."""
    units = set()
    for row in rows:
        weight = amount_or_unknown(case, row.weight)
        if not isinstance(weight, Quantity) or weight.number < 0:
            return f"the weight of {row.party!r} is not known, or below 0"
        units.add(weight.unit.text)
    if len(units) > 1:
        return f"the weights are in {' and in '.join(sorted(units))}"
    steps = _steps(case, rows)
    if steps > MOST_STEPS:
        return f"the weights are so fine that all of them are {steps:,} steps"
    return "" if steps else "nobody weighs anything"


def _steps(case: Case, rows: Sequence[Seats]) -> int:
    """Give the weight of all members in the largest steps in which that of each one is whole."""
    weights = weights_of(case, rows)
    scale = lcm(*(weight.denominator for weight in weights.values()))
    whole = {party: int(weight * scale) for party, weight in weights.items()}
    amounts = {row.party: amount_or_unknown(case, row.seats) for row in rows}
    of_all = Counter(
        {
            party: round(seats.number) * whole.get(party, 0)
            for party, seats in amounts.items()
            if isinstance(seats, Quantity)
        }
    )
    return of_all.total() // (gcd(*whole.values()) or 1)
