"""The door to source texts: found by their hash, never by their name, and never shipped."""

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from phaseline.errors import QuestionError

MOST_BYTES = 20_000_000
MOST_FILES = 2_000


def source_texts(folder: Path, hashes: Iterable[str]) -> Mapping[str, str]:
    """
    Find the texts whose SHA-256 is asked for.

    Args:
        folder: Where to look, subfolders included.
        hashes: The hashes of the sources; empty ones are passed over.

    Returns:
        The texts found, by hash.

    Raises:
        QuestionError: The folder cannot be read.
    """
    wanted = {one for one in hashes if one}
    if not folder.is_dir():
        raise QuestionError(f"--sources: {str(folder)!r} is no folder; give the folder that holds the source texts")
    found: dict[str, str] = {}
    for path in _files(folder):
        if wanted <= found.keys():
            break
        content = _content(path)
        digest = hashlib.sha256(content).hexdigest()
        if digest in wanted:
            found[digest] = content.decode("utf-8-sig", errors="replace")
    return found


def _files(folder: Path) -> list[Path]:
    paths: list[Path] = []
    for root, _, names in os.walk(folder):
        paths += [Path(root) / name for name in sorted(names)]
        if len(paths) > MOST_FILES:
            raise QuestionError(f"--sources: {str(folder)!r} holds more than {MOST_FILES} files; give the folder of the source texts alone")
    return paths


def _content(path: Path) -> bytes:
    """Give what a file holds; nothing where it is no text that could be read: it is not the one that is looked for."""
    try:
        about = path.stat()
        return path.read_bytes() if stat.S_ISREG(about.st_mode) and about.st_size <= MOST_BYTES else b""
    except OSError:
        return b""
