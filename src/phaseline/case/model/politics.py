"""
Politics as the sources give it: bodies with their seats, procedures with their quorum, whip counts,
polls, penalties; never named members.
"""

import re
from fractions import Fraction
from typing import Annotated

from phaseline.case.model.common import Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.quantity import UNKNOWN, Amount
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When

_VOTES = re.compile(r"(more than|at least) ([0-9]{1,4}) votes?")
_PORTION = re.compile(r"(more than|at least) ([0-9]{1,4})/([0-9]{1,4})( of all members)?")


@record
class Portion:
    """
    A share of members that has to be reached or exceeded.

    Args:
        share: The share, above 0 and at most 1.
        is_strict: Whether it has to be exceeded.
    """

    share: Fraction
    is_strict: bool


def portion(text: str) -> Portion | None:
    """
    Read a majority or a quorum; None where it cannot be read.

    >>> portion("at least 2/3")
    Portion(share=Fraction(2, 3), is_strict=False)
    >>> portion("most of them") is None
    True
    """
    match = _PORTION.fullmatch(" ".join(text.split()))
    if (
        match is None
        or not 0 < int(match[2]) <= int(match[3])
        or (match[1] == "more than" and match[2] == match[3])
    ):
        return None
    return Portion(share=Fraction(int(match[2]), int(match[3])), is_strict=match[1] == "more than")


def votes_needed(text: str) -> int | None:
    """
    Read a number of yes votes that are needed; None where it is none.

    >>> votes_needed("at least 9 votes"), votes_needed("more than 8 votes")
    (9, 9)
    >>> votes_needed("more than 1/2") is None
    True
    """
    match = _VOTES.fullmatch(" ".join(text.split()))
    number = int(match[2]) + (match[1] == "more than") if match else 0
    return number or None


@record
class Seats:
    """How many seats a party holds on a day."""

    party: Annotated[str, Meaning("The id of the party")]
    seats: Annotated[Amount, Meaning("Seats [seat], by address of a cited fact")]
    on: Annotated[When, Meaning("The day of the count")]
    weight: Annotated[
        Amount,
        Meaning(
            "What its members weigh together where a vote is by weight, such as 5 percent, or an"
            " address of a cited fact; each of them the same part of it"
        ),
    ] = UNKNOWN


@record
class Institution:
    """A body that must agree, or that can object."""

    id: Id
    name: Annotated[str, Meaning("Its name")]
    short: Annotated[
        str,
        Meaning("Its name within a sentence, after “the”, such as council; `name` if left out"),
    ] = ""
    seats: Annotated[
        tuple[Seats, ...], Meaning("Seats by party, each with its day; never by named member")
    ] = ()
    total: Annotated[Amount, Meaning("All seats [seat]")] = UNKNOWN
    facts: Facts = ()
    cites: Cites = ()


@record
class Passes:
    """
    What passes a vote: how many yes, of whom, and whose no blocks it; every member votes yes, no,
    abstains or is absent.
    """

    yes: Annotated[
        str,
        Meaning(
            "The share or number of yes votes needed, such as more than 1/2, at least 2/3 or at"
            " least 9 votes"
        ),
    ]
    of: Annotated[
        str,
        Meaning(
            "Of whom: all members, those present, or the votes cast (yes and no, abstentions left"
            " out)",
            pattern=r"^(members|present|cast)$",
            hint="members, present or cast",
        ),
    ]
    vetoes: Annotated[
        tuple[str, ...],
        Meaning(
            "Ids of the members, each of one seat, that block it by a no; an abstention does not"
        ),
    ] = ()
    weight: Annotated[
        str,
        Meaning(
            "The share of the weight of all members that those who say yes have to bring besides,"
            " such as at least 65/100; each member casts one vote, and nothing is weighed if left"
            " out"
        ),
    ] = ""


@record
class SilenceProcedure:
    """A decision that comes about by itself, unless somebody stops it in time."""

    after: Annotated[Amount, Meaning("How long it can be stopped, such as 30 day")]
    stopped_by: Annotated[
        str,
        Meaning(
            "The id of the procedure by which it is stopped; or any_member: a no of any member of"
            " the body stops it"
        ),
    ]


