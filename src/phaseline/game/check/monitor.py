"""The monitor: whether it fits the reports that it reads, and which states a ladder may name."""

from collections.abc import Sequence

from phaseline.case.addresses import Path
from phaseline.case.showing import shown
from phaseline.game.bounds import HAZARD, Bounds, figure, whole
from phaseline.game.flaws import Flaws, need, reserve
from phaseline.game.spec import NEVER, Game, Monitor
from phaseline.terms.record import record

AT = ("monitor",)
PRIOR = Bounds(says="a chance from 0, and below 1", such_as="0.1", low=0, high=1, is_below=True)
# kind -> the fields that it needs, with their bounds
NEEDS: dict[str, dict[str, Bounds]] = {
    "run": {"k": whole(1)},
    "counter": {"up": whole(1), "down": whole(0)},
    "belief": {"grid": whole(3), "prior": PRIOR},
}


@record
class Scale:
    """
    The states of a monitor, from quiet to loud.

    Args:
        words: The states, where they are words.
        bounds: The bounds of the states, where they are numbers.
    """

    words: tuple[str, ...] = ()
    bounds: Bounds | None = None

    def place(self, value: object) -> float | None:
        """Give how loud a state is; None where it is none."""
        if self.bounds is None:
            return (
                self.words.index(value) if isinstance(value, str) and value in self.words else None
            )
        return value if isinstance(value, int | float) and self.bounds.holds(value) else None


def scale(flaws: Flaws, game: Game) -> Scale | None:
    """Give the states of the monitor; None where there is none, or too little of it to say."""
    monitor = game.monitor
    if monitor is None:
        return None
    bounds = _bounds_of(monitor)
    if bounds is not None:
        return Scale(bounds=bounds)
    words = monitor.states if monitor.kind == "table" else labels_read(flaws, monitor)
    return Scale(words=words) if words else None


def _bounds_of(monitor: Monitor) -> Bounds | None:
    """Give the bounds of the states, where they are numbers."""
    match monitor.kind:
        case "run":
            return whole(0, monitor.k or 1)
        case "counter":
            return whole(-(monitor.down or 0), monitor.up or 1)
        case "belief":
            is_stuck = (
                monitor.hazard == 0
            )  # the grid has no node at which a belief could never move
            says = "a belief above 0 and below 1" if is_stuck else "a belief from 0, and below 1"
            return Bounds(says=says, such_as="0.5", low=0, high=1, is_above=is_stuck, is_below=True)
        case _:
            return None


def labels_read(flaws: Flaws, monitor: Monitor) -> tuple[str, ...]:
    """Give the labels that the monitor reads; none where it names no track with reports."""
    named = monitor.tracks or ((monitor.track,) if monitor.track else tuple(flaws.labels))
    return next((flaws.labels[track] for track in named if track in flaws.labels), ())


def hold_state(flaws: Flaws, path: Path, value: object, states: Scale) -> float | None:
    """Hold a value to the states of the monitor, and give how loud it is."""
    loudness = states.place(value)
    if loudness is None and states.bounds is None:
        flaws.known(path, value, states.words, "state of the monitor")
    elif loudness is None and states.bounds is not None:
        written = figure(value) if isinstance(value, int | float) else shown(value)
        expected = f"{states.bounds.says}, a state of the monitor"
        near = (
            states.bounds.near(value) if isinstance(value, int | float) else states.bounds.such_as
        )
        flaws.add(
            "PL410",
            path,
            f"{path[-1]}: found {written}",
            expected=expected,
            fix=f"write a number such as {near}",
        )
    return loudness


def check_monitor(flaws: Flaws, game: Game) -> None:
    """Check what the monitor reads, and that it has what its kind needs."""
    monitor = game.monitor
    if monitor is None:
        return
    _check_reads(flaws, game, monitor)
    for field, bounds in NEEDS.get(monitor.kind, {}).items():
        value = getattr(monitor, field)
        if value is None:
            need(flaws, (*AT, field), Monitor)
        else:
            flaws.bounded((*AT, field), value, bounds)
    labels = labels_read(flaws, monitor)
    if monitor.kind == "run" and monitor.label and labels:
        flaws.known((*AT, "label"), monitor.label, labels, "label")
    if monitor.kind == "belief":
        _check_belief(flaws, monitor)
    if monitor.kind == "table":
        _check_table(flaws, monitor, labels)


