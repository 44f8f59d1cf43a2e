"""Sentences that carry what they rest on, and what all replies look up."""

from phaseline.case.model.common import Cite
from phaseline.case.model.constraints import Poll
from phaseline.case.model.escalation import Act
from phaseline.case.model.evidence import SourceRole
from phaseline.case.model.response import Ladder, LadderStanding
from phaseline.case.model.whole import Case
from phaseline.case.values import facts_by_id
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record


@record
class Sentence:
    """
    One sentence of an answer.

    Args:
        text: The sentence.
        cites: Where it is said; empty for what follows from the case as a whole.
        basis: The addresses it was computed from.
    """

    text: str
    cites: tuple[Cite, ...] = ()
    basis: tuple[str, ...] = ()


def cites_of(case: Case, names: tuple[str, ...], most: int = 2) -> tuple[Cite, ...]:
    """Give the citations of facts by id, from the papers first."""
    papers = {source.id for source in case.sources if source.role is SourceRole.PAPER}
    known = facts_by_id(case)
    found = [cite for name in names if name in known for cite in known[name].cites]
    return tuple(dict.fromkeys(sorted(found, key=lambda cite: cite.source not in papers)))[:most]


def goals_of(case: Case, goal: str, *, by: str = "") -> list[Act]:
    """Give the acts with a goal: those to deter, or those to undo."""
    return [act for act in case.acts if act.goal == goal and by in ("", act.by)]


def published_ladders(case: Case) -> list[Ladder]:
    """Give the ladders that somebody has published."""
    return [ladder for ladder in case.ladders if ladder.standing is LadderStanding.PUBLISHED]


def net_support(poll: Poll) -> float | None:
    """Give support minus opposition of a poll [point]; None where it lacks one of them."""
    sides = poll_sides(poll)
    return sides["support"] - sides["oppose"] if len(sides) == 2 else None


def poll_sides(poll: Poll) -> dict[str, float]:
    """Give the shares that support and that oppose [percent], answers of one side added up."""
    sides: dict[str, float] = {}
    for option in poll.options:
        if option.counts_as in ("support", "oppose") and isinstance(option.share, Quantity):
            sides[option.counts_as] = sides.get(option.counts_as, 0.0) + option.share.number
    return sides
