"""
The law of a case for a reader and for programs: the verdict table, the statuses, what they turn on,
what would have to change.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.law import Position
from phaseline.case.read import CaseReading
from phaseline.desk.consent.law_queries import CombinedStanding, Freed, Legal, Shift
from phaseline.law.clashes import Clash
from phaseline.law.model import Law, Standing
from phaseline.law.turns import TurningPoint
from phaseline.present.wording.columns import shown_width
from phaseline.present.wording.law import (
    MEANS,
    NO_ADVANTAGE,
    address_of_option,
    amendment_lines,
    combination,
    combination_lines,
    doubt_data,
    doubts_words,
    flips_words,
    grouped,
    holders_and_reporters,
    keyed_standing,
    law_dates,
    law_of,
    marked_words,
    meaning_words,
    option_words,
    provision_words,
    set_words,
    spelt,
    standing_behind,
    standing_keys,
    standing_word,
    standing_words,
    status_key,
    status_word,
    term_lines,
    title_of,
    undetermined_lines,
    what_words,
)
from phaseline.present.wording.layout import WIDTH, heading, table, wrapped
from phaseline.present.wording.numbers import count_words, date_words, listed
from phaseline.terms.letters import capitalised
from phaseline.terms.when import When

NO_LAW = "This case asks nothing of the law: it has no options (law.yaml, `options:`)."
TITLE = "What would have to change in law, and who must agree"
_LABEL = 20
_AT_ONCE = 4
_MARK = "*"


def law_text(
    case: Case,
    legal: Legal,
    reading: CaseReading,
    *,
    is_what_if: bool = False,
    answers: Sequence[str] = (),
) -> str:
    """
    Give the law of a case as blocks of text; where something is asked of one cell, the answers in
    place of the tables.

    Args:
        case: The case.
        legal: What the law says.
        reading: The case as it was read, for the places of provisions that clash.
        is_what_if: Whether a change was asked for, so that what it changes comes first.
        answers: The answers to what is asked of one cell.
    """
    if not case.options:
        return NO_LAW
    parts = [
        *(_clash(case, reading, clash) for clash in legal.clashes),
        _head(case, legal),
        _shifts(case, legal) if is_what_if else "",
        *(answers or _whole(case, legal)),
        _receipts(legal),
    ]
    return "\n\n".join(part for part in parts if part)


def law_data(legal: Legal) -> dict[str, Any]:
    """Give the law of a case as plain data; every key is always there."""
    changes = _changes_in(legal.laws)
    return {
        "as_of": str(legal.on) if legal.on else None,
        "enacted": list(legal.enacted),
        "void": list(legal.void),
        "lifts_bars": _lifting_data(legal.laws),
        "open_dates": doubt_data(legal.doubts),
        "cells": [
            {
                "option": cell.option,
                "reading": cell.reading,
                "standing": cell.standing.value,
                "bodies": list(cell.bodies),
                "because": list(cell.because),
                "undetermined_by": doubt_data(cell.doubts),
            }
            for cell in legal.cells
        ],
        "status": [
            {
                "measure": status.option.measure,
                "route": status.option.route,
                "option": status.option.id,
                **_status_data(status, changes),
            }
            for status in legal.statuses
        ],
        "shifts": [_shift_data(shift) for shift in legal.shifts],
        "freed": [
            {
                "terms": list(one.terms),
                "measure": one.before.option.measure,
                "route": one.before.option.route,
                "option": one.before.option.id,
                "before": _status_data(one.before, changes),
                "after": _status_data(one.after, changes),
            }
            for one in legal.freed
        ],
        "clashes": [
            {
                "option": clash.option,
                "permits": clash.permits,
                "prohibits": clash.prohibits,
                "reading": clash.world.position or None,
                "readings": dict(clash.world.readings),
            }
            for clash in legal.clashes
        ],
        "receipts": [
            {
                "encoding": law.id,
                "law": receipt.law,
                "engine": receipt.engine,
                "enacted": list(legal.enacted),
                "void": list(legal.void),
            }
            for law, receipt in zip(legal.laws, legal.receipts, strict=True)
        ],
    }


def _lifting_data(laws: Iterable[Law]) -> dict[str, str | None]:
    """Give the procedure by which each encoding has a bar lifted; None where nothing lifts one."""
    return {law.id: law.lifts_bars or None for law in laws}


def turn_data(turns: Sequence[TurningPoint]) -> list[dict[str, Any]]:
    """Give exact combinations of readings as plain data."""
    return [{"standing": turn.standing.value, "readings": dict(turn.readings)} for turn in turns]


def _changes_in(laws: Sequence[Law]) -> tuple[str, ...]:
    """Give the ids of all changes of some laws, in the order of the case."""
    return tuple(dict.fromkeys(change.id for law in laws for change in law.changes))


def _status_data(status: CombinedStanding, changes: Sequence[str]) -> dict[str, Any]:
    """Give how an option stands, its sets of changes in the order of all changes."""
    return {
        "standing": status_key(status.standings),
        "standings": [standing.value for standing in Standing if standing in status.standings],
        "bodies": {effect.value: list(names) for effect, names in status.bodies.items()},
        "turns_on": turn_data(status.turns),
        "flips": [[name for name in changes if name in names] for names in status.flips.sets],
        "flips_complete": status.flips.is_complete,
        "tainted": list(status.tainted),
        "undetermined_by": doubt_data(status.doubts),
    }


def _shift_data(shift: Shift) -> dict[str, Any]:
    return {
        "option": shift.option,
        "reading": shift.reading or None,
        "before": standing_keys(shift.before),
        "after": standing_keys(shift.after),
    }


def _head(case: Case, legal: Legal) -> str:
    day = f"As of {date_words(When.parse(str(legal.on)))}. " if legal.on else ""
    note = f"{day}Stated readings, applied to a summary of provisions at a date: not legal advice."
    asked = (
        [f"Counted here as {what_words(legal.enacted, legal.void)}."]
        if legal.enacted or legal.void
        else []
    )
    if legal.on != case.as_of.last and not law_dates(case):
        asked.append("No provision of this case has a date yet: every day gets the same answer.")
    asked += marked_words(case)
    if legal.doubts:
        asked.append(f"Open on this day: {doubts_words(legal.doubts, legal.on)}.")
    return "\n".join([heading(f"The law: {case.title}"), wrapped(note), *map(wrapped, asked)])


def _whole(case: Case, legal: Legal) -> list[str]:
    parts: list[str] = []
    for law in legal.laws:
        if law.options and law.positions:
            parts += _verdicts(case, legal, law)
        elif law.options:
            statuses = [status for status in legal.statuses if law.option(status.option.id)]
            parts += _statuses(case, law, statuses)
            parts += [undetermined_lines(case, law, statuses, legal.on)]
            parts += [
                _freed(
                    case,
                    law,
                    [shift for shift in legal.freed if law.option(shift.before.option.id)],
                )
            ]
            parts += [_tainted(case, law, statuses)]
    return [*parts, _more(legal)]


def _more(legal: Legal) -> str:
    """Say what else can be asked, with a cell of each kind as an example."""
    cells = [f"{cell.option}/{cell.reading}" for cell in legal.cells[-1:]]
    statuses = [
        address_of_option(law_of(legal, status.option.id), status.option)
        for status in legal.statuses[:1]
    ]
    return "\n".join(
        [
            wrapped(
                f"One cell in full, such as {' or '.join([*cells, *statuses])}: --why CELL,"
                " --turns-on CELL, --open CELL."
            ),
            wrapped(
                "Another day, a change that counts as made, a provision that counts as void:"
                " --as-of DAY, --enact ID, --void ID."
            ),
        ]
    )


def _opening(case: Case, law: Law) -> str:
    kept = case.encodings[law.id]
    return "\n".join([heading(kept.title), *([wrapped(kept.says)] if kept.says else [])])


def _verdicts(case: Case, legal: Legal, law: Law) -> list[str]:
    """
    Give the table of options by whole reading, who holds each reading, and what the words and ids
    mean.
    """
    kept = case.encodings[law.id]
    titles = {one.id: one.title for one in case.options}
    names = {
        position.id: f"{position.title} ({position.id})" if position.title else position.id
        for position in kept.positions
    }
    tables, words, used = [], set(), dict[str, None]()
    for at in range(0, len(law.positions), _AT_ONCE):
        some = law.positions[at : at + _AT_ONCE]
        width = (WIDTH - _LABEL) // len(some) - 2
        rows = []
        for option in law.options:
            cells = [cell for one in some if (cell := legal.cell(option.id, one.id)) is not None]
            words |= {standing_word(one.standing) for one in cells}
            used |= {name: None for one in cells for name in standing_behind(one)}
            shown = [
                ": ".join(
                    part
                    for part in (
                        keyed_standing(case, one.standing, one.bodies),
                        ", ".join(standing_behind(one)),
                    )
                    if part
                )
                for one in cells
            ]
            rows.append((f"{option.id}: {titles[option.id]}", *shown))
        tables.append(
            table(
                ("Option", *(names.get(one.id, one.id) for one in some)),
                rows,
                widths=(_LABEL, *(width for _ in some)),
            )
        )
    readings = [
        wrapped(f"{position.id}: {position.says} {_whose(case, position)}.", indent=2, hang=4)
        for position in kept.positions
    ]
    return [
        _opening(case, law),
        *tables,
        _legend(case, law, words),
        "\n".join(["The provisions behind the cells", *_provision_lines(case, used)]),
        "\n".join(["Whose readings these are", *readings]),
    ]


def _whose(case: Case, position: Position) -> str:
    """Say whose a position is, as a sentence, and who reports it."""
    text = holders_and_reporters(case, position.held_by, position.cites)
    return capitalised(text)


def _provision_lines(case: Case, names: Mapping[str, None]) -> list[str]:
    order = [provision.id for provision in case.provisions]
    return [
        wrapped(
            f"{name}: {provision_words(case, name).removesuffix(f' ({name})')}", indent=2, hang=4
        )
        for name in sorted(
            names, key=lambda name: order.index(name) if name in order else len(order)
        )
    ]


def _legend(case: Case, law: Law, words: set[str]) -> str:
    return "\n".join(
        [
            "What the words mean",
            *(
                wrapped(f"{word}: {meaning_words(case, law, word)}", indent=2, hang=4)
                for word in MEANS
                if word in words
            ),
        ]
    )


def _statuses(case: Case, law: Law, statuses: Sequence[CombinedStanding]) -> list[str]:
    contested = [status for status in statuses if status.is_contested]
    parts = [_opening(case, law), *_grids(statuses), _legend(case, law, _all_words(statuses))]
    if contested:
        lines = ["What each contested status turns on"]
        for group in grouped(contested, lambda status: _as_key(status.turns)):
            lines += [wrapped(f"{_titles(case, law, group)}", indent=2, hang=4)]
            lines += combination_lines(
                (standing_word(turn.standing), turn.readings) for turn in group[0].turns
            )
        used = {term for status in contested for turn in status.turns for term in turn.readings}
        parts += [
            "\n".join(lines),
            "\n".join(["The terms, each reading and who holds it", *term_lines(case, law, used)]),
        ]
    return [*parts, _changes(case, law, statuses)]


def _all_words(statuses: Sequence[CombinedStanding]) -> set[str]:
    return {status_word(status.standings) for status in statuses} | {
        standing_word(standing) for status in statuses for standing in status.standings
    }


def _grids(statuses: Sequence[CombinedStanding]) -> list[str]:
    """Give measures by route; measures that stand alike share a row, and wide grids are cut."""
    at = {
        (
            status.option.measure,
            status.option.route,
        ): f"{status_word(status.standings)}{_MARK if status.tainted else ''}"
        for status in statuses
    }
    routes = list(dict.fromkeys(route for _, route in at))
    measures = list(dict.fromkeys(measure for measure, _ in at))
    name = {route: route or "status" for route in routes}
    width = {
        route: max(
            shown_width(word)
            for word in (name[route], *(at.get((one, route), "") for one in measures))
        )
        for route in routes
    }
    blocks: list[list[str]] = [[]]
    for route in routes:
        if sum(width[one] + 2 for one in blocks[-1]) + width[route] + 2 > WIDTH - _LABEL:
            blocks.append([])
        blocks[-1].append(route)
    grids = []
    for block in blocks:
        cells = {one: tuple(at.get((one, route), "–") for route in block) for one in measures}
        rows = [
            (", ".join(group), *cells[group[0]]) for group in grouped(measures, cells.__getitem__)
        ]
        first = WIDTH - sum(width[route] + 2 for route in block)
        grids.append(
            table(
                ("Measure", *(name[one] for one in block)),
                rows,
                widths=(min(first, 30), *(width[one] for one in block)),
            )
        )
    marked = (
        f"\n{_MARK} a part of a provision that touches it is in no rule: see below"
        if any(one.tainted for one in statuses)
        else ""
    )
    grids[-1] += marked
    return grids


def _as_key(
    turns: Sequence[TurningPoint],
) -> tuple[tuple[Standing, tuple[tuple[str, str], ...]], ...]:
    return tuple((turn.standing, tuple(turn.readings.items())) for turn in turns)


def _titles(case: Case, law: Law, group: Sequence[CombinedStanding]) -> str:
    return "; ".join(option_words(case, law, one.option) for one in group)


def _changes(case: Case, law: Law, statuses: Sequence[CombinedStanding]) -> str:
    """
    Give the least sets of changes; sets stand by size, then as in the case, and say who must agree.
    """
    asked = [status for status in statuses if status.standings != frozenset({Standing.EXECUTIVE})]
    if not asked:
        return ""
    lines = [
        TITLE,
        wrapped(
            "All changes on one line together leave it to the executive under every reading. Lines"
            " stand by their number of changes, then as in the case: no order of merit."
        ),
    ]
    used: set[str] = set()
    for group in grouped(asked, lambda status: status.flips.sets):
        lines.append(wrapped(_titles(case, law, group), indent=2, hang=4))
        flips = group[0].flips
        for names in flips.sets:
            lines.append(wrapped(set_words(case, names), indent=6, hang=8))
            used |= names
        if not flips.sets:
            name = address_of_option(law, group[0].option)
            lines.append(
                wrapped(
                    f"no set of the changes on record does it; --open {name} says why",
                    indent=6,
                    hang=8,
                )
            )
        lines += [] if flips.is_complete else ["      … and more: the search stopped here"]
    if used:
        lines += ["The changes named, and who must agree to them", *amendment_lines(case, used)]
        lines.append(wrapped(f"Once they are made, {NO_ADVANTAGE}.", indent=2))
    return "\n".join(lines)


def _freed(case: Case, law: Law, freed: Sequence[Freed]) -> str:
    if not freed:
        return ""
    terms = freed[0].terms
    lines = [
        f"What changes when {listed([spelt(term) for term in terms])} is left open",
        *term_lines(case, law, terms),
        wrapped(
            f"{len(freed)} of {count_words(len(law.options), 'status', 'statuses')} turn on it"
            " then:",
            indent=2,
        ),
    ]
    for group in grouped([shift.after for shift in freed], lambda status: _as_key(status.turns)):
        lines += [wrapped(_titles(case, law, group), indent=2, hang=4)]
        lines += combination_lines(
            (standing_word(turn.standing), turn.readings) for turn in group[0].turns
        )
    if all(shift.before.flips == shift.after.flips for shift in freed):
        lines.append(wrapped("What would have to change in law is the same for each.", indent=2))
    return "\n".join(lines)


def _tainted(case: Case, law: Law, statuses: Sequence[CombinedStanding]) -> str:
    names = dict.fromkeys(name for status in statuses for name in status.tainted)
    lines = [f"{_MARK} What no rule carries"]
    for name in names:
        kept = case.provisions[name]
        touched = ", ".join(
            address_of_option(law, one.option) for one in statuses if name in one.tainted
        )
        says = " ".join(one.says for one in kept.untranslatable)
        lines += [
            wrapped(f"{provision_words(case, name)}: {says}", indent=2, hang=4),
            wrapped(f"touches {touched}", indent=6, hang=8),
        ]
    return "\n".join(lines) if names else ""


def _shifts(case: Case, legal: Legal) -> str:
    """Say how many cells and statuses a change flips, and each of them before and after."""
    lines = [wrapped(flips_words(legal))]
    order = [one.id for one in case.options]
    rows = []
    for one in sorted(legal.shifts, key=lambda kept: order.index(kept.option)):
        law = law_of(legal, one.option)
        option = next(kept for kept in law.options if kept.id == one.option)
        address = f"{address_of_option(law, option)}{f'/{one.reading}' if one.reading else ''}"
        before, after = (
            " or ".join(standing_words(standings)) for standings in (one.before, one.after)
        )
        rows.append((f"{address}: {title_of(case, option)}", before, f"→ {after}"))
    return "\n".join(
        [*lines, *([table(("Cell", "Before", "After"), rows, widths=(52, 21, 23))] if rows else [])]
    )


def _receipts(legal: Legal) -> str:
    day = f" · as of {legal.on}" if legal.on else ""
    return "\n".join(
        wrapped(
            f"receipt of {law.id}: law {one.law[:12]} · {one.engine}{day} ·"
            f" {what_words(legal.enacted, legal.void)}",
            hang=4,
        )
        for law, one in zip(legal.laws, legal.receipts, strict=True)
    )


def _clash(case: Case, reading: CaseReading, clash: Clash) -> str:
    """Quote two rules that meet without a priority, with the lines where they stand."""
    where = (
        f"under “{clash.world.position}”"
        if clash.world.position
        else f"with {combination(clash.world.readings) or 'any reading'}"
    )
    lines = [
        wrapped(
            f"error: two provisions clash over {clash.option}, {where}: one permits it, one bars"
            " it, and neither has priority",
            hang=2,
        )
    ]
    for name, does in ((clash.permits, "permits"), (clash.prohibits, "bars")):
        owner, _, rule = name.rpartition(".")
        lines.append(
            wrapped(
                f"{_place(case, reading, owner, rule)}  {does}: {_quoted(case, owner)}",
                indent=2,
                hang=4,
            )
        )
    lines.append(
        wrapped("fix: name the one that gives way under `overrides` of the other", indent=2, hang=4)
    )
    return "\n".join(lines)


def _quoted(case: Case, owner: str) -> str:
    says = next((provision.says for provision in case.provisions if provision.id == owner), "")
    return f"{provision_words(case, owner)}{f' “{says}”' if says else ''}"


def _place(case: Case, reading: CaseReading, owner: str, rule: str) -> str:
    """Give file, line and column of a rule."""
    for number, kept in enumerate(case.provisions):
        if kept.id == owner:
            at = next(place for place, one in enumerate(kept.rules) if one.id == rule)
            place = reading.place("provisions", number, "rules", at)
            return f"{place.file}:{place.line}:{place.column}"
    for number, change in enumerate(case.amendments):
        if change.id == owner:
            at = next(place for place, one in enumerate(change.adds) if one.id == rule)
            place = reading.place("amendments", number, "adds", at)
            return f"{place.file}:{place.line}:{place.column}"
    return owner
