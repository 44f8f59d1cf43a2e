"""Needs against stocks as a picture: what is named for what and fits, what is only a past transfer, which stocks have a number."""

from itertools import accumulate

from phaseline.case.model.whole import Case
from phaseline.desk.deliverable import Register, StockState
from phaseline.present.charts.svg import line, lines_of, picture, rectangle, text
from phaseline.present.supply_words import title_of
from phaseline.present.words import amount_words
from phaseline.supply.matching import State
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_LEFT, _HEAD, _CELL, _RIGHT = 276.0, 34.0, 44.0, 8.0
_LINE, _PAD = 12.0, 7.0  # a line of a row, and what a row has beside its lines
_WIDEST, _BESIDE = 54, 44  # characters of a name: alone, and beside a remark
FITS, PRECEDENT, MISFIT = "fits", "precedent", "misfit"


@record
class StockRow:
    """
    One row of the picture.

    Args:
        name: The stock's title.
        number: Its number; empty where no source gives one.
        remark: Why it escapes the own-needs test; empty where it does not.
        marks: How it stands to each need: fits, precedent, misfit, or empty.
        aside: What is said of a stock that is named for no need; empty for the others.
    """

    name: str
    number: str
    remark: str
    marks: tuple[str, ...]
    aside: str


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
    past = {one.stock.id for one in found.stocks if one.stock.is_precedent_only}
    marks: dict[tuple[str, str], str] = {}
    for one in found.needs:
        for match in one.matches:
            marks[match.stock, one.need.id] = MISFIT if not match.fits else PRECEDENT if match.stock in past else FITS
    needs = sorted(found.needs, key=lambda one: one.need.tier)
    return MatrixView(
        needs=tuple((one.need.title.partition(" (")[0], one.need.tier) for one in needs),
        named=tuple(one.state is State.NAMED for one in needs),
        rows=tuple(_row(case, one, tuple(marks.get((one.stock.id, need.need.id), "") for need in needs)) for one in found.stocks),
    )


def _row(case: Case, one: StockState, marks: tuple[str, ...]) -> StockRow:
    stock = one.stock
    extra = [
        *([f"calibre {stock.calibre}"] if stock.calibre else []),
        *([f"fired from {title_of(case, stock.launcher)}"] if stock.launcher else []),
    ]
    return StockRow(
        name=stock.title.partition(" (")[0],
        number=amount_words(one.quantity) if isinstance(one.quantity, Quantity) else "",
        remark=stock.status if stock.status in ("surplus", "replaced") and not stock.own_needs_test else "",
        marks=marks,
        aside="" if any(marks) else "; ".join(["named for none of the needs", *extra]),
    )


def matrix_chart(view: MatrixView) -> str:
    """Draw the matrix: stocks from top to bottom, needs from left to right."""
    right = _LEFT + _CELL * len(view.needs)
    top = _HEAD + 11.0 * max((len(_lines(name)) for name, _ in view.needs), default=1)
    tops = list(accumulate((_height(row) for row in view.rows), initial=top))
    shapes = [shape for place, (name, tier) in enumerate(view.needs) for shape in _head(place, name, tier, named=view.named[place])]
    shapes += _columns(view, tops[-1])
    for row, top in zip(view.rows, tops, strict=False):
        shapes += _drawn(row, top, right)
    shapes.append(line(0, tops[-1], right, tops[-1], kind="grid"))
    shapes += _key(view, tops[-1] + 8)
    numbered = sum(bool(row.number) for row in view.rows)
    told = "; ".join(_told(view, row) for row in view.rows)
    return picture(
        width=right + _RIGHT,
        height=tops[-1] + 30,
        title="Which stock is named for which need",
        description=f"{sum(view.named)} of {len(view.needs)} needs have a named item; {numbered} of {len(view.rows)} stocks have a number. {told}.",
        shapes=shapes,
        name="supply-matrix",
    )


