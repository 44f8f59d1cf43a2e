"""
The last look at a finished brief: what stands on the page, held against what is given to programs.

Each rule is one function; it tells what a reader could be misled by, in words that name the place.
The desk and the wording are tested by themselves: this finds what went wrong on the way between.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from phaseline.brief.reading import PagePassage, passages_of
from phaseline.case.hedges import loses_hedge
from phaseline.case.model.case import Case
from phaseline.case.values import inner_entries
from phaseline.terms.record import record

_LEAST_SHARED = 5  # words: a shorter sentence may stand twice by chance
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_RANGED = re.compile(
    r"(?<![\d.,])(?<!in )(?P<middle>[+−]?\d[\d.,]*)"  # the whole of “1 in 20” is no figure
    r" \((?P<low>[+−]?\d[\d.,]*) to (?P<high>[+−]?\d[\d.,]*)\b"
)
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
_QUOTED = re.compile(r"“[^”]*”")
_SENTENCE = re.compile(r"(?<=[.?!]) ")
_LIKELIHOOD = re.compile(
    r"\b(?:(?:un)?likely|probabl[ey]|improbable|almost certain\w*|remote chance|even chance)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(r"\b(?:high|moderate|low) confidence\b", re.IGNORECASE)
_CITED_SECTIONS = frozenset({"conflicts", "silences"})


@record
class BriefFault:
    """
    Something of a finished brief that could mislead.

    Args:
        rule: Which rule it breaks, in words.
        says: What is wrong.
        where: The section of the page, or the id of the finding.
    """

    rule: str
    says: str
    where: str


@record
class FinishedBrief:
    """
    What is looked at.

    Args:
        case: The case.
        passages: What the page says, passage by passage.
        findings: The findings as they are given to programs.
    """

    case: Case
    passages: tuple[PagePassage, ...]
    findings: Sequence[Mapping[str, Any]]


def lint(case: Case, page: str, answer: Mapping[str, Any]) -> tuple[BriefFault, ...]:
    """
    Look a finished brief through.

    Args:
        case: The case.
        page: The page of HTML.
        answer: What is given to programs with it.

    Returns:
        What it finds, rule by rule; nothing of a sound brief.
    """
    finished = FinishedBrief(case=case, passages=passages_of(page), findings=answer["findings"])
    return tuple(fault for rule in RULES for fault in rule(finished))


def _uncited_numbers(brief: FinishedBrief) -> Iterator[BriefFault]:
    """Find numbers that rest on nothing that a reader could follow."""
    for finding in brief.findings:
        is_founded = any(finding[name] for name in ("rests_on", "cites", "entries", "parts"))
        if _NUMBER.search(finding["text"]) and not is_founded:
            yield _fault("a number without a source", finding["text"], finding["id"])
    for passage in brief.passages:
        is_told = passage.tag == "li" and passage.section in _CITED_SECTIONS
        if is_told and not passage.is_cited and _NUMBER.search(passage.text):
            yield _fault("a number without a source", passage.text, passage.section)


def _lost_hedges(brief: FinishedBrief) -> Iterator[BriefFault]:
    """Find sentences that say for sure what every passage under them says with a hedge."""
    for finding in brief.findings:
        quotes = [cite["exact"] for cite in finding["cites"] if cite.get("exact")]
        if loses_hedge(finding["text"], quotes):
            yield _fault("a hedge is lost", finding["text"], finding["id"])


def _ids_in_prose(brief: FinishedBrief) -> Iterator[BriefFault]:
    """Find ids of the case where words should be; what is printed as code is meant."""
    ids, texts = _ids_and_texts(brief.case)
    written = frozenset(word for text in texts for word in _ID.findall(text.casefold()))
    for passage in brief.passages:
        for word in dict.fromkeys(_ID.findall(_QUOTED.sub("", passage.text))):
            if word in ids and word not in written:
                yield _fault("an id in prose", f"{word}: {passage.text}", passage.section)


def _ids_and_texts(case: Case) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the ids of a case, and what it says in whole sentences: words that look like ids."""
    ids, texts = set[str](), list[str]()
    for _, entry in inner_entries(case):
        for name in getattr(entry, "__dataclass_fields__", ()):
            value = getattr(entry, name)
            if not isinstance(value, str):
                continue
            if name == "id":
                ids.add(value)
            elif " " in value:
                texts.append(value)
    return frozenset(ids), tuple(texts)


def _outside_ranges(brief: FinishedBrief) -> Iterator[BriefFault]:
    """Find figures that lie outside the range beside them."""
    for finding in brief.findings:
        for name, value in finding["values"].items():
            span = (value["low"], value["median"], value["high"])
            if None not in span and not span[0] <= span[1] <= span[2]:
                yield _fault("a figure outside its range", f"{name}: {span}", finding["id"])
    for passage in brief.passages:
        for match in _RANGED.finditer(passage.text):
            middle, *ends = (_number(match[name]) for name in ("middle", "low", "high"))
            if not min(ends) <= middle <= max(ends):
                yield _fault("a figure outside its range", match[0], passage.section)


def _number(text: str) -> float:
    return float(text.rstrip(".,").replace(",", "").replace("−", "-"))


def _mixed_scales(brief: FinishedBrief) -> Iterator[BriefFault]:
    """Find sentences in which how likely and how sure are said at once."""
    for passage in brief.passages:
        for sentence in _SENTENCE.split(_QUOTED.sub("", passage.text)):
            if _LIKELIHOOD.search(sentence) and _CONFIDENCE.search(sentence):
                yield _fault("likelihood beside confidence", sentence, passage.section)


def _stale_figures(brief: FinishedBrief) -> Iterator[BriefFault]:
    """Find sentences that stand on the page with other numbers than programs are given."""
    page = " ".join(passage.text for passage in brief.passages)
    masked = _NUMBER.sub("#", page)
    for finding in brief.findings:
        text = " ".join(finding["text"].split())
        pattern = _NUMBER.sub("#", text)
        is_whole = len(text.split()) >= _LEAST_SHARED and "#" in pattern
        if is_whole and pattern in masked and text not in page:
            yield _fault("another figure on the page than in answer.json", text, finding["id"])


def _fault(rule: str, says: str, where: str) -> BriefFault:
    return BriefFault(rule=rule, says=says, where=where)


RULES: tuple[Callable[[FinishedBrief], Iterator[BriefFault]], ...] = (
    _uncited_numbers,
    _lost_hedges,
    _ids_in_prose,
    _outside_ranges,
    _mixed_scales,
    _stale_figures,
)
