"""
The kinds together: which word of a game file means which of them.

An author writes one table whatever the kind, and what another kind would need may stand in it;
beyond the checks, each kind is a record of its own, in which nothing is missing.
"""

from typing import TypeAlias, get_args

from phaseline.game.monitors.belief import BeliefMonitor
from phaseline.game.monitors.counter import CounterMonitor
from phaseline.game.monitors.last_report import LastReportMonitor
from phaseline.game.monitors.latch import LatchMonitor
from phaseline.game.monitors.run import RunMonitor
from phaseline.game.monitors.table import TableMonitor
from phaseline.game.spec import Game, Monitor

MonitorKind: TypeAlias = (
    LastReportMonitor | LatchMonitor | RunMonitor | CounterMonitor | TableMonitor | BeliefMonitor
)
KINDS: tuple[type[MonitorKind], ...] = get_args(MonitorKind)


def monitor_kind(monitor: Monitor) -> MonitorKind:
    """Give the kind that a game file names, with what it says of it."""
    kind: MonitorKind
    match monitor.kind:
        case "last_report":
            kind = LastReportMonitor()
        case "latch":
            kind = LatchMonitor()
        case "run":
            kind = RunMonitor.written(monitor)
        case "counter":
            kind = CounterMonitor.written(monitor)
        case "table":
            kind = TableMonitor.written(monitor)
        case "belief":
            kind = BeliefMonitor.written(monitor)
    return kind


def belief_of(game: Game) -> BeliefMonitor | None:
    """Give the belief that a game's monitor holds; None where it holds none."""
    match monitor_kind(game.monitor) if game.monitor else None:
        case BeliefMonitor() as belief:
            return belief
        case (
            LastReportMonitor()
            | LatchMonitor()
            | RunMonitor()
            | CounterMonitor()
            | TableMonitor()
            | None
        ):
            return None
