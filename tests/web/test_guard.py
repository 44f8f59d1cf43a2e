"""What every request passes before a page sees it."""

import pytest
from web.asgi import HOST, ask

from phaseline.web import guard
from phaseline.web.guard import Entrance, Guard
from phaseline.web.sessions import Sessions

OURS = ("Origin", f"http://{HOST}")


class Writer:
    """An application that notes each form that reaches it."""

    def __init__(self):
        self.forms = []

    async def __call__(self, scope, receive, send):
        """Note the form, and answer."""
        if scope["path"] == "/broken":
            raise RuntimeError("the shelf fell")
        if scope["method"] == "POST":
            self.forms.append((await receive())["body"])
        headers = [(b"content-type", b"text/plain")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"passed"})


@pytest.fixture
def writer():
    """What stands behind the guard."""
    return Writer()


@pytest.fixture
def faults():
    """What the terminal is told."""
    return []


@pytest.fixture
def sessions():
    """The browsers that were let in."""
    return Sessions(8020)


@pytest.fixture
def guarded(writer, sessions, faults):
    """The application behind its guard."""
    return Guard(writer, Entrance(hosts=frozenset({HOST}), sessions=sessions, tell=faults.append))


@pytest.fixture
def cookie(sessions):
    """The header of a browser that was let in."""
    return ("Cookie", f"{sessions.cookie}={sessions.let_in(sessions.new_link())}")


def test_a_browser_that_was_let_in_passes(guarded, cookie):
    """It gets the page."""
    answer = ask(guarded, headers=[cookie])

    assert (answer.status, answer.text) == (200, "passed")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8020", "127.0.0.1", "127.0.0.1:8021", "127.0.0.1:8020.evil", ""],
)
def test_another_name_or_port_is_refused(guarded, cookie, host):
    """A name of somebody else's that leads to this machine reaches nothing."""
    answer = ask(guarded, headers=[("Host", host), cookie])

    assert answer.status == 400
    assert "this is 127.0.0.1:8020" in answer.text


def test_two_hosts_are_refused(guarded, cookie):
    """Which of them would count is not guessed."""
    assert ask(guarded, headers=[("Host", HOST), ("Host", "evil"), cookie]).status == 400


@pytest.mark.parametrize(
    "header",
    [(), ("Cookie", "phaseline-8020=forged"), ("Cookie", "phaseline-8020="), ("Cookie", "; =;")],
)
def test_a_missing_or_forged_cookie_is_refused(guarded, header):
    """The refusal says where the link is."""
    answer = ask(guarded, headers=[header] if header else [])

    assert answer.status == 403
    assert "the link that `phaseline serve` printed" in answer.text


def test_a_cookie_of_another_port_opens_nothing(guarded, cookie):
    """Cookies of one machine are sent to all its ports: the name tells them apart."""
    value = cookie[1].partition("=")[2]

    assert ask(guarded, headers=[("Cookie", f"phaseline-8021={value}")]).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        [("Origin", "http://evil.example")],
        [("Origin", "null")],
        [("Origin", "http://127.0.0.1:8021")],
        [("Origin", f"https://{HOST}")],
        [],
        [OURS, ("Sec-Fetch-Site", "cross-site")],
        [OURS, ("Sec-Fetch-Site", "same-site")],
    ],
)
def test_a_form_of_another_page_changes_nothing(guarded, writer, cookie, headers):
    """The origin has to be ours, and nothing else said of it."""
    answer = ask(guarded, method="POST", headers=[*headers, cookie], body=[b"a=1"])

    assert answer.status == 403
    assert "nothing was changed" in answer.text
    assert writer.forms == []


def test_a_form_of_our_own_passes_as_it_was_sent(guarded, writer, cookie):
    """In however many parts it came."""
    headers = [OURS, ("Sec-Fetch-Site", "same-origin"), ("Content-Length", "7"), cookie]

    answer = ask(guarded, method="POST", headers=headers, body=[b"a=1", b"&b=2"])

    assert answer.status == 200
    assert writer.forms == [b"a=1&b=2"]


def test_a_form_of_ten_megabytes_is_refused_by_its_length(guarded, writer, cookie):
    """Before any of it is read."""
    headers = [OURS, ("Content-Length", "10000000"), cookie]

    answer = ask(guarded, method="POST", headers=headers, body=[])

    assert answer.status == 413
    assert writer.forms == []


def test_a_form_without_a_length_is_refused_when_it_is_too_large(guarded, writer, cookie):
    """[hand] two parts of 40,000 bytes are more than 64,000; the rest is not waited for."""
    parts = [b"x" * 40_000] * 250

    answer = ask(guarded, method="POST", headers=[OURS, cookie], body=parts)

    assert answer.status == 413
    assert writer.forms == []


def test_ten_thousand_parameters_are_refused(guarded, writer, cookie):
    """In an address for its length or their number, in a form for their number."""
    many = b"&".join(b"a=1" for _ in range(10_000))
    few_bytes = b"&".join(b"a" for _ in range(1_000))

    assert ask(guarded, query=many, headers=[cookie]).status == 414
    assert ask(guarded, query=few_bytes, headers=[cookie]).status == 400
    assert ask(guarded, method="POST", headers=[OURS, cookie], body=[many]).status == 400
    assert writer.forms == []


def test_a_slow_client_is_not_waited_for(guarded, writer, cookie, monkeypatch):
    """A form that does not arrive in time is answered so."""
    monkeypatch.setattr(guard, "PATIENCE", 0.05)

    answer = ask(guarded, method="POST", headers=[OURS, cookie], body=[b"a"] * 9, seconds=0.02)

    assert answer.status == 408
    assert writer.forms == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"])
def test_only_reading_and_forms_are_answered(guarded, cookie, method):
    """Anything else is refused."""
    assert ask(guarded, method=method, headers=[cookie]).status == 405


@pytest.mark.parametrize("path", ["/brief", "/broken", "/login"])
def test_every_answer_has_the_headers_of_the_house(guarded, cookie, path):
    """No foreign script, no frame, no guess at a type: also where something is refused."""
    for headers in ([cookie], [], [("Host", "evil")]):
        told = ask(guarded, path, headers=headers).headers

        rules = dict(rule.split(" ", 1) for rule in told["content-security-policy"].split("; "))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["connect-src"] == "'self'"
        assert rules["frame-ancestors"] == "'none'"
        assert told["x-content-type-options"] == "nosniff"


def test_a_fault_of_ours_is_a_sentence(guarded, cookie, faults):
    """The reader hears that there was one, the terminal which; nobody sees a traceback."""
    answer = ask(guarded, "/broken", headers=[cookie])

    assert answer.status == 500
    assert answer.text == "A fault of ours; the terminal says which.\n"
    assert faults == ["a fault of ours, please report it: RuntimeError: the shelf fell"]
