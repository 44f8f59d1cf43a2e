"""The door to the files of the served case and of its ledger: how they stand, to be compared."""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

Stamps = tuple[tuple[str, int, int], ...]
_ENDINGS = (".yaml", ".yml")
_TICK = 50_000_000  # nanoseconds: several ticks of any system


def file_stamps(files: Iterable[Path]) -> Stamps:
    """
    Give name, time of change [nanosecond] and size [byte] of files, those that are there.

    Args:
        files: The files.
    """
    stamps: list[tuple[str, int, int]] = []
    for file in files:
        with suppress(OSError):  # not there yet, or just gone
            about = file.stat()
            stamps.append((file.name, about.st_mtime_ns, about.st_size))
    return tuple(stamps)


def are_settled(stamps: Stamps) -> bool:
    """
    Whether files have not changed in the last instant: a change that follows another within one
    tick of the system's clock, and leaves the size as it is, cannot be told from it.

    Args:
        stamps: As `file_stamps` gives them.
    """
    return all(changed < time.time_ns() - _TICK for _, changed, _ in stamps)


def case_stamps(where: Path) -> Stamps:
    """
    Give name, time of change [nanosecond] and size [byte] of every file a case may be read from.

    Args:
        where: The folder or the file of the case.

    Returns:
        The stamps, sorted; none where nothing can be looked at, as when the case is gone.
    """
    folder = where if where.is_dir() else where.parent
    stamps: list[tuple[str, int, int]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_ENDINGS):
                    about = entry.stat()
                    stamps.append((entry.name, about.st_mtime_ns, about.st_size))
    except OSError:  # gone, or an editor is replacing it: the next look tells
        return ()
    return tuple(sorted(stamps))
