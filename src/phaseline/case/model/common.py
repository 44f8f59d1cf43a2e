"""What every concern of a case shares: identifiers, grades, modality and citations."""

from enum import Enum
from typing import Annotated

from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record
from phaseline.terms.when import NO_DATE, When

Id = Annotated[
    str,
    Meaning(
        "The name by which the rest of the case refers to this entry",
        pattern=r"^[A-Za-z]([A-Za-z0-9_-]*[A-Za-z0-9_])?$",
        hint="letters, digits, _ and -, beginning with a letter and not ending with -",
    ),
]
OPEN_WORD = r"^[a-z][a-z0-9_]{0,39}$"  # of lists that are open because the world is
Ref = Annotated[str, Meaning("The id of an entry elsewhere in the case")]
Text = Annotated[str, Meaning("A plain sentence or two, in the author's own words")]


class Status(Enum):
    """With what standing a statement is made; the reader never sees a statement without it."""

    ASSERTED = "asserted"
    RECORD = "record"
    ESTIMATE = "estimate"
    REPORTED = "reported"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    CLAIMED = "claimed"
    OPINION = "opinion"
    INFERRED = "inferred"
    HYPOTHETICAL = "hypothetical"
    THREATENED = "threatened"
    FEARED = "feared"
    PROMISED = "promised"
    PROPOSED = "proposed"
    RECOMMENDED = "recommended"
    REQUESTED = "requested"
    UNVERIFIED = "unverified"


class Modality(Enum):
    """How firmly a statement is meant: said, could, should, will."""

    SAID = "said"
    COULD = "could"
    SHOULD = "should"
    WILL = "will"


class Stance(Enum):
    """What a cited passage does for the statement that cites it."""

    STATES = "states"
    IMPLIES = "implies"
    DISPUTES = "disputes"


@record
class Cite:
    """A citation: a short exact phrase anchored in a source (W3C TextQuoteSelector)."""

    source: Annotated[str, Meaning("The id of the source")]
    exact: Annotated[
        str,
        Meaning(
            "A phrase of at most eight words that occurs in the source, character by character"
        ),
    ] = ""
    prefix: Annotated[
        str, Meaning("Words just before the phrase, to tell two occurrences apart")
    ] = ""
    suffix: Annotated[
        str, Meaning("Words just after the phrase, to tell two occurrences apart")
    ] = ""
    locator: Annotated[str, Meaning("Where in the source: article, page, section, footnote")] = ""
    stance: Annotated[Stance, Meaning("states, implies or disputes")] = Stance.STATES
    graded: Annotated[
        str,
        Meaning(
            "Admiralty grade: reliability A-F of the source, credibility 1-6 of the information",
            pattern=r"^([A-F][1-6])?$",
            hint="a letter A-F and a digit 1-6, such as B2",
        ),
    ] = ""


@record
class Challenge:
    """Somebody who has gone through an entry and tried to break it."""

    by: Annotated[str, Meaning("Who challenged it")]
    when: Annotated[When, Meaning("On which day")] = NO_DATE
    says: Annotated[str, Meaning("What was said against it, or that it held")] = ""


Challenges = Annotated[
    tuple[Challenge, ...], Meaning("Who has challenged it; empty if nobody has yet")
]
Cites = Annotated[tuple[Cite, ...], Meaning("Where it is said")]
Facts = Annotated[tuple[str, ...], Meaning("The ids of the facts it rests on")]
