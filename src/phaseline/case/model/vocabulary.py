"""The case's own words: what crossing its red line is called, and how its names are printed."""

from typing import Annotated

from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record


@record
class CrossingWords:
    """What it is called, in this case, to cross the red line; the defaults fit every case."""

    noun: Annotated[str, Meaning("One crossing, such as handover")] = "crossing"
    plural: Annotated[str, Meaning("Several, such as handovers")] = "crossings"
    does: Annotated[str, Meaning("What one who crosses does, such as hands over")] = (
        "crosses the line"
    )
    do: Annotated[str, Meaning("What several do, such as hand over")] = "cross the line"
    doing: Annotated[str, Meaning("The doing of it, such as handing over")] = "crossing the line"


@record
class Vocabulary:
    """Words that a case declares once, so that its answers speak its language."""

    crossing: Annotated[CrossingWords, Meaning("What crossing the red line is called")] = (
        CrossingWords()
    )
    common_nouns: Annotated[
        tuple[str, ...],
        Meaning(
            "Words that begin the names of actors and are no names themselves, such as Government:"
            " within a sentence they begin with a small letter"
        ),
    ] = ()
