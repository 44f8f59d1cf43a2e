"""
Law and politics in the brief: what is lawful under which reading, what would pass, and what would
have to change.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from phaseline.case.model.case import Case
from phaseline.case.model.law import LawOption
from phaseline.desk.consent.law_queries import (
    CombinedStanding,
    Legal,
    OptionStanding,
    Shift,
    deciding,
)
from phaseline.desk.findings.authority import cannot_be_told, veto_leaves
from phaseline.desk.findings.constraints import Constraints, Opening
from phaseline.law.model import Standing
from phaseline.politics.polls import Refusal
from phaseline.present.document.limits import opening_words
from phaseline.present.wording.english.telling import all_told, told
from phaseline.present.wording.law import (
    CLOSED,
    NO_LIFTING,
    body_words,
    combination,
    flips_words,
    option_words,
    reading_names,
    standing_behind,
    standing_label,
    standing_word,
    standing_words,
    status_word,
    stops_words,
)
from phaseline.present.wording.numbers import count_words, listed, lowered
from phaseline.present.wording.politics import (
    apart_words,
    chance_words,
    figures_words,
    months_words,
    needs_words,
    pool_words,
    span_words,
    spread_words,
)
from phaseline.present.wording.table import WordTable
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised


def verdict_boards(case: Case, limits: Constraints) -> tuple[WordTable, ...]:
    """
    Give the table of options by whole reading, and the grid of statuses over every combination of
    readings.
    """
    return tuple(one for one in (_verdicts(case, limits), _grid(case, limits)) if one.rows)


def _verdicts(case: Case, limits: Constraints) -> WordTable:
    names = reading_names(case)
    readings = list(dict.fromkeys(one.reading for one in limits.legal.cells))
    asked = _cells_by_option(case, limits, readings)
    return WordTable(
        title="How each measure stands, as each party reads the law",
        lead=(
            "Silent: neither a bar nor a permission is stated, which is no permission. Practice: it"
            " is being done on a basis that is not stated, which is no authority. In brackets the"
            " laws behind it."
        )
        + _unlifted_words(limits.legal)
        + _open_words(case, limits),
        head=("Measure", *(names[one] for one in readings)),
        rows=tuple(
            (option.title, *(_standing_words(case, cell) for cell in cells))
            for option, cells in asked
        ),
        places=tuple(
            ("", *(f"{cell.option}/{cell.reading}" for cell in cells)) for _, cells in asked
        ),
    )


def _cells_by_option(
    case: Case, limits: Constraints, readings: Sequence[str]
) -> list[tuple[LawOption, list[OptionStanding]]]:
    """Give how each option stands under each reading; no option of which none says anything."""
    asked = [
        (option, [cell for reading in readings if (cell := limits.legal.cell(option.id, reading))])
        for option in case.options
    ]
    return [(option, cells) for option, cells in asked if cells]


def shifts_board(case: Case, before: Legal, after: Legal) -> WordTable:
    """
    Give what a change of law flips: how many cells of how many, and each before and after.

    Args:
        case: The case as it is.
        before: Its law.
        after: Its law with what counts as made and as void.
    """
    names = reading_names(case)
    order = [option.id for option in case.options]
    rows = []
    for shift in sorted(after.shifts, key=lambda shift: order.index(shift.option)):
        title = case.options[shift.option].title
        read = f" (as read by: {names[shift.reading]})" if shift.reading else ""
        rows.append(
            (
                f"{title}{read}",
                _shifted_words(case, before, shift, shift.before),
                _shifted_words(case, after, shift, shift.after),
            )
        )
    return WordTable(
        title="What changes in law",
        lead=flips_words(after),
        head=("Measure", "Before", "After"),
        rows=tuple(rows),
    )


def _shifted_words(case: Case, legal: Legal, shift: Shift, standings: frozenset[Standing]) -> str:
    """Say how a cell stands, with who decides; over combinations of readings, in which ways."""
    cell = legal.cell(shift.option, shift.reading)
    if cell is not None:
        return standing_label(case, cell.standing, cell.bodies)
    return " or ".join(standing_words(standings))


def _standing_words(case: Case, cell: OptionStanding) -> str:
    provisions = standing_behind(cell)
    label = standing_label(case, cell.standing, cell.bodies)
    return f"{label}{f' ({_statutes(case, provisions)})' if provisions else ''}"


def _statutes(case: Case, provisions: Sequence[str]) -> str:
    """Name provisions by their laws, each once, and changes of law by what they say."""
    names = [_law_name(case, name) for name in provisions]
    return listed(list(dict.fromkeys(names)))


def _law_name(case: Case, name: str) -> str:
    provision = case.provisions.get(name)
    if provision is not None:
        return provision.statute
    return f"the change “{lowered(case, case.amendments[name].says).rstrip('.')}”"


def _unlifted_words(legal: Legal) -> str:
    """Say that nothing lifts a bar, where something is barred and no encoding names a procedure."""
    is_barred = any(cell.standing is Standing.BARRED for cell in legal.cells)
    is_lifted = any(law.lifts_bars for law in legal.laws)
    return f" {capitalised(NO_LIFTING)}." if is_barred and not is_lifted else ""


def _open_words(case: Case, limits: Constraints) -> str:
    """
    Say what cannot be told and why, after the words that explain a table; nothing where everything
    can.
    """
    words = Words(case)
    findings = (replace(finding, is_played=False) for finding in cannot_be_told(case, limits))
    return "".join(f" {told(finding, words).text}" for finding in findings)


def _grid(case: Case, limits: Constraints) -> WordTable:
    statuses = limits.legal.statuses
    routes = list(dict.fromkeys(one.option.route for one in statuses))
    titles = {
        option.measure or option.id: option.title.split(",")[0] for option in reversed(case.options)
    }
    ways = {
        one.route: one.title.partition(",")[2].strip() or one.route.replace("_", " ")
        for one in reversed(case.options)
    }
    at = {(status.option.measure, status.option.route): status for status in statuses}
    asked = {
        measure: [at.get((measure, route)) for route in routes]
        for measure in dict.fromkeys(status.option.measure for status in statuses)
    }
    encoding = next((one for one in case.encodings if not one.positions), None)
    return WordTable(
        title="The public law, under every combination of readings",
        lead=(
            f"{encoding.says if encoding else ''} An asterisk: a part of a provision that touches"
            " it is in no rule."
        )
        + _open_words(case, limits),
        head=("Measure", *(ways[route] for route in routes)),
        rows=tuple(
            (titles.get(measure, measure), *map(_status_words, cells))
            for measure, cells in asked.items()
        ),
        places=tuple(
            ("", *(cell.option.id if cell else "" for cell in cells)) for cells in asked.values()
        ),
    )


def _status_words(standing: CombinedStanding | None) -> str:
    return (
        "–"
        if standing is None
        else f"{status_word(standing.standings)}{'*' if standing.tainted else ''}"
    )


def turning_lines(case: Case, limits: Constraints) -> tuple[tuple[str, str], ...]:
    """
    Say for each contested status of the public law exactly what it turns on; options that turn
    alike are told together.
    """
    groups: dict[tuple[tuple[Standing, str], ...], list[CombinedStanding]] = {}
    for one in limits.legal.statuses:
        if one.is_contested:
            groups.setdefault(
                tuple((turn.standing, combination(turn.readings)) for turn in one.turns), []
            ).append(one)
    told = []
    for key, some in groups.items():
        law = next(one for one in limits.legal.laws if not one.positions)
        by_standing: dict[Standing, list[str]] = {}
        for standing, words in key:
            by_standing.setdefault(standing, []).append(words)
        text = "; ".join(
            f"{standing_word(standing)} if {' — or '.join(words)}"
            for standing, words in by_standing.items()
        )
        told.append(
            (
                listed([option_words(case, law, one.option).split(" (")[0] for one in some]),
                f"{text}.",
            )
        )
    return tuple(told)


def freed_words(case: Case, limits: Constraints) -> str:
    """
    Say what changes when the readings that an encoding holds fixed are left open; nothing where
    nothing is held fixed.
    """
    freed = limits.legal.freed
    if not freed:
        return ""
    law = next(one for one in limits.legal.laws if not one.positions)
    asks = [term.asks for term in case.terms if term.id in freed[0].terms]
    titles = listed([option_words(case, law, shift.after.option).split(" (")[0] for shift in freed])
    same = all(shift.before.flips == shift.after.flips for shift in freed)
    return (
        f"Held fixed above: {' '.join(asks)} Left open,"
        f" {count_words(len(freed), 'status', 'statuses')} turn on it as well:"
        f" {lowered(case, titles)}. What would have to change is"
        f" {'the same' if same else 'not the same'}."
    )


def tainted_lines(case: Case, limits: Constraints) -> tuple[tuple[str, str], ...]:
    """Say what the asterisks stand for: provisions of which a part is in no rule, and why."""
    names = dict.fromkeys(name for status in limits.legal.statuses for name in status.tainted)
    return tuple(
        (
            f"{provision.statute}{f', {provision.article}' if provision.article else ''}",
            " ".join(part.says for part in provision.untranslatable),
        )
        for provision in case.provisions
        if provision.id in names
    )


def pooling_words(case: Case, limits: Constraints) -> str:
    """Say what the polls are as one, or that they are not made one; nothing without polls."""
    pooling = limits.politics.pooling
    if not pooling:
        return ""
    if isinstance(pooling[0], Refusal):  # every further reason is told by `phaseline politics`
        polls = count_words(len(case.polls), "poll")
        return f"{polls}, not pooled{_asked_apart(case, pooling[0])}: they stand side by side."
    return pool_words(pooling[0])


def _asked_apart(case: Case, refusal: Refusal) -> str:
    """Name polls whose questions differ, each with its question; nothing where they do not."""
    polls = [case.polls[name] for name in refusal.polls]
    known = [poll for poll in polls if poll.question_form != "unknown"]
    if len({poll.question_form for poll in known}) < 2:
        return ""
    forms = "; ".join(f"{poll.title}: {poll.question_form}" for poll in known)
    return f", for the questions differ ({forms})"


def votes_board(case: Case, limits: Constraints) -> WordTable:
    """
    Give what would pass: votes needed, the chance with party shocks, and the one if members decided
    apart.
    """
    rows = []
    for vote in (*limits.politics.votes, *limits.politics.other_votes):
        procedure = case.procedures[vote.id]
        whip = case.whips[vote.whip].title
        rows.append(
            (
                f"{procedure.says} ({lowered(case, whip)})",
                needs_words(case, procedure, vote),
                spread_words(vote.chance, vote.low, vote.high),
                chance_words(vote.chance_if_independent),
                stops_words(case, procedure),
            )
        )
    rows += [
        (
            case.procedures[decision.id].says,
            needs_words(case, case.procedures[decision.id]),
            span_words(decision.range),
            chance_words(decision.members_alone),
            stops_words(case, case.procedures[decision.id]),
        )
        for decision in limits.politics.composed
    ]
    return WordTable(
        title="What would pass, in one sitting",
        lead=apart_words(limits.politics.votes, with_sittings=False)
        if limits.politics.votes
        else "",
        head=(
            "What is decided",
            "Votes needed",
            "Chance, inside the model",
            "If members decided apart",
            "Who can stop it",
        ),
        rows=tuple(rows),
    )


def opening_lines(case: Case, limits: Constraints) -> tuple[tuple[str, str, str], ...]:
    """
    Say for each option that is not open under every reading why not, and what would open it;
    options alike are told together.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for opening in limits.openings:
        if any(standing in (*CLOSED, Standing.UNDETERMINED) for standing, _ in opening.closed):
            title = case.options[opening.option.id].title
            groups.setdefault(
                (_why(case, limits, opening), opening_words(case, limits, opening)), []
            ).append(title)
    return tuple(
        (listed([titles[0], *(lowered(case, each) for each in titles[1:])]), why, opens)
        for (why, opens), titles in groups.items()
    )


