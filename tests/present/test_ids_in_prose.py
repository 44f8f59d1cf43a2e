"""Titles and what assumptions ask stand in sentences; ids only in brackets, for a command."""

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.claims import Turning
from phaseline.desk.comparison.goals import goal_of
from phaseline.present.wording.english.promises import open_words
from phaseline.present.wording.game import turning_words
from phaseline.present.wording.needs import goal_words


@pytest.mark.parametrize(
    ("name", "goal", "says"),
    [
        (
            "strait",
            "deters:bold",
            "to deter the type that is paid well for the gear (deters:bold)",
        ),
        ("strait", "below 6", "for fewer than 6 months of handover (below:6)"),
        ("strait", "below 1", "for fewer than 1 month of handover (below:1)"),
        (
            "strait",
            "met:assurance",
            "for the demand about Norland's written assurance to be met (met:assurance)",
        ),
        (
            "strait",
            "ahead:patient",
            "to be ahead of ask, close, withhold (patient) (ahead:patient)",
        ),
        ("korea-2024", "met", "for the demand to be met (met)"),
        ("korea-2024", "self-enforcing", "for the threat to carry itself out (self-enforcing)"),
        ("korea-2024", "below:20", "for fewer than 20 months of transfer (below:20)"),
    ],
)
def test_a_goal_is_told_in_the_words_of_its_case(name, goal, says):
    """Types, tracks and ladders by their titles, then the goal as a command takes it."""
    case = read_case(case_path(name), name=name).case

    assert goal_words(case, goal_of(case, goal)) == says


@pytest.mark.parametrize(
    ("name", "assumption", "asks"),
    [
        ("strait", "sight", "“chance that a handover under way is noticed within a month”"),
        ("snapback-2025", "covert-begun", "“chance that hidden enrichment already runs on the"),
    ],
)
def test_what_turns_a_claim_is_named_by_what_it_asks(name, assumption, asks):
    """No id stands in the sentence."""
    case = read_case(case_path(name), name=name).case
    turning = Turning(assumption=assumption, at=0.5, below=0.1, above=0.9, low=0.0, high=1.0)

    said = turning_words(case, turning)

    assert said.startswith(f"turns mostly on {asks}")
    assert f" {assumption} " not in said


def test_each_kind_of_gap_is_said_once_and_in_words():
    """Two steps that nothing calls for are one kind of gap."""
    assert open_words(["PL602", "PL602", "PL603"]) == [
        "what calls for every step",
        "what follows a breach that is found out",
    ]
