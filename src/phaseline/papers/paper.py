"""A paper as text with places: what stands where, on which page, under which heading."""

from bisect import bisect_right
from enum import Enum

from phaseline.terms.record import record

BLOCK_END = "\n\n"  # what parts two blocks of a text


class BlockKind(Enum):
    """What a stretch of a paper is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "footnote"


@record
class TextBlock:
    """
    A heading, a paragraph, an item of a list or a footnote.

    Attributes:
        kind: What it is.
        start: Where it begins in the text [code point].
        end: Where it ends [code point].
        level: For a heading, 1 for the largest.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@record
class Page:
    """
    A page of a printed paper.

    Attributes:
        number: Its place in the file, from 1.
        label: What is printed on it, such as iv; empty where the file says nothing.
        start: Where it begins in the text [code point].
        end: Where it ends in the text [code point].
    """

    number: int
    label: str
    start: int
    end: int


@record
class Box:
    """
    Where letters stand on a page, in points of 1/72 inch from the lower left corner.

    Attributes:
        page: The number of the page, from 1.
        left: Its left edge.
        bottom: Its lower edge.
        right: Its right edge.
        top: Its upper edge.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


@record
class Line:
    """
    A printed line that went into a text.

    Attributes:
        start: Where it begins in the text [code point].
        end: Where it ends in the text [code point].
        box: Where it stands.
        edges: The left edge of each character and the right one of the last, in points.
    """

    start: int
    end: int
    box: Box
    edges: tuple[float, ...]


@record
class Paper:
    """
    The text of a file, with what the file says about itself.

    Attributes:
        text: The text, blocks parted by an empty line; places in it are counted in code points.
        blocks: Its blocks, in order.
        pages: Its pages; none where the file has none.
        lines: Its printed lines; none where the file has no pages.
        title: Its title, as far as the file says.
        authors: Who wrote it, as far as the file says.
        published: When, as a date of EDTF, as far as the file says.
        language: Its language as a code, as far as the file says.
        extractor: What read it, with its version.
        guessed: The encoding in which a file of text was read that does not say in which it is.
    """

    text: str
    blocks: tuple[TextBlock, ...]
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    extractor: str
    guessed: str = ""

    def page_at(self, place: int) -> Page | None:
        """Give the page on which a character stands; None where the paper has no pages."""
        at = bisect_right([page.start for page in self.pages], place) - 1
        return self.pages[at] if at >= 0 else None

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Give where a stretch of the text stands, a box for each line that it touches."""
        at = max(0, bisect_right([line.start for line in self.lines], start) - 1)
        boxes = []
        for line in self.lines[at:]:
            if line.start >= end:
                break
            first, last = max(start, line.start), min(end, line.end)
            if first < last:
                boxes.append(_part(line, first - line.start, last - line.start))
        return tuple(boxes)


def _part(line: Line, first: int, last: int) -> Box:
    box = line.box
    return Box(
        page=box.page,
        left=line.edges[first],
        bottom=box.bottom,
        right=line.edges[last],
        top=box.top,
    )


class Writer:
    """Writes the text of a paper block by block, and keeps count of places."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[TextBlock] = []

    def add(self, kind: BlockKind, text: str, level: int = 0) -> int:
        """
        Add a block, parted from the one before by an empty line, and give where it begins.
        """
        if self.pieces:
            self.pieces.append(BLOCK_END)
            self.length += len(BLOCK_END)
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        self.blocks.append(TextBlock(kind=kind, start=start, end=self.length, level=level))
        return start

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self.pieces)
