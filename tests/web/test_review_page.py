"""The review at the desk: what a form writes, and what it does not write over."""

import re
import signal
import subprocess
import sys
import threading
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import paperfiles
import pytest
from web.asgi import HOST, ask

from phaseline.case.files import read_file
from phaseline.cli.case_papers import CasePapers
from phaseline.cli.review_dialog import Dialog
from phaseline.papers.stubs import Stubs
from phaseline.web.app import desk_app
from phaseline.web.guard import Entrance
from phaseline.web.sessions import Sessions
from phaseline.web.what_ifs import Served

FACTS = """\
facts:
  # what the papers say
  - id: old
    kind: law
    says: Something is so.
    said_by: authors   # both of them
    status: asserted
    cites: [{source: cables, exact: "Vesper counts its cables"}]
"""
ASKED = {"at": "cables-0002", "says": "They asked for an assurance.", "said_by": "authors"}
# One confirmation as a process of its own, killed before one of its steps on the file system.
KILLED = """
import os, sys
from pathlib import Path
from phaseline.cli.case_papers import CasePapers
from phaseline.web.review_desk import ReviewDesk
from phaseline.web.review_form import stamp_of
from phaseline.papers.reviewing import Review
papers = CasePapers(sys.argv[1])
review = Review(papers)
stamp = stamp_of(review, review.stub("cables-0002"))
form = {"at": "cables-0002", "says": "They asked.", "said_by": "authors", "stamp": stamp}
desk = ReviewDesk(lambda: papers)
desk.shown({})
steps = []
def dying(whole):
    def step(*words, **more):
        steps.append(words)
        if len(steps) > int(sys.argv[2]):
            os.kill(os.getpid(), 9)
        return whole(*words, **more)
    return step
for owner, names in ((os, ("open", "link")), (Path, ("rename", "replace", "unlink"))):
    for name in names:
        setattr(owner, name, dying(getattr(owner, name)))
sys.exit(desk.confirmed(form).status != 303)
"""


@pytest.fixture
def case(tmp_path, phaseline):
    """A case into which a paper of six sentences was read."""
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "case.yaml").write_text(paperfiles.CASE)
    (folder / "actors.yaml").write_text(paperfiles.ACTORS)
    (folder / "facts.yaml").write_text(FACTS)
    paper = tmp_path / "cables.txt"
    paper.write_bytes(paperfiles.text(paperfiles.PARAGRAPHS))
    assert phaseline("read", str(paper), "--into", str(folder)).status == 0
    return folder


def desk_of(case):
    """A window of the desk of a case: asks for a page, or sends a form."""
    sessions = Sessions(8020)
    entrance = Entrance(hosts=frozenset({HOST}), sessions=sessions, tell=lambda _: None)
    served = Served(case=str(case), sources="", draws=8)
    app = desk_app(served, entrance, worker=(), drawing=(), papers=lambda: CasePapers(str(case)))
    cookie = ("Cookie", f"{sessions.cookie}={sessions.let_in(sessions.new_link())}")
    origin = ("Origin", f"http://{HOST}")

    def asked(path, form=None, **query):
        how = {"method": "POST", "body": (urlencode(form).encode(),)} if form is not None else {}
        return ask(app, path, headers=(cookie, origin), query=urlencode(query).encode(), **how)

    return asked


def hidden(page, name):
    """What a form of a page holds without showing it."""
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page.text)[1])


def form_of(desk, **fields):
    """A form of a sentence, filled in as its page shows it and with some fields besides."""
    page = desk("/review", at=fields["at"])
    shown = dict(re.findall(r'<input id="field-(?:\w+)" name="(\w+)" value="([^"]*)"', page.text))
    chosen = {
        name: (re.findall(r"<option selected>([^<]*)", options) or [""])[0]
        for name, options in re.findall(
            r'<select id="field-\w+" name="(\w+)">(.*?)</select>', page.text
        )
    }
    held = {name: hidden(page, name) for name in ("stamp", "reading")}
    return {**{key: unescape(value) for key, value in shown.items()}, **chosen, **held, **fields}


def stubs_of(case):
    """The stubs of a case by their ids."""
    held = read_file(case / "stubs.yaml", Stubs, name="stubs.yaml").record
    return {stub.id: stub for stub in held.stubs}


