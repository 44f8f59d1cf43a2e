"""The tables from kinds of findings to their words; the modules beside it enter them."""

from functools import singledispatch

from phaseline.desk.findings.finding import Finding
from phaseline.present.wording.spans import Spans
from phaseline.present.wording.words import Words


@singledispatch
def wording(finding: Finding, words: Words) -> Spans:
    """
    Give a finding in words.

    Args:
        finding: The finding, its numbers rounded.
        words: The words of its case.

    Raises:
        NotImplementedError: Its kind has no words.
    """
    raise NotImplementedError(f"no words for {finding.kind} ({words.case.id})")


@singledispatch
def short(finding: Finding, words: Words) -> Spans:
    """
    Give a finding in the few words that page one has; in all its words where it has no others.

    Args:
        finding: The finding, its numbers rounded.
        words: The words of its case.

    Raises:
        NotImplementedError: Its kind has no words.
    """
    return wording(finding, words)
