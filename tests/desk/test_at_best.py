"""What every course changes at the best values alone."""

import pytest
from casefiles import FLAT

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison import at_best
from phaseline.desk.comparison.at_best import changes_at_best
from phaseline.desk.comparison.results import contest


@pytest.fixture(scope="module")
def case():
    """The tiny case."""
    return read_case(case_path("strait")).case


def test_it_is_the_first_of_the_draws(case):
    """The whole comparison takes the best values first, and comes to the same there."""
    comparison = contest(case, depth=FLAT, draws=8)

    changes = changes_at_best(case)

    for ladder in comparison.contenders:
        if ladder.policy.id in changes:
            studied = ladder.studied  # the best values come first, then the draws
            first = studied.mine["inside"][0] - studied.theirs["inside"][0]
            assert changes[ladder.policy.id] == pytest.approx(first, abs=1e-9)
    assert len(changes) == len(comparison.contenders) - 1


def test_what_is_seen_more_often_is_deterred_more():
    """[hand] a threat that is never carried out unseen bites the more, the more is seen."""
    blind, seeing = (
        read_case(case_path("strait"), changes={"assumptions.sight.best": sight}).case
        for sight in ("0.2", "0.7")
    )

    assert sum(changes_at_best(seeing).values()) < sum(changes_at_best(blind).values())


def test_ladders_that_share_a_yardstick_have_it_played_once(case, monkeypatch):
    """
    [hand] Three ladders; those of the phased policy play one more track than the third, so that
    there are two yardsticks: five games.
    """
    played = []

    def counted(setting, *values, **how):
        played.append(setting)
        return figures(setting, *values, **how)

    figures = at_best.figures
    monkeypatch.setattr(at_best, "figures", counted)

    assert len(changes_at_best(case)) == 3
    assert len(played) == 5
