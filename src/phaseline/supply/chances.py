"""
How long a consent or a way may take: tries that succeed with a chance, or a time within a range;
planned on a quantile and drawn.
"""

from math import ceil, inf, log1p

from phaseline.terms.record import record

_CLOSE = 1e-9


@record
class Tries:
    """
    Something that succeeds with the same chance at each try.

    Args:
        chance: The chance of one try.
        after: Periods before the first try.
        every: Periods from one try to the next; 0 where there is only one.
    """

    chance: float
    after: float = 0.0
    every: float = 1.0

    def by(self, share: float) -> float:
        """
        Give the period by which it has succeeded with so great a chance; infinite if it never does.

        >>> Tries(chance=0.5).by(0.8), Tries(chance=0.5, after=2, every=0).by(0.8)
        (2.0, inf)
        >>> Tries(chance=1.0).by(0.99)
        0.0
        """
        if self.chance >= 1:
            return self.after
        if self.chance <= 0:
            return inf
        if self.every <= 0:
            return self.after if self.chance >= share - _CLOSE else inf
        tries = max(1, ceil(log1p(-share) / log1p(-self.chance) - _CLOSE))
        return self.after + (tries - 1) * self.every

    @property
    def ever(self) -> float:
        """Give the chance that it succeeds at all."""
        return self.chance if self.every <= 0 else float(self.chance > 0)


@record
class UniformWait:
    """
    A time that may be anything within a range, one as likely as another, if it comes at all.

    Args:
        low: The least [period].
        high: The most [period].
        chance: The chance that it comes at all.
    """

    low: float
    high: float
    chance: float = 1.0

    def by(self, share: float) -> float:
        """
        Give the time that is not exceeded with so great a chance; infinite if it may not come at
        all with as great a one.

        >>> UniformWait(low=1, high=5).by(0.75)
        4.0
        >>> half = UniformWait(low=1, high=5, chance=0.5)
        >>> half.by(0.25), half.by(0.75)
        (3.0, inf)
        """
        return (
            self.low + share / self.chance * (self.high - self.low)
            if 0 < share <= self.chance
            else inf
            if share > 0
            else self.low
        )

    @property
    def ever(self) -> float:
        """Give the chance that it comes at all."""
        return self.chance


Wait = Tries | UniformWait
