"""
`phaseline projects CASE`: what the ladders do where a crossing is work that is done for good.
"""

import argparse

from phaseline.api.insight import projects
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import (
    Progress,
    case_arguments,
    draws_argument,
    ladder_argument,
    open_case,
    print_json,
)
from phaseline.cli.workers import prepare_workers, spread
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.desk.comparison.projects import project_of
from phaseline.present.data.projects import projects_data
from phaseline.present.terminal.projects import no_projects_text, projects_text
from phaseline.present.wording.rounding import rounded


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser)
    ladder_argument(parser)
    parser.add_argument(
        "--project", metavar="ID", default="", help="a project of the case; its first if left out"
    )


def run(args: argparse.Namespace) -> int:
    """
    Say what the ladders do to work that is done for good.

    Raises:
        QuestionError: There is no such ladder or project.
    """
    case, report = open_case(args)
    leaking_ladders(case, args.ladder)
    project = project_of(case, args.project)
    progress = Progress()
    settle_kernels()
    if project and not args.ladder:
        prepare_workers()
    findings = projects(
        case,
        project=args.project,
        ladder=args.ladder,
        draws=args.draws,
        mapper=spread_once(report, map if args.ladder else spread),
        tick=progress,
    )
    progress.done()
    if args.json:
        print_json(report, rounded(projects_data(case, project, findings)))
    else:
        print(projects_text(case, project, findings) if project else no_projects_text(case))
    return 0
