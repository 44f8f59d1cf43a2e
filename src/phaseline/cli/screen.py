"""
An answer on a terminal: no wider than it, with titles in bold, and page by page where it is longer
than the screen (decision 0026). What is piped or written to a file stays as it is.
"""

import io
import os
import re
import shlex
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from phaseline.cli.outputs import is_styled

_TITLE = re.compile(r"^(.+)\n(─+)$", re.MULTILINE)
_RULE = re.compile(r"^─[─ ]*$", re.MULTILINE)
_SEVERITY = re.compile(r"\b(error|warning)(?= PL\d)")
_RED, _YELLOW = 31, 33
_LEAST = 40  # columns; on less, lines are broken by the terminal
_LESS = "FRX"  # as git has it: end if all fits, keep colours, leave the answer on the screen


class HeldAnswer(io.TextIOWrapper):
    """
    What is printed for a terminal, until all of it is there.

    Args:
        encoding: That of the terminal.
    """

    def __init__(self, encoding: str) -> None:
        self.held = io.BytesIO()
        super().__init__(self.held, encoding=encoding, errors="plainer", newline="\n")

    def isatty(self) -> bool:
        """Whether a person reads it: always."""
        return True

    def text(self) -> str:
        """Give all of it."""
        self.flush()
        return self.held.getvalue().decode(self.encoding, errors="replace")


@contextmanager
def on_screen(*, is_held: bool, may_page: bool) -> Iterator[None]:
    """
    Fit what a block prints to the terminal, where it prints to one.

    Args:
        is_held: Whether the answer may wait until it is whole; one that asks, or goes on, may not.
        may_page: Whether a long answer is shown page by page.
    """
    if not is_held or not sys.stdout.isatty():
        yield
        return
    from phaseline.present.wording.layout import narrowed

    terminal, held = sys.stdout, HeldAnswer(sys.stdout.encoding)
    sys.stdout = held
    size = shutil.get_terminal_size()
    try:
        with narrowed(max(size.columns, _LEAST)):
            yield
    finally:
        sys.stdout = terminal
        text = held.text()
        pager = _pager() if may_page and text.count("\n") >= size.lines else []
        if not pager or not _is_paged(text, pager, terminal.encoding):
            terminal.write(styled(text) if is_styled() else text)


def styled(text: str) -> str:
    """Mark an answer for a terminal: titles bold, rules faint, severities in colour."""
    bold = _TITLE.sub(lambda title: f"\x1b[1m{title[1]}\x1b[22m\n{title[2]}", text)
    faint = _RULE.sub(lambda rule: f"\x1b[2m{rule[0]}\x1b[22m", bold)
    return _SEVERITY.sub(
        lambda word: f"\x1b[{_RED if word[1] == 'error' else _YELLOW}m{word[1]}\x1b[39m", faint
    )


def _pager() -> Sequence[str]:
    """Give the command that shows text page by page: PAGER, else `less` or `more`, else none."""
    if os.environ.get("TERM") == "dumb":
        return []
    asked = os.environ.get("PAGER")
    if asked is None:
        return [program for program in ("less", "more") if shutil.which(program)][:1]
    try:
        words = shlex.split(asked)
    except ValueError:  # a quotation mark without its second
        return []
    return words if words and words != ["cat"] and shutil.which(words[0]) else []


def _is_paged(text: str, pager: Sequence[str], encoding: str) -> bool:
    """Show a text by a pager, until its reader leaves it; false where none could be started."""
    import subprocess

    options = os.environ.get("LESS", _LESS)
    takes_colours = os.path.basename(pager[0]) == "less" and "R" in options  # noqa: PTH119  # a word, no path
    shown = styled(text) if is_styled() and takes_colours else text
    try:
        process = subprocess.Popen(  # noqa: S603  # the user's own choice
            pager, stdin=subprocess.PIPE, env={**os.environ, "LESS": options}
        )
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pager alone is interrupted
    try:
        process.communicate(shown.encode(encoding, errors="plainer"))
    finally:
        signal.signal(signal.SIGINT, before)
    return True
