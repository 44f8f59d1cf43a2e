"""
From the case to its votes: who votes how on what, with which chance it passes, and how a change of
law is made.

A procedure belongs to a body; a whip count says how each party of the body is expected to vote on
it. The chance that a vote passes has every party move together by one shock; the chance if members
decided alone stands beside it. Shocks that a valuation holds under `shocks.<party>` are taken as
they are, so that votes of the same draw are votes of the same members.

The range of a chance is that over the ends of the assumptions it rests on: each one alone, and all
of them at once in the direction in which each moves it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from fractions import Fraction
from functools import lru_cache
from math import prod

from phaseline.case.addresses import did_you_mean
from phaseline.case.check.politics import has_count, parts_of, seated
from phaseline.case.check.weights import weights_of
from phaseline.case.model.case import Case
from phaseline.case.model.law import Amendment
from phaseline.case.model.politics import (
    ANY_MEMBER,
    Procedure,
    SilenceProcedure,
    Whip,
    WhipVote,
    portion,
    votes_needed,
)
from phaseline.case.values import CaseKey, amount_or_unknown
from phaseline.desk.estimates.ranges import span
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, in_case_order
from phaseline.errors import QuestionError
from phaseline.politics.consulting import Manner, Objection, shifted, yes_share
from phaseline.politics.joint import ANY_VOTE, JointVote, joint, objections, outcome
from phaseline.politics.model import Base, Group, Threshold
from phaseline.politics.repeated import RepeatedSittings, both, repeated
from phaseline.politics.weights import chance_of_vote
from phaseline.terms.quantity import Amount, Quantity, in_unit, unit
from phaseline.terms.record import record
from phaseline.terms.ties import total

SHOCK = "shocks."
SITTINGS = 3


@record
class Ballot:
    """
    One vote: what is asked for, and how it is counted.

    Args:
        procedure: The procedure.
        whip: The whip count that is used.
        threshold: What is asked for.
        seats: Seats by party [seat].
        weights: What each member of a party weighs, by party; nothing where none is weighed.
    """

    procedure: Procedure
    whip: Whip
    threshold: Threshold
    seats: Mapping[str, int]
    weights: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def members(self) -> int:
        """All members [seat]."""
        return sum(self.seats.values())


@record
class VoteOutlook:
    """
    What would pass by one procedure.

    Args:
        id: The id of the procedure.
        institution: The id of the body.
        base: Whether the majority is counted of all members, of those present, or of the votes
            cast.
        threshold: The yes votes needed with everybody present, and nobody abstaining.
        quorum: The fewest members that have to be present; 0 where none is asked for.
        members: All members [seat].
        whip: The id of the whip count.
        vetoes: The members whose no blocks it, in the order of the case.
        parties: How each party is expected to vote; `yes` is the median of its share of those who
            vote.
        chance: The chance that one sitting passes it.
        chance_if_independent: The same if every member decided alone.
        low: The least chance over the ends of the assumptions.
        high: The greatest.
        rests_on: The ids of the assumptions that it rests on.
        again: What several sittings are worth.
        months: How long it takes [month]; None where the case does not say.
    """

    id: str
    institution: str
    base: Base
    threshold: int
    quorum: int
    members: int
    whip: str
    vetoes: tuple[str, ...]
    parties: tuple[Group, ...]
    chance: float
    chance_if_independent: float
    low: float
    high: float
    rests_on: tuple[str, ...]
    again: RepeatedSittings
    months: float | None


@record
class LegislativeRoute:
    """
    How a change of law is made, and the chance that it is.

    Args:
        amendment: The id of the amendment.
        procedure: The id of the procedure it needs; empty where the case names none.
        whip: The id of the whip count; empty where nobody votes.
        passes: The chance that it passes; None where nobody votes.
        vetoed: The chance that it is sent back, once passed.
        overridden: The chance that it passes again by the same members, once sent back.
        chance: The chance that it becomes law; None where the case gives none.
        months: How long it takes [month]; None where the case does not say.
        months_vetoed: How long it takes if it is sent back; None where that cannot be, or the case
            does not say.
        why: Why there is no chance, or who decides; empty where votes decide.
        rests_on: The ids of the assumptions that it rests on.
    """

    amendment: str
    procedure: str
    whip: str
    passes: float | None
    vetoed: float
    overridden: float | None
    chance: float | None
    months: float | None
    months_vetoed: float | None
    why: str
    rests_on: tuple[str, ...]


def voting(case: Case, values: Valuation) -> tuple[VoteOutlook, ...]:
    """
    Give what would pass, for every procedure that is a vote with a whip count, in the order of the
    case.

    Args:
        case: The case.
        values: One value for every assumption; shocks that it holds are used.
    """
    return tuple(
        outlook(case, values, procedure.id)
        for procedure in case.procedures
        if has_count(case, procedure)
    )


def outlook(case: Case, values: Valuation, procedure: str, whip: str = "") -> VoteOutlook:
    """
    Give what would pass by one procedure.

    Args:
        case: The case.
        values: One value for every assumption.
        procedure: The id of the procedure.
        whip: The id of a whip count, if not the procedure's own.

    Raises:
        QuestionError: There is no such procedure or count, or nobody votes.
    """
    on = ballot(case, procedure, whip)
    groups = parties(on, values, Manner.CONSULTED)
    rests_on = needs(case, procedure, whip)
    now = sitting(case, values, procedure, whip)
    low, high = span(
        case, values, rests_on, lambda valuation: sitting(case, valuation, procedure, whip)
    )
    return VoteOutlook(
        id=procedure,
        institution=on.procedure.institution,
        base=on.threshold.base,
        threshold=on.threshold.needed(on.members),
        quorum=on.threshold.present_needed(on.members),
        members=on.members,
        whip=on.whip.id,
        vetoes=on.procedure.vetoes,
        parties=groups,
        chance=now,
        chance_if_independent=chance_of_vote(groups, on.threshold, sd=0.0, shocks={}),
        low=min(low, now),
        high=max(high, now),
        rests_on=in_case_order(case, rests_on),
        again=repeated(groups, on.threshold, _shock(on, values), sittings=SITTINGS),
        months=_months(on.procedure, values),
    )


def sitting(
    case: Case,
    values: Valuation,
    procedure: str,
    whip: str = "",
    *,
    manner: Manner = Manner.CONSULTED,
) -> float:
    """
    Give the chance that one sitting passes something, or the case's own chance where nobody votes.

    Args:
        case: The case.
        values: One value for every assumption; a party's shock, if it holds one, is taken as it is.
        procedure: The id of the procedure.
        whip: The id of a whip count, if not the first one of the procedure.
        manner: How the body is asked.

    Raises:
        QuestionError: There is no such procedure or count, or it gives no chance.
    """
    key = vote_key(procedure, whip, manner)
    if key not in values.known:
        values.known[key] = _sitting(case, values, procedure, whip, manner)
    return values.known[key]


def vote_key(procedure: str, whip: str, manner: Manner) -> tuple[str, str, Manner]:
    """Give the name under which a valuation knows the chance of a sitting."""
    return procedure, whip, manner


def _sitting(case: Case, values: Valuation, procedure: str, whip: str, manner: Manner) -> float:
    decided = case.procedures.get(procedure)
    if decided and decided.is_composed:
        return _composed(case, values, decided, manner)
    if decided and decided.counted_of == "unknown" and decided.chance:
        return _share(values.of(decided.chance))
    on = ballot(case, procedure, whip)
    return chance_of_vote(
        parties(on, values, manner),
        on.threshold,
        sd=_shock(on, values),
        shocks=_drawn_shocks(on, values),
    )


def months_of(case: Case, procedure: str, values: Valuation) -> float | None:
    """
    Give how long a decision takes [month]: those of several bodies one after the other, or the
    longest where they decide together, and so within each part; None where the case does not say of
    one of them.
    """
    decided = case.procedures.get(procedure)
    if decided is None or not decided.all:
        return None if decided is None else _months(decided, values)
    times = [months_of(case, name, values) for name in decided.all]
    known = [time for time in times if time is not None]
    if len(known) < len(times):
        return None
    return max(known) if decided.together else total(known)


def _composed(case: Case, values: Valuation, procedure: Procedure, manner: Manner) -> float:
    """
    Give the chance of a decision that hangs on others: given drawn shocks they are independent;
    over all shocks those that parties share are common.
    """
    votes, settled = _factors(case, values, procedure, manner)
    drawn = {
        name.removeprefix(SHOCK): values.values[name]
        for name in values.values  # the others are not read
        if name.startswith(SHOCK)
    }
    return settled * (prod(outcome(vote, drawn) for vote in votes) if drawn else joint(votes))


def chance_of_members_alone(case: Case, values: Valuation, procedure: Procedure) -> float:
    """
    Give the chance of a decision that hangs on others if every member decided alone, in each body
    anew: no party has a shock.
    """
    votes, settled = _factors(case, values, procedure, Manner.CONSULTED)
    return settled * prod(outcome(replace(vote, sd=0.0), {}) for vote in votes)


def _factors(
    case: Case, values: Valuation, procedure: Procedure, manner: Manner
) -> tuple[tuple[JointVote, ...], float]:
    """
    Give the votes that a decision hangs on, and the chance of all the rest, where nobody votes.
    """
    factors = [_factor(case, values, part, manner) for part in parts_of(case, procedure.id)]
    votes = tuple(factor for factor in factors if isinstance(factor, JointVote))
    return votes, prod(factor for factor in factors if not isinstance(factor, JointVote))


def _factor(
    case: Case, values: Valuation, procedure: Procedure, manner: Manner
) -> JointVote | float:
    """Give the vote by which one decision comes about, or its chance where nobody votes."""
    if procedure.silence is None:
        if not has_count(case, procedure) and procedure.chance:
            return _share(values.of(procedure.chance))
        on = ballot(case, procedure.id)
        return JointVote(
            groups=parties(on, values, manner), threshold=on.threshold, sd=_shock(on, values)
        )
    if procedure.silence.stopped_by == ANY_MEMBER:
        on = objection_ballot(case, procedure)
        return objections(parties(on, values, manner), _shock(on, values))
    stopping = _factor(case, values, case.procedures[procedure.silence.stopped_by], manner)
    if isinstance(stopping, JointVote):
        return replace(stopping, is_stopping=not stopping.is_stopping)
    return 1 - stopping


def needs(
    case: Case, procedure: str, whip: str = "", *, manner: Manner = Manner.CONSULTED
) -> frozenset[str]:
    """
    Give the ids of the assumptions on which the chance of a procedure rests; none where there is no
    such vote.
    """
    if procedure not in case.procedures.ids:
        return frozenset()
    if hinges := hinges_of(case, procedure):
        return frozenset().union(*(needs(case, name, manner=manner) for name in hinges))
    counts = [count for count in counts_of(case, procedure) if whip in ("", count.id)][:1]
    formulas = [case.procedures[procedure].chance]
    for count in counts:
        formulas += _formulas_of(count, manner)
    return frozenset(name for text in formulas for name in assumptions_in(case, text))


def turns_on_proof(case: Case, procedure: str) -> bool:
    """Whether some party votes otherwise on what a procedure decides once a crossing is proved."""
    return any(
        bool(vote.proof)
        for part in parts_of(case, procedure)
        for count in counts_of(case, _voted_by(part))
        for vote in count.votes
    )


def _voted_by(part: Procedure) -> str:
    """Give the procedure whose votes decide a part: its own, or those that stop it."""
    stopper = part.silence.stopped_by if part.silence else ""
    return part.id if stopper in ("", ANY_MEMBER) else stopper


def hinges_of(case: Case, procedure: str) -> tuple[str, ...]:
    """
    Give the procedures on which a decision hangs: all that it is made of in the end, or the one
    that stops it; none where it is one of its own, or any member may stop it.
    """
    decided = case.procedures[procedure]
    if decided.silence and decided.silence.stopped_by != ANY_MEMBER:
        return (decided.silence.stopped_by,)
    return tuple(part.id for part in parts_of(case, procedure)) if decided.all else ()


def counts_of(case: Case, procedure: str) -> list[Whip]:
    """Give the whip counts of a procedure, its own first, then in the order of the case."""
    own = case.procedures[procedure].count
    counts = [count for count in case.whips if procedure in count.procedures]
    return sorted(counts, key=lambda count: count.id != own)


def _formulas_of(count: Whip, manner: Manner) -> Iterator[str]:
    """Give the formulas of a whip count that matter where the body is asked in this manner."""
    yield count.shock
    for vote in count.votes:
        yield from (vote.yes, vote.risk, vote.attends, vote.abstains)
        if manner in (Manner.CONSULTED, Manner.PROVED):
            yield vote.framing
        if manner is Manner.PROVED:
            yield vote.proof
        if manner is Manner.BYPASSED:
            yield vote.bypass


def enacting(case: Case, values: Valuation, amendment: Amendment) -> LegislativeRoute:
    """
    Give how an amendment becomes law: by a vote, with a veto and an override where who moves it
    meets one, or by who decides.

    The whip count is that of the actor who proposes it; the procedure's own where nobody does, or
    no count is theirs. Those who override are those who have passed it: the shocks
    are the same.

    Args:
        case: The case.
        values: One value for every assumption; shocks that it holds are used.
        amendment: The amendment.
    """
    procedure = case.procedures.get(amendment.route)
    if procedure is None:
        return replace(_NO_ROUTE, amendment=amendment.id, why="the case names no procedure for it")
    months = months_of(case, procedure.id, values)
    if not has_count(case, procedure):
        is_given = bool(procedure.chance) or procedure.is_composed
        return replace(
            _NO_ROUTE,
            amendment=amendment.id,
            procedure=procedure.id,
            chance=sitting(case, values, procedure.id) if is_given else None,
            months=months,
            why=no_vote(procedure),
            rests_on=in_case_order(case, needs(case, procedure.id)),
        )
    counts = counts_of(case, procedure.id)
    whip = next((count for count in counts if count.moved_by == amendment.proposed_by), counts[0])
    return replace(
        _route_by_vote(case, values, procedure, whip), amendment=amendment.id, months=months
    )


def has_chance(case: Case, procedure: Procedure) -> bool:
    """
    Whether a sitting has a chance: votes are counted, nobody votes and the case gives it, or it
    hangs on others, each of which has one in a sound case.
    """
    is_given = procedure.counted_of == "unknown" and bool(procedure.chance)
    return procedure.is_composed or is_given or has_count(case, procedure)


def no_vote(procedure: Procedure) -> str:
    """Say why a procedure has no chance of a vote of its own."""
    if procedure.all:
        return f"all of these decide on it: {', '.join(procedure.all)}"
    if procedure.silence:
        return f"it passes by silence, unless stopped by {spelt_stop(procedure.silence)}"
    if procedure.counted_of == "unknown":
        return f"no party votes in it (majority: {procedure.needs or 'not in the sources'})"
    return "the case holds no whip count for it"


def spelt_stop(silence: SilenceProcedure) -> str:
    """Say what stops a decision by silence."""
    return "a no of any member" if silence.stopped_by == ANY_MEMBER else silence.stopped_by


def ballot(case: Case, procedure: str, whip: str = "") -> Ballot:
    """
    Give the vote of a procedure.

    Raises:
        QuestionError: There is no such procedure or count, or nobody votes.
    """
    return _ballot(CaseKey(case), procedure, whip)


def objection_ballot(case: Case, procedure: Procedure) -> Ballot:
    """
    Give the vote by which any member stops a decision by silence.

    Raises:
        QuestionError: There is no whip count for it.
    """
    return _ballot_of(case, procedure, _whip_count(case, procedure.id, ""), ANY_VOTE)


@lru_cache(maxsize=256)
def _ballot(same: CaseKey, procedure: str, whip: str) -> Ballot:
    case = same.case
    entry = _procedure_named(case, procedure)
    if not has_count(case, entry):
        raise QuestionError(f"the procedure {procedure!r} has no vote to count: {no_vote(entry)}")
    return _ballot_of(case, entry, _whip_count(case, procedure, whip), threshold_of(entry))


def _ballot_of(case: Case, entry: Procedure, whip: Whip, threshold: Threshold) -> Ballot:
    """Give a vote of the body of a procedure, by a whip count and what is asked for."""
    rows = seated(case, case.institutions[entry.institution])
    seats = {row.party: _seats(case, row.party, amount_or_unknown(case, row.seats)) for row in rows}
    return Ballot(
        procedure=entry,
        whip=whip,
        threshold=threshold,
        seats=seats,
        weights=weights_of(case, rows) if threshold.weight else {},
    )


def _procedure_named(case: Case, name: str) -> Procedure:
    known = case.procedures
    if name not in known.ids:
        near = did_you_mean(name, known.ids)
        raise QuestionError(f"there is no procedure {name!r} in this case{near}")
    return known[name]


def _whip_count(case: Case, procedure: str, name: str) -> Whip:
    """
    Give the whip count of a name, or the procedure's own where none is named.

    Raises:
        QuestionError: There is no such count.
    """
    counts = counts_of(case, procedure)
    for count in counts:
        if name in ("", count.id):
            return count
    raise QuestionError(
        f"there is no whip count {name!r} for"
        f" {procedure!r}{did_you_mean(name, [count.id for count in counts])}"
    )


def threshold_of(procedure: Procedure) -> Threshold:
    """Give what a procedure asks for; `check` has seen that it can be read."""
    majority, quorum = portion(procedure.needs), portion(procedure.quorum)
    weight = portion(procedure.weight)
    return Threshold(
        base=Base(procedure.counted_of),
        share=majority.share if majority else Fraction(1),
        strict=bool(majority and majority.is_strict),
        quorum=quorum.share if quorum else Fraction(0),
        quorum_strict=bool(quorum and quorum.is_strict),
        votes=votes_needed(procedure.needs) or 0,
        vetoes=frozenset(procedure.vetoes),
        weight=weight.share if weight else Fraction(0),
        weight_strict=bool(weight and weight.is_strict),
    )


def parties(on: Ballot, values: Valuation, manner: Manner) -> tuple[Group, ...]:
    """Give how each party is expected to vote, in the order of its seats."""
    votes = {vote.party: vote for vote in on.whip.votes}
    return tuple(
        Group(
            party=name,
            seats=seats,
            yes=_yes(votes[name], values, manner),
            attends=_share(values.of(votes[name].attends)) if votes[name].attends else 1.0,
            abstains=_share(values.of(votes[name].abstains)) if votes[name].abstains else 0.0,
            weight=on.weights.get(name, Fraction(0)),
        )
        for name, seats in on.seats.items()
    )


_NO_ROUTE = LegislativeRoute(
    amendment="",
    procedure="",
    whip="",
    passes=None,
    vetoed=0.0,
    overridden=None,
    chance=None,
    months=None,
    months_vetoed=None,
    why="",
    rests_on=(),
)


def _route_by_vote(
    case: Case, values: Valuation, procedure: Procedure, whip: Whip
) -> LegislativeRoute:
    passes = sitting(case, values, procedure.id, whip.id)
    vetoed = _share(values.of(whip.vetoed)) if whip.vetoed and procedure.veto_by else 0.0
    rests_on = needs(case, procedure.id, whip.id) | assumptions_in(
        case, whip.vetoed if vetoed else ""
    )
    again = _override_of(case, procedure)
    overridden, months = None, None
    if vetoed and again is not None:
        on = ballot(case, procedure.id, whip.id)
        twice = _twice(on, threshold_of(again), values)
        overridden = twice / passes if passes else 0.0
        months = _months_of_both(procedure, again, values)
    return replace(
        _NO_ROUTE,
        procedure=procedure.id,
        whip=whip.id,
        passes=passes,
        vetoed=vetoed,
        overridden=overridden,
        chance=passes * (1 - vetoed + vetoed * (overridden or 0.0)),
        months_vetoed=months,
        rests_on=in_case_order(case, rests_on),
    )


def _override_of(case: Case, procedure: Procedure) -> Procedure | None:
    """Give the vote that overrides a veto on what passes; None where no vote is counted."""
    override = case.procedures.get(procedure.override)
    return override if override and override.counted_of != "unknown" else None


def _months_of_both(first: Procedure, second: Procedure, values: Valuation) -> float | None:
    before, after = _months(first, values), _months(second, values)
    return before + after if before is not None and after is not None else None


def _twice(on: Ballot, again: Threshold, values: Valuation) -> float:
    """
    Give the chance that a vote passes, and then the vote that overrides the veto, by the same
    members.
    """
    groups, sd = parties(on, values, Manner.CONSULTED), _shock(on, values)
    shocks = _drawn_shocks(on, values)
    if not shocks:
        return both(groups, on.threshold, again, sd)
    return chance_of_vote(groups, on.threshold, sd=sd, shocks=shocks) * chance_of_vote(
        groups, again, sd=sd, shocks=shocks
    )


def _yes(vote: WhipVote, values: Valuation, manner: Manner) -> float:
    if vote.yes:
        proof = values.of(vote.proof) if manner is Manner.PROVED else 0.0
        return shifted(_share(values.of(vote.yes)), proof)
    objection = Objection(
        risk=values.of(vote.risk),
        bypass=values.of(vote.bypass),
        framing=_share(values.of(vote.framing)),
        proof=values.of(vote.proof),
    )
    return yes_share(objection, manner)


def _shock(on: Ballot, values: Valuation) -> float:
    return max(0.0, values.of(on.whip.shock))


def _drawn_shocks(on: Ballot, values: Valuation) -> dict[str, float]:
    """Give the shock of each party of a vote for which one is drawn."""
    return {name: values.values[SHOCK + name] for name in on.seats if SHOCK + name in values.values}


def _share(number: float) -> float:
    return min(1.0, max(0.0, number))


def _seats(case: Case, party: str, amount: object) -> int:
    if not isinstance(amount, Quantity):
        raise QuestionError(f"the seats of {party!r} are not in the sources of {case.id}")
    return round(amount.number)


def _months(procedure: Procedure, values: Valuation) -> float | None:
    if procedure.silence is not None:
        return _months_in(amount_or_unknown(values.case, procedure.silence.after))
    return values.of(procedure.days) if procedure.days else None


def _months_in(time: Amount) -> float | None:
    """Give a time in months, each the twelfth of a mean year."""
    return in_unit(time, unit("month")).number if isinstance(time, Quantity) else None
