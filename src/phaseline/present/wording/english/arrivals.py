"""Words for what can arrive and when, and for what a clock leaves of it."""

from collections.abc import Iterable

from phaseline.case.values import range_of
from phaseline.desk.findings.arrivals import (
    FirstBrake,
    FloorsHold,
    GoodsFrom,
    NeedsByStock,
    NeedsNamed,
    OpenSign,
    PlanReaches,
    RoutesUsed,
    TiedToClock,
    UnderEveryReading,
)
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.law import reading_names
from phaseline.present.wording.numbers import count_words, listed, number_words
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.supply import day_after, having, percent, periods_words, title_of
from phaseline.present.wording.words import Words


@wording.register
def _(finding: NeedsNamed, _: Words) -> Spans:
    return phrase(
        "Of {needs}, {named} a named item; {stocks} a number.",
        needs=count_words(finding.needs, "need"),
        named=having(finding.named),
        stocks=having(finding.stocks, "stock"),
    )


@wording.register
def _(finding: NeedsByStock, _: Words) -> Spans:
    return phrase(
        "Of {needs}, {named} a named item; {stocks} a number, and {met} of the needs"
        " is met by one of them.",
        needs=count_words(finding.needs, "need"),
        named=having(finding.named),
        stocks=having(finding.stocks, "stock"),
        met=str(finding.met),
    )


@wording.register
def _(finding: RoutesUsed, words: Words) -> Spans:
    reason = f": {words.lowered(words.entry(finding.because).reason)}" if finding.because else "."
    return phrase(
        "{used} used, {blocked} blocked{reason}",
        used=count_words(finding.used, "route"),
        blocked=str(finding.blocked),
        reason=reason,
    )


@wording.register
def _(finding: PlanReaches, words: Words) -> Spans:
    reading = reading_names(words.case).get(finding.reading, "")
    lead = f"{reading}'s reading, assumed amounts:" if reading else "On assumed amounts:"
    if finding.starts is None:
        return phrase("{lead} nothing that may be counted on.", lead=lead)
    return phrase(
        "{lead} {needs}, from {day}.",
        lead=lead,
        needs=_shares(finding.met, words),
        day=_day(finding.starts, words),
    )


@wording.register
def _(finding: UnderEveryReading, words: Words) -> Spans:
    return phrase("Lawful under every reading: {needs}.", needs=_shares(finding.met, words))


def _shares(met: Iterable[tuple[str, float]], words: Words) -> str:
    """Give the needs that are met, each with its share."""
    needs = [
        f"{words.lowered(title_of(words.case, name)).partition(' (')[0]} {percent(share)}"
        for name, share in met
    ]
    return listed(needs, empty="nothing")


@wording.register
def _(finding: FloorsHold, _: Words) -> Spans:
    if not finding.tested:
        return phrase(
            "The plan keeps the {assumed}floors; whatever it sends is called surplus or replaced.",
            assumed="assumed " if finding.is_assumed else "",
        )
    return phrase(
        "The plan keeps the {assumed}floors; {tested} of {sent} sent {are} called neither surplus"
        " nor replaced.",
        assumed="assumed " if finding.is_assumed else "",
        tested=str(finding.tested),
        sent=count_words(finding.sent, "stock"),
        are="is" if finding.tested == 1 else "are",
    )


@wording.register
def _(finding: GoodsFrom, words: Words) -> Spans:
    return phrase("Planned: goods from {day}.", day=_day(finding.starts, words))


@wording.register
def _(finding: TiedToClock, words: Words) -> Spans:
    note = words.entry(finding.track).note
    if not finding.measures:
        return phrase("{note}", note=note)
    is_single = len(finding.measures) == 1
    return phrase(
        "Where it comes to “{level}”, {measures} of the courses {keep} only a part of {their}"
        " effect. {note}",
        level=finding.level.replace("-", " "),
        measures=count_words(len(finding.measures), "measure"),
        keep="keeps" if is_single else "keep",
        their="its" if is_single else "their",
        note=note,
    )


@wording.register
def _(finding: FirstBrake, words: Words) -> Spans:
    return phrase(
        "First of what holds {responder} back: {brake}.",
        responder=words.actor(words.case.responder),
        brake=words.within(finding.brake),
    )


@wording.register
def _(finding: OpenSign, words: Words) -> Spans:
    assumption = words.entry(finding.assumption)
    low, high = (number_words(end.number) for end in range_of(assumption) or ())
    return phrase("{asks}: {low} to +{high} (assumed).", asks=assumption.asks, low=low, high=high)


def _day(starts: float, words: Words) -> str:
    return day_after(words.case, starts) or periods_words(words.case, starts)
