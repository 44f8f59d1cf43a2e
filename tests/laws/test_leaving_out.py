"""
A part of a case that is left out, with what refers to it, leaves the rest: every command answers or
says what it lacks, none breaks down, and the brief is written.
"""

import json
import re

import pytest
from casefiles import (
    COMMANDS,
    DRAWN,
    LISTS,
    PARTS,
    PLAYED,
    SHIPPED,
    UNCHANGED,
    asked,
    cuts_of,
    without,
)
from deeds import AT_ONCE, DEEDS, done
from depth import IS_SOAK, soak
from particulars import PARTICULARS, PLAYING, QUICK, answered, ladder_of, reports_on

from phaseline.case.read import read_case

pytestmark = pytest.mark.slow  # whole commands are asked

ENGINES = ("check", "law", "politics", "supply", "ladders", "ask")
BRIEFLY = (*ENGINES, *(LISTS if IS_SOAK else ("show",)), "solve", "run")
"""What is asked of a case without one section; of one without a part, at the soak, all commands."""

BRIEFLY_OF_ONE = tuple(name for name in PARTICULARS if name not in PLAYING) if IS_SOAK else QUICK
ANSWERED = frozenset({0, 1})
LACKING = frozenset({2})  # what it is asked for is not there, and it says so


# Of a case whose game takes long what is looked at in `make test` is left out with its game.
DONE_AT_TEST = ("strait-everything", "strait-facts")
"""The cuts of which `make test` looks at what is done with what is left."""
SINGLE = re.compile("-(?:only|file)-")  # cuts of one section or one file

UNPLAYED = ("game", "law", "votes", "response", "everything")


def cuts_asked(shipped):
    """What is left out of a shipped case, each as an example of its own."""
    case = pytest.param(shipped) if isinstance(shipped, str) else shipped
    (name,) = case.values
    is_short = name in PLAYED and not IS_SOAK
    game = PARTS["game"] if is_short else ()
    for cut in cuts_of(name):
        at_soak = (soak,) if is_short and cut.id not in UNPLAYED else ()
        yield pytest.param(
            name,
            (*cut.values[0], *game),
            id=f"{name}-{cut.id}",
            marks=(*case.marks, *cut.marks, *at_soak),
        )


def questions_of(case, names):
    """What is asked about one thing of a case, where it holds any such thing."""
    for name in names:
        try:
            yield name, PARTICULARS[name](case)
        except pytest.skip.Exception:
            continue


def ladder_asked(case):
    """The ladder that is asked about alone; none where none is played."""
    try:
        return ladder_of(case)
    except pytest.skip.Exception:
        return ""


@pytest.mark.parametrize(
    ("name", "part"), [cut for shipped in SHIPPED for cut in cuts_asked(shipped)]
)
def test_a_part_that_is_left_out_leaves_the_rest(phaseline, tmp_path, name, part):
    """
    What reads the case answers; what plays it, or is asked about what is gone, answers or says what
    it lacks; and the brief of what is left is written.
    """
    place = without(name, part, tmp_path)
    UNCHANGED.add(place)
    case = read_case(place).case

    ladder = ladder_asked(case)
    is_asked_all = IS_SOAK and len(part) > 1
    commands = COMMANDS if is_asked_all else BRIEFLY
    names = PARTICULARS if is_asked_all else BRIEFLY_OF_ONE
    runs = {command: asked(phaseline, command, place, ladder) for command in commands}
    reports = [*reports_on(case)]
    about = {
        question: answered(phaseline, words, place, reports)
        for question, words in questions_of(case, names)
    }

    assert_answered(runs, about)
    assert (tmp_path / f"{place.name}-brief" / "brief.html").is_file()


@soak
@pytest.mark.parametrize(
    "part", [pytest.param(cut.values[0], id=cut.id) for cut in cuts_of("korea-2024")]
)
def test_a_part_that_is_left_out_leaves_what_plays_no_game(phaseline, tmp_path, part):
    """
    Of the worked case, whose game takes long, what plays none is asked of every cut by itself: it
    answers, and the brief without the game is written.
    """
    place = without("korea-2024", part, tmp_path)
    UNCHANGED.add(place)
    case = read_case(place).case

    runs = {name: asked(phaseline, name, place) for name in COMMANDS if name not in DRAWN}
    folder = tmp_path / "brief"
    runs["run"] = phaseline("run", str(place), "--no-game", "--out", str(folder), "--json")
    reports = [*reports_on(case)]
    about = {
        question: answered(phaseline, words, place, reports)
        for question, words in questions_of(case, [*PARTICULARS.keys() - PLAYING])
    }

    assert_answered(runs, about)
    assert (folder / "brief.html").is_file()


def assert_answered(runs, about):
    """What reads a case answered about it, and all else did or said what it lacks."""
    sure = {command for command in runs if command in (*ENGINES, *LISTS)}
    unanswered = {name: runs[name].err for name in sure if runs[name].status not in ANSWERED}
    assert unanswered == {}
    for question, run in (*runs.items(), *about.items()):
        assert run.status in ANSWERED | LACKING, (question, run.err)
        assert run.status in ANSWERED or run.err.startswith("phaseline: "), question
    assert runs["check"].status == 0
    assert runs["run"].status == 0, runs["run"].err
    assert json.loads(runs["run"].out)["findings"]


@pytest.mark.parametrize(
    ("name", "part", "deed"),
    [
        pytest.param(*cut.values, deed, id=f"{cut.id}-{deed}", marks=(*cut.marks, *marks))
        for shipped in SHIPPED
        for cut in cuts_asked(shipped)
        for deed in DEEDS
        for marks in [() if deed in AT_ONCE and cut.id in DONE_AT_TEST else (soak,)]
        if deed in AT_ONCE or not SINGLE.search(cut.id)
    ],
)
def test_what_is_done_with_a_case_is_done_without_a_part(phaseline, tmp_path, name, part, deed):
    """
    It is compared, entered, read, sketched and shown without a part as it is with it, or it is said
    in words what is missing for it.
    """
    place = without(name, part, tmp_path)
    UNCHANGED.add(place)

    told = done(deed, phaseline, place, tmp_path / "done")

    for question, came in statuses_of(told):
        assert came["status"] in {*ANSWERED, *LACKING, 200, 404}, (question, came)
        if came["status"] in LACKING:
            assert came["beside"].startswith("phaseline: "), question


def statuses_of(told, where=""):
    """Every answer in what came of a deed, and to what it is one."""
    if isinstance(told, dict) and "status" in told:
        yield where, told
    elif isinstance(told, dict):
        for key, inner in told.items():
            yield from statuses_of(inner, f"{where}.{key}")
