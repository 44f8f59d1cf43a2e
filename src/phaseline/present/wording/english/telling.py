"""From a finding to a sentence: its numbers rounded, its words, where it is said and from what."""

from collections.abc import Iterable

from phaseline.desk.findings.finding import Finding
from phaseline.present.wording.english import (  # noqa: F401  # each enters its kinds in the table
    acts,
    alterations,
    arrivals,
    authority,
    claims,
    conditions,
    courses,
    credible,
    effects,
    headline,
    layers,
    matrix,
    measures,
    objections,
    opinion,
    otherwise,
    projects,
    promises,
    reference,
    register,
    seeds,
    threats,
    unknowns,
)
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.rounding import finding_figures
from phaseline.present.wording.sentences import Sentence
from phaseline.present.wording.spans import Spans, joined
from phaseline.present.wording.words import Words


def told(finding: Finding, words: Words) -> Sentence:
    """Give a finding as a sentence."""
    return _sentence(finding, wording(finding_figures(finding), words))


def told_in_short(finding: Finding, words: Words) -> Sentence:
    """Give the same in the few words that page one has."""
    return _sentence(finding, short(finding_figures(finding), words))


def _sentence(finding: Finding, spans: Spans) -> Sentence:
    return Sentence(
        text=joined(spans),
        cites=finding.cites,
        basis=finding.rests_on,
        finding=finding.id,
        spans=spans,
    )


def all_told(findings: Iterable[Finding], words: Words) -> tuple[Sentence, ...]:
    """Give findings as sentences, in their order."""
    return tuple(told(finding, words) for finding in findings)
