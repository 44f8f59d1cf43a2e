"""
The watch: a monitor made ready for the states of a game, with the chances of all draws.

How each kind of monitor adds reports up stands in its file in `monitors`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import TypeAlias

import numpy as np

from phaseline.game.arrays import Floats, Ints
from phaseline.game.columns import numbers_of
from phaseline.game.levels import Levels
from phaseline.game.monitors.belief import BeliefMonitor
from phaseline.game.monitors.counter import CounterMonitor
from phaseline.game.monitors.kinds import monitor_kind
from phaseline.game.monitors.last_report import LastReportMonitor
from phaseline.game.monitors.latch import LatchMonitor
from phaseline.game.monitors.named import (
    set_automaton,
    set_chances,
    set_labels,
)
from phaseline.game.monitors.run import RunMonitor
from phaseline.game.monitors.states import Automaton, Labels, State
from phaseline.game.monitors.table import TableMonitor
from phaseline.game.spec import Game, Reports
from phaseline.terms.record import record
from phaseline.terms.ties import first_leading

Update: TypeAlias = tuple[tuple[tuple[tuple[int, Floats], ...], ...], ...]
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
        suspects: Those whom reports name; states and labels are then sets of them, by number.
    """

    states: tuple[State, ...]
    start: int
    labels: tuple[str, ...]
    reads: tuple[int, ...]
    update: Update
    by_rung: Mapping[str, Update] = field(default_factory=dict)
    suspects: tuple[str, ...] = ()

    @property
    def shown(self) -> Ints:
        """
        Give for each state the place of the first that looks the same: states that only remember
        more than what they show are one to whoever reads them (state).
        """
        return np.array([self.states.index(state) for state in self.states], dtype=np.int64)

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
    suspects = game.suspects
    if suspects:
        automaton = set_automaton(game.monitor, suspects)
        counting = _counting(games, automaton, reads, labels=set_labels(suspects))
        return replace(counting, suspects=suspects)
    labels = (game.challenger.tracks[reads[0]].reports or _NO_REPORTS).labels
    kind = monitor_kind(game.monitor)
    match kind:
        case BeliefMonitor():
            return _believing(games, kind, reads, labels=labels)
        case (
            LastReportMonitor() | LatchMonitor() | RunMonitor() | CounterMonitor() | TableMonitor()
        ):
            return _counting(games, kind.automaton(labels), reads, labels=labels)


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
    levels = {
        track: ladder.tracks[track].levels[ladder.level(state, track)] for track in seen.reads
    }
    if seen.suspects:
        return set_chances(_heard_of_tracks(games, levels, rung=rung), seen.suspects)
    return _loudest(games, levels, seen.labels, rung=rung)


def _heard_of_tracks(
    games: Sequence[Game], levels: Mapping[int, str], *, rung: str
) -> list[tuple[Reports, list[Floats]]]:
    """Give the reports of each track that is read, with the chance of each label (draw)."""
    heard = []
    for track, level in levels.items():
        rows = _rows(games, track, level, rung)
        heard.append((games[0].challenger.tracks[track].reports or _NO_REPORTS, list(rows)))
    return heard


def _loudest(
    games: Sequence[Game], levels: Mapping[int, str], labels: Labels, *, rung: str
) -> Floats:
    """Give the chances of the loudest label, for the level of each track read (label, draw)."""
    joined = np.zeros((len(labels), len(games)))
    joined[0] = 1.0
    for track, level in levels.items():
        row = _rows(games, track, level, rung)
        below, other = np.cumsum(joined, axis=0), np.cumsum(row, axis=0)
        joined = np.diff(
            below * other, axis=0, prepend=0.0
        )  # the louder of the two is at most y where both are
    return joined


def _rows(games: Sequence[Game], track: int, level: str, rung: str) -> Floats:
    """Give the chances of a track's labels at a level while a rung is in force (label, draw)."""
    reports = [game.challenger.tracks[track].reports or _NO_REPORTS for game in games]
    different = {id(some): some for some in reports}.values()
    special = rung if any(rung in some.likelihood_by_rung for some in different) else ""

    def spelt_out(listed: Sequence[Reports]) -> Floats:
        return np.array([_row(some, level, special) for some in listed]).T

    by = ("reports", reports[0].labels, level, special)
    return numbers_of(reports, by, spelt_out)


