"""Needs against stocks as a picture: what is named for what and fits, what is only a precedent, what does not fit, which stocks have a number."""

from phaseline.case.model.whole import Case
from phaseline.desk.deliverable import Register, StockState
from phaseline.present.charts.svg import line, lines_of, picture, rectangle, text
from phaseline.present.words import amount_words, shortened
from phaseline.supply.matching import State
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_LEFT, _TOP, _CELL, _ROW = 262.0, 96.0, 44.0, 19.0
_LONGEST = 44
FITS, PRECEDENT, MISFIT = "fits", "precedent", "misfit"


@record
class StockRow:
    """
    One row of the picture.

    Args:
        name: The stock's title, shortened.
        number: Its number; empty where no source gives one.
        remark: Why it escapes the own-needs test; empty where it does not.
        marks: How it stands to each need: fits, precedent, misfit, or empty.
    """

    name: str
    number: str
    remark: str
    marks: tuple[str, ...]


@record
class MatrixView:
    """
    What the picture draws.

    Args:
        needs: The needs' titles with their tiers, from left to right.
        named: Whether each need has a named item.
        rows: The stocks.
    """

    needs: tuple[tuple[str, int], ...]
    named: tuple[bool, ...]
    rows: tuple[StockRow, ...]


def matrix_view(case: Case, found: Register) -> MatrixView:
    """Read the picture off the register."""
    past = {one.id for one in case.stocks if one.is_precedent_only}
    marks: dict[tuple[str, str], str] = {}
    for one in found.needs:
        for match in one.matches:
            marks[match.stock, one.need.id] = MISFIT if not match.fits else PRECEDENT if match.stock in past else FITS
    needs = sorted(found.needs, key=lambda one: one.need.tier)
    return MatrixView(
        needs=tuple((one.need.title.partition(" (")[0], one.need.tier) for one in needs),
        named=tuple(one.state is State.NAMED for one in needs),
        rows=tuple(
            StockRow(
                name=shortened(one.stock.title.partition(" (")[0], _LONGEST),
                number=amount_words(one.quantity) if isinstance(one.quantity, Quantity) else "",
                remark=_remark(one),
                marks=tuple(marks.get((one.stock.id, need.need.id), "") for need in needs),
            )
            for one in found.stocks
        ),
    )


def _remark(one: StockState) -> str:
    return one.stock.status if one.stock.status in ("surplus", "replaced") and not one.stock.own_needs_test else ""


def matrix_chart(view: MatrixView) -> str:
    """Draw the matrix: stocks from top to bottom, needs from left to right."""
    right, bottom = _LEFT + _CELL * len(view.needs), _TOP + _ROW * len(view.rows)
    shapes = [shape for place, (name, tier) in enumerate(view.needs) for shape in _head(place, name, tier, named=view.named[place])]
    tiers = [tier for _, tier in view.needs]
    shapes += [
        line(
            _LEFT + _CELL * place,
            _TOP - 84,
            _LEFT + _CELL * place,
            bottom,
            kind="link" if place and tiers[place] != tiers[place - 1] else "grid",
        )
        for place in range(len(tiers))
    ]
    for number, row in enumerate(view.rows):
        y = _TOP + _ROW * number
        shapes.append(line(0, y, right + 168, y, kind="grid"))
        shapes.append(text(0, y + 13, row.name, size=10.5))
        shapes += [shape for place, mark in enumerate(row.marks) for shape in _mark(_LEFT + _CELL * (place + 0.5), y, mark)]
        told = " · ".join(part for part in (row.number, row.remark) if part)
        shapes.append(text(right + 8, y + 13, told, size=10, kind="label strong" if row.number else "note"))
    shapes += _key(bottom + 8)
    named = sum(view.named)
    return picture(
        width=right + 172,
        height=bottom + 30,
        title="Which stock is named for which need",
        description=f"{named} of {len(view.needs)} needs have a named item; {sum(bool(row.number) for row in view.rows)} of {len(view.rows)} stocks have a number.",
        shapes=shapes,
        name="supply-matrix",
    )


def _head(place: int, name: str, tier: int, *, named: bool) -> list[str]:
    middle = _LEFT + _CELL * (place + 0.5)
    lines = lines_of(name, 10)[:5]
    kind = "label" if named else "note"
    shapes = [text(middle, _TOP - 60 + 11 * number, words, size=9, anchor="middle", kind=kind) for number, words in enumerate(lines)]
    return [text(middle, _TOP - 76, f"tier {tier}", size=9, anchor="middle", kind="axis"), *shapes]


def _mark(x: float, y: float, mark: str) -> list[str]:
    if mark == FITS:
        return [rectangle(x - 6, y + 4, 12, 11, kind="mark")]
    if mark == PRECEDENT:
        return [rectangle(x - 6, y + 4, 12, 11, kind="rung")]
    if mark == MISFIT:
        return [line(x - 5, y + 5, x + 5, y + 15, kind="link"), line(x - 5, y + 15, x + 5, y + 5, kind="link")]
    return []


def _key(y: float) -> list[str]:
    """Say what the marks mean."""
    places = ((FITS, 6.0, "named, and fits"), (PRECEDENT, 118.0, "only a past transfer"), (MISFIT, 256.0, "named, and does not fit"))
    return [shape for mark, x, words in places for shape in (*_mark(x, y, mark), text(x + 12, y + 13, words, size=10, kind="note"))]
