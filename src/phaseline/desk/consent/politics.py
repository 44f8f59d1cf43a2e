"""
Could it pass, and who objects: votes, power, polls, consultation against bypass, penalties, and the
routes of changes of law.
"""

from collections.abc import Mapping
from itertools import combinations

from phaseline.case.check.dates import is_after, is_later_knowledge
from phaseline.case.check.politics import has_count, seated, voted_in
from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption, judged_chance
from phaseline.case.model.evidence import Fact
from phaseline.case.model.politics import Institution, Penalty, Procedure, Seats
from phaseline.case.values import amount_or_unknown
from phaseline.desk.consent.chains import ComposedDecision, composed_decisions
from phaseline.desk.consent.votes import (
    Ballot,
    LegislativeRoute,
    VoteOutlook,
    ballot,
    counts_of,
    enacting,
    needs,
    no_vote,
    outlook,
    parties,
    sitting,
    threshold_of,
    turns_on_proof,
    voting,
)
from phaseline.desk.estimates.ranges import Estimate, span
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, ends_of
from phaseline.politics.consulting import Manner
from phaseline.politics.model import Base, Group, most_present
from phaseline.politics.polls import Net, PooledPolls, Refusal, net, pooled
from phaseline.politics.power import Power, power
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record
from phaseline.terms.ties import is_more, nearest, total


@record
class Body:
    """
    A body with its seats on the last day of a count that is no later knowledge.

    Args:
        institution: The body.
        seats: The rows of the count.
        members: Seats by party [seat].
        since: What has happened to a party's seats between the count and the as-of date, by party;
            they are counted as they were.
    """

    institution: Institution
    seats: tuple[Seats, ...]
    members: Mapping[str, int]
    since: Mapping[str, Fact]


@record
class Unvoted:
    """
    A procedure in which no vote is counted, and why; the chance is the case's own assumption, None
    where it has none.
    """

    procedure: Procedure
    why: str
    chance: Estimate | None


@record
class Powers:
    """
    Who turns the result of a body where so many votes are needed, and no no of those who may block
    it; these by their names, for procedures name them in orders of their own.
    """

    institution: str
    needed: int
    vetoes: tuple[str, ...]
    procedures: tuple[str, ...]
    power: Mapping[str, Power]


@record
class ConsultedVote:
    """How an objecting party votes, and what one sitting then passes, for one way of asking."""

    manner: Manner
    yes: Estimate
    chance: Estimate


@record
class Consultation:
    """Consultation against bypass, for one party that objects to what one whip count counts."""

    whip: str
    procedure: str
    party: str
    ways: tuple[ConsultedVote, ...]


@record
class PenaltyOutlook:
    """
    What an act exposes an office to.

    Args:
        penalty: The penalty.
        moved: The chance that the motion follows; None where the case gives none.
        carried: The chance that one sitting carries it; None where the case counts no such vote.
        succeeds: The case's own chance that the motion, once moved, ends the office; None where it
            gives none.
    """

    penalty: Penalty
    moved: Estimate | None
    carried: VoteOutlook | None
    succeeds: Estimate | None


@record
class DirectJudgement:
    """
    A direct judgement beside what the count of votes gives for the same thing.

    Args:
        assumption: The judgement.
        judged: Its value with its range.
        counted: What the count gives at the best values.
        is_used: Whether results rest on the judgement; on the count otherwise.
    """

    assumption: Assumption
    judged: Estimate
    counted: float
    is_used: bool


@record
class Boycott:
    """
    What staying away does to a vote.

    Args:
        yes: The seats of the parties of which more than half are expected to vote yes.
        passes_at: The largest presence at which these votes pass; None if they never do. Of the
            votes cast those who vote are meant.
        needed: Votes needed by number of members present, the fullest house first.
        counts_present: Whether the majority is counted of those present, or of those of them who
            vote.
        overrides: Whether the vote overrides a veto.
    """

    yes: int
    passes_at: int | None
    needed: tuple[tuple[int, int], ...]
    counts_present: bool
    overrides: bool


@record
class CountedVote:
    """
    One procedure by one whip count, with what staying away does, and what has happened to seats
    since they were counted.
    """

    outlook: VoteOutlook
    boycott: Boycott
    since: Mapping[str, Fact]


@record
class Feasibility:
    """
    Everything that the politics of a case answers.

    Args:
        bodies: Who decides.
        votes: What would pass, each procedure by its first whip count.
        other_votes: The same by each further whip count of a procedure: another side moves it.
        composed: Decisions that hang on others.
        unvoted: Procedures in which no vote is counted.
        powers: Who turns a result.
        consultations: Consultation against bypass.
        routes: How each change of law is made.
        penalties: What an act exposes an office to.
        judged: Direct judgements beside what the count gives.
        nets: The net support of each poll.
        pooling: Polls as one, or why not.
    """

    bodies: tuple[Body, ...]
    votes: tuple[VoteOutlook, ...]
    other_votes: tuple[VoteOutlook, ...]
    composed: tuple[ComposedDecision, ...]
    unvoted: tuple[Unvoted, ...]
    powers: tuple[Powers, ...]
    consultations: tuple[Consultation, ...]
    routes: tuple[LegislativeRoute, ...]
    penalties: tuple[PenaltyOutlook, ...]
    judged: tuple[DirectJudgement, ...]
    nets: tuple[Net, ...]
    pooling: tuple[PooledPolls | Refusal, ...]