def test_the_sentence_is_lit_in_its_paper_with_what_is_proposed(case):
    """The words of the paper stand beside the form; proposals name their rules, keys are said."""
    page = desk_of(case)("/review", at="cables-0002")

    lit = re.search(r'<mark id="lit" data-stub="cables-0002">(.*?)</mark>', page.text)[1]
    assert lit == "On 4 March 2031 the Council asked Norland for an assurance."
    assert "Vesper counts its cables." in page.text
    assert re.search(
        r'name="when" value="2031-03-04".*\n.*as the rule date-1/1 proposes', page.text
    )
    for key in "ctsernkpfu":
        assert f"<kbd>{key}</kbd>" in page.text


def test_confirming_writes_what_the_terminal_writes(case, tmp_path):
    """[same words, same sentence] The facts and the stubs are the same bytes, comments included."""
    twin = tmp_path / "twin"
    twin.mkdir()
    for file in case.iterdir():
        (twin / file.name).write_bytes(file.read_bytes())
    (tmp_path / "twin.sources").symlink_to(tmp_path / "mini.sources")
    lines = iter(["n", "c", "They asked for an assurance.", "q"])
    Dialog(
        CasePapers(str(twin)),
        lambda _: next(lines),
        lambda _: None,
        confirmed_by="a tester",
        is_all=False,
    ).run()

    desk = desk_of(case)
    answer = desk("/review/confirm", form_of(desk, do="whole", **ASKED))

    assert answer.status == 303
    assert parse_qs(urlsplit(answer.headers["location"]).query)["at"] == ["cables-0003"]
    facts = (case / "facts.yaml").read_text()
    assert facts == (twin / "facts.yaml").read_text()
    assert (case / "stubs.yaml").read_text() == (twin / "stubs.yaml").read_text()
    assert facts.startswith(FACTS)
    assert "confirmed_by: a tester" in facts


def test_what_took_place_becomes_an_event(case):
    """The same form, by another button; its words are the title, and no fact is written."""
    desk = desk_of(case)

    assert desk("/review/confirm", form_of(desk, do="event", **ASKED)).status == 303

    assert "title: They asked for an assurance" in (case / "events.yaml").read_text()
    assert stubs_of(case)["cables-0002"].entries == ("events.cables-0002",)
    assert (case / "facts.yaml").read_text() == FACTS


def test_a_part_leaves_the_sentence_open_and_the_rest_closes_it(case):
    """Two facts of one sentence, each with a phrase of its own."""
    desk = desk_of(case)
    part = form_of(desk, at="cables-0003", says="There are some.", exact="140 engineers", do="part")
    first = desk("/review/confirm", part)
    second = desk(
        "/review/confirm", form_of(desk, at="cables-0003", says="The Office says so.", do="whole")
    )

    assert parse_qs(urlsplit(first.headers["location"]).query)["at"] == ["cables-0003"]
    assert second.status == 303
    assert stubs_of(case)["cables-0003"].entries == ("facts.cables-0003", "facts.cables-0003-2")


def test_what_check_would_refuse_is_not_written_and_what_was_typed_stays(case):
    """The page says why, with the words of the person still in the form."""
    desk = desk_of(case)
    before = (case / "facts.yaml").read_bytes()

    answer = desk("/review/confirm", form_of(desk, **{**ASKED, "said_by": "nobody"}))

    assert answer.status == 422
    assert "nobody: the case has no such actor" in answer.text
    assert ">They asked for an assurance.</textarea>" in answer.text
    assert (case / "facts.yaml").read_bytes() == before


def test_a_rejection_needs_its_reason(case):
    """Without one nothing is written; with one it stands in the stubs."""
    desk = desk_of(case)
    without = desk("/review/decide", form_of(desk, at="cables-0001", do="reject"))
    written = desk(
        "/review/decide", form_of(desk, at="cables-0001", do="reject", reason="a remark")
    )

    assert (without.status, "give a reason" in without.text) == (422, True)
    assert written.status == 303
    stub = stubs_of(case)["cables-0001"]
    assert (stub.state.value, stub.reason) == ("rejected", "a remark")


