"""
The game file: a ladder, a challenger who answers it, and what the responder can see.

Every number is in the units of the file: one unit of payoff for gains, losses and costs [M, per
period where it is a flow], one period of time, and chances between 0 and 1. A key whose name is a
word of Python ends in an underscore here and is written without it in the file.
"""

from collections.abc import Mapping
from dataclasses import field
from math import inf
from typing import Annotated, Literal

from phaseline.case.model.common import Id
from phaseline.terms.endless import Endless
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record

ByLevel = Mapping[str, Mapping[str, float]]  # track -> level -> number
NEVER = "never"


@record
class Discount:
    """What next period's unit is worth now, strictly between 0 and 1."""

    challenger: Annotated[
        float, Meaning("Weight of next period to the challenger, between 0 and 1")
    ] = 0.95
    responder: Annotated[
        float, Meaning("Weight of next period to the responder, between 0 and 1")
    ] = 0.95


@record
class Time:
    """Length of a period, how many there are, and how they are weighed."""

    period: Annotated[str, Meaning("The length of one period, in a word")] = "month"
    horizon: Annotated[
        float, Endless(), Meaning("How many periods are played: a whole number, or inf")
    ] = inf
    discount: Annotated[Discount, Meaning("Weight of next period")] = Discount()


@record
class Move:
    """One thing that the challenger can do beside `hold`."""

    do: Annotated[str, Meaning("The name of the move")]
    from_: Annotated[str, Meaning("The level that it leaves")]
    to: Annotated[str, Meaning("The level that it leads to")]
    cost: Annotated[float, Meaning("What each attempt costs the challenger [M]")] = 0.0
    chance: Annotated[
        float, Meaning("The chance that an attempt succeeds in a period; excludes `lead`")
    ] = 1.0
    lead: Annotated[int, Meaning("Periods before the new level shows; excludes `chance`")] = 0
    requires: Annotated[
        Mapping[str, str], Meaning("track -> the level at which it has to stand for the move")
    ] = field(default_factory=dict)
    excludes: Annotated[
        Mapping[str, str],
        Meaning("track -> the level at which it may not stand, nor be led by another move"),
    ] = field(default_factory=dict)


@record
class JointNumber:
    """A number that goes with several tracks at their levels together."""

    levels: Annotated[Mapping[str, str], Meaning("track -> level; all of them have to hold")]
    number: Annotated[float, Meaning("The number [M/period]")]


@record
class Reports:
    """What is reported of a track, and how well: a row is P(label | level after the move)."""

    labels: Annotated[tuple[str, ...], Meaning("The labels, from quiet to loud")]
    likelihood: Annotated[
        Mapping[str, tuple[float, ...]],
        Meaning("For each level the chances of the labels; they sum to 1"),
    ]
    likelihood_by_rung: Annotated[
        Mapping[str, Mapping[str, tuple[float, ...]]],
        Meaning("Other chances while a rung is in force at the start of the period"),
    ] = field(default_factory=dict)
    names: Annotated[
        Mapping[str, str],
        Meaning(
            "label -> the challenger that it names, rightly or not; the quietest label names nobody"
        ),
    ] = field(default_factory=dict)


@record
class TrackSpec:
    """One dimension along which the challenger, or nature, moves."""

    id: Id
    levels: Annotated[tuple[str, ...], Meaning("The levels in order, from none upward")]
    moves: Annotated[tuple[Move, ...], Meaning("What can be done beside `hold`")] = ()
    persistent: Annotated[
        bool, Meaning("false: the level falls back to the first unless chosen again")
    ] = True
    reports: Annotated[Reports | None, Meaning("What is reported of it; nothing if left out")] = (
        None
    )
    drift: Annotated[
        Mapping[str, Mapping[str, float]],
        Meaning("For a track of nature: the chance per period of going from level to level"),
    ] = field(default_factory=dict)
    promised: Annotated[
        str,
        Meaning(
            "The level at which the challenger has promised to comply: to be across the red line"
            " while it holds is to cheat; no promise if left out"
        ),
    ] = ""


