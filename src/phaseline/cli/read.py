"""`phaseline read FILE… --into CASE`: papers become proposals that a person goes through."""

import argparse
from pathlib import Path
from typing import Any

from phaseline.cli.case_papers import CasePapers
from phaseline.cli.outputs import json_text
from phaseline.cli.path_arguments import in_words
from phaseline.errors import QuestionError
from phaseline.papers.coverage import coverage_data, coverage_line
from phaseline.papers.intake import Intake, PaperFile, source_id, taken_in
from phaseline.papers.reading import paper_of
from phaseline.papers.refused import MOST_BYTES, refuse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="a PDF, .docx, HTML page, Markdown or plain text"
    )
    parser.add_argument("--into", metavar="CASE", required=True, help="a case of your own")
    parser.add_argument(
        "--source", metavar="ID", default="", help="the source of the case that the paper is"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """
    Read every paper before any is written, then write the case, and say what waits.

    Raises:
        QuestionError: There is no such case, a file cannot be read, or --source is for one paper.
    """
    if args.source and len(args.files) > 1:
        raise QuestionError("--source names one source: give one FILE with it")
    papers = CasePapers(args.into, "--into")
    files = [paper_file(Path(name), args.source) for name in args.files]
    intakes = [take_in(papers, file) for file in files]
    if args.json:
        print(json_text({"coverage": [_data(intake) for intake in intakes]}))
    else:
        print("\n".join(line for intake in intakes for line in intake_lines(intake)))
        print(f"next: phaseline review {args.into}")
    return 0


def paper_file(path: Path, source: str = "") -> PaperFile:
    """
    Read a file, if it is a paper of a size that is read.

    Raises:
        QuestionError: It cannot be read, or is none.
    """
    with in_words(path, "FILE", doing="read"):
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            refuse(
                path.name,
                f"{path.stat().st_size / 1e6:.0f} MB, more than the"
                f" {MOST_BYTES // 1_000_000} that are read",
                "cut out the pages that you need, and read them",
            )
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)  # a device has no size, and no end
    return PaperFile(
        name=path.name, content=content, paper=paper_of(path.name, content), source=source
    )


def take_in(papers: CasePapers, file: PaperFile) -> Intake:
    """Take a paper in and write what it changes: its text first, to which the places belong."""
    case = papers.reading.rest
    sources, actors = (case.sources, case.actors) if case else ((), ())
    name = source_id(file, sources, papers.stubs)
    intake = taken_in(
        file,
        papers.files.texts,
        sources,
        actors,
        stubs=papers.stubs,
        old_text=papers.text(name),
    )
    papers.write_text(intake.source, intake.text)
    papers.write_file(intake.source, file.content)
    papers.write(intake.texts, intake.stubs)
    return intake


def intake_lines(intake: Intake) -> list[str]:
    """Say how far a paper was gone through, and what of it has changed."""
    lines = [coverage_line(intake.covered)]
    if intake.guessed:
        lines.append(
            f"  not UTF-8: read as {intake.guessed}, which is a guess; look whether its words are"
            " right, else save it as UTF-8 and read it again"
        )
    if intake.without_anchor:
        lines.append(
            f"  {intake.without_anchor} without a phrase that can be told from others: no anchor"
        )
    if intake.moved:
        lines.append(f"  {intake.moved} changed since they were decided on: asked about again")
    lines += [
        f"  no longer in the paper: {stub.id}, {stub.state.value}"
        + (f" as {', '.join(stub.entries)}" if stub.entries else "")
        for stub in intake.gone
    ]
    return lines


def _data(intake: Intake) -> dict[str, Any]:
    return {
        **coverage_data(intake.covered),
        "without_anchor": intake.without_anchor,
        "moved": intake.moved,
        "guessed_encoding": intake.guessed,
        "gone": [{"id": stub.id, "entries": list(stub.entries)} for stub in intake.gone],
    }