def _row(reports: Reports, level: str, rung: str) -> tuple[float, ...]:
    return reports.likelihood_by_rung.get(rung, reports.likelihood)[level]


def _state_of(value: State | Mapping[str, float]) -> State:
    return (
        value if isinstance(value, str) else float(value) if isinstance(value, int | float) else ""
    )


def _last(states: tuple[State, ...], state: State) -> int:
    """Give the place of the last state that looks so: the one that remembers nothing quiet."""
    return len(states) - 1 - states[::-1].index(state)


def _counting(
    games: Sequence[Game], automaton: Automaton, reads: tuple[int, ...], *, labels: Labels
) -> Watch:
    """Make a monitor ready whose next state is sure once the label is known."""
    sure, states = np.ones(len(games)), automaton.states
    start_state = games[0].start.get("monitor")
    return Watch(
        states=states,
        start=automaton.origin if start_state is None else _last(states, _state_of(start_state)),
        labels=labels,
        reads=reads,
        update=tuple(
            tuple(((automaton.following(state, label), sure),) for label in range(len(labels)))
            for state in range(len(states))
        ),
    )


def _believing(
    games: Sequence[Game], belief: BeliefMonitor, reads: tuple[int, ...], *, labels: Labels
) -> Watch:
    """Make a belief ready, with the rows of each rung with which other reports come."""
    nodes, begun = belief.nodes(games[0]), belief.begun(games[0])
    read_reports = [games[0].challenger.tracks[place].reports or _NO_REPORTS for place in reads]
    special = {rung for reports in read_reports for rung in reports.likelihood_by_rung}

    def update(rung: str) -> Update:
        crossed, clean = _presumed_chances(games, reads, labels, rung=rung)
        return _updates(belief, nodes, crossed=crossed, clean=clean)

    return Watch(
        states=nodes,
        start=first_leading(range(len(nodes)), lambda place: -abs(nodes[place] - begun)),
        labels=labels,
        reads=reads,
        update=update(""),
        by_rung={rung: update(rung) for rung in sorted(special)},
    )


def _presumed_chances(
    games: Sequence[Game], reads: tuple[int, ...], labels: Labels, *, rung: str
) -> tuple[Floats, Floats]:
    """
    Give the chances of the joined labels at the lowest level of the red line, and at the first
    level (label, draw), while a rung is in force.
    """
    crossed, clean = {}, {}
    for place in reads:
        track = games[0].challenger.tracks[place]
        red = [level for level in track.levels if level in games[0].red_line.get(track.id, ())]
        clean[place] = track.levels[0]
        crossed[place] = red[0] if red else track.levels[0]
    return _loudest(games, crossed, labels, rung=rung), _loudest(games, clean, labels, rung=rung)


def _updates(
    belief: BeliefMonitor, nodes: tuple[float, ...], *, crossed: Floats, clean: Floats
) -> Update:
    """Give for each node and label the nodes that follow, with their chances (draw)."""
    return tuple(
        tuple(
            _split(belief, nodes, node, crossed=crossed[label], clean=clean[label])
            for label in range(len(crossed))
        )
        for node in nodes
    )


def _split(
    belief: BeliefMonitor,
    nodes: tuple[float, ...],
    node: float,
    *,
    crossed: Floats,
    clean: Floats,
) -> tuple[tuple[int, Floats], ...]:
    """Give the nodes that follow a label in any draw, with their chances (draw)."""
    shares: dict[int, Floats] = {}
    for draw, (inside, outside) in enumerate(zip(crossed.tolist(), clean.tolist(), strict=True)):
        for place, share in belief.successors(nodes, node, crossed=inside, clean=outside):
            shares.setdefault(place, np.zeros(len(crossed)))[draw] = share
    return tuple((place, shares[place]) for place in sorted(shares) if shares[place].any())
