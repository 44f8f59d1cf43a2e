"""
The files of published models, each in the letters of its authors.

Every number is in the unit of payoff of the file [M] unless it says otherwise; chances lie between
0 and 1.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from phaseline.case.model.common import Id
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


@record
class TablePayoff:
    """What both players get from one pair of acts."""

    acts: Annotated[tuple[str, ...], Meaning("The act of the first player, and the second's")]
    u: Annotated[tuple[float, ...], Meaning("The payoff of the first player, and the second's [M]")]


@record
class Table:
    """
    Two players who choose once: both at a time, or the second on seeing a label of the first's act.

    With `labels` a plan of the second player says an act for each label; all Nash equilibria of
    acts against plans are looked for.
    """

    first: Annotated[tuple[str, ...], Meaning("The acts of the first player")]
    second: Annotated[tuple[str, ...], Meaning("The acts of the second player")]
    payoffs: Annotated[tuple[TablePayoff, ...], Meaning("A row for every pair of acts")]
    labels: Annotated[
        tuple[str, ...], Meaning("What the second player may see first; nothing if left out")
    ] = ()
    seen: Annotated[
        Mapping[str, tuple[float, ...]],
        Meaning("For each act of the first player the chances of the labels; they sum to 1"),
    ] = field(default_factory=dict)


@record
class Watching:
    """
    One decision maker who acts period by period on what it sees of a state that it does not see.

    It knows the chances, holds a belief, and does best for itself until the horizon.
    """

    states: Annotated[tuple[str, ...], Meaning("The states")]
    acts: Annotated[tuple[str, ...], Meaning("The acts; of equals the first is taken")]
    labels: Annotated[tuple[str, ...], Meaning("What may be seen after an act")]
    belief: Annotated[tuple[float, ...], Meaning("The chance of each state at the start")]
    horizon: Annotated[int, Meaning("How many acts there are at most")]
    pay: Annotated[
        Mapping[str, Mapping[str, float]],
        Meaning("act -> state -> payoff [M]; 0 where it is left out"),
    ]
    seen: Annotated[
        Mapping[str, Mapping[str, tuple[float, ...]]],
        Meaning("act -> state after the act -> the chances of the labels; alike if left out"),
    ] = field(default_factory=dict)
    moves: Annotated[
        Mapping[str, Mapping[str, Mapping[str, float]]],
        Meaning("act -> state -> next state -> chance; it stays where it is if left out"),
    ] = field(default_factory=dict)
    ends: Annotated[tuple[str, ...], Meaning("The acts after which it is over")] = ()
    discount: Annotated[float, Meaning("Weight of the next period, above 0 and at most 1")] = 1.0


@record
class Reputation:
    """
    A store in several markets, each with an entrant, which may be of a kind that always fights.

    The entrant gets 0 if it stays out, b if it enters and the store yields, b − 1 if it is fought.
    A weak store gets a where nobody enters, 0 where it yields, −1 where it fights.

    Source:
        Kreps & Wilson, *Journal of Economic Theory* 27 (1982), 253–279.
    """

    a: Annotated[float, Meaning("What a market without entry is worth to the store; above 1")]
    b: Annotated[float, Meaning("What entry without a fight is worth; between 0 and 1")]
    markets: Annotated[int, Meaning("How many markets there are, one after the other")]
    prior: Annotated[float, Meaning("The chance that the store always fights")]


@record
class Textbook:
    """
    A small model of a general form: a table, a decision under a belief, or a reputation.

    One of the three is given.
    """

    phaseline: Annotated[Literal[1], Meaning("The version of the format: 1")]
    kind: Annotated[Literal["textbook"], Meaning("textbook")]
    table: Annotated[Table | None, Meaning("Two players who choose once")] = None
    watching: Annotated[Watching | None, Meaning("One who acts on a belief")] = None
    reputation: Annotated[
        Reputation | None, Meaning("A store that may be of a kind that fights")
    ] = None
    title: Annotated[str, Meaning("A title")] = ""


@record
class Suspect:
    """One who may act unseen, where it has an opportunity."""

    id: Id
    opportunity: Annotated[float, Meaning("The chance that it is the one who may act")]
    loss: Annotated[float, Meaning("What it costs it to be answered [M]")] = 1.0
    low: Annotated[float, Meaning("The least that acting gains it [M]")] = 0.0
    high: Annotated[float, Meaning("The most that acting gains it; all between as likely [M]")] = (
        1.0
    )


@record
class Suspects:
    """
    Several who may act unseen, and a responder who answers the one who is named as far as it
    believes the report.

    Source:
        Baliga, Bueno de Mesquita & Wolitzky, *American Political Science Review* 114 (2020),
        1155–1178, with even distributions.
    """

    phaseline: Annotated[Literal[1], Meaning("The version of the format: 1")]
    kind: Annotated[Literal["suspects"], Meaning("suspects")]
    suspects: Annotated[tuple[Suspect, ...], Meaning("Those who may act; one at most can")]
    detection: Annotated[float, Meaning("The chance that an act is reported: d")]
    misattribution: Annotated[
        float, Meaning("The chance that the report then names another: e")
    ] = 0.0
    false_alarm: Annotated[
        float, Meaning("The chance that each is named though nobody acted: f")
    ] = 0.0
    title: Annotated[str, Meaning("A title")] = ""
