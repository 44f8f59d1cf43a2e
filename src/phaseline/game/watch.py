"""
The monitor: a finite automaton that adds reports up into the state that the ladder answers.

A belief is never rounded: it is split between the two nodes around it, so that its mean is kept,
and every threshold is a node. The nodes 0 and 1 are left out where a belief, once there, could not
move: a split would trap mass there that no exact belief ever reaches.

Source:
    Shiryaev (1963) for the predicted and updated belief; Lovejoy, *Operations Research* 39 (1991),
    162–175, for beliefs on a grid that keeps the mean.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.levels import Levels
from phaseline.game.spec import Game, Monitor, Reports, TrackSpec
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading

State = str | float
Update: TypeAlias = tuple[tuple[tuple[tuple[int, Floats], ...], ...], ...]
Rule = Callable[[int, int], int]  # the next state, from the places of a state and of a label
_NO_REPORTS = Reports(labels=("nothing",), likelihood={})


@record
class Watch:
    """
    A monitor made ready.

    Args:
        states: Its states, from quiet to loud: labels, counts or beliefs.
        start: The place of the state it starts in.
        labels: The joined labels of what it reads, from quiet to loud.
        reads: The places of the tracks that it reads.
        update: For each state and label the next states with their chances (draw).
        by_rung: Of a belief, the same while a rung is in force with which other reports come.
    """

    states: tuple[State, ...]
    start: int
    labels: tuple[str, ...]
    reads: tuple[int, ...]
    update: Update
    by_rung: Mapping[str, Update] = field(default_factory=dict)

    def next(self, state: int, label: int, rung: str) -> tuple[tuple[int, Floats], ...]:
        """
        Give the next states after a label, with their chances, while a rung is in force at the
        start of the period (draw).
        """
        return self.by_rung.get(rung, self.update)[state][label]


def watch(games: Sequence[Game]) -> Watch:
    """
    Make the monitor of a game ready.

    Args:
        games: One game a draw; they differ in numbers only.
    """
    game = games[0]
    reads = read_tracks(game)
    if game.monitor is None or not reads:
        sure = np.ones(len(games))
        return Watch(
            states=("quiet",), start=0, labels=("nothing",), reads=(), update=((((0, sure),),),)
        )
    first = game.challenger.tracks[reads[0]].reports or _NO_REPORTS
    labels = first.labels
    if game.monitor.kind == "belief":
        return _belief(games, reads, labels)
    states, following = _automaton(game.monitor, labels)
    sure = np.ones(len(games))
    update = tuple(
        tuple(((following(state, label), sure),) for label in range(len(labels)))
        for state in range(len(states))
    )
    start_state = game.start.get("monitor")
    origin = 0 if game.monitor.kind != "counter" else states.index(0.0)
    return Watch(
        states=states,
        start=origin if start_state is None else states.index(_state_of(start_state)),
        labels=labels,
        reads=reads,
        update=update,
    )


def read_tracks(game: Game) -> tuple[int, ...]:
    """
    Give the places of the tracks that the monitor reads: those it names, or the only one with
    reports.
    """
    tracks = game.challenger.tracks
    if game.monitor is None:
        return ()
    named = game.monitor.tracks or ((game.monitor.track,) if game.monitor.track else ())
    return tuple(
        place
        for place, track in enumerate(tracks)
        if (track.id in named if named else track.reports is not None)
    )


def report_chances(
    games: Sequence[Game], seen: Watch, ladder: Levels, state: int, rung: str
) -> Floats:
    """
    Give the chance of each joined label after the acts: the loudest of the labels of the tracks
    that are read.

    Args:
        games: One game a draw.
        seen: The monitor.
        ladder: The joint levels.
        state: The joint levels after the acts.
        rung: The rung in force at the start of the period.

    Returns:
        The chances (label, draw).
    """
    joined = np.zeros((len(seen.labels), len(games)))
    joined[0] = 1.0
    for track in seen.reads:
        level = ladder.tracks[track].levels[ladder.level(state, track)]
        row = np.array([_row(game.challenger.tracks[track], level, rung) for game in games]).T
        below, other = np.cumsum(joined, axis=0), np.cumsum(row, axis=0)
        joined = np.diff(
            below * other, axis=0, prepend=0.0
        )  # the louder of the two is at most y where both are
    return joined


def _row(track: TrackSpec, level: str, rung: str) -> tuple[float, ...]:
    reports = track.reports or _NO_REPORTS
    return reports.likelihood_by_rung.get(rung, reports.likelihood)[level]


def _state_of(value: State | Mapping[str, float]) -> State:
    return (
        value if isinstance(value, str) else float(value) if isinstance(value, int | float) else ""
    )


def _automaton(monitor: Monitor, labels: tuple[str, ...]) -> tuple[tuple[State, ...], Rule]:
    top = len(labels) - 1
    match monitor.kind:
        case "last_report":
            return labels, lambda _, label: label
        case "latch":
            return labels, max
        case "run":
            needed = labels.index(monitor.label) if monitor.label else top
            return _run(monitor.k or 1, needed)
        case "counter":
            return _counter(monitor.up or 0, monitor.down or 0, top)
        case _:
            states = monitor.states
            return states, lambda state, label: states.index(
                monitor.update[states[state]][labels[label]]
            )


def _run(most: int, needed: int) -> tuple[tuple[State, ...], Rule]:
    """Count reports in a row that are as loud as needed, up to the most that matters."""
    return (
        tuple(float(count) for count in range(most + 1)),
        lambda state, label: min(state + 1, most) if label >= needed else 0,
    )


def _counter(up: int, down: int, top: int) -> tuple[tuple[State, ...], Rule]:
    """Count the loudest reports less the quietest ones, between two bounds."""
    return (
        tuple(float(count) for count in range(-down, up + 1)),
        lambda state, label: min(max(state + (label == top) - (label == 0), 0), up + down),
    )


def nodes(game: Game, count: int) -> tuple[float, ...]:
    """
    Give the nodes of the belief grid: evenly spaced, with the prior and every threshold among them.

    Args:
        game: The game; its monitor is of the kind `belief`.
        count: How many evenly spaced nodes, the ends included.
    """
    monitor = game.monitor
    prior = monitor.prior if monitor and monitor.prior is not None else 0.5
    even = [place / (count - 1) for place in range(count)]
    start_state = game.start.get("monitor")
    begun = [float(start_state)] if isinstance(start_state, int | float) else []
    hazard = monitor.hazard if monitor else 0.0
    is_trap = {1.0} if hazard > 0 else {0.0, 1.0}
    return tuple(sorted({*even, prior, *_thresholds(game), *begun} - is_trap))


def _thresholds(game: Game) -> Iterator[float]:
    """Give the beliefs from which any policy of the file calls a rung, or calls it off."""
    menu = game.solve.commit.menu if game.solve.commit else ()
    for policy in (game.ladder.policy, *(entry.policy for entry in menu)):
        for threshold in (*policy.enter.values(), *policy.exit.values()):
            if not isinstance(threshold, str):
                yield float(threshold)


def _belief(games: Sequence[Game], reads: tuple[int, ...], labels: tuple[str, ...]) -> Watch:
    game = games[0]
    monitor = game.monitor
    assert monitor is not None  # noqa: S101  # the caller has looked
    grid = nodes(game, monitor.grid or 33)
    read_reports = [game.challenger.tracks[place].reports or _NO_REPORTS for place in reads]
    special = {rung for reports in read_reports for rung in reports.likelihood_by_rung}
    start_state = game.start.get("monitor", monitor.prior if monitor.prior is not None else 0.5)
    start = first_leading(
        range(len(grid)),
        lambda place: (
            -abs(grid[place] - float(start_state))
            if isinstance(start_state, int | float)
            else -place
        ),
    )
    update, by_rung = (
        _updates(games, reads, grid, ""),
        {rung: _updates(games, reads, grid, rung) for rung in sorted(special)},
    )
    return Watch(
        states=grid, start=start, labels=labels, reads=reads, update=update, by_rung=by_rung
    )


def _updates(
    games: Sequence[Game], reads: tuple[int, ...], grid: tuple[float, ...], rung: str
) -> Update:
    """
    Give for each node and label the nodes that follow, with the rows that hold while a rung is in
    force.
    """
    crossed, clean = _presumed_chances(games, reads, rung)
    tables = [
        _split_table(
            grid, game.monitor.hazard if game.monitor else 0.0, crossed[:, draw], clean[:, draw]
        )
        for draw, game in enumerate(games)
    ]
    weights = np.stack(tables, axis=-1)  # (state, label, next state, draw)
    return tuple(
        tuple(
            tuple(
                (int(end), weights[state, label, end])
                for end in np.flatnonzero(weights[state, label].any(axis=-1))
            )
            for label in range(len(crossed))
        )
        for state in range(len(grid))
    )


def _presumed_chances(
    games: Sequence[Game], reads: tuple[int, ...], rung: str
) -> tuple[Floats, Floats]:
    """
    Give the chances of the joined labels at the lowest level of the red line, and at the first
    level (label, draw).
    """
    chances = []
    labels = (games[0].challenger.tracks[reads[0]].reports or _NO_REPORTS).labels
    for is_crossed in (True, False):
        joined = np.zeros((len(labels), len(games)))
        joined[0] = 1.0
        for place in reads:
            track = games[0].challenger.tracks[place]
            red = [level for level in track.levels if level in games[0].red_line.get(track.id, ())]
            level = red[0] if is_crossed and red else track.levels[0]
            row = np.array([_row(game.challenger.tracks[place], level, rung) for game in games]).T
            joined = np.diff(
                np.cumsum(joined, axis=0) * np.cumsum(row, axis=0), axis=0, prepend=0.0
            )
        chances.append(joined)
    return chances[0], chances[1]


def _split_table(grid: tuple[float, ...], hazard: float, crossed: Floats, clean: Floats) -> Floats:
    """Predict, update and split each node of the grid (state, label, next state)."""
    table = np.zeros((len(grid), len(crossed), len(grid)))
    for state, node in enumerate(grid):
        predicted = node + (1 - node) * hazard
        for label in range(len(crossed)):
            inside, outside = predicted * crossed[label], (1 - predicted) * clean[label]
            updated = inside / (inside + outside) if inside + outside > 0 else predicted
            right = bisect_right(grid, updated)
            if right == 0 or right == len(grid):
                table[state, label, min(right, len(grid) - 1)] = 1.0
            else:
                share = (updated - grid[right - 1]) / (grid[right] - grid[right - 1])
                table[state, label, right - 1], table[state, label, right] = 1 - share, share
    return table
