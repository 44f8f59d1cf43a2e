"""What polls say of the public, side by side, and how the numbers of a case come to be."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.model.case import Case
from phaseline.case.model.common import Cite, Status
from phaseline.case.model.evidence import Fact, SourceRole
from phaseline.case.model.politics import Poll
from phaseline.desk.findings.finding import Finding
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record
from phaseline.terms.ties import is_less, is_more, is_same, total
from phaseline.terms.when import NO_DATE

_MOST_POLLS = 2
_NOT_A_SOURCE = (Status.INFERRED, Status.HYPOTHETICAL)  # of numbers that are no source's own


@record
class PollBalance(Finding):
    """
    One poll: support and opposition, and the one less the other.

    Args:
        poll: The address of the poll.
        support: The share that supports [percent].
        oppose: The share that opposes [percent].
        net: Support less opposition [point].
        unlisted: What the listed answers leave of the whole [percent]; 0 where they fill it, or
            where a share is not known.
        side: The side whose share may join several answers of another poll, `support` or `oppose`;
            empty where no other poll comes to the same shares.
        joined: The shares of those answers [percent].
        other: The address of that poll; empty where there is none.
    """

    poll: str
    support: float
    oppose: float
    net: float
    unlisted: float = 0
    side: str = ""
    joined: tuple[float, ...] = ()
    other: str = ""


@record
class PollMatch:
    """
    Another poll that comes to the shares of one once its answers on a side are added up.

    Args:
        poll: That poll.
        side: The side.
        shares: The shares that are added up [percent].
    """

    poll: Poll
    side: str
    shares: tuple[float, ...]


@record
class PollsAgree(Finding):
    """
    Every poll that is looked at has the same side ahead.

    Args:
        is_against: Whether opposition is ahead.
        polls: How many polls are looked at.
        is_of_papers: Whether they are those that the papers cite; otherwise all of the case.
        is_some: Whether others are left out that give no one share for each side.
    """

    is_against: bool
    polls: int
    is_of_papers: bool
    is_some: bool


@record
class NeverAveraged(Finding):
    """Polls with different questions are shown side by side and never averaged."""


@record
class NumbersEntered(Finding):
    """
    How many numbers are a source's, how many are assumed, and who answers for these.

    Args:
        cited: Facts with a number of a source, read by the editors.
        unread: Facts with a number of a source that the editors have not read themselves.
        unverified: Facts with a number that a source prints, and that the case calls unverified.
        inferred: Facts with a number that is inferred from a source or hypothetical.
        assumed: Assumptions.
        owners: Who owns the assumptions.
    """

    cited: int
    unread: int
    unverified: int
    inferred: int
    assumed: int
    owners: tuple[str, ...]


@record
class Challenged(Finding):
    """
    Who has challenged the case, and how many of its assumptions nobody has.

    Args:
        by: Who has challenged the case, an assumption or a completion; empty where nobody has.
        unchallenged: How many of the assumptions nobody has challenged.
        assumed: How many assumptions are looked at.
        entered: How many the case has.
        is_of_game: Whether these are the ones that the figures of the game rest on, and not all.
    """

    by: tuple[str, ...]
    unchallenged: int
    assumed: int
    entered: int
    is_of_game: bool = False


@record
class StillOfPattern(Finding):
    """
    How many assumptions are still the numbers of a pattern, which nobody has chosen for the case.

    Args:
        still: How many of them.
        assumed: How many assumptions the case has.
    """

    still: int
    assumed: int


def public(case: Case) -> tuple[Finding, ...]:
    """Set the polls of the papers side by side, all of the case where these cite none."""
    cited = _polls_of_papers(case)
    polls = cited or list(case.polls)
    balances = [balance for poll in polls for balance in _balance(case, poll)]
    is_some = len(balances) < len(polls)
    return (
        *_agreement(balances, is_of_papers=bool(cited), is_some=is_some),
        *balances[:_MOST_POLLS],
        *((NeverAveraged(),) if len(balances) > 1 else ()),
    )


def _agreement(
    balances: Sequence[PollBalance], *, is_of_papers: bool, is_some: bool
) -> tuple[PollsAgree, ...]:
    """Say which side is ahead in every poll; nothing where none is in one of them."""
    is_against = all(is_less(balance.net, 0) for balance in balances)
    is_for = all(is_more(balance.net, 0) for balance in balances)
    if is_against == is_for:  # both hold where there is no poll
        return ()
    return (
        PollsAgree(
            is_against=is_against,
            polls=len(balances),
            is_of_papers=is_of_papers,
            is_some=is_some,
            rests_on=tuple(balance.poll for balance in balances),
        ),
    )


def _polls_of_papers(case: Case) -> list[Poll]:
    """Give the polls that the papers cite."""
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    return [poll for poll in case.polls if any(cite.source in papers for cite in poll.cites)]


def _balance(case: Case, poll: Poll) -> list[PollBalance]:
    sides, net = poll_sides(poll), net_support(poll)
    if net is None:
        return []
    match = next((match for other in case.polls for match in _matches(poll, other)), None)
    return [
        PollBalance(
            about=poll.id,
            poll=f"polls.{poll.id}",
            support=sides["support"],
            oppose=sides["oppose"],
            net=net,
            unlisted=_unlisted(poll),
            side=match.side if match else "",
            joined=match.shares if match else (),
            other=f"polls.{match.poll.id}" if match else "",
            cites=(*poll.cites[:2], *(_printing(match) if match else ())),
            rests_on=(f"polls.{poll.id}", *((f"polls.{match.poll.id}",) if match else ())),
        )
    ]


def _matches(poll: Poll, other: Poll) -> Iterator[PollMatch]:
    """
    Give on which side another poll comes to the share of one by adding answers up, where the other
    side is the same and nothing tells that they are two polls.
    """
    ours, theirs = _shares(poll), _shares(other)
    if other is poll or other.several_answers or _are_told_apart(poll, other):
        return
    for side, opposite in (("support", "oppose"), ("oppose", "support")):
        added = theirs[side]
        is_same_opposite = is_same(total(theirs[opposite]), total(ours[opposite]))
        if len(added) > 1 and is_same_opposite and is_same(total(added), total(ours[side])):
            yield PollMatch(poll=other, side=side, shares=tuple(added))


def _are_told_apart(poll: Poll, other: Poll) -> bool:
    """Whether two polls are of two pollsters, or of other days."""
    days = {poll.fieldwork.text, other.fieldwork.text} - {NO_DATE.text}
    pollsters = {poll.pollster, other.pollster} - {"unknown"}
    return len(days) > 1 or len(pollsters) > 1


def _printing(match: PollMatch) -> tuple[Cite, ...]:
    """Give what is cited for the shares that are added up, or what the poll cites first."""
    numbers = "|".join(f"{share:g}" for share in match.shares)
    pattern = re.compile(rf"(?<![\d.])(?:{numbers})(?![\d.])")
    cites = match.poll.cites
    return tuple(cite for cite in cites if pattern.search(cite.exact)) or cites[:1]


def _unlisted(poll: Poll) -> float:
    shares = [option.share.number for option in poll.options if isinstance(option.share, Quantity)]
    rest = 100 - total(shares)
    return rest if len(shares) == len(poll.options) and is_more(rest, 0) else 0


def net_support(poll: Poll) -> float | None:
    """
    Give support less opposition [point]; None where one is not asked, is split over answers of
    different meaning, or one person may stand on both sides.
    """
    sides = poll_sides(poll)
    if len(sides) < 2 or poll.several_answers:
        return None
    return sides["support"] - sides["oppose"]


def poll_sides(poll: Poll) -> dict[str, float]:
    """
    Give the share that supports and the share that opposes [percent].

    A side with several answers is left out: answers of different meaning are not added up.
    """
    return {side: shares[0] for side, shares in _shares(poll).items() if len(shares) == 1}


def _shares(poll: Poll) -> dict[str, list[float]]:
    """Give the shares of each side's answers [percent]; none of a side with an unknown one."""
    sides: dict[str, list[float]] = {}
    for side in ("support", "oppose"):
        shares = [option.share for option in poll.options if option.counts_as == side]
        known = [share.number for share in shares if isinstance(share, Quantity)]
        sides[side] = known if len(known) == len(shares) else []
    return sides


