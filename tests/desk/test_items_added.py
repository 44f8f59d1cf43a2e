"""Items that a completion adds to a measure: the completion's, and said to be."""

from pathlib import Path

import pytest

from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.desk.findings.constraints import constraints
from phaseline.desk.findings.measures import ItemsAdded, items_added
from phaseline.desk.findings.questions import questions
from phaseline.present.document.limits import limit_boards
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.words import Words

YARD = Path(__file__).parent / "yard.yaml"
FIRST, SECOND = "short: first, completed_by: us,", "short: second, completed_by: them,"
NEW = "adds_items: [{measure: lend, goods: [new]}],"


@pytest.fixture
def yard(tmp_path):
    """The invented case with something more in its completions."""

    def read(first="", second=""):
        text = YARD.read_text(encoding="utf-8")
        text = text.replace(FIRST, f"{FIRST} {first}").replace(SECOND, f"{SECOND} {second}")
        path = tmp_path / "yard.yaml"
        path.write_text(text, encoding="utf-8")
        return checked(read_case(path), {})

    return read


def test_an_item_is_told_as_that_of_the_completion_that_adds_it(yard):
    """Each owner has a sentence of its own, by measure; a case without such items has none."""
    case = yard(NEW, NEW).reading.case

    assert [sentence.text for sentence in all_told(items_added(case), Words(case))] == [
        f"Added by completions ({owner}), not authors: new boats." for owner in ("us", "them")
    ]
    assert items_added(yard().reading.case) == ()


def test_the_question_of_rungs_says_whose_an_item_is(yard):
    """Beside which rung is called for, so that no item is taken for the author's."""
    case = yard(NEW).reading.case

    (phase,) = [question for question in questions(case) if question.name == "phase"]

    assert [one.goods for one in phase.said if isinstance(one, ItemsAdded)] == [("stocks.new",)]


def test_the_brief_says_it_beside_the_rungs_of_the_ladder(yard):
    """The table of rungs and readings begins with whose items are added to its measures."""
    case = yard(NEW).reading.case

    (board,) = limit_boards(case, constraints(case))

    assert board.lead.endswith("Added by completions (us), not authors: new boats.")


def test_a_ladder_says_which_items_are_a_completion_s(phaseline, yard, tmp_path):
    """Beside the completion, by measure."""
    yard(NEW)

    told = " ".join(phaseline("ladders", str(tmp_path / "yard.yaml")).out.split())

    assert "completion first adds items of its own to lending boats: New boats" in told


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("adds_items: [{measure: lend, goods: [raft]}],", "raft"),
        ("adds_items: [{measure: talk, goods: [new]}],", "'talk' does not send 'new'"),
        ("adds_items: [{measure: give, goods: [new]}],", "'give' is on no rung"),
    ],
)
def test_items_that_nothing_played_sends_are_refused(yard, tmp_path, added, told):
    """An unknown item, a measure that does not send it, and one on no rung of the ladder."""
    report = yard(added)
    path = tmp_path / "yard.yaml"
    text = path.read_text(encoding="utf-8")
    cites = 'cites: [{source: paper, locator: "2"}]'
    more = (
        f"  - {{id: talk, title: Talking, route: none, lethality: none, {cites}}}\n"
        "  - {id: give, title: Giving, route: direct, lethality: none, goods: [new],"
        f" by: [straight], {cites}}}\n"
    )
    path.write_text(text.replace("measures:\n", f"measures:\n{more}"), encoding="utf-8")
    report = checked(read_case(path), {})

    assert [one for one in report.diagnostics if told in one.message]
    assert not report.is_sound
