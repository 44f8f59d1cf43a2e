"""
What would have to be true for a ladder to reach a goal: one assumption alone, within its range or
beyond, and the least sets of assumptions within their ranges.

All others stand at their best values. A threshold is bracketed on a grid and bisected, every point
of it solved exactly; sets are sought among the assumptions that move the goal most.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.goals import GoalQuestion, LadderGoal, ProofAgainst, proof_against
from phaseline.desk.comparison.surfaces import GoalSurface
from phaseline.game.arrays import Bools, Floats
from phaseline.game.leaks import periods_across
from phaseline.terms.record import record
from phaseline.terms.ties import CLOSE, first_leading, in_order

WITHIN, BEYOND = 9, 5  # points of the grid within a range, and on each side of it
ROUGH = 2  # the same for a goal that is long to solve
HALVINGS = 24  # of a step of the grid
QUICK, QUICK_HALVINGS = 5, 8  # the same where no more than its range is looked through
FARTHER = 2.0  # ranges beyond a range
MOST_MOVERS = 12
LARGEST_SET = 3
STEPS = 8  # of the way to the favourable ends, at which a set is tried
ROUNDS = 2  # in which ends are chosen, those of the others as chosen before
NEARLY = 1e-6  # a share of a number: what may not be nothing, or certain, is tried next to it
ALIKE = 1e-6  # in the unit of the goal: what an assumption moves by less, it does not move


@record
class TurningValue:
    """
    Where one assumption alone turns whether a goal is reached.

    Args:
        assumption: Its id.
        value: The value nearest its best one at which it turns, in base units; None where none
            does.
        low: The low end of its range.
        high: The high end.
        best: Its best value.
        is_inside: Whether the value lies within the range.
    """

    assumption: str
    value: float | None
    low: float
    high: float
    best: float
    is_inside: bool


@record
class RangeMove:
    """
    An assumption moved towards the end of its range that favours a goal.

    Args:
        assumption: Its id.
        value: Where it is moved to, in base units.
        of_range: By how much of its range, from 0 to 1.
    """

    assumption: str
    value: float
    of_range: float


@record
class LadderNeeds:
    """
    What a ladder needs to reach a goal.

    Args:
        policy: The id of the completed ladder.
        goal: The goal.
        margin: By how much it is reached at the best values; below zero where it is missed.
        farthest: The same with every assumption at the end of its range that favours the goal.
        single: Each assumption that moves the goal, alone.
        sets: The least sets of several, each at the smallest common share of the way to the ends.
        inert: The ids of the assumptions that do not move it alone.
        proof: Why it is reached nowhere, whatever is assumed; None where that is not proved.
        surfaces: The margin over several assumptions at once, where that was asked for.
    """

    policy: str
    goal: LadderGoal
    margin: float
    farthest: float
    single: tuple[TurningValue, ...]
    sets: tuple[tuple[RangeMove, ...], ...]
    inert: tuple[str, ...]
    proof: ProofAgainst | None = None
    surfaces: tuple[GoalSurface, ...] = ()

    @property
    def is_reached(self) -> bool:
        """Whether the goal is reached at the best values."""
        return self.margin > ALIKE

    @property
    def is_not_found(self) -> bool:
        """
        Whether nothing within the ranges was found to reach it, all ends that were seen to favour
        it taken together; whether it can be reached is another matter.
        """
        return not self.is_reached and self.farthest <= ALIKE


@record
class LadderTurns:
    """
    Where one assumption alone, within its range, turns whether a ladder reaches a goal; all others
    at their best values.

    Args:
        policy: The id of the completed ladder.
        goal: The goal.
        is_reached: Whether it is reached at the best values, by as much as counts.
        across: Periods across the line under the ladder at the best values [period].
        across_other: The same under the ladder that the goal names; None where it names none.
        of: How many periods are played.
        turns: Each assumption that turns it, that first which has the least of its range to go.
    """

    policy: str
    goal: LadderGoal
    is_reached: bool
    across: float
    across_other: float | None
    of: int
    turns: tuple[TurningValue, ...]


def turns_within(
    case: Case, policy: GamePolicy, goal: LadderGoal, *, clear: float = 0.0
) -> LadderTurns:
    """
    Say which assumption alone, within its range, turns whether a ladder reaches a goal.

    A quick look: each range is tried at five points, and nothing beyond it. A turn that begins and
    ends between two of them is missed.

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal.
        clear: By how much the goal has to be passed, so that it counts as reached, in its unit.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    question = GoalQuestion(case, policy, goal, clear=clear)
    is_reached = bool(question.at([{}])[0] > ALIKE)
    entering = {
        name: np.unique([*np.linspace(*ends, QUICK), question.best.values[name]])
        for name, ends in question.ends.items()
        if question.enters(name)
    }
    turns = _thresholds(
        question, _trials(question, entering), is_reached=is_reached, halvings=QUICK_HALVINGS
    )
    across = [float(periods_across(games)[0]) for games in zip(*question.games([{}]), strict=True)]
    return LadderTurns(
        policy=policy.id,
        goal=goal,
        is_reached=is_reached,
        across=across[0],
        across_other=across[1] if len(across) > 1 else None,
        of=max(case.horizon),
        turns=in_order([turn for turn in turns if turn.value is not None], _nearness),
    )


