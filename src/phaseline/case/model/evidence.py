"""
Sources, actors, facts, events, conflicts and silences: what is said, by whom, and what is not.
"""

from enum import Enum
from typing import Annotated

from phaseline.case.model.common import OPEN_WORD, Cites, Facts, Id, Modality, Ref, Status, Text
from phaseline.terms.entries import Entries
from phaseline.terms.meaning import Meaning
from phaseline.terms.quantity import UNKNOWN, Amount
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When


class SourceRole(Enum):
    """Whether a source is one of the papers that the case is about, or a further public record."""

    PAPER = "paper"
    RECORD = "record"


class ReadExtent(Enum):
    """How much of a source's text was read."""

    WHOLE = "whole"
    EXCERPT = "excerpt"


@record
class Verification:
    """Quotes that were held against the text of their source: by whom, when, and which text."""

    by: Annotated[str, Meaning("Who held them against it")]
    on: Annotated[When, Meaning("On which day")]
    sha256: Annotated[
        str,
        Meaning(
            "Hash of the text",
            pattern=r"^[0-9a-f]{64}$",
            hint="64 hexadecimal digits",
        ),
    ]
    quotes: Annotated[int, Meaning("How many quotes of the source there were, all of them found")]


@record
class Source:
    """A text that the case cites, described with the field names of CSL-JSON."""

    id: Id
    type: Annotated[
        str,
        Meaning(
            "CSL type: report, article-newspaper, dataset, webpage; legislation or regulation"
            " where what it asks for is laid down and no proposal"
        ),
    ]
    title: Annotated[str, Meaning("The title as printed")]
    role: Annotated[
        SourceRole, Meaning("paper (the case is about it) or record (a further public source)")
    ] = SourceRole.RECORD
    short: Annotated[str, Meaning("A short name for footnotes")] = ""
    author: Annotated[tuple[str, ...], Meaning("Authors, family name last")] = ()
    publisher: Annotated[str, Meaning("Who published it")] = ""
    container_title: Annotated[str, Meaning("The newspaper, journal or site it appeared in")] = ""
    issued: Annotated[When, Meaning("When it was published; unknown where it does not say")] = (
        NO_DATE
    )
    URL: Annotated[str, Meaning("Where it can be read")] = ""
    language: Annotated[
        str,
        Meaning(
            "Language code such as en, ko or de-CH: how its words are inflected and its numbers"
            " written"
        ),
    ] = "en"
    licence: Annotated[str, Meaning("Under what terms it may be used")] = ""
    sha256: Annotated[
        str,
        Meaning(
            "Hash of the text that was read",
            pattern=r"^([0-9a-f]{64})?$",
            hint="64 hexadecimal digits",
        ),
    ] = ""
    file_sha256: Annotated[
        str,
        Meaning(
            "Hash of the file that the text was taken from, such as a PDF",
            pattern=r"^([0-9a-f]{64})?$",
            hint="64 hexadecimal digits",
        ),
    ] = ""
    extractor: Annotated[str, Meaning("What took the text from that file, with its version")] = ""
    retrieved_at: Annotated[When, Meaning("When the text was read")] = NO_DATE
    read: Annotated[
        ReadExtent,
        Meaning(
            "whole, or excerpt where only a part of the text was read: its quotes count as read,"
            " not as verified"
        ),
    ] = ReadExtent.WHOLE
    verified: Annotated[
        Verification | None,
        Meaning("Who held its quotes against its text; written by `phaseline check --record`"),
    ] = None
    derives_from: Annotated[
        tuple[str, ...], Meaning("Ids of sources whose information this one repeats")
    ] = ()
    is_verified: Annotated[
        bool, Meaning("Whether the author of the case has read the text itself")
    ] = True
    note: Text = ""


class ActorKind(Enum):
    """What kind of actor it is."""

    STATE = "state"
    OFFICE = "office"
    PARTY = "party"
    ORGANISATION = "organisation"
    PUBLIC = "public"
    AUTHOR = "author"
    COMPANY = "company"


@record
class Actor:
    """One actor with one id and every printed spelling of its name."""

    id: Id
    name: Annotated[str, Meaning("The name used in answers")]
    kind: Annotated[
        ActorKind, Meaning("state, office, party, organisation, public, author or company")
    ]
    short: Annotated[
        str,
        Meaning(
            "How a sentence names it, with its article where it takes one, such as the Commission;"
            " by its name if left out"
        ),
    ] = ""
    aliases: Annotated[tuple[str, ...], Meaning("Every spelling printed in a source")] = ()
    part_of: Annotated[str, Meaning("The id of the actor it belongs to")] = ""
    note: Text = ""


BASE_RATE = "base_rate"  # a kind of fact with a meaning: a reference class beside the model
ENDING = "ending"  # another: what ends the steps of a paper, and when
RESERVATION = "reservation"  # another: what weakens what a paper asks for or announces
LAWS = frozenset({"legislation", "regulation"})  # types of source that lay down


