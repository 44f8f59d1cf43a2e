"""Reading a published model: its record, everything that is wrong with it, and where."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from phaseline.case.addresses import Path
from phaseline.case.files import FileReading, kind_of, read_file
from phaseline.game.check import game_diagnostics
from phaseline.game.flaws import Flaw
from phaseline.game.published.check import crisis_flaws, dyad_flaws
from phaseline.game.published.check_suspects import suspects_flaws
from phaseline.game.published.check_textbook import textbook_flaws
from phaseline.game.published.spec import Crisis, Dyad, Suspects, Textbook
from phaseline.game.read import with_flaws
from phaseline.game.spec import Game

Model = Crisis | Dyad | Textbook | Suspects
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
    return reading if reading.record is None else with_flaws(reading, model_flaws(reading.record))


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
