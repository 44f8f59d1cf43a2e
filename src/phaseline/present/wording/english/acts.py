"""Words for what the other side has done, is reported to have done, or may have done."""

from phaseline.case.model.evidence import Fact
from phaseline.case.values import range_of
from phaseline.desk.findings.acts import (
    AlreadyDone,
    AlreadyUnknown,
    AssumedBegun,
    DoneAct,
    NoThreshold,
    NumberOfAct,
    PossibleAct,
    ReportedAct,
    Stated,
)
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.numbers import fact_amount, listed, range_words
from phaseline.present.wording.spans import Spans, number, phrase
from phaseline.present.wording.words import Words


@wording.register
def _(finding: NumberOfAct, words: Words) -> Spans:
    fact: Fact = words.entry(finding.fact)
    return phrase("{says} ({how}).", says=fact.says.rstrip("."), how=_how(fact, words))


@wording.register
def _(finding: DoneAct, words: Words) -> Spans:
    return phrase(
        "{act}: done ({word}).",
        act=words.title(finding.act),
        word=_on_whose_word(finding, words),
    )


@wording.register
def _(finding: ReportedAct, words: Words) -> Spans:
    if not finding.standings:
        return phrase(
            "{act}: entered as reported, and by no source that reports it.",
            act=words.title(finding.act),
        )
    parts = [
        f"{status.value} by {listed([words.source(name) for name in sources])}"
        for status, sources in finding.standings
    ]
    return phrase(
        "{act}: {who}; no independent confirmation in the sources.",
        act=words.title(finding.act),
        who=listed(parts),
    )


@wording.register
def _(finding: PossibleAct, words: Words) -> Spans:
    return phrase(
        "{act}: called possible, not reported; may already have begun (our assumption).",
        act=words.title(finding.act),
    )


@wording.register
def _(finding: AlreadyDone, words: Words) -> Spans:
    pattern = "It is reported to have: {act}." if finding.is_reported else "It has: {act}."
    return phrase(pattern, act=words.within(finding.act))


@wording.register
def _(finding: AlreadyUnknown, words: Words) -> Spans:
    if finding.is_called_possible:
        return phrase(
            "You do not. {act} is called possible; no source reports it.",
            act=words.title(finding.act),
        )
    return phrase(
        "You do not: whether {act} has begun is not in the sources.", act=words.within(finding.act)
    )


@wording.register
def _(finding: AssumedBegun, words: Words) -> Spans:
    assumption = words.entry(finding.assumption)
    return phrase(
        "That it has begun is assumed at a chance of {ends} (owner: {owner}).",
        ends=number(ends_words(words, finding.assumption), finding.assumption),
        owner=assumption.owner,
    )


@wording.register
def _(finding: Stated, words: Words) -> Spans:
    return phrase("{says}", says=words.entry(finding.fact).says)


@wording.register
def _(finding: NoThreshold, words: Words) -> Spans:
    return phrase(
        "{who}: no threshold is set, so which phase it calls for cannot be said.",
        who=words.opening_origin(finding.ladder),
    )


def ends_words(words: Words, assumption: str) -> str:
    """Give the range of an assumption; nothing where it has none."""
    ends = range_of(words.entry(assumption))
    return range_words(*ends) if ends else ""


def _on_whose_word(finding: DoneAct, words: Words) -> str:
    """Give how the fact stands that an act is done, or which source the act itself cites."""
    if not finding.fact:
        sources = [words.source(name) for name in finding.sources]
        return listed(sources, empty="no source is named")
    fact: Fact = words.entry(finding.fact)
    return f"{fact.status.value}, {words.actor(fact.said_by)}"


def _how(fact: Fact, words: Words) -> str:
    """Give what the statement leaves out of number, standing and speaker."""
    speaker = words.actor(fact.said_by)
    parts = (_unsaid(fact), fact.status.value, "" if speaker in fact.says else speaker)
    return ", ".join(part for part in parts if part)


def _unsaid(fact: Fact) -> str:
    """Give the number of a fact, unless its statement says it already."""
    amount = fact_amount(fact)
    figure = amount.removeprefix("about ").removeprefix("more than ").split(" ")[0]
    return "" if figure in fact.says else amount
