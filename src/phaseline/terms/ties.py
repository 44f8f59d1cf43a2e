"""
When two computed numbers are the same, which of several comes first, and how many digits of a
number are told.

A number that was worked out carries rounding: the last bits depend on the order of a sum, on the
processor and on the solver. No word, no order and no byte of an answer may hang on these bits. So a
difference counts beyond a tolerance only, a tie is named where a statement is made and is left in
the order of the case where a program has to choose, and a figure is rounded as it leaves.

    noise (about 1e-13 of the largest number)  «  `CLOSE` (1e-9)  <  the step of what is told (1e-8)

Numbers that form a chain, each close to the next, count as one tie in an order: closeness is no
equivalence, and a chain of true differences below the tolerance cannot be told from rounding. What
is not a number stands behind all numbers.

Source:
    Higham, *Accuracy and Stability of Numerical Algorithms* (2002), sections 2.1 and 4.2, for how
    errors of sums grow; decision 0016.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from math import floor, fsum, inf, isfinite, isnan, log10
from typing import Any, TypeVar

CLOSE = (
    1e-9  # of the smaller of two numbers, and of 1 at least: what differs by no more is the same
)
DIGITS = 9  # significant digits that are told
# … and places after the point at most: a difference of two numbers has no more digits than they
# have
PLACES = 8
_FURTHER = 3  # digits to which noise is taken off before a number is cut
_EXACT_BELOW, _NO_HALF = 1e6, 0.499  # where a number is farther from a half than it is cut by

Entry = TypeVar("Entry")


def is_same(first: float, second: float) -> bool:
    """
    Whether two numbers differ by no more than rounding.

    >>> is_same(0.1 + 0.2, 0.3), is_same(0.0, 1e-8), is_same(inf, inf)
    (True, False, True)
    """
    return (
        first == second
        or abs(first - second) <= CLOSE * max(1.0, min(abs(first), abs(second))) < inf
    )


def is_more(first: float, second: float) -> bool:
    """
    Whether a number is more than another beyond rounding; a lead within it is none.

    >>> is_more(0.1 + 0.2, 0.3), is_more(0.3 + 1e-8, 0.3)
    (False, True)
    """
    return first > second and not is_same(first, second)


def is_less(first: float, second: float) -> bool:
    """Whether a number is less than another beyond rounding."""
    return is_more(second, first)


def sign(number: float) -> int:
    """
    Give 1, 0 or −1: whether a number is more than nothing beyond rounding, none, or less.

    >>> sign(1e-8), sign(0.1 + 0.2 - 0.3), sign(-2.0)
    (1, 0, -1)
    """
    return int(is_more(number, 0.0)) - int(is_less(number, 0.0))


def ranked(entries: Iterable[Entry], of: Callable[[Entry], float]) -> tuple[tuple[Entry, ...], ...]:
    """
    Put entries in order of a number, the most first; those that are tied stand together, in the
    order in which they came.

    Args:
        entries: What is ranked, in the order of the case.
        of: Gives the number of an entry.

    >>> ranked("abc", {"a": 0.3, "b": 0.7, "c": 0.1 + 0.2}.__getitem__)
    (('b',), ('a', 'c'))
    """
    known = [(_ordered(of(entry)), place, entry) for place, entry in enumerate(entries)]
    groups: list[list[tuple[float, int, Entry]]] = []
    last = inf
    for row in sorted(known, key=lambda row: -row[0]):
        if groups and is_same(last, row[0]):
            groups[-1].append(row)
        else:
            groups.append([row])
        last = row[0]
    return tuple(
        tuple(entry for _, _, entry in sorted(group, key=lambda row: row[1])) for group in groups
    )


def in_order(entries: Iterable[Entry], of: Callable[[Entry], float]) -> tuple[Entry, ...]:
    """
    Give entries in order of a number, the most first, and those that are tied in the order in which
    they came.

    >>> in_order([1e-16, 2.0, 0.0], lambda number: number)
    (2.0, 1e-16, 0.0)
    """
    return tuple(entry for group in ranked(entries, of) for entry in group)


def leading(entries: Iterable[Entry], of: Callable[[Entry], float]) -> tuple[Entry, ...]:
    """
    Give all entries that have the most of a number, in the order in which they came; nothing where
    there is no entry.

    >>> leading("abc", {"a": 0.1, "b": 0.3, "c": 0.1 + 0.2}.__getitem__)
    ('b', 'c')
    """
    pairs = [(entry, _ordered(of(entry))) for entry in entries]
    most = max((number for _, number in pairs), default=-inf)
    return tuple(entry for entry, number in pairs if is_same(number, most))


def most_of(
    entries: Iterable[Entry], of: Callable[[Entry], float], count: int
) -> tuple[Entry, ...]:
    """
    Give so many entries with the most of a number, the most first, and with them those that are
    tied with the last of them.

    >>> most_of("abcd", {"a": 1.0, "b": 0.3, "c": 0.1 + 0.2, "d": 0.0}.__getitem__, 2)
    ('a', 'b', 'c')
    """
    chosen: list[Entry] = []
    for group in ranked(entries, of):
        if len(chosen) >= count:
            break
        chosen += group
    return tuple(chosen)


def first_leading(entries: Sequence[Entry], of: Callable[[Entry], float]) -> Entry:
    """
    Give the first of the entries that have the most of a number: where a program has to choose one.

    >>> first_leading([0.3, 0.1 + 0.2], lambda number: number)
    0.3
    """
    return leading(entries, of)[0]


def total(numbers: Iterable[float]) -> float:
    """
    Add numbers up, rounded once: the same on every version of Python, in whatever order they come.

    The built-in `sum` rounds at every step before Python 3.12, and compensates from then on.

    >>> total([0.1] * 10), total([]), total([1e308, 1e308])
    (1.0, 0.0, inf)
    """
    parts = [*numbers]
    try:
        return fsum(parts)
    except (
        OverflowError,
        ValueError,
    ):  # what has no finite sum: the plain one says so with infinity, or with what is no number
        return float(sum(parts))


def nearest(number: float) -> int:
    """
    Give the nearest whole number; a half that only rounding moved is a half.

    >>> nearest(2.4999999999999996), nearest(2.5), nearest(3.5)
    (2, 2, 4)
    """
    # what is told of a number below a million lies within .0005 of it
    if abs(number) < _EXACT_BELOW and abs(number - round(number)) < _NO_HALF:
        return round(number)
    return round(shown_number(number))


def are_alike(first: object, second: object) -> bool:
    """
    Whether two records, mappings or sequences hold the same, their numbers but for rounding.

    >>> are_alike({"a": (0.3, "x")}, {"a": (0.1 + 0.2, "x")})
    True
    >>> are_alike([0.3], [0.31]), are_alike(1, True)
    (False, True)
    """
    if isinstance(first, float) and isinstance(second, float):
        return is_same(first, second)
    if first is second or first == second:
        return True
    parts, others = _parts(first), _parts(second)
    return (
        parts is not None
        and others is not None
        and parts.keys() == others.keys()
        and all(are_alike(parts[key], others[key]) for key in parts)
    )


def _parts(value: object) -> Mapping[Any, object] | None:
    """Give what a record, a mapping or a sequence holds; None for what holds nothing."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, tuple | list):
        return dict(enumerate(value))
    return (
        {field.name: getattr(value, field.name) for field in fields(value)}
        if is_dataclass(value)
        else None
    )


def shown_number(number: float, places: int = PLACES) -> float:
    """
    Round a number to the digits that a reader is told; what rounds to nothing is a plain 0.

    Args:
        number: The number.
        places: How many places after the point are told at most.

    A product of chances such as 0.945³ = 0.843908625 ends exactly where it is cut: so it is first
    rounded to further digits, which takes the noise off, and then as the decimal that it is, a half
    to the even digit.

    >>> shown_number(0.1 + 0.2), shown_number(-1e-16)
    (0.3, 0.0)
    >>> shown_number(22_920_000_000.123), shown_number(inf)
    (22920000000.0, inf)
    >>> shown_number(0.945**3), shown_number(0.945 * 0.945 * 0.945 + 1e-13)
    (0.84390862, 0.84390862)
    """
    if not isfinite(number) or number == 0:
        return float(number) + 0.0
    last = min(places, DIGITS - 1 - floor(log10(abs(number))))
    return float(round(Decimal(repr(round(float(number), last + _FURTHER))), last)) + 0.0


def _ordered(number: float) -> float:
    return -inf if isnan(number) else number
