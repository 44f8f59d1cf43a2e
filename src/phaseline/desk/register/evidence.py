"""
What a person confirmed of a paper: what it asks for, threatens and holds back, and what no other
part of the case takes up.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import chain
from typing import Any

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.check.references import references
from phaseline.case.model.case import Case
from phaseline.case.model.common import Status
from phaseline.case.model.evidence import ENDING, LAWS, RESERVATION, Fact
from phaseline.desk.register.timeline import place_in_time
from phaseline.terms.record import record

_ASKED = (Status.RECOMMENDED, Status.PROPOSED, Status.REQUESTED)
_LAID_DOWN = (*_ASKED, Status.EXPECTED, Status.POSSIBLE)
_ANNOUNCED = (Status.THREATENED, Status.PROMISED)
_DEMAND = "demand"
_CONDITIONAL = re.compile(r"(?:If|Once|When|Whenever|Unless|Until|As soon as|In case|Should)\b")
_TIME = re.compile(
    r"\b(?:(?i:within|not later than|no later than|immediately|at once)"
    r"|(?:days?|weeks?|months?|years?) after"
    r"|(?i:by|before|until|from|on|in) (?:the end of |early |mid-|late )?(?:\d|[A-Z][a-z]+ \d))"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|once|when|whenever|as soon as|in case|provided)\b", re.IGNORECASE
)
_UNMET = re.compile(
    r"^unless\b|\b(?:if|when|where|should)\b[^,]*\b(?:not|fails?|refus\w+|breach\w*|violat\w+|without)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(  # counted from something: "for 3 days" and "every 3 days" are not
    r"(?<!\bfor )(?<!\bevery )(?<!\beach )"
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    r"[- ](?:day|week|month|year)s?\b",
    re.IGNORECASE,
)
_FROM_WHEN = re.compile(
    r"\b(?:after|from|since|of (?:the|a|an|its|such|this|that)|beginning|starting|following|before"
    r"|prior to|in advance|until|ago)\b",
    re.IGNORECASE,
)
_SECTION = "facts"
_ADDRESS = re.compile(rf"(?<![\w.-]){_SECTION}\.([\w-]+)")  # by itself, or in a formula


@record
class PapersSay:
    """
    What somebody confirmed from papers, by what it does to a choice; each in the order of the case.

    Attributes:
        asked: What is recommended, proposed, requested or demanded.
        ending: What ends these, and when.
        announced: What is threatened or promised.
        conditional: What else is said of a case that may come, beginning with its condition.
        reserved: What weakens the rest: a concession, an exception, a doubt or a fear.
    """

    asked: tuple[Fact, ...]
    ending: tuple[Fact, ...]
    announced: tuple[Fact, ...]
    conditional: tuple[Fact, ...]
    reserved: tuple[Fact, ...]

    @property
    def all(self) -> tuple[Fact, ...]:
        """Every one of them."""
        return (*self.asked, *self.ending, *self.announced, *self.conditional, *self.reserved)


@record
class LeftUnsaid:
    """
    How much of what the papers ask for is told without what a reader needs to act on it, as far as
    it was confirmed.

    Attributes:
        asked: How many things are asked for.
        timed: How many of these name a time.
        conditional: How many of these name a condition.
        both: How many of these name a time and a condition.
        bare: How many of these name neither.
        unmet: How many confirmed statements begin with something that is not done.
        unstarted: How many confirmed statements name how long, and not from when.
    """

    asked: int
    timed: int
    conditional: int
    both: int
    bare: int
    unmet: int
    unstarted: int


def left_unsaid(case: Case) -> LeftUnsaid:
    """Count what is asked for without a time or a condition; by the words of each statement."""
    said = papers_say(case)
    timed = {fact.id for fact in said.asked if fact.when.is_known or _TIME.search(fact.says)}
    conditional = {fact.id for fact in said.asked if _CONDITION.search(fact.says)}
    return LeftUnsaid(
        asked=len(said.asked),
        timed=len(timed),
        conditional=len(conditional),
        both=len(timed & conditional),
        bare=len(said.asked) - len(timed | conditional),
        unmet=sum(_UNMET.search(fact.says) is not None for fact in said.all),
        unstarted=len([fact for fact in said.all if _is_unstarted(fact)]),
    )


def _is_unstarted(fact: Fact) -> bool:
    """Whether a statement names how long something takes or lasts, and not from when it runs."""
    return _PERIOD.search(fact.says) is not None and _FROM_WHEN.search(fact.says) is None


def is_laid_down(fact: Fact, case: Case) -> bool:
    """
    Whether what a fact says should, may or will be done is laid down by a law: it is no proposal
    then, and no more than possible or expected either.
    """
    source = case.sources.get(fact.cites[0].source) if fact.cites else None
    return fact.status in _LAID_DOWN and source is not None and source.type in LAWS


def papers_say(case: Case) -> PapersSay:
    """
    Give what the papers ask for, announce and hold back, as far as somebody confirmed it; also what
    a step or a demand of the case has taken up. An exception from an obligation is held back, in
    whatever words it is laid down.
    """
    groups: dict[str, list[Fact]] = {}
    for fact in case.facts:
        if fact.confirmed_by:
            groups.setdefault(_group_of(fact), []).append(fact)
    return PapersSay(
        asked=tuple(groups.get("asked", ())),
        ending=tuple(groups.get("ending", ())),
        announced=tuple(groups.get("announced", ())),
        conditional=tuple(groups.get("conditional", ())),
        reserved=tuple(groups.get("reserved", ())),
    )


def _group_of(fact: Fact) -> str:
    """Give the group of a statement; none where it plainly tells something."""
    if fact.kind == ENDING:
        return "ending"
    if fact.kind == RESERVATION or fact.status is Status.FEARED:
        return "reserved"
    if fact.status in _ASKED or fact.kind == _DEMAND:
        return "asked"
    if fact.status in _ANNOUNCED:
        return "announced"
    return "conditional" if _CONDITIONAL.match(fact.says) else ""


def untaken_facts(case: Case) -> tuple[Fact, ...]:
    """
    Give the facts that somebody confirmed from a paper and that nothing else in the case names;
    without a date, nor is one of what the papers ask for, announce and hold back.

    Those with a date come first, by the earliest day they can lie on; the others follow in the
    order of the case. A fact that was entered by hand stands where its author put it to use, and is
    left out.
    """
    confirmed = [fact for fact in case.facts if fact.confirmed_by]
    if not confirmed:
        return ()
    named = _named_elsewhere(case)
    untaken = [fact for fact in confirmed if fact.id not in named and _is_apart(fact, case)]
    return tuple(sorted(untaken, key=lambda fact: place_in_time(fact.when)))


def _named_elsewhere(case: Case) -> frozenset[str]:
    """Give the ids of facts that other sections of a case name."""
    return frozenset(
        name
        for field in fields(case)
        if field.name != _SECTION
        for name in _named(getattr(case, field.name))
    )


def _is_apart(fact: Fact, case: Case) -> bool:
    """Whether a statement stands in no group of what papers say, or in the timeline as well."""
    return not _group_of(fact) or is_of_timeline(fact, case)


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
