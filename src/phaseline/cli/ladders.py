"""`phaseline ladders CASE [LADDER]`: rungs, triggers, demands, gaps and completions."""

import argparse

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.case.model.response import Ladder
from phaseline.cli.opening import case_arguments, open_register, print_csv, print_register
from phaseline.desk.findings.measures import measure_ends
from phaseline.desk.register.ladders import LadderProfile, compared, contrasts, red_lines
from phaseline.errors import QuestionError
from phaseline.present.terminal.ladders import (
    comparison_text,
    contrasts_text,
    ladder_text,
    red_lines_text,
)
from phaseline.present.wording.layout import heading
from phaseline.present.wording.records import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser, is_list=True)
    parser.add_argument(
        "ladder",
        nargs="?",
        default="",
        metavar="LADDER",
        help="one ladder, in full, with its acts and rungs side by side",
    )


def run(args: argparse.Namespace) -> int:
    """
    Print all ladders side by side and in full, or one of them.

    Raises:
        QuestionError: There is none of that name.
    """
    with open_register(args, "ladders") as (case, report):
        profiles = compared(case)
        shown = _wanted_profiles(profiles, args.ladder)
        if args.json:
            print_register(
                case,
                report,
                {
                    "ladders": plain(shown),
                    "red_lines": _red_line_data(case),
                    "measures": _measure_data(case),
                },
            )
            return 0
        if args.csv:
            print_csv(
                Ladder,
                [profile.ladder for profile in shown],
                {"evaluable": [profile.is_evaluable for profile in shown]},
            )
            return 0
        blocks = [ladder_text(case, profile) for profile in shown]
        if args.ladder:
            blocks += [
                heading("Act and rung side by side: a comparison, not a legal finding"),
                contrasts_text(contrasts(case, shown[0].ladder)),
            ]
        else:
            blocks = [comparison_text(shown), red_lines_text(case, red_lines(case)), *blocks]
        print("\n\n".join(blocks) if profiles else "No ladders are entered in this case.")
        return 0


def _wanted_profiles(profiles: tuple[LadderProfile, ...], ladder: str) -> tuple[LadderProfile, ...]:
    """
    Give the profile of one ladder, or of all where none is named.

    Raises:
        QuestionError: There is none of that name.
    """
    known = [profile.ladder.id for profile in profiles]
    if ladder and ladder not in known:
        raise QuestionError(
            f"there is no ladder {ladder!r} in this case{did_you_mean(ladder, known)}"
        )
    return tuple(profile for profile in profiles if ladder in ("", profile.ladder.id))


def _measure_data(case: Case) -> list[dict[str, object]]:
    """Give what is played of measures that do not go on for as long as their rung."""
    if not (ends := measure_ends(case)):
        return []
    from phaseline.present.data.findings import findings_data  # loads solvers

    return findings_data(case, ends)


def _red_line_data(case: Case) -> dict[str, object]:
    """Give what the red lines hold together, share, and hold alone."""
    lines = red_lines(case)
    return {
        "union": list(lines.union),
        "common": list(lines.common),
        "only": {source: list(names) for source, names in lines.only},
    }
