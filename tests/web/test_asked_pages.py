"""Why and Need as they are asked for: the answer, its files, and what is said until it is there."""

import json

import pytest
from starlette.applications import Starlette
from web.asgi import ask

from phaseline.web.asked_pages import AskedPages
from phaseline.web.frame import Frame
from phaseline.web.guard import Refused
from phaseline.web.messages import CaseHeader
from phaseline.web.replies import plain
from phaseline.web.state import DeskAnswer, DeskState
from phaseline.web.surroundings import Surroundings
from phaseline.web.what_ifs import Served

CHOICES = {
    "shown": "patient",
    "ladders": [{"id": "patient", "name": "asks first"}, {"id": "firm", "name": "asks later"}],
    "types": [{"id": "bold", "name": "Is paid well"}],
    "goals": [{"id": "below", "name": "for fewer months"}],
    "assumptions": [{"id": "sight", "name": "Chance that it is noticed"}],
    "periods": "months of handover",
    "told": ["below:3"],
}
HEADER = CaseHeader(id="mini", title="Mini", as_of="1 May 2031", hash="aa")


class OneAnswer:
    """In place of the answers that a worker gives: one, and what was asked of it."""

    def __init__(self):
        self.state_of_it, self.asked, self.moves = DeskState(), [], 0

    def state(self, changes, files, *, question, is_move=False):
        """The answer, whatever is asked."""
        self.asked.append((dict(changes), files, dict(question)))
        self.moves += is_move
        return self.state_of_it

    def asked_before(self, changes, files, *, question):
        """The answer, where the same was asked before."""
        asked = (dict(changes), files, dict(question))
        return self.state_of_it if asked in self.asked else None


def answered(pages):
    """A state in which all has come."""
    state = DeskState()
    state.shown, state.doing = DeskAnswer(header=HEADER, pages=pages, is_whole=True), ""
    return state


@pytest.fixture
def desk():
    """An application of the two pages over a case that is worked out, and who answers it."""
    base = answered(
        {
            "choices.json": json.dumps(CHOICES),
            "why": "<p>Leaks here.</p>",
            "why/table-1.csv": "Brake\nice\n",
        }
    )
    return wired(base)


def wired(base):
    """An application over what is known of a case."""
    what_ifs = OneAnswer()
    around = Surroundings(base, Served(case="mini", sources="", draws=8))
    pages = AskedPages(base, Frame("mini"), around, what_ifs)

    async def refused(_request, error):
        return plain(error.status, error.words)

    app = Starlette(
        routes=[
            *pages.routes(),
        ],
        exception_handlers={Refused: refused},
    )
    app.what_ifs = what_ifs
    return app


def test_the_shown_course_is_answered_without_a_worker(desk):
    """And what it offers is a file."""
    page, table = ask(desk, "/why"), ask(desk, "/why/table-1.csv")

    assert "Leaks here." in page.text
    assert '<option value="patient" selected>asks first</option>' in page.text
    assert "phaseline why mini --ladder patient --draws 8" in page.text
    assert (table.status, table.text) == (200, "Brake\nice\n")
    assert table.headers["content-disposition"] == 'attachment; filename="table-1.csv"'
    assert desk.what_ifs.asked == []


@pytest.mark.parametrize("are_several", [True, False])
def test_a_case_with_one_challenger_is_not_asked_whom(are_several):
    """There is nothing to choose: the page says so, without a form."""
    choices = json.dumps({**CHOICES, "are_several": are_several})
    base = answered({"choices.json": choices, "whom": "<p>One alone.</p>"})

    page = ask(wired(base), "/whom")

    assert "One alone." in page.text
    assert ("<form" in page.text) == are_several


