"""
Rights that end by a date: from which day on a rung that the law allows today is allowed no longer.

The law is asked again for each day on which a provision may end, or one or a change of the law may
begin; between two such days nothing changes. A date that is an interval counts from its first day
on: where it cannot be told whether a right still stands, no plan rests on it (decision 0015).
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from phaseline.case.games import rungs_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.consent.consent import policy_stands
from phaseline.law.model import Standing
from phaseline.terms.record import record
from phaseline.terms.when import When

_ALLOWED = (
    Standing.PRACTICE,
    Standing.EXECUTIVE,
    Standing.CONSENT,
    Standing.CONSENT_LIFTS_BAR,
)
_SHUT = (Standing.BARRED, Standing.UNDETERMINED)
_DAY = timedelta(days=1)
_DAYS, _MONTHS = {"day": 1, "week": 7}, {"month": 1, "quarter": 3, "year": 12}


@record
class RightLapse:
    """
    A rung that the law allows no longer from a day on.

    Args:
        policy: The id of the completed ladder.
        reading: The id of the reading of the law.
        rung: The first of its rungs, from below, of which that holds.
        last: The last day on which it is allowed for certain.
        standing: How it stands from the next day on.
        entries: The addresses of the provisions that end then, and of those and the changes of the
            law that begin.
    """

    policy: str
    reading: str
    rung: str
    last: date
    standing: Standing
    entries: tuple[str, ...]


def lapses(case: Case, policies: Sequence[GamePolicy], reading: str) -> Mapping[str, RightLapse]:
    """
    Give the first right that ends of each completed ladder, by its id; those alone of which one
    ends.

    Args:
        case: The case.
        policies: The completed ladders.
        reading: The id of the reading of the law; empty where the case asks nothing of it.

    Raises:
        EngineError: The law could not be solved.
    """
    start = case.as_of.last
    if start is None or not reading:
        return {}
    before = {policy.id: _standings(case, policy, reading) for policy in policies}
    known: dict[str, RightLapse] = {}
    for day, entries in sorted(_turns(case, start).items()):
        then = replace(case, as_of=When(first=day, last=day, text=day.isoformat()))
        for policy in policies:
            after = _standings(then, policy, reading)
            ended = [rung for rung, was in before[policy.id].items() if _ends(was, after[rung])]
            if ended and policy.id not in known:
                known[policy.id] = RightLapse(
                    policy=policy.id,
                    reading=reading,
                    rung=ended[0],
                    last=day - _DAY,
                    standing=after[ended[0]],
                    entries=entries,
                )
    return known


def whole_periods(case: Case, day: date) -> int:
    """
    Count the whole periods of a case from the day of its facts to another one that is not earlier.

    Args:
        case: The case, which has a day of its facts.
        day: The other day.
    """
    start = case.as_of.last or day
    if case.period in _DAYS:
        return (day - start).days // _DAYS[case.period]
    ends = monthrange(day.year, day.month)[1]
    is_short = day.day < min(start.day, ends)
    months = 12 * (day.year - start.year) + day.month - start.month - is_short
    return months // _MONTHS[case.period]


def _turns(case: Case, start: date) -> dict[date, tuple[str, ...]]:
    """Give the days after the first on which the law may change, with what changes it."""
    days: dict[date, dict[str, None]] = {}
    for day, address in _dated(case):
        if start < day:
            days.setdefault(day, {})[address] = None
    return {day: tuple(addresses) for day, addresses in days.items()}


def _dated(case: Case) -> Iterator[tuple[date, str]]:
    for provision in case.provisions:
        address = f"provisions.{provision.id}"
        for day in (provision.until.first, provision.until.last):
            if day is not None:
                yield day + _DAY, address
        yield from _begun(provision.effective, address)
    for amendment in case.amendments:
        yield from _begun(amendment.effective, f"amendments.{amendment.id}")


def _begun(when: When, address: str) -> Iterator[tuple[date, str]]:
    yield from ((day, address) for day in (when.first, when.last) if day is not None)


def _standings(case: Case, policy: GamePolicy, reading: str) -> dict[str, Standing]:
    """Give how each rung above the lowest stands: as its measure does that is allowed least."""
    stands = policy_stands(case, policy, reading)
    standings = {}
    for rung in rungs_of(case, policy)[1:]:
        mine = [stands[name].standing for name in rung.measures if name in stands]
        shut = [standing for standing in mine if standing in _SHUT]
        silent = [standing for standing in mine if standing is Standing.SILENT]
        standings[rung.id] = next(iter([*shut, *silent, *mine]), Standing.PRACTICE)
    return standings


def _ends(before: Standing, after: Standing) -> bool:
    """Whether what was allowed is allowed no longer, or what nothing barred is barred."""
    if before in _ALLOWED:
        return after not in _ALLOWED
    return before is Standing.SILENT and after in _SHUT