def feasibility(case: Case, values: Valuation) -> Feasibility:
    """
    Answer whether things could pass, and who objects.

    Args:
        case: The case.
        values: One value for every assumption.
    """
    votes = voting(case, values)
    consultations = _consultations(case, values)
    routes = tuple(enacting(case, values, amendment) for amendment in case.amendments)
    penalties = tuple(_penalty(case, values, penalty, votes) for penalty in case.penalties)
    return Feasibility(
        bodies=tuple(_body(case, institution) for institution in case.institutions),
        votes=votes,
        other_votes=_other_votes(case, values, votes),
        composed=composed_decisions(case, values),
        unvoted=tuple(
            _unvoted(case, values, procedure)
            for procedure in case.procedures
            if not has_count(case, procedure) and not procedure.is_composed
        ),
        powers=_powers(case),
        consultations=consultations,
        routes=routes,
        penalties=penalties,
        judged=_direct_judgements(case, values, routes, penalties),
        nets=tuple(net(poll) for poll in case.polls),
        pooling=_pooling(case),
    )


def counted(case: Case, values: Valuation, procedure: str) -> tuple[CountedVote, ...]:
    """
    Count one procedure, once by each whip count that it has.

    Raises:
        QuestionError: There is no such procedure, or nobody votes.
    """
    ballot(case, procedure)
    counts = [whip.id for whip in counts_of(case, procedure)]
    outlooks = (
        (outlook(case, values, procedure, whip), ballot(case, procedure, whip)) for whip in counts
    )
    overrides = any(candidate.override == procedure for candidate in case.procedures)
    return tuple(
        CountedVote(
            outlook=seen,
            boycott=_boycott(seen.parties, on, overrides=overrides),
            since=_changes_since(case, case.institutions[seen.institution]),
        )
        for seen, on in outlooks
    )


def _other_votes(
    case: Case, values: Valuation, votes: tuple[VoteOutlook, ...]
) -> tuple[VoteOutlook, ...]:
    return tuple(
        outlook(case, values, vote.id, whip.id)
        for vote in votes
        for whip in case.whips
        if vote.id in whip.procedures and whip.id != vote.whip
    )


def _boycott(groups: tuple[Group, ...], on: Ballot, *, overrides: bool) -> Boycott:
    yes = sum(group.seats for group in groups if is_more(group.yes, 1 / 2))
    is_cast = on.threshold.base is Base.CAST
    expected = nearest(
        total(group.seats * group.attends * (1 - group.abstains * is_cast) for group in groups)
    )
    passes_at = most_present(yes, on.members, on.threshold)
    presences = {
        on.members,
        expected,
        passes_at or on.members,
        on.threshold.present_needed(on.members) or on.members,
    }
    is_present = on.threshold.base is not Base.ALL
    return Boycott(
        yes=yes,
        passes_at=passes_at,
        needed=tuple(
            (present, on.threshold.needed(present if is_present else on.members))
            for present in sorted(presences, reverse=True)
        ),
        counts_present=is_present,
        overrides=overrides,
    )


def _body(case: Case, institution: Institution) -> Body:
    rows = seated(case, institution)
    amounts = {row.party: amount_or_unknown(case, row.seats) for row in rows}
    members = {
        name: round(amount.number)
        for name, amount in amounts.items()
        if isinstance(amount, Quantity)
    }
    return Body(
        institution=institution,
        seats=rows,
        members=members,
        since=_changes_since(case, institution),
    )


def _changes_since(case: Case, institution: Institution) -> Mapping[str, Fact]:
    """
    Give what the body's own facts say has happened to a party's seats after they were counted, and
    is no later knowledge.
    """
    facts = [
        fact
        for fact in map(case.facts.get, institution.facts)
        if fact and not is_later_knowledge(fact.when, case.as_of)
    ]
    return {
        row.party: fact
        for row in seated(case, institution)
        for fact in facts
        if row.party in fact.about and is_after(fact.when, row.on)
    }


def _unvoted(case: Case, values: Valuation, procedure: Procedure) -> Unvoted:
    return Unvoted(
        procedure=procedure, why=no_vote(procedure), chance=_span(case, values, procedure.chance)
    )


def _span(case: Case, values: Valuation, text: str) -> Estimate | None:
    if not text:
        return None
    low, high = span(case, values, assumptions_in(case, text), lambda valuation: valuation.of(text))
    return Estimate(best=values.of(text), low=low, high=high)


