"""Plain text and Markdown: paragraphs, headings and items out of lines."""

import re
from collections.abc import Iterator, Sequence

from phaseline.papers.front import front_of
from phaseline.papers.paper import BlockKind, Paper, Writer
from phaseline.papers.titles import goes_on

EXTRACTOR = "phaseline plain 5"
_PARTED = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MARKED_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_UNDERLINED = re.compile(r"(.+)\n(=+|-{2,})\s*")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")  # across the page
_ITEM = re.compile(  # no more letters: "Mr." begins a name
    r"\s{0,3}(?:[-*+•‣–]|\(?(?:[0-9]{1,3}|[a-z]|[ivxl]{2,4})[.)]|\([a-z]{2,3}\))\s+(?=\S)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\[\^([^\]]+)\]:\s+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]")
_STRESS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`+)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_STRESSED_MARK = re.compile(r"(\*{1,3}|_{1,3})\s*([.,;:!?])\s*\1(?!\w)")
_BREAKS = ("  ", "\\")  # at the end of a line: by hand, so that the next one stands by itself
_SENTENCE_ENDS = tuple(".!?:;")
_CLOSING = "\"'”’»)]"
_ENDS = tuple('.!?:;,…"”»)]')
_TAG = re.compile(r"<!--.*?-->|</?([a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.IGNORECASE | re.DOTALL)
_WITHIN_WORDS = frozenset(
    "a abbr b cite code em font i mark q s small span strong sub sup u".split()
)
_LONGEST_HEADING = 110  # characters


def plain_paper(text: str) -> Paper:
    """Read plain text: paragraphs stand apart by empty lines, or each line is one of its own."""
    writer = Writer()
    paragraphs = tuple(_paragraphs(text))
    for words in paragraphs:
        kind = BlockKind.HEADING if _is_heading(words) else BlockKind.PARAGRAPH
        writer.add(kind, words, level=1 if kind is BlockKind.HEADING else 0)
    return Paper(
        text=writer.text,
        blocks=tuple(writer.blocks),
        title=_title_of(paragraphs),
        extractor=EXTRACTOR,
    )


def _title_of(paragraphs: Sequence[str]) -> str:
    """Give the title of a text: its first paragraph, where it reads like a heading, or asks."""
    first = paragraphs[0] if len(paragraphs) > 1 else ""
    return first if _is_heading(first.rstrip("?!")) else ""


def markdown_paper(text: str) -> Paper:
    """
    Read Markdown: its marks are left out, its links keep their words, and its head says whose it
    is. Where that names no title, a heading of the first level does, or one before all else.
    """
    text = text.replace("\r\n", "\n")
    front = front_of(text)
    writer = Writer()
    title = front.title
    for block in _PARTED.split(text[front.length :]):
        for kind, words, level in _marked_blocks(block):
            if words:
                is_title = kind is BlockKind.HEADING and (level == 1 or not writer.blocks)
                title = title or (words if is_title else "")
                writer.add(kind, words, level=level)
    return Paper(
        text=writer.text,
        blocks=tuple(writer.blocks),
        title=title,
        authors=front.authors,
        published=front.published,
        language=front.language,
        extractor=EXTRACTOR,
    )


def _paragraphs(text: str) -> Iterator[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    parts = [part for part in _PARTED.split(text) if part.strip()]
    lines = [line for line in text.split("\n") if line.strip()]
    if len(parts) < len(lines) and _are_long(lines):
        parts = lines
    for part in parts:
        yield joined(line.strip() for line in part.split("\n") if line.strip())


def _are_long(lines: list[str]) -> bool:
    """
    Whether lines are paragraphs of their own: the middle one of the long half is longer than any
    line that was set to a width.
    """
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 3 // 4] > 200


def joined(lines: Iterator[str] | list[str]) -> str:
    r"""
    Join the lines of a paragraph; a word broken by a hyphen at the end of a line is made whole
    where a small letter goes on.

    >>> joined(["the long-", "term cost of build-", "ings"])
    'the long-term cost of build-ings'
    """
    text = ""
    for line in lines:
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif text.endswith("-") and line[:1].islower():
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text.replace("\u00ad", "")


def _is_heading(words: str) -> bool:
    is_short = len(words) <= _LONGEST_HEADING and not words.endswith(_ENDS)
    return is_short and words[:1].isupper() and not goes_on(words)


def _marked_blocks(block: str) -> Iterator[tuple[BlockKind, str, int]]:
    block = block.strip("\n")
    if under := _UNDERLINED.fullmatch(block):
        yield BlockKind.HEADING, _bare(under[1]), 1 if under[2].startswith("=") else 2
    elif not block.lstrip().startswith(("```", "~~~")) and not _RULE.fullmatch(block):
        yield from _blocks_of_lines(block)


def _blocks_of_lines(block: str) -> Iterator[tuple[BlockKind, str, int]]:
    kind, lines = BlockKind.PARAGRAPH, list[str]()
    for line, is_new in _lines_of(block):
        heading = _MARKED_HEADING.fullmatch(line.strip())
        item, note = _ITEM.match(line), _NOTE.match(line)
        if heading or item or note or is_new:
            yield kind, _bare(joined(lines)), 0
            kind, lines = BlockKind.PARAGRAPH, []
        if heading:
            yield BlockKind.HEADING, _bare(heading[2]), len(heading[1])
        elif mark := item or note:
            kind = BlockKind.ITEM if item else BlockKind.FOOTNOTE
            lines = [line[mark.end() :].strip()]
        else:
            lines += _quoted(line)
    yield kind, _bare(joined(lines)), 0


def _lines_of(block: str) -> Iterator[tuple[str, bool]]:
    """
    Give the lines of a block, and whether each begins a paragraph: it follows a sentence after
    which the line was broken by hand. What follows any such line may stand in as far as it likes.
    """
    before = ""
    for written in block.split("\n"):
        is_broken = before.endswith(_BREAKS)
        line = written.lstrip() if is_broken else written
        ended = before.rstrip(" \\").rstrip(_CLOSING).endswith(_SENTENCE_ENDS)
        before = written
        yield line.removesuffix("\\"), is_broken and ended


def _quoted(line: str) -> list[str]:
    """Give the words of a line that goes on, without the mark of a quotation."""
    words = line.strip().removeprefix("> ").strip()
    return [words] if words else []


def _bare(words: str) -> str:
    """Give words without the marks of Markdown, and without tags of a page that stand in it."""
    words = _NOTE_MARK.sub("", _LINK.sub(r"\1", _TAG.sub(_in_place_of_tag, words)))
    plain = _STRESSED_MARK.sub(r"\2", _STRESS.sub(r"\2", words))
    return re.sub(r"  +", " ", plain).strip()


def _in_place_of_tag(tag: "re.Match[str]") -> str:
    """Part the words at both sides of a tag, such as a break; one that dresses words parts none."""
    return "" if (tag[1] or "").casefold() in _WITHIN_WORDS else " "
