"""Words for what is not known: each in full, and in short as it stands in a list under its head."""

from phaseline.desk.findings.unknowns import LawReadApart, SourcesPart, Unsaid
from phaseline.present.wording.english.promises import unsaid_words
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words


@wording.register
def _(finding: Unsaid, words: Words) -> Spans:
    gap = unsaid_words(finding.gap, finding.rests_on, words)
    return phrase("{who} {gap}.", who=who_is_silent(finding), gap=gap)


@short.register
def _(finding: Unsaid, words: Words) -> Spans:
    """Under a head that says who is silent."""
    return phrase("{gap}", gap=unsaid_words(finding.gap, finding.rests_on, words))


@wording.register
def _(finding: LawReadApart, words: Words) -> Spans:
    return phrase(
        "Those who read the law differ on the last {step} of {courses}.",
        step="step" if len(finding.ladders) == 1 else "steps",
        courses=listed([words.short_title(ladder) for ladder in finding.ladders]),
    )


@short.register
def _(finding: LawReadApart, _: Words) -> Spans:
    """Under a head that says that it is in dispute."""
    return phrase(
        "the last {steps} lawfulness",
        steps="step's" if len(finding.ladders) == 1 else "steps'",
    )


@wording.register
def _(finding: SourcesPart, words: Words) -> Spans:
    return phrase("In dispute: {conflict}.", conflict=_conflict(finding, words))


@short.register
def _(finding: SourcesPart, words: Words) -> Spans:
    """Under a head that says so."""
    return phrase("{conflict}", conflict=_conflict(finding, words))


def who_is_silent(finding: Unsaid) -> str:
    """Say that the courses do not say something, which follows."""
    if finding.courses == 1:
        return "The one published course does not say"
    return "No published course says"


def _conflict(finding: SourcesPart, words: Words) -> str:
    return words.within(finding.conflict).rstrip(".")
