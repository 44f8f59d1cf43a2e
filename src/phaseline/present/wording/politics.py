"""Words for votes: chances, majorities, months, and what would be if members decided apart."""

from collections.abc import Mapping, Sequence
from math import floor, log10

from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Fact
from phaseline.case.model.politics import ANY_MEMBER, Procedure, votes_needed
from phaseline.desk.consent.chains import ComposedDecision
from phaseline.desk.consent.votes import VoteOutlook
from phaseline.desk.estimates.ranges import Estimate
from phaseline.politics.polls import PooledPolls, Refusal
from phaseline.present.wording.numbers import (
    actor_words,
    amount_words,
    count_words,
    date_words,
    listed,
    lowered,
    number_words,
)
from phaseline.terms.quantity import unit
from phaseline.terms.ties import is_less

LEAD = (
    "Votes are counted by party, never by named member. A chance is a consequence of owned"
    " assumptions, inside the model and not a forecast; its range is that over the ends of the"
    " assumptions it rests on."
)


_TINY = 1e-12


_SMALL = 0.001


_FINE = 0.1  # from there to a certainty three figures are shown


_ORDERS = 2


def chance_words(chance: float) -> str:
    """
    Write a chance so that a small one keeps its size.

    >>> chance_words(0.0448), chance_words(0.99955), chance_words(2.88e-4)
    ('0.045', 'above 0.999', '1 in 3,500')
    >>> chance_words(0.9), chance_words(0.1), chance_words(0.91)
    ('0.90', '0.10', '0.910')
    >>> chance_words(1.07e-8), chance_words(1e-40)
    ('1 in 93 million', 'next to 0')
    """
    if chance in (0.0, 1.0):
        return "1" if chance else "0"
    if chance < _SMALL:
        return "next to 0" if chance < _TINY else f"1 in {_about(1 / chance)}"
    if chance > 1 - _SMALL:
        return "above 0.999"
    is_fine = is_less(min(chance, 1 - chance), _FINE)  # 1 − 0.9 is no less than 0.1
    return f"{chance:.3f}" if is_fine else f"{chance:.2f}"


def figures_words(chance: float) -> str:
    """
    Write a chance with three figures after the point, so that a product of several can be checked.

    >>> figures_words(0.725), figures_words(0.00904), figures_words(1e-5)
    ('0.725', '0.009', '1 in 100,000')
    """
    return f"{chance:.3f}" if _SMALL <= chance <= 1 - _SMALL else chance_words(chance)


def _about(number: float) -> str:
    """Write a large number with two figures: hundreds and thousands, millions, billions."""
    rounded = float(f"{number:.1e}")
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if rounded >= size:
            return f"{rounded / size:g} {name}"
    return f"{rounded:,.0f}"


def needs_words(case: Case, procedure: Procedure, outlook: VoteOutlook | None = None) -> str:
    """Say what a procedure asks for, in shares and in votes."""
    if procedure.is_composed:
        return composed_words(case, procedure)
    base = procedure.counted_of
    if base == "unknown":
        return f"no party votes: {procedure.needs or 'not in the sources'}"
    if_all = {"all": "", "present": " if all are there", "cast": " if all vote"}[base]
    votes = f" ({outlook.threshold} of {outlook.members} votes{if_all})" if outlook else ""
    quorum = f"; {procedure.quorum} present" if procedure.quorum else ""
    names = [actor_words(case, name) for name in procedure.vetoes]
    vetoes = f"; blocked by a no of {any_of(names)}" if names else ""
    weight = f" and {procedure.weight} of the weight of all members" if procedure.weight else ""
    return f"{procedure.needs}{of_whom_words(procedure)}{votes}{weight}{quorum}{vetoes}"


def any_of(names: Sequence[str]) -> str:
    """Join names of which each is enough."""
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def composed_words(case: Case, procedure: Procedure) -> str:
    """Say on which decisions another hangs."""
    if procedure.silence is not None:
        within = f"within {amount_words(procedure.silence.after)}"
        if (stop := procedure.silence.stopped_by) == ANY_MEMBER:
            return f"passes unless a member says no {within}"
        return f"passes unless this is decided {within}: {_decided(case, stop)}"
    return f"all of these, {_order(procedure)}: {_parts(case, procedure)}"


def _order(procedure: Procedure) -> str:
    return "together" if procedure.together else "one after the other"


def _parts(case: Case, procedure: Procedure) -> str:
    """Name what a decision is made of; what is made of others itself has these in brackets."""
    named = []
    for name in procedure.all:
        part = case.procedures[name]
        inner = f" ({_order(part)}: {_parts(case, part)})" if part.all else ""
        named.append(f"{_decided(case, name)}{inner}")
    return "; ".join(named)


def _decided(case: Case, name: str) -> str:
    """Say within a sentence what is decided by a procedure."""
    return lowered(case, case.procedures[name].says).rstrip(".")


