"""What a what-if does to the courses, in words: which way first, and why nothing where nothing."""

from collections.abc import Collection, Mapping, Sequence

from phaseline.case.model.case import Case
from phaseline.present.wording.game import baseline_words, course_name
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.words import Words
from phaseline.terms.ties import is_less, is_more

_ASSUMPTIONS = "assumptions."


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
        f"{words.periods(2)} with {words.crossing.noun} beside {baseline_words(case)} than before"
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
    return f"{titles[:1].upper()}{titles[1:]}"


def unchanged_because(
    case: Case,
    changes: Mapping[str, str],
    before: Mapping[str, float],
    after: Mapping[str, float],
    inert: Collection[str],
) -> str:
    """
    Say why a what-if changes nothing for the courses; empty where it changes something.

    Args:
        case: The case.
        changes: The new values by address.
        before: By how much each course changes the time across, by its id [period].
        after: The same with the what-if.
        inert: The ids of the assumptions on which nothing rests.
    """
    more, fewer, _ = _by_way(before, after)
    if more or fewer:
        return ""
    words = Words(case)
    moved = {address: address.split(".")[1] for address in changes if _ASSUMPTIONS in address}
    idle = [words.asked(f"{_ASSUMPTIONS}{name}") for name in moved.values() if name in inert]
    if idle and len(idle) == len(changes):
        return f"Nothing changed, because nothing in this case rests on {listed(idle)}."
    return (
        "Nothing changed, because at the values used every course leaves the other side as long"
        " across as before: what is moved turns nobody's choice between the two values."
    )
