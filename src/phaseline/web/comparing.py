"""Two what-ifs side by side: by what they assume, by their figures, and by what is said of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Findings = Mapping[str, Any]
Row = Mapping[str, str]


def assumed_rows(left: Sequence[Row], right: Sequence[Row]) -> list[dict[str, str]]:
    """
    Give what either of two what-ifs changes: what it asks, its value in the case, and in each.

    Args:
        left: What one of them changes, as `what_if_page.differences_of` gives it.
        right: The same of the other.
    """
    ours, theirs = ({row["address"]: row for row in side} for side in (left, right))
    rows = {**theirs, **ours}
    return [
        {
            "asks": row["asks"],
            "used": row["used"],
            "left": ours[address]["value"] if address in ours else row["used"],
            "right": theirs[address]["value"] if address in theirs else row["used"],
        }
        for address, row in sorted(rows.items())
    ]


def figure_rows(left: Findings, right: Findings) -> Iterator[Row]:
    """
    Give each figure that is not the same in both: of what, in which column, and in each.

    Args:
        left: What page one of the one rests on, as `rendering.page_findings_data` gives it.
        right: The same of the other.
    """
    theirs = _cells(right)
    for (title, name, column), cell in _cells(left).items():
        other = theirs.get((title, name, column))
        if other is not None and other != cell:
            yield {"title": title, "name": name, "column": column, "left": cell, "right": other}


def _cells(findings: Findings) -> Mapping[tuple[str, str, str], str]:
    """Give every cell of the tables by title, row and column."""
    return {
        (table["title"], row[0], column): cell
        for table in findings.get("tables", ())
        for row in table["rows"]
        for column, cell in zip(table["head"][1:], row[1:], strict=False)
    }


def finding_rows(left: Findings, right: Findings) -> tuple[list[Row], list[str]]:
    """
    Give what is said otherwise of both, each beside the other, and what is said alike. What is said
    of one alone has nothing beside it.

    Args:
        left: What page one of the one rests on, as `rendering.page_findings_data` gives it.
        right: The same of the other.
    """
    ours, theirs = (
        {entry["id"]: entry["text"] for entry in side.get("findings", ())} for side in (left, right)
    )
    names = [*ours, *(name for name in theirs if name not in ours)]
    pairs = [(ours.get(name, ""), theirs.get(name, "")) for name in names]
    return (
        [{"left": mine, "right": other} for mine, other in pairs if mine != other],
        [mine for mine, other in pairs if mine == other],
    )
