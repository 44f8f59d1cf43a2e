"""What stands on the pages, and where their links lead."""

import hashlib
import html
import json
import re
from dataclasses import replace

import pytest
from casefiles import case_files, written

from phaseline.api.briefs import assess, parts, played
from phaseline.api.cases import open_case
from phaseline.api.insight import shown_leakage, shown_turns
from phaseline.api.ladders import compare
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import shipped_cases
from phaseline.terms.diagnostic import Severity
from phaseline.terms.entries import Entries
from phaseline.web.outline import ASKED, PAGES
from phaseline.web.rendering import editable, page_parts

PAGE_IDS = [page.id for page in PAGES if page.id not in ASKED]


@pytest.fixture(scope="module")
def report():
    """The tiny case, checked."""
    return open_case("strait")


@pytest.fixture(scope="module")
def play(report):
    """What its game says, over few draws."""
    case = report.reading.case
    comparison = compare(case, draws=8)
    return {
        "comparison": comparison,
        "leakage": shown_leakage(case, comparison, draws=8),
        "turns": shown_turns(case, comparison),
    }


@pytest.fixture(scope="module")
def pages(report, play):
    """All that a worker sends of it."""
    return dict(page_parts(assess(report, **play), {}))


def test_playing_later_is_playing_at_once(report, play):
    """What is shown before the game is played becomes the same answer."""
    assert played(assess(report), **play) == assess(report, **play)


def test_every_page_is_there_with_its_heading(pages):
    """One heading of the first rank each."""
    for name in PAGE_IDS:
        assert len(re.findall(r"<h1[ >]", pages[name])) == 1, name


def test_questions_are_listed_at_the_head_of_their_page(pages):
    """Each that is answered in full, once; what had no room is folded, and not listed again."""
    page = pages["questions"]
    index = re.search(r'<nav class="desk-index".*?</nav>', page, re.DOTALL)[0]
    listed = re.findall(r'<a href="#(asked-\d+)">(.*?)</a>', index)

    assert [name for name, _ in listed] == [f"asked-{n}" for n in range(1, len(listed) + 1)]
    assert len(listed) > 5
    for name, words in listed:
        assert f'<h3 id="{name}">{words}</h3>' in page
    assert len({words for _, words in listed}) == len(listed)


def test_every_link_leads_somewhere(pages):
    """
    To a place on the page, to one on another page, to the words of a citation, or to the proof of a
    cell of the law.
    """
    proofs = [name for name in pages if name.startswith("law/")]
    sent = [*PAGE_IDS, *proofs]
    places = {name: set(re.findall(r'\bid="([^"]+)"', pages[name])) for name in sent}
    links = [
        (name, link) for name in sent for link in re.findall(r'href="([#/][^"]*)"', pages[name])
    ]

    assert len(links) > 100
    assert len(proofs) == 3
    for here, link in links:
        path, _, place = link.partition("#")
        page = path.removeprefix("/")
        kind, _, name = page.partition("/")
        if kind == "note":
            assert f"note-{name}" in pages, link
        elif kind == "table":
            assert name in pages, link
        elif kind != "entry":  # of the register, which is asked for it
            assert not place or place in places[page or here], (here, link)


def test_a_page_has_the_words_of_the_brief(pages):
    """Section by section, marks and links apart."""
    brief = words(pages["brief"])

    for name, opening in (("law", "Stated readings applied"), ("ladders", "Each completed ladder")):
        sentence = re.search(rf"{opening}[^.]*\.", words(pages[name]))[0]
        assert sentence in brief


def test_votes_are_told_as_the_command_line_tells_them(pages, phaseline):
    """The page prints what `phaseline politics` does, and each count."""
    text = html.unescape(pages["votes"])

    assert phaseline("politics", "strait").out.strip() in text
    assert phaseline("politics", "strait", "--vote", "council-consents").out.strip() in text


@pytest.mark.parametrize("name", ["facts", "conflicts", "sources", "assumptions"])
def test_a_list_is_taken_along_as_the_command_line_gives_it(pages, phaseline, name):
    """All but the column that only `assumptions` adds."""
    ours = pages[f"{name}.csv"].splitlines()
    theirs = phaseline(name, "strait", "--csv").out.splitlines()

    assert len(ours) == len(theirs)
    assert all(line.startswith(start) for line, start in zip(theirs, ours, strict=True))


def test_what_does_not_wait_for_the_game_says_nothing_of_it(report):
    """Law, votes, supply and evidence, with the tables of law and supply alone."""
    early = dict(page_parts(assess(report), {}, is_early=True))

    named = {name for name in early if not name.startswith("note-")}
    assert named & set(PAGE_IDS) == {"law", "votes", "supply", "evidence"}
    assert not [name for name in named if name.startswith(("takes-", "assumptions-"))]


