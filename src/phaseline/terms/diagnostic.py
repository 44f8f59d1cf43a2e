"""What `check` says: diagnostics with stable codes, placed by file, line and column."""

from enum import Enum

from phaseline.terms.record import record

LONGEST_EXCERPT = 200  # characters of a line that a diagnostic holds
_BEFORE = 150  # of them at most stand before the place


class Severity(Enum):
    """How much a diagnostic weighs: an error refuses the case, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@record
class Place:
    """
    Where something stands in a case.

    Args:
        file: The file, relative to the case folder.
        line: Counted from 1.
        column: Counted from 1, in characters.
        width: How many characters it covers on that line, at least 1.
    """

    file: str
    line: int = 1
    column: int = 1
    width: int = 1


@record
class Diagnostic:
    """
    One thing that a check has found.

    Args:
        code: The stable code, explained by `phaseline explain`.
        severity: Error, warning or note.
        place: Where it stands.
        message: What was found, in one sentence.
        expected: What was expected instead.
        fix: One concrete way to mend it.
        address: The address of the entry, such as `facts.troops.value`.
        excerpt: The offending line of the file, of a long one the part around the place (see
            `excerpt_of`); empty where there is none.
        detail: Further lines, such as a word diff.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    expected: str = ""
    fix: str = ""
    address: str = ""
    excerpt: str = ""
    detail: tuple[str, ...] = ()


def excerpt_of(line: str, place: Place) -> str:
    """
    Give the part of a line of a file that holds a place, and no more than a reader can use.

    >>> excerpt_of("x" * 400 + "here", Place(file="a.yaml", column=401, width=4))[-4:]
    'here'
    """
    start = excerpt_start(place)
    return line[start : start + LONGEST_EXCERPT]


def excerpt_start(place: Place) -> int:
    """Say how many characters of the line are left out before its excerpt."""
    return max(0, place.column - _BEFORE)


def in_reading_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Sort diagnostics by file, line, column and code, and drop exact repetitions."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda f: (f.place.file, f.place.line, f.place.column, f.code)))
