"""
Where files lie: the texts of a case, the paths that a code host knows them by, and what is kept for
the next command.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from phaseline.case.showing import printable


def cache_folder() -> Path | None:
    """
    Give the folder of what is kept for the next command, which `PHASELINE_CACHE` may name; None for
    a user who has no home.
    """
    named = os.environ.get("PHASELINE_CACHE")
    if named:
        return Path(named)
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "phaseline"
    except RuntimeError:
        return None


def texts_beside(case: Path) -> Path:
    """Give the folder beside a case in which the texts lie that were read into it."""
    place = case.resolve()
    return place.parent / f"{place.name if case.is_dir() else place.stem}.sources"


def repository_paths(case: Path, names: Iterable[str], *, title: str) -> Mapping[str, str]:
    """
    Give the paths of files from the root of their repository, with forward slashes.

    Links are followed, since a code host knows a file only by the place where it lies. Without a
    repository the paths are given from `$GITHUB_WORKSPACE`, or from the current folder; what lies
    in none of these keeps its whole path.

    Args:
        case: The folder or the file of the case.
        names: The names under which diagnostics report the files, relative to the case.
        title: The name under which the case itself is reported.
    """
    folder = case if case.is_dir() else case.parent
    files = {printable(entry): folder / entry for entry in _entries(folder)}
    files.setdefault(printable(title), case)
    return {name: _from_root(files.get(name, folder / name)) for name in set(names)}


def _entries(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:  # the diagnostics say so
        return []


def _from_root(file: Path) -> str:
    place = Path(os.path.realpath(file))
    for root in _roots(place):
        if place.is_relative_to(root):
            return _text(place.relative_to(root))
    return _text(place)


def _roots(place: Path) -> list[Path]:
    """Give the folders from which a path may be told, the nearest repository first."""
    root = next((folder for folder in place.parents if _is_repository(folder)), None)
    if root is not None:
        return [root]
    workspace = os.environ.get("GITHUB_WORKSPACE")
    return [Path(os.path.realpath(folder)) for folder in (workspace, os.curdir) if folder]


def _is_repository(folder: Path) -> bool:
    """
    Whether a folder is the root of a repository: `.git` is a folder, or a file in a worktree or a
    submodule.
    """
    try:
        return (folder / ".git").exists()
    except OSError:
        return False


def _text(path: Path) -> str:
    """Write a path in UTF-8; of a name that is none, the odd bytes are escaped."""
    return path.as_posix().encode(errors="backslashreplace").decode()
