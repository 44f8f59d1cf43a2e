"""What a brief shows of a study: sentences, a table, and the six pictures."""

from collections.abc import Iterator, Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.explore.adaptation import Adaptation
from phaseline.explore.attribution import Attribution, InputShare
from phaseline.explore.boxes import Restriction
from phaseline.explore.findings import (
    CourseFutures,
    Exploration,
    InputEffect,
)
from phaseline.explore.fragility import study_findings
from phaseline.explore.kept_study import KeptStudy
from phaseline.explore.pathways import CoursePathway, PathwaySpread
from phaseline.explore.regions import FutureRegion
from phaseline.explore.robustness import MEASURES
from phaseline.explore.study import LEAST, change_column, input_column
from phaseline.explore.triggers import TriggerMap
from phaseline.game.arrays import Floats
from phaseline.game.ties import less
from phaseline.present.charts.course_bars import CourseBars, CourseBarsView
from phaseline.present.charts.future_box import BoxSide, BoxView, FuturePoint
from phaseline.present.charts.index_bars import IndexBar, IndexShare
from phaseline.present.charts.measure_lines import MeasureAxis, MeasureLine, MeasuresView
from phaseline.present.charts.mover_bars import MoverBar
from phaseline.present.charts.pathways_map import PathwayLine, PathwaysView
from phaseline.present.charts.trigger_lines import TriggerLine, TriggersView
from phaseline.present.wording.calendar import month_or_day_after
from phaseline.present.wording.futures import (
    asked_words,
    attribution_sentences,
    course_rows,
    flip_sentences,
    fragile_sentences,
    index_words,
    is_known,
    measure_sentences,
    measures_in_short,
    pathway_sentences,
    percent_words,
    region_sentences,
    study_lead,
    tree_words,
    trigger_sentences,
    turning_in_short,
    worth_sentences,
)
from phaseline.present.wording.game import crossing_periods, lowered_periods, signed
from phaseline.present.wording.needs import value_words
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less, nearest

_GOLDEN = (5**0.5 - 1) / 2  # of whose multiples no two come close for long
_MOST_BARS = 6  # assumptions of a course: the rest stands in the answer for programs
_DATES = 4  # that are marked over the pathways, both ends included


@record
class BoxPicture:
    """
    Where one course works, or fails, as a picture.

    Args:
        title: What stands above it.
        view: What the picture draws.
        caption: What stands below it.
        tree: What a tree says of the same futures, and whether the box says so too.
    """

    title: str
    view: BoxView
    caption: str
    tree: str


@record
class FuturesSection:
    """
    What a brief shows of a study.

    Args:
        lead: What it rests on.
        fragile: Where what is found is fragile, in a few sentences.
        turning: How often the leading course works, and where, in the few words of page one.
        measures_first: By how many measures it is not first, likewise.
        head: The heads of the table.
        rows: The courses.
        regions: Where they work, and what surrounds the best values.
        choices: Which measure prefers what, what turns it, and what finding out is worth.
        triggers: What is said of triggers.
        pathways: What is said of pathways.
        boxes: Where courses work, as pictures.
        measures: The courses by every measure; None where they are level by all.
        movers: What moves them; None where nothing does.
        trigger_lines: Triggers; None where nothing is watched.
        pathways_map: Pathways; None where none was worked out.
        varies: What is said of what the effects vary by.
        indices: The same as a picture; None where it was not worked out, or nothing varies.
    """

    lead: str
    fragile: tuple[str, ...]
    turning: str
    measures_first: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    regions: tuple[str, ...]
    choices: tuple[str, ...]
    triggers: tuple[str, ...]
    pathways: tuple[str, ...]
    boxes: tuple[BoxPicture, ...]
    measures: MeasuresView | None
    movers: CourseBarsView[MoverBar] | None
    trigger_lines: TriggersView | None
    pathways_map: PathwaysView | None
    varies: tuple[str, ...]
    indices: CourseBarsView[IndexBar] | None


