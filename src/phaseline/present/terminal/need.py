"""What would have to be true for a ladder to reach a goal, for a reader."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.needs import LadderNeeds
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.needs import (
    goal_words,
    needs_lead,
    rest_words,
    sets_words,
    surface_words,
    turns_table,
)
from phaseline.present.wording.rounding import rounded

_SHOWN = 12


def need_text(case: Case, ladders: Sequence[LadderNeeds]) -> str:
    """Give the ladders one after another."""
    return "\n\n".join(_ladder_text(case, rounded(needs)) for needs in ladders)


def _ladder_text(case: Case, needs: LadderNeeds) -> str:
    board = turns_table(case, needs.single)
    parts = [
        heading(f"{needs.policy}: what it takes {goal_words(case, needs.goal)}"),
        wrapped(needs_lead(needs)),
        table(board.head, board.rows, widths=(32, 13, 13, 22, 10)) if board.rows else "",
        wrapped(rest_words(needs)),
        _sets_text(case, needs),
        *(wrapped(surface_words(case, needs, surface)) for surface in needs.surfaces),
    ]
    return "\n\n".join(part for part in parts if part)


def _sets_text(case: Case, needs: LadderNeeds) -> str:
    lead, sets, more = sets_words(case, needs, most=_SHOWN)
    lines = [wrapped(f"- {line}", indent=2, hang=4) for line in sets]
    return "\n".join([wrapped(lead), *lines, *([f"  {more}"] if more else [])])
