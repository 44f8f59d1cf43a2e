"""What somebody confirmed of a paper reaches the brief, also where it is no step of a course."""

from dataclasses import replace

import pytest

from phaseline.case.model.common import Status
from phaseline.case.model.evidence import ENDING, RESERVATION, Event
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.register.evidence import left_unsaid, papers_say, untaken_facts
from phaseline.desk.register.timeline import TimelineEntry
from phaseline.present.document.evidence import (
    evidence,
    groups_of_papers,
    timeline_lines,
    unsaid_words,
)
from phaseline.terms.entries import Entries
from phaseline.terms.when import When


@pytest.fixture(scope="module")
def strait():
    """The strait, as it is shipped: something names each of its six facts."""
    return read_case(case_path("strait")).case


def remarked(case, *remarks):
    """The case with further facts, each an id, a day and whether somebody confirmed it."""
    model = case.facts["gear-possible"]
    added = [
        replace(
            model, id=name, when=When.parse(day), confirmed_by="a tester" if is_confirmed else ""
        )
        for name, day, is_confirmed in remarks
    ]
    return replace(case, facts=Entries([*case.facts, *added]))


def test_a_fact_that_was_entered_by_hand_stands_where_it_is_put_to_use(strait):
    """It is no evidence of its own, whether something names it or not."""
    assert untaken_facts(strait) == ()
    assert untaken_facts(remarked(strait, ("by-hand", "unknown", False))) == ()


def test_a_fact_that_another_entry_names_is_taken_up(strait):
    """By a field that holds ids of facts, by an address, or by a formula."""
    confirmed = [replace(fact, confirmed_by="a tester") for fact in strait.facts]
    case = replace(strait, facts=Entries(confirmed))
    buoys = replace(strait.measures["buoys"], facts=("seen",))
    seen = remarked(strait, ("seen", "unknown", True))

    assert untaken_facts(case) == ()
    assert [fact.id for fact in untaken_facts(seen)] == ["seen"]
    assert untaken_facts(replace(seen, measures=Entries([buoys]))) == ()


def told(case, *statements):
    """The case with confirmed statements, each an id, its words, its standing and its kind."""
    model = case.facts["gear-possible"]
    added = [
        replace(
            model,
            id=name,
            says=says,
            status=Status(status),
            kind=kind,
            when=When.parse("unknown"),
            confirmed_by="a tester",
        )
        for name, says, status, kind in statements
    ]
    return replace(case, facts=Entries([*case.facts, *added]))


def test_what_papers_ask_for_announce_and_hold_back_stands_apart(strait):
    """
    By hand: advice is asked for, what ends it is told apart, a threat is announced, an "if" that
    asks for nothing is conditional; a fear and a reservation hold back, whatever else they are, and
    what is plainly told is the rest.
    """
    case = told(
        strait,
        ("advice", "Vesper should protest.", "recommended", "recommendation"),
        ("asked", "Norland is to leave.", "asserted", "demand"),
        ("threat", "Norland threatens to close the strait.", "threatened", "threat"),
        ("then", "If Vesper protests, trade could fall.", "possible", "trade"),
        ("fear", "Merchants fear losses.", "feared", "trade"),
        ("waiver", "The mayor shall waive it for food.", "proposed", RESERVATION),
        ("until", "Vesper should lift the levy once it ends.", "recommended", ENDING),
        ("plain", "The strait is narrow.", "asserted", "background"),
    )

    said = papers_say(case)

    assert [fact.id for fact in said.asked] == ["advice", "asked"]
    assert [fact.id for fact in said.ending] == ["until"]
    assert [fact.id for fact in said.announced] == ["threat"]
    assert [fact.id for fact in said.conditional] == ["then"]
    assert [fact.id for fact in said.reserved] == ["fear", "waiver"]
    assert [fact.id for fact in untaken_facts(case)] == ["plain"]


def test_page_one_words_the_first_of_them_with_their_standing_and_counts_the_rest(strait):
    """Eight pieces of advice are told at most; the ninth is counted."""
    many = [(f"advice-{n}", f"Vesper should do {n}.", "recommended", "trade") for n in range(9)]

    (group,) = groups_of_papers(told(strait, *many))

    texts = [sentence.text for sentence in group.sentences]
    assert group.title == "What the paper asks for: Authors of the paper"
    assert texts[0].startswith("Vesper should do 0 (")
    assert "recommended" in texts[0]
    assert (len(texts), texts[-1]) == (9, "And 1 more, below.")
    assert len(group.statements) == 9


def test_page_one_tells_once_how_statements_begin_that_follow_one_another(strait):
    """
    By hand: two duties share nine words up to "should"; the third is meant otherwise, the fourth
    begins otherwise, and two short beginnings stay apart.
    """
    lead = "If Norland closes the whole strait again, Vesper should"
    case = told(
        strait,
        ("levy", f"{lead} raise a levy.", "recommended", "trade"),
        ("port", f"{lead} close the port.", "recommended", "trade"),
        ("buoys", f"{lead} lay buoys.", "proposed", "trade"),
        ("wait", "Vesper should wait.", "proposed", "trade"),
        ("watch", "Vesper should watch.", "proposed", "trade"),
    )

    (group,) = groups_of_papers(case)

    texts = [sentence.text for sentence in group.sentences]
    assert texts[0].startswith(f"{lead}: raise a levy; close the port (recommended")
    assert texts[1].startswith(f"{lead} lay buoys (proposed")
    assert [text.partition(" (")[0] for text in texts[2:]] == [
        *("Vesper should wait", "Vesper should watch"),
    ]
    assert group.sentences[0].basis == ("levy", "port")
    assert len(group.statements) == 5


