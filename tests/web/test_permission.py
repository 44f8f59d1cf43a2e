"""Who may write what: the whole table, and that no form of the desk stands outside it."""

from itertools import product

import paperfiles
import pytest
from starlette.routing import Route
from web.asgi import HOST, ask

from phaseline.cli.case_papers import CasePapers
from phaseline.web.app import desk_app
from phaseline.web.guard import Entrance
from phaseline.web.permission import READ_ONLY, READERS_READ, WRITES, DeskDeed, DeskRole, refusal
from phaseline.web.sessions import Sessions
from phaseline.web.what_ifs import Served

OWNER, READER = DeskRole
OF_CASE = set(DeskDeed) - {DeskDeed.DIRECT_WORK}
# Who may do what, to a case of their own and to a shipped one; all else is refused.
ALLOWED = {
    *((OWNER, deed, False) for deed in DeskDeed),
    (OWNER, DeskDeed.DIRECT_WORK, True),
}


@pytest.mark.parametrize(
    ("role", "deed", "is_shipped"), [*product(DeskRole, DeskDeed, (False, True))]
)
def test_the_table_of_who_may_do_what(role, deed, is_shipped):
    """The owner writes to a case of their own; a reader writes nothing; nobody to a shipped one."""
    words = refusal(role, deed, is_shipped=is_shipped)

    assert (words == "") is ((role, deed, is_shipped) in ALLOWED)
    if words:
        assert words == (READERS_READ if role is READER else READ_ONLY)


def test_what_names_no_deed_is_closed_to_readers():
    """A form that was forgotten in the table lets nobody in whom nobody thought of."""
    assert refusal(READER, None, is_shipped=False) == READERS_READ


class Desk:
    """A desk, asked by browsers of both roles."""

    def __init__(self, case):
        sessions = Sessions(8020)
        entrance = Entrance(hosts=frozenset({HOST}), sessions=sessions, tell=lambda _: None)
        self.app = desk_app(
            Served(case=str(case), sources="", draws=8),
            entrance,
            worker=(),
            drawing=(),
            papers=lambda: CasePapers(str(case)),
        )
        self.cookies = {
            role: f"{sessions.cookie}={sessions.let_in(sessions.new_link(role))}"
            for role in DeskRole
        }

    def sends(self, role, path, body=b""):
        """What a form is answered that a browser of a role sends."""
        headers = [("Cookie", self.cookies[role]), ("Origin", f"http://{HOST}")]
        return ask(self.app, path, method="POST", headers=headers, body=[body])

    def written(self):
        """The addresses that take a form."""
        routes = [route for route in self.app.app.router.routes if isinstance(route, Route)]
        return {route.path for route in routes if "POST" in (route.methods or ())}


@pytest.fixture
def own(tmp_path):
    """The desk of a case of one's own."""
    file = tmp_path / "mini.yaml"
    file.write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")
    return Desk(file)


def test_every_form_of_the_desk_names_its_deed(own):
    """What the desk takes is what the table decides on, to the last address."""
    assert own.written() == set(WRITES)


@pytest.mark.parametrize("path", sorted(WRITES))
def test_a_reader_writes_nothing(own, path, tmp_path):
    """Each form is refused before any page sees it, and no file is written."""
    answer = own.sends(READER, path, b"name=war&state=a.b%3D1&work=case")

    assert answer.status == 403
    assert answer.text == f"{READERS_READ} Nothing was changed.\n"
    assert [file.name for file in tmp_path.iterdir()] == ["mini.yaml"]


@pytest.mark.parametrize("path", sorted(path for path, deed in WRITES.items() if deed in OF_CASE))
def test_nobody_writes_to_a_shipped_case(path):
    """Its owner neither."""
    answer = Desk("strait").sends(OWNER, path)

    assert (answer.status, answer.text) == (403, f"{READ_ONLY} Nothing was changed.\n")


def test_a_reader_reads(own):
    """Every page is shown to them."""
    headers = [("Cookie", own.cookies[READER])]

    assert ask(own.app, "/brief", headers=headers).status == 200
