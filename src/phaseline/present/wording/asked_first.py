"""Words for ladders whose consent is asked for beforehand, and asked for when a rung is called."""

from collections.abc import Iterator, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.comparison.asked_first import LadderAsked
from phaseline.desk.comparison.leakage import AskedConsent
from phaseline.desk.estimates.percentiles import percentiles
from phaseline.desk.findings.threats import asked_first_of
from phaseline.game.arrays import Floats
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.game import INSIDE, course_name, lowered_periods, signed
from phaseline.present.wording.numbers import listed, within_words
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.table import AnswerPart, WordTable
from phaseline.present.wording.words import Words
from phaseline.terms.letters import capitalised

_TERMS = (
    "Where a course does not ask first on its own terms, the chances of yes are the same at both"
    " times, to ask beforehand costs nothing, a yes is held to the end and a no is final."
)


def asked_first_parts(case: Case, ladders: Sequence[LadderAsked]) -> Iterator[AnswerPart]:
    """Give one ladder in a sentence, what both ways change as a table, and who waits for none."""
    waiting = [(ladder, ladder.consent) for ladder in ladders if ladder.consent is not None]
    if waiting:
        yield _lead(case, waiting)
        yield _table(case, waiting)
        yield f"The figures are {INSIDE}."
    idle = [course_name(case, ladder.policy) for ladder in ladders if ladder.consent is None]
    if idle:
        yield f"{capitalised(listed(idle))}: no step waits for a consent that may be refused."


def _lead(case: Case, waiting: Sequence[tuple[LadderAsked, AskedConsent]]) -> str:
    """Tell one ladder; of several, what they have in common."""
    if len(waiting) > 1:
        return _TERMS
    (sentence,) = all_told([asked_first_of(*waiting[0])], Words(case))
    return sentence.text


def _table(case: Case, waiting: Sequence[tuple[LadderAsked, AskedConsent]]) -> WordTable:
    ladder, _ = waiting[0]
    return WordTable(
        title=f"What each changes ({lowered_periods(case)} of {ladder.horizon}), means over"
        f" {ladder.draws} draws with the ends between which nine draws in ten lie",
        lead="",
        head=("Ladder", "Asked first", "When called", "Difference"),
        rows=tuple(
            (
                course_name(case, asked.policy),
                _mean_and_ends(consent.first),
                _mean_and_ends(consent.when_called),
                _mean_and_ends(consent.difference),
            )
            for asked, consent in waiting
        ),
    )


def _mean_and_ends(effect: Floats) -> str:
    low, _, high = percentiles(effect)
    mean, least, most = rounded((float(effect.mean()), low, high))
    return within_words(signed(mean, 1), signed(least, 1), signed(most, 1))
