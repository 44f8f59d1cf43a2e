"""The challenger's side: acts, technologies, tracks and red lines."""

from enum import Enum
from typing import Annotated

from phaseline.case.model.common import Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record


class RedLineStatus(Enum):
    """How far a red line has come."""

    DRAWN = "drawn"
    PROPOSED = "proposed"
    COMMUNICATED = "communicated"
    ACCEPTED = "accepted"


@record
class Technology:
    """
    A family of technology that may be handed over, with the effect that a source states for it.
    """

    id: Id
    title: Annotated[str, Meaning("The family")]
    affects: Annotated[
        str, Meaning("The capability it affects, as a source says; empty if none is stated")
    ] = ""
    wordings: Annotated[
        tuple[str, ...], Meaning("Every printed wording that belongs to the family")
    ] = ()
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class RedLine:
    """
    A list of things that must not happen, drawn by one source; crossing one of them is crossing it.
    """

    id: Id
    title: Annotated[str, Meaning("The red line in a few words")]
    any_of: Annotated[
        tuple[str, ...],
        Meaning(
            "What it is about, any of which crosses it: ids of technologies, of acts, such as a"
            " loan that is called, or of tracks, such as troops that are sent"
        ),
    ]
    drawn_by: Annotated[str, Meaning("The id of the actor or source that draws it")]
    source: Annotated[str, Meaning("The id of the source that reports it")]
    status: Annotated[RedLineStatus, Meaning("drawn, proposed, communicated or accepted")]
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


class TrackRole(Enum):
    """What part a track plays in the game of a case, whatever it is called."""

    ANSWER = "answer"
    CLOCK = "clock"
    OFFICE = "office"


@record
class Track:
    """One dimension along which the other side can climb."""

    id: Id
    title: Annotated[str, Meaning("What climbs")]
    levels: Annotated[tuple[str, ...], Meaning("The levels, from none upward")]
    controlled_by: Annotated[
        str, Meaning("The id of the actor who decides it; nature for what nobody here decides")
    ]
    seen: Annotated[
        str,
        Meaning(
            "overt, graded or hidden",
            pattern=r"^(overt|graded|hidden)$",
            hint="overt, graded or hidden",
        ),
    ]
    at_start: Annotated[
        str, Meaning("The level on the as-of date; unknown where it cannot be told")
    ] = "unknown"
    short: Annotated[
        str, Meaning("What pictures call it, in two or three words; its title if left out")
    ] = ""
    role: Annotated[
        TrackRole | None,
        Meaning(
            "answer for how the challenger answers a demand, clock for what third parties may end,"
            " office for who governs the responder; none of these if left out"
        ),
    ] = None
    turned: Annotated[
        str,
        Meaning(
            "The level that means that it is given, ended or changed; needed where there is a role"
        ),
    ] = ""
    facts: Facts = ()
    note: Text = ""


@record
class Attributes:
    """
    What an act or a rung does, side by side, for the comparison of proportionality; not a legal
    finding.
    """

    endangers_own_nationals: Annotated[
        str,
        Meaning(
            "yes, no or unknown: does it target the responder's nationals?",
            pattern=r"^(yes|no|unknown)$",
            hint="yes, no or unknown",
        ),
    ] = "unknown"
    may_kill_theirs: Annotated[
        str,
        Meaning(
            "yes, no or unknown: may it kill the other side's nationals?",
            pattern=r"^(yes|no|unknown)$",
            hint="yes, no or unknown",
        ),
    ] = "unknown"
    territory: Annotated[str, Meaning("On whose territory it takes effect")] = "unknown"
    is_lethal: Annotated[
        str, Meaning("yes, no or unknown", pattern=r"^(yes|no|unknown)$", hint="yes, no or unknown")
    ] = "unknown"
    is_reversible: Annotated[
        str, Meaning("yes, no or unknown", pattern=r"^(yes|no|unknown)$", hint="yes, no or unknown")
    ] = "unknown"
    facts: Facts = ()


@record
class Act:
    """Something that the other side does or may do."""

    id: Id
    title: Annotated[str, Meaning("The act")]
    by: Annotated[str, Meaning("The id of the actor")]
    is_done: Annotated[
        str,
        Meaning(
            "yes, no, reported or unknown, on the as-of date",
            pattern=r"^(yes|no|reported|unknown)$",
            hint="yes, no, reported or unknown",
        ),
    ]
    goal: Annotated[
        str,
        Meaning(
            "deterrence if the aim is to prevent it, compellence if it is to be undone",
            pattern=r"^(deterrence|compellence|none)$",
            hint="deterrence, compellence or none",
        ),
    ] = "none"
    attributes: Annotated[
        Attributes, Meaning("What the act does, for the comparison of proportionality")
    ] = Attributes()
    assumption: Annotated[
        str, Meaning("The id of the assumption about whether it has begun already")
    ] = ""
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class CounterThreat:
    """A threat by the other side, with the condition under which it would act."""

    id: Id
    by: Annotated[str, Meaning("The id of the actor who threatens")]
    condition: Annotated[str, Meaning("What has to happen first, as worded")]
    consequence: Annotated[str, Meaning("What is threatened")]
    met: Annotated[
        str,
        Meaning(
            "undefined, unmet, executed, reneged or blocked; disputed where it is argued whether it"
            " is met already",
            pattern=r"^(undefined|unmet|executed|reneged|blocked|disputed)$",
            hint="undefined, unmet, executed, reneged, blocked or disputed",
        ),
    ]
    met_by: Annotated[
        tuple[str, ...], Meaning("Ids of the routes and the measures, each of which may meet it")
    ] = ()
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""
