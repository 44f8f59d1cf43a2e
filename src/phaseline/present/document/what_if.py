"""What a what-if does to the courses, in words: which way first, and why nothing where nothing."""

from collections.abc import Collection, Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.course_change import DrawnChange
from phaseline.desk.comparison.what_did_it import MovedCourse
from phaseline.present.wording.game import baseline_words, course_name, figure, signed
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.ties import is_less, is_more, total

_ASSUMPTIONS = "assumptions."
_GAMES, _READING = "games", ".reading"
_UNNAMED = "Another change"
_TOLD = 2  # changes that are told one by one
_LEAST = 0.005  # periods: what is less has no second digit


def direction_lines(
    case: Case, before: Mapping[str, float], after: Mapping[str, float]
) -> tuple[str, ...]:
    """
    Say which way each course goes, all other assumptions at the values used: no figure, as the
    middle of the draws may lie elsewhere.

    Args:
        case: The case.
        before: By how much each course changes the time across, by its id [period].
        after: The same with the what-if.
    """
    words = Words(case)
    changed = (
        f"{words.periods(2)} with {words.crossing.noun}, compared with {baseline_words(case)},"
        " than in the case as it is"
    )
    more, fewer, still = _by_way(before, after)
    lines = [
        f"{_titles(case, names)} take{'s' * (len(names) == 1)} away {way} {changed}."
        for way, names in (("more", more), ("fewer", fewer))
        if names
    ]
    if lines and still:
        lines.append(f"{_titles(case, still)}: as before.")
    return tuple(lines)


def _by_way(
    before: Mapping[str, float], after: Mapping[str, float]
) -> tuple[list[str], list[str], list[str]]:
    """Give the courses that take away more than before, fewer, and as many."""
    more = [name for name in after if is_less(after[name], before[name])]
    fewer = [name for name in after if is_more(after[name], before[name])]
    return more, fewer, [name for name in after if name not in (*more, *fewer)]


def _titles(case: Case, names: Sequence[str]) -> str:
    """Name courses where a sentence begins with them."""
    titles = listed([course_name(case, name) for name in names])
    return capitalised(titles)


def is_unmoved(before: Mapping[str, float], after: Mapping[str, float]) -> bool:
    """
    Whether every course goes as it did.

    Args:
        before: By how much each course changes the time across, by its id [period].
        after: The same with the what-if.
    """
    more, fewer, _ = _by_way(before, after)
    return not more and not fewer


def unchanged_because(
    case: Case,
    changes: Mapping[str, str],
    before: Mapping[str, float],
    after: Mapping[str, float],
    inert: Collection[str],
) -> str:
    """
    Say why a what-if changes nothing for the courses, or that it changes nothing of what is
    compared; empty where it changes something.

    What is compared is each course with the yardstick: where the time across moves with both alike,
    or a choice turns that costs no time, that is not seen here, and not denied.

    Args:
        case: The case.
        changes: The new values by address.
        before: By how much each course changes the time across, by its id [period].
        after: The same with the what-if.
        inert: The ids of the assumptions on which nothing rests.
    """
    if not is_unmoved(before, after):
        return ""
    words = Words(case)
    moved = {address: address.split(".")[1] for address in changes if _ASSUMPTIONS in address}
    idle = [words.asked(f"{_ASSUMPTIONS}{name}") for name in moved.values() if name in inert]
    if idle and len(idle) == len(changes):
        return f"Nothing changed, because nothing in this case rests on {listed(idle)}."
    return (
        f"Nothing changed, because at the values used every course takes away as many"
        f" {words.periods(2)} with {words.crossing.noun} beside {baseline_words(case)} as before."
    )


def course_change_lines(
    case: Case, before: DrawnChange, after: DrawnChange
) -> tuple[str, str, str]:
    """
    Say what one course changes over the draws with a what-if, then in the case as it is, each with
    the time that it is taken from; last, what the figures are.

    Args:
        case: The case with the what-if.
        before: What it changes in the case as it is.
        after: What it changes with the what-if.
    """
    words = Words(case)
    unit = f"{words.periods(2)} with {words.crossing.noun}"
    name, baseline = course_name(case, after.course), baseline_words(case)
    now = (
        f"With {baseline}: {figure(rounded(after.base), 1)} {unit}; {name} changes that by"
        f" {_moved_by(after)}."
    )
    then = f"In the case as it is: {figure(rounded(before.base), 1)}, and {_moved_by(before)}."
    about = (
        f"Each the middle of {after.draws} combinations of the assumptions; in brackets, where nine"
        " in ten of them lie. Inside the model, not a forecast. Figures of the other courses"
        " follow."
    )
    return now, then, about


