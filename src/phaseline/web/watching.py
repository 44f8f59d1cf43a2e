"""The door to the files of the served case: whether they are as they were at the last look."""

import os
from pathlib import Path

Stamps = tuple[tuple[str, int, int], ...]
_ENDINGS = (".yaml", ".yml")


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
