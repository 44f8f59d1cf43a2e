"""
Votes: majorities that can be counted, whip counts that cover their body, formulas that lead to
shares.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Protocol

from phaseline.case.addresses import Path, nearest
from phaseline.case.check.bounds import FormulaKind, check_bounds
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.counts import check_counts
from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.check.weights import check_weight
from phaseline.case.model.case import Case
from phaseline.case.model.choices import JudgedChance, judged_chance
from phaseline.case.model.politics import (
    ANY_MEMBER,
    Institution,
    Penalty,
    Procedure,
    Seats,
    SilenceProcedure,
    Whip,
    WhipVote,
    portion,
    votes_needed,
)
from phaseline.case.showing import shown
from phaseline.case.values import amount_or_unknown
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import Quantity, unit
from phaseline.terms.ties import total

MOST_SEATS = 1_000
MOST_SHOCK = 5.0
_OF_ALL = " of all members"
_PERCENT = re.compile(r"(?:(more than|at least) )?([1-9][0-9]?|100) ?(?:percent|per cent|%)")


_SHARE = FormulaKind(says="a share from 0 to 1", high=1.0)
_CHANCE = FormulaKind(says="a chance from 0 to 1", high=1.0)
_WEIGHT = FormulaKind(says="a number of at least 0")
_LOG_ODDS = FormulaKind(says="a number", low=-inf)
_SHOCK = FormulaKind(says=f"a number from 0 to {MOST_SHOCK:g}", high=MOST_SHOCK)
_TIME = FormulaKind(says="a time of at least 0", unit="month")

KINDS: Mapping[tuple[type, str], FormulaKind] = {
    (Procedure, "chance"): _CHANCE,
    (Procedure, "days"): _TIME,
    (WhipVote, "yes"): _SHARE,
    (WhipVote, "risk"): _WEIGHT,
    (WhipVote, "framing"): _SHARE,
    (WhipVote, "bypass"): _WEIGHT,
    (WhipVote, "proof"): _LOG_ODDS,
    (WhipVote, "attends"): _SHARE,
    (WhipVote, "abstains"): _SHARE,
    (Whip, "shock"): _SHOCK,
    (Whip, "vetoed"): _CHANCE,
    (Penalty, "chance"): _CHANCE,
    (Penalty, "success"): _CHANCE,
}


def check_politics(pen: DiagnosticCollector, case: Case) -> None:
    """
    Report majorities that cannot be counted, whip counts that do not fit their body, and formulas
    that give no share.
    """
    for index, procedure in enumerate(case.procedures):
        _check_majority(pen, ("procedures", index), procedure)
        _check_passes(pen, case, ("procedures", index), procedure)
        _check_composed(pen, case, ("procedures", index), procedure)
    for index, whip in enumerate(case.whips):
        _check_whip(pen, case, ("whips", index), whip)
    for index, assumption in enumerate(case.assumptions):
        judged = judged_chance(assumption.judges)
        if judged is not None:
            _check_judged(pen, case, ("assumptions", index, "judges"), judged)
    check_counts(pen, case)
    check_bounds(pen, case, KINDS)


def seated(case: Case, institution: Institution) -> tuple[Seats, ...]:
    """
    Give the seats of a body on the last day of a count that is no later knowledge; none where there
    is no count.
    """
    known = [
        seats
        for seats in institution.seats
        if seats.on.last is not None and not is_later_knowledge(seats.on, case.as_of)
    ]
    newest = max((seats.on.last for seats in known if seats.on.last is not None), default=None)
    return tuple(seats for seats in known if seats.on.last == newest)


class ProcedureSource(Protocol):
    """The part of a case that says who decides."""

    @property
    def procedures(self) -> Entries[Procedure]:
        """How bodies decide."""


def parts_of(
    case: ProcedureSource, procedure: str, *, above: tuple[str, ...] = ()
) -> tuple[Procedure, ...]:
    """
    Give the procedures that a decision goes through: itself, or all that it is made of, in order,
    and what those are made of; none where there is no such procedure, or where it leads back to one
    that hangs on it.

    Args:
        case: The case.
        procedure: The id of the procedure.
        above: The ids of the decisions that hang on it.
    """
    decided = case.procedures.get(procedure)
    if decided is None or procedure in above:
        return ()
    if decided.all:
        below = (*above, procedure)
        return tuple(part for name in decided.all for part in parts_of(case, name, above=below))
    return (decided,)


def _check_majority(pen: DiagnosticCollector, path: Path, procedure: Procedure) -> None:
    """Report a majority and a quorum that cannot be counted, where somebody votes."""
    if procedure.counted_of == "unknown":
        return
    if not _is_countable(procedure):
        _refuse_majority(pen, path, procedure)
    quorum = procedure.quorum
    if quorum and not (portion(quorum) is not None and quorum.endswith(_OF_ALL)):
        message, fix = f"quorum: found {shown(quorum)}", "write it so, or leave it out"
        pen.error(
            "PL802",
            (*path, "quorum"),
            message,
            expected="such as more than 1/2 of all members",
            fix=fix,
        )


def _is_countable(procedure: Procedure) -> bool:
    """Whether a majority is a share, or a number of votes where it is counted of the members."""
    majority = procedure.needs
    is_share = portion(majority) is not None and not majority.endswith(_OF_ALL)
    is_of_members = procedure.passes is not None and procedure.passes.of == "members"
    return is_share or (is_of_members and votes_needed(majority) is not None)


def _refuse_majority(pen: DiagnosticCollector, path: Path, procedure: Procedure) -> None:
    majority = procedure.needs
    where: Path
    expected = "such as more than 1/2 or at least 2/3"
    if procedure.passes:
        where = (*path, "passes", "yes")
        expected += "; of members also such as at least 9 votes"
        # a number that can be read is refused only for what it is counted of
        is_misplaced = votes_needed(majority) is not None
        fix = (
            "write `of: members`: a number is the same whoever is there"
            if is_misplaced
            else "write it so"
        )
    else:
        where = (*path, "majority") if majority else path
        fix = "write it so, or `base: unknown` where nobody votes"
    if percent := _PERCENT.fullmatch(" ".join(majority.split())):
        fix = f"write `{percent[1] or 'at least'} {percent[2]}/100`"
    message = f"{where[-1]}: found {shown(majority)}" if majority else "majority: found none"
    pen.error("PL802", where, message, expected=expected, fix=fix)


def _check_passes(pen: DiagnosticCollector, case: Case, path: Path, procedure: Procedure) -> None:
    """
    Report a majority that is given twice, more votes than there are members, and vetoes of whom has
    no seat or more than one.
    """
    passes = procedure.passes
    if passes is None:
        return
    _refuse_second_majority(pen, path, procedure)
    body = case.institutions.get(procedure.institution)
    seats = _seats_by_party(case, body) if body else {}
    check_weight(pen, case, path, procedure, seated(case, body) if body and seats else ())
    if seats:  # where they are not known, nothing can be held to them
        _check_votes_needed(pen, (*path, "passes", "yes"), passes.yes, sum(seats.values()))
        _check_vetoes(pen, (*path, "passes", "vetoes"), passes.vetoes, seats)


def _refuse_second_majority(pen: DiagnosticCollector, path: Path, procedure: Procedure) -> None:
    for name, is_given in (
        ("majority", bool(procedure.majority)),
        ("base", procedure.base != "unknown"),
    ):
        if is_given:
            fix = f"remove `{name}`, or write `majority` and `base` alone"
            pen.error(
                "PL802",
                (*path, name),
                f"`{name}` stands beside `passes`",
                expected="one of the two",
                fix=fix,
            )


def _seats_by_party(case: Case, body: Institution) -> dict[str, float]:
    """Give the seats of a body by party; nothing where some are not known."""
    amounts = {seats.party: amount_or_unknown(case, seats.seats) for seats in seated(case, body)}
    known = {
        name: amount.number for name, amount in amounts.items() if isinstance(amount, Quantity)
    }
    return known if len(known) == len(amounts) else {}


def _check_votes_needed(
    pen: DiagnosticCollector, path: Path, majority: str, members: float
) -> None:
    needed = votes_needed(majority)
    if needed is not None and needed > members:
        pen.error(
            "PL802",
            path,
            f"{majority} of {members:g}",
            expected="no more votes than there are members",
            fix="correct the number",
        )


def _check_vetoes(
    pen: DiagnosticCollector, path: Path, vetoes: Sequence[str], seats: Mapping[str, float]
) -> None:
    single = [party for party, number in seats.items() if number == 1 and party not in vetoes]
    expected = "a member with one seat, once: its no is one vote"
    fix = (
        f"name one, such as {single[0]}"
        if single
        else "remove it, or give the member a row of its own among the seats"
    )
    for place, name in enumerate(vetoes):
        message = _no_veto(name, seats, vetoes[:place])
        if message:
            _misfit(pen, (*path, place), message, expected, fix)


def _no_veto(name: str, seats: Mapping[str, float], before: Sequence[str]) -> str:
    """Say why a no cannot be a veto; nothing where it can."""
    if name not in seats:
        return f"{name!r} has no seat in the body that votes"
    if name in before:
        return f"{name!r} is named twice"
    return f"{name!r} has {seats[name]:g} seats" if seats[name] != 1 else ""


def _check_whip(pen: DiagnosticCollector, case: Case, path: Path, whip: Whip) -> None:
    for index, vote in enumerate(whip.votes):
        _check_vote(pen, (*path, "votes", index), vote)
    known = [
        (index, case.procedures[name])
        for index, name in enumerate(whip.procedures)
        if name in case.procedures.ids
    ]
    _check_procedures(pen, (*path, "procedures"), known)
    body = case.institutions.get(known[0][1].institution) if known else None
    if body is not None:
        _check_parties(pen, case, path, whip, body)


def _check_procedures(
    pen: DiagnosticCollector, path: Path, counted: Sequence[tuple[int, Procedure]]
) -> None:
    """Report procedures of a count in which nobody votes, or of another body than the first."""
    for index, procedure in counted:
        if procedure.counted_of == "unknown" and not _asks_members(procedure):
            _misfit(
                pen,
                (*path, index),
                f"nobody votes in {procedure.id!r}",
                "a procedure with a base",
                "remove it, or give its base",
            )
        elif procedure.institution != counted[0][1].institution:
            _misfit(
                pen,
                (*path, index),
                f"{procedure.id!r} is decided by another body",
                "procedures of one body",
                "count it apart",
            )


def _asks_members(procedure: Procedure) -> bool:
    """Whether any member of a body stops a decision, so that a whip count says who would."""
    return procedure.silence is not None and procedure.silence.stopped_by == ANY_MEMBER


def _refuse_unknown_seats(
    pen: DiagnosticCollector, path: Path, body: Institution, rows: Sequence[Seats]
) -> None:
    """Say that there is no count of the seats of a body, or none that is no later knowledge."""
    if body.seats and not rows:
        _misfit(
            pen,
            path,
            f"all seats of {body.id!r} are counted after the as-of date",
            "a count on that day or before it",
            "enter an earlier count, or give a later `as_of`",
        )
        return
    _misfit(
        pen,
        path,
        f"the seats of {body.id!r} are not known",
        "a number of seats for each party",
        "enter the seats",
    )


def _check_parties(
    pen: DiagnosticCollector, case: Case, path: Path, whip: Whip, body: Institution
) -> None:
    rows = seated(case, body)
    parties = [row.party for row in rows]
    amounts = [amount_or_unknown(case, row.seats) for row in rows]
    numbers = [amount.number for amount in amounts if isinstance(amount, Quantity)]
    if not rows or len(numbers) < len(rows):
        _refuse_unknown_seats(pen, (*path, "votes"), body, rows)
        return
    if total(numbers) > MOST_SEATS or any(number % 1 for number in numbers):
        message = f"{body.id!r} has {total(numbers):g} seats"
        _misfit(
            pen,
            (*path, "votes"),
            message,
            f"whole seats, at most {MOST_SEATS:,}",
            "correct the seats, or count no votes",
        )
    _check_voters(pen, (*path, "votes"), whip, body, parties)


def _check_voters(
    pen: DiagnosticCollector, path: Path, whip: Whip, body: Institution, parties: Sequence[str]
) -> None:
    """Report parties that a whip count names twice, without seats, or not at all."""
    counted: set[str] = set()
    for index, vote in enumerate(whip.votes):
        if vote.party in counted or vote.party not in parties:
            message = (
                f"{vote.party!r} is counted twice"
                if vote.party in counted
                else f"{vote.party!r} has no seats in {body.id!r}"
            )
            _misfit(
                pen,
                (*path, index, "party"),
                message,
                f"once each of {', '.join(parties)}",
                "remove it",
            )
        counted.add(vote.party)
    missing = [party for party in parties if party not in counted]
    if missing:
        message = f"{', '.join(missing)} {'has' if len(missing) == 1 else 'have'} seats and no vote"
        _misfit(pen, path, message, "every party with seats", f"add {missing[0]!r}")


def _check_composed(pen: DiagnosticCollector, case: Case, path: Path, procedure: Procedure) -> None:
    """
    Report a decision of nobody, one that hangs on others and is counted besides, and one of whose
    parts nothing gives a chance.
    """
    for place, message in _faults_of_composition(case, procedure):
        pen.error(
            "PL809",
            (*path, place) if place else path,
            message,
            expected="a body that decides, or decisions that each have a chance",
            fix="give `institution`, or `all` with the ids of votes that are counted",
        )


def _faults_of_composition(case: Case, procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Give what is wrong with how a decision is made of others, with the field that says it."""
    name, parts = procedure.id, procedure.all
    has_own = any((procedure.needs, procedure.chance, procedure.days))
    faults = (
        ("", f"nobody decides in {name!r}", not any((procedure.institution, parts))),
        ("institution", "`institution` stands beside `all`", procedure.institution and parts),
        ("", f"{name!r} hangs on others and counts by itself", procedure.is_composed and has_own),
        ("silence", "`silence` stands beside `all`", parts and procedure.silence),
        ("all", "all: found one decision alone, or one twice", _is_no_chain(parts)),
    )
    yield from ((place, message) for place, message, is_wrong in faults if is_wrong)
    if not _is_no_chain(parts):
        yield from _faults_of_nesting(case, procedure)
    yield from _faults_of_parts(case, parts)
    if procedure.silence:
        yield from _faults_of_silence(case, procedure, procedure.silence)


