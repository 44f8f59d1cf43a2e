"""
Which of several entries comes first where nothing else decides: by the order that a case gives
them, which is that of its rungs or of its tiers, and then by what they say for a reader, so that
neither the order of the files nor an id does.
"""

from collections.abc import Iterable, Mapping
from math import inf
from typing import TypeVar

from phaseline.case.games import titles_of
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Conflict, Side
from phaseline.case.model.politics import Penalty
from phaseline.case.model.response import LadderStanding
from phaseline.case.model.supply import Need

Entry = TypeVar("Entry")
_SAID = ("title", "asks", "statute", "says", "act", "to", "holds")  # for a reader, and never an id


def by_words(entries: Iterable[Entry]) -> list[Entry]:
    """
    Put entries in the order of their words; those that say the same keep the order in which they
    come.

    >>> from phaseline.case.model.law import Amendment
    >>> loan, ban = (
    ...     Amendment(id=name, says=says, proposed_by="us", route="bill")
    ...     for name, says in (("a", "Loans need consent."), ("b", "Exports are barred."))
    ... )
    >>> [change.id for change in by_words([loan, ban])]
    ['b', 'a']
    """
    return sorted(entries, key=_words)


def in_words_order(case: Case, section: str, names: Iterable[str]) -> list[str]:
    """
    Put ids of a section of a case in the order of the words of their entries.

    Raises:
        KeyError: No entry of the section has one of the ids.
    """
    entries = getattr(case, section)
    return sorted(names, key=lambda name: _words(entries[name]))


def options_in_order(case: Case, names: Iterable[str]) -> list[str]:
    """
    Put ids of options of law in the order in which the rungs of the courses add them to what is
    done today, whichever course does so first; those of one rung, and those of none at the end, by
    their words.

    Raises:
        KeyError: No option has one of the ids.
    """
    places = _rungs_of_options(case)
    return sorted(names, key=lambda name: (places.get(name, inf), *_words(case.options[name])))


def penalties_in_order(case: Case, penalties: Iterable[Penalty]) -> list[Penalty]:
    """Put penalties in the order of the rungs that provoke them, and then of their words."""
    places = _rungs_of_options(case)
    return sorted(
        penalties,
        key=lambda penalty: (
            min((places.get(name, inf) for name in penalty.options), default=inf),
            *_words(penalty),
        ),
    )


def needs_in_order(case: Case) -> list[Need]:
    """Give the needs in the order of their tiers, and then of their words."""
    return sorted(case.needs, key=lambda need: (need.tier, *_words(need)))


def by_titles(case: Case, policies: Iterable[str]) -> list[str]:
    """Put completed ladders, by their ids, in the order of their titles."""
    return sorted(policies, key=lambda name: titles_of(case, case.policies[name]))


def sides_in_order(conflict: Conflict) -> list[Side]:
    """Give the sides of a conflict, which have no ids, in the order of what they hold."""
    return by_words(conflict.sides)


def _rungs_of_options(case: Case) -> Mapping[str, int]:
    """
    Give the place of the lowest rung on which a course adds a measure that needs an option, by its
    id; 0 where all that come to it do it today.
    """
    places: dict[str, int] = {}
    for place, name in sorted(_added_at(case)):
        for option in case.measures[name].options if name in case.measures.ids else ():
            if not places.get(option):  # a step says more of it than that some do it today
                places[option] = place
    return places


def _added_at(case: Case) -> Iterable[tuple[int, str]]:
    """Give each measure with the places of the rungs that have it, 0 alone where the first does."""
    for ladder in case.ladders:
        if ladder.standing is not LadderStanding.SCENARIO:
            today = {name for rung in ladder.rungs[:1] for name in rung.measures}
            yield from ((0, name) for name in today)
            for place, rung in enumerate(ladder.rungs):
                yield from ((place, name) for name in rung.measures if name not in today)


def _words(entry: object) -> tuple[str, ...]:
    return tuple(str(getattr(entry, name, "")).casefold() for name in _SAID)
