"""`phaseline serve`, as a process of its own, asked as a browser asks."""

import re
import signal
import socket
from contextlib import closing

import paperfiles
import pytest
from web.servers import Browser, served

from phaseline.web.server import listening


@pytest.fixture(scope="module")
def mini(tmp_path_factory):
    """A case in one file, without a game."""
    file = tmp_path_factory.mktemp("served") / "mini.yaml"
    file.write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def desk(mini):
    """A server of that case, with a browser that was let in."""
    with served(mini) as (_, link, port):
        browser = Browser(port)
        browser.login = browser.log_in(link)
        browser.link = link
        yield browser


def test_the_link_lets_in_once_and_leads_to_the_brief(desk):
    """The cookie is for the server alone, and no other page sends it along."""
    assert (desk.login.status, desk.login.headers["Location"]) == (303, "/brief")
    assert {"HttpOnly", "SameSite=lax"} <= set(desk.login.headers["Set-Cookie"].split("; "))
    assert Browser(desk.port).log_in(desk.link).status == 403


def test_the_brief_arrives_by_itself(desk):
    """First a page that asks again by itself, then page one in the frame of the desk."""
    text = desk.await_text("/brief", 'id="page-one"')

    assert '<nav aria-label="Pages">' in text
    assert "http-equiv" not in text
    sheet = re.search(r'href="(/style/\w+\.css)"', text)[1]
    assert desk.ask("GET", sheet).headers["Content-Type"].startswith("text/css")


def test_the_header_says_which_case_of_which_files(desk, mini, phaseline):
    """Title, day, the hash that the command line prints, and the version; and the same command."""
    text = desk.await_text("/brief", 'id="page-one"')
    told = phaseline("show", str(mini), "--json").out

    head = text[: text.index("</header>")]

    assert re.search(r'"hash": "(\w{12})', told)[1] in head
    assert "as of " in head
    assert "Phaseline 0.1.0" in head
    assert f"phaseline run {mini}" in text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/api/cases.py",
        "/static//etc/passwd",
        "/style/../../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/brief/../../case.yaml",
        "/none",
    ],
)
def test_no_address_leads_out_of_the_desk(desk, path):
    """What is no page is missing, and that is said in words."""
    answer = desk.ask("GET", path)

    assert answer.status == 404
    assert "There is no such page." in answer.text


def test_a_large_form_and_many_fields_change_nothing(desk):
    """10 MB: 413; 10,000 fields: 400; and the next page is answered as before."""
    ours = {"Origin": f"http://127.0.0.1:{desk.port}"}

    assert desk.ask("POST", "/brief", body=b"a=1&" * 10_000, **ours).status == 400
    with socket.create_connection(("127.0.0.1", desk.port), timeout=20) as line:
        head = f"POST /brief HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nCookie: {desk.cookie}\r\n"
        line.sendall(f"{head}Origin: {ours['Origin']}\r\nContent-Length: 10000000\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 413")
    assert desk.ask("GET", "/brief").status == 200


def test_what_is_small_is_sent_at_once():
    """
    [RFC 896, RFC 1122 section 4.2.3.2] The end of an answer is not held back until the reader has
    acknowledged its beginning, which may take it a fifth of a second.
    """
    with (
        closing(listening("127.0.0.1", 0)) as listener,
        closing(socket.create_connection(listener.getsockname())),
    ):
        connection, _ = listener.accept()
        with closing(connection):
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_taken_port_is_refused(desk, mini, phaseline):
    """Status 2, and what to do."""
    ran = phaseline("serve", str(mini), "--port", str(desk.port))

    assert (ran.status, ran.out) == (2, "")
    assert f"{desk.port} is taken" in ran.err
    assert "--port 0" in ran.err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org", ""])  # noqa: S104
def test_an_address_that_others_reach_is_refused(phaseline, mini, host):
    """There are no users yet: who reaches it reads the case."""
    ran = phaseline("serve", str(mini), "--host", host)

    assert (ran.status, ran.out) == (2, "")
    assert "expected an address of this machine alone" in ran.err


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_that_is_none_is_refused(phaseline, mini, port):
    """From 0 to 65535."""
    ran = phaseline("serve", str(mini), f"--port={port}")

    assert (ran.status, ran.out) == (2, "")
    assert "expected a number from 0 to 65535" in ran.err


