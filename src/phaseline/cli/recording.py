"""`phaseline check CASE --sources DIR --record NAME`: who held the quotes against the texts."""

import argparse
from datetime import date

from phaseline.case.check.report import Report
from phaseline.case.model.evidence import Verification
from phaseline.cli.own_cases import own_case, sound_files, write_case
from phaseline.errors import QuestionError
from phaseline.terms.when import When


def record(args: argparse.Namespace, report: Report) -> tuple[str, ...]:
    """
    Write into a sound case whose quotes were all found, and by whom.

    Args:
        args: The arguments of the command, with `record`.
        report: What it found.

    Returns:
        The ids of the sources; none where the case is faulty, and nothing is written.

    Raises:
        QuestionError: Nobody is named, no texts are given, something is a what-if, or the case
            cannot be written.
    """
    name = _name(args)
    where = own_case(args.case, "checked as it is shipped")
    case = report.reading.case
    if case is None or not report.is_sound or not report.anchors.verified:
        return ()
    from phaseline.case.recording import with_verifications  # loads ruamel.yaml

    verifications = {
        source: Verification(
            by=name, on=_today(), sha256=case.sources[source].sha256, quotes=quotes
        )
        for source, quotes in report.anchors.verified.items()
    }
    files = sound_files(where, args.case)
    write_case(where, files, with_verifications(files.texts, verifications))
    return tuple(verifications)


def record_text(recorded: tuple[str, ...] | None) -> list[str]:
    """Say what was recorded, where that was asked for."""
    if recorded is None:
        return []
    return [f"recorded as verified: {', '.join(recorded) or 'nothing'}"]


def _name(args: argparse.Namespace) -> str:
    """
    Give the name of who held the quotes against the texts.

    Raises:
        QuestionError: There is none, or there was nothing to hold them against.
    """
    name = " ".join(args.record.split())
    if not any(letter.isalnum() for letter in name):
        raise QuestionError(f"--record: found {args.record!r}; expected the name of who checks")
    if not args.sources:
        raise QuestionError("--record: no quote is held against a text without --sources DIR")
    if args.changes:
        raise QuestionError("--record: a what-if is no case to record in; leave out --set")
    return name


def _today() -> When:
    return When.parse(date.today().isoformat())  # noqa: DTZ011  # the day of who checks
