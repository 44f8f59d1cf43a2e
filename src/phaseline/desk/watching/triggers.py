"""
What a ladder climbs on, and that has occurred although nobody says from which level on it counts.

A ladder that climbs on an act and states no threshold is tied to a track by whoever completes it,
and the track to acts by the facts that both rest on. An act that is done or reported there is the
trigger, whatever a completion makes of its level: where the case has it so, or where an entry of
the ledger moves the track from where it stood.
"""

from collections.abc import Iterator, Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.case.model.response import Ladder, Transition, TriggerKind
from phaseline.terms.record import record
from phaseline.watch.reports import Reported

_OCCURRED = ("yes", "reported")


@record
class OccurredTrigger:
    """
    A trigger that has occurred, its level unstated.

    Args:
        ladder: The address of the ladder.
        start: The id of the rung from which it leads.
        end: The id of the rung to which it leads.
        wordings: How many wordings of the trigger there are.
        acts: The addresses of the acts, each with whether it is done (yes) or reported.
        entered: The acts of the ledger on the tracks that it is tied to.
        tracks: The ids of the tracks that completions tie it to.
    """

    ladder: str
    start: str
    end: str
    wordings: int
    acts: tuple[tuple[str, str], ...]
    entered: tuple[Reported, ...]
    tracks: tuple[str, ...]


def occurred_triggers(case: Case, acts: Sequence[Reported]) -> tuple[OccurredTrigger, ...]:
    """
    Give the triggers that have occurred although their level is unstated.

    Args:
        case: The case.
        acts: The acts on its ledger that count on the day, the earliest first.
    """
    triggers = (_occurred(case, ladder, acts) for ladder in case.ladders)
    return tuple(trigger for trigger in triggers if trigger)


def _occurred(case: Case, ladder: Ladder, acts: Sequence[Reported]) -> OccurredTrigger | None:
    step = _first_unstated(ladder)
    if step is None:
        return None
    tracks = tuple(dict.fromkeys(_tied(case, ladder, step.end)))
    done = _done(case, tracks)
    entered = tuple(act for act in acts if act.counts and act.report.track in tracks)
    if not done and not entered:
        return None
    return OccurredTrigger(
        ladder=f"ladders.{ladder.id}",
        start=step.start,
        end=step.end,
        wordings=len(step.wordings),
        acts=done,
        entered=entered,
        tracks=tracks,
    )


def _done(case: Case, tracks: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give the acts that rest on the facts of tracks and are done or reported."""
    facts = {fact for name in tracks for fact in case.tracks[name].facts}
    return tuple(
        (f"acts.{act.id}", act.is_done)
        for act in case.acts
        if act.is_done in _OCCURRED and facts.intersection(act.facts)
    )


def _first_unstated(ladder: Ladder) -> Transition | None:
    """Give the first step that an act leads to, if no threshold of it is stated."""
    steps = [step for step in ladder.transitions if step.trigger is TriggerKind.ACT]
    return steps[0] if steps and steps[0].threshold == "unstated" else None


def _tied(case: Case, ladder: Ladder, rung: str) -> Iterator[str]:
    """Give the tracks on which completions call a rung."""
    played: Mapping[str, str] = (
        {track.id: track.of for track in case.game.tracks} if case.game else {}
    )
    for policy in case.policies:
        if policy.ladder == ladder.id:
            for row in policy.overt:
                if row.rung == rung and played.get(row.track) in case.tracks.ids:
                    yield played[row.track]
