"""
What a source claims about how a response works, and how the claim is held against the case's game:
by a test with a name and what it is asked of, or by a sentence of its own.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from phaseline.case.model.common import Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record

# what each test has to be told in `with`
CLAIM_TESTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "compellence_is_harder": ("ladders",),
        "unexecuted_threats": ("ladder",),
        "stronger_measure": ("measure", "than"),
        "phasing": ("ladder", "at_once", "held"),
        "limited_steps": ("ladder",),
        "involvement": ("ladder", "track"),
        "consensus_route": ("ladder",),
        "proportion": ("ladder",),
        "demanded_promise": ("ladder",),
        "ambiguity": ("measures",),
        "released_restraint": ("ladder",),
        "counter_threats": ("ladder", "cost"),
        "whom_from_what": ("ladders",),
        "avoidance": (),
    }
)

# the metrics of ladders of which more, or less, is better for the responder
COMPARED_BY = (
    "crossing_first",
    "crossing",
    "leaving",
    "inside",
    "cheating",
    "met",
    "disaster",
    "value",
    "cost",
    "harm",
    "benefit",
    "audience",
    "disaster_loss",
)


@record
class ClaimArguments:
    """What a test of a claim is asked of; ladders are named by the policies of the game."""

    ladder: Annotated[str, Meaning("The id of the completed ladder that the claim is about")] = ""
    ladders: Annotated[
        tuple[str, ...], Meaning("Ids of the completed ladders that the claim is about")
    ] = ()
    at_once: Annotated[
        str, Meaning("The id of the completed ladder that takes its top rung at once")
    ] = ""
    held: Annotated[
        str, Meaning("The id of the completed ladder that keeps its top rung for the line")
    ] = ""
    measure: Annotated[str, Meaning("The id of the measure that is said to weigh more")] = ""
    than: Annotated[str, Meaning("The id of the measure that is said to weigh less")] = ""
    measures: Annotated[
        tuple[str, ...], Meaning("Ids of the measures of which it is left open which follows")
    ] = ()
    cost: Annotated[
        str, Meaning("The id of the assumption that says what a counter-threat costs, of 0 to 1")
    ] = ""
    track: Annotated[
        str, Meaning("The id of the game's track of which it is said that it is climbed less")
    ] = ""
    acts: Annotated[
        tuple[str, ...],
        Meaning("Ids of the acts that an answer is compared with; all that are done if left out"),
    ] = ()


@record
class BetterLadder:
    """A claim that one completed ladder is better than another."""

    ladder: Annotated[str, Meaning("The id of the completed ladder")]
    than: Annotated[str, Meaning("The id of the other one")]
    by: Annotated[
        str,
        Meaning(
            "By which metric of ladders",
            pattern="^(" + "|".join(COMPARED_BY) + ")$",
            hint=", ".join(COMPARED_BY),
        ),
    ] = "inside"


@record
class DeterredType:
    """
    A claim that a completed ladder deters a type of challenger: it is across the line for less than
    half a period, where it has not begun to cross.
    """

    type: Annotated[str, Meaning("The id of the type of challenger")]
    ladder: Annotated[str, Meaning("The id of the completed ladder")]


@record
class MetDemand:
    """
    A claim that the demand of a completed ladder is met: by the last horizon, with a chance of at
    least one half.
    """

    ladder: Annotated[str, Meaning("The id of the completed ladder")]
    demand: Annotated[
        str,
        Meaning("The id of the track of the game that is demanded; all of them if left out"),
    ] = ""


@record
class ChangedOrder:
    """A claim that two completed ladders change places as one assumption moves over its range."""

    address: Annotated[str, Meaning("The address of the assumption")]
    between: Annotated[tuple[str, ...], Meaning("The ids of the two completed ladders")]
    by: Annotated[
        str,
        Meaning(
            "By which metric of ladders",
            pattern="^(" + "|".join(COMPARED_BY) + ")$",
            hint=", ".join(COMPARED_BY),
        ),
    ] = "inside"


@record
class Claim:
    """
    Something that a source claims about how a response works, to be held against the case's game:
    by one of `tests`, `better`, `deters`, `met` and `flips`.
    """

    id: Id
    says: Annotated[str, Meaning("The claim, in the case editors' words")]
    tests: Annotated[
        str,
        Meaning(
            "By which test it is held against the game",
            pattern="^(" + "|".join(CLAIM_TESTS) + ")$",
            hint=", ".join(CLAIM_TESTS),
        ),
    ] = ""
    with_: Annotated[ClaimArguments, Meaning("What the test is asked of")] = ClaimArguments()
    better: Annotated[
        BetterLadder | None, Meaning("That one completed ladder is better than another")
    ] = None
    deters: Annotated[
        DeterredType | None, Meaning("That a completed ladder deters a type of challenger")
    ] = None
    met: Annotated[MetDemand | None, Meaning("That a demand is met")] = None
    flips: Annotated[ChangedOrder | None, Meaning("That two completed ladders change places")] = (
        None
    )
    facts: Facts = ()
    note: Text = ""


def ladders_named(claim: Claim) -> tuple[str, ...]:
    """Give the completed ladders that a claim names, in its order."""
    asked = claim.with_
    names = [*asked.ladders, asked.ladder, asked.at_once, asked.held]
    if claim.better:
        names += [claim.better.ladder, claim.better.than]
    if claim.deters:
        names.append(claim.deters.ladder)
    if claim.met:
        names.append(claim.met.ladder)
    if claim.flips:
        names += claim.flips.between
    return tuple(name for name in names if name)
