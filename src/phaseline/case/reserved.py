"""
The words of the format: what stands in a case where otherwise an id would, and the values of its
closed lists. They are collected from the format itself, so that no second list can drift from it.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_type_hints

from phaseline.case import model
from phaseline.case.model.escalation import TrackRole
from phaseline.case.model.evidence import BASE_RATE, ActorKind
from phaseline.case.model.law import LegalEffect
from phaseline.case.model.play import Consent
from phaseline.case.model.response import LadderStanding
from phaseline.case.model.supply import BACKFILL
from phaseline.terms.meaning import Meaning

NOBODY = "nature"  # the actor that decides what nobody in a case decides
# what may stand in the place of an id, and is none
_IN_PLACE_OF_AN_ID = frozenset(
    {"any_member", "common", "intersection", "none", "off_line", "red_line", "union", "unknown"}
)
_KNOWN = frozenset({BACKFILL, BASE_RATE})  # words of open lists that mean something to the program
_KINDS = (ActorKind, LadderStanding, LegalEffect, TrackRole)


@cache
def reserved_words() -> frozenset[str]:
    """
    Give the words that no entry may have for an id: those that stand where an id may stand, the
    standings of rungs and ladders, the roles of tracks, the effects of rules, the kinds of actors,
    and those of open lists that mean something to the program.

    The values of other closed lists may be ids: none of them is a word for what an entry is, and
    authors call their first source `paper` and an assumption `cost` for good reasons.

    >>> sorted(reserved_words())[:6]
    ['answer', 'any_member', 'author', 'backfill', 'barred', 'base_rate']
    """
    kinds = {str(member.value) for kind in _KINDS for member in kind}
    standings = frozenset(_choices(Consent, "standing"))
    return _IN_PLACE_OF_AN_ID | _KNOWN | {NOBODY} | kinds | standings


@cache
def words_of_format() -> frozenset[str]:
    """
    Give those and the values of all other closed lists of the format.

    >>> {"none", "deterrence", "non_lethal"} <= words_of_format()
    True
    """
    return reserved_words() | frozenset(_listed_words())


def _listed_words() -> Iterator[str]:
    """Give the values of the closed lists of the format, module by module."""
    for entry in iter_modules(model.__path__):
        for kind in vars(import_module(f"{model.__name__}.{entry.name}")).values():
            if isinstance(kind, type) and issubclass(kind, Enum):
                yield from (str(member.value) for member in kind)
            elif isinstance(kind, type) and is_dataclass(kind):
                for field in fields(kind):
                    yield from _choices(kind, field.name)


def _choices(kind: type[Any], field: str) -> Iterator[str]:
    """Give the words among which a field chooses."""
    hint = get_type_hints(kind, include_extras=True)[field]
    for meaning in getattr(hint, "__metadata__", ()):
        if isinstance(meaning, Meaning):
            yield from meaning.choices
