"""The worked cases that come with Phaseline; a name is one of them unless a path of that name exists."""

from pathlib import Path

from phaseline.case.addresses import did_you_mean
from phaseline.errors import QuestionError

_CASES = Path(__file__).resolve().parent.parent / "cases"


def shipped_cases() -> tuple[str, ...]:
    """Give the names of the shipped cases, sorted."""
    return tuple(sorted(path.name for path in _CASES.iterdir() if (path / "case.yaml").is_file()))


def case_path(name: str) -> Path:
    """
    Find a case by path or by name; an existing path wins.

    Raises:
        QuestionError: There is neither.
    """
    path = Path(name)
    try:
        exists = path.is_symlink() or path.exists()
    except (OSError, ValueError) as error:
        raise QuestionError(f"{name[:80]!r} is no path: {str(error).lower()}") from error
    if exists:
        return path
    if name in shipped_cases():
        return _CASES / name
    known = shipped_cases()
    raise QuestionError(
        f"there is no case {name!r}: no such path, and no shipped case of that name{did_you_mean(name, known)} (shipped: {', '.join(known)})"
    )