def numbers_entered(case: Case) -> tuple[Finding, ...]:
    """Count the numbers of a case by where they come from; nothing where there are none."""
    numbers = [
        fact
        for fact in case.facts
        if isinstance(fact.value, Quantity) and not is_later_knowledge(fact.when, case.as_of)
    ]
    if not numbers and not case.assumptions:
        return ()
    unread = frozenset(source.id for source in case.sources if not source.is_verified)
    kinds = Counter(_whose(fact, unread) for fact in numbers)
    return (
        NumbersEntered(
            cited=kinds["cited"],
            unread=kinds["unread"],
            unverified=kinds["unverified"],
            inferred=kinds["inferred"],
            assumed=len(case.assumptions),
            owners=tuple(dict.fromkeys(assumption.owner for assumption in case.assumptions)),
            rests_on=("assumptions",),
        ),
        challenged(case),
        *still_of_pattern(case),
    )


def challenged(case: Case, figures: Iterable[str] = ()) -> Challenged:
    """
    Count which assumptions nobody has challenged.

    Args:
        case: The case.
        figures: The ids of the assumptions that figures rest on; all of the case if empty.
    """
    names = tuple(name for name in figures if name in case.assumptions.ids)
    matter = [case.assumptions[name] for name in names] or list(case.assumptions)
    return Challenged(
        by=challengers(case),
        unchallenged=sum(not assumption.challenged for assumption in matter),
        assumed=len(matter),
        entered=len(case.assumptions),
        is_of_game=bool(names),
        rests_on=("assumptions",) if matter else (),
    )


def still_of_pattern(case: Case) -> tuple[StillOfPattern, ...]:
    """Count the assumptions that are still a pattern's; nothing to tell where none is."""
    still = [assumption.id for assumption in case.assumptions if assumption.from_pattern]
    if not still:
        return ()
    return (
        StillOfPattern(
            still=len(still),
            assumed=len(case.assumptions),
            rests_on=tuple(f"assumptions.{name}" for name in still),
        ),
    )


def challengers(case: Case) -> tuple[str, ...]:
    """Name who has challenged the case, an assumption or a completion, each once."""
    completions = (completion for ladder in case.ladders for completion in ladder.completions)
    challenges = chain(
        case.challenged,
        *(assumption.challenged for assumption in case.assumptions),
        *(completion.challenged for completion in completions),
    )
    return tuple(dict.fromkeys(challenge.by for challenge in challenges))


def _whose(fact: Fact, unread: frozenset[str]) -> str:
    """
    Say whether a number is a source's own, of a source that nobody here read, unverified, or
    inferred.
    """
    if fact.status in _NOT_A_SOURCE:
        return "inferred"
    if all(cite.source in unread for cite in fact.cites):
        return "unread"
    return "unverified" if fact.status is Status.UNVERIFIED else "cited"
