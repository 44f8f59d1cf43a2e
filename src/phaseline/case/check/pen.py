"""Writes findings: knows the reading, so that each check only says what and where."""

from phaseline.case.addresses import Path, address_of
from phaseline.case.read import Reading
from phaseline.terms.finding import Finding, Place, Severity


class Pen:
    """
    Collects the findings of one reading.

    Args:
        reading: The case as it was read.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.findings: list[Finding] = []

    def error(self, code: str, path: Path, message: str, *, expected: str = "", fix: str = "", detail: tuple[str, ...] = (), word: str = "") -> None:
        """Write an error; `word` moves the caret to that word of the value."""
        self._write(code, Severity.ERROR, path, message, expected, fix, detail, word)

    def warning(self, code: str, path: Path, message: str, *, expected: str = "", fix: str = "", detail: tuple[str, ...] = (), word: str = "") -> None:
        """Write a warning."""
        self._write(code, Severity.WARNING, path, message, expected, fix, detail, word)

    def note(self, code: str, path: Path, message: str, *, expected: str = "", fix: str = "") -> None:
        """Write a note: something to know, nothing to mend."""
        self._write(code, Severity.NOTE, path, message, expected, fix, (), "")

    def _write(self, code: str, severity: Severity, path: Path, message: str, expected: str, fix: str, detail: tuple[str, ...], word: str) -> None:
        place = self.reading.place(*path)
        excerpt = self.reading.excerpt(place)
        if word:
            place = _at_word(place, excerpt, word)
        self.findings.append(
            Finding(code=code, severity=severity, place=place, message=message, expected=expected, fix=fix, address=address_of(path, self.reading.data), excerpt=excerpt, detail=detail)
        )


def _at_word(place: Place, line: str, word: str) -> Place:
    at = line.find(word, place.column - 1)
    return Place(file=place.file, line=place.line, column=at + 1, width=len(word)) if at >= 0 else place
