"""
What is printed, and for whom: a person gets the nearest plain sign that the output has, a program
gets every sign, escaped.

All that a program reads is written by `json_text`, `print_json_text`, `game_text` or
`print_exact`, and by nothing else.
"""

import codecs
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, TextIO

from phaseline.case.showing import printable

PLAINER = {
    "−": "-",
    "–": "-",
    "—": "-",
    "─": "-",
    "│": "|",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "→": "->",
    "·": ";",
    "×": "x",
}
# as no text of a case may hold it, by case/compose.py
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOGETHER = 10_000  # pieces of JSON that are written at once
_BEYOND = re.compile(r"[^\x00-\x7f]")


class OutputError(Exception):
    """The answer cannot be written out; what the system says of it is the cause."""


class StandardOutput(io.TextIOWrapper):
    """Standard output, whose own failures are told apart from those of files and libraries."""

    def write(self, text: str) -> int:
        """
        Write text.

        Raises:
            OutputError: It cannot be written.
        """
        with _told_apart():
            return super().write(text)

    def flush(self) -> None:
        """
        Write what waits.

        Raises:
            OutputError: It cannot be written.
        """
        with _told_apart():
            super().flush()


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError from error


def own_outputs() -> None:
    """
    Take standard output and standard error over for a process of our own; one that the caller
    closed leads nowhere.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(
                os.devnull, os.O_RDWR
            )  # the lowest number that is free: pipes of our own must not pass for outputs
    sys.stdout = StandardOutput(
        _byte_stream(sys.stdout, 1),
        encoding=_encoding(sys.stdout),
        line_buffering=_is_terminal(sys.stdout),
    )
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.FileIO(os.devnull, "w"), encoding="utf-8")


def prepare_outputs() -> None:
    """
    Make both outputs able to take any answer: one without typographic signs is no reason to stop.
    """
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainer")


def abandon_output() -> None:
    """Send what is not written out yet nowhere."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def say(text: str) -> None:
    """
    Tell the user something beside the answer; if that cannot be told, the exit status still can.
    """
    with suppress(OSError, ValueError, AttributeError):
        print(shielded(text), file=sys.stderr, flush=True)


def shielded(text: str) -> str:
    r"""
    Escape what a terminal would obey instead of showing, as a name of a file or a word may hold it.

    >>> shielded("no case '\x1b[2J'")
    "no case '\\x1b[2J'"
    """
    return _CONTROL.sub(lambda sign: printable(sign[0]), text)


def bold_mark() -> Callable[[str], str]:
    """
    Give what marks a word that is printed: a terminal shows it bold, unless NO_COLOR is set; what
    is read by a program stays plain.
    """
    return (lambda word: f"\x1b[1m{word}\x1b[22m") if is_styled() else str


def is_styled() -> bool:
    """
    Whether what is printed goes to a terminal that shows letters bold and in colour, and nobody
    asked for plain ones.

    Source:
        https://no-color.org
    """
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not is_plain and sys.stdout.isatty()


def json_text(content: Mapping[str, Any] | list[Any], *, encoding: str | None = None) -> str:
    """
    Write JSON for an encoding: letters as they are in UTF-8, escaped elsewhere.

    Args:
        content: Plain data.
        encoding: The encoding; that of standard output if left out.
    """
    return "".join(_json_parts(content, encoding))


def print_json_text(content: Mapping[str, Any]) -> None:
    """
    Print JSON part by part: a long answer is never held whole as text.

    Args:
        content: Plain data.
    """
    for part in _json_parts(content, None):
        sys.stdout.write(part)
    print()


def _json_parts(content: Mapping[str, Any] | list[Any], encoding: str | None) -> Iterator[str]:
    """Give JSON in parts of some thousand signs, none of which parts a sign from its escape."""
    signs = json.JSONEncoder(ensure_ascii=not is_utf8(encoding), indent=2).iterencode(content)
    while part := "".join(islice(signs, _TOGETHER)):
        yield _SURROGATE.sub(
            lambda sign: f"\\u{ord(sign[0]):04x}", part
        )  # of a file name that is no text: no encoding has them


def game_text(text: str) -> str:
    """
    Fit a game file to standard output; where a letter has to be escaped, it is as YAML has it,
    which the file is read as.

    Args:
        text: The file as JSON with its letters as they are, so that each of them stands within
            quotation marks.
    """
    signs = _SURROGATE if is_utf8() else _BEYOND
    return signs.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}" if sign[0] <= "\uffff" else f"\\U{ord(sign[0]):08x}",
        text,
    )


def print_exact(text: str) -> None:
    """Print text of a form that has no escapes and is read as UTF-8 everywhere."""
    if is_utf8() or not hasattr(sys.stdout, "buffer"):
        print(text)
        return
    sys.stdout.flush()
    with _told_apart():
        sys.stdout.buffer.write(f"{text}\n".encode(errors="replace"))
        sys.stdout.buffer.flush()


def is_utf8(encoding: str | None = None) -> bool:
    """Whether an encoding, that of standard output if none is named, is UTF-8."""
    return codecs.lookup(encoding or getattr(sys.stdout, "encoding", None) or "utf-8").name in (
        "utf-8",
        "utf-8-sig",
    )


def _byte_stream(stream: TextIO | None, number: int) -> Any:
    return (
        io.FileIO(os.devnull, "w")
        if stream is None
        else getattr(stream, "buffer", io.FileIO(number, "w", closefd=False))
    )


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def _is_terminal(stream: TextIO | None) -> bool:
    return bool(getattr(stream, "line_buffering", False))


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Replace what an output cannot carry by the nearest plain sign: a minus stays a minus."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return (
        "".join(PLAINER.get(sign, "?") for sign in error.object[error.start : error.end]),
        error.end,
    )
