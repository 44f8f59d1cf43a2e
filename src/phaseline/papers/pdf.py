"""
The door to PDFium: printed pages as text, built from the index of their characters, so that a
place in the text is a place on a page.

Left out are lines that return at the edges of pages, page numbers, and raised marks of notes; a
paragraph goes on over a page, and a word that a hyphen breaks at the end of a line is joined.
"""

import ctypes
import itertools
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from phaseline.papers.paper import BLOCK_END, BlockKind, Box, Line, Page, Paper, TextBlock
from phaseline.papers.png import png_of
from phaseline.papers.refused import MOST_PAGES, MOST_SIGNS, refuse
from phaseline.terms.record import record

_LOCK = threading.Lock()  # PDFium keeps state of its own, and is called by one thread at a time
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_HYPHENS = "-\u00ad\u2010\u0002\ufffe"  # the last two are what PDFium writes at the end of a line
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_FOLIO = re.compile(
    r"[-–—|\[( ]*(?:page |p\. ?)?(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:/|of) ?\d{1,4})?[-–—|\]) ]*",
    re.IGNORECASE,
)
_ENDS = tuple('.!?:;…"”’»)')
_TAIL = re.compile(r"[^\W_]+$")
_HEAD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ADDRESS = re.compile(r"(?:://|www\.|[a-z0-9-]+\.[a-z]{2,}/)\S*[/.?=&_-]$")
_ITEM = re.compile(r"(?:[•‣▪–]|\(?[0-9]{1,2}[.)]|\([a-z]\))\s+\S")
_EDGE_LINES = 3  # at the head and at the foot of a page, that may return from page to page
_MOST_WITHOUT_TEXT = 0.9  # of pages; more is a scan
_RAISED = 0.8  # of the size of its line: a mark of a note
_GAP = 1.45  # of the usual distance of lines: a paragraph begins
_LONGEST_TITLE = 90  # letters
_LARGER = 1.12  # than the usual size: a heading


@record
class _Sign:
    """A character of a page: its letters, its box, the line it stands on and its size [pt]."""

    letters: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    base: float


@record
class _Printed:
    """A line as it is printed: its signs, and what they measure."""

    page: int
    signs: tuple[_Sign, ...]
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(sign.letters for sign in self.signs)


@record
class PagePicture:
    """
    A page as a picture.

    Attributes:
        png: The picture.
        width: Its width [point of the picture].
        height: Its height [point of the picture].
        corners: Left, top, right and bottom edge of each box that stands on it [point of the
            picture, from the upper left corner].
    """

    png: bytes
    width: int
    height: int
    corners: tuple[tuple[int, int, int, int], ...]


def pdf_paper(name: str, content: bytes) -> Paper:
    """
    Read a PDF.

    Args:
        name: How the file is called in messages.
        content: What it holds.

    Raises:
        QuestionError: PDFium is not installed, or the file is encrypted, damaged, empty, without
            text, or too long.
    """
    library = _library(name)
    with _LOCK:
        document = _opened(library, name, content)
        try:
            count = len(document)
            if count > MOST_PAGES:
                refuse(
                    name,
                    f"{count:,} pages, more than the {MOST_PAGES:,} that are read",
                    "cut out the pages that you need, and read them",
                )
            lines, labels = [], []
            signs = 0
            for number in range(count):
                page = document[number]
                printed = _lines_of(library, page, number + 1)
                page.close()
                signs += sum(len(line.signs) for line in printed)
                if signs > MOST_SIGNS:
                    refuse(
                        name,
                        f"more than {MOST_SIGNS:,} letters",
                        "cut out the pages that you need, and read them",
                    )
                lines.append(printed)
                labels.append(document.get_page_label(number) or "")
            about = document.get_metadata_dict()
        finally:
            document.close()
    _hold_text(name, lines)
    return _composed(
        _without_furniture(lines), labels, about, f"pdfium {library.PDFIUM_INFO.build}, phaseline 1"
    )


def page_picture(
    name: str, content: bytes, number: int, boxes: Sequence[Box], *, wide: int = 1_000
) -> PagePicture:
    """
    Give a page of a PDF as a picture, with where some letters stand on it.

    Args:
        name: How the file is called in messages.
        content: What it holds.
        number: The page, from 1.
        boxes: Where letters stand, on whichever page; those of other pages are left out.
        wide: How wide the picture is [point of the picture].

    Raises:
        QuestionError: PDFium is not installed, the file is encrypted or damaged, or it has no such
            page.
    """
    library = _library(name)
    with _LOCK:
        document = _opened(library, name, content)
        try:
            if not 1 <= number <= len(document):
                refuse(name, f"no page {number}", f"give one from 1 to {len(document)}")
            page = document[number - 1]
            scale = min(wide / page.get_width(), 2 * wide / page.get_height())
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            place = bitmap.get_posconv(page).to_bitmap
            corners = [
                (*place(box.left, box.top), *place(box.right, box.bottom))
                for box in boxes
                if box.page == number
            ]
            points, row_length = bytes(bitmap.buffer), bitmap.stride
            picture = png_of(bitmap.width, bitmap.height, points, row_length)
            return PagePicture(
                png=picture, width=bitmap.width, height=bitmap.height, corners=tuple(corners)
            )
        finally:
            document.close()


