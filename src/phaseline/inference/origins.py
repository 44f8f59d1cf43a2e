"""
Reports of one origin: who repeats what another has said adds nothing.

Of all reports that go back to one original source the strongest for a hypothesis counts, and the
strongest against it. So a repetition leaves a belief where it is, and an origin that says both
weighs as the two together. Which came first does not matter: each report adds what it lifts the
strongest so far by, and the sum is the same in any order.
"""

from collections.abc import Iterable

import numpy as np

from phaseline.inference.belief import Draws
from phaseline.terms.record import record

_TOGETHER = 1_000  # origins that are added up at a time
_NONE: frozenset[int] = frozenset()


@record
class HeardReport:
    """
    A report that is weighed.

    Args:
        origin: The original source that it goes back to.
        log_ratio: The logarithm of its likelihood ratio, taken alone (draw).
    """

    origin: str
    log_ratio: Draws


@record
class _Extremes:
    """
    What an origin has said: its strongest report for the hypothesis, and the strongest against it.

    Args:
        above: The greatest logarithm of a ratio, 0 at least (draw).
        below: The least, 0 at most (draw).
        ratios: Which ratios that were, however often and in whatever order it said them.
        place: Its place among all that were worked out.
    """

    above: Draws
    below: Draws
    ratios: frozenset[int]
    place: int


@record
class _Lift:
    """
    What one more report makes of an origin.

    Args:
        now: Its extremes with the report.
        added: How much they add more than before (draw).
        ratio: The ratio, kept so that no other takes its place in memory.
    """

    now: _Extremes
    added: Draws
    ratio: Draws


class _Lifts:
    """
    What reports make of origins, worked out once for all that said the same before: there are many
    reports, and few ratios, for an indicator, a grade and what was seen have one in common.
    """

    def __init__(self) -> None:
        self._lifts: dict[tuple[frozenset[int], int], _Lift] = {}
        self._extremes: dict[frozenset[int], _Extremes] = {}
        self._both: list[Draws] = []

    def of(self, before: _Extremes | None, ratio: Draws) -> _Lift:
        """Give what a ratio makes of an origin with these extremes; None of a new one."""
        key = before.ratios if before else _NONE, id(ratio)
        lift = self._lifts.get(key)
        if lift is None:
            lift = self._lifts[key] = self._worked_out(before, ratio)
        return lift

    def _worked_out(self, before: _Extremes | None, ratio: Draws) -> _Lift:
        none = np.zeros_like(ratio)
        above, below = (before.above, before.below) if before else (none, none)
        ratios = (before.ratios if before else _NONE) | {id(ratio)}
        now = self._extremes.get(ratios)
        if now is None:
            now = self._extremes[ratios] = _Extremes(
                above=np.maximum(above, ratio),
                below=np.minimum(below, ratio),
                ratios=ratios,
                place=len(self._both),
            )
            self._both.append(now.above + now.below)
        added = (now.above - above) + (now.below - below)
        return _Lift(now=now, added=added, ratio=ratio)

    def both(self, draws: int) -> Draws:
        """Give what all extremes add, of so many draws, for and against (extremes × draw)."""
        return np.stack([added[:draws] for added in self._both])


class RunningTotal:
    """
    What reports together add to the log odds, as they come: a sum over origins in the order of
    their names, so that it is the same to the last bit however the reports came.

    Args:
        draws: How many draws there are.
    """

    def __init__(self, draws: int) -> None:
        self._added = np.zeros(draws)
        self._strongest: dict[str, _Extremes] = {}
        self._names: list[str] = []  # of the origins, in order but for those that came since
        self._lifts = _Lifts()
        self._is_added_up = True

    def hear(self, report: HeardReport) -> Draws:
        """
        Take a further report, in any order; give how much it adds beside those of its origin before
        it (draw).
        """
        before = self._strongest.get(report.origin)
        lift = self._lifts.of(before, report.log_ratio)
        if lift.now is not before:
            self._strongest[report.origin] = lift.now
            self._is_added_up = False
            if before is None:
                self._names.append(report.origin)
        return lift.added

    def total(self) -> Draws:
        """Give what all of them add (draw)."""
        if not self._is_added_up:
            self._added, self._is_added_up = self._summed(len(self._added)), True
        return self._added

    def total_with(self, report: HeardReport, *, draws: int) -> Draws:
        """
        Give what all of them would add with one more, in the first so many draws (draw).

        Args:
            report: The report; it is not taken.
            draws: How many draws are told.
        """
        origin, before = report.origin, self._strongest.get(report.origin)
        self._strongest[origin] = self._lifts.of(before, report.log_ratio).now
        if before is not None:
            summed = self._summed(draws)
            self._strongest[origin] = before
            return summed
        self._names.append(origin)
        summed = self._summed(draws)
        del self._strongest[origin]
        self._names.remove(origin)
        return summed

    def _summed(self, draws: int) -> Draws:
        """Add up what the origins add, one after the other, some at a time (draw)."""
        self._names.sort()  # nearly in order already, which takes one look at each
        both, added = self._lifts.both(draws), np.zeros(draws)
        places = np.array([self._strongest[origin].place for origin in self._names])
        for start in range(0, len(places), _TOGETHER):
            block = np.vstack([added, both[places[start : start + _TOGETHER]]])
            added = np.add.accumulate(block, axis=0)[-1]  # in their order, as a sum would not
        return added


def total(reports: Iterable[HeardReport], *, draws: int) -> Draws:
    """
    Give what all reports together add to the log odds (draw); see `RunningTotal`.

    Args:
        reports: The reports, in any order.
        draws: How many draws there are, for where there is no report.
    """
    running = RunningTotal(draws)
    for report in reports:
        running.hear(report)
    return running.total()
