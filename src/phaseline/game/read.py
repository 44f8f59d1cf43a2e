"""Reading a game file: its records, everything that is wrong with it, and the place of each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, TypeGuard, TypeVar

from phaseline.case.addresses import Path
from phaseline.case.compose import MOST_PROBLEMS, Composed
from phaseline.case.faults import more_than_listed
from phaseline.case.files import FileReading, kind_of, read_file
from phaseline.game.check import game_diagnostics
from phaseline.game.flaws import Flaw
from phaseline.game.spec import Game
from phaseline.terms.diagnostic import Diagnostic, Severity, excerpt_of, in_reading_order

CONCEPT = ("solve", "concept")
T = TypeVar("T")
CONCEPTS = ("evaluate", "commit", "no_commitment")


def is_game(where: FilePath) -> bool:
    """Whether a path is a file that says `kind: game`."""
    return kind_of(where) == "game"


def read_game(
    where: FilePath, *, name: str = "", changes: Mapping[str, str] | None = None
) -> FileReading[Game]:
    """
    Read a game file and check it; all problems come back as diagnostics.

    Args:
        where: The file.
        name: The name to report it under; the path if empty.
        changes: What-ifs: new values by address, as text.

    Returns:
        The reading; `is_sound` says whether its record may be solved.

    Raises:
        QuestionError: A what-if names an address that the game does not hold.
    """
    reading = read_file(where, Game, name=name, changes=changes, settle=settle_concept)
    if reading.rest is None:
        return reading
    flaws = [
        flaw
        for flaw in game_diagnostics(reading.rest)
        if not _is_about_left_out(flaw.path, reading.left_out)
    ]
    return with_flaws(reading, flaws)


def with_flaws(reading: FileReading[T], flaws: Sequence[Flaw]) -> FileReading[T]:
    """
    Add the flaws of a model to what is wrong with its file.

    Args:
        reading: The file.
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


def settle_concept(composed: Composed) -> tuple[Diagnostic, ...]:
    """
    Bring `concept: {commit: {…}}` into the form of the records, `concept: commit` beside `commit:
    {…}`, in place.

    Args:
        composed: The file as plain data.

    Returns:
        What is wrong with it: settings that are given in both forms.
    """
    solve = composed.data.get("solve")
    concept = solve.get("concept") if isinstance(solve, dict) else None
    if not _has_settings(concept):
        return ()
    word, settings = next(iter(concept.items()))
    solve["concept"] = word
    if settings is None or settings == {}:
        return ()
    if word in solve:
        return (_repeated_setting(composed, word),)
    solve[word] = settings
    for marks in (composed.places, composed.keys):
        for path in [path for path in marks if path[:3] == (*CONCEPT, word)]:
            marks["solve", word, *path[3:]] = marks[path]
    return ()


def _has_settings(concept: object) -> TypeGuard[dict[str, Any]]:
    """Whether a concept is written with its settings inside it; a single word needs no settling."""
    return isinstance(concept, dict) and len(concept) == 1 and next(iter(concept)) in CONCEPTS


def _repeated_setting(composed: Composed, word: str) -> Diagnostic:
    place, first = composed.keys[*CONCEPT, word], composed.keys["solve", word]
    return Diagnostic(
        code="PL103",
        severity=Severity.ERROR,
        place=place,
        message=f"{word!r} is given twice",
        expected=f"one {word!r}; the other is on line {first.line}",
        fix="remove one of the two",
        address=f"solve.{word}",
        excerpt=excerpt_of(composed.lines[place.line - 1], place),
    )


def _is_about_left_out(path: Path, left_out: tuple[Path, ...]) -> bool:
    """Whether a diagnostic is about a value that could not be read, or about what it stands in."""
    return any(path == unread[: len(path)] or unread == path[: len(unread)] for unread in left_out)
