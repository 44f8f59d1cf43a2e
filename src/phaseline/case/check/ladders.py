"""Ladders: what a published promise leaves open, and what its completions close."""

from collections import Counter
from collections.abc import Collection, Container, Sequence
from itertools import pairwise

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.response import (
    Completion,
    Demand,
    Fill,
    Ladder,
    LadderStanding,
    Measure,
    Transition,
    TriggerKind,
    Wording,
)
from phaseline.case.showing import shown
from phaseline.terms.record import record

_CONDITIONAL = (TriggerKind.ACT, TriggerKind.STATEMENT, TriggerKind.ELAPSED, TriggerKind.UNSTATED)
_UNSTATED = "unstated"
_WEAPONS = ("defensive", "offensive")
_FEWEST_COMPLETIONS = 2


@record
class Gap:
    """
    Something that a ladder leaves open.

    Args:
        code: The code of the diagnostic, PL601 and following.
        says: What is open, in one sentence.
        path: Where in the ladder: the path below the ladder's own.
        wordings: The several wordings, where that is the gap.
        step: The id of the rung to which the step leads that is open; nothing where it is no step.
    """

    code: str
    says: str
    path: Path
    wordings: tuple[Wording, ...] = ()
    step: str = ""


def gaps(ladder: Ladder, case: Case) -> tuple[Gap, ...]:
    """
    Give everything that a ladder leaves open, in the order of the codes.

    A ladder of one rung has nowhere to climb and is judged only on what it demands.
    """
    if len(ladder.rungs) < 2:
        return ()
    ladder_gaps = [
        *_off_ramp(ladder),
        *_triggers(ladder),
        *_crossing(ladder, case),
        *_deadlines(ladder),
        *_scopes(ladder, case),
        *_proportionality(ladder, case),
        *_thresholds(ladder),
        *_wordings(ladder),
        *_demands(ladder),
    ]
    return tuple(sorted(ladder_gaps, key=lambda gap: gap.code))


def is_evaluable(ladder: Ladder, case: Case) -> bool:
    """Whether somebody could tell from the ladder alone which rung today's reports call for."""
    return not {"PL602", "PL607"} & {gap.code for gap in gaps(ladder, case)}


def check_ladders(pen: DiagnosticCollector, case: Case) -> None:
    """Report the gaps of every ladder, and completions that do not close them."""
    for index, ladder in enumerate(case.ladders):
        ladder_gaps = gaps(ladder, case)
        for gap in ladder_gaps:
            pen.warning(
                gap.code,
                ("ladders", index, *gap.path),
                f"ladder {ladder.id!r}: {gap.says}",
                expected=EXPECTED[gap.code],
                fix="add what the source says, or close it in a completion that names its owner",
                detail=tuple(f"wording: {wording.says}" for wording in gap.wordings),
            )
        _check_steps(pen, index, ladder)
        _check_completions(pen, case, index, ladder_gaps)


def open_after(completion: Completion, ladder_gaps: tuple[Gap, ...]) -> tuple[str, ...]:
    """Give the codes of the gaps that a completion leaves open."""
    return tuple(dict.fromkeys(gap.code for gap in _open_gaps(completion, ladder_gaps)))


def fill_of(completion: Completion, gap: Gap) -> Fill | None:
    """
    Give how a completion closes a gap: by the fill that names its step, or else by one that names
    none; None where it leaves the gap open, or does not play the rung to which the step leads.
    """
    if not is_played(completion, gap):
        return None
    fills = [fill for fill in completion.fills if fill.gap == gap.code]
    own = next((fill for fill in fills if fill.step and fill.step == gap.step), None)
    return own or next((fill for fill in fills if not fill.step), None)


def is_played(completion: Completion, gap: Gap) -> bool:
    """Whether a completion climbs the step of a gap; any gap that is of no step counts."""
    played = completion.plays.rungs if completion.plays else ()
    return not (gap.step and played) or gap.step in played


def _open_gaps(completion: Completion, ladder_gaps: tuple[Gap, ...]) -> list[Gap]:
    """Give the gaps that a completion leaves open, without steps that it does not play."""
    fills = [(gap, fill_of(completion, gap)) for gap in ladder_gaps if is_played(completion, gap)]
    return [gap for gap, fill in fills if fill is None or fill.says == _UNSTATED]


def _gap_names(named: Sequence[Gap], ladder_gaps: Sequence[Gap]) -> list[str]:
    """Give the code of each gap, with the rung of its step where a code occurs twice."""
    codes = Counter(gap.code for gap in ladder_gaps)
    return list(
        dict.fromkeys(
            f"{gap.code} at {gap.step}" if codes[gap.code] > 1 and gap.step else gap.code
            for gap in named
        )
    )


