"""Numbers: each one cited or owned, each with a known unit, each sum right, each formula workable."""

import re

from phaseline.case.addresses import Path, nearest
from phaseline.case.check.pen import Pen
from phaseline.case.model.choices import Assumption, Derived
from phaseline.case.model.constraints import Institution, Poll
from phaseline.case.model.evidence import Fact
from phaseline.case.model.whole import Case
from phaseline.case.values import Unworkable, amount_at, derivation, entries
from phaseline.terms.quantity import KNOWN_UNITS, Quantity, Unit, in_unit, parts_of, unit

_NUMBER = re.compile(r"(?<![\w.])\d[\d,_]*(?:\.\d+)?")
_TOLERANCE = 1e-9
_WHOLE = 100.0


def check_numbers(pen: Pen, case: Case) -> None:
    """Report numbers without a source, unknown units, sums and formulas that do not work out."""
    known = KNOWN_UNITS | set(case.units)
    for path, entry in entries(case):
        for name in getattr(entry, "__dataclass_fields__", ()):
            value = getattr(entry, name)
            if isinstance(value, Quantity):
                _check_unit(pen, (*path, name), value.unit, known)
                _check_source(pen, path, name, entry)
    for index, fact in enumerate(case.facts):
        _check_prose(pen, index, fact)
        _check_parts(pen, case, index, fact)
    for index, poll in enumerate(case.polls):
        _check_shares(pen, index, poll)
    for index, institution in enumerate(case.institutions):
        _check_seats(pen, case, index, institution)
    for index, assumption in enumerate(case.assumptions):
        _check_range(pen, index, assumption)
    for index, derived in enumerate(case.derived):
        _check_formula(pen, case, index, derived, known)


def _check_unit(pen: Pen, path: Path, written: Unit, known: frozenset[str]) -> None:
    for part in parts_of(written):
        if part not in known:
            near = nearest(part, sorted(known))
            pen.error("PL404", path, f"unknown unit {part!r}", expected="a unit of the table, or one that the case lists under `units`", fix=f"replace {part!r} by {near!r}" if near else f"add {part!r} to `units` in case.yaml", word=part)


def _check_source(pen: Pen, path: Path, name: str, entry: object) -> None:
    if isinstance(entry, Assumption):
        return
    if isinstance(entry, Fact):
        if not entry.cites:
            pen.error("PL401", (*path, name), "the number is neither cited nor an assumption", expected="a citation beside the number", fix="add `cites`, or move it to `assumptions` with a range and an owner")
        return
    owner = path if not isinstance(entry, tuple) else path[:-1]
    if not getattr(entry, "cites", None) and not _cited_around(pen, owner):
        pen.error("PL401", (*path, name), "the number is neither cited nor an assumption", expected="an address such as facts.troops.value, or `cites` in the same entry", fix="enter it as a fact with its citation, and give its address here")


def _cited_around(pen: Pen, path: Path) -> bool:
    """Whether an entry around it, such as the poll around an answer, cites a source."""
    here = pen.reading.data
    for step in path:
        here = here[step]  # type: ignore[index]
        if isinstance(here, dict) and here.get("cites"):
            return True
    return False


def _figures(text: str) -> set[str]:
    return {found.group().replace(",", "").replace("_", "").rstrip(".") for found in _NUMBER.finditer(text)}


def _check_prose(pen: Pen, index: int, fact: Fact) -> None:
    if not fact.cites or not any(cite.exact for cite in fact.cites):
        return
    shown = _figures(" ".join(f"{cite.prefix} {cite.exact} {cite.suffix} {cite.locator}" for cite in fact.cites))
    if isinstance(fact.value, Quantity):
        shown |= {f"{fact.value.number:g}", f"{fact.value.number:.0f}"}
        scales = (1e3, 1e6, 1e9)
        shown |= {f"{fact.value.number / scale:g}" for scale in scales}
    shown |= _figures(fact.when.text) | {part for date in _figures(fact.when.text) for part in date.split("-")}
    shown |= {str(int(part)) for part in re.findall(r"\d+", fact.when.text)}
    missing = sorted(figure for figure in _figures(fact.says) if figure not in shown)
    if missing:
        pen.warning("PL408", ("facts", index, "says"), f"the figure {missing[0]} stands in the statement but in no quote of it", expected="figures that the quote or the value carries", fix="quote the words with the figure, or leave it out", word=missing[0])


def _check_parts(pen: Pen, case: Case, index: int, fact: Fact) -> None:
    if not fact.parts or not isinstance(fact.value, Quantity):
        return
    try:
        amounts = [amount_at(case, f"facts.{part}.value") for part in fact.parts]
        numbers = [in_unit(amount, fact.value.unit).number for amount in amounts if isinstance(amount, Quantity)]
    except KeyError:
        return  # the unknown reference is reported elsewhere
    except ValueError as error:
        pen.error("PL403", ("facts", index, "parts"), f"the parts cannot be added up: {error}", expected="parts in the unit of the whole", fix="give parts and whole the same unit")
        return
    total = sum(numbers)
    if len(numbers) == len(fact.parts) and abs(total - fact.value.number) > _TOLERANCE * max(1.0, abs(total)):
        pen.error("PL703", ("facts", index, "value"), f"the parts add up to {total:g}, not to {fact.value.number:g}", expected="a sum of its parts", fix="correct the number that is wrong, or remove `parts`")


