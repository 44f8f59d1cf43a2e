"""
The responder's side: demands, measures, ladders with their rungs and transitions, completions.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Annotated

from phaseline.case.model.common import Challenges, Cites, Facts, Id, Modality, Text
from phaseline.case.model.escalation import Attributes
from phaseline.case.model.play import PlayRules
from phaseline.terms.entries import Entries
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record


@record
class Wording:
    """One wording of a demand or a trigger, with its scope."""

    says: Annotated[str, Meaning("The wording, shortened to its sense")]
    scope: Annotated[str, Meaning("What it covers; wordings of one scope share this word")] = ""
    cites: Cites = ()


@record
class Demand:
    """What the responder asks of the other side, and how one would see that it is met."""

    id: Id
    title: Annotated[str, Meaning("The demand in a few words")]
    to: Annotated[str, Meaning("The id of the actor it is put to")]
    observable: Annotated[str, Meaning("What would show that it is met")] = ""
    scope: Annotated[str, Meaning("What it covers")] = ""
    wordings: Annotated[tuple[Wording, ...], Meaning("Every wording the source uses")] = ()
    modality: Annotated[Modality, Meaning("said, could, should or will")] = Modality.SAID
    facts: Facts = ()
    cites: Cites = ()


@record
class GoodsApart:
    """Goods of a measure that the law is asked about apart from its other goods."""

    option: Annotated[str, Meaning("The id under which the law is asked about them")]
    goods: Annotated[tuple[str, ...], Meaning("Ids of the stocks, of those that it would send")]


@record
class Measure:
    """One thing that the responder can do; a rung is a named set of them."""

    id: Id
    title: Annotated[str, Meaning("The measure")]
    route: Annotated[
        str,
        Meaning(
            "direct, indirect or none",
            pattern=r"^(direct|indirect|none)$",
            hint="direct, indirect or none",
        ),
    ]
    lethality: Annotated[
        str,
        Meaning(
            "non_lethal, dual_use, defensive, offensive or ammunition",
            pattern=r"^(non_lethal|dual_use|defensive|offensive|ammunition|none)$",
            hint="non_lethal, dual_use, defensive, offensive, ammunition or none",
        ),
    ]
    items: Annotated[str, Meaning("What it consists of, as the source says")] = ""
    controlled_by: Annotated[str, Meaning("The id of the actor who decides on it")] = ""
    option: Annotated[str, Meaning("The id under which the law is asked about it")] = ""
    encoding: Annotated[
        str, Meaning("With `tags`: the id of the encoding that is asked about its option")
    ] = ""
    tags: Annotated[
        tuple[str, ...],
        Meaning(
            "The words that hold of its option, which then needs no entry among `options`; its id"
            " is `option`, or that of the measure"
        ),
    ] = ()
    goods: Annotated[tuple[str, ...], Meaning("Ids of the stocks that it would send")] = ()
    apart: Annotated[
        tuple[GoodsApart, ...],
        Meaning(
            "Goods about which the law is asked under an option of their own; under a reading it"
            " sends those that stand most openly, and the others stay"
        ),
    ] = ()
    by: Annotated[tuple[str, ...], Meaning("Ids of the routes by which it would send them")] = ()
    promise: Annotated[
        str, Meaning("A formula: the share of a need that it promises; all of it if left out")
    ] = ""
    modality: Annotated[Modality, Meaning("said, could, should or will")] = Modality.SAID
    facts: Facts = ()
    cites: Cites = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The options under which the law is asked about it and its goods, its own first."""
        names = (self.option, *(part.option for part in self.apart))
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def goods_by_option(self) -> Mapping[str, tuple[str, ...]]:
        """
        The goods about which the law is asked under each option, its own option first; without its
        own where all of its goods are apart, and nothing where it names no option.
        """
        named = {name for part in self.apart for name in part.goods}
        rest = tuple(name for name in self.goods if name not in named)
        own = {self.option: rest} if self.option and (rest or not named) else {}
        return {**own, **{part.option: part.goods for part in self.apart}}


@record
class Rung:
    """A step of the response: a named set of measures."""

    id: Id
    title: Annotated[str, Meaning("The rung in a few words")]
    measures: Annotated[tuple[str, ...], Meaning("Ids of the measures in force on it")] = ()
    demands: Annotated[tuple[str, ...], Meaning("Ids of the demands in force on it")] = ()
    needs: Annotated[
        str,
        Meaning(
            "What has to be done before: consultation, consent, change of law; as the source says"
        ),
    ] = ""
    modality: Annotated[Modality, Meaning("said, could, should or will")] = Modality.SAID
    attributes: Annotated[
        Attributes, Meaning("What the rung does, for the comparison of proportionality")
    ] = Attributes()
    facts: Facts = ()
    cites: Cites = ()


class TriggerKind(Enum):
    """What makes the responder climb."""

    ACT = "act"
    STATEMENT = "statement"
    ELAPSED = "elapsed"
    NONE = "none"
    UNSTATED = "unstated"