def decision_words(case: Case, decision: ComposedDecision) -> str:
    """Say with which chance a decision comes about that hangs on others."""
    name = decision.id.replace("_", " ").replace("-", " ")
    chance = span_words(decision.range)
    if decision.by_silence:
        stops = "; ".join(chance_words(part.chance) for part in decision.parts)
        stopped = f"that it is stopped: {stops}" if stops else "a no of any member stops it"
        return f"{name}: by silence {chance} ({stopped})."
    parts = "; ".join(
        f"{_decided(case, part.procedure)}: by itself {chance_words(part.chance)}"
        for part in decision.parts
    )
    return (
        f"{name}: all of them {chance}; {parts}. Parties"
        " that sit in several bodies are moved by one shock, so it is neither the least of them"
        " nor their product."
    )


def of_whom_words(procedure: Procedure) -> str:
    """Say of whom a majority is counted; nothing where it is a number of votes, or nobody votes."""
    if votes_needed(procedure.needs) is not None:
        return ""
    of_whom = {
        "all": " of all members",
        "present": " of those present",
        "cast": " of the votes cast",
    }
    return of_whom.get(procedure.counted_of, "")


def span_words(estimate: Estimate | None) -> str:
    """Write a chance with its range; nothing where there is none."""
    return spread_words(estimate.best, estimate.low, estimate.high) if estimate else ""


def spread_words(chance: float, low: float, high: float, *, per: str = "", also: str = "") -> str:
    """
    Write a chance with its range; without one where both ends read as the chance itself.

    Args:
        chance: The chance.
        low: Its low end.
        high: Its high end.
        per: Of what it is one, such as a vote; said after the chance.
        also: What stands in brackets after the range.

    >>> spread_words(0.59, 0.11, 0.939), spread_words(0.9999, 0.9998, 0.99999)
    ('0.59 (0.11 to 0.939)', 'above 0.999')
    >>> spread_words(0.59, 0.11, 0.939, per="a vote", also="apart 0.64")
    '0.59 a vote (0.11 to 0.939; apart 0.64)'
    """
    best, first, last = map(chance_words, (chance, low, high))
    span = "" if best == first == last else f"{first} to {last}"
    inside = "; ".join(part for part in (span, also) if part)
    return " ".join(part for part in (best, per, f"({inside})" if inside else "") if part)


def since_words(case: Case, party: str, since: Mapping[str, Fact]) -> str:
    """
    Say in brackets what has happened to a party's seats since they were counted; nothing where
    nothing has.

    The fact is given in its own words: it may be about one seat of many.
    """
    if party not in since:
        return ""
    fact = since[party]
    return f" (as counted; {date_words(fact.when)}: {lowered(case, fact.says).rstrip('.')})"


def apart_words(votes: Sequence[VoteOutlook], *, with_sittings: bool = True) -> str:
    """Say why the chance with members apart is another one, and how many times it is too small."""
    known = [vote for vote in votes if vote.chance > 0 and vote.chance_if_independent > 0]
    gaps = [(one.id, floor(log10(one.chance / one.chance_if_independent))) for one in known]
    wide: dict[int, list[str]] = {}
    for name, orders in gaps:
        if orders >= _ORDERS:
            wide.setdefault(orders, []).append(name.replace("_", " "))
    size = "; ".join(
        f"more than {_about(10**orders)} times ({listed(names)})"
        for orders, names in sorted(wide.items(), reverse=True)
    )
    told = _apart(votes)
    told += f" Counted apart, the chance is understated {size}." if size else ""
    if with_sittings:
        told += (
            " “In three” is the chance that at least one of three sittings of the same members"
            " passes it: the shock stays, so a vote that is taken again is no fresh draw."
        )
    return told


def _apart(votes: Sequence[VoteOutlook]) -> str:
    """Say what members apart leave out: the shock of a party, where a party has several seats."""
    if any(group.seats > 1 for vote in votes for group in vote.parties):
        return (
            "“Apart” counts every member as deciding alone: then a party turns only by coincidence,"
            " and the larger it is the less it does. Members of one party hear the same leaders and"
            " the same news, so each party has one shock that moves all of them."
        )
    return (
        "“Apart” counts every member as deciding alone; what moves several of them at once is left"
        " out."
    )


def _unvoted_words(procedure: Procedure, why: str, chance: Estimate | None) -> str:
    assumed = f"; the case assumes a chance of {span_words(chance)}" if chance else ""
    return f"{procedure.id}: {why}{assumed}."


def months_words(months: float | None) -> str:
    """
    Write a time in months, or below two of them in weeks, and in days where it is not nearly so
    many weeks; nothing where it is not given.

    >>> months_words(10 * unit("day").factor), months_words(2 * unit("week").factor)
    ('10 days', '2 weeks')
    """
    if months is None:
        return ""
    if months >= _LONG:
        return f"{number_words(round(months, 1))} months"
    weeks = months / unit("week").factor
    if abs(weeks - round(weeks)) <= _NEARLY * weeks:
        return count_words(round(weeks), "week")
    return count_words(round(months / unit("day").factor), "day")


_LONG = 2  # months
_NEARLY = 0.15  # of a number of weeks


def pool_words(pooled: PooledPolls | Refusal) -> str:
    """Say what several polls are as one, or why they are not made one."""
    if isinstance(pooled, Refusal):
        return f"Not pooled: {'; '.join(pooled.reasons)}."
    return (
        f"Pooled by sample ({pooled.question_form}): {pooled.net:+z.1f} points among"
        f" {number_words(pooled.sample)} respondents; asked by {listed(pooled.houses)}."
    ).replace("-", "−")
