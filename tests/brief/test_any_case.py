"""What holds of every case's brief: its own words, and addresses that lead somewhere."""

import re

import pytest

from phaseline.brief.html import brief_html
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.values import at
from phaseline.desk.comparison.results import contest
from phaseline.desk.findings.assessment import assess
from phaseline.present.data.answer import answer_data

pytestmark = pytest.mark.slow  # a game is solved behind each page

KOREAN = (
    "assembly",
    "kim",
    "minister alone",
    "moscow",
    "seoul",
    "three types",
    "war",
    "weapons",
)
DRAWS = 16


@pytest.fixture(scope="module")
def strait():
    """The small worked case, assessed."""
    report = checked(read_case(case_path("strait"), name="strait"), {})
    return assess(report, played=contest(report.reading.case, draws=DRAWS))


@pytest.fixture(scope="module")
def assessed(strait, korea_contest):
    """Every shipped case, assessed."""
    report = checked(read_case(case_path("korea-2024"), name="korea-2024"), {})
    return {"strait": strait, "korea-2024": assess(report, played=korea_contest)}


def read_aloud(page):
    """The words of a page, without its style, its tags and what it quotes."""
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    text = " ".join(re.sub(r"<[^>]*>", " ", body).split())
    return re.sub(r"“[^”]*”", "", text).casefold()


def test_the_brief_of_a_case_holds_no_word_of_another(strait):
    """Nothing of the case that the program was written with stands in another one's brief."""
    text = read_aloud(brief_html(strait))

    assert "handover" in text
    assert [word for word in KOREAN if re.search(rf"\b{word}\b", text)] == []


@pytest.mark.parametrize("name", ["strait", "korea-2024"])
def test_every_address_under_a_finding_leads_to_an_entry(assessed, name):
    """What a sentence rests on is there, and so is every entry that it names."""
    assessment = assessed[name]
    findings = answer_data(assessment)["findings"]
    entries = [
        address
        for finding in findings
        for value in finding["entries"].values()
        for address in (value if isinstance(value, tuple | list) else (value,))
    ]
    addresses = [address for finding in findings for address in finding["rests_on"]]

    assert len(addresses) > len(findings) / 2
    for address in dict.fromkeys((*addresses, *entries)):
        if "." in address:
            at(assessment.case, address)  # raises where nothing stands there


@pytest.mark.parametrize("name", ["strait", "korea-2024"])
def test_page_one_lists_findings_that_are_told(assessed, name):
    """The list of page one names findings of the answer, each once, each with a sentence."""
    data = answer_data(assessed[name])
    told = {finding["id"]: finding["text"] for finding in data["findings"]}

    assert len(set(data["page_one"])) == len(data["page_one"])
    assert all(told[name] for name in data["page_one"])
