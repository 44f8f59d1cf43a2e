"""
A rung that comes too late: even called at once and consented at once, it is in force only after the
horizon, whatever the assumptions.

Only the leads of the game are added up, at their low ends: nothing is solved, so that what waits
for votes, goods or reports may come later still, which `why` tells.
"""

from collections.abc import Iterator
from itertools import pairwise

from phaseline.case.addresses import Path
from phaseline.case.check.game_names import GameNames
from phaseline.case.games import rungs_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.terms.quantity import unit
from phaseline.terms.ties import first_leading, nearest, total


def check_reach(board: GameNames) -> None:
    """Warn of every rung that cannot be in force within the horizon."""
    case = board.case
    if not case.horizon or not board.is_whole("ladders"):
        return
    horizon = first_leading(case.horizon, float)
    paths = dict(_played_at(case))
    for policy in case.policies:
        if not _knows_rungs(case, policy) or policy.id not in paths:
            continue
        for name, first in _late_rungs(board, policy, horizon):
            board.pen.warning(
                "PL625",
                paths[policy.id],
                f"{name} of {policy.id} cannot be in force before {case.period} {first}, and"
                f" {horizon} are looked at",
                expected=f"a rung that can be in force by {case.period} {horizon}",
                fix="shorten the leads, let it be climbed to in one step, or lengthen the horizon",
            )


def _played_at(case: Case) -> Iterator[tuple[str, Path]]:
    """Give what is played, with where it says so."""
    for index, ladder in enumerate(case.ladders):
        yield ladder.id, ("ladders", index, "plays")
        for place, completion in enumerate(ladder.completions):
            yield completion.id, ("ladders", index, "completions", place, "plays")


def _knows_rungs(case: Case, policy: GamePolicy) -> bool:
    known = {rung.id for ladder in case.ladders for rung in ladder.rungs}
    added = {
        rung.id
        for ladder in case.ladders
        for completion in ladder.completions
        for rung in completion.rungs
    }
    return known.union(added).issuperset(policy.rungs)


def _late_rungs(board: GameNames, policy: GamePolicy, horizon: int) -> Iterator[tuple[str, int]]:
    """
    Give the rungs that come after the horizon, each with the first period in which it can be in
    force, counted from 1: climbed one at a time, the leads of all lower ones come before its own.
    """
    leads: list[float] = []
    for below, rung in pairwise(rungs_of(board.case, policy)):
        added = set(rung.measures) - set(below.measures)
        lead = _lead(board, added)
        leads.append(lead)
        first = 1 + nearest(total(leads) if policy.max_step == 1 else lead)
        if first > horizon:
            yield rung.id, first


def _lead(board: GameNames, measures: set[str]) -> float:
    """Give the longest of the leads of measures, in whole periods, each at its low end."""
    length = unit(board.case.period).factor
    leads = [0.0]
    for effect in board.setup.effects:
        if effect.measure in measures and effect.lead in board.times:
            number, is_time = board.times[effect.lead]
            leads.append(float(nearest(number / length if is_time else number)))
    return first_leading(leads, float)
