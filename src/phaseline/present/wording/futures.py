"""
What a study of many futures says, in sentences: where courses work, which measure prefers what,
what turns the choice, when a trigger calls, by when a course has to be announced.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import floor, isfinite, log10

from phaseline.case.model.case import Case
from phaseline.case.model.law import Provision
from phaseline.case.values import at
from phaseline.desk.comparison.draws import whole_inputs
from phaseline.desk.comparison.information import InformationValue, Worth
from phaseline.desk.consent.lapses import RightLapse
from phaseline.desk.estimates.percentiles import DrawRange
from phaseline.desk.estimates.valuation import ends_of
from phaseline.explore.adaptation import Adaptation
from phaseline.explore.attribution import Attribution
from phaseline.explore.boxes import FutureBox, Restriction
from phaseline.explore.findings import CourseFutures, Exploration
from phaseline.explore.flip_points import FlipPoint
from phaseline.explore.fragility import (
    FragileRegion,
    LeadingShare,
    MeasureReversal,
    StudyFinding,
)
from phaseline.explore.kept_study import StudyUnfit, UnusedStudy
from phaseline.explore.pathways import CoursePathway, PathwaySpread
from phaseline.explore.regions import BoxAndTree, FutureRegion
from phaseline.explore.robustness import MEASURES
from phaseline.explore.triggers import TriggerMap
from phaseline.law.model import Standing
from phaseline.present.wording.calendar import month_or_day_after
from phaseline.present.wording.game import baseline_words, lowered_periods, signed
from phaseline.present.wording.needs import unit_of, value_words
from phaseline.present.wording.numbers import (
    count_words,
    date_words,
    digits_words,
    listed,
    margin_words,
    spelled,
)
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.ties import is_less, is_more, nearest

_VIEWS = {"inside": "By {periods}", "value": "On the responder's own account"}
_MOST_FLIPS = 4
_MOST_WORTHS = 3
_MARK = 12  # first figures of the name of a study, by which it is cited
_LEAST_OPEN = 0.005  # of the futures: a rung open in fewer is left out
_HALF = 0.5  # of the futures: what holds in fewer does not hold of most
_DIGITS = 2  # of a value that draws decide: they bear no more out


def study_lead(case: Case, answer: Exploration, *, asked: int = 0) -> str:
    """
    Say what is shown of a study, and what it is to work.

    Args:
        case: The case.
        answer: What a study comes to.
        asked: How many draws were asked for; as many as there are if left out.
    """
    is_other = asked not in (0, answer.draws)
    remark = f" ({asked:,} were asked for)" if is_other else ""
    return (
        f"What each ladder changes beside {baseline_words(case)}, with which there are"
        f" {signed(answer.base, 1).lstrip('+')} {lowered_periods(case)} in the middle of"
        f" {answer.draws:,} draws{remark}. A ladder works in a future in which it takes off more"
        f" than a twentieth of a {case.period}. Inside the model, not a forecast: a share of the"
        " draws is no probability."
    )


def course_rows(case: Case, answer: Exploration) -> Iterator[tuple[str, ...]]:
    """
    Give the courses in rows: the name, what is changed, its range, in how many futures it works.

    Args:
        case: The case.
        answer: What a study comes to.

    Yields:
        A row for each course.
    """
    words = Words(case)
    for course in answer.courses:
        yield (
            capitalised(words.courses([course.course])),
            signed(course.median, 1),
            f"{signed(course.low, 1)} to {signed(course.high, 1)}",
            percent_words(course.works),
        )


def percent_words(share: float) -> str:
    """Write a share of the futures; not all and not none as what it is."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{100 * share:.0f} %"