def test_two_windows_do_not_write_one_sentence_twice(case):
    """The second is shown what the first has made of it, keeps its words, and may still confirm."""
    first, second = desk_of(case), desk_of(case)
    mine = form_of(first, **ASKED)
    theirs = form_of(second, **{**ASKED, "says": "An assurance was asked for."})

    assert first("/review/confirm", mine).status == 303
    for form, desk in ((theirs, second), (mine, first)):  # the last is the first, sent again
        answer = desk("/review/confirm", form)
        assert answer.status == 409
        assert "facts.cables-0002: They asked for an assurance." in answer.text
        assert f">{form['says']}</textarea>" in answer.text
    assert (case / "facts.yaml").read_text().count("confirmed_by") == 1

    wanted = {**theirs, "stamp": hidden(answer, "stamp"), "exact": "asked Norland"}
    assert second("/review/confirm", wanted).status == 303
    assert (case / "facts.yaml").read_text().count("confirmed_by") == 2


def test_a_window_goes_on_where_somebody_else_wrote_something_else(case):
    """An editor adds an actor: the form is held against the files as they are, and that is said."""
    desk = desk_of(case)
    form = form_of(desk, **{**ASKED, "said_by": "council"})
    with (case / "actors.yaml").open("a") as file:
        file.write("  - {id: council, name: The Council, kind: state}   # new\n")

    answer = desk("/review/confirm", form)
    shown = desk("/review", anew="1", at="cables-0003")

    assert answer.status == 303
    assert "anew=1" in answer.headers["location"]
    assert "were read anew" in shown.text
    assert "said_by: council" in (case / "facts.yaml").read_text()
    assert "# new" in (case / "actors.yaml").read_text()


def test_undo_brings_back_the_very_bytes_and_only_what_it_names(case):
    """One step back; a second window that means an older step takes nothing back."""
    desk = desk_of(case)
    before = {path.name: path.read_bytes() for path in case.iterdir()}
    desk("/review/confirm", form_of(desk, **ASKED))
    page = desk("/review", at="cables-0003")
    other = {"step": "7", "at": "cables-0003"}

    refused = desk("/review/undo", other)
    undone = desk("/review/undo", {"step": hidden(page, "step")})

    assert (refused.status, "nothing was taken back" in refused.text) == (409, True)
    assert undone.headers["location"] == "/review?at=cables-0002"
    assert {path.name: path.read_bytes() for path in case.iterdir()} == before


def test_undo_takes_nothing_along_that_an_editor_wrote(case):
    """After an edit by hand nothing can be taken back: it would take the edit with it."""
    desk = desk_of(case)
    desk("/review/confirm", form_of(desk, **ASKED))
    step = hidden(desk("/review", at="cables-0003"), "step")
    with (case / "facts.yaml").open("a") as file:
        file.write("  # a thought of mine\n")

    answer = desk("/review/undo", {"step": step})

    assert answer.status == 409
    assert (case / "facts.yaml").read_text().endswith("  # a thought of mine\n")


def test_filters_show_a_topic_a_rule_and_a_section_alone(case):
    """[from the stubs] As many sentences wait as have the topic; all are those decided on, too."""
    desk = desk_of(case)
    topics = [stub.kind.value for stub in stubs_of(case).values()]
    for topic in set(topics):
        page = desk("/review", topic=topic)
        assert f"Sentence 1 of {topics.count(topic)} that wait" in page.text
        assert hidden(page, "topic") == topic
    dated = [stub.id for stub in stubs_of(case).values() if stub.when.rule]
    page = desk("/review", rule=stubs_of(case)[dated[0]].when.rule)
    assert f"of {len(dated)} that wait" in page.text
    assert "No sentence waits that passes this filter" in desk("/review", section="nowhere").text


def test_selected_words_become_the_quotation(case):
    """Words of a sentence are taken over; those that stand elsewhere are told of."""
    desk = desk_of(case)

    taken = desk("/review", at="cables-0002", exact="asked Norland for")
    elsewhere = desk("/review", at="cables-0002", exact="a protest")

    assert 'name="exact" value="asked Norland for"' in taken.text
    assert "does not stand in the sentence" not in taken.text
    assert "does not stand in the sentence" in elsewhere.text


