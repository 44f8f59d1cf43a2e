"""
A paper that has changed: what a person has decided stays with sentences that stand there as they
did, is proposed for those much like them, and is never taken over silently.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from phaseline.papers.proposing import source_of
from phaseline.papers.stubs import Stub, StubState
from phaseline.terms.record import record

LIKE = 0.75  # of the words of two sentences, in order: from here on one may be the other


@record
class Rereading:
    """
    The sentences of a paper that was read again.

    Attributes:
        stubs: Its sentences, in order.
        gone: Sentences on which a person has decided, and which are there no more.
        moved: How many sentences a person is asked about again.
    """

    stubs: tuple[Stub, ...]
    gone: tuple[Stub, ...]
    moved: int


def reread(
    before: Sequence[Stub], old_text: str, after: Sequence[Stub], new_text: str
) -> Rereading:
    """
    Carry decisions over to a paper as it is now.

    Args:
        before: Its stubs as they were.
        old_text: The text to which their places belong; empty where it is lost, and sentences are
            found by their anchors alone.
        after: Its stubs as they are proposed now.
        new_text: The text as it is now.
    """
    old_words = {stub.id: _words(stub, old_text) for stub in before}
    new_words = {stub.id: _words(stub, new_text) for stub in after}
    same = dict(_pairs(before, old_words, after, new_words, new_text))
    held = {stub.id: stub for stub in before}
    changed = _Changed(_lost(before, set(same.values())), old_words)
    numbers = _numbers(before)
    stubs = tuple(
        _carried(stub, held[same[stub.id]])
        if stub.id in same
        else replace(
            stub, id=f"{stub.source}-{next(numbers):04}", was=changed.was(new_words[stub.id])
        )
        for stub in after
    )
    return Rereading(
        stubs=stubs,
        gone=tuple(changed.left),
        moved=sum(bool(stub.was) for stub in stubs),
    )


def _lost(before: Iterable[Stub], there: Collection[str]) -> list[Stub]:
    """Give the sentences on which a person has decided, and which are not there as they were."""
    return [stub for stub in before if stub.id not in there and stub.state is not StubState.OPEN]


class _Changed:
    """
    Sentences on which a person has decided, and which do not stand in the paper as they did.

    Args:
        left: Their stubs; those that a sentence of today is much like are taken away.
        words: What they said, by id.
    """

    def __init__(self, left: list[Stub], words: Mapping[str, str]) -> None:
        self.left, self.words = left, words

    def was(self, words: str) -> str:
        """Say what a sentence much like some words was; empty where there is none."""
        best, most = None, LIKE
        matcher = SequenceMatcher(b=words.split(), autojunk=False)
        for stub in self.left:
            matcher.set_seq1(self.words[stub.id].split())
            likeness = matcher.ratio()
            if likeness >= most:
                best, most = stub, likeness
        if best is None:
            return ""
        self.left.remove(best)
        return _was(best)


def _words(stub: Stub, text: str) -> str:
    return re.sub(r"\s+", " ", text[stub.start : stub.end])


def _pairs(
    before: Sequence[Stub],
    old_words: Mapping[str, str],
    after: Sequence[Stub],
    new_words: Mapping[str, str],
    new_text: str,
) -> Iterator[tuple[str, str]]:
    """Give the new and the old id of every sentence that stands there word for word, once."""
    if not any(old_words.values()):
        yield from _by_anchor(before, after, new_text)
        return
    earlier, later = _in_turn(before, old_words), _in_turn(after, new_words)
    yield from ((later[key], earlier[key]) for key in later if key in earlier)


def _in_turn(stubs: Iterable[Stub], words: Mapping[str, str]) -> dict[tuple[str, int], str]:
    """Give ids by words, and by how often the same words stood there before."""
    counts = Counter[str]()
    ids = {}
    for stub in stubs:
        ids[words[stub.id], counts[words[stub.id]]] = stub.id
        counts[words[stub.id]] += 1
    return ids


def _by_anchor(
    before: Iterable[Stub], after: Sequence[Stub], text: str
) -> Iterator[tuple[str, str]]:
    """Find sentences by phrases that are there exactly, and once."""
    for old in before:
        if old.exact and text.count(old.exact) == 1:
            place = text.index(old.exact)
            yield from ((new.id, old.id) for new in after if new.start <= place < new.end)


def _carried(stub: Stub, old: Stub) -> Stub:
    """Give a sentence its old id and what a person decided on it; its anchor, if still its own."""
    return replace(
        stub,
        id=old.id,
        state=old.state,
        reason=old.reason,
        entries=old.entries,
        was=old.was,
    )


def _was(stub: Stub) -> str:
    entries = f" as {', '.join(stub.entries)}" if stub.entries else ""
    why = f": {stub.reason}" if stub.reason else ""
    return f"{stub.state.value}{entries}{why}"


def _numbers(before: Iterable[Stub]) -> Iterator[int]:
    """Give numbers that no stub has had."""
    number = max((source_of(stub.id)[1] for stub in before), default=0)
    while True:
        number += 1
        yield number
