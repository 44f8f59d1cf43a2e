"""`phaseline review CASE`: what a person answers, and what is written of it."""

import json
import os
import pty
import subprocess
import sys
import time

import pytest
from paperfiles import ACTORS, CASE, PARAGRAPHS, docx, html, pdf, text

from phaseline.cli.case_papers import CasePapers
from phaseline.cli.review_dialog import Dialog
from phaseline.papers.confirming import selected

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


@pytest.fixture
def case(tmp_path, phaseline):
    """A case into which a paper of six sentences was read."""
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE)
    (folder / "actors.yaml").write_text(ACTORS)
    (folder / "facts.yaml").write_text(FACTS)
    paper = tmp_path / "cables.txt"
    paper.write_bytes(text(PARAGRAPHS))
    assert phaseline("read", str(paper), "--into", str(folder)).status == 0
    return folder


def talk(case, *answers, meanwhile=lambda: None, is_all=False):
    """Go through a case with some answers; what was said comes back."""
    said, lines = [], iter(answers)

    def ask(question):
        said.append(question)
        try:
            line = next(lines)
        except StopIteration:
            raise EOFError from None
        if line == "!":
            meanwhile()
            line = next(lines)
        return line

    papers = CasePapers(str(case))
    Dialog(papers, ask, said.append, confirmed_by="a tester", is_all=is_all).run()
    return "\n".join(said)


def test_a_confirmed_sentence_becomes_a_fact_and_comments_stay(case, phaseline):
    """The fact stands last, laid out as the others, with its rules and who confirmed."""
    said = talk(case, "n", "c", "They asked for an assurance.", "q")

    facts = (case / "facts.yaml").read_text()
    ran = phaseline("show", str(case), "facts.cables-0002", "--json")
    assert ran.status == 0, ran.err
    fact = json.loads(ran.out)
    assert facts.startswith(FACTS)
    assert "  - id: cables-0002\n    kind: " in facts
    assert "2031-03-04" in facts
    assert "confirmed_by: a tester" in facts
    assert "proposed_by: [" in facts
    assert "They asked" in json.dumps(fact)
    assert "cables: 6 sentences: 1 entered, 0 rejected, 0 skipped, 5 not looked at" in said
    assert phaseline("check", str(case), "--sources", f"{case}.sources").status == 0


def test_what_took_place_becomes_an_event_of_the_timeline(case, phaseline, tmp_path):
    """With the date that was proposed and who took part; taken back, the case is as it was."""
    said = talk(case, "n", "t", "The Council asks for an assurance.", "q")

    events = (case / "events.yaml").read_text()
    assert events.startswith("events:\n")
    assert "what took place, in your own words: " in said
    for words in (
        "id: cables-0002",
        "title: The Council asks for an assurance",
        "2031-03-04",
        "who: [norland]",
        "proposed_by: [when date-1/1]",
        "confirmed_by: a tester",
    ):
        assert words in events
    assert (case / "facts.yaml").read_text() == FACTS
    assert 'entries: ["events.cables-0002"]' in (case / "stubs.yaml").read_text()
    assert phaseline("check", str(case), "--sources", f"{case}.sources").status == 0
    assert "4 Mar 2031" in phaseline("timeline", str(case)).out
    annotations = json.loads(phaseline("export", str(case), "--web-annotation").out)
    assert annotations[0]["body"]["value"] == "The Council asks for an assurance"
    assert phaseline("run", str(case), "--out", str(tmp_path / "out")).status == 0
    assert "The Council asks" in (tmp_path / "out" / "brief.html").read_text()


def test_an_event_has_a_date_and_may_be_taken_back(case):
    """The date is asked for where the sentence prints none; one that is no date is refused."""
    said = talk(case, "t", "Vesper counts.", "soon", "e when 2031-02", "t", "u", "q")

    assert "when (such as 2031-03-04, 2031-03 or 2031): " in said
    assert "not written: when: " in said
    assert (case / "events.yaml").read_text() == "events: []\n"
    assert "cables: 6 sentences: 0 entered, 0 rejected, 0 skipped, 6 not looked at" in said