def _library(name: str) -> Any:
    try:
        import pypdfium2  # noqa: PLC0415  # an extra
    except ImportError:
        refuse(
            name,
            "a PDF, and the library that reads PDFs is not installed",
            "install phaseline[papers], or save the paper as text",
        )
    return pypdfium2


def _opened(library: Any, name: str, content: bytes) -> Any:
    try:
        document = library.PdfDocument(content)
        if len(document) == 0:
            refuse(name, "a PDF without pages", "download it again")
    except library.PdfiumError as error:
        if "password" in str(error).lower():
            refuse(name, "an encrypted PDF", "save a copy without a password, and read that")
        refuse(name, "a damaged PDF", "download it again, or print it anew")
    return document


def _hold_text(name: str, lines: Sequence[Sequence[_Printed]]) -> None:
    """Refuse what has pictures of pages instead of text."""
    bare = sum(not page for page in lines)
    if bare > _MOST_WITHOUT_TEXT * len(lines):
        refuse(
            name,
            f"{bare} of {len(lines)} pages hold no text: a scan",
            "run it through text recognition (such as ocrmypdf) first",
        )


def _lines_of(library: Any, page: Any, number: int) -> list[_Printed]:
    """Give the lines of a page in the order in which they stand in the file."""
    raw = library.raw
    sheet = page.get_textpage()
    lines: list[_Printed] = []
    signs: list[_Sign] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    try:
        for index in range(raw.FPDFText_CountChars(sheet)):
            code = raw.FPDFText_GetUnicode(sheet, index)
            letter = chr(code) if code else ""
            if letter in ("\n", "\r"):
                _end_line(lines, signs, number)
                signs = []
                continue
            raw.FPDFText_GetCharBox(sheet, index, left, right, bottom, top)
            sign = _Sign(
                letters=_LIGATURES.get(letter, letter),
                left=left.value,
                bottom=bottom.value,
                right=right.value,
                top=top.value,
                size=raw.FPDFText_GetFontSize(sheet, index),
                base=_base(raw, sheet, index, bottom.value),
            )
            if signs and _jumps(signs[-1], sign):
                _end_line(lines, signs, number)
                signs = []
            signs.append(sign)
        _end_line(lines, signs, number)
    finally:
        sheet.close()
    return lines


def _base(raw: Any, sheet: Any, index: int, bottom: float) -> float:
    """Give the height of the line on which a letter stands [pt]."""
    across, height = ctypes.c_double(), ctypes.c_double()
    is_known = raw.FPDFText_GetCharOrigin(sheet, index, across, height)
    return height.value if is_known else bottom


def _jumps(before: _Sign, sign: _Sign) -> bool:
    """Whether a letter stands on another line than the one before it."""
    if sign.letters.isspace() or before.letters.isspace() or not sign.letters:
        return False
    return abs(sign.base - before.base) > 0.9 * max(before.size, sign.size, 1.0)


def _end_line(lines: list[_Printed], signs: list[_Sign], number: int) -> None:
    """Put signs together as a line, without blanks at its ends and without marks of notes."""
    inked = [sign for sign in signs if sign.letters.strip()]
    if not inked:
        return
    size = _usual_size(inked)
    lines.append(
        _Printed(
            page=number,
            signs=_inline(_trimmed(signs), size, inked),
            left=min(sign.left for sign in inked),
            bottom=median(sign.base for sign in inked),
            right=max(sign.right for sign in inked),
            top=max(sign.top for sign in inked),
            size=size,
        )
    )


def _inline(signs: list[_Sign], size: float, inked: Sequence[_Sign]) -> tuple[_Sign, ...]:
    """Leave out the raised marks of notes; a line of nothing else stays as it is."""
    return tuple(sign for sign in signs if not _is_mark(sign, size, inked)) or tuple(signs)


def _usual_size(signs: Sequence[_Sign]) -> float:
    """Give the size of most signs [pt]."""
    return Counter(round(sign.size, 1) for sign in signs).most_common(1)[0][0]