def futures_section(case: Case, study: KeptStudy) -> FuturesSection:
    """
    Give what a brief shows of a study.

    Args:
        case: The case.
        study: The study, its figures rounded.
    """
    answer, turns = study.exploration, study.adaptation
    findings = study_findings(case, answer)
    triggers = turns.triggers
    return FuturesSection(
        lead=study_lead(case, answer),
        fragile=tuple(fragile_sentences(case, findings)),
        turning=turning_in_short(case, findings),
        measures_first=measures_in_short(findings),
        head=("Course", crossing_periods(case), "5 to 95 %", "Works in"),
        rows=tuple(course_rows(case, answer)),
        regions=tuple(region_sentences(case, answer)),
        choices=(
            *measure_sentences(case, answer),
            *flip_sentences(case, answer, turns),
            *worth_sentences(case, answer),
        ),
        triggers=tuple(trigger_sentences(case, triggers)) if triggers else (),
        pathways=tuple(pathway_sentences(case, turns)),
        boxes=tuple(_boxes(case, study)),
        measures=measures_view(case, answer),
        movers=movers_view(case, answer),
        trigger_lines=triggers_view(triggers) if triggers else None,
        pathways_map=pathways_view(case, turns),
        varies=tuple(attribution_sentences(case, study.attributions)),
        indices=indices_view(case, study.attributions),
    )


def _boxes(case: Case, study: KeptStudy) -> Iterator[BoxPicture]:
    """Draw the box of each course that has one; of courses with the same box, the first alone."""
    words, seen = Words(case), set[object]()
    for course in study.exploration.courses:
        if course.region is None or (key := _key(course)) in seen:
            continue
        seen.add(key)
        alike = [row.course for row in study.exploration.courses if _key(row) == key]
        yield BoxPicture(
            title=f"Where a course {'works' if course.region.works else 'fails'}",
            view=box_view(case, study.sample, course),
            caption=f"{capitalised(words.courses(alike))}.",
            tree=tree_words(case, course, count=len(alike)),
        )


def _key(course: CourseFutures) -> object:
    return course.region and (
        course.region.inputs,
        course.region.discovery.box,
        course.parts,
        course.likeness,
    )


def box_view(case: Case, sample: Mapping[str, Floats], course: CourseFutures) -> BoxView:
    """
    Give the picture of the box of a course.

    Args:
        case: The case.
        sample: Some draws, by name of the column (draw).
        course: The course, which has a region.
    """
    region = course.region
    assert region is not None  # noqa: S101  # as the caller has seen to
    words, box = Words(case), region.discovery.box
    kinds = ("works", "does not work") if region.works else ("does not work", "works")
    inside, held = percent_words(box.density), percent_words(box.coverage)
    return BoxView(
        title=f"Where {words.courses([course.course])} {'works' if region.works else 'fails'}",
        description=f"A box of futures: in {inside} of those inside it {kinds[0]}; they are {held}"
        f" of all futures in which it {kinds[0]}.",
        kind=kinds,
        sides=tuple(
            _side(case, name, row)
            for name, row in zip(region.inputs, box.restrictions, strict=True)
        ),
        points=_points(case, sample, course.course, region),
    )


def _points(
    case: Case, sample: Mapping[str, Floats], course: str, region: FutureRegion
) -> tuple[FuturePoint, ...]:
    """Give drawn futures over the first two assumptions of a box."""
    does = less(sample[change_column(course, "inside")], -LEAST)
    of_kind = does if region.works else ~does
    shares = [_shares(case, name, sample[input_column(name)]) for name in region.inputs[:2]]
    up = shares[1] if len(shares) > 1 else _scattered(len(shares[0]))
    return tuple(
        FuturePoint(across=across, up=height, is_of_kind=bool(is_of_kind))
        for across, height, is_of_kind in zip(shares[0], up, of_kind.tolist(), strict=True)
    )


def _scattered(count: int) -> list[float]:
    """
    Give heights for futures over one assumption alone, which say nothing: on one line none could be
    told from the next.
    """
    return [place * _GOLDEN % 1 for place in range(count)]


