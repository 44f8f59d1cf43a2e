"""
Ladders side by side: what each promises, what it leaves open, what its completions add, what
survives them all.
"""

from itertools import pairwise

from phaseline.case.check.ladders import (
    CLOSING,
    Gap,
    fill_of,
    gaps,
    is_evaluable,
    is_played,
    open_after,
)
from phaseline.case.games import feared_subjects
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import Act, RedLine, RedLineStatus
from phaseline.case.model.response import Completion, Demand, Fill, Ladder, Rung, TriggerKind
from phaseline.terms.record import record


@record
class FilledGap:
    """
    One gap of a ladder, with what each completion puts in its place.

    Args:
        gap: The gap.
        fills: For each completion, in order, what it adds; None where it leaves the gap open.
        is_played: For each completion, whether it climbs the step of the gap.
        is_agreed: All completions add the same.
        changes: What closing it changes.
    """

    gap: Gap
    fills: tuple[Fill | None, ...]
    is_played: tuple[bool, ...]
    is_agreed: bool
    changes: str


@record
class LadderProfile:
    """
    One ladder, judged.

    Args:
        ladder: The ladder as published or declared.
        gaps: What it leaves open.
        is_evaluable: Whether one could tell from it which rung today's reports call for.
        demands: The demands in force on any of its rungs.
        filled: What the completions put in place of each gap.
        still_open: For each completion, the codes it leaves open.
        unplayed: The rungs of it that some completion leaves out.
    """

    ladder: Ladder
    gaps: tuple[Gap, ...]
    is_evaluable: bool
    demands: tuple[Demand, ...]
    filled: tuple[FilledGap, ...]
    still_open: tuple[tuple[Completion, tuple[str, ...]], ...]
    unplayed: tuple[Rung, ...]


@record
class RedLines:
    """
    What the red lines of a case are about: families of technology, acts or tracks.

    Args:
        union: Ids on at least one list.
        common: Ids on every list.
        only: For each source, the ids on its lists alone.
        is_drawn: Whether somebody draws one of them, or all were only proposed for this case.
    """

    union: tuple[str, ...]
    common: tuple[str, ...]
    only: tuple[tuple[str, tuple[str, ...]], ...]
    is_drawn: bool = True


@record
class LadderContrast:
    """
    An act of the other side and a rung of ours, side by side; a comparison, not a legal finding.

    Args:
        act: What the other side does.
        rung: What the response does.
        skipped: How many rungs one would skip who went from the rung in force straight to this
            one; a rung that the ladder leaves at once for the next is one step with it.
    """

    act: Act
    rung: Rung
    skipped: int


def compared(case: Case) -> tuple[LadderProfile, ...]:
    """Judge every ladder of a case, in the order of the case."""
    return tuple(_profile(case, ladder) for ladder in case.ladders)


def red_lines(case: Case) -> RedLines:
    """Join the red lines of all sources, and say what each names alone."""
    by_source: dict[str, set[str]] = {}
    for line in case.red_lines:
        by_source.setdefault(line.source, set()).update(line.any_of)
    order = feared_subjects(case)
    union = set().union(*by_source.values()) if by_source else set()
    common = set.intersection(*by_source.values()) if by_source else set()
    only = tuple(
        (
            source,
            _ordered(
                names - set().union(*(other for key, other in by_source.items() if key != source)),
                order,
            ),
        )
        for source, names in by_source.items()
    )
    return RedLines(
        union=_ordered(union, order),
        common=_ordered(common, order),
        only=only,
        is_drawn=any(map(is_drawn, case.red_lines)),
    )


def is_drawn(line: RedLine) -> bool:
    """Whether something is cited for a line, or somebody has more than proposed it."""
    return bool(line.cites or line.facts) or line.status is not RedLineStatus.PROPOSED


def contrasts(case: Case, ladder: Ladder) -> tuple[LadderContrast, ...]:
    """Set every act that is done or reported beside every rung above the one in force."""
    done = [act for act in case.acts if act.is_done in ("yes", "reported")]
    return tuple(
        LadderContrast(act=act, rung=rung, skipped=_skipped(ladder, rung))
        for act in done
        for rung in ladder.rungs[1:]
    )


def _skipped(ladder: Ladder, rung: Rung) -> int:
    """Count the steps of a ladder between the rung in force and one above it."""
    place = ladder.rungs.index(rung)
    at_once = {
        (step.start, step.end) for step in ladder.transitions if step.trigger is TriggerKind.NONE
    }
    between = pairwise(passed.id for passed in ladder.rungs[1 : place + 1])
    return sum(step not in at_once for step in between)


def _ordered(names: set[str], order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: order.index(name) if name in order else len(order)))


def _profile(case: Case, ladder: Ladder) -> LadderProfile:
    ladder_gaps = gaps(ladder, case)
    demanded = {name for rung in ladder.rungs for name in rung.demands}
    return LadderProfile(
        ladder=ladder,
        gaps=ladder_gaps,
        is_evaluable=is_evaluable(ladder, case),
        demands=tuple(demand for demand in case.demands if demand.id in demanded),
        filled=tuple(_filled_gap(gap, ladder) for gap in ladder_gaps),
        still_open=tuple(
            (completion, open_after(completion, ladder_gaps)) for completion in ladder.completions
        ),
        unplayed=tuple(rung for rung in ladder.rungs if _is_left_out(rung, ladder)),
    )


def _is_left_out(rung: Rung, ladder: Ladder) -> bool:
    """Whether some completion plays other rungs alone."""
    played = [plays.rungs for completion in ladder.completions if (plays := completion.plays)]
    return any(names and rung.id not in names for names in played)


def _filled_gap(gap: Gap, ladder: Ladder) -> FilledGap:
    fills = tuple(fill_of(completion, gap) for completion in ladder.completions)
    says = {fill.says if fill else "" for fill in fills}
    return FilledGap(
        gap=gap,
        fills=fills,
        is_played=tuple(is_played(completion, gap) for completion in ladder.completions),
        is_agreed=len(fills) > 1 and len(says) == 1 and "" not in says,
        changes=CLOSING[gap.code],
    )
