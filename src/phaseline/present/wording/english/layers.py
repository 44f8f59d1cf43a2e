"""Words for the parts that a case does not hold yet."""

from collections.abc import Mapping

from phaseline.desk.findings.layers import LayerMissing
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words

_ANSWERS: Mapping[str, str] = {
    "law": "The law: what is lawful, as each party reads it, and what would have to change.",
    "politics": "The votes: who must agree, and what would pass.",
    "supply": "The goods: what can be delivered, by which route, and when.",
    "game": "The game: what a course deters, and whether its threat is credible.",
}


@wording.register
def _(finding: LayerMissing, _: Words) -> Spans:
    return phrase("{answers}", answers=_ANSWERS[finding.layer])
