"""
What is dated ahead of a day: events that are fixed, law that begins or ends, changes of law that
come into force.

A date that may have been reached already is told as such, with the days to its last day.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from phaseline.case.model.case import Case
from phaseline.case.model.law import LegalEffect
from phaseline.case.values import at
from phaseline.desk.register.timeline import place_in_time
from phaseline.terms.record import record
from phaseline.terms.when import When


class AheadKind(Enum):
    """What is dated ahead."""

    EVENT = "event"
    AUTHORITY_ENDS = "authority_ends"
    LAW_ENDS = "law_ends"
    LAW_BEGINS = "law_begins"


@record
class DateAhead:
    """
    Something with a date that has not passed.

    Args:
        kind: What it is.
        address: Its address in the case.
        when: Its date.
        days: How many days from the day of the watch to the earliest it can be; None where it may
            have been already.
        days_at_most: The same to the latest it can be; None where no source bounds that.
    """

    kind: AheadKind
    address: str
    when: When
    days: int | None
    days_at_most: int | None


def dates_ahead(case: Case, day: date) -> tuple[DateAhead, ...]:
    """
    Give what is dated ahead, the nearest first.

    Args:
        case: The case.
        day: The day that is looked from.
    """
    ahead = (_ahead(kind, address, when, day) for kind, address, when in _dated(case))
    return tuple(
        sorted(
            (entry for entry in ahead if entry is not None),
            key=lambda entry: (place_in_time(entry.when), _said(case, entry.address)),
        )
    )


def _said(case: Case, address: str) -> str:
    """Give in words what is dated: of one day, neither ids nor places in files make the order."""
    held = at(case, address)
    return f"{getattr(held, 'title', '') or held.says}"


def _dated(case: Case) -> Iterator[tuple[AheadKind, str, When]]:
    known = case.as_of.first or date.min
    for event in case.events:
        if event.when.first and event.when.first >= known and not event.same_as:
            yield AheadKind.EVENT, f"events.{event.id}", event.when
    for provision in case.provisions:
        is_authority = provision.effect in (LegalEffect.PERMIT, LegalEffect.CONSENT)
        ends = AheadKind.AUTHORITY_ENDS if is_authority else AheadKind.LAW_ENDS
        yield ends, f"provisions.{provision.id}", provision.until
        yield AheadKind.LAW_BEGINS, f"provisions.{provision.id}", provision.effective
    for amendment in case.amendments:
        yield AheadKind.LAW_BEGINS, f"amendments.{amendment.id}", amendment.effective


def _ahead(kind: AheadKind, address: str, when: When, day: date) -> DateAhead | None:
    """Give it if it lies ahead: a date whose last day is open counts while its first does."""
    latest = when.last or when.first
    if latest is None or latest < day or (when.last is None and when.first == latest <= day):
        return None
    is_open = when.first is None or when.first < day
    return DateAhead(
        kind=kind,
        address=address,
        when=when,
        days=None if is_open or when.first is None else (when.first - day).days,
        days_at_most=None if when.last is None else (when.last - day).days,
    )
