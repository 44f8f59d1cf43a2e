"""What the courses buy and where one leaks, as bars on one scale, in the words of their case."""

from collections.abc import Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.leakage import LadderLeakage
from phaseline.desk.comparison.study import ChangeEstimate
from phaseline.desk.findings.headline import LEAST
from phaseline.desk.findings.matrix import MatrixRow
from phaseline.desk.findings.threats import ShownShare, shown_shares
from phaseline.present.charts.scale import PeriodScale
from phaseline.present.wording.english.threats import failing_words
from phaseline.present.wording.game import signed
from phaseline.present.wording.rounding import adding_up, rounded
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record
from phaseline.terms.ties import total

_TENTH = 0.1  # of a period, the last place that is printed


@record
class Bar:
    """
    A bar from the left end of the scale, where nothing is added, to its right, where the line is
    never crossed.

    Args:
        name: What it is of.
        first: Where it begins, as a share of the scale [percent].
        last: Where it ends [percent].
        dot: Where its middle stands [percent]; None where it has none.
        value: The same as it is read.
        kind: ahead, behind or nothing for courses; whole, brake, bearer or left for leaks.
    """

    name: str
    first: float
    last: float
    dot: float | None
    value: str
    kind: str


@record
class Mark:
    """
    A mark of the scale.

    Args:
        at: Where it stands [percent].
        words: What is read.
    """

    at: float
    words: str


@record
class LeakPicture:
    """
    Where a course leaks, as bars one below the other.

    Args:
        key: What the figures are, of the course that is named above it.
        bars: What it would add, what each brake takes away, what is left.
    """

    key: str
    bars: tuple[Bar, ...]


def scale_marks(case: Case) -> tuple[Mark, ...]:
    """Give the marks of the scale that both pictures share."""
    periods = max(case.horizon)
    scale = PeriodScale(periods=periods, unit=Words(case).periods(periods))
    return tuple(
        Mark(
            at=_percent(mark, case),
            words=f"{mark:g}",
        )
        for mark in scale.marks()
    )


def effect_bars(case: Case, rows: Sequence[MatrixRow]) -> tuple[Bar, ...]:
    """
    Give for each course the periods without a crossing that it adds; the first row adds nothing.
    """
    words = Words(case)
    changes = [rounded(row.effect.inside) for row in rows]
    return tuple(
        Bar(
            name=row_name(rows, row, words),
            first=_percent(-change.high, case),
            last=_percent(-change.low, case),
            dot=_percent(-change.median, case),
            value=_value(change) if place else "",
            kind=_kind(change, changes[:place] + changes[place + 1 :]) if place else "nothing",
        )
        for place, (row, change) in enumerate(zip(rows, changes, strict=True))
    )


def leak_picture(case: Case, ladder: LadderLeakage, rows: Sequence[MatrixRow] = ()) -> LeakPicture:
    """
    Give what a course would add with no brake, what each takes away, and what is left.

    Args:
        case: The case.
        ladder: Where the course leaks.
        rows: The courses of the other picture, whose middle stands beside the average.
    """
    words = Words(case)
    whole, left = (rounded(-float(end.mean())) for end in (ladder.study.lifted, ladder.study.as_is))
    bars, height = [_leak_bar(case, "If all worked", (0.0, whole), _tenth(whole), "whole")], whole
    shares = rounded(shown_shares(ladder.study))
    for share, printed in zip(shares, _printed(shares, left - whole), strict=True):
        kind = "bearer" if share.share > 0 else "brake"
        ends = (height, height + share.share)
        bars.append(_leak_bar(case, _share_name(share, words), ends, signed(printed, 1), kind))
        height += share.share
    bars.append(_leak_bar(case, _left_name(ladder, rows), (0.0, left), _tenth(left), "left"))
    return LeakPicture(
        key=f"Average {words.periods(2)}",
        bars=tuple(bars),
    )


def _left_name(ladder: LadderLeakage, rows: Sequence[MatrixRow]) -> str:
    """Name what is left as an average, and beside it the middle, which the other picture shows."""
    changes = [row.effect.inside for row in rows if ladder.policy in row.effect.policies]
    middle = f" (typically {_added(rounded(changes[0]).median)})" if changes else ""
    return f"Net{middle}"


def printed_shares(ladder: LadderLeakage) -> Mapping[tuple[str, ...], float]:
    """Give what the picture prints of each brake, by its kinds; of the small ones by none."""
    whole, left = (rounded(-float(end.mean())) for end in (ladder.study.lifted, ladder.study.as_is))
    shares = rounded(shown_shares(ladder.study))
    return {
        share.kinds: printed
        for share, printed in zip(shares, _printed(shares, left - whole), strict=True)
    }


def _printed(shares: Sequence[ShownShare], whole: float) -> tuple[float, ...]:
    """
    Round the shares so that the bars add up as they are printed; what is too small for a bar of its
    own is not told, so the sum is theirs.
    """
    shown = total(share.share for share in shares)
    return adding_up(
        [share.share for share in shares], whole if abs(whole - shown) < _TENTH else shown, digits=1
    )


def _tenth(periods: float) -> str:
    """Write periods with one decimal, which add up with others."""
    return signed(periods, 1).removeprefix("+")


def _share_name(share: ShownShare, words: Words) -> str:
    """Name what takes something away, or adds to it; the small ones together have no name."""
    return capitalised(failing_words(share.kinds, words)) if share.kinds else "All else"


def row_name(rows: Sequence[MatrixRow], row: MatrixRow, words: Words) -> str:
    """Name a course, with its completion where another row has the same ladder."""
    is_one_of_several = any(
        other is not row and other.effect.ladder == row.effect.ladder for other in rows
    )
    return words.row_name(
        row.effect.ladder, row.effect.policies, is_one_of_several=is_one_of_several
    )


def _leak_bar(case: Case, name: str, ends: tuple[float, float], value: str, kind: str) -> Bar:
    first, last = (_percent(end, case) for end in sorted(ends))
    return Bar(name=name, first=first, last=last, dot=None, value=value, kind=kind)


def _percent(periods: float, case: Case) -> float:
    """Give a number of periods as a share of the scale; what lies beyond it stands at its end."""
    return round(min(100.0, max(0.0, 100 * periods / max(case.horizon))), 2)


def _value(change: ChangeEstimate) -> str:
    """Write what a course adds, with its range; a plain nought where it adds nothing throughout."""
    middle, least, most = (_added(end) for end in (change.median, change.high, change.low))
    return middle if middle == least == most else f"{middle} ({least} to {most})"


def _added(change: float) -> str:
    """Write a change in periods of crossing as periods without."""
    return signed(-change, 0 if abs(change) >= 10 else 1).removeprefix("+")


def _kind(change: ChangeEstimate, others: Sequence[ChangeEstimate]) -> str:
    """Say whether a course adds more than any other in the middle of the draws, and something."""
    is_ahead = change.median <= -LEAST and all(change.median < other.median for other in others)
    return "ahead" if is_ahead else "behind"
