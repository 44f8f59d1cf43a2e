"""The few shapes that the pictures are made of."""

from html import escape


def picture(*, width: float, height: float, title: str, description: str, shapes: list[str], name: str) -> str:
    """Give an SVG picture that scales to its place on the page."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="{name}-title {name}-desc" class="picture" style="max-width:{width:g}px">'
    labels = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    return "\n".join([head, labels, *shapes, "</svg>"])


def text(x: float, y: float, words: str, *, size: float = 11, anchor: str = "start", kind: str = "label") -> str:
    """Give a line of text."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}" class="{kind}">{escape(words)}</text>'


def rectangle(x: float, y: float, width: float, height: float, *, kind: str, corner: float = 2) -> str:
    """Give a rectangle."""
    return f'<rect x="{x:g}" y="{y:g}" width="{max(width, 0.5):g}" height="{height:g}" rx="{corner:g}" class="{kind}"/>'


def line(x1: float, y1: float, x2: float, y2: float, *, kind: str) -> str:
    """Give a straight line."""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{kind}"/>'


def lines_of(words: str, most: int) -> list[str]:
    """Break a text into lines of at most so many characters."""
    lines: list[str] = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
