"""
A finding: what is so, as numbers and entries, without a word; what a sentence, a picture and a
program say of a case is said of the same finding.

Each kind is a record of its own beside this module. It holds what was decided, so that wording has
nothing to choose; it says what it rests on, as collected from what was read; and where it cannot be
given it says in which of three ways.
"""

import re
from enum import Enum

from phaseline.case.model.common import Cite
from phaseline.terms.record import record

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Absence(Enum):
    """Why something cannot be said: these read differently, and are never mixed."""

    NOT_ENTERED = "not_entered"  # this case holds nothing of it
    NOT_IN_SOURCES = "not_in_sources"  # the case says that its sources are silent
    NOT_COMPUTABLE = "not_computable"  # something that the computation needs is missing


@record
class Spread:
    """
    A number with what the assumptions make of it.

    Args:
        median: In the middle of the draws; at the best values where nothing was drawn.
        low: The low end: the 5th percentile of the draws, or the least over the assumptions.
        high: The high end, likewise.
        unit: The unit, as `terms.quantity` writes it; `chance`, `share` or `point` for numbers
            without one, empty for the responder's own unit.
        of: Of how many, where it is a part of something; None otherwise.
        base: What it is a change of, without the change; None where it is no change.
    """

    median: float
    low: float
    high: float
    unit: str = ""
    of: float | None = None
    base: float | None = None


@record
class Finding:
    """
    What every kind of finding has.

    Args:
        about: What tells it from others of its kind: an id, or ids joined; empty where there is
            one.
        rests_on: The addresses that were read for it.
        cites: Where the sources say it.
        absence: Why it cannot be given; None where it is.
    """

    about: str = ""
    rests_on: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    absence: Absence | None = None

    @property
    def kind(self) -> str:
        """The kind, in the words of JSON: `false_alarm` of `FalseAlarm`."""
        return _CAPITAL.sub("_", type(self).__name__).lower()

    @property
    def id(self) -> str:
        """The kind, and what it is about: one finding of an answer."""
        return f"{self.kind}.{self.about}" if self.about else self.kind