def fragile_sentences(case: Case, findings: Iterable[StudyFinding]) -> Iterator[str]:
    """
    Say where what is found of a case is fragile, each finding in a sentence.

    Args:
        case: The case.
        findings: What a study finds of the course that leads.

    Yields:
        A sentence for each finding.
    """
    words = Words(case)
    for finding in findings:
        match finding:
            case LeadingShare():
                level = f", level with {words.courses(finding.level)}" if finding.level else ""
                yield (
                    f"{capitalised(words.courses([finding.course]))} takes off the most"
                    f" {lowered_periods(words.case)} on average{level}, and works in"
                    f" {percent_words(finding.works)} of {finding.draws:,} futures (study"
                    f" {finding.study[:_MARK]})."
                )
            case FragileRegion():
                yield _fragile_region(words, finding)
            case MeasureReversal():
                yield f"{_reversed(words, finding)}{_alike(words, finding)}"


def _fragile_region(words: Words, finding: FragileRegion) -> str:
    region, box = finding.region, finding.box
    asked = [
        _restriction(words, assumption, row)
        for assumption, row in zip(region.inputs, box.restrictions, strict=True)
    ]
    kind = "works" if region.works else "fails"
    inside, share = percent_words(box.density), percent_words(box.coverage)
    return (
        f"It {kind} {_how_often(box)} where {listed(asked)}: there in {inside} of the futures"
        f" (density), which are {share} of all in which it {kind} (coverage), as the picture “Where"
        f" a course {kind}” shows.{_hints(words, region)}"
    )


def _hints(words: Words, region: FutureRegion) -> str:
    """Say which conditions of a box seldom came back when the draws were drawn anew."""
    seldom = _seldom_again(region)
    if not seldom:
        return ""
    verb, resamples = "is a hint" if len(seldom) == 1 else "are hints", region.discovery.resamples
    return (
        f" What it asks about {listed(_asked_about(words, seldom))} {verb} alone, for it came back"
        f" in fewer than half of {resamples} resamples."
    )


def _seldom_again(region: FutureRegion) -> list[str]:
    """Name the assumptions that a box asked about in fewer than half of the resamples."""
    again = zip(region.inputs, region.discovery.again, strict=True)
    return [name for name, share in again if is_less(share, _HALF)]


def turning_in_short(case: Case, findings: Iterable[StudyFinding]) -> str:
    """
    Say in the few words that page one has how often the leading course works, and where.

    Args:
        case: The case.
        findings: What a study finds of the course that leads.
    """
    words, said = Words(case), list[str]()
    for finding in findings:
        match finding:
            case LeadingShare():
                course, works = words.courses([finding.course]), percent_words(finding.works)
                level = f" with {words.courses(finding.level)}" if finding.level else ""
                said.append(f"{course}, first on average{level}, works in {works}")
            case FragileRegion():
                said.append(_region_in_short(words, finding))
            case MeasureReversal():
                pass
    return f"{', '.join(said) or 'no course takes anything off on average'}."


def _region_in_short(words: Words, finding: FragileRegion) -> str:
    region, box = finding.region, finding.box
    asked = [
        _restriction(words, assumption, row)
        for assumption, row in zip(region.inputs, box.restrictions, strict=True)
    ]
    verb = "" if region.works else "fails "
    inside, share = percent_words(box.density), percent_words(box.coverage)
    return (
        f"{verb}{_how_often(box)} where {listed(asked)}: in {inside} there, with {share} of all"
        f"{_hint_in_short(len(_seldom_again(region)), len(asked))}"
    )


def _hint_in_short(seldom: int, conditions: int) -> str:
    """Say how many conditions of a box seldom came back, in the few words of page one."""
    if not seldom:
        return ""
    if seldom == conditions:
        return " (a hint)"
    return f" ({spelled(seldom)} of these {'is a hint' if seldom == 1 else 'are hints'})"


def measures_in_short(findings: Iterable[StudyFinding]) -> str:
    """
    Say in the few words that page one has by how many measures the leading course is not first.

    Args:
        findings: What a study finds of the course that leads.
    """
    for finding in findings:
        if isinstance(finding, MeasureReversal):
            others = sum(len(names) for _, names in finding.others)
            if not others:
                return "Over its futures, no measure puts another course first."
            count, verb = spelled(others), "puts" if others == 1 else "put"
            of_all = spelled(len(MEASURES))
            return f"Over its futures, {count} of {of_all} measures {verb} other courses first."
    return ""


