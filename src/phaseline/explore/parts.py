"""
The parts of a study on disk: a file for each chunk and one for the probe, whole or not there; a
door.

A part carries the name of the study that it belongs to, which hangs on the case, the seed and what
is counted, the make of whoever worked it out, and the hash of its own name and numbers: what is
damaged, of another study or under another part's name is told apart from what is there. Parts of
two makes are two studies: a stream of another version may be another one, and so may a game that is
solved by other code.
"""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import numpy as np

from phaseline import __version__
from phaseline.errors import EngineError, QuestionError
from phaseline.game.arrays import Floats
from phaseline.terms.record import record

MANIFEST = "study.json"
_HALF = (".study-", ".part")  # how a file begins and ends that is not yet whole
_HALVES = (".study-*.part", "tmp????????.part")  # the second as written before
_STUDY, _SUM, _MAKE = b"phaseline.study", b"phaseline.sha256", b"phaseline.make"
_PACKAGE = Path(__file__).parents[1]
_DRAWING = ("numpy", "scipy")
_MARK = 12  # letters of a hash that are shown


@record
class PartStates:
    """
    Which parts of a study are there, by name.

    Args:
        whole: Those that are.
        damaged: Those whose file cannot be read, or holds other numbers than were written.
        foreign: Those of another study.
        makes: Of what makes the whole ones are, each once.
    """

    whole: tuple[str, ...]
    damaged: tuple[str, ...]
    foreign: tuple[str, ...]
    makes: tuple[Mapping[str, str], ...] = ()


@lru_cache(maxsize=1)
def makes() -> Mapping[str, str]:
    """Say of what make this process is: the package, by the hash of its modules too, and theirs."""
    total = sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        total.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return {
        "phaseline": f"{__version__} ({total.hexdigest()[:_MARK]})",
        **{name: version(name) for name in _DRAWING},
    }


def difference(wanted: Mapping[str, str]) -> str:
    """
    Say what is of another make here than wanted; nothing where all is the same.

    Args:
        wanted: As `makes` says it elsewhere.
    """
    here = makes()
    return ", ".join(
        f"{name} {here.get(name, 'missing')} in place of {make}"
        for name, make in wanted.items()
        if here.get(name) != make
    )


