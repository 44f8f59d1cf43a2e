"""
What people choose: assumptions with owners, formulas, recommendations and the brakes they aim at.
"""

import re
from typing import Annotated

from phaseline.case.model.common import OPEN_WORD, Challenges, Cites, Facts, Id, Text
from phaseline.terms.meaning import Meaning
from phaseline.terms.quantity import UNKNOWN, Amount
from phaseline.terms.record import record

JUDGED = (
    r"(procedures|whips)\.[^.]+\.(consulted|bypassed)"
    r"|amendments\.[^.]+\.(passes|overridden|made)"
)

ASKED_OF_EVERY_CASE = (
    *("whom", "already", "phase", "law", "oversight", "public"),
    *("cheats", "complies", "frees", "ends", "arrives", "numbers"),
)
"""The names of the questions that are asked of every case, in their order."""


@record
class JudgedChance:
    """
    Of which chance something is a direct judgement.

    Args:
        section: procedures, whips or amendments.
        id: The id of the entry there.
        way: Of a vote, how the body is asked: consulted or bypassed; of a change of law, which
            stage of its way: that it passes, that a veto is overridden, that it is made.
    """

    section: str
    id: str
    way: str


def judged_chance(text: str) -> JudgedChance | None:
    """
    Read of which chance something is a direct judgement; None where it is of none.

    >>> judged_chance("amendments.tax.passes")
    JudgedChance(section='amendments', id='tax', way='passes')
    """
    if re.fullmatch(JUDGED, text) is None:
        return None
    section, name, way = text.split(".")
    return JudgedChance(section=section, id=name, way=way)


@record
class RankCorrelation:
    """
    That an assumption goes together with another one.

    Source:
        Spearman's coefficient, and the copula in which it is read: Embrechts, McNeil & Straumann in
        *Risk Management: Value at Risk and Beyond* (2002), theorem 3.
    """

    assumption: Annotated[
        str, Meaning("The id of the other assumption; one of the two says it of both")
    ]
    rank: Annotated[
        Amount,
        Meaning(
            "Spearman's rank correlation of the two, above −1 and below 1, as a plain number: draws"
            " go together as in a Gaussian copula, and each fills its own range as before"
        ),
    ]
    rationale: Annotated[str, Meaning("Why they go together")]


@record
class Assumption:
    """A number or a choice that the sources do not give: a range, a reason and an owner."""

    id: Id
    asks: Annotated[str, Meaning("What is assumed, as a question or a noun")]
    owner: Annotated[str, Meaning("Who answers for it")]
    rationale: Annotated[str, Meaning("Why this range")]
    low: Annotated[Amount, Meaning("The low end of the range, with its unit")] = UNKNOWN
    high: Annotated[Amount, Meaning("The high end of the range, with its unit")] = UNKNOWN
    best: Annotated[
        Amount, Meaning("The value used where one is needed; the middle of the range otherwise")
    ] = UNKNOWN
    options: Annotated[
        tuple[str, ...], Meaning("For a choice between readings or rules: the alternatives")
    ] = ()
    judges: Annotated[
        str,
        Meaning(
            "Of which counted chance it is a direct judgement, so that both stand side by side:"
            " procedures.ID or whips.ID with consulted or bypassed; amendments.ID with passes,"
            " overridden or made",
            pattern=JUDGED,
            hint="such as procedures.vote.consulted, whips.count.bypassed, amendments.tax.passes",
        ),
    ] = ""
    equals: Annotated[
        str,
        Meaning(
            "A formula that gives the same number from other entries, where it is said twice:"
            " `check` tells where the two differ"
        ),
    ] = ""
    goes_with: Annotated[
        tuple[RankCorrelation, ...],
        Meaning("Assumptions that it goes together with; apart from all others if left out"),
    ] = ()
    papers_say: Annotated[str, Meaning("What the sources do say about it")] = "nothing"
    affects: Annotated[tuple[str, ...], Meaning("What turns on it, in a word each")] = ()
    label: Annotated[str, Meaning("A label used in documents")] = ""
    from_pattern: Annotated[
        str,
        Meaning(
            "The pattern whose number it still is, as `phaseline scaffold` wrote it; take it out"
            " once somebody has chosen the range for this case"
        ),
    ] = ""
    challenged: Challenges = ()
    facts: Facts = ()
    cites: Cites = ()
    note: Text = ""


@record
class Derived:
    """A number worked out from others by a formula over addresses."""

    id: Id
    title: Annotated[str, Meaning("What it is")]
    formula: Annotated[
        str,
        Meaning(
            "A formula over addresses, such as facts.troops.value * facts.pay.value; spaces around"
            " minus"
        ),
    ]
    unit: Annotated[str, Meaning("The unit of the result, such as USD/month")]
    note: Text = ""
    facts: Facts = ()


@record
class Brake:
    """Something that holds the responder back, and what loosens it."""

    id: Id
    title: Annotated[str, Meaning("The brake")]
    rank: Annotated[int, Meaning("Its place in the source's own list")]
    holds: Annotated[str, Meaning("How it holds the responder back")]
    loosened_by: Annotated[tuple[str, ...], Meaning("What would loosen it, a sentence each")]
    binds: Annotated[str, Meaning("Whether it binds on the as-of date, and by which fact")] = ""
    parameters: Annotated[
        tuple[str, ...], Meaning("Addresses of the assumptions through which it acts")
    ] = ()
    facts: Facts = ()
    cites: Cites = ()


@record
class Recommendation:
    """
    Something that a source recommends, to whom, by what instrument, and which brake it aims at.
    """

    id: Id
    says: Annotated[str, Meaning("The recommendation, in the author's own words")]
    group: Annotated[
        str,
        Meaning(
            "joint, parallel or positioning, as the source groups them; or overarching",
            pattern=r"^(joint|parallel|positioning|overarching)$",
            hint="joint, parallel, positioning or overarching",
        ),
    ]
    addressee: Annotated[tuple[str, ...], Meaning("Ids of the actors it is addressed to")]
    instrument: Annotated[
        str,
        Meaning(
            "By what kind of instrument, a word such as sanctions, maritime, alliance,"
            " export_control, information, procurement, industry, diplomacy, treaty, parliament,"
            " intelligence, media, academia, culture, military, humanitarian or judicial",
            pattern=OPEN_WORD,
            hint="a word in small letters, such as sanctions or judicial",
        ),
    ]
    brakes: Annotated[
        tuple[str, ...], Meaning("Ids of the brakes it aims at; empty where it aims at none")
    ] = ()
    parameters: Annotated[
        tuple[str, ...], Meaning("Addresses of the assumptions it would move")
    ] = ()
    legal_question: Annotated[str, Meaning("The legal question it raises, where it raises one")] = (
        ""
    )
    facts: Facts = ()
    cites: Cites = ()


@record
class CaseQuestion:
    """A question of the case's own, answered by what stands at addresses of it."""

    id: Id
    asks: Annotated[str, Meaning("The question as a reader puts it")]
    answered_by: Annotated[
        tuple[str, ...],
        Meaning("Addresses of the entries that answer it, in order, such as facts.transit"),
    ]


@record
class Salience:
    """One item on a list of what people ask their government for."""

    id: Id
    title: Annotated[str, Meaning("The item")]
    share: Annotated[Amount, Meaning("Share of respondents who name it [percent]")]
    cites: Cites = ()
