"""`phaseline offer`: game files and cases, what is refused, what programs and readers are given."""

import json
from pathlib import Path

import pytest

CASE = "strait"
ONE_PERIOD = """\
phaseline: 1
kind: game
title: An act under an eye that sees a fifth
time: {horizon: 1}
challenger:
  tracks:
    - id: tech
      levels: [none, crossed]
      moves: [{do: up, from: none, to: crossed}]
      reports: {labels: [clean, alarm], likelihood: {none: [0.95, 0.05], crossed: [0.8, 0.2]}}
  types: [{id: t, gain: {tech: {crossed: 1}}}]
red_line: {tech: [crossed]}
monitor: {kind: last_report}
ladder:
  rungs: [{id: r0}, {id: r1, loss: 1.2}]
  policy: {enter: {r1: alarm}}
solve: {horizons: [1]}
"""


@pytest.fixture
def file(tmp_path) -> str:
    """A game of one period, of which everything is known by hand."""
    path = tmp_path / "one-period.yaml"
    path.write_text(ONE_PERIOD, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((CASE, "--inducement", "-1"), "inducement: found -1; expected a number of at least 0"),
        ((CASE, "--verification", "1.5"), "found 1.5; expected a chance from 0 to 1"),
        ((CASE, "--verification", "nan"), "expected a chance from 0 to 1"),
        ((CASE, "--inducement", "inf"), "inducement: found inf"),
        ((CASE, "--inducement", "plenty"), "--inducement: found 'plenty'; expected a number"),
        ((CASE, "--inducement", "0.1", "--ladder", "fim"), "there is no ladder 'fim'"),
        ((CASE, "--inducement", "0.1", "--ladder", "nothing"), "held against"),
        ((CASE, "--offer", "tea"), "there is no offer 'tea' in this case (there are: none)"),
        ((CASE,), "nothing is offered: the case names no offer"),
    ],
)
def test_a_wrong_offer_is_refused_before_any_work(phaseline, words, said):
    """The exit status is 2, and the message says what was found and what was expected."""
    ran = phaseline("offer", *words)

    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_file_has_one_ladder_and_its_own_offer_or_none(phaseline, file):
    """A ladder is a question to a case; a file without an offer needs one in words."""
    ran = phaseline("offer", file, "--ladder", "r1", "--inducement", "1")
    assert (ran.status, ran.out) == (2, "")
    assert "a game file holds one of each" in ran.err
    ran = phaseline("offer", file)
    assert (ran.status, ran.out) == (2, "")
    assert "the file has no `offer`" in ran.err


def test_the_offer_of_a_file_is_answered_as_its_closed_form(phaseline, file):
    """
    With y = L = 1.2 and s = .5 it is kept from d = 1/2.4 + .05 = .4667 to (1.2 − .12 − .76)/.5 =
    .64. At .55 it is worth 1.2 − .12 − .275 = .805, without it 1 − .24 = .76; the responder pays
    .95 · 1.2 = 1.14.
    """
    offer = "offer: {inducement: 1.2, verification: 0.55, transparency: 0.5}\n"
    Path(file).write_text(ONE_PERIOD + offer, encoding="utf-8")
    ran = phaseline("offer", file, "--json")
    answer = json.loads(ran.out)

    assert ran.status == 0
    (side,), (window,) = answer["types"], answer["window"]
    assert (side["accepts"], side["keeps"]) == (True, True)
    assert side["value"] == pytest.approx({"without": 0.76, "with": 0.805})
    assert answer["value_R"] == pytest.approx({"without": 0.0, "with": -1.14})
    assert answer["across"] == {"without": 1.0, "with": 0.0}
    assert window["kept"] == [pytest.approx([1 / 2.4 + 0.05, 0.64], abs=1e-4)]
    assert answer["window_common"] is True
    assert answer["exchange"]["detection"] == pytest.approx(1 / 1.2 + 0.05, abs=1e-4)
    assert answer["dilemma"]["assured"] == pytest.approx({"without": 0.95, "with": 0.95})
    assert answer["dilemma"]["threatened"] == pytest.approx({"without": 0.2, "with": 0.55})


def test_an_empty_window_is_an_answer(phaseline, file):
    """At s = .7 nothing is taken up that is kept: the exit status is 0, and it is said."""
    words = ("--inducement", "1.2", "--verification", "0.55", "--transparency", "0.7")
    ran = phaseline("offer", file, *words)

    assert ran.status == 0
    assert "nowhere" in ran.out
    assert "There is none at which every type takes it up and keeps it." in ran.out


def test_a_case_is_asked_beside_one_ladder_or_all(phaseline):
    """
    The commitment is what the ladder demands; what pays next to nothing for it moves nobody across
    the line, and is taken up by everybody.
    """
    ran = phaseline("offer", CASE, "--ladder", "patient", "--inducement", "0", "--json")
    answer = json.loads(ran.out)
    offered = answer["offered"]
    assert (ran.status, answer["ladder"], answer["refused"]) == (0, "patient", None)
    assert offered["offer"]["while"] == {"assurance": "given"}
    assert all(side["accepts"] for side in offered["types"])
    assert offered["across"]["with"] == offered["across"]["without"]
    assert offered["value_R"]["with"] == offered["value_R"]["without"]
    ran = phaseline("offer", CASE, "--inducement", "0.1")
    assert ran.status == 0
    assert "patient: an offer beside it" in ran.out
    assert "firm: an offer beside it" in ran.out
    assert "not a forecast" in ran.out


def test_a_case_is_told_by_its_titles(phaseline):
    """
    What the commitment is about, what is promised and the kinds stand by the words of the case.
    """
    ran = phaseline("offer", CASE, "--ladder", "patient", "--inducement", "0.1")
    text = " ".join(ran.out.split())

    assert ran.status == 0
    assert "with Norland's written assurance at “given” and no rung above “Ask” in force" in text
    assert "is paid well for the gear" in text
    for name in ("bold", "careful", "R1"):
        assert name not in text


def test_a_game_that_ends_before_a_horizon_is_counted_to_its_end(phaseline, tmp_path):
    """One month is played: nothing is said of twelve, though the file asks for both."""
    path = tmp_path / "act.yaml"
    path.write_text(ONE_PERIOD.replace("horizons: [1]", "horizons: [12, 24]"), encoding="utf-8")

    text = " ".join(phaseline("solve", str(path)).out.split())

    assert "crosses within 1 month: 100 %" in text
    assert "over 1 month:" in text
    assert "12" not in text
    assert "24" not in text
