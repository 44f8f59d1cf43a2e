"""How well a crossing is seen: what the monitor is told of it, and the same game seen otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from phaseline.game.spec import Game, Reports, TrackSpec
from phaseline.terms.ties import total


def seen_at(game: Game, chance: float) -> Game:
    """
    Give the game in which a crossing is reported with a chance per period; how loud the report is,
    and what is reported of one who does not cross, stay as they are.

    Args:
        game: The game.
        chance: The chance of any label but the quietest at a level of the red line.
    """
    watched = watched_tracks(game)
    tracks = tuple(
        _seen_at(track, game.red_line[track.id], chance) if track.id in watched else track
        for track in game.challenger.tracks
    )
    return replace(game, challenger=replace(game.challenger, tracks=tracks))


def watched_tracks(game: Game) -> frozenset[str]:
    """Give the ids of the tracks whose crossing is reported to the monitor."""
    if game.monitor is None:
        return frozenset()
    read = {*game.monitor.tracks, game.monitor.track} - {""}
    return frozenset(
        track.id
        for track in game.challenger.tracks
        if track.reports and track.id in game.red_line and (not read or track.id in read)
    )


def _seen_at(track: TrackSpec, red: Sequence[str], chance: float) -> TrackSpec:
    reports = track.reports or Reports(labels=(), likelihood={})
    by_rung = {
        rung: _rows_at(rows, red, chance) for rung, rows in reports.likelihood_by_rung.items()
    }
    rows = _rows_at(reports.likelihood, red, chance)
    return replace(track, reports=replace(reports, likelihood=rows, likelihood_by_rung=by_rung))


def _rows_at(
    rows: Mapping[str, tuple[float, ...]], red: Sequence[str], chance: float
) -> Mapping[str, tuple[float, ...]]:
    return {level: _row_at(row, chance) if level in red else row for level, row in rows.items()}


def _row_at(row: tuple[float, ...], chance: float) -> tuple[float, ...]:
    """Share a chance out among the louder labels as they are shared out now."""
    loud = total(row[1:])
    shares = [part / loud for part in row[1:]] if loud else [*(0.0 for _ in row[2:]), 1.0]
    return (1 - chance, *(chance * share for share in shares))


def detection_of(game: Game) -> float:
    """Give the least chance per period with which the game's reports show a crossing."""
    watched = watched_tracks(game)
    return min(
        1 - rows[level][0]
        for track in game.challenger.tracks
        if track.id in watched and (rows := track.reports.likelihood if track.reports else {})
        for level in game.red_line[track.id]
        if level in rows
    )
