"""
What it is worth to find something out before a course is chosen.

Knowing an assumption is worth what a choice that may depend on it brings beyond the best choice
without it. Both are read off the draws that the courses were studied in: nothing is solved again.
What a course comes to is regressed on the assumption, and the choice of each draw rests on the
other blocks of draws alone. So a worth is not inflated by a choice that was fitted to the very
draws that judge it, and what moves nothing is worth nothing; it may come out a little low.

Source:
    Raiffa & Schlaifer, *Applied Statistical Decision Theory* (1961), chapter 4, for the value of
    perfect and of sample information; Strong & Oakley, *Medical Decision Making* 33(6) (2013),
    755-766, for that of one assumption by regression over draws.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.desk.comparison.draws import Design
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.estimates.sampling import margin_factor
from phaseline.errors import QuestionError
from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.metrics import METRICS
from phaseline.game.ties import first_most, less, more
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less, is_more

VIEWPOINTS = ("value", "inside")  # the metrics by which a course would be chosen
FEWEST_BLOCKS, FEWEST_DRAWS = 8, 64  # with fewer, the error says more of the draws than of the case
_KNOTS = (0.25, 0.5, 0.75)  # where a course may bend, as shares of the draws below
_CONFIDENCE = 0.95
_LEAST_LEFT = 0.25  # of the draws, beyond the inputs that are accounted for
_FLAT = 1e-9  # a direction that is no more than rounding
_EVEN = 0.5  # a report that is right less often says the contrary


@record
class DrawSample:
    """
    How draws were made, as far as the error of a mean over them goes.

    Args:
        blocks: The block of each draw (draw).
        even: Directions, at right angles, that what is spread evenly over its range differs in
            from draw to draw (draw, direction).
    """

    blocks: Ints
    even: Floats


@record
class Worth:
    """
    What knowing something is worth, on average over the draws.

    Args:
        worth: By how much the chosen course is better for it; never below zero.
        error: The margin of the estimate: 95 %, for all that was estimated beside it at once.
    """

    worth: float
    error: float

    @property
    def is_clear(self) -> bool:
        """Whether it is more than its error; what is less is not told as a worth."""
        return is_more(self.worth, self.error)


@record
class AssumptionWorth:
    """
    What knowing one assumption exactly is worth.

    Args:
        assumption: Its id.
        worth: What it is worth.
    """

    assumption: str
    worth: Worth


@record
class InformationValue:
    """
    What finding out is worth to one who chooses a course from one point of view.

    Args:
        viewpoint: By which figure the course is chosen: the responder's value or periods inside.
        first: The course that is best on average, by its id; of several, the first of the case.
        brings: What that course is better by than the baseline, on average.
        everything: What it is worth to know all assumptions, and how each vote falls.
        assumptions: What it is worth to know each alone, the most first.
        draws: How many draws it rests on.
    """

    viewpoint: str
    first: str
    brings: float
    everything: Worth
    assumptions: tuple[AssumptionWorth, ...]
    draws: int


@record
class NamedReport:
    """
    A report that says whether an assumption lies above a value.

    Args:
        assumption: The id of the assumption.
        above: The value, in the unit in which its low end is entered.
        right: The chance that the report is right, whatever is so.
    """

    assumption: str
    above: float
    right: float


@record
class InformationWorths:
    """
    What finding out is worth, from each point of view.

    Args:
        values: What it is worth to know everything, and each assumption.
        report: The report that was asked about; None if none was.
        reports: What it is worth, by point of view.
    """

    values: tuple[InformationValue, ...]
    report: NamedReport | None
    reports: Mapping[str, Worth]


def information_values(case: Case, comparison: LadderComparison) -> tuple[InformationValue, ...]:
    """
    Say what finding out is worth, from each point of view; nothing where there are too few draws or
    courses.

    Args:
        case: The case.
        comparison: Its ladders, studied in the same draws.
    """
    courses = _own_courses(case, comparison)
    plan = comparison.plan
    if len(courses) < 2 or not has_enough(plan):
        return ()
    return tuple(_information_value(plan, courses, viewpoint) for viewpoint in VIEWPOINTS)


def worths_of(
    case: Case, comparison: LadderComparison, asked: NamedReport | None
) -> InformationWorths:
    """
    Say what finding out is worth, and what a report is.

    Args:
        case: The case.
        comparison: Its ladders, studied in the same draws.
        asked: A report that is asked about, if any.

    Raises:
        QuestionError: There are too few draws or courses, or the report is about nothing that is
            drawn.
    """
    values, plan = information_values(case, comparison), comparison.plan
    if not values:
        raise QuestionError(
            f"what finding out is worth takes two courses, and {FEWEST_DRAWS} draws at least, in"
            f" {FEWEST_BLOCKS} blocks (--draws): found {len(_own_courses(case, comparison))} and"
            f" {len(plan.draws)}"
        )
    if asked and asked.assumption not in (*plan.continuous, *plan.structural):
        raise QuestionError(
            f"--report: nothing in the game rests on 'assumptions.{asked.assumption}'"
        )
    reports = (
        {viewpoint: report_worth(case, comparison, viewpoint, asked) for viewpoint in VIEWPOINTS}
        if asked
        else {}
    )
    return InformationWorths(values=values, report=asked, reports=reports)


def named_report(case: Case, text: str) -> NamedReport:
    """
    Read which report is asked about: an assumption, a value and a chance, with colons between.

    Raises:
        QuestionError: It is no such report.
    """
    name, _, rest = text.strip().removeprefix("assumptions.").partition(":")
    value, _, right = rest.partition(":")
    if name not in case.assumptions.ids:
        hint = did_you_mean(name, case.assumptions.ids)
        raise QuestionError(f"--report: there is no assumption {name!r} in this case{hint}")
    try:
        report = NamedReport(assumption=name, above=float(value), right=float(right))
    except ValueError:
        raise QuestionError(
            f"--report: found {text!r}; expected an assumption, a value and the chance that the"
            " report is right, with colons between, such as sight:0.4:0.8"
        ) from None
    if not _EVEN <= report.right <= 1.0:
        raise QuestionError(
            f"--report: found a chance of {right}; expected one from {_EVEN:g} to 1 that it is"
            " right"
        )
    return report


def report_worth(
    case: Case, comparison: LadderComparison, viewpoint: str, report: NamedReport
) -> Worth:
    """
    Say what a report about an assumption is worth, never more than the assumption itself.

    Args:
        case: The case.
        comparison: Its ladders, studied in the same draws.
        viewpoint: By which figure the course is chosen.
        report: What it says, and how often it is right.
    """
    plan, ends = comparison.plan, range_of(case.assumptions[report.assumption])
    factor = ends[0].unit.factor if ends else 1.0
    gains = gains_over_best(_table(_own_courses(case, comparison), viewpoint))
    values, sample = _values(plan, report.assumption), sample_of(plan)
    is_above = more(values, report.above * factor)
    above = np.where(is_above, report.right, 1.0 - report.right)
    known = worth_of_knowing(gains, values, sample, _tried(plan))
    return worth_of_report(gains, np.stack([above, 1.0 - above], axis=1), sample, known)


def has_enough(plan: Design) -> bool:
    """Whether the draws are enough to estimate a worth with its error."""
    return len(plan.draws) >= FEWEST_DRAWS and len(set(blocks_of_draws(plan))) >= FEWEST_BLOCKS


def blocks_of_draws(plan: Design) -> Ints:
    """
    Number the draws by the block that they belong to: those with the same whole periods and counts,
    each alone where the case has none (draw).
    """
    if not plan.structural:
        return np.arange(len(plan.draws), dtype=np.int64)
    rows = [tuple(draw.values[name] for name in plan.structural) for draw in plan.draws]
    numbers = {row: number for number, row in enumerate(dict.fromkeys(rows))}
    return np.array([numbers[row] for row in rows], dtype=np.int64)


def sample_of(plan: Design) -> DrawSample:
    """Say how the draws of a study were made."""
    columns = [_values(plan, name) for name in (*plan.continuous, *plan.structural)]
    return DrawSample(blocks=blocks_of_draws(plan), even=directions(columns, len(plan.draws)))


def directions(columns: Sequence[Floats], count: int) -> Floats:
    """
    Give directions at right angles that some inputs differ in (draw, direction).

    Args:
        columns: The values of each input (draw).
        count: How many draws.
    """
    scaled = [(column - column.mean()) / (column.std() or 1.0) for column in columns]
    if not scaled:
        return np.zeros((count, 0))
    along, sizes, _ = np.linalg.svd(np.array(scaled).T, full_matrices=False)
    return np.asarray(along[:, sizes > _FLAT * len(scaled)], dtype=np.float64)


def gains_over_best(table: Floats) -> Floats:
    """
    Give what each course brings beyond the one that is best on average, that one first (course,
    draw).

    Args:
        table: What each course comes to, more being better (course, draw).
    """
    best = first_most(table.mean(axis=1))
    order = [best, *(place for place in range(len(table)) if place != best)]
    return np.asarray(table[order] - table[best], dtype=np.float64)


def worth_by_assumption(
    viewpoint: str,
    courses: Sequence[str],
    table: Floats,
    inputs: Mapping[str, Floats],
    sample: DrawSample,
) -> InformationValue:
    """
    Say what it is worth to know everything, and each assumption.

    Args:
        viewpoint: By which figure the course is chosen.
        courses: The ids of the courses.
        table: What each changes beside the baseline, more being better (course, draw).
        inputs: The values of each assumption (draw).
        sample: How the draws were made.
    """
    gains, means = gains_over_best(table), table.mean(axis=1)
    best = first_most(means)
    worths = [
        AssumptionWorth(
            assumption=name, worth=worth_of_knowing(gains, values, sample, tried=len(inputs))
        )
        for name, values in inputs.items()
    ]
    return InformationValue(
        viewpoint=viewpoint,
        first=courses[best],
        brings=float(means[best]),
        everything=worth_of_everything(gains, sample),
        assumptions=in_order(worths, lambda entry: entry.worth.worth),
        draws=table.shape[1],
    )


def worth_of_everything(gains: Floats, sample: DrawSample) -> Worth:
    """
    Say what it is worth to know all that is drawn.

    Args:
        gains: What each course brings beyond the one that is best on average (course, draw).
        sample: How the draws were made.
    """
    return _worth(gains.max(axis=0), sample, tried=1)


def worth_of_knowing(gains: Floats, values: Floats, sample: DrawSample, tried: int) -> Worth:
    """
    Say what it is worth to know one assumption.

    Args:
        gains: What each course brings beyond the one that is best on average (course, draw).
        values: Its value (draw).
        sample: How the draws were made.
        tried: How many assumptions are estimated at once.
    """
    expected = _expected(_bends(values), gains.T, sample.blocks).T
    return _worth(_chosen(gains, expected), sample, tried)


def worth_of_report(gains: Floats, says: Floats, sample: DrawSample, known: Worth) -> Worth:
    """
    Say what a report is worth that says one of several things.

    Args:
        gains: What each course brings beyond the one that is best on average (course, draw).
        says: The chance of each thing that it may say (draw, what it says).
        sample: How the draws were made.
        known: What it is worth to know what the report is about: it is worth no more.
    """
    numbers, which = np.unique(sample.blocks, return_inverse=True)
    sums = np.zeros((len(numbers), len(gains), says.shape[1]))
    np.add.at(sums, which, gains.T[:, :, None] * says[:, None, :])
    others = sums.sum(axis=0) - sums  # what is known without the block that is judged
    brought = np.zeros(gains.shape[1])
    for place in range(says.shape[1]):
        brought += says[:, place] * _chosen(gains, others[which, :, place].T)
    worth = _worth(brought, sample, tried=1)
    return known if is_less(known.worth, worth.worth) else worth


def _own_courses(case: Case, comparison: LadderComparison) -> list[LadderResult]:
    """Give the courses that are the responder's to choose, the baseline among them."""
    return [
        ladder
        for ladder in comparison.contenders
        if not case.ladders[ladder.policy.ladder].controlled_by
    ]


