"""A case from its files: read, checked, and refused where it is faulty."""

from collections.abc import Mapping
from pathlib import Path

from phaseline.case.check.report import Report, checked, unchecked
from phaseline.case.model.case import Case
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.texts import source_texts
from phaseline.errors import CaseError
from phaseline.terms.diagnostic import Severity

SHOWN = 20  # errors that a refusal names


def open_case(
    where: str | Path,
    *,
    changes: Mapping[str, str] | None = None,
    sources: str | Path | None = None,
    is_checked: bool = True,
) -> Report:
    """
    Read a case and check its text.

    Args:
        where: A folder, a file, or the name of a shipped case such as `korea-2024`.
        changes: What-ifs: new values by address, as text, such as
            `{"facts.troops-sent.value": "12_000"}`.
        sources: The folder that holds the cited texts; without it quotes are not held to them.
        is_checked: Whether the text is checked; otherwise only what reading itself finds is told,
            in a third of the time: for who checks it next, and wants something of it before.

    Returns:
        What was read, and the diagnostics; a faulty case is no error here.

    Raises:
        QuestionError: The case, the folder or an address does not exist.
    """
    reading = read_case(case_path(str(where)), name=str(where), changes=changes)
    if not is_checked:
        return unchecked(reading)
    if sources is None or reading.rest is None or not reading.is_readable:
        return checked(reading, {})
    languages = {source.sha256: source.language for source in reading.rest.sources}
    return checked(reading, source_texts(Path(sources), languages, languages=languages))


def check(report: Report) -> Report:
    """
    Ask the law what a check of the text alone cannot find, and add that to the diagnostics.

    Args:
        report: A case as `open_case` gives it; one with errors, or one that asks nothing of the
            law, is given back as it is.

    Raises:
        EngineError: The law could not be solved.
    """
    if report.reading.case is None or not report.reading.case.options or not report.is_sound:
        return report
    from phaseline.desk.consent.law_findings import with_law  # noqa: PLC0415  # loads a solver

    return with_law(report)


def case_of(report: Report) -> Case:
    """
    Give the case of a report that found no error.

    Raises:
        CaseError: The case has errors; the first twenty are named, each with its place.
    """
    if report.reading.case is not None and report.is_sound:
        return report.reading.case
    errors = [
        diagnostic for diagnostic in report.diagnostics if diagnostic.severity is Severity.ERROR
    ]
    lines = [
        f"{fault.place.file}:{fault.place.line}:{fault.place.column}: {fault.code} {fault.message}"
        for fault in errors[:SHOWN]
    ]
    more = [f"… and {len(errors) - SHOWN} more"] if len(errors) > SHOWN else []
    raise CaseError([*lines, *more])
