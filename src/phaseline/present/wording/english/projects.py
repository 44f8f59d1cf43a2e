"""Words for work that is done for good, beside the flow."""

from collections.abc import Sequence

from phaseline.case.games import setup_of
from phaseline.desk.findings.finding import Spread
from phaseline.desk.findings.projects import WorkDone, WorkUnderCourses
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.game import signed
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised


@wording.register
def _(finding: WorkDone, words: Words) -> Spans:
    return phrase(
        "{policy}: {done}{when} {flow} Middle of {draws} draws.",
        policy=capitalised(words.course(finding.policy)),
        done=_done(finding, words),
        when=_when(finding, words),
        flow=_flow(finding, words),
        draws=str(finding.draws),
    )


@short.register
def _(finding: WorkDone, words: Words) -> Spans:
    """Leave the chance behind page one, which has none of a crossing."""
    if not finding.is_told_done:
        return phrase(
            "With {crossings} as work that stays done, no change can be told.",
            crossings=words.crossing.plural,
        )
    return phrase(
        "With {crossings} as work that stays done, it is {likely} likely that {work}.",
        crossings=words.crossing.plural,
        likely="more" if finding.done.median > 0 else "less",
        work=words.lowered(setup_of(words.case).projects[finding.project].title),
    )


@wording.register
def _(finding: WorkUnderCourses, words: Words) -> Spans:
    return phrase(
        "{courses} the chance that {work}: without a course it is {without}. Where crossing is a"
        " flow, {flow} the {without_flow} {periods} of {crossings}. Less than a twentieth is not"
        " told apart. Middle of {draws} draws.",
        courses=capitalised(_which(finding.moves, finding.count, words)),
        work=_within(finding.project, finding.within, words),
        without=_chance_words(finding.without),
        flow=_which(finding.flow_moves, finding.count, words),
        without_flow=_periods_words(finding.flow_without),
        periods=words.periods(2),
        crossings=words.crossing.plural,
        draws=str(finding.draws),
    )


def _chance_words(chance: Spread) -> str:
    """Write a chance with its range."""
    return f"{chance.median:.2f} ({chance.low:.2f} to {chance.high:.2f})"


def _periods_words(periods: Spread) -> str:
    """Write a number of periods with its range."""
    return f"{periods.median:.1f} ({periods.low:.1f} to {periods.high:.1f})"


def _which(moves: Sequence[str], count: int, words: Words) -> str:
    """Say how many courses change something, and name them where they are few."""
    if not moves:
        return f"none of {count_words(count, 'course')} changes"
    names = listed([words.course(policy) for policy in moves])
    change = "changes" if len(moves) == 1 else "change"
    return f"{len(moves)} of {count_words(count, 'course')} {change} ({names})"


def _within(project: str, within: int, words: Words) -> str:
    """Say by when the work is done."""
    title = words.lowered(setup_of(words.case).projects[project].title)
    return f"{title} within {within} {words.periods(2)}"


def _done(finding: WorkDone, words: Words) -> str:
    """Say what it changes of the chance, with the chance without it."""
    work = _within(finding.project, finding.within, words)
    base = _chance_words(finding.done_without)
    if not finding.is_told_done:
        return f"no change can be told in the chance that {work}, {base} without it."
    change = finding.done
    return (
        f"it changes the chance that {work} by {signed(change.median, 2)}"
        f" ({signed(change.low, 2)} to {signed(change.high, 2)}), from {base} without it."
    )


def _when(finding: WorkDone, words: Words) -> str:
    if finding.period is None:
        return " In no draw is it done."
    return (
        f" Where it is done, that is in {words.periods(1)} {finding.period.median:.0f}"
        f" ({finding.period.low:.0f} to {finding.period.high:.0f})."
    )


def _flow(finding: WorkDone, words: Words) -> str:
    base = f"{_periods_words(finding.flow_without)} {words.periods(2)} of {words.crossing.plural}"
    if not finding.is_told_flow:
        return f"Where crossing is a flow, no change can be told in {base} without it."
    change = finding.flow
    return (
        f"Where crossing is a flow, it changes {base} by {signed(change.median, 1)}"
        f" ({signed(change.low, 1)} to {signed(change.high, 1)})."
    )
