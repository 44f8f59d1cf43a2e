"""
The watch: chances within their bounds, tracks that the game plays, grades in the order of their
days.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from phaseline.case.addresses import Path
from phaseline.case.check.bounds import FormulaKind, check_bounds
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.watch import Indicator, Reliability, WatchHypothesis
from phaseline.case.showing import shown

_CHANCE = FormulaKind(says="a chance from 0 to 1", high=1.0)
KINDS: Mapping[tuple[type, str], FormulaKind] = {
    (WatchHypothesis, "prior"): _CHANCE,
    (WatchHypothesis, "hazard"): _CHANCE,
    (WatchHypothesis, "alarm"): FormulaKind(says="a ratio above 0", is_above=True),
    (Indicator, "hit"): _CHANCE,
    (Indicator, "false_alarm"): _CHANCE,
    (Indicator, "background"): _CHANCE,
}


def check_watch(pen: DiagnosticCollector, case: Case) -> None:
    """Report what a watch cannot be kept with."""
    check_bounds(pen, case, KINDS)
    _check_tracks(pen, case)
    for index, channel in enumerate(case.channels):
        _check_order(pen, ("channels", index, "reliability"), channel.reliability)


def _check_tracks(pen: DiagnosticCollector, case: Case) -> None:
    """Report hypotheses about tracks that no game plays."""
    played = sorted(track.id for track in case.game.tracks) if case.game else []
    games = tuple(pen.book.ids("games"))
    for index, hypothesis in enumerate(case.hypotheses):
        places = (f"games.{game}.tracks.{hypothesis.track}" for game in games)
        is_written = any(pen.book.path(place) is not None for place in places)  # faulty, perhaps
        if hypothesis.track and not is_written:
            pen.error(
                "PL660",
                ("hypotheses", index, "track"),
                f"the game of this case plays no track {shown(hypothesis.track)}",
                expected="the id of a track of games",
                fix=f"name one of {', '.join(played)}" if played else "leave track out",
            )


def _check_order(pen: DiagnosticCollector, path: Path, grades: Sequence[Reliability]) -> None:
    """Report a grade that stands below a later one."""
    for place, (before, after) in enumerate(pairwise(grades), 1):
        if (after.since.first or date.max) < (before.since.first or date.min):
            pen.error(
                "PL661",
                (*path, place, "since"),
                f"{after.since.text} comes before {before.since.text}, which stands above it",
                expected="grades in the order of their days",
                fix="put the earlier grade first",
            )
