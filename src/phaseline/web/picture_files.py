"""Pictures of a page as files of their own: each with the style that it has on paper."""

import re
from collections.abc import Iterator, Mapping

_PICTURE = re.compile(r'<svg\b[^>]*class="picture"[^>]*>.*?</svg>', re.DOTALL)
_BLOCK = re.compile(r"@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # of a medium, or a typeface
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"(--[\w-]+):\s*([^;]+)")
_USE = re.compile(r"var\((--[\w-]+)\)")


def with_files(content: str, page: str) -> str:
    """
    Give a page with a link below each picture to the file that holds it.

    Args:
        content: The page.
        page: Its name.
    """
    numbers = iter(range(1, content.count("<svg") + 1))
    return _PICTURE.sub(
        lambda picture: f"{picture[0]}\n{_link(picture_file(page, next(numbers)))}", content
    )


def _link(name: str) -> str:
    return f'<a class="desk-take" href="/table/{name}" download>This picture (SVG)</a>'


def picture_file(page: str, number: int) -> str:
    """
    Give the name of the file of a picture.

    >>> picture_file("supply", 2)
    'supply-2.svg'
    """
    return f"{page}-{number}.svg"


def pictures_of(content: str, page: str, style: str) -> Iterator[tuple[str, str]]:
    """
    Give the pictures of a page, each with the name of its file.

    Args:
        content: The page.
        page: Its name.
        style: The style sheet of the brief.
    """
    rules = paper_rules(style)
    for number, picture in enumerate(_PICTURE.findall(content), start=1):
        head, _, rest = picture.partition("\n")
        yield picture_file(page, number), f"{head}\n<style>\n{rules}\n</style>\n{rest}\n"


def picture_at(content: str, number: int, style: str) -> str:
    """
    Give a picture of a page as a file of its own; empty where the page has none of that number.

    Args:
        content: The page.
        number: Its place among the pictures of the page, from 1.
        style: The style sheet of the brief.
    """
    pictures = _PICTURE.findall(content)
    if not 1 <= number <= len(pictures):
        return ""
    head, _, rest = pictures[number - 1].partition("\n")
    return f"{head}\n<style>\n{paper_rules(style)}\n</style>\n{rest}\n"


def paper_rules(style: str) -> str:
    """
    Give the rules of a style sheet that are about pictures, with their colours as on paper.

    >>> paper_rules(":root { --ink: #111; } .picture text { fill: var(--ink); } p { margin: 0; }")
    '.picture text { fill: #111; }'
    """
    rules = _RULE.findall(_BLOCK.sub("", style))
    colours = {
        name: value.strip()
        for selector, body in rules
        if selector.strip() == ":root"
        for name, value in _COLOUR.findall(body)
    }
    return "\n".join(
        f"{selector.strip()} {{{_coloured(body, colours)}}}"
        for selector, body in rules
        if selector.strip().startswith(".picture")
    )


def _coloured(body: str, colours: Mapping[str, str]) -> str:
    """Put colours in the place of their names, which few programs but browsers know."""
    return _USE.sub(lambda use: colours[use[1]], body)
