"""The layers that can be written, in the order in which a case grows."""

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.errors import QuestionError
from phaseline.scaffold.game import game_sketch
from phaseline.scaffold.ladder import ladder_sketch
from phaseline.scaffold.law import law_sketch
from phaseline.scaffold.numbers import PatternValues
from phaseline.scaffold.pattern import Pattern
from phaseline.scaffold.politics import politics_sketch
from phaseline.scaffold.sketch import Sketch
from phaseline.scaffold.supply import supply_sketch

LAYERS = ("ladder", "law", "politics", "supply", "game")


def sketched(layer: str, case: Case, pattern: Pattern, owner: str) -> Sketch:
    """
    Sketch a layer of a case.

    Args:
        layer: One of LAYERS.
        case: The case.
        pattern: The pattern of the numbers, and of the steps where no fact recommends any.
        owner: Who answers for the numbers.

    Raises:
        QuestionError: There is no such layer, it is there already, or one below it is missing.
    """
    numbers = PatternValues(case, pattern, owner)
    match layer:
        case "ladder":
            return ladder_sketch(case, pattern)
        case "law":
            return law_sketch(case, numbers)
        case "politics":
            return politics_sketch(case, numbers)
        case "supply":
            return supply_sketch(case, numbers)
        case "game":
            return game_sketch(case, pattern, numbers, owner)
        case _:
            raise QuestionError(
                f"there is no layer {layer!r}{did_you_mean(layer, LAYERS)} (layers:"
                f" {', '.join(LAYERS)})"
            )
