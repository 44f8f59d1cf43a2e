"""Which parts a case does not hold yet: what they would answer is no silence of its sources."""

from phaseline.case.model.case import Case
from phaseline.desk.findings.finding import Absence, Finding
from phaseline.terms.record import record

LAYERS = ("law", "politics", "supply", "game")  # as `phaseline scaffold` calls them


@record
class LayerMissing(Finding):
    """
    A part of a case that nobody has entered yet.

    Args:
        layer: Which part: law, politics, supply or game.
    """

    layer: str


def missing_layers(case: Case) -> tuple[LayerMissing, ...]:
    """Give the parts that a case does not hold yet, in the order in which they build up."""
    is_there = {
        "law": bool(case.options),
        "politics": bool(case.procedures),
        "supply": bool(case.needs or case.stocks or case.routes),
        "game": bool(case.games),
    }
    return tuple(
        LayerMissing(layer=layer, absence=Absence.NOT_ENTERED)
        for layer in LAYERS
        if not is_there[layer]
    )
