"""Words that change what a sentence says: numbers, negations, modals and opposites."""

import re

from phaseline.case.scripts import is_numeral

_NEGATIONS = frozenset(
    "not no never none without cannot can't won't don't doesn't didn't isn't aren't wasn't neither"
    " nor hardly".split()
)
_NEGATIONS_ELSEWHERE = frozenset(
    (
        "nicht kein keine keinen keiner keinem nie ohne pas jamais aucun aucune sans ni nunca sin"
        " nessun senza não nem sem niet geen zonder не нет ни без никогда"
    ).split()
)
_HAN_NEGATIONS = frozenset(
    "不没沒未无無非否勿莫"
)  # each is a word of its own where words are read by script
_HANGUL_NEGATION = re.compile("않|없|아니|아닌|못하|말[라아]")
_MODALS = frozenset("may might could can should would will must shall ought need".split())
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty"
    " hundred thousand million billion half third quarter dozen twice double".split()
)
_OPPOSITES = (
    "support oppose",
    "supported opposed",
    "supports opposes",
    "supporting opposing",
    "increase decrease",
    "increased decreased",
    "increasing decreasing",
    "allow forbid",
    "allows forbids",
    "allowed forbidden",
    "permit prohibit",
    "permits prohibits",
    "permitted prohibited",
    "more less",
    "more fewer",
    "above below",
    "rise fall",
    "rises falls",
    "lawful unlawful",
    "gain lose",
    "accept refuse",
    "accepts refuses",
    "agree refuse",
    "before after",
    "high low",
    "higher lower",
    "strengthen weaken",
    "strengthening weakening",
    "confirm deny",
    "confirmed denied",
    "direct indirect",
    "directly indirectly",
    "with without",
    "include exclude",
    "first last",
    "begin end",
    "favour against",
    "favor against",
    "help harm",
    "win lose",
    "largest smallest",
    "most least",
    "all none",
    "always never",
    "offensive defensive",
    "early late",
    "north south",
    "yes no",
    "lift impose",
    "approve reject",
    "approved rejected",
    "proposed adopted",
)
_NEGATING = ("un", "in", "im", "dis", "non", "non-", "il", "ir", "de", "비", "불", "무", "미", "반")
_PAIRS = frozenset(frozenset(pair.split()) for pair in _OPPOSITES)


def change_of_meaning(quote: list[str], source: list[str]) -> str:
    """
    Name what kind of change the differing words are.

    >>> change_of_meaning(["31"], ["13"])
    'number'
    """
    words, others = set(quote), set(source)
    changed = words ^ others
    figures = _figures(quote)
    is_moved = quote != source and not changed and bool(figures)
    if is_moved or figures != _figures(source):
        return "number"
    if any(map(_is_negation, changed)):
        return "negation"
    if changed & _MODALS:
        return "modal"
    if any(_is_opposite(word, other) for word in words for other in others):
        return "polarity"
    return "wording"


def _figures(words: list[str]) -> list[str]:
    return [word for word in words if _is_number(word)]


def _is_number(word: str) -> bool:
    return word in _NUMBER_WORDS or any(map(is_numeral, word))


def _is_negation(word: str) -> bool:
    is_word = word in _NEGATIONS or word in _NEGATIONS_ELSEWHERE or word in _HAN_NEGATIONS
    return is_word or word.endswith(("n't", "n’t")) or _HANGUL_NEGATION.search(word) is not None


def _is_opposite(word: str, other: str) -> bool:
    return frozenset((word, other)) in _PAIRS or _is_negated(word, other)


def _is_negated(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in _NEGATING)
