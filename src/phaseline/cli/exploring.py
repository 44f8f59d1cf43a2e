"""
The work behind `explore`: parts of a study done by several processes, and ladders one by one.
"""

import argparse
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, print_json
from phaseline.cli.workers import spread
from phaseline.explore.attribution import require_base_points
from phaseline.explore.parts import put_manifest
from phaseline.explore.running import attributed, worked_out
from phaseline.explore.study import StudyPlan
from phaseline.present.data.explore import attributions_data
from phaseline.present.terminal.explore import attributions_text
from phaseline.present.wording.rounding import rounded


def work_on(case: Case, plan: StudyPlan, folder: Path, names: Sequence[str], workers: int) -> None:
    """
    Do parts of a study, on several processors, and say how far that is.

    Args:
        case: The case.
        plan: What the study is made of.
        folder: The folder of the study.
        names: The names of the parts.
        workers: On how many processors at most; on all if 0.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle, a part cannot be written, or a worker was ended.
    """
    settle_kernels()
    progress, began = Progress(), time.monotonic()
    work = partial(worked_out, case, plan, folder)
    for done, _ in enumerate(spread(work, names, most=workers), 1):
        left = (time.monotonic() - began) / done * (len(names) - done)
        progress(f"{done} of {len(names)} parts, {left:.0f} seconds to go")
    progress.done()


def attribute(
    args: argparse.Namespace, case: Case, report: Report, plan: StudyPlan, folder: Path
) -> int:
    """
    Say what the effect of each ladder varies by, and give the exit status.

    Args:
        args: The arguments of the command.
        case: The case.
        report: Its report.
        plan: What the study is made of.
        folder: Where the numbers are kept.

    Raises:
        QuestionError: The number of base points is no power of two, or the folder holds another
            study.
        EngineError: A game did not settle, or the numbers cannot be written.
    """
    require_base_points(args.indices)
    put_manifest(folder, plan.manifest)
    settle_kernels()
    progress, answers = Progress(), []
    for course in plan.courses:
        progress(f"{course}: moving each assumption at {args.indices} base points")
        answers.append(rounded(attributed(case, plan, folder, course, args.indices)))
    progress.done()
    if args.json:
        print_json(report, attributions_data(answers))
    else:
        print(attributions_text(case, answers))
    return 0
