"""Ladders made ready to be solved: a rung that nobody can consent to is taken out, and named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from phaseline.game.spec import Game, MenuEntry, Policy, RungSpec, Vote

_Value = TypeVar("_Value")


def trimmed(game: Game) -> tuple[Game, tuple[str, ...]]:
    """
    Take out the rungs whose consent is 0; what names one of them means the next lower rung that is
    left.

    Returns:
        The game that is solved, and the ids of the rungs taken out. The lowest rung stays: it is
        where the responder stands.
    """
    rungs = game.ladder.rungs
    gone = tuple(rung.id for rung in rungs[1:] if is_barred(rung))
    if not gone:
        return game, ()
    left = tuple(rung for rung in rungs if rung.id not in gone)
    stand_ins = _stand_ins(rungs, gone)
    ladder = replace(game.ladder, rungs=left, policy=_without(game.ladder.policy, stand_ins))
    start = {
        key: stand_ins[value] if key == "rung" and isinstance(value, str) else value
        for key, value in game.start.items()
    }
    solve = game.solve
    if solve.commit is not None:
        menu = tuple(
            MenuEntry(id=entry.id, policy=_without(entry.policy, stand_ins))
            for entry in solve.commit.menu
        )
        solve = replace(solve, commit=replace(solve.commit, menu=menu))
    tracks = tuple(
        (
            replace(
                track,
                reports=replace(
                    track.reports,
                    likelihood_by_rung=_of_rungs_left(track.reports.likelihood_by_rung, stand_ins),
                ),
            )
            if track.reports
            else track
        )
        for track in game.challenger.tracks
    )
    return (
        replace(
            game,
            ladder=ladder,
            start=start,
            solve=solve,
            challenger=replace(game.challenger, tracks=tracks),
        ),
        gone,
    )


def is_barred(rung: RungSpec) -> bool:
    """Whether nobody can consent to a rung."""
    return (rung.consent.chance if isinstance(rung.consent, Vote) else rung.consent) == 0


def _stand_ins(rungs: Sequence[RungSpec], gone: tuple[str, ...]) -> Mapping[str, str]:
    """Give for each rung the highest one that is left and not above it."""
    stand_ins, last = {}, rungs[0].id
    for rung in rungs:
        last = last if rung.id in gone else rung.id
        stand_ins[rung.id] = last
    return stand_ins


def _without(policy: Policy, stand_ins: Mapping[str, str]) -> Policy:
    return replace(
        policy,
        enter=_of_rungs_left(policy.enter, stand_ins),
        exit=_of_rungs_left(policy.exit, stand_ins),
        deadline=_of_rungs_left(policy.deadline, stand_ins),
        overt={
            track: {level: stand_ins[rung] for level, rung in calls.items()}
            for track, calls in policy.overt.items()
        },
        available={
            track: {level: stand_ins[rung] for level, rung in caps.items()}
            for track, caps in policy.available.items()
        },
        off_ramp=stand_ins[policy.off_ramp] if policy.off_ramp else None,
    )


def _of_rungs_left(
    entries: Mapping[str, _Value], stand_ins: Mapping[str, str]
) -> Mapping[str, _Value]:
    return {rung: value for rung, value in entries.items() if stand_ins[rung] == rung}
