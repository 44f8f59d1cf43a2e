"""DOCX: a zip of XML, of which the paragraphs, headings and footnotes are read."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from phaseline.papers.paper import BlockKind, Paper, Writer
from phaseline.papers.refused import refuse

EXTRACTOR = "phaseline docx 1"
MOST_UNPACKED = 16_000_000  # bytes of one part; a book of a thousand pages has a third
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_LEVEL = re.compile(r"(?:heading|titre|überschrift|berschrift|제목)\s*(\d)", re.IGNORECASE)
_LONELY = re.compile(r"\s+")
_BROKEN = "open it in a word processor and save it again as .docx, or as PDF"


def word_paper(name: str, content: bytes) -> Paper:
    """
    Read a document of Word.

    Raises:
        QuestionError: It is damaged, encrypted, or unpacks to more than any document.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            body = _part(name, archive, "word/document.xml")
            notes = _part(name, archive, "word/footnotes.xml", may_lack=True)
            styles = _part(name, archive, "word/styles.xml", may_lack=True)
            about = _part(name, archive, "docProps/core.xml", may_lack=True)
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        refuse(name, "a damaged or encrypted .docx", _BROKEN)
    writer = Writer()
    levels = _levels(styles)
    title = _said(about, f"{_DC}title")
    for paragraph in _below(body, "p"):
        kind, level = _kind(paragraph, levels)
        if words := _words(paragraph):
            writer.add(kind, words, level=level)
            title = title or (words if kind is BlockKind.HEADING else "")
    for note in _below(notes, "footnote"):
        if words := " ".join(filter(None, map(_words, note.iter(f"{_W}p")))):
            writer.add(BlockKind.FOOTNOTE, words)
    author = _said(about, f"{_DC}creator")
    return Paper(
        text=writer.text,
        blocks=tuple(writer.blocks),
        title=title,
        authors=(author,) if author else (),
        published=_said(about, f"{_TERMS}modified")[:10],
        language=_said(about, f"{_DC}language").split("-")[0].lower(),
        extractor=EXTRACTOR,
    )


def _below(part: "ET.Element | None", tag: str) -> Iterator["ET.Element"]:
    """Give the elements of a part that have a name."""
    yield from part.iter(f"{_W}{tag}") if part is not None else ()


def _part(name: str, archive: ZipFile, path: str, *, may_lack: bool = False) -> "ET.Element | None":
    """Read one part; None where it may lack and does."""
    try:
        about = archive.getinfo(path)
    except KeyError:
        if may_lack:
            return None
        refuse(name, f"a zip without {path}, which is no document of Word", _BROKEN)
    if about.file_size > MOST_UNPACKED:
        refuse(
            name,
            f"{path} unpacks to {about.file_size / 1e6:.0f} MB, more than any document",
            "save its text as PDF or as plain text",
        )
    data = archive.read(path)  # no more than it says
    if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
        refuse(name, f"{path} is no part that Word writes", _BROKEN)
    try:
        return ET.fromstring(data)  # noqa: S314  # without a doctype there are no entities
    except ET.ParseError:
        refuse(name, f"{path} is damaged", _BROKEN)


def _levels(styles: "ET.Element | None") -> dict[str, int]:
    """Give the level of each style that is a heading, by its id."""
    levels: dict[str, int] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        label, outline = style.find(f"{_W}name"), style.find(f".//{_W}outlineLvl")
        words = label.get(f"{_W}val", "") if label is not None else ""
        if named := _LEVEL.search(words):
            levels[style.get(f"{_W}styleId", "")] = int(named[1])
        elif words.lower() == "title":
            levels[style.get(f"{_W}styleId", "")] = 1
        elif outline is not None and outline.get(f"{_W}val", "").isdigit():
            levels[style.get(f"{_W}styleId", "")] = int(outline.get(f"{_W}val", "0")) + 1
    return levels


def _kind(paragraph: "ET.Element", levels: dict[str, int]) -> tuple[BlockKind, int]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val", "") if style is not None else ""
    level = levels.get(name, 0)
    if not level and (named := _LEVEL.search(name)):
        level = int(named[1])
    if level:
        return BlockKind.HEADING, level
    is_item = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return (BlockKind.ITEM if is_item else BlockKind.PARAGRAPH), 0


def _words(paragraph: "ET.Element") -> str:
    """Give the words of a paragraph; what was deleted under review does not stand in it."""
    pieces = []
    for run in paragraph.iter():
        if run.tag == f"{_W}t":
            pieces.append(run.text or "")
        elif run.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            pieces.append(" ")
        elif run.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
    return _LONELY.sub(" ", "".join(pieces)).strip()


def _said(about: "ET.Element | None", tag: str) -> str:
    field = about.find(tag) if about is not None else None
    return (field.text or "").strip() if field is not None else ""
