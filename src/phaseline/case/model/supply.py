"""Needs, stocks, counters, donors and routes: what is asked for, what is there, which way it could go."""

from typing import Annotated

from phaseline.case.model.common import Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.quantity import UNKNOWN, Amount
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When


@record
class Need:
    """Something that was asked for."""

    id: Id
    title: Annotated[str, Meaning("What is needed")]
    tier: Annotated[int, Meaning("1 for what is named first, 2 for the next list, and so on")]
    asked_by: Annotated[str, Meaning("The id of the actor who asks")]
    calibre: Annotated[str, Meaning("The calibre, where the need fixes one")] = ""
    quantity: Annotated[Amount, Meaning("How much; unknown if not stated")] = UNKNOWN
    facts: Facts = ()
    cites: Cites = ()


@record
class Stock:
    """A kind of equipment that a holder has or makes."""

    id: Id
    title: Annotated[str, Meaning("What it is, in the canonical name")]
    holder: Annotated[str, Meaning("The id of the actor who has it")]
    meets: Annotated[tuple[str, ...], Meaning("Ids of the needs whose function it has")] = ()
    quantity: Annotated[Amount, Meaning("How many, by address of a cited fact; unknown if not stated")] = UNKNOWN
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
    is_precedent_only: Annotated[bool, Meaning("A past transfer shows it once existed; no present stock is named")] = False
    own_needs_test: Annotated[bool, Meaning("Whether the holder's own military needs stand against releasing it")] = False
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class Counter:
    """A quotation: a source says that one system would help against another. No ranges, effects or quantities."""

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
            "direct, backfill, component_reexport, commercial_refill, third_country or joint_production",
            pattern=r"^(direct|backfill|component_reexport|commercial_refill|third_country|joint_production)$",
            hint="direct, backfill, component_reexport, commercial_refill, third_country or joint_production",
        ),
    ]
    history: Annotated[
        str,
        Meaning(
            "used, blocked, proposed or not_used", pattern=r"^(used|blocked|proposed|not_used)$", hint="used, blocked, proposed or not_used"
        ),
    ]
    via: Annotated[tuple[str, ...], Meaning("Ids of the actors it passes through")] = ()
    reason: Annotated[str, Meaning("Why it was blocked or not used")] = ""
    items: Annotated[str, Meaning("What went, or would go, this way")] = ""
    quantity: Annotated[Amount, Meaning("How much went this way, by address of a cited fact")] = UNKNOWN
    when: Annotated[When, Meaning("When it was used")] = NO_DATE
    purpose: Annotated[str, Meaning("What it was for, where sources differ")] = ""
    known_to_assembly: Annotated[
        str,
        Meaning(
            "Whether the parliament knows of it: yes, no or unknown; shown as a fact, never as an advantage",
            pattern=r"^(yes|no|unknown)$",
            hint="yes, no or unknown",
        ),
    ] = "unknown"
    depends_on: Annotated[tuple[str, ...], Meaning("Ids of the actors without whom the route is useless")] = ()
    facts: Facts = ()
    cites: Cites = ()