EXPECTED = {
    "PL601": "what follows when the other side complies",
    "PL602": "an act, a statement or an elapsed time that calls for the next rung",
    "PL603": "what follows when a crossing of the red line is detected",
    "PL604": "how long the other side has to answer",
    "PL605": "one scope for one demand",
    "PL606": "why the top rung is proportional to what it answers",
    "PL607": "a level of the act from which the next rung is called",
    "PL608": "one wording of the trigger",
    "PL609": "a demand that the other side could meet",
}

CLOSING = {
    "PL601": "how long a response stays once it is obeyed, and so what complying is worth",
    "PL602": "when the next rung is called, and so what holding out costs the other side",
    "PL603": "what a crossing that is found out costs the other side",
    "PL604": "for how long the other side may keep silent at no cost",
    "PL605": "which answers meet the demand, and which acts break it",
    "PL606": "whether the top rung can be defended against the act; not what it deters",
    "PL607": "which rung today's reports call for",
    "PL608": "which acts call for the next rung",
    "PL609": "what the other side can do to stop the response",
}


def _off_ramp(ladder: Ladder) -> list[Gap]:
    return (
        [
            Gap(
                code="PL601",
                says="no off-ramp: nothing is said about what follows when the other side complies",
                path=("off_ramp",),
            )
        ]
        if ladder.off_ramp == _UNSTATED
        else []
    )


def _triggers(ladder: Ladder) -> list[Gap]:
    return [
        *(
            Gap(
                code="PL602",
                says=f"no step leads from {low} to {high}",
                path=("rungs", place),
                step=high,
            )
            for place, low, high in _missing_steps(ladder)
        ),
        *_unstated_triggers(ladder),
    ]


def _missing_steps(ladder: Ladder) -> list[tuple[int, str, str]]:
    """
    Give the rungs of a published ladder to which no step leads from the one below, each with its
    place.
    """
    if ladder.standing is not LadderStanding.PUBLISHED:
        return []
    steps = {(step.start, step.end) for step in ladder.transitions}
    ids = [rung.id for rung in ladder.rungs]
    return [
        (place, low, high)
        for place, (low, high) in enumerate(pairwise(ids), start=1)
        if (low, high) not in steps
    ]


def _unstated_triggers(ladder: Ladder) -> list[Gap]:
    return [
        Gap(
            code="PL602",
            says=f"no trigger leads from {step.start} to {step.end}",
            path=("transitions", place, "trigger"),
            step=step.end,
        )
        for place, step in enumerate(ladder.transitions)
        if step.trigger is TriggerKind.UNSTATED
    ]


def _crossing(ladder: Ladder, case: Case) -> list[Gap]:
    if ladder.on_crossing != _UNSTATED or not case.red_lines:
        return []
    return [
        Gap(
            code="PL603",
            says="no response to a detected crossing of the red line",
            path=("on_crossing",),
        )
    ]


def _conditional(ladder: Ladder) -> list[tuple[int, Transition]]:
    return [
        (place, step)
        for place, step in enumerate(ladder.transitions)
        if step.trigger in _CONDITIONAL
    ]


def _deadlines(ladder: Ladder) -> list[Gap]:
    steps, missing = _conditional(ladder), _missing_steps(ladder)
    if not (steps or missing) or any(step.deadline != _UNSTATED for _, step in steps):
        return []
    path: Path = ("transitions", steps[0][0]) if steps else ("rungs", missing[0][0])
    return [
        Gap(code="PL604", says="no deadlines: no step says how long the other side has", path=path)
    ]


def _scopes(ladder: Ladder, case: Case) -> list[Gap]:
    statements = _statements(ladder, case)
    return [
        gap for demands in statements for gap in _scopes_of(demands, is_part=len(statements) > 1)
    ]


def _statements(ladder: Ladder, case: Case) -> list[tuple[Demand, ...]]:
    """
    Give the demands of a ladder; those that one conflict of the sources names are stated as one.

    Parts of what is demanded have scopes of their own, so that scopes are compared within a demand
    only. Where one demand is worded in two ways, a case may enter both, and a conflict says so.
    """
    demanded = {name for rung in ladder.rungs for name in rung.demands}
    statements: list[tuple[Demand, ...]] = [
        (demand,) for demand in case.demands if demand.id in demanded
    ]
    for conflict in case.conflicts:
        statements = _joined(statements, conflict.matters_for)
    return statements


