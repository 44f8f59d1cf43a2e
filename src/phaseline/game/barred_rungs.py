"""Ladders made ready to be solved: a rung that nobody can consent to is taken out, and named."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias, TypeVar

from phaseline.game.columns import Itself
from phaseline.game.shared_parts import once
from phaseline.game.spec import (
    Challenger,
    Game,
    MenuEntry,
    Offer,
    Policy,
    RungSpec,
    Solve,
    TimedMeasure,
    TrackSpec,
    Vote,
)

_Value = TypeVar("_Value")
_Start: TypeAlias = Mapping[str, str | float | Mapping[str, float]]


def trimmed(game: Game) -> tuple[Game, tuple[str, ...]]:
    """
    Take out the rungs whose consent is 0; what names one of them means the next lower rung that is
    left.

    Returns:
        The game that is solved, and the ids of the rungs taken out. The lowest rung stays: it is
        where the responder stands.
    """
    gone = once(_barred, game.ladder.rungs)
    if not gone:
        return game, ()
    rungs, stand_ins = once(_rungs_left, game.ladder.rungs)
    moved = Itself(stand_ins)
    ladder = replace(
        game.ladder,
        rungs=rungs,
        policy=once(_policy_moved, game.ladder.policy, moved),
        measures=once(_measures_moved, game.ladder.measures, moved),
    )
    left_game = replace(
        game,
        ladder=ladder,
        start=once(_start_moved, game.start, moved),
        solve=_solve_without(game.solve, stand_ins),
        offer=_offer_without(game.offer, stand_ins),
        challenger=once(_challenger_moved, game.challenger, moved),
    )
    return left_game, gone


def stand_ins_of(rungs: Sequence[RungSpec]) -> Mapping[str, str] | None:
    """
    Give for each rung which one stands in for it once barred ones are taken out; None where none is
    barred. It is one mapping for all ladders of which the same rungs are left.
    """
    return once(_rungs_left, rungs)[1] if once(_barred, rungs) else None


def _barred(rungs: Sequence[RungSpec]) -> tuple[str, ...]:
    """Give the rungs above the lowest that nobody can consent to."""
    return tuple(rung.id for rung in rungs[1:] if is_barred(rung))


def _rungs_left(rungs: Sequence[RungSpec]) -> tuple[tuple[RungSpec, ...], Mapping[str, str]]:
    """
    Give the rungs that are left, and for each rung which one stands in for it: the same mapping for
    all ladders of which the same rungs are left.
    """
    gone = _barred(rungs)
    left = _with_owners([rung for rung in rungs if rung.id not in gone])
    return left, _stand_ins(tuple(rung.id for rung in rungs), gone)


def _policy_moved(policy: Policy, moved: Itself) -> Policy:
    return policy_without(policy, moved.part)


def _measures_moved(measures: Sequence[TimedMeasure], moved: Itself) -> tuple[TimedMeasure, ...]:
    return measures_left(measures, {*moved.part.values()})


def _start_moved(start: _Start, moved: Itself) -> _Start:
    return _start_without(start, moved.part)


def _challenger_moved(challenger: Challenger, moved: Itself) -> Challenger:
    tracks = tuple(_track_without(track, moved.part) for track in challenger.tracks)
    return replace(challenger, tracks=tracks)


def measures_left(
    measures: Sequence[TimedMeasure], rungs: Container[object]
) -> tuple[TimedMeasure, ...]:
    """Give the measures that some rungs have, without the other rungs."""
    left = [
        replace(measure, rungs=tuple(rung for rung in measure.rungs if rung in rungs))
        for measure in measures
    ]
    return tuple(measure for measure in left if measure.rungs)


def is_barred(rung: RungSpec) -> bool:
    """Whether nobody can consent to a rung, neither before the game nor when it is called."""
    asked = rung.authority
    if asked is not None and (asked.chance or asked.cost):  # to ask in vain costs all the same
        return False
    if asked is not None and asked.otherwise == "refused":
        return True
    if isinstance(rung.consent, Vote):
        return rung.consent.chance == 0 and not rung.consent.proved
    return rung.consent == 0


def _with_owners(rungs: Sequence[RungSpec]) -> tuple[RungSpec, ...]:
    """
    Let the lowest rung that is left own the vote, or the authority, whose owner has been taken out.
    """
    votes: dict[str, str] = {}
    authorities: dict[str, str] = {}
    return tuple(
        replace(
            rung,
            consent=(
                replace(rung.consent, same_as=_owner(rung.id, rung.consent.same_as, votes))
                if isinstance(rung.consent, Vote)
                else rung.consent
            ),
            authority=(
                replace(
                    rung.authority, same_as=_owner(rung.id, rung.authority.same_as, authorities)
                )
                if rung.authority is not None
                else None
            ),
        )
        for rung in rungs
    )


def _owner(rung: str, same_as: str, heirs: dict[str, str]) -> str:
    """Give the owner of what a rung shares, nothing where it is the rung itself."""
    owner = heirs.setdefault(same_as or rung, rung)
    return "" if owner == rung else owner


@lru_cache(maxsize=1024)
def _stand_ins(rungs: tuple[str, ...], gone: tuple[str, ...]) -> Mapping[str, str]:
    """Give for each rung the highest one that is left and not above it."""
    stand_ins, last = {}, rungs[0]
    for rung in rungs:
        last = last if rung in gone else rung
        stand_ins[rung] = last
    return stand_ins


def policy_without(policy: Policy, stand_ins: Mapping[str, str]) -> Policy:
    """Give a policy in which each rung is another one, or itself; what calls it goes with it."""
    return replace(
        policy,
        enter=_entries_left(policy.enter, stand_ins),
        exit=_entries_left(policy.exit, stand_ins),
        deadline=_entries_left(policy.deadline, stand_ins),
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


def _entries_left(
    entries: Mapping[str, _Value], stand_ins: Mapping[str, str]
) -> Mapping[str, _Value]:
    return {rung: value for rung, value in entries.items() if stand_ins[rung] == rung}


def _track_without(track: TrackSpec, stand_ins: Mapping[str, str]) -> TrackSpec:
    reports = track.reports
    if not reports:
        return track
    by_rung = _entries_left(reports.likelihood_by_rung, stand_ins)
    return replace(track, reports=replace(reports, likelihood_by_rung=by_rung))


def _start_without(start: _Start, stand_ins: Mapping[str, str]) -> _Start:
    return {
        key: stand_ins[entry] if key == "rung" and isinstance(entry, str) else entry
        for key, entry in start.items()
    }


def _offer_without(offer: Offer | None, stand_ins: Mapping[str, str]) -> Offer | None:
    if offer is None or not offer.promised:
        return offer
    return replace(offer, promised=stand_ins[offer.promised])


def _solve_without(solve: Solve, stand_ins: Mapping[str, str]) -> Solve:
    if solve.commit is None:
        return solve
    menu = tuple(
        MenuEntry(id=entry.id, policy=policy_without(entry.policy, stand_ins))
        for entry in solve.commit.menu
    )
    return replace(solve, commit=replace(solve.commit, menu=menu))
