"""The measures that last only a time or strike once, and what rungs do once these are over."""

from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from phaseline.case.addresses import Path
from phaseline.game.bounds import PERIODS
from phaseline.game.flaws import Flaws
from phaseline.game.spec import Game, LadderSpec, RungSpec, TimedMeasure


def check_measures(flaws: Flaws, game: Game) -> None:
    """Check measures and what is left of rungs without them."""
    ladder, path = game.ladder, ("ladder", "measures")
    flaws.once(path, [measure.id for measure in ladder.measures], "measure", field="id")
    for place, measure in enumerate(ladder.measures):
        _check_measure(flaws, (*path, place), measure)
    for place, rung in enumerate(ladder.rungs):
        _check_rung(flaws, ("ladder", "rungs", place), rung, ladder)
    _check_lowest(flaws, ladder.rungs)


def _check_measure(flaws: Flaws, path: Path, measure: TimedMeasure) -> None:
    if flaws.some((*path, "rungs"), measure.rungs, 1, "rung"):
        flaws.once((*path, "rungs"), measure.rungs, "rung")
        for place, name in enumerate(measure.rungs):
            flaws.rung((*path, "rungs", place), name)
    if isinstance(measure.once_loss, Mapping):
        flaws.by_level((*path, "once_loss"), measure.once_loss)
    if measure.lasts is not None:
        flaws.bounded((*path, "lasts"), measure.lasts, PERIODS)


def _check_lowest(flaws: Flaws, rungs: Sequence[RungSpec]) -> None:
    if rungs and rungs[0].expires is not None:
        flaws.add(
            "PL413",
            ("ladder", "rungs", 0, "expires"),
            f"{rungs[0].id} is the lowest rung, to which the responder comes down",
            expected="no end of the lowest rung",
            fix="remove `expires`, or put a rung below it",
            is_key=True,
        )


def _check_rung(flaws: Flaws, path: Path, rung: RungSpec, ladder: LadderSpec) -> None:
    """Ask for what is left of a rung without each set of its measures that come to an end."""
    ending = _ending(rung, ladder)
    stated = [frozenset(rest.over) for rest in rung.without]
    for place, rest in enumerate(rung.without):
        at = (*path, "without", place, "over")
        flaws.some(at, rest.over, 1, "measure")
        for number, name in enumerate(rest.over):
            flaws.known((*at, number), name, ending, f"measure of {rung.id} that ends")
    flaws.once((*path, "without"), [tuple(sorted(over)) for over in stated], "set of measures")
    sizes = range(1, len(ending) + 1)
    for over in chain.from_iterable(combinations(ending, size) for size in sizes):
        if frozenset(over) not in stated:
            flaws.add(
                "PL112",
                (*path, "without"),
                f"nothing says what {rung.id} does once {' and '.join(over)} is over",
                expected="an entry for each set of measures that end",
                fix=f"write `without: [{{over: [{', '.join(over)}]}}]`, with what is left",
            )


def _ending(rung: RungSpec, ladder: LadderSpec) -> list[str]:
    """Give the ids of the measures of a rung that last only a time."""
    return [
        measure.id
        for measure in ladder.measures
        if measure.lasts is not None and rung.id in measure.rungs
    ]