def _joined(
    statements: list[tuple[Demand, ...]], addresses: Collection[str]
) -> list[tuple[Demand, ...]]:
    """Join the statements of which an address is among some, where the first of them stands."""
    named = [
        demands
        for demands in statements
        if any(f"demands.{demand.id}" in addresses for demand in demands)
    ]
    if len(named) < 2:
        return statements
    whole = tuple(demand for demands in named for demand in demands)
    return [
        whole if demands is named[0] else demands
        for demands in statements
        if demands not in named[1:]
    ]


def _scopes_of(demands: tuple[Demand, ...], *, is_part: bool) -> list[Gap]:
    wordings = tuple(wording for demand in demands for wording in demand.wordings)
    scopes = tuple(dict.fromkeys(wording.scope for wording in wordings if wording.scope))
    if len(scopes) < 2:
        return []
    which = f" “{demands[0].title}”" if is_part else ""
    return [
        Gap(
            code="PL605",
            says=(
                f"the demand{which} stands in {_count(len(scopes))} scopes"
                f" ({', '.join(scope.replace('-', ' ') for scope in scopes)}) and"
                f" {_count(len(wordings))} wordings"
            ),
            path=("rungs",),
            wordings=wordings,
        )
    ]


def _proportionality(ladder: Ladder, case: Case) -> list[Gap]:
    top, lowest = ladder.rungs[-1], ladder.rungs[0]
    kinds = {measure.id: measure.lethality for measure in case.measures}
    is_lethal = (
        top.attributes.is_lethal == "yes"
        or any(kinds.get(name) in _WEAPONS for name in top.measures)
        or any(
            kinds.get(name) == "ammunition" for name in top.measures if name not in lowest.measures
        )
    )
    if ladder.proportionality != _UNSTATED or not is_lethal:
        return []
    return [
        Gap(
            code="PL606",
            says=f"the proportionality of its top rung {top.id} is not addressed",
            path=("rungs", len(ladder.rungs) - 1),
        )
    ]


def _thresholds(ladder: Ladder) -> list[Gap]:
    acts = [
        (place, step)
        for place, step in enumerate(ladder.transitions)
        if step.trigger is TriggerKind.ACT
    ]
    open_ones = [(place, step) for place, step in acts if step.threshold == _UNSTATED]
    if not open_ones:
        return []
    steps = " and ".join(f"from {step.start} to {step.end}" for _, step in open_ones)
    says = (
        "its triggers name an act but no level of it, so nobody can say which rung is called for"
        if len(open_ones) == len(acts)
        else (
            f"the trigger {steps} names an act but no level of it, so nobody can say whether that"
            " rung is called for"
        )
    )
    return [Gap(code="PL607", says=f"not evaluable: {says}", path=("transitions", open_ones[0][0]))]


def _wordings(ladder: Ladder) -> list[Gap]:
    return [
        Gap(
            code="PL608",
            says=(
                f"the trigger from {step.start} to {step.end} stands in"
                f" {_count(len(step.wordings))} wordings"
            ),
            path=("transitions", place, "wordings"),
            wordings=step.wordings,
            step=step.end,
        )
        for place, step in enumerate(ladder.transitions)
        if len(step.wordings) > 1
    ]


def _demands(ladder: Ladder) -> list[Gap]:
    if any(rung.demands for rung in ladder.rungs) or not _conditional(ladder):
        return []
    return [
        Gap(
            code="PL609",
            says="no demand is attached: the other side is not told what would stop it",
            path=("rungs",),
        )
    ]


def _check_steps(pen: DiagnosticCollector, index: int, ladder: Ladder) -> None:
    order = {rung.id: place for place, rung in enumerate(ladder.rungs)}
    if len(order) < len(ladder.rungs):
        return  # an id that stands twice is reported as such
    seen: set[tuple[str, str]] = set()
    for place, step in enumerate(ladder.transitions):
        pair = (step.start, step.end)
        if pair[0] not in order or pair[1] not in order:
            continue  # an unknown rung is reported as such
        fault = (
            "leads to itself"
            if step.start == step.end
            else (
                "leads downward"
                if order[step.start] > order[step.end]
                else "stands twice"
                if pair in seen
                else ""
            )
        )
        seen.add(pair)
        if fault:
            pen.error(
                "PL613",
                ("ladders", index, "transitions", place),
                f"the step from {step.start} to {step.end} {fault}",
                expected="each step once, from a rung to a higher one",
                fix="correct `start` and `end`, or remove the step",
            )