def unused_words(study: UnusedStudy) -> str:
    """Say of a study that lies beside a case why it is not used."""
    return f"Study {study.mark} in {study.folder} {_UNFIT[study.unfit]}, and is not used."


def unused_in_short(study: UnusedStudy) -> str:
    """Say the same in the few words that page one has."""
    return f"Study {study.mark} {_UNFIT[study.unfit].partition(':')[0]}, and not used."


_UNFIT = {
    StudyUnfit.CASE: "is of another case",
    StudyUnfit.FILES: "is stale: it was made of other files of this case",
    StudyUnfit.VALUES: "is of other values: it was made of another what-if",
    StudyUnfit.MAKE: "is of another version of Phaseline",
    StudyUnfit.LADDERS: "is of other ladders than all of this case",
    StudyUnfit.UNFINISHED: "is unfinished",
}


def _how_often(box: FutureBox) -> str:
    """
    Say of a box whether most futures of a kind lie inside and most inside are of the kind, or only
    relatively many.
    """
    is_most = not (is_less(box.coverage, _HALF) or is_less(box.density, _HALF))
    return "mostly" if is_most else "most often"


def _alike(words: Words, finding: MeasureReversal) -> str:
    """Say by which measures no course leads another; nothing where there are none."""
    if not finding.alike:
        return ""
    return (
        f" By {_measures(finding.alike)} no course leads another by more than a twentieth of a"
        f" {words.case.period}."
    )


def _reversed(words: Words, finding: MeasureReversal) -> str:
    mine = _measures(finding.first_by)
    if not (finding.others or finding.level or finding.alike):
        return f"It comes first by every measure of robustness: {mine}."
    ahead = [f"comes first by {mine}"] if mine else []
    level = [
        f"is level with {words.courses(courses)} by {_measures(names)}"
        for courses, names in finding.level
    ]
    standing = f"It {', and '.join([*ahead, *level]) or 'comes first by no measure'}"
    if not finding.others:
        return f"{standing}."
    others = "; ".join(
        f"{words.courses(courses)} by {_measures(names)}" for courses, names in finding.others
    )
    return f"{standing}, but other courses come first by other measures: {others}."


def _measures(names: Iterable[str]) -> str:
    return listed([MEASURES[name].says for name in names])


def region_sentences(case: Case, answer: Exploration) -> Iterator[str]:
    """
    Say where courses work, what surrounds the best values, and what matters there.

    Args:
        case: The case.
        answer: What a study comes to.

    Yields:
        A paragraph for each group of courses that come to the same.
    """
    words = Words(case)
    groups: dict[str, list[str]] = {}
    for course in answer.courses:
        said = (_region(course, words), _tree(course, words), _around(course, words))
        groups.setdefault(" ".join(filter(None, said)), []).append(course.course)
    for saying, names in groups.items():
        yield f"{capitalised(words.courses(names))} {_of_so_many(saying, len(names))}"


def tree_words(case: Case, course: CourseFutures, *, count: int = 1) -> str:
    """
    Say what a tree makes of the futures in which a course works, or fails, and whether the box says
    the same; nothing where neither tells anything.

    Args:
        case: The case.
        course: The course.
        count: For how many courses that is said, which come to the same.
    """
    return _of_so_many(_tree(course, Words(case)), count)


def _of_so_many(saying: str, count: int) -> str:
    """Put what is said of one course, or of several that come to the same."""
    for singular, plural in _MANY.items():
        saying = saying.replace(singular, plural if count > 1 else singular.strip("<>"))
    return saying


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
            f" {percent_words(around.radius)} of the way to a draw, <it> can fail."
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
        if course.parts is not None:
            share = percent_words(course.works)
            return f"<works> in {share} of these futures, and no box tells which."
        sure = {0.0: "<works> in none of these futures.", 1.0: "<works> in all of these futures."}
        return sure.get(course.works, f"<works> in {percent_words(course.works)} of these futures.")
    region, discovery = course.region, course.region.discovery
    asked = [
        _restriction(words, assumption, row)
        for assumption, row in zip(region.inputs, discovery.box.restrictions, strict=True)
    ]
    kind = "works" if region.works else "fails"
    box, least = discovery.box, min(discovery.again, default=0.0)  # shares of whole counts
    inside, share = percent_words(box.density), percent_words(box.coverage)
    often = "all" if least >= 1 else f"at least {percent_words(least)}"
    return (
        f"<{kind}> {_how_often(box)} where {listed(asked)}: there <it {kind}> in {inside} of the"
        f" futures, and these are {share} of all in which <it {kind}>. Found on one half of the"
        f" draws and counted on the other; each condition came back in {often} of"
        f" {discovery.resamples} resamples."
    )