def test_a_citation_opens_its_words_in_the_source(report):
    """Where the text is at hand they are marked in it; where it is not, the page says so."""
    case = report.reading.case
    text = "The ministry counts: about 140 of them were in Oster, said the paper."
    known = hashlib.sha256(text.encode()).hexdigest()
    sources = Entries(
        tuple(
            replace(source, sha256=known) if source.id == "cables" else source
            for source in case.sources
        )
    )
    with_text = replace(
        report, reading=replace(report.reading, case=replace(case, sources=sources))
    )

    without = dict(page_parts(assess(report), {}))
    pages = dict(page_parts(assess(with_text), {known: text}))

    at_hand = [
        page for page in pages.values() if "<mark>about 140 of them were in Oster</mark>" in page
    ]
    assert len(at_hand) == 1
    assert "The ministry counts: <mark>" in at_hand[0]
    assert not [page for page in without.values() if "<mark>" in page]
    assert any("is not at hand" in page for page in without.values())


def test_what_passes_by_silence_has_no_vote_on_its_page(tmp_path):
    """
    A decision that stands unless a member objects is told, and no ballot of it is counted, though
    a whip count says how its members are expected to answer; the vote beside it is counted.
    """
    files = case_files("strait")
    ballot = "majority: more than 1/2, base: all, days: assumptions.vote-time"
    silent = files["politics.yaml"].replace(
        ballot, "silence: {after: 1 week, stopped_by: any_member}"
    )
    changed = files | {"politics.yaml": silent}
    report = checked(read_case(written(tmp_path / "silent", changed), name="silent"), {})

    sent = dict(page_parts(assess(report), {}))["votes"]

    assert not [error for error in report.diagnostics if error.severity is Severity.ERROR]
    assert "passes unless a member says no within 1 week" in words(sent)
    assert re.findall(r'id="count-([^"]+)"', sent) == ["amend_law"]
    assert "Party by party: the Council changes a law" in words(sent)


def words(page):
    """The text of a page without its tags, blanks levelled."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_what_can_be_moved_is_what_has_a_range(report, pages):
    """Each with the value used, within its range; those that move the courses most come first."""
    inputs = json.loads(pages["inputs.json"])
    known = {f"assumptions.{name}.best" for name in report.reading.case.assumptions.ids}

    assert {entry["address"] for entry in inputs} <= known
    assert all(entry["low"] <= entry["used"] <= entry["high"] for entry in inputs)
    assert all(0 <= turn["place"] <= 100 for entry in inputs for turn in entry["turns"])
    movers = [entry["is_mover"] for entry in inputs]
    assert movers == sorted(movers, reverse=True)
    assert 0 < movers.count(True) <= 10


def test_a_mark_on_a_slider_is_where_the_game_turns(report, pages, play):
    """
    It stands where its value lies between the ends of the slider, in three digits as it is told,
    and each goal that page one tells has a mark for every assumption that turns it within its
    range.
    """
    inputs = {entry["address"]: entry for entry in json.loads(pages["inputs.json"])}
    marks = [(entry, mark) for entry in inputs.values() for mark in entry["turns"]]
    turning = [turn for turns in play["turns"] for turn in turns.turns if turn.is_inside]

    assert len(marks) == len(turning) > 0
    for entry, mark in marks:
        span = entry["high"] - entry["low"]
        value = float(mark["value"].split()[0].replace("−", "-"))
        assert entry["low"] + span * mark["place"] / 100 == pytest.approx(value, abs=0.005 * span)
        assert mark["aim"].startswith(("to ", "for "))


def test_a_number_that_an_assumption_gives_can_be_changed_where_it_stands(report):
    """
    [hand] 0.45 is assumed, so that 0.46, an end of its range and what no assumption gives are no
    numbers to be changed; other links and marks are left out.
    """
    mark = '<sup class="cite"><a href="#note-1">1</a></sup>'
    figures = "".join(
        f'<a class="figure" href="#{place}">{words}</a>{mark} '
        for place, words in (
            ("assumption-sight", "0.45"),
            ("assumption-sight", "0.46"),
            ("assumption-sight", "45"),
            ("assumption-sight", "46"),
            ("assumption-sight", "assumed"),
            ("assumption-sight", "0.2 to 0.7"),
            ("assumption-x", "1"),
            ("takes", "3"),
        )
    )

    text = editable(figures, report.reading.case)

    assert text.count("<a ") == 3
    assert 'data-address="assumptions.sight.best" data-value="0.45"' in text
    assert words(text) == "0.45 0.46 45 46 assumed 0.2 to 0.7 1 3"


@pytest.mark.slow
@pytest.mark.parametrize("name", [*shipped_cases()])
def test_page_one_of_every_case_has_a_number_to_change(all_assessed, name):
    """What a course turns on is said beside what is assumed of it, and that is changed there."""
    assessment = all_assessed[name]

    text = editable(parts(assessment).page_one, assessment.case)

    assert re.search(r'data-address="assumptions\.[\w-]+\.best" data-value="[^"]+"', text)


def test_the_readings_under_which_the_game_can_be_played_are_sent(pages):
    """Both positions of the tiny case, the one that its game names first."""
    readings = json.loads(pages["readings.json"])

    assert [(reading["value"], reading["name"], reading["is_used"]) for reading in readings] == [
        ("ministry", "The ministry", True),
        ("farmers", "The Farmers' Party", False),
    ]
    assert {reading["address"] for reading in readings} == {"games.main.reading"}
    assert readings[1]["says"] == "The Council decides on the harbours."