def _information_value(
    plan: Design, courses: Sequence[LadderResult], viewpoint: str
) -> InformationValue:
    return worth_by_assumption(
        viewpoint,
        [course.policy.id for course in courses],
        _table(courses, viewpoint),
        {name: _values(plan, name) for name in (*plan.continuous, *plan.structural)},
        sample_of(plan),
    )


def _table(courses: Sequence[LadderResult], viewpoint: str) -> Floats:
    """Give what each course changes against the baseline, more being better (course, draw)."""
    changes = [course.studied.change_by_draw(viewpoint) for course in courses]
    return np.asarray(METRICS[viewpoint].sense * np.array(changes), dtype=np.float64)


def _values(plan: Design, name: str) -> Floats:
    return np.array([draw.values[name] for draw in plan.draws], dtype=np.float64)


def _tried(plan: Design) -> int:
    return len(plan.continuous) + len(plan.structural)


def _bends(values: Floats) -> Floats:
    """Give the functions that a course's figure is made of: straight lines that bend at knots."""
    width = float(np.ptp(values))
    if width <= 0.0:  # nothing to tell draws apart by
        return np.ones((len(values), 1))
    places = (values - values.min()) / width
    hinges = [np.clip(places - knot, 0.0, None) for knot in np.quantile(places, _KNOTS)]
    return np.stack([np.ones(len(places)), places, *hinges], axis=1)