def _check_shares(pen: Pen, index: int, poll: Poll) -> None:
    path: Path = ("polls", index, "options")
    shares = [option.share for option in poll.options]
    numbers = [share.number for share in shares if isinstance(share, Quantity)]
    for place, share in enumerate(shares):
        if isinstance(share, Quantity) and share.unit.text not in ("percent", "point"):
            pen.error("PL403", (*path, place, "share"), f"unit mismatch: {share.unit.text or 'a plain number'} where percent is expected", expected="a share such as 64 percent", fix="write the share in percent")
    total = sum(numbers)
    if total > _WHOLE + 1:
        pen.error("PL704", path, f"the answers add up to {total:g} percent", expected="at most 100 percent", fix="correct the share that is wrong")
    elif poll.is_complete and len(numbers) == len(shares) and abs(total - _WHOLE) > 1:
        pen.error("PL704", path, f"the answers add up to {total:g} percent", expected="100 percent, give or take rounding", fix="correct the share that is wrong, or set `is_complete: false` where the source lists only some answers")


def _check_seats(pen: Pen, case: Case, index: int, institution: Institution) -> None:
    try:
        total = amount_at(case, f"institutions.{institution.id}.total")
        days = dict.fromkeys(seats.on.text for seats in institution.seats)
        sums = {day: [amount_at(case, f"institutions.{institution.id}.seats.{place}.seats") for place, seats in enumerate(institution.seats) if seats.on.text == day] for day in days}
    except KeyError:
        return  # the unknown reference is reported elsewhere
    if not isinstance(total, Quantity):
        return
    for day, amounts in sums.items():
        numbers = [amount.number for amount in amounts if isinstance(amount, Quantity)]
        if len(numbers) == len(amounts) and sum(numbers) != total.number:
            pen.error("PL703", ("institutions", index, "seats"), f"the seats of {day} add up to {sum(numbers):g}, not to {total.number:g}", expected="the seats of all parties", fix="add the missing party, or correct a count")


def _check_range(pen: Pen, index: int, assumption: Assumption) -> None:
    path: Path = ("assumptions", index)
    low, high, best = assumption.low, assumption.high, assumption.best
    if assumption.options and not isinstance(low, Quantity):
        return
    if not (isinstance(low, Quantity) and isinstance(high, Quantity)):
        pen.error("PL407", path, "the assumption has no range", expected="`low` and `high` with their unit, or `options`", fix="give the range that its owner stands for")
        return
    try:
        ends = [low.number * low.unit.factor, in_unit(high, low.unit).number * low.unit.factor]
        middle = in_unit(best, low.unit).number * low.unit.factor if isinstance(best, Quantity) else ends[0]
    except ValueError as error:
        pen.error("PL403", (*path, "high"), str(error), expected="both ends in one unit", fix="give low, high and best the same unit")
        return
    if ends[0] > ends[1]:
        pen.error("PL407", (*path, "low"), f"the low end {low.number:g} is above the high end {high.number:g}", expected="low at most high", fix="exchange the two")
    elif not ends[0] <= middle <= ends[1]:
        pen.error("PL407", (*path, "best"), "the best value lies outside the range", expected=f"a value from {low.number:g} to {high.number:g}", fix="widen the range, or move the best value")


def _check_formula(pen: Pen, case: Case, index: int, derived: Derived, known: frozenset[str]) -> None:
    path: Path = ("derived", index, "formula")
    try:
        if derived.unit:
            _check_unit(pen, ("derived", index, "unit"), unit(derived.unit), known)
        derivation(case, derived)
    except ValueError as error:
        pen.error("PL404", ("derived", index, "unit"), str(error), expected="a unit such as USD/month", fix="correct the unit")
    except Unworkable as fault:
        rest = re.split(r"[\s*/+()]", derived.formula[fault.column :].lstrip())[0]
        pen.error(fault.code, path, str(fault), expected=_EXPECTED.get(fault.code, "a formula over addresses"), fix=_FIXES.get(fault.code, "correct the formula"), word=rest)


_EXPECTED = {
    "PL402": "addresses joined by + - * /, with spaces around the minus",
    "PL403": "units that fit the unit of the result",
    "PL405": "a formula that does not lead back to itself",
    "PL406": "a divisor that cannot be zero",
    "PL501": "the address of an entry of this case",
}
_FIXES = {
    "PL402": "enter the number as a fact or an assumption, and use its address",
    "PL403": "correct `unit`, or the unit of an input",
    "PL405": "write one of the formulas over facts",
    "PL406": "divide by something that is not zero",
    "PL501": "correct the address",
}

