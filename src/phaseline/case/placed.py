"""
What was read, with the place of everything in it: what a case and any other file of Phaseline have
in common.
"""

from collections.abc import Mapping
from typing import Any

from phaseline.case.addresses import Path
from phaseline.terms.diagnostic import Diagnostic, Place, excerpt_of
from phaseline.terms.record import record


@record
class PlacedEntry:
    """
    Data with their places.

    Args:
        name: The folder or file, as it was asked for.
        data: The plain data behind the records, what-ifs applied.
        places: The place of every value, by path.
        keys: The place of every key, by the path of its value.
        lines: The lines of every file, by file name.
        diagnostics: What was wrong with the files.
        is_readable: Whether the files could be read at all; if not, the exit status is 2.
        hash: SHA-256 over names and contents of the files: what a receipt cites.
        changes: The what-ifs that were applied, by address.
        omitted: How many more faults of form there are than the diagnostics list.
    """

    name: str
    data: Mapping[str, Any]
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    lines: Mapping[str, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]
    is_readable: bool
    hash: str
    changes: Mapping[str, str]
    omitted: int = 0

    def place(self, *path: str | int) -> Place:
        """Give the place of a value, or of the nearest entry around it that has one."""
        while path:
            place = self.places.get(path)
            if place is not None:
                return place
            path = path[:-1]
        return self.places.get((), Place(file=self.name))

    def value(self, path: Path) -> Any:
        """Give the plain value at a path; None where none stands."""
        here: Any = self.data
        for step in path:
            if isinstance(here, dict):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int):
                here = here[step]
            else:
                return None
        return here

    def excerpt(self, place: Place) -> str:
        """Give the line of the file that a place points to, of a long one the part around it."""
        lines = self.lines.get(place.file, ())
        return excerpt_of(lines[place.line - 1], place) if 0 < place.line <= len(lines) else ""
