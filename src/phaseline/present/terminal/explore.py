"""What a study comes to, for a reader: a table, where each works, which measure prefers what."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from phaseline.case.model.case import Case
from phaseline.explore.attribution import Attribution
from phaseline.explore.boxes import Restriction
from phaseline.explore.findings import CourseFutures, Exploration
from phaseline.explore.robustness import MEASURES
from phaseline.explore.running import StudyShare
from phaseline.explore.study import CHUNK
from phaseline.present.terminal.contest import called_text
from phaseline.present.wording.game import (
    baseline_words,
    crossing_periods,
    ending_words,
    lowered_periods,
    signed,
)
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import count_words, listed
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_SHOWN = 12
_VIEWS = {"inside": "By {periods}", "value": "On the responder's own account"}


def exploration_text(case: Case, answer: Exploration, folder: Path, *, asked: int) -> str:
    """
    Say what a study comes to.

    Args:
        case: The case.
        answer: What it comes to.
        folder: Where its parts are.
        asked: How many draws were asked for.
    """
    words = Words(case)
    rows = [
        (
            course.course,
            signed(course.median, 1),
            f"{signed(course.low, 1)} to {signed(course.high, 1)}",
            _percent(course.works),
        )
        for course in answer.courses
    ]
    head = ("Ladder", crossing_periods(case), "5 to 95 %", "Works in")
    parts = [
        heading(f"What holds in {answer.draws:,} futures"),
        wrapped(case.title),
        wrapped(_lead(case, answer, asked)),
        table(head, rows, widths=(26, 20, 20, 12)),
        *called_text(case, [course.course for course in answer.courses]),
        *(wrapped(text) for text in _sayings(answer, words)),
        *(wrapped(text) for text in _measures(case, answer, words)),
        wrapped(_rests_on(case, answer, folder)),
    ]
    return "\n\n".join(parts)


def attributions_text(case: Case, answers: Sequence[Attribution]) -> str:
    """Say what the effects of ladders vary by, each in a table."""
    return "\n\n".join(_attribution(case, answer) for answer in answers)


def _attribution(case: Case, answer: Attribution) -> str:
    words = Words(case)
    title = heading(f"{answer.course}: what its effect varies by")
    if not answer.shares:
        return f"{title}\n\n{wrapped('Its effect does not vary with any of them.')}"
    rows = [
        (
            capitalised(words.asked(f"assumptions.{row.assumption}")),
            f"{signed(100 * row.first, 0).lstrip('+')} ± {100 * row.first_margin:.0f} %",
            f"{signed(100 * row.total, 0).lstrip('+')} ± {100 * row.total_margin:.0f} %",
        )
        for row in answer.shares[:_SHOWN]
    ]
    more = len(answer.shares) - len(rows)
    rest = f" {count_words(more, 'assumption')} with less than those are left out." if more else ""
    lead = (
        f"What it changes in {lowered_periods(case)} varies by {answer.spread:.2g} (standard"
        f" deviation) as {count_words(answer.inputs, 'number')} are drawn evenly between their"
        f" ends, each apart from the others, whole {case.period}s and counts at their best values."
        " Alone: the share of that variance that knowing it would take off. With others: what would"
        f" be left if all others were known. {answer.points:,} games; 95-percent margins.{rest}"
    )
    head = ("Assumption", "Alone", "With others")
    return f"{title}\n\n{wrapped(lead)}\n\n{table(head, rows, widths=(58, 16, 16))}"


def share_text(folder: Path, share: StudyShare, new: int, known: int) -> str:
    """Say what one share of a study has left in its folder."""
    part = f"share {share.rest + 1} of {share.of}: " if share.of > 1 else ""
    return wrapped(
        f"{capitalised(part) if part else ''}{count_words(new, 'part')} worked out,"
        f" {count_words(known, 'part')} there before, {CHUNK:,} draws each, in {folder}. The other"
        " shares are still missing; once they are there, the same command without --chunk answers."
    )


def _lead(case: Case, answer: Exploration, asked: int) -> str:
    remark = f" ({asked:,} were asked for)" if asked != answer.draws else ""
    return (
        f"What each ladder changes beside {baseline_words(case)}, with which there are"
        f" {signed(answer.base, 1).lstrip('+')} {lowered_periods(case)} in the middle of"
        f" {answer.draws:,} draws{remark}. A ladder works in a future in which it takes off more"
        f" than a twentieth of a {case.period}. Inside the model, not a forecast."
    )


def _percent(share: float) -> str:
    """Write a share of the futures; not all and not none as what it is."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{100 * share:.0f} %"