def _trimmed(signs: list[_Sign]) -> list[_Sign]:
    """Leave out the blanks at both ends."""
    first, last = 0, len(signs)
    while not signs[first].letters.strip():
        first += 1
    while not signs[last - 1].letters.strip():
        last -= 1
    return signs[first:last]


def _is_mark(sign: _Sign, size: float, line: Sequence[_Sign]) -> bool:
    """Whether a digit is the raised mark of a note."""
    if not sign.letters.isdigit() or sign.size > _RAISED * size:
        return False
    return sign.base > median(other.base for other in line) + 0.1 * size


def _without_furniture(pages: Sequence[Sequence[_Printed]]) -> list[_Printed]:
    """Give all lines but page numbers, and those that return at the edges of pages."""
    heads = Counter[str]()
    for page in pages:
        heads.update(
            _head(line.text) for line in {id(line): line for line in _edges(page)}.values()
        )
    often = max(2, len(pages) // 4) if len(pages) > 1 else 2
    lines: list[_Printed] = []
    for page in pages:
        furniture = {id(line) for line in _edges(page) if _is_furniture(line.text, heads, often)}
        lines += [line for line in page if id(line) not in furniture]
    return lines


def _is_furniture(text: str, heads: Counter[str], often: int) -> bool:
    """Whether a line at the edge of a page is its number, or returns from page to page."""
    return bool(_FOLIO.fullmatch(text.strip())) or heads[_head(text)] >= often


def _edges(page: Sequence[_Printed]) -> list[_Printed]:
    """Give the highest and the lowest lines of a page."""
    by_height = sorted(page, key=lambda line: -line.bottom)
    return [*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]]


def _head(line: str) -> str:
    return " ".join(_NUMBER.sub("0", line.casefold()).split())


def _composed(
    lines: Sequence[_Printed], labels: Sequence[str], about: dict[str, str], extractor: str
) -> Paper:
    """Make paragraphs of lines, and a text of paragraphs."""
    usual, words_of_paper = _usual(lines), _words(lines)
    text, length = [], 0
    blocks: list[TextBlock] = []
    printed: list[Line] = []
    starts: dict[int, int] = {}
    for group in _paragraphs(lines, usual):
        if blocks:
            text.append(BLOCK_END)
            length += len(BLOCK_END)
        start = length
        for place, line in enumerate(group):
            after = group[place + 1] if place + 1 < len(group) else None
            letters, edges = _letters(line, after, words_of_paper)
            if place and not _is_open(group[place - 1], line):
                text.append(" ")
                length += 1
            starts.setdefault(line.page, length)
            words = "".join(letters)
            printed.append(
                Line(
                    start=length,
                    end=length + len(words),
                    box=Box(
                        page=line.page,
                        left=line.left,
                        bottom=line.bottom,
                        right=line.right,
                        top=line.top,
                    ),
                    edges=edges,
                )
            )
            text.append(words)
            length += len(words)
        kind, level = _kind(group, usual)
        blocks.append(TextBlock(kind=kind, start=start, end=length, level=level))
    return Paper(
        text="".join(text),
        blocks=tuple(blocks),
        pages=_pages(starts, labels, length),
        lines=tuple(printed),
        title=_title(about, blocks, "".join(text)),
        authors=tuple(filter(None, [about.get("Author", "").strip()])),
        published=_day(about.get("CreationDate", "")),
        extractor=extractor,
    )


def _letters(
    line: _Printed, after: _Printed | None, words: Counter[str]
) -> tuple[list[str], tuple[float, ...]]:
    """Give the letters of a line, and the left edge of each with the right one of the last."""
    signs = list(line.signs)
    if after and signs[-1].letters in _HYPHENS and not _keeps_hyphen(line, after, words):
        signs.pop()
    letters, edges = list[str](), list[float]()
    for sign in signs:
        written = _written(sign.letters)
        if written == " " and letters and letters[-1] == " ":
            continue
        letters.extend(written)
        edges.extend(sign.left for _ in written)
    return letters, (*edges, signs[-1].right if signs else line.right)


def _written(letters: str) -> str:
    """Give letters as a text has them: a plain blank, a plain hyphen, and no soft one."""
    if letters.isspace():
        return " "
    if letters in _HYPHENS:
        return "" if letters == "\u00ad" else "-"
    return letters


def _keeps_hyphen(line: _Printed, after: _Printed, words: Counter[str]) -> bool:
    """
    Whether a hyphen at the end of a line belongs to its word: the paper itself is asked, which
    form it has elsewhere; then whether both halves are words of it.
    """
    if line.signs[-1].letters == "-":
        return True
    before, on = _TAIL.search(line.text[:-1]), _HEAD.match(after.text)
    if not before or not on or not on[0][:1].isalnum():
        return False
    first, second = before[0].casefold(), on[0].casefold()
    if words[f"{first}{second}"]:
        return False
    if words[f"{first}-{second}"]:
        return True
    return bool(words[first] and words[second.split("-")[0]])


