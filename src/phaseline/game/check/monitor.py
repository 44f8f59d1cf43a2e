"""The monitor: whether it fits the reports that it reads, and which states a ladder may name."""

from collections.abc import Sequence

from phaseline.case.addresses import Path
from phaseline.case.showing import shown
from phaseline.game.bounds import figure
from phaseline.game.flaws import Flaws, need
from phaseline.game.monitors.kinds import monitor_kind
from phaseline.game.monitors.named import NAMING_KINDS, set_labels
from phaseline.game.monitors.reports import AT, ReportsRead, misfit
from phaseline.game.monitors.states import Scale
from phaseline.game.spec import Game, Monitor


def scale(flaws: Flaws, game: Game) -> Scale | None:
    """Give the states of the monitor; None where there is none, or too little of it to say."""
    if game.monitor is None:
        return None
    states = monitor_kind(game.monitor).scale(labels_read(flaws, game.monitor))
    return states if states.words or states.bounds else None


def labels_read(flaws: Flaws, monitor: Monitor) -> tuple[str, ...]:
    """
    Give the labels that the monitor reads; none where it names no track with reports. Reports that
    name suspects are joined into sets of them.
    """
    if flaws.suspects and monitor.kind in NAMING_KINDS:
        return set_labels(flaws.suspects)
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
    tracks = _check_reads(flaws, monitor)
    kind = monitor_kind(monitor)
    for field, bounds in kind.needs.items():
        value = getattr(monitor, field)
        if value is None:
            need(flaws, (*AT, field), Monitor)
        else:
            flaws.bounded((*AT, field), value, bounds)
    red = tuple(track for track in tracks if track in game.red_line)
    kind.check(flaws, ReportsRead(labels=labels_read(flaws, monitor), tracks=tracks, red=red))


def _check_reads(flaws: Flaws, monitor: Monitor) -> tuple[str, ...]:
    """Check which tracks are read, and give those that are reported."""
    if monitor.track and monitor.tracks:
        misfit(
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
    for path, track in () if flaws.suspects else joined[1:]:
        _check_same_labels(flaws, path, track, joined[0][1])
    return tuple(track for _, track in joined) or tuple(flaws.labels)


def _named_tracks(monitor: Monitor) -> Sequence[tuple[Path, str]]:
    """Give the tracks that the monitor names, with their paths; `track` goes before `tracks`."""
    if monitor.track:
        return [((*AT, "track"), monitor.track)]
    return [((*AT, "tracks", place), track) for place, track in enumerate(monitor.tracks)]


def _check_reported(flaws: Flaws, path: Path, track: str) -> None:
    if flaws.track(path, track, is_key=False) and track not in flaws.labels:
        misfit(
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
        misfit(
            flaws,
            AT,
            "no track has reports, so the monitor reads nothing",
            expected="a track with `reports`",
            fix="add `reports` to a track",
        )
    elif len(flaws.labels) > 1:
        tracks = ", ".join(flaws.labels)
        misfit(
            flaws,
            AT,
            "several tracks have reports",
            expected=f"`track`, one of {tracks}",
            fix=f"add `track: {next(iter(flaws.labels))}`",
        )


def _check_same_labels(flaws: Flaws, path: Path, track: str, first: str) -> None:
    """Refuse a track whose labels cannot be joined with those of the first one."""
    if flaws.labels[track] != flaws.labels[first]:
        misfit(
            flaws,
            path,
            f"{track} has other labels than {first}",
            expected="the same labels in all tracks",
            fix="rename the labels",
        )