def _nearness(turn: TurningValue) -> float:
    """Give what share of its range an assumption has to go until it turns, below zero."""
    value = turn.best if turn.value is None else turn.value
    return -abs(value - turn.best) / (turn.high - turn.low)


def needs(case: Case, policy: GamePolicy, goal: LadderGoal) -> LadderNeeds:
    """
    Say what would have to be true for a ladder to reach a goal.

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    question = GoalQuestion(case, policy, goal)
    margin = float(question.at([{}])[0])
    tried = _tried(question)
    moving = [row for row in tried if np.ptp(row.margins) > ALIKE]
    favours = _favourable_ends(question)
    farthest = float(question.at([favours])[0])
    is_open = margin <= ALIKE < farthest
    return LadderNeeds(
        policy=policy.id,
        goal=goal,
        margin=margin,
        farthest=farthest,
        single=_thresholds(question, moving, is_reached=margin > ALIKE),
        sets=least_sets(question, favours) if is_open else (),
        inert=tuple(row.assumption for row in tried if np.ptp(row.margins) <= ALIKE),
        proof=proof_against(case, policy, goal),
    )


@record
class _Trial:
    """An assumption at the points of its grid, with the margin at each of them."""

    assumption: str
    grid: Floats
    margins: Floats


def _tried(question: GoalQuestion) -> list[_Trial]:
    """Move every assumption alone through its grid, within its range and beyond."""
    grids = {name: question.playable(name, _grid(question, name)) for name in question.ends}
    return _trials(question, grids)


def _trials(question: GoalQuestion, grids: Mapping[str, Floats]) -> list[_Trial]:
    """Put each assumption alone at the points of its grid; all points are solved together."""
    points = [{name: float(at)} for name, grid in grids.items() for at in grid]
    rows = _cut(question.at(points), [*map(len, grids.values())])
    return [
        _Trial(assumption=name, grid=grid, margins=row)
        for (name, grid), row in zip(grids.items(), rows, strict=True)
    ]


def _grid(question: GoalQuestion, name: str) -> Floats:
    """Give the points at which an assumption is tried, its best value and both ends among them."""
    low, high = question.ends[name]
    within, beyond = (ROUGH, ROUGH) if question.goal.kind == "self-enforcing" else (WITHIN, BEYOND)
    least, most = _bounds(low, high)
    points = [
        *np.linspace(least, low, beyond),
        *np.linspace(low, high, within),
        *np.linspace(high, most, beyond),
        question.best.values[name],
    ]
    return np.unique(np.array(points))


def _bounds(low: float, high: float) -> tuple[float, float]:
    """
    Say how far beyond its range an assumption is tried: a chance nearly from 0 to 1, what is no
    less than 0 nearly to 0 and above.
    """
    reach = FARTHER * (high - low)
    least = low - reach if low < 0 else min(low, NEARLY * high)
    is_chance = low >= 0 and high <= 1
    return least, max(high, 1 - NEARLY) if is_chance else high + reach


def _cut(values: Floats, sizes: Sequence[int]) -> list[Floats]:
    return np.split(values, np.cumsum(sizes)[:-1])


def _thresholds(
    question: GoalQuestion,
    trials: Sequence[_Trial],
    *,
    is_reached: bool,
    halvings: int = HALVINGS,
) -> tuple[TurningValue, ...]:
    """Bracket the nearest turn of each assumption, and bisect all brackets together."""
    brackets = {}
    for trial in trials:
        best = question.best.values[trial.assumption]
        bracket = _bracket(trial.grid, trial.margins > ALIKE, best, is_reached=is_reached)
        if bracket:
            brackets[trial.assumption] = bracket
    for _ in range(halvings if brackets else 0):
        _halve(question, brackets, is_reached=is_reached)
    turns = {name: far for name, (_, far) in brackets.items()}
    return tuple(
        _threshold(question, trial.assumption, turns.get(trial.assumption)) for trial in trials
    )


def _halve(
    question: GoalQuestion, brackets: dict[str, tuple[float, float]], *, is_reached: bool
) -> None:
    """Halve every bracket, so that it holds the turn still."""
    middles = {name: (near + far) / 2 for name, (near, far) in brackets.items()}
    reached = question.at([{name: middle} for name, middle in middles.items()]) > ALIKE
    for (name, middle), is_so in zip(middles.items(), reached, strict=True):
        near, far = brackets[name]
        brackets[name] = (middle, far) if bool(is_so) == is_reached else (near, middle)


def _bracket(
    grid: Floats, reaches: Bools, best: float, *, is_reached: bool
) -> tuple[float, float] | None:
    """Give the nearest neighbours between which it turns: as at the best value, and not."""
    turned = [at for at, is_so in zip(grid, reaches, strict=True) if bool(is_so) != is_reached]
    if not turned:
        return None
    far = first_leading(turned, lambda at: -abs(float(at) - best))
    side = grid[grid < far] if far > best else grid[grid > far]
    return float(side[-1] if far > best else side[0]), float(far)


def _threshold(question: GoalQuestion, name: str, value: float | None) -> TurningValue:
    low, high = question.ends[name]
    slack = CLOSE * max(1.0, abs(high))
    return TurningValue(
        assumption=name,
        value=value,
        low=low,
        high=high,
        best=question.best.values[name],
        is_inside=value is not None and low - slack <= value <= high + slack,
    )


def _favourable_ends(question: GoalQuestion) -> dict[str, float]:
    """
    Give the end of each range that favours the goal, those left out that change nothing there.

    Brakes may hold only together, so that no end alone tells anything: it is begun from the draw
    that comes nearest to the goal.
    """
    chosen = _nearest_draw(question)
    for _ in range(ROUNDS):
        _choose_ends(question, chosen)
    reached = question.at([chosen])[0]
    needed = {
        name: at
        for (name, at), rest in zip(chosen.items(), _margins_without(question, chosen), strict=True)
        if abs(rest - reached) > ALIKE
    }
    return needed if question.at([needed])[0] >= reached - ALIKE else chosen


def _choose_ends(question: GoalQuestion, chosen: dict[str, float]) -> None:
    """Move every assumption to the end that favours the goal, the others as chosen before."""
    names = [*question.ends]
    pairs = [{**chosen, name: end} for name in names for end in question.ends[name]]
    for name, (low, high) in zip(names, question.at(pairs).reshape(-1, 2), strict=True):
        if abs(high - low) > ALIKE:
            chosen[name] = question.ends[name][int(high > low)]


def _margins_without(question: GoalQuestion, chosen: Mapping[str, float]) -> Floats:
    """Give the margin with all that are chosen but one, for each of them."""
    return question.at(
        [{other: chosen[other] for other in chosen if other != name} for name in chosen]
    )


def _nearest_draw(question: GoalQuestion) -> dict[str, float]:
    """Give the values of the draw that comes nearest to the goal, where any comes nearer."""
    if question.goal.kind == "self-enforcing":  # long to solve, and hardly ever flat
        return {}
    draws = [
        {name: draw.values[name] for name in question.ends} for draw in design(question.case).draws
    ]
    reached = question.at([{}, *draws])
    place = first_leading([*range(len(reached))], lambda draw: float(reached[draw]))
    return draws[place - 1] if place else {}


def least_sets(
    question: GoalQuestion, favours: dict[str, float]
) -> tuple[tuple[RangeMove, ...], ...]:
    """
    Give the sets of at most three that reach the goal at their favourable ends, and none of whose
    parts does, those that move least first.

    Args:
        question: The goal that is asked of a ladder.
        favours: The favourable end of each assumption that may be moved.
    """
    movers = _largest_movers(question, favours)
    least: list[tuple[str, ...]] = []
    for size in range(1, LARGEST_SET + 1):
        sets = [names for names in combinations(movers, size) if not _holds_any(names, least)]
        reached = question.at([{name: favours[name] for name in names} for names in sets]) > ALIKE
        least += [sets[place] for place in np.flatnonzero(reached)]
    shares = _common_shares(question, favours, least)
    order = in_order([*range(len(least))], lambda place: -shares[place])
    return tuple(
        tuple(_change(question, name, favours[name], shares[place]) for name in least[place])
        for place in order
    )


def _holds_any(names: tuple[str, ...], sets: Sequence[tuple[str, ...]]) -> bool:
    """Whether any of several sets is a part of one."""
    return any(set(smaller) <= set(names) for smaller in sets)


def _largest_movers(question: GoalQuestion, favours: dict[str, float]) -> Sequence[str]:
    """Give those that move the goal most: alone, or as the last of all."""
    names = [*favours]
    best, all_moved = question.at([{}, favours])
    alone = question.at([{name: favours[name]} for name in names]) - best
    last = all_moved - _margins_without(question, favours)
    reach = dict(zip(names, np.maximum(np.abs(alone), np.abs(last)), strict=True))
    return in_order(names, lambda name: float(reach[name]))[:MOST_MOVERS]


def _common_shares(
    question: GoalQuestion, favours: dict[str, float], sets: Sequence[tuple[str, ...]]
) -> list[float]:
    """
    Give the smallest common share of the way to the ends at which each set reaches the goal: the
    first of some steps that does is bracketed, and bisected, for the way may lead in and out.
    """
    if not sets:
        return []
    steps = np.linspace(0, 1, STEPS + 1)[1:]
    moved = [_moved(question, favours, names, share) for names in sets for share in steps]
    reached = question.at(moved).reshape(len(sets), STEPS) > ALIKE
    before = np.count_nonzero(~np.logical_or.accumulate(reached, axis=1), axis=1)
    high = steps[np.minimum(before, STEPS - 1)]
    low = high - 1 / STEPS
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        pairs = zip(sets, middle, strict=True)
        there = question.at([_moved(question, favours, *pair) for pair in pairs]) > ALIKE
        high, low = np.where(there, middle, high), np.where(there, low, middle)
    return [float(share) for share in high]


def _moved(
    question: GoalQuestion, favours: Mapping[str, float], names: Sequence[str], share: float
) -> dict[str, float]:
    """Give some assumptions moved by a common share of the way to their favourable ends."""
    return {name: _on_the_way(question, name, favours[name], share) for name in names}


def _on_the_way(question: GoalQuestion, name: str, end: float, share: float) -> float:
    best = question.best.values[name]
    return best + share * (end - best)


def _change(question: GoalQuestion, name: str, end: float, share: float) -> RangeMove:
    low, high = question.ends[name]
    value = _on_the_way(question, name, end, share)
    moved = abs(value - question.best.values[name])
    return RangeMove(assumption=name, value=value, of_range=moved / (high - low))
