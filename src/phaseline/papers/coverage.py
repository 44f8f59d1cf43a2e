"""How far papers have been gone through, and what `check` says of it."""

from collections import Counter
from collections.abc import Mapping

from phaseline.case.codes import CODES
from phaseline.case.files import FileReading
from phaseline.papers.stubs import Stub, Stubs, StubState
from phaseline.terms.diagnostic import Diagnostic, Place
from phaseline.terms.record import record

_OPEN, _ENTRY_GONE = "PL116", "PL117"


@record
class Coverage:
    """
    How far a paper has been gone through.

    Attributes:
        source: The id of the source.
        sentences: How many sentences it has.
        entered: Of how many something was made.
        rejected: How many were rejected, each with a reason.
        skipped: How many were skipped, each with a reason.
        open: How many nobody has decided on.
    """

    source: str
    sentences: int
    entered: int
    rejected: int
    skipped: int
    open: int


def coverage(stubs: Stubs) -> tuple[Coverage, ...]:
    """Count the sentences of each paper by what a person made of them."""
    return tuple(_covered(text.source, stubs.of(text.source)) for text in stubs.texts)


def coverage_data(covered: Coverage) -> dict[str, int | str]:
    """Give a count as plain data."""
    return {
        "source": covered.source,
        "sentences": covered.sentences,
        "entered": covered.entered,
        "rejected": covered.rejected,
        "skipped": covered.skipped,
        "open": covered.open,
    }


def coverage_line(covered: Coverage) -> str:
    """
    Give a count in a line.

    >>> coverage_line(Coverage(source="kim", sentences=9, entered=4, rejected=1, skipped=0, open=4))
    'kim: 9 sentences: 4 entered, 1 rejected, 0 skipped, 4 not looked at'
    """
    return (
        f"{covered.source}: {covered.sentences} sentence{'s' * (covered.sentences != 1)}:"
        f" {covered.entered} entered, {covered.rejected} rejected, {covered.skipped} skipped,"
        f" {covered.open} not looked at"
    )


def stub_diagnostics(
    reading: FileReading[Stubs], data: Mapping[str, object], case: str
) -> tuple[Diagnostic, ...]:
    """
    Say what is wrong with the stubs of a case, and how many wait for a person.

    Args:
        reading: The file of the stubs.
        data: The plain data of the case, to see which entries it has.
        case: How the case is called in a command.
    """
    if reading.record is None:
        return reading.diagnostics
    stubs = reading.record
    waiting = [covered for covered in coverage(stubs) if covered.open]
    counts = ", ".join(f"{line.open} of {line.sentences} of {line.source}" for line in waiting)
    notes = [
        _diagnostic(
            reading.name,
            _OPEN,
            f"sentences that wait for a person: {counts}; nothing rests on them",
            f"phaseline review {case}",
        )
    ]
    return (
        *reading.diagnostics,
        *(notes if waiting else ()),
        *(
            _diagnostic(
                reading.name,
                _ENTRY_GONE,
                f"{stub.id} is confirmed as {address}, which the case does not hold",
                f"look at it again: phaseline review {case} --all",
            )
            for stub in stubs.stubs
            for address in stub.entries or _unnamed(stub)
            if not _holds(data, address)
        ),
    )


def _covered(source: str, stubs: tuple[Stub, ...]) -> Coverage:
    counts = Counter(StubState.CONFIRMED if stub.entries else stub.state for stub in stubs)
    return Coverage(
        source=source,
        sentences=len(stubs),
        entered=counts[StubState.CONFIRMED],
        rejected=counts[StubState.REJECTED],
        skipped=counts[StubState.SKIPPED],
        open=counts[StubState.OPEN],
    )


def _unnamed(stub: Stub) -> tuple[str, ...]:
    """Give what a sentence is said to be confirmed as that names no entry: nothing, by hand."""
    return ("nothing",) if stub.state is StubState.CONFIRMED else ()


def _holds(data: Mapping[str, object], address: str) -> bool:
    section, _, name = address.partition(".")
    entries = data.get(section)
    return isinstance(entries, list) and any(
        isinstance(entry, dict) and entry.get("id") == name for entry in entries
    )


def _diagnostic(file: str, code: str, message: str, fix: str) -> Diagnostic:
    return Diagnostic(
        code=code, severity=CODES[code].severity, place=Place(file=file), message=message, fix=fix
    )