@record
class Fact:
    """One statement about the world: who says it, with what standing, and where."""

    id: Id
    kind: Annotated[
        str,
        Meaning(
            "What the fact is about, a word such as act, aid, attack, background, casualties,"
            " demand, diplomacy, law, money, need, opinion, sanction, stock, technology, threat or"
            " troops; `phaseline facts --kind` filters by it. base_rate: a reference class, set"
            " beside the model. reservation: a concession, an exception or a doubt, which weakens"
            " what a paper asks for. ending: what ends its steps, and when",
            pattern=OPEN_WORD,
            hint="a word in small letters, such as attack or red_line",
        ),
    ]
    says: Annotated[str, Meaning("The statement, in the author's own words")]
    said_by: Annotated[str, Meaning("The id of the actor who says it")]
    status: Annotated[
        Status,
        Meaning("With what standing it is said: asserted, estimate, reported, threatened, …"),
    ]
    modality: Annotated[Modality, Meaning("said, could, should or will")] = Modality.SAID
    about: Annotated[tuple[str, ...], Meaning("Ids of the actors it is about")] = ()
    when: Annotated[When, Meaning("When it holds or happened")] = NO_DATE
    value: Annotated[Amount, Meaning("The number with its unit, or unknown")] = UNKNOWN
    bound: Annotated[
        str,
        Meaning(
            "How the number is meant: exact, about, more_than, less_than, or from, which is at"
            " least so much",
            pattern=r"^(exact|about|more_than|less_than|from)$",
            hint="exact, about, more_than, less_than or from",
        ),
    ] = "exact"
    parts: Annotated[
        tuple[str, ...], Meaning("Ids of facts whose values add up to this value")
    ] = ()
    scope: Annotated[str, Meaning("What the number covers, where the source leaves it open")] = ""
    beside: Annotated[
        str,
        Meaning(
            "Which figure of the game a base_rate stands beside. demand_met: how often a demand is"
            " met; deterred: how many courses shorten crossings; forecast: none, it says how far"
            " such models came true",
            pattern=r"^(demand_met|deterred|forecast)?$",
            hint="demand_met, deterred or forecast",
        ),
    ] = ""
    cites: Cites = ()
    proposed_by: Annotated[
        tuple[str, ...], Meaning("The rules that proposed it from a paper, with their versions")
    ] = ()
    confirmed_by: Annotated[str, Meaning("Who confirmed what was proposed")] = ""
    note: Text = ""


@record
class Output:
    """Something that the parties to a meeting agreed to do."""

    id: Id
    says: Annotated[str, Meaning("What was agreed")]
    state: Annotated[
        str,
        Meaning(
            "agreed, pending or completed, as the sources report it",
            pattern=r"^(agreed|pending|completed)$",
            hint="agreed, pending or completed",
        ),
    ]
    cites: Cites = ()


@record
class Event:
    """Something that happened, with its date as an interval."""

    id: Id
    title: Annotated[str, Meaning("What happened, in a few words")]
    when: Annotated[When, Meaning("The date, or the interval in which it must lie")]
    who: Annotated[tuple[str, ...], Meaning("Ids of the actors who took part")] = ()
    where: Annotated[str, Meaning("The place as the source gives it")] = ""
    outputs: Annotated[Entries[Output], Meaning("What was agreed, and whether it was done")] = (
        Entries()
    )
    after: Annotated[
        tuple[str, ...], Meaning("Ids of events that the source puts before this one")
    ] = ()
    same_as: Annotated[str, Meaning("The id of the event that this passage tells again")] = ""
    cites: Cites = ()
    proposed_by: Annotated[
        tuple[str, ...], Meaning("The rules that proposed it from a paper, with their versions")
    ] = ()
    confirmed_by: Annotated[str, Meaning("Who confirmed what was proposed")] = ""
    note: Text = ""


class Within(Enum):
    """Where a conflict lies."""

    BETWEEN = "between"
    WITHIN = "within"


@record
class Side:
    """One side of a conflict."""

    holds: Annotated[str, Meaning("What this side says")]
    source: Annotated[str, Meaning("The id of the source that says it")]
    facts: Facts = ()
    cites: Cites = ()


@record
class Conflict:
    """Two or more passages that do not go together, or one that is vague; every side is kept."""

    id: Id
    title: Annotated[str, Meaning("What the disagreement is about")]
    lies: Annotated[Within, Meaning("between two sources or within one")]
    sides: Annotated[tuple[Side, ...], Meaning("Every side, with what it rests on")]
    handling: Annotated[str, Meaning("How the case treats it, and why neither side is dropped")]
    matters_for: Annotated[tuple[str, ...], Meaning("Addresses whose answers turn on it")] = ()
    shown_by: Annotated[
        tuple[str, ...],
        Meaning(
            "What shows a thing that `handling` promises to show: addresses, or names of questions"
            " that every case is asked, such as law"
        ),
    ] = ()


@record
class Silence:
    """A question that the papers do not answer, with the public record where one exists."""

    id: Id
    asks: Annotated[str, Meaning("The question a reader may put")]
    absent: Annotated[
        tuple[str, ...], Meaning("Phrases that would answer it, checked to occur in no paper")
    ] = ()
    record: Annotated[
        str, Meaning("The id of a fact from a further public record that answers it")
    ] = ""
    assumption: Annotated[str, Meaning("The id of the assumption that stands in for it")] = ""
    note: Text = ""


__all__ = [
    "Actor",
    "ActorKind",
    "Conflict",
    "Event",
    "Fact",
    "Output",
    "ReadExtent",
    "Ref",
    "Side",
    "Silence",
    "Source",
    "SourceRole",
    "Verification",
    "Within",
]
