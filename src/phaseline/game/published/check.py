"""What is wrong with a published model that its records cannot say."""

from collections.abc import Sequence
from itertools import product
from math import isfinite

from phaseline.case.addresses import Path, nearest
from phaseline.case.showing import shown
from phaseline.game.bounds import Bounds, figure
from phaseline.game.flaws import Flaw
from phaseline.game.published.spec import Crisis, Dyad, DyadPayoff

LARGEST = 1e6
PAYOFF = Bounds(
    says=f"a number between -{LARGEST:.0e} and {LARGEST:.0e}",
    such_as="1",
    low=-LARGEST,
    high=LARGEST,
)
SPREAD = Bounds(
    says="a number above 0, and at most a million", such_as="1", low=0, high=LARGEST, is_above=True
)
DYAD_PAYOFF = Bounds(says="a number between -1000 and 1000", such_as="1", low=-1_000, high=1_000)
DYAD_DISCOUNT = Bounds(says="a number from 0 to 0.99", such_as="0.9", low=0, high=0.99)
MOST_NAMES = 8
PAYOFFS = ("SA", "VA", "CB", "VB", "WA", "WB", "a")
FARTHEST = 1e4  # standard deviations: beyond it no shock ever turns a choice


def crisis_flaws(crisis: Crisis) -> tuple[Flaw, ...]:
    """Give what is wrong with a crisis: payoffs out of bounds, or shocks too small to count."""
    flaws = [
        *(out_of_bounds((name,), getattr(crisis, name), PAYOFF) for name in PAYOFFS),
        out_of_bounds(("sd",), crisis.sd, SPREAD),
    ]
    wrong = tuple(flaw for flaw in flaws if flaw is not None)
    farthest = max(abs(getattr(crisis, name)) for name in PAYOFFS)
    if wrong or farthest <= FARTHEST * crisis.sd:
        return wrong
    return (
        Flaw(
            code="PL650",
            path=("sd",),
            message=f"sd: found {figure(crisis.sd)} beside a payoff of {figure(farthest)}",
            expected=f"a spread of at least {figure(farthest / FARTHEST)}",
            fix=f"write {figure(farthest / FARTHEST)} or more, or smaller payoffs",
        ),
    )


def dyad_flaws(dyad: Dyad) -> tuple[Flaw, ...]:
    """
    Give what is wrong with a dyad: names, sizes, numbers, and pairs of acts without payoffs.
    """
    names = (
        *_two(("players",), dyad.players, "players"),
        *naming_flaws(("players",), dyad.players, "player", MOST_NAMES),
        *naming_flaws(("states",), dyad.states, "state", MOST_NAMES),
        *naming_flaws(("actions",), dyad.actions, "act", MOST_NAMES),
    )
    if names:
        return names
    discount = out_of_bounds(("discount",), dyad.discount, DYAD_DISCOUNT)
    rows = [flaw for place, row in enumerate(dyad.payoffs) for flaw in _row_flaws(dyad, place, row)]
    flaws = (*([discount] if discount else []), *rows, *_start_flaws(dyad))
    return flaws if rows else (*flaws, *_table_flaws(dyad))


def _row_flaws(dyad: Dyad, place: int, row: DyadPayoff) -> tuple[Flaw, ...]:
    """Give what is wrong with one row of payoffs."""
    path: Path = ("payoffs", place)
    sizes = (*_two((*path, "acts"), row.acts, "acts"), *_two((*path, "u"), row.u, "payoffs"))
    numbers = [
        out_of_bounds((*path, "u", spot), value, DYAD_PAYOFF) for spot, value in enumerate(row.u)
    ]
    words = [
        unknown_word((*path, "state"), row.state, dyad.states, "state"),
        *(
            unknown_word((*path, "acts", spot), act, dyad.actions, "act")
            for spot, act in enumerate(row.acts)
        ),
        unknown_word((*path, "next"), row.next_, dyad.states, "state") if row.next_ != "" else None,
    ]
    following = (
        [_no_next(path, dyad)] if row.next_ == "" and len(dyad.states) != len(dyad.actions) else []
    )
    return (*sizes, *(flaw for flaw in (*numbers, *words) if flaw is not None), *following)


def _no_next(path: Path, dyad: Dyad) -> Flaw:
    return Flaw(
        code="PL652",
        path=path,
        message=f"no next state, with {len(dyad.states)} states and {len(dyad.actions)} acts",
        expected="`next`, or as many states as acts, so that the greater act leads to its own",
        fix=f"add `next: {dyad.states[0]}`, or the state that follows",
    )


