"""
Reports against hypotheses: what speaks for which, and what contradicts it.

Each hypothesis stands beside its opposite, for what speaks against the one speaks for the other.
Hypotheses are ranked by what contradicts them, and not by what agrees: much agrees with everything.
What repeats its origin counts nothing, and what cannot be judged neither.

Source:
    Heuer, *Psychology of Intelligence Analysis* (1999), ch. 8, for the matrix and the ranking; Kass
    and Raftery, *Journal of the American Statistical Association* 90 (1995), 773–795, §3.2, for 3,
    20 and 150 as the bounds of what is barely worth a mention, positive, strong, very strong.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, partial
from math import log

import numpy as np
from numpy.typing import NDArray

from phaseline.desk.watching.beliefs import Hearing, WatchedBelief, WeighedReport
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less, total
from phaseline.watch.reports import Reported

_BOUNDS = (3.0, 20.0, 150.0)


class Consistency(Enum):
    """How a report goes with a hypothesis."""

    VERY_STRONGLY_FOR = "+++"
    STRONGLY_FOR = "++"
    FOR = "+"
    NEUTRAL = "n"
    AGAINST = "-"
    STRONGLY_AGAINST = "--"
    VERY_STRONGLY_AGAINST = "---"


CONSISTENCIES = tuple(Consistency)
Marks = NDArray[np.int8]
_FOR = (
    Consistency.NEUTRAL,
    Consistency.FOR,
    Consistency.STRONGLY_FOR,
    Consistency.VERY_STRONGLY_FOR,
)
_AGAINST = (
    Consistency.NEUTRAL,
    Consistency.AGAINST,
    Consistency.STRONGLY_AGAINST,
    Consistency.VERY_STRONGLY_AGAINST,
)


@record
class MatrixReport:
    """
    A row of the matrix.

    Args:
        report: The report.
        cells: How it goes with each column, in their order.
    """

    report: Reported
    cells: tuple[Consistency, ...]


@record
class CompetingColumn:
    """
    A column of the matrix: a hypothesis, or its opposite.

    Args:
        hypothesis: The id of the hypothesis.
        is_so: Whether it is the hypothesis itself.
        belief: What is believed of it, at best values.
        contradicted: How many reports contradict it.
        against: By how much: the sum of the logarithms of their ratios, as a positive number.
    """

    hypothesis: str
    is_so: bool
    belief: float
    contradicted: int
    against: float


@record
class HypothesisMatrix:
    """
    Reports against hypotheses.

    Args:
        columns: The hypotheses, each before its opposite.
        reports: The reports that count, in the order of their days.
        marks: How each goes with each column, by the place among `CONSISTENCIES` (report, column).
        ranking: The columns, the least contradicted first.
    """

    columns: tuple[CompetingColumn, ...]
    reports: tuple[Reported, ...]
    marks: Marks
    ranking: tuple[CompetingColumn, ...]

    def rows(self, start: int = 0) -> Iterator[MatrixReport]:
        """Give the rows from a place on; of many reports, one after the other."""
        for report, marks in zip(self.reports[start:], self.marks[start:], strict=True):
            yield MatrixReport(report=report, cells=tuple(CONSISTENCIES[mark] for mark in marks))


def hypothesis_matrix(beliefs: Sequence[WatchedBelief]) -> HypothesisMatrix:
    """
    Give the matrix of what is believed on a day.

    Args:
        beliefs: What is believed of each hypothesis; those that nothing would notice are left out.
    """
    monitored = [belief for belief in beliefs if belief.is_monitored]
    columns = tuple(_column(belief, is_so=is_so) for belief in monitored for is_so in (True, False))
    rows = _rows(monitored)
    marks_of = cache(partial(_marks, columns))
    marks = [marks_of(weighed.adds, about) for weighed, about in rows]
    return HypothesisMatrix(
        columns=columns,
        reports=tuple(weighed.reported for weighed, _ in rows),
        marks=np.array(marks, dtype=np.int8).reshape(len(rows), len(columns)),
        ranking=tuple(in_order(columns, lambda column: -column.against)),
    )


def _rows(monitored: Sequence[WatchedBelief]) -> list[tuple[WeighedReport, str]]:
    """Give the reports that count in the order of their days, each with what it is about."""
    rows = [
        (weighed, belief.hypothesis.id) for belief in monitored for weighed in _counting(belief)
    ]
    return sorted(rows, key=lambda row: row[0].reported.report.moment)


def _marks(columns: Sequence[CompetingColumn], adds: float, about: str) -> tuple[int, ...]:
    """Give how a report goes with each column, by the place of its mark."""
    ways = (consistency(adds), consistency(_opposite(adds)))
    return tuple(
        CONSISTENCIES.index(
            ways[not column.is_so] if column.hypothesis == about else Consistency.NEUTRAL
        )
        for column in columns
    )


def _counting(belief: WatchedBelief) -> list[WeighedReport]:
    return [weighed for weighed in belief.reports if weighed.hearing is Hearing.COUNTS]


def consistency(ratio: float) -> Consistency:
    """
    Give the mark of a likelihood ratio.

    >>> [consistency(ratio).value for ratio in (1.0, 2.9, 3.0, 20.0, 150.0, 0.3, 0.05, 0.001)]
    ['n', 'n', '+', '++', '+++', '-', '--', '---']
    """
    marks, size = (_FOR, ratio) if ratio >= 1 else (_AGAINST, 1 / ratio if ratio else _BOUNDS[-1])
    return marks[sum(not is_less(size, bound) for bound in _BOUNDS)]


def _column(belief: WatchedBelief, *, is_so: bool) -> CompetingColumn:
    ratios = [weighed.adds if is_so else _opposite(weighed.adds) for weighed in _counting(belief)]
    against = [ratio for ratio in ratios if ratio < 1]
    return CompetingColumn(
        hypothesis=belief.hypothesis.id,
        is_so=is_so,
        belief=belief.now.best if is_so else 1 - belief.now.best,
        contradicted=len(against),
        against=total(-log(ratio) if ratio else float("inf") for ratio in against),
    )


def _opposite(ratio: float) -> float:
    return 1 / ratio if ratio else float("inf")