ANY_MEMBER = "any_member"


@record
class Procedure:
    """How a body decides: which majority, of whom, and who can stop it."""

    id: Id
    says: Annotated[str, Meaning("What is decided")]
    institution: Annotated[
        str, Meaning("The id of the body; left out where `all` names the decisions of several")
    ] = ""
    all: Annotated[
        tuple[str, ...],
        Meaning(
            "Ids of the procedures that all have to decide so, of several bodies, some of them made"
            " of others in turn; the chance is of all of them at once, parties that sit in several"
            " bodies moved by one shock"
        ),
    ] = ()
    together: Annotated[
        bool,
        Meaning(
            "Whether those of `all` decide side by side, so that the longest time counts; one after"
            " the other, their times added, if not"
        ),
    ] = False
    silence: Annotated[
        SilenceProcedure | None,
        Meaning("What stops it, where it comes about unless it is stopped"),
    ] = None
    quorum: Annotated[
        str,
        Meaning(
            "Who must attend, such as more than 1/2 of all members; none beside the majority if"
            " left out"
        ),
    ] = ""
    majority: Annotated[
        str,
        Meaning(
            "The share needed, such as more than 1/2 or at least 2/3; in words where nobody votes"
        ),
    ] = ""
    base: Annotated[
        str,
        Meaning(
            "Of whom: all members or those present",
            pattern=r"^(all|present|unknown)$",
            hint="all, present or unknown",
        ),
    ] = "unknown"
    passes: Annotated[
        Passes | None,
        Meaning(
            "What passes it, in place of `majority` and `base`; with it abstentions and vetoes are"
            " told apart"
        ),
    ] = None
    proposed_by: Annotated[str, Meaning("Who may propose it")] = ""
    veto: Annotated[str, Meaning("Who may refuse it, and what follows")] = ""
    veto_by: Annotated[
        str, Meaning("The id of the actor who may send back what has passed; nobody if left out")
    ] = ""
    override: Annotated[
        str, Meaning("The id of the procedure by which it passes again after that")
    ] = ""
    count: Annotated[
        str,
        Meaning(
            "The id of the whip count that is its own, where several count it; the first of them"
            " if left out"
        ),
    ] = ""
    chance: Annotated[
        str, Meaning("A formula, where nobody votes: the chance that it comes about")
    ] = ""
    days: Annotated[
        str, Meaning("A formula: how long it takes from the request to the decision [month]")
    ] = ""
    facts: Facts = ()
    cites: Cites = ()

    @property
    def counted_of(self) -> str:
        """Of whom the majority is counted: all, present or cast; unknown where nobody votes."""
        return {"members": "all"}.get(self.passes.of, self.passes.of) if self.passes else self.base

    @property
    def needs(self) -> str:
        """The share or number of yes votes needed; in words where nobody votes."""
        return self.passes.yes if self.passes else self.majority

    @property
    def weight(self) -> str:
        """The share of the weight of all members that is needed besides; nothing where none is."""
        return self.passes.weight if self.passes else ""

    @property
    def is_composed(self) -> bool:
        """Whether it hangs on decisions by other procedures, or on the silence of a body."""
        return bool(self.all) or self.silence is not None

    @property
    def vetoes(self) -> tuple[str, ...]:
        """The members whose no blocks it."""
        return self.passes.vetoes if self.passes else ()