@record
class TypeSpread:
    """Many types in one: factors on its gains, at evenly spaced chances."""

    quantiles: Annotated[
        tuple[float, ...],
        Meaning(
            "The factors at evenly spaced chances from 0 to 1, rising; between them they run"
            " straight, so that two of them are a uniform spread"
        ),
    ]
    nodes: Annotated[int, Meaning("How many equally likely types stand for the spread")]


@record
class ChallengerType:
    """A private kind of challenger: what it gains, fears and discounts."""

    id: Id
    prior: Annotated[float, Meaning("The chance that the challenger is of this type")] = 1.0
    rationality: Annotated[
        float, Endless(), Meaning("Precision of choice [1/M]; inf: the best act is always chosen")
    ] = inf
    loss_scale: Annotated[float, Meaning("How heavily imposed losses weigh")] = 1.0
    disaster_loss: Annotated[float, Meaning("Loss at a disaster [M]")] = 0.0
    gain: Annotated[ByLevel, Meaning("Gain per period, by track and level [M/period]")] = field(
        default_factory=dict
    )
    joint_gain: Annotated[
        tuple[JointNumber, ...], Meaning("Gain per period by levels of several tracks [M/period]")
    ] = ()
    gain_once: Annotated[
        ByLevel,
        Meaning(
            "Gain, once, in the period in which a track comes to a level from another one, by track"
            " and level [M]"
        ),
    ] = field(default_factory=dict)
    discount: Annotated[
        float | None, Meaning("Weight of next period; that of the file if left out")
    ] = None
    behaviour: Annotated[
        Literal["best", "never", "always", "random"],
        Meaning(
            "best: answers best; never: holds always; always: crosses as soon as it can; random:"
            " any act alike"
        ),
    ] = "best"
    spread: Annotated[
        TypeSpread | None, Meaning("Many types in one, by factors on its gains; one if left out")
    ] = None


@record
class Challenger:
    """The one who may cross the red line."""

    tracks: Annotated[
        tuple[TrackSpec, ...], Meaning("What can be climbed, by the challenger or by nature")
    ]
    types: Annotated[
        tuple[ChallengerType, ...],
        Meaning("Its private types; the priors sum to 1. None where `challengers` lists them"),
    ] = ()
    joint_moves: Annotated[
        bool, Meaning("true: one move on every track in a period; false: one move in all")
    ] = False


@record
class Controller:
    """One of several challengers: the tracks that it decides, and what it gains and fears."""

    id: Id
    controls: Annotated[
        tuple[str, ...], Meaning("The tracks on which it alone moves; each track has one such")
    ]
    types: Annotated[tuple[ChallengerType, ...], Meaning("Its private types; the priors sum to 1")]
    discount: Annotated[
        float | None, Meaning("Weight of next period to it; that of the file if left out")
    ] = None


@record
class Monitor:
    """How reports are added up into the state that the ladder answers."""

    kind: Annotated[
        Literal["last_report", "latch", "run", "counter", "belief", "table"],
        Meaning("Which rule adds up the reports"),
    ]
    track: Annotated[
        str, Meaning("The track whose reports it reads; the only one with reports if left out")
    ] = ""
    tracks: Annotated[
        tuple[str, ...], Meaning("Several tracks: their reports are joined into the loudest label")
    ] = ()
    k: Annotated[int | None, Meaning("run: how many reports in a row")] = None
    label: Annotated[
        str, Meaning("run: the label from which a report counts; the loudest if left out")
    ] = ""
    up: Annotated[int | None, Meaning("counter: the highest count")] = None
    down: Annotated[int | None, Meaning("counter: how far below zero it goes")] = None
    leaves_after: Annotated[
        int | Literal["never"] | None,
        Meaning(
            "counter: how many of the quietest reports in a row lead from the highest count back to"
            " 0; never: it stays there; if left out, each of them counts one down"
        ),
    ] = None
    grid: Annotated[int | None, Meaning("belief: how many nodes the first grid has")] = None
    prior: Annotated[float | None, Meaning("belief: the chance of a crossing at the start")] = None
    hazard: Annotated[
        float,
        Meaning("belief: the chance per period that a crossing begins, as the monitor presumes"),
    ] = 0.0
    states: Annotated[tuple[str, ...], Meaning("table: the states, from quiet to loud")] = ()
    update: Annotated[
        Mapping[str, Mapping[str, str]], Meaning("table: state and label -> next state")
    ] = field(default_factory=dict)