def test_another_course_is_worked_out_and_comes_by_itself(desk):
    """The page asks again until it is there; a file of it is not there before."""
    desk.what_ifs.state_of_it.begin()

    waiting = ask(desk, "/why", query=b"ladder=firm&type=bold")
    early = ask(desk, "/why/picture.svg", query=b"ladder=firm&type=bold")
    desk.what_ifs.state_of_it = answered({"why": "<p>Of firm.</p>", "why/picture.svg": "<svg/>"})
    there = ask(desk, "/why", query=b"ladder=firm&type=bold")
    picture = ask(desk, "/why/picture.svg", query=b"ladder=firm&type=bold")

    question = {"page": "why", "ladder": "firm", "type": "bold"}
    assert desk.what_ifs.asked[:2] == [({}, "aa", question)] * 2
    assert 'http-equiv="refresh"' in waiting.text
    assert "Leaks here." not in waiting.text
    assert (early.status, "not worked out yet" in early.text) == (404, True)
    assert "Of firm." in there.text
    assert 'http-equiv="refresh"' not in there.text
    assert (picture.status, picture.headers["content-type"]) == (200, "image/svg+xml")


def test_a_failure_is_told_in_words(desk):
    """Beside the form, so that something else can be asked."""
    desk.what_ifs.state_of_it.note({"kind": "failed", "text": "there is no type 'bolt'"})

    page = ask(desk, "/why", query=b"type=bolt")

    assert "there is no type &#39;bolt&#39;" in page.text
    assert 'name="ladder"' in page.text


def test_of_a_what_if_the_page_says_so(desk):
    """What is changed stays so in the next question and in the command."""
    desk.what_ifs.state_of_it = answered({"why": "<p>Otherwise.</p>"})

    page = ask(desk, "/why", query=b"assumptions.sight.best=0.6")

    assert "Asked of a what-if, not of the case" in page.text
    assert '<input type="hidden" name="assumptions.sight.best" value="0.6">' in page.text
    assert "--set assumptions.sight.best=0.6" in page.text


def test_need_says_by_which_commands_it_is_told(desk):
    """[hand] One goal is told unasked."""
    assert "phaseline need mini --ladder patient --for below:3" in ask(desk, "/need").text


def test_a_missing_number_is_asked_for_on_the_page(desk):
    """The form stays as it was filled in; no worker is asked, and no command says the same."""
    page = ask(desk, "/need", query=b"ladder=firm&goal=below&periods=many")

    assert "found many; expected a number from 0, such as 6." in page.text
    assert 'value="many"' in page.text
    assert "phaseline need" not in page.text
    assert desk.what_ifs.asked == []


def test_a_case_without_a_course_has_nothing_to_ask_of():
    """Nor anything while it is worked out."""
    empty, early = ask(wired(answered({})), "/why"), DeskState()
    early.begin()

    assert "there is nothing to ask of one" in empty.text
    assert "is being worked out first" in ask(wired(early), "/need").text


def test_a_study_is_begun_by_its_form_and_only_shown_by_its_address(desk):
    """
    A page of somebody else's can open an address, and an address would begin hours of work: it says
    that nothing is begun, and asks nobody. The form begins it, and leads to the address, which then
    shows how far it is and its file once that is there.
    """
    query = b"draws=2000&pathways=yes"
    desk.what_ifs.state_of_it.begin()

    before = ask(desk, "/study", query=query)
    early = ask(desk, "/study/answer.json", query=query)
    assert "Nothing is worked out by opening this address" in before.text
    assert (before.status, early.status, desk.what_ifs.asked) == (200, 404, [])
    assert '<form action="/study" method="post"' in before.text
    assert 'http-equiv="refresh"' not in before.text

    begun = ask(desk, "/study", method="POST", body=[query])
    waiting = ask(desk, begun.headers["location"].partition("?")[0], query=query)

    question = {"page": "study", "draws": "2000", "pathways": "yes"}
    assert (begun.status, begun.headers["location"]) == (303, f"/study?{query.decode()}")
    assert (desk.what_ifs.asked, desk.what_ifs.moves) == ([({}, "aa", question)], 1)
    assert "Being worked out" in waiting.text
    assert 'http-equiv="refresh"' in waiting.text


def test_a_study_that_cannot_be_begun_says_why_at_its_address(desk):
    """Nobody is asked; what stands in the form stays there, with what was found and expected."""
    begun = ask(desk, "/study", method="POST", body=[b"draws=many"])
    page = ask(desk, "/study", query=begun.headers["location"].partition("?")[2].encode())

    assert (begun.status, desk.what_ifs.asked) == (303, [])
    assert "found many; expected a number from 1 to 100,000" in page.text
