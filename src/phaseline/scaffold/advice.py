"""What a statement recommends, as the title of a step, and the condition that it names for it."""

import re

from phaseline.terms.letters import capitalised
from phaseline.terms.record import record

_CONDITION = re.compile(
    r"^(?:If (?P<plain>[^,]+)|(?P<timed>(?:Once|When|After|Unless|As soon as|Should) [^,]+)),"
    r"\s+(?:then\s+)?"
)
_END = re.compile(r"^Until (?P<end>[^,]+),\s+")
_ENDS = re.compile(r"\buntil (?P<end>.+)$")
_THERE = re.compile(r"^[Tt]here (?:should|could|must|ought to|needs? to|has to) be\s+")
_ADVICE = re.compile(
    r"^.*?\b(?:should|could|might|may|must|ought to|needs? to|ha(?:s|ve) to)\s+"
    r"(?:(?:also|first|now|then)\s+)?"
)
_LACK = re.compile(r"^.{1,60}?\bneeds?\s+(?=(?:an?|the|more|better|new|one)\b)")
_ASKING = re.compile(r"^(?:demand|ask|request|insist)s?\s+(?:for\s+)?(?=\w)")


@record
class AdvisedStep:
    """
    A statement that recommends something, in its parts.

    Attributes:
        step: What is to be done, without who should do it.
        condition: What calls for it, as the statement words it; empty where it names nothing.
        end: Until when it lasts, as the statement words it; empty where it names nothing.
    """

    step: str
    condition: str
    end: str = ""


def advice_of(says: str) -> AdvisedStep:
    """
    Part a statement into what is to be done and the condition that stands before it.

    Who should do it is left out, for the ladder says whose it is; what is done to something keeps
    its name. A condition that stands after the advice stays with the step.

    >>> advice_of("If that fails, Arland should ban all trade.")
    AdvisedStep(step='Ban all trade', condition='that fails', end='')
    >>> advice_of("Once the war ends, the West needs a new regime.")
    AdvisedStep(step='A new regime', condition='once the war ends', end='')
    >>> advice_of("Until the dam is opened, Arland should pause trade.").step
    'Pause trade until the dam is opened'
    >>> advice_of("Arland should pause trade until the dam is opened.").end
    'the dam is opened'
    >>> advice_of("There should be an office for it.").step
    'An office for it'
    >>> advice_of("Levies should be announced early.").step
    'Levies should be announced early'
    >>> advice_of("Arland has to wait, unless the dam is opened.").step
    'Wait, unless the dam is opened'
    """
    whole = says.rstrip(".")
    if ending := _END.match(whole):
        return advice_of(f"{whole[ending.end() :]} until {ending['end']}")
    named = _CONDITION.match(whole)
    rest = whole[named.end() :] if named else whole
    condition = (named["plain"] or _begun_small(named["timed"])) if named else ""
    ends = _ENDS.search(rest)
    return AdvisedStep(
        step=capitalised(_without_who(rest)), condition=condition, end=ends["end"] if ends else ""
    )


def asked_of(says: str) -> str:
    """
    Give what a statement asks of the other side.

    >>> asked_of("Arland should demand that the dam is opened.")
    'That the dam is opened'
    """
    step = advice_of(says).step
    return capitalised(_ASKING.sub("", _begun_small(step), count=1))


def _without_who(words: str) -> str:
    for pattern in (_THERE, _ADVICE, _LACK):
        step = pattern.sub("", words, count=1)
        if step.startswith("be "):  # done to what the sentence names first
            return words
        if step != words:
            return step
    return words


def _begun_small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
