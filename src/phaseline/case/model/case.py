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
from phaseline.case.model.claims import Claim
from phaseline.case.model.common import Challenges, Id, Text
from phaseline.case.model.escalation import Act, CounterThreat, RedLine, Technology, Track
from phaseline.case.model.evidence import Actor, Conflict, Event, Fact, Silence, Source
from phaseline.case.model.law import Amendment, Encoding, LawOption, Provision, Term
from phaseline.case.model.play import GamePolicy, GameSetup
from phaseline.case.model.policies import derived_policies
from phaseline.case.model.politics import Institution, Penalty, Poll, Procedure, Whip
from phaseline.case.model.response import Demand, Ladder, Measure, ThreatEntry
from phaseline.case.model.supply import Counter, Donor, Need, Route, Stock
from phaseline.case.model.vocabulary import Vocabulary
from phaseline.case.model.watch import Channel, Indicator, WatchHypothesis
from phaseline.terms.entries import Entries
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record
from phaseline.terms.when import When


@record
class Case:
    """
    What an analyst has written: one policy paper, or several, turned into checked text files.

    A case is a folder of YAML files, one a concern, or a single file; the sections are the same.
    """

    phaseline: Annotated[Literal[2], Meaning("The version of the case format: 2")]
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
            "The length of one period: day, week, month, quarter or year",
            pattern=r"^(day|week|month|quarter|year)$",
            hint="day, week, month, quarter or year",
        ),
    ] = "month"
    horizon: Annotated[
        tuple[int, ...],
        Meaning(
            "How many periods are looked at, each at least 1; several, the nearest first, are"
            " reported side by side"
        ),
    ] = (12,)
    decision: Annotated[str, Meaning("The decision that the brief is to serve")] = ""
    decide_by: Annotated[
        str, Meaning("By when, and why then; unstated if no source says", silence="unstated")
    ] = "unstated"
    prepared_by: Annotated[str, Meaning("Who prepared the case")] = ""
    challenged: Challenges = ()
    limits: Annotated[
        tuple[str, ...], Meaning("What a reader must know about the sources' leaning and reach")
    ] = ()
    boundaries: Annotated[
        tuple[str, ...], Meaning("How disputed places are counted in this case")
    ] = ()
    units: Annotated[
        tuple[str, ...], Meaning("Further things that are counted in this case, in the singular")
    ] = ()
    pattern: Annotated[
        str, Meaning("The pattern that `phaseline scaffold` starts from where none is named")
    ] = ""
    vocabulary: Annotated[Vocabulary, Meaning("The case's own words; neutral ones if left out")] = (
        Vocabulary()
    )
    include: Annotated[
        tuple[str, ...],
        Meaning("The other files of the folder, without .yaml; all of them if empty"),
    ] = ()
    note: Text = ""

    sources: Annotated[Entries[Source], Meaning("The texts that are cited")] = Entries()
    actors: Annotated[Entries[Actor], Meaning("Who is spoken of, one id each")] = Entries()
    facts: Annotated[
        Entries[Fact], Meaning("What is said about the world, by whom, with what standing")
    ] = Entries()
    events: Annotated[Entries[Event], Meaning("What happened when")] = Entries()
    conflicts: Annotated[
        Entries[Conflict], Meaning("What does not go together, every side kept")
    ] = Entries()
    silences: Annotated[Entries[Silence], Meaning("What the papers do not say")] = Entries()
    provisions: Annotated[Entries[Provision], Meaning("The law as the sources state it")] = (
        Entries()
    )
    terms: Annotated[Entries[Term], Meaning("Terms of law that are read differently")] = Entries()
    encodings: Annotated[Entries[Encoding], Meaning("Bodies of law that are put into rules")] = (
        Entries()
    )
    options: Annotated[Entries[LawOption], Meaning("What the law is asked about")] = Entries()
    amendments: Annotated[
        Entries[Amendment], Meaning("Changes of law that are proposed or sought")
    ] = Entries()
    institutions: Annotated[Entries[Institution], Meaning("Bodies that decide")] = Entries()
    procedures: Annotated[Entries[Procedure], Meaning("How they decide")] = Entries()
    whips: Annotated[Entries[Whip], Meaning("How the parties are expected to vote")] = Entries()
    polls: Annotated[Entries[Poll], Meaning("What people were asked and answered")] = Entries()
    salience: Annotated[Entries[Salience], Meaning("What people ask their government for")] = (
        Entries()
    )
    penalties: Annotated[Entries[Penalty], Meaning("What an act exposes an office-holder to")] = (
        Entries()
    )
    needs: Annotated[Entries[Need], Meaning("What was asked for")] = Entries()
    stocks: Annotated[Entries[Stock], Meaning("What is there, or is made")] = Entries()
    counters: Annotated[Entries[Counter], Meaning("Which system a source names against which")] = (
        Entries()
    )
    donors: Annotated[Entries[Donor], Meaning("Partners whose stocks have run down")] = Entries()
    routes: Annotated[Entries[Route], Meaning("Ways by which support arrives")] = Entries()
    technologies: Annotated[
        Entries[Technology], Meaning("Families of technology whose transfer is feared")
    ] = Entries()
    red_lines: Annotated[
        Entries[RedLine], Meaning("Lists of what must not happen, by who draws them")
    ] = Entries()
    tracks: Annotated[
        Entries[Track], Meaning("Dimensions along which the other side can climb")
    ] = Entries()
    acts: Annotated[Entries[Act], Meaning("What the other side does or may do")] = Entries()
    counter_threats: Annotated[
        Entries[CounterThreat], Meaning("What the other side threatens, and on what condition")
    ] = Entries()
    demands: Annotated[Entries[Demand], Meaning("What is asked of the other side")] = Entries()
    measures: Annotated[Entries[Measure], Meaning("What the responder can do")] = Entries()
    ladders: Annotated[Entries[Ladder], Meaning("The responses as wholes")] = Entries()
    threats: Annotated[Entries[ThreatEntry], Meaning("The responder's threat ledger")] = Entries()
    brakes: Annotated[Entries[Brake], Meaning("What holds the responder back")] = Entries()
    recommendations: Annotated[Entries[Recommendation], Meaning("What the papers recommend")] = (
        Entries()
    )
    assumptions: Annotated[Entries[Assumption], Meaning("What the sources do not give")] = Entries()
    derived: Annotated[Entries[Derived], Meaning("Numbers worked out from others")] = Entries()
    questions: Annotated[
        Entries[CaseQuestion],
        Meaning("Questions of the case's own, beside those that every case may be asked"),
    ] = Entries()
    hypotheses: Annotated[
        Entries[WatchHypothesis], Meaning("What the watch believes, and nobody sees directly")
    ] = Entries()
    indicators: Annotated[Entries[Indicator], Meaning("What would be noticed of it")] = Entries()
    channels: Annotated[Entries[Channel], Meaning("Who reports, and how far it is trusted")] = (
        Entries()
    )
    games: Annotated[Entries[GameSetup], Meaning("The case as a game; at most one")] = Entries()
    claims: Annotated[
        Entries[Claim], Meaning("What the sources claim about how a response works")
    ] = Entries()

    @property
    def game(self) -> GameSetup | None:
        """The case as a game; None where it holds none."""
        return self.games[0] if self.games else None

    @property
    def policies(self) -> Entries[GamePolicy]:
        """The ladders that the game plays, ready to be solved; none where there is no game."""
        return derived_policies(self.ladders) if self.games else Entries()


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
    "watch": ("hypotheses", "indicators", "channels"),
    "game": ("games", "claims"),
}
