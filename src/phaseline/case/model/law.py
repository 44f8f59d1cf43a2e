"""
Law as the sources give it: provisions with their rules, terms with their readings, positions,
changes and the route they need.
"""

from enum import Enum
from typing import Annotated

from phaseline.case.model.common import Cites, Facts, Id, Text
from phaseline.terms.entries import Entries
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When


class LegalEffect(Enum):
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


Conditions = Annotated[
    tuple[str, ...],
    Meaning(
        "All of these have to hold: a word of the option or one that a rule defines, a reading as"
        " term.reading, or `not` and one of them"
    ),
]


@record
class LawRule:
    """
    One sentence of a provision, in a form that can be worked out; its text is the provision's.
    """

    id: Id
    effect: Annotated[LegalEffect, Meaning("permit, consent, prohibit or define")]
    when: Conditions = ()
    defines: Annotated[str, Meaning("For define: the word that it gives the option")] = ""
    of: Annotated[
        str,
        Meaning(
            "The id of the actor or body that decides alone, or whose consent is asked; where"
            " several have to consent, a rule for each of them"
        ),
    ] = ""
    procedure: Annotated[str, Meaning("For consent: the id of the procedure")] = ""
    provision: Annotated[
        str,
        Meaning(
            "For a rule that an amendment adds: the id of the provision whose text it is, if it is"
            " entered"
        ),
    ] = ""
    overrides: Annotated[
        tuple[str, ...],
        Meaning("Provisions, or rules as provision.rule, over which it has priority"),
    ] = ()


@record
class Untranslatable:
    """
    A part of a provision that no rule carries: what it touches is marked wherever it is answered.
    """

    says: Annotated[str, Meaning("What cannot be put into rules, and why")]
    when: Annotated[
        tuple[str, ...], Meaning("The words of the options that it touches; all of them")
    ] = ()


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
    effect: Annotated[
        LegalEffect, Meaning("permit, consent, prohibit, define, procedure or penalty")
    ]
    force: Annotated[
        Force,
        Meaning(
            "in_force, proposed, sought, challenged, disputed, claim, precedent, policy, threatened"
        ),
    ]
    article: Annotated[str, Meaning("The article, where the source gives it")] = ""
    condition: Annotated[str, Meaning("When it applies, and its exceptions")] = ""
    said_by: Annotated[tuple[str, ...], Meaning("Ids of the actors on whose word it rests")] = ()
    adopted: Annotated[
        When, Meaning("When it was adopted; stands for `effective` where that is unknown")
    ] = NO_DATE
    effective: Annotated[
        When,
        Meaning(
            "From when it applies; from the first to the last day of an interval that cannot be"
            " told"
        ),
    ] = NO_DATE
    until: Annotated[
        When,
        Meaning("The last day on which it applies, where it has ended or ends; unknown is no end"),
    ] = NO_DATE
    encoding: Annotated[str, Meaning("The id of the encoding to which its rules belong")] = ""
    rules: Annotated[
        Entries[LawRule], Meaning("What it does, in a form that can be worked out")
    ] = Entries()
    untranslatable: Annotated[
        tuple[Untranslatable, ...], Meaning("What of it no rule carries")
    ] = ()
    overrides: Annotated[tuple[str, ...], Meaning("Ids of provisions it takes priority over")] = ()
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class Term:
    """A term of law that different parties read differently; no reading is the right one here."""

    id: Id
    asks: Annotated[str, Meaning("The question of interpretation")]
    readings: Annotated[Entries[Reading], Meaning("Every reading on record, with its holder")]
    provisions: Annotated[tuple[str, ...], Meaning("Ids of the provisions that use the term")] = ()


@record
class Amendment:
    """A change of law that somebody proposes, seeks or could seek, and the route it needs."""

    id: Id
    says: Annotated[str, Meaning("What it would change")]
    proposed_by: Annotated[str, Meaning("The id of the actor who proposes it")] = ""
    route: Annotated[str, Meaning("The procedure it needs, by id, or the court that decides")] = ""
    provisions: Annotated[tuple[str, ...], Meaning("Ids of the provisions it would change")] = ()
    repeals: Annotated[
        tuple[str, ...], Meaning("Provisions, or rules as provision.rule, that fall away")
    ] = ()
    adds: Annotated[Entries[LawRule], Meaning("Rules that it brings")] = Entries()
    encoding: Annotated[
        str,
        Meaning(
            "The id of the encoding to which the added rules belong; that of their provision if"
            " left out"
        ),
    ] = ""
    effective: Annotated[
        When,
        Meaning(
            "The day from which it is law, once it has been made; unknown is not made by itself, an"
            " interval is made from its last day on"
        ),
    ] = NO_DATE
    facts: Facts = ()
    cites: Cites = ()


@record
class Position:
    """
    How one party reads the whole law: the readings it takes, and the disputed provisions on which
    it relies.
    """

    id: Id
    says: Annotated[str, Meaning("The position in a sentence")]
    title: Annotated[str, Meaning("A reader's name for it: whose it is")] = ""
    held_by: Annotated[tuple[str, ...], Meaning("Ids of the actors who hold it")] = ()
    takes: Annotated[
        tuple[str, ...], Meaning("Readings as term.reading; a term that is left out is not read")
    ] = ()
    relies_on: Annotated[
        tuple[str, ...], Meaning("Ids of provisions that are not plainly in force and count for it")
    ] = ()
    facts: Facts = ()
    cites: Cites = ()


@record
class Encoding:
    """
    A body of law put into rules: who summarised it, how far it goes, and how its open questions are
    settled.
    """

    id: Id
    title: Annotated[str, Meaning("The encoding in a few words")]
    says: Annotated[str, Meaning("On what it rests and where it ends")] = ""
    positions: Annotated[
        Entries[Position],
        Meaning("Whole readings by party; without them every combination of readings is looked at"),
    ] = Entries()
    lifts_bars: Annotated[
        str,
        Meaning(
            "The id of the procedure by which a bar is lifted, so that a body that is asked for"
            " consent can give it; left out, no bar is lifted in this case"
        ),
    ] = ""
    fixed: Annotated[
        tuple[str, ...],
        Meaning(
            "Readings as term.reading that are held fixed; what changes without that is reported"
        ),
    ] = ()
    facts: Facts = ()
    cites: Cites = ()


@record
class LawOption:
    """Something that the law is asked about."""

    id: Id
    title: Annotated[str, Meaning("What is done, in a few words")]
    encoding: Annotated[str, Meaning("The id of the encoding that is asked")]
    tags: Annotated[tuple[str, ...], Meaning("The words that hold of it, to which the rules refer")]
    measure: Annotated[str, Meaning("What is sent or done; its id if left out")] = ""
    route: Annotated[str, Meaning("By which route")] = ""
    note: Text = ""
