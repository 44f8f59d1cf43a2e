"""Words for what would have to be true for a course: single assumptions, and where they turn it."""

from dataclasses import replace

from phaseline.case.values import range_of
from phaseline.desk.findings.conditions import SingleCondition, WouldBeAhead, WouldKeepOut
from phaseline.present.wording.english.wording import short, wording
from phaseline.present.wording.game import signed
from phaseline.present.wording.numbers import digits_words, range_words
from phaseline.present.wording.spans import Span, Spans, number, phrase
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised
from phaseline.terms.quantity import unit


@wording.register
def _(finding: WouldBeAhead, words: Words) -> Spans:
    return phrase(
        "{stands} {turns}",
        stands=_stands(finding, words),
        turns=_opening(_turns(finding, words)),
    )


def _opening(spans: Spans) -> Spans:
    """Begin a sentence with what otherwise stands within one."""
    first, *others = spans
    return (replace(first, text=capitalised(first.text)), *others)


@short.register
def _(finding: WouldBeAhead, words: Words) -> Spans:
    """Where a picture names the course above; how many periods each leaves stands behind it."""
    other = words.course(finding.other)
    stands = (
        "is level with" if finding.is_level else "is ahead of" if finding.is_ahead else "trails"
    )
    return phrase(
        "At best guesses alone it {stands} {other}; {turns}",
        stands=stands,
        other=other,
        turns=_turns(finding, words),
    )


@wording.register
def _(finding: WouldKeepOut, words: Words) -> Spans:
    doing = words.crossing.doing
    if not finding.thresholds:
        return phrase(
            "No single assumption within its range was found that would keep any{further} type from"
            " {doing}.",
            further=" further" if finding.is_further else "",
            doing=doing,
        )
    return phrase(
        "Alone, {condition} would keep one type{further} from {doing}.",
        condition=_condition(finding.thresholds[0], words),
        further=" more" if finding.is_further else "",
        doing=doing,
    )


def _stands(finding: WouldBeAhead, words: Words) -> Spans:
    """Say how many periods each of two courses leaves, and which is ahead."""
    course, other = words.course(finding.policy), words.course(finding.other)
    return phrase(
        "At our best values {course} leaves {across} of {of} {periods} of {crossing}, {other}"
        " {across_other}{base}.",
        course=course,
        other="about as many as" if finding.is_level else other,
        across=f"{finding.across:.1f}",
        across_other=other if finding.is_level else f"{finding.across_other:.1f}",
        of=str(finding.of),
        periods=words.periods(finding.of),
        crossing=words.crossing.noun,
        base=f", {words.course(finding.base[0])} {finding.base[1]:.1f}" if finding.base else "",
    )


def _turns(finding: WouldBeAhead, words: Words) -> Spans:
    turned = "undo that lead" if finding.is_ahead else "put it ahead"
    if not finding.thresholds:
        return phrase(
            "no single assumption within its range was found that would {turned}.", turned=turned
        )
    return phrase(
        "{condition} would {turned}{more}.",
        condition=_condition(finding.thresholds[0], words),
        turned=turned,
        more=f", as would {_others(finding.more)}" if finding.more else "",
    )


def _others(count: int) -> str:
    """Say of how many other assumptions the same is true, each by itself."""
    return "one other assumption" if count == 1 else f"{count} other assumptions"


def _condition(threshold: SingleCondition, words: Words) -> Spans:
    """
    Name an assumption with the value at which it turns something, and the one assumed; its range
    tells how far that is. A chance is told in a hundred; what has no unit, as a share of what is
    assumed, for a reader knows no scale of it.
    """
    asked = words.asked_within(threshold.assumption)
    if threshold.is_chance:
        return phrase("{asked} {moved}", asked=asked, moved=_in_a_hundred(threshold, words))
    ends = range_of(words.entry(threshold.assumption))
    if ends and not ends[0].unit.text and threshold.best > 0 and ends[0].number >= 0:
        return phrase("{asked}, {moved},", asked=asked, moved=_in_shares(threshold, words))
    digits = _digits(threshold)
    return phrase(
        "{asked} {moved} {at} (assumed: {best}{range})",
        asked=asked,
        moved=_moved(threshold),
        at=_value(threshold, threshold.at, words, digits).text,
        best=_value(threshold, threshold.best, words, digits),
        range=_range(threshold, words),
    )


