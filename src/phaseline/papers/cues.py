"""
What kind of statement a sentence makes, proposed by the words that it uses and the heading it
stands under: a person confirms it.

Each cue is a rule with a name and a version, so that a proposal says which rule made it. How good
the proposals are is measured in `benchmarks/reading_quality.py`.
"""

import re
from functools import cache
from typing import Annotated

from phaseline.case.model.common import Modality, Status
from phaseline.case.model.evidence import ENDING
from phaseline.papers.lists import listed
from phaseline.papers.sentences import PaperSentence
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record

_RECOMMENDING = "section"
_STRONG = "strong"  # cues that go before any count of words
_ASKING = (
    Status.RECOMMENDED.value,
    Status.PROPOSED.value,
    Status.REQUESTED.value,
    Status.PROMISED.value,
    Modality.SHOULD.value,
)
_TELLING = re.compile(
    r"\b(?:is|are|has|have|does|was|were|had|said|announced|visited|met|rejected|signed|brings|gives"
    r"|makes|opens|relies|remains|serves|shows|thinks|understands)\b|https?:|\[\d+\]",
    re.IGNORECASE,
)
_ADVISING = re.compile(r"\b(?:should|must|needs?|requires?)\b", re.IGNORECASE)
_POINT = re.compile(r"(?:[-•–]\s*)?(?:\w+ing\b|[a-z])")  # of a list: a gerund, or no capital
_CONDITIONS = re.compile(r"\b(?:if|unless|provided|when|where)\b.*\b(?:that|if)$", re.IGNORECASE)


@record
class Proposal:
    """A field that was proposed for a sentence."""

    value: Annotated[str, Meaning("What is proposed")]
    rule: Annotated[str, Meaning("Which rule proposed it, and its version")]


@record
class _Cue:
    """Words that speak for a value of a field, and the rule that they are."""

    rule: str
    value: str
    words: "re.Pattern[str]"

    def proposal(self) -> Proposal:
        """Give the value with the rule."""
        return Proposal(value=self.value, rule=self.rule)


def status_of(sentence: PaperSentence) -> Proposal:
    """
    Propose with what standing a sentence is said; a heading about what to do goes first, where the
    sentence under it advises or is a point of a list and does not tell how things are. What the
    words before a list ask for, each of its points asks for.
    """
    for cue in _cues()[_RECOMMENDING]:
        if cue.words.search(sentence.section) and _may_advise(sentence.text):
            return cue.proposal()
    return _first("status", sentence, Status.ASSERTED.value)


def modality_of(sentence: PaperSentence) -> Proposal:
    """Propose how firmly a sentence is meant."""
    return _first("modality", sentence, Modality.SAID.value)


def kind_of(sentence: PaperSentence) -> Proposal:
    """
    Propose what a sentence is about: what ends the steps, where it says when they are lifted; a
    reservation or an aim where it speaks of one, or its heading of the former; else the kind that
    most of its words speak of.
    """
    strong = _first_cue(_STRONG, sentence.text)
    if strong and strong.value == ENDING:
        return strong.proposal()
    if status_of(sentence).value == Status.RECOMMENDED.value:
        return Proposal(value="recommendation", rule="recommended/1")
    strong = strong or _first_cue(_STRONG, sentence.section)
    return strong.proposal() if strong else _most_spoken_of(sentence.text)


def _most_spoken_of(words: str) -> Proposal:
    """Propose the kind that most words of a sentence speak of."""
    best, most = Proposal(value="background", rule="nothing-else/1"), 0
    for cue in _cues()["kind"]:
        count = len(cue.words.findall(words))
        if count > most:
            best, most = cue.proposal(), count
    return best


def _first(field: str, sentence: PaperSentence, otherwise: str) -> Proposal:
    """
    Ask the words that lead into a list first: what they ask for, its points ask for, unless these
    are the conditions for it.
    """
    leading = None if _CONDITIONS.search(sentence.lead) else _first_cue(field, sentence.lead)
    cue = leading if leading and leading.value in _ASKING else _first_cue(field, sentence.text)
    return cue.proposal() if cue else Proposal(value=otherwise, rule="nothing-else/1")


def _first_cue(field: str, words: str) -> _Cue | None:
    return next((cue for cue in _cues()[field] if cue.words.search(words)), None)


def _may_advise(words: str) -> bool:
    """Whether a sentence under a heading about what to do does not tell how things are."""
    return bool(_ADVISING.search(words) or _POINT.match(words)) or not _TELLING.search(words)


@cache
def _cues() -> dict[str, tuple[_Cue, ...]]:
    """Give the cues of each field, in the order in which they are asked."""
    cues: dict[str, tuple[_Cue, ...]] = {}
    for line in listed("cues"):
        head, _, words = line.partition(": ")
        field, rule, value = head.split()
        pattern = re.compile(rf"\b(?:{'|'.join(words.split(' ; '))})\b", re.IGNORECASE)
        cues[field] = (*cues.get(field, ()), _Cue(rule=rule, value=value, words=pattern))
    return cues
