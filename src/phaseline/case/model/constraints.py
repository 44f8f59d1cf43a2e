"""Law and politics as the sources give them: provisions, readings, changes, seats, procedures, polls."""

from enum import Enum
from typing import Annotated

from phaseline.case.model.common import Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.quantity import UNKNOWN, Amount
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When


class Effect(Enum):
    """What a provision does."""

    PERMIT = "permit"
    CONSENT = "consent"
    PROHIBIT = "prohibit"
    DEFINE = "define"
    PROCEDURE = "procedure"
    PENALTY = "penalty"


class Force(Enum):
    """Where a provision stands."""

    IN_FORCE = "in_force"
    PROPOSED = "proposed"
    SOUGHT = "sought"
    CHALLENGED = "challenged"
    DISPUTED = "disputed"
    CLAIM = "claim"
    PRECEDENT = "precedent"
    POLICY = "policy"
    THREATENED = "threatened"


@record
class Reading:
    """One way in which a provision or a term is read, and who reads it so."""

    id: Id
    says: Annotated[str, Meaning("How the holder reads it")]
    held_by: Annotated[tuple[str, ...], Meaning("Ids of the actors who hold this reading")]
    facts: Facts = ()
    cites: Cites = ()


@record
class Provision:
    """A rule of law, or a claim about one, as a source states it; not legal advice."""

    id: Id
    statute: Annotated[str, Meaning("The statute, in the glossary's name")]
    says: Annotated[str, Meaning("What it provides")]
    effect: Annotated[Effect, Meaning("permit, consent, prohibit, define, procedure or penalty")]
    force: Annotated[Force, Meaning("in_force, proposed, sought, challenged, disputed, claim, precedent, policy, threatened")]
    article: Annotated[str, Meaning("The article, where the source gives it")] = ""
    condition: Annotated[str, Meaning("When it applies, and its exceptions")] = ""
    said_by: Annotated[tuple[str, ...], Meaning("Ids of the actors on whose word it rests")] = ()
    adopted: Annotated[When, Meaning("When it was adopted")] = NO_DATE
    effective: Annotated[When, Meaning("From when it applies")] = NO_DATE
    overrides: Annotated[tuple[str, ...], Meaning("Ids of provisions it takes priority over")] = ()
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class Term:
    """A term of law that different parties read differently; no reading is the right one here."""

    id: Id
    asks: Annotated[str, Meaning("The question of interpretation")]
    readings: Annotated[tuple[Reading, ...], Meaning("Every reading on record, with its holder")]
    provisions: Annotated[tuple[str, ...], Meaning("Ids of the provisions that use the term")] = ()


@record
class Amendment:
    """A change of law that somebody proposes, seeks or could seek, and the route it needs."""

    id: Id
    says: Annotated[str, Meaning("What it would change")]
    proposed_by: Annotated[str, Meaning("The id of the actor who proposes it")] = ""
    route: Annotated[str, Meaning("The procedure it needs, by id, or the court that decides")] = ""
    provisions: Annotated[tuple[str, ...], Meaning("Ids of the provisions it would change")] = ()
    facts: Facts = ()
    cites: Cites = ()


@record
class Seats:
    """How many seats a party holds on a day."""

    party: Annotated[str, Meaning("The id of the party")]
    seats: Annotated[Amount, Meaning("Seats [seat], by address of a cited fact")]
    on: Annotated[When, Meaning("The day of the count")]


@record
class Institution:
    """A body that must agree, or that can object."""

    id: Id
    name: Annotated[str, Meaning("Its name")]
    seats: Annotated[tuple[Seats, ...], Meaning("Seats by party, each with its day; never by named member")] = ()
    total: Annotated[Amount, Meaning("All seats [seat]")] = UNKNOWN
    facts: Facts = ()
    cites: Cites = ()


@record
class Procedure:
    """How a body decides: which majority, of whom, and who can stop it."""

    id: Id
    institution: Annotated[str, Meaning("The id of the body")]
    says: Annotated[str, Meaning("What is decided")]
    quorum: Annotated[str, Meaning("Who must attend")] = ""
    majority: Annotated[str, Meaning("The share needed")] = ""
    base: Annotated[
        str, Meaning("Of whom: all members or those present", pattern=r"^(all|present|unknown)$", hint="all, present or unknown")
    ] = "unknown"
    proposed_by: Annotated[str, Meaning("Who may propose it")] = ""
    veto: Annotated[str, Meaning("Who may refuse it, and what follows")] = ""
    facts: Facts = ()
    cites: Cites = ()


@record
class PollOption:
    """One answer of a poll."""

    says: Annotated[str, Meaning("The answer as offered or summarised")]
    share: Annotated[Amount, Meaning("Share of respondents [percent]")]
    counts_as: Annotated[
        str, Meaning("support, oppose, other or none", pattern=r"^(support|oppose|other|none)$", hint="support, oppose, other or none")
    ] = "none"


@record
class Poll:
    """A poll with its question form; polls of different forms are never pooled."""

    id: Id
    title: Annotated[str, Meaning("The poll in a few words")]
    options: Annotated[tuple[PollOption, ...], Meaning("Every answer with its share")]
    question_form: Annotated[str, Meaning("How many answers were offered, and what they were; unknown if not stated")] = "unknown"
    asks: Annotated[str, Meaning("The question as worded or described")] = ""
    pollster: Annotated[str, Meaning("Who carried it out; unknown if not stated")] = "unknown"
    client: Annotated[str, Meaning("Who ordered it")] = ""
    fieldwork: Annotated[When, Meaning("When the interviews were made")] = NO_DATE
    sample: Annotated[Amount, Meaning("Respondents [respondent]")] = UNKNOWN
    is_complete: Annotated[bool, Meaning("Whether the listed answers are meant to add up to 100 percent")] = True
    cites: Cites = ()
    note: Text = ""


@record
class Penalty:
    """What an act of the executive exposes an office-holder to, as an actor threatens it."""

    id: Id
    act: Annotated[str, Meaning("The act and the procedure that provoke it")]
    exposes: Annotated[str, Meaning("The id of the office exposed")]
    to: Annotated[str, Meaning("The procedure threatened")]
    by: Annotated[str, Meaning("The id of the actor who threatens it")]
    facts: Facts = ()
