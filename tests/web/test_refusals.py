"""What a page itself refuses reaches the reader in words, as what the guard refuses does."""

import paperfiles
import pytest
from starlette.routing import Route
from web.asgi import HOST, ask

from phaseline.cli.case_papers import CasePapers
from phaseline.web import app as wiring
from phaseline.web.app import desk_app
from phaseline.web.guard import Entrance
from phaseline.web.sessions import Sessions
from phaseline.web.state import DeskState
from phaseline.web.what_ifs import Served

MOVED = "state=assumptions.wait.best%3D2"


@pytest.fixture
def faults():
    """What the terminal is told."""
    return []


@pytest.fixture
def state():
    """What the desk knows."""
    return DeskState()


@pytest.fixture
def desk(tmp_path, faults, state, monkeypatch):
    """The desk of a case in one file, asked by a browser that was let in; nothing is worked out."""
    file = tmp_path / "mini.yaml"
    file.write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")
    monkeypatch.setattr(wiring, "DeskState", lambda _tell: state)
    sessions = Sessions(8020)
    entrance = Entrance(hosts=frozenset({HOST}), sessions=sessions, tell=faults.append)
    app = desk_app(
        Served(case=str(file), sources="", draws=8),
        entrance,
        worker=(),
        drawing=(),
        papers=lambda: CasePapers(str(file)),
    )
    cookie = ("Cookie", f"{sessions.cookie}={sessions.let_in(sessions.new_link())}")
    origin = ("Origin", f"http://{HOST}")

    def asked(path, **how):
        return ask(app, path, headers=(cookie, origin), **how)

    asked.app, asked.sessions = app, sessions
    return asked


def kept(desk, name):
    """What keeping a scenario of a name is answered."""
    return desk("/what-if/keep", method="POST", body=(f"{MOVED}&name={name}".encode(),))


@pytest.mark.parametrize("name", ["", "..%2Fabove", "%3Cscript%3E", "War"])
def test_a_name_that_is_none_is_refused_in_words(desk, tmp_path, name):
    """The reader learns what a name is made of, and no file is written."""
    answer = kept(desk, name)

    assert answer.status == 400
    assert "expected small letters, digits and hyphens" in answer.text
    assert [path.name for path in tmp_path.iterdir()] == ["mini.yaml"]


def test_a_name_that_is_taken_is_refused_in_words(desk):
    """The first is kept and leads back; the second is told that there is one already."""
    assert kept(desk, "war-ends").status == 303
    answer = kept(desk, "war-ends")

    assert (answer.status, "already; choose another name" in answer.text) == (409, True)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/what-if", b"title=%3Cscript%3E"),
        ("/what-if", b"&".join(b"a.b%d=1" % number for number in range(31))),
        ("/what-if/move", b"address=assumptions.wait.best&at=50"),
    ],
)
def test_an_address_that_says_nothing_is_refused_in_words(desk, faults, path, query):
    """What somebody typed into the address is no fault of ours, and runs nowhere."""
    answer = desk(path, query=query)

    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Internal" not in answer.text
    assert not faults


@pytest.mark.parametrize("draws", ["0", "7", "1000000000"])
def test_draws_that_cannot_be_made_are_refused_before_anything_is_served(
    phaseline, tmp_path, draws
):
    """The reader learns it at the terminal, with status 2, and not from every page."""
    file = tmp_path / "mini.yaml"
    file.write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")

    ran = phaseline("serve", str(file), "--port", "0", "--draws", draws)

    assert (ran.status, ran.out) == (2, "")
    assert f"--draws: found {draws}; expected a multiple of 4" in ran.err


def test_the_command_that_says_the_same_makes_as_many_draws(desk):
    """The desk is served with 8 draws, which is not what `run` makes by itself."""
    assert "mini.yaml --draws 8" in desk("/brief").text
    assert "--draws" not in desk("/law").text


def test_a_fault_of_a_page_is_told_in_a_sentence(desk, faults):
    """The reader gets a sentence in the house's words, the terminal which fault it was."""

    async def falls(_request):
        raise RuntimeError("the shelf fell")

    desk.app.app.router.routes.insert(0, Route("/falls", falls))
    answer = desk("/falls")

    assert (answer.status, answer.text) == (500, "A fault of ours; the terminal says which.\n")
    assert faults == ["a fault of ours, please report it: RuntimeError: the shelf fell"]


@pytest.mark.parametrize("path", ["/static/x", "/static/a/b", "/static/x\n", "/static/../brief"])
def test_who_was_not_let_in_learns_nothing_from_a_file_that_is_missing(desk, path):
    """Any program of this machine may ask under /static/: it hears that there is none, no more."""
    answer = ask(desk.app, path)

    assert (answer.status, answer.text) == (404, "There is no such page.\n")
    assert answer.headers["content-type"].startswith("text/plain")


def test_asking_what_lies_at_a_link_does_not_use_it_up(desk):
    """A program that looks ahead sends HEAD: whoever opens the link afterwards is let in."""
    query = f"token={desk.sessions.new_link()}".encode()

    ahead = ask(desk.app, "/login", method="HEAD", query=query)
    opened = ask(desk.app, "/login", query=query)

    assert (ahead.status, "set-cookie" in ahead.headers) == (405, False)
    assert (opened.status, "set-cookie" in opened.headers) == (303, True)


def test_who_was_let_in_finds_the_frame_around_a_page_that_is_missing(desk):
    """The bar leads on from there."""
    assert '<nav aria-label="Pages">' in desk("/none").text


def test_a_page_without_an_answer_asks_again_while_something_is_done(desk, state):
    """After a first reading with errors it stands still; once they are mended it follows again."""
    state.note({"kind": "faulty", "text": "mini.yaml:1:1: error"})
    still = desk("/brief").text
    state.begin()
    follows = desk("/brief").text

    assert "mini.yaml:1:1: error" in still
    assert 'http-equiv="refresh"' not in still
    assert 'http-equiv="refresh"' in follows


@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        ("POST", "/brief", "it takes no form. Nothing has been changed."),
        ("POST", "/why", "it takes no form. Nothing has been changed."),
        ("GET", "/review/decide", "open the page that has it"),
    ],
)
def test_a_page_that_is_asked_for_the_wrong_way_says_how(desk, method, path, words):
    """And names the ways there are, as HTTP has it."""
    answer = desk(path, method=method)

    assert answer.status == 405
    assert words in answer.text
    assert answer.headers["allow"]