def _table_flaws(dyad: Dyad) -> tuple[Flaw, ...]:
    """Say which states and pairs of acts have no payoffs, and which have two."""
    keys = [(str(row.state), *(str(act) for act in row.acts)) for row in dyad.payoffs]
    first: dict[tuple[str, ...], int] = {}
    twice = tuple(
        Flaw(
            code="PL651",
            path=("payoffs", place),
            message=f"{key[0]} with [{key[1]}, {key[2]}] stands twice",
            expected="one row for each state and pair of acts",
            fix="remove one of the two rows, or name the pair that is meant",
        )
        for place, key in enumerate(keys)
        if first.setdefault(key, place) != place
    )
    acts = [str(act) for act in dyad.actions]
    missing = [
        key
        for key in product([str(state) for state in dyad.states], acts, acts)
        if key not in first
    ]
    if not missing:
        return twice
    whole = len(dyad.states) * len(acts) ** 2
    state, *pair = missing[0]
    return (
        *twice,
        Flaw(
            code="PL651",
            path=("payoffs",),
            message=f"no payoffs for {len(missing)} of {whole}: first {state} with"
            f" [{', '.join(pair)}]",
            expected=f"{whole} rows: {len(dyad.states)} states with {len(acts)} × {len(acts)} pairs"
            " of acts",
            fix=f"add `{{state: {state}, acts: [{', '.join(pair)}], u: [0, 0]}}`, with its payoffs",
            is_key=True,
        ),
    )


def _start_flaws(dyad: Dyad) -> tuple[Flaw, ...]:
    """Say that a point to be verified has another size than the dyad, or is out of bounds."""
    whole = 2 * len(dyad.states) * len(dyad.actions)
    if dyad.start and len(dyad.start) != whole:
        return (
            other_length(
                ("start",),
                len(dyad.start),
                f"{whole} values: 2 players × {len(dyad.states)} states × {len(dyad.actions)} acts",
            ),
        )
    flaws = [
        out_of_bounds(("start", place), value, PAYOFF) for place, value in enumerate(dyad.start)
    ]
    return tuple(flaw for flaw in flaws if flaw is not None)


def _two(path: Path, entries: Sequence[object], noun: str) -> tuple[Flaw, ...]:
    if len(entries) == 2:
        return ()
    return (other_length(path, len(entries), f"2 {noun}, the first player's and the second's"),)


def other_length(path: Path, length: int, expected: str) -> Flaw:
    """Say that a list has another length than it must have."""
    return Flaw(
        code="PL653",
        path=path,
        message=f"{path[-1]}: found {length} in the list",
        expected=expected,
        fix="write as many as are expected",
    )


def naming_flaws(path: Path, names: Sequence[object], noun: str, most: int) -> tuple[Flaw, ...]:
    """Say that a list of names is empty, is too long, or holds one twice."""
    if not 1 <= len(names) <= most:
        return (other_length(path, len(names), f"1 to {most} {noun}s"),)
    words = [str(name) for name in names]
    return tuple(
        Flaw(
            code="PL502",
            path=(*path, place),
            message=f"the {noun} {shown(word)} stands twice",
            expected=f"each {noun} once",
            fix="rename or remove one of the two",
        )
        for place, word in enumerate(words)
        if words.index(word) != place
    )


def unknown_word(
    path: Path, word: object, known: Sequence[object], noun: str, *, is_key: bool = False
) -> Flaw | None:
    """Say that a word is none of the names that there are; nothing where it is one."""
    words = [str(name) for name in known]
    if str(word) in words:
        return None
    near = nearest(str(word), words)
    return Flaw(
        code="PL501",
        path=path,
        message=f"unknown {noun} {shown(word)}",
        expected=f"one of {', '.join(words)}",
        fix=f"replace {shown(word)} by {near!r}" if near else f"use a known {noun}",
        is_key=is_key,
    )


def out_of_bounds(path: Path, value: float, bounds: Bounds) -> Flaw | None:
    """Say that a number is out of its bounds; nothing where it keeps them."""
    if isfinite(value) and bounds.holds(value):
        return None
    return Flaw(
        code="PL410",
        path=path,
        message=f"{path[-1]}: found {figure(value)}",
        expected=bounds.says,
        fix=f"write a number such as {bounds.near(value)}",
    )
