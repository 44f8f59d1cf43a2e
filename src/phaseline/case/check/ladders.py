"""Ladders: what a published promise leaves open, and what its completions close."""

from phaseline.case.addresses import Path
from phaseline.case.check.pen import Pen
from phaseline.case.model.common import Modality
from phaseline.case.model.response import Completion, Ladder, LadderStanding, Transition, TriggerKind, Wording
from phaseline.case.model.whole import Case
from phaseline.terms.record import record

_CONDITIONAL = (TriggerKind.ACT, TriggerKind.STATEMENT, TriggerKind.ELAPSED, TriggerKind.UNSTATED)
_FEWEST_COMPLETIONS = 2


@record
class Gap:
    """
    Something that a ladder leaves open.

    Args:
        code: The code of the finding, PL601 and following.
        says: What is open, in one sentence.
        path: Where in the ladder: the path below the ladder's own.
        wordings: The several wordings, where that is the gap.
    """

    code: str
    says: str
    path: Path
    wordings: tuple[Wording, ...] = ()


def gaps(ladder: Ladder, case: Case) -> tuple[Gap, ...]:
    """
    Give everything that a ladder leaves open, in the order of the codes.

    A ladder of one rung has nowhere to climb and is judged only on what it demands.
    """
    if len(ladder.rungs) < 2:
        return ()
    found = [
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
    return tuple(sorted(found, key=lambda gap: gap.code))


def is_evaluable(ladder: Ladder, case: Case) -> bool:
    """Whether somebody could tell from the ladder alone which rung today's reports call for."""
    return not {"PL602", "PL607"} & {gap.code for gap in gaps(ladder, case)}


def check_ladders(pen: Pen, case: Case) -> None:
    """Report the gaps of every ladder, and completions that do not close them."""
    for index, ladder in enumerate(case.ladders):
        found = gaps(ladder, case)
        for gap in found:
            pen.warning(
                gap.code,
                ("ladders", index, *gap.path),
                f"ladder {ladder.id!r}: {gap.says}",
                expected=EXPECTED[gap.code],
                fix="add what the source says, or close it in a completion that names its owner",
                detail=tuple(f"wording: {wording.says}" for wording in gap.wordings),
            )
        _check_completions(pen, index, ladder, found)


def open_after(completion: Completion, found: tuple[Gap, ...]) -> tuple[str, ...]:
    """Give the codes of the gaps that a completion leaves open."""
    closed = {fill.gap for fill in completion.fills}
    return tuple(dict.fromkeys(gap.code for gap in found if gap.code not in closed))


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


def _off_ramp(ladder: Ladder) -> list[Gap]:
    return (
        [Gap(code="PL601", says="no off-ramp: nothing is said about what follows when the other side complies", path=("off_ramp",))]
        if ladder.off_ramp == "unstated"
        else []
    )


def _triggers(ladder: Ladder) -> list[Gap]:
    return [
        Gap(code="PL602", says=f"no trigger leads from {step.start} to {step.end}", path=("transitions", place, "trigger"))
        for place, step in enumerate(ladder.transitions)
        if step.trigger is TriggerKind.UNSTATED
    ]


def _crossing(ladder: Ladder, case: Case) -> list[Gap]:
    if ladder.on_crossing != "unstated" or not case.red_lines:
        return []
    return [Gap(code="PL603", says="no response to a detected crossing of the red line", path=("on_crossing",))]


def _conditional(ladder: Ladder) -> list[tuple[int, Transition]]:
    return [(place, step) for place, step in enumerate(ladder.transitions) if step.trigger in _CONDITIONAL]


def _deadlines(ladder: Ladder) -> list[Gap]:
    steps = _conditional(ladder)
    if not steps or any(step.deadline != "unstated" for _, step in steps):
        return []
    return [Gap(code="PL604", says="no deadlines: no step says how long the other side has", path=("transitions", steps[0][0]))]


def _scopes(ladder: Ladder, case: Case) -> list[Gap]:
    demanded = {name for rung in ladder.rungs for name in rung.demands}
    wordings = tuple(wording for demand in case.demands if demand.id in demanded for wording in demand.wordings)
    scopes = tuple(dict.fromkeys(wording.scope for wording in wordings if wording.scope))
    if len(scopes) < 2:
        return []
    return [
        Gap(
            code="PL605",
            says=f"the demand stands in {_count(len(scopes))} scopes ({', '.join(scopes)}) and {_count(len(wordings))} wordings",
            path=("rungs",),
            wordings=wordings,
        )
    ]


def _proportionality(ladder: Ladder, case: Case) -> list[Gap]:
    top = ladder.rungs[-1]
    measures = {measure.id: measure for measure in case.measures}
    is_lethal = top.attributes.is_lethal == "yes" or any(
        measures[name].lethality in ("defensive", "offensive") for name in top.measures if name in measures
    )
    if ladder.proportionality != "unstated" or not is_lethal:
        return []
    return [Gap(code="PL606", says=f"the proportionality of its top rung {top.id} is not addressed", path=("rungs", len(ladder.rungs) - 1))]


def _thresholds(ladder: Ladder) -> list[Gap]:
    acts = [(place, step) for place, step in enumerate(ladder.transitions) if step.trigger is TriggerKind.ACT]
    if not acts or any(step.threshold != "unstated" for _, step in acts):
        return []
    return [
        Gap(
            code="PL607",
            says="not evaluable: its triggers name an act but no level of it, so nobody can say which rung is called for",
            path=("transitions", acts[0][0]),
        )
    ]


def _wordings(ladder: Ladder) -> list[Gap]:
    return [
        Gap(
            code="PL608",
            says=f"the trigger from {step.start} to {step.end} stands in {_count(len(step.wordings))} wordings",
            path=("transitions", place, "wordings"),
            wordings=step.wordings,
        )
        for place, step in enumerate(ladder.transitions)
        if len(step.wordings) > 1
    ]


def _demands(ladder: Ladder) -> list[Gap]:
    if any(rung.demands for rung in ladder.rungs) or not _conditional(ladder):
        return []
    return [Gap(code="PL609", says="no demand is attached: the other side is not told what would stop it", path=("rungs",))]


def _check_completions(pen: Pen, index: int, ladder: Ladder, found: tuple[Gap, ...]) -> None:
    path: Path = ("ladders", index)
    codes = {gap.code for gap in found}
    if found and ladder.standing is LadderStanding.PUBLISHED and len(ladder.completions) < _FEWEST_COMPLETIONS:
        pen.warning(
            "PL610",
            path,
            f"ladder {ladder.id!r} is incomplete and has {len(ladder.completions)} completions",
            expected="at least two, so that what survives both can be told from what does not",
            fix="add completions that name their owner",
        )
    for place, completion in enumerate(ladder.completions):
        still_open = open_after(completion, found)
        if still_open:
            pen.warning(
                "PL611",
                (*path, "completions", place),
                f"the completion {completion.id!r} leaves open: {', '.join(still_open)}",
                expected="a fill for every gap",
                fix="add the missing fills",
            )
        for spot, fill in enumerate(completion.fills):
            if fill.gap not in codes:
                pen.warning(
                    "PL612",
                    (*path, "completions", place, "fills", spot, "gap"),
                    f"the ladder has no gap {fill.gap}",
                    expected=f"one of {', '.join(sorted(codes))}",
                    fix="remove the fill",
                )


def _count(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six")
    return words[number] if number < len(words) else str(number)


def firmness(ladder: Ladder) -> tuple[Modality, ...]:
    """Give how firmly each rung is meant, from the lowest upward."""
    return tuple(rung.modality for rung in ladder.rungs)
