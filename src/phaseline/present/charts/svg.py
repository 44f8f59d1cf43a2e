"""The few shapes that the pictures are made of."""

from html import escape

from phaseline.present.charts.widths import fitted


def picture(
    *, width: float, height: float, title: str, description: str, shapes: list[str], name: str
) -> str:
    """Give an SVG picture that scales to its place on the page."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc" class="picture"'
        f' style="max-width:{width:g}px">'
    )
    labels = (
        f'<title id="{name}-title">{escape(title)}</title><desc'
        f' id="{name}-desc">{escape(description)}</desc>'
    )
    return "\n".join([head, labels, *shapes, "</svg>"])


# What the style sheet of a brief gives a picture that stands in it.
_STYLE = """<style>
text { font-family: "Source Sans 3", Arial, sans-serif; fill: #1b1f24; }
.axis { fill: #57606a; }
.strong { font-weight: 700; }
.grid { stroke: #d8dee4; }
.zero, .link { stroke: #1b1f24; }
.whole { fill: #9aa4ae; }
.brake { fill: #d5dae0; stroke: #1b1f24; }
.gain { fill: #fff; stroke: #1b1f24; }
.left { fill: #1b1f24; }
.missed { fill: #fff; stroke: #d8dee4; }
</style>"""


def standalone(svg: str) -> str:
    """Give a picture with the style that it needs in a file of its own."""
    head, _, rest = svg.partition("\n")
    return f"{head}\n{_STYLE}\n{rest}\n"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 11,
    anchor: str = "start",
    kind: str = "label",
    whole: str = "",
) -> str:
    """Give a line of text; `whole` is what it is cut from, and is shown where one points at it."""
    tip = f"<title>{escape(whole)}</title>" if whole and whole != words else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}"'
        f' class="{kind}">{tip}{escape(words)}</text>'
    )


def label(
    x: float,
    y: float,
    words: str,
    *,
    room: float,
    size: float = 11,
    anchor: str = "start",
    kind: str = "label",
) -> str:
    """Give a line of text that is cut where it has no room."""
    held = fitted(words, room, size, is_strong="strong" in kind.split())
    return text(x, y, held, size=size, anchor=anchor, kind=kind, whole=words)


def lines(
    x: float,
    y: float,
    held: list[str],
    *,
    step: float,
    size: float = 11,
    anchor: str = "start",
    kind: str = "label",
    whole: str = "",
) -> list[str]:
    """
    Give lines of text one below the other; the last of them shows `whole` where it ends before its
    text does.
    """
    cut = whole if held and "…" in held[-1] else ""
    return [
        text(
            x,
            y + step * place,
            words,
            size=size,
            anchor=anchor,
            kind=kind,
            whole=cut if words is held[-1] else "",
        )
        for place, words in enumerate(held)
    ]


def rectangle(
    x: float, y: float, width: float, height: float, *, kind: str, corner: float = 2
) -> str:
    """Give a rectangle."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{max(width, 0.5):g}" height="{height:g}" rx="{corner:g}"'
        f' class="{kind}"/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, *, kind: str) -> str:
    """Give a straight line."""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{kind}"/>'