def test_what_a_paper_says_is_text_and_never_a_part_of_the_page(tmp_path, phaseline):
    """Marks of HTML in a paper, in a reason and in an address are shown as they are."""
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "case.yaml").write_text(paperfiles.CASE)
    (folder / "actors.yaml").write_text(paperfiles.ACTORS)
    paper = tmp_path / "evil.txt"
    paper.write_bytes(paperfiles.text(["Vesper said <script>alert(1)</script> to all of them."]))
    assert phaseline("read", str(paper), "--into", str(folder)).status == 0

    page = desk_of(folder)("/review", exact="<b>x", section="", by='"><script>')

    assert "<script>alert" not in page.text
    assert '"><script>' not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


@pytest.mark.parametrize(
    "path", ["/review/confirm", "/review/decide", "/review/undo", "/review/several"]
)
def test_a_shipped_case_is_only_read(path):
    """The page says how to come to a copy; nothing can be sent."""
    desk = desk_of("strait")

    assert "phaseline new --from strait my-case" in desk("/review").text
    assert desk(path, {"at": "x"}).status == 403


def test_a_case_that_cannot_be_read_or_is_gone_is_told_of(case):
    """In words, with the place; and once it is mended the review goes on."""
    desk = desk_of(case)
    form = form_of(desk, **ASKED)
    sound = (case / "facts.yaml").read_text()
    (case / "facts.yaml").write_text("facts: [")

    broken = desk("/review/confirm", form)
    (case / "facts.yaml").write_text(sound)
    mended = desk("/review/confirm", form)
    case.rename(case.with_name("moved"))
    gone = desk("/review")

    assert (broken.status, "facts.yaml:2:1: error" in broken.text) == (503, True)
    assert mended.status == 303
    assert gone.status == 503
    assert "Traceback" not in gone.text


def test_a_folder_that_cannot_be_written_is_told_of(case):
    """The person reads which folder it is, and the words are not lost: nothing was written."""
    desk = desk_of(case)
    form = form_of(desk, **ASKED)
    (case / "facts.yaml").chmod(0o444)

    answer = desk("/review/confirm", form)

    assert answer.status == 503
    assert "is protected against writing" in unescape(answer.text)
    assert (case / "facts.yaml").read_text() == FACTS


def test_ten_confirmations_at_once_are_written_once(case):
    """One form sent by ten windows of two servers: one fact."""
    desks = [desk_of(case), desk_of(case)]
    forms = [form_of(desk, **ASKED) for desk in desks]
    statuses = []

    def send(number):
        statuses.append(desks[number % 2]("/review/confirm", forms[number % 2]).status)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [303, *[409] * 9]
    assert (case / "facts.yaml").read_text().count("cables-0002") == 1


def several_form(desk, says, **fields):
    """The form of several sentences, with words for some of them by their place on the page."""
    page = desk("/review/several")
    held = re.findall(r'name="((?:name|stamp|said_by)-\d+)" value="([^"]*)"', page.text)
    shown = {name: unescape(value) for name, value in held}
    ticked = {name.replace("name", "on"): "1" for name in shown if name.startswith("name-")}
    return {
        **shown,
        **ticked,
        **{f"says-{place}": words for place, words in says.items()},
        **fields,
    }


def test_of_several_sentences_those_with_words_are_confirmed(case):
    """Two of six have words: two facts in one step, which is undone as one."""
    desk = desk_of(case)
    before = {path.name: path.read_bytes() for path in case.iterdir()}
    form = several_form(desk, {1: "They asked.", 2: "There are some."}, do="confirm")

    answer = desk("/review/several", form)

    assert (answer.status, answer.headers["location"]) == (303, "/review/several")
    states = [stub.state.value for stub in stubs_of(case).values()]
    assert states == ["open", "confirmed", "confirmed", "open", "open", "open"]
    step = hidden(desk("/review"), "step")
    desk("/review/undo", {"step": step})
    assert {path.name: path.read_bytes() for path in case.iterdir()} == before


def test_only_what_stands_on_the_page_and_is_ticked_is_skipped(case):
    """A filter shows one topic: the others stay open, and so does what is not ticked."""
    desk = desk_of(case)
    form = several_form(desk, {}, do="skip", reason="later")
    for place in (0, 3, 4):
        del form[f"on-{place}"]

    assert desk("/review/several", form).status == 303

    states = [stub.state.value for stub in stubs_of(case).values()]
    assert states == ["open", "skipped", "skipped", "open", "open", "skipped"]


