"""What all ladders are held against, whether or not a game names it."""

import shutil

import pytest
from casefiles import FLAT

from phaseline.case.games import baseline_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.at_best import changes_at_best
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.desk.comparison.results import contest
from phaseline.desk.findings.effects import same_games
from phaseline.desk.findings.question_inputs import own_ladders
from phaseline.present.wording.game import baseline_words

NAMED = "    yardstick: nothing\n"


@pytest.fixture(scope="module")
def case():
    """The tiny case, which names the first of its ladders."""
    return read_case(case_path("strait")).case


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory):
    """The same without the name."""
    folder = tmp_path_factory.mktemp("baseline") / "strait"
    shutil.copytree(case_path("strait"), folder)
    game = folder / "game.yaml"
    text = game.read_text(encoding="utf-8")
    assert NAMED in text
    game.write_text(text.replace(NAMED, ""), encoding="utf-8")
    return read_case(folder, name="strait").case


def test_a_game_that_names_none_is_held_against_its_first_ladder(case, unnamed):
    """Every question leaves out the same ladder, and calls the same one the baseline."""
    first, *others = case.policies.ids

    assert unnamed.game.yardstick == ""
    assert baseline_of(unnamed).id == baseline_of(case).id == first
    assert [*changes_at_best(unnamed)] == [*leaking_ladders(unnamed)] == others
    assert changes_at_best(unnamed) == changes_at_best(case)
    assert own_ladders(unnamed) == own_ladders(case)
    assert first not in own_ladders(unnamed)
    assert baseline_words(unnamed) == baseline_words(case)


def test_what_is_found_of_it_is_what_a_named_one_gives(case, unnamed):
    """One ladder comes to what the baseline does, so that no step of either is felt."""
    findings = [same_games(each, contest(each, depth=FLAT, draws=8)) for each in (case, unnamed)]

    assert findings[0] == findings[1]
    assert [finding.is_nothing for finding in findings[1]] == [True]


def test_another_one_is_left_out_where_it_is_named(case):
    """Held against the patient ladder, nothing is a ladder as others are."""
    other = read_case(case_path("strait"), changes={"games.main.yardstick": "patient"}).case

    assert baseline_of(other).id == "patient"
    assert [*leaking_ladders(other)] == ["nothing", "firm", "buoys"]
    assert "patient" not in changes_at_best(other)
