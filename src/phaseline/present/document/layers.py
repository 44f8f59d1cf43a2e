"""The parts that a case does not hold yet, each with the command that adds it."""

from collections.abc import Sequence

from phaseline.case.model.case import Case
from phaseline.desk.findings.layers import missing_layers
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.words import Words

LEAD = (
    "Nobody has entered these parts yet. That says nothing of the sources: what each part would"
    " answer is left out of this brief."
)


def missing_rows(case: Case) -> Sequence[tuple[str, str]]:
    """
    Say of each part that a case does not hold what it would answer, and which command adds it: with
    a pattern to be named where neither the case nor a number of it says from which one it starts.
    """
    is_named = case.pattern or any(entry.from_pattern for entry in case.assumptions)
    named = "" if is_named else " --pattern NAME"
    missing = missing_layers(case)
    sentences = all_told(missing, Words(case))
    return [
        (sentence.text, f"phaseline scaffold {finding.layer} CASE{named}")
        for finding, sentence in zip(missing, sentences, strict=True)
    ]
