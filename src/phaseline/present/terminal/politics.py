"""
The politics of a case for a reader: bodies, votes, power, consultation, penalties, polls; by party,
never by named member.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from phaseline.case.model.case import Case
from phaseline.case.model.politics import Procedure
from phaseline.desk.consent.chains import ComposedDecision
from phaseline.desk.consent.politics import (
    Body,
    Consultation,
    ConsultedVote,
    DirectJudgement,
    Feasibility,
    PenaltyOutlook,
    Powers,
)
from phaseline.desk.consent.votes import LegislativeRoute, VoteOutlook
from phaseline.desk.estimates.valuation import assumptions_in
from phaseline.politics.consulting import Manner
from phaseline.politics.polls import Net, PooledPolls, Refusal
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.numbers import (
    actor_words,
    amount_words,
    count_words,
    date_words,
    ends_words,
    listed,
    lowered,
    number_words,
)
from phaseline.present.wording.politics import (
    LEAD,
    _unvoted_words,
    apart_words,
    chance_words,
    decision_words,
    figures_words,
    months_words,
    needs_words,
    pool_words,
    since_words,
    span_words,
)
from phaseline.terms.letters import capitalised

NO_POLITICS = (
    "This case holds no politics: no bodies, procedures, polls or penalties (politics.yaml)."
)


def has_politics(case: Case) -> bool:
    """Whether a case says anything about who decides and who objects."""
    return bool(
        case.institutions or case.procedures or case.polls or case.salience or case.penalties
    )


def politics_text(case: Case, feasibility: Feasibility) -> str:
    """Give the politics of a case as blocks of text."""
    if not has_politics(case):
        return NO_POLITICS
    parts = [
        f"{heading(f'{case.title}: politics')}\n{wrapped(LEAD)}",
        _bodies(case, feasibility.bodies),
        _procedures(case, feasibility.votes, feasibility.composed),
        _chances(case, feasibility),
        *(_powers(case, power) for power in feasibility.powers),
        *(_consultation(case, consultation) for consultation in feasibility.consultations),
        _routes(case, feasibility.routes),
        _penalties(case, feasibility.penalties),
        _judgements(feasibility.judged),
        _polls(case, feasibility.nets, feasibility.pooling),
        _salience(case),
        _receipt(feasibility.bodies),
    ]
    return "\n\n".join(part for part in parts if part)


def _bodies(case: Case, bodies: Sequence[Body]) -> str:
    lines = [heading("Bodies")]
    for body in bodies:
        if body.seats:
            seats = ", ".join(
                f"{actor_words(case, row.party)}"
                f" {body.members.get(row.party, 'not in the sources')}"
                f"{since_words(case, row.party, body.since)}"
                for row in body.seats
            )
            day = date_words(body.seats[0].on)
            lines.append(
                wrapped(
                    f"{body.institution.name}:"
                    f" {count_words(sum(body.members.values()), 'seat')} on {day}:"
                    f" {seats}.",
                    hang=4,
                )
            )
        else:
            lines.append(wrapped(f"{body.institution.name}.", hang=4))
    return "\n".join(lines) if bodies else ""


def _procedures(
    case: Case, votes: Sequence[VoteOutlook], composed: Sequence[ComposedDecision]
) -> str:
    months = {vote.id: vote.months for vote in votes}
    months |= {decision.id: decision.months for decision in composed}
    rows = [
        (
            f"{procedure.id}: {lowered(case, procedure.says).rstrip('.')}",
            needs_words(case, procedure),
            _stops(case, procedure),
            procedure.proposed_by,
            months_words(months.get(procedure.id)),
        )
        for procedure in case.procedures
    ]
    head = ("", "Needed", "Who may stop it", "Proposed by", "Takes")
    return (
        f"{heading('Procedures')}\n{table(head, rows, widths=(25, 26, 20, 13, 8))}" if rows else ""
    )


def _stops(case: Case, procedure: Procedure) -> str:
    if procedure.veto_by:
        over = f"; overridden by {procedure.override}" if procedure.override else ""
        return f"{actor_words(case, procedure.veto_by)}{over}"
    return procedure.veto


def _chances(case: Case, feasibility: Feasibility) -> str:
    if not (feasibility.votes or feasibility.unvoted or feasibility.composed):
        return ""
    rows = [
        (
            one.id,
            one.whip.replace("-", " "),
            f"{one.threshold}/{one.members}",
            chance_words(one.chance),
            ends_words(chance_words(one.low), chance_words(one.high)),
            chance_words(one.chance_if_independent),
            chance_words(one.again.shared),
        )
        for procedure in case.procedures
        for one in (*feasibility.votes, *feasibility.other_votes)
        if one.id == procedure.id
    ]
    head = ("", "Whip count", "Votes", "Chance", "Range", "Apart", "In three")
    lines = [heading("The chance that one sitting passes it")]
    lines += (
        [
            table(head, rows, widths=(17, 16, 7, 10, 17, 11, 10)),
            "",
            wrapped(apart_words(feasibility.votes)),
        ]
        if rows
        else []
    )
    return "\n".join([*lines, *_notes(case, feasibility)])


def _notes(case: Case, feasibility: Feasibility) -> Iterator[str]:
    """Say what each whip count counts, then what hangs on others, and what nobody counts."""
    for whip in case.whips:
        title = f"{whip.id.replace('-', ' ')}: {lowered(case, whip.title)}."
        yield wrapped(f"{title} {whip.note}", hang=4)
    for decision in feasibility.composed:
        yield wrapped(decision_words(case, decision), hang=4)
    for unvoted in feasibility.unvoted:
        yield wrapped(_unvoted_words(unvoted.procedure, unvoted.why, unvoted.chance), hang=4)


def _powers(case: Case, powers: Powers) -> str:
    holders = [(name, one) for name, one in powers.power.items() if one.banzhaf]
    shares = ", ".join(
        f"{actor_words(case, name)} {_two(one.banzhaf)} and {_two(one.shapley_shubik)}"
        for name, one in holders
    )
    rest = len(powers.power) - len(holders)
    whom = "it" if rest == 1 else "them"
    others = (
        f"; {count_words(rest, 'other party', 'other parties')} 0: no result turns on {whom}"
        if rest
        else ""
    )
    vetoes = (
        f" without a veto of {listed([actor_words(case, name) for name in powers.vetoes])}"
        if powers.vetoes
        else ""
    )
    lead = (
        f"Power at {count_words(powers.needed, 'vote')}{vetoes} with everybody present"
        f" ({', '.join(powers.procedures)}), Banzhaf and Shapley-Shubik: "
    )
    return wrapped(f"{lead}{shares}{others}.", hang=4)


def _two(share: Fraction) -> str:
    return f"{float(share):.2f}"


def _consultation(case: Case, consultation: Consultation) -> str:
    rows = [
        (way.manner.value, span_words(way.yes), span_words(way.chance)) for way in consultation.ways
    ]
    party = actor_words(case, consultation.party)
    head = ("How it is asked", f"{party}: share that votes yes", "One sitting passes it")
    by = {way.manner: way for way in consultation.ways}
    lines = [
        heading(f"Consultation against bypass ({consultation.procedure})"),
        table(head, rows, widths=(34, 32, 30)),
        "",
    ]
    return "\n".join(
        [
            *lines,
            wrapped(
                _why_consultation(case, consultation, by[Manner.CONSULTED], by[Manner.BYPASSED])
            ),
        ]
    )


def _why_consultation(
    case: Case, consultation: Consultation, consulted: ConsultedVote, bypassed: ConsultedVote
) -> str:
    """
    Say what the sources say of the two grounds, as they say it, and apart from it what is assumed
    here.
    """
    whip = case.whips[consultation.whip]
    vote = next(one for one in whip.votes if one.party == consultation.party)
    grounds = assumptions_in(
        case, " + ".join(text for text in (vote.risk, vote.framing, vote.bypass) if text)
    )
    behind = [
        assumption
        for assumption in case.assumptions
        if assumption.id in grounds and set(assumption.facts) & set(whip.facts)
    ]
    said = " ".join(
        f"{one.papers_say.rstrip('.')}"
        f" [{', '.join(dict.fromkeys(cite.source for cite in one.cites))}]."
        for one in behind
    )
    times = consulted.yes.best / bypassed.yes.best if bypassed.yes.best else 0.0
    more = (
        f" At the best values about {number_words(float(f'{times:.2g}'))} times as many of its"
        " members agree."
        if times
        else ""
    )
    return (
        f"{said} Here consultation is assumed to remove the ground of procedure and, framed as a"
        f" deterrent, to lower that of risk; a bypass is assumed to keep both.{more} How much each"
        " ground weighs no source says: the weights are assumptions, and the ranges are wide."
    ).strip()


def _routes(case: Case, routes: Sequence[LegislativeRoute]) -> str:
    if not routes:
        return ""
    rows = [
        (_change(case, route), route.procedure, _by_vote(route), _chance_of(route), _takes(route))
        for route in routes
    ]
    names = [route for route in routes if route.vetoed]
    veto = (
        "Where a veto is named, those who override it are those who have passed the bill: the"
        " shocks are the same."
    )
    lines = [
        heading("Changes of law: how each is made"),
        table(("", "Procedure", "How", "Chance", "Takes"), rows, widths=(23, 13, 35, 9, 12)),
    ]
    return "\n".join([*lines, *(["", wrapped(veto)] if names else [])])


def _change(case: Case, route: LegislativeRoute) -> str:
    """Name a change of law: by its id, which other commands are asked by, and what it says."""
    says = case.amendments[route.amendment].says
    return f"{route.amendment}: {lowered(case, says).rstrip('.')}"


def _chance_of(route: LegislativeRoute) -> str:
    if route.chance is None:
        return "not given"
    return figures_words(route.chance) if route.vetoed else chance_words(route.chance)


def _by_vote(route: LegislativeRoute) -> str:
    if route.passes is None:
        return route.why
    veto = f", vetoed {figures_words(route.vetoed)}" if route.vetoed else ""
    over = (
        f", then overridden {figures_words(route.overridden)}"
        if route.overridden is not None
        else ""
    )
    return f"{route.whip.replace('-', ' ')}: passes {figures_words(route.passes)}{veto}{over}"


def _takes(route: LegislativeRoute) -> str:
    vetoed = (
        f", {months_words(route.months_vetoed)} if vetoed"
        if route.months_vetoed is not None
        else ""
    )
    return f"{months_words(route.months)}{vetoed}"


def _penalties(case: Case, penalties: Sequence[PenaltyOutlook]) -> str:
    if not penalties:
        return ""
    lines = [heading("Penalties that are threatened")]
    for penalty in penalties:
        entry = penalty.penalty
        parts = [f"motion follows {span_words(penalty.moved)}"] if penalty.moved else []
        if penalty.carried:
            parts.append(
                f"one sitting carries it {chance_words(penalty.carried.chance)}"
                f" ({penalty.carried.id}, {penalty.carried.threshold} votes)"
            )
        if penalty.succeeds:
            ends = f"ends the office, once moved {span_words(penalty.succeeds)}"
            parts.append(f"{ends}, by the case's own assumption")
        said = (
            f"{entry.act}: exposes {actor_words(case, entry.exposes)} to {entry.to}, threatened by"
            f" {actor_words(case, entry.by)}"
        )
        why = [
            assumption.rationale
            for assumption in case.assumptions
            if penalty.carried and assumption.id in assumptions_in(case, entry.success)
        ]
        apart = f" The count and the assumption differ. {' '.join(why)}" if why else ""
        lines.append(
            wrapped(
                f"{said}. {capitalised('; '.join(parts))}.{apart}" if parts else f"{said}.", hang=4
            )
        )
    return "\n".join(lines)


def _judgements(judged: Sequence[DirectJudgement]) -> str:
    if not judged:
        return ""
    rows = [
        (
            judgement.assumption.asks,
            ends_words(chance_words(judgement.judged.low), chance_words(judgement.judged.high)),
            chance_words(judgement.counted),
            "the judgement" if judgement.is_used else "the count",
        )
        for judgement in judged
    ]
    head = ("", "Judged", "Counted", "Results use")
    note = (
        "For a penalty the count gives the vote that carries the motion, the judgement that it ends"
        " the office."
    )
    lines = [
        heading("Direct judgements beside the count"),
        table(head, rows, widths=(50, 14, 15, 13)),
    ]
    return "\n".join(
        [*lines, *(["", wrapped(note)] if any(judgement.is_used for judgement in judged) else [])]
    )


def _receipt(bodies: Sequence[Body]) -> str:
    """
    Say from what the answer is made and how exactly; the hash of the case stands in the answer in
    JSON.
    """
    days = listed(
        [
            f"the {body.institution.name} on {date_words(body.seats[0].on)}"
            for body in bodies
            if body.seats
        ],
        empty="no body",
    )
    words = (
        f"Seats of {days}. The shocks of the parties are integrated by a fixed rule and not drawn"
        " at random: the same case gives the same figures, right to about twelve digits before"
        " rounding; “in three” is an upper bound where the small parties matter. With --json the"
        " answer carries the hash of the case."
    )
    return f"{heading('What this is made from')}\n{wrapped(words)}"


def _polls(case: Case, nets: Sequence[Net], pooling: Sequence[PooledPolls | Refusal]) -> str:
    if not nets:
        return ""
    rows = [
        (
            net.poll,
            net.question_form,
            (
                f"{net.net:+z.0f} points".replace("-", "−")
                if net.net is not None
                else f"none: {net.why}"
            ),
            f"{_who(case, net.house)}, {date_words(net.fieldwork)}, {_asked(net)}",
        )
        for net in nets
    ]
    figures = [one.net for one in nets if one.net is not None]
    span = (
        f" The net figures run from {min(figures):+z.0f} to {max(figures):+z.0f} points.".replace(
            "-", "−"
        )
        if len(figures) > 1
        else ""
    )
    return "\n".join(
        [
            heading("Polls, side by side"),
            table(
                ("", "Question form", "Net support", "Who asked, when, whom"),
                rows,
                widths=(20, 29, 21, 24),
            ),
            "",
            *(wrapped(f"{pool_words(pool)}{span}") for pool in pooling[:1]),
        ]
    ).rstrip()


def _who(case: Case, house: str) -> str:
    return "pollster unknown" if house == "unknown" else actor_words(case, house)


def _asked(net: Net) -> str:
    people = (
        f"{number_words(net.sample)} respondents" if net.sample is not None else "sample not given"
    )
    return people if net.mode == "unknown" else f"{people}, {net.mode}"


def _salience(case: Case) -> str:
    items = ", ".join(
        f"{lowered(case, weight.title)} {amount_words(weight.share)}" for weight in case.salience
    )
    if not items:
        return ""
    listing = wrapped(f"{items}. What is not listed is not in the sources.")
    return f"{heading('What people ask their government for')}\n{listing}"
