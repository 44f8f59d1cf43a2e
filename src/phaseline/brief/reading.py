"""A page of HTML as a reader meets it: its passages, one after the other."""

from html.parser import HTMLParser

from phaseline.terms.record import record

_PASSAGES = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "figcaption", "summary", "title"})
_UNREAD = frozenset({"style", "svg", "code"})
_EMPTY = frozenset({"br", "meta", "link", "img", "hr"})


@record
class PagePassage:
    """
    A paragraph, an item of a list, a cell, a heading.

    Args:
        section: The id of the section that it stands in; empty outside all.
        tag: What it is in HTML.
        text: Its words on one line, without marks of notes, pictures and code.
        is_cited: Whether it has the mark of a note.
    """

    section: str
    tag: str
    text: str
    is_cited: bool


def passages_of(page: str) -> tuple[PagePassage, ...]:
    """Give the passages of a page in their order; one that holds no words is none."""
    reader = _Reader()
    reader.feed(page)
    reader.finish("")
    return tuple(reader.passages)


class _Reader(HTMLParser):
    """Collects passages: one ends where the next begins, as its own end may be left out."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: list[PagePassage] = []
        self.section, self.tag = "", ""
        self.words: list[str] = []
        self.is_cited = False
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section, a passage, or a part that is not read."""
        named = dict(attrs)
        is_note = tag == "sup" and named.get("class") == "cite"
        if self.unread or tag in _UNREAD or is_note:
            self.unread += [tag] if tag not in _EMPTY else []
            self.is_cited |= is_note
        elif tag == "section":
            self.finish("")
            self.section = named.get("id") or ""
        elif tag in _PASSAGES:
            self.finish(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a passage, or a part that is not read."""
        if self.unread:
            if self.unread[-1] == tag:
                self.unread.pop()
        elif tag in _PASSAGES:
            self.finish("")

    def handle_data(self, data: str) -> None:
        """Read on."""
        if not self.unread:
            self.words.append(data)

    def finish(self, tag: str) -> None:
        """End the passage that is read, and begin one of another kind."""
        text = " ".join("".join(self.words).split())
        if text:
            self.passages.append(
                PagePassage(section=self.section, tag=self.tag, text=text, is_cited=self.is_cited)
            )
        self.tag, self.words, self.is_cited = tag, [], False