def _check_reads(flaws: Flaws, game: Game, monitor: Monitor) -> None:
    if monitor.track and monitor.tracks:
        _misfit(
            flaws,
            (*AT, "tracks"),
            "both `track` and `tracks` are given",
            expected="one of the two",
            fix="remove one of the two",
        )
    flaws.once((*AT, "tracks"), monitor.tracks, "track")
    named = _named_tracks(monitor)
    for path, track in named:
        _check_reported(flaws, path, track)
    _check_choice(flaws, is_named=bool(named))
    joined = [(path, track) for path, track in named if track in flaws.labels]
    for path, track in joined[1:]:
        _check_same_labels(flaws, path, track, joined[0][1])
    if monitor.kind == "belief":
        _check_line(flaws, game, [track for _, track in joined] or list(flaws.labels))


def _named_tracks(monitor: Monitor) -> Sequence[tuple[Path, str]]:
    """Give the tracks that the monitor names, with their paths; `track` goes before `tracks`."""
    if monitor.track:
        return [((*AT, "track"), monitor.track)]
    return [((*AT, "tracks", place), track) for place, track in enumerate(monitor.tracks)]


def _check_reported(flaws: Flaws, path: Path, track: str) -> None:
    if flaws.track(path, track, is_key=False) and track not in flaws.labels:
        _misfit(
            flaws,
            path,
            f"nothing is reported of {track}",
            expected="a track with `reports`",
            fix=f"give {track} `reports`",
        )


def _check_choice(flaws: Flaws, *, is_named: bool) -> None:
    if is_named:
        return
    if not flaws.labels:
        _misfit(
            flaws,
            AT,
            "no track has reports, so the monitor reads nothing",
            expected="a track with `reports`",
            fix="add `reports` to a track",
        )
    elif len(flaws.labels) > 1:
        tracks = ", ".join(flaws.labels)
        _misfit(
            flaws,
            AT,
            "several tracks have reports",
            expected=f"`track`, one of {tracks}",
            fix=f"add `track: {next(iter(flaws.labels))}`",
        )


def _check_same_labels(flaws: Flaws, path: Path, track: str, first: str) -> None:
    """Refuse a track whose labels cannot be joined with those of the first one."""
    if flaws.labels[track] != flaws.labels[first]:
        _misfit(
            flaws,
            path,
            f"{track} has other labels than {first}",
            expected="the same labels in all tracks",
            fix="rename the labels",
        )


def _check_line(flaws: Flaws, game: Game, tracks: Sequence[str]) -> None:
    if tracks and not any(track in game.red_line for track in tracks):
        _misfit(
            flaws,
            AT,
            f"it forms a belief about {tracks[0]}, which no red line crosses",
            expected="a track of the red line",
            fix="name a track of the red line, or take another kind of monitor",
        )


def _check_belief(flaws: Flaws, monitor: Monitor) -> None:
    if flaws.bounded((*AT, "hazard"), monitor.hazard, HAZARD) and (
        monitor.prior == 0 == monitor.hazard
    ):
        flaws.add(
            "PL410",
            (*AT, "prior"),
            "prior: found 0, and no hazard: such a belief never moves",
            expected="a prior or a hazard above 0",
            fix="write a number such as 0.1",
        )


def _check_table(flaws: Flaws, monitor: Monitor, labels: Sequence[str]) -> None:
    if not monitor.states:
        need(flaws, (*AT, "states"), Monitor)
        return
    flaws.once((*AT, "states"), monitor.states, "state")
    for place, state in enumerate(monitor.states):
        reserve(flaws, (*AT, "states", place), state, (NEVER,), "`exit` has a word of that name")
    flaws.complete((*AT, "update"), monitor.update, monitor.states, "state")
    for state, row in monitor.update.items():
        path = (*AT, "update", state)
        if not flaws.known(path, state, monitor.states, "state", is_key=True):
            continue
        for label, successor in row.items():
            flaws.known((*path, label), successor, monitor.states, "state")
            if labels:
                flaws.known((*path, label), label, labels, "label", is_key=True)
        flaws.complete(path, row, labels, "label")


def _misfit(flaws: Flaws, path: Path, message: str, *, expected: str, fix: str) -> None:
    flaws.add("PL616", path, message, expected=expected, fix=fix)
