"""
What the game plays, derived from the ladders: a published ladder in each completion that has
`plays`, any other ladder as it stands where it has `plays` itself.

The rules, one source for each word:

- A policy has the id of its completion, or of its ladder where that is not published; policies
  stand in the order of the ladders, and of the completions within one.
- What `plays` says is taken as it is written. What it leaves out is the ladder's: its rungs, and
  the rungs that it takes at once.
- A rung is taken at once where a step of the ladder with the trigger `none` leads to it from the
  rung that is played below it. It follows that one as soon as the demand is unmet, unless `plays`
  itself says what calls it: reports, what everybody sees, or a time.

Nothing else follows. Of one ladder one completion steps down and another one freezes, one climbs
rung by rung and another one in one step: `off_ramp` and `max_step` are what a completion adds.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from phaseline.case.model.play import GamePolicy, PlayRules, RungRule
from phaseline.case.model.response import Completion, Ladder, LadderStanding, TriggerKind
from phaseline.terms.entries import Entries


def derived_policies(ladders: Entries[Ladder]) -> Entries[GamePolicy]:
    """Give what is played of some ladders, in their order."""
    return _derived(_SameLadders(ladders))


def is_completed(ladder: Ladder) -> bool:
    """Whether a ladder is played in its completions alone: a published one is never made whole."""
    return ladder.standing is LadderStanding.PUBLISHED


def rungs_played(ladder: Ladder, rules: PlayRules) -> tuple[str, ...]:
    """Give the ids of the rungs that are played, from the lowest upward."""
    return rules.rungs or tuple(rung.id for rung in ladder.rungs)


def rungs_called(rules: PlayRules) -> frozenset[str]:
    """Give the ids of the rungs that something calls: reports, what everybody sees, or a time."""
    counted = frozenset(rule.rung for rule in (*rules.enter, *rules.deadline))
    return counted | {rung_at.rung for rung_at in rules.overt}


def rungs_at_once(ladder: Ladder, rules: PlayRules) -> tuple[str, ...]:
    """Give the ids of the rungs that the ladder takes at once, where the rules say nothing else."""
    at_once = {
        (step.start, step.end) for step in ladder.transitions if step.trigger is TriggerKind.NONE
    }
    called = rungs_called(rules)
    return tuple(
        high
        for low, high in pairwise(rungs_played(ladder, rules))
        if (low, high) in at_once and high not in called
    )


class _SameLadders:
    """Ladders as a key: themselves and no others, for to compare them word by word is slow."""

    __slots__ = ("ladders",)

    def __init__(self, ladders: Entries[Ladder]) -> None:
        self.ladders = ladders

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameLadders) and other.ladders is self.ladders

    def __hash__(self) -> int:
        return id(self.ladders)


@lru_cache(maxsize=8)
def _derived(same: _SameLadders) -> Entries[GamePolicy]:
    return Entries(policy for ladder in same.ladders for policy in _policies(ladder))


def _policies(ladder: Ladder) -> Iterator[GamePolicy]:
    if not is_completed(ladder):
        if ladder.plays is not None:
            yield _policy(ladder, None, ladder.plays)
        return
    for completion in ladder.completions:
        if completion.plays is not None:
            yield _policy(ladder, completion, completion.plays)


def _policy(ladder: Ladder, completion: Completion | None, rules: PlayRules) -> GamePolicy:
    at_once = tuple(RungRule(rung=rung) for rung in rungs_at_once(ladder, rules))
    return GamePolicy(
        id=completion.id if completion else ladder.id,
        ladder=ladder.id,
        completion=completion.id if completion else "",
        rungs=rules.rungs,
        enter=rules.enter,
        exit=rules.exit,
        lasting=rules.lasting,
        overt=rules.overt,
        deadline=(*at_once, *rules.deadline),
        demand=rules.demand,
        off_ramp=rules.off_ramp,
        available=rules.available,
        asks=rules.asks,
        asks_first=rules.asks_first,
        max_step=rules.max_step,
        note=rules.note,
    )
