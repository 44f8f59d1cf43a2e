"""
Each rung under each reading, in words: how it stands, whose consent it waits for, with which
chance, and what that turns on.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.response import Ladder
from phaseline.desk.consent.law_queries import consent_steps
from phaseline.desk.findings.authority import is_gone_round
from phaseline.desk.findings.constraints import Constraints, Opening
from phaseline.desk.findings.measures import ends_on, items_added
from phaseline.desk.findings.rungs import MeasureLimit, RungLimit
from phaseline.law.model import Standing
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.law import (
    CLOSED,
    body_name,
    deciding_in,
    doubt_data,
    played_words,
    reading_names,
)
from phaseline.present.wording.numbers import actor_words, listed, lowered
from phaseline.present.wording.politics import chance_words, needs_words, spread_words
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.words import Words

_LEAD = (
    "What each rung adds to the one below: how it stands, and the chance of consent with its range."
    " Practice is taken as given and is no authority; silence is no permission, and that the"
    " executive acts all the same is an assumption. Where several measures are added, the rung"
    " waits for all of them."
)


def consent_words(case: Case, limit: MeasureLimit) -> str:
    """Say how a measure stands and what its consent comes to."""
    standing, chance = limit.stand.standing, limit.chance
    lead = f"{played_words(case, standing, limit.stand.bodies)}{_without(case, limit.stand.stays)}"
    if standing in (Standing.BARRED, Standing.UNDETERMINED):
        return lead
    if standing is Standing.PRACTICE:
        return f"{lead}: taken as given"
    if chance.steps:
        alone = (
            f"members apart {chance_words(chance.independent)}"
            if chance.independent is not None
            else ""
        )
        span = spread_words(chance.best, chance.low, chance.high, per="a vote", also=alone)
        return f"{lead}: {span}"
    return (
        f"{lead}: {chance_words(chance.best)} a {case.period} ({chance_words(chance.low)} to"
        f" {chance_words(chance.high)}, assumed)"
    )


def _without(case: Case, stays: Sequence[str]) -> str:
    """Say which goods stay, in brackets; nothing where none does."""
    titles = listed([case.stocks[name].title for name in stays])
    return f" (without {titles})" if stays else ""


def limit_boards(case: Case, limits: Constraints) -> tuple[WordTable, ...]:
    """
    Give a table for each ladder: its rungs, and under each reading the consent that they wait for.
    """
    names = reading_names(case)
    readings = tuple(dict.fromkeys(one.reading for one in limits.rungs))
    boards: list[WordTable] = []
    for ladder in case.ladders:
        rungs = dict.fromkeys(
            one.rung for one in limits.rungs if one.ladder == ladder.id and not one.is_today
        )
        rows = [row for rung in rungs for row in _rows(case, limits, ladder, rung, readings)]
        if rows:
            boards.append(
                WordTable(
                    title=ladder.title,
                    lead=" ".join(_leads(case, ladder, is_first=not boards)),
                    head=("Rung", *(names[name] for name in readings), "Turns on"),
                    rows=tuple(rows),
                )
            )
    return tuple(boards)


def _leads(case: Case, ladder: Ladder, *, is_first: bool) -> Iterator[str]:
    """Give what all rungs share, once, which measures do not go on, and whose items are added."""
    if is_first:
        yield _LEAD
    words = Words(case)
    for rung in ladder.rungs:
        yield from (sentence.text for sentence in all_told(ends_on(case, ladder, rung), words))
    yield from (sentence.text for sentence in all_told(items_added(case, (ladder,)), words))


def _rows(
    case: Case, found: Constraints, ladder: Ladder, rung: str, readings: Iterable[str]
) -> list[tuple[str, ...]]:
    limits = {limit.reading: limit for limit in found.of_rung(ladder.id, rung)}
    added = _added_words(Words(case), ladder, next(iter(limits.values())).completion)
    measures = [one.measure for one in next(iter(limits.values())).measures]
    rows = []
    for name in measures:
        cells = [
            consent_words(
                case, next(one for one in limits[reading].measures if one.measure == name)
            )
            for reading in readings
        ]
        turning = next(
            one for one in next(iter(limits.values())).measures if one.measure == name
        ).turns_on
        measure = case.measures[name]
        rows.append(
            (f"{rung} {lowered(case, measure.title)}{added}", *cells, turning_words(case, turning))
        )
    return rows


def _added_words(words: Words, ladder: Ladder, completion: str) -> str:
    """Say which completion adds a rung to its ladder; nothing where the ladder has it."""
    short = words.short_completion(f"ladders.{ladder.id}", completion)
    return f" (a rung of the completion {short})" if short else ""


def turning_words(case: Case, addresses: Iterable[str]) -> str:
    """Name the contested terms and disputed provisions on which a standing turns."""
    terms = {f"terms.{term.id}": term.id.replace("_", " ") for term in case.terms}
    provisions = {
        f"provisions.{provision.id}": lowered(case, provision.statute)
        for provision in case.provisions
    }
    return listed(
        [terms.get(name, provisions.get(name, name)) for name in addresses],
        empty="nothing: all readings agree",
    )


def bypass_words(case: Case, limits: Constraints) -> list[tuple[str, str]]:
    """
    Give each measure that some reading lets pass without asking anybody and to which another asks a
    consent, with what it exposes whom to.
    """
    names = {name: lowered(case, words) for name, words in reading_names(case).items()}
    rows = []
    for measure in case.measures:
        cells = [cell for cell in limits.legal.cells if cell.option in measure.options]
        past = [
            names[cell.reading]
            for cell in cells
            if cell.standing in (Standing.EXECUTIVE, Standing.PRACTICE)
        ]
        against = [names[cell.reading] for cell in cells if cell.standing in CLOSED]
        past, against = list(dict.fromkeys(past)), list(dict.fromkeys(against))
        if any(is_gone_round(limits, option) for option in measure.options):
            risks = [
                penalty for penalty in case.penalties if set(measure.options) & set(penalty.options)
            ]
            risk = "; ".join(
                f"exposes {actor_words(case, one.exposes)} to {lowered(case, one.to)}"
                for one in risks
            )
            rows.append(
                (
                    measure.title,
                    (
                        f"without asking in the reading of {listed(past)}, not in that of"
                        f" {listed(against)}{'; ' + risk if risk else ''}"
                    ),
                )
            )
    return rows


def opening_words(case: Case, limits: Constraints, opening: Opening) -> str:
    """
    Say what would open an option: consent first, where a reading asks for it; then changes of law,
    and who must agree to them.
    """
    told = [
        words
        for words in (_consent_opens(case, limits, opening), _changes_open(case, limits, opening))
        if words
    ]
    return " ".join(told)


def _consent_opens(case: Case, limits: Constraints, opening: Opening) -> str:
    """Say whose consent opens an option where a reading asks for no more than that."""
    names = consent_steps(limits.legal, opening.option.id)
    steps = [procedure for procedure in case.procedures if procedure.id in names]
    votes = {vote.id: vote for vote in limits.politics.votes}
    composed = {decision.id: decision for decision in limits.politics.composed}
    bodies = []
    for step in steps:
        vote = votes.get(step.id)
        decision = vote or composed.get(step.id)
        span = (
            f", chance {spread_words(decision.chance, decision.low, decision.high)}"
            if decision
            else ""
        )
        needed = needs_words(case, step, vote)
        bodies.append(f"{_deciding(case, step.id)} ({needed}{span})")
    return (
        f"Where consent is asked for, it opens with that of the {'; or of the '.join(bodies)}."
        if bodies
        else ""
    )


def _changes_open(case: Case, limits: Constraints, opening: Opening) -> str:
    if opening.opens.sets:
        return (
            "It is left to the executive under every reading by"
            f" {_sets(case, limits, opening.opens.sets)}."
        )
    told = "No amendment on record leaves it to the executive under every reading"
    unbars = [group for group in opening.unbars.sets if group]
    if unbars:
        return (
            f"{told}; no reading bars it after {_sets(case, limits, unbars)}, and silence is then"
            " no permission."
        )
    barred = any(
        standing in (Standing.BARRED, Standing.CONSENT_LIFTS_BAR) for standing, _ in opening.closed
    )
    return f"{told}{', nor lifts the bar under every reading' if barred else ''}."


def _sets(case: Case, limits: Constraints, sets: Iterable[frozenset[str]]) -> str:
    order = case.amendments.ids
    return "; or ".join(
        _set(case, limits, [name for name in order if name in group]) for group in sets
    )


def _set(case: Case, limits: Constraints, names: list[str]) -> str:
    """
    Name a set of amendments and who must agree; the same members decide all, so the least chance
    stands for the set.
    """
    chances = [
        route.chance for name in names if (route := limits.route(name)) and route.chance is not None
    ]
    bodies = list(dict.fromkeys(route_body(case, name) for name in names))
    chance = f", chance {chance_words(min(chances))}" if len(chances) == len(names) else ""
    return f"{_changes(case, names)} ({listed(bodies)}{chance})"


def _changes(case: Case, names: Sequence[str]) -> str:
    """Name amendments by their numbers in the table of all."""
    entries = enumerate(case.amendments, 1)
    numbers = [str(number) for number, amendment in entries if amendment.id in names]
    return f"change{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def _deciding(case: Case, procedure: str) -> str:
    return listed([body_name(case, name) for name in deciding_in(case, procedure)])


def route_body(case: Case, name: str) -> str:
    """Give the body that must agree to an amendment."""
    amendment = case.amendments[name]
    procedure = case.procedures.get(amendment.route)
    return _deciding(case, procedure.id) if procedure else "nobody on record"


def limits_data(limits: Constraints) -> list[dict[str, Any]]:
    """Give the limits of each rung as plain data."""
    return [_rung_data(rung) for rung in limits.rungs]


def _rung_data(limit: RungLimit) -> dict[str, Any]:
    binding = limit.binding
    return {
        "ladder": limit.ladder,
        "rung": limit.rung,
        "reading": limit.reading,
        "in_force": limit.is_today,
        "added_by": limit.completion or None,
        "consent": binding.chance.best if binding else None,
        "low": binding.chance.low if binding else None,
        "high": binding.chance.high if binding else None,
        "measures": [
            {
                "measure": measure.measure,
                "option": measure.stand.option,
                "standing": measure.stand.standing.value,
                "bodies": list(measure.stand.bodies),
                "because": list(measure.stand.because),
                "undetermined_by": doubt_data(measure.stand.doubts),
                "consent": measure.chance.best,
                "low": measure.chance.low,
                "high": measure.chance.high,
                "if_independent": measure.chance.independent,
                "is_vote": bool(measure.chance.steps),
                "procedures": list(measure.chance.steps),
                "lead_months": measure.chance.months,
                "goods": (
                    {"share": measure.goods.share, "months": measure.goods.months}
                    if measure.goods.is_known
                    else None
                ),
                "goods_that_stay": [f"stocks.{name}" for name in measure.stand.stays],
                "rests_on": [f"assumptions.{name}" for name in measure.chance.rests_on],
                "turns_on": list(measure.turns_on),
                "penalties": [
                    {
                        "id": risk.penalty,
                        "moved": risk.chance,
                        "carried": risk.carried,
                        "procedure": risk.procedure,
                    }
                    for risk in measure.penalties
                ],
            }
            for measure in limit.measures
        ],
    }
