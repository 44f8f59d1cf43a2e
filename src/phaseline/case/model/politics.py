"""Politics as the sources give it: bodies with their seats, procedures with their quorum, polls, penalties; never named members."""

from typing import Annotated

from phaseline.case.model.common import Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.quantity import UNKNOWN, Amount
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When


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