def _faults_of_nesting(case: Case, procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Give the decisions that a chain would count twice: by themselves and within another part."""
    names = Counter(part.id for part in parts_of(case, procedure.id))
    for name in (name for name, times in names.items() if times > 1):
        yield "all", f"{name} decides twice in {procedure.id!r}, by itself or within its parts"


def _faults_of_parts(case: Case, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """
    Give the parts without a chance; of one that is made of others, each of them is held to its own.
    """
    if alone := _uncounted(case, parts):
        yield "all", f"nothing gives the chance of {', '.join(alone)}"


def _uncounted(case: Case, parts: Sequence[str]) -> list[str]:
    """Give the parts without a chance; what is no procedure at all is reported elsewhere."""
    known = [part for part in parts if part in case.procedures.ids]
    return [part for part in known if not (case.procedures[part].all or _has_chance(case, part))]


def _is_no_chain(parts: Sequence[str]) -> bool:
    return len(parts) == 1 or len(set(parts)) < len(parts)


def _faults_of_silence(
    case: Case, procedure: Procedure, silence: SilenceProcedure
) -> Iterator[tuple[str, str]]:
    time = amount_or_unknown(case, silence.after)
    if not (isinstance(time, Quantity) and time.number >= 0 and _is_time(time)):
        yield "silence", "after: found no time of at least 0"
    if silence.stopped_by == ANY_MEMBER:
        if not any(procedure.id in whip.procedures for whip in case.whips):
            yield "silence", f"no whip count says who would stop {procedure.id!r}"
    elif _is_composed(case, silence.stopped_by):
        yield "silence", f"{silence.stopped_by} hangs on others itself: name one vote that stops it"
    elif not _stops(case, silence.stopped_by):
        yield "silence", f"nothing gives the chance that {silence.stopped_by} stops it"


def _stops(case: Case, name: str) -> bool:
    """Whether a decision that is made of no other stops one, and has a chance."""
    procedure = case.procedures.get(name)
    return procedure is not None and not procedure.is_composed and _has_chance(case, name)


def _is_composed(case: Case, name: str) -> bool:
    procedure = case.procedures.get(name)
    return procedure is not None and procedure.is_composed


def _is_time(time: Quantity) -> bool:
    return time.unit.dimension in {unit(name).dimension for name in ("day", "month")}


def _has_chance(case: Case, name: str) -> bool:
    """Whether a decision has a chance and is not made of others itself."""
    procedure = case.procedures.get(name)
    if procedure is None:
        return False
    if procedure.silence:
        return True
    return not procedure.all and (has_count(case, procedure) or bool(procedure.chance))


def _check_judged(pen: DiagnosticCollector, case: Case, path: Path, judged: JudgedChance) -> None:
    """Report a direct judgement of what is not there, or of what nobody counts."""
    known = {
        "procedures": case.procedures.ids,
        "whips": case.whips.ids,
        "amendments": case.amendments.ids,
    }[judged.section]
    if judged.id not in known:
        near = nearest(judged.id, known) if pen.may_propose else ""
        pen.error(
            "PL501",
            path,
            f"there is no {shown(judged.id)} among the {judged.section}",
            expected="the id of an entry of this case",
            fix=f"replace {shown(judged.id)} by {near!r}" if near else "write the id",
        )
    elif not _is_counted(case, judged):
        pen.error(
            "PL808",
            path,
            f"nothing gives the chance that {judged.id!r} is {judged.way}",
            expected="a chance that the count of votes gives",
            fix="remove it, or enter the whip count",
        )


def _is_counted(case: Case, judged: JudgedChance) -> bool:
    """Whether a count of votes gives a chance."""
    match judged.section:
        case "procedures":
            return has_count(case, case.procedures[judged.id])
        case "whips":
            return bool(voted_in(case, case.whips[judged.id]))
        case _:
            route = case.procedures.get(case.amendments[judged.id].route)
            is_voted = route is not None and has_count(case, route)
            return is_voted and (judged.way != "overridden" or bool(route and route.override))


def has_count(case: Case, procedure: Procedure) -> bool:
    """Whether a procedure is a vote for which there is a whip count."""
    return procedure.counted_of != "unknown" and any(
        procedure.id in whip.procedures for whip in case.whips
    )


def voted_in(case: Case, whip: Whip) -> Procedure | None:
    """
    Give the main procedure that a whip count counts, or the first of the case where none is main;
    None where it counts none.
    """
    counted = [
        procedure
        for procedure in case.procedures
        if procedure.id in whip.procedures and has_count(case, procedure)
    ]
    return next((procedure for procedure in counted if procedure.id == whip.main), None) or next(
        iter(counted), None
    )


def _misfit(pen: DiagnosticCollector, path: Path, message: str, expected: str, fix: str) -> None:
    pen.error("PL803", path, message, expected=expected, fix=fix)


def _check_vote(pen: DiagnosticCollector, path: Path, vote: WhipVote) -> None:
    if bool(vote.yes) == bool(vote.risk):
        message = (
            "both `yes` and `risk` are given" if vote.yes else "neither `yes` nor `risk` is given"
        )
        pen.error(
            "PL804",
            path,
            message,
            expected="one of the two",
            fix="remove one" if vote.yes else "add a formula for `yes`",
        )
    elif vote.yes and (vote.framing or vote.bypass):
        name = "framing" if vote.framing else "bypass"
        pen.error(
            "PL804",
            (*path, name),
            f"{name} stands beside `yes`",
            expected="`risk` beside it",
            fix=f"remove {name}, or give `risk`",
        )
