"""
Polls: answers that add up to one hundred, give or take the rounding that their shares show, and
shares that nobody knows.
"""

import re
from decimal import Decimal

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.politics import Poll
from phaseline.case.values import amount_or_unknown
from phaseline.terms.quantity import Amount, Quantity, Unknown
from phaseline.terms.record import record

_WHOLE = Decimal(100)
_UNKNOWN = "unknown"
_SHARE = re.compile(r"([+-]?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)")
_MOST_LINKS = 20  # addresses that lead to addresses; a circle is reported elsewhere


@record
class _Sum:
    """
    The shares of a poll added up [percent].

    Args:
        total: The sum as printed.
        slack: By how much rounding can move it: half a step for each share.
    """

    total: Decimal
    slack: Decimal


def check_polls(pen: DiagnosticCollector, case: Case) -> None:
    """Report answers that cannot be parts of one hundred, and shares that are unknown."""
    for index, poll in enumerate(case.polls):
        shares = [amount_or_unknown(case, option.share) for option in poll.options]
        if all(
            isinstance(share, Unknown) or _is_share(share) for share in shares
        ):  # others are reported where they stand
            _check_sum(pen, index, poll, shares)
            _note_unknown(pen, index, poll)


def _is_share(amount: Amount) -> bool:
    return isinstance(amount, Quantity) and amount.unit.text in ("percent", "point")


def _check_sum(pen: DiagnosticCollector, index: int, poll: Poll, shares: list[Amount]) -> None:
    if poll.several_answers:
        return
    added = _added(pen, index, shares)
    path: Path = ("polls", index, "options")
    message = f"the answers add up to {added.total:f} percent"
    rounding = f"half a step of each share makes {added.slack.normalize():f} points"
    if added.total > _WHOLE + added.slack:
        expected = f"at most 100 percent, give or take rounding; {rounding}"
        fix = (
            "correct the share that is wrong, or set `several_answers: true` where a person could"
            " give several"
        )
        pen.error("PL704", path, message, expected=expected, fix=fix)
    elif (
        poll.is_complete and Unknown not in map(type, shares) and added.total < _WHOLE - added.slack
    ):
        fix = (
            "correct the share that is wrong, or set `is_complete: false` where the source lists"
            " only some answers"
        )
        pen.error(
            "PL704",
            path,
            message,
            expected=f"100 percent, give or take rounding; {rounding}",
            fix=fix,
        )


def _added(pen: DiagnosticCollector, index: int, shares: list[Amount]) -> _Sum:
    """
    Add shares as they are written; each is rounded to its last digit, so that it lies within half a
    step of what was counted.

    Decimal arithmetic, because 33.3 + 33.3 + 33.4 is one hundred on paper and not in binary.
    """
    numbers = [
        _written(pen, pen.original(("polls", index, "options", place, "share")), share)
        for place, share in enumerate(shares)
        if isinstance(share, Quantity)
    ]
    return _Sum(
        total=sum(numbers, start=Decimal(0)),
        slack=sum(
            (Decimal(1).scaleb(_exponent(number)) / 2 for number in numbers), start=Decimal(0)
        ),
    )


def _written(pen: DiagnosticCollector, path: Path, share: Quantity) -> Decimal:
    """
    Give a share with the digits with which it is written, here or where its address leads; all its
    digits where it is worked out.
    """
    number = _SHARE.match(_text_of(pen, path))
    return Decimal(number[1].replace("_", "")) if number else Decimal(str(share.number))


def _text_of(pen: DiagnosticCollector, path: Path | None) -> str:
    """
    Give how a share is written, here or where its address leads; an empty text where it leads to no
    text.
    """
    text = ""
    for _ in range(_MOST_LINKS):
        value = pen.book.value(path) if path else None
        text = value.strip() if isinstance(value, str) else ""
        path = pen.book.path(text) if text else None
        if path is None:
            break
    return text


def _exponent(number: Decimal) -> int:
    """Give the power of ten of the last digit that is written."""
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _note_unknown(pen: DiagnosticCollector, index: int, poll: Poll) -> None:
    for place, option in enumerate(poll.options):
        path = ("polls", index, "options", place, "share")
        if _text_of(pen, pen.original(path)) == _UNKNOWN:
            remark = f"the share of {option.says!r} in the poll {poll.id!r} is unknown"
            pen.note("PL807", path, f"{remark}; its answers are not added up to one hundred")
