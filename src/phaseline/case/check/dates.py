"""
Dates: in their order, and none later than the day whose knowledge counts.

Only what is certainly out of order is reported: where two vague dates overlap, the right order is
possible, and no source says more.
"""

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.law import Amendment, Provision
from phaseline.terms.when import When


def check_dates(pen: DiagnosticCollector, case: Case) -> None:
    """
    Report an as-of date that is no day, dates that contradict an order that a source or the thing
    itself gives, and later knowledge.
    """
    _check_day(pen, case)
    _check_order(pen, case)
    _check_provisions(pen, case)
    _check_amendments(pen, case)
    _check_sources(pen, case)
    _check_polls(pen, case)
    _note_later(pen, case)


def is_after(when: When, other: When) -> bool:
    """Whether one date is certainly later than another."""
    return when.first is not None and other.last is not None and when.first > other.last


def is_later_knowledge(when: When, as_of: When) -> bool:
    """
    Whether something dates from after the day whose knowledge counts; it then enters no result.
    """
    return is_after(when, as_of)


def _check_day(pen: DiagnosticCollector, case: Case) -> None:
    if not case.as_of.is_day or case.as_of.is_inferred or case.as_of.is_approximate:
        pen.error(
            "PL701",
            ("as_of",),
            f"the as-of date {case.as_of.text} is not one full day",
            expected="year, month and day, such as 2024-10-21",
            fix="write the last day whose knowledge counts",
        )


def _check_order(pen: DiagnosticCollector, case: Case) -> None:
    for index, event in enumerate(case.events):
        for place, name in enumerate(event.after):
            other = case.events.get(name)
            if other is not None and is_after(other.when, event.when):
                pen.error(
                    "PL702",
                    ("events", index, "after", place),
                    f"{event.id!r} ({event.when.text}) is said to come after {name!r}"
                    f" ({other.when.text})",
                    expected="dates in the order that the source gives",
                    fix="correct one of the dates, or remove the link",
                )
        twin = case.events.get(event.same_as)
        if twin is not None and (
            is_after(event.when, twin.when) or is_after(twin.when, event.when)
        ):
            pen.error(
                "PL702",
                ("events", index, "same_as"),
                f"{event.id!r} is said to be {twin.id!r}, but their dates do not overlap",
                expected="one date for one event",
                fix="correct one of the dates, or remove `same_as`",
            )


def _check_provisions(pen: DiagnosticCollector, case: Case) -> None:
    """Report a provision that applies before it was adopted, or that ends before it begins."""
    for index, provision in enumerate(case.provisions):
        path, adopted, effective, until = (
            ("provisions", index),
            provision.adopted,
            provision.effective,
            provision.until,
        )
        if is_after(adopted, effective):
            message = f"it applies from {effective.text}, before it was adopted on {adopted.text}"
            _misplaced(
                pen,
                (*path, "effective"),
                message,
                "adoption first",
                "exchange or correct the dates",
            )
        first, does = (
            (adopted, "it was adopted")
            if is_after(adopted, until)
            else (effective, "it applies from")
        )
        if is_after(first, until):
            message = f"its last day is {until.text}, and {does} {first.text}"
            fix = "exchange or correct the dates; one that never applied is left out"
            _misplaced(pen, (*path, "until"), message, "a last day on or after the first", fix)


def _check_amendments(pen: DiagnosticCollector, case: Case) -> None:
    for index, amendment in enumerate(case.amendments):
        changed = (*amendment.provisions, *(name.partition(".")[0] for name in amendment.repeals))
        for name in dict.fromkeys(changed):
            if name in case.provisions.ids:
                path: Path = ("amendments", index, "effective")
                _check_change(pen, path, amendment, case.provisions[name])


def _check_change(
    pen: DiagnosticCollector, path: Path, amendment: Amendment, provision: Provision
) -> None:
    """
    Report a change that is law before what it changes was adopted; what is adopted may be changed
    before it applies.
    """
    begun = provision.adopted if provision.adopted.is_known else provision.effective
    if is_after(begun, amendment.effective):
        message = (
            f"{amendment.id!r} is law from {amendment.effective.text} and changes {provision.id!r},"
            f" which is of {begun.text}"
        )
        fix = "correct one of the dates" + (
            "" if provision.adopted.is_known else "; if it was adopted before, enter `adopted`"
        )
        _misplaced(pen, path, message, "a change after what it changes", fix)


def _misplaced(pen: DiagnosticCollector, path: Path, message: str, expected: str, fix: str) -> None:
    pen.error("PL702", path, message, expected=expected, fix=fix)


def _check_sources(pen: DiagnosticCollector, case: Case) -> None:
    for index, source in enumerate(case.sources):
        if is_after(source.issued, source.retrieved_at):
            pen.error(
                "PL702",
                ("sources", index, "retrieved_at"),
                f"the source was read on {source.retrieved_at.text}, before it was published"
                f" ({source.issued.text})",
                expected="publication first",
                fix="correct one of the dates",
            )


def _check_polls(pen: DiagnosticCollector, case: Case) -> None:
    """Report a poll whose first interview comes after every source that reports its answers."""
    for index, poll in enumerate(case.polls):
        publications = [
            case.sources[cite.source].issued
            for cite in poll.cites
            if cite.source in case.sources.ids
        ]
        if publications and all(is_after(poll.fieldwork, published) for published in publications):
            message = (
                f"the interviews were made {poll.fieldwork.text}, after the source that reports"
                f" them was published ({publications[0].text})"
            )
            fix = "correct the fieldwork, or the date of the source"
            _misplaced(
                pen, ("polls", index, "fieldwork"), message, "interviews before their report", fix
            )


def _note_later(pen: DiagnosticCollector, case: Case) -> None:
    for section in ("facts", "events"):
        for index, entry in enumerate(getattr(case, section)):
            if is_later_knowledge(entry.when, case.as_of):
                pen.note(
                    "PL705",
                    (section, index, "when"),
                    f"{entry.id!r} dates from {entry.when.text}, after the as-of date"
                    f" {case.as_of.text}; it enters no result and is listed apart",
                    fix=(
                        "nothing, if it is to be listed apart; else correct the date, or give a"
                        " later `as_of`"
                    ),
                )
