"""What is wrong with a published model that its records cannot say."""

from math import isfinite

from phaseline.case.addresses import Path
from phaseline.game.bounds import Bounds, figure
from phaseline.game.flaws import Flaw
from phaseline.game.published.spec import Crisis

LARGEST = 1e6
PAYOFF = Bounds(
    says=f"a number between -{LARGEST:.0e} and {LARGEST:.0e}",
    such_as="1",
    low=-LARGEST,
    high=LARGEST,
)
SPREAD = Bounds(
    says="a number above 0, and at most a million", such_as="1", low=0, high=LARGEST, is_above=True
)
PAYOFFS = ("SA", "VA", "CB", "VB", "WA", "WB", "a")
FARTHEST = 1e4  # standard deviations: beyond it no shock ever turns a choice


def crisis_flaws(crisis: Crisis) -> tuple[Flaw, ...]:
    """Give what is wrong with a crisis: payoffs out of bounds, or shocks too small to count."""
    flaws = [
        *(out_of_bounds((name,), getattr(crisis, name), PAYOFF) for name in PAYOFFS),
        out_of_bounds(("sd",), crisis.sd, SPREAD),
    ]
    wrong = tuple(flaw for flaw in flaws if flaw is not None)
    farthest = max(abs(getattr(crisis, name)) for name in PAYOFFS)
    if wrong or farthest <= FARTHEST * crisis.sd:
        return wrong
    return (
        Flaw(
            code="PL650",
            path=("sd",),
            message=f"sd: found {figure(crisis.sd)} beside a payoff of {figure(farthest)}",
            expected=f"a spread of at least {figure(farthest / FARTHEST)}",
            fix=f"write {figure(farthest / FARTHEST)} or more, or smaller payoffs",
        ),
    )


def out_of_bounds(path: Path, value: float, bounds: Bounds) -> Flaw | None:
    """Say that a number is out of its bounds; nothing where it keeps them."""
    if isfinite(value) and bounds.holds(value):
        return None
    return Flaw(
        code="PL410",
        path=path,
        message=f"{path[-1]}: found {figure(value)}",
        expected=bounds.says,
        fix=f"write a number such as {bounds.near(value)}",
    )
