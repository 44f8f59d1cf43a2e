"""`phaseline timeline CASE`: what happened when, and how many days lie between two events."""

import argparse
from contextlib import suppress

from phaseline.case.addresses import did_you_mean
from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Event
from phaseline.cli.opening import case_arguments, open_register, print_csv, print_register
from phaseline.desk.register.timeline import days_from, timeline
from phaseline.errors import QuestionError
from phaseline.present.terminal.registers import between_text, timeline_text
from phaseline.present.wording.layout import wrapped
from phaseline.present.wording.records import plain


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser, is_list=True)
    parser.add_argument(
        "--between",
        nargs=2,
        metavar=("EVENT", "EVENT"),
        help="count the days from one event to another",
    )


def run(args: argparse.Namespace) -> int:
    """Print the timeline, or the days between two events."""
    with open_register(args, "events") as (case, report):
        if args.between:
            return _between(case, args, report)
        moments = timeline(case)
        if args.json:
            print_register(
                case,
                report,
                {
                    "events": [
                        {
                            **plain(moment.event),
                            "retold": [again.id for again in moment.retold],
                            "later": moment.is_later,
                        }
                        for moment in moments
                    ]
                },
            )
        elif args.csv:
            print_csv(
                Event,
                [moment.event for moment in moments],
                {
                    "retold": [tuple(again.id for again in moment.retold) for moment in moments],
                    "later": [moment.is_later for moment in moments],
                },
            )
        else:
            print(timeline_text(moments))
        return 0


def _between(case: Case, args: argparse.Namespace, report: Report) -> int:
    start, end = (_event(case, name) for name in args.between)
    low: int | None = None
    high: int | None = None
    with suppress(ValueError):  # an open end: the answer is that the sources do not say
        low, high = days_from(case, start, end)
    if args.json:
        print_register(
            case,
            report,
            {
                "from": start,
                "to": end,
                "days": low if low == high else None,
                "least": low,
                "most": high,
            },
        )
    else:
        days = (low, high) if low is not None and high is not None else None
        print(wrapped(between_text(case, start, end, days)))
    return 0


def _event(case: Case, name: str) -> str:
    known = case.events.ids
    word = name.removeprefix("events.")
    if word not in known:
        raise QuestionError(
            f"--between: there is no event {name!r} in this case{did_you_mean(word, known)}"
        )
    return word
