"""
The work behind `explore`: parts of a study done by whoever there is, and ladders one by one.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from phaseline.api.cases import case_of
from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.cli.executors import OwnProcesses, StudyExecutor
from phaseline.cli.opening import Progress, print_json
from phaseline.errors import QuestionError
from phaseline.explore.attribution import require_base_points
from phaseline.explore.parts import put_manifest
from phaseline.explore.running import attributed, indices_to_do
from phaseline.explore.study import StudyPlan
from phaseline.present.data.explore import attributions_data
from phaseline.present.terminal.explore import attributions_text
from phaseline.present.wording.rounding import rounded

MOST_WORKERS = 64  # each holds some hundred megabytes
FEWEST_SECONDS = 1.0  # of a part: what is less is no patience


def work_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says who works a study out."""
    parser.add_argument(
        "--workers",
        type=int,
        default=0,
        metavar="N",
        help="how many processes work at once (default: one a processor)",
    )
    parser.add_argument(
        "--on",
        metavar="URL",
        default="",
        help="let the workers of a Dask scheduler do it, such as tcp://10.0.0.5:8786",
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="with --on: after how long a part is sent to another worker (default: half an hour)",
    )


def executor_of(args: argparse.Namespace) -> StudyExecutor:
    """
    Give who works a study out.

    Args:
        args: The arguments of the command.

    Raises:
        QuestionError: An argument is out of its range or goes with another one, or Dask is not
            installed.
    """
    if not 0 <= args.workers <= MOST_WORKERS:
        raise QuestionError(f"--workers: found {args.workers}; expected 0 to {MOST_WORKERS}")
    if not args.on:
        if args.patience:
            raise QuestionError("--patience goes with --on: processes of this machine do not hang")
        return OwnProcesses(args.workers)
    for argument, is_set in (("--workers", args.workers), ("--indices", args.indices)):
        if is_set:
            raise QuestionError(f"{argument} is for this machine alone; leave it out, or --on")
    from phaseline.cli.cluster import PATIENCE, DaskCluster

    if args.patience and not args.patience >= FEWEST_SECONDS:
        raise QuestionError(f"--patience: found {args.patience:g}; expected 1 second or more")
    return DaskCluster(args.on, args.patience or PATIENCE)


def work_on(
    case: Case, plan: StudyPlan, folder: Path, names: Sequence[str], executor: StudyExecutor
) -> None:
    """
    Have parts of a study done, and say how far that is.

    Args:
        case: The case.
        plan: What the study is made of.
        folder: The folder of the study.
        names: The names of the parts.
        executor: Who does them.

    Raises:
        QuestionError: A number is missing, too many states can be reached, or nobody answers.
        EngineError: A game did not settle, a part cannot be written, or a worker was ended.
    """
    if not names:
        return
    progress, began = Progress(), time.monotonic()
    executor.begin(case, plan, folder)
    try:
        for done, _ in enumerate(executor.finished(names), 1):
            left = (time.monotonic() - began) / done * (len(names) - done)
            progress(f"{done} of {len(names)} parts, {left:.0f} seconds to go")
    finally:
        executor.end()
    progress.done()


def attribute(
    args: argparse.Namespace, report: Report, plan: StudyPlan, folder: Path, executor: StudyExecutor
) -> int:
    """
    Say what the effect of each ladder varies by, and give the exit status.

    Args:
        args: The arguments of the command.
        report: The report on the case.
        plan: What the study is made of.
        folder: Where the numbers are kept.
        executor: Who works them out.

    Raises:
        QuestionError: The number of base points is no power of two, or the folder holds another
            study.
        EngineError: A game did not settle, or the numbers cannot be written.
    """
    case = case_of(report)
    require_base_points(args.indices)
    put_manifest(folder, plan.manifest)
    work_on(case, plan, folder, indices_to_do(folder, plan, args.indices), executor)
    answers = [rounded(answer) for answer in attributed(case, plan, folder, args.indices)]
    if args.json:
        print_json(report, attributions_data(answers))
    else:
        print(attributions_text(case, answers))
    return 0
