"""
What would open one cell of the law: the least sets of changes, what follows from each, who must
agree, what is in the way.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from phaseline.case.check.politics import has_count
from phaseline.case.model.case import Case
from phaseline.desk.consent.law_queries import Cell, Legal, consent_steps
from phaseline.law.explain import Proof
from phaseline.law.model import Effect, Law, Option, Standing
from phaseline.law.turns import TurningSearch
from phaseline.present.terminal.law import TITLE
from phaseline.present.terminal.law_proof import by_reading, open_lines, quote_lines
from phaseline.present.wording.law import (
    NO_ADVANTAGE,
    amendment_lines,
    body_words,
    combination,
    grouped,
    keyed_standing,
    option_words,
    provision_words,
    reading_names,
    set_words,
    standing_words,
    status_key,
)
from phaseline.present.wording.layout import heading, wrapped
from phaseline.present.wording.numbers import listed
from phaseline.present.wording.politics import needs_words
from phaseline.terms.record import record

_HINDERS = {Effect.PROHIBIT: "bars it", Effect.CONSENT: "asks for consent"}


@record
class Opened:
    """
    What would open a cell.

    Args:
        executive: All least sets of changes that leave it to the executive under every reading.
        unbarred: All least sets that at least lift the bar.
        after: What the law says of the option once a set is made.
        proofs: Why it stands now as it does, for each whole reading or each exact combination of
            readings.
    """

    executive: TurningSearch
    unbarred: TurningSearch
    after: Mapping[frozenset[str], Legal]
    proofs: tuple[tuple[Mapping[str, str], Proof], ...]


def open_text(case: Case, legal: Legal, cell: Cell, opened: Opened, *, name: str) -> str:
    """
    Give the least sets of changes, what stands once each is made and who must agree; then what
    stands in the way.

    Args:
        case: The case.
        legal: What its law says.
        cell: The cell that is asked about.
        opened: What would open it.
        name: How the caller names the case to a command.
    """
    law, option = cell.law, cell.option
    lines = [
        heading(TITLE),
        wrapped(option_words(case, law, option)),
        "",
        "Now",
        *by_reading(case, legal, option),
        *open_lines(legal, option),
    ]
    lines += _by_consent(case, legal, option, name)
    lines.append("To leave it to the executive under every reading")
    lines += _sets(case, law, opened, opened.executive, "nothing has to change: it is so already")
    if not opened.executive.sets or opened.unbarred.sets != opened.executive.sets:
        lines.append("To lift the bar at least")
        lines += _sets(
            case, law, opened, opened.unbarred, "nothing has to change: no reading bars it"
        )
    if opened.executive.sets != (frozenset(),):
        lines += [
            "What stands in the way now, provision by provision",
            *_in_the_way(case, law, opened),
        ]
    used = {
        name
        for kept in (opened.executive, opened.unbarred)
        for names in kept.sets
        for name in names
    }
    lines += (
        ["The changes named, and who must agree to them", *amendment_lines(case, used)]
        if used
        else []
    )
    return "\n".join(lines)


def open_data(legal: Legal, cell: Cell, opened: Opened) -> dict[str, Any]:
    """Give what would open a cell as plain data."""
    law, option = cell.law, cell.option
    return {
        "option": option.id,
        "with_consent": list(consent_steps(legal, option.id)),
        "executive": _sets_data(law, opened, opened.executive),
        "unbarred": _sets_data(law, opened, opened.unbarred),
        "in_the_way": [
            {
                "provision": one.provision,
                "effects": list(one.effects),
                "readings": [position for position, _ in one.where if position],
                "combinations": [
                    dict(readings) for position, readings in one.where if not position
                ],
                "changed_by": _changed_by(law, one.rules),
            }
            for one in _obstacles(opened)
        ],
    }


def _vote_asked(case: Case, steps: Sequence[str]) -> str:
    """Give the option that asks about the first of some decisions on which there is a vote."""
    voted = (name for name in steps if has_count(case, case.procedures[name]))
    return f" --vote {name}" if (name := next(voted, "")) else ""


def _by_consent(case: Case, legal: Legal, option: Option, name: str) -> list[str]:
    """
    Say whose consent opens it as the law stands; what a vote gives is said by another command.
    """
    steps = consent_steps(legal, option.id)
    if not steps:
        return []
    needed = {procedure.id: needs_words(case, procedure) for procedure in case.procedures}
    return [
        "By consent, as the law stands, where a reading asks for it",
        *(
            wrapped(
                f"{step}: {body_words(case, step)},"
                f" {needed.get(step, 'how is not in the sources')}",
                indent=4,
                hang=6,
            )
            for step in steps
        ),
        wrapped(
            f"Could it pass? `phaseline politics {shlex.quote(name)}{_vote_asked(case, steps)}`",
            indent=4,
            hang=6,
        ),
    ]


def _sets(case: Case, law: Law, opened: Opened, search: TurningSearch, already: str) -> list[str]:
    if not search.sets:
        return ["    no set of the changes on record does it"]
    if search.sets == (frozenset(),):
        return [f"    {already}"]
    lines = []
    for number, names in enumerate(search.sets, start=1):
        bodies = dict.fromkeys(
            body_words(case, amendment.route)
            for amendment in case.amendments
            if amendment.id in names
        )
        lines.append(
            wrapped(
                f"{number}. {set_words(case, names)} (must agree: {listed(list(bodies))})",
                indent=4,
                hang=7,
            )
        )
        lines += _then(case, law, opened.after[names])
    return lines if search.is_complete else [*lines, "    … and more: the search stopped here"]


def _then(case: Case, law: Law, after: Legal) -> Iterator[str]:
    """
    Say how the option stands once a set is made, and under which readings nobody would be
    asked.
    """
    if law.positions:
        names = reading_names(case)
        yield wrapped(
            "then "
            + "; ".join(
                f"{names[cell.reading]}: {keyed_standing(case, cell.standing, cell.bodies)}"
                for cell in after.cells
            ),
            indent=7,
            hang=9,
        )
        alone = [names[one.reading] for one in after.cells if one.standing is Standing.EXECUTIVE]
        where = f"under {listed([f'“{one}”' for one in alone])} "
        standings = {one.standing for one in after.cells}
    else:
        standings = set(after.statuses[0].standings)
        everywhere = ", under every reading" if len(standings) == 1 else ""
        yield wrapped(
            f"then {' or '.join(standing_words(standings))}{everywhere}",
            indent=7,
            hang=9,
        )
        alone, where = (
            [""] * (Standing.EXECUTIVE in standings),
            "where it is the executive's " * (len(standings) > 1),
        )
    if alone:
        yield wrapped(f"{where}{NO_ADVANTAGE}", indent=7, hang=9)
    if Standing.SILENT in standings:
        yield wrapped(
            "silent is no permission: nothing forbids it then, and nothing permits it",
            indent=7,
            hang=9,
        )


def _sets_data(law: Law, opened: Opened, search: TurningSearch) -> dict[str, Any]:
    return {
        "sets": [
            {
                "amendments": [change.id for change in law.changes if change.id in names],
                "after": _after_data(law, opened.after.get(names)),
            }
            for names in search.sets
        ],
        "complete": search.is_complete,
    }


def _after_data(law: Law, after: Legal | None) -> list[dict[str, Any]]:
    if after is None:
        return []
    if law.positions:
        return [{"reading": cell.reading, "standing": cell.standing.value} for cell in after.cells]
    return [
        {"reading": None, "standing": status_key(status.standings)} for status in after.statuses
    ]


@record
class _Obstacle:
    """
    A provision that bars an option or asks for consent to it, with the readings under which it
    does.
    """

    provision: str
    rules: frozenset[str]
    effects: tuple[str, ...]
    where: tuple[tuple[str, Mapping[str, str]], ...]


def _obstacles(opened: Opened) -> list[_Obstacle]:
    found = [
        (reason, proof.world.position, readings)
        for readings, proof in opened.proofs
        for reason in proof.reasons
        if reason.holds and reason.effect in _HINDERS
    ]
    obstacles = []
    for group in grouped(found, lambda one: one[0].provision):
        effects = dict.fromkeys(one.effect.value for one, _, _ in group if one.effect)
        where = {
            (position, tuple(readings.items())): (position, readings)
            for _, position, readings in group
        }
        rules = frozenset(one.rule for one, _, _ in group)
        obstacles.append(
            _Obstacle(
                provision=group[0][0].provision,
                rules=rules,
                effects=tuple(effects),
                where=tuple(where.values()),
            )
        )
    return obstacles


def _in_the_way(case: Case, law: Law, opened: Opened) -> Iterator[str]:
    for one in _obstacles(opened):
        does = " and ".join(_HINDERS[Effect(effect)] for effect in one.effects)
        yield wrapped(
            f"{provision_words(case, one.provision)} {does}, {_where(case, one.where)}",
            indent=4,
            hang=6,
        )
        yield from quote_lines(case, one.provision, 6)
        yield wrapped(
            f"changed by: {listed(_changed_by(law, one.rules), empty='no change on record')}",
            indent=6,
            hang=8,
        )
    for standing, said in (
        (Standing.SILENT, "Nothing permits it"),
        (Standing.PRACTICE, "It is practice, which is no authority"),
    ):
        where = tuple(
            (proof.world.position, readings)
            for readings, proof in opened.proofs
            if proof.standing is standing
        )
        if where:
            yield wrapped(f"{said}, {_where(case, where)}", indent=4, hang=6)


def _where(case: Case, where: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    """Say under which whole readings, or with which combinations."""
    names = reading_names(case)
    positions = [f"“{names[position]}”" for position, _ in where if position]
    if positions:
        return f"under {listed(positions)}"
    return "; or ".join(
        f"with {combination(readings)}" if readings else "under every reading"
        for _, readings in where
    )


def _changed_by(law: Law, rules: frozenset[str]) -> list[str]:
    """
    Give the changes that take one of these rules away, come before it, or give a word whose absence
    it asks for.
    """
    words = {
        condition.word
        for rule in law.rules
        if rule.name in rules
        for condition in rule.when
        if condition.is_negated and condition.word
    }
    repealed = [change.id for change in law.changes if change.repeals & rules]
    added = [
        rule.added_by
        for rule in law.rules
        if rule.added_by and (rule.defines in words or rules & set(rule.overrides))
    ]
    return [change.id for change in law.changes if change.id in {*repealed, *added}]
