"""Words for what would have to be true: values of assumptions, as the case gives their ranges."""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.values import range_of
from phaseline.desk.comparison.goals import LadderGoal
from phaseline.desk.comparison.needs import (
    ALIKE,
    LARGEST_SET,
    MOST_MOVERS,
    LadderNeeds,
    RangeMove,
    TurningValue,
)
from phaseline.desk.comparison.surfaces import GoalSurface
from phaseline.game.leaks import LeakKind
from phaseline.present.wording.english.threats import brake_words
from phaseline.present.wording.game import course_name
from phaseline.present.wording.numbers import (
    count_words,
    digits_words,
    listed,
    lowered,
    range_words,
    unit_words,
)
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.words import Words
from phaseline.terms.quantity import Unit, unit

_NOTHING = 1e-4  # of the ends of a range: a value nearer to 0 is told as 0


def unit_of(case: Case, name: str) -> Unit:
    """Give the unit in which an assumption has its range."""
    ends = range_of(case.assumptions[name])
    return ends[0].unit if ends else unit("")


def value_words(case: Case, name: str, value: float, *, digits: int = 3) -> str:
    """Give a value of an assumption, in so many digits and the unit of its range."""
    of = unit_of(case, name)
    size = max((abs(end.number) for end in range_of(case.assumptions[name]) or ()), default=1.0)
    number = value / of.factor
    text = digits_words(number if abs(number) > _NOTHING * size else 0.0, digits)
    return f"{text} {unit_words(of, number)}".strip()


def ends_words(case: Case, name: str) -> str:
    """Give the range of an assumption."""
    ends = range_of(case.assumptions[name])
    return range_words(*ends) if ends else ""


def goal_words(case: Case, goal: LadderGoal) -> str:
    """
    Say what a ladder is to reach, after “what it takes”, with the goal as it is asked for in
    brackets.
    """
    return f"{goal_aim(case, goal)} ({goal.text})"


def goal_aim(case: Case, goal: LadderGoal) -> str:
    """Say what a ladder is to reach, after “what it takes”."""
    match goal.kind:
        case "deters":
            types = case.game.types if case.game else None
            title = types[goal.target].title if types else goal.target
            said = f"to deter the type that {lowered(case, title)}"
        case "below":
            unit = Words(case).periods(float(goal.target))
            said = f"for fewer than {goal.target} {unit} of {case.vocabulary.crossing.noun}"
        case "ahead":
            said = f"to be ahead of {course_name(case, goal.target)}"
        case "met":
            said = f"for the demand{_about(case, goal.target)} to be met"
        case _:
            said = "for the threat to carry itself out"
    return said


def needs_lead(needs: LadderNeeds) -> str:
    """Say whether a goal is reached at the best values, and whether it can be at all."""
    if needs.is_reached and all(turn.value is None for turn in needs.single):
        return (
            "It is reached at the best values, and no assumption alone was found to lose it,"
            " wherever it is put."
        )
    if needs.is_reached:
        return "It is reached at the best values; below is where it would be lost."
    if needs.proof:
        return f"It cannot be reached, whatever is assumed: {needs.proof.value}."
    if needs.is_not_found:
        return (
            "It is not reached at the best values, and nothing within the ranges was found to reach"
            " it, with every assumption at the end that favours it. That is a search, and no proof"
            " that nothing does."
        )
    return (
        "It is not reached at the best values; with every assumption at the end of its range that"
        " favours it, it is."
    )


def _outside(case: Case, turn: TurningValue) -> str:
    """Say that a value lies outside the range: by so little that it is told as its end, or more."""
    said = value_words(case, turn.assumption, turn.value or 0.0)
    ends = [value_words(case, turn.assumption, end) for end in (turn.low, turn.high)]
    return "just outside" if said in ends else "outside"


def turns_table(
    case: Case,
    turns: Sequence[TurningValue],
    *,
    title: str = "Where one assumption alone turns it",
    has_ids: bool = True,
) -> WordTable:
    """
    Give where each assumption alone turns a goal; those that turn it nowhere are left out.

    Args:
        case: The case.
        turns: The assumptions that move the goal.
        title: The title of the table.
        has_ids: Whether assumptions have their ids behind them, as a command takes them.
    """
    return WordTable(
        title=title,
        lead="",
        head=("One assumption alone", "Turns at", "Value used", "Range", ""),
        rows=tuple(
            (
                _named(case, turn.assumption, has_id=has_ids),
                value_words(case, turn.assumption, turn.value),
                value_words(case, turn.assumption, turn.best),
                ends_words(case, turn.assumption),
                "" if turn.is_inside else _outside(case, turn),
            )
            for turn in turns
            if turn.value is not None
        ),
    )


