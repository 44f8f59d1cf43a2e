"""
Patterns: kinds of phased responses, as data with their sources, from which a new case starts.

Their numbers are starting points and no evidence; where a published rate stands behind one, the
pattern says which, and what of its source was read.
"""

from functools import cache
from pathlib import Path
from typing import Annotated

from phaseline.case.addresses import did_you_mean
from phaseline.case.compose import compose
from phaseline.case.model.common import Id
from phaseline.case.read import held_to
from phaseline.errors import QuestionError
from phaseline.terms.entries import Entries
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record

_FOLDER = Path(__file__).resolve().parent / "patterns"
_SHARED = "common"  # the numbers that every pattern starts from


@record
class PatternSource:
    """A text on which a published rate of a pattern rests."""

    id: Id
    title: Annotated[str, Meaning("Its title")]
    author: Annotated[str, Meaning("Who wrote or published it")]
    read: Annotated[str, Meaning("What of it was read")]
    issued: Annotated[str, Meaning("When it was published")] = ""


@record
class PublishedRate:
    """How often something came about, as a source counts it."""

    id: Id
    source: Annotated[str, Meaning("The id of the pattern's source")]
    says: Annotated[str, Meaning("The rate in a sentence, with what is counted")]


@record
class PatternNumber:
    """A range that a pattern starts from."""

    id: Id
    asks: Annotated[str, Meaning("What is assumed; {what} stands for what it is about")]
    low: Annotated[float, Meaning("The low end")]
    high: Annotated[float, Meaning("The high end")]
    rationale: Annotated[str, Meaning("What it stands for, and why this range")]
    best: Annotated[float | None, Meaning("The value used; the middle if left out")] = None
    unit: Annotated[str, Meaning("Its unit; none if left out")] = ""
    per: Annotated[
        str,
        Meaning(
            "For a chance, or the worth of a later time: over which time",
            pattern=r"^(month|year)?$",
            hint="month or year",
        ),
    ] = ""
    rate: Annotated[str, Meaning("The id of the published rate from which it starts")] = ""


@record
class PatternTitle:
    """Something that a pattern names, with what it affects or how it would be seen."""

    title: Annotated[str, Meaning("What it is")]
    affects: Annotated[str, Meaning("What it affects")] = ""
    observable: Annotated[str, Meaning("What would show it")] = ""


@record
class PatternStep:
    """One rung of a pattern's ladder, with its measure."""

    id: Id
    title: Annotated[str, Meaning("The rung")]
    measure: Annotated[str, Meaning("The measure that it adds")]
    lethality: Annotated[str, Meaning("As of a measure")]
    route: Annotated[str, Meaning("As of a measure")]


@record
class PatternKind:
    """A kind of challenger, from the one to whom the act is worth least upward."""

    id: Id
    title: Annotated[str, Meaning("The kind in a few words")]


@record
class Pattern:
    """A kind of phased response."""

    id: Id
    title: Annotated[str, Meaning("The pattern in a few words")]
    serves: Annotated[str, Meaning("When it fits")]
    act: Annotated[PatternTitle, Meaning("What is to be prevented")]
    demand: Annotated[PatternTitle, Meaning("What is asked of the other side")]
    steps: Annotated[Entries[PatternStep], Meaning("From the first step upward")]
    types: Annotated[Entries[PatternKind], Meaning("Three kinds of challenger")]
    numbers: Annotated[Entries[PatternNumber], Meaning("What differs from the shared numbers")]
    sources: Entries[PatternSource] = Entries()
    rates: Entries[PublishedRate] = Entries()

    def number(self, name: str) -> PatternNumber:
        """Give one of its numbers, or the shared one of that name."""
        return self.numbers.get(name) or _shared_numbers()[name]


@record
class _Shared:
    """The numbers that every pattern starts from."""

    numbers: Annotated[Entries[PatternNumber], Meaning("PatternValues by name")]


def pattern_names() -> tuple[str, ...]:
    """Give the names of all patterns, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml") if path.stem != _SHARED))


@cache
def pattern_named(name: str) -> Pattern:
    """
    Give a pattern by its name.

    Raises:
        QuestionError: There is no such pattern.
        TypeError: Its file is not as it has to be; the tests read all of them.
    """
    if name not in pattern_names():
        raise QuestionError(
            f"there is no pattern {name!r}{did_you_mean(name, pattern_names())} (patterns:"
            f" {', '.join(pattern_names())})"
        )
    pattern = held_to(Pattern, _data(name))
    if not isinstance(pattern, Pattern):
        raise TypeError(f"{name}.yaml: {pattern}")
    return pattern


@cache
def _shared_numbers() -> Entries[PatternNumber]:
    """
    Give the numbers that every pattern starts from.

    Raises:
        TypeError: Their file is not as it has to be.
    """
    shared = held_to(_Shared, _data(_SHARED))
    if not isinstance(shared, _Shared):
        raise TypeError(f"{_SHARED}.yaml: {shared}")
    return shared.numbers


def _data(name: str) -> dict[str, object]:
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, object] = compose(text, file=f"{name}.yaml").data
    return data
