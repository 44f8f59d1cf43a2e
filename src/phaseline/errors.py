"""
Everything that can go wrong, told apart by who can mend it.

    PhaselineError
    ├── CaseError          the analyst: the case file breaks a rule; carries every problem at once
    ├── QuestionError      the caller: the question names something that is not there
    └── EngineError        the operator: a solver or a file system stopped

"Unlawful", "infeasible", "not credible" and "not in the sources" are answers, not errors.
"""

from collections.abc import Iterable


class PhaselineError(Exception):
    """The root of every error that Phaseline raises on purpose."""


class CaseError(PhaselineError):
    """
    A case cannot be used: it carries all problems found in one pass.

    Args:
        problems: One line of text each, already placed by file, line and column.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        """
        Give what it is made from, so that it arrives from another process as it was raised there.
        """
        return type(self), (self.problems,), self.__dict__


class QuestionError(PhaselineError):
    """The question names something that the case does not hold; the message names the nearest."""


class EngineError(PhaselineError):
    """A solver, a file system or another outside helper stopped; the message is its report."""
