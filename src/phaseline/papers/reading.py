"""The door to a paper's file: which form it has, and its text with places."""

from dataclasses import replace
from pathlib import Path

from phaseline.papers.html import html_paper
from phaseline.papers.paper import Paper
from phaseline.papers.pdf import pdf_paper
from phaseline.papers.plain import markdown_paper, plain_paper
from phaseline.papers.refused import MOST_BYTES, MOST_SIGNS, refuse
from phaseline.papers.word import word_paper

_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm", ".xhtml")
_BINARY = {".pdf": "a PDF", ".docx": "a document of Word"}
SUFFIXES = (*_BINARY, *_PAGES, *_MARKDOWN, ".txt")  # endings of files that are papers
_FORMS = "give a PDF, a .docx, an HTML page, Markdown or plain text"


def paper_of(name: str, content: bytes, language: str = "") -> Paper:
    """
    Read a paper.

    Args:
        name: The name of its file: how it is called, and how text is told from Markdown.
        content: What the file holds.
        language: Its language as a code, where it is known: how text that is not UTF-8 is read.

    Raises:
        QuestionError: It is no paper that can be read; the message says what was found.
    """
    if len(content) > MOST_BYTES:
        refuse(
            name,
            f"{len(content) / 1e6:.0f} MB, more than the {MOST_BYTES // 1_000_000} that are read",
            "cut out the pages that you need, and read them",
        )
    if not content.strip():
        refuse(name, "an empty file", "download it again")
    paper = _read(name, content, language)
    if not any(sign.isalnum() for sign in paper.text):
        refuse(name, "no words in it", _FORMS)
    if len(paper.text) > MOST_SIGNS:
        refuse(
            name, f"more than {MOST_SIGNS:,} letters", "cut out the part that you need, and read it"
        )
    return paper


def _read(name: str, content: bytes, language: str) -> Paper:
    ending = Path(name).suffix.lower()
    if b"%PDF-" in content[:1024]:
        return pdf_paper(name, content)
    if content.startswith(b"PK\x03\x04"):
        return word_paper(name, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        refuse(name, "an old .doc of Word", "save it as .docx or as PDF")
    if ending in _BINARY:  # a download that broke off, or a page that says why there is none
        refuse(name, f"not {_BINARY[ending]}, though it is called one", "download it again")
    text, guessed = _decoded(name, content, language)
    start = text.lstrip()[:2000].lower()
    if ending in _PAGES or start.startswith(("<!doctype html", "<html")) or "<body" in start:
        paper = html_paper(text)
    else:
        paper = markdown_paper(text) if ending in _MARKDOWN else plain_paper(text)
    return replace(paper, guessed=guessed)


def _decoded(name: str, content: bytes, language: str) -> tuple[str, str]:
    """
    Give the words of a file of text, with its marks: in UTF-8, or as its language is written; and
    the encoding where it had to be guessed.
    """
    guessed = ""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        from phaseline.case.decoding import decoded  # noqa: PLC0415  # large tables

        read = decoded(content, language)
        text = read.readings[0].text if read.readings else "\0"
        guessed = "" if read.is_certain or not read.readings else read.readings[0].encoding
    if "\0" in text:
        refuse(name, "no text", _FORMS)
    return text, guessed
