"""Who says what a sentence tells, where it names one who speaks."""

import re

from phaseline.papers.cues import Proposal
from phaseline.papers.names import Names

_RULE = "speaker/1"
_SAYING = re.compile(
    r"\b(?:said|says|saying|told|noted|stated|states|argued|argues|claimed|claims|insisted|insists"
    r"|believed|believes|admitted|acknowledged|stressed|denied|warned|warns)\b"
)
_ACCORDING = re.compile(r"\baccording to (?:the |a |an |one )?", re.IGNORECASE)
_PARTED = re.compile(r"[;:,“”\"]|\b(?:that|which|who|whose|and|but)\b")
_AWAY = 60  # letters between a name and the word by which it speaks: a ministry, an office


def speaker_of(words: str, names: Names) -> Proposal | None:
    """
    Propose who says a sentence: the actor named last before the first word of saying, or the one
    according to whom it is; None where neither is named.

    >>> names = Names([("quay", ("Quay Office",)), ("norland", ("Norland",))])
    >>> speaker_of("An official of the Quay Office said that Norland lends gear.", names).value
    'quay'
    >>> speaker_of("Norland lends gear, according to the Quay Office.", names).value
    'quay'
    >>> speaker_of("Norland lends gear.", names) is None
    True
    """
    words = re.sub(r"\s", " ", words)  # as long as before
    named = names.placed(words)
    if according := _ACCORDING.search(words):
        after = [mention for start, _, mention in named if start == according.end()]
        return Proposal(value=after[0].actor, rule=_RULE) if after else None
    saying = _SAYING.search(words)
    if saying is None:
        return None
    before = [
        mention
        for _, end, mention in named
        if 0 <= saying.start() - end < _AWAY and not _PARTED.search(words[end : saying.start()])
    ]
    return Proposal(value=before[-1].actor, rule=_RULE) if before else None
