"""What is wrong with suspects that their records cannot say."""

from collections.abc import Iterator

from phaseline.game.bounds import CHANCE, Bounds, figure
from phaseline.game.flaws import Flaw
from phaseline.game.published.check import (
    LARGEST,
    PAYOFF,
    naming_flaws,
    other_length,
    out_of_bounds,
)
from phaseline.game.published.spec import Suspect, Suspects
from phaseline.terms.ties import is_same, total

MOST_SUSPECTS = 8
ABOVE_NOTHING = Bounds(
    says="a chance above 0, and at most 1", such_as="0.5", low=0, high=1, is_above=True
)
LOSS = Bounds(says="a number from 0 to a million", such_as="1", low=0, high=LARGEST)


def suspects_flaws(model: Suspects) -> tuple[Flaw, ...]:
    """Give what is wrong with suspects: names, numbers, and reports that say nothing."""
    ids = [suspect.id for suspect in model.suspects]
    names = naming_flaws(("suspects",), ids, "suspect", MOST_SUSPECTS)
    if not names and len(ids) < 2:
        names = (other_length(("suspects",), len(ids), f"2 to {MOST_SUSPECTS} suspects"),)
    if names:
        return names
    flaws = (*_chance_flaws(model), *_suspect_flaws(model))
    return flaws or (*_sum_flaws(model), *_report_flaws(model))


def _chance_flaws(model: Suspects) -> Iterator[Flaw]:
    numbers = (
        out_of_bounds(("detection",), model.detection, ABOVE_NOTHING),
        out_of_bounds(("misattribution",), model.misattribution, CHANCE),
        out_of_bounds(("false_alarm",), model.false_alarm, ABOVE_NOTHING),
    )
    return (flaw for flaw in numbers if flaw is not None)


def _suspect_flaws(model: Suspects) -> Iterator[Flaw]:
    for place, suspect in enumerate(model.suspects):
        yield from _numbers_of(place, suspect)


def _numbers_of(place: int, suspect: Suspect) -> Iterator[Flaw]:
    path = ("suspects", place)
    numbers = (
        out_of_bounds((*path, "opportunity"), suspect.opportunity, CHANCE),
        out_of_bounds((*path, "loss"), suspect.loss, LOSS),
        out_of_bounds((*path, "low"), suspect.low, PAYOFF),
        out_of_bounds((*path, "high"), suspect.high, PAYOFF),
    )
    flaws = [flaw for flaw in numbers if flaw is not None]
    yield from flaws
    if not flaws and suspect.high <= suspect.low:
        yield Flaw(
            code="PL410",
            path=(*path, "high"),
            message=f"high: found {figure(suspect.high)}, and low is {figure(suspect.low)}",
            expected="a number above `low`",
            fix=f"write a number such as {figure(suspect.low + 1)}",
        )


def _sum_flaws(model: Suspects) -> Iterator[Flaw]:
    whole = total(suspect.opportunity for suspect in model.suspects)
    if not is_same(whole, 1.0):
        yield Flaw(
            code="PL411",
            path=("suspects",),
            message=f"the chances of an opportunity sum to {figure(whole)}",
            expected="a sum of 1",
            fix="correct the `opportunity` of one of them",
        )


def _report_flaws(model: Suspects) -> Iterator[Flaw]:
    named = model.detection * (1 - model.misattribution)
    if model.false_alarm >= named:
        yield Flaw(
            code="PL410",
            path=("false_alarm",),
            message=f"false_alarm: found {figure(model.false_alarm)}, and who acts is named with"
            f" {figure(named)}",
            expected="less than `detection` times one less `misattribution`: to be named has to"
            " tell something",
            fix=f"write a number such as {figure(named / 2)}",
        )