def test_an_edited_field_is_not_the_rules_any_more(case):
    """What a person set is written, and its rule is not named."""
    talk(case, "e kind law", "e about vesper", "c", "It counts them.", "q")

    facts = (case / "facts.yaml").read_text()
    added = facts[len(FACTS) :]
    assert "kind: law" in added
    assert "kind " not in added.partition("proposed_by")[2]
    assert "about: [vesper]" in added


def test_who_speaks_in_a_sentence_says_it(tmp_path, case, phaseline):
    """An actor of the case does; where none of it speaks, the author of the papers."""
    paper = tmp_path / "said.txt"
    paper.write_bytes(text(["Officials of Norland said that cables wear out.", "Lindon said so."]))
    assert phaseline("read", str(paper), "--into", str(case)).status == 0

    said = talk(case, *("f section cables", *"nnnnnn"), "c", "They wear out.", "c", "It did.", "q")

    added = (case / "facts.yaml").read_text().removeprefix(FACTS)
    assert "said_by: norland  (speaker/1)" in said
    assert [line for line in added.splitlines() if "said_by: " in line] == [
        "    said_by: norland",
        "    said_by: authors",
    ]
    assert "said_by speaker/1" in added


def test_who_says_it_may_be_named_as_the_case_spells_it(case):
    """Its name or a spelling; the fact holds the id."""
    talk(case, "n", "e said_by Norland", "c", "They asked.", "q")

    assert "said_by: norland" in (case / "facts.yaml").read_text().removeprefix(FACTS)


def test_a_sentence_may_be_split_into_two_facts(case):
    """A part with a phrase of its own leaves the sentence open; the rest closes it."""
    talk(case, "n", "n", "s 140 engineers", "There are some.", "c", "The Office says so.", "q")

    facts = (case / "facts.yaml").read_text()
    assert "id: cables-0003\n" in facts
    assert "id: cables-0003-2\n" in facts
    assert 'exact: "140 engineers"' in facts or "exact: 140 engineers" in facts
    assert (
        'entries: ["facts.cables-0003", "facts.cables-0003-2"]' in (case / "stubs.yaml").read_text()
    )


def test_rejecting_and_skipping_need_a_reason(case):
    """Without one nothing is written."""
    said = talk(case, "r", "", "r no news", "k later", "q")

    assert "not written: give a reason" in said
    assert "0 entered, 1 rejected, 1 skipped, 4 not looked at" in said
    assert (case / "facts.yaml").read_text() == FACTS


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (("e exact not there",), "does not stand in the sentence"),
        (("e said_by nobody", "c", "Words."), "the case has no such actor; it has vesper, "),
        (("e value 7 person", "c", "Words."), "value: 7 does not stand in the quote"),
        (("e value 7 cable", "c", "Words."), "value: unknown unit 'cable'"),
        (("n", "n"), "not proposed: 140 engineer, until `units` in case.yaml lists engineer"),
        (("e status certain", "c", "Words."), "status"),
        (("c", ""), "says: is missing"),
        (("e colour red",), "which field?"),
        (("x",), "c confirm"),
        (("u",), "nothing to undo since this review began; --all shows"),
        (("f rule nothing/9",), "no sentence passes"),
    ],
)
def test_what_cannot_be_written_is_said(case, answers, says):
    """The case stays as it was."""
    said = talk(case, *answers, "q")

    assert says in said
    assert (case / "facts.yaml").read_text() == FACTS


@pytest.mark.parametrize("answers", [("c", "q"), ("e said_by", "c", "Mine.", "q"), ("k", "q")])
def test_the_key_that_leaves_does_so_at_every_question(case, answers):
    """Typed for the words of a fact, for who says it or for a reason, it is none of them."""
    before = (case / "stubs.yaml").read_text()

    talk(case, *answers, "k later", "q")

    assert (case / "facts.yaml").read_text() == FACTS
    assert (case / "stubs.yaml").read_text() == before


def test_a_reason_that_was_given_is_offered_again(case):
    """Enter takes it; the question says which."""
    said = talk(case, "k no news", "k", "", "q")

    assert "why (Enter: no news): " in said
    assert (case / "stubs.yaml").read_text().count('reason: "no news"') == 2