def _check_completions(
    pen: DiagnosticCollector, case: Case, index: int, ladder_gaps: tuple[Gap, ...]
) -> None:
    path: Path = ("ladders", index)
    ladder = case.ladders[index]
    number = len(ladder.completions)
    if ladder_gaps and ladder.standing is LadderStanding.PUBLISHED and number < _FEWEST_COMPLETIONS:
        pen.warning(
            "PL610",
            path,
            f"ladder {ladder.id!r} is incomplete and has {number} completion{'s' * (number != 1)}",
            expected="at least two, so that what survives both can be told from what does not",
            fix="add completions that name their owner",
        )
    authors = _authors(case, ladder)
    for place, completion in enumerate(ladder.completions):
        _check_fills(pen, (*path, "completions", place), completion, ladder_gaps)
        _check_added_items(pen, case, (*path, "completions", place), completion)
        if completion.completed_by.strip().casefold() in authors:
            pen.warning(
                "PL614",
                (*path, "completions", place, "completed_by"),
                f"the completion {completion.id!r} is said to be by the author of the ladder",
                expected="somebody else: a completion is never attributed to the ladder's author",
                fix="name who completes it",
            )


def _check_added_items(
    pen: DiagnosticCollector, case: Case, path: Path, completion: Completion
) -> None:
    """Report items that a completion adds to a measure that is not played or sends none of them."""
    ladder = case.ladders[int(path[1])]
    played = {name for rung in (*ladder.rungs, *completion.rungs) for name in rung.measures}
    for place, added in enumerate(completion.adds_items):
        measure = case.measures.get(added.measure)
        problem = _item_problem(measure, added.goods, played) if measure else ""
        if problem:
            pen.error(
                "PL622",
                (*path, "adds_items", place),
                f"{completion.id!r}: {problem}",
                expected="a measure of the ladder, and some of the goods that it would send",
            )


def _item_problem(measure: Measure, goods: Sequence[str], played: Container[str]) -> str:
    """Say why items cannot be added to a measure; nothing where they can."""
    for name in goods:
        if name not in measure.goods:
            return f"{measure.id!r} does not send {name!r}"
    return "" if measure.id in played else f"{measure.id!r} is on no rung that it plays"


def _authors(case: Case, ladder: Ladder) -> set[str]:
    """Give the names of whoever proposes a ladder, and of the authors of its source."""
    actor, source = case.actors.get(ladder.proposed_by), case.sources.get(ladder.source)
    names = [
        ladder.proposed_by,
        *((actor.name, *actor.aliases) if actor else ()),
        *(source.author if source else ()),
    ]
    return {name.strip().casefold() for name in names}


def _check_fills(
    pen: DiagnosticCollector, path: Path, completion: Completion, ladder_gaps: tuple[Gap, ...]
) -> None:
    codes = {gap.code for gap in ladder_gaps}
    if still_open := _gap_names(_open_gaps(completion, ladder_gaps), ladder_gaps):
        pen.warning(
            "PL611",
            path,
            f"the completion {completion.id!r} leaves open: {', '.join(still_open)}",
            expected="a fill for every gap, that says what it adds",
            fix="add the missing fills",
        )
    for spot, fill in enumerate(completion.fills):
        if fill.gap not in codes:
            pen.warning(
                "PL612",
                (*path, "fills", spot, "gap"),
                f"the ladder has no gap {fill.gap}",
                expected=(
                    f"one of {', '.join(sorted(codes))}"
                    if codes
                    else "no fills: the ladder leaves nothing open"
                ),
                fix="remove the fill",
            )
        elif fault := _fault_of_fill(completion, spot, ladder_gaps):
            _refuse_fill(pen, (*path, "fills", spot), fill, fault, ladder_gaps)


def _refuse_fill(
    pen: DiagnosticCollector, path: Path, fill: Fill, fault: str, ladder_gaps: tuple[Gap, ...]
) -> None:
    steps = [gap.step for gap in ladder_gaps if gap.code == fill.gap and gap.step]
    are_several = len(steps) > 1
    expected = f"by `step` one of {', '.join(steps)}" if are_several else "one fill for it"
    fix = f"add such as `step: {steps[-1]}`" if are_several else "remove one of the two"
    pen.warning("PL612", path, fault, expected=expected, fix=fix)


def _fault_of_fill(completion: Completion, spot: int, ladder_gaps: tuple[Gap, ...]) -> str:
    """Say why a fill closes nothing: another one does, or its step lacks nothing of the kind."""
    fill = completion.fills[spot]
    steps = {gap.step for gap in ladder_gaps if gap.code == fill.gap}
    if fill.step and fill.step not in steps:
        return f"no step to {shown(fill.step)} is open by {fill.gap}"
    before = [(other.gap, other.step) for other in completion.fills[:spot]]
    if (fill.gap, fill.step) in before:
        return f"{fill.gap} is filled twice, and the first of the two counts"
    return ""


def _count(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six")
    return words[number] if number < len(words) else str(number)
