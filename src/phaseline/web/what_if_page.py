"""What the page of a what-if shows: its sliders, what differs from the case, and the answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from phaseline.web.frame import trusted
from phaseline.web.outline import PAGE_ONE
from phaseline.web.state import DeskAnswer, DeskState
from phaseline.web.what_ifs import STEPS, Changes, place_of, query_of, value_at


def input_parts(
    inputs: Sequence[Mapping[str, Any]], readings: Sequence[Mapping[str, Any]], changes: Changes
) -> dict[str, Any]:
    """
    Give what stands beside the answer: sliders, all other assumptions, the readings of the law, and
    what is moved.

    Args:
        inputs: The assumptions that can be moved.
        readings: The readings under which the game can be played, that of the case first.
        changes: The what-if.
    """
    asks = {entry["address"]: entry["asks"] for entry in inputs}
    asks |= {reading["address"]: "Whose reading of the law is played" for reading in readings}
    names = {(reading["address"], reading["value"]): reading["name"] for reading in readings}
    return {
        "readings": [_preset(reading, changes) for reading in readings],
        "sliders": [_slider(entry, changes) for entry in inputs if entry["is_mover"]],
        "others": [entry for entry in inputs if not entry["is_mover"]],
        "query": query_of(changes),
        "here": address_of(changes),
        "differences": [
            {
                "asks": asks.get(address, address),
                "value": names.get((address, value), value),
                "without": address_of(_without(changes, address)),
            }
            for address, value in changes.items()
        ],
    }


def _without(changes: Changes, address: str) -> Changes:
    """Give a what-if without one of its differences."""
    return {name: value for name, value in changes.items() if name != address}


def answer_parts(base: DeskAnswer | None, state: DeskState | None) -> dict[str, Any]:
    """
    Give what is known of the answer.

    Args:
        base: The answer of the case itself; None before there is one.
        state: What is known of the what-if; None where nothing is moved.
    """
    if state is None:
        content = base.pages.get(PAGE_ONE, "") if base else ""
        nothing = {
            "waits": False,
            "working": "",
            "faulty": (),
            "failed": "",
            "direction": "",
            "did_it": "",
        }
        return {**nothing, "content": trusted(content)}
    pages = state.answer.pages if state.answer else {}
    return {
        "content": trusted(pages.get(PAGE_ONE, "")),
        "direction": trusted(pages.get("direction", "")),
        "did_it": trusted(pages.get("did-it", "")),
        "waits": bool(state.doing),
        "working": state.doing,
        "faulty": state.faults,
        "failed": state.failure,
    }


def address_of(changes: Changes) -> str:
    """
    Give the address of a what-if.

    >>> address_of({}), address_of({"assumptions.a.best": "1"})
    ('/what-if', '/what-if?assumptions.a.best=1')
    """
    query = query_of(changes)
    return f"/what-if?{query}" if query else "/what-if"


def _preset(reading: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """Give a reading with the address of the same what-if under it, and whether it is played."""
    address, value = reading["address"], reading["value"]
    rest = _without(changes, address)
    own = rest if reading["is_used"] else {**rest, address: value}
    is_played = changes[address] == value if address in changes else reading["is_used"]
    return {**reading, "leads": address_of(own), "is_played": is_played}


def _slider(entry: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """Give an assumption with where its slider stands, and its values at both ends and there."""
    value = changes.get(entry["address"], "")
    return {
        **entry,
        "place": place_of(entry, value),
        "value": value or f"{entry['used']:g} {entry['unit']}".strip(),
        "first": value_at(entry, 0),
        "last": value_at(entry, STEPS),
    }
