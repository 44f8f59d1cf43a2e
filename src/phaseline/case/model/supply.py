"""
Needs, stocks, counters, donors and routes: what is asked for, what is there, which way it could go.
"""

from typing import Annotated

from phaseline.case.model.common import OPEN_WORD, Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.quantity import UNKNOWN, Amount
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When

BACKFILL = "backfill"  # a kind of route with a meaning: by way of a donor that passes on its own


@record
class Need:
    """Something that was asked for."""

    id: Id
    title: Annotated[str, Meaning("What is needed")]
    tier: Annotated[int, Meaning("1 for what is named first, 2 for the next list, and so on")]
    asked_by: Annotated[str, Meaning("The id of the actor who asks")]
    calibre: Annotated[str, Meaning("The calibre, where the need fixes one")] = ""
    quantity: Annotated[Amount, Meaning("How much; unknown if not stated")] = UNKNOWN
    weight: Annotated[
        str, Meaning("A formula: how much it counts beside the others in a plan; 1 if left out")
    ] = ""
    deadline: Annotated[
        str,
        Meaning(
            "A formula: how long what arrives counts; as long as the case looks ahead if left out"
        ),
    ] = ""
    over: Annotated[
        str,
        Meaning("A formula: the time over which it grows to its whole; all at once if left out"),
    ] = ""
    facts: Facts = ()
    cites: Cites = ()


@record
class Stock:
    """A kind of equipment that a holder has or makes."""

    id: Id
    title: Annotated[str, Meaning("What it is, in the canonical name")]
    holder: Annotated[str, Meaning("The id of the actor who has it")]
    meets: Annotated[tuple[str, ...], Meaning("Ids of the needs whose function it has")] = ()
    quantity: Annotated[
        Amount, Meaning("How many, by address of a cited fact; unknown if not stated")
    ] = UNKNOWN
    origin: Annotated[str, Meaning("Where it comes from: domestic, US, Soviet, …")] = ""
    status: Annotated[
        str,
        Meaning(
            "surplus, replaced, own_need or unknown, as a source presents it",
            pattern=r"^(surplus|replaced|own_need|unknown)$",
            hint="surplus, replaced, own_need or unknown",
        ),
    ] = "unknown"
    calibre: Annotated[str, Meaning("The calibre, where it matters for matching")] = ""
    launcher: Annotated[str, Meaning("The id of the stock it must be fired from")] = ""
    is_precedent_only: Annotated[
        bool, Meaning("A past delivery shows it once existed; no present stock is named")
    ] = False
    own_needs_test: Annotated[
        bool, Meaning("Whether the holder's own military needs stand against releasing it")
    ] = False
    unit: Annotated[str, Meaning("The unit in which it is counted, such as missile")] = ""
    assumed: Annotated[
        str, Meaning("A formula: how many a plan takes it to be, where no source gives a number")
    ] = ""
    condition: Annotated[
        str, Meaning("A formula: the share of it that works; all of it if left out")
    ] = ""
    floor: Annotated[
        str,
        Meaning(
            "A formula: the share of what works that the holder keeps for its own needs; none if"
            " left out"
        ),
    ] = ""
    makes: Annotated[
        str,
        Meaning(
            "A formula: the share of a need that new production of it meets in a month; none if"
            " left out"
        ),
    ] = ""
    makes_after: Annotated[
        str,
        Meaning("A formula: the time from an order to the first new piece; at once if left out"),
    ] = ""
    mass: Annotated[
        str, Meaning("A formula: what one piece weighs; nothing that matters if left out")
    ] = ""
    whole: Annotated[
        str,
        Meaning("A formula: how many of it meet a need in whole; a plan leaves it out without one"),
    ] = ""
    cost: Annotated[
        str,
        Meaning("A formula: what replacing it costs, as a share of its worth; nothing if left out"),
    ] = ""
    end_use: Annotated[str, Meaning("What its end-use terms limit, as a source says")] = ""
    bars: Annotated[
        tuple[
            Annotated[
                str,
                Meaning(
                    "A kind of route of this case",
                    pattern=OPEN_WORD,
                    hint="a word in small letters, such as direct or backfill",
                ),
            ],
            ...,
        ],
        Meaning("Kinds of routes by which its end-use terms forbid to send it"),
    ] = ()
    maker: Annotated[
        str, Meaning("The id of the actor who has to consent to its being passed on")
    ] = ""
    maker_delay: Annotated[
        str, Meaning("A formula: how long that consent takes; no time if left out")
    ] = ""
    maker_chance: Annotated[
        str, Meaning("A formula: the chance that it consents at all; sure if left out")
    ] = ""
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class Counter:
    """
    A quotation: a source says that one system would help against another. No ranges, effects or
    quantities.
    """

    id: Id
    against: Annotated[str, Meaning("The enemy system, as the source names it")]
    answer: Annotated[tuple[str, ...], Meaning("Ids of the stocks that the source names")]
    facts: Facts = ()
    cites: Cites = ()


