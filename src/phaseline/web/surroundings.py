"""What stands around every page: the case and its state, and the command that says the same."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from phaseline.desk.comparison.draws import DRAWS
from phaseline.desk.comparison.offers import OFFER_DRAWS
from phaseline.desk.comparison.whom import WHOM_DRAWS
from phaseline.web.replies import style_name
from phaseline.web.state import DeskState
from phaseline.web.what_ifs import Served

DRAWING: Mapping[str, int] = {  # what takes --draws, and how many it takes by itself
    **dict.fromkeys(("run", "ask", "solve", "why", "projects", "assumptions", "claims"), DRAWS),
    "offer": OFFER_DRAWS,
    "whom": WHOM_DRAWS,
}
_FEW = ("offer", "whom")  # which never take more of what is served


class Surroundings:
    """
    What stands around a page, from what the desk knows at the moment.

    Args:
        state: What it knows.
        served: What is served.
    """

    def __init__(self, state: DeskState, served: Served) -> None:
        self._state, self._served = state, served
        self._early = ""

    def see_style(self, style: str) -> None:
        """
        Take a style sheet that has come with something else than the pages of the case, until they
        bring their own: what a watch says comes seconds after it is asked, and minutes before a
        large case is played.

        Args:
            style: The style sheet; nothing changes where it is empty.
        """
        self._early = style or self._early

    @property
    def styles(self) -> Sequence[str]:
        """The style sheets that have come, that of the pages first; none while none has."""
        answer = self._state.answer
        return tuple(style for style in (answer.style if answer else "", self._early) if style)

    def around(self, title: str) -> Mapping[str, Any]:
        """Give what the frame shows."""
        state, answer, styles = self._state, self._state.answer, self.styles
        return {
            "title": title,
            "header": answer.header if answer else None,
            "style": style_name(styles[0]) if styles else "",
            "is_stale": state.is_stale and state.shown is not None,
            "doing": state.doing,
            "faults": state.faults,
            "failure": state.failure,
            "again": 0,
            "draws": self._served.draws,
        }

    def command(self, verb: str, *words: str) -> str:
        """Give the command that says the same as a page."""
        words = ("phaseline", verb, self._served.case, *words)
        if self._served.sources:
            words += ("--sources", self._served.sources)
        usual = DRAWING.get(verb, 0)
        most = usual if verb in _FEW else self._served.draws
        draws = min(self._served.draws, most)
        if usual and draws != usual and "--draws" not in words:
            words += ("--draws", f"{draws}")
        return shlex.join(words)
