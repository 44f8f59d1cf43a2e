"""
Which sections a brief has behind page one, and in which order.

What carries the answer comes first; then what it rests on, and last where that stands. Each section
shows on paper what a reader needs to follow it; the rest of it is folded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from phaseline.case.model.case import Case
from phaseline.desk.findings.assessment import Assessment
from phaseline.desk.findings.layers import missing_layers
from phaseline.desk.register.evidence import is_of_timeline, papers_say
from phaseline.present.wording.numbers import actor_words
from phaseline.terms.record import record


@record
class Section:
    """
    A section of the brief.

    Args:
        id: Its place on the page, and the name of its template.
        title: Its heading; `{responder}` stands for the name of the responder.
        shows: What stands in it, in a sentence.
        folded: What of it is folded, in a few words; empty where nothing is.
    """

    id: str
    title: str
    shows: str
    folded: str = ""


SECTIONS: tuple[Section, ...] = (
    Section(
        id="papers",
        title="What the papers ask for, and hold back",
        shows="Statements that somebody confirmed from a paper: what is asked for, threatened or"
        " promised, what is said to follow on which condition, and what stands in the way by the"
        " papers' own words, each with its standing and whose it is.",
    ),
    Section(
        id="ladders",
        title="What each course leaves open",
        shows="The published ladders as pictures, and what their authors did not say.",
        folded="every rung, how the gaps were completed, acts side by side, threats, red lines",
    ),
    Section(
        id="takes",
        title="What it would take",
        shows="What each course changes inside the model, where the threat of the shown one leaks,"
        " how it could go wrong, and past cases beside that.",
        folded="each course in full, and every table of the model",
    ),
    Section(
        id="futures",
        title="In many futures",
        shows="Where each course works over thousands of draws, which measure prefers which, what"
        " turns the choice, when a trigger calls, and by when to decide; or how to ask for that.",
        folded="the courses one by one, triggers, what moves the courses",
    ),
    Section(
        id="otherwise",
        title="Played otherwise",
        shows="What the shown course does against several who decide, with an offer beside it, and"
        " where a crossing is work that is done for good, where the case names such.",
    ),
    Section(
        id="law",
        title="Law and votes",
        shows="How each measure stands as each party reads the law, who must agree, what would"
        " pass, and which changes of law would open what.",
        folded="the provisions, what each status turns on, each step of each ladder, polls, seats",
    ),
    Section(
        id="supply",
        title="What can arrive",
        shows="Routes, plans and days of delivery under each reading.",
        folded="needs, stocks, routes one by one, prices, what is left out",
    ),
    Section(
        id="brakes",
        title="What holds {responder} back",
        shows="The brakes by their rank, when each binds, and what loosens it.",
        folded="which recommendation aims at which brake",
    ),
    Section(
        id="claims",
        title="The papers' claims, held against the case",
        shows="Each claim in its author's words, whether it stands here, and the sentence that was"
        " tested.",
    ),
    Section(
        id="conflicts",
        title="Disagreements that matter",
        shows="Where the sources part on what an answer turns on, each side with its source.",
        folded="all other disagreements",
    ),
    Section(
        id="questions",
        title="Questions",
        shows="Each answer in at most 60 words, with what it rests on.",
        folded="what the answers had no room for",
    ),
    Section(
        id="assumptions",
        title="Assumptions that matter",
        shows="Those that move the courses most: the value used, the range, the owner, and how far"
        " each moves them.",
        folded="every assumption with its reason, and the numbers worked out",
    ),
    Section(
        id="silences",
        title="Not in the sources",
        shows="What a reader may ask and the sources do not say, with the public record where there"
        " is one.",
    ),
    Section(
        id="layers",
        title="What this case does not hold yet",
        shows="Parts that nobody has entered, what each would answer, and what adds it.",
    ),
    Section(
        id="evidence",
        title="What else the papers say",
        shows="Statements that somebody confirmed from a paper and that no other part takes up,"
        " each with its standing and whose it is; dated ones stand in the timeline.",
        folded="all after the first thirty",
    ),
    Section(
        id="timeline",
        title="Timeline",
        shows="What happened when, up to the day of the case.",
        folded="the picture, and every event with what was agreed",
    ),
    Section(
        id="scope",
        title="Method and limits",
        shows="What Phaseline does and does not do, what was not computed, and how the quotations"
        " stand to their sources.",
    ),
    Section(
        id="notes",
        title="Sources",
        shows="The passages behind the marks in the text, and the texts that they are from.",
        folded="the passages that only folded parts cite, and every text with how it was read",
    ),
)


def sections_of(assessment: Assessment) -> tuple[Section, ...]:
    """Give the sections of one brief; what the case holds no material for is no section."""
    case, brakes = assessment.case, assessment.brakes
    material: Mapping[str, Iterable[object]] = {
        "papers": papers_say(case).all,
        "ladders": (*case.ladders, *case.threats),
        "takes": case.games,
        "futures": case.games,
        "otherwise": assessment.otherwise,
        "brakes": (*brakes.held, *brakes.aimless, *brakes.groups),
        "law": (assessment.constraints, *_law_stated(case)),
        "supply": (assessment.deliverable,),
        "assumptions": (*case.assumptions, *case.derived),
        "claims": case.claims,
        "conflicts": case.conflicts,
        "silences": case.silences,
        "layers": missing_layers(case),
        "evidence": [fact for fact in assessment.evidence if not is_of_timeline(fact, case)],
        "timeline": (
            *assessment.timeline,
            *(fact for fact in assessment.evidence if is_of_timeline(fact, case)),
        ),
    }
    absent = {name: not any(map(_is_there, entries)) for name, entries in material.items()}
    responder = actor_words(case, case.responder)
    return tuple(
        replace(section, title=section.title.format(responder=responder))
        for section in SECTIONS
        if not absent.get(section.id, False)
    )


def _law_stated(case: Case) -> tuple[object, ...]:
    """Give what a case states of law and votes, also where the law is asked about nothing."""
    seated = [body for body in case.institutions if body.seats]
    return (*case.provisions, *case.terms, *case.polls, *seated)


def _is_there(material: object) -> bool:
    return material is not None