def test_the_rest_of_a_section_is_skipped_at_once(tmp_path, case, phaseline):
    """Of five sentences under two headings, from the second to the end of its section."""
    paper = tmp_path / "parts.md"
    paper.write_text("# First\n\nOne is. Two is. Three is.\n\n# Second\n\nFour is. Five is.\n")
    assert phaseline("read", str(paper), "--into", str(case)).status == 0
    before = (case / "stubs.yaml").read_text()

    undone = talk(case, "f section First", "n", "K an aside", "f", "u", "q")
    after_undo = (case / "stubs.yaml").read_text()
    said = talk(case, "f section First", "n", "K an aside", "q")

    assert "parts: 5 sentences: 0 entered, 0 rejected, 0 skipped, 5 not looked at" in undone
    assert after_undo == before
    assert "parts: 5 sentences: 0 entered, 0 rejected, 2 skipped, 3 not looked at" in said
    stubs = CasePapers(str(case)).stubs
    assert [stub.reason for stub in stubs.of("parts")] == ["", "an aside", "an aside", "", ""]


def test_the_rest_of_a_paragraph_is_skipped_at_once(case):
    """Of three paragraphs of two sentences the first."""
    talk(case, "P an aside", "q")

    stubs = CasePapers(str(case)).stubs
    assert [stub.reason for stub in stubs.of("cables")] == ["an aside", "an aside", "", "", "", ""]


def test_a_paper_without_headings_has_no_section_to_skip(tmp_path, case, phaseline):
    """Its rest would be the whole of it; one is told which key skips a paragraph."""
    paper = tmp_path / "plain.md"
    paper.write_text("One is. Two is.\n\nThree is. Four is.\n")
    assert phaseline("read", str(paper), "--into", str(case)).status == 0

    said = talk(case, *"nnnnnn", "K an aside", "P an aside", "q")

    assert "the paper has no headings: P skips the rest of the paragraph" in said
    stubs = CasePapers(str(case)).stubs
    assert [stub.reason for stub in stubs.of("plain")] == ["an aside", "an aside", "", ""]


def test_what_is_no_advice_is_not_meant_as_such(case):
    """A status that a person gives takes along what was proposed because of the other one."""
    said = talk(case, *"nnnn", "e status asserted", "q")

    shown = said.rpartition("▶ Vesper should answer")[2]
    assert "status: asserted  (edited)" in shown
    assert "kind: background  (goes with the status)" in shown
    assert "modality: said  (goes with the status)" in shown


def test_what_is_recommended_should_be_done(case):
    """Of a status that a person gives follow kind and modality, unless these are given, too."""
    said = talk(
        case,
        *("n", "n", "e status recommended", "c", "Look into it."),
        *("e kind law", "e status recommended", "c", "Pay them."),
        "q",
    )

    facts = (case / "facts.yaml").read_text().removeprefix(FACTS)
    assert "kind: recommendation  (goes with the status)" in said
    assert facts.count("modality: should") == 2
    assert (facts.count("kind: recommendation"), facts.count("kind: law")) == (1, 1)


def test_a_phrase_that_is_no_anchor_is_refused_when_it_is_given(case):
    """Before the words of the fact are typed: nine words, where a quote has at most eight."""
    said = talk(case, "n", "n", "e exact Office about 140 engineers were in Oster and more", "q")

    assert "not taken: exact: at most 8 words" in said


@pytest.mark.parametrize("typed", ["e about", "e about none", "e about -"])
def test_a_field_is_emptied_as_people_type_it(case, typed):
    """What was proposed is not entered, and the line says what the field now holds."""
    proposed = (case / "stubs.yaml").read_text().split("- id: ")[1]
    said = talk(case, typed, "c", "It counts.", "q")

    assert "about: [{value: " in proposed
    assert "about: nothing  (edited)" in said
    assert "not written" not in said
    assert "about:" not in (case / "facts.yaml").read_text().replace(FACTS, "")


