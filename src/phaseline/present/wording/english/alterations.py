"""Words for what the courses would change if one thing were otherwise that is assumed for all."""

from collections.abc import Sequence

from phaseline.desk.comparison.study import ChangeEstimate
from phaseline.desk.findings.alterations import (
    AlteredCourse,
    NoConsentAfterProof,
    NoneAbstains,
    PlannedCourse,
    PlansFarther,
)
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.game import baseline_words, lowered_periods, signed, spans
from phaseline.present.wording.numbers import number_words
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words


@wording.register
def _(finding: PlansFarther, words: Words) -> Spans:
    return phrase(
        "The challenger is taken to plan {near} {periods} ahead, and to count nothing after them."
        " If it planned {far} ahead, and the same {near} were counted, {effects}.{order}",
        near=str(finding.near),
        far=str(finding.far),
        periods=words.periods(finding.near),
        effects=_planned(finding, words),
        order=_order(finding, words) if finding.is_reordered else "",
    )


def _planned(finding: PlansFarther, words: Words) -> str:
    """Say what courses would change against one who plans farther, each with its base."""
    periods = lowered_periods(words.case)
    if not finding.courses:
        return f"no course would change {periods} by much more or less"
    parts = "; ".join(
        f"{_estimates(course)} under {words.courses(course.policies)}"
        f" ({_base(course.base, course.far_base)})"
        for course in finding.courses
    )
    return (
        f"{periods} would change, by the median and the 5th to 95th percentile of {finding.draws}"
        f" combinations of the assumptions, by {parts}"
    )


def _estimates(course: PlannedCourse) -> str:
    near, far = course.near, course.far
    ranges = f"{_range(far)} instead of {_range(near)}"
    if near.best is None or far.best is None:
        return ranges
    best = f"{signed(far.best, 2)} instead of {signed(near.best, 2)}"
    return f"{ranges}, and at our best values by {best},"


def _range(change: ChangeEstimate) -> str:
    text = spans(change)
    return "0" if text == "no change" else text


def _order(finding: PlansFarther, words: Words) -> str:
    return (
        f" Most would then be shortened by {_leaders(finding.would_lead, words)} instead of"
        f" {_leaders(finding.leads, words)}."
    )


def _leaders(policies: Sequence[str], words: Words) -> str:
    return words.courses(policies) if policies else "none of the courses"


@wording.register
def _(finding: NoneAbstains, words: Words) -> Spans:
    changes = _changes(finding.courses, words)
    return phrase(
        "If no type of challenger held back by itself, there would be {altered} {periods} in {of}"
        " under {baseline}, instead of {base}; {effects}.",
        altered=_count(finding.altered_base),
        periods=lowered_periods(words.case),
        of=str(finding.of),
        base=_count(finding.base),
        baseline=baseline_words(words.case),
        effects=changes or "at our best values no course would change them by much more or less",
    )


@wording.register
def _(finding: NoConsentAfterProof, words: Words) -> Spans:
    crossing = words.crossing
    changes = _changes(finding.courses, words)
    return phrase(
        "Votes are taken to go otherwise once {crossings} are proved. If they went as today's all"
        " the same, {effects}.{others}",
        crossings=crossing.plural,
        effects=changes
        or f"no course would change {lowered_periods(words.case)} by much more or less",
        others=_others(finding.others) if changes and finding.others else "",
    )


def _others(count: int) -> str:
    if count == 1:
        return " The other course that waits for such a vote would change about as much as now."
    return (
        f" The {number_words(count)} others that wait for such a vote would change about as much"
        " as now."
    )


def _changes(courses: Sequence[AlteredCourse], words: Words) -> str:
    """Say what courses would change instead of what they change, each with its base."""
    if not courses:
        return ""
    parts = "; ".join(
        f"by {signed(course.altered, 2)} instead of {signed(course.as_is, 2)} under"
        f" {words.courses(course.policies)} ({_base(course.base, course.altered_base)})"
        for course in courses
    )
    return f"{lowered_periods(words.case)} would change, at our best values, {parts}"


def _base(as_is: float, otherwise: float) -> str:
    base, altered = _count(as_is), _count(otherwise)
    return f"of {base} without it" if base == altered else f"of {altered} instead of {base}"


def _count(periods: float) -> str:
    return number_words(round(periods, 1))