def _sayings(answer: Exploration, words: Words) -> Iterator[str]:
    """Say where courses work, what surrounds the best values, and what matters there."""
    groups: dict[str, list[str]] = {}
    for course in answer.courses:
        key = f"{_region(course, words)} {_around(course, words)}".strip()
        groups.setdefault(key, []).append(course.course)
    for saying, names in groups.items():
        several = len(names) > 1
        text = saying
        for singular, plural in _MANY.items():
            text = text.replace(singular, plural if several else singular.strip("<>"))
        yield f"{capitalised(words.courses(names))} {text}"


_MANY = {
    "<works>": "work",
    "<fails>": "fail",
    "<it works>": "they work",
    "<it fails>": "they fail",
    "<does>": "do",
    "<it>": "they",
}
"""What is said of one course, and in its place of several that come to the same."""


def _around(course: CourseFutures, words: Words) -> str:
    around = course.around
    if not around.works:
        saying = "At the best values <it> <does> not work."
    elif around.radius >= 1:
        saying = (
            "At the best values <it works>, and all the way from there to each of the draws that"
            " were tried."
        )
    elif around.radius > 0:
        saying = (
            "At the best values <it works>; once all numbers lie off by more than"
            f" {_percent(around.radius)} of the way to a draw, <it> can fail."
        )
    else:
        saying = (
            "At the best values <it works>, but can fail once all numbers lie off by an eighth of"
            " the way to a draw."
        )
    movers = [words.asked_within(f"assumptions.{row.assumption}") for row in around.movers]
    matter = f" There {listed(movers)} matter{'s' * (len(movers) == 1)} most." if movers else ""
    return f"{saying}{matter}"


def _region(course: CourseFutures, words: Words) -> str:
    """Say where a course works, or does not; nothing where no box tells that."""
    if course.region is None:
        sure = {0.0: "<works> in none of these futures.", 1.0: "<works> in all of these futures."}
        return sure.get(course.works, f"<works> in {_percent(course.works)} of these futures.")
    region, discovery = course.region, course.region.discovery
    asked = [
        _restriction(words, assumption, row)
        for assumption, row in zip(region.inputs, discovery.box.restrictions, strict=True)
    ]
    kind = "works" if region.works else "fails"
    box, least = discovery.box, min(discovery.again, default=0.0)  # shares of whole counts
    return (
        f"<{kind}> mostly where {listed(asked)}: there <it {kind}> in {_percent(box.density)} of"
        f" the futures, and these are {_percent(box.coverage)} of all in which <it {kind}>. Found"
        " on one half of the draws and counted on the other; each condition came back in at least"
        f" {_percent(least)} of {discovery.resamples} resamples."
    )


def _restriction(words: Words, assumption: str, row: Restriction) -> str:
    """Say what a box asks of an assumption."""
    asked = words.asked_within(f"assumptions.{assumption}")
    low, high = (f"{end:.2g}" for end in (row.low, row.high))
    if row.low == -float("inf"):
        return f"{asked} is below {high}"
    if row.high == float("inf"):
        return f"{asked} is {low} or more"
    return f"{asked} is from {low} to {high}"


def _measures(case: Case, answer: Exploration, words: Words) -> Iterator[str]:
    """Say which courses come first by which measures, from each point of view."""
    for view, groups in answer.groups.items():
        said = []
        for names in groups:
            first = answer.measures[view][names[0]].first
            courses = words.courses([answer.contenders[place] for place in first])
            said.append(f"{courses} by {listed([MEASURES[name].says for name in names])}")
        opening = _VIEWS[view].format(periods=lowered_periods(case))
        if len(groups) == 1:
            first = answer.measures[view][groups[0][0]].first
            courses = words.courses([answer.contenders[place] for place in first])
            level = "are level first" if len(first) > 1 else "comes first"
            yield f"{opening}, {courses} {level} by every measure of robustness."
        else:
            yield f"{opening}, the choice of a measure changes what comes first: {'; '.join(said)}."


def _rests_on(case: Case, answer: Exploration, folder: Path) -> str:
    name = answer.plan.reading
    reading = f", law in the reading of {Words(case).readings((name,))}" if name else ""
    return (
        f"{count_words(len(answer.inputs), 'assumption')} drawn evenly between their ends,"
        f" {count_words(answer.structures, 'combination')} of whole {case.period}s and counts"
        f" (seed {answer.plan.seed}{reading}); study {answer.plan.name[:12]} in {folder}."
        f" {ending_words(case)}"
    )
