"""
Walks through games that are kept in a folder, for the next process.

A walk goes by all that it hangs on: the words of the game, what follows from its numbers for which
steps there are, and the text of the programs that walk. What is kept by other programs, or by
another Python, is never taken. The folder belongs to one user, what stands in it is written whole
or not at all, and it is kept within bounds: what was not used for longest goes first.

Nothing of the folder is an error: what is damaged is told, thrown away and made anew; where no file
can be written, each process walks by itself.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum
from functools import cache
from itertools import chain
from pathlib import Path

from phaseline.game.compile.walk import Walk, read, written
from phaseline.terms.record import record

SUFFIX = ".walk"
PART = ".part"  # of a walk that is being written
_DIGEST = 20  # bytes of what tells a damaged file
_LEFT = 0.75  # of its bound, once a folder is tidied


@record
class Shelf:
    """
    Where walks are kept.

    Args:
        folder: The folder; nowhere if left out.
        most: How much stands in it at most [byte].
        least: The states of the least walk that is kept; a smaller one is found as soon as read.
        tell: Told once when something in it is damaged.
    """

    folder: Path | None = None
    most: int = 200_000_000
    least: int = 80
    tell: Callable[[str], None] = lambda _: None


_settled = [Shelf()]
_held: dict[Path, int] = {}  # bytes in each folder that this process has written to


def settle(shelf: Shelf) -> None:
    """Say where walks are kept by this process from now on; a shell does so once, at its start."""
    _settled[:] = [shelf]
    _held.clear()


def place_of(words: object) -> Path | None:
    """
    Give the file of a walk; None where nothing is kept.

    Args:
        words: All that the walk hangs on.
    """
    folder = _settled[0].folder
    if folder is None:
        return None
    digest = hashlib.sha256(_spelt((_programs(), words)).encode()).hexdigest()
    return folder / f"{digest[:40]}{SUFFIX}"


def taken(place: Path | None) -> Walk | None:
    """Take the walk that a file keeps; None if there is none, or it is damaged."""
    if place is None:
        return None
    try:
        if not place.is_file():  # nor a pipe, which would be waited for
            return None
        text = place.read_bytes()
    except OSError:
        return None
    with suppress(OSError):  # a file that others have written may be read and not touched
        os.utime(place)  # what is used stays
    digest, text = text[:_DIGEST], text[_DIGEST:]
    with suppress(ValueError, SyntaxError, RecursionError):
        if digest == _digest(place, text):
            return read(text)
    _settled[0].tell(f"{place} is damaged; it is made anew")
    return None


def put(place: Path | None, walk: Walk) -> None:
    """Keep a walk in a file, if it is worth one and can be written."""
    if place is None or len(walk.known) < _settled[0].least:
        return
    text = written(walk)
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(place, _digest(place, text) + text)
        _tidy(place.parent, len(text))


def _write(place: Path, text: bytes) -> None:
    """
    Write a file whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    number, part = tempfile.mkstemp(dir=place.parent, suffix=PART)
    try:
        with os.fdopen(number, "wb") as out:
            out.write(text)
        Path(part).replace(place)
    except OSError:
        with suppress(OSError):
            Path(part).unlink(missing_ok=True)
        raise


def _tidy(folder: Path, more: int) -> None:
    """Throw away what was not used for longest, once a folder holds more than its bound."""
    most = _settled[0].most
    if folder not in _held:
        _held[folder] = _size(_standing(folder))
    else:
        _held[folder] += more
    if _held[folder] <= most:
        return
    files = sorted(_standing(folder))
    left = _size(files)
    for _, size, path in files:
        if left <= _LEFT * most:
            break
        with suppress(OSError):
            path.unlink()
        left -= size
    _held[folder] = left


def _size(files: Sequence[tuple[int, int, Path]]) -> int:
    return sum(int(size) for _, size, _ in files)


def _standing(folder: Path) -> list[tuple[int, int, Path]]:
    """Give when each walk of a folder was used last, its size and its path; no other."""
    files = []
    with os.scandir(folder) as entries:
        ours = (entry for entry in entries if entry.name.endswith((SUFFIX, PART)))
        for entry in ours:
            with suppress(OSError):  # another process threw it away just now
                if not entry.is_file(follow_symlinks=False):
                    continue
                status = entry.stat()
                files.append((status.st_mtime_ns, status.st_size, Path(entry.path)))
    return files


def _digest(place: Path, text: bytes) -> bytes:
    """Give the digest of a walk under its name: under another name it is another game's."""
    return hashlib.blake2b(place.name.encode() + text, digest_size=_DIGEST).digest()


@cache
def _programs() -> str:
    """Give a digest of this Python and of all programs that a walk hangs on."""
    text = hashlib.sha256(sys.version.encode())
    room = Path(__file__).parents[1]
    rooms = (room.glob(f"{name}*.py") for name in ("", "compile/", "monitors/", "kernels/"))
    for path in sorted(chain.from_iterable(rooms)):
        text.update(path.name.encode())
        text.update(path.read_bytes())
    return text.hexdigest()


def _spelt(words: object) -> str:
    """
    Spell values out, the same in every process, and never the same for two that differ.

    Raises:
        TypeError: A value of a kind that is not known.
    """
    return json.dumps(words, default=_plain, separators=(",", ":"))


def _plain(words: object) -> object:
    match words:
        case frozenset():
            return {"set": sorted(map(_spelt, words))}
        case Enum():
            return {"word": words.name}
        case _:
            raise TypeError(type(words).__name__)