def _words(lines: Sequence[_Printed]) -> Counter[str]:
    """Count the words that stand whole on a line."""
    return Counter(word.casefold() for line in lines for word in _WORD.findall(line.text[:-1]))


def _is_open(before: _Printed, line: _Printed) -> bool:
    """Whether a word or an address goes on over the end of a line."""
    last = before.signs[-1].letters
    if last in _HYPHENS and last != "-":
        return True
    if last == "-":
        return line.text[:1].islower()
    return _ADDRESS.search(before.text) is not None and not line.text[:1].isupper()


@record
class _Usual:
    """The size of most letters [pt], and the usual distance of lines of them [pt]."""

    size: float
    leading: float


def _usual(lines: Sequence[_Printed]) -> _Usual:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.signs)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    steps = [
        first.bottom - second.bottom
        for first, second in itertools.pairwise(lines)
        if first.page == second.page and 0 < first.bottom - second.bottom < 4 * size
        if first.size == size == second.size
    ]
    return _Usual(size=size, leading=median(steps) if steps else 1.2 * size)


def _paragraphs(lines: Sequence[_Printed], usual: _Usual) -> Iterator[list[_Printed]]:
    group: list[_Printed] = []
    right = _right_edges(lines)
    for line in lines:
        if group and _begins(group[-1], line, usual, right):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _right_edges(lines: Sequence[_Printed]) -> dict[tuple[int, int], float]:
    """Give how far lines reach that begin at about the same place of a page [pt]."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        key = (line.page, round(line.left / 24))
        edges[key] = max(edges.get(key, 0.0), line.right)
    return edges


def _begins(
    before: _Printed, line: _Printed, usual: _Usual, right: dict[tuple[int, int], float]
) -> bool:
    """Whether a line begins a paragraph."""
    if abs(line.size - before.size) > 0.06 * usual.size:
        return True
    if _ITEM.match(line.text):
        return True
    ends = before.text.rstrip().endswith(_ENDS)
    widest = right.get((before.page, round(before.left / 24)), before.right)
    is_short = before.right < widest - 0.12 * max(1.0, widest - before.left)
    step = before.bottom - line.bottom
    if line.page != before.page or step <= 0:
        return ends and (is_short or before.size > _LARGER * usual.size)
    if step > _GAP * max(usual.leading, 1.2 * line.size):
        return True
    is_indented = line.left > before.left + 0.8 * usual.size
    return ends and (is_short or is_indented)


def _kind(group: Sequence[_Printed], usual: _Usual) -> tuple[BlockKind, int]:
    first, words = group[0], " ".join(line.text for line in group)
    if first.size >= _LARGER * usual.size and len(group) <= 4:
        return BlockKind.HEADING, 1 if first.size >= 1.5 * usual.size else 2
    if first.size < 0.92 * usual.size and words[:1].isdigit():
        return BlockKind.FOOTNOTE, 0
    if _ITEM.match(words):
        return BlockKind.ITEM, 0
    if len(group) == 1 and _is_title(words):
        return BlockKind.HEADING, 3
    return BlockKind.PARAGRAPH, 0


def _is_title(words: str) -> bool:
    """Whether a line that stands alone reads as a heading."""
    return len(words) < _LONGEST_TITLE and not words.endswith(_ENDS) and words[:1].isupper()


def _pages(starts: dict[int, int], labels: Sequence[str], length: int) -> tuple[Page, ...]:
    known = sorted(starts.items(), key=lambda item: item[1])
    ends = [start for _, start in known[1:]] + [length]
    return tuple(
        Page(number=number, label=labels[number - 1], start=start, end=end)
        for (number, start), end in zip(known, ends, strict=True)
    )


def _title(about: dict[str, str], blocks: Sequence[TextBlock], text: str) -> str:
    said = about.get("Title", "").strip()
    if said and not re.search(
        r"\.(?:docx?|html?|indd|pdf|tex)$|^(?:microsoft word|untitled)", said, re.IGNORECASE
    ):
        return said
    heads = [block for block in blocks[:6] if block.kind is BlockKind.HEADING]
    best = min(heads, key=lambda block: block.level, default=None)
    return text[best.start : best.end] if best else ""


def _day(written: str) -> str:
    """
    Give the day of a PDF's own date as EDTF.

    >>> _day("D:20241105120000+09'00'"), _day("")
    ('2024-11-05', '')
    """
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", written)
    return f"{match[1]}-{match[2]}-{match[3]}" if match else ""
