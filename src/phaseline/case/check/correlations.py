"""
Assumptions that go together: coefficients that can be drawn, one a pair, and all of them at once.
"""

from collections.abc import Iterator, Mapping

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.correlations import Pair, correlated_sets, latent
from phaseline.case.model.case import Case
from phaseline.case.model.choices import RankCorrelation
from phaseline.case.ranges import Unworkable
from phaseline.case.values import amount_or_unknown, range_of
from phaseline.terms.quantity import Amount, Quantity
from phaseline.terms.ties import total

_EXPECTED = "a plain number above -1 and below 1, such as 0.5"
_LEAST = 1e-9  # what is left of a number once all others are known: less is nothing


def check_correlations(pen: DiagnosticCollector, case: Case) -> None:
    """Report coefficients that cannot be drawn, alone or all at once."""
    pairs: dict[Pair, float] = {}
    paths: dict[Pair, Path] = {}
    for own, path, link in _links(case):
        rank = _checked_rank(pen, case, path, link)
        if rank is None or not _is_drawn(pen, case, path, own, link.assumption):
            continue
        pair = Pair.of(own, link.assumption)
        if pair in pairs:
            _say_twice(pen, path, pair)
        else:
            pairs[pair], paths[pair] = rank, path
    for together in correlated_sets(pairs):
        names = tuple(row.id for row in case.assumptions if row.id in together)
        if not _can_hold(names, pairs):
            _say_impossible(pen, paths, names)


def _links(case: Case) -> Iterator[tuple[str, Path, RankCorrelation]]:
    """Give what assumptions say of others: the id, where it stands, and what it is."""
    for index, assumption in enumerate(case.assumptions):
        for row, link in enumerate(assumption.goes_with):
            yield assumption.id, ("assumptions", index, "goes_with", row), link


def _say_impossible(
    pen: DiagnosticCollector, paths: Mapping[Pair, Path], names: tuple[str, ...]
) -> None:
    last = [path for pair, path in paths.items() if pair.first in names][-1]
    pen.error(
        "PL418",
        (*last, "rank"),
        f"no numbers go together as is said of {', '.join(names)}",
        expected="coefficients that leave each of them room beside the others",
        fix="write coefficients nearer to 0, or the one that is missing",
    )


def _say_twice(pen: DiagnosticCollector, path: Path, pair: Pair) -> None:
    pen.error(
        "PL417",
        (*path, "assumption"),
        f"{pair.first} and {pair.second} are said to go together twice",
        expected="one coefficient a pair",
        fix="leave one of them out",
    )


def _checked_rank(
    pen: DiagnosticCollector, case: Case, path: Path, link: RankCorrelation
) -> float | None:
    amount = amount_or_unknown(case, link.rank)
    is_plain = isinstance(amount, Quantity) and not amount.unit.text
    if isinstance(amount, Quantity) and is_plain and -1 < amount.number < 1:
        return amount.number
    pen.error(
        "PL417",
        (*path, "rank"),
        f"rank: found {_words_of(amount)}",
        expected=_EXPECTED,
        fix="write such a number, or leave the entry out",
    )
    return None


def _words_of(amount: Amount) -> str:
    if not isinstance(amount, Quantity):
        return "no number"
    return f"{amount.number:g} {amount.unit.text}".strip()


def _is_drawn(pen: DiagnosticCollector, case: Case, path: Path, own: str, other: str) -> bool:
    """Whether both are numbers with a range of their own; what is no entry is told elsewhere."""
    message = ""
    if own == other:
        message = f"{own} goes together with itself"
    elif case.assumptions.get(other):
        pointlike = [name for name in (own, other) if not _has_range(case, name)]
        message = f"{pointlike[0]} has no range" if pointlike else ""
    if message:
        pen.error(
            "PL417",
            (*path, "assumption"),
            message,
            expected="two assumptions with a low and a high end",
            fix="name another one, or leave the entry out",
        )
    return not message and case.assumptions.get(other) is not None


def _has_range(case: Case, name: str) -> bool:
    try:
        return range_of(case.assumptions[name]) is not None
    except Unworkable:  # what is wrong with its ends is told where they stand
        return True


def _can_hold(names: tuple[str, ...], pairs: Mapping[Pair, float]) -> bool:
    """Whether normal numbers can go together so: what is left of each beside those before it."""
    rows: list[list[float]] = []
    for name in names:
        row = _beside(name, names, rows, pairs)
        left = 1 - total(number**2 for number in row)
        if left < _LEAST:
            return False
        rows.append([*row, left**0.5])
    return True


def _beside(
    name: str, names: tuple[str, ...], rows: list[list[float]], pairs: Mapping[Pair, float]
) -> list[float]:
    """Give the next row of the root of the matrix, by Cholesky's rule, but for its last entry."""
    row: list[float] = []
    for other, theirs in zip(names, rows, strict=False):
        known = total(own * their for own, their in zip(row, theirs, strict=False))
        row.append((latent(pairs.get(Pair.of(name, other), 0.0)) - known) / theirs[-1])
    return row
