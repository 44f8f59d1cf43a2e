"""`phaseline run CASE`: the main job: check, work out, compare, and write the brief."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from phaseline import __version__
from phaseline.api.briefs import answer, assess, brief
from phaseline.api.insight import shown_play
from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.cli.further_outputs import (
    is_printed,
    open_brief,
    output_arguments,
    refuse_outputs,
    written_markdown,
)
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, case_arguments, draws_argument, open_case
from phaseline.cli.outputs import json_text, say
from phaseline.cli.printing import browser, print_page, warn_of_faults
from phaseline.cli.workers import prepare_workers
from phaseline.cli.writing import may_write, write_together
from phaseline.desk.findings.assessment import Assessment, unplayed_work
from phaseline.errors import QuestionError
from phaseline.explore.kept_study import (
    KeptStudy,
    StudyBeside,
    UnusedStudy,
    study_beside,
    study_folder,
)
from phaseline.present.data.envelope import envelope
from phaseline.present.document.summary import summary_text
from phaseline.present.wording.futures import unused_words

FILES = ("brief.html", "answer.json")
PRINTED = "brief.pdf"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser)
    parser.add_argument(
        "--out",
        metavar="DIR",
        default="",
        help="where brief.html and answer.json are written (default: build/CASE)",
    )
    parser.add_argument(
        "--study",
        metavar="DIR",
        default="",
        help="where a study is that `explore` wrote (default: CASE-study, if it is there)",
    )
    parser.add_argument(
        "--full", action="store_true", help="print everything, also what the page folds"
    )
    parser.add_argument(
        "--pdf", action="store_true", help="write brief.pdf too, printed by a browser on the PATH"
    )
    parser.add_argument(
        "--no-game", action="store_true", help="leave the game out, which takes most of the time"
    )
    output_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write brief.html and answer.json together, and say in a few lines what they hold."""
    progress = Progress()
    settle_kernels()
    progress("reading and checking the case")
    case, report = open_case(args)
    folder = Path(args.out) if args.out else Path("build") / case.id
    printer = browser() if args.pdf else ""
    may_write(folder, (*FILES, PRINTED))
    refuse_outputs(args, (folder / name for name in (*FILES, PRINTED)))
    study = _study(args.study, case, report)
    is_played = case.game is not None and not args.no_game
    played = _played(report, case, args.draws, progress) if is_played else {}
    assessment = assess(report, **played, mapper=spread_once(report), tick=progress)
    progress("writing the brief")
    data = {**_receipt(report, assessment), **answer(assessment, study=study)}
    texts = (
        brief(assessment, is_full=args.full, study=study),
        json_text(data, encoding="utf-8") + "\n",
    )
    written = write_together(folder, dict(zip(FILES, texts, strict=True)))
    if printer:
        progress("printing the brief")
        written = (*written, print_page(written[0], folder / PRINTED, by=printer))
    progress.done()
    warn_of_faults(case, texts[0], data)
    _print(args, assessment, data, written)
    open_brief(args, written[0])
    return 0


def _study(place: str, case: Case, report: Report) -> StudyBeside | None:
    """
    Give the study that the brief shows, or names as one that it does not use; none where none lies
    beside the case.

    Raises:
        QuestionError: The folder that was named holds no study of this very case.
    """
    folder = Path(place) if place else study_folder(case)
    study = study_beside(case, report.reading.hash, report.reading.changes, folder)
    if isinstance(study, UnusedStudy):
        say(f"phaseline: warning: {unused_words(study)}")
    if place and not isinstance(study, KeptStudy):
        raise QuestionError(
            f"--study: {place} holds no study of this case as it is read now; expected a folder"
            f" that `phaseline explore {case.id} --out DIR` wrote of it"
        )
    return study


def _print(
    args: argparse.Namespace,
    assessment: Assessment,
    data: Mapping[str, object],
    written: tuple[Path, ...],
) -> None:
    """Print the answer in the form that is asked for, and where the files are."""
    further = written_markdown(args, assessment)
    if args.json:
        print(json_text({**data, "written": [str(path) for path in (*written, *further)]}))
    elif not is_printed(args):
        files = "".join(f"\nMarkdown: {path}" for path in further)
        brief_file = written[-1] if args.pdf else written[0]
        print(f"{summary_text(assessment)}\nbrief: {brief_file}{files}")


def _played(report: Report, case: Case, draws: int, progress: Progress) -> dict[str, Any]:
    """Play the game, and beside it work out what waits for no game."""
    prepare_workers()
    beside = unplayed_work(case)
    play, outcomes = shown_play(
        case, draws=draws, beside=beside, mapper=spread_once(report), tick=progress
    )
    return {
        "comparison": play.comparison,
        "leakage": play.leakage,
        "turns": play.turns,
        "otherwise": play.otherwise,
        "known": {name: answer for outcome in outcomes for name, answer in outcome.items()},
    }


def _receipt(report: Report, assessment: Assessment) -> dict[str, object]:
    return {
        **envelope(report),
        "version": __version__,
        "not_computed": dict(assessment.not_computed),
    }
