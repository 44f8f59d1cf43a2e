"""`phaseline export CASE --web-annotation`: what was confirmed of papers, for other programs."""

import argparse

from phaseline.cli.case_papers import CasePapers
from phaseline.cli.outputs import json_text
from phaseline.papers.annotations import annotations


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case of your own")
    parser.add_argument(
        "--web-annotation",
        action="store_true",
        required=True,
        help="as annotations of the W3C, a list in JSON",
    )


def run(args: argparse.Namespace) -> int:
    """Print the annotations."""
    papers = CasePapers(args.case)
    texts = {text.source: papers.text(text.source) for text in papers.stubs.texts}
    case = papers.reading.rest
    print(json_text([*annotations(papers.stubs, case, texts)] if case else []))
    return 0