@record
class Transition:
    """The step from one rung to the next: what calls for it, from which threshold, by when."""

    start: Annotated[str, Meaning("The id of the rung it leaves")]
    end: Annotated[str, Meaning("The id of the rung it leads to")]
    trigger: Annotated[
        TriggerKind, Meaning("act, statement, elapsed, none (taken at once) or unstated")
    ]
    says: Annotated[str, Meaning("The trigger as the source words it")] = ""
    threshold: Annotated[
        str, Meaning("From what level on; unstated if the source gives none", silence="unstated")
    ] = "unstated"
    deadline: Annotated[
        str,
        Meaning(
            "How long the other side has; unstated if the source gives none", silence="unstated"
        ),
    ] = "unstated"
    order: Annotated[
        str,
        Meaning(
            "unstated where the source does not say that the step follows the one before it; the"
            " game takes the rungs as they stand",
            pattern=r"^(stated|unstated)$",
            hint="stated or unstated",
        ),
    ] = "stated"
    wordings: Annotated[
        tuple[Wording, ...], Meaning("Every wording of the trigger, where there are several")
    ] = ()
    modality: Annotated[Modality, Meaning("said, could, should or will")] = Modality.SAID
    facts: Facts = ()
    cites: Cites = ()

    @property
    def condition(self) -> str:
        """
        What calls for the step in the words of the source, where these are a clause and of no kind
        of trigger; empty elsewhere, for a whole sentence is a remark on the trigger.
        """
        is_clause = self.trigger is TriggerKind.UNSTATED and not self.says.endswith(".")
        return self.says if is_clause else ""


@record
class Fill:
    """How a completion closes one gap of a published ladder."""

    gap: Annotated[
        str,
        Meaning(
            "The code of the diagnostic it closes",
            pattern=r"^PL6\d\d$",
            hint="a ladder code such as PL601",
        ),
    ]
    says: Annotated[
        str, Meaning("What it adds; a fill that says nothing closes nothing", silence="unstated")
    ]
    assumption: Annotated[str, Meaning("The id of the assumption that carries it")] = ""
    step: Annotated[
        str,
        Meaning(
            "The id of the rung to which the step leads that it closes, where a code stands for"
            " several steps; every step that no other fill names if left out"
        ),
    ] = ""


@record
class AddedItems:
    """Goods that a completion takes a measure to send, which the ladder's author does not name."""

    measure: Annotated[str, Meaning("The id of the measure, which is on a rung of the ladder")]
    goods: Annotated[tuple[str, ...], Meaning("Ids of the stocks, of those that it would send")]


@record
class Completion:
    """A published ladder made whole by somebody else: never attributed to its author."""

    id: Id
    title: Annotated[str, Meaning("Its title; it names the completer, not the author")]
    completed_by: Annotated[str, Meaning("Who owns the completion")]
    fills: Annotated[tuple[Fill, ...], Meaning("One entry for each gap it closes")]
    short: Annotated[
        str, Meaning("What tells it from the ladder's other completions, in a word or two")
    ] = ""
    rungs: Annotated[
        Entries[Rung],
        Meaning("Rungs of its own, which the ladder's author does not propose"),
    ] = Entries()
    adds_items: Annotated[
        tuple[AddedItems, ...],
        Meaning("Goods of measures that are its own, and not items of the ladder's author"),
    ] = ()
    plays: Annotated[
        PlayRules | None,
        Meaning("How the game plays it; `{}` plays what the ladder says, and left out nothing"),
    ] = None
    challenged: Challenges = ()


class LadderStanding(Enum):
    """Where a ladder comes from."""

    PUBLISHED = "published"
    CONTRAST = "contrast"
    SCENARIO = "scenario"


@record
class Ladder:
    """A promise as a whole: rungs, what leads from one to the next, and what ends it."""

    id: Id
    title: Annotated[str, Meaning("The ladder in a few words")]
    standing: Annotated[
        LadderStanding,
        Meaning(
            "published, contrast (not from the papers) or scenario (not the responder's to decide)"
        ),
    ]
    proposed_by: Annotated[str, Meaning("The id of the actor who proposes it")]
    rungs: Annotated[Entries[Rung], Meaning("From the rung in force today upward")]
    short: Annotated[
        str, Meaning("What it is called within a sentence, in a few words; its title if left out")
    ] = ""
    source: Annotated[str, Meaning("The id of the source, for a published ladder")] = ""
    objective: Annotated[str, Meaning("What it is for, as the source says")] = ""
    transitions: Annotated[tuple[Transition, ...], Meaning("From rung to rung")] = ()
    off_ramp: Annotated[
        str,
        Meaning(
            "What follows when the other side complies; unstated if the source does not say",
            silence="unstated",
        ),
    ] = "unstated"
    on_crossing: Annotated[
        str,
        Meaning(
            "What follows when a crossing of the red line is detected; unstated if the source does"
            " not say",
            silence="unstated",
        ),
    ] = "unstated"
    proportionality: Annotated[
        str,
        Meaning(
            "How the source justifies the top rung as proportional; unstated if it does not",
            silence="unstated",
        ),
    ] = "unstated"
    controlled_by: Annotated[
        tuple[str, ...], Meaning("Ids of the actors who would have to decide, if not the responder")
    ] = ()
    completions: Annotated[
        Entries[Completion], Meaning("At least two for a published ladder with gaps")
    ] = Entries()
    plays: Annotated[
        PlayRules | None,
        Meaning(
            "How the game plays a contrast or a scenario; `{}` plays what it says, and left out"
            " nothing; a published ladder is played in its completions"
        ),
    ] = None
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class ThreatEntry:
    """
    One entry of the threat ledger: what was threatened, on what condition, and what became of it.
    """

    id: Id
    by: Annotated[str, Meaning("The id of the actor who threatened")]
    says: Annotated[str, Meaning("The threat")]
    condition: Annotated[
        str,
        Meaning(
            "The condition: undefined, unmet or met; disputed where it is argued whether it is met",
            pattern=r"^(undefined|unmet|met|disputed)$",
            hint="undefined, unmet, met or disputed",
        ),
    ]
    outcome: Annotated[
        str,
        Meaning(
            "pending, never_implemented, executed, reneged or blocked",
            pattern=r"^(pending|never_implemented|executed|reneged|blocked|unknown)$",
            hint="pending, never_implemented, executed, reneged, blocked or unknown",
        ),
    ]
    facts: Facts = ()
    cites: Cites = ()
