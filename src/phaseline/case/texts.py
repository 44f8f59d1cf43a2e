"""The door to source texts: found by their hash, never by their name, and never shipped."""

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from phaseline.case.showing import printable
from phaseline.errors import QuestionError

MOST_BYTES = 20_000_000
MOST_FILES = 2_000


class Texts(dict[str, str]):
    """
    The texts that were found in a folder, by hash.

    Args:
        found: The texts.
        unread: The files of the folder that could not be read.
    """

    def __init__(self, found: Mapping[str, str], *, unread: Iterable[str] = ()) -> None:
        super().__init__(found)
        self.unread = tuple(unread)


def source_texts(folder: Path, hashes: Iterable[str]) -> Texts:
    """
    Find the texts whose SHA-256 is asked for.

    Args:
        folder: Where to look, subfolders included.
        hashes: The hashes of the sources; empty ones are passed over.

    Returns:
        The texts found, by hash, with the names of the files that could not be read.

    Raises:
        QuestionError: The folder cannot be read.
    """
    wanted = {one for one in hashes if one}
    if not folder.is_dir():
        raise QuestionError(f"--sources: {str(folder)!r} is no folder; give the folder that holds the source texts")
    found: dict[str, str] = {}
    unread: list[str] = []
    for path in _files(folder):
        if wanted <= found.keys():
            break
        content = _content(path)
        if content is None:
            unread.append(printable(path.relative_to(folder).as_posix()))
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest in wanted:
            found[digest] = content.decode("utf-8-sig", errors="replace")
    return Texts(found, unread=unread)


def _files(folder: Path) -> list[Path]:
    paths: list[Path] = []
    for root, _, names in os.walk(folder):
        paths += [Path(root) / name for name in sorted(names)]
        if len(paths) > MOST_FILES:
            raise QuestionError(f"--sources: {str(folder)!r} holds more than {MOST_FILES} files; give the folder of the source texts alone")
    return paths


def _content(path: Path) -> bytes | None:
    """Give what a file holds: nothing where it is no file of text, None where it cannot be read or is too large."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return b""
        return path.read_bytes() if about.st_size <= MOST_BYTES else None
    except OSError:
        return None
