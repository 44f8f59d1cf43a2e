"""What the page of a what-if shows: its sliders, what differs from the case, and the answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.datastructures import QueryParams

from phaseline.web.frame import trusted
from phaseline.web.outline import (
    DID_IT,
    DIRECTION,
    LAW_SHIFT,
    OTHER_COURSES,
    PAGE_ONE,
    SHOWN_COURSE,
)
from phaseline.web.state import DeskAnswer, DeskState
from phaseline.web.switches import Switches, switch_groups, turned_in, without
from phaseline.web.what_ifs import STEPS, Changes, place_of, query_of, typed_number, value_at

OPENED = "opened"  # the field that holds with which what-if a page was opened


def input_parts(
    inputs: Sequence[Mapping[str, Any]],
    readings: Sequence[Mapping[str, Any]],
    changes: Changes,
    switches: Switches = (),
) -> dict[str, Any]:
    """
    Give what stands beside the answer: sliders, all other assumptions, the readings of the law,
    what can be switched, and what is moved.

    Args:
        inputs: The assumptions that can be moved.
        readings: The readings under which the game can be played, that of the case first.
        changes: The what-if.
        switches: What can be switched.
    """
    return {
        "readings": [_preset(reading, changes) for reading in readings],
        "sliders": [_slider(entry, changes) for entry in inputs if entry["is_mover"]],
        "others": [entry for entry in inputs if not entry["is_mover"]],
        "query": query_of(changes),
        "here": address_of(changes),
        "beside_case": compared({}, changes),
        "differences": differences_of(inputs, readings, changes, switches),
        "switches": switch_groups(switches, changes),
    }


def differences_of(
    inputs: Sequence[Mapping[str, Any]],
    readings: Sequence[Mapping[str, Any]],
    changes: Changes,
    switches: Switches = (),
) -> list[dict[str, Any]]:
    """
    Give what a what-if changes, in words: what each assumption asks, its value, what it is in the
    case, and the address of the what-if without it; what is switched comes last.

    Args:
        inputs: The assumptions that can be moved.
        readings: The readings under which the game can be played, that of the case first.
        changes: The what-if.
        switches: What can be switched.
    """
    turned = turned_in(switches, changes)
    own = {address for _, way in turned for address in way["changes"]}
    used = {entry["address"]: used_words(entry) for entry in inputs}
    used |= {reading["address"]: reading["name"] for reading in readings if reading["is_used"]}
    words = {**_asked(inputs, readings), **_values(readings)}
    numbers = {entry["address"] for entry in inputs}
    differences = [
        {
            "address": address,
            "asks": words.get((address, ""), address),
            "value": words.get((address, value), value),
            "used": used.get(address, ""),
            "is_number": address in numbers,
            "without": address_of(_without(changes, address)),
        }
        for address, value in changes.items()
        if address not in own
    ]
    return differences + [_switched(switch, way, changes) for switch, way in turned]


def _asked(
    inputs: Sequence[Mapping[str, Any]], readings: Sequence[Mapping[str, Any]]
) -> Mapping[tuple[str, str], str]:
    """Give what each address asks, in words, under the address and no value."""
    asks = {(entry["address"], ""): entry["asks"] for entry in inputs}
    played = "Whose reading of the law is played"
    return {**asks, **{(reading["address"], ""): played for reading in readings}}


def _values(readings: Sequence[Mapping[str, Any]]) -> Mapping[tuple[str, str], str]:
    """Give the words of values that are no numbers, under the address and the value."""
    return {(reading["address"], reading["value"]): reading["name"] for reading in readings}


def _switched(
    switch: Mapping[str, Any], way: Mapping[str, Any], changes: Changes
) -> dict[str, Any]:
    """Give what a turned switch changes as one difference: its addresses say little."""
    return {
        "address": switch["id"],
        "asks": switch["asks"],
        "value": way["words"],
        "used": switch["as_is"],
        "is_number": False,
        "without": address_of(without(switch, changes)),
    }


def used_words(entry: Mapping[str, Any]) -> str:
    """Give the value of an assumption in the case, with its unit."""
    return f"{typed_number(entry['used'])} {entry['unit']}".strip()


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
            "shown_course": "",
            "other_courses": "",
            "did_it": "",
            "law_shift": "",
        }
        return {**nothing, "content": trusted(content)}
    pages = state.answer.pages if state.answer else {}
    return {
        "content": trusted(pages.get(PAGE_ONE, "")),
        "direction": trusted(pages.get(DIRECTION, "")),
        "shown_course": trusted(pages.get(SHOWN_COURSE, "")),
        "other_courses": trusted(pages.get(OTHER_COURSES, "")),
        "did_it": trusted(pages.get(DID_IT, "")),
        "law_shift": trusted(pages.get(LAW_SHIFT, "")),
        "waits": bool(state.doing),
        "working": state.doing,
        "faulty": state.faults,
        "failed": state.failure,
    }


def address_of(changes: Changes, opened: str | None = None) -> str:
    """
    Give the address of a what-if.

    Args:
        changes: The what-if.
        opened: The query of the what-if with which the page was opened; left out where it is opened
            anew.

    >>> address_of({}), address_of({"assumptions.a.best": "1"})
    ('/what-if', '/what-if?assumptions.a.best=1')
    >>> address_of({"assumptions.a.best": "1"}, opened="")
    '/what-if?assumptions.a.best=1&opened='
    """
    query = query_of(changes if opened is None else {**changes, OPENED: opened})
    return f"/what-if?{query}" if query else "/what-if"


def opened_parts(changes: Changes, opened: Changes, names: Mapping[str, str]) -> dict[str, Any]:
    """
    Give what the page was opened with, so that one can go back to it.

    Args:
        changes: The what-if that is shown.
        opened: The what-if with which the page was opened.
        names: The names of what was kept as scenarios, by the query of each.
    """
    query = query_of(opened)
    is_left = bool(opened) and opened != changes
    return {
        "opened": query,
        "look": address_of(changes, opened=query),
        "opened_name": names.get(query, "what was opened") if is_left else "",
        "opened_address": address_of(opened),
    }


def compared(left: Changes, right: Changes) -> str:
    """
    Give the address where two what-ifs stand side by side.

    >>> compared({}, {"assumptions.a.best": "1"})
    '/compare?left=&right=assumptions.a.best%3D1'
    """
    return f"/compare?{QueryParams([('left', query_of(left)), ('right', query_of(right))])}"


def seen_parts(
    differences: Sequence[Mapping[str, str]], changes: Changes, seen: Changes
) -> dict[str, str]:
    """
    Give what was tried before: in words, its address, and where it stands beside what is shown now.

    Args:
        differences: What it changes, as `differences_of` gives it.
        changes: The what-if that is shown.
        seen: The one of before.
    """
    return {
        "words": "; ".join(f"{change['asks']}: {change['value']}" for change in differences),
        "address": address_of(seen),
        "beside": compared(changes, seen),
    }


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
        "value": value or used_words(entry),
        "turns": [_turn(entry, turn, changes) for turn in entry["turns"]],
        "first": value_at(entry, 0),
        "last": value_at(entry, STEPS),
    }


def _turn(entry: Mapping[str, Any], turn: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """Give where an assumption turns something, with the address of the what-if that is there."""
    typed = turn["value"].replace("−", "-")  # as it is typed
    there = {**changes, entry["address"]: typed}
    return {**turn, "typed": typed, "leads": address_of(there)}