def _told(view: MatrixView, row: StockRow) -> str:
    words = {FITS: "", PRECEDENT: " (only a past transfer)", MISFIT: " (does not fit)"}
    named = [f"{name}{words[mark]}" for (name, _), mark in zip(view.needs, row.marks, strict=True) if mark]
    return f"{row.name}: {', '.join([*named, *(part for part in (row.number, row.remark, row.aside) if part)])}"


def _columns(view: MatrixView, bottom: float) -> list[str]:
    """Draw a line before each column, a strong one where another tier begins."""
    tiers = [tier for _, tier in view.needs]
    return [
        line(_LEFT + _CELL * place, 8, _LEFT + _CELL * place, bottom, kind="link" if place and tiers[place - 1] != tier else "grid")
        for place, tier in enumerate(tiers)
    ]


def _drawn(row: StockRow, top: float, right: float) -> list[str]:
    """Draw one stock: its name and number, what it escapes, its marks."""
    lines = _name(row)
    shapes = [line(0, top, right, top, kind="grid")]
    shapes += [text(0, top + 13 + _LINE * place, words, size=10.5) for place, words in enumerate(lines)]
    if row.number:
        shapes.append(text(0, top + 13 + _LINE * len(lines), row.number, size=10.5, kind="label strong"))
    if row.remark:
        shapes.append(text(_LEFT - 8, top + 13, row.remark, size=9.5, anchor="end", kind="open-label"))
    if row.aside:
        shapes.append(rectangle(_LEFT + 1, top + 1, right - _LEFT - 1, _height(row) - 2, kind="paper"))
        shapes.append(text(_LEFT + 6, top + 13, row.aside, size=9.5, kind="note"))
    return shapes + [shape for place, mark in enumerate(row.marks) for shape in _mark(_LEFT + _CELL * (place + 0.5), top, mark)]


def _height(row: StockRow) -> float:
    return _PAD + _LINE * (len(_name(row)) + bool(row.number))


def _name(row: StockRow) -> list[str]:
    return lines_of(row.name, _BESIDE if row.remark else _WIDEST)


def _head(place: int, name: str, tier: int, *, named: bool) -> list[str]:
    middle = _LEFT + _CELL * (place + 0.5)
    kind = "label" if named else "note"
    shapes = [text(middle, _HEAD + 11 * number, words, size=9, anchor="middle", kind=kind) for number, words in enumerate(_lines(name))]
    return [text(middle, 18, f"tier {tier}", size=9, anchor="middle", kind="axis"), *shapes]


def _lines(name: str) -> list[str]:
    """Break the title of a need so that it fits its column."""
    return lines_of(name, 10)[:5]


def _mark(x: float, top: float, mark: str) -> list[str]:
    if mark == FITS:
        return [rectangle(x - 6, top + 4, 12, 11, kind="mark")]
    if mark == PRECEDENT:
        return [rectangle(x - 6, top + 4, 12, 11, kind="rung")]
    if mark == MISFIT:
        return [line(x - 5, top + 5, x + 5, top + 15, kind="link"), line(x - 5, top + 15, x + 5, top + 5, kind="link")]
    return []


def _key(view: MatrixView, top: float) -> list[str]:
    """Say what the marks mean that are in the picture."""
    words = {FITS: "named, and fits", PRECEDENT: "only a past transfer", MISFIT: "named, and does not fit"}
    shown = [mark for mark in words if any(mark in row.marks for row in view.rows)]
    shapes = [
        shape
        for place, mark in enumerate(shown)
        for shape in (*_mark(6 + 124.0 * place, top, mark), text(18 + 124.0 * place, top + 13, words[mark], size=10, kind="note"))
    ]
    if any(row.remark for row in view.rows):
        words_of_test = "replaced, surplus: a source says so; own needs stand against the rest"
        shapes.append(text(12 + 124.0 * len(shown), top + 13, words_of_test, size=10, kind="note"))
    return shapes
