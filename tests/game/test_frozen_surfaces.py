"""
The surface of consent, detection and lead on the games of the worked case as they once stood: by
how many months one ladder is ahead of another.
"""

import numpy as np
import pytest
from asking import game_of
from frozen_games import frozen, with_sight, with_vote

from phaseline.desk.comparison.surfaces import bend_reasons, bent_axes, boundary, on_grid
from phaseline.game.leaks import LeakKind, periods_across, without_leaks

ALWAYS = 24.0  # without a ladder every type is across in all 24 months
FALSE_ALARM, REPORTS = 0.105, 2  # of the games as they stood
DETECTION, LEAD = 0.375, 8


def months(ladder, *, consent, detection=DETECTION, lead=LEAD, lifted=()):
    """The change of months of a ladder for each of several consents, detections or leads."""
    games = []
    for chance, seen, periods in np.broadcast(consent, detection, lead):
        data = with_vote(frozen(ladder), chance=float(chance), lead=int(periods))
        data = with_sight(data, detection=float(seen), false_alarm=FALSE_ALARM, reports=REPORTS)
        games.append(without_leaks(game_of(data), lifted))
    return periods_across(games) - ALWAYS


def ahead_of_step_down(lifted=()):
    """By how many months hold-fire is ahead of the step-down ladder as it stood."""
    other = periods_across([game_of(frozen("kim-step-down"))])[0] - ALWAYS

    def margin(places):
        consent, detection = np.array(places).T
        return other - months("hold-fire", consent=consent, detection=detection, lifted=lifted)

    return margin


def test_hold_fire_turns_ahead_near_a_consent_of_270():
    """The design's .270 ± .005, at a detection of 3 in 8 and a lead of 8; −.703 at an even vote."""
    points = ((0.2, 0.3, 0.5), (DETECTION,))
    margin = ahead_of_step_down()
    turns = boundary(margin, points, on_grid(margin, points))

    assert [first for first, _ in turns] == pytest.approx([0.270], abs=0.005)
    assert months("hold-fire", consent=[0.5]) == pytest.approx([-0.703], abs=0.0005)


def test_more_consent_never_lowers_what_the_ladder_changes():
    """At every detection and lead months only fall as consent grows: the threat is credible."""
    consent = np.linspace(0.02, 1.0, 8)
    for detection in (0.2, 0.375, 0.7):
        for lead in (0, 4, 8):
            change = months("hold-fire", consent=consent, detection=detection, lead=lead)
            assert (np.diff(change) <= 1e-9).all(), (detection, lead)


def test_what_runs_its_course_is_why_being_seen_more_may_deter_less():
    """
    At a consent of .65, being seen in 95 of 100 months deters less than in 90: once two reports
    have called, nothing is saved by stopping. Were the order taken back at once, it would deter
    more.
    """
    points = ((0.65, 1.0), (0.8, 0.85, 0.9, 0.95))
    solved = on_grid(ahead_of_step_down(), points)

    assert bent_axes(solved) == (1,)
    assert solved[0, 3] < solved[0, 2]
    reasons = bend_reasons(
        lambda kind: ahead_of_step_down((kind,)),
        (LeakKind.STANDDOWN,),
        points,
        (1,),
    )
    assert reasons == {1: LeakKind.STANDDOWN}
