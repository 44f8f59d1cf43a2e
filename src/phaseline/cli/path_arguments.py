"""
Paths that the caller names: whatever the system says of them is said with the argument that named
them.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from phaseline.case.showing import printable
from phaseline.errors import EngineError, QuestionError

_FULL = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EROFS,
    errno.EMFILE,
    errno.ENFILE,
    errno.ENOMEM,
)  # nothing that a path mends


@contextmanager
def in_words(place: Path, argument: str, *, doing: str = "written") -> Iterator[None]:
    """
    Say what the system says of a path, with the argument at fault.

    Args:
        place: The path.
        argument: The argument by which the caller named it.
        doing: What cannot be done with it.

    Raises:
        QuestionError: The path is at fault.
        EngineError: The system is.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        text = f"{argument}: {named(place)} cannot be {doing}: {reason}"
        if isinstance(error, OSError) and error.errno in _FULL:
            raise EngineError(text) from error
        raise QuestionError(f"{text}; give another place") from error


def named(place: Path) -> str:
    """Give a path as it can be shown in a sentence."""
    text = printable(str(place))
    return repr(text if len(text) <= 120 else f"{text[:60]}…{text[-50:]}")


def readable_folder(folder: Path, argument: str) -> None:
    """
    Refuse a folder that cannot be looked into; one that is not there, or is a file, is left to
    those who read it.

    Args:
        folder: The folder.
        argument: The argument by which the caller named it.

    Raises:
        QuestionError: The system refuses it.
        EngineError: The system stopped.
    """
    with in_words(folder, argument, doing="read"), suppress(FileNotFoundError):
        # A path asks this in other ways in each Python.
        if not os.path.isfile(folder):  # noqa: PTH113
            os.scandir(folder).close()
