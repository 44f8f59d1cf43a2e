"""
Where what is found of a case is fragile: in how many futures the course works that leads on
average, which box of them tells where, and which measures put another course first.
"""

from collections.abc import Callable, Mapping

from phaseline.case.model.case import Case
from phaseline.explore.boxes import FutureBox
from phaseline.explore.findings import CourseFutures, Exploration
from phaseline.explore.regions import FutureRegion
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less


@record
class LeadingShare:
    """
    In how many futures the course that leads on average works.

    Args:
        course: Its id.
        level: The others that take off as many periods on average.
        works: The share of the futures in which it works.
        draws: How many futures there are.
        study: The name of the study.
    """

    course: str
    level: tuple[str, ...]
    works: float
    draws: int
    study: str


@record
class FragileRegion:
    """
    Where that course works, or fails, whichever is rarer.

    Args:
        course: Its id.
        region: What the box asks, and whether it works there.
        box: The box with its figures among the draws that it was not found on.
        study: The name of the study.
    """

    course: str
    region: FutureRegion
    box: FutureBox
    study: str


@record
class MeasureReversal:
    """
    Which measures put that course first, and which another.

    Args:
        course: Its id.
        first_by: The measures by which it alone comes first.
        level: The measures by which it comes first level with others, by those others.
        others: The other measures, by the courses that come first by them.
        alike: The measures by which no course leads another.
        study: The name of the study.
    """

    course: str
    first_by: tuple[str, ...]
    level: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    others: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    alike: tuple[str, ...]
    study: str


StudyFinding = LeadingShare | FragileRegion | MeasureReversal


def study_findings(case: Case, answer: Exploration) -> tuple[StudyFinding, ...]:
    """
    Say where what is found is fragile; nothing where no course leads beside the yardstick.

    Args:
        case: The case.
        answer: What a study comes to.
    """
    course = leading_course(case, answer)
    if course is None:
        return ()
    study = answer.plan.name
    share = LeadingShare(
        course=course.course,
        level=tuple(name for name in _leaders(answer) if name != course.course),
        works=course.works,
        draws=answer.draws,
        study=study,
    )
    region = course.region
    return (
        share,
        *(
            (
                FragileRegion(
                    course=course.course, region=region, box=region.discovery.box, study=study
                ),
            )
            if region
            else ()
        ),
        _reversal(answer, course.course),
    )


def leading_course(case: Case, answer: Exploration) -> CourseFutures | None:
    """
    Give the course that takes off the most periods on average; of several that do, the one that
    works in the most futures, and of those the first by its title: in which order a case has them
    says nothing. None where that is nothing, for then the yardstick leads.

    Args:
        case: The case.
        answer: What a study comes to.
    """
    standing = answer.measures["inside"]["average"]
    if not any(is_less(0.0, standing.by_course[place]) for place in standing.first):
        return None
    names = _leaders(answer)
    by_title = sorted(answer.courses, key=lambda course: _titles(case, course.course))
    leaders = [course for course in by_title if course.course in names]
    return in_order(leaders, lambda course: course.works)[0]


def _titles(case: Case, course: str) -> tuple[str, str]:
    """Give what a course is called: its ladder, and its completion where it has a name."""
    policy = case.policies[course]
    ladder = case.ladders[policy.ladder]
    completion = ladder.completions.get(policy.completion)
    return ladder.title, completion.short if completion else ""


def _leaders(answer: Exploration) -> tuple[str, ...]:
    """Give the courses that take off the most periods on average, several where they are level."""
    return tuple(answer.contenders[place] for place in answer.measures["inside"]["average"].first)


def _reversal(answer: Exploration, course: str) -> MeasureReversal:
    firsts = _firsts(answer)
    alike = tuple(name for name, row in firsts.items() if len(row) == len(answer.contenders))
    level = _grouped(firsts, lambda name: name not in alike and course in firsts[name], course)
    others = _grouped(firsts, lambda name: name not in alike and course not in firsts[name])
    return MeasureReversal(
        course=course,
        first_by=level.get((), ()),
        level=tuple((courses, names) for courses, names in level.items() if courses),
        others=tuple(others.items()),
        alike=alike,
        study=answer.plan.name,
    )


def _firsts(answer: Exploration) -> Mapping[str, tuple[str, ...]]:
    """Give the courses that come first by each measure."""
    return {
        name: tuple(answer.contenders[place] for place in row.first)
        for name, row in answer.measures["inside"].items()
    }


def _grouped(
    firsts: Mapping[str, tuple[str, ...]], is_meant: Callable[[str], bool], course: str = ""
) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Group the measures that are meant by the courses that come first, one of these left out."""
    groups: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in filter(is_meant, firsts):
        beside = tuple(other for other in firsts[name] if other != course)
        groups[beside] = (*groups.get(beside, ()), name)
    return groups
