"""
Writing files so that none is ever half-written, and so that those of two runs never stand together
(decision 0014).

A folder that is not there yet appears with all its files at once. In one that is there, files are
written beside their places, and then take them while the folder is locked and interrupts wait; what
was there before comes back where that fails. What a run was about to do is noted beside the files,
so that whoever comes after one that was killed finishes it.
"""

import errno
import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from phaseline.cli.ending import unbroken
from phaseline.cli.path_arguments import in_words, named
from phaseline.errors import QuestionError

try:
    import fcntl
except ImportError:  # not on every system; runs at once are then not told apart
    fcntl = None  # type: ignore[assignment]

PATIENCE = 10.0  # seconds to wait for another run, which writes for some milliseconds
_PREFIX = ".phaseline-"
_PLAN = ".plan"


def write_together(
    folder: Path,
    files: Mapping[str, str | bytes],
    *,
    argument: str = "--out",
    is_stale: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """
    Write files into a folder, all or none.

    Args:
        folder: The folder; it is made if it does not exist.
        files: Text, or what else a file holds, by file name.
        argument: The argument by which the caller named the folder.
        is_stale: Whether the texts rest on files that have changed since; asked while no other run
            can write there.

    Returns:
        The paths, in the order given.

    Raises:
        QuestionError: The folder cannot be made or written, or the texts are stale; what was there
            is as it was.
        EngineError: The file system stopped; what was there is as it was.
    """
    with in_words(folder, argument):
        may_write(folder, tuple(files), argument=argument)
        if not (_is_new(folder) and _write_at_once(folder, files)):
            folder.mkdir(parents=True, exist_ok=True)
            _write_into(folder, files, argument, is_stale)
    return tuple(folder / name for name in files)


def write_folder(folder: Path, files: Mapping[str, str | bytes], *, argument: str) -> None:
    """
    Write a folder as a whole, or not at all.

    Args:
        folder: The folder, which must not exist yet.
        files: Texts by path below the folder.
        argument: The argument by which the caller named its place.

    Raises:
        QuestionError: Something of that name exists, or the place cannot be written.
        EngineError: The file system stopped.
    """
    with in_words(folder, argument):
        if os.path.lexists(folder) or not _write_at_once(folder, files):
            raise QuestionError(
                f"{named(folder)} exists already; choose another name, or another place by"
                f" {argument}"
            )


def may_write(folder: Path, names: Sequence[str], *, argument: str = "--out") -> None:
    """
    Refuse a place in which files cannot stand, before any work is done for them.

    Args:
        folder: The folder.
        names: The names of the files.
        argument: The argument by which the caller named the folder.

    Raises:
        QuestionError: A part of the path is no folder or cannot be a name, or something else than
            an own file has the place of one.
        EngineError: The file system stopped.
    """
    with in_words(folder, argument):
        _nearest(folder)
        for name in names:
            _refuse(folder / name, argument)


def _nearest(folder: Path) -> None:
    """
    Look into a folder, or into the nearest above it that is there; what cannot be a folder says so
    in the system's words.

    Raises:
        FileNotFoundError: A link leads to nothing.
    """
    for place in (folder, *folder.parents):
        try:
            os.scandir(place).close()
        except FileNotFoundError:
            if place.is_symlink():  # anything else that is there by now was made by another run
                raise
        except PermissionError:  # it may be written all the same
            return
        else:
            return


def _refuse(place: Path, argument: str) -> None:
    """
    Refuse to replace what is no file, is a link, or is protected.

    Raises:
        QuestionError: It is one of them.
    """
    try:
        mode = os.lstat(place).st_mode
    except FileNotFoundError:
        return
    kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"))
    kind = next(
        (words for is_kind, words in kinds if is_kind(mode)),
        "" if stat.S_ISREG(mode) else "no file",
    )
    if not kind and not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        kind = "protected against writing"
    if kind:
        raise QuestionError(
            f"{argument}: {named(place)} is {kind}, which is not replaced; remove it, or give"
            " another folder"
        )


def _is_new(folder: Path) -> bool:
    return folder.name not in ("", "..") and not os.path.lexists(folder)


def _write_at_once(folder: Path, files: Mapping[str, str | bytes]) -> bool:
    """
    Write a folder beside its place and move it there; give whether it has come to stand there.

    It has not where another process was quicker.
    """
    missing = [parent for parent in folder.parents if not parent.exists()]  # the innermost first
    part = folder.parent / _fresh_name()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
        for name, text in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            _write(part / name, text)
        part.rename(folder)
    except BaseException as error:  # an interruption too leaves nothing behind
        with unbroken():
            shutil.rmtree(part, ignore_errors=True)
            _remove_empty(missing)
        if (
            isinstance(error, OSError)
            and error.errno in (errno.EEXIST, errno.ENOTEMPTY)
            and os.path.lexists(folder)
        ):
            return False
        raise
    return True


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return


def _write_into(
    folder: Path, files: Mapping[str, str | bytes], argument: str, is_stale: Callable[[], bool]
) -> None:
    with _locked(folder, argument) as is_alone, unbroken():
        if is_alone:
            _clear_up(folder)
        for name in files:
            _refuse(folder / name, argument)
        if is_stale():
            raise QuestionError(
                f"{argument}: {named(folder)} was written to by somebody else meanwhile, and"
                " nothing of it is changed; try again"
            )
        _exchange(folder, files)


def finish_writing(folder: Path, *, argument: str) -> None:
    """
    Finish what a run was about to do that was killed, if there is any such thing in a folder.

    Args:
        folder: The folder.
        argument: The argument by which the caller named the folder.

    Raises:
        QuestionError: The folder cannot be written.
        EngineError: The file system stopped.
    """
    with in_words(folder, argument):
        if next(folder.glob(f"{_PREFIX}*{_PLAN}"), None) is None:
            return
        with _locked(folder, argument) as is_alone, unbroken():
            if is_alone:
                _clear_up(folder)


def _clear_up(folder: Path) -> None:
    """Finish what runs were about to do that were killed, and remove what they left hidden."""
    for plan in folder.glob(f"{_PREFIX}*{_PLAN}"):
        text = json.loads(plan.read_text(encoding="utf-8"))
        ending = ".old" if text["is_undone"] else ".new"
        for number, name in enumerate(text["names"]):
            waiting = plan.with_name(f"{plan.stem}.{number}{ending}")
            if os.path.lexists(waiting) and Path(name).name == name:  # never out of the folder
                waiting.replace(folder / name)
        plan.unlink()
    for ending in (".new", ".old"):
        for left_over in folder.glob(f"{_PREFIX}*{ending}"):
            left_over.unlink(missing_ok=True)


def _note_plan(folder: Path, fresh: str, names: Sequence[str], *, is_undone: bool) -> Path:
    """Note which files are about to take their places, or to come back to them: whole at once."""
    plan, part = folder / f"{fresh}{_PLAN}", folder / f"{fresh}{_PLAN}.new"
    part.unlink(missing_ok=True)
    _write(part, json.dumps({"names": [*names], "is_undone": is_undone}))
    part.replace(plan)
    return plan


def _exchange(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """
    Put files into their places, all or none.

    The first stands there at every moment, the others only beside it: they go before it changes,
    and come after it has.
    """
    fresh = _fresh_name()
    parts = {name: folder / f"{fresh}.{number}.new" for number, name in enumerate(files)}
    olds = {name: folder / f"{fresh}.{number}.old" for number, name in enumerate(files)}
    first, taken = next(iter(files)), list[Path]()
    plan: Path | None = None
    try:
        for name, text in files.items():
            _write(parts[name], text)
        plan = _note_plan(folder, fresh, tuple(files), is_undone=False)
        for name in reversed(list(files)):
            _set_aside(folder / name, olds[name], stays=name == first)
        for name in files:
            parts[name].replace(folder / name)
            taken.append(folder / name)
    except BaseException:
        if plan is not None:
            with suppress(OSError):
                _note_plan(folder, fresh, tuple(files), is_undone=True)
        for name in files:
            with suppress(OSError):
                _put_back(folder / name, olds[name], taken)
        raise
    finally:
        plans = (folder / f"{fresh}{_PLAN}", folder / f"{fresh}{_PLAN}.new")
        for path in (*plans, *parts.values(), *olds.values()):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _set_aside(place: Path, old: Path, *, stays: bool) -> None:
    """
    Keep what is in a place under another name; where links can be made, it may stay in its place as
    well.
    """
    if not os.path.lexists(place):
        return
    if stays:
        with suppress(OSError):
            os.link(place, old)
            return
    place.rename(old)


def _put_back(place: Path, old: Path, taken: Sequence[Path]) -> None:
    """Bring back what was in a place, or leave it empty again if it was."""
    if os.path.lexists(old):
        old.replace(place)
    elif place in taken:
        place.unlink(missing_ok=True)


def _write(path: Path, text: str | bytes) -> None:
    """Write a file that is not there yet, with the permissions that the user gives new files."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(text if isinstance(text, bytes) else text.encode("utf-8", errors="replace"))


def _fresh_name() -> str:
    return f"{_PREFIX}{os.urandom(6).hex()}"


@contextmanager
def _locked(folder: Path, argument: str) -> Iterator[bool]:
    """
    Keep other runs out of a folder; give whether that is sure, which not every file system allows.

    Raises:
        QuestionError: Another run does not leave it.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder may be written without being read
        yield False
        return
    try:
        yield _is_locked(handle, folder, argument)
    finally:
        os.close(handle)


def _is_locked(handle: int, folder: Path, argument: str) -> bool:
    if fcntl is None:
        return False
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise QuestionError(
                    f"{argument}: another run is writing into {named(folder)}; try again, or give"
                    " another folder"
                ) from None
            time.sleep(0.02)
        except OSError:
            return False
        else:
            return True