def _ends(case: Case, name: str) -> tuple[float, float]:
    """Give the ends of an assumption's range, in base units."""
    ends = range_of(case.assumptions[name])
    assert ends is not None  # noqa: S101  # what is drawn has a range
    low, high = ends
    return low.number * low.unit.factor, high.number * high.unit.factor


def _shares(case: Case, name: str, column: Floats) -> list[float]:
    """Give drawn values as shares of the range."""
    low, high = _ends(case, name)
    return [*map(float, ((column - low) / (high - low)).clip(0, 1))]


def _side(case: Case, name: str, row: Restriction) -> BoxSide:
    low, high = _ends(case, name)
    start, end = (min(1.0, max(0.0, (edge - low) / (high - low))) for edge in (row.low, row.high))
    return BoxSide(
        name=capitalised(Words(case).asked(f"assumptions.{name}")),
        low=value_words(case, name, low),
        high=value_words(case, name, high),
        start=start,
        end=end,
        words=asked_words(case, name, row).removeprefix("from "),
    )


def measures_view(case: Case, answer: Exploration) -> MeasuresView | None:
    """
    Give the picture of the courses by every measure, by periods across; None where all are level.

    Args:
        case: The case.
        answer: What a study comes to.
    """
    words, table = Words(case), answer.measures["inside"]
    by_course = [*zip(*(table[name].by_course for name in MEASURES), strict=True)]
    groups: dict[tuple[float, ...], list[str]] = {}
    for name, numbers in zip(answer.contenders, by_course, strict=True):
        groups.setdefault(numbers, []).append(name)
    if len(groups) < 2:  # one line shows no order
        return None
    ends = [_span(table[name].by_course) for name in MEASURES]
    axes = [
        MeasureAxis(
            name=_axis_name(name),
            best=signed(high, 1),
            worst=signed(low, 1) if is_less(low + LEAST, high) else "level",
        )
        for name, (low, high) in zip(MEASURES, ends, strict=True)
    ]
    return MeasuresView(
        title="Courses by every measure of robustness",
        description=f"{capitalised(lowered_periods(case))} that each course takes off, more being"
        " better, one axis a measure, the best above. Where lines cross, the choice of a measure"
        " changes the order.",
        axes=tuple(axes),
        lines=tuple(
            MeasureLine(
                name=capitalised(words.courses(names)),
                heights=tuple(
                    (number - low) / (high - low) if is_less(low + LEAST, high) else 1.0
                    for number, (low, high) in zip(numbers, ends, strict=True)
                ),
            )
            for numbers, names in groups.items()
        ),
    )


def _span(numbers: Sequence[float]) -> tuple[float, float]:
    order = in_order(numbers, lambda number: number)
    return order[-1], order[0]


_AXES = {
    "average": "on average",
    "middle": "in the middle",
    "low_percentile": "in 95 of 100 futures",
    "worst": "in the worst future",
    "regret": "least regret",
    "steady": "average less deviation",
}


def _axis_name(measure: str) -> str:
    return _AXES[measure]


def movers_view(case: Case, answer: Exploration) -> CourseBarsView[MoverBar] | None:
    """
    Give the picture of what moves the courses around the best values; None where nothing does.

    Args:
        case: The case.
        answer: What a study comes to.
    """
    groups: dict[tuple[InputEffect, ...], list[str]] = {}
    for course in answer.courses:
        if course.around.movers:
            groups.setdefault(course.around.movers, []).append(course.course)
    if not groups:
        return None
    sizes = [row.size for movers in groups for row in movers]
    most = in_order(sizes, lambda size: size)[0]
    return CourseBarsView(
        title="What moves the courses around the best values",
        description="How much a step over the whole range of an assumption changes, on average"
        " over places around the best values, with a whisker of how much that differs.",
        groups=tuple(
            CourseBars(
                name=capitalised(Words(case).courses(names)),
                bars=tuple(_mover(case, row, most) for row in movers),
            )
            for movers, names in groups.items()
        ),
    )


def _mover(case: Case, row: InputEffect, most: float) -> MoverBar:
    return MoverBar(
        name=capitalised(Words(case).asked(f"assumptions.{row.assumption}")),
        size=row.size / most,
        spread=row.spread / most,
        words=f"{row.size:.2g} ± {row.spread:.2g}",
    )


