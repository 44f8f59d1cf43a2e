"""What took place, as a person makes an event of a sentence: who, when, in a few words."""

from collections.abc import Mapping
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Event, Fact
from phaseline.papers.confirming import (
    cite_of,
    entry_id,
    faults_of_phrase,
    held_entry,
    listed_names,
    rules_kept,
    unknown_actors,
)
from phaseline.papers.stubs import Stub


def event_entry(
    stub: Stub, fields: Mapping[str, str], case: Case, text: str, *, confirmed_by: str
) -> dict[str, Any]:
    """
    Give the event that a person confirms, as it is written into the case.

    Args:
        stub: The stub.
        fields: The fields of the sentence as the person left them; who it is about took part.
        case: The case.
        text: The text of its paper.
        confirmed_by: Who confirms it.
    """
    entry = {
        "id": entry_id(stub, case),
        "title": fields["says"].rstrip("."),
        "when": fields["when"],
        "who": listed_names(fields["about"]),
        "cites": [cite_of(stub, fields["exact"], text)],
        "proposed_by": rules_kept(stub, fields, ("when",)),
        "confirmed_by": confirmed_by,
    }
    return {key: value for key, value in entry.items() if value}


def faults_of_event(entry: Mapping[str, Any], case: Case, stub: Stub, text: str) -> tuple[str, ...]:
    """
    Say why an event cannot be written as it is: what `check` would report as an error of it.

    Args:
        entry: The event.
        case: The case.
        stub: Its sentence.
        text: The text of its paper.
    """
    _, problems = held_entry(Event, entry, needed=("title", "when"))
    problems += unknown_actors(entry.get("who", ()), case)
    exact = entry["cites"][0].get("exact", "")
    return (*problems, *faults_of_phrase(exact, stub, text))


def entered_at(address: str, case: Case) -> Fact | Event | None:
    """Give the fact or the event that was made of a sentence; None where it is gone."""
    section, _, name = address.partition(".")
    return case.events.get(name) if section == "events" else case.facts.get(name)


def entered_words(address: str, case: Case) -> str:
    """Give the words of the fact or the event at an address; none where it is gone."""
    entry = entered_at(address, case)
    if entry is None:
        return ""
    return entry.says if isinstance(entry, Fact) else entry.title
