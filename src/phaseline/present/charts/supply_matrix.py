"""
Needs against stocks as a picture: what is named for what and fits, what is only a past delivery,
which stocks have a number.
"""

from itertools import accumulate

from phaseline.case.model.case import Case
from phaseline.desk.delivery.plans import Register, StockState
from phaseline.present.charts.svg import label, line, lines, picture, rectangle, text
from phaseline.present.charts.widths import lines_in, width_of
from phaseline.present.wording.numbers import amount_words, count_words
from phaseline.present.wording.supply import having, title_of
from phaseline.supply.matching import State
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

_LEFT, _HEAD, _RIGHT = 276.0, 34.0, 8.0
_NARROWEST, _WIDEST = 44.0, 84.0  # of a column
_LINE, _PAD = 12.0, 7.0  # a line of a row, and what a row has beside its lines
_SIZE, _SMALL, _TITLE = 10.5, 9.5, 9.0
_MOST, _MOST_OF_NEED = 4, 5  # lines of a stock, and of a need
_LEAST = 200.0  # what stands to the right of the stocks, where needs are few
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


def matrix_view(case: Case, register: Register) -> MatrixView:
    """Read the picture off the register."""
    past = {stock.stock.id for stock in register.stocks if stock.stock.is_precedent_only}
    marks: dict[tuple[str, str], str] = {}
    for one in register.needs:
        for match in one.matches:
            marks[match.stock, one.need.id] = (
                MISFIT if not match.fits else PRECEDENT if match.stock in past else FITS
            )
    needs = sorted(register.needs, key=lambda one: one.need.tier)
    return MatrixView(
        needs=tuple((one.need.title.partition(" (")[0], one.need.tier) for one in needs),
        named=tuple(one.state is State.NAMED for one in needs),
        rows=tuple(
            _row(case, one, tuple(marks.get((one.stock.id, need.need.id), "") for need in needs))
            for one in register.stocks
        ),
    )


def _row(case: Case, state: StockState, marks: tuple[str, ...]) -> StockRow:
    stock = state.stock
    extra = [
        *([f"calibre {stock.calibre}"] if stock.calibre else []),
        *([f"fired from {title_of(case, stock.launcher)}"] if stock.launcher else []),
    ]
    return StockRow(
        name=stock.title.partition(" (")[0],
        number=amount_words(state.quantity) if isinstance(state.quantity, Quantity) else "",
        remark=(
            stock.status
            if stock.status in ("surplus", "replaced") and not stock.own_needs_test
            else ""
        ),
        marks=marks,
        aside="" if any(marks) else "; ".join(["named for none of the needs", *extra]),
    )


def matrix_chart(view: MatrixView) -> str:
    """Draw the matrix: stocks from top to bottom, needs from left to right."""
    cell = _cell(view)
    right = _LEFT + max(cell * len(view.needs), _LEAST)
    heads = [_lines(name, cell) for name, _ in view.needs]
    top = _HEAD + 11.0 * max(map(len, heads), default=1)
    tops = list(accumulate((_height(row) for row in view.rows), initial=top))
    shapes = [shape for place, held in enumerate(heads) for shape in _head(view, place, held, cell)]
    shapes += _columns(view, tops[-1], cell)
    for row, top in zip(view.rows, tops, strict=False):
        shapes += _drawn(row, top, right, cell)
    shapes.append(line(0, tops[-1], right, tops[-1], kind="grid"))
    shapes += _key(view, tops[-1] + 8, right)
    numbered = sum(bool(row.number) for row in view.rows)
    told = "; ".join(_told(view, row) for row in view.rows)
    return picture(
        width=right + _RIGHT,
        height=tops[-1] + 44,
        title="Which stock is named for which need",
        description=(
            f"Of {count_words(len(view.needs), 'need')}, {having(sum(view.named))} a named item;"
            f" of {count_words(len(view.rows), 'stock')}, {having(numbered)} a number. {told}."
        ),
        shapes=shapes,
        name="supply-matrix",
    )


def _cell(view: MatrixView) -> float:
    """Give how wide a column is: as the widest word of a need, within bounds."""
    words = [width_of(word, _TITLE) + 4 for name, _ in view.needs for word in name.split()]
    return min(max(_NARROWEST, *words, 0.0), _WIDEST)


