"""Dates: in their order, and none later than the day whose knowledge counts."""

from phaseline.case.check.pen import Pen
from phaseline.case.model.whole import Case
from phaseline.terms.when import When


def check_dates(pen: Pen, case: Case) -> None:
    """Report an as-of date that is no day, events out of the order that a source gives, laws before their adoption, and later knowledge."""
    _check_day(pen, case)
    _check_order(pen, case)
    _check_law(pen, case)
    _check_sources(pen, case)
    _note_later(pen, case)


def is_after(one: When, other: When) -> bool:
    """Whether one date is certainly later than another."""
    return one.first is not None and other.last is not None and one.first > other.last


def is_later_knowledge(when: When, as_of: When) -> bool:
    """Whether something dates from after the day whose knowledge counts; it then enters no result."""
    return is_after(when, as_of)


def _check_day(pen: Pen, case: Case) -> None:
    if not case.as_of.is_day or case.as_of.is_inferred or case.as_of.is_approximate:
        pen.error(
            "PL701",
            ("as_of",),
            f"the as-of date {case.as_of.text} is not one full day",
            expected="year, month and day, such as 2024-10-21",
            fix="write the last day whose knowledge counts",
        )


def _check_order(pen: Pen, case: Case) -> None:
    events = {event.id: event for event in case.events}
    for index, event in enumerate(case.events):
        for place, name in enumerate(event.after):
            other = events.get(name)
            if other is not None and is_after(other.when, event.when):
                pen.error(
                    "PL702",
                    ("events", index, "after", place),
                    f"{event.id!r} ({event.when.text}) is said to come after {name!r} ({other.when.text})",
                    expected="dates in the order that the source gives",
                    fix="correct one of the dates, or remove the link",
                )
        twin = events.get(event.same_as)
        if twin is not None and (is_after(event.when, twin.when) or is_after(twin.when, event.when)):
            pen.error(
                "PL702",
                ("events", index, "same_as"),
                f"{event.id!r} is said to be {twin.id!r}, but their dates do not overlap",
                expected="one date for one event",
                fix="correct one of the dates, or remove `same_as`",
            )


def _check_law(pen: Pen, case: Case) -> None:
    for index, provision in enumerate(case.provisions):
        if is_after(provision.adopted, provision.effective):
            pen.error(
                "PL702",
                ("provisions", index, "effective"),
                f"it applies from {provision.effective.text}, before it was adopted on {provision.adopted.text}",
                expected="adoption first",
                fix="exchange or correct the dates",
            )


def _check_sources(pen: Pen, case: Case) -> None:
    for index, source in enumerate(case.sources):
        if is_after(source.issued, source.retrieved_at):
            pen.error(
                "PL702",
                ("sources", index, "retrieved_at"),
                f"the source was read on {source.retrieved_at.text}, before it was published on {source.issued.text}",
                expected="publication first",
                fix="correct one of the dates",
            )


def _note_later(pen: Pen, case: Case) -> None:
    for section in ("facts", "events"):
        for index, entry in enumerate(getattr(case, section)):
            if is_later_knowledge(entry.when, case.as_of):
                pen.note(
                    "PL705",
                    (section, index, "when"),
                    f"{entry.id!r} dates from {entry.when.text}, after the as-of date {case.as_of.text}; it enters no result and is listed apart",
                )