def _tree(course: CourseFutures, words: Words) -> str:
    """Say what a tree says of the same futures, and whether it is what the box says."""
    if course.parts is None:
        return _NO_TREE if course.region else ""
    tree = course.parts.tree
    said = [
        _part(words, asked, box) for asked, box in zip(course.parts.inputs, tree.boxes, strict=True)
    ]
    verb = "<it works>" if course.parts.works else "<it fails>"
    often = _how_often(tree.together)
    opening = f"A tree, grown and counted on the same halves, finds that {verb} {often}"
    if len(said) == 1:
        text = f"{opening} {said[0]}."
    else:
        both = f"density {percent_words(tree.together.density)}, coverage"
        text = (
            f"{opening} {', or '.join(said)}; together {both}"
            f" {percent_words(tree.together.coverage)}."
        )
    return f"{text}{_likeness(words, course.likeness) if course.region else _NO_BOX}"


_NO_TREE = (
    "A tree, grown on the same half, tells nothing apart that holds on the other one: box and tree"
    " disagree."
)


_NO_BOX = " Box and tree disagree on whether anything does."


def _part(words: Words, inputs: Iterable[str], box: FutureBox) -> str:
    """Say what one part of a tree asks, and what holds in it."""
    asked = [
        _restriction(words, assumption, row)
        for assumption, row in zip(inputs, box.restrictions, strict=True)
    ]
    density, coverage = percent_words(box.density), percent_words(box.coverage)
    return f"where {listed(asked)} (density {density}, coverage {coverage})"


def _likeness(words: Words, likeness: BoxAndTree | None) -> str:
    """Say whether box and tree say the same."""
    if likeness is None:
        return ""
    shared = f"{percent_words(likeness.overlap)} of the futures in either lie in both"
    apart = [
        f"only the {which} asks about {listed(_asked_about(words, names))}"
        for which, names in (("box", likeness.box_alone), ("tree", likeness.tree_alone))
        if names
    ]
    if apart:
        common = listed(_asked_about(words, likeness.both))
        both = f"; both ask about {common}" if common else ""
        return f" Box and tree disagree on what decides: {', '.join(apart)}{both}; {shared}."
    if is_less(likeness.overlap, _HALF):
        return f" Box and tree ask about the same, but disagree on where: no more than {shared}."
    return f" Box and tree ask about the same; {shared}."


def _asked_about(words: Words, names: Iterable[str]) -> list[str]:
    return [words.asked_within(f"assumptions.{name}") for name in names]


def _restriction(words: Words, assumption: str, row: Restriction) -> str:
    """Say what a box asks of an assumption."""
    asked = words.asked_within(f"assumptions.{assumption}")
    return f"{asked} is {asked_words(words.case, assumption, row)}"


def asked_words(case: Case, name: str, row: Restriction) -> str:
    """
    Say what a box asks of an assumption, after its name: whole numbers of what the game takes in
    whole numbers, each counting from one half below it on.

    Args:
        case: The case.
        name: The id of the assumption.
        row: What is asked.
    """
    low, high = (drawn_words(case, name, end) for end in (row.low, row.high))
    if row.low == -float("inf"):
        return f"below {high}"
    if row.high == float("inf"):
        return f"{low} or more"
    if size := whole_inputs(case).get(name):
        high = drawn_words(case, name, row.high - size)  # the last one that is inside
        return low if low == high else f"from {low} to {high}"
    return f"from {low} to {high}"


