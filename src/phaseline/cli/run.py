"""`phaseline run CASE`: the main job: check, work out, compare, and write the brief."""

import argparse
import json
from pathlib import Path

from phaseline import __version__
from phaseline.brief.html import brief_html
from phaseline.case.check.report import Report
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, case_arguments, draws_argument, envelope, open_case
from phaseline.cli.workers import spread
from phaseline.cli.writing import write_together
from phaseline.desk.assess import Assessment, assess
from phaseline.desk.contest import contest
from phaseline.present.answer import answer_data, summary_text
from phaseline.present.rounding import assessment_figures


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser)
    parser.add_argument("--out", metavar="DIR", default="", help="where brief.html and answer.json are written (default: build/CASE)")
    parser.add_argument("--no-game", action="store_true", help="leave the game out, which takes most of the time")


def run(args: argparse.Namespace) -> int:
    """Write brief.html and answer.json together, and say in ten lines what they hold."""
    progress = Progress()
    settle_kernels()
    progress("reading and checking the case")
    case, report = open_case(args)
    played = contest(case, draws=args.draws, mapper=spread, tick=progress) if case.games and not args.no_game else None
    found = assessment_figures(assess(report, played=played, tick=progress))
    progress("writing the brief")
    folder = Path(args.out) if args.out else Path("build") / case.id
    data = {**_receipt(report, found), **answer_data(found)}
    files = {"brief.html": brief_html(found), "answer.json": json.dumps(data, ensure_ascii=False, indent=2) + "\n"}
    written = write_together(folder, files)
    progress.done()
    print(
        json.dumps({**data, "written": [str(path) for path in written]}, ensure_ascii=False, indent=2)
        if args.json
        else f"{summary_text(found)}\nbrief: {written[0]}"
    )
    return 0


def _receipt(report: Report, found: Assessment) -> dict[str, object]:
    return {**envelope(report), "version": __version__, "not_computed": dict(found.not_computed)}