def require_parquet() -> None:
    """
    See that parts can be written.

    Raises:
        QuestionError: The library for it is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415  # half a second, on demand
    except ImportError as error:
        raise QuestionError(
            "a study is kept in Parquet files, for which pyarrow is not installed; install it:"
            " pip install 'phaseline[explore]'"
        ) from error


def chunk_name(chunk: int) -> str:
    """
    Name the part of a chunk.

    >>> chunk_name(12)
    'chunk-000012'
    """
    return f"chunk-{chunk:06d}"


def path_of(folder: Path, part: str) -> Path:
    """Give the file of a part."""
    return folder / f"{part}.parquet"


def put(folder: Path, part: str, study: str, columns: Mapping[str, Floats]) -> None:
    """
    Write a part, whole or not at all.

    Args:
        folder: The folder of the study.
        part: Its name.
        study: The name of the study.
        columns: Its numbers, by name (draw).

    Raises:
        EngineError: It cannot be written; what was there is as it was.
    """
    import pyarrow as pa  # noqa: PLC0415  # half a second, on demand
    from pyarrow import parquet  # noqa: PLC0415  # likewise

    table = pa.table({name: pa.array(column) for name, column in columns.items()})
    marks = {
        _STUDY: study.encode(),
        _SUM: _sum_of(part, columns).encode(),
        _MAKE: json.dumps(makes(), sort_keys=True).encode(),
    }
    with _writing(path_of(folder, part)) as place:
        parquet.write_table(table.replace_schema_metadata(marks), place, compression="zstd")


def taken(folder: Path, part: str, study: str) -> Mapping[str, Floats] | None:
    """
    Read a part; None where it is not there, is damaged, or is another study's.

    Args:
        folder: The folder of the study.
        part: Its name.
        study: The name of the study.
    """
    columns, marks = _read(path_of(folder, part))
    return columns if marks.get(_STUDY) == study.encode() else None


def some_of(folder: Path, part: str, names: Sequence[str]) -> Sequence[Floats]:
    """
    Read some columns of a part that was found whole before (column, draw).

    Args:
        folder: The folder of the study.
        part: Its name.
        names: The names of the columns.

    Raises:
        EngineError: It can no longer be read.
    """
    from pyarrow import ArrowException, parquet  # noqa: PLC0415  # half a second, on demand

    path = path_of(folder, part)
    try:
        with parquet.ParquetFile(path) as file:
            table = file.read(columns=[*names], use_threads=False)
        return [np.asarray(table[name].to_numpy()) for name in names]
    except (OSError, KeyError, ArrowException) as error:
        raise EngineError(
            f"{path} was whole, and can no longer be read: {_reason(error)}; the same command does"
            " it again"
        ) from error


def copied(source: Path, target: Path) -> None:
    """
    Copy a part, whole or not at all.

    Args:
        source: The part.
        target: Where it is put.

    Raises:
        EngineError: It cannot be read or written.
    """
    with _writing(target) as place:
        place.write_bytes(source.read_bytes())


def states(folder: Path, study: str) -> PartStates:
    """
    Look through the parts of a folder.

    Args:
        folder: The folder of the study.
        study: The name of the study.
    """
    whole: list[str] = []
    damaged: list[str] = []
    foreign: list[str] = []
    known: dict[bytes, None] = {}
    for path in sorted(folder.glob("*.parquet")):
        columns, marks = _read(path)
        if columns is None:
            damaged.append(path.stem)
        elif marks.get(_STUDY) != study.encode():
            foreign.append(path.stem)
        else:
            whole.append(path.stem)
            known[marks.get(_MAKE, b"{}")] = None
    return PartStates(
        whole=tuple(whole),
        damaged=tuple(damaged),
        foreign=tuple(foreign),
        makes=tuple(json.loads(make) for make in known),
    )


def _read(path: Path) -> tuple[Mapping[str, Floats] | None, Mapping[bytes, bytes]]:
    """Give the numbers of a file and its marks; None and no marks where it is damaged."""
    from pyarrow import ArrowException, parquet  # noqa: PLC0415  # half a second, on demand

    try:
        with parquet.ParquetFile(path) as file:
            table = file.read(use_threads=False)
    except (OSError, ArrowException):
        return None, {}
    marks = table.schema.metadata or {}
    columns = {name: np.asarray(table[name].to_numpy()) for name in table.column_names}
    if marks.get(_SUM) != _sum_of(path.stem, columns).encode():
        return None, {}
    return columns, marks


def _sum_of(part: str, columns: Mapping[str, Floats]) -> str:
    """Give the hash of the name of a part, and of its columns by name and number."""
    total = sha256(part.encode() + b"\0")
    for name, column in columns.items():
        total.update(name.encode() + b"\0" + np.ascontiguousarray(column).tobytes())
    return total.hexdigest()


def put_manifest(folder: Path, manifest: Mapping[str, object]) -> None:
    """
    Write what a study is made of; the same study writes the same bytes.

    Args:
        folder: The folder of the study; it is made if it is not there.
        manifest: What its name hangs on.

    Raises:
        QuestionError: The folder holds another study, or cannot be made.
        EngineError: It cannot be written.
    """
    if is_begun(folder, manifest):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuestionError(_unusable(folder, error)) from error
    with _writing(folder / MANIFEST) as place:
        place.write_text(_manifest_text(manifest), encoding="utf-8")


def is_begun(folder: Path, manifest: Mapping[str, object]) -> bool:
    """
    Whether a folder holds this study; nothing is written.

    Args:
        folder: The folder of the study, if it is there.
        manifest: What its name hangs on.

    Raises:
        QuestionError: The folder holds another study, or cannot be read.
    """
    path = folder / MANIFEST
    try:
        known = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(_unusable(folder, error)) from error
    if known and known != _manifest_text(manifest):
        raise QuestionError(
            f"--out: {folder} holds another study{_differences(known, manifest)}; give another"
            " folder"
        )
    return bool(known)


def _manifest_text(manifest: Mapping[str, object]) -> str:
    return json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _unusable(folder: Path, error: Exception) -> str:
    return f"--out: {folder} cannot be used: {_reason(error)}; give another folder"


def manifest_of(folder: Path) -> dict[str, object]:
    """
    Read what a study is made of.

    Raises:
        QuestionError: The folder holds none.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise QuestionError(
            f"{folder}: found no study there ({_reason(error)}); expected a folder that"
            " `phaseline explore CASE --out DIR` wrote"
        ) from error
    if not isinstance(manifest, dict):
        raise QuestionError(f"{folder / MANIFEST}: expected what a study is made of")
    return manifest


def _differences(known: str, manifest: Mapping[str, object]) -> str:
    """Name what two studies differ in."""
    with suppress(ValueError):
        other = json.loads(known)
        if not isinstance(other, dict):
            return ""
        differing = [name for name in manifest if other.get(name) != manifest[name]]
        return f" (it differs in: {', '.join(differing)})" if differing else ""
    return ""


@contextmanager
def _writing(path: Path) -> Iterator[Path]:
    """
    Give a file beside a place, which takes that place once it is whole.

    Yields:
        The file.

    Raises:
        EngineError: The place cannot be written; what was there is as it was.
    """
    part: Path | None = None
    try:
        with _held(path.parent) as part:
            yield part
            with part.open("rb") as whole:
                os.fsync(whole.fileno())
            part.chmod(0o644)
            part.replace(path)
    except OSError as error:
        raise EngineError(
            f"{path} could not be written: {_reason(error)}; the parts that are finished stand, and"
            " the same command goes on from them"
        ) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def _held(folder: Path) -> Iterator[Path]:
    """
    Give a new file of a folder that this process holds a lock on, which ends with it: so what a
    killed run left is told from what is being written.

    Yields:
        The file.
    """
    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=_HALF[0], suffix=_HALF[1])
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.fstat(handle).st_nlink:  # nobody swept it before it was held
                yield Path(name)
                return
        finally:
            os.close(handle)


def swept(folder: Path) -> int:
    """
    Take away what runs that were killed left half-written; what is being written now stays.

    Args:
        folder: The folder of the study.

    Returns:
        How many files there were.
    """
    count = 0
    for path in [path for pattern in _HALVES for path in folder.glob(pattern)]:
        with suppress(OSError):  # another run has it, or took it away
            handle = os.open(path, os.O_RDWR)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
                count += 1
            finally:
                os.close(handle)
    return count


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
