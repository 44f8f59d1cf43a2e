"""Words for ranges that would be others with another seed of the draws."""

from phaseline.desk.findings.seeds import RangesMove, UnsettledRange
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.game import signed
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words


@wording.register
def _(finding: RangesMove, words: Words) -> Spans:
    return phrase(
        "With another seed an end of a range would move by about {courses}, as two halves of the"
        " {draws} draws show; more draws settle it.",
        courses="; ".join(_course(course, words) for course in finding.courses),
        draws=str(finding.draws),
    )


def _course(course: UnsettledRange, words: Words) -> str:
    error = signed(course.error, 1).removeprefix("+")
    return (
        f"{error} {words.periods(round(course.error, 1))} under {words.courses(course.policies)}"
        f" ({signed(course.low, 1)} to {signed(course.high, 1)})"
    )