def test_of_several_all_are_written_or_none(case):
    """One names nobody of the case: nothing is written, and the words of both stay."""
    desk = desk_of(case)
    form = several_form(desk, {1: "They asked.", 2: "Some."}, do="confirm", **{"said_by-2": "x y"})

    answer = desk("/review/several", form)

    assert answer.status == 422
    assert "x y: the case has no such actor" in answer.text
    assert ">They asked.</textarea>" in answer.text
    assert (case / "facts.yaml").read_text() == FACTS


def test_several_are_not_written_over_what_was_decided_meanwhile(case):
    """Another window has rejected one of them: nothing is written, and that is said beside it."""
    desk, other = desk_of(case), desk_of(case)
    form = several_form(desk, {1: "They asked."}, do="confirm")
    other("/review/decide", form_of(other, at="cables-0002", do="reject", reason="no fact"))

    answer = desk("/review/several", form)

    assert answer.status == 409
    assert "somebody has decided on it since: it is rejected" in answer.text
    assert (case / "facts.yaml").read_text() == FACTS


@pytest.mark.parametrize("wrong", [{"do": "reject"}, {"do": "confirm"}])
def test_several_without_reason_or_words_are_left_as_they_are(case, wrong):
    """The page says what is missing."""
    desk = desk_of(case)
    before = (case / "stubs.yaml").read_bytes()

    answer = desk("/review/several", several_form(desk, {}, **wrong))

    assert answer.status == 422
    assert "Nothing was written." in answer.text
    assert (case / "stubs.yaml").read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("step", range(0, 16, 2))
def test_a_confirmation_that_is_killed_is_whole_or_not_at_all(case, step):
    """
    Killed before any step on the file system: afterwards the fact and the stub both say so, or
    neither does, all other stubs are there, and confirming again writes nothing twice.
    """
    before = stubs_of(case)
    ended = subprocess.run([sys.executable, "-c", KILLED, case, str(step)], check=False)
    assert ended.returncode in (0, -signal.SIGKILL)

    desk = desk_of(case)
    page = desk("/review", at="cables-0002")
    is_fact = "id: cables-0002" in (case / "facts.yaml").read_text()
    is_stub = stubs_of(case)["cables-0002"].entries == ("facts.cables-0002",)

    assert page.status == 200
    assert is_fact is is_stub
    assert set(stubs_of(case)) == set(before)
    assert not list(case.glob(".phaseline-*.plan"))
    if not is_fact:
        assert desk("/review/confirm", form_of(desk, **ASKED)).status == 303
    assert (case / "facts.yaml").read_text().count("id: cables-0002") == 1


@pytest.mark.parametrize(
    "wrong", [{"do": "whole", "says": "a\x00b"}, {"do": "whole", "by": "m\u202e"}, {"do": "junk"}]
)
def test_what_no_case_could_hold_is_not_confirmed(case, wrong):
    """Signs that nobody sees, and a deed that there is none of: nothing is written."""
    desk = desk_of(case)

    answer = desk("/review/confirm", form_of(desk, **{**ASKED, **wrong}))

    assert answer.status == (410 if wrong["do"] == "junk" else 422)
    assert (case / "facts.yaml").read_text() == FACTS


def test_a_sentence_that_is_ticked_twice_is_confirmed_not_at_all(case):
    """Two entries of one id would be no case any more."""
    desk = desk_of(case)
    form = several_form(desk, {1: "They asked.", 2: "They asked."}, do="confirm")
    twice = {**form, "name-2": form["name-1"], "stamp-2": form["stamp-1"]}

    assert desk("/review/several", twice).status == 422
    assert (case / "facts.yaml").read_text() == FACTS


def test_a_reason_with_signs_that_nobody_sees_is_none(case):
    """Nothing is decided by it."""
    desk = desk_of(case)
    before = stubs_of(case)

    form = form_of(desk, at="cables-0001", do="reject", reason="r\x00")

    assert desk("/review/decide", form).status in (422, 503)
    assert stubs_of(case) == before
