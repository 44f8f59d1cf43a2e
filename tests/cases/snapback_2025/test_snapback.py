"""The shipped case of the snapback of 2025: how it differs from the others, on what it rests."""

import json
from collections import Counter

import pytest
import yaml

from phaseline.case.check.dates import is_later_knowledge
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path

FIVE = {"paris", "london", "washington", "moscow", "beijing"}
PARTS = {"talks", "access", "account"}


@pytest.fixture(scope="module")
def report():
    """The case, checked without texts, which are not shipped."""
    return checked(read_case(case_path("snapback-2025"), name="snapback-2025"), {})


@pytest.fixture(scope="module")
def case(report):
    """The case."""
    return report.reading.case


def test_it_has_no_errors_and_its_warnings_are_of_its_ladders(report):
    """What the published ladders leave open is a warning; nothing else is."""
    found = Counter(one.code[:3] for one in report.diagnostics if one.severity.value != "note")

    assert set(found) == {"PL6"}


def test_that_its_texts_were_read_as_excerpts_is_one_note(report, case):
    """Each source is listed in it, and all 330 quotes are counted."""
    (note,) = [one for one in report.diagnostics if one.code == "PL205"]

    assert note.message.startswith(f"{report.anchors.read} anchors in ")
    quoted = {line.rpartition(" ")[0] for line in " ".join(note.detail).split(", ")}
    assert quoted <= case.sources.ids
    assert len(quoted) > 100


def test_of_the_three_parts_only_the_talks_are_worded_in_two_scopes(report, case):
    """Any talks or direct ones, as X09 has it; the three parts are not wordings of one another."""
    scopes = [one.message.partition(": ")[2] for one in report.diagnostics if one.code == "PL605"]

    talks = case.demands["talks"].title
    assert scopes == 3 * [
        f"the demand “{talks}” stands in two scopes (any talks, direct talks) and two wordings"
    ]


def test_its_facts_are_anchored_in_texts_of_the_time(case):
    """More than 60 facts with a quotation, and no source of after the day of the Geneva talks."""
    anchored = [fact for fact in case.facts if any(cite.exact for cite in fact.cites)]

    assert len(anchored) >= 60
    assert [
        source.id for source in case.sources if is_later_knowledge(source.issued, case.as_of)
    ] == []


def test_what_happened_afterwards_is_used_by_nothing(case):
    """No text that the page on the aftermath lists is a source of the case."""
    aftermath = (case_path("snapback-2025") / "aftermath.md").read_text(encoding="utf-8")

    assert "19 September" in aftermath
    assert [source.id for source in case.sources if f"<{source.URL}>" in aftermath] == []


def test_an_assumption_rests_on_facts_or_says_that_it_does_not(case):
    """Each has a reason; one without a fact behind it is called a judgement."""
    bare = [
        one.id
        for one in case.assumptions
        if not one.facts and "Judgement alone" not in one.rationale
    ]

    assert bare == []


def test_the_council_decides_by_fifteen_with_five_vetoes_and_by_silence(case):
    """Nine of fifteen, a no of five blocks; what returns does so unless that vote stops it."""
    vote, silence = case.procedures["continue-lifting"], case.procedures["thirty-days"]

    assert len(case.institutions["council"].seats) == 15
    assert (vote.passes.yes, vote.passes.of) == ("at least 9 votes", "members")
    assert set(vote.passes.vetoes) == FIVE
    assert (silence.silence.after.number, silence.silence.after.unit.text) == (30, "day")
    assert silence.silence.stopped_by == "continue-lifting"


def test_the_demand_has_three_parts_each_answered_by_itself(case):
    """Talks, access and the account, on a track each; the strict completion asks for all."""
    played = case.ladders["e3-letter"].completions["letter-strict"].plays
    answers = {track.id for track in case.tracks if track.role and track.role.value == "answer"}

    assert {demand.id for demand in case.demands} == PARTS
    assert answers == PARTS == {met.track for met in played.demand}


def test_the_parties_read_the_law_against_one_another(phaseline):
    """The E3 may notify in their own reading; Iran and Russia read a bar."""
    ran = phaseline("law", "snapback-2025", "--json")
    standings = {
        cell["reading"]: cell["standing"]
        for cell in json.loads(ran.out)["cells"]
        if cell["option"] == "notify"
    }

    assert ran.status == 0
    assert standings["e3-reading"] == "executive"
    assert standings["iran-reading"] == standings["russia-reading"] == "barred"


def test_any_reader_of_yaml_reads_the_same():
    """No date, and no word such as yes or on, is anything but text to a reader of YAML 1.1."""
    for path in case_path("snapback-2025").glob("*.yaml"):
        found = yaml.load(path.read_text(encoding="utf-8"), yaml.SafeLoader)

        assert found == json.loads(json.dumps(found))  # a date is no JSON, nor is a key that is one


def test_it_answers_without_goods(phaseline):
    """Where nothing is sent, the command says so and ends well."""
    ran = phaseline("supply", "snapback-2025")

    assert ran.status == 0
    assert "names no needs" in ran.out


def test_its_claims_are_those_of_commentators_who_differ(case):
    """Eight claims, of which no two authors alone speak, each cited from what its author wrote."""
    authors = {case.facts[name].said_by for claim in case.claims for name in claim.facts}

    assert len(case.claims) == 8
    assert len(authors) >= 4
    assert all(case.facts[name].cites for claim in case.claims for name in claim.facts)


def test_it_speaks_of_the_line_in_words_of_its_own(case):
    """Enriching in hiding, and neither a crossing nor a transfer."""
    words = case.vocabulary.crossing

    assert (words.noun, words.does) == ("hidden enrichment", "enriches in hiding")
    assert next(question.id for question in case.questions) == "last-day"