def drawn_words(case: Case, name: str, value: float) -> str:
    """
    Give a value of an assumption that draws decide: in two digits, and no finer than a hundredth of
    its range, for they bear no more out. Of what the game takes in whole numbers it is the next one
    above, from which on, or below which, something holds.

    Args:
        case: The case.
        name: The id of the assumption.
        value: The value, in base units; an infinite one is told nowhere.
    """
    if isfinite(value) and (size := whole_inputs(case).get(name)):
        value = (nearest(value / size - _HALF) + 1) * size
        return value_words(case, name, value)
    low, high = ends_of(case.assumptions[name]) or (0.0, 0.0)
    if low < high and isfinite(value):
        unit = unit_of(case, name).factor
        step = unit * 10.0 ** floor(log10((high - low) / unit / 100))
        value = nearest(value / step) * step
    return value_words(case, name, value, digits=_DIGITS)


def measure_sentences(case: Case, answer: Exploration) -> Iterator[str]:
    """
    Say which courses come first by which measures, from each point of view.

    Args:
        case: The case.
        answer: What a study comes to.

    Yields:
        A sentence for each point of view.
    """
    words = Words(case)
    for view, groups in answer.groups.items():
        said = []
        for names in groups:
            first = answer.measures[view][names[0]].first
            courses = words.courses([answer.contenders[place] for place in first])
            who = "none" if len(first) == len(answer.contenders) else courses
            said.append(f"{who} by {listed([MEASURES[name].says for name in names])}")
        opening = _VIEWS[view].format(periods=lowered_periods(case))
        if len(groups) == 1:
            first = answer.measures[view][groups[0][0]].first
            courses = words.courses([answer.contenders[place] for place in first])
            level = "are level first" if len(first) > 1 else "comes first"
            yield f"{opening}, {courses} {level} by every measure of robustness."
        else:
            yield f"{opening}, the choice of a measure changes what comes first: {'; '.join(said)}."


def attribution_sentences(case: Case, attributions: Sequence[Attribution]) -> Iterator[str]:
    """
    Say what the effects of courses vary by.

    Args:
        case: The case.
        attributions: What they vary by, course by course.

    Yields:
        A sentence on what is asked, then one or two for each course; nothing where it was not asked
        for.
    """
    words = Words(case)
    if attributions:
        yield (
            f"What the effect of each course varies by where {_moved_words(case, attributions[0])}."
            " Alone is the share of the variance that knowing one of them would take off; with"
            " others, the share that would be left if all others were known. In brackets stand"
            f" margins of 95 percent.{unknown_shares(attributions)}"
        )
    still = [row.course for row in attributions if not row.shares]
    for row in attributions:
        if row.shares:
            yield _attribution(words, row)
    if still:
        verb = "varies" if len(still) == 1 else "vary"
        yield f"What {words.courses(still)} would change {verb} with none of them."


def unknown_shares(attributions: Iterable[Attribution]) -> str:
    """Say how many shares these games are too few for."""
    margins = [
        margin
        for row in attributions
        for share in row.shares
        for margin in (share.first_margin, share.total_margin)
    ]
    unknown = sum(not is_known(margin) for margin in margins)
    if not unknown:
        return ""
    return (
        f" {unknown} of {count_words(len(margins), 'share')} are not known: their margin is half of"
        " the variance or more. More base points narrow it."
    )


def _moved_words(case: Case, row: Attribution) -> str:
    together = f", those {len(row.together)} pairs too that go together in the case"
    return (
        f"{count_words(row.inputs, 'number')} are drawn evenly between their ends, each apart from"
        f" the others{together if row.together else ''}, whole {case.period}s and counts at their"
        " best values"
    )


