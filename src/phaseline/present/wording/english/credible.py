"""Words for the courses that would keep themselves, and for those that lack something for it."""

from collections.abc import Sequence

from phaseline.desk.comparison.advice import Ahead
from phaseline.desk.findings.credible import CredibleCourses
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.game import course_name, of_draws, viewpoint_words
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words


@wording.register
def _(finding: CredibleCourses, words: Words) -> Spans:
    return phrase(
        "{assumed}. {keeping}{lacking}. {ranking}.",
        assumed=_assumed(finding),
        keeping=_keeping(finding, words),
        lacking=_lacking(finding.lacking, words),
        ranking=_ranking(finding, words),
    )


def _assumed(finding: CredibleCourses) -> str:
    """Say what it costs not to carry out a call, or that nothing is entered for it."""
    if finding.is_entered:
        return (
            "Not to carry out a call that has consent is assumed to cost the responder"
            f" {finding.assumed:.2f}"
        )
    return (
        "What it costs the responder not to carry out a call that has consent is not entered, and"
        " counts as nothing"
    )


def _keeping(finding: CredibleCourses, words: Words) -> str:
    """Say which courses keep themselves, and what that is."""
    if not finding.keeping:
        return "At the best values that is enough for no course to keep itself"
    who = _courses(finding.keeping, words) if finding.lacking else "every course"
    is_single = len(finding.keeping) == 1 or not finding.lacking
    return (
        f"At the best values that is enough for {who} to keep"
        f" {'itself' if is_single else 'themselves'}: once called to act, the responder never"
        " gains by doing something else"
    )


def _lacking(lacking: Sequence[tuple[str, float]], words: Words) -> str:
    needs = [f"{cost:.2f} for {course_name(words.case, name)}" for name, cost in lacking]
    return f"; it would have to be {listed(needs)}" if needs else ""


def _courses(names: Sequence[str], words: Words) -> str:
    return listed([course_name(words.case, name) for name in names])


def _ranking(finding: CredibleCourses, words: Words) -> str:
    view = viewpoint_words(words.case, finding.among_all.viewpoint)
    everywhere = _leaders(finding.among_all, finding.draws, words)
    if finding.among_keeping is None or not finding.lacking:
        return f"Ahead for {view}: {everywhere}"
    some = _leaders(finding.among_keeping, finding.draws, words)
    return (
        f"Ahead for {view}: among all courses {everywhere}, among those that keep themselves {some}"
    )


def _leaders(ahead: Ahead, draws: int, words: Words) -> str:
    return f"{_courses((ahead.first, *ahead.level), words)} in {of_draws(ahead.share, draws)}"
