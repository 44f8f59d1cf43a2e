"""What Why and Need show: the words, figures and files of the commands of these names."""

import html
import json
import re

import pytest

from phaseline.api.cases import check, open_case
from phaseline.web.asking import commands_of
from phaseline.web.explaining import choices, explained

WHY = {"page": "why", "ladder": "firm"}
NEED = {"page": "need", "ladder": "firm", "goal": "below:6", "upwards": "sight", "across": "harm"}
DRAWS = 8


@pytest.fixture(scope="module", params=["why", "need"])
def asked(request):
    """A question of a page of the tiny case, and all that is sent in answer."""
    question = WHY if request.param == "why" else NEED
    report = check(open_case("strait"))
    parts = dict(explained(report, question, draws=DRAWS, tick=lambda _: None))
    return question, parts


@pytest.fixture
def told(asked, phaseline):
    """What the command that stands below the page prints."""

    def printed(*more):
        question, _ = asked
        ((*words,),) = commands_of(question["page"], question, {})
        draws = ("--draws", str(DRAWS)) if question["page"] == "why" else ()
        return phaseline(question["page"], "strait", *words, *draws, *more).out

    return printed


def words(page):
    """The text of a page without its tags, blanks levelled."""
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def test_each_sentence_is_one_of_the_command(asked, told):
    """Paragraph by paragraph."""
    question, parts = asked
    printed = " ".join(told().split())
    paragraphs = [
        words(paragraph)
        for paragraph in re.findall(r"<p>(.*?)</p>", parts[question["page"]], re.DOTALL)
    ]

    assert len(paragraphs) > 1
    assert [paragraph for paragraph in paragraphs if paragraph not in printed] == []


def test_each_cell_of_a_table_is_in_the_file_and_in_the_command(asked, told):
    """A head and its rows; what the page shows, the file holds."""
    question, parts = asked
    shown, printed = words(parts[question["page"]]), told()
    tables = [parts[name] for name in parts if name.endswith(".csv") and "table" in name]

    assert tables or question["page"] == "need"  # of which no assumption turns the goal alone
    for table in tables:
        for line in table.splitlines()[1:]:
            for cell in line.split(","):
                assert cell.strip('"') in shown
                assert cell.strip('"').split()[0] in printed


def test_the_json_is_that_of_the_command(asked, told):
    """To the last key."""
    question, parts = asked

    assert json.loads(parts[f"{question['page']}/answer.json"]) == json.loads(told("--json"))


def test_every_file_that_is_offered_is_sent(asked):
    """Under the page, with what was asked in its address."""
    question, parts = asked
    page = question["page"]
    links = re.findall(r'href="/([^"?]+)\?([^"]+)" download', parts[page])

    assert {name for name, _ in links} == set(parts) - {page}
    assert all("ladder=firm" in query for _, query in links)
    assert parts[f"{page}/picture.svg"].startswith("<svg ")


def test_the_points_of_the_picture_are_a_table():
    """[hand] 21 points along each of two axes, and a head."""
    report = check(open_case("strait"))
    parts = dict(explained(report, NEED, draws=DRAWS, tick=lambda _: None))

    lines = parts["need/grid.csv"].splitlines()
    assert lines[0] == "assumptions.sight,assumptions.harm,margin"
    assert len(lines) == 21 * 21 + 1


def test_types_in_a_table_are_told_apart_in_words(asked):
    """A table names types by their ids; below it stands who they are."""
    question, parts = asked
    page = words(parts[question["page"]])

    assert ("In these tables, " in page) is (question["page"] == "why")
    assert question["page"] == "need" or "careful: " in page


def test_only_what_is_demanded_is_a_goal_to_be_met(all_assessed):
    """
    The strait demands an assurance alone, of the other tracks nothing: there is one such goal. Of
    snapback's tracks three are demanded, each a goal of its own beside all of them.
    """
    asked_for = {
        name: {goal["id"] for goal in choices(all_assessed[name])["goals"]}
        for name in ("strait", "snapback-2025")
    }
    met = {
        name: {goal for goal in goals if goal.startswith("met")}
        for name, goals in asked_for.items()
    }
    demanded = {
        f"met:{demand.track}"
        for policy in all_assessed["snapback-2025"].case.policies
        for demand in policy.demand
    }

    assert met["strait"] == {"met"}
    assert met["snapback-2025"] == {"met", *demanded}
    assert len(demanded) == 3
