"""`phaseline assumptions CASE`: what the sources do not give, with range, reason and owner."""

import argparse
from collections.abc import Collection, Sequence

from phaseline.case.addresses import did_you_mean
from phaseline.case.inert import inert_assumptions
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.cli.opening import (
    case_arguments,
    draws_argument,
    open_register,
    print_csv,
    print_register,
)
from phaseline.errors import QuestionError
from phaseline.present.terminal.registers import (
    assumption_counts,
    assumption_text,
    silence_text,
)
from phaseline.present.wording.layout import heading
from phaseline.present.wording.records import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser, is_list=True)
    parser.add_argument(
        "--affects",
        default="",
        metavar="WORD",
        help="only those that affect this, such as leverage",
    )
    parser.add_argument(
        "--worth",
        action="store_true",
        help="say instead what it would be worth to know each before a course is chosen",
    )
    parser.add_argument(
        "--report",
        default="",
        metavar="ID:VALUE:RIGHT",
        help="with --worth: also what a report is worth that says whether an assumption lies above"
        " a value, and is right with this chance, such as sight:0.4:0.8",
    )
    draws_argument(parser)


def run(args: argparse.Namespace) -> int:
    """
    Print the assumptions, and the questions that the papers leave open.

    Raises:
        QuestionError: No assumption affects what is asked for, or its worth cannot be estimated.
    """
    if args.worth or args.report:
        from phaseline.cli.worths import print_worths  # a list loads no solver

        return print_worths(args)
    with open_register(args, "assumptions") as (case, report):
        shown = _affecting(case.assumptions, args.affects)
        inert = inert_assumptions(report.reading.data)
        if args.json:
            listed = [
                {**plain(assumption), "inert": assumption.id in inert} for assumption in shown
            ]
            print_register(case, report, {"assumptions": listed, "silences": plain(case.silences)})
        elif args.csv:
            print_csv(Assumption, shown, {"inert": [entry.id in inert for entry in shown]})
        else:
            print(_text(case, shown, inert, is_all=not args.affects))
        return 0


def _text(case: Case, shown: Sequence[Assumption], inert: Collection[str], *, is_all: bool) -> str:
    """Give the assumptions as text; where all are asked for, with what the papers leave open."""
    lines = [
        heading("Assumptions"),
        assumption_counts(shown, inert),
        "",
        *(assumption_text(assumption, is_inert=assumption.id in inert) for assumption in shown),
    ]
    if is_all and case.silences:
        lines += [
            "",
            heading("What the papers do not say"),
            *(silence_text(case, silence) for silence in case.silences),
        ]
    return "\n".join(lines)


def _affecting(assumptions: Sequence[Assumption], subject: str) -> tuple[Assumption, ...]:
    """
    Give the assumptions that affect what is asked for; all of them if nothing is.

    Raises:
        QuestionError: None affects it.
    """
    affecting = tuple(
        assumption
        for assumption in assumptions
        if not subject or any(subject.casefold() in word.casefold() for word in assumption.affects)
    )
    if subject and not affecting:
        words = sorted({word for assumption in assumptions for word in assumption.affects})
        raise QuestionError(
            f"--affects: no assumption affects {subject!r}{did_you_mean(subject, words)}"
        )
    return affecting
