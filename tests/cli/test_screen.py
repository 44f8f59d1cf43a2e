"""A terminal shows an answer within its width, in bold, and page by page; a pipe gets it plain."""

import os
import pty
import subprocess
import sys
from itertools import product

import pytest

from phaseline.cli.screen import styled
from phaseline.present.wording.layout import narrowed, table, wrapped

PLAIN = {"TERM": "xterm", "COLUMNS": "80", "LINES": "10", "PAGER": "tr a-z A-Z"}


def seen(*words, **settings):
    """What a command shows on a terminal of 80 columns and 10 lines, and how it ended."""
    ours, theirs = pty.openpty()
    inherited = {
        name: text for name, text in os.environ.items() if name not in ("LESS", "NO_COLOR")
    }
    with subprocess.Popen(
        [sys.executable, "-m", "phaseline", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**inherited, **PLAIN, **settings},
    ) as process:
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        assert process.stderr.read() == b""
    return b"".join(parts).decode().replace("\r\n", "\n"), process.returncode


def piped(*words, **settings):
    """What the same command writes into a pipe."""
    ran = subprocess.run(
        [sys.executable, "-m", "phaseline", *words],
        capture_output=True,
        check=True,
        env={**os.environ, **PLAIN, **settings},
    )
    return ran.stdout.decode()


def test_a_long_answer_is_shown_by_the_pager_of_the_user():
    """All of it, where it is longer than the screen, and with the status of the command."""
    answer, status = seen("explain")

    assert status == 0
    assert answer == piped("explain").upper()


@pytest.mark.parametrize(
    ("words", "settings"),
    [
        (("explain", "--no-pager"), {}),
        (("explain",), {"LINES": "900"}),
        (("explain",), {"PAGER": "cat"}),
        (("explain",), {"TERM": "dumb"}),
        (("explain",), {"PAGER": "no-such-pager"}),
    ],
)
def test_an_answer_is_printed_at_once(words, settings):
    """Where that is asked for, where it fits, and where there is nothing to page with."""
    answer, _ = seen(*words, **{"NO_COLOR": "1", **settings})

    assert answer == piped("explain")


def test_a_pipe_gets_the_same_whatever_the_terminal():
    """Neither its width nor its pager concerns a program; a terminal is kept to its width."""
    words = ("facts", "strait")
    narrow, _ = seen(*words, "--no-pager", COLUMNS="50", NO_COLOR="1")

    assert piped(*words, COLUMNS="50") == piped(*words, COLUMNS="200", PAGER="cat")
    assert max(map(len, narrow.splitlines())) <= 50 < max(map(len, piped(*words).splitlines()))
    assert sorted(narrow.replace("─", "").split()) == sorted(
        piped(*words).replace("─", "").split()
    )  # cells are broken elsewhere, so that lines hold other words; none is lost


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        *product(["facts", "assumptions", "sources", "timeline", "ask"], [60, 80, 120]),
        *product(["ladders"], [80, 120]),  # seven columns, none narrower than its longest word
    ],
)
def test_no_line_is_wider_than_the_terminal(command, columns):
    """
    Whatever its width; on a wide one a paragraph ends at the hundred columns that are read. (A
    diagnostic is one line, which editors and programs read.)
    """
    words = (command, "strait", *(("4",) if command == "ask" else ()), "--no-pager")
    shown, _ = seen(*words, COLUMNS=str(columns), NO_COLOR="1")

    assert max(map(len, shown.splitlines())) <= columns


def test_titles_are_bold_on_a_terminal_alone():
    """And plain where NO_COLOR asks for it."""
    words = ("assumptions", "strait", "--affects", "ladders", "--no-pager")
    bold, _ = seen(*words)
    plain, _ = seen(*words, NO_COLOR="1")

    assert "\x1b[1mAssumptions\x1b[22m\n" in bold
    assert "\x1b" not in plain + piped(*words)


def test_severities_have_colours():
    """A word of a sentence is none."""
    assert styled("a.yaml:1: error PL203: an error") == (
        "a.yaml:1: \x1b[31merror\x1b[39m PL203: an error"
    )
    assert styled("warning PL6: x").startswith("\x1b[33mwarning")


def test_a_table_gives_way_from_its_widest_columns():
    """Down to the longest word of each; a wide terminal changes nothing, nor what comes after."""
    rows = [("one", "two words and three more of them here")]
    wide = table(("a", "b"), rows, widths=(10, 60))

    with narrowed(40):
        narrow = table(("a", "b"), rows, widths=(10, 60))
        paragraph = wrapped("word " * 20)
    with narrowed(200):
        assert table(("a", "b"), rows, widths=(10, 60)) == wide

    assert max(map(len, narrow.splitlines())) == 40  # 10 and two blanks leave 28 of 60
    assert max(map(len, paragraph.splitlines())) <= 40
    assert table(("a", "b"), rows, widths=(10, 60)) == wide