def _why(case: Case, limits: Constraints, opening: Opening) -> str:
    return "; ".join(
        _closed_words(case, limits.legal, opening.option.id, standing, readings)
        for standing, readings in opening.closed
    )


def _closed_words(
    case: Case, legal: Legal, option: str, standing: Standing, readings: Sequence[str]
) -> str:
    """Say how an option is closed, as read by whom, with the provisions behind it."""
    if not readings:
        bodies = deciding(legal.status(option), standing)
        return f"{standing_label(case, standing, bodies)} under some readings"
    names = reading_names(case)
    cells = [cell for reading in readings if (cell := legal.cell(option, reading))]
    bodies = tuple(dict.fromkeys(chain.from_iterable(cell.bodies for cell in cells)))
    provisions = list(dict.fromkeys(chain.from_iterable(cell.because for cell in cells)))
    behind = f" ({_statutes(case, provisions)})" if provisions else ""
    who = listed([lowered(case, names[reading]) for reading in readings])
    return f"{standing_label(case, standing, bodies)} as read by {who}{behind}"


def amendment_board(case: Case, limits: Constraints) -> WordTable:
    """
    Give every change of law with who proposes it, who must agree, the chance that it is made, a
    veto and the time it takes.
    """
    procedures = case.procedures
    rows = []
    for number, amendment in enumerate(case.amendments, 1):
        route, procedure = limits.route(amendment.id), procedures.get(amendment.route)
        chance = (
            "not in the sources"
            if route is None or route.chance is None
            else chance_words(route.chance)
        )
        veto = (
            "none"
            if route is None or not route.vetoed
            else (
                f"{figures_words(route.vetoed)}; then overridden"
                f" {figures_words(route.overridden or 0.0)}"
            )
        )
        time = months_words(route.months if route else None) or "not stated"
        who = body_words(case, procedure.id) if procedure else "nobody on record"
        rows.append((f"{number}. {amendment.says}", who, chance, veto, time))
    return WordTable(
        title="The changes of law, and who must agree",
        lead=_amendment_lead(case, limits),
        head=("Change", "Who must agree", "Chance", "Veto", "Takes"),
        rows=tuple(rows),
    )


def _amendment_lead(case: Case, limits: Constraints) -> str:
    """Say what the chances of changes of law are, and what stays where one is vetoed."""
    return " ".join(
        (
            (
                "The chance that a change is made, a veto and its override included, by the same"
                " members; inside the model. A change that is made without a vote ranks no higher"
                " for that."
            ),
            *(sentence.text for sentence in all_told(veto_leaves(case, limits), Words(case))),
        )
    )
