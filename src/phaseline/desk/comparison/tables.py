"""Rows by track and level as the tables that a game holds."""

from collections.abc import Iterable

from phaseline.case.model.play import RungAt


def by_level(rows: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    """Give rows of track, level and number as a table; numbers for one level add up."""
    table: dict[str, dict[str, float]] = {}
    for track, level, number in rows:
        inner = table.setdefault(track, {})
        inner[level] = inner.get(level, 0.0) + number
    return table


def by_track(rows: Iterable[RungAt]) -> dict[str, dict[str, str]]:
    """Give rungs that go with a level as a table by track and level; the last of a level counts."""
    table: dict[str, dict[str, str]] = {}
    for row in rows:
        table.setdefault(row.track, {})[row.level] = row.rung
    return table
