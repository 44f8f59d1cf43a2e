"""What a person confirmed of a paper, and no other part of the case takes up."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import chain
from typing import Any

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.check.references import references
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Fact
from phaseline.desk.register.timeline import place_in_time

_SECTION = "facts"
_ADDRESS = re.compile(rf"(?<![\w.-]){_SECTION}\.([\w-]+)")  # by itself, or in a formula


def untaken_facts(case: Case) -> tuple[Fact, ...]:
    """
    Give the facts that somebody confirmed from a paper and that nothing else in the case names.

    Those with a date come first, by the earliest day they can lie on; the others follow in the
    order of the case. A fact that was entered by hand stands where its author put it to use, and is
    left out.
    """
    confirmed = [fact for fact in case.facts if fact.confirmed_by]
    if not confirmed:
        return ()
    named = frozenset(
        name
        for field in fields(case)
        if field.name != _SECTION
        for name in _named(getattr(case, field.name))
    )
    untaken = (fact for fact in confirmed if fact.id not in named)
    return tuple(sorted(untaken, key=lambda fact: place_in_time(fact.when)))


def is_of_timeline(fact: Fact, case: Case) -> bool:
    """Whether a fact has a date up to the day of the case, so that its timeline holds it."""
    return fact.when.is_known and not is_later_knowledge(fact.when, case.as_of)


def _named(here: Any) -> Iterator[str]:
    """Give the ids of facts that a part of a case names, by field, by address or in a formula."""
    if isinstance(here, str):
        yield from _ADDRESS.findall(here)
    elif isinstance(here, tuple):
        yield from chain.from_iterable(map(_named, here))
    elif is_dataclass(here):
        kind: Any = type(here)  # mypy holds that a class has no hash
        yield from chain.from_iterable(
            _words(getattr(here, name))
            for name, targets, _ in references(kind)
            if _SECTION in targets
        )
        yield from chain.from_iterable(_named(getattr(here, part.name)) for part in fields(here))


def _words(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)
