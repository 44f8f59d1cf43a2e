"""Periods of a game as days of the calendar, from the day whose knowledge counts."""

from calendar import monthrange
from datetime import date, timedelta

from phaseline.case.model.case import Case

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}


def month_or_day_after(case: Case, periods: int) -> str:
    """
    Give the day on which so many periods have passed, the month alone where a period is one or
    longer; the number of the period where the case has no day to count from.
    """
    start = case.as_of.last or case.as_of.first
    if start is None:
        return f"{case.period} {periods}"
    try:
        if case.period in _MONTHS:
            return f"{_months_after(start, periods * _MONTHS[case.period]):%b %Y}"
        day = start + timedelta(days=periods * _DAYS[case.period])
    except (OverflowError, ValueError):  # beyond the last day of the calendar
        return f"{case.period} {periods}"
    return f"{day.day} {day:%b %Y}"


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