@record
class Retry:
    """When a lost vote can be taken again."""

    after: Annotated[int, Meaning("Periods from one vote to the next")]


@record
class Vote:
    """Consent by a vote: one draw when the rung is first called, the next only after a time."""

    chance: Annotated[float, Meaning("The chance that one vote consents")]
    proved: Annotated[
        float | None,
        Meaning(
            "The chance while the monitor stands at its loudest state, as after a proved crossing;"
            " the same as without if left out"
        ),
    ] = None
    lead: Annotated[
        int,
        Meaning(
            "Periods from consent until the rung may be executed; added to the rung's own lead"
        ),
    ] = 0
    retry: Annotated[Literal["never"] | Retry, Meaning("never, or {after: n}")] = "never"
    same_as: Annotated[
        str,
        Meaning(
            "The id of a lower rung whose vote this is too: one vote, of one chance, decides both"
        ),
    ] = ""


@record
class Authority:
    """
    Consent asked for before the game begins, and held: both sides see whether it was given before
    the first act.
    """

    chance: Annotated[float, Meaning("The chance that it is given")]
    cost: Annotated[
        float, Meaning("What asking costs the responder at the start, given or not [M]")
    ] = 0.0
    lasts: Annotated[
        int | None,
        Meaning("For how many periods the rung may be ordered under it; no end if left out"),
    ] = None
    otherwise: Annotated[
        Literal["refused", "asked"],
        Meaning(
            "What a call meets without it. refused: the rung is passed over for the next lower one;"
            " asked: consent is asked for then, as `consent` says"
        ),
    ] = "refused"
    same_as: Annotated[
        str,
        Meaning("The id of a lower rung whose authority this is too: one answer decides both"),
    ] = ""


@record
class Release:
    """
    Stock that donors release at once, and that is owed to them: a shorter lead against a later
    replenishment.
    """

    lead: Annotated[int, Meaning("Periods from consent until the rung is in force")]
    cost: Annotated[float, Meaning("What it costs the responder to replenish the stock [M]")] = 0.0
    after: Annotated[
        int, Meaning("For how many periods after it came into force the stock may be owed")
    ] = 0


@record
class Remainder:
    """What a rung does once some of its measures that last only a time are over."""

    over: Annotated[tuple[str, ...], Meaning("The ids of the measures that are over")]
    loss: Annotated[
        float | ByLevel,
        Meaning("Loss imposed on the challenger [M/period], a number or by track and level"),
    ] = 0.0
    loss_on: Annotated[
        Mapping[str, float | ByLevel],
        Meaning(
            "Of several challengers: challenger -> the loss imposed on it [M/period], in place of"
            " `loss`"
        ),
    ] = field(default_factory=dict)
    cost: Annotated[
        float | ByLevel, Meaning("Cost to the responder [M/period], a number or by track and level")
    ] = 0.0
    benefit: Annotated[
        float | ByLevel,
        Meaning("Weighed benefit to the responder [M/period], a number or by track and level"),
    ] = 0.0
    hazard: Annotated[float, Meaning("Chance of disaster per period in force")] = 0.0


