"""
The worked cases that come with Phaseline; a name is one of them unless a path of that name exists.
"""

import os
from pathlib import Path

from phaseline.case.addresses import did_you_mean
from phaseline.case.showing import printable
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
    try:
        os.lstat(name)
    except FileNotFoundError:
        obstacle = ""
    except (OSError, ValueError) as error:
        obstacle = (getattr(error, "strerror", None) or str(error)).lower()
    else:
        return Path(name)
    if name in shipped_cases():
        return _CASES / name
    if obstacle:
        raise QuestionError(
            f"CASE: {printable(name)[:80]!r} cannot be read: {obstacle}; give a folder, a file, or"
            " the name of a shipped case"
        )
    known = shipped_cases()
    raise QuestionError(
        f"there is no case {name!r}: no such path, and no shipped case of that"
        f" name{did_you_mean(name, known)} (shipped: {', '.join(known)})"
    )
