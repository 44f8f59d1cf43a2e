"""
The files of published models, each in the letters of its authors.

Every number is in the unit of payoff of the file [M] unless it says otherwise; chances lie between
0 and 1.
"""

from typing import Annotated, Literal

from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record


@record
class Crisis:
    """
    A crisis between A, who may challenge, and B, who may resist; then A fights or backs down.

    A's payoffs of fighting and of backing down, and B's of fighting, hold a shock that only its
    owner sees: normal, independent, of one standard deviation.

    Source:
        Lewis & Schultz, *Political Analysis* 11 (2003), 345–367; the letters are those of the R
        package `sigInt` (Crisman-Cox & Gibilisco).
    """

    phaseline: Annotated[Literal[1], Meaning("The version of the format: 1")]
    kind: Annotated[Literal["crisis"], Meaning("crisis")]
    SA: Annotated[float, Meaning("A's payoff of the status quo [M]")]
    VA: Annotated[float, Meaning("A's payoff where B concedes [M]")]
    CB: Annotated[float, Meaning("B's payoff of conceding [M]")]
    VB: Annotated[float, Meaning("B's payoff where A backs down [M]")]
    WA: Annotated[float, Meaning("A's mean payoff of fighting [M]")]
    WB: Annotated[float, Meaning("B's mean payoff of fighting [M]")]
    a: Annotated[float, Meaning("A's mean payoff of backing down [M]")]
    sd: Annotated[float, Meaning("The standard deviation of each shock [M]")] = 1.0
    title: Annotated[str, Meaning("A title")] = ""


@record
class DyadPayoff:
    """What both players get in one state from one pair of acts, and where it leads."""

    state: Annotated[str | int, Meaning("The state in which they choose")]
    acts: Annotated[tuple[str | int, ...], Meaning("The act of the first player, and the second's")]
    u: Annotated[tuple[float, ...], Meaning("The payoff of the first player, and the second's [M]")]
    next_: Annotated[
        str | int,
        Meaning("The state that follows; the one in the place of the greater act if left out"),
    ] = ""


@record
class Dyad:
    """
    Two players who choose together in every state, each with logit errors, for ever.

    Each has a shock to every act that only it sees, type 1 extreme value with scale 1 and mean 0.

    Source:
        Crisman-Cox & Gibilisco, *American Journal of Political Science* 62 (2018), 566–580.
    """

    phaseline: Annotated[Literal[1], Meaning("The version of the format: 1")]
    kind: Annotated[Literal["dyad"], Meaning("dyad")]
    players: Annotated[tuple[str, ...], Meaning("The names of the two players")]
    states: Annotated[tuple[str | int, ...], Meaning("The states in order, from the calmest")]
    actions: Annotated[
        tuple[str | int, ...], Meaning("The acts of both players in order, from the calmest")
    ]
    discount: Annotated[float, Meaning("Weight of next period, between 0 and 1")]
    payoffs: Annotated[
        tuple[DyadPayoff, ...], Meaning("A row for every state and every pair of acts")
    ]
    start: Annotated[
        tuple[float, ...],
        Meaning(
            "Values to be verified [M]: the first player's by state and act, then the second's"
        ),
    ] = ()
    title: Annotated[str, Meaning("A title")] = ""
