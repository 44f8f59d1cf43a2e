"""`phaseline scaffold LAYER CASE`: the next layer of a case, written from what is there."""

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from phaseline.case.model.case import Case
from phaseline.cli.beginning import fault_of_line
from phaseline.cli.case_papers import CasePapers
from phaseline.cli.outputs import json_text
from phaseline.cli.path_arguments import in_words, named
from phaseline.cli.read import paper_file
from phaseline.errors import QuestionError
from phaseline.papers.intake import PaperFile, source_entered
from phaseline.papers.reading import SUFFIXES
from phaseline.scaffold.layers import LAYERS, sketched
from phaseline.scaffold.pattern import Pattern, pattern_named, pattern_names
from phaseline.scaffold.placing import placed
from phaseline.scaffold.sketch import Sketch, header_key

SOURCES = "sources"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("layer", metavar="LAYER", help=f"{SOURCES}, {', '.join(LAYERS)}")
    parser.add_argument("case", metavar="CASE", help="a case of your own")
    parser.add_argument(
        "folder", metavar="DIR", nargs="?", default="", help=f"for {SOURCES}: where the texts lie"
    )
    parser.add_argument(
        "--pattern",
        metavar="NAME",
        default="",
        help=f"whose numbers it starts from: {', '.join(pattern_names())} (default: the one that"
        " the case names, or whose numbers it has)",
    )
    parser.add_argument(
        "--owner",
        metavar="NAME",
        default="",
        help="who answers for the numbers (default: who prepared the case)",
    )
    parser.add_argument(
        "--check", action="store_true", help="say what would be written, and write nothing"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """
    Write a layer, all of it or nothing, and say what it could not derive and what comes next.

    Raises:
        QuestionError: There is no such case, layer or pattern, the layer is there already, or one
            below it is missing.
    """
    papers = CasePapers(args.case)
    if args.layer == SOURCES:
        return _sources(papers, args)
    if args.folder:
        raise QuestionError(f"DIR: {named(Path(args.folder))} is for {SOURCES} alone; leave it out")
    sketch, texts = write_layer(
        papers, args.layer, args.pattern, owner=args.owner, is_written=not args.check
    )
    if args.json:
        print(json_text(_data(sketch, texts)))
    else:
        print(
            "\n".join([*layer_lines(sketch, texts, is_written=not args.check), *_next(args.case)])
        )
    return 0


def write_layer(
    papers: CasePapers, layer: str, pattern: str, *, owner: str = "", is_written: bool = True
) -> tuple[Sketch, dict[str, str]]:
    """
    Write a layer of a case, all of it or nothing.

    Args:
        papers: The case on disk.
        layer: One of LAYERS.
        pattern: The name of a pattern, which the case names from then on; empty for the one that
            it names, or else whose numbers it has.
        owner: Who answers for the numbers; who prepared the case if empty.
        is_written: Whether it is written, and not only worked out.

    Returns:
        What it is made of, and the files that it changes, by name.

    Raises:
        QuestionError: There is no such layer or pattern, the case cannot have the layer, or the
            owner is no name in one line.
    """
    case = papers.reading.rest
    if case is None:  # of what cannot be read, the papers of the case have said so
        raise QuestionError(f"{papers.case}: nothing of it can be read")
    if fault := fault_of_line(owner):
        raise QuestionError(f"--owner: {fault}")
    answers_for = owner or case.prepared_by or "the editors of this case"
    chosen = _pattern(case, pattern)
    sketch = sketched(layer, case, chosen, answers_for)
    if not case.pattern:
        sketch = sketch.with_more(Sketch(keys=(header_key("pattern", chosen.id),)))
    texts = placed(papers.files.texts, sketch)
    if is_written:
        papers.write(texts, papers.stubs)
    return sketch, texts


def _pattern(case: Case, name: str) -> Pattern:
    """
    Give the pattern that was asked for, or else the one that the case names, or whose numbers it
    has.

    Raises:
        QuestionError: There is none of that name, or none was named.
    """
    used = [entry.from_pattern for entry in case.assumptions if entry.from_pattern]
    if not (name or case.pattern or used):
        raise QuestionError(
            f"numbers come from a pattern: name one with --pattern ({', '.join(pattern_names())})"
        )
    return pattern_named(name or case.pattern or used[0])


def _sources(papers: CasePapers, args: argparse.Namespace) -> int:
    """
    Enter every text of a folder that is no source yet.

    Raises:
        QuestionError: There is no such folder, or a text cannot be read.
    """
    files = [paper_file(path) for path in _texts_in(args.folder)]
    names = [_entered(papers, file, is_written=not args.check) for file in files]
    entered = [name for name in names if name]
    if args.json:
        print(json_text({"sources": entered, "looked_at": len(files)}))
        return 0
    lead = "would enter" if args.check else "entered"
    print(f"{lead} {len(entered)} of {len(files)} texts: {', '.join(entered) or 'none'}")
    print(f"next: phaseline read FILE --into {args.case}, for the papers that the case is about")
    return 0


def _texts_in(folder: str) -> list[Path]:
    """
    Give the files of a folder that may be papers, in the order of their names.

    Raises:
        QuestionError: There is no such folder.
    """
    if not folder or not Path(folder).is_dir():
        raise QuestionError(
            f"{named(Path(folder)) if folder else 'DIR'}: no folder with texts; expected: phaseline"
            " scaffold sources CASE DIR"
        )
    with in_words(Path(folder), "DIR", doing="read"):
        paths = sorted(Path(folder).iterdir())
    return [path for path in paths if path.suffix.lower() in SUFFIXES and path.is_file()]


def _entered(papers: CasePapers, file: PaperFile, *, is_written: bool) -> str:
    """Enter a text and give the id of its source; nothing where it is a source already."""
    case = papers.reading.rest
    sources = case.sources if case else ()
    name, texts = source_entered(file, papers.files.texts, sources, papers.stubs)
    if texts and is_written:
        papers.write_text(name, file.paper.text)
        papers.write(texts, papers.stubs)
    return name if texts else ""


def layer_lines(sketch: Sketch, texts: Mapping[str, str], *, is_written: bool = True) -> list[str]:
    """Say which files a layer was written to, what it holds, and what could not be derived."""
    lead = "wrote" if is_written else "would write"
    counted = Counter(entry.section for entry in sketch.entries)
    parts = ", ".join(
        f"{section.replace('_', ' ')} ({number})" for section, number in counted.items()
    )
    return [
        f"{lead} {', '.join(texts)}: {parts}",
        *(f"  not derived: {note}" for note in sketch.underived),
    ]


def _next(case: str) -> list[str]:
    return [
        f"every number is the pattern's until you choose it: `phaseline assumptions {case}`",
        f"next: phaseline check {case}, then phaseline run {case}",
    ]


def _data(sketch: Sketch, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "files": list(texts),
        "entries": [f"{entry.section}.{entry.fields['id']}" for entry in sketch.entries],
        "keys": [f"{key.section}.{key.entry}.{key.key}" for key in sketch.keys],
        "not_derived": list(sketch.underived),
    }
