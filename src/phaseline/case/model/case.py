"""The case as a whole: its header, and one tuple of records for each section."""

from typing import Annotated, Literal

from phaseline.case.model.choices import (
    Assumption,
    Brake,
    CaseQuestion,
    Derived,
    Recommendation,
    Salience,
)
from phaseline.case.model.common import Id, Text
from phaseline.case.model.escalation import Act, CounterThreat, RedLine, Technology, Track
from phaseline.case.model.evidence import Actor, Conflict, Event, Fact, Silence, Source
from phaseline.case.model.law import Amendment, Encoding, LawOption, Provision, Term
from phaseline.case.model.play import Claim, GameSetup
from phaseline.case.model.politics import Institution, Penalty, Poll, Procedure, Whip
from phaseline.case.model.response import Demand, Ladder, Measure, ThreatEntry
from phaseline.case.model.supply import Counter, Donor, Need, Route, Stock
from phaseline.case.model.vocabulary import Vocabulary
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record
from phaseline.terms.when import When


@record
class Case:
    """
    What an analyst has written: one policy paper, or several, turned into checked text files.

    A case is a folder of YAML files, one a concern, or a single file; the sections are the same.
    """

    phaseline: Annotated[Literal[1], Meaning("The version of the case format: 1")]
    kind: Annotated[str, Meaning("case", pattern=r"^case$", hint="case")]
    id: Id
    title: Annotated[str, Meaning("The title of the brief")]
    question: Annotated[str, Meaning("The question that the case answers")]
    as_of: Annotated[When, Meaning("The day whose knowledge counts; nothing later enters a result")]
    responder: Annotated[str, Meaning("The id of the actor who responds")]
    challenger: Annotated[str, Meaning("The id of the actor who is to be deterred")]
    period: Annotated[
        str,
        Meaning(
            "The length of one period: month, week, quarter or year",
            pattern=r"^(week|month|quarter|year)$",
            hint="week, month, quarter or year",
        ),
    ] = "month"
    horizon: Annotated[
        tuple[int, ...],
        Meaning("How many periods are looked at; several are reported side by side"),
    ] = (12,)
    decision: Annotated[str, Meaning("The decision that the brief is to serve")] = ""
    decide_by: Annotated[
        str, Meaning("By when, and why then; unstated if no source says", silence="unstated")
    ] = "unstated"
    prepared_by: Annotated[str, Meaning("Who prepared the case")] = ""
    challenged_by: Annotated[
        tuple[str, ...], Meaning("Who has challenged it; empty if nobody has yet")
    ] = ()
    limits: Annotated[
        tuple[str, ...], Meaning("What a reader must know about the sources' leaning and reach")
    ] = ()
    boundaries: Annotated[
        tuple[str, ...], Meaning("How disputed places are counted in this case")
    ] = ()
    units: Annotated[
        tuple[str, ...], Meaning("Further things that are counted in this case, in the singular")
    ] = ()
    vocabulary: Annotated[Vocabulary, Meaning("The case's own words; neutral ones if left out")] = (
        Vocabulary()
    )
    include: Annotated[
        tuple[str, ...],
        Meaning("The other files of the folder, without .yaml; all of them if empty"),
    ] = ()
    note: Text = ""

    sources: Annotated[tuple[Source, ...], Meaning("The texts that are cited")] = ()
    actors: Annotated[tuple[Actor, ...], Meaning("Who is spoken of, one id each")] = ()
    facts: Annotated[
        tuple[Fact, ...], Meaning("What is said about the world, by whom, with what standing")
    ] = ()
    events: Annotated[tuple[Event, ...], Meaning("What happened when")] = ()
    conflicts: Annotated[
        tuple[Conflict, ...], Meaning("What does not go together, every side kept")
    ] = ()
    silences: Annotated[tuple[Silence, ...], Meaning("What the papers do not say")] = ()
    provisions: Annotated[tuple[Provision, ...], Meaning("The law as the sources state it")] = ()
    terms: Annotated[tuple[Term, ...], Meaning("Terms of law that are read differently")] = ()
    encodings: Annotated[
        tuple[Encoding, ...], Meaning("Bodies of law that are put into rules")
    ] = ()
    options: Annotated[tuple[LawOption, ...], Meaning("What the law is asked about")] = ()
    amendments: Annotated[
        tuple[Amendment, ...], Meaning("Changes of law that are proposed or sought")
    ] = ()
    institutions: Annotated[tuple[Institution, ...], Meaning("Bodies that decide")] = ()
    procedures: Annotated[tuple[Procedure, ...], Meaning("How they decide")] = ()
    whips: Annotated[tuple[Whip, ...], Meaning("How the parties are expected to vote")] = ()
    polls: Annotated[tuple[Poll, ...], Meaning("What people were asked and answered")] = ()
    salience: Annotated[tuple[Salience, ...], Meaning("What people ask their government for")] = ()
    penalties: Annotated[
        tuple[Penalty, ...], Meaning("What an act exposes an office-holder to")
    ] = ()
    needs: Annotated[tuple[Need, ...], Meaning("What was asked for")] = ()
    stocks: Annotated[tuple[Stock, ...], Meaning("What is there, or is made")] = ()
    counters: Annotated[
        tuple[Counter, ...], Meaning("Which system a source names against which")
    ] = ()
    donors: Annotated[tuple[Donor, ...], Meaning("Partners whose stocks have run down")] = ()
    routes: Annotated[tuple[Route, ...], Meaning("Ways by which support arrives")] = ()
    technologies: Annotated[
        tuple[Technology, ...], Meaning("Families of technology whose transfer is feared")
    ] = ()
    red_lines: Annotated[
        tuple[RedLine, ...], Meaning("Lists of what must not happen, by who draws them")
    ] = ()
    tracks: Annotated[
        tuple[Track, ...], Meaning("Dimensions along which the other side can climb")
    ] = ()
    acts: Annotated[tuple[Act, ...], Meaning("What the other side does or may do")] = ()
    counter_threats: Annotated[
        tuple[CounterThreat, ...], Meaning("What the other side threatens, and on what condition")
    ] = ()
    demands: Annotated[tuple[Demand, ...], Meaning("What is asked of the other side")] = ()
    measures: Annotated[tuple[Measure, ...], Meaning("What the responder can do")] = ()
    ladders: Annotated[tuple[Ladder, ...], Meaning("The responses as wholes")] = ()
    threats: Annotated[tuple[ThreatEntry, ...], Meaning("The responder's threat ledger")] = ()
    brakes: Annotated[tuple[Brake, ...], Meaning("What holds the responder back")] = ()
    recommendations: Annotated[
        tuple[Recommendation, ...], Meaning("What the papers recommend")
    ] = ()
    assumptions: Annotated[tuple[Assumption, ...], Meaning("What the sources do not give")] = ()
    derived: Annotated[tuple[Derived, ...], Meaning("Numbers worked out from others")] = ()
    questions: Annotated[
        tuple[CaseQuestion, ...],
        Meaning("Questions of the case's own, beside those that every case may be asked"),
    ] = ()
    games: Annotated[tuple[GameSetup, ...], Meaning("The case as a game; at most one")] = ()
    claims: Annotated[
        tuple[Claim, ...], Meaning("What the sources claim about how a response works")
    ] = ()


# Which sections stand in which file of a case folder; a file may be split (`facts-kim.yaml`).
CONCERNS: dict[str, tuple[str, ...]] = {
    "sources": ("sources",),
    "actors": ("actors",),
    "facts": ("facts",),
    "silences": ("silences",),
    "conflicts": ("conflicts",),
    "derived": ("derived",),
    "events": ("events",),
    "law": ("provisions", "terms", "encodings", "options", "amendments"),
    "politics": ("institutions", "procedures", "whips", "polls", "salience", "penalties"),
    "supply": ("needs", "stocks", "counters", "donors", "routes"),
    "escalation": ("technologies", "red_lines", "tracks", "acts", "counter_threats"),
    "response": ("demands", "measures", "ladders", "threats"),
    "portfolio": ("brakes", "recommendations"),
    "assumptions": ("assumptions",),
    "questions": ("questions",),
    "game": ("games", "claims"),
}