def indices_view(
    case: Case, attributions: Sequence[Attribution]
) -> CourseBarsView[IndexBar] | None:
    """
    Give the picture of what the effects of courses vary by; None where nothing does.

    Args:
        case: The case.
        attributions: What they vary by, course by course.
    """
    words, alike = Words(case), dict[tuple[InputShare, ...], list[str]]()
    for row in attributions:
        if row.shares:
            alike.setdefault(row.shares, []).append(row.course)
    if not alike:
        return None
    groups = tuple(
        CourseBars(
            name=capitalised(words.courses(courses)),
            bars=tuple(_indices_of(words, share) for share in shares[:_MOST_BARS]),
        )
        for shares, courses in alike.items()
    )
    return CourseBarsView(
        title="What the effect of each course varies by",
        description="For each assumption two bars: above, the share of the variance that knowing it"
        " alone would take off; below, the share that would be left if all others were known;"
        " whiskers of 95 percent.",
        groups=groups,
    )


def _indices_of(words: Words, share: InputShare) -> IndexBar:
    return IndexBar(
        name=capitalised(words.asked(f"assumptions.{share.assumption}")),
        first=_index(share.first, share.first_margin),
        total=_index(share.total, share.total_margin),
    )


def _index(share: float, margin: float) -> IndexShare:
    low, middle, high = (min(1.0, max(0.0, end)) for end in (share - margin, share, share + margin))
    size = middle if is_known(margin) else 0.0  # a bar of what nobody knows would be read
    words = index_words(share, margin) if is_known(margin) else "not known"  # as the whisker shows
    return IndexShare(share=size, low=low, high=high, words=words)


def triggers_view(triggers: TriggerMap) -> TriggersView:
    """
    Give the picture of triggers: the middle of the draws.

    Args:
        triggers: Triggers by the number of reports that they wait for.
    """
    rows = triggers.errors
    return TriggersView(
        title="When a trigger calls, by the reports that it waits for",
        description="Chances of a call too early, in time, too late and never, in the middle of"
        " the draws, from one report upward.",
        across="reports waited for",
        lines=(
            TriggerLine(
                name="in time",
                kind="solid",
                chances=tuple(row.in_time.median for row in rows),
            ),
            TriggerLine(
                name="too early", kind="dashed", chances=tuple(row.early.median for row in rows)
            ),
            TriggerLine(
                name="too late", kind="dotted", chances=tuple(row.late.median for row in rows)
            ),
            TriggerLine(name="never", kind="thin", chances=tuple(row.never.median for row in rows)),
        ),
    )


def pathways_view(case: Case, turns: Adaptation) -> PathwaysView | None:
    """
    Give the picture of pathways; None where none was worked out.

    Args:
        case: The case.
        turns: What a study says of adapting.
    """
    if not turns.pathways:
        return None
    periods = max(case.horizon)  # whole periods
    marks = [round(periods * place / (_DATES - 1)) for place in range(_DATES)]
    return PathwaysView(
        title="By when each course has to be announced",
        description="Each course over time: the share of the futures in which it still works if"
        " announced then, its decide-by date, and by when its first step has to be in force.",
        dates={mark / periods: month_or_day_after(case, mark) for mark in marks},
        lines=tuple(_pathway(case, row, periods) for row in turns.pathways),
    )


def _pathway(case: Case, row: CoursePathway, periods: int) -> PathwayLine:
    return PathwayLine(
        name=capitalised(Words(case).courses([row.course])),
        works={
            period / periods: share for period, share in zip(row.announced, row.works, strict=True)
        },
        decide_by=_spread_shares(row.decide_by, periods),
        tipping=None if row.tipping is None else min(1.0, row.tipping.median / periods),
        remark=f"{percent_words(row.works[0])} at once",
    )


def _spread_shares(spread: PathwaySpread | None, periods: int) -> tuple[float, ...]:
    if spread is None:
        return ()
    return tuple(nearest(end) / periods for end in (spread.low, spread.median, spread.high))