@record
class TimedMeasure:
    """
    A measure that lasts only a time, or that strikes once: when a rung with it is first in force.
    """

    id: Id
    rungs: Annotated[tuple[str, ...], Meaning("The rungs of which it is a part")]
    lasts: Annotated[
        int | None,
        Meaning(
            "For how many periods in force, on whichever of its rungs, before it is over for good;"
            " no end if left out"
        ),
    ] = None
    once_loss: Annotated[
        float | ByLevel,
        Meaning(
            "Loss imposed on the challenger in the first of them alone [M], a number or by track"
            " and level"
        ),
    ] = 0.0
    once_loss_on: Annotated[
        Mapping[str, float | ByLevel],
        Meaning("Of several challengers: challenger -> the same for it, in place of `once_loss`"),
    ] = field(default_factory=dict)
    once_cost: Annotated[float, Meaning("Cost to the responder in the first of them alone [M]")] = (
        0.0
    )


@record
class RungSpec:
    """A step of the response, with what it does and what stands before it."""

    id: Id
    loss: Annotated[
        float | ByLevel,
        Meaning("Loss imposed on the challenger [M/period], a number or by track and level"),
    ] = 0.0
    loss_on: Annotated[
        Mapping[str, float | ByLevel],
        Meaning(
            "Of several challengers: challenger -> the loss imposed on it [M/period], in place of"
            " `loss`"
        ),
    ] = field(default_factory=dict)
    answers: Annotated[
        tuple[str, ...],
        Meaning(
            "Of several challengers: called while reports name all of these, and `loss` falls on"
            " them alone"
        ),
    ] = ()
    cost: Annotated[
        float | ByLevel, Meaning("Cost to the responder [M/period], a number or by track and level")
    ] = 0.0
    benefit: Annotated[
        float | ByLevel,
        Meaning("Weighed benefit to the responder [M/period], a number or by track and level"),
    ] = 0.0
    consent: Annotated[
        float | Vote, Meaning("Chance of consent per period while called, or a vote")
    ] = 1.0
    authority: Annotated[
        Authority | None,
        Meaning("Consent asked for before the game; only when it is called if left out"),
    ] = None
    lead: Annotated[int, Meaning("Periods from consent until the rung is in force")] = 0
    released: Annotated[
        Release | None,
        Meaning("Stock that others release in place of the rung's own lead; none if left out"),
    ] = None
    standdown: Annotated[
        float,
        Meaning("Chance per period of coming down once it is no longer called; 0: irreversible"),
    ] = 1.0
    hazard: Annotated[float, Meaning("Chance of disaster per period in force")] = 0.0
    setup: Annotated[float, Meaning("Cost to the responder of coming into force [M]")] = 0.0
    severity: Annotated[
        float | None,
        Meaning("How grave it is, on the scale of the file; its place in the ladder if left out"),
    ] = None
    firebreak: Annotated[bool, Meaning("Whether it crosses a threshold that everybody sees")] = (
        False
    )
    feasibility: Annotated[
        float, Meaning("Share that can be delivered; multiplies loss, cost and benefit")
    ] = 1.0
    expires: Annotated[
        int | None,
        Meaning(
            "After how many periods of the game it is called no more, and what is in force or"
            " ordered is called off; no end if left out"
        ),
    ] = None
    without: Annotated[
        tuple[Remainder, ...],
        Meaning("What it does once measures of it are over, for each set of them"),
    ] = ()

    @property
    def delivery_lead(self) -> int:
        """The periods from consent to force, from released stock where there is any."""
        return self.lead if self.released is None else self.released.lead


