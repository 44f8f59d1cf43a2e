"""The bounds of the numbers of a game, each with the words in which a message names them."""

from math import inf

from phaseline.terms.record import record

LARGEST = 1e12
LONGEST_LEAD = 60
LONGEST_WAIT = 120  # of a deadline, or of a least time in force
LONGEST_HORIZON = 1_200  # a century of months
_ROUND = 1e15  # up to it, a whole number is written without an exponent


@record
class Bounds:
    """
    What a number may be.

    Args:
        says: The bounds in words.
        such_as: A number within them.
        low: The lowest number.
        high: The highest number.
        is_above: Whether the lowest itself is left out.
        is_below: Whether the highest itself is left out.
        is_whole: Whether only whole numbers count.
        is_endless: Whether infinity is allowed beside them.
    """

    says: str
    such_as: str
    low: float
    high: float = inf
    is_above: bool = False
    is_below: bool = False
    is_whole: bool = False
    is_endless: bool = False

    def holds(self, value: float) -> bool:
        """Whether a number is within the bounds."""
        if value == inf:
            return self.is_endless
        if not self.low <= value <= self.high or (self.is_whole and value != int(value)):
            return False
        return not ((self.is_above and value == self.low) or (self.is_below and value == self.high))

    def near(self, value: float) -> str:
        """
        Give a number within the bounds that an author may write instead: the nearest, where whole
        numbers count.
        """
        return (
            str(int(min(max(int(value), self.low), self.high)))
            if self.is_whole and abs(self.high) < inf
            else self.such_as
        )


def whole(low: int, high: int | None = None) -> Bounds:
    """
    Give the bounds of a whole number.

    >>> whole(0, 60).says, whole(1).says
    ('a whole number from 0 to 60', 'a whole number of at least 1')
    """
    if high is None:
        return Bounds(
            says=f"a whole number of at least {low}", such_as=str(low), low=low, is_whole=True
        )
    return Bounds(
        says=f"a whole number from {low} to {high:,}",
        such_as=str(low),
        low=low,
        high=high,
        is_whole=True,
    )


CHANCE = Bounds(says="a chance from 0 to 1", such_as="0.5", low=0, high=1)
CHANCE_OF_SUCCESS = Bounds(
    says="a chance above 0, and at most 1", such_as="0.5", low=0, high=1, is_above=True
)
HAZARD = Bounds(says="a chance from 0, and below 1", such_as="0.01", low=0, high=1, is_below=True)
DISCOUNT = Bounds(
    says="a number above 0 and below 1", such_as="0.95", low=0, high=1, is_above=True, is_below=True
)
POSITIVE = Bounds(says="a number above 0", such_as="1", low=0, is_above=True)
RATIONALITY = Bounds(
    says="a number above 0, or inf", such_as="1", low=0, is_above=True, is_endless=True
)
NOT_NEGATIVE = Bounds(says="a number of at least 0", such_as="0", low=0)
LEAD = whole(0, LONGEST_LEAD)
WAIT = whole(0, LONGEST_WAIT)
PERIODS = whole(1, LONGEST_HORIZON)
TERM = whole(0, LONGEST_HORIZON)
HORIZON = Bounds(
    says=f"inf, or a whole number from 1 to {LONGEST_HORIZON:,}",
    such_as="24",
    low=1,
    high=LONGEST_HORIZON,
    is_whole=True,
    is_endless=True,
)


def figure(value: float) -> str:
    """
    Write a number as an author does.

    >>> figure(12.0), figure(0.1 + 0.2), figure(float("inf"))
    ('12', '0.30000000000000004', 'inf')
    """
    return str(int(value)) if abs(value) < _ROUND and value == int(value) else str(value)