def test_undo_takes_a_decision_back(case):
    """Byte for byte, in the facts and in the stubs."""
    before = (case / "stubs.yaml").read_text()

    talk(case, "c", "It counts.", "r no news", "u", "u", "q")

    assert (case / "facts.yaml").read_text() == FACTS
    assert (case / "stubs.yaml").read_text() == before


def test_a_file_that_changed_meanwhile_is_read_anew_and_nothing_is_lost(case):
    """What the other one wrote stands; the decision is asked for again."""
    other = FACTS + "  # mine\n"

    said = talk(
        case,
        "!",
        "c",
        "It counts.",
        "q",
        meanwhile=lambda: (case / "facts.yaml").write_text(other),
    )

    assert "were read anew" in said
    assert (case / "facts.yaml").read_text() == other


def test_filters_show_one_rule_or_section(case):
    """Two sentences recommend."""
    said = talk(case, "f rule recommends/", "f", "q")

    assert "[1 of 1]" in said
    assert said.count("[1 of 6]") == 2


def test_a_changed_paper_asks_again_only_about_what_changed(case, tmp_path, phaseline):
    """One paragraph is rewritten: what was made of the others stays; the changed is proposed."""
    talk(case, "c", "It counts.", "c", "They asked.", "c", "Engineers.", "q")
    changed = [PARAGRAPHS[0], PARAGRAPHS[1].replace("140", "250"), PARAGRAPHS[2]]
    (tmp_path / "cables.txt").write_bytes(text(["A new opening.", *changed]))

    ran = phaseline("read", str(tmp_path / "cables.txt"), "--into", str(case))

    assert "7 sentences: 2 entered" in ran.out
    assert "1 changed since they were decided on" in ran.out
    stubs = (case / "stubs.yaml").read_text()
    assert stubs.count("state: confirmed") == 2
    assert 'was: "confirmed as facts.cables-0003"' in stubs


def test_what_was_confirmed_elsewhere_stays_and_only_what_moved_is_asked(case, tmp_path, phaseline):
    """All six sentences are decided on, and one of the second paragraph changes."""
    confirmed = ("c", "It counts.", "c", "They asked.", "c", "Engineers.")
    talk(case, *confirmed, "k dull", "k later", "k later")
    facts, text_before = (case / "facts.yaml").read_text(), (case / "stubs.yaml").read_text()
    changed = [PARAGRAPHS[0], PARAGRAPHS[1].replace("140", "250"), PARAGRAPHS[2]]
    (tmp_path / "cables.txt").write_bytes(text(changed))

    phaseline("read", str(tmp_path / "cables.txt"), "--into", str(case))

    assert "state: open" not in text_before
    assert text_before.count("  state: ") == 6
    assert (case / "facts.yaml").read_text() == facts
    stubs = CasePapers(str(case)).stubs
    waiting = [stub for stub in stubs.stubs if stub.id in selected(stubs)]
    assert [stub.was for stub in waiting] == ["confirmed as facts.cables-0003"]
    assert [stub.entries for stub in stubs.stubs if stub not in waiting][:2] == [
        ("facts.cables-0001",),
        ("facts.cables-0002",),
    ]


@pytest.mark.parametrize("name", ["cables.pdf", "cables.docx", "cables.html", "cables.md"])
def test_one_paragraph_of_any_form_changes_and_the_rest_stays(case, phaseline, name):
    """A paragraph is put first, and a number changes: of nine entries one is asked about again."""
    paragraphs = [*PARAGRAPHS, "The levy ends in May. Nobody pays it. It is not missed."]
    path = case.with_name(name)
    write = {
        "cables.pdf": lambda words: pdf([[line for part in words for line in (part, "")]]),
        "cables.docx": docx,
        "cables.html": html,
        "cables.md": lambda words: b"# " + text(words),
    }[name]
    path.write_bytes(write(paragraphs))
    source = ("--source", "other")
    assert phaseline("read", str(path), "--into", str(case), *source).status == 0
    skipped = ["k aside"] * 6
    talk(case, *skipped, *(key for place in range(9) for key in ("c", f"It is {place}.")))
    facts = (case / "facts.yaml").read_text()
    assert facts.count("source: other") == 9
    changed = ["It begins anew.", *(words.replace("140", "250") for words in paragraphs)]
    path.write_bytes(write(changed))

    ran = phaseline("read", str(path), "--into", str(case), *source)

    assert "other: 10 sentences: 8 entered, 0 rejected, 0 skipped, 2 not looked at" in ran.out
    assert "1 changed since they were decided on" in ran.out
    assert (case / "facts.yaml").read_text() == facts


