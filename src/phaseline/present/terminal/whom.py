"""Whom a ladder deters, and from what, for a reader."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.whom import LadderWhom
from phaseline.game.whom import Whom
from phaseline.present.terminal.parts import parts_text
from phaseline.present.wording.whom import ladder_whom_parts, whom_parts
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised


def ladders_text(case: Case, ladders: Sequence[LadderWhom]) -> str:
    """Give the ladders one after another; what is too large is told in words."""
    words = Words(case)
    return "\n\n".join(
        parts_text(_title(words.courses([ladder.policy])), ladder_whom_parts(case, ladder))
        for ladder in ladders
    )


def whom_text(answer: Whom, name: str = "") -> str:
    """
    Say of the ladder of a game file whom it deters, and from what.

    Args:
        answer: The answer.
        name: What the ladder is called; the title of the answer if left out.
    """
    title = _title(name) if name else answer.title
    return parts_text(title or "Whom the ladder deters, and from what", whom_parts(answer))


def _title(name: str) -> str:
    return f"{capitalised(name)}: whom it deters, and from what"
