"""
What a desk watches: what it believes and does not see, by what it would notice, and who reports.
"""

from typing import Annotated

from phaseline.case.model.common import Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record
from phaseline.terms.when import When


@record
class WatchHypothesis:
    """A sentence that is true or not, and that nobody sees directly."""

    id: Id
    title: Annotated[str, Meaning("The sentence, such as: Norland has handed gear over")]
    prior: Annotated[
        str, Meaning("A formula: the chance on the as-of date that it is so, before any report")
    ]
    hazard: Annotated[
        str,
        Meaning("A formula: the chance per period that it comes to be so; none if left out"),
    ] = ""
    track: Annotated[
        str, Meaning("The id of the game's track on which it would be so, for the ladders' call")
    ] = ""
    alarm: Annotated[
        str,
        Meaning(
            "A formula: how many times likelier a period's reports have to be where it is so, for"
            " the ladders' monitors to count the period as a report of it; no period counts if left"
            " out"
        ),
    ] = ""
    facts: Facts = ()
    note: Text = ""


@record
class Indicator:
    """Something that would be noticed, more often where a hypothesis is so."""

    id: Id
    title: Annotated[str, Meaning("What would be noticed")]
    hypothesis: Annotated[str, Meaning("The id of the hypothesis that it is about")]
    hit: Annotated[str, Meaning("A formula: the chance that it is to be seen where it is so")]
    false_alarm: Annotated[
        str, Meaning("A formula: the chance that it is to be seen where it is not")
    ]
    background: Annotated[
        str,
        Meaning(
            "A formula: the chance that it is reported whatever happened, by who does not know; as"
            " often as a false alarm if left out"
        ),
    ] = ""
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class Reliability:
    """How far a channel is trusted from a day on."""

    since: Annotated[When, Meaning("From which day")]
    grade: Annotated[
        str,
        Meaning(
            "A, completely reliable, to E, unreliable; F where it cannot be judged, which moves"
            " nothing",
            pattern=r"^[A-F]$",
            hint="A, B, C, D, E or F",
        ),
    ]
    because: Text = ""


@record
class Channel:
    """Who reports, with how far it was trusted when."""

    id: Id
    title: Annotated[str, Meaning("Who reports, or by what")]
    actor: Annotated[str, Meaning("The id of the actor whose channel it is, if any")] = ""
    reliability: Annotated[tuple[Reliability, ...], Meaning("Its grades, the earliest first")] = ()
    note: Text = ""
