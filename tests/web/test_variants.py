"""The pages of courses played otherwise: the words, figures and files of the commands."""

import html
import json
import re
from shutil import copytree

import pytest
from desk.test_otherwise import VARIANTS as NAMED

from phaseline.api.briefs import assess
from phaseline.api.cases import check, open_case
from phaseline.api.insight import shown_leakage, shown_otherwise, why
from phaseline.api.ladders import compare
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.desk.comparison.asked_first import ladder_asked
from phaseline.web.outline import ASK_FIRST, OFFER, PROJECTS, VARIANTS, WHOM
from phaseline.web.rendering import page_parts
from phaseline.web.variant_questions import variant_command
from phaseline.web.variants import sent_otherwise, variant_choices, varied

DRAWS = 8
QUESTIONS = {
    OFFER: {"page": OFFER, "ladder": "patient", "offer": "tolls", "verification": "0.7"},
    WHOM: {"page": WHOM, "ladder": "patient"},
    PROJECTS: {"page": PROJECTS, "ladder": "*", "project": "cutter"},
    ASK_FIRST: {"page": ASK_FIRST, "ladder": "*"},
}


def words(page):
    """The text of a page without its tags and pictures, blanks levelled."""
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def level(text):
    """A text without blanks and lines, which a terminal sets otherwise than a page."""
    return re.sub(r"[\s─]+", "", text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The small case with two who decide, an offer and a project, as a folder."""
    folder = tmp_path_factory.mktemp("variants") / "strait"
    copytree(case_path("strait"), folder)
    game = folder / "game.yaml"
    text = game.read_text(encoding="utf-8")
    game.write_text(text.replace("    reading: ministry\n", NAMED), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(folder):
    """That case, checked."""
    return check(open_case(str(folder)))


@pytest.fixture(scope="module", params=[OFFER, WHOM, PROJECTS])
def asked(request, report):
    """A page, what is asked of it, and all that is sent in answer."""
    question = QUESTIONS[request.param]
    answer = varied(report, question, draws=DRAWS, mapper=map, tick=lambda _: None)
    return request.param, question, dict(answer)


@pytest.fixture
def told(asked, folder, phaseline):
    """What the command that stands below the page prints."""
    page, question, _ = asked

    def printed(*more):
        arguments = (*variant_command(question, {}), "--draws", str(DRAWS), *more)
        return phaseline(page, str(folder), *arguments).out

    return printed


def test_each_sentence_and_cell_is_one_of_the_command(asked, told):
    """Paragraph by paragraph, table by table; the files hold what the page shows."""
    page, _, parts = asked
    printed, shown = level(told()), words(parts[page])
    paragraphs = re.findall(r"<p>(.*?)</p>", parts[page], re.DOTALL)
    tables = [name for name in parts if name.endswith(".csv")]

    assert len(paragraphs) > 1
    assert tables
    assert [said for said in map(words, paragraphs) if level(said) not in printed] == []
    for name in tables:
        for cell in re.findall(r'"[^"]*"|[^,\n]+', parts[name]):
            assert cell.strip('"') in shown


def test_the_json_is_that_of_the_command(asked, told):
    """To the last key."""
    page, _, parts = asked

    assert json.loads(parts[f"{page}/answer.json"]) == json.loads(told("--json"))


def test_every_file_that_is_offered_is_sent(asked):
    """Under the page, with what was asked in its address; each picture is told to the blind."""
    page, _, parts = asked
    links = re.findall(r'href="/([^"?]+)\?([^"]+)" download', parts[page])
    pictures = [content for name, content in parts.items() if name.endswith(".svg")]

    assert {name for name, _ in links} == set(parts) - {page}
    assert all("ladder=" in query for _, query in links)
    assert pictures
    assert all(re.search(r"<desc[^>]*>[^<]{20,}</desc>", picture) for picture in pictures)


def test_every_picture_of_a_page_is_named_once(asked):
    """Two that share a name would be read out with the words of one."""
    page, _, parts = asked
    names = re.findall(r'<title id="([^"]+)"', parts[page])

    assert len(names) == len(set(names)) > 0


def test_consent_asked_first_is_what_why_says_of_it(report):
    """The page solves only the two times of asking, and comes to the figures of `why`."""
    case = report.reading.case
    parts = dict(varied(report, QUESTIONS[ASK_FIRST], draws=DRAWS, mapper=map, tick=lambda _: None))
    (leakage,) = why(case, ladder="patient", draws=DRAWS)
    asked = ladder_asked(case, "patient", draws=DRAWS).consent

    assert asked.first == pytest.approx(leakage.consent.first, abs=1e-9)
    assert asked.when_called == pytest.approx(leakage.consent.when_called, abs=1e-9)
    answer = json.loads(parts["ask-first/answer.json"])
    assert [row["ladder"] for row in answer["ladders"]] == ["patient", "firm", "buoys"]
    assert answer["ladders"][0]["consent"]["asked_first"] == pytest.approx(
        float(asked.first.mean()), abs=1e-6
    )


@pytest.fixture(scope="module")
def sent(report):
    """All that is sent of the case before anything is asked."""
    case = report.reading.case
    comparison = compare(case, draws=DRAWS)
    assessment = assess(
        report,
        comparison=comparison,
        leakage=shown_leakage(case, comparison, draws=DRAWS),
        otherwise=shown_otherwise(case, comparison),
    )
    return dict(page_parts(assessment, {}))


def test_the_line_of_page_one_and_the_section_lead_to_the_page(sent):
    """From the brief as it is served, and from the page of ladders that has the section."""
    for page in VARIANTS:
        assert f'href="/{page}"' in sent["brief"]
    for page in (OFFER, WHOM, PROJECTS):
        assert f'href="/{page}"' in sent["ladders"]
    assert "data-played" not in sent["brief"]


def test_a_page_begins_with_what_the_brief_says(sent):
    """The sentences of its section, so that the numbers of page one stand there too."""
    brief = words(sent["brief"])
    for page in (OFFER, WHOM, PROJECTS):
        sentences = re.findall(r"<p>(.*?)</p>", sent[page], re.DOTALL)
        assert sentences
        assert all(words(sentence) in brief for sentence in sentences)


def test_what_can_be_asked_is_what_the_case_names(sent):
    """Its offers and its projects, in the order of the case."""
    choices = json.loads(sent["choices.json"])

    assert choices["offers"] == [{"id": "tolls", "name": "lower harbour dues"}]
    assert choices["projects"] == [{"id": "cutter", "name": "The cutter is built"}]
    assert choices["numbers"]["inducement"] == "What is paid per month"


@pytest.mark.slow
@pytest.mark.parametrize("name", [*shipped_cases()])
def test_each_page_of_a_shipped_case_says_what_it_names_or_that_it_names_none(all_assessed, name):
    """Nothing is left empty: what is not in the case is said to be absent, in words."""
    assessment = all_assessed[name]
    case = assessment.case
    known, pages = variant_choices(case), dict(sent_otherwise(assessment))

    assert set(pages) == set(VARIANTS)
    assert ("names no offer" in pages[OFFER]) == (not known["offers"])
    assert ("can be stopped" in pages[PROJECTS]) == (not known["projects"])
    is_alone = len(case.game.challengers) < 2
    assert ("tells no challengers apart" in pages[WHOM]) == is_alone
    assert known["are_several"] != is_alone
    assert all(re.search(r"<p>[^<]{20,}</p>", page) for page in pages.values())
    assert ("Not in this case" in pages[OFFER]) == (not known["offers"])
