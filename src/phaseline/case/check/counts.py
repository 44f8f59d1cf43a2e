"""
Whip counts and the procedures that they count: which of several counts is a procedure's own, and
which of several procedures is a count's main one.
"""

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.politics import Procedure, Whip


def check_counts(pen: DiagnosticCollector, case: Case) -> None:
    """Report counts and procedures that do not belong together, and a choice left to order."""
    for index, procedure in enumerate(case.procedures):
        _check_own(pen, case, ("procedures", index), procedure)
    for index, whip in enumerate(case.whips):
        _check_main(pen, ("whips", index), whip)


def _check_own(pen: DiagnosticCollector, case: Case, path: Path, procedure: Procedure) -> None:
    counts = [whip.id for whip in case.whips if procedure.id in whip.procedures]
    if procedure.count and procedure.count in case.whips.ids and procedure.count not in counts:
        pen.error(
            "PL803",
            (*path, "count"),
            f"{procedure.count!r} does not count {procedure.id!r}",
            expected=f"one of {', '.join(counts)}" if counts else "a count of it",
            fix=f"name {procedure.id!r} in its `procedures`, or remove `count`",
        )
    elif len(counts) > 1 and not procedure.count:
        pen.warning(
            "PL811",
            path,
            f"{' and '.join(counts)} count {procedure.id!r}, and none of them is its own",
            expected="`count` with the id of the one that stands for it",
            fix=f"add such as `count: {counts[0]}`, which counts now, for it stands first",
        )


def _check_main(pen: DiagnosticCollector, path: Path, whip: Whip) -> None:
    is_asked = any(vote.risk for vote in whip.votes)
    if whip.main and whip.main not in whip.procedures:
        pen.error(
            "PL803",
            (*path, "main"),
            f"{whip.id!r} does not count {whip.main!r}",
            expected=f"one of {', '.join(whip.procedures)}",
            fix="correct it, or add it to `procedures`",
        )
    elif is_asked and len(whip.procedures) > 1 and not whip.main:
        pen.warning(
            "PL811",
            (*path, "procedures"),
            f"{whip.id!r} counts several procedures, and none of them is the main one",
            expected="`main` with the id of the one by which it is shown what asking changes",
            fix=f"add such as `main: {whip.procedures[0]}`",
        )
