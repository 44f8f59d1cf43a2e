"""
What a statement recommends, as the title of a step: who is to do it where that is somebody else
than the side that answers, and the condition that it names.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from phaseline.terms.letters import capitalised
from phaseline.terms.record import record

_CONDITIONAL = re.compile(r"^(?:If|Once|When|After|Unless|As soon as|Should) ")
_BY_WHEN = re.compile(r"^(?:Within|Not later than|No later than|At the latest) ")
_MODAL = re.compile(
    r"\b(?:should|shall|could|might|may|must|will|ought to|needs? to|ha(?:s|ve) to)\b"
)
_SUBJECT = re.compile(  # how the clause begins that says who is to do it
    r"(?:then\s+)?(?:[A-Z]|(?:the|an?|its|their|his|her|our|it|they|he|she|we|this|that|these"
    r"|those|all|both|each|every|no|there)\b)"
)
_THEN = re.compile(r"^then\s+")
_BACK = re.compile(  # to what stands before: that an order is stated
    r"^(?:(?:only|unless|once|when|after|as soon as|should|if) )*"
    r"(?:that|this|these|those|it|they)\b"
    r"|\b(?:still|further|additional|again|continu\w+|persist\w*|fails?)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\bwithin (?P<term>(?:\d+|an?|one|two|three|four|five|six|ten|twelve)"
    r" (?:day|week|month|year)s?)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r",?\s+(?P<after>(?:(?:only )?(?:if|when|once|after)|as soon as|in case)\s.+)$", re.IGNORECASE
)
_ORDER = re.compile(
    r"\b(?:first|second(?:ly)?|third(?:ly)?|fourth|then|next|finally|lastly|later(?! than)"
    r"|afterwards|subsequently|further step|phases?|stages?)\b",
    re.IGNORECASE,
)
_END = re.compile(r"^Until (?P<end>[^,]+),\s+")
_ENDS = re.compile(r"\buntil (?P<end>.+)$")
_TIMED = re.compile(r"(?:only|once|when|after|unless|as soon as|should|in case)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:days?|weeks?|months?|years?)$")
_BEFORE_NAME = re.compile(r"^(?:(?:the|and|but|so|however|therefore|an?|each|every),?\s+)+")
_UNNAMED = ("", "it", "they", "we", "there", "this", "one")
_THERE = re.compile(r"^[Tt]here (?:should|could|must|ought to|needs? to|has to) be\s+")
_ADVICE = re.compile(
    r"^(?P<who>.*?)\s*\b(?:should|shall|could|might|may|must|ought to|"
    r"(?:would )?needs? to|ha(?:s|ve) to)\s+(?:(?:also|first|now|then)\s+)?"
)
_LACK = re.compile(r"^.{1,60}?\bneeds?\s+(?=(?:an?|the|more|better|new|one)\b)")
_ASKING = re.compile(r"^(?:demand|ask|request|insist)s?\s+(?:for\s+)?(?=\w)")


@record
class AdvisedStep:
    """
    A statement that recommends something, in its parts.

    Attributes:
        step: What is to be done, without who should do it where that is the side that answers.
        condition: What calls for it, as the statement words it; empty where it names nothing.
        end: Until when it lasts, as the statement words it; empty where it names nothing.
        is_placed: Whether it names a condition, or a place among other steps.
        who: Who is to do it, as the statement words it; empty where it names nobody.
        by_when: By when it is to be done, as the statement words it; empty where it does not say.
    """

    step: str
    condition: str
    end: str = ""
    is_placed: bool = False
    who: str = ""
    by_when: str = ""

    @property
    def title(self) -> str:
        """What is to be done, with what calls for it: "Ban all trade if that fails"."""
        return self.called(self.dated)

    @property
    def dated(self) -> str:
        """What is to be done, with by when: "Report, within ten days"."""
        return f"{self.step}, {self.by_when}" if self.by_when else self.step

    def called(self, step: str) -> str:
        """Give words for a step, with what calls for it where they do not say so."""
        if not self.condition or self.condition.casefold() in step.casefold():
            return step
        word = "" if _TIMED.match(self.condition) else "if "
        return f"{step}, {word}{self.condition}"

    @property
    def is_after(self) -> bool:
        """
        Whether it says that it follows other steps: by a word of order, or by a condition that
        points back to what stands before it.
        """
        return self.is_placed and (not self.condition or _BACK.search(self.condition) is not None)

    @property
    def term(self) -> str:
        """How long the condition gives the other side; empty where it gives no time."""
        named = _TERM.search(self.condition)
        return named["term"] if named else ""


def advice_of(says: str, whose: Collection[str] | None = None) -> AdvisedStep:
    """
    Part a statement into what is to be done and the condition for it.

    Who should do it is left out where it is the side that answers, for the ladder says whose it
    is; somebody else, and what is done to something, keep their names. A condition that stands
    after the advice stays with the step, too.

    Args:
        says: The statement.
        whose: The names of the side that answers; None leaves out whoever should do it.

    >>> ban = advice_of("If that fails, Arland should ban all trade.")
    >>> ban.step, ban.condition, ban.who, ban.is_placed
    ('Ban all trade', 'that fails', 'arland', True)
    >>> advice_of("Once the war ends, the West needs a new regime.").title
    'A new regime, once the war ends'
    >>> advice_of("Arland should ban all trade if that fails.").condition
    'that fails'
    >>> advice_of("Arland should ban trade, and the port shall close.", ["Arland"]).step
    'Ban trade, and the port shall close'
    >>> advice_of("The port shall close ten days after the vote.", ["Arland"]).condition
    ''
    >>> advice_of("The port shall close.", ["Arland"]).step
    'The port shall close'
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
    >>> advice_of("Unless it stops, and lets Greens in, the mayor, if asked, must act.").condition
    'unless it stops, and lets Greens in'
    >>> advice_of("Within 3 days after a report, the mayor must ask for more.").title
    'Ask for more, within 3 days after a report'
    """
    whole = says.rstrip(".")
    if ending := _END.match(whole):
        return advice_of(f"{whole[ending.end() :]} until {ending['end']}", whose)
    if _BY_WHEN.match(whole) and (parted := _parted(whole)):
        return replace(advice_of(parted[1], whose), by_when=_begun_small(parted[0]))
    before, rest = (_CONDITIONAL.match(whole) and _parted(whole)) or ("", whole)
    condition = _condition_before(before) if before else _condition_behind(rest)
    advice = _ADVICE.match(rest)
    ends = _ENDS.search(rest)
    return AdvisedStep(
        step=capitalised(_without_who(rest, whose)),
        condition=condition,
        end=ends["end"] if ends else "",
        is_placed=bool(condition) or _ORDER.search(whole) is not None,
        who=_bare(advice["who"]) if advice else "",
    )


def asked_of(says: str) -> str:
    """
    Give what a statement asks of the other side.

    >>> asked_of("Arland should demand that the dam is opened.")
    'That the dam is opened'
    """
    step = advice_of(says).step
    return capitalised(_ASKING.sub("", _begun_small(step), count=1))


def _without_who(words: str, whose: Collection[str] | None) -> str:
    advice = _ADVICE.match(words)
    if advice and whose is not None and not _is_one_of(advice["who"], whose):
        return words
    for pattern in (_THERE, _ADVICE, _LACK):
        step = pattern.sub("", words, count=1)
        if step.startswith("be "):  # done to what the sentence names first
            return words
        if step != words:
            return step
    return words


def is_called(who: str, names: Collection[str]) -> bool:
    """
    Whether words name one of these.

    >>> is_called("The Blues", ["Blues"]), is_called("", [""])
    (True, False)
    """
    return bool(who) and _bare(who) in map(_bare, filter(None, names))


def _parted(words: str) -> tuple[str, str] | None:
    """
    Part what stands before an advice from the clause that gives it; None where no comma does.

    A comma parts them after which the clause names who is to act, the one nearest to the advice;
    the first comma where none does.
    """
    commas = [comma.start() for comma in re.finditer(r",\s", words)]
    if not commas:
        return None
    advice = _MODAL.search(words, commas[0])
    place = _before_subject(words, commas, advice.start() if advice else 0)
    return words[:place], _THEN.sub("", words[place + 1 :].strip())


def _before_subject(words: str, commas: Sequence[int], verb: int) -> int:
    """
    Give the comma before who is to act: the one nearest to the verb, with no other between where
    there is such a one.
    """
    subjects = [place for place in commas if place < verb and _SUBJECT.match(words, place + 2)]
    direct = [place for place in subjects if "," not in words[place + 1 : verb]]
    return (direct or subjects or commas[:1])[-1]


def _condition_before(words: str) -> str:
    return words.removeprefix("If ") if words.startswith("If ") else _begun_small(words)


def _condition_behind(words: str) -> str:
    """Give the condition that stands after an advice; a time counted from something is none."""
    advice = _ADVICE.match(words)
    behind = _AFTER.search(words, advice.end() if advice else 0)
    if behind is None or _COUNTED.search(words[: behind.start()]):
        return ""
    return re.sub(r"^if ", "", _begun_small(behind["after"]))


def _is_one_of(who: str, names: Collection[str]) -> bool:
    """Whether a statement names one of these before its advice, or nobody by name."""
    return _bare(who) in _UNNAMED or is_called(who, names)


def _bare(name: str) -> str:
    """
    Give a name as it is compared.

    >>> _bare("But the Blues")
    'blues'
    """
    return _BEFORE_NAME.sub("", name.strip().casefold())


def _begun_small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
