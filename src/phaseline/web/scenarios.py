"""
The door to scenarios: what-ifs that somebody has kept, a file each beside the case.

A file holds an ADDRESS=VALUE a line, as `--set` takes it; lines that begin with # are remarks. They
stand outside the hash of the case: it is the same with them and without.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from phaseline.case.shipped import shipped_cases
from phaseline.terms.record import record
from phaseline.web.guard import Refused
from phaseline.web.what_ifs import Changes, changes_of

ENDING = ".txt"
MOST = 100  # files that are read
MOST_BYTES = 20_000
_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?")


@record
class Scenario:
    """
    A what-if that somebody has kept.

    Args:
        name: Its name, which is that of its file.
        changes: The new values by address.
    """

    name: str
    changes: Changes


def scenario_folder(case: str, where: Path) -> Path | None:
    """
    Give where the scenarios of a case lie; None for a shipped case, to which nobody writes.

    Args:
        case: The case, as it was named.
        where: Its folder or file.
    """
    if case in shipped_cases() and not os.path.lexists(case):
        return None
    return where / "scenarios" if where.is_dir() else where.with_suffix(".scenarios")


def scenarios_in(folder: Path | None) -> tuple[Scenario, ...]:
    """
    Read the scenarios of a folder, by name; a file that is none is passed over.

    Args:
        folder: As `scenario_folder` gives it.
    """
    if folder is None:
        return ()
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    except OSError:  # there are none yet
        return ()
    return tuple(_read(folder, [name for name in names if name.endswith(ENDING)][:MOST]))


def keep_scenario(folder: Path, name: str, changes: Changes) -> None:
    """
    Write a scenario, whole or not at all; what is there already is never replaced.

    Args:
        folder: As `scenario_folder` gives it.
        name: Its name.
        changes: The new values by address.

    Raises:
        Refused: The name is none or taken, nothing differs from the case, or the file cannot be
            written.
    """
    if not _NAME.fullmatch(name):
        raise Refused(
            400, "Found no name; expected small letters, digits and hyphens, such as war-ends."
        )
    if not changes:
        raise Refused(400, "Nothing differs from the case: there is nothing to keep.")
    text = "".join(f"{address}={value}\n" for address, value in changes.items())
    if folder.is_file():
        raise Refused(
            507,
            f"The scenario was not kept: {folder.name} is a file, and scenarios lie in a folder of"
            " that name; move the file away.",
        )
    try:
        folder.mkdir(exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=".", delete=True) as part:
            part.write(text)
            part.flush()
            os.fsync(part.fileno())
            os.link(part.name, folder / f"{name}{ENDING}")  # fails where there is one
    except FileExistsError as error:
        raise Refused(409, f"There is a scenario {name} already; choose another name.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refused(507, f"The scenario was not kept: {reason}.") from error


def _read(folder: Path, names: list[str]) -> Iterator[Scenario]:
    for name in names:
        try:
            with (folder / name).open(encoding="utf-8") as file:
                text = file.read(MOST_BYTES)
            pairs = [line.partition("=") for line in text.splitlines() if _is_pair(line)]
            changes = changes_of({address.strip(): value for address, _, value in pairs})
        except (OSError, ValueError, Refused):
            continue
        if changes:
            yield Scenario(name=name.removesuffix(ENDING), changes=changes)


def _is_pair(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")
