"""
A demand of a case that the other side meets, by closed form.

Tarsk keeps its stocks unless a siege, from the second month on, takes more of it (.4 to .6 a month)
than they are worth; to some they are worth .1 to .3, to the others .8 to 1. It can hand them over
only once a door is open, which opens at the end of any month with the chance c. So one of the first
kind hands over in the month after the door has opened, and none of the second does: within k months
the demand is met with the share of the first kind times 1 - (1 - c)^(k - 1).
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.games import may_be_met
from phaseline.case.model.play import Begun
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.results import contest
from phaseline.desk.findings.effects import calm_if_complying
from phaseline.desk.findings.question_inputs import AssuranceRange, QuestionInputs
from phaseline.terms.entries import Entries

STORE = Path(__file__).parent / "store.yaml"
HORIZONS = (3, 8)  # months
SOON = 0.1  # the chance c, at best
SHARE = 0.6  # of those who give in, at best: .6 and .4 are entered
HALF = 0.5  # as likely as a demand has to be met for a goal
DRAWS = 16
NEAR = 2e-6  # a goal is reached beyond a millionth of a chance, which grows by .8 to .9 of a number


def within(chance, months):
    """The chance that one who would give in has handed over within some months."""
    return 1 - (1 - chance) ** (months - 1)


@pytest.fixture
def asked(phaseline):
    """A command's answer about the case, as JSON."""

    def answered(command, *words):
        ran = phaseline(command, str(STORE), *words, "--json")
        assert ran.status == 0, ran.err
        return json.loads(ran.out)

    return answered


@pytest.mark.parametrize("months", HORIZONS)
def test_who_gives_in_hands_over_within_k_months_by_closed_form(asked, months):
    """
    At c = .1: .19 within three months and 1 - .9^7 within eight, after the sum of
    i c (1 - c)^(i - 2) over i from 2 to k, divided by that; none of the time after it is spent
    across the line, and who holds out meets it never.
    """
    met = asked("solve", "--ladder", "hold", "--draws", "8")["demand"]

    moments = sum(i * SOON * (1 - SOON) ** (i - 2) for i in range(2, months + 1))
    assert met["soft"][str(months)] == pytest.approx(
        {
            "chance": within(SOON, months),
            "periods": moments / within(SOON, months),
            "across": 0.0,
        }
    )
    assert met["hard"][str(months)] == {"chance": 0.0, "periods": None, "across": None}


def test_without_the_siege_nobody_hands_over(asked):
    """Set to cost a twentieth, less than the stocks are worth to anybody, it is met never."""
    cheap = ("--set", "assumptions.loss.low=0.05", "--set", "assumptions.loss.best=0.05")
    met = asked("solve", "--ladder", "hold", "--draws", "8", *cheap)["demand"]

    assert {kind: by_horizon["8"]["chance"] for kind, by_horizon in met.items()} == {
        "soft": 0.0,
        "hard": 0.0,
    }


def test_what_it_takes_is_where_the_closed_form_is_one_half(asked):
    """
    With .6 of those who give in, .6 (1 - (1 - c)^7) is one half at c = 1 - (1/6)^(1/7) = .2258;
    with c = .1 the share would have to be .5 / (1 - .9^7) = .9584, of which .6 to r makes
    r = .0260. Both kinds give in where the stocks are worth less than the siege, .5, or the siege
    costs more than they are worth, .9: the chance is 1 - .9^7 = .5217 then.
    """
    answer = asked("need", "--for", "met:stocks", "--ladder", "hold")

    turns = {single["address"].removeprefix("assumptions."): single for single in answer["single"]}
    assert not answer["reached"]
    assert turns["opens"]["value"] == pytest.approx(1 - (1 / 6) ** (1 / 7), abs=NEAR)
    assert turns["rest"]["value"] == pytest.approx(SHARE * (within(SOON, 8) / HALF - 1), abs=NEAR)
    assert turns["much"]["value"] == pytest.approx(0.5, abs=NEAR)
    assert turns["loss"]["value"] == pytest.approx(0.9, abs=NEAR)
    assert [single for single in turns if turns[single]["inside"]] == ["opens"]


def test_a_claim_that_it_is_met_is_judged_draw_by_draw_by_the_closed_form():
    """In each draw the demand is met where the closed form is one half or more at its numbers."""
    case = read_case(STORE).case
    plan = design(case, count=DRAWS)
    expected = [
        soft / (soft + hard) * within(chance, max(HORIZONS))
        for soft, hard, chance in (
            (
                draw.of("assumptions.share"),
                draw.of("assumptions.rest"),
                draw.of("assumptions.opens"),
            )
            for draw in plan.draws
        )
    ]

    (verdict,) = contest(case, draws=DRAWS).claims
    figures = {figure.of.value: figure for figure in verdict.tested.figures}

    assert verdict.share == sum(chance >= HALF for chance in expected) / DRAWS
    assert figures["met_on_average"].value == pytest.approx(sum(expected) / DRAWS)
    assert 0 < verdict.share < 1


def test_what_is_met_is_told(phaseline):
    """19 % within three months, after 2.47, and 52 % within eight, after 4.58; the others never."""
    said = phaseline("solve", str(STORE), "--draws", "8").out

    assert "19 %, after 2.5 months" in said
    assert "52 %, after 4.6 months" in said
    assert "never" in said


def test_nobody_is_told_to_comply_with_what_nobody_can_give():
    """
    Without a move that leads to the assurance the game leaves no way to meet the demand: nothing is
    said of one who complies. A track that stands there from the first, or may, needs no move.
    """
    case = read_case(case_path("strait"), name="strait").case
    policy = case.policies["patient"]
    (track,) = [track for track in case.game.tracks if track.id == "assurance"]
    refusing = replace(track, moves=[move for move in track.moves if move.end == "refused"])
    given = Begun(level="given", chance="assumptions.begun")
    inputs = QuestionInputs(assured={"patient": AssuranceRange(calm=0.9, stopped=1.0, lasting=0.0)})

    cases = [
        with_track(case, changed)
        for changed in (track, refusing, replace(refusing, begun=(given,)))
    ]

    assert [may_be_met(one, policy) for one in cases] == [True, False, True]
    assert [len(calm_if_complying(one, inputs)) for one in cases] == [1, 0, 1]


def with_track(case, changed):
    """A case whose game plays one of its tracks otherwise."""
    tracks = Entries(
        tuple(changed if track.id == changed.id else track for track in case.game.tracks)
    )
    return replace(case, games=Entries((replace(case.game, tracks=tracks),)))