def test_an_unknown_case_is_refused_before_anything_is_served(phaseline):
    """With the nearest name."""
    ran = phaseline("serve", "korea-2023", "--port", "0")

    assert (ran.status, ran.out) == (2, "")
    assert "did you mean 'korea-2024'?" in ran.err


def test_an_edit_is_shown_and_a_broken_one_keeps_the_last_answer(tmp_path):
    """
    The page follows the files: a broken edit is told with its line beside the answer of before, and
    a mended one takes its place.
    """
    case = tmp_path / "mini.yaml"
    sound = paperfiles.CASE + paperfiles.ACTORS
    case.write_text(sound, encoding="utf-8")
    with served(case) as (_, link, port):
        browser = Browser(port)
        browser.log_in(link)
        browser.await_text("/brief", 'id="page-one"')

        case.write_text(f"{sound}\nwhim: 1\n", encoding="utf-8")
        broken = browser.await_text("/brief", "The files have errors")
        case.write_text(f"{sound}\n# mended\n", encoding="utf-8")
        mended = browser.await_text("/brief", 'id="page-one"')
        while "The files have" in mended:
            mended = browser.ask("GET", "/brief").text

    assert "mini.yaml:" in broken
    assert 'class="desk-stale"' in broken
    assert 'id="page-one"' in broken
    assert "desk-stale" not in mended


def test_a_server_that_is_asked_to_end_does_so_in_words(mini):
    """SIGTERM: status 143, a sentence, no traceback."""
    with served(mini) as (process, _, port):
        Browser(port).ask("GET", "/brief")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)

    assert process.returncode == 143
    assert err.splitlines()[-1].startswith("phaseline: asked to end (SIGTERM)")
    assert "Traceback" not in err


def test_words_are_looked_for_in_the_whole_case(desk):
    """As `phaseline search` does; each entry that holds them is a link to it, the words marked."""
    desk.await_text("/brief", 'id="page-one"')

    text = desk.ask("GET", "/evidence?q=vesper").text

    assert '<a href="/entry/actors.vesper">' in text
    assert "<mark>Vesper</mark>" in text
    assert "phaseline search" in text


def test_what_is_looked_for_is_shown_as_text(desk):
    """Whoever looks for a tag finds nothing, and the page holds none."""
    text = desk.ask("GET", "/evidence?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").text

    assert "Nothing in this case holds" in text
    assert "<script>alert" not in text


def test_an_entry_is_shown_as_the_command_line_shows_it(desk, mini, phaseline):
    """And of one that there is not, the nearest is named."""
    text = desk.ask("GET", "/entry/actors.vesper").text
    missing = desk.ask("GET", "/entry/actors.vespre")

    assert phaseline("show", str(mini), "actors.vesper").out.strip() in text
    assert missing.status == 404
    assert "did you mean" in missing.text


def test_a_page_without_material_says_where_that_is_told(desk):
    """A case of sides alone has no law and no claims."""
    for name in ("law", "votes", "supply", "claims"):
        assert "This case holds nothing for this page yet." in desk.await_text(f"/{name}", "<h1>")


def test_a_table_is_taken_along(desk):
    """As comma-separated values; what is no table is missing."""
    desk.await_text("/brief", 'id="page-one"')

    table = desk.ask("GET", "/table/facts.csv")

    assert table.headers["Content-Type"].startswith("text/csv")
    assert table.text.startswith("id,kind,says,")
    for name in ("brief", "style.css", "none.csv", "../facts.csv"):
        assert desk.ask("GET", f"/table/{name}").status == 404


def test_a_what_if_is_kept_beside_the_case(desk, mini):
    """A form of our own writes the file and leads back; one of another page writes nothing."""
    state = "assumptions.sight.best=0.6"
    form = f"name=bright&state={state.replace('=', '%3D')}".encode()
    folder = mini.with_suffix(".scenarios")

    asked = desk.ask("GET", f"/what-if/keep?{state}")
    foreign = desk.ask("POST", "/what-if/keep", body=form, Origin="http://evil.example")
    nothing = folder.exists()
    kept = desk.ask("POST", "/what-if/keep", body=form, Origin=f"http://127.0.0.1:{desk.port}")

    assert 'action="/what-if/keep" method="post"' in asked.text
    assert (foreign.status, nothing) == (403, False)
    assert (kept.status, kept.headers["Location"]) == (303, f"/what-if?{state}")
    assert (folder / "bright.txt").read_text(encoding="utf-8") == f"{state}\n"
