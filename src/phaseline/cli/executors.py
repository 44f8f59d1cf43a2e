"""
Who works a study out: processes of this machine, or machines elsewhere; to `explore` they are the
same three methods.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from phaseline.case.model.case import Case
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.workers import spread
from phaseline.explore.parts import swept
from phaseline.explore.running import worked_out
from phaseline.explore.study import StudyPlan


class StudyExecutor(Protocol):
    """Works parts of a study out and leaves them in its folder."""

    def begin(self, case: Case, plan: StudyPlan, folder: Path) -> None:
        """
        Take a study up.

        Args:
            case: The case.
            plan: What the study is made of.
            folder: Where its parts are put.

        Raises:
            QuestionError: There is nobody to do it.
            EngineError: Whoever is there cannot.
        """

    def finished(self, names: Sequence[str]) -> Iterator[str]:
        """
        Work parts out; each stands in the folder once its name is given.

        Args:
            names: The names of the parts.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: A game did not settle, a part cannot be written, or a worker was ended.
        """

    def end(self) -> None:
        """Let go of whoever worked; what is unfinished is given up."""


class OwnProcesses:
    """
    Processes of this machine.

    Args:
        most: How many work at once; one a processor if 0.
    """

    def __init__(self, most: int = 0) -> None:
        self.most = most

    def begin(self, case: Case, plan: StudyPlan, folder: Path) -> None:
        """Take a study up."""
        settle_kernels()
        self._folder, self._work = folder, partial(worked_out, case, plan, folder)

    def finished(self, names: Sequence[str]) -> Iterator[str]:
        """Work parts out, and give their names in order."""
        for name, _ in zip(names, spread(self._work, names, most=self.most), strict=True):
            yield name

    def end(self) -> None:
        """Take away what workers left half-written: they end with what they were spread for."""
        swept(self._folder)
