"""
Answers that are kept in a folder, for the next process: each under a name that says all that it
hangs on, whole or not at all, and never more than a bound.

Nothing of the folder is an error: what is damaged is told and made anew, and where no file can be
written nothing is kept.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from phaseline.cli.outputs import say
from phaseline.cli.places import cache_folder
from phaseline.terms.record import record

PART = ".part"  # of a file that is being written
_DIGEST = 20  # bytes that tell a damaged file, at the head of each
_NAME = 40  # letters of the digest of what an answer hangs on
_LEFT = 0.75  # of its bound, once a folder is tidied


@record
class KeptFiles:
    """
    A folder of answers.

    Args:
        folder: The folder, made when the first answer is kept.
        suffix: What the names of its files end in; no other file is looked at.
        most: How much stands in it at most [byte].
        tell: Told when a file in it is damaged.
    """

    folder: Path
    suffix: str
    most: int
    tell: Callable[[str], None]

    def place_of(self, words: bytes) -> Path:
        """
        Give the file of an answer.

        Args:
            words: All that it hangs on.
        """
        return self.folder / f"{hashlib.sha256(words).hexdigest()[:_NAME]}{self.suffix}"

    def taken(self, place: Path) -> bytes:
        """Take what a file keeps, and note that it was used; nothing if it is not there."""
        try:
            if not place.is_file():  # nor a pipe, which would be waited for
                return b""
            text = place.read_bytes()
        except OSError:
            return b""
        with suppress(OSError):  # a file that others have written may be read and not touched
            os.utime(place)
        digest, text = text[:_DIGEST], text[_DIGEST:]
        if digest == _digest(place, text):
            return text
        self.say_damaged(place)
        return b""

    def say_damaged(self, place: Path) -> None:
        """Tell that a file holds no answer."""
        self.tell(f"{place} is damaged; it is made anew")

    def put(self, place: Path, text: bytes) -> None:
        """Keep an answer, if it can be written."""
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(place, _digest(place, text) + text)
            self._tidy()

    def _tidy(self) -> None:
        """Throw away what was not used for longest, once the folder holds more than its bound."""
        files = sorted(self._standing())
        left = _size(files)
        if left <= self.most:
            return
        for _, size, path in files:
            if left <= _LEFT * self.most:
                break
            with suppress(OSError):
                path.unlink()
            left -= size

    def _standing(self) -> list[tuple[int, int, Path]]:
        """Give when each answer was used last, its size and its path."""
        files: list[tuple[int, int, Path]] = []
        with os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(OSError):  # another process threw it away just now
                    if entry.name.endswith((self.suffix, PART)) and entry.is_file(
                        follow_symlinks=False
                    ):
                        status = entry.stat()
                        files.append((status.st_mtime_ns, status.st_size, Path(entry.path)))
        return files


def _size(files: list[tuple[int, int, Path]]) -> int:
    return sum(int(size) for _, size, _ in files)


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


def _digest(place: Path, text: bytes) -> bytes:
    """Give the digest of an answer under its name: under another name it is another's."""
    return hashlib.blake2b(place.name.encode() + text, digest_size=_DIGEST).digest()


def own_files(name: str, suffix: str, most: int) -> KeptFiles | None:
    """
    Give a folder of answers among what is kept for the next command; None for a user who has no
    home.

    Args:
        name: What the folder is called there.
        suffix: What the names of its files end in.
        most: How much stands in it at most [byte].
    """
    folder = cache_folder()
    if folder is None:
        return None
    return KeptFiles(
        folder=folder / name,
        suffix=suffix,
        most=most,
        tell=lambda text: say(f"phaseline: {text}"),
    )
