"""The gallery of classics for programs: what is known of each, and what is answered today."""

from collections.abc import Sequence
from typing import Any

from phaseline.game.published.gallery import Exhibit, Held


def classics_data(exhibits: Sequence[Exhibit]) -> dict[str, Any]:
    """Give the classics with their sources, their known answers and today's."""
    return {
        "phaseline": 1,
        "classics": [_exhibit_data(entry) for entry in exhibits],
        "agree": all(entry.agrees for entry in exhibits),
    }


def _exhibit_data(entry: Exhibit) -> dict[str, Any]:
    source = entry.classic.source
    return {
        "id": entry.id,
        "kind": entry.form,
        "title": entry.classic.title,
        "source": {
            "authors": source.authors,
            "title": source.title,
            "published": source.published,
            "year": source.year,
            "read": source.read,
        },
        "teaches": list(entry.classic.teaches),
        "known": [_held_data(row) for row in entry.held],
        "agrees": entry.agrees,
    }


def _held_data(row: Held) -> dict[str, Any]:
    return {
        "says": row.known.says,
        "at": row.known.at,
        "known": row.known.value,
        "within": row.known.within,
        "from": row.known.from_,
        "today": row.today,
        "agrees": row.agrees,
    }