def _attribution(words: Words, row: Attribution) -> str:
    said = [
        f"{words.asked_within(f'assumptions.{share.assumption}')} alone"
        f" {index_words(share.first, share.first_margin)}, with others"
        f" {index_words(share.total, share.total_margin)}"
        for share in row.shares[:_MOST_WORTHS]
    ]
    more = len(row.shares) - len(said)
    rest = f"; {count_words(more, 'other')} less" if more else ""
    return (
        f"What {words.courses([row.course])} changes varies by"
        f" {digits_words(row.spread, _DIGITS)} {lowered_periods(words.case)} (standard deviation):"
        f" {'; '.join(said)}{rest}."
    )


def index_words(share: float, margin: float) -> str:
    """
    Write a share of a variance with its margin, both in percent; one whose margin is half of the
    variance or more is not known.

    >>> index_words(0.12, 0.1), index_words(2.33, 17.58)
    ('12 % (± 10)', 'not known (± 1,758)')
    """
    if not is_known(margin):
        return f"not known (± {100 * margin:,.0f})"
    return f"{signed(100 * share, 0).lstrip('+')} % (± {percent_margin(margin)})"


def is_known(margin: float) -> bool:
    """Whether a share of a variance with such a margin says anything: it is less than half."""
    return is_less(margin, _HALF)


def percent_margin(margin: float) -> str:
    """
    Write the margin of a share in whole percent, without the sign; one of less than that as such.

    >>> percent_margin(0.104), percent_margin(0.004)
    ('10', 'less than 1')
    """
    return f"{100 * margin:.0f}" if is_more(100 * margin, _HALF) else "less than 1"


def flip_sentences(case: Case, answer: Exploration, turns: Adaptation) -> Iterator[str]:
    """
    Say which assumptions alone decide what comes first on average.

    Args:
        case: The case.
        answer: What a study comes to.
        turns: What it says of adapting.

    Yields:
        A sentence for each point of view from which one course leads.
    """
    words = Words(case)
    for view, flips in turns.flips.items():
        first = answer.measures[view]["average"].first
        if len(first) > 1:
            continue
        leader = words.courses([answer.contenders[first[0]]])
        opening = _VIEWS[view].format(periods=lowered_periods(case))
        if not flips:
            yield (
                f"{opening}, {leader} leads on average whichever end of its range any single"
                " assumption is near, as far as these draws tell."
            )
            continue
        said = [_flip(case, answer, flip, words) for flip in flips[:_MOST_FLIPS]]
        more = len(flips) - len(said)
        rest = f" {count_words(more, 'other assumption')} can do so, too." if more else ""
        yield f"{opening}, {leader} leads on average, but not {'; nor '.join(said)}.{rest}"


def worth_sentences(case: Case, answer: Exploration) -> Iterator[str]:
    """
    Say what finding out is worth before a course is chosen.

    Args:
        case: The case.
        answer: What a study comes to.

    Yields:
        A sentence or two for each point of view.
    """
    words = Words(case)
    for value in answer.worths:
        opening = _VIEWS[value.viewpoint].format(periods=lowered_periods(case))
        yield f"{opening}, {_worth_of_knowing(words, value)}"


def _worth_of_knowing(words: Words, value: InformationValue) -> str:
    best, everything = words.courses([value.first]), value.everything
    if not everything.worth:
        return (
            "to know everything before choosing would add nothing: no other course brings more than"
            f" {best} in any of these draws."
        )
    if not everything.is_clear:
        return (
            "to know everything before choosing would add no more than the error of the estimate"
            f" (± {digits_words(everything.error, _DIGITS)}) to what {best} brings."
        )
    return (
        f"{best} brings {digits_words(value.brings, _DIGITS)} on average; to know everything before"
        f" choosing would add {_with_margin(everything)}{_known_alone(words, value)}"
    )


def _known_alone(words: Words, value: InformationValue) -> str:
    clear = [row for row in value.assumptions if row.worth.is_clear]
    if not clear:
        least = digits_words(value.assumptions[0].worth.error, _DIGITS)
        return f", and no single assumption more than the error of the estimate (± {least})."
    named = [
        f"{words.asked_within(f'assumptions.{row.assumption}')} {_with_margin(row.worth)}"
        for row in clear[:_MOST_WORTHS]
    ]
    more = len(clear) - len(named)
    rest = f" {count_words(more, 'more assumption')} would add less." if more else ""
    return f". Known alone: {listed(named)}.{rest}"


