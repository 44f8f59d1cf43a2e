"""How large a game may be: refused by its file, before any work."""

from collections.abc import Iterable
from math import prod

from phaseline.case.addresses import Path
from phaseline.game.check.ladder import policies
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.kinds import KINDS, monitor_kind
from phaseline.game.spec import Game, LadderSpec, Monitor, Policy, RungSpec, TrackSpec, Vote

MOST_RUNGS = 60
MOST_TRACKS = 8
MOST_MEASURES = 8  # that last a time or strike once: each multiplies the states
MOST_LEVELS = 12
MOST_MOVES = MOST_LEVELS * (MOST_LEVELS - 1)
MOST_LABELS = 100
MOST_TYPES = 12  # that are written out
MOST_NODES_OF_TYPES = 200  # of all spread types together: each is solved by itself
MOST_CHALLENGERS = 4
MOST_POLICIES = 40
MOST_HORIZONS = 100
MOST_STATES = 5_000_000_000


def check_parts(flaws: Flaws, game: Game) -> None:
    """Refuse a game that has too much of one thing."""
    for path, count, most, noun in _counts(game):
        if count > most:
            _refuse(flaws, path, f"{count:,} {noun}", f"{most:,} {noun}")


def check_states(flaws: Flaws, game: Game) -> None:
    """Refuse a game of modest parts that together make too many states."""
    states = size_bound(game)
    if states > MOST_STATES:
        _refuse(flaws, (), f"up to {states:,} states", f"{MOST_STATES:,} states")


def size_bound(game: Game) -> int:
    """
    Give the most states that a game may have: levels with their leads, states of the monitor,
    rungs, orders, credit, clock, votes, authorities, time passed and measures served.

    It is read off the file; the states that can be reached are fewer.
    """
    credit = game.responder.credit
    kind = monitor_kind(game.monitor) if game.monitor else None
    return (
        prod(_places(track) for track in game.challenger.tracks)
        * max(
            (kind.most_states(_most_labels(game), policy) if kind else 1) * _clock(policy)
            for _, policy in policies(game)
        )
        * len(game.ladder.rungs)
        * max(_orders(game), 1)
        * (max(credit.cap, 0) + 1 if credit else 1)
        * prod(_memory(rung) for rung in game.ladder.rungs)
        * prod(_authority_memory(rung) for rung in game.ladder.rungs)
        * _times(game.ladder)
    )


def _orders(game: Game) -> int:
    """Count the orders that may be under way, none among them; sets of them side by side."""
    leads = [
        rung.delivery_lead + (rung.consent.lead if isinstance(rung.consent, Vote) else 0)
        for rung in game.ladder.rungs
    ]
    is_parallel = any(policy.parallel for _, policy in policies(game))
    return prod(1 + lead for lead in leads) if is_parallel else 1 + sum(leads)


def _counts(game: Game) -> Iterable[tuple[Path, int, int, str]]:
    tracks = ("challenger", "tracks")
    yield tracks, len(game.challenger.tracks), MOST_TRACKS, "tracks"
    for place, track in enumerate(game.challenger.tracks):
        yield (*tracks, place, "levels"), len(track.levels), MOST_LEVELS, "levels on one track"
        yield (*tracks, place, "moves"), len(track.moves), MOST_MOVES, "moves on one track"
        labels = track.reports.labels if track.reports else ()
        yield (*tracks, place, "reports", "labels"), len(labels), MOST_LABELS, "labels on one track"
    yield ("challenger", "types"), len(game.challenger.types), MOST_TYPES, "types"
    nodes = sum(int(kind.spread.nodes) for kind in game.challenger.types if kind.spread)
    yield ("challenger", "types"), nodes, MOST_NODES_OF_TYPES, "nodes of spread types"
    yield ("challengers",), len(game.challengers), MOST_CHALLENGERS, "challengers"
    for place, controller in enumerate(game.challengers):
        types = ("challengers", place, "types")
        yield types, len(controller.types), MOST_TYPES, "types of one challenger"
    yield ("ladder", "rungs"), len(game.ladder.rungs), MOST_RUNGS, "rungs"
    yield ("ladder", "measures"), len(game.ladder.measures), MOST_MEASURES, "measures of a time"
    yield (
        ("solve", "commit", "menu"),
        len(game.solve.commit.menu) if game.solve.commit else 0,
        MOST_POLICIES,
        "policies in its menu",
    )
    yield ("solve", "horizons"), len(game.solve.horizons), MOST_HORIZONS, "horizons"
    if game.monitor is not None:
        yield from _monitor_counts(game.monitor)


def _monitor_counts(monitor: Monitor) -> Iterable[tuple[Path, int, int, str]]:
    """Count what a kind counts, also where the monitor is of another kind."""
    for kind in KINDS:
        for field, (most, noun) in kind.most.items():
            value = getattr(monitor, field) or 0
            yield ("monitor", field), len(value) if isinstance(value, tuple) else value, most, noun


def _refuse(flaws: Flaws, path: Path, amount: str, most: str) -> None:
    flaws.add(
        "PL413",
        path,
        f"the game has {amount}",
        expected=f"at most {most}",
        fix="leave out what the question does not need",
    )


def _places(track: TrackSpec) -> int:
    return len(track.levels) + sum(max(move.lead, 0) for move in track.moves)


def _most_labels(game: Game) -> int:
    if any(track.reports and track.reports.names for track in game.challenger.tracks):
        return 1 << len(game.challengers)  # a set of suspects is a label
    return max(
        (len(track.reports.labels) for track in game.challenger.tracks if track.reports),
        default=1,
    )


def _clock(policy: Policy) -> int:
    return max((*policy.deadline.values(), policy.dwell, 0)) + 1


def _times(ladder: LadderSpec) -> int:
    """Count what can be remembered of the time that has passed and that measures have served."""
    longest = max((rung.expires or 0 for rung in ladder.rungs), default=0)
    return (longest + 1) * prod(max(measure.lasts or 0, 1) + 2 for measure in ladder.measures)


def _memory(rung: RungSpec) -> int:
    """
    Count what can be remembered of a vote: not taken, granted, refused, or so many periods to wait.
    """
    if not isinstance(rung.consent, Vote) or rung.consent.same_as:
        return 1
    return 3 if isinstance(rung.consent.retry, str) else 2 + max(rung.consent.retry.after, 1)


def _authority_memory(rung: RungSpec) -> int:
    """Count what can be remembered of an authority: none, or for how long it can still be used."""
    if rung.authority is None or rung.authority.same_as:
        return 1
    return 2 if rung.authority.lasts is None else 1 + max(rung.authority.lasts, 1)
