"""
An open date is held to what it means: that the change was made on some day between its ends, and
nobody knows on which.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from depth import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from law.oracle import standing

from phaseline.case.model.law import (
    Amendment,
    Encoding,
    Force,
    LawOption,
    LawRule,
    LegalEffect,
    Provision,
)
from phaseline.law.authored import laws, made_by
from phaseline.law.model import Hypothesis, Interpretation, Standing
from phaseline.terms.when import NO_DATE, When

START = date(2024, 2, 27)  # a leap year's February ends within the days that are drawn
DAYS = 6


def day(number):
    """One of the days that are drawn."""
    return START + timedelta(days=number)


@dataclass(frozen=True)
class Body:
    """The part of a case that the law is made from: one bar, and one amendment that lifts it."""

    provisions: tuple
    amendments: tuple
    as_of: When = NO_DATE
    terms: tuple = ()
    encodings: tuple = (Encoding(id="e", title="E"),)
    options: tuple = (LawOption(id="o", title="O", encoding="e", tags=("arms",)),)


def body(begins, ends, lifted):
    """A bar with its first and last day, and the day of the amendment."""
    rule = LawRule(id="r", effect=LegalEffect.PROHIBIT, when=("arms",))
    bar = Provision(
        id="L1",
        statute="S",
        says="It.",
        effect=LegalEffect.PROHIBIT,
        force=Force.IN_FORCE,
        encoding="e",
        rules=(rule,),
        effective=begins,
        until=ends,
    )
    return Body(
        provisions=(bar,),
        amendments=(Amendment(id="am", says="It.", repeals=("L1",), effective=lifted),),
    )


def stands(made, on):
    """How the option stands on a day."""
    (law,) = laws(made, on=on)
    return standing(
        law, law.options[0], Interpretation(readings={}), Hypothesis(enacted=made_by(made, on))
    )


def dates(*, may_be_unknown):
    """A day, an interval of days, or one with an open end."""
    ends = st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(sorted)
    closed = ends.map(lambda pair: When(first=day(pair[0]), last=day(pair[1]), text="closed"))
    opened = ends.flatmap(
        lambda pair: st.sampled_from(
            [When(first=day(pair[0]), text="from"), When(last=day(pair[1]), text="until")]
        )
    )
    return st.one_of(closed, opened, *([st.just(NO_DATE)] if may_be_unknown else []))


def days_of(when):
    """
    Every single day that a date allows, a day before and a day after all others for an open end.
    """
    if not when.is_known:
        return [when]
    first, last = when.first or day(-2), when.last or day(DAYS + 1)
    return [
        When(first=one, last=one, text=str(one))
        for number in range(-2, DAYS + 2)
        if first <= (one := day(number)) <= last
    ]


@given(
    dates(may_be_unknown=True),
    dates(may_be_unknown=True),
    dates(may_be_unknown=True),
    st.integers(-1, DAYS),
)
@examples(60)
def test_an_option_stands_as_it_would_on_whichever_days_the_changes_were_made(
    begins, ends, lifted, number
):
    """
    Each date is tried on every day that it allows: where all come to one standing it is that one,
    otherwise it cannot be told.
    """
    in_order = [
        (first, last)
        for first, last in product(days_of(begins), days_of(ends))
        if not (first.is_known and last.is_known)
        or first.first <= last.last  # nothing ends before it begins
    ]
    assume(in_order)  # dates that leave no order are refused by `check`
    possible = {
        stands(body(*pair, lifts), day(number))
        for pair, lifts in product(in_order, days_of(lifted))
    }

    expected = possible.pop() if len(possible) == 1 else Standing.UNDETERMINED
    assert stands(body(begins, ends, lifted), day(number)) is expected
