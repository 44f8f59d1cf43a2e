"""
Quotes of a paper that has changed: what was confirmed of a sentence that stands there word for word
keeps its phrase, and takes the words beside it as they are now.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from phaseline.case.editing import EditedFile
from phaseline.case.quotes import anchoring
from phaseline.papers.anchors import Anchors, Phrase
from phaseline.papers.entering import holds_section
from phaseline.papers.stubs import Stub

FACTS, EVENTS = "facts", "events"
_BESIDE = ("prefix", "suffix")


def reanchored(
    texts: Mapping[str, str], source: str, stubs: Iterable[Stub], text: str
) -> dict[str, str]:
    """
    Give the quotes of sentences that a person has confirmed the words beside them that tell them
    from others now; a phrase that nothing tells apart stays as it is.

    Args:
        texts: The files of the case, by name.
        source: The id of the paper.
        stubs: Its sentences as they are now, with what was made of each.
        text: The text of the paper as it is now.

    Returns:
        The files that have changed, by name.

    Raises:
        QuestionError: A file cannot be edited.
    """
    entered = {address: stub for stub in stubs for address in stub.entries}
    changed = dict(texts)
    for section in (FACTS, EVENTS) if entered else ():
        for title in texts:
            if holds_section(changed[title], section):
                paper = (source, entered, Anchors(text))
                changed[title] = _kept_to(changed[title], title, section, paper)
    return {title: words for title, words in changed.items() if words != texts[title]}


def _kept_to(
    words: str, title: str, section: str, paper: tuple[str, Mapping[str, Stub], Anchors]
) -> str:
    """Give a file of the case whose quotes keep to the sentences of a paper."""
    source, entered, anchors = paper
    file = EditedFile(words, title)
    for entry in file.entries(section):
        _keep_to(entry, source, entered.get(f"{section}.{entry.get('id')}"), anchors, file)
    return file.in_its_form(file.plain_text())


def _keep_to(
    entry: Mapping[str, Any], source: str, stub: Stub | None, anchors: Anchors, file: EditedFile
) -> None:
    """Keep the quotes of an entry to its sentence, where it was made of one."""
    for cite, beside in list(_edits(entry, source, stub, anchors)) if stub else ():
        _put_beside(file, cite, beside)


def _edits(
    entry: Mapping[str, Any], source: str, stub: Stub, anchors: Anchors
) -> Iterator[tuple[Any, dict[str, str]]]:
    """Give the quotes of an entry that need other words beside them, with these."""
    for cite in entry.get("cites", ()):
        if isinstance(cite, dict) and cite.get("source") == source:
            phrase = None if _tells(cite, anchors.text) else _phrase(cite, stub, anchors)
            if phrase:
                yield cite, {key: getattr(phrase, key) for key in _BESIDE}


def _tells(cite: Mapping[str, Any], text: str) -> bool:
    """Whether a quote is found once as it is, by whatever words a person put beside it."""
    words = {key: str(cite.get(key, "")) for key in ("exact", *_BESIDE)}
    return (
        anchoring(
            words["exact"], text, prefix=words["prefix"], suffix=words["suffix"], propose=False
        ).count
        == 1
    )


def _phrase(cite: Mapping[str, Any], stub: Stub, anchors: Anchors) -> Phrase | None:
    exact = str(cite.get("exact", ""))
    place = anchors.text.find(exact, stub.start, stub.end) if exact else -1
    return anchors.told_apart(place, place + len(exact)) if place >= 0 else None


def _put_beside(file: EditedFile, cite: Any, beside: Mapping[str, str]) -> None:
    for key, words in beside.items():
        if words:
            file.put(cite, key, words)
        elif key in cite:
            file.remove(cite, key)
