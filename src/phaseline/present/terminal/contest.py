"""
All ladders of a case side by side: what each changes, over which range, which assumptions move it.
"""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.comparison.results import LadderComparison, LadderResult, SelfEnforcement
from phaseline.desk.comparison.study import ChangeEstimate
from phaseline.desk.findings.alterations import altered_games
from phaseline.desk.findings.courses import first_moves
from phaseline.desk.findings.credible import credible_courses
from phaseline.desk.findings.effects import crosses_unanswered, same_games
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.seeds import ranges_moving
from phaseline.present.terminal.claims import claim_data
from phaseline.present.wording.english.courses import moves_words
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import (
    amount,
    baseline_words,
    compared_demand_rows,
    crossing_periods,
    ending_words,
    lowered_periods,
    periods,
    plan_words,
    points,
    signed,
    states_words,
    unmoved_first,
)
from phaseline.present.wording.layout import heading, table, wrapped
from phaseline.present.wording.words import Words


def overview_text(case: Case, comparison: LadderComparison) -> str:
    """Give all ladders as a table, each change against the yardstick."""
    unmoved = unmoved_first(case, comparison)
    head = (
        "Ladder",
        *(() if unmoved else (f"First crossing, {min(case.horizon)} {case.period}s",)),
        crossing_periods(case),
        "Disaster",
        "Own account",
        "First move",
    )
    rows = [_row(case, result, has_first=not unmoved) for result in comparison.contenders]
    widths = (18, *(() if unmoved else (15,)), 17, 13, 13, 18)
    parts = [
        heading(f"What each ladder changes, against {baseline_words(case)}"),
        wrapped(case.title),
        table(head, rows, widths=widths),
        *called_text(case, [result.policy.id for result in comparison.contenders]),
        *([wrapped(unmoved)] if unmoved else []),
        *(
            wrapped(sentence.text)
            for sentence in all_told(comparison_findings(case, comparison), Words(case))
        ),
        wrapped(f"Figures: {plan_words(comparison, case)}. {ending_words(case)}"),
        *demand_text(case, comparison),
        *readings_text(case, comparison),
        movers_text(case, comparison),
    ]
    return "\n\n".join(parts)


def called_text(case: Case, policies: Sequence[str]) -> list[str]:
    """Say what the ids of ladders and types in tables stand for."""
    words = Words(case)
    kinds = case.game.types if case.game else ()
    called = {name: words.course(name) for name in policies}
    called |= {kind.id: words.lowered(kind.title) for kind in kinds}
    lines = [f"{name}: {said}" for name, said in called.items() if name != said]
    return [wrapped(f"In tables, {'; '.join(lines)}.")] if lines else []


def comparison_findings(case: Case, comparison: LadderComparison) -> tuple[Finding, ...]:
    """Give what is said of the ladders side by side, beside their figures."""
    return (
        crosses_unanswered(case, comparison),
        *same_games(case, comparison),
        *credible_courses(case, comparison),
        *altered_games(case, comparison),
        *ranges_moving(case, comparison),
    )


def _row(case: Case, result: LadderResult, *, has_first: bool) -> tuple[str, ...]:
    change = result.studied.change
    return (
        f"{result.policy.id} [{states_words(result)}]",
        *((points(change["crossing_first"]),) if has_first else ()),
        periods(change["inside"], case.period),
        points(change["disaster"]),
        amount(change["value"]),
        moves_words(first_moves(result), Words(case)),
    )


def demand_text(case: Case, comparison: LadderComparison) -> list[str]:
    """Say whether what the ladders demand is met, by type; nothing where none demands anything."""
    rows = compared_demand_rows(comparison, case.period, lambda ladder: ladder.policy.id)
    head = ("Ladder", "Type", *(f"Met within {horizon}" for horizon in case.horizon))
    widths = (20, 14, *(29 for _ in case.horizon))
    lead = "Whether what is demanded is met, by type, at the best values:"
    return [wrapped(lead), table(head, rows, widths=widths)] if rows else []


def readings_text(case: Case, comparison: LadderComparison) -> list[str]:
    """
    Give the change in periods inside under each reading of the law; nothing where the case asks
    nothing of it.
    """
    if not comparison.reading:
        return []
    names = list(comparison.contenders[0].studied.by_reading)
    rows = [
        (
            contender.policy.id,
            *(
                periods(contender.studied.by_reading[name].change["inside"], case.period)
                for name in names
            ),
        )
        for contender in comparison.contenders
        if any(entry.differs for entry in contender.studied.by_reading.values())
    ]
    lead = (
        f"The same under each reading of the law ({lowered_periods(case)}); the table above is"
        f" under {comparison.reading}. Readings are never averaged."
    )
    return (
        [wrapped(lead), table(("Ladder", *names), rows, widths=(20, *(18 for _ in names)))]
        if rows
        else []
    )


