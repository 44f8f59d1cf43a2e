"""The door to source texts: found by their hash, never by their name, and never shipped."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from phaseline.case.model.evidence import Source
from phaseline.case.showing import printable
from phaseline.errors import QuestionError
from phaseline.terms.record import record

if TYPE_CHECKING:
    from phaseline.case.decoding import Decoded

MOST_BYTES = 20_000_000
MOST_FILES = 2_000


@record
class Readings:
    """
    A source text, in every way in which it may be read.

    Args:
        texts: The ways; one where nothing had to be guessed, none where it is no text.
        is_certain: Whether nothing had to be guessed.
    """

    texts: tuple[str, ...]
    is_certain: bool = True


class Texts(dict[str, str]):
    """
    The texts that were found in a folder, by hash.

    Args:
        texts: The texts.
        unread: The files and folders of the folder that could not be read.
        links: The folders in it that are links, which were not followed.
        linked: What the folder itself leads to, where it is a link; empty where it is none.
        doubtful: What is not UTF-8, by hash, with every way to read it.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        *,
        unread: Iterable[str] = (),
        links: Iterable[str] = (),
        linked: str = "",
        doubtful: Mapping[str, "Decoded"] | None = None,
    ) -> None:
        super().__init__(texts)
        self.unread = tuple(unread)
        self.links = tuple(links)
        self.linked = linked
        self.doubtful = dict(doubtful or {})


def source_texts(
    folder: Path, hashes: Iterable[str], *, languages: Mapping[str, str] | None = None
) -> Texts:
    """
    Find the texts whose SHA-256 is asked for.

    Args:
        folder: Where to look, subfolders included.
        hashes: The hashes of the sources; empty ones are passed over.
        languages: The language of each source, by hash: how a text that is not UTF-8 is read.

    Returns:
        The texts found, by hash, with the names of what could not be read and of links that were
        not followed.

    Raises:
        QuestionError: The folder cannot be read.
    """
    walk = _Walk(_listable_folder(folder))
    texts = _decoded_files(walk, {digest for digest in hashes if digest}, languages or {})
    return Texts(
        {digest: text.readings[0].text if text.readings else "" for digest, text in texts.items()},
        unread=walk.unread,
        links=walk.links,
        linked=_clear(folder.resolve()) if folder.is_symlink() else "",
        doubtful={digest: text for digest, text in texts.items() if not text.is_utf8},
    )


def joined_texts(first: Texts, second: Texts) -> Texts:
    """Give the texts of two folders; what both hold is read in the first."""
    return Texts(
        {**second, **first},
        unread=(*first.unread, *second.unread),
        links=(*first.links, *second.links),
        linked=first.linked or second.linked,
        doubtful={**second.doubtful, **first.doubtful},
    )


def hashes_by_name(folder: Path, names: Iterable[str]) -> Mapping[str, str]:
    """
    Give the SHA-256 of texts that are called as their sources are: `heron-paper.txt`.

    Args:
        folder: Where to look, subfolders included.
        names: The ids of the sources.

    Returns:
        The hashes by id; nothing for an id of which there is no text, or more than one.

    Raises:
        QuestionError: The folder cannot be read.
    """
    wanted = {f"{name}.txt": name for name in names}
    digests: dict[str, set[str]] = {}
    for path in _Walk(_listable_folder(folder)).files():
        content = _content(path) if path.name in wanted else b""
        if content:
            digest = hashlib.sha256(content).hexdigest()
            digests.setdefault(wanted[path.name], set()).add(digest)
    return {name: next(iter(listed)) for name, listed in digests.items() if len(listed) == 1}


def readings_of(source: Source, texts: Mapping[str, str]) -> Readings:
    """
    Give the text of a source in every way in which it may be read.

    Raises:
        KeyError: Its text was not given.
    """
    doubtful = texts.doubtful.get(source.sha256) if isinstance(texts, Texts) else None
    if doubtful is None:
        return Readings(texts=(texts[source.sha256],))
    return Readings(
        texts=tuple(reading.text for reading in doubtful.readings), is_certain=doubtful.is_certain
    )


def _listable_folder(folder: Path) -> Path:
    """
    Give a folder that can be listed.

    Raises:
        QuestionError: It is no folder, or may not be read.
    """
    try:
        is_folder = folder.is_dir()
        if is_folder:
            with os.scandir(folder):
                return folder
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise QuestionError(
            f"--sources: {_clear(folder)} cannot be read: {reason}; give a folder of source texts"
            " that you may read"
        ) from None
    raise QuestionError(
        f"--sources: {_clear(folder)} is no folder; give the folder that holds the source texts"
    )


def _clear(folder: Path) -> str:
    return repr(str(folder))


def _decoded_files(
    walk: "_Walk", wanted: AbstractSet[str], languages: Mapping[str, str]
) -> dict[str, "Decoded"]:
    """Read files until all hashes that are asked for have turned up; note what cannot be read."""
    from phaseline.case.decoding import decoded  # noqa: PLC0415  # where no folder is given, idle

    texts: dict[str, Decoded] = {}
    for path in walk.files():
        if wanted <= texts.keys():
            break
        content = _content(path)
        if content is None:
            walk.unread.append(walk.name(path))
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest in wanted:
            texts[digest] = decoded(content, languages.get(digest, ""))
    return texts


class _Walk:
    """Lists the files of a folder, and notes what it could not enter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unread: list[str] = []
        self.links: list[str] = []

    def name(self, path: Path) -> str:
        """Give the name of a file or folder within the folder, printable."""
        return printable(path.relative_to(self.folder).as_posix())

    def files(self) -> Iterator[Path]:
        """
        Give the files, those of a folder in the order of their names.

        Raises:
            QuestionError: There are too many of them.
        """
        paths: list[Path] = []
        for root, folders, names in os.walk(self.folder, onerror=self._note):
            self.links += [
                self.name(Path(root) / name) for name in folders if (Path(root) / name).is_symlink()
            ]
            paths += [Path(root) / name for name in sorted(names)]
            if len(paths) > MOST_FILES:
                where = _clear(self.folder)
                raise QuestionError(
                    f"--sources: {where} holds more than {MOST_FILES} files; give the folder of the"
                    " source texts alone"
                )
        yield from paths

    def _note(self, error: OSError) -> None:
        self.unread.append(self.name(Path(error.filename)))


def _content(path: Path) -> bytes | None:
    """
    Give what a file holds: nothing where it is no file of text, None where it cannot be read or is
    too large.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return b""
        return path.read_bytes() if about.st_size <= MOST_BYTES else None
    except OSError:
        return None
