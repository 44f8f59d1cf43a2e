"""
Which of several entries comes first where nothing else decides: by what they say for a reader, so
that neither the order of the files nor an id does.
"""

from collections.abc import Iterable
from typing import TypeVar

from phaseline.case.games import titles_of
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Conflict, Side

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


def by_titles(case: Case, policies: Iterable[str]) -> list[str]:
    """Put completed ladders, by their ids, in the order of their titles."""
    return sorted(policies, key=lambda name: titles_of(case, case.policies[name]))


def sides_in_order(conflict: Conflict) -> list[Side]:
    """Give the sides of a conflict, which have no ids, in the order of what they hold."""
    return by_words(conflict.sides)


def _words(entry: object) -> tuple[str, ...]:
    return tuple(str(getattr(entry, name, "")).casefold() for name in _SAID)
