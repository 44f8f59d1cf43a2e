"""Law as the sources give it: provisions with their rules, terms with their readings, changes and the route they need."""

from enum import Enum
from typing import Annotated

from phaseline.case.model.common import Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
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
