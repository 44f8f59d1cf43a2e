"""
The politics of a case for programs: every number of the answer by its key, null where nothing gives
it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.politics import Procedure, Whip
from phaseline.desk.consent.chains import ComposedDecision
from phaseline.desk.consent.politics import (
    Body,
    Consultation,
    CountedVote,
    DirectJudgement,
    Feasibility,
    PenaltyOutlook,
    Powers,
)
from phaseline.desk.consent.votes import LegislativeRoute, VoteOutlook
from phaseline.desk.estimates.ranges import Estimate
from phaseline.politics.model import Group
from phaseline.politics.polls import Net, PooledPolls, Refusal
from phaseline.present.wording.records import plain, plain_amount

RELATIVE_ERROR = (
    1e-12  # of a chance over the shocks, by rounding; docs/explanation/votes-and-shocks.md
)
CUT_OFF = 2e-19  # the chance of a shock beyond nine standard deviations


def politics_data(case: Case, feasibility: Feasibility) -> dict[str, Any]:
    """Give the politics of a case as plain data."""
    votes = {vote.id: vote for vote in feasibility.votes}
    others: dict[str, dict[str, Any]] = {}
    for vote in feasibility.other_votes:
        others.setdefault(vote.id, {})[vote.whip] = outlook_data(vote)
    whys = {
        procedure.procedure.id: (procedure.why, procedure.chance)
        for procedure in feasibility.unvoted
    }
    return {
        "institutions": [_body(body) for body in feasibility.bodies],
        "procedures": [
            {
                **_procedure(one, votes.get(one.id), *whys.get(one.id, ("", None))),
                "by_whip": others.get(one.id, {}),
            }
            for one in case.procedures
        ],
        "composed": [_composed(decision) for decision in feasibility.composed],
        "whips": [
            _whip(whip, (*feasibility.votes, *feasibility.other_votes)) for whip in case.whips
        ],
        "power": _power(feasibility.powers),
        "consultation": [_consultation(consultation) for consultation in feasibility.consultations],
        "amendments": [_route(route) for route in feasibility.routes],
        "penalties": [_penalty(penalty) for penalty in feasibility.penalties],
        "judged": [_judged(judgement) for judgement in feasibility.judged],
        "polls": [_poll(net) for net in feasibility.nets],
        "pooling": [_pool(pool) for pool in feasibility.pooling],
        "salience": [
            {"id": weight.id, "title": weight.title, "share": plain_amount(weight.share)}
            for weight in case.salience
        ],
        "receipt": _receipt(feasibility.bodies),
    }


def vote_data(counts: Sequence[CountedVote]) -> list[dict[str, Any]]:
    """Give one procedure, by each whip count that it has, as plain data."""
    return [
        {
            **outlook_data(count.outlook),
            "boycott": {
                "yes": count.boycott.yes,
                "passes_at": count.boycott.passes_at,
                "needed": [
                    {"present": present, "votes": votes} for present, votes in count.boycott.needed
                ],
            },
        }
        for count in counts
    ]


def outlook_data(seen: VoteOutlook) -> dict[str, Any]:
    """Give what would pass by one procedure as plain data."""
    return {
        "id": seen.id,
        "institution": seen.institution,
        "threshold": seen.threshold,
        "base": seen.base.value,
        "quorum": seen.quorum,
        "members": seen.members,
        "whip": seen.whip,
        "vetoes": list(seen.vetoes),
        "chance": seen.chance,
        "chance_if_independent": seen.chance_if_independent,
        "low": seen.low,
        "high": seen.high,
        "again": {
            "sittings": seen.again.sittings,
            "shared": seen.again.shared,
            "independent": seen.again.independent,
        },
        "months": seen.months,
        "rests_on": [f"assumptions.{name}" for name in seen.rests_on],
        "parties": [_group(party) for party in seen.parties],
    }


def _procedure(
    procedure: Procedure, seen: VoteOutlook | None, why: str, assumed: Estimate | None
) -> dict[str, Any]:
    own = {
        "says": procedure.says,
        "majority": procedure.needs,
        "vetoes": list(procedure.vetoes),
        "quorum_rule": procedure.quorum,
        "proposed_by": procedure.proposed_by,
        "veto": procedure.veto,
        "veto_by": procedure.veto_by or None,
        "override": procedure.override or None,
        "why": why,
        "assumed": span_data(assumed),
    }
    if seen is not None:
        return {**outlook_data(seen), **own}
    numbers = (
        "threshold",
        "quorum",
        "members",
        "whip",
        "chance",
        "chance_if_independent",
        "low",
        "high",
        "again",
        "months",
    )
    nothing: dict[str, Any] = {**dict.fromkeys(numbers), "rests_on": [], "parties": []}
    return {
        "id": procedure.id,
        "institution": procedure.institution or None,
        "base": procedure.counted_of,
        **nothing,
        **own,
    }


def _composed(decision: ComposedDecision) -> dict[str, Any]:
    return {**plain(decision), "rests_on": [f"assumptions.{name}" for name in decision.rests_on]}


def span_data(estimate: Estimate | None) -> dict[str, float] | None:
    """Give a number with its range as plain data; null where there is none."""
    return {"best": estimate.best, "low": estimate.low, "high": estimate.high} if estimate else None


def _body(body: Body) -> dict[str, Any]:
    seats = [
        {
            "party": seat.party,
            "seats": body.members.get(seat.party),
            "on": seat.on.text,
            "since": (
                {"fact": f"facts.{fact.id}", "when": plain(fact.when), "says": fact.says}
                if (fact := body.since.get(seat.party))
                else None
            ),
        }
        for seat in body.seats
    ]
    total = sum(body.members.values()) if body.members else None
    return {
        "id": body.institution.id,
        "name": body.institution.name,
        "members": total,
        "seats": seats,
    }


def _whip(whip: Whip, votes: Sequence[VoteOutlook]) -> dict[str, Any]:
    parties = next((vote.parties for vote in votes if vote.whip == whip.id), ())
    return {
        "id": whip.id,
        "title": whip.title,
        "moved_by": whip.moved_by,
        "procedures": list(whip.procedures),
        "shock": whip.shock,
        "parties": [_group(party) for party in parties],
        "formulas": plain(whip.votes),
        "note": whip.note,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "party": group.party,
        "seats": group.seats,
        "yes": group.yes,
        "attends": group.attends,
        "abstains": group.abstains,
    }


def _power(found: Sequence[Powers]) -> dict[str, Any]:
    bodies: dict[str, Any] = {}
    for one in found:
        indices: Mapping[str, Any] = {
            name: {"banzhaf": float(power.banzhaf), "shapley_shubik": float(power.shapley_shubik)}
            for name, power in one.power.items()
        }
        key = " ".join(
            [str(one.needed), *(["without a veto of", ", ".join(one.vetoes)] if one.vetoes else [])]
        )
        bodies.setdefault(one.institution, {})[key] = {
            "procedures": list(one.procedures),
            "parties": indices,
        }
    return bodies


def _consultation(consultation: Consultation) -> dict[str, Any]:
    ways = {
        way.manner.name.lower(): {"yes": span_data(way.yes), "chance": span_data(way.chance)}
        for way in consultation.ways
    }
    return {
        "whip": consultation.whip,
        "procedure": consultation.procedure,
        "party": consultation.party,
        **ways,
    }


def _route(route: LegislativeRoute) -> dict[str, Any]:
    return {**plain(route), "rests_on": [f"assumptions.{name}" for name in route.rests_on]}


def _penalty(penalty: PenaltyOutlook) -> dict[str, Any]:
    entry = penalty.penalty
    return {
        "id": entry.id,
        "act": entry.act,
        "exposes": entry.exposes,
        "to": entry.to,
        "by": entry.by,
        "options": list(entry.options),
        "procedure": entry.procedure or None,
        "moved": span_data(penalty.moved),
        "carried": penalty.carried.chance if penalty.carried else None,
        "succeeds": span_data(penalty.succeeds),
    }


def _judged(judgement: DirectJudgement) -> dict[str, Any]:
    return {
        "assumption": judgement.assumption.id,
        "judges": judgement.assumption.judges or None,
        "judged": span_data(judgement.judged),
        "counted": judgement.counted,
        "used": "judgement" if judgement.is_used else "count",
    }


def _receipt(bodies: Sequence[Body]) -> dict[str, Any]:
    """
    Say what the numbers are made from: the day of each count of seats, and how the shocks are
    taken.
    """
    return {
        "seats_on": {body.institution.id: body.seats[0].on.text for body in bodies if body.seats},
        "shocks": "integrated over each party's shock by a trapezoid rule; no random draws",
        "relative_error": RELATIVE_ERROR,
        "cut_off": CUT_OFF,
    }


def _poll(net: Net) -> dict[str, Any]:
    return {
        "id": net.poll,
        "net": net.net,
        "question_form": net.question_form,
        "support": net.support,
        "oppose": net.oppose,
        "sample": net.sample,
        "pollster": net.house,
        "mode": net.mode,
        "fieldwork": plain(net.fieldwork),
        "why": net.why,
    }


def _pool(pooled: PooledPolls | Refusal) -> dict[str, Any]:
    if isinstance(pooled, Refusal):
        return {"polls": list(pooled.polls), "net": None, "refused": list(pooled.reasons)}
    return {
        "polls": list(pooled.polls),
        "net": pooled.net,
        "refused": [],
        "question_form": pooled.question_form,
        "support": pooled.support,
        "oppose": pooled.oppose,
        "sample": pooled.sample,
        "pollsters": list(pooled.houses),
        "modes": list(pooled.modes),
        "fieldwork": [plain(poll) for poll in pooled.fieldwork],
    }
