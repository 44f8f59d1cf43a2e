"""Reading a published model: its record, everything that is wrong with it, and where."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, TypeVar

from phaseline.case.addresses import Path
from phaseline.case.compose import MOST_PROBLEMS
from phaseline.case.faults import more_than_listed
from phaseline.case.files import FileReading, kind_of, read_file
from phaseline.game.check import game_diagnostics
from phaseline.game.flaws import Flaw
from phaseline.game.published.check import crisis_flaws, dyad_flaws
from phaseline.game.published.check_suspects import suspects_flaws
from phaseline.game.published.check_textbook import textbook_flaws
from phaseline.game.published.spec import Crisis, Dyad, Suspects, Textbook
from phaseline.game.spec import Game
from phaseline.terms.diagnostic import in_reading_order

Model = Crisis | Dyad | Textbook | Suspects
T = TypeVar("T")
KINDS: Mapping[str, type[Model]] = {
    "crisis": Crisis,
    "dyad": Dyad,
    "textbook": Textbook,
    "suspects": Suspects,
}


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
    kind: type[Any] = KINDS[kind_of(where)]
    reading = read_file(where, kind, name=name, changes=changes)
    return reading if reading.record is None else checked(reading, model_flaws(reading.record))


def model_flaws(model: Model | Game, place: Path = ()) -> tuple[Flaw, ...]:
    """
    Give what is wrong with a model, by its place in the file.

    Args:
        model: The model.
        place: The path of the model.
    """
    return tuple(replace(flaw, path=(*place, *flaw.path)) for flaw in _flaws(model))


def _flaws(model: Model | Game) -> tuple[Flaw, ...]:
    """Give what is wrong with a model, by its own paths."""
    match model:
        case Crisis():
            return crisis_flaws(model)
        case Dyad():
            return dyad_flaws(model)
        case Textbook():
            return textbook_flaws(model)
        case Suspects():
            return suspects_flaws(model)
        case Game():
            return game_diagnostics(model)


def checked(reading: FileReading[T], flaws: tuple[Flaw, ...]) -> FileReading[T]:
    """
    Add the flaws of a model to what is wrong with its file.

    Args:
        reading: The file; it has a record.
        flaws: What is wrong with the model, by its place in the file.
    """
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
