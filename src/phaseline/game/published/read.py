"""Reading a published model: its record, everything that is wrong with it, and where."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, TypeVar

from phaseline.case.compose import MOST_PROBLEMS
from phaseline.case.faults import more_than_listed
from phaseline.case.files import FileReading, kind_of, read_file
from phaseline.game.flaws import Flaw
from phaseline.game.published.check import crisis_flaws, dyad_flaws
from phaseline.game.published.spec import Crisis, Dyad
from phaseline.terms.diagnostic import in_reading_order

Model = Crisis | Dyad
M = TypeVar("M", bound=Model)
KINDS = ("crisis", "dyad")


def is_published_model(where: FilePath) -> bool:
    """Whether a path is a file that says it is of a kind of published model."""
    return kind_of(where) in KINDS


def read_model(
    where: FilePath, *, name: str = "", changes: Mapping[str, str] | None = None
) -> FileReading[Any]:
    """
    Read the file of a published model and check it; all problems come back as diagnostics.

    Args:
        where: The file; it says of which kind it is.
        name: The name to report it under; the path if empty.
        changes: What-ifs: new values by address, as text.

    Raises:
        QuestionError: A what-if names an address that the model does not hold.
    """
    if kind_of(where) == "dyad":
        return _held_to(where, Dyad, dyad_flaws, name=name, changes=changes)
    return _held_to(where, Crisis, crisis_flaws, name=name, changes=changes)


def _held_to(
    where: FilePath,
    kind: type[M],
    flaws_of: Callable[[M], tuple[Flaw, ...]],
    *,
    name: str,
    changes: Mapping[str, str] | None,
) -> FileReading[M]:
    reading = read_file(where, kind, name=name, changes=changes)
    if reading.record is None:
        return reading
    flaws = flaws_of(reading.record)
    listed = tuple(
        reading.diagnostic(
            flaw.code,
            flaw.path,
            flaw.message,
            expected=flaw.expected,
            fix=flaw.fix,
            is_key=flaw.is_key,
        )
        for flaw in flaws[:MOST_PROBLEMS]
    )
    more = len(flaws) - len(listed)
    notes = (more_than_listed(more, reading.place()),) if more else ()
    return replace(
        reading,
        diagnostics=(*in_reading_order((*reading.diagnostics, *listed)), *notes),
        omitted=reading.omitted + more,
    )
