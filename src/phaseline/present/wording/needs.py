"""Words for what would have to be true: values of assumptions, as the case gives their ranges."""

from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.present.wording.numbers import range_words
from phaseline.terms.quantity import Unit, unit


def unit_of(case: Case, name: str) -> Unit:
    """Give the unit in which an assumption has its range."""
    ends = range_of(case.assumptions[name])
    return ends[0].unit if ends else unit("")


def value_words(case: Case, name: str, value: float) -> str:
    """Give a value of an assumption, in three digits and the unit of its range."""
    of = unit_of(case, name)
    text = f"{value / of.factor:.3g}".replace("-", "−")
    return f"{text} {of.text}".strip()


def ends_words(case: Case, name: str) -> str:
    """Give the range of an assumption."""
    ends = range_of(case.assumptions[name])
    return range_words(*ends) if ends else ""
