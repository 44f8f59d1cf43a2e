"""
How ladders are played: two completions of a published ladder, with a fill for each gap, and plays
of a contrast. Both completions are ours: one waits, the other follows reports.
"""

from collections.abc import Mapping
from typing import Any

from phaseline.case.check.ladders import Gap, gaps
from phaseline.case.model.case import Case
from phaseline.case.model.escalation import Track, TrackRole
from phaseline.case.model.policies import is_completed
from phaseline.case.model.response import Ladder, Transition, TriggerKind
from phaseline.scaffold.numbers import PatternValues
from phaseline.scaffold.sketch import Sketch, new_key

_WAITING, _REPORTING = "waiting", "reporting"


def plays_sketch(case: Case, numbers: PatternValues, owner: str) -> Sketch:
    """Sketch how each ladder is played that is not yet played."""
    track = _answer_track(case)
    parts = [
        _plays_of(case, ladder, track, numbers, owner)
        for ladder in case.ladders
        if ladder.plays is None
        and not any(completion.plays is not None for completion in ladder.completions)
    ]
    return Sketch(
        keys=tuple(key for part in parts for key in part.keys),
        underived=tuple(note for part in parts for note in part.underived),
    )


def _plays_of(
    case: Case, ladder: Ladder, track: Track | None, numbers: PatternValues, owner: str
) -> Sketch:
    if is_completed(ladder) and ladder.completions:
        note = f"the completions of {ladder.title!r} do not say how they are played (`plays`)"
        return Sketch(underived=(note,))
    if not is_completed(ladder):
        plays = _rules(ladder, track, numbers, name=_WAITING) if len(ladder.rungs) > 1 else {}
        return Sketch(keys=(new_key("ladders", ladder.id, "plays", plays),))
    proposer = case.actors.get(ladder.proposed_by)
    whose = proposer.name if proposer else ladder.proposed_by
    completions = [
        {
            "id": f"{ladder.id}-{name}",
            "title": f"{whose}, completed by {owner}: {name}",
            "short": name,
            "completed_by": owner,
            "fills": [_fill(gap, numbers, name) for gap in _distinct(gaps(ladder, case))],
            "plays": _rules(ladder, track, numbers, name=name),
        }
        for name in (_WAITING, _REPORTING)
    ]
    return Sketch(keys=(new_key("ladders", ladder.id, "completions", completions),))


def _answer_track(case: Case) -> Track | None:
    """Give the track of the answer to a demand; None where the case has none."""
    return next((track for track in case.tracks if track.role is TrackRole.ANSWER), None)


def _distinct(ladder_gaps: tuple[Gap, ...]) -> list[Gap]:
    """Give one gap of each code: a fill without a step closes every gap of its code."""
    return list({gap.code: gap for gap in ladder_gaps}.values())


def _rules(
    ladder: Ladder, track: Track | None, numbers: PatternValues, *, name: str
) -> dict[str, Any]:
    """
    Say what calls each rung: what the ladder says, else a time or reports.

    Nothing is said of a rung that the ladder takes at once. The highest rung answers reports in
    either completion, for a crossing that is seen and answered by nothing is no line.
    """
    steps = {step.end: step for step in ladder.transitions}
    rungs = [rung.id for rung in ladder.rungs]
    callers = {rung: _caller(steps.get(rung), track, name=name) for rung in rungs[1:]}
    calls = _calls(callers, rungs[-1], track, numbers)
    rules: dict[str, Any] = {key: rows for key, rows in calls.items() if rows}
    if track is not None:
        rules["demand"] = [{"track": track.id, "levels": [track.turned]}]
        rules["off_ramp"] = rungs[0] if name == _WAITING else rungs[1]
    return rules


def _calls(
    callers: Mapping[str, str], top: str, track: Track | None, numbers: PatternValues
) -> dict[str, list[dict[str, str]]]:
    """Give, for each rung, the rule of its caller; the highest answers reports besides."""
    at_once = callers[top] == "at_once"
    return {
        "enter": [
            {"rung": rung, "count": numbers.address("reports")}
            for rung, caller in callers.items()
            if caller == "enter" or (rung == top and not at_once)
        ],
        "deadline": [
            {"rung": rung, "count": numbers.address("wait")}
            for rung, caller in callers.items()
            if caller == "deadline"
        ],
        "overt": [
            {"track": track.id, "level": _refusal(track), "rung": rung}
            for rung, caller in callers.items()
            if track is not None and caller == "overt"
        ],
    }


def _caller(step: Transition | None, track: Track | None, *, name: str) -> str:
    """Say what calls a rung: at_once, enter, deadline or overt."""
    trigger = step.trigger if step is not None else TriggerKind.UNSTATED
    by_trigger: Mapping[TriggerKind, str] = {
        TriggerKind.NONE: "at_once",
        TriggerKind.ACT: "enter",
        TriggerKind.ELAPSED: "deadline",
        TriggerKind.STATEMENT: "overt" if _is_refusable(track) else "deadline",
        TriggerKind.UNSTATED: "deadline" if name == _WAITING else "enter",
    }
    return by_trigger[trigger]


def _is_refusable(track: Track | None) -> bool:
    return track is not None and bool(_refusal(track))


def _refusal(track: Track) -> str:
    """Give the first level that is an answer and does not meet the demand; nothing if none is."""
    return next((level for level in track.levels[1:] if level != track.turned), "")


def _fill(gap: Gap, numbers: PatternValues, name: str) -> dict[str, str]:
    says, number = _FILLS[gap.code]
    if gap.code in _BY_REPORTS and name == _REPORTING:
        says, number = _BY_REPORTS[gap.code]
    fill = {"gap": gap.code, "says": says}
    if number:
        fill["assumption"] = numbers.address(number).removeprefix("assumptions.")
    return fill


_FILLS: Mapping[str, tuple[str, str]] = {
    "PL601": ("Every step ends once the demand is met", ""),
    "PL602": ("The step follows if the demand is unmet after the wait", "wait"),
    "PL603": ("A crossing that is reported calls for the highest step", "reports"),
    "PL604": ("The other side has the time of the wait to answer", "wait"),
    "PL605": ("The first wording of the demand is taken", ""),
    "PL606": ("The highest step is taken to be no graver than what it answers", ""),
    "PL607": ("From as many net reports as are assumed", "reports"),
    "PL608": ("The first wording of the trigger is taken", ""),
    "PL609": ("Only an end of what is answered ends the steps", ""),
}
_BY_REPORTS: Mapping[str, tuple[str, str]] = {
    "PL601": ("The first step stays once the demand is met, the others end", ""),
    "PL602": ("The step is called by reports of a crossing", "reports"),
}
