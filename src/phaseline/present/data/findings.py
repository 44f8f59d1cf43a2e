"""Findings as plain data: kind, numbers, entries, what they rest on, and the sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from phaseline.case.model.case import Case
from phaseline.desk.comparison.study import ChangeEstimate
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.findings.finding import Finding, Spread
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.records import plain
from phaseline.present.wording.rounding import finding_figures
from phaseline.present.wording.sentences import Answer, Sentence
from phaseline.present.wording.words import Words

_ADDRESS = re.compile(r"[a-z_]+\.[^\s.]+(\.[^\s.]+)*")
_OWN = frozenset(field.name for field in fields(Finding))


def findings_data(case: Case, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Give findings as plain data, each once, in their order."""
    words, data = Words(case), dict[str, dict[str, Any]]()
    for finding in findings:
        data.setdefault(finding.id, _data(finding, words))
    return list(data.values())


def answers_data(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """Give answers to questions as plain data; each sentence names its finding."""
    return [
        {
            "number": answer.number,
            "question": answer.question,
            "reach": answer.reach.value,
            "words": answer.words,
            "sentences": list(map(_sentence, answer.sentences)),
            "further": list(map(_sentence, answer.further)),
        }
        for answer in answers
    ]


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "cites": plain(sentence.cites),
        "basis": list(sentence.basis),
        "finding": sentence.finding,
    }


def _data(finding: Finding, words: Words) -> dict[str, Any]:
    rounded = finding_figures(finding)
    own = {
        field.name: getattr(rounded, field.name)
        for field in fields(rounded)
        if field.name not in _OWN
    }
    return {
        "kind": finding.kind,
        "id": finding.id,
        "values": {name: _value(value) for name, value in own.items() if _is_number(value)},
        "entries": {name: value for name, value in own.items() if _is_address(value)},
        "parts": {name: plain(value) for name, value in own.items() if _is_part(value)},
        "rests_on": list(finding.rests_on),
        "cites": plain(finding.cites),
        "absence": finding.absence.value if finding.absence else None,
        "text": told(finding, words).text,
    }


def _is_number(value: object) -> bool:
    is_estimate = isinstance(value, Spread | Estimate | ChangeEstimate)
    return is_estimate or (isinstance(value, int | float) and not isinstance(value, bool))


def _is_address(value: object) -> bool:
    """Whether a value is an address of the case, or several."""
    names = value if isinstance(value, tuple) and value else (value,)
    return all(isinstance(name, str) and _ADDRESS.fullmatch(name) for name in names)


def _is_part(value: object) -> bool:
    """Whether a value has parts of its own, such as groups of courses."""
    several = isinstance(value, tuple) and any(map(is_dataclass, value))
    return several or (is_dataclass(value) and not _is_number(value))


def _value(value: Any) -> Mapping[str, Any]:
    match value:
        case Spread():
            return {field.name: getattr(value, field.name) for field in fields(value)}
        case ChangeEstimate():
            median, low, high = value.median, value.low, value.high
        case Estimate():
            median, low, high = value.best, value.low, value.high
        case _:
            median = low = high = value
    return {"median": median, "low": low, "high": high, "unit": "", "of": None, "base": None}
