"""Writes diagnostics: knows the reading, so that each check only says what and where."""

from collections import Counter

from phaseline.case.addresses import AddressBook, Path, address_of
from phaseline.case.compose import MOST_PROBLEMS
from phaseline.case.read import CaseReading
from phaseline.case.showing import clipped
from phaseline.case.typography import levelled
from phaseline.case.values import entries
from phaseline.terms.diagnostic import Diagnostic, Place, Severity
from phaseline.terms.quantity import KNOWN_UNITS

MOST_REMARKS = 1_000
_LONGEST_VALUE = 20  # lines of a value in which a word is looked for
_LONGEST_LINE = 10_000  # characters of a line in which it is


class DiagnosticCollector:
    """
    Collects the diagnostics of one reading.

    Args:
        reading: The case as it was read.

    Attributes:
        book: The addresses of the case.
        entries: Every record of the case, with its path.
        units: The units that the case may use.
        omitted: How many diagnostics of each severity were not written, because there were too
            many.
    """

    def __init__(self, reading: CaseReading) -> None:
        self.reading = reading
        self.book = AddressBook(reading.data)
        self.entries = tuple(entries(reading.rest)) if reading.rest else ()
        self.units = KNOWN_UNITS | set(reading.rest.units if reading.rest else ())
        self.diagnostics: list[Diagnostic] = []
        self.errors = 0
        self.remarks = 0
        self.repeated: set[Path] = set()
        self.omitted: Counter[Severity] = Counter()

    @property
    def may_propose(self) -> bool:
        """
        Whether a proposal still finds a reader: to look for one is slow, and after hundreds of
        errors idle.
        """
        return self.errors < MOST_PROBLEMS

    def repeat(self, path: Path) -> None:
        """
        Leave out what else is said of an entry whose id another has before it: the two are taken
        for one another, and all of it follows from that.
        """
        self.repeated.add(path)

    def error(
        self,
        code: str,
        path: Path,
        message: str,
        *,
        expected: str = "",
        fix: str = "",
        detail: tuple[str, ...] = (),
        word: str = "",
        offset: int = -1,
    ) -> None:
        """
        Write an error; `word` moves the caret to that word of the value, `offset` to that character
        of it.
        """
        if self._is_of_repeated(path):
            return
        self.errors += 1
        if self.errors > MOST_PROBLEMS:
            self.omitted[Severity.ERROR] += 1
        else:
            self._write(
                Severity.ERROR,
                code,
                path,
                message,
                expected=expected,
                fix=fix,
                detail=detail,
                word=word,
                offset=offset,
            )

    def warning(
        self,
        code: str,
        path: Path,
        message: str,
        *,
        expected: str = "",
        fix: str = "",
        detail: tuple[str, ...] = (),
        word: str = "",
    ) -> None:
        """Write a warning."""
        self._remark(
            Severity.WARNING,
            code,
            path,
            message,
            expected=expected,
            fix=fix,
            detail=detail,
            word=word,
        )

    def note(
        self,
        code: str,
        path: Path,
        message: str,
        *,
        expected: str = "",
        fix: str = "",
        detail: tuple[str, ...] = (),
    ) -> None:
        """Write a note: something to know, nothing to mend."""
        self._remark(
            Severity.NOTE, code, path, message, expected=expected, fix=fix, detail=detail, word=""
        )

    def _is_of_repeated(self, path: Path) -> bool:
        return bool(self.repeated) and any(
            path[:length] in self.repeated for length in range(2, len(path) + 1)
        )

    def original(self, path: Path) -> Path:
        """Give where an entry stands in the data, in which the faulty entries are counted too."""
        sound = self.reading.remaining.get(str(path[0])) if len(path) > 1 else None
        return (
            path
            if sound is None or not isinstance(path[1], int)
            else (path[0], sound[path[1]], *path[2:])
        )

    def _remark(
        self,
        severity: Severity,
        code: str,
        path: Path,
        message: str,
        *,
        expected: str,
        fix: str,
        detail: tuple[str, ...],
        word: str,
    ) -> None:
        if self._is_of_repeated(path):
            return
        self.remarks += 1
        if self.remarks > MOST_REMARKS:
            self.omitted[severity] += 1
        else:
            self._write(
                severity, code, path, message, expected=expected, fix=fix, detail=detail, word=word
            )

    def _write(
        self,
        severity: Severity,
        code: str,
        path: Path,
        message: str,
        *,
        expected: str,
        fix: str,
        detail: tuple[str, ...],
        word: str,
        offset: int = -1,
    ) -> None:
        where = self.original(path)
        place = self.reading.place(*where)
        if word:
            place = self._at_offset(place, where, word, offset) or self._at_word(place, where, word)
        self.diagnostics.append(
            Diagnostic(
                code=code,
                severity=severity,
                place=place,
                message=clipped(message),
                expected=clipped(expected),
                fix=clipped(fix),
                address=clipped(address_of(where, self.reading.data)),
                excerpt=self.reading.excerpt(place),
                detail=tuple(clipped(line) for line in detail),
            )
        )

    def _at_offset(self, place: Place, path: Path, word: str, offset: int) -> Place | None:
        """Find a character of a value that stands on one line, quoted or not."""
        value, line = (
            str(self.reading.value(path)),
            self.reading.lines.get(place.file, ("",) * place.line)[place.line - 1],
        )
        for quote in (0, 1):
            if offset >= 0 and line.startswith(value, place.column - 1 + quote):
                return Place(
                    file=place.file,
                    line=place.line,
                    column=place.column + quote + offset,
                    width=len(word),
                )
        return None

    def _at_word(self, place: Place, path: Path, word: str) -> Place:
        """
        Find a word of a value, on the line where the value begins or on those that it runs on to.
        """
        value = " ".join(str(self.reading.value(path)).split())
        lines = self.reading.lines.get(place.file, ())
        for number in range(place.line, min(place.line + _LONGEST_VALUE, len(lines) + 1)):
            line = lines[number - 1][:_LONGEST_LINE]
            start = place.column - 1 if number == place.line else 0
            if number > place.line and " ".join(line.split()).strip("\"'") not in value:
                break
            span = _span(line, word, start)
            if span is not None:
                return Place(
                    file=place.file, line=number, column=span[0] + 1, width=span[1] - span[0]
                )
        return place


def _span(line: str, word: str, start: int) -> tuple[int, int] | None:
    """Give where a word stands in a line, typography apart, and not within another word."""
    if len(word) > _LONGEST_LINE:
        return None
    plain, wanted = levelled(line[start:]), levelled(word).text.strip()
    at = plain.text.find(wanted)
    while wanted and at >= 0:
        end = at + len(wanted)
        if not (plain.text[at - 1 : at].isalnum() and wanted[0].isalnum()) and not (
            plain.text[end : end + 1].isalnum() and wanted[-1].isalnum()
        ):
            return start + plain.offsets[at], start + plain.offsets[end - 1] + 1
        at = plain.text.find(wanted, at + 1)
    return None
