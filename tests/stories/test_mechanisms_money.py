"""Money, technology, recommendations and brakes, as a reader sees them."""

from collections import Counter

import pytest

from phaseline.case.values import derivation


def test_the_aid_figure_is_worth_19_7_months_of_payments_and_its_scope_is_open(
    korea, entry, phaseline
):
    """394 / 20 = 19.7; financial contributions only or all aid, and the year is not over."""
    found = derivation(korea, entry("derived.aid-in-months"))

    shown = phaseline("show", "korea-2024", "facts.aid-so-far").out

    assert found.value.number == pytest.approx(19.7)
    assert "scope: Financial contributions only, or all aid" in shown
    assert "so far this" in entry("facts.aid-so-far").cites[0].exact


def test_each_technology_has_the_effect_that_a_paper_states_and_mirv_has_none(korea, phaseline):
    """
    Submarine second strike, satellite reconnaissance, aircraft air superiority, re-entry missiles;
    nothing is said of multiple vehicles.
    """
    effects = {technology.id: technology.affects for technology in korea.technologies}

    assert effects == {
        "re-entry": "missiles",
        "mirv": "",
        "satellite": "intelligence, surveillance and reconnaissance",
        "submarine": "second strike",
        "combat-aircraft": "air superiority",
    }
    assert (
        "Not in the two papers." in phaseline("show", "korea-2024", "technologies.mirv.affects").out
    )


def test_seventeen_recommendations_stand_in_three_groups_with_one_over_them(korea, phaseline):
    """
    5 for both countries, 4 for Ukraine in parallel, 8 for its standing: 17, and the overarching
    dialogue.
    """
    groups = Counter(one.group for one in korea.recommendations)

    shown = phaseline("brakes", "korea-2024").out

    assert groups == {"joint": 5, "parallel": 4, "positioning": 8, "overarching": 1}
    assert groups.total() - groups["overarching"] == 17
    assert "Recommendations by group: overarching 1, joint 5, parallel 4, positioning 8." in shown


def test_five_brakes_hold_seoul_in_the_papers_own_order(korea, phaseline):
    """
    American policy, the fear of freeing Moscow's hand, the opposition's majority, the crisis at
    home, public opinion.
    """
    ranked = [brake.id for brake in sorted(korea.brakes, key=lambda brake: brake.rank)]

    shown = phaseline("brakes", "korea-2024").out

    assert ranked == [
        "us-policy",
        "spent-threat",
        "opposition",
        "internal-crisis",
        "public-opinion",
    ]
    assert [shown.index(f"{rank}. ") for rank in range(1, 6)] == sorted(
        shown.index(f"{rank}. ") for rank in range(1, 6)
    )
    assert shown.count("What loosens it:") == 5
