"""
The game, derived from the line, the demand, the measures, the law and the ladders of a case, with a
pattern's numbers for what each side gains and loses.
"""

from collections.abc import Sequence
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.escalation import Track, TrackRole
from phaseline.case.model.response import LadderStanding
from phaseline.errors import QuestionError
from phaseline.scaffold.numbers import PatternValues
from phaseline.scaffold.pattern import Pattern
from phaseline.scaffold.plays import plays_sketch
from phaseline.scaffold.sketch import Sketch, new_entry

_PARTS = ("first", "middle", "last")  # of a ladder, from the ground
_LINE = "line"  # the game's track for what the red line holds
_CROSSED = "crossed"
_GATE = "decided-alone"
_GAINS = ("gain", "gain-middle", "gain-high")


def game_sketch(case: Case, pattern: Pattern, numbers: PatternValues, owner: str) -> Sketch:
    """
    Sketch the case as a game, and how its ladders are played.

    Raises:
        QuestionError: The case has a game already, no ladder, no baseline or no red line.
    """
    _refuse_what_lacks(case)
    steps = _step_places(case)
    fields: dict[str, Any] = {
        "id": "main",
        "title": "The ladders as a game",
        "discount_challenger": numbers.address("patience"),
        "discount_responder": numbers.address("patience"),
        "tracks": _tracks(case, numbers),
        "types": _types(pattern, numbers),
        **_consents(case, numbers),
        "effects": [_effect(case, name, part, numbers) for name, part in steps.items()],
        "alarms": numbers.address("reports"),
        "yardstick": _baseline(case),
    }
    remark = (
        f"Derived from the case; its numbers are those of the pattern ‘{pattern.id}’ until"
        " somebody has chosen others\n(see the assumptions with `from_pattern`)."
    )
    sketch = Sketch(entries=(new_entry("games", fields, remark),), underived=tuple(_left_out(case)))
    return sketch.with_more(plays_sketch(case, numbers, owner)).with_more(numbers.sketch)


def _refuse_what_lacks(case: Case) -> None:
    if case.games:
        raise QuestionError("the case has a game already: nothing is overwritten")
    ladders = "`phaseline scaffold ladder CASE` writes one"
    if not any(len(ladder.rungs) > 1 for ladder in case.ladders):
        raise QuestionError(f"a game plays ladders, and the case has none that climbs: {ladders}")
    if not _baseline(case):
        raise QuestionError(
            "a game measures ladders against doing nothing new: add a ladder of one rung with"
            " `standing: contrast`"
        )
    if not case.red_lines:
        raise QuestionError(
            "a game is about a line that is not to be crossed, and the case draws none: add"
            " `technologies` and `red_lines`"
        )


def _baseline(case: Case) -> str:
    """Give the first ladder of one rung that is a contrast; nothing where there is none."""
    return next(
        (
            ladder.id
            for ladder in case.ladders
            if len(ladder.rungs) == 1 and ladder.standing is LadderStanding.CONTRAST
        ),
        "",
    )


def _tracks(case: Case, numbers: PatternValues) -> list[dict[str, Any]]:
    words = case.vocabulary.crossing
    line = {
        "id": _LINE,
        "of": "red_line",
        "levels": ["none", _CROSSED],
        "moves": [
            {
                "do": "cross",
                "start": "none",
                "end": _CROSSED,
                "does": words.does,
                "many": words.do,
            },
            {"do": "stop", "start": _CROSSED, "end": "none", "does": "stops", "many": "stop"},
        ],
        "begun": [{"level": _CROSSED, "chance": numbers.address("begun")}],
        "noticed": numbers.address("seen"),
        "mistaken": numbers.address("mistaken"),
        "harm": [{"track": _LINE, "level": _CROSSED, "number": numbers.address("harm")}],
        "always": True,
    }
    return [line, *(_answer(track) for track in _answers(case))]


def _answers(case: Case) -> list[Track]:
    return [
        track
        for track in case.tracks
        if track.role is TrackRole.ANSWER and track.controlled_by == case.challenger
    ]


