"""
`phaseline claims CASE`: what the papers claim about how a response works, held against the case's
game.
"""

import argparse

from phaseline.api.ladders import judge
from phaseline.case.addresses import did_you_mean
from phaseline.cli.kept_results import spread_once
from phaseline.cli.kernels import settle_kernels
from phaseline.cli.opening import Progress, case_arguments, draws_argument, open_case, print_json
from phaseline.cli.workers import spread
from phaseline.desk.comparison.draws import DRAWS
from phaseline.desk.comparison.works import Mapper
from phaseline.desk.findings.claims import claim_findings
from phaseline.errors import QuestionError
from phaseline.present.data.findings import findings_data
from phaseline.present.terminal.claims import claim_data, claims_text
from phaseline.present.wording.rounding import rounded


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    draws_argument(parser)
    parser.add_argument(
        "claim",
        nargs="?",
        default="",
        metavar="CLAIM",
        help="the id of one claim; all of them if left out",
    )


def run(args: argparse.Namespace) -> int:
    """
    Judge the claims and print them.

    Raises:
        QuestionError: The case holds no claims, or none of that name.
    """
    case, report = open_case(args)
    known = case.claims.ids
    if args.claim and args.claim not in known:
        raise QuestionError(
            f"there is no claim {args.claim!r} in this case{did_you_mean(args.claim, known)}"
        )
    if not known:
        raise QuestionError(
            "this case holds no claims: add what its papers claim to game.yaml, as `claims:`"
        )
    progress = Progress()
    settle_kernels()
    progress("judging the claims")
    wanted = [args.claim] if args.claim else [*known]
    mapper = spread_once(report, _mapper(args.draws))
    judgement = rounded(judge(case, claims=wanted, draws=args.draws, mapper=mapper))
    progress.done()
    if args.json:
        print_json(
            report,
            {
                "seed": judgement.plan.seed,
                "draws": len(judgement.plan.draws),
                "claims": [claim_data(case, verdict) for verdict in judgement.verdicts],
                "findings": findings_data(
                    case,
                    (
                        finding
                        for verdict in judgement.verdicts
                        for finding in claim_findings(case, verdict)
                    ),
                ),
            },
        )
    else:
        print(claims_text(case, judgement))
    return 0


def _mapper(draws: int) -> Mapper:
    """Say how claims are judged: so few draws take less than workers do to begin."""
    return spread if draws > DRAWS else map