def _expected(bends: Floats, figures: Floats, blocks: Ints) -> Floats:
    """
    Give what is expected of each course in a draw by least squares over the other blocks (draw,
    course).
    """
    numbers, which = np.unique(blocks, return_inverse=True)
    squares = np.zeros((len(numbers), bends.shape[1], bends.shape[1]))
    crossed = np.zeros((len(numbers), bends.shape[1], figures.shape[1]))
    np.add.at(squares, which, bends[:, :, None] * bends[:, None, :])
    np.add.at(crossed, which, bends[:, :, None] * figures[:, None, :])
    inverse = np.linalg.pinv(squares.sum(axis=0) - squares, rcond=1e-10, hermitian=True)
    weights = inverse @ (crossed.sum(axis=0) - crossed)
    return np.asarray(np.einsum("ik,ikd->id", bends, weights[which]), dtype=np.float64)


def _chosen(gains: Floats, expected: Floats) -> Floats:
    """
    Give what the course brings of which most is expected: the one that is best on average where
    none is expected to bring more (draw).
    """
    leads: Bools = ~less(expected, expected.max(axis=0))
    return np.asarray(
        np.take_along_axis(gains, leads.argmax(axis=0)[None, :], axis=0)[0], dtype=np.float64
    )


def _worth(brought: Floats, sample: DrawSample, tried: int) -> Worth:
    """Give the mean of what was brought, with its error over whole blocks of draws."""
    numbers, which = np.unique(sample.blocks, return_inverse=True)
    mean, count = float(brought.mean()), len(numbers)
    apart = np.bincount(which, weights=_unexplained(brought, sample.even), minlength=count)
    deviation = float(np.sqrt((apart**2).sum() * count / (count - 1))) / len(brought)
    margin = margin_factor(count, 1.0 - (1.0 - _CONFIDENCE) / (2 * tried))
    return Worth(worth=mean if is_more(mean, 0.0) else 0.0, error=margin * deviation)


def _unexplained(brought: Floats, even: Floats) -> Floats:
    """
    Give the part of what was brought that can move its mean (draw): what follows in straight lines
    from inputs that are spread evenly over their ranges is the same in every such set of draws
    (Stein, *Technometrics* 29 (1987), 143-151).
    """
    apart, count = brought - brought.mean(), len(brought)
    left = count - 1 - even.shape[1]
    if left < count * _LEAST_LEFT:
        return np.asarray(apart, dtype=np.float64)
    return np.asarray(
        (apart - even @ (even.T @ apart)) * np.sqrt((count - 1) / left), dtype=np.float64
    )
