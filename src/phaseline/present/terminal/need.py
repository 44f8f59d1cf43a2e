"""What would have to be true for a ladder to reach a goal, for a reader."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.needs import (
    LARGEST_SET,
    MOST_MOVERS,
    LadderNeeds,
    RangeMove,
    TurningValue,
)
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.needs import ends_words, goal_words, surface_words, value_words
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.rounding import rounded

_SHOWN = 12


def need_text(case: Case, ladders: Sequence[LadderNeeds]) -> str:
    """Give the ladders one after another."""
    return "\n\n".join(_ladder_text(case, rounded(needs)) for needs in ladders)


def _ladder_text(case: Case, needs: LadderNeeds) -> str:
    rows = [_turn_row(case, turn) for turn in needs.single if turn.value is not None]
    head = ("One assumption alone", "Turns at", "Range", "")
    parts = [
        heading(f"{needs.policy}: what it takes {goal_words(case, needs.goal)}"),
        wrapped(_lead(needs)),
        table(head, rows, widths=(36, 16, 26, 10)) if rows else "",
        wrapped(_rest(len(needs.single) - len(rows), len(needs.inert))),
        _sets_text(case, needs),
        *(wrapped(surface_words(case, needs, surface)) for surface in needs.surfaces),
    ]
    return "\n\n".join(part for part in parts if part)


def _rest(never: int, inert: int) -> str:
    """Say how many assumptions turn the goal nowhere, and how many do not move it alone."""
    moves, changes = "moves" if never == 1 else "move", "does" if inert == 1 else "do"
    return (
        f"{count_words(never, 'assumption')} alone {moves} it without turning it;"
        f" {count_words(inert, 'assumption')} alone {changes} not move it."
    )


def _lead(needs: LadderNeeds) -> str:
    if needs.is_reached:
        return "It is reached at the best values; below is where it would be lost."
    if needs.proof:
        return f"It cannot be reached, whatever is assumed: {needs.proof.value}."
    if needs.is_not_found:
        return (
            "It is not reached at the best values, and nothing within the ranges was found to reach"
            " it, with every assumption at the end that favours it. That is a search, and no proof"
            " that nothing does."
        )
    return (
        "It is not reached at the best values; with every assumption at the end of its range that"
        " favours it, it is."
    )


def _turn_row(case: Case, turn: TurningValue) -> tuple[str, ...]:
    value = "" if turn.value is None else value_words(case, turn.assumption, turn.value)
    where = "" if turn.is_inside else "outside"
    return _named(case, turn.assumption), value, ends_words(case, turn.assumption), where


def _sets_text(case: Case, needs: LadderNeeds) -> str:
    if not needs.sets:
        is_sought = not needs.is_reached and not needs.is_not_found
        none = f"No {LARGEST_SET} of the {MOST_MOVERS} assumptions that move it most reach it."
        return wrapped(none) if is_sought else ""
    lead = "The least sets that reach it together, those that move least first:"
    lines = [
        wrapped(f"- {listed([_change(case, change) for change in changes])}", indent=2, hang=4)
        for changes in needs.sets[:_SHOWN]
    ]
    more = len(needs.sets) - _SHOWN
    lines += [f"  and {more} more"] if more > 0 else []
    return "\n".join([wrapped(lead), *lines])


def _change(case: Case, change: RangeMove) -> str:
    value = value_words(case, change.assumption, change.value)
    return f"{_named(case, change.assumption)}: {value} ({change.of_range:.0%} of its range)"


def _named(case: Case, name: str) -> str:
    """Name an assumption by what it asks, with its id, which a command takes, in brackets."""
    return f"{case.assumptions[name].asks} ({name})"
