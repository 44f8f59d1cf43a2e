"""
`phaseline explore CASE` and `phaseline explore join DIR…`: a case under many futures.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from phaseline.cli.exploring import attribute, executor_of, work_arguments, work_on
from phaseline.cli.opening import case_arguments, open_case, print_json
from phaseline.cli.outputs import say
from phaseline.desk.comparison.draws import SEED
from phaseline.errors import QuestionError
from phaseline.explore.adaptation import adaptation_of
from phaseline.explore.findings import VIEWPOINTS, exploration_of
from phaseline.explore.kept_study import study_folder
from phaseline.explore.parts import require_parquet
from phaseline.explore.running import (
    joined,
    numbers_of,
    pathway_numbers,
    pathways_to_do,
    share_of,
    to_do,
)
from phaseline.explore.study import chunks_for, planned
from phaseline.explore.trees import require_trees
from phaseline.present.data.adaptation import adaptation_data, study_findings_data
from phaseline.present.data.explore import exploration_data
from phaseline.present.terminal.explore import exploration_text, share_text
from phaseline.present.wording.rounding import rounded

DRAWS = 1000
MOST_SEED = 2**63 - 1  # as other programs that read a study hold it
_JOIN = "join"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "folders",
        metavar="DIR",
        nargs="*",
        default=[],
        help="after join: the folders whose parts are joined",
    )
    for name, kind, default, words in (
        (
            "--draws",
            int,
            DRAWS,
            f"how many draws, rounded up to whole thousands (default: {DRAWS})",
        ),
        ("--seed", int, SEED, f"where the draws come from (default: {SEED})"),
    ):
        parser.add_argument(name, type=kind, metavar="N", default=default, help=words)
    work_arguments(parser)
    parser.add_argument(
        "--out", metavar="DIR", default="", help="where the parts are kept (default: CASE-study)"
    )
    parser.add_argument(
        "--chunk", metavar="I/N", default="", help="do one share of the work, such as 2/8"
    )
    parser.add_argument(
        "--ladder",
        metavar="ID",
        action="append",
        default=[],
        help="a completed ladder, may be repeated; all but the yardstick if left out",
    )
    parser.add_argument(
        "--pathways",
        action="store_true",
        help="say, too, by when each ladder has to be announced; this takes a while longer",
    )
    parser.add_argument(
        "--indices",
        type=int,
        default=0,
        metavar="N",
        help="say instead what each ladder's effect varies by, from N base points, such as 256",
    )


def run(args: argparse.Namespace) -> int:
    """
    Say how a case fares under many futures, or join the parts of a study.

    Raises:
        QuestionError: A number is out of its range, there is no such ladder, or a folder holds
            something else.
    """
    if args.case == _JOIN:
        require_parquet()
        return _join([Path(folder) for folder in args.folders], args.out)
    _require_sense(args)
    executor = executor_of(args)
    chunks, share = chunks_for(args.draws), share_of(args.chunk)
    case, report = open_case(args)
    require_parquet()
    require_trees()
    changes = report.reading.changes
    plan = planned(case, report.reading.hash, changes=changes, seed=args.seed, ladders=args.ladder)
    folder = Path(args.out) if args.out else study_folder(case)
    if args.indices:
        return attribute(args, report, plan, folder, executor)
    jobs = to_do(folder, plan, chunks, share)
    if jobs.damaged:
        say(f"phaseline: warning: {len(jobs.damaged)} damaged parts in {folder} are done again")
    later = pathways_to_do(folder, plan) if args.pathways else ()
    work_on(case, plan, folder, (*jobs.names, *later), executor)
    numbers = numbers_of(folder, plan, chunks)
    if numbers is None:
        print(share_text(folder, share, len(jobs.names), jobs.done))
        return 0
    answer = rounded(exploration_of(case, plan, numbers.draws, numbers.probe))
    late = pathway_numbers(folder, plan)
    turns = rounded(adaptation_of(case, numbers.draws, answer.contenders, VIEWPOINTS, late))
    if args.json:
        print_json(
            report,
            {
                **exploration_data(case, answer),
                **adaptation_data(answer, turns),
                **study_findings_data(case, answer),
            },
        )
    else:
        print(exploration_text(case, answer, turns, folder, asked=args.draws))
    return 0


def _require_sense(args: argparse.Namespace) -> None:
    """
    See that arguments go together, and that numbers are within their ranges.

    Raises:
        QuestionError: They do not, or are not.
    """
    if args.folders:
        raise QuestionError(f"found {args.folders[0]!r} after the case; folders go with join")
    if not 0 <= args.seed <= MOST_SEED:
        raise QuestionError(f"--seed: found {args.seed}; expected 0 to {MOST_SEED:,}")


def _join(folders: Sequence[Path], out: str) -> int:
    """
    Join the parts of a study.

    Raises:
        QuestionError: No folder is named, or no place for what is joined.
    """
    if not folders or not out:
        raise QuestionError("join: found no folders or no --out; expected join DIR… --out DIR")
    count = joined(folders, Path(out))
    print(f"{out} holds {count} parts of the study")
    return 0
