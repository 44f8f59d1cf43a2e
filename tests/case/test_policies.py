"""What is played follows from ladders and completions, and from nothing else."""

from dataclasses import replace

import pytest

from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy, PlayRules, RungAt, RungRule
from phaseline.case.model.policies import derived_policies
from phaseline.case.model.response import (
    Completion,
    Ladder,
    LadderStanding,
    Rung,
    Transition,
    TriggerKind,
)
from phaseline.case.values import at
from phaseline.terms.entries import Entries

LOW, MIDDLE, HIGH = (Rung(id=name, title=name) for name in ("low", "middle", "high"))
AT_ONCE, LATER = RungRule(rung="middle"), RungRule(rung="middle", count="assumptions.wait")


def step(start: str, end: str, trigger: TriggerKind = TriggerKind.NONE) -> Transition:
    """A step of a ladder, taken at once unless something else is said."""
    return Transition(start=start, end=end, trigger=trigger)


CONTRAST = Ladder(
    id="contrast",
    title="A contrast",
    standing=LadderStanding.CONTRAST,
    proposed_by="merrow",
    rungs=Entries((LOW, MIDDLE, HIGH)),
    transitions=(step("low", "middle"), step("middle", "high", TriggerKind.ACT)),
    plays=PlayRules(),
)
MINE, YOURS, NOBODYS = (
    Completion(id=name, title=name, completed_by=name, fills=(), plays=plays)
    for name, plays in (
        ("mine", PlayRules(off_ramp="low")),
        ("yours", PlayRules(max_step=1)),
        ("nobodys", None),
    )
)
PUBLISHED = replace(
    CONTRAST,
    id="published",
    standing=LadderStanding.PUBLISHED,
    completions=Entries((MINE, NOBODYS, YOURS)),
    plays=None,
)


def played(ladder: Ladder, rules: PlayRules) -> GamePolicy:
    """A contrast, played by some rules."""
    return derived_policies(Entries((replace(ladder, plays=rules),)))[0]


def test_ladders_and_completions_are_played_in_their_order_under_their_ids() -> None:
    """A published ladder in each completion that is played, a contrast as it stands."""
    idle = replace(CONTRAST, id="idle", plays=None)

    policies = derived_policies(Entries((PUBLISHED, idle, CONTRAST)))

    assert [(policy.id, policy.ladder, policy.completion) for policy in policies] == [
        ("mine", "published", "mine"),
        ("yours", "published", "yours"),
        ("contrast", "contrast", ""),
    ]
    assert (policies["mine"].off_ramp, policies["yours"].max_step) == ("low", 1)


def test_a_rung_that_the_ladder_takes_at_once_need_not_be_named() -> None:
    """The step without a trigger is a deadline that is over at once; the other one is not."""
    assert played(CONTRAST, PlayRules()).deadline == (AT_ONCE,)


def test_to_name_it_all_the_same_says_the_same() -> None:
    """What follows anyway may be written."""
    assert played(CONTRAST, PlayRules(deadline=(AT_ONCE,))).deadline == (AT_ONCE,)


@pytest.mark.parametrize(
    "rules",
    [
        PlayRules(deadline=(LATER,)),
        PlayRules(enter=(AT_ONCE,)),
        PlayRules(overt=(RungAt(track="word", level="refused", rung="middle"),)),
    ],
)
def test_what_the_completion_says_of_a_rung_counts_alone(rules: PlayRules) -> None:
    """A rung that is kept for a report, for what is seen, or for a time is not taken at once."""
    assert played(CONTRAST, rules).deadline == rules.deadline


def test_a_step_from_a_rung_that_is_not_played_says_nothing() -> None:
    """Where the rung below is left out, or another one is played below, nothing is at once."""
    ladder = replace(CONTRAST, transitions=(step("middle", "high"), step("low", "high")))

    assert played(ladder, PlayRules(rungs=("low", "high"))).deadline == (RungRule(rung="high"),)
    assert played(ladder, PlayRules(rungs=("middle", "low", "high"))).deadline == (
        RungRule(rung="high"),
    )
    assert played(ladder, PlayRules(rungs=("high", "low"))).deadline == ()


def test_the_address_of_what_is_played_leads_to_what_plays_it(korea: Case) -> None:
    """Each policy of the worked case stands at its completion, or at its ladder."""
    entries = [at(korea, policy.address) for policy in korea.policies]

    assert [entry.id for entry in entries] == list(korea.policies.ids)
    assert all(entry.plays is not None for entry in entries)


def test_without_a_game_nothing_is_played(korea: Case) -> None:
    """A case of which the game is left out has ladders, and no policies."""
    assert replace(korea, games=Entries()).policies == ()
