"""A case grows by layers: with facts and a ladder alone it has gaps, questions, a short brief."""

import re
from html import unescape

import pytest

from phaseline.cli.main import main

CASE = """\
phaseline: 2
kind: case
id: bank
title: The bank
question: How should Merrow answer Tarsk?
as_of: "2031-04-10"
responder: merrow
challenger: tarsk
defaults: {said_by: authors}
sources: [{id: heron, type: report, role: paper, title: The Heron Bank, short: the Heron paper}]
actors:
  - {id: merrow, name: Merrow, kind: state}
  - {id: tarsk, name: Tarsk, kind: state}
  - {id: authors, name: Authors of the paper, kind: author}
facts:
  - {id: trawlers, kind: act, says: Tarsk has sent 12 trawlers., status: asserted,
     value: 12 vehicle, cites: ["heron: sent 12 trawlers"]}
measures: [{id: ports, title: Closed ports, route: none, lethality: none}]
ladders:
  - id: steps
    title: Protest, then closed ports
    standing: published
    proposed_by: authors
    source: heron
    rungs: [{id: R0, title: Protest}, {id: R1, title: Closed ports, measures: [ports]}]
    transitions: [{start: R0, end: R1, trigger: act, says: more trawlers come}]
    cites: ["heron: answer in steps"]
"""
LAYERS = ("law", "politics", "supply", "game")
MOST_WORDS = 4 * 500  # four printed pages


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    """The words of the brief of such a case."""
    folder = tmp_path_factory.mktemp("bank")
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    assert main(["run", str(folder / "case.yaml"), "--out", str(folder / "out")]) == 0
    text = (folder / "out" / "brief.html").read_text(encoding="utf-8")
    text = re.sub(r"<(style|script|svg).*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_facts_and_a_ladder_have_a_check(phaseline, tmp_path):
    """No error: what is left open of the ladder is told as gaps."""
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")

    ran = phaseline("check", str(tmp_path / "case.yaml"))

    assert ran.status == 0
    assert "PL601" in ran.out


def test_facts_and_a_ladder_have_a_brief_of_about_four_pages(page):
    """With the gaps of the ladder and the questions that can be answered."""
    assert "no off-ramp: nothing is said about what follows" in page
    assert "Whom are you deterring, from exactly what?" in page
    assert len(page.split()) < MOST_WORDS


def test_a_question_stays_one_and_a_key_names_what_is_drawn(page):
    """Where no decision is entered the question stands for it; no rung of the picture is lethal."""
    assert "The decision. How should Merrow answer Tarsk? " in page
    assert "rung with lethal measures" not in page
    assert "no trigger, or no threshold, stated" in page


@pytest.mark.parametrize("layer", LAYERS)
def test_what_is_missing_is_named_once_with_its_command(page, layer):
    """In one place, and no section of it says that it has nothing to say."""
    assert page.count(f"phaseline scaffold {layer} CASE") == 1


def test_what_somebody_confirmed_is_shown_although_no_step_rests_on_it(phaseline, tmp_path):
    """With a date it stands in the timeline, else in a section of its own, with its mark."""
    fact = (
        "  - {id: closed, kind: trade, says: The harbour was closed., status: reported,"
        " said_by: tarsk, when: 2031-03, confirmed_by: a tester,"
        " cites: ['heron: harbour was closed']}\n"
        "  - {id: deep, kind: background, says: The bank is deep., status: asserted,"
        " confirmed_by: a tester, cites: ['heron: bank is deep']}\n"
    )
    (tmp_path / "case.yaml").write_text(CASE.replace("measures:", f"{fact}measures:", 1))

    ran = phaseline("run", str(tmp_path / "case.yaml"), "--out", str(tmp_path / "out"))

    text = (tmp_path / "out" / "brief.html").read_text(encoding="utf-8")
    assert ran.status == 0
    apart = text.partition(">What else the papers say</h2>")[2].partition("</section>")[0]
    dated = text.partition(">Timeline</h2>")[2].partition("</section>")[0]
    assert "The bank is deep." in apart
    assert "The harbour was closed." not in apart
    assert "every event with what was agreed" not in dated
    assert "<b>Mar 2031:</b> The harbour was closed. <small>(reported, Tarsk)</small>" in dated
    assert "harbour was closed" in text.partition("Passages cited")[2]


def test_a_first_brief_leads_with_what_the_paper_asks_and_holds_back(phaseline, tmp_path):
    """On page one, in HTML and Markdown, before what no course says; nothing of it unconfirmed."""
    facts = (
        "  - {id: leave, kind: advice, says: 'If Tarsk stays, Merrow should close the port.'"
        ", status: recommended, modality: should, confirmed_by: a tester,"
        " cites: ['heron: should close']}\n"
        "  - {id: food, kind: reservation, says: Food is exempt., status: proposed,"
        " confirmed_by: a tester, cites: ['heron: food is exempt']}\n"
        "  - {id: hand, kind: trade, says: Merrow should wait., status: recommended,"
        " modality: should, cites: ['heron: should wait']}\n"
    )
    (tmp_path / "case.yaml").write_text(CASE.replace("measures:", f"{facts}measures:", 1))
    out, words = tmp_path / "out", tmp_path / "brief.md"

    assert phaseline("run", str(tmp_path / "case.yaml"), "--out", str(out)).status == 0
    assert phaseline("run", str(tmp_path / "case.yaml"), "--md", str(words)).status == 0

    page = (out / "brief.html").read_text(encoding="utf-8").partition('id="papers"')[0]
    for text in (page, words.read_text(encoding="utf-8")):
        asked, reserved = text.index("should close the port"), text.index("Food is exempt")
        assert asked < reserved < text.index("published course does not say")
        assert "The one thing asked for names a condition." in text
        assert "Merrow should wait" not in text


def test_what_nobody_entered_is_no_silence_of_the_sources(page):
    """Nothing of what is missing is called absent from the sources."""
    assert "not in the sources" not in page
    assert "That says nothing of the sources" in page
    assert "what the measures do can be undone is not entered in this case" in page


def test_a_section_without_material_is_left_out(page):
    """Neither in the contents nor below them."""
    for title in (
        "What is lawful",
        "Who must agree, and what would pass",
        "Timeline",
        "inside the model:",
    ):
        assert title not in page, title


def test_a_whole_case_misses_nothing(phaseline, tmp_path):
    """The strait has all four layers, and its brief does not speak of them."""
    ran = phaseline("run", "strait", "--no-game", "--out", str(tmp_path))

    text = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert ran.status == 0
    assert "phaseline scaffold" not in text
    assert "What this case does not hold yet" not in text
