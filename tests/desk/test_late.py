"""Ladders announced late: against games that begin then, and the time that their rungs take."""

from dataclasses import replace

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.case.games import policy_of
from phaseline.desk.comparison import late
from phaseline.desk.comparison.draws import SEED, design
from phaseline.desk.comparison.late import late_ladder, lead_of
from phaseline.game.compile.games import spans
from phaseline.game.spec import RungSpec, Vote


@pytest.fixture(scope="module")
def strait():
    """The strait, and eight draws of it."""
    case = case_of(open_case("strait"))
    return case, design(case, count=8, seed=SEED, chunk=0).draws


def test_a_later_announcement_is_a_shorter_game_begun_where_the_other_led_to(strait):
    """
    By another road: where the line is crossed for certain from the start and nothing but acts moves
    anything, the yardstick's game stays where it is, so that an announcement in period five of
    twelve changes what one at once does in a game of seven.
    """
    case, draws = strait
    still = [
        replace(values, values={**values.values, "begun": 1.0, "ice": 0.0}) for values in draws
    ]
    short = replace(case, horizon=(6, 7))
    whole = late_ladder(case, policy_of(case, "patient"), still)
    rest = late_ladder(
        short, policy_of(short, "patient"), [replace(values, case=short) for values in still]
    )
    assert whole is not None
    assert rest is not None
    place = whole.announced.index(5)
    assert np.abs(rest.change[0]).max() > 0.05
    assert whole.change[place] == pytest.approx(rest.change[0], abs=1e-8)


def test_draws_that_take_other_times_are_not_held_together(strait, monkeypatch):
    """
    The last rung of the patient ladder comes after one, two or three months, as the draw has it: no
    two draws that differ in it are played together, for each would hold the states of both.
    """
    case, draws = strait
    together, walked = [], late.played_quickly
    monkeypatch.setattr(
        late, "played_quickly", lambda games: together.append(games) or walked(games)
    )
    patient = late_ladder(case, policy_of(case, "patient"), draws)
    times = [{spans(game) for game in games} for games in together]
    assert patient is not None
    assert {len(alike) for alike in times} == {1}
    assert len({span for alike in times for span in alike if len(span) == 3}) > 1  # of its rungs


def test_a_rung_takes_as_long_as_it_is_under_way(strait):
    """
    The buoys come by a ferry that takes half a month to a month and a half, in whole months, and
    wait for a ministry that may not act; the lowest rung of the ladder needs nobody and no time.
    """
    case, draws = strait
    buoys = late_ladder(case, policy_of(case, "buoys"), draws)
    patient = late_ladder(case, policy_of(case, "patient"), draws)
    assert buoys is not None
    assert patient is not None
    times = buoys.rungs["B1"]
    assert times.lead.tolist() == [round(row.values["crossing-time"]) for row in draws]
    assert ((times.consent > 0.3) & (times.consent < 0.9)).all()
    assert patient.rungs["R1"].lead.tolist() == [0] * 8
    assert patient.rungs["R1"].consent.tolist() == [1] * 8


def test_rungs_that_one_vote_decides_share_its_time():
    """
    A vote that takes eight months stands with the first of two rungs; called alone, the second
    takes them too, and a month of delivery; a rung without a vote takes its delivery.
    """
    vote = Vote(chance=0.5, lead=8)
    rungs = (
        RungSpec(id="low", lead=2),
        RungSpec(id="first", consent=vote),
        RungSpec(id="second", consent=replace(vote, lead=0, same_as="first"), lead=1),
    )
    assert [lead_of(rung, rungs) for rung in rungs] == [2, 8, 9]
