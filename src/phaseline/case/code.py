"""
What a code of `check` says of itself: its weight, its title, why it matters, how it is mended.
"""

from phaseline.terms.diagnostic import Severity
from phaseline.terms.record import record


@record
class Code:
    """
    One stable code.

    Args:
        severity: Error, warning or note.
        title: What was found, in a few words.
        why: Why it matters.
        mend: How it is mended.
    """

    severity: Severity
    title: str
    why: str
    mend: str


def error(title: str, why: str, mend: str) -> Code:
    """Give the code of an error."""
    return Code(severity=Severity.ERROR, title=title, why=why, mend=mend)


def warning(title: str, why: str, mend: str) -> Code:
    """Give the code of a warning."""
    return Code(severity=Severity.WARNING, title=title, why=why, mend=mend)


def note(title: str, why: str, mend: str) -> Code:
    """Give the code of a note."""
    return Code(severity=Severity.NOTE, title=title, why=why, mend=mend)
