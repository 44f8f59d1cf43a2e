"""Ids that are words of the format."""

from collections.abc import Iterator
from dataclasses import fields

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.play import GameSetup
from phaseline.case.model.response import Ladder
from phaseline.case.reserved import NOBODY, reserved_words
from phaseline.terms.entries import Entries


def check_ids(pen: DiagnosticCollector, case: Case) -> None:
    """
    Report entries of a case, parts of its game and of its ladders that have a word of the format
    for an id; the actor that decides what nobody decides has such a one by right.

    Rules, readings and positions are left aside: no word of the format can stand where they are
    named.
    """
    for path, name in _ids(case):
        if name in reserved_words() and (path[0], name) != ("actors", NOBODY):
            pen.error(
                "PL115",
                (*path, "id"),
                f"{name!r} is a word of the format",
                expected="a word of your own",
                fix=f"call it {name}-1, and so wherever it is named",
            )


def _ids(case: Case) -> Iterator[tuple[Path, str]]:
    """Give every id of a section, of a game's parts and of a ladder's, with its place."""
    yield from _ids_in(case, ())
    for index, game in enumerate(case.games):
        yield from _ids_in(game, ("games", index))
    for index, ladder in enumerate(case.ladders):
        yield from _ids_in(ladder, ("ladders", index))


def _ids_in(record: Case | GameSetup | Ladder, path: Path) -> Iterator[tuple[Path, str]]:
    for field in fields(record):
        entries = getattr(record, field.name)
        if isinstance(entries, Entries):
            for index, entry in enumerate(entries):
                yield (*path, field.name, index), entry.id