def other_courses_lead(case: Case, draws: int) -> str:
    """
    Say what is told of each other course.

    Args:
        case: The case with the what-if.
        draws: Over how many draws.
    """
    words = Words(case)
    return (
        f"By how much each changes the {words.periods(2)} with {words.crossing.noun}, and how many"
        f" there are with {baseline_words(case)}: the middle of {draws} combinations of the"
        " assumptions, and in brackets where nine in ten of them lie."
    )


def other_course_line(case: Case, before: DrawnChange, after: DrawnChange) -> str:
    """
    Say what a course changes with a what-if and in the case as it is, each beside the time that it
    is taken from.

    Args:
        case: The case with the what-if.
        before: What it changes in the case as it is.
        after: What it changes with the what-if.
    """
    now, then = (
        f"{_moved_by(change)} of {figure(rounded(change.base), 1)}" for change in (after, before)
    )
    return f"{capitalised(course_name(case, after.course))}: {now}; in the case as it is {then}."


def awaited_words(case: Case, courses: Sequence[str]) -> str:
    """
    Say of which courses nothing is known yet; nothing where all are known.

    Args:
        case: The case with the what-if.
        courses: Their ids.
    """
    names = listed([course_name(case, course) for course in courses])
    return f"Still being worked out: {names}." if courses else ""


def _moved_by(course: DrawnChange) -> str:
    """Write a change of the time across with its range; alone where nothing is changed."""
    change = rounded(course.change)
    median, low, high = (signed(end, 1) for end in (change.median, change.low, change.high))
    return median if low == high else f"{median} ({low} to {high})"


def did_it_lines(case: Case, moved: MovedCourse | None) -> tuple[str, ...]:
    """
    Say which changes of a what-if did it: the course that it moves most, then the two changes that
    do most of that, then all others together.

    Args:
        case: The case with the what-if.
        moved: The course and the share of each change; None where nothing can be told apart.
    """
    if moved is None:
        return ()
    words = Words(case)
    which = "which this moves most" if moved.is_alone else "one of those that this moves most"
    shares, rest = list(moved.shares.items())[:_TOLD], list(moved.shares.values())[_TOLD:]
    whole = (
        f"At the values used, {course_name(case, moved.course)}, {which}, takes away"
        f" {_size(moved.moves)} {words.periods(2)} with {words.crossing.noun}"
        f" {'more' if moved.moves < 0 else 'fewer'} than before, beside {baseline_words(case)}."
    )
    parts = [f"{_changed(words, address)}: {_more_or_fewer(-share)}." for address, share in shares]
    lines = [whole, *parts]
    if rest:
        lines.append(f"What else is moved, together: {_more_or_fewer(-total(rest))}.")
    return tuple(lines)


def _more_or_fewer(number: float) -> str:
    """Say how many more or fewer periods are taken away."""
    if is_more(number, 0.0):
        return f"{_size(number)} more"
    return f"{_size(number)} fewer" if is_less(number, 0.0) else "none of it"


def _size(number: float) -> str:
    return "less than 0.01" if abs(number) < _LEAST else figure(abs(number), 2)


def _changed(words: Words, address: str) -> str:
    """Name what is changed, where a sentence begins with it: its entry, if it has a name."""
    section, name, *_ = (*address.split("."), "")
    if section == _GAMES:
        return "Whose reading of the law is played" if address.endswith(_READING) else _UNNAMED
    try:
        entry = words.entry(f"{section}.{name}")
    except (KeyError, TypeError):  # a place of the file that is no entry
        return _UNNAMED
    names = (getattr(entry, field, "") for field in ("asks", "title", "says"))
    text = next((text for text in names if isinstance(text, str) and text), _UNNAMED)
    return words.without_remark(text).rstrip(".")
