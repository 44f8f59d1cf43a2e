"""
`phaseline law CASE`: what may be done, under which reading, and what would have to change in law.
"""

import argparse
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from phaseline.api import consent
from phaseline.case.model.case import Case
from phaseline.cli.opening import case_arguments, open_case, print_json
from phaseline.desk.consent.law_queries import (
    Cell,
    Legal,
    cell_of,
    day_of,
    openings,
    proofs_of,
)
from phaseline.law.explain import Proof
from phaseline.present.terminal.law import law_data, law_text
from phaseline.present.terminal.law_open import Opened, open_data, open_text
from phaseline.present.terminal.law_proof import turns_data, turns_text, why_data, why_text
from phaseline.terms.entries import Entries

CELL = "an option, measure/route, or either with a reading, such as direct_def/opposition"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "--as-of", metavar="DAY", help="the day whose law is asked (default: the day of the case)"
    )
    parser.add_argument(
        "--enact",
        metavar="ID",
        action="append",
        default=[],
        help="count an amendment as made; say what that changes",
    )
    parser.add_argument(
        "--void",
        metavar="ID",
        action="append",
        default=[],
        help="count a provision as void; say what that changes",
    )
    parser.add_argument(
        "--why", metavar="CELL", help=f"why it stands so, provision by provision: {CELL}"
    )
    parser.add_argument(
        "--turns-on", metavar="CELL", help="every exact combination of readings that settles it"
    )
    parser.add_argument(
        "--open",
        metavar="CELL",
        help="which changes of law would open it, who must agree, or why none does",
    )


def run(args: argparse.Namespace) -> int:
    """
    Print the law of a case, or the answer about one cell; 1 if two provisions clash.

    Raises:
        QuestionError: A day, an amendment, a provision or a cell is none.
    """
    day = day_of(args.as_of) if args.as_of is not None else None
    case, report = open_case(args)
    law = consent.law(case, on=day, enacted=args.enact, void=args.void)
    texts: list[str] = []
    data: dict[str, Any] = {}
    if args.why is not None:
        proved = consent.proofs(case, law, args.why)
        texts.append(why_text(case, law, proved))
        data["why"] = why_data(proved)
    if args.turns_on is not None:
        cell = cell_of(case, law, args.turns_on)
        texts.append(turns_text(case, law, cell))
        data["turns_on"] = turns_data(law, cell)
    if args.open is not None:
        cell = cell_of(case, law, args.open)
        opened = _opening_changes(case, law, cell, day, args.void)
        texts.append(open_text(case, law, cell, opened, name=args.case))
        data["open"] = open_data(law, cell, opened)
    if args.json:
        print_json(report, {**law_data(law), **data})
    else:
        print(
            law_text(
                case, law, report.reading, is_what_if=bool(args.enact or args.void), answers=texts
            )
        )
    return 1 if law.clashes else 0


def _opening_changes(
    case: Case, law: Legal, cell: Cell, day: date | None, void: Collection[str]
) -> Opened:
    """
    Ask which changes open a cell, the law of that one option again with each of them made, and what
    is in the way now.
    """
    executive, unbarred = openings(law, cell)
    alone = replace(case, options=Entries((case.options[cell.option.id],)))
    sets = {*executive.sets, *unbarred.sets}
    after = {
        names: consent.law(alone, on=day, enacted=law.what.enacted | names, void=void)
        for names in sets
    }
    return Opened(
        executive=executive,
        unbarred=unbarred,
        after=after,
        proofs=tuple(_proofs(law, cell)),
    )


def _proofs(law: Legal, cell: Cell) -> Iterator[tuple[Mapping[str, str], Proof]]:
    """
    Prove how an option stands under each whole reading, or with each exact combination of readings.
    """
    option = replace(cell, reading="")
    status = law.status(cell.option.id)
    if status is None:
        yield from (({}, proof) for proof in proofs_of(law, option))
        return
    for turn in status.turns:
        only = replace(law, statuses=(replace(status, turns=(turn,)),))
        yield from ((turn.readings, proof) for proof in proofs_of(only, option))
