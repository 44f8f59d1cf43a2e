"""Votes once a crossing is proved: a whip count may say that they go otherwise than today's."""

from math import e

import pytest

from phaseline.case.games import policy_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.consent.votes import ballot, parties, sitting, turns_on_proof
from phaseline.desk.estimates.valuation import best_values
from phaseline.game.spec import Vote
from phaseline.politics.consulting import Manner, shifted

FARMERS = '"yes": assumptions.farmers-yes'
OWNED = """
  - {id: proof-shift, asks: How much a proved handover adds to a yes, owner: A. Reader, rationale: \
Nobody knows., low: 0, high: 2, best: 1}
"""


@pytest.fixture(scope="module")
def proved(tmp_path_factory):
    """The case at sea, where the farmers are moved by proof."""
    folder = tmp_path_factory.mktemp("proved") / "strait"
    folder.mkdir()
    texts = {
        path.name: path.read_text(encoding="utf-8") for path in case_path("strait").glob("*.yaml")
    }
    assert FARMERS in texts["politics.yaml"]
    texts["politics.yaml"] = texts["politics.yaml"].replace(
        FARMERS, f"{FARMERS}, proof: assumptions.proof-shift"
    )
    texts["assumptions.yaml"] = texts["assumptions.yaml"].rstrip() + OWNED
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_case(folder, name="strait").case


@pytest.mark.parametrize(
    ("share", "by", "moved"), [(0.2, 0.0, 0.2), (0.0, 9.0, 0.0), (1.0, -9.0, 1.0)]
)
def test_a_party_of_one_mind_is_moved_by_nothing(share, by, moved):
    """Odds of none stay none, whatever they are multiplied with."""
    assert shifted(share, by) == pytest.approx(moved)


def test_a_party_is_moved_in_log_odds(proved):
    """Of the farmers .225 say yes (.05 to .4); moved by 1, .225 e / (.225 e + .775)."""
    best = best_values(proved)
    on = ballot(proved, "council-consents")
    yes = {
        manner: {group.party: group.yes for group in parties(on, best, manner)}
        for manner in (Manner.CONSULTED, Manner.PROVED)
    }

    assert yes[Manner.CONSULTED]["farmers"] == pytest.approx(0.225)
    assert yes[Manner.PROVED]["farmers"] == pytest.approx(0.225 * e / (0.225 * e + 0.775))
    assert yes[Manner.PROVED]["pilots"] == yes[Manner.CONSULTED]["pilots"]


def test_the_game_votes_by_what_is_proved_and_draws_its_assumption(proved):
    """The vote on a rung has both chances, that of today's count and that after proof."""
    assert turns_on_proof(proved, "council-consents")
    assert "proof-shift" in design(proved, count=8).continuous
    votes = [
        rung.consent
        for policy in proved.policies
        for reading in ("ministry", "farmers")
        for rung in game_of(
            base_setting(proved, policy_of(proved, policy.id), reading=reading),
            best_values(proved),
        ).ladder.rungs
        if isinstance(rung.consent, Vote)
    ]
    by = {
        manner: {
            sitting(proved, best_values(proved), name, manner=manner)
            for name in ("council-consents", "amend_law")
        }
        for manner in (Manner.CONSULTED, Manner.PROVED)
    }

    assert votes
    assert {vote.chance for vote in votes} <= by[Manner.CONSULTED]
    assert {vote.proved for vote in votes} <= by[Manner.PROVED]
    assert all(vote.proved > vote.chance for vote in votes)


def test_a_case_whose_counts_say_nothing_of_proof_votes_as_ever():
    """No vote has a second chance."""
    case = read_case(case_path("strait"), name="strait").case
    assert not turns_on_proof(case, "council-consents")
    for policy in case.policies:
        for reading in ("ministry", "farmers"):
            game = game_of(base_setting(case, policy, reading=reading), best_values(case))
            votes = [rung.consent for rung in game.ladder.rungs if isinstance(rung.consent, Vote)]
            assert all(vote.proved is None for vote in votes)