def _in_a_hundred(threshold: SingleCondition, words: Words) -> Spans:
    """Say where a chance turns something, beside the one assumed and its range."""
    at, best = (_hundredths(value, _digits(threshold)) for value in (threshold.at, threshold.best))
    ends = range_of(words.entry(threshold.assumption))
    low, high = (_hundredths(end.number, 2) for end in ends) if ends else ("", "")
    within = f", range {low} to {high}" if ends else ""
    return phrase(
        "at {at} in 100 (assumed: {best}{within})",
        at=at,
        best=number(best, threshold.assumption),
        within=within,
    )


_NOTHING = "−100"  # percent: all of it


def _in_shares(threshold: SingleCondition, words: Words) -> Spans:
    """
    Say by what share of what is assumed a number has to move, beside its range; what is assumed
    leads to it, although its number is not told.
    """
    share = _percent(threshold.at, threshold.best)
    ends = range_of(words.entry(threshold.assumption))
    low, high = (_percent(end.number, threshold.best) for end in ends) if ends else ("", "")
    if share == _NOTHING:
        return phrase(
            "nothing at all (range {low} to {high} percent from what is {assumed})",
            low=low,
            high=high,
            assumed=number("assumed", threshold.assumption),
        )
    way = f"{share.lstrip('+−')} percent {'lower' if share.startswith('−') else 'higher'}"
    return phrase(
        "{way} than {assumed} (range {low} to {high})",
        way=way,
        assumed=number("assumed", threshold.assumption),
        low=low,
        high=high,
    )


def _percent(value: float, best: float) -> str:
    """
    Say by how many percent a value lies above or below another.

    >>> _percent(0.081, 0.1), _percent(0.3, 0.1), _percent(0.1, 0.1)
    ('−19', '+200', '0')
    """
    share = 100 * (value - best) / best
    return signed(share, 0 if abs(share) >= 10 else 1)


def _hundredths(chance: float, digits: int) -> str:
    return digits_words(100 * chance, digits) if chance < 1 else "100"


def _moved(threshold: SingleCondition) -> str:
    """Say which way an assumption has to move from the value assumed; of none it is at it."""
    if threshold.at == threshold.best:
        return "at"
    about = "about " if threshold.at else ""
    return f"{'raised' if threshold.at > threshold.best else 'lowered'} to {about}".rstrip()


def _range(threshold: SingleCondition, words: Words) -> Spans:
    """Give the range in which an assumption is taken to lie; nothing where it has none."""
    ends = range_of(words.entry(threshold.assumption))
    if not ends:
        return ()
    return phrase(", from {range}", range=number(range_words(*ends), threshold.assumption))


def _digits(threshold: SingleCondition) -> int:
    """Give as many digits as tell the value at which it turns something from the one assumed."""
    pairs = ((n, threshold.at, threshold.best) for n in (2, 3, 4))
    return next((n for n, at, best in pairs if f"{at:.{n}g}" != f"{best:.{n}g}"), 4)


def condition_row(threshold: SingleCondition, words: Words) -> tuple[str, str, str]:
    """Give an assumption, the value at which it turns something, and the one assumed."""
    digits = _digits(threshold)
    return (
        capitalised(words.asked(threshold.assumption)),
        _value(threshold, threshold.at, words, digits).text,
        _value(threshold, threshold.best, words, digits).text,
    )


def _value(threshold: SingleCondition, value: float, words: Words, digits: int) -> Span:
    ends = range_of(words.entry(threshold.assumption))
    of = ends[0].unit if ends else unit("")
    text = digits_words(value / of.factor, digits)
    return number(f"{text} {of.text}".strip(), threshold.assumption)
