"""What else a case has to keep: evidence behind facts, polls that say what they asked, and nothing that Phaseline refuses."""

import re
from collections.abc import Iterator

from phaseline.case.addresses import Path
from phaseline.case.check.pen import Pen
from phaseline.case.model.whole import Case
from phaseline.case.refusals import REFUSED
from phaseline.terms.quantity import Quantity

_UNIT = re.compile(r"\d\s{0,3}(km|kilomet\w+|m|met\w+|miles?|kg|rounds?|missiles?|shells?|percent|%)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b\d[\d.,]*$")
_LONGEST_NUMBER = 20
_COORDINATE = re.compile(r"\b\d{1,2}[.°]\d{1,12}['′]?\s{0,3}[NS]\b.{0,4}\b\d{1,3}[.°]\d{1,12}['′]?\s{0,3}[EW]\b", re.IGNORECASE)
_NEEDS_SIDES = 2


def check_scope(pen: Pen, case: Case) -> None:
    """Report facts without evidence, one-sided conflicts, readings without a holder, and refused content."""
    for index, fact in enumerate(case.facts):
        if not fact.cites and not isinstance(fact.value, Quantity):  # a number without a source is reported as such
            pen.error(
                "PL505",
                ("facts", index),
                f"the fact {fact.id!r} has no source",
                expected="at least one citation",
                fix="add `cites`, or make it an assumption with an owner",
            )
    for index, conflict in enumerate(case.conflicts):
        if len(conflict.sides) < _NEEDS_SIDES:
            pen.error(
                "PL508",
                ("conflicts", index, "sides"),
                f"the conflict {conflict.id!r} has one side",
                expected="every side of it, each with what it rests on",
                fix="add the other side",
            )
    for index, term in enumerate(case.terms):
        for place, reading in enumerate(term.readings):
            if not reading.held_by:
                pen.warning(
                    "PL301",
                    ("terms", index, "readings", place),
                    f"nobody on record holds the reading {reading.id!r} of {term.id!r}",
                    expected="the party that reads it so",
                    fix="name the holder in `held_by`",
                )
    _check_polls(pen, case)
    _check_refused(pen, case)


def _check_polls(pen: Pen, case: Case) -> None:
    for index, poll in enumerate(case.polls):
        unknown = [name for name in ("question_form", "pollster") if getattr(poll, name) == "unknown"]
        if unknown:
            pen.note(
                "PL801",
                ("polls", index),
                f"the poll {poll.id!r} does not say: {', '.join(name.replace('_', ' ') for name in unknown)}; it is shown alone and pooled with nothing",
            )


def _check_refused(pen: Pen, case: Case) -> None:
    for index, counter in enumerate(case.counters):
        effect = _effect(counter.against)
        if effect:
            _refuse(pen, ("counters", index, "against"), "a range, an effect or a quantity", REFUSED["targets"], word=effect)
    for path, text in _texts(pen):
        found = _COORDINATE.search(text)
        if found:
            _refuse(pen, path, "coordinates", REFUSED["coordinates"], word=found.group())


def _effect(text: str) -> str:
    """Give the first number with a unit of range or effect; a number within a name, as of a model, is none."""
    for found in _UNIT.finditer(text):
        number = _NUMBER.search(text[max(found.start() - _LONGEST_NUMBER, 0) : found.start() + 1])
        if number:
            return number.group() + text[found.start() + 1 : found.end()]
    return ""


def _texts(pen: Pen) -> Iterator[tuple[Path, str]]:
    """Give every text of the case with its path."""
    for path, entry in pen.entries:
        for name in entry.__dataclass_fields__:
            value = getattr(entry, name)
            for index, text in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(text, str):
                    yield ((*path, name, index) if isinstance(value, tuple) else (*path, name)), text


def _refuse(pen: Pen, path: Path, what: str, why: str, *, word: str) -> None:
    pen.error("PL902", path, f"it holds {what}, which Phaseline refuses", expected=why, fix="remove it", word=word)
