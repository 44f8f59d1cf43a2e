"""
Commands of a page that write: run one after the other in a folder that goes when the page is made.
"""

import atexit
import io
import shlex
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import tables
from tables import DOCS, anybody_in, page

from phaseline.cli.case_papers import CasePapers
from phaseline.cli.main import main
from phaseline.cli.review_dialog import Dialog

sys.path.insert(0, str(DOCS.parent / "tests"))

from paperfiles import pdf  # the tests' writer of plain PDFs

PAPER = DOCS / "tutorial" / "strait" / "paper.txt"
PRINTED = PAPER.with_name("cables.pdf")  # the same paper, as `python docs/story.py` writes it
WIDTH = 80  # letters of a line of the paper
_FIRST_PAGE = 3  # paragraphs
_FOLDERS: dict[str, Path] = {}


def paper() -> bytes:
    """The invented paper of the tutorial as a PDF of two pages, made of its text."""
    paragraphs = [
        [*textwrap.wrap(" ".join(words.split()), WIDTH), ""]
        for words in PAPER.read_text(encoding="utf-8").split("\n\n")
    ]
    pages = paragraphs[:_FIRST_PAGE], paragraphs[_FIRST_PAGE:]
    return pdf([[line for lines in part for line in lines] for part in pages])


def folder_of(name: str) -> Path:
    """The folder of a story, with the paper in it; it goes at the end."""
    if name not in _FOLDERS:
        _FOLDERS[name] = Path(tempfile.mkdtemp())
        atexit.register(shutil.rmtree, _FOLDERS[name], ignore_errors=True)
        shutil.copy(PRINTED, _FOLDERS[name])
    return _FOLDERS[name]


def story(name: str, *lines: str) -> str:
    """
    Commands and what they print, run in the folder of a story; of files, `cp` and `rm` alone.

    Raises:
        SystemExit: A command could not answer, so that no page shows a fault.
    """
    shown = ["```console"]
    for line in lines:
        if deed := _DEEDS.get(line.partition(" ")[0]):
            deed(folder_of(name), *shlex.split(line)[1:])
            shown.append(f"$ {line}")
            continue
        printed = io.StringIO()
        with anybody_in(folder_of(name)), redirect_stdout(printed), redirect_stderr(io.StringIO()):
            status = main(shlex.split(line)[1:])
        if status:
            raise SystemExit(f"{line}: exit status {status}\n{printed.getvalue()}")
        shown += [f"$ {line}", printed.getvalue().rstrip()]
    return page([*shown, "```"])


def reviewed(name: str, case: str, answers: Sequence[str], *, by: str) -> str:
    """What `phaseline review` shows, and what a person answers."""
    waiting = iter(answers)
    shown = ["```console", f'$ phaseline review {case} --by "{by}"']

    def ask(prompt: str) -> str:
        answer = next(waiting)
        shown.append(f"{prompt}{answer}")
        return answer

    with anybody_in(folder_of(name)):
        Dialog(CasePapers(case), ask, shown.append, confirmed_by=by, is_all=False).run()
    lines = [line.rstrip() for entry in shown for line in entry.splitlines() or [""]]
    return page([*lines, "```"])


def _copy(folder: Path, pattern: str, target: str) -> None:
    for path in sorted(folder.glob(pattern)):
        shutil.copy(path, folder / target)


def _remove(folder: Path, name: str) -> None:
    (folder / name).unlink()


_DEEDS = {"cp": _copy, "rm": _remove}


def saved(name: str, text: str, target: str) -> str:
    """A text of the page, with the file of it put into the folder of a story."""
    shutil.copy(DOCS / text, folder_of(name) / target)
    return tables.text(text)


if __name__ == "__main__":
    PRINTED.write_bytes(paper())
