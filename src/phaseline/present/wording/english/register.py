"""Words for what stands at an address of the case."""

from itertools import chain

from phaseline.case.model.choices import Assumption, Derived
from phaseline.case.model.evidence import Conflict, Fact, Silence
from phaseline.case.model.law import Term
from phaseline.case.values import derivation
from phaseline.desk.findings.register import ReadsAt
from phaseline.present.wording.english.acts import ends_words
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.numbers import count_words, derived_words, fact_amount
from phaseline.present.wording.spans import Spans, number, phrase
from phaseline.present.wording.words import Words


@wording.register
def _(finding: ReadsAt, words: Words) -> Spans:
    match words.entry(finding.entry):
        case Fact() as fact:
            amount = fact_amount(fact)
            figure = number(amount, finding.entry) if amount not in fact.says else ""
            how = fact.status.value
            if not amount or not figure:
                return phrase("{says} ({how}).", says=fact.says.rstrip("."), how=how)
            return phrase(
                "{says} ({figure}, {how}).", says=fact.says.rstrip("."), figure=figure, how=how
            )
        case Assumption() as assumption:
            return phrase(
                "{asks}: assumed {ends} (owner: {owner}).",
                asks=assumption.asks,
                ends=number(ends_words(words, finding.entry), finding.entry),
                owner=assumption.owner,
            )
        case Derived() as derived:
            value = derived_words(words.case, derivation(words.case, derived))
            return phrase(
                "{title}: {value}.",
                title=derived.title,
                value=number(value, finding.entry),
            )
        case Silence() as silence:
            return phrase(
                "Not in the sources: {asks}.", asks=words.clause(silence.asks).rstrip("?")
            )
        case Term() as term:
            return phrase(
                "{asks} Read in {ways}, by {holders}.",
                asks=term.asks,
                ways=count_words(len(term.readings), "way"),
                holders=words.actors(_holders(term)),
            )
        case Conflict() as conflict:
            return phrase(
                "{title}: the sources disagree. {handling}",
                title=conflict.title,
                handling=conflict.handling,
            )
        case other:
            title = getattr(other, "title", "") or getattr(other, "says", "") or finding.entry
            return phrase("{title}.", title=str(title).rstrip("."))


def _holders(term: Term) -> tuple[str, ...]:
    """Give who reads a term in some way, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(read.held_by for read in term.readings)))