def rest_words(needs: LadderNeeds) -> str:
    """Say how many assumptions turn a goal nowhere, and how many do not move it alone."""
    never = sum(turn.value is None for turn in needs.single)
    inert = len(needs.inert)
    moves, changes = "moves" if never == 1 else "move", "does" if inert == 1 else "do"
    return (
        f"{count_words(never, 'assumption')} alone {moves} it without turning it;"
        f" {count_words(inert, 'assumption')} alone {changes} not move it."
    )


def sets_words(
    case: Case, needs: LadderNeeds, *, most: int, has_ids: bool = True
) -> tuple[str, tuple[str, ...], str]:
    """
    Give the least sets of assumptions that reach a goal together: what leads to them, a line for
    each, and how many more there are. Where none does, that is said; where none was sought,
    nothing.

    Args:
        case: The case.
        needs: What the ladder needs.
        most: How many sets are told.
        has_ids: Whether assumptions have their ids behind them, as a command takes them.
    """
    if not needs.sets:
        is_sought = not needs.is_reached and not needs.is_not_found
        none = f"No {LARGEST_SET} of the {MOST_MOVERS} assumptions that move it most reach it."
        return (none if is_sought else "", (), "")
    more = len(needs.sets) - most
    return (
        "The least sets that reach it together, those that move least first:",
        tuple(
            listed([_change(case, change, has_id=has_ids) for change in moves])
            for moves in needs.sets[:most]
        ),
        f"and {more} more" if more > 0 else "",
    )


def _change(case: Case, change: RangeMove, *, has_id: bool) -> str:
    value = value_words(case, change.assumption, change.value)
    name = _named(case, change.assumption, has_id=has_id)
    return f"{name}: {value} ({change.of_range:.0%} of its range)"


def _named(case: Case, name: str, *, has_id: bool) -> str:
    """Name an assumption by what it asks, with its id in brackets where a command could take it."""
    asks = case.assumptions[name].asks
    return f"{asks} ({name})" if has_id else asks


def _about(case: Case, name: str) -> str:
    """Name the track of the game that a demand is about; nothing where it is about all."""
    played = case.game.tracks.get(name) if case.game and name else None
    track = case.tracks.get(played.of) if played else None
    return f" about {lowered(case, track.title)}" if track else f" about {name}" if name else ""


def surface_words(case: Case, needs: LadderNeeds, surface: GoalSurface) -> str:
    """Say over how much of a grid a goal is reached, where it turns, and why it turns back."""
    reached = int(np.count_nonzero(surface.margins > ALIKE))
    axes = listed([_quoted(case, name) for name in surface.axes])
    first = (
        f"Over {axes}, each within its range and all else at its best value, {needs.goal.text} is"
        f" reached at {reached} of {surface.margins.size} points."
    )
    sentences = [first, _boundary_words(case, surface)]
    sentences += [_bend_words(case, bend.axis, bend.reason) for bend in surface.bends]
    return " ".join(sentence for sentence in sentences if sentence)


def _quoted(case: Case, name: str) -> str:
    """Name an assumption by what it asks."""
    return f"“{case.assumptions[name].asks}”"


def _boundary_words(case: Case, surface: GoalSurface) -> str:
    if not surface.boundary:
        return ""
    axis = surface.axes[0]
    turns = sorted(point[0] for point in surface.boundary)
    low, high = (value_words(case, axis, end) for end in (turns[0], turns[-1]))
    where = f"at {low}" if low == high else f"between {low} and {high}"
    return f"Along {_quoted(case, axis)} it turns {where}, as the others are."


def _bend_words(case: Case, axis: str, reason: LeakKind | None) -> str:
    """Say that more of something does not always favour a goal, or always hinder it, and why."""
    head = f"Raising {_quoted(case, axis)} favours it in some places and hinders it in others"
    if reason is None:
        return f"{head}; no single brake was found to be the reason."
    return f"{head}: {_why_bent(case, reason)}."


def _why_bent(case: Case, reason: LeakKind) -> str:
    known = _BENDS.get(reason)
    brake = brake_words([reason.value], Words(case))
    return known or f"it would not without {brake}"


_BENDS: Mapping[LeakKind, str] = {
    LeakKind.STANDDOWN: (
        "what is called runs its course though its cause has gone, so that whoever is caught saves"
        " little by stopping; were it taken back at once, it would not"
    ),
}