def _powers(case: Case) -> tuple[Powers, ...]:
    by_rule: dict[tuple[str, int, tuple[str, ...]], list[str]] = {}
    members = {
        institution.id: _body(case, institution).members for institution in case.institutions
    }
    for procedure in case.procedures:
        seats = sum(members.get(procedure.institution, {}).values())
        if procedure.counted_of != "unknown" and seats and not procedure.weight:
            vetoes = tuple(sorted(procedure.vetoes, key=lambda party: case.actors[party].name))
            key = (procedure.institution, threshold_of(procedure).needed(seats), vetoes)
            by_rule.setdefault(key, []).append(procedure.id)
    return tuple(
        Powers(
            institution=body,
            needed=needed,
            vetoes=vetoes,
            procedures=tuple(names),
            power=_power(members[body], needed, vetoes),
        )
        for (body, needed, vetoes), names in by_rule.items()
        if needed <= sum(members[body].values())
    )


def _power(members: Mapping[str, int], needed: int, vetoes: tuple[str, ...]) -> Mapping[str, Power]:
    """
    Give the power of each party; who may block has as many votes more as no others together have,
    and all of these are needed.
    """
    more = sum(members.values()) + 1
    return power(
        {name: votes + more * (name in vetoes) for name, votes in members.items()},
        needed + more * len(vetoes),
    )


def _consultations(case: Case, values: Valuation) -> tuple[Consultation, ...]:
    consultations = []
    for whip in case.whips:
        voted = voted_in(case, whip)
        for vote in whip.votes if voted else ():
            if voted and vote.risk:
                ways = tuple(
                    _consulted_vote(
                        case, values, ballot(case, voted.id, whip.id), vote.party, manner
                    )
                    for manner in Manner
                    if manner is not Manner.PROVED or turns_on_proof(case, voted.id)
                )
                consultations.append(
                    Consultation(whip=whip.id, procedure=voted.id, party=vote.party, ways=ways)
                )
    return tuple(consultations)


def _consulted_vote(
    case: Case, values: Valuation, on: Ballot, party: str, manner: Manner
) -> ConsultedVote:
    names = needs(case, on.procedure.id, on.whip.id, manner=manner)

    def share(at: Valuation) -> float:
        return next(group.yes for group in parties(on, at, manner) if group.party == party)

    def passing(at: Valuation) -> float:
        return sitting(case, at, on.procedure.id, on.whip.id, manner=manner)

    low, high = span(case, values, names, share)
    least, most = span(case, values, names, passing)
    return ConsultedVote(
        manner=manner,
        yes=Estimate(best=share(values), low=low, high=high),
        chance=Estimate(best=passing(values), low=least, high=most),
    )


def _penalty(
    case: Case, values: Valuation, penalty: Penalty, votes: tuple[VoteOutlook, ...]
) -> PenaltyOutlook:
    return PenaltyOutlook(
        penalty=penalty,
        moved=_span(case, values, penalty.chance),
        carried=next((vote for vote in votes if vote.id == penalty.procedure), None),
        succeeds=_span(case, values, penalty.success),
    )


def _pooling(case: Case) -> tuple[PooledPolls | Refusal, ...]:
    """Try all polls as one; where that is refused, every pair of them too."""
    if len(case.polls) < 2:
        return ()
    whole = pooled(case.polls)
    pairs = (
        combinations(case.polls, 2) if isinstance(whole, Refusal) and len(case.polls) > 2 else ()
    )
    return (whole, *(pooled(pair) for pair in pairs))


def _direct_judgements(
    case: Case,
    values: Valuation,
    routes: tuple[LegislativeRoute, ...],
    penalties: tuple[PenaltyOutlook, ...],
) -> tuple[DirectJudgement, ...]:
    """
    Put direct judgements beside what the count of votes gives for the same thing: what an
    assumption says it judges, and the motion that a penalty's own chance stands for.
    """
    used = {
        name: exposure.carried.chance
        for exposure in penalties
        if exposure.carried
        for name in assumptions_in(case, exposure.penalty.success)
    }
    return tuple(
        DirectJudgement(
            assumption=assumption,
            judged=Estimate(
                best=values.of(f"assumptions.{assumption.id}"), low=ends[0], high=ends[1]
            ),
            counted=counted,
            is_used=assumption.id in used,
        )
        for assumption in case.assumptions
        if (counted := _counted_chance(case, values, routes, assumption, used)) is not None
        and (ends := ends_of(assumption)) is not None
    )


def _counted_chance(
    case: Case,
    values: Valuation,
    routes: tuple[LegislativeRoute, ...],
    assumption: Assumption,
    used: Mapping[str, float],
) -> float | None:
    """Give what the count of votes gives for what an assumption judges; None where nothing."""
    judged = judged_chance(assumption.judges)
    if judged is None:
        return used.get(assumption.id)
    if judged.section == "amendments":
        route = next(route for route in routes if route.amendment == judged.id)
        stages = {"passes": route.passes, "overridden": route.overridden, "made": route.chance}
        return stages[judged.way]
    whip = judged.id if judged.section == "whips" else ""
    voted = voted_in(case, case.whips[whip]) if whip else case.procedures[judged.id]
    if voted is None or not has_count(case, voted):
        return None  # the case was changed so that nobody votes on it
    return sitting(case, values, voted.id, whip, manner=_MANNERS[judged.way])


_MANNERS = {"consulted": Manner.CONSULTED, "bypassed": Manner.BYPASSED}
