"""The door to the templates of the desk: what a page shows in, the page out."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from phaseline import __version__
from phaseline.desk.register.passages import Passage
from phaseline.present.terminal.passages import excerpt
from phaseline.web.outline import PAGES

_HERE = Path(__file__).resolve().parent
_OPEN, _CLOSE = "\x01", "\x02"  # which no text of a case holds
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


class Frame:
    """
    The frame around every page: the bar, what case it is, and what stands in it.

    Args:
        case: The case, as it was named: for commands that say the same as a page.
        happened: Gives the id of what has happened last, from which on a page hears of more.
    """

    def __init__(self, case: str, happened: Callable[[], str] = str) -> None:
        self._around = {"desk_pages": PAGES, "version": __version__, "served": case}
        self._happened = happened

    def page(self, name: str, shown: Mapping[str, Any]) -> bytes:
        """
        Give a page.

        Args:
            name: The template, without its ending.
            shown: What it shows, by name.
        """
        around = {**self._around, "happened": self._happened()}
        return rendered(name, {**around, **shown}).encode()


def rendered(name: str, shown: Mapping[str, Any]) -> str:
    """
    Give a template of the desk with what it shows.

    Args:
        name: The template, without its ending.
        shown: What it shows, by name; text is escaped.
    """
    return _environment().get_template(f"{name}.html.j2").render(**shown)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(coded=coded, minus=minus)
    return environment


def minus(text: str) -> str:
    """
    Give a value as it is read: with a true minus, where as it is typed it has a hyphen.

    >>> minus("-0.05 month"), minus("0.3"), minus("-")
    ('−0.05 month', '0.3', '-')
    """
    is_number = text.startswith("-") and text[1:2].isdecimal()
    return f"−{text[1:]}" if is_number else text


def coded(text: str) -> Markup:
    """
    Give a sentence in which what stands between back ticks, as a terminal has it, is set as code.

    >>> print(coded("`log` enters <a> report"))
    <code>log</code> enters &lt;a&gt; report
    """
    parts = str(escape(text)).split("`")
    said = (f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
    return Markup("".join(said))  # noqa: S704  # escaped


def trusted(html: str) -> Markup:
    """
    Give what a worker has rendered, to stand in a page as it is.

    Args:
        html: A rendered template of ours, in which words of the case are escaped already.
    """
    return Markup(html)  # noqa: S704  # our own templates made it


def marked(passage: Passage) -> Markup:
    """
    Give the text around the words that are looked for, with each of them marked.

    Args:
        passage: The text and its places.
    """
    text = str(escape(excerpt(passage, lambda words: f"{_OPEN}{words}{_CLOSE}")))
    return Markup(text.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>"))  # noqa: S704  # escaped


def static_files() -> Mapping[str, tuple[str, bytes]]:
    """
    Give what pages fetch besides: type and content of each file, by its name.

    They are read once: an address is looked up among these names, and never becomes a path.
    """
    return {
        path.name: (_TYPES[path.suffix], path.read_bytes())
        for path in sorted((_HERE / "static").iterdir())
        if path.suffix in _TYPES
    }
