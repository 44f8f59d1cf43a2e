"""
What a grade weighs, as a number that somebody owns.

Each letter and digit stands for the number that MISP's taxonomy of the Admiralty scale gives it,
half a step either way. That the numbers are theirs, and that a grade is no measurement, is said
wherever one is used.

Source:
    MISP project, *misp-taxonomies*, `admiralty-scale` version 5: A to E as 100, 75, 50, 25, 0, and
    1 to 5 likewise; F and 6 cannot be judged.
"""

from collections.abc import Mapping
from types import MappingProxyType

from phaseline.terms.record import record

OWNER = "MISP's taxonomy of the Admiralty scale, half a step either way"


@record
class GradeWeight:
    """
    The share of reports of this grade that follow what happened.

    Args:
        best: The taxonomy's number, from 0 to 1.
        low: Half a step lower, at least 0.
        high: Half a step higher, at most 1.
    """

    best: float
    low: float
    high: float


def _weight(best: float) -> GradeWeight:
    return GradeWeight(best=best, low=max(best - 0.125, 0.0), high=min(best + 0.125, 1.0))


WEIGHTS: Mapping[str, GradeWeight] = MappingProxyType(
    {
        grade: _weight(1.0 - place / 4)
        for grades in ("ABCDE", "12345")
        for place, grade in enumerate(grades)
    }
)
