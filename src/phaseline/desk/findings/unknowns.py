"""
What is not known where a reader has three minutes: a list of which each entry is one thing, so that
it can be counted and none of it is overlooked.
"""

from collections.abc import Iterable, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.findings.authority import SideOfConflict
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.desk.findings.headline import StepsAsRead
from phaseline.desk.findings.opinion import challenged, still_of_pattern
from phaseline.desk.findings.promises import LeftOpen, left_open
from phaseline.terms.record import record

_MOST_APART = 4  # gaps that stand one by one; of more a reader is told in one breath


@record
class Unsaid(Finding):
    """
    One thing that no published course says.

    Args:
        gap: The code of what each of them leaves open.
        courses: How many courses there are.
    """

    gap: str
    courses: int


@record
class LawReadApart(Finding):
    """
    That parties read the law differently on the last step of some course.

    Args:
        readings: The ids of the readings, those that read every step alike together.
        ladders: The addresses of the ladders whose last step is read differently.
    """

    readings: tuple[tuple[str, ...], ...]
    ladders: tuple[str, ...]


@record
class SourcesPart(Finding):
    """
    On what sources disagree.

    Args:
        conflict: The address of the conflict.
    """

    conflict: str


def unknowns(
    case: Case,
    figures: Iterable[str],
    read: StepsAsRead | None,
    disagreement: Sequence[Finding],
) -> tuple[Finding, ...]:
    """
    Give what is not known, one thing a finding: what no course says, what the law and the sources
    are read to say in more than one way, and what is assumed with nobody against it.

    Args:
        case: The case.
        figures: The ids of the assumptions that figures rest on; all of the case if empty.
        read: How the last steps stand, reading by reading; None where the law is asked about none.
        disagreement: Both sides of what the sources disagree about, as a question answers it.
    """
    return (
        *_unsaid(case),
        *_read_apart(read),
        *_parted(disagreement),
        challenged(case, figures),
        *still_of_pattern(case),
    )


def _unsaid(case: Case) -> tuple[Finding, ...]:
    """Give the gaps that all published courses have, one by one where they are few."""
    gaps = left_open(case)
    return tuple(
        entry
        for finding in gaps
        for entry in (_one_by_one(finding) if isinstance(finding, LeftOpen) else (finding,))
    )


def _one_by_one(finding: LeftOpen) -> tuple[Finding, ...]:
    if len(finding.gaps) > _MOST_APART:
        return (finding,)
    return tuple(
        Unsaid(
            about=gap,
            gap=gap,
            courses=finding.courses,
            rests_on=finding.rests_on,
            absence=Absence.NOT_IN_SOURCES,
        )
        for gap in finding.gaps
    )


def _read_apart(read: StepsAsRead | None) -> tuple[LawReadApart, ...]:
    if read is None:
        return ()
    ladders = tuple(
        ladder
        for ladder in read.chances
        if len({those.steps[ladder] for those in read.readings if ladder in those.steps}) > 1
    )
    if not ladders:
        return ()
    return (
        LawReadApart(
            readings=tuple(those.readings for those in read.readings),
            ladders=ladders,
            rests_on=ladders,
        ),
    )


def _parted(disagreement: Sequence[Finding]) -> tuple[SourcesPart, ...]:
    """Give the conflicts that a disagreement is about, each once, with all that is cited of it."""
    sides: dict[str, list[SideOfConflict]] = {}
    for finding in disagreement:
        if isinstance(finding, SideOfConflict):
            sides.setdefault(finding.conflict, []).append(finding)
    return tuple(
        SourcesPart(
            about=conflict.partition(".")[2],
            conflict=conflict,
            cites=tuple(dict.fromkeys(cite for side in parts for cite in side.cites)),
            rests_on=(conflict,),
        )
        for conflict, parts in sides.items()
    )
