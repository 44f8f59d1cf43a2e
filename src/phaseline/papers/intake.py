"""
A paper goes into a case: the entry of its source, its text, and a stub for each of its sentences.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from phaseline.case.model.evidence import Actor, Source
from phaseline.case.reserved import reserved_words
from phaseline.papers.coverage import Coverage, coverage
from phaseline.papers.entering import with_entry, with_fields
from phaseline.papers.names import Names
from phaseline.papers.paper import Paper
from phaseline.papers.proposing import proposed
from phaseline.papers.reanchoring import reanchored
from phaseline.papers.refused import refuse
from phaseline.papers.rereading import reread
from phaseline.papers.sentences import sentences
from phaseline.papers.stubs import ReadText, Stub, Stubs
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE

MOST_STUBS = 4_000  # of a case; a paper of 4,000 words has 150
_PAGES = (".html", ".htm", ".xhtml")
_LAYS_DOWN = re.compile(  # the words by which somebody who may do so lays something down
    r"\b(?:I|we),? (?:do )?hereby (?:\w+ and )?(?:order|decree|proclaim|direct)\b"
    r"|\bhereby ordered\b|\benacts as follows\b|\bbe it (?:\w+ )?enacted\b"
    r"|\bby the authority vested in me\b"
    r"|\b(?:has|have) adopted this (?:regulation|directive|decision)\b",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\b(?:bill|draft|proposal)\b", re.IGNORECASE)


@record
class PaperFile:
    """
    A paper as it was given.

    Attributes:
        name: The name of its file.
        content: What the file holds.
        paper: Its text.
        source: The id under which it is to go; empty to let the file decide.
    """

    name: str
    content: bytes
    paper: Paper
    source: str = ""


@record
class Intake:
    """
    What a paper changes.

    Attributes:
        source: The id of its source.
        texts: The files of the case that change, by name.
        text: The text that goes beside the case.
        stubs: The stubs of the case with those of the paper.
        gone: Sentences on which a person had decided, and which the paper no longer holds.
        moved: How many sentences a person is asked about again.
        without_anchor: How many sentences hold no phrase that can be told from others.
        covered: How far the paper has been gone through.
        guessed: The encoding in which the file was read, where that had to be guessed.
    """

    source: str
    texts: Mapping[str, str]
    text: str
    stubs: Stubs
    gone: tuple[Stub, ...]
    moved: int
    without_anchor: int
    covered: Coverage
    guessed: str = ""


def source_id(file: PaperFile, sources: Collection[Source], stubs: Stubs) -> str:
    """
    Give the id of a paper's source: that of the source it already is, or one of its own.

    A source is the same by the hash of its file or text, or where a file of that name was read.
    """
    if file.source:
        return file.source
    digests = {_digest(file.content), _digest(file.paper.text.encode())}
    for source in sources:
        if digests & {source.sha256, source.file_sha256}:
            return source.id
    for text in stubs.texts:
        if text.file == file.name:
            return text.source
    return _new_id(file.name, {source.id for source in sources} | reserved_words())


def taken_in(
    file: PaperFile,
    texts: Mapping[str, str],
    sources: Collection[Source],
    actors: Iterable[Actor],
    *,
    stubs: Stubs,
    old_text: str,
) -> Intake:
    """
    Take a paper into a case.

    Args:
        file: The paper.
        texts: The files of the case, by name; the one with the header first.
        sources: The sources of the case.
        actors: The actors of the case.
        stubs: The stubs of the case.
        old_text: The text of this paper as it was read before; empty if it was not.

    Raises:
        QuestionError: A file of the case cannot be edited, or the paper has too many sentences.
    """
    name = source_id(file, sources, stubs)
    read_text = _read_text(file, name)
    known = stubs.text_of(name)
    names = Names((actor.id, (actor.name, actor.short, *actor.aliases)) for actor in actors)
    before = stubs.of(name)
    # before minutes are spent on proposals; titles and the like, which are no stubs, are counted
    _refuse_many(file, len(sentences(file.paper)), 2 * MOST_STUBS)
    is_same_text = known is not None and _digest(old_text.encode()) == known.sha256
    again = reread(
        before,
        old_text if is_same_text else "",
        proposed(_dated(file.paper, name, sources), name, names),
        file.paper.text,
    )
    gone = tuple(dict.fromkeys((*stubs.gone, *again.gone)))
    changed = replace(
        stubs,
        texts=_with_text(stubs.texts, read_text),
        stubs=(*(stub for stub in stubs.stubs if stub.source != name), *again.stubs),
        gone=gone,
    )
    _refuse_many(file, len(changed.stubs), MOST_STUBS)
    quoted = reanchored(texts, name, again.stubs, file.paper.text)
    entered = _source_texts(file, {**texts, **quoted}, sources, read_text)
    return Intake(
        source=name,
        texts={**quoted, **entered},
        text=file.paper.text,
        stubs=changed,
        gone=again.gone,
        moved=again.moved,
        without_anchor=sum(not stub.exact for stub in again.stubs),
        covered=next(covered for covered in coverage(changed) if covered.source == name),
        guessed=file.paper.guessed,
    )


def _refuse_many(file: PaperFile, count: int, most: int) -> None:
    """
    Refuse a paper with which a case would hold too many sentences.

    Raises:
        QuestionError: It would.
    """
    if count > most:
        refuse(
            file.name,
            f"the case would hold {count:,} sentences, more than {MOST_STUBS:,}",
            "cut out the part that you need, and read it",
        )


def _dated(paper: Paper, name: str, sources: Collection[Source]) -> Paper:
    """Give a paper that does not say when it appeared the day that the case has for it."""
    issued = next((source.issued for source in sources if source.id == name), NO_DATE)
    is_open = not paper.published and issued.is_known
    return replace(paper, published=issued.text) if is_open else paper


def source_entered(
    file: PaperFile, texts: Mapping[str, str], sources: Collection[Source], stubs: Stubs
) -> tuple[str, dict[str, str]]:
    """
    Enter the source of a text alone, as a further public text of which nothing is proposed.

    Args:
        file: The text.
        texts: The files of the case, by name; the one with the header first.
        sources: The sources of the case.
        stubs: The stubs of the case.

    Returns:
        Its id, and the file of the case in which it is new; none where it is entered already.

    Raises:
        QuestionError: The file of the case cannot be edited.
    """
    name = source_id(file, sources, stubs)
    if any(source.id == name for source in sources):
        return name, {}
    return name, _source_texts(file, texts, sources, _read_text(file, name), role="record")


def _read_text(file: PaperFile, name: str) -> ReadText:
    return ReadText(
        source=name,
        file=file.name,
        file_sha256=_digest(file.content),
        sha256=_digest(file.paper.text.encode()),
        extractor=file.paper.extractor,
    )


def _source_texts(
    file: PaperFile,
    texts: Mapping[str, str],
    sources: Collection[Source],
    read_text: ReadText,
    *,
    role: str = "paper",
) -> dict[str, str]:
    """Give the file of the case in which the source changes, or is new."""
    hashes = {
        "sha256": read_text.sha256,
        "file_sha256": read_text.file_sha256,
        "extractor": read_text.extractor,
    }
    if any(source.id == read_text.source for source in sources):
        return with_fields(texts, "sources", read_text.source, hashes)
    paper = file.paper
    fields: dict[str, Any] = {
        "id": read_text.source,
        "type": _type_of(file),
        "role": role,
        "title": paper.title or PurePath(file.name).stem,
        "author": list(paper.authors),
        "issued": paper.published,
        "language": paper.language,
        **hashes,
        "note": "Type, title, author and date are as the file says them, to be looked at.",
    }
    return with_entry(texts, "sources", {key: value for key, value in fields.items() if value})


def _type_of(file: PaperFile) -> str:
    """
    Say what kind of text a paper is: a law where it lays something down and is no draft, so that
    its duties are not told as proposals; else by the form of its file.
    """
    head = f"{file.paper.title} {PurePath(file.name).stem}".replace("_", " ")
    if _LAYS_DOWN.search(" ".join(file.paper.text.split())) and not _DRAFT.search(head):
        return "legislation"
    return "webpage" if PurePath(file.name).suffix.lower() in _PAGES else "report"


def _with_text(texts: tuple[ReadText, ...], text: ReadText) -> tuple[ReadText, ...]:
    """Put a text in the place of the one of its source, or last."""
    if any(other.source == text.source for other in texts):
        return tuple(text if other.source == text.source else other for other in texts)
    return (*texts, text)


def _new_id(name: str, taken: Collection[str]) -> str:
    """
    Make an id of the name of a file.

    >>> _new_id("2024 Kim, final.pdf", ()), _new_id("kim.pdf", ("kim",))
    ('paper-2024-kim-final', 'kim-2')
    """
    stem = re.sub(r"[^a-z0-9]+", "-", PurePath(name).stem.casefold()).strip("-") or "paper"
    stem = stem if stem[0].isalpha() else f"paper-{stem}"
    number, proposal = 1, stem
    while proposal in taken:
        number += 1
        proposal = f"{stem}-{number}"
    return proposal


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
