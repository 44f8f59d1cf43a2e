"""Words for what can arrive and when, and for what a clock leaves of it."""

from collections.abc import Iterable

from phaseline.case.values import range_of
from phaseline.desk.findings.arrivals import (
    FirstBrake,
    FixedArrival,
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
from phaseline.desk.findings.finding import Spread
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.law import reading_names
from phaseline.present.wording.numbers import count_words, ends_words, listed, number_words
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.supply import (
    arrival_words,
    day_after,
    having,
    percent,
    periods_words,
    title_of,
)
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
    if finding.planned is None:
        return phrase("{lead} nothing that may be counted on.", lead=lead)
    return phrase(
        "{lead} {needs}, first {when}.",
        lead=lead,
        needs=_shares(finding.met, words),
        when=_when(finding.planned, finding.starts, words),
    )


@wording.register
def _(finding: UnderEveryReading, words: Words) -> Spans:
    return phrase("Lawful under every reading: {needs}.", needs=_shares(finding.met, words))


def _shares(met: Iterable[tuple[str, float]], words: Words) -> str:
    """Give the needs that are met, with the share of each; those that are met alike together."""
    alike: dict[str, list[str]] = {}
    for name, share in met:
        title = words.lowered(title_of(words.case, name)).partition(" (")[0]
        alike.setdefault(percent(share), []).append(title)
    shares = [f"{listed(titles)} {share}" for share, titles in alike.items()]
    return ", ".join(shares) or "nothing"


@wording.register
def _(finding: FloorsHold, _: Words) -> Spans:
    floors = "Assumed floors hold" if finding.is_assumed else "Floors hold"
    if not finding.tested:
        return phrase("{floors}; whatever is sent is called surplus or replaced.", floors=floors)
    return phrase(
        "{floors}; {tested} of {sent} sent {are} called neither surplus nor replaced.",
        floors=floors,
        tested=str(finding.tested),
        sent=count_words(finding.sent, "stock"),
        are="is" if finding.tested == 1 else "are",
    )


@wording.register
def _(finding: GoodsFrom, words: Words) -> Spans:
    none = 100 * (1 - finding.share)
    return phrase(
        "On our assumptions goods {by}first arrive {when}{none}.",
        by="through partners " if finding.is_by_partners else "",
        when=_when(finding.planned, finding.starts, words),
        none=f"; in {_hundredths(none)} of 100 combinations of them, none" if none else "",
    )


def _hundredths(number: float) -> str:
    return f"{number:.0f}" if number >= 1 else "under 1"


def _when(planned: float, starts: Spread | None, words: Words) -> str:
    """Say when the first arrives: over the draws, or in the plan where none were made."""
    if starts is not None:
        return arrival_words(words.case, starts)
    return day_after(words.case, planned) or f"after {periods_words(words.case, planned)}"


@wording.register
def _(_: FixedArrival, __: Words) -> Spans:
    return phrase("No range: the first arrival rests on fixed dates.")


@wording.register
def _(finding: TiedToClock, words: Words) -> Spans:
    if not finding.measures:
        return phrase("{note}", note=words.entry(finding.track).note)
    is_single = len(finding.measures) == 1
    return phrase(
        "With “{level}” {measures} {keep} {left} of {their} effect{assumed}.",
        level=finding.level.replace("-", " "),
        measures=count_words(len(finding.measures), "measure"),
        keep="keeps" if is_single else "keep",
        left=_share_words(finding.left) if finding.left else "only a part",
        assumed=" (assumed)" if finding.left else "",
        their="its" if is_single else "their",
    )


def _share_words(share: Spread) -> str:
    """Write a share over the ends of the assumptions, in percent."""
    low, high = (f"{100 * end:.0f}" for end in (share.low, share.high))
    return f"{ends_words(low, high)} percent"


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
