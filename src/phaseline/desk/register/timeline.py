"""
What happened when: vague dates as intervals, passages that tell one event twice joined, later
knowledge apart.
"""

from datetime import date

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Event
from phaseline.terms.record import record
from phaseline.terms.when import When, days_between


@record
class TimelineEntry:
    """
    One event of the timeline.

    Args:
        event: The event.
        retold: Further passages that tell the same event.
        is_later: It dates from after the day whose knowledge counts; it enters no result.
    """

    event: Event
    retold: tuple[Event, ...]
    is_later: bool


def timeline(case: Case) -> tuple[TimelineEntry, ...]:
    """
    Give the events of a case in order, each once.

    Events are sorted by the earliest day they can have been; where only a latest day is known, by
    that, before the events of the day itself. Events without any date come last, in the order of
    the file.
    """
    retold: dict[str, list[Event]] = {}
    for event in case.events:
        if event.same_as:
            retold.setdefault(event.same_as, []).append(event)
    moments = [
        TimelineEntry(
            event=event,
            retold=tuple(retold.get(event.id, ())),
            is_later=is_later_knowledge(event.when, case.as_of),
        )
        for event in case.events
        if not event.same_as
    ]
    return tuple(sorted(moments, key=lambda moment: place_in_time(moment.event.when)))


def days_from(case: Case, start: str, end: str) -> tuple[int, int]:
    """
    Count the days from one event to another: the least and the most they can be [day].

    Raises:
        KeyError: There is no such event.
        ValueError: A date has an open end, so that the days cannot be counted.
    """
    return days_between(case.events[start].when, case.events[end].when)


def place_in_time(when: When) -> tuple[date, int]:
    """Give what dates are sorted by: the earliest day, else the latest; none comes last."""
    if when.first is not None:
        return when.first, 1 if when.is_day else 2
    return (when.last, 0) if when.last is not None else (date.max, 3)
