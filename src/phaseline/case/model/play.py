"""
The case as a game: which tracks are played, what each side gains and loses, what a completed ladder
calls for.

Every number is a formula over addresses of assumptions, facts and derived numbers; none stands here
by itself. Rungs are not given numbers one by one: a rung does what its measures do.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from phaseline.case.model.common import Facts, Id, Text
from phaseline.terms.entries import Entries
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record

Formula = Annotated[
    str,
    Meaning(
        "A formula over addresses, such as assumptions.loss-r2; it holds no numbers of its own"
    ),
]


@record
class LevelNumber:
    """A number that goes with one level of a track."""

    track: Annotated[str, Meaning("The id of the game's track")]
    level: Annotated[str, Meaning("The level")]
    number: Formula


@record
class JointLevelNumber:
    """A number that goes with several tracks at their levels together."""

    levels: Annotated[
        Mapping[str, str],
        Meaning("Ids of tracks of the game with the level of each; all of them have to hold"),
    ]
    number: Formula


@record
class GameMove:
    """One thing that the challenger can do on a track."""

    do: Annotated[str, Meaning("What it does, in a word")]
    start: Annotated[str, Meaning("The level that it leaves")]
    end: Annotated[str, Meaning("The level that it leads to")]
    cost: Annotated[
        str, Meaning("A formula: what each attempt costs the challenger; nothing if left out")
    ] = ""
    does: Annotated[
        str,
        Meaning("What one who does it does, such as gives the commitment; its word if left out"),
    ] = ""
    many: Annotated[str, Meaning("What several do, such as give the commitment")] = ""
    requires: Annotated[
        Mapping[str, str],
        Meaning("Ids of other tracks of the game with the level at which each has to stand for it"),
    ] = field(default_factory=dict)
    excludes: Annotated[
        Mapping[str, str],
        Meaning("Ids of other tracks of the game with the level at which each may not stand"),
    ] = field(default_factory=dict)


@record
class Drift:
    """Where nature may take a track in a period."""

    start: Annotated[str, Meaning("The level that it leaves")]
    end: Annotated[str, Meaning("The level that it leads to")]
    chance: Annotated[str, Meaning("A formula: the chance per period")]


@record
class Begun:
    """A level at which a track may stand already on the as-of date."""

    level: Annotated[str, Meaning("The level")]
    chance: Annotated[str, Meaning("A formula: the chance that it does")]


@record
class GameTrack:
    """
    A track of the game: one of the case, or what a red line holds or leaves out.
    """

    id: Id
    of: Annotated[
        str,
        Meaning(
            "The id of a track of the case; red_line for what the red line holds, off_line for what"
            " it leaves out"
        ),
    ]
    levels: Annotated[
        tuple[str, ...],
        Meaning("The levels that are played, in order; all levels of the track if left out"),
    ] = ()
    moves: Annotated[tuple[GameMove, ...], Meaning("What the challenger can do")] = ()
    drift: Annotated[tuple[Drift, ...], Meaning("Where nature may take it")] = ()
    begun: Annotated[tuple[Begun, ...], Meaning("Levels at which it may stand already")] = ()
    noticed: Annotated[
        str,
        Meaning(
            "A formula: the chance per period that a level above the first is reported; everybody"
            " sees it if left out"
        ),
    ] = ""
    mistaken: Annotated[
        str, Meaning("A formula: the chance per period of a report at the first level")
    ] = ""
    harm: Annotated[
        tuple[LevelNumber, ...], Meaning("What a level costs the responder per period")
    ] = ()
    always: Annotated[
        bool,
        Meaning(
            "Whether it is played in every run; otherwise only where a trigger or a demand of the"
            " ladder names it, or where it is asked for"
        ),
    ] = False
    note: Text = ""


@record
class GameType:
    """A private kind of challenger."""

    id: Id
    title: Annotated[
        str, Meaning("What tells the kind, as a clause after “the type that”: is paid well for it")
    ]
    weight: Annotated[
        str, Meaning("A formula: its weight among the types, before they are scaled to one")
    ]
    gains: Annotated[
        tuple[LevelNumber, ...], Meaning("What it gains per period, by track and level")
    ]
    joint_gains: Annotated[
        tuple[JointLevelNumber, ...],
        Meaning("What it gains per period where several tracks stand at their levels together"),
    ] = ()
    abstains: Annotated[
        str,
        Meaning(
            "Why it would not cross whatever is answered, such as a partner or a price that holds"
            " it back; its gains on the red line are then below 0. Empty where it may cross"
        ),
    ] = ""


@record
class Completed:
    """What one kind of challenger gains once, when a project is done."""

    type: Annotated[str, Meaning("The id of the type")]
    number: Formula


@record
class Project:
    """
    Work that is begun, is under way, and is done for good: the same track, played beside its flow.
    What is done is known from then on, and cannot be taken back.
    """

    id: Id
    title: Annotated[str, Meaning("The work in a few words, as a clause: the warhead is developed")]
    track: Annotated[
        str,
        Meaning("The id of a track of the game with two levels; the second is the work under way"),
    ]
    owner: Annotated[str, Meaning("Who answers for it that this is work, and no flow")]
    rationale: Annotated[str, Meaning("Why it is, and what speaks against it")]
    takes: Annotated[
        str, Meaning("A formula: how long the work takes on average, once it is begun")
    ]
    gains: Annotated[
        tuple[Completed, ...],
        Meaning(
            "What each kind of challenger gains once it is done, in place of what the level gains"
            " it per period; one that is not named keeps that"
        ),
    ] = ()
    harm: Annotated[
        str, Meaning("A formula: what it costs the responder per period, once it is done")
    ] = ""
    subjects: Annotated[
        tuple[str, ...],
        Meaning("Ids of what the red lines list that is such work; the rest is a flow"),
    ] = ()
    facts: Facts = ()
    note: Text = ""


@record
class GameController:
    """
    One of several who decide, where it is asked whom a ladder deters; nothing else plays it.
    """

    id: Id
    actor: Annotated[str, Meaning("The id of the actor")]
    controls: Annotated[
        tuple[str, ...],
        Meaning("Ids of the tracks of the game on which it alone moves; each has one such"),
    ]
    owner: Annotated[
        str,
        Meaning(
            "Who answers for it that it decides apart, and for its numbers; who prepared the case"
            " if left out"
        ),
    ] = ""
    share: Annotated[
        str,
        Meaning(
            "A formula: the share of what a measure costs the challenger that falls on it; all of"
            " it if left out"
        ),
    ] = ""
    types: Annotated[Entries[GameType], Meaning("Its kinds; those of the game if left out")] = (
        Entries()
    )
    joint_gains: Annotated[
        tuple[JointLevelNumber, ...],
        Meaning(
            "What each of its kinds that does not abstain gains more per period where several"
            " tracks stand at their levels together"
        ),
    ] = ()
    disaster: Annotated[
        str, Meaning("A formula: its loss at a disaster; that of the game if left out")
    ] = ""
    facts: Facts = ()
    note: Text = ""


@record
class NamedOffer:
    """
    What the responder could offer beside a ladder while its demand is met; page one plays none of
    it.
    """

    id: Id
    title: Annotated[str, Meaning("What is offered, in a few words, such as a resumption of trade")]
    owner: Annotated[str, Meaning("Who answers for it that this could be offered")]
    rationale: Annotated[str, Meaning("Why it could be, and what speaks against it")]
    inducement: Annotated[
        str,
        Meaning(
            "A formula: what it pays the challenger per period while the demand of the ladder is"
            " met and no rung above its off-ramp is in force, and costs the responder"
        ),
    ]
    verification: Annotated[
        str,
        Meaning(
            "A formula: the chance per period that a crossing is reported once it is taken up; as"
            " without it if left out"
        ),
    ] = ""
    breach: Annotated[
        str,
        Meaning(
            "A formula: what a breach that is found costs the challenger per period, beside what it"
            " costs without the offer"
        ),
    ] = ""
    transparency: Annotated[
        str,
        Meaning(
            "A formula: what being seen for certain would cost the challenger per period; it bears"
            " the part of it that the verification is"
        ),
    ] = ""
    facts: Facts = ()
    note: Text = ""


@record
class Gate:
    """Whose consent a measure waits for, and how it is asked."""

    id: Id
    title: Annotated[str, Meaning("Who consents")]
    chance: Annotated[str, Meaning("A formula: the chance per period, or of one vote")]
    retry: Annotated[
        str, Meaning("A formula: for a vote, the periods from one to the next; no vote if left out")
    ] = ""
    note: Text = ""


STANDINGS = ("silent", "practice", "executive", "consent", "barred", "consent_lifts_bar")


@record
class Consent:
    """
    What a standing in law comes to in the game: a chance per period, or a vote by the procedure
    that the law names.
    """

    standing: Annotated[
        str,
        Meaning(
            "The standing",
            pattern="^(" + "|".join(STANDINGS) + ")$",
            hint=", ".join(STANDINGS),
        ),
    ]
    chance: Annotated[
        str,
        Meaning(
            "A formula: the chance per period; for a body that votes, the count of votes gives it"
        ),
    ] = ""
    is_open: Annotated[
        bool, Meaning("Where no chance is given: whether consent is there at once, or never")
    ] = False
    retry: Annotated[
        str, Meaning("A formula: for a body that votes, the time from a lost vote to the next")
    ] = ""
    note: Text = ""


@record
class MeasureEffect:
    """
    What a measure does once it is in force; a rung does the most that any of its measures does.
    """

    measure: Annotated[str, Meaning("The id of the measure")]
    loss: Annotated[
        str,
        Meaning(
            "A formula: loss imposed on the challenger per period; a rung imposes the greatest loss"
            " of its measures, not their sum"
        ),
    ] = ""
    cost: Annotated[str, Meaning("A formula: cost to the responder per period")] = ""
    benefit: Annotated[str, Meaning("A formula: weighed benefit to the responder per period")] = ""
    gate: Annotated[
        str,
        Meaning(
            "The id of the gate that it waits for, where the law is not asked about it; none if"
            " left out"
        ),
    ] = ""
    lead: Annotated[str, Meaning("A formula: time from consent until it is in force")] = ""
    standdown: Annotated[
        str,
        Meaning(
            "A formula: the chance per period that it ends once it is no longer called; at once if"
            " left out"
        ),
    ] = ""
    risk: Annotated[str, Meaning("A formula: the chance per year of disaster while in force")] = ""
    releases: Annotated[
        bool,
        Meaning(
            "Whether its carrying out releases the challenger from what restrains it until then"
        ),
    ] = False
    lasts: Annotated[
        str,
        Meaning(
            "A formula: for how long it is in force before it is over for good; no end if left out"
        ),
    ] = ""
    expires: Annotated[
        str,
        Meaning(
            "The last day on which it is available, such as 2025-06-30; or provisions.ID for the"
            " last day of a provision, or a formula: for how long; no end if left out"
        ),
    ] = ""
    once_loss: Annotated[
        str,
        Meaning("A formula: loss imposed on the challenger once, when it is first in force"),
    ] = ""
    once_cost: Annotated[
        str, Meaning("A formula: cost to the responder once, when it is first in force")
    ] = ""


@record
class Muted:
    """A level at which only a part of every loss and benefit is left; costs stay."""

    track: Annotated[str, Meaning("The id of the game's track")]
    level: Annotated[str, Meaning("The level")]
    share: Annotated[str, Meaning("A formula: the share that is left")]


@record
class RungRule:
    """Something that a completion says of one rung, in periods or reports."""

    rung: Annotated[str, Meaning("The id of the rung")]
    count: Annotated[
        str, Meaning("A formula: how many periods or reports; at once if left out")
    ] = ""


@record
class RungAt:
    """A rung that goes with a level that everybody sees."""

    track: Annotated[str, Meaning("The id of the game's track")]
    level: Annotated[str, Meaning("The level")]
    rung: Annotated[str, Meaning("The id of the rung")]


@record
class Met:
    """A level at which a demand is met."""

    track: Annotated[str, Meaning("The id of the game's track")]
    levels: Annotated[tuple[str, ...], Meaning("The levels")]


@record
class RungAsks:
    """A body that a completion puts a rung before, whatever the law asks."""

    rung: Annotated[str, Meaning("The id of the rung")]
    procedure: Annotated[str, Meaning("The id of the procedure by which the body allows it")]


@record
class AskFirst:
    """
    Consent that is asked for before the first act, and held: both sides know the answer.
    """

    rungs: Annotated[
        tuple[str, ...],
        Meaning("The rungs for which it is asked; all whose consent may be refused if left out"),
    ] = ()
    chance: Annotated[
        str,
        Meaning("A formula: the chance of yes; that of the consent when called if left out"),
    ] = ""
    cost: Annotated[
        str, Meaning("A formula: what asking costs the responder, whatever the answer")
    ] = ""
    lasts: Annotated[
        str,
        Meaning("A formula: for how long a rung may be ordered under a yes; no end if left out"),
    ] = ""
    asks_again: Annotated[
        bool,
        Meaning(
            "Whether the body is asked again when a rung is called without a yes; left out, a no is"
            " final and the rung is passed over"
        ),
    ] = False


@record
class PlayRules:
    """
    How a ladder is played: what calls its rungs, what ends a call, and where its demand is met.

    Rungs that the ladder takes at once need not be named again.
    """

    rungs: Annotated[
        tuple[str, ...],
        Meaning("The rungs that are played, of any ladder; those of the ladder if left out"),
    ] = ()
    enter: Annotated[
        tuple[RungRule, ...], Meaning("Rungs called by reports, from how many on")
    ] = ()
    exit: Annotated[
        tuple[RungRule, ...], Meaning("At how few reports such a rung is called off")
    ] = ()
    lasting: Annotated[
        tuple[str, ...], Meaning("Rungs that stay called once they are in force")
    ] = ()
    overt: Annotated[tuple[RungAt, ...], Meaning("Rungs called by what everybody sees")] = ()
    deadline: Annotated[
        tuple[RungRule, ...],
        Meaning("Rungs that follow the one below after a time, the demand unmet"),
    ] = ()
    demand: Annotated[tuple[Met, ...], Meaning("Where the demand is met")] = ()
    off_ramp: Annotated[
        str, Meaning("The highest rung that stays while the demand is met; no limit if left out")
    ] = ""
    available: Annotated[tuple[RungAt, ...], Meaning("The highest rung while a level holds")] = ()
    asks: Annotated[
        tuple[RungAsks, ...],
        Meaning(
            "Rungs that a body has to allow, also where the law leaves them to somebody else or is"
            " silent; a bar is lifted first, where the encoding says how"
        ),
    ] = ()
    asks_first: Annotated[
        AskFirst | None,
        Meaning("Consent that is asked for beforehand; only when a rung is called if left out"),
    ] = None
    max_step: Annotated[int, Meaning("Most rungs climbed at once; 0 for no limit")] = 0
    note: Text = ""


@record
class GamePolicy(PlayRules):
    """
    A ladder made ready to be solved: a contrast as it stands, or a published ladder in one
    completion. It is derived, and never written.
    """

    id: Annotated[str, Meaning("The id of the completion, or of the ladder of a contrast")]
    ladder: Annotated[str, Meaning("The id of the ladder")]
    completion: Annotated[str, Meaning("The id of the completion; none for a contrast")] = ""

    @property
    def address(self) -> str:
        """Where in the case it stands."""
        ladder = f"ladders.{self.ladder}"
        return f"{ladder}.completions.{self.completion}" if self.completion else ladder


@record
class Viewpoint:
    """
    By whose account a ladder is valued: weights on the parts of the responder's value; what is left
    out weighs 1.
    """

    id: Id
    title: Annotated[str, Meaning("The view in a few words")]
    actor: Annotated[
        str,
        Meaning(
            "The id of the actor whose concerns it stands for; who set the weights stands at the"
            " assumptions"
        ),
    ]
    benefit: Annotated[str, Meaning("A formula: the weight of the benefit")] = ""
    cost: Annotated[str, Meaning("A formula: the weight of cost and set-up")] = ""
    harm: Annotated[str, Meaning("A formula: the weight of harm from crossings")] = ""
    audience: Annotated[str, Meaning("A formula: the weight of audience costs")] = ""
    disaster: Annotated[str, Meaning("A formula: the weight of the loss at a disaster")] = ""
    facts: Facts = ()
    note: Text = ""


@record
class LadderForm:
    """
    How the members of one form differ from the policy that is varied, beside rungs and counts.
    """

    id: Id
    by_reports: Annotated[bool, Meaning("Whether reports call its rungs")] = True
    by_acts: Annotated[bool, Meaning("Whether what everybody sees calls its rungs")] = True
    by_time: Annotated[bool, Meaning("Whether rungs follow the one below after a time")] = True
    is_lasting: Annotated[
        bool, Meaning("Whether every rung that is called stays called once it is in force")
    ] = False
    is_stepwise: Annotated[bool, Meaning("Whether one rung is climbed at a time")] = False
    side_by_side: Annotated[
        bool, Meaning("Whether orders run side by side, so that leads do not add up")
    ] = False
    asks_first: Annotated[
        bool, Meaning("Whether every consent that may be refused is asked for before the first act")
    ] = False


@record
class Search:
    """
    The declared class of ladders in which the best one is looked for; every member is a completion
    of ours, and nobody's proposal.
    """

    policy: Annotated[
        str,
        Meaning("The id of the policy that is varied: that of its completion, or of its ladder"),
    ]
    owner: Annotated[str, Meaning("Who answers for the class, and so for every member of it")]
    counts: Annotated[
        tuple[int, ...],
        Meaning("From how many net reports a rung that reports call may be called; each is tried"),
    ]
    leave_out: Annotated[
        tuple[str, ...], Meaning("Rungs that may be left out; never the lowest")
    ] = ()
    in_order: Annotated[
        bool, Meaning("Whether no rung is called by fewer reports than a lower one")
    ] = True
    dwell: Annotated[
        tuple[int, ...],
        Meaning("Least periods in force before standing down; each is tried; 0 alone if left out"),
    ] = ()
    forms: Annotated[
        Entries[LadderForm],
        Meaning(
            "Forms that are tried beside that of the policy that is varied, each with all rungs"
        ),
    ] = Entries()
    viewpoints: Annotated[
        Entries[Viewpoint],
        Meaning("By whose account the members are valued too, beside the responder's own"),
    ] = Entries()
    note: Text = ""


@record
class GameSetup:
    """The case as a game."""

    id: Id
    title: Annotated[str, Meaning("The game in a few words")]
    discount_challenger: Formula
    discount_responder: Formula
    tracks: Annotated[Entries[GameTrack], Meaning("What can be climbed")]
    types: Annotated[Entries[GameType], Meaning("The kinds of challenger")]
    challengers: Annotated[
        Entries[GameController],
        Meaning(
            "Several who decide, each on tracks of its own: asked for by `whom` alone, and played"
            " nowhere else"
        ),
    ] = Entries()
    gates: Annotated[Entries[Gate], Meaning("Whose consent is waited for")] = Entries()
    reading: Annotated[
        str,
        Meaning(
            "The id of the reading of the law that is played first; each other one is played"
            " beside it"
        ),
    ] = ""
    consents: Annotated[tuple[Consent, ...], Meaning("What each standing in law comes to")] = ()
    penalty: Annotated[
        str,
        Meaning(
            "A formula: what a penalty for bypassing a body whose consent is due, once carried,"
            " costs the responder per period"
        ),
    ] = ""
    effects: Annotated[tuple[MeasureEffect, ...], Meaning("What the measures do")] = ()
    offers: Annotated[
        Entries[NamedOffer],
        Meaning("What could be offered beside the ladders; page one plays none of it"),
    ] = Entries()
    projects: Annotated[
        Entries[Project],
        Meaning("Tracks that are played as work, too, beside the flow that page one plays"),
    ] = Entries()
    joint_harm: Annotated[
        tuple[JointLevelNumber, ...],
        Meaning(
            "What it costs the responder per period where several tracks stand at their levels"
            " together"
        ),
    ] = ()
    muted: Annotated[
        tuple[Muted, ...],
        Meaning("Where only a part of every effect is left; on one track at most"),
    ] = ()
    precision: Annotated[
        str,
        Meaning("A formula: precision of choice of a challenger who errs, over the unit of payoff"),
    ] = ""
    yardstick: Annotated[
        str,
        Meaning(
            "The id of the policy against which the others are measured: that of its completion,"
            " or of its ladder"
        ),
    ] = ""
    alarms: Annotated[str, Meaning("A formula: up to how many net reports the monitor counts")] = ""
    breach: Annotated[
        tuple[LevelNumber, ...],
        Meaning("What a detected breach costs the challenger, on rungs that reports call"),
    ] = ()
    audience_cost: Annotated[
        str, Meaning("A formula: what reneging costs the responder; nothing if left out")
    ] = ""
    credit_mean: Annotated[
        str,
        Meaning(
            "A formula: the chance, in the challenger's eyes, that a call with consent is"
            " carried out"
        ),
    ] = ""
    credit_weight: Annotated[
        str, Meaning("A formula: how many past occasions that belief weighs as much as")
    ] = ""
    disaster_challenger: Annotated[
        str, Meaning("A formula: the challenger's loss at a disaster")
    ] = ""
    disaster_responder: Annotated[str, Meaning("A formula: the responder's loss at a disaster")] = (
        ""
    )
    released_gain: Annotated[
        tuple[LevelNumber, ...],
        Meaning(
            "Restraint released: what a level gains the challenger more, once a measure that"
            " `releases` is carried out"
        ),
    ] = ()
    held_back: Annotated[
        tuple[LevelNumber, ...],
        Meaning(
            "Restraint released: what a level costs the challenger, as long as no measure that"
            " `releases` is carried out"
        ),
    ] = ()
    release_ends: Annotated[
        str,
        Meaning(
            "A formula: the chance per period that a measure that `releases` ends once called off,"
            " where the release does not last"
        ),
    ] = ""
    search: Annotated[
        Search | None, Meaning("The class of ladders in which the best one is looked for")
    ] = None
    facts: Facts = ()
    note: Text = ""
