"""`phaseline check CASE --watch`: what is printed as the files change."""

import argparse
import signal

import pytest

from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.cli.watching import watch
from phaseline.errors import QuestionError

CASE = """\
phaseline: 2
kind: case
id: mini
title: A harbour
question: How many?
as_of: "2031-04-10"
responder: harbour
challenger: island
actors: [{id: harbour, name: Harbour, kind: state}, {id: island, name: Island, kind: state}]
"""
FAULTY = "facts: [{id: boats, kind: weapon, says: Boats., said_by: nobody, status: asserted}]\n"


def watched(folder, *changes, **arguments) -> int:
    """
    The command while a user changes the file between two looks, and then ends it; nobody sleeps.
    """
    place, waiting = folder / "case.yaml", list(changes)
    args = {"json": False, "format": "text", "record": None, "write_hashes": False, **arguments}

    def pause(_):
        if not waiting:
            raise KeyboardInterrupt
        text = waiting.pop(0)
        if text is None:
            place.unlink()
        else:
            place.write_text(text, encoding="utf-8")

    return watch(
        argparse.Namespace(case=str(folder), **args),
        lambda: checked(read_case(folder, name="mini"), {}),
        pause=pause,
    )


@pytest.fixture
def folder(tmp_path):
    """The folder of a sound case."""
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def test_only_what_changes_is_printed(folder, capsys):
    """A fault comes, moves down a line, and is mended; the interrupt ends with 0."""
    status = watched(folder, CASE + FAULTY, CASE + "# a word\n" + FAULTY, CASE)

    come, moved, mended, _ = capsys.readouterr().out.strip().split("\nmini: ")
    nobody = "there is no 'nobody' among the actors"
    assert status == 0
    assert "watching; Ctrl-C ends" in come
    assert f"new: case.yaml:10:{FAULTY.index('nobody') + 1}: error PL501: {nobody}" in come
    assert "new: " not in moved
    assert "changed, with nothing new" in moved
    assert f"mended: PL501 facts.boats.said_by: {nobody}" in mended


def test_an_unchanged_case_is_checked_once(folder, capsys):
    """The same text written again is not the same time, and still nothing new."""
    watched(folder, CASE, CASE)

    assert "new: " not in capsys.readouterr().out


def test_a_file_that_an_editor_replaces_is_waited_for(folder, capsys):
    """Without its header the case cannot be read; a moment later it can."""
    status = watched(folder, None, CASE)

    out = capsys.readouterr().out
    assert status == 0
    assert "new: mini:1:1: error PL104" in out
    assert "mended: PL104" in out


@pytest.mark.parametrize("single", [{"json": True}, {"format": "github"}, {"record": "Ada"}])
def test_what_asks_for_one_answer_is_refused(folder, single):
    """A program that waits for JSON would wait for ever."""
    with pytest.raises(QuestionError, match="--watch prints what changes"):
        watched(folder, **single)


def test_a_case_that_is_not_there_is_refused(tmp_path, phaseline):
    """At once, with exit status 2."""
    assert phaseline("check", str(tmp_path / "none"), "--watch").status == 2


def test_who_asks_it_to_end_hears_that_it_has(folder, monkeypatch):
    """Ctrl-C is how a watch ends; a request to end passes on, and the command says 143."""
    monkeypatch.setattr("phaseline.cli.ending._received", [signal.SIGTERM])

    with pytest.raises(KeyboardInterrupt):
        watched(folder, CASE)
