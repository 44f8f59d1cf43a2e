"""Words for measures that end or act once, and for items that a completion adds to them."""

from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.findings.measures import Expires, ItemsAdded, LastsOnly, StrikesOnce
from phaseline.present.wording.english.wording import wording
from phaseline.present.wording.numbers import date_words, listed, number_words
from phaseline.present.wording.spans import Spans, phrase
from phaseline.present.wording.words import Words


@wording.register
def _(finding: LastsOnly, words: Words) -> Spans:
    return phrase(
        "{measure}: in force for {time}, then over for good.",
        measure=words.title(finding.measure),
        time=_time(finding.periods, words),
    )


@wording.register
def _(finding: ItemsAdded, words: Words) -> Spans:
    return phrase(
        "Added by completions ({owner}), not authors: {goods}.",
        owner=finding.owner,
        goods=listed([words.within(stock) for stock in finding.goods]),
    )


@wording.register
def _(finding: Expires, words: Words) -> Spans:
    ends = []
    if finding.is_climbed_to:
        ends.append("no rung that adds it is called any more")
    if finding.is_of_today:
        ends.append("where it is in force today, it is over")
    says = f"; after that, {listed(ends)}" if ends else ""
    return phrase(
        "{measure}: available {until}{says}.",
        measure=words.title(finding.measure),
        until=_until(finding, words),
        says=says,
    )


@wording.register
def _(finding: StrikesOnce, words: Words) -> Spans:
    sides = [
        f"{words.actor(who)} {_amount(amount)}"
        for who, amount in (
            (words.case.challenger, finding.loss),
            (words.case.responder, finding.cost),
        )
        if amount
    ]
    costs = f", and costs {listed(sides)} then and nothing later" if sides else ""
    return phrase(
        "{measure}: acts once, when it is first in force{costs}.",
        measure=words.title(finding.measure),
        costs=costs,
    )


def _until(finding: Expires, words: Words) -> str:
    """Say up to when: a day, what ends on it, or a time."""
    act = f"{words.entry(finding.provision).statute} ends" if finding.provision else ""
    if finding.day:
        return f"until {date_words(finding.day)}{f', when {act}' if act else ''}"
    return f"until {act}" if act else f"for {_time(finding.periods, words)}"


def _time(periods: Estimate | None, words: Words) -> str:
    """Write a number of periods with its range."""
    if periods is None:
        return "a time that cannot be worked out"
    return f"{_amount(periods)} {words.periods(periods.best)}"


def _amount(amount: Estimate) -> str:
    best, low, high = map(number_words, (amount.best, amount.low, amount.high))
    return best if low == high else f"{best} ({low} to {high})"