def test_a_sentence_that_is_gone_is_said(case, tmp_path, phaseline):
    """Its fact stays in the case, and its stub is listed apart."""
    talk(case, "c", "It counts.", "q")
    (tmp_path / "cables.txt").write_bytes(text(PARAGRAPHS[1:]))

    ran = phaseline("read", str(tmp_path / "cables.txt"), "--into", str(case))

    assert "no longer in the paper: cables-0001, confirmed as facts.cables-0001" in ran.out
    assert "gone:" in (case / "stubs.yaml").read_text()


def test_check_names_an_entry_that_is_gone(case, phaseline):
    """Somebody deleted the fact by hand."""
    talk(case, "c", "It counts.", "q")
    (case / "facts.yaml").write_text(FACTS)

    assert "PL117 warning" in phaseline("check", str(case)).out


def test_a_sentence_is_not_confirmed_by_its_mark(case, phaseline):
    """Somebody wrote the mark into the stubs by hand: nothing is entered, and check says so."""
    file = case / "stubs.yaml"
    file.write_text(file.read_text().replace("    kind:", "    state: confirmed\n    kind:", 1))

    ran = phaseline("check", str(case))

    assert "PL117 warning" in ran.out
    assert "cables-0001 is confirmed as nothing, which the case does not hold" in ran.out


def test_annotations_follow_the_selectors_of_the_w3c(case, phaseline):
    """A quote with what stands around it, and its place in code points."""
    talk(case, "n", "c", "They asked.", "q")
    words = (case.with_name("mini.sources") / "cables.txt").read_text()

    [note] = json.loads(phaseline("export", str(case), "--web-annotation").out)

    quote, position = note["target"]["selector"]
    assert words[position["start"] : position["end"]] == quote["exact"]
    assert words.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert note["body"]["value"] == "They asked."
    assert note["id"] == "urn:phaseline:mini:facts.cables-0002"


def test_review_needs_a_terminal(case, phaseline):
    """A program gets exit status 2; with nothing to review it is an answer."""
    assert phaseline("review", str(case)).status == 2
    (case / "stubs.yaml").unlink()

    ran = phaseline("review", str(case))

    assert ran.status == 0
    assert "nothing waits" in ran.out


def test_review_on_a_terminal_writes_at_once_and_survives_its_end(case):
    """The first decision stands although the terminal hangs up in the middle of the second."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "phaseline", "review", str(case)]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        os.write(master, b"r no news\nc\n")
        for _ in range(100):
            if "no news" in (case / "stubs.yaml").read_text():
                break
            time.sleep(0.1)
        process.kill()
    os.close(master)

    assert "no news" in (case / "stubs.yaml").read_text()
    assert (case / "facts.yaml").read_text() == FACTS


def test_a_sentence_that_stands_twice_can_be_confirmed_twice(tmp_path, phaseline):
    """In a summary and below; each quote is found once, and so is a phrase of one's own."""
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE)
    (folder / "actors.yaml").write_text(ACTORS)
    paper = tmp_path / "cables.md"
    same = "Vesper should close the harbour to the ships of Norland."
    paper.write_text(f"# Cables\n\n## Summary\n\n{same}\n\n## Advice\n\nSo be it. {same}\n")
    assert phaseline("read", str(paper), "--into", str(folder)).status == 0

    said = talk(
        folder,
        *("c", "Vesper should close the harbour.", "authors"),
        *("k a remark", "e exact the ships of Norland", "c", "It should do so.", "authors"),
    )

    assert "not written" not in said
    ran = phaseline("check", str(folder), "--sources", f"{folder}.sources")
    assert "2 anchors: 2 exact, 0 normalised, 0 repeated, 0 refused" in ran.out
    facts = (folder / "facts.yaml").read_text()
    assert facts.count("prefix: ") == 2