def _with_margin(worth: Worth) -> str:
    """Write a worth with its margin of 95 percent."""
    margin = margin_words(worth.error, worth.worth, _DIGITS)
    return f"{digits_words(worth.worth, _DIGITS)} (± {margin})"


def _flip(case: Case, answer: Exploration, flip: FlipPoint, words: Words) -> str:
    asked = words.asked_within(f"assumptions.{flip.assumption}")
    value = drawn_words(case, flip.assumption, flip.value)
    is_whole = flip.assumption in whole_inputs(case)
    above = f"{value} or more" if is_whole else f"above {value}"
    rival = words.courses([answer.contenders[flip.rival]])
    return (
        f"where {asked} is {f'below {value}' if flip.is_below else above}"
        f" ({percent_words(flip.share)} of the futures), where {rival} does"
    )


def trigger_sentences(case: Case, triggers: TriggerMap) -> Iterator[str]:
    """
    Say what triggers are and which of them is least often wrong.

    Args:
        case: The case.
        triggers: Triggers by the number of reports that they wait for.

    Yields:
        One paragraph.
    """
    words = Words(case)
    soon, late = (count_words(count, case.period) for count in triggers.horizons)
    fewest = listed([str(reports) for reports in triggers.fewest_wrong])
    unit = "report" if triggers.fewest_wrong == (1,) else "reports"
    yield (
        f"When a trigger calls on {words.played_track(triggers.track)}, by how many reports it"
        f" waits for. A call within {soon} is too early where nothing is crossed; where the line is"
        f" crossed from the start, it is in time within {soon}, too late from then to {late}, and"
        " never if it has not come by then. A quiet"
        f" {case.period} takes one report back. Medians over the draws, 5 to 95 % in brackets. A"
        f" trigger that waits for {fewest} {unit} is wrong least often on average, if a call too"
        " early counts as much as one that does not come in time."
    )


def trigger_table(triggers: TriggerMap) -> list[tuple[str, ...]]:
    """Give triggers in rows: reports, too early, in time, too late, never."""
    return [
        (
            str(row.reports),
            *(_chance_range(part) for part in (row.early, row.in_time, row.late, row.never)),
        )
        for row in triggers.errors
    ]


def _chance_range(part: DrawRange) -> str:
    low, median, high = (percent_words(end) for end in (part.low, part.median, part.high))
    return median if low == high else f"{median} ({low.removesuffix(' %')} to {high})"


def pathway_sentences(case: Case, turns: Adaptation) -> Iterator[str]:
    """
    Say by when courses have to be announced, and how long their rungs stay open.

    Args:
        case: The case.
        turns: What a study says of adapting.

    Yields:
        A paragraph on what is asked, then one for each course; nothing where it was not asked for.
    """
    if turns.pathways:
        yield _pathway_lead(case, turns.pathways[0], is_capped=bool(turns.lapses))
    for row in turns.pathways:
        if row.decide_by is not None and row.tipping is not None:
            yield _pathway(case, row, row.decide_by, row.tipping)
    yield from _without_a_date(case, turns)
    yield from _lapsing(case, turns)


def _lapsing(case: Case, turns: Adaptation) -> Iterator[str]:
    """Say of which courses a right ends by a date of the law, those of one date together."""
    words = Words(case)
    groups: dict[tuple[date, tuple[str, ...]], list[RightLapse]] = {}
    for lapse in turns.lapses:
        groups.setdefault((lapse.last, lapse.entries), []).append(lapse)
    for (last, entries), several in groups.items():
        rungs = dict.fromkeys(words.rung(lapse.policy, lapse.rung) for lapse in several)
        named = words.courses([lapse.policy for lapse in several])
        reading, it = words.readings((several[0].reading,)), "it" if len(rungs) == 1 else "them"
        law = listed([_entry_words(case, entry) for entry in entries])
        standing = _LAPSED[several[0].standing is Standing.SILENT].format(it=it)
        yield (
            f"As of right, in the reading of {reading}, {named} can be carried out no later than"
            f" {last.day} {last:%B %Y}: what allows {listed([*rungs])} ends then, and from the next"
            f" day on the law {standing} ({law}). No date to decide lies later, whatever the game"
            " says."
        )