@record
class Donor:
    """A partner whose own stocks have run down."""

    actor: Annotated[str, Meaning("The id of the actor")]
    id: Id
    depleted_in: Annotated[str, Meaning("What has run down, as the source says")]
    why: Annotated[str, Meaning("What for")] = ""
    passes_on: Annotated[
        str, Meaning("A formula: how much of what it gets it passes on; all of it if left out")
    ] = ""
    lag: Annotated[
        str, Meaning("A formula: the time from what it gets to what it passes on; none if left out")
    ] = ""
    reserve: Annotated[
        str, Meaning("A formula: what it has of its own, as a share of a need; nothing if left out")
    ] = ""
    floor: Annotated[
        str, Meaning("A formula: what it keeps, as a share of a need; nothing if left out")
    ] = ""
    facts: Facts = ()
    cites: Cites = ()


@record
class Route:
    """A way by which support reaches the beneficiary, with what became of it."""

    id: Id
    title: Annotated[str, Meaning("The route in a few words")]
    kind: Annotated[
        str,
        Meaning(
            "By what kind of way, a word such as component_reexport, commercial_refill,"
            " third_country, joint_production or airlift; direct: straight from the responder."
            " backfill: to a partner whose stocks have run down, and who passes on what it has",
            pattern=OPEN_WORD,
            hint="a word in small letters, such as direct or backfill",
        ),
    ]
    history: Annotated[
        str,
        Meaning(
            "used, blocked, proposed or not_used",
            pattern=r"^(used|blocked|proposed|not_used)$",
            hint="used, blocked, proposed or not_used",
        ),
    ]
    via: Annotated[tuple[str, ...], Meaning("Ids of the actors it passes through")] = ()
    reason: Annotated[str, Meaning("Why it was blocked or not used")] = ""
    items: Annotated[str, Meaning("What went, or would go, this way")] = ""
    quantity: Annotated[Amount, Meaning("How much went this way, by address of a cited fact")] = (
        UNKNOWN
    )
    when: Annotated[When, Meaning("When it was used")] = NO_DATE
    purpose: Annotated[str, Meaning("What it was for, where sources differ")] = ""
    known_to_oversight: Annotated[
        str,
        Meaning(
            "Whether those who oversee the executive know of it: yes, no or unknown; shown as a"
            " fact, never as an advantage",
            pattern=r"^(yes|no|unknown)$",
            hint="yes, no or unknown",
        ),
    ] = "unknown"
    depends_on: Annotated[
        tuple[str, ...], Meaning("Ids of the actors without whom the route is useless")
    ] = ()
    parts_from: Annotated[
        tuple[str, ...],
        Meaning(
            "Ids of the allies from whose course it sets the responder apart, should they stop"
        ),
    ] = ()
    capacity: Annotated[
        str, Meaning("A formula: the mass that it carries in a month; without limit if left out")
    ] = ""
    lead: Annotated[str, Meaning("A formula: the time under way; none if left out")] = ""
    exposure: Annotated[
        str,
        Meaning(
            "A formula: what using it adds to the exposure to the other side's answer; nothing if"
            " left out"
        ),
    ] = ""
    cost: Annotated[
        str,
        Meaning(
            "A formula: what it costs to send goods by it, as a share of their worth; nothing if"
            " left out"
        ),
    ] = ""
    known: Annotated[
        str, Meaning("A formula: the chance that it becomes known to the other side")
    ] = ""
    stopped: Annotated[
        str, Meaning("A formula: the chance that it is stopped once it is known")
    ] = ""
    facts: Facts = ()
    cites: Cites = ()