def movers_text(case: Case, comparison: LadderComparison) -> str:
    """Name for each ladder the three assumptions that move it most, low to high."""
    asks = {assumption.id: assumption.asks for assumption in case.assumptions}
    lines = [
        wrapped(
            "What moves each ladder most, one assumption at a time, low to high"
            f" ({lowered_periods(case)}):"
        )
    ]
    for contender in comparison.contenders:
        top = [mover for mover in contender.studied.movers if mover.reach >= 0.05][
            :3
        ]  # less is not seen in a figure
        if top:
            moved = "; ".join(
                f"{mover.assumption} {signed(mover.low, 1)} to {signed(mover.high, 1)}"
                for mover in top
            )
            lines.append(wrapped(f"{contender.policy.id}: {moved}", indent=2, hang=4))
    if len(lines) == 1:
        return wrapped(f"No assumption alone moves a ladder by a twentieth of a {case.period}.")
    named = {
        mover.assumption
        for contender in comparison.contenders
        for mover in contender.studied.movers[:3]
        if mover.reach >= 0.05
    }
    lines += [
        wrapped(f"{name}: {question}", indent=2, hang=4)
        for name, question in asks.items()
        if name in named
    ]
    return "\n".join(lines)


def contest_data(case: Case, comparison: LadderComparison) -> dict[str, Any]:
    """Give everything that the game says about a case as plain data."""
    return {
        "seed": comparison.plan.seed,
        "draws": len(comparison.plan.draws),
        "horizons": list(case.horizon),
        "reading_first": comparison.reading or None,
        "same_game": [list(names) for names in comparison.alike],
        "assumptions_drawn": [*comparison.plan.continuous, *comparison.plan.structural],
        "ladders": {
            contender.policy.id: _contender_data(contender) for contender in comparison.contenders
        },
        "claims": [claim_data(case, claim) for claim in comparison.claims],
    }


def _contender_data(result: LadderResult) -> dict[str, Any]:
    studied = result.studied
    return {
        "ladder": result.policy.ladder,
        "completion": result.policy.completion or None,
        "states": {"best": studied.states[0], "most": studied.states[1]},
        "removed": list(studied.removed),
        "first_acts": {kind: dict(acts) for kind, acts in studied.first_acts.items()},
        "change": {name: _change_data(change) for name, change in studied.change.items()},
        "by_reading": {
            name: {
                "differs": each.differs,
                "removed": list(each.removed),
                "change": {figure: _change_data(change) for figure, change in each.change.items()},
            }
            for name, each in studied.by_reading.items()
        },
        "movers": [
            {"assumption": mover.assumption, "low": mover.low, "high": mover.high}
            for mover in studied.movers
        ],
        "variants": _variants_data(result),
        "cheating": (
            None
            if result.cheating is None
            else {
                "corners": [
                    {
                        name: getattr(corner, name)
                        for name in ("name", "detection", "breach", "cheating", "inside", "above")
                    }
                    for corner in result.cheating.corners
                ],
                "flips": dict(result.cheating.flips),
                "tried": result.cheating.tried,
                "high": result.cheating.high,
            }
        ),
        "demand": studied.demand,
        "after_the_clock": (
            None
            if result.lapse is None
            else {"during": result.lapse.during, "after": result.lapse.after}
        ),
        "answer": dict(result.answer) or None,
        "self_enforcement": _self_enforcement_data(result.self_enforcement),
    }


def _self_enforcement_data(keeping: SelfEnforcement | None) -> dict[str, Any] | None:
    """Give what a ladder needs to be kept, what is assumed, and whether that is enough."""
    if keeping is None:
        return None
    return {"needed": keeping.needed, "assumed": keeping.assumed, "self_enforcing": keeping.holds}


def _change_data(change: ChangeEstimate) -> dict[str, float | None]:
    return {name: number(getattr(change, name)) for name in ("median", "low", "high", "best")}


def _variants_data(result: LadderResult) -> dict[str, Any] | None:
    found = result.variants
    if found is None:
        return None
    single = (found.blind, found.office, found.for_good, found.errs)
    named = (
        {f"line {row.name}": row for row in found.lines}
        | {row.name: row for row in single}
        | {f"released {row.name}": row for row in found.releases}
    )
    return {
        "changes": {
            name: {"crossing_first": row.first, "inside": row.inside, "value": row.value}
            for name, row in named.items()
        },
        "flips": [
            {
                name: number(getattr(flip, name)) if name != "name" else flip.name
                for name in ("name", "low", "high", "at", "first", "last")
            }
            for flip in found.flips
        ],
    }


def number(value: float | None) -> float | None:
    """Give a number, or None for what is none."""
    # What differs from itself is not a number.
    return None if value is None or value != value else float(value)  # noqa: PLR0124
