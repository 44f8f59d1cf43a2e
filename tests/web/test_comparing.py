"""Two what-ifs side by side: what they assume, which figures differ, what is said otherwise."""

import json

import pytest
from starlette.applications import Starlette
from web.asgi import ask

from phaseline.api.briefs import assess
from phaseline.api.cases import open_case
from phaseline.web.compare_pages import ComparePages
from phaseline.web.comparing import assumed_rows, figure_rows, finding_rows
from phaseline.web.frame import Frame
from phaseline.web.messages import CaseHeader
from phaseline.web.rendering import page_findings_data
from phaseline.web.scenarios import keep_scenario
from phaseline.web.state import DeskAnswer, DeskState
from phaseline.web.surroundings import Surroundings
from phaseline.web.what_ifs import Served

SIGHT, WAIT = "assumptions.sight.best", "assumptions.wait.best"
INPUTS = [
    {"address": SIGHT, "asks": "Chance that it is noticed", "used": 0.45, "unit": ""},
    {"address": WAIT, "asks": "How long a vote takes", "used": 2.0, "unit": "month"},
]


def findings(figure, **said):
    """What page one rests on: one table with one figure, and some sentences."""
    rows = [["no new step", "8"], ["ask first", figure]]
    return {
        "findings": [{"id": name, "text": text} for name, text in said.items()],
        "tables": [{"title": "What each adds", "head": ["Course", "Months"], "rows": rows}],
    }


def test_what_either_assumes_stands_beside_the_case():
    """What one leaves as it is has the value of the case."""
    left = [{"address": SIGHT, "asks": "Noticed", "used": "0.45", "value": "0.6"}]
    right = [{"address": WAIT, "asks": "A vote", "used": "2 month", "value": "3 month"}]

    assert assumed_rows(left, right) == [
        {"asks": "Noticed", "used": "0.45", "left": "0.6", "right": "0.45"},
        {"asks": "A vote", "used": "2 month", "left": "2 month", "right": "3 month"},
    ]


def test_figures_that_differ_are_told_and_no_others():
    """[hand] Of two courses one differs; a course that only one has is in no pair."""
    left, right = findings("3"), findings("5")
    right["tables"][0]["rows"].append(["later", "1"])

    assert list(figure_rows(left, right)) == [
        {
            "title": "What each adds",
            "name": "ask first",
            "column": "Months",
            "left": "3",
            "right": "5",
        }
    ]
    assert list(figure_rows(left, left)) == []


def test_sentences_are_paired_by_what_they_find():
    """What is said of one alone has nothing beside it, and what is alike is kept apart."""
    left = findings("3", headline="It buys 3.", law="The ministry may.", first="Only left.")
    right = findings("5", headline="It buys 5.", law="The ministry may.", last="Only right.")

    otherwise, alike = finding_rows(left, right)

    assert otherwise == [
        {"left": "It buys 3.", "right": "It buys 5."},
        {"left": "Only left.", "right": ""},
        {"left": "", "right": "Only right."},
    ]
    assert alike == ["The ministry may."]


def test_a_case_beside_itself_differs_in_nothing():
    """What a worker sends of a real case, held against itself."""
    sent = json.loads(json.dumps(page_findings_data(assess(open_case("strait")))))

    assert sent["findings"]
    assert list(figure_rows(sent, sent)) == []
    assert finding_rows(sent, sent)[0] == []


class Answers:
    """In place of what a worker gives: an answer for each what-if, and what was tried of late."""

    def __init__(self, by_value):
        self.by_value, self.asked = by_value, []
        self.tried = {"": ({WAIT: "3 month"},)}

    def seen(self, browser):
        """What a browser has tried before."""
        return self.tried[browser]

    def state(self, changes, files, *, browser):
        """The answer to a what-if by its only value."""
        assert browser in self.tried
        self.asked.append((dict(changes), files))
        return self.by_value[next(iter(changes.values()))]


def answered(found):
    """A state in which all has come."""
    state = DeskState()
    header = CaseHeader(id="mini", title="Mini", as_of="1 May 2031", hash="aa")
    pages = {"findings.json": json.dumps(found), "inputs.json": json.dumps(INPUTS)}
    state.shown, state.doing = DeskAnswer(header=header, pages=pages, is_whole=True), ""
    return state


@pytest.fixture
def desk(tmp_path):
    """The page over a case that is worked out, with one scenario, and the answers to what-ifs."""
    keep_scenario(tmp_path, "war-ends", {SIGHT: "0.6"})
    base = answered(findings("3", headline="It buys 3."))
    answers = Answers({"0.6": answered(findings("5", headline="It buys 5."))})
    around = Surroundings(base, Served(case="mini", sources="", draws=8))
    pages = ComparePages(base, Frame("mini"), around, answers, tmp_path)
    app = Starlette(routes=list(pages.routes()))
    app.answers = answers
    return app


def test_the_case_stands_beside_a_scenario(desk):
    """By its name, with what it assumes, its figures and its sentences."""
    text = ask(desk, "/compare", query=f"left=&right={SIGHT}%3D0.6".encode()).text

    assert "Left: the case itself. Right: war-ends." in text
    for cell in ("0.45", "0.6", "ask first", "3", "5", "It buys 3.", "It buys 5."):
        assert f">{cell}</" in text, cell
    assert f"phaseline run mini --set {SIGHT}=0.6" in text
    assert "How long a vote takes: 3 month" in text  # was tried of late, and can be chosen
    assert desk.answers.asked == [({SIGHT: "0.6"}, "aa")]


def test_one_what_if_is_worked_out_after_the_other(desk):
    """The second is not begun while the first is on its way: it would take its place."""
    first = DeskState()
    first.begin()
    desk.answers.by_value["0.2"] = first

    text = ask(desk, "/compare", query=f"left={SIGHT}%3D0.2&right={SIGHT}%3D0.6".encode()).text

    assert "Being worked out: reading and checking the case" in text
    assert 'http-equiv="refresh"' in text
    assert [changes[SIGHT] for changes, _ in desk.answers.asked] == ["0.2"]


def test_what_cannot_be_worked_out_is_told(desk):
    """And no figures stand below it."""
    failed = DeskState()
    failed.note({"kind": "failed", "text": "there is no assumption of that name"})
    desk.answers.by_value["0.9"] = failed

    text = ask(desk, "/compare", query=f"right={SIGHT}%3D0.9".encode()).text

    assert "there is no assumption of that name" in text
    assert "Which figures differ" not in text
