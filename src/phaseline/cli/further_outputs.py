"""What `phaseline run` gives beside the two files of a brief: Markdown, and a browser's window."""

import argparse
import webbrowser
from collections.abc import Iterable
from pathlib import Path

from phaseline.api.briefs import markdown
from phaseline.cli.outputs import print_exact, say
from phaseline.cli.path_arguments import named
from phaseline.cli.writing import may_write, write_together
from phaseline.desk.findings.assessment import Assessment
from phaseline.errors import QuestionError

_OUTPUT = "-"
_MARKDOWN = (".md", ".markdown")


def output_arguments(parser: argparse.ArgumentParser) -> None:
    """Add --md and --open to a command that writes a brief."""
    parser.add_argument(
        "--md",
        nargs="?",
        const=_OUTPUT,
        default="",
        metavar="FILE",
        help="also give page one and the questions as Markdown: into FILE, or printed without one",
    )
    parser.add_argument(
        "--open", action="store_true", help="open the brief in a browser once it is written"
    )


def refuse_outputs(args: argparse.Namespace, outputs: Iterable[Path]) -> None:
    """
    Refuse what cannot be given, before any work is done for it.

    A file that is there is replaced if it is Markdown by its name: one of the case, a source or a
    brief, named by a slip, is not.

    Args:
        args: The arguments of the command.
        outputs: The files that it writes in any case.

    Raises:
        QuestionError: Two answers would be printed or written into one, or the file cannot be
            written.
    """
    if args.md == _OUTPUT and args.json:
        raise QuestionError("--md: --json prints its answer, too; give --md a file")
    if args.md not in ("", _OUTPUT):
        path = Path(args.md)
        may_write(path.parent, (path.name,), argument="--md")
        is_other = path.exists() and path.suffix.lower() not in _MARKDOWN
        if is_other or path.resolve() in {output.resolve() for output in outputs}:
            raise QuestionError(
                f"--md: {named(path)} is another file, which is not replaced; give one that ends in"
                " .md"
            )


def written_markdown(args: argparse.Namespace, assessment: Assessment) -> tuple[Path, ...]:
    """Write or print the Markdown that is asked for; give the file, where it is one."""
    if not args.md:
        return ()
    text = markdown(assessment)
    if args.md == _OUTPUT:
        print_exact(text.rstrip("\n"))
        return ()
    path = Path(args.md)
    return write_together(path.parent, {path.name: text}, argument="--md")


def is_printed(args: argparse.Namespace) -> bool:
    """Whether the Markdown takes the place of what is printed."""
    return bool(args.md == _OUTPUT)


def open_brief(args: argparse.Namespace, path: Path) -> None:
    """Show the brief in a browser, where that is asked for; say so where there is none."""
    if args.open and not webbrowser.open(path.resolve().as_uri()):
        say(f"phaseline: warning: --open: no browser could be opened; the brief is {named(path)}")
