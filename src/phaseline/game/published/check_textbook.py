"""What is wrong with a textbook model that its records cannot say."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from phaseline.case.addresses import Path
from phaseline.game.bounds import CHANCE, CHANCE_OF_SUCCESS, Bounds, whole
from phaseline.game.flaws import Flaw
from phaseline.game.published.check import (
    PAYOFF,
    naming_flaws,
    other_length,
    out_of_bounds,
    unknown_word,
)
from phaseline.game.published.spec import Reputation, Table, Textbook, Watching
from phaseline.terms.ties import is_same, total

MOST_ACTS = 8
MOST_PLANS = 128
MOST_HISTORIES = 100_000
HORIZON = whole(1, 24)
MARKETS = whole(1, 60)
ABOVE_ONE = Bounds(says="a number above 1", such_as="2", low=1, high=1e6, is_above=True)
WITHIN = Bounds(
    says="a number above 0 and below 1", such_as="0.5", low=0, high=1, is_above=True, is_below=True
)


def textbook_flaws(textbook: Textbook) -> tuple[Flaw, ...]:
    """Give what is wrong with a textbook model: its form, and whatever that form asks for."""
    forms = [
        name for name in ("table", "watching", "reputation") if getattr(textbook, name) is not None
    ]
    if len(forms) != 1:
        return (
            Flaw(
                code="PL654",
                path=(forms[1],) if forms else (),
                message=f"{len(forms) or 'no'} forms are given",
                expected="one of table, watching and reputation",
                fix="keep one of them" if forms else "add `table: …`",
                is_key=bool(forms),
            ),
        )
    if textbook.table is not None:
        return tuple(_table_flaws(textbook.table))
    if textbook.watching is not None:
        return tuple(_watching_flaws(textbook.watching))
    return tuple(_reputation_flaws(textbook.reputation)) if textbook.reputation else ()


def _table_flaws(table: Table) -> Iterator[Flaw]:
    """Give what is wrong with a table; its pairs are looked at once its names are sound."""
    names = (
        *naming_flaws(("table", "first"), table.first, "act", MOST_ACTS),
        *naming_flaws(("table", "second"), table.second, "act", MOST_ACTS),
        *(naming_flaws(("table", "labels"), table.labels, "label", 4) if table.labels else ()),
    )
    yield from names
    if not names and len(table.second) ** max(len(table.labels), 1) > MOST_PLANS:
        yield _too_large(
            ("table", "labels"), len(table.second) ** len(table.labels), MOST_PLANS, "plans"
        )
    rows = list(_cell_flaws(table))
    yield from rows
    if not names and not rows:
        yield from _missing_cells(table)
    yield from _rows_of_chances(("table", "seen"), table.seen, table.first, table.labels)


def _cell_flaws(table: Table) -> Iterator[Flaw]:
    """Give what is wrong with single rows of a table."""
    for place, cell in enumerate(table.payoffs):
        path: Path = ("table", "payoffs", place)
        if len(cell.acts) != 2 or len(cell.u) != 2:
            yield other_length(
                path, len(cell.acts) if len(cell.acts) != 2 else len(cell.u), "2 acts, 2 payoffs"
            )
            continue
        for spot, (act, known) in enumerate(
            zip(cell.acts, (table.first, table.second), strict=True)
        ):
            yield from _some(unknown_word((*path, "acts", spot), act, known, "act"))
            yield from _some(out_of_bounds((*path, "u", spot), cell.u[spot], PAYOFF))


def _missing_cells(table: Table) -> Iterator[Flaw]:
    """Say which pairs of acts have no payoffs, or two."""
    pairs = [tuple(cell.acts) for cell in table.payoffs]
    wanted = list(product(table.first, table.second))
    missing = [pair for pair in wanted if pair not in pairs]
    twice = [place for place, pair in enumerate(pairs) if pairs.index(pair) != place]
    for place in twice:
        yield Flaw(
            code="PL651",
            path=("table", "payoffs", place),
            message=f"[{', '.join(pairs[place])}] stands twice",
            expected="one row for each pair of acts",
            fix="remove one of the two rows, or name the pair that is meant",
        )
    if missing:
        pair = ", ".join(missing[0])
        yield Flaw(
            code="PL651",
            path=("table", "payoffs"),
            message=f"no payoffs for {len(missing)} of {len(wanted)}: first [{pair}]",
            expected=f"{len(wanted)} rows: {len(table.first)} × {len(table.second)} pairs of acts",
            fix=f"add `{{acts: [{pair}], u: [0, 0]}}`, with its payoffs",
            is_key=True,
        )


def _watching_flaws(watching: Watching) -> Iterator[Flaw]:
    """Give what is wrong with a decision under a belief."""
    names = (
        *naming_flaws(("watching", "states"), watching.states, "state", MOST_ACTS),
        *naming_flaws(("watching", "acts"), watching.acts, "act", MOST_ACTS),
        *naming_flaws(("watching", "labels"), watching.labels, "label", MOST_ACTS),
    )
    yield from names
    horizon = out_of_bounds(("watching", "horizon"), watching.horizon, HORIZON)
    yield from _some(horizon)
    yield from _some(out_of_bounds(("watching", "discount"), watching.discount, CHANCE_OF_SUCCESS))
    yield from _sum_flaws(("watching", "belief"), watching.belief, len(watching.states))
    yield from _act_flaws(watching)
    histories = (len(watching.acts) * len(watching.labels)) ** min(watching.horizon - 1, 24)
    if not names and not horizon and histories > MOST_HISTORIES:
        yield _too_large(("watching", "horizon"), histories, MOST_HISTORIES, "histories")


def _act_flaws(watching: Watching) -> Iterator[Flaw]:
    """Give what is wrong with what acts pay, move and show."""
    tables: Mapping[str, Mapping[str, Mapping[str, object]]] = {
        "pay": watching.pay,
        "moves": watching.moves,
        "seen": watching.seen,
    }
    for name, table in tables.items():
        for act, rows in table.items():
            path: Path = ("watching", name, act)
            yield from _some(unknown_word(path, act, watching.acts, "act", is_key=True))
            for state in rows:
                yield from _state(watching, (*path, state), state)
    for place, act in enumerate(watching.ends):
        yield from _some(unknown_word(("watching", "ends", place), act, watching.acts, "act"))
    yield from _number_flaws(watching)


def _number_flaws(watching: Watching) -> Iterator[Flaw]:
    """Hold payoffs to their bounds, and chances to their sums."""
    for act, pays in watching.pay.items():
        for state, value in pays.items():
            yield from _some(out_of_bounds(("watching", "pay", act, state), value, PAYOFF))
    for act, shown in watching.seen.items():
        for state, chances in shown.items():
            yield from _sum_flaws(("watching", "seen", act, state), chances, len(watching.labels))
    for act, moves in watching.moves.items():
        for state, row in moves.items():
            path: Path = ("watching", "moves", act, state)
            for following in row:
                yield from _state(watching, (*path, following), following)
            yield from _named_sum(path, row)


def _named_sum(path: Path, row: Mapping[str, float]) -> Iterator[Flaw]:
    """Hold chances by name to their bounds and their sum."""
    wrong = [
        flaw
        for name, chance in row.items()
        if (flaw := out_of_bounds((*path, name), chance, CHANCE)) is not None
    ]
    yield from wrong
    if not wrong:
        yield from _sum_flaw(path, tuple(row.values()))


def _state(watching: Watching, path: Path, state: str) -> tuple[Flaw, ...]:
    return _some(unknown_word(path, state, watching.states, "state", is_key=True))


def _reputation_flaws(reputation: Reputation) -> Iterator[Flaw]:
    """Give what is wrong with a reputation."""
    for name, bounds in (("a", ABOVE_ONE), ("b", WITHIN), ("markets", MARKETS), ("prior", WITHIN)):
        yield from _some(out_of_bounds(("reputation", name), getattr(reputation, name), bounds))


def _rows_of_chances(
    path: Path, rows: Mapping[str, Sequence[float]], acts: Sequence[str], labels: Sequence[str]
) -> Iterator[Flaw]:
    """Hold what is seen of each act to the acts and the labels."""
    for act, chances in rows.items():
        wrong = unknown_word((*path, act), act, acts, "act", is_key=True)
        yield from _some(wrong)
        if wrong is None:
            yield from _sum_flaws((*path, act), chances, len(labels))
    missing = [act for act in acts if labels and act not in rows]
    if missing:
        yield Flaw(
            code="PL412",
            path=path if rows else path[:-1],
            message=f"seen: no row for {', '.join(missing)}",
            expected="a row for each act of the first player",
            fix=f"add `{missing[0]}: …`",
        )


def _sum_flaws(path: Path, chances: Sequence[float], length: int) -> Iterator[Flaw]:
    """Hold chances to their number, their bounds and their sum."""
    if len(chances) != length:
        yield other_length(path, len(chances), f"{length} chances")
        return
    wrong = [
        flaw
        for place, chance in enumerate(chances)
        if (flaw := out_of_bounds((*path, place), chance, CHANCE)) is not None
    ]
    yield from wrong
    if not wrong:
        yield from _sum_flaw(path, chances)


def _sum_flaw(path: Path, chances: Sequence[float]) -> Iterator[Flaw]:
    """Hold chances to their sum."""
    together = total(chances)
    if not is_same(together, 1.0):
        yield Flaw(
            code="PL411",
            path=path,
            message=f"the chances of {path[-1]} sum to {together:.12g}",
            expected="a sum of 1",
            fix="correct the numbers that are wrong",
        )


def _too_large(path: Path, count: int, most: int, noun: str) -> Flaw:
    return Flaw(
        code="PL655",
        path=path,
        message=f"{path[-1]}: {count:,} {noun}",
        expected=f"at most {most:,} {noun}",
        fix="leave some out, or ask for fewer periods",
    )


def _some(flaw: Flaw | None) -> tuple[Flaw, ...]:
    return () if flaw is None else (flaw,)