@record
class Policy:
    """What calls for which rung, and what ends it."""

    enter: Annotated[
        Mapping[str, str | float], Meaning("rung -> the monitor's state from which it is called")
    ] = field(default_factory=dict)
    exit: Annotated[
        Mapping[str, str | float],
        Meaning("rung -> the state from which it is called off, or never"),
    ] = field(default_factory=dict)
    overt: Annotated[
        Mapping[str, Mapping[str, str]],
        Meaning("track -> level -> the rung called while everybody sees that level"),
    ] = field(default_factory=dict)
    deadline: Annotated[
        Mapping[str, int],
        Meaning("rung -> periods after which it follows the rung just below, the demand unmet"),
    ] = field(default_factory=dict)
    demand: Annotated[
        Mapping[str, tuple[str, ...]],
        Meaning("track -> the levels at which the demand is met; all tracks must meet it"),
    ] = field(default_factory=dict)
    off_ramp: Annotated[
        str | None,
        Meaning(
            "The highest rung that deadlines or a lasting rung keep called while the demand is met;"
            " no limit if left out"
        ),
    ] = None
    available: Annotated[
        Mapping[str, Mapping[str, str]],
        Meaning("track -> level -> the highest rung while that level holds"),
    ] = field(default_factory=dict)
    dwell: Annotated[int, Meaning("Least periods in force before standing down")] = 0
    max_step: Annotated[int | None, Meaning("Most rungs climbed at once")] = None
    cancel_on_clear: Annotated[
        bool, Meaning("Whether an order that is under way is dropped once it is no longer called")
    ] = False
    parallel: Annotated[
        bool,
        Meaning("Whether orders run side by side: while one is under way, other calls are heard"),
    ] = False


@record
class LadderSpec:
    """The promise as a whole."""

    rungs: Annotated[tuple[RungSpec, ...], Meaning("From the lowest rung upward")]
    policy: Annotated[Policy, Meaning("What calls for which rung")] = Policy()
    measures: Annotated[
        tuple[TimedMeasure, ...], Meaning("Measures that last only a time, or strike once")
    ] = ()


@record
class Credit:
    """
    How belief in execution falls with calls that the responder itself did not carry out: alpha /
    (alpha + beta + count).
    """

    alpha: Annotated[float, Meaning("First number of the Beta prior")]
    beta: Annotated[float, Meaning("Second number of the Beta prior")]
    cap: Annotated[int, Meaning("The count at which it stops")]


@record
class Responder:
    """The one who climbs the ladder."""

    harm: Annotated[ByLevel, Meaning("Harm per period, by track and level [M/period]")] = field(
        default_factory=dict
    )
    joint_harm: Annotated[
        tuple[JointNumber, ...], Meaning("Harm per period by levels of several tracks [M/period]")
    ] = ()
    audience_cost: Annotated[
        float, Meaning("Cost of a called rung that the responder itself does not execute [M]")
    ] = 0.0
    disaster_loss: Annotated[float, Meaning("Loss at a disaster [M]")] = 0.0
    credit: Annotated[
        Credit | None, Meaning("How belief in execution moves; always believed if left out")
    ] = None


@record
class MenuEntry:
    """One policy among those that the responder may commit to."""

    id: Id
    policy: Annotated[Policy, Meaning("The policy")]


@record
class Commit:
    """The declared class of policies over which the responder optimises."""

    menu: Annotated[tuple[MenuEntry, ...], Meaning("The policies")]
    mixed: Annotated[
        bool,
        Meaning(
            "Whether the best lottery over the menu is asked for too: its chances are announced,"
            " its draw is not; for a horizon of one period"
        ),
    ] = False


@record
class NoCommitment:
    """How both sides err where the responder is not bound by its ladder."""

    rationality: Annotated[
        float,
        Endless(),
        Meaning("Precision of choice of both sides [1/M]; inf only for a single period"),
    ] = inf


@record
class Sharper:
    """Another eye on one track, to be compared with the one of the file."""

    track: Annotated[str, Meaning("The track")]
    likelihood: Annotated[
        Mapping[str, tuple[float, ...]],
        Meaning("For each level the chances of the labels; they sum to 1"),
    ]
    cost: Annotated[float, Meaning("What this eye costs the responder [M]")] = 0.0