def test_what_is_asked_without_a_time_or_a_condition_is_counted(strait):
    """
    By hand: of four things two name a time, two a condition, one of them both, one neither; two
    statements begin with what is not done.
    """
    case = told(
        strait,
        ("soon", "The mayor shall answer within 30 days.", "proposed", "law"),
        ("then", "If no answer comes, Vesper should close the port.", "recommended", "ladder"),
        ("both", "Not later than May the mayor shall answer unless it rains.", "proposed", "law"),
        ("bare", "Vesper should wait.", "recommended", "ladder"),
        ("unmet", "If the port is not closed, ships could come.", "possible", "trade"),
        ("unless", "Unless it is closed, ships could come.", "possible", "trade"),
    )

    counted, unmet, unstarted = (sentence.text for sentence in unsaid_words(case))

    assert counted == (
        "Of the 4 things asked for, as far as they were confirmed, 2 name a time, 2 name a"
        " condition (1 of them both), and 1 names neither."
    )
    assert unmet.startswith("2 statements name something that is not done as a condition;")
    assert unstarted == "1 statement names how long, and not from when."
    assert unsaid_words(strait) == ()


def test_what_has_a_date_comes_first(strait):
    """By the earliest day it can lie on; the rest in the order of the case."""
    case = remarked(
        strait,
        ("some-day", "unknown", True),
        ("in-march", "2031-03", True),
        ("later", "2031-03-02", True),
        ("last-year", "2030", True),
    )

    assert [fact.id for fact in untaken_facts(case)] == [
        *("last-year", "in-march", "later", "some-day")
    ]


def test_a_statement_is_shown_with_its_standing_and_whose_it_is(strait):
    """What an author plainly asserts stands by itself; a number that the words hold is not told."""
    engineers, seats = strait.facts["engineers"], strait.facts["seats"]
    plain = replace(strait.facts["pay"], status=engineers.status.ASSERTED, value=seats.value)
    told = [
        *timeline_lines(strait, (), [engineers, seats, plain]),
        *evidence(strait, [engineers, seats, plain]).shown,
    ]

    assert told[0].dates == "Apr 2031"
    assert (told[0].how, told[1].how) == (
        "about 140 people, estimate, Vesper",
        "record, Vesper",
    )
    assert (told[2].dates, told[2].how) == ("", "9 seats")


def test_a_number_within_another_is_not_said_already(strait):
    """Nine seats are not said by the 9 of 2029, and are by a 9 of their own, or in words."""
    seats = strait.facts["seats"]
    told = evidence(
        strait,
        [
            replace(seats, says="In 2029 the Council was elected."),
            replace(seats, says="The Council has 9 seats."),
            replace(seats, says="The Council has nine seats."),
        ],
    ).shown

    assert "9 seats" in told[0].how
    assert "9 seats" not in told[1].how
    assert "9 seats" not in told[2].how


def test_what_has_a_date_stands_among_the_events(strait):
    """In order with them; what lies after the day of the case stays among the statements."""
    case = remarked(strait, ("in-march", "2031-03", True), ("planned", "2031-06-01", True))
    facts = untaken_facts(case)
    protest = Event(id="protest", title="A protest", when=When.parse("2031-03-02"))
    moments = [TimelineEntry(event=protest, retold=(), is_later=False)]

    lines = timeline_lines(case, moments, facts)

    assert [line.dates for line in lines] == ["Mar 2031", "2 Mar 2031"]
    assert [line.dates for line in evidence(case, facts).shown] == ["1 Jun 2031"]


def test_of_many_statements_thirty_are_printed(strait):
    """The rest is folded, and none is lost."""
    told = evidence(strait, [strait.facts["pay"]] * 31)

    assert (len(told.shown), len(told.folded)) == (30, 1)


@pytest.mark.parametrize(
    ("says", "count"),
    [
        ("The mayor shall answer within 3 months.", 1),
        ("The levy ends once 12 months have passed.", 1),
        ("The mayor shall answer within 3 months after the vote.", 0),
        ("The council shall hear of it 15 days before.", 0),
        ("The port shall close for 3 days.", 0),
        ("The mayor shall report every 90 days.", 0),
        ("The mayor shall answer.", 0),
    ],
)
def test_how_long_without_from_when_is_counted(strait, says, count):
    """A time that runs needs its first day; how long a thing lasts, and how often, need none."""
    assert left_unsaid(told(strait, ("soon", says, "proposed", "law"))).unstarted == count


def test_what_a_law_lays_down_is_told_as_no_proposal(strait):
    """Nor is what it permits told as possible only; a report, and what a law tells, keep theirs."""
    case = told(
        strait,
        ("duty", "The mayor shall close the port.", "proposed", "law"),
        ("leave", "If ships come, the mayor may open it.", "possible", "law"),
        ("worry", "The mayor fears losses.", "feared", "law"),
    )
    source = case.facts["duty"].cites[0].source
    law = replace(case.sources[source], type="regulation")
    others = [law if entry.id == source else entry for entry in case.sources]

    by_law = groups_of_papers(replace(case, sources=Entries(others)))
    by_report = groups_of_papers(case)

    assert by_law[0].title.startswith("What the paper lays down")
    assert [group.statements[0].how for group in by_law] == ["", "", "feared"]
    assert by_report[0].title.startswith("What the paper asks for")
    assert [group.statements[0].how for group in by_report] == ["proposed", "possible", "feared"]
