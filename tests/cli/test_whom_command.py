"""`phaseline whom`: of game files and of cases, in words and for programs."""

import json
from pathlib import Path

import pytest

CASE = "strait"
DUEL = str(Path(__file__).parents[2] / "docs" / "reference" / "two-challengers.yaml")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("whom", CASE, "--ladder", "nothing"), "what all ladders are held against"),
        (("whom", CASE, "--ladder", "fim"), "there is no ladder 'fim'"),
        (("whom", DUEL, "--ladder", "firm"), "a game file holds one ladder"),
        (
            ("whom", DUEL, "--json", "--set", "solve.concept=no_commitment"),
            "whom is asked of a ladder",
        ),
        (("solve", DUEL), "ask `phaseline whom`"),
    ],
)
def test_a_wrong_question_is_refused(phaseline, words, said):
    """The exit status is 2, the message says what there is, and nothing is printed."""
    ran = phaseline(*words)

    assert ran.status == 2
    assert said in " ".join(ran.err.split())
    assert ran.out == ""


@pytest.mark.parametrize("command", [("whom",), ("offer", "--inducement", "1"), ("projects",)])
@pytest.mark.parametrize(
    ("kind", "fix"),
    [("crisis", "solve"), ("dyad", "solve"), ("textbook", "solve"), ("classic", "classics")],
)
def test_a_published_model_is_sent_to_what_answers_it(phaseline, tmp_path, command, kind, fix):
    """A file of another kind is named with its kind, its line and the command that answers it."""
    path = tmp_path / "model.yaml"
    path.write_text(f"phaseline: 1\nkind: {kind}\n", encoding="utf-8")

    ran = phaseline(command[0], str(path), *command[1:])

    assert (ran.status, ran.out) == (2, "")
    assert "model.yaml:2:7" in ran.err
    assert f"a file of the kind '{kind}'" in ran.err
    assert f"ask `phaseline {fix}" in ran.err


def test_a_kind_that_is_a_list_is_named_as_what_it_is(phaseline, tmp_path):
    """`kind: [dyad]` is no question of formats: the list is shown, and the word that was meant."""
    path = tmp_path / "model.yaml"
    path.write_text("phaseline: 1\nkind: [dyad]\n", encoding="utf-8")

    ran = phaseline("whom", str(path))

    assert (ran.status, ran.out) == (2, "")
    assert "model.yaml:2:1" in ran.err
    assert "`kind` is '[\"dyad\"]', not a word" in ran.err
    assert "write `kind: dyad`" in ran.err


def test_two_ways_are_both_told(phaseline):
    """
    With losses of 1.0 and .8, seen with .5, both corners stay: neither is left out, and the page
    says that the model does not choose.
    """
    ran = phaseline("whom", DUEL)
    text = " ".join(ran.out.split())

    assert ran.status == 0
    assert "Where all begin by complying:" in text
    assert "Where all begin by crossing:" in text
    assert "the model does not say which it is" in text
    assert "Pyongyang is held through moscow" in text


def test_a_row_of_zeros_is_said_in_words(phaseline):
    """
    A rung that no longer answers Pyongyang costs it nothing: its row is zero, and that is said.
    """
    changes = ("ladder.rungs.on-pyongyang.loss=0", "ladder.rungs.on-both.loss_on.pyongyang=0")
    ran = phaseline("whom", DUEL, *(word for change in changes for word in ("--set", change)))

    assert ran.status == 0
    text = " ".join(ran.out.split())
    assert "On troops, nothing that is threatened deters pyongyang" in text


def test_a_game_file_gives_programs_holds_by_rung(phaseline):
    """
    What a try costs Moscow, .5 · 1.0, stands at the rung that answers it alone, and every key of
    the page is there.
    """
    ran = phaseline("whom", DUEL, "--json")
    answer = json.loads(ran.out)

    assert [challenger["id"] for challenger in answer["challengers"]] == ["moscow", "pyongyang"]
    moscow, pyongyang = answer["holds"]["compliant"]
    assert moscow["by_rung"]["on-moscow"] == pytest.approx(0.5)
    assert pyongyang["by_rung"]["on-pyongyang"] == pytest.approx(0.4)
    (types,) = answer["types"]
    assert types["is_unique"] is False
    assert types["corners"]["crossing"]["periods_across"] == {"moscow": 1, "pyongyang": 1}
    assert answer["file"]["name"] == DUEL


def test_one_challenger_is_an_answer(phaseline):
    """A case that tells nobody apart has one challenger, by its name, and the exit status is 0."""
    ran = phaseline("whom", CASE, "--ladder", "firm")

    assert ran.status == 0
    assert "Everything here is decided by Norland." in ran.out


def test_a_case_is_told_by_its_titles(phaseline):
    """
    What crosses, the kinds of challenger and the rungs stand by the words of the case; no id of a
    track, a kind or a rung is left.
    """
    ran = phaseline("whom", CASE, "--ladder", "firm")
    text = " ".join(ran.out.split())

    assert "On handovers, nothing that is threatened deters Norland" in text
    assert "Nobody can consent to “Stop the grain”" in text
    assert "is paid well for the gear" in text
    for name in ("bold", "careful", "R3", "challenger"):
        assert name not in text


def test_periods_are_called_what_the_case_and_the_file_call_them(phaseline):
    """The small case counts months; a file whose period is a week counts weeks, in words too."""
    months = phaseline("whom", CASE, "--ladder", "firm")
    weeks = phaseline("whom", DUEL, "--set", "time.period=week")
    answer = json.loads(phaseline("whom", DUEL, "--set", "time.period=week", "--json").out)

    assert "Months across, of 12, by type:" in months.out
    assert "Weeks across, of 1, by type:" in weeks.out
    assert "for 1 more of 1 week." in " ".join(weeks.out.split())
    assert answer["unit"] == "week"


def test_all_ladders_are_a_list(phaseline):
    """Without --ladder, every completed ladder but the yardstick is answered, each by its id."""
    ran = phaseline("whom", CASE, "--json")
    answer = json.loads(ran.out)

    assert [ladder["ladder"] for ladder in answer["ladders"]] == ["patient", "firm", "buoys"]
    assert all(ladder["not_answered"] is None for ladder in answer["ladders"])
