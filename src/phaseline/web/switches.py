"""
The switches of a what-if: what of a case is so or not so, as the address of the page holds it.

A switch is sent by the worker as plain data: its name, what it is in words, and how it may stand
otherwise than in the case, each way with what it changes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from phaseline.web.guard import Refused
from phaseline.web.what_ifs import Changes, changes_of

Switches = Sequence[Mapping[str, Any]]
FIELD = "switch"  # of a form that turns one


def switched(switches: Switches, changes: Changes, *, name: str, way: str) -> Changes:
    """
    Give a what-if after one switch has been turned.

    Args:
        switches: What can be switched.
        changes: The what-if before.
        name: The switch.
        way: How it is to stand; empty for as in the case.

    Raises:
        Refused: There is no such switch, or no such way of it.
    """
    switch = next((switch for switch in switches if switch["id"] == name), None)
    if switch is None:
        raise Refused(400, "There is no such switch.")
    own = {} if not way else _changes_in(switch, way)
    return changes_of({**without(switch, changes), **own})


def _changes_in(switch: Mapping[str, Any], name: str) -> Changes:
    """
    Give what one way of a switch changes.

    Raises:
        Refused: There is no such way of it.
    """
    way = next((way for way in switch["ways"] if way["id"] == name), None)
    if way is None:
        raise Refused(400, "A switch has no such place.")
    own: Changes = way["changes"]
    return own


def without(switch: Mapping[str, Any], changes: Changes) -> Changes:
    """Give a what-if in which a switch stands as in the case."""
    own = {address for way in switch["ways"] for address in way["changes"]}
    return {address: value for address, value in changes.items() if address not in own}


def way_of(switch: Mapping[str, Any], changes: Changes) -> Mapping[str, Any] | None:
    """
    Give how a switch stands in a what-if: the last of its ways that the what-if holds whole; None
    where it stands as in the case.
    """
    held = [way for way in switch["ways"] if way["changes"].items() <= changes.items()]
    return held[-1] if held else None


def turned_in(
    switches: Switches, changes: Changes
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Give the switches that a what-if turns, each with how it stands there."""
    pairs = ((switch, way_of(switch, changes)) for switch in switches)
    return [(switch, way) for switch, way in pairs if way is not None]


def switch_groups(switches: Switches, changes: Changes) -> list[dict[str, Any]]:
    """
    Give the switches by what they are, each with how it stands; a group says how many are turned.

    Args:
        switches: What can be switched.
        changes: The what-if.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for switch in switches:
        way = way_of(switch, changes)
        shown = {**switch, "stands": way["id"] if way else ""}
        groups.setdefault(switch["group"], []).append(shown)
    return [
        {
            "name": name,
            "switches": entries,
            "turned": len([entry for entry in entries if entry["stands"]]),
        }
        for name, entries in groups.items()
    ]
