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
from phaseline.present.wording.needs import ends_words, value_words
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.rounding import rounded

_SHOWN = 12


def need_text(case: Case, ladders: Sequence[LadderNeeds]) -> str:
    """Give the ladders one after another."""
    return "\n\n".join(_ladder_text(case, rounded(needs)) for needs in ladders)


def _ladder_text(case: Case, needs: LadderNeeds) -> str:
    turning = [turn for turn in needs.single if turn.value is not None]
    never = len(needs.single) - len(turning)
    parts = [
        heading(f"{needs.policy}: what it takes for {needs.goal.text}"),
        wrapped(_lead(needs)),
    ]
    if turning:
        rows = [_turn_row(case, turn) for turn in turning]
        head = ("One assumption alone", "Turns at", "Range", "")
        parts.append(table(head, rows, widths=(36, 16, 26, 10)))
    parts.append(
        wrapped(
            f"{count_words(never, 'assumption')}"
            f" {'moves' if never == 1 else 'move'} it and"
            f" {'turns' if never == 1 else 'turn'} it nowhere;"
            f" {count_words(len(needs.inert), 'assumption')} alone"
            f" {'changes' if len(needs.inert) == 1 else 'change'} nothing of it."
        )
    )
    if needs.sets:
        parts.append(_sets_text(case, needs.sets))
    elif not needs.is_reached and not needs.is_out_of_reach:
        parts.append(
            wrapped(
                f"No {LARGEST_SET} of the {MOST_MOVERS} assumptions that move it most reach it"
                " together."
            )
        )
    return "\n\n".join(parts)


def _lead(needs: LadderNeeds) -> str:
    if needs.is_reached:
        return "It is reached at the best values; below is where it would be lost."
    if needs.is_out_of_reach:
        return (
            "It is not reached at the best values, and no assumption within its range reaches it,"
            " all favourable ends that were tried taken together."
        )
    return (
        "It is not reached at the best values; with every assumption at the end of its range that"
        " favours it, it is."
    )


def _turn_row(case: Case, turn: TurningValue) -> tuple[str, ...]:
    value = "" if turn.value is None else value_words(case, turn.assumption, turn.value)
    where = "" if turn.is_inside else "outside"
    return turn.assumption, value, ends_words(case, turn.assumption), where


def _sets_text(case: Case, sets: Sequence[tuple[RangeMove, ...]]) -> str:
    lead = "The least sets that reach it together, those that move least first:"
    lines = [
        wrapped(f"- {listed([_change(case, change) for change in changes])}", indent=2, hang=4)
        for changes in sets[:_SHOWN]
    ]
    more = len(sets) - _SHOWN
    lines += [f"  and {more} more"] if more > 0 else []
    return "\n".join([wrapped(lead), *lines])


def _change(case: Case, change: RangeMove) -> str:
    value = value_words(case, change.assumption, change.value)
    return f"{change.assumption} {value} ({change.of_range:.0%} of its range)"
