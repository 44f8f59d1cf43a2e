"""Triggers by the reports that they wait for, against closed forms and the monitor of the game."""

from itertools import product

import numpy as np
import pytest

from phaseline.explore.triggers import called_within, trigger_map
from phaseline.game.monitors.counter import CounterMonitor


def test_one_report_has_come_unless_all_periods_were_quiet():
    """1 − (1 − p)ⁿ."""
    report = np.array([0.1, 0.5, 1.0])
    for periods in (1, 6, 24):
        assert called_within(report, 1, (periods,))[0] == pytest.approx(1 - (1 - report) ** periods)


def test_two_reports_by_hand():
    """
    Within three periods, a report being r and a quiet period q: rr, qrr; rqr stands at 1 again and
    has not called. So r² + q·r².
    """
    assert called_within(np.array([0.3]), 2, (3,))[0, 0] == pytest.approx(0.3**2 * (1 + 0.7))


@pytest.mark.parametrize("reports", [1, 2, 3])
def test_reports_are_counted_as_the_game_counts_them(reports):
    """Every string of eight reports and quiet periods, through the counter of the game."""
    automaton = CounterMonitor(up=reports, down=0).automaton(("quiet", "report"))
    chance = 0.35
    called = 0.0
    for string in product((0, 1), repeat=8):
        state, has_called = automaton.origin, False
        for label in string:
            state = automaton.following(state, label)
            has_called |= automaton.states[state] == reports
        called += has_called * chance ** sum(string) * (1 - chance) ** (8 - sum(string))
    assert called_within(np.array([chance]), reports, (8,))[0, 0] == pytest.approx(called)


def test_a_map_by_hand():
    """
    Noticed at .5, mistaken at .1, horizons 2 and 4, one report: too early 1 − .9² = .19; in time
    .75; too late .9375 − .75; never .0625. Two reports: early .01, in time .25. Wrong .44 and .76.
    """
    errors = trigger_map("line", np.full(3, 0.5), np.full(3, 0.1), (2, 4))
    first, second = errors.errors[:2]
    assert first.early.median == pytest.approx(0.19)
    assert first.in_time.median == pytest.approx(0.75)
    assert first.late.median == pytest.approx(0.1875)
    assert first.never.median == pytest.approx(0.0625)
    assert (second.early.median, second.in_time.median) == pytest.approx((0.01, 0.25))
    assert errors.fewest_wrong == (1,)


def test_where_nothing_is_told_apart_all_triggers_are_as_wrong():
    """As many mistakes as reports: too early is as likely as in time, whatever is waited for."""
    errors = trigger_map("line", np.full(3, 0.4), np.full(3, 0.4), (3, 6))
    assert errors.fewest_wrong == tuple(range(1, len(errors.errors) + 1))
