"""
Pictures of a page as files of their own, each with the style that it has on paper, and their words
as tables, row by row.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from phaseline.present.data.lists import table_csv
from phaseline.present.wording.table import WordTable
from phaseline.web.frame import rendered

_PICTURE = re.compile(r'<svg\b[^>]*class="picture"[^>]*>.*?</svg>', re.DOTALL)
_BLOCK = re.compile(r"@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")  # of a medium, or a typeface
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"(--[\w-]+):\s*([^;]+)")
_TEXT = re.compile(r'<text x="([^"]+)" y="([^"]+)"[^>]*>(?:<title>(.*?)</title>)?(.*?)</text>')
_FREE = ("supply-routes", "surface", "path-")  # names of pictures whose words stand in no rows
_NAME = re.compile(r'aria-labelledby="([^" ]*)-title ')
_SAME = 3.0  # points by which words of one row may stand higher than others
_USE = re.compile(r"var\((--[\w-]+)\)")


def with_files(content: str, page: str) -> str:
    """
    Give a page with a link below each picture to the file that holds it, and its words as a table
    where they stand in rows.

    Args:
        content: The page.
        page: Its name.
    """
    numbers = iter(range(1, content.count("<svg") + 1))
    return _PICTURE.sub(
        lambda picture: f"{picture[0]}\n{_below(picture[0], page, next(numbers))}", content
    )


def _below(picture: str, page: str, number: int) -> str:
    """Give what stands below a picture."""
    shown = {
        "picture": picture_file(page, number),
        "table": rows_file(page, number),
        "rows": picture_rows(picture),
    }
    return rendered("below_picture", shown)


def picture_rows(picture: str) -> Sequence[Sequence[str]]:
    """
    Give the words of a picture as they stand in it, row by row from above, each from the left; what
    was cut for want of room is whole. Nothing for a picture whose words stand in no rows.

    Args:
        picture: The picture as SVG.

    >>> picture_rows('<text x="9" y="5" >b</text><text x="0" y="4"><title>aa</title>a…</text>')
    [['aa', 'b']]
    """
    name = _NAME.search(picture)
    if name is not None and name[1].startswith(_FREE):
        return []
    texts = [
        (float(y), float(x), unescape(whole or words))
        for x, y, whole, words in _TEXT.findall(picture)
    ]
    rows: list[list[tuple[float, str]]] = []
    top = float("-inf")
    for y, x, words in sorted(texts):
        if y - top > _SAME:
            rows.append([])
            top = y
        rows[-1].append((x, words))
    return [[words for _, words in sorted(row)] for row in rows]


def rows_file(page: str, number: int) -> str:
    """
    Give the name of the file of a picture's words.

    >>> rows_file("supply", 2)
    'supply-picture-2.csv'
    """
    return f"{page}-picture-{number}.csv"


def picture_file(page: str, number: int) -> str:
    """
    Give the name of the file of a picture.

    >>> picture_file("supply", 2)
    'supply-2.svg'
    """
    return f"{page}-{number}.svg"


def pictures_of(content: str, page: str, style: str) -> Iterator[tuple[str, str]]:
    """
    Give the pictures of a page, and their words as tables, each with the name of its file.

    Args:
        content: The page.
        page: Its name.
        style: The style sheet of the brief.
    """
    rules = paper_rules(style)
    for number, picture in enumerate(_PICTURE.findall(content), start=1):
        head, _, rest = picture.partition("\n")
        yield picture_file(page, number), f"{head}\n<style>\n{rules}\n</style>\n{rest}\n"
        rows = picture_rows(picture)
        if rows:
            head, *more = (tuple(row) for row in rows)
            table = WordTable(title="", lead="", head=head, rows=tuple(more))
            yield rows_file(page, number), table_csv(table)


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
