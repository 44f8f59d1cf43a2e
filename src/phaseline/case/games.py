"""The game of a case and its completed ladders, by name."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.play import GamePolicy, GameSetup, GameTrack
from phaseline.case.model.response import Rung as CaseRung
from phaseline.errors import QuestionError
from phaseline.terms.entries import Entries


def decider_owners(case: Case) -> tuple[str, ...]:
    """
    Give who answers for it that several decide apart, each once; none where the case tells nobody
    apart, or does not say who does.

    Raises:
        QuestionError: The case holds no game.
    """
    owners = [decider.owner or case.prepared_by for decider in setup_of(case).challengers]
    return tuple(dict.fromkeys(filter(None, owners)))


def setup_of(case: Case) -> GameSetup:
    """
    Give the game of a case.

    Raises:
        QuestionError: The case holds none.
    """
    if case.game is None:
        raise QuestionError(
            "this case holds no game: add game.yaml with `games:`; `phaseline scaffold game CASE`"
            " begins one"
        )
    return case.game


def policies_of(case: Case) -> Entries[GamePolicy]:
    """
    Give the completed ladders that are played.

    Raises:
        QuestionError: The case holds no game.
    """
    setup_of(case)
    return case.policies


def policy_of(case: Case, name: str) -> GamePolicy:
    """
    Give a completed ladder by its id.

    Raises:
        QuestionError: There is none of that name.
    """
    policies = policies_of(case)
    if name not in policies.ids:
        raise QuestionError(
            f"there is no ladder {name!r} to solve{did_you_mean(name, policies.ids)} (there are:"
            f" {', '.join(policies.ids)})"
        )
    return policies[name]


def baseline_of(case: Case) -> GamePolicy:
    """
    Give the completed ladder against which the others are measured: the one that the game names,
    the first where it names none.

    Raises:
        QuestionError: The case holds no game.
    """
    return policies_of(case).get(setup_of(case).yardstick) or case.policies[0]


def titles_of(case: Case, policy: GamePolicy) -> tuple[str, str]:
    """
    Give the title of a ladder and that of its completion, empty where it has none: by them one of
    equals is shown, so that neither the order of the case nor its ids decide.
    """
    ladder = case.ladders[policy.ladder]
    return ladder.title, ladder.completions[policy.completion].title if policy.completion else ""


def abstaining_types(setup: GameSetup) -> tuple[str, ...]:
    """Give the ids of the types of challenger that would not cross whatever is answered."""
    return tuple(kind.id for kind in setup.types if kind.abstains)


def tracks_with(case: Case, role: TrackRole) -> tuple[GameTrack, ...]:
    """Give the tracks of the game that play a track of the case with a role."""
    if case.game is None:
        return ()
    with_role = {track.id for track in case.tracks if track.role is role}
    return tuple(track for track in case.game.tracks if track.of in with_role)


def may_be_met(case: Case, policy: GamePolicy) -> bool:
    """
    Whether the game leaves a way to meet what a completed ladder demands: on each track a level at
    which it is met, where the track may stand or to which a move or nature leads.
    """
    tracks = setup_of(case).tracks
    return all(set(met.levels) & _reached(case, tracks[met.track]) for met in policy.demand)


def _reached(case: Case, track: GameTrack) -> frozenset[str]:
    """Give the levels at which a track may ever stand, as far as its own moves and drift say."""
    of = case.tracks.get(track.of)
    levels = track.levels or (of.levels if of else ())
    start = of.at_start if of and of.at_start in levels else next(iter(levels), "")
    return frozenset(
        (
            start,
            *(row.level for row in track.begun),
            *(move.end for move in track.moves),
            *(drift.end for drift in track.drift),
        )
    )


def turned_level(case: Case, track: GameTrack) -> str:
    """Give the level at which a track of the game is given, ended or changed; empty if unknown."""
    of = case.tracks.get(track.of)
    return of.turned if of else ""


def clock_of(case: Case) -> tuple[GameTrack, str] | None:
    """
    Give the track of the game that is the clock of third parties, with the level at which it has
    run out: the one with that role, else the one that leaves only a part of every effect.
    """
    for track in tracks_with(case, TrackRole.CLOCK):
        return track, turned_level(case, track)
    for muted in setup_of(case).muted:
        return setup_of(case).tracks[muted.track], muted.level
    return None


def names_day(expires: str) -> bool:
    """
    Whether the end of a measure is a day, or that of a provision, and not a time.

    >>> names_day("2025-06-30"), names_day("provisions.relief"), names_day("assumptions.term")
    (True, True, False)
    """
    return expires.startswith("provisions.") or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", expires))


def last_day(case: Case, expires: str) -> date | None:
    """
    Give the last day on which a measure is available; None where its end is a time, or cannot be
    told.
    """
    section, _, name = expires.partition(".")
    if section == "provisions":
        provision = case.provisions.get(name)
        return provision.until.last if provision and provision.until.is_known else None
    with suppress(ValueError):
        return date.fromisoformat(expires) if names_day(expires) else None
    return None


def red_line_sets(case: Case) -> Mapping[str, tuple[str, ...]]:
    """
    Give what each red line is about, their union and what they share: families of technology, acts
    or tracks, by their ids.
    """
    subjects = {line.id: frozenset(line.any_of) for line in case.red_lines}
    if len(subjects) > 1:
        union = frozenset[str]().union(*subjects.values())
        common = union.intersection(*(line.any_of for line in case.red_lines))
        subjects |= {"union": union, "intersection": common}
    order = feared_subjects(case)
    return {
        line: tuple(name for name in order if name in members) for line, members in subjects.items()
    }


def feared_subjects(case: Case) -> tuple[str, ...]:
    """
    Give the ids of all that a red line might hold, in the order of the case: every family of
    technology, and the acts and tracks that some red line names.
    """
    named = {name for line in case.red_lines for name in line.any_of}
    others = [name for name in (*case.acts.ids, *case.tracks.ids) if name in named]
    return tuple(dict.fromkeys([*case.technologies.ids, *others]))


def rungs_of(case: Case, policy: GamePolicy) -> list[CaseRung]:
    """
    Give the rungs that a policy plays; where several ladders have a rung of a name, its own
    ladder's, then its completion's, else the first.
    """
    ladder = case.ladders[policy.ladder]
    completion = ladder.completions.get(policy.completion)
    own = [completion.rungs] if completion else []
    holders = (ladder.rungs, *own, *(other.rungs for other in case.ladders))
    return [
        next(rungs[name] for rungs in holders if name in rungs.ids) for name in policy.rungs
    ] or list(ladder.rungs)
