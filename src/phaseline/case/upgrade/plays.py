"""
What format 1 played: a list of policies in the game. Their fields go to the completion, or to the
ladder where it is played as it stands, and everything that named a policy names that.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from phaseline.case.editing import CommentedMap, EditedFile
from phaseline.case.upgrade.opened import (
    Opened,
    Undecided,
    listed,
    mappings,
    placed_entries,
)
from phaseline.terms.record import record

_OWN = ("id", "ladder", "completion")  # which policy it is; the rest says how it is played
_CALLING = ("enter", "overt", "deadline")
_WAYS = ("with", "better", "deters", "met", "flips")  # what a claim is held to
_NAMED = ("ladder", "ladders", "at_once", "held", "between")  # keys of these that name policies
_ADDRESS = re.compile(r"\bgames\.[\w-]+\.policies\.([\w-]+)")


@record
class _Target:
    """
    What is played by a policy.

    Args:
        file: Where it stands.
        ladder: The ladder.
        entry: The completion of it, or the ladder itself.
        address: Its address.
    """

    file: EditedFile
    ladder: CommentedMap
    entry: CommentedMap
    address: str


def play_ladders(opened: Opened) -> Iterator[Undecided]:
    """
    Say at each completion, or ladder, how it is played.

    A second policy of one of them becomes a comment: a person gives it one of its own.
    """
    addresses: dict[str, str] = {}
    for file, game in placed_entries(opened, "games"):
        for policy in mappings(game, "policies"):
            target = _target(opened, policy)
            if target is None or "plays" in target.entry:
                says = f"the policy {policy.get('id')} needs a completion or a ladder of its own"
                file.remark("games", says, policy)
                yield Undecided(file=file.name, says=says)
                continue
            addresses[str(policy.get("id"))] = target.address
            yield from _play(target, policy)
        if "policies" in game:
            file.remove(game, "policies")
    _rename_policies(opened, addresses)


def _target(opened: Opened, policy: CommentedMap) -> _Target | None:
    """Find what a policy plays; nothing where there is no such ladder or completion."""
    name, completion = str(policy.get("ladder")), str(policy.get("completion", ""))
    for file, ladder in placed_entries(opened, "ladders"):
        if str(ladder.get("id")) == name:
            address = f"ladders.{name}"
            if not completion:
                return _Target(file=file, ladder=ladder, entry=ladder, address=address)
            for entry in mappings(ladder, "completions"):
                if str(entry.get("id")) == completion:
                    address = f"{address}.completions.{completion}"
                    return _Target(file=file, ladder=ladder, entry=entry, address=address)
    return None


def _play(target: _Target, policy: CommentedMap) -> Iterator[Undecided]:
    """Give a completion or a ladder what a policy says of how it is played."""
    file = target.file
    called = frozenset(str(rung) for rung in _called(policy))
    rungs = _rungs(target.ladder, policy)
    at_once = _taken_at_once(target.ladder, rungs)
    highest = max((place for place, rung in enumerate(rungs) if rung in called), default=0)
    yield from _uncalled(
        target, [rung for rung in rungs[1 : highest + 1] if rung in at_once - called]
    )
    if (called or "rungs" in policy or at_once) and rungs[highest + 1 :]:
        file.put(policy, "rungs", rungs[: highest + 1], after=_OWN[0])
    _leave_out_what_follows(file, policy, at_once)
    file.move(policy, target.entry, "plays", leave_out=_OWN)


def _uncalled(target: _Target, rungs: Iterable[str]) -> Iterator[Undecided]:
    """Ask what calls rungs that nothing called, and that are taken at once from now on."""
    for rung in rungs:
        says = f"{target.address} takes the rung {rung} at once now: say what calls it"
        target.file.remark("ladders", says)
        yield Undecided(file=target.file.name, says=says)


def _rungs(ladder: CommentedMap, policy: CommentedMap) -> list[str]:
    """Give the rungs that are played, from the lowest upward."""
    played = listed(policy, "rungs") or [rung.get("id") for rung in mappings(ladder, "rungs")]
    return [str(rung) for rung in played]


def _called(policy: CommentedMap) -> Iterator[Any]:
    """Give the rungs that reports, what everybody sees, or a time call."""
    return (row.get("rung") for key in _CALLING for row in mappings(policy, key))


def _taken_at_once(ladder: CommentedMap, rungs: list[str]) -> frozenset[str]:
    """Give the rungs to which a step without a trigger leads from the one that is played below."""
    steps = {
        (str(step.get("from", step.get("start"))), str(step.get("to", step.get("end"))))
        for step in mappings(ladder, "transitions")
        if step.get("trigger") == "none"
    }
    return frozenset(high for low, high in pairwise(rungs) if (low, high) in steps)


def _leave_out_what_follows(
    file: EditedFile, policy: CommentedMap, at_once: frozenset[str]
) -> None:
    """Leave out deadlines without a time for rungs that the ladder takes at once."""
    counted = {str(row.get("rung")) for key in ("enter", "overt") for row in mappings(policy, key)}
    for row in mappings(policy, "deadline"):
        if set(row) == {"rung"} and str(row["rung"]) in at_once - counted:
            policy["deadline"].remove(row)
    if "deadline" in policy and not policy["deadline"]:
        file.remove(policy, "deadline")


def _rename_policies(opened: Opened, addresses: Mapping[str, str]) -> None:
    """Name what is played where a policy was named, or its address."""
    names = {old: address.rpartition(".")[2] for old, address in addresses.items()}
    changed = {old: new for old, new in names.items() if old != new}
    for file, game in placed_entries(opened, "games"):
        _rename_in(file, game, ("yardstick",), changed)
        _rename_in(file, game.get("search"), ("policy",), changed)
    for file, claim in placed_entries(opened, "claims"):
        for way in _WAYS:
            than = ("than",) if way == "better" else ()  # of a test it is a measure
            _rename_in(file, claim.get(way), (*_NAMED, *than), changed)
    for file in opened.values():
        file.replace(_ADDRESS, lambda match: addresses.get(match[1], match[0]))


def _rename_in(file: EditedFile, entry: Any, keys: Iterable[str], names: Mapping[str, str]) -> None:
    """Give the values of some keys their new names, where there is such an entry."""
    for key in keys if isinstance(entry, CommentedMap) else ():
        value = entry.get(key)
        renamed: Any = names.get(str(value), value)
        if isinstance(value, list):
            renamed = [names.get(str(name), name) for name in value]
        if renamed != value:
            file.put(entry, key, renamed)
