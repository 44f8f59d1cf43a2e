"""A ladder as a picture: rungs from the bottom up, what leads from one to the next, dashes where nothing is said."""

from phaseline.desk.comparison import Compared
from phaseline.present.charts.svg import line, lines_of, picture, rectangle, text
from phaseline.present.words import listed
from phaseline.terms.record import record

_BOX, _STEP, _WIDTH = 38.0, 34.0, 300.0


@record
class RungView:
    """
    One rung of the picture.

    Args:
        name: Its id.
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
        gaps: The codes of what it leaves open.
    """

    name: str
    title: str
    rungs: tuple[RungView, ...]
    gaps: tuple[str, ...]


_SHORT = {"act": "on an act", "statement": "on an answer", "elapsed": "after a time", "none": "at once", "unstated": "trigger not stated"}


def ladder_view(found: Compared) -> LadderView:
    """Choose what the picture of a ladder shows."""
    steps = {step.end: step for step in found.ladder.transitions}
    rungs = []
    for rung in found.ladder.rungs:
        step = steps.get(rung.id)
        kind = step.trigger.value if step else ""
        limit = ", no threshold" if step and kind == "act" and step.threshold == "unstated" else ""
        rungs.append(
            RungView(
                name=rung.id,
                title=rung.title,
                below=f"{_SHORT[kind]}{limit}" if kind else "",
                is_open=kind == "unstated" or bool(limit),
                is_lethal=rung.attributes.is_lethal == "yes",
            )
        )
    return LadderView(name=found.ladder.id, title=found.ladder.title, rungs=tuple(rungs), gaps=tuple(gap.code for gap in found.gaps))


def ladder_chart(view: LadderView) -> str:
    """Draw the ladder."""
    height = len(view.rungs) * (_BOX + _STEP) - _STEP + 30
    shapes: list[str] = []
    for place, rung in enumerate(view.rungs):
        y = height - 26 - _BOX - place * (_BOX + _STEP)
        shapes += _rung(rung, y)
        if rung.below:
            shapes += _step(rung, y + _BOX)
    gaps = listed(list(view.gaps), empty="nothing")
    shapes.append(text(4, height - 6, f"leaves open: {gaps}", size=9, kind="note"))
    description = "; ".join(f"{rung.name} {rung.title}{f' ({rung.below})' if rung.below else ''}" for rung in view.rungs)
    return picture(width=_WIDTH, height=height, title=view.title, description=description, shapes=shapes, name=f"ladder-{view.name}")


def _rung(rung: RungView, y: float) -> list[str]:
    shapes = [
        rectangle(2, y, _WIDTH - 4, _BOX, kind="rung lethal" if rung.is_lethal else "rung"),
        text(12, y + _BOX / 2 + 4, rung.name, size=12, kind="strong"),
    ]
    lines = lines_of(rung.title, 42)[:2]
    top = y + _BOX / 2 + 4 - (len(lines) - 1) * 6.5
    return [*shapes, *(text(46, top + 13 * place, words, size=11) for place, words in enumerate(lines))]


def _step(rung: RungView, y: float) -> list[str]:
    kind = "open" if rung.is_open else "link"
    return [
        line(24, y + 2, 24, y + _STEP - 2, kind=kind),
        text(34, y + _STEP / 2 + 4, rung.below, size=10.5, kind="open-label" if rung.is_open else "label"),
    ]