_LAPSED = {True: "is silent on {it}", False: "bars {it}, or cannot be told"}


def _entry_words(case: Case, address: str) -> str:
    """Name a provision by its statute and article, and a change of the law by what it says."""
    entry = at(case, address)
    if isinstance(entry, Provision):
        return f"{entry.statute}{f', {entry.article}' if entry.article else ''}"
    return str(entry.says).rstrip(".")


def _without_a_date(case: Case, turns: Adaptation) -> Iterator[str]:
    """Name the courses that work at no date, and those that have none."""
    words = Words(case)
    never = [row.course for row in turns.pathways if row.decide_by is None]
    if never:
        verb = "works" if len(never) == 1 else "work"
        courses = capitalised(words.courses(never))
        yield f"{courses} {verb} in none of these futures, whenever announced."
    if turns.dated:
        yield (
            f"{capitalised(words.courses(turns.dated))}: something ends by the calendar there, so"
            " that it is another course when it is announced later; no date is given."
        )


def _pathway_lead(case: Case, row: CoursePathway, *, is_capped: bool) -> str:
    step = row.announced[1] - row.announced[0] if len(row.announced) > 1 else 1
    dates = f"every {case.period}" if step == 1 else f"every {count_words(step, case.period)}"
    law = _CAPPED if is_capped else _UNCAPPED
    return (
        "By when a course has to be announced. The game is played as the law stands on"
        f" {date_words(case.as_of)}{law}.{_by_the_case(case)} It is announced later,"
        f" by surprise, {dates} after {month_or_day_after(case, 0)}, in {row.futures} of the draws;"
        " until then nothing new is done. Dates are the last ones tried with which it still works:"
        " the middle, 10 to 90 % of those futures in brackets."
    )


_CAPPED = "; where a right that a course needs ends by a date of the law, that caps its date"
_UNCAPPED = "; no right that these courses need ends by a date of the law before the game does"


def _by_the_case(case: Case) -> str:
    """Say by when the case itself has to be decided, which binds before any date of a game."""
    stated = case.decide_by.rstrip(".")
    return "" if stated == "unstated" else f" The case says by when to decide: {stated}."


def _pathway(
    case: Case, row: CoursePathway, decide_by: PathwaySpread, tipping: PathwaySpread
) -> str:
    words = Words(case)
    name = capitalised(words.courses([row.course]))
    still = _still_open(words, row, decide_by)
    return (
        f"{name} works in {percent_words(row.works[0])} of the futures if announced at once, and"
        f" in these it has to be announced by {_dates(case, decide_by)}; what it does first has to"
        f" be in force by {_dates(case, tipping)}.{still}"
    )


def _still_open(words: Words, row: CoursePathway, decide_by: PathwaySpread) -> str:
    """Say in which share of the futures rungs are open at once, and at the middle date."""
    place = _place(row, decide_by)
    said = [
        f"{words.rung(row.course, rung.rung)} in {percent_words(rung.is_open[0])} of the futures at"
        f" once and {percent_words(rung.is_open[place])} then"
        for rung in row.rungs
        if not is_less(rung.is_open[0], _LEAST_OPEN)
    ]
    return f" Still open, consent being a chance: {'; '.join(said)}." if said else ""


def _place(row: CoursePathway, decide_by: PathwaySpread) -> int:
    """Give the place of the last announcement not after the middle date."""
    return sum(not is_less(decide_by.median, date) for date in row.announced) - 1


def _dates(case: Case, spread: PathwaySpread) -> str:
    low, middle, high = (
        month_or_day_after(case, nearest(periods))
        for periods in (spread.low, spread.median, spread.high)
    )
    return middle if low == high else f"{middle} ({low} to {high})"