@record
class Offer:
    """
    What the responder pays and asks for while the challenger keeps a commitment, beside its ladder.
    """

    inducement: Annotated[
        float,
        Meaning(
            "What it pays the challenger per period while the commitment stands and no rung above"
            " the promised one is in force; not scaled by a type [M/period]"
        ),
    ] = 0.0
    verification: Annotated[
        float | None,
        Meaning(
            "The chance per period that a crossing is reported once the offer is taken up, in place"
            " of the reports of the file; as in the file if left out"
        ),
    ] = None
    breach: Annotated[
        float,
        Meaning(
            "What the challenger loses more per period while a rung above the promised one is in"
            " force and the commitment stands, as when a breach is found [M/period]"
        ),
    ] = 0.0
    transparency: Annotated[
        float,
        Meaning(
            "What it costs the challenger per period to be seen for certain; it bears the part of"
            " it that `verification` is [M/period]"
        ),
    ] = 0.0
    while_: Annotated[
        Mapping[str, str | tuple[str, ...]],
        Meaning(
            "track -> the level, or the levels, at which the commitment stands; it always does if"
            " left out"
        ),
    ] = field(default_factory=dict)
    promised: Annotated[
        str,
        Meaning(
            "The highest rung that leaves the inducement in place; the off-ramp if left out, or the"
            " lowest rung where there is none"
        ),
    ] = ""
    taken: Annotated[
        bool,
        Meaning(
            "Whether it is taken up: then the game is played with what it pays and asks, and its"
            " reports are those of the file"
        ),
    ] = False

    @property
    def stands_at(self) -> Mapping[str, tuple[str, ...]]:
        """The levels of each track at which the commitment stands, a single one as a list too."""
        return {
            track: (levels,) if isinstance(levels, str) else levels
            for track, levels in self.while_.items()
        }

    @property
    def exposure(self) -> float:
        """What being seen so well costs the challenger per period [M/period]."""
        return self.transparency * (self.verification or 0.0)


@record
class Solve:
    """What is asked of the game."""

    concept: Annotated[
        Literal["evaluate", "commit", "no_commitment"], Meaning("evaluate, commit or no_commitment")
    ] = "evaluate"
    tie: Annotated[
        tuple[Literal["strong", "weak"], ...],
        Meaning("Which rules for ties are reported; always both"),
    ] = ("strong", "weak")
    horizons: Annotated[
        tuple[int, ...], Meaning("For which numbers of periods chances are reported")
    ] = (12, 24)
    commit: Annotated[Commit | None, Meaning("commit: the menu of policies")] = None
    no_commitment: Annotated[NoCommitment | None, Meaning("no_commitment: how both sides err")] = (
        None
    )
    verification: Annotated[Sharper | None, Meaning("Another eye, whose worth is asked for")] = None


@record
class Game:
    """A game file as a whole."""

    phaseline: Annotated[Literal[1], Meaning("The version of the format: 1")]
    kind: Annotated[Literal["game"], Meaning("game")]
    challenger: Annotated[Challenger, Meaning("The one who may cross")]
    red_line: Annotated[
        Mapping[str, tuple[str, ...]],
        Meaning("track -> the levels that count as crossing; any of them crosses"),
    ]
    ladder: Annotated[LadderSpec, Meaning("The promise")]
    challengers: Annotated[
        tuple[Controller, ...],
        Meaning("Several who may cross, each with tracks of its own; one alone if left out"),
    ] = ()
    title: Annotated[str, Meaning("A title")] = ""
    time: Annotated[Time, Meaning("Periods, horizon and discounts")] = Time()
    monitor: Annotated[
        Monitor | None, Meaning("How reports are added up; none if nothing is reported")
    ] = None
    responder: Annotated[Responder, Meaning("The one who climbs")] = Responder()
    start: Annotated[
        Mapping[str, str | float | Mapping[str, float]],
        Meaning(
            "The level of each track at the start, or chances of levels; rung, credit, monitor,"
            " clock"
        ),
    ] = field(default_factory=dict)
    solve: Annotated[Solve, Meaning("What is asked")] = Solve()
    offer: Annotated[
        Offer | None, Meaning("What is offered beside the ladder; nothing if left out")
    ] = None

    @property
    def suspects(self) -> tuple[str, ...]:
        """The challengers whom some report names, in the order of the file."""
        reports = [track.reports for track in self.challenger.tracks if track.reports is not None]
        named = {suspect for report in reports for suspect in report.names.values()}
        return tuple(controller.id for controller in self.challengers if controller.id in named)
