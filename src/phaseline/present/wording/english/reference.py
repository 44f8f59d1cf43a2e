"""Words for past cases that are set beside the model."""

from collections.abc import Mapping

from phaseline.desk.findings.reference import ReferenceClass
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words

_STANDS: Mapping[str, str] = {
    "below": "The model's share lies below all of these.",
    "above": "The model's share lies above all of these.",
    "among": "The model's share lies among these, which proves nothing of it.",
    "alone": "No share is set against the model's.",
}
_WHY = (
    "A record counts what was tried, by a definition of its own, and threats are made where they"
    " may work; the model asks about one case under its assumptions."
)


@wording.register
def _(finding: ReferenceClass, words: Words) -> Spans:
    past = " ".join(f"{words.entry(fact).says.rstrip('.')}." for fact in finding.facts)
    if finding.beside == "forecast":
        return phrase("How far forecasts of such conflicts came true: {past}", past=past)
    return phrase(
        "{model} Past cases: {past} {stands} {why}",
        model=_model(finding, words),
        past=past,
        stands=_stands(finding),
        why=f"{_DIFFER if len(finding.facts) > 1 else _ALONE} {_WHY}",
    )


_DIFFER = "They need not agree."
_ALONE = "The two need not agree."


def _stands(finding: ReferenceClass) -> str:
    """Say how the model's share stands to those of the past, or to the only one."""
    if len(finding.facts) == 1 and finding.standing in _BESIDE_ONE:
        return _BESIDE_ONE[finding.standing]
    return _STANDS[finding.standing]


_BESIDE_ONE: Mapping[str, str] = {
    "below": "The model's share lies below this one.",
    "above": "The model's share lies above this one.",
    "among": "The model's share is the same, which proves nothing of it.",
}


def _model(finding: ReferenceClass, words: Words) -> str:
    """Say what the model counts, and of how many."""
    if finding.share is None:
        return "The model counts nothing of the kind here."
    count, of = f"{finding.share.median:g}", f"{finding.share.of:g}"
    if finding.beside == "demand_met":
        return (
            "Inside the model, at our best values, the demand is met at some time within"
            f" {finding.within} {words.periods(2)} in {count} of {of} pairings of a course that"
            " demands something with a type of challenger, whether or not the course is the reason."
        )
    return (
        f"Inside the model {count} of {of} courses shorten {words.crossing.plural} in the middle of"
        " the draws."
    )