@record
class WhipVote:
    """
    How a party is expected to vote: by one share, or by what it objects to in log-odds; never by
    named member.
    """

    party: Annotated[str, Meaning("The id of the party")]
    yes: Annotated[
        str,
        Meaning(
            "A formula: the share of its members present and not abstaining who vote yes; left out"
            " where `risk` is given"
        ),
    ] = ""
    risk: Annotated[
        str,
        Meaning(
            "A formula: how much the risk of what is proposed weighs against a yes, in log-odds"
        ),
    ] = ""
    framing: Annotated[
        str,
        Meaning(
            "A formula: the share of that risk which a deterrent framing takes away, once consulted"
        ),
    ] = ""
    bypass: Annotated[
        str, Meaning("A formula: how much more it weighs, in log-odds, where the body was bypassed")
    ] = ""
    proof: Annotated[
        str,
        Meaning(
            "A formula: how much a proved crossing adds to a yes, in log-odds, where the game asks"
            " while its reports stand at the most that are counted; nothing if left out"
        ),
    ] = ""
    attends: Annotated[
        str, Meaning("A formula: the share of its members who are present; all of them if left out")
    ] = ""
    abstains: Annotated[
        str,
        Meaning(
            "A formula: the share of its members present who abstain; none of them if left out"
        ),
    ] = ""


@record
class Whip:
    """A whip count: how every party is expected to vote on what one side moves."""

    id: Id
    title: Annotated[str, Meaning("What is counted, in a few words")]
    procedures: Annotated[
        tuple[str, ...],
        Meaning("Ids of the procedures for which it counts"),
    ]
    moved_by: Annotated[str, Meaning("The id of the actor who moves it")]
    votes: Annotated[tuple[WhipVote, ...], Meaning("Every party with seats, once")]
    main: Annotated[
        str,
        Meaning(
            "The id of the one of them by which it is shown what asking changes; the first of the"
            " case's procedures if left out"
        ),
    ] = ""
    shock: Annotated[
        str,
        Meaning(
            "A formula: how far the members of one party move together, as the standard deviation"
            " of a shock in log-odds; 0 if left out"
        ),
    ] = ""
    vetoed: Annotated[
        str,
        Meaning("A formula: the chance that the veto is used on what passes so; none if left out"),
    ] = ""
    facts: Facts = ()
    note: Text = ""


@record
class PollOption:
    """One answer of a poll."""

    says: Annotated[str, Meaning("The answer as offered or summarised")]
    share: Annotated[Amount, Meaning("Share of respondents [percent]")]
    counts_as: Annotated[
        str,
        Meaning(
            "support, oppose, other or none",
            pattern=r"^(support|oppose|other|none)$",
            hint="support, oppose, other or none",
        ),
    ] = "none"


@record
class Poll:
    """A poll with its question form; polls of different forms are never pooled."""

    id: Id
    title: Annotated[str, Meaning("The poll in a few words")]
    options: Annotated[tuple[PollOption, ...], Meaning("Every answer with its share")]
    question_form: Annotated[
        str, Meaning("How many answers were offered, and what they were; unknown if not stated")
    ] = "unknown"
    asks: Annotated[str, Meaning("The question as worded or described")] = ""
    pollster: Annotated[str, Meaning("Who carried it out; unknown if not stated")] = "unknown"
    client: Annotated[str, Meaning("Who ordered it")] = ""
    mode: Annotated[
        str,
        Meaning(
            "How people were reached, such as telephone; unknown if not stated", silence="unknown"
        ),
    ] = "unknown"
    fieldwork: Annotated[When, Meaning("When the interviews were made")] = NO_DATE
    sample: Annotated[Amount, Meaning("Respondents [respondent]")] = UNKNOWN
    is_complete: Annotated[
        bool, Meaning("Whether the listed answers are meant to add up to 100 percent")
    ] = True
    several_answers: Annotated[
        bool,
        Meaning(
            "Whether a person could give several answers, so that the shares may add up to more"
            " than 100 percent"
        ),
    ] = False
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
    options: Annotated[
        tuple[str, ...],
        Meaning(
            "Ids of the options of law that provoke it if they are taken without asking the body"
            " that consents"
        ),
    ] = ()
    procedure: Annotated[str, Meaning("The id of the procedure that carries it out")] = ""
    chance: Annotated[str, Meaning("A formula: the chance that the motion follows")] = ""
    success: Annotated[
        str, Meaning("A formula: the chance that the motion, once moved, ends the office")
    ] = ""
    facts: Facts = ()