def _told(view: MatrixView, row: StockRow) -> str:
    words = {FITS: "", PRECEDENT: " (only a past delivery)", MISFIT: " (does not fit)"}
    named = [
        f"{name}{words[mark]}"
        for (name, _), mark in zip(view.needs, row.marks, strict=True)
        if mark
    ]
    return (
        f"{row.name}:"
        f" {', '.join([*named, *(part for part in (row.number, row.remark, row.aside) if part)])}"
    )


def _columns(view: MatrixView, bottom: float, cell: float) -> list[str]:
    """Draw a line before each column, a strong one where another tier begins."""
    tiers = [tier for _, tier in view.needs]
    return [
        line(
            _LEFT + cell * place,
            8,
            _LEFT + cell * place,
            bottom,
            kind="link" if place and tiers[place - 1] != tier else "grid",
        )
        for place, tier in enumerate(tiers)
    ]


def _drawn(row: StockRow, top: float, right: float, cell: float) -> list[str]:
    """Draw one stock: its name and number, what it escapes, its marks."""
    held = _name(row)
    shapes = [line(0, top, right, top, kind="grid")]
    shapes += lines(0, top + 13, held, step=_LINE, size=_SIZE, whole=row.name)
    if row.number:
        shapes.append(
            label(
                0,
                top + 13 + _LINE * len(held),
                row.number,
                room=_LEFT - 8,
                size=_SIZE,
                kind="label strong",
            )
        )
    if row.remark:
        shapes.append(
            text(_LEFT - 8, top + 13, row.remark, size=_SMALL, anchor="end", kind="open-label")
        )
    if row.aside:
        shapes.append(
            rectangle(_LEFT + 1, top + 1, right - _LEFT - 1, _height(row) - 2, kind="paper")
        )
        shapes.append(
            label(_LEFT + 6, top + 13, row.aside, room=right - _LEFT - 6, size=_SMALL, kind="note")
        )
    return shapes + [
        shape
        for place, mark in enumerate(row.marks)
        for shape in _mark(_LEFT + cell * (place + 0.5), top, mark)
    ]


def _height(row: StockRow) -> float:
    return _PAD + _LINE * (len(_name(row)) + bool(row.number))


def _name(row: StockRow) -> list[str]:
    beside = width_of(row.remark, _SMALL) + 8 if row.remark else 0.0
    return lines_in(row.name, _LEFT - 8 - beside, _SIZE, most=_MOST)


def _head(view: MatrixView, place: int, held: list[str], cell: float) -> list[str]:
    (name, tier), middle = view.needs[place], _LEFT + cell * (place + 0.5)
    kind = "label" if view.named[place] else "note"
    return [
        text(middle, 18, f"tier {tier}", size=_TITLE, anchor="middle", kind="axis"),
        *lines(middle, _HEAD, held, step=11, size=_TITLE, anchor="middle", kind=kind, whole=name),
    ]


def _lines(name: str, cell: float) -> list[str]:
    """Break the title of a need so that it fits its column."""
    return lines_in(name, cell - 2, _TITLE, most=_MOST_OF_NEED)


def _mark(x: float, top: float, mark: str) -> list[str]:
    if mark == FITS:
        return [rectangle(x - 6, top + 4, 12, 11, kind="mark")]
    if mark == PRECEDENT:
        return [rectangle(x - 6, top + 4, 12, 11, kind="rung")]
    if mark == MISFIT:
        return [
            line(x - 5, top + 5, x + 5, top + 15, kind="link"),
            line(x - 5, top + 15, x + 5, top + 5, kind="link"),
        ]
    return []


def _key(view: MatrixView, top: float, right: float) -> list[str]:
    """Say what the marks mean that are in the picture."""
    words = {
        FITS: "named, and fits",
        PRECEDENT: "only a past delivery",
        MISFIT: "named, and does not fit",
    }
    shapes: list[str] = []
    x = 0.0
    for mark in (mark for mark in words if any(mark in row.marks for row in view.rows)):
        shapes += [
            *_mark(x + 6, top, mark),
            text(x + 18, top + 13, words[mark], size=10, kind="note"),
        ]
        x += 18 + width_of(words[mark], 10) + 10
    if any(row.remark for row in view.rows):
        words_of_test = "replaced, surplus: a source says so; own needs stand against the rest"
        shapes.append(label(0, top + 27, words_of_test, room=right, size=10, kind="note"))
    return shapes
