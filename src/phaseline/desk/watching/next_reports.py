"""
The next report worth having: which one, by whom, would move a belief and a call the most.

For each indicator and each channel two reports are thought of on the day, that it is seen and that
it was looked for in vain, graded as the channel is on that day and with content graded 2. Each is
entered in thought, so that its origin, its repetition and its period count as they would. How
likely either is follows from the belief itself: worth is what is expected before anybody has
looked.

Source:
    Lindley, *Annals of Mathematical Statistics* 27 (1956), 986–1005: the expected information of an
    experiment, here in bits; a belief does not move on average, so what is told is by how much.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from math import log2

from phaseline.case.model.case import Case
from phaseline.case.model.watch import Channel, Indicator
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.watching.beliefs import WatchedBelief, WeighedLedger, reliability_on
from phaseline.desk.watching.calls import CallsOfDay, calls
from phaseline.desk.watching.today import acts_of
from phaseline.inference.reports import UNJUDGED
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less, total
from phaseline.watch.grades import WEIGHTS
from phaseline.watch.reports import GradedReport, Reported

CREDIBILITY = "2"  # probably true: what most reports that are worth an entry are graded
LEAST_MOVED = (
    0.01  # of a chance: a report that is expected to move a belief by less is not worth it
)
_DRAWS = 1  # best values alone are told


@record
class NextReport:
    """
    A report that might come, and what it would do.

    Args:
        indicator: The id of the indicator.
        channel: The id of the channel.
        grade: How it would be graded.
        seen: The chance that it is seen, if the channel looks.
        if_seen: The belief after that.
        if_not: The belief after it was looked for in vain.
        moves: By how much it is expected to move the belief, either way.
        bits: How much it is expected to tell of the hypothesis [bit].
        changes_call: The chance that a ladder calls for another rung after it.
    """

    indicator: str
    channel: str
    grade: str
    seen: float
    if_seen: float
    if_not: float
    moves: float
    bits: float
    changes_call: float

    @property
    def is_worth_it(self) -> bool:
        """Whether it is expected to move the belief by something, or may change a call."""
        return not is_less(self.moves, LEAST_MOVED) or self.changes_call > 0


def next_reports(case: Case, reports: Sequence[Reported], day: date) -> tuple[NextReport, ...]:
    """
    Give the reports that might come on a day, the one that most likely changes a call first, and of
    those alike the one that tells most.

    Args:
        case: The case.
        reports: The entries of its ledger.
        day: The day on which they would come.

    Raises:
        QuestionError: A formula of the watch leads to no number.
    """
    graded = list(_graded(case, day))
    if not graded:  # nobody could be asked to look
        return ()
    thinking = _Thinking(case, reports, day)
    thought = [
        thinking.of(indicator, channel, grade)
        for indicator in case.indicators
        for channel, grade in graded
    ]
    by_bits = in_order(thought, lambda report: report.bits)
    return tuple(in_order(by_bits, lambda report: report.changes_call))


def _graded(case: Case, day: date) -> Iterator[tuple[Channel, str]]:
    """Give the channels whose reports could be judged, with the grade of the day."""
    for channel in case.channels:
        grade = reliability_on(channel, day)
        if grade and grade not in UNJUDGED:
            yield channel, grade


class _Thinking:
    """What would follow if something were reported on a day."""

    def __init__(self, case: Case, reports: Sequence[Reported], day: date) -> None:
        self._case, self._day, self._values = case, day, best_values(case)
        self._acts = acts_of(reports, day)
        self._running = WeighedLedger(case, reports, draws=_DRAWS).from_start()
        self._now = self._running.to(day, tells_reports=False)
        self._called = self._rungs(self._now)

    def of(self, indicator: Indicator, channel: Channel, grade: str) -> NextReport:
        """Give what a report of a channel would do, before it has looked."""
        place = tuple(self._case.hypotheses.ids).index(indicator.hypothesis)
        before = self._now[place].now.best
        after_seen = self._after(indicator, channel, grade, is_seen=True)
        after_not = self._after(indicator, channel, grade, is_seen=False)
        if_seen, if_not = (after[place].now.best for after in (after_seen, after_not))
        seen = self._seen(indicator, grade, before)
        changed = (
            (seen, self._rungs(after_seen) != self._called),
            (1 - seen, self._rungs(after_not) != self._called),
        )
        return NextReport(
            indicator=indicator.id,
            channel=channel.id,
            grade=f"{grade}{CREDIBILITY}",
            seen=seen,
            if_seen=if_seen,
            if_not=if_not,
            moves=seen * abs(if_seen - before) + (1 - seen) * abs(if_not - before),
            bits=max(0.0, _doubt(before) - seen * _doubt(if_seen) - (1 - seen) * _doubt(if_not)),
            changes_call=total(chance for chance, is_other in changed if is_other),
        )

    def _after(
        self, indicator: Indicator, channel: Channel, grade: str, *, is_seen: bool
    ) -> tuple[WatchedBelief, ...]:
        report = GradedReport(
            says=indicator.title,
            source=channel.id,
            reliability=grade,
            credibility=CREDIBILITY,
            when=self._day,
            indicator=indicator.id,
            is_seen=is_seen,
            origin=f"{channel.id} on {self._day.isoformat()}",
        )
        return self._running.supposing(report, self._day)

    def _seen(self, indicator: Indicator, grade: str, belief: float) -> float:
        """Give the chance that it is reported as seen, where the belief is what it is."""
        hit, false_alarm = (
            self._values.of(text) for text in (indicator.hit, indicator.false_alarm)
        )
        background = self._values.of(indicator.background or indicator.false_alarm)
        follows = WEIGHTS[grade].best * WEIGHTS[CREDIBILITY].best
        inside, outside = (
            follows * rate + (1 - follows) * background for rate in (hit, false_alarm)
        )
        return belief * inside + (1 - belief) * outside

    def _rungs(self, believed: Sequence[WatchedBelief]) -> tuple[str, ...]:
        called: CallsOfDay | None = calls(self._case, believed, self._acts)
        return tuple(call.rung for call in called.ladders) if called else ()


def _doubt(chance: float) -> float:
    """
    Give how much is open about something with this chance [bit].

    >>> _doubt(0.5), _doubt(1.0)
    (1.0, 0.0)
    """
    sides = [side for side in (chance, 1 - chance) if side > 0]
    return 0.0 - total(side * log2(side) for side in sides)
