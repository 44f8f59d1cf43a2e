"""HTML by the parser of the standard library: the words of a page, and what it says of itself."""

import re
from html.parser import HTMLParser

from phaseline.papers.front import edtf_of
from phaseline.papers.paper import BlockKind, Paper, Writer

EXTRACTOR = "phaseline html 1"
_SKIPPED = frozenset(
    "script style noscript template svg math iframe object nav header footer aside form button"
    " select textarea figure canvas audio video head sup".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article blockquote body dd details dialog div dl dt fieldset figcaption hr html li"
    " main ol p pre section summary table tbody td tfoot th thead tr ul br".split()
)
_BLANKS = re.compile(r"[ \t\n\r\f\v\u200b]+")
_AUTHORS = frozenset(
    ("author", "citation_author", "dc.creator", "article:author", "parsely-author")
)
_DATES = (
    "citation_publication_date",
    "article:published_time",
    "dc.date",
    "dc.date.issued",
    "datepublished",
    "date",
)
_TITLES = ("citation_title", "og:title", "dc.title")


def html_paper(text: str) -> Paper:
    """Read a page: its headings, paragraphs and items, without menus, scripts and forms."""
    parser = _Reader()
    parser.feed(text)
    parser.close()
    parser.finish()
    about = parser.about
    title = next((about[name] for name in _TITLES if about.get(name)), parser.title)
    published = next((day for name in _DATES if (day := edtf_of(about.get(name, "")))), "")
    return Paper(
        text=parser.writer.text,
        blocks=tuple(parser.writer.blocks),
        title=_BLANKS.sub(" ", title).strip(),
        authors=tuple(dict.fromkeys(parser.authors)),
        published=published,
        language=parser.language,
        extractor=EXTRACTOR,
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = Writer()
        self.about: dict[str, str] = {}
        self.authors: list[str] = []
        self.language = ""
        self.title = ""
        self.skipped, self.depth = "", 0  # the outermost element left out, and how often within
        self.is_in_title = False
        self.kind, self.level = BlockKind.PARAGRAPH, 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.note_head(tag, {name: value or "" for name, value in attrs})
        if tag == "body" and self.skipped == "head":  # whose end may be left out
            self.skipped = ""
        if self.skipped:
            self.depth += tag == self.skipped
            return
        if tag in _SKIPPED:
            self.skipped, self.depth = tag, 1
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.part()
            self.kind, self.level = _kind_of(tag), _HEADINGS.get(tag, 0)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.is_in_title = False
        if tag == self.skipped:
            self.depth -= 1
            self.skipped *= self.depth > 0
        elif not self.skipped and (tag in _HEADINGS or tag in _BLOCKS):
            self.part()
            self.kind, self.level = BlockKind.PARAGRAPH, 0

    def handle_data(self, data: str) -> None:
        if self.is_in_title:
            self.title += data
        elif not self.skipped:
            self.pieces.append(data)

    def note_head(self, tag: str, named: dict[str, str]) -> None:
        """Keep the language of the page, and what its head says of it."""
        if tag == "html":
            self.language = self.language or named.get("lang", "").split("-")[0].lower()
        elif tag == "meta":
            self.note(named)
        elif tag == "title":
            self.is_in_title = not self.title

    def note(self, named: dict[str, str]) -> None:
        """Keep what the head of the page says."""
        name = (named.get("name") or named.get("property") or named.get("itemprop") or "").lower()
        content = _BLANKS.sub(" ", named.get("content", "")).strip()
        if name in _AUTHORS and content and not content.startswith("http"):
            self.authors.append(content)
        self.about.setdefault(name, content)

    def part(self) -> None:
        """End a block."""
        words = _BLANKS.sub(" ", "".join(self.pieces)).replace("\u00ad", "").strip()
        self.pieces = []
        if words:
            self.writer.add(self.kind, words, level=self.level)

    def finish(self) -> None:
        """End the last block."""
        self.part()


def _kind_of(tag: str) -> BlockKind:
    if tag in _HEADINGS:
        return BlockKind.HEADING
    return BlockKind.ITEM if tag in ("li", "dd") else BlockKind.PARAGRAPH
