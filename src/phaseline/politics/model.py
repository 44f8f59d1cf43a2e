"""
What a vote consists of: groups whose members vote alike, and the threshold that they have to reach.

Source:
    Constitution of the Republic of Korea, articles 49, 53(4), 63 and 65(2), for the thresholds of
    the worked case.
"""

from enum import Enum
from fractions import Fraction
from math import ceil, floor

from phaseline.terms.record import record


class Base(Enum):
    """Of whom a majority is counted."""

    ALL = "all"
    PRESENT = "present"
    CAST = "cast"


@record
class Group:
    """
    The members of one party, who have the same chances; nobody is named.

    Args:
        party: The id of the party.
        seats: Its members [seat].
        yes: The chance that a member who votes, and does not abstain, votes yes; with shocks, its
            median.
        attends: The chance that a member is present.
        abstains: The chance that a member who is present abstains.
        weight: What each of them weighs where a vote is by weight.
    """

    party: str
    seats: int
    yes: float
    attends: float = 1.0
    abstains: float = 0.0
    weight: Fraction = Fraction(0)


@record
class Threshold:
    """
    What a procedure asks for.

    Of those present, an abstention counts against it as a no does; of the votes cast, yes and no
    alone are counted. Nothing passes without a yes.

    Args:
        base: Whether the majority is counted of all members, of those present, or of the votes that
            are cast.
        share: The share needed.
        strict: Whether it has to be exceeded; if not, it is enough to reach it.
        quorum: The share of all members that has to be present; none if 0.
        quorum_strict: Whether the quorum has to be exceeded.
        votes: The number of yes votes needed, where a number is asked for and no share; 0
            otherwise.
        vetoes: The parties of which each member blocks it by a no; an abstention or an absence does
            not.
        weight: The share of the weight of all members that those who say yes have to bring besides;
            0 where nothing is weighed.
        weight_strict: Whether that has to be exceeded.
    """

    base: Base
    share: Fraction
    strict: bool
    quorum: Fraction = Fraction(0)
    quorum_strict: bool = True
    votes: int = 0
    vetoes: frozenset[str] = frozenset()
    weight: Fraction = Fraction(0)
    weight_strict: bool = False

    def needed(self, counted: int) -> int:
        """
        Give the least yes votes that pass, of so many members counted.

        >>> Threshold(base=Base.PRESENT, share=Fraction(2, 3), strict=False).needed(288)
        192
        """
        return self.votes or max(1, _least(self.share, counted, is_strict=self.strict))

    def weight_needed(self, whole: int) -> int:
        """
        Give the least weight that is enough, of so much in all.

        >>> share = Fraction(65, 100)
        >>> Threshold(base=Base.ALL, share=share, strict=False, weight=share).weight_needed(450)
        293
        """
        return _least(self.weight, whole, is_strict=self.weight_strict)

    def present_needed(self, members: int) -> int:
        """Give the fewest members whose presence makes a quorum; 0 where none is asked for."""
        return _least(self.quorum, members, is_strict=self.quorum_strict) if self.quorum else 0


def passes(
    yes: int, present: int, members: int, threshold: Threshold, *, abstaining: int = 0
) -> bool:
    """
    Whether a motion passes that nobody blocks, counted in whole votes.

    A tie is a rejection wherever more than one half is asked for.

    Args:
        yes: Votes in favour.
        present: Members present, whatever they vote.
        members: All members.
        threshold: What is asked for.
        abstaining: Members present who vote neither yes nor no.

    Raises:
        ValueError: More vote than are present, or more are present than there are.

    Source:
        Constitution of the Republic of Korea, article 49, for quorum, majority and tie.

    >>> share, half = Fraction(2, 3), Fraction(1, 2)
    >>> two_thirds = Threshold(base=Base.PRESENT, share=share, strict=False, quorum=half)
    >>> passes(192, 300, 300, two_thirds), passes(192, 288, 300, two_thirds)
    (False, True)
    >>> cast = Threshold(base=Base.CAST, share=Fraction(1, 2), strict=True)
    >>> passes(40, 100, 100, cast, abstaining=30), passes(40, 100, 100, cast)
    (True, False)
    """
    if not 0 <= yes <= yes + abstaining <= present <= members:
        raise ValueError(
            f"found {yes} yes and {abstaining} abstaining of {present} present of {members};"
            " expected no more than there are"
        )
    counted = {Base.ALL: members, Base.PRESENT: present, Base.CAST: present - abstaining}[
        threshold.base
    ]
    return present >= threshold.present_needed(members) and yes >= threshold.needed(counted)


def most_present(yes: int, members: int, threshold: Threshold) -> int | None:
    """
    Give the largest presence at which so many yes votes pass: whoever stays away beyond it has
    helped them; None if they never do.

    Nobody abstains or blocks; of the votes cast whoever abstains is as one who stays away.

    >>> share, half = Fraction(2, 3), Fraction(1, 2)
    >>> two_thirds = Threshold(base=Base.PRESENT, share=share, strict=False, quorum=half)
    >>> most_present(192, 300, two_thirds)
    288
    """
    return next(
        (
            present
            for present in range(members, yes - 1, -1)
            if passes(yes, present, members, threshold)
        ),
        None,
    )


def _least(share: Fraction, members: int, *, is_strict: bool) -> int:
    return floor(share * members) + 1 if is_strict else ceil(share * members)
