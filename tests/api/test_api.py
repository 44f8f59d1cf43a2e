"""The front door gives what the commands give: the same numbers, as records."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from phaseline import api
from phaseline.errors import CaseError, QuestionError
from phaseline.game.spec import Game

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "ask_a_case.py"
KOREA = "korea-2024"


@pytest.fixture(scope="module")
def report():
    """The worked case, read and checked."""
    return api.open_case(KOREA)


@pytest.fixture(scope="module")
def case(report):
    """The worked case."""
    return api.case_of(report)


@pytest.fixture
def answered(phaseline):
    """What a command answers programs."""

    def answer(*words):
        ran = phaseline(*words, "--json")
        assert ran.status == 0, ran.err
        return json.loads(ran.out)

    return answer


def test_every_name_is_there_and_documented_in_order():
    """`__all__` is sorted, holds what can be had, and nothing else can be had."""
    assert list(api.__all__) == sorted(api.__all__)
    assert dir(api) == sorted(api.__all__)
    for name in api.__all__:
        assert getattr(api, name).__doc__.strip()
        assert getattr(api, name).__module__.startswith("phaseline.api.")
    with pytest.raises(AttributeError, match="no attribute 'whim'"):
        _ = api.whim


def test_the_front_door_loads_no_solver():
    """Who opens it waits for nothing that is not asked for."""
    heavy = "('numpy', 'clingo', 'yaml')"
    loaded = f"import sys, phaseline.api; print([n for n in {heavy} if n in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_a_faulty_case_is_read_and_then_refused_by_place(tmp_path):
    """Reading gives the diagnostics; asking for the case names each error with its line."""
    (tmp_path / "case.yaml").write_text("phaseline: 2\nkind: case\nid: c\ntitle: C\nas_of: soon\n")

    report = api.open_case(tmp_path)

    assert not report.is_sound
    with pytest.raises(CaseError) as refused:
        api.case_of(report)
    assert "case.yaml:5:8" in str(refused.value)


def test_a_case_that_is_not_there_is_a_question_error():
    """As at the command line."""
    with pytest.raises(QuestionError, match="no-such-case"):
        api.open_case("no-such-case")


def test_a_check_adds_what_the_law_says(report, answered, monkeypatch):
    """The command's diagnostics are those of the two steps together, where no texts are named."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    checked = api.check(report)

    listed = [(one["code"], one["message"]) for one in answered("check", KOREA)["diagnostics"]]
    assert len(checked.diagnostics) > len(report.diagnostics)
    assert [(one.code, one.message) for one in checked.diagnostics] == listed


def test_law_is_what_the_command_says(case, answered):
    """Cell by cell, with a change of law made."""
    findings = api.law(case, enacted=["loopholes_closed"])

    cells = answered("law", KOREA, "--enact", "loopholes_closed")["cells"]
    mine = [(one.option, one.reading, one.standing.value) for one in findings.cells]
    assert mine == [(one["option"], one["reading"], one["standing"]) for one in cells]


def test_votes_are_rounded_as_the_command_prints_them(case, answered):
    """One vote alone, by every whip count; and the same vote among all."""
    listed = answered("politics", KOREA, "--vote", "override")["vote"]

    counts = api.whip_counts(case, "override")
    assert [(vote.outlook.id, vote.outlook.chance) for vote in counts] == [
        (vote["id"], vote["chance"]) for vote in listed
    ]
    among_all = {vote.chance for vote in api.votes(case).votes if vote.id == "override"}
    assert among_all <= {vote.outlook.chance for vote in counts}
    assert among_all


def test_a_ladder_is_solved_as_by_the_command(case, answered):
    """Key by key; but for the head, which says which case it was."""
    game = api.game(case, "kim-step-down")

    answer = json.loads(json.dumps(api.solve(game)))

    assert isinstance(game, Game)
    theirs = answered("solve", KOREA, "--ladder", "kim-step-down")
    assert answer["leverage"] == pytest.approx(theirs["leverage"], abs=1e-9)
    assert set(answer) <= set(theirs)


def test_a_concept_that_there_is_not_is_refused(case):
    """Whoever mistypes it is not answered as if it had been left out."""
    with pytest.raises(QuestionError, match="evaluate, commit, no_commitment"):
        api.solve(api.game(case, "kim-step-down"), concept="comit")


def test_a_delivery_that_cannot_be_is_told_with_what_stands_in_its_way(case):
    """A share of one need, sooner than anything can arrive."""
    need = case.needs[0].id

    obstacles = api.obstacles(case, need, share=1.0, by="2024-12-05")

    assert obstacles.need == need
    assert obstacles.most < 1.0
    assert obstacles.conflict is not None or obstacles.reason


def test_the_brief_is_made_without_the_game(report):
    """An assessment gives the page and the plain data."""
    whole = api.assess(report)

    assert api.brief(whole).startswith("<!doctype html>")
    assert api.answer(whole)["game"] is None


def test_the_example_runs(capsys):
    """The cells of the notebook, from the first to the last."""
    runpy.run_path(str(EXAMPLE))

    assert "leverage" in capsys.readouterr().out


def test_a_case_is_read_without_its_check():
    """[hand] A chance of 1.5 is an error that the check finds; the reading is the same."""
    changes = {"assumptions.sight.best": "1.5"}

    whole = api.open_case("strait", changes=changes)
    quick = api.open_case("strait", changes=changes, is_checked=False)

    assert (whole.is_sound, quick.is_sound) == (False, True)
    assert quick.reading.case == whole.reading.case
    assert set(quick.diagnostics) < set(whole.diagnostics)
