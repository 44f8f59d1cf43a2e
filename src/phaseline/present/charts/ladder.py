"""
A ladder as a picture: rungs from the bottom up, what leads from one to the next, dashes where
nothing is said.
"""

from math import ceil

from phaseline.case.model.response import Transition, TriggerKind
from phaseline.desk.register.ladders import LadderProfile
from phaseline.present.charts.svg import label, line, lines, picture, rectangle
from phaseline.present.charts.widths import lines_in, width_of
from phaseline.present.wording.english.promises import open_words
from phaseline.present.wording.numbers import listed
from phaseline.terms.record import record

_BOX, _STEP, _WIDTH = 38.0, 34.0, 300.0
_LINE, _MOST = 13.0, 4  # of a title: a line, and how many there are at most
_NAME, _WIDEST_NAME, _GAP = (
    12.0,
    90.0,
    8.0,
)  # of a rung's name: where it begins, its room, what stands between it and the title
_NOTE = 9.0


@record
class RungView:
    """
    One rung of the picture.

    Args:
        name: Which step it is, counted from the lowest, which is 0.
        title: Its title.
        below: What leads to it from the rung below; empty for the lowest.
        is_open: Whether the trigger to it is not stated.
        is_lethal: Whether it holds lethal measures.
    """

    name: str
    title: str
    below: str
    is_open: bool
    is_lethal: bool


@record
class LadderView:
    """
    What the picture draws.

    Args:
        name: The ladder's id.
        title: Its title.
        rungs: From the lowest upward.
        gaps: What it leaves open, in words.
    """

    name: str
    title: str
    rungs: tuple[RungView, ...]
    gaps: tuple[str, ...]


_WORDED = "on a condition"  # which the source words, and which is no kind of trigger yet
_SHORT = {
    "act": "on an act",
    "statement": "on an answer",
    "elapsed": "after a time",
    "none": "at once",
    "unstated": "trigger not stated",
}


def ladder_view(profile: LadderProfile) -> LadderView:
    """Choose what the picture of a ladder shows."""
    steps = {step.end: step for step in profile.ladder.transitions}
    rungs = [
        RungView(
            name=str(place),
            title=rung.title,
            below=_below(steps[rung.id]) if rung.id in steps else "",
            is_open=rung.id in steps and _is_open(steps[rung.id]),
            is_lethal=rung.attributes.is_lethal == "yes",
        )
        for place, rung in enumerate(profile.ladder.rungs)
    ]
    return LadderView(
        name=profile.ladder.id,
        title=profile.ladder.title,
        rungs=tuple(rungs),
        gaps=tuple(open_words(gap.code for gap in profile.gaps)),
    )


def _below(step: Transition) -> str:
    """Say below a rung what calls for it; of an act, too, where nothing says from what level on."""
    if step.trigger is TriggerKind.UNSTATED:
        return _WORDED if step.condition else _SHORT[step.trigger.value]
    return f"{_SHORT[step.trigger.value]}{', no threshold' if _is_open(step) else ''}"


def _is_open(step: Transition) -> bool:
    is_without_limit = step.trigger is TriggerKind.ACT and step.threshold == "unstated"
    return is_without_limit or step.trigger is TriggerKind.UNSTATED


def ladder_chart(view: LadderView) -> str:
    """Draw the ladder."""
    gaps = lines_in(
        f"leaves open: {listed(list(view.gaps), empty='nothing')}", _WIDTH - 8, _NOTE, most=_MOST
    )
    left = _title_left(view)
    titles = [lines_in(rung.title, _WIDTH - left - 8, 11, most=_MOST) for rung in view.rungs]
    boxes = [max(_BOX, 12 + _LINE * len(title)) for title in titles]
    below = (_NOTE + 2) * len(gaps)
    height = sum(boxes) + _STEP * (len(boxes) - 1) + below + 19
    shapes: list[str] = []
    y = height - below - 15
    for rung, title, box in zip(view.rungs, titles, boxes, strict=True):
        y -= box
        shapes += _rung(rung, y, box, left=left, title=title)
        if rung.below:
            shapes += _step(rung, y + box)
        y -= _STEP
    shapes += lines(4, height - below + 5, gaps, step=_NOTE + 2, size=_NOTE, kind="note")
    description = "; ".join(
        f"{rung.name} {rung.title}{f' ({rung.below})' if rung.below else ''}" for rung in view.rungs
    )
    return picture(
        width=_WIDTH,
        height=height,
        title=view.title,
        description=description,
        shapes=shapes,
        name=f"ladder-{view.name}",
    )


def _title_left(view: LadderView) -> float:
    """Give where titles begin: to the right of the widest name, which is not cut by a hair."""
    names = [width_of(rung.name, 12, is_strong=True) for rung in view.rungs]
    return max(46.0, _NAME + min(ceil(max(names, default=0.0)), _WIDEST_NAME) + _GAP)


def _rung(rung: RungView, y: float, box: float, *, left: float, title: list[str]) -> list[str]:
    top = y + box / 2 + 4 - (len(title) - 1) * _LINE / 2
    return [
        rectangle(2, y, _WIDTH - 4, box, kind="rung lethal" if rung.is_lethal else "rung"),
        label(_NAME, y + box / 2 + 4, rung.name, room=left - _NAME - _GAP, size=12, kind="strong"),
        *lines(left, top, title, step=_LINE, size=11, whole=rung.title),
    ]


def _step(rung: RungView, y: float) -> list[str]:
    kind = "open" if rung.is_open else "link"
    words = label(
        34,
        y + _STEP / 2 + 4,
        rung.below,
        room=_WIDTH - 38,
        size=10.5,
        kind="open-label" if rung.is_open else "label",
    )
    return [line(24, y + 2, 24, y + _STEP - 2, kind=kind), words]
