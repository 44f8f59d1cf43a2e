"""A case that a command writes to: found, read file by file, and written all or none."""

from collections.abc import Mapping
from pathlib import Path

from phaseline.case.read import CaseTexts, case_texts
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.cli.writing import write_together
from phaseline.errors import CaseError, QuestionError
from phaseline.present.terminal.diagnostics import diagnostic_line
from phaseline.terms.diagnostic import Severity


def own_case(case: str, standing: str) -> Path:
    """
    Find the case that is to be written.

    Args:
        case: The case as the caller names it.
        standing: What is said of a shipped one.

    Raises:
        QuestionError: There is none, or it is a shipped case.
    """
    where = case_path(case)
    if case in shipped_cases() and not Path(case).exists():
        raise QuestionError(
            f"{case} is a shipped case: it is {standing}, and nobody writes to it; `phaseline new"
            f" --from {case} DIR` gives you a copy of your own"
        )
    return where


def sound_files(where: Path, case: str) -> CaseTexts:
    """
    Read the files of a case.

    Raises:
        CaseError: One of them is not YAML, or cannot be read.
    """
    files = case_texts(where, name=case)
    errors = [fault for fault in files.diagnostics if fault.severity is Severity.ERROR]
    if errors:
        raise CaseError(
            [
                *(diagnostic_line(fault) for fault in errors),
                f"phaseline: nothing of {case} was changed: mend this first",
            ]
        )
    return files


def write_case(where: Path, files: CaseTexts, changed: Mapping[str, str]) -> None:
    """
    Write some files of a case, all or none.

    Args:
        where: The folder or file of the case.
        files: Its files, as they were read.
        changed: Those that are written, by name.

    Raises:
        QuestionError: It cannot be written; what was there is as it was.
    """
    folder = where if where.is_dir() else where.parent
    named = {files.paths[name].name: text for name, text in changed.items()}
    if named:
        write_together(folder, named, argument="CASE")