def _answer(track: Track) -> dict[str, Any]:
    """Give the moves of an answer: from every level but the one that is given to any later one."""
    moves = [
        {"do": f"answer-{end}", "start": start, "end": end}
        for place, start in enumerate(track.levels)
        for end in track.levels[place + 1 :]
        if start != track.turned
    ]
    return {"id": track.id, "of": track.id, "moves": moves}


def _types(pattern: Pattern, numbers: PatternValues) -> list[dict[str, Any]]:
    return [
        {
            "id": kind.id,
            "title": kind.title,
            "weight": numbers.address("weight", about=kind.id, title=kind.title),
            "gains": [
                {
                    "track": _LINE,
                    "level": _CROSSED,
                    "number": numbers.address(gain, about=kind.id, title=kind.title),
                }
            ],
        }
        for kind, gain in zip(pattern.types, _GAINS, strict=True)
    ]


def _consents(case: Case, numbers: PatternValues) -> dict[str, Any]:
    """Say what a standing in law comes to, or where there is no law, that the government acts."""
    alone = numbers.address("acts-alone")
    if not case.encodings:
        gate = {"id": _GATE, "title": "The government decides", "chance": alone}
        return {"gates": [gate]}
    voted = {"retry": numbers.address("vote-again")}
    lifts = any(encoding.lifts_bars for encoding in case.encodings)
    consents = [
        {"standing": "practice", "is_open": True},
        {"standing": "silent", "chance": numbers.address("silence-acts")},
        {"standing": "executive", "chance": alone},
        {"standing": "consent", **voted},
        {"standing": "barred"},
        *([{"standing": "consent_lifts_bar", **voted}] if lifts else []),
    ]
    positions = [position.id for encoding in case.encodings for position in encoding.positions]
    reading = {"reading": positions[0]} if positions else {}
    return {**reading, "consents": consents}


def _step_places(case: Case) -> dict[str, str]:
    """
    Give the measures that ladders take beyond their lowest rung, each with the part of a ladder in
    which it comes: first, middle or last; the earliest where ladders differ, in whichever order a
    case has them.
    """
    places: dict[str, str] = {}
    for ladder in case.ladders:
        for place, rung in enumerate(ladder.rungs):
            for name in rung.measures:
                if place > 0 or len(ladder.rungs) > 1:
                    part = _part(place, len(ladder.rungs) - 1)
                    if _PARTS.index(part) < _PARTS.index(places.setdefault(name, part)):
                        places[name] = part
    return places


def _part(place: int, top: int) -> str:
    """
    Say in which part of a ladder a rung stands.

    >>> [_part(place, 4) for place in range(5)]
    ['first', 'first', 'middle', 'middle', 'last']
    """
    if place == top and top > 1:
        return _PARTS[-1]
    return _PARTS[0] if place <= 1 else _PARTS[1]


def _effect(case: Case, name: str, part: str, numbers: PatternValues) -> dict[str, str]:
    measure = case.measures[name]
    title = measure.title
    effect = {
        "measure": name,
        "loss": numbers.address(f"loss-{part}", about=name, title=title),
        "cost": numbers.address(f"cost-{part}", about=name, title=title),
    }
    return effect if case.encodings and measure.options else {**effect, "gate": _gate(case)}


def _gate(case: Case) -> str:
    return "" if case.encodings else _GATE


def _left_out(case: Case) -> Sequence[str]:
    """Say what of the case the game does not play yet."""
    answered = {track.id for track in _answers(case)}
    notes = [
        f"the track {track.title!r} is not played: say what it is worth to whom"
        for track in case.tracks
        if track.id not in answered
    ]
    notes += [
        f"what {threat.consequence!r} would cost is not played: add it as a cost of what provokes"
        " it"
        for threat in case.counter_threats
    ]
    if not any(track.id in answered for track in case.tracks):
        notes.append("no track is an answer to a demand: nothing ends the steps but the act's end")
    return notes
