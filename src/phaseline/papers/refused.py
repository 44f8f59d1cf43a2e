"""Why a file cannot be read, in a sentence with what to do."""

from typing import NoReturn

from phaseline.errors import QuestionError

MOST_BYTES = 200_000_000
MOST_SIGNS = 3_000_000  # of a text; the longest book of policy has a third of it
MOST_PAGES = 1_500


def refuse(name: str, problem: str, fix: str) -> NoReturn:
    """
    Refuse a file.

    Args:
        name: How it is called.
        problem: What is wrong with it.
        fix: What to do.

    Raises:
        QuestionError: Always.
    """
    raise QuestionError(f"{name}: {problem}; {fix}")
