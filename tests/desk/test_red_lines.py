"""Red lines about acts and tracks, beside those about families of technology."""

import re

import pytest
from desk.test_limits import HALL, read

from phaseline.case.check.report import checked
from phaseline.case.games import feared_subjects, red_line_sets
from phaseline.case.read import read_case
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.results import contest
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.register.ladders import red_lines
from phaseline.errors import QuestionError

OLD = "technologies: [{id: engine, title: An engine}]\n"
ACT = """acts:
  - {id: loan, title: Calling a loan, by: tarsk, is_done: unknown, goal: deterrence,
     cites: [{source: paper, locator: "1"}]}
"""
TRACK = """tracks:
  - {id: troops, title: Troops across the river, levels: [none, across], controlled_by: tarsk,
     seen: overt, at_start: none}
"""


def rewritten(path, sections, names):
    """The invented case, with other entries in the place of its technology."""
    text = HALL.read_text(encoding="utf-8")
    assert OLD in text
    text = text.replace(OLD, sections).replace("any_of: [engine]", f"any_of: [{names}]")
    (path / "hall.yaml").write_text(text, encoding="utf-8")
    return path / "hall.yaml"


@pytest.mark.parametrize(("section", "name"), [(ACT, "loan"), (TRACK, "troops")])
def test_a_red_line_is_about_an_act_or_a_track(tmp_path, section, name):
    """A case without any technology has its line, and the game that is played is the same."""
    hall, case = read(HALL), read(rewritten(tmp_path, section, name))
    games = [
        game_of(base_setting(case_read, case_read.policies[0]), best_values(case_read))
        for case_read in (hall, case)
    ]

    assert red_line_sets(case) == {"line": (name,)}
    assert red_lines(case).union == (name,)
    assert games[0] == games[1]


def test_what_a_line_leaves_out_is_of_the_kinds_that_lines_are_about(tmp_path):
    """Technologies are feared whether a line names them or not; an act is where a line does."""
    case = read(rewritten(tmp_path, OLD + ACT + TRACK, "troops"))

    assert feared_subjects(case) == ("engine", "troops")


def test_an_unknown_subject_has_the_nearest_of_any_kind_proposed(tmp_path):
    """Technologies, acts and tracks are searched."""
    path = rewritten(tmp_path, OLD + ACT, "laon")

    errors = [one for one in checked(read_case(path), {}).diagnostics if one.code == "PL501"]

    assert [one.message for one in errors] == [
        "there is no 'laon' among the technologies or acts or tracks"
    ]
    assert errors[0].fix == "replace 'laon' by 'loan'"


def test_red_lines_that_share_nothing_are_run_one_by_one(tmp_path):
    """
    Two lists without a common entry: each is run, and both together; what they share is nothing,
    which no comparison stumbles over, and which is refused in words where it is asked for.
    """
    text = rewritten(tmp_path, OLD + ACT, "engine").read_text(encoding="utf-8")
    (first,) = re.findall(r"  - \{id: line, .*\n", text)
    second = first.replace("id: line", "id: call").replace("[engine]", "[loan]")
    (tmp_path / "hall.yaml").write_text(text.replace(first, first + second), encoding="utf-8")
    case = read(tmp_path / "hall.yaml")
    assert red_line_sets(case)["intersection"] == ()

    (ladder, *_) = contest(case, draws=8).contenders

    assert [variant.name for variant in ladder.variants.lines] == ["line", "call", "union"]
    with pytest.raises(QuestionError, match="holds nothing: the lists of this case share no entry"):
        base_setting(case, case.policies[0], "intersection")
