"""Writing files so that none is ever half-written: all of them beside their places first, then renamed."""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from phaseline.errors import QuestionError


def write_together(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """
    Write text files into a folder, all or none.

    Args:
        folder: The folder; it is made if it does not exist.
        files: Text by file name.

    Returns:
        The paths, in the order given.

    Raises:
        QuestionError: The folder cannot be made or written; nothing was left behind.
    """
    waiting: list[tuple[Path, Path]] = []
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            handle, text_path = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            path = Path(text_path)
            waiting.append((path, folder / name))
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            path.chmod(0o644)  # a brief is meant to be read by others
        for path, place in waiting:
            path.replace(place)
    except OSError as error:
        raise QuestionError(
            f"--out: {str(folder)!r} cannot be written: {(error.strerror or str(error)).lower()}; give a folder that you may write"
        ) from error
    finally:
        for path, _ in waiting:
            with contextlib.suppress(OSError):
                path.unlink()
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()  # succeeds only when nothing was written
    return tuple(place for _, place in waiting)
