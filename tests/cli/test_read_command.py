"""`phaseline read FILE… --into CASE`: what it writes beside a case, and what it leaves alone."""

import json

import pytest
from jsonschema import Draft202012Validator
from paperfiles import ACTORS, CASE, PARAGRAPHS, docx, html, pdf, text

from phaseline.case.compose import compose
from phaseline.cli.case_papers import CasePapers
from phaseline.cli.review_dialog import Dialog


@pytest.fixture
def case(tmp_path):
    """The folder of a small case."""
    folder = tmp_path / "mini"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE)
    (folder / "actors.yaml").write_text(ACTORS)
    return folder


@pytest.fixture
def paper(tmp_path):
    """A paper of six sentences."""
    path = tmp_path / "cables.txt"
    path.write_bytes(text(PARAGRAPHS))
    return path


def bytes_of(case):
    """What lies in a case and beside it."""
    return {
        path.name: path.read_bytes()
        for folder in (case, case.with_name("mini.sources"))
        for path in sorted(folder.glob("*"))
    }


def test_a_paper_becomes_a_source_a_text_and_stubs(case, paper, phaseline):
    """Six sentences wait; the case is sound, and none of its words stand in the stubs."""
    ran = phaseline("read", str(paper), "--into", str(case))

    assert ran.status == 0
    assert ran.out.startswith("cables: 6 sentences: 0 entered, 0 rejected, 0 skipped, 6 not")
    assert set(bytes_of(case)) == {
        "actors.yaml",
        "case.yaml",
        "cables.txt",
        "sources.yaml",
        "stubs.yaml",
    }
    stubs = (case / "stubs.yaml").read_text()
    assert not any(words in stubs for words in PARAGRAPHS)
    assert (case / "case.yaml").read_text() == CASE


@pytest.mark.parametrize(
    ("paragraphs", "kind"),
    [
        ("# On the port\n\nI hereby determine and order: the port shall close.", "legislation"),
        ("# On the port\n\nBe it enacted that the port shall close.", "legislation"),
        ("# Bill on the port\n\nBe it enacted that the port shall close.", "report"),
        ("# On the port\n\nThe council should order that the port closes.", "report"),
    ],
)
def test_what_lays_something_down_is_entered_as_a_law(case, phaseline, paragraphs, kind):
    """By the words of those who may do so, unless its title calls it a draft."""
    path = case.with_name("port.md")
    path.write_text(paragraphs)

    assert phaseline("read", str(path), "--into", str(case)).status == 0

    assert f"type: {kind}," in (case / "sources.yaml").read_text()


def test_the_same_paper_read_twice_gives_the_same_bytes(case, paper, phaseline):
    """Nothing is written twice."""
    phaseline("read", str(paper), "--into", str(case))
    before = bytes_of(case)

    phaseline("read", str(paper), "--into", str(case))

    assert bytes_of(case) == before


@pytest.mark.parametrize("name", ["cables.pdf", "cables.docx", "cables.html", "cables.md"])
def test_every_form_read_twice_gives_the_same_bytes(case, phaseline, name):
    """As of plain text; a header, a stub and a text are the same to the letter."""
    forms = {
        "cables.pdf": lambda: pdf([[words] for words in PARAGRAPHS]),
        "cables.docx": lambda: docx(PARAGRAPHS),
        "cables.html": lambda: html(PARAGRAPHS),
        "cables.md": lambda: text(PARAGRAPHS),
    }
    path = case.with_name(name)
    path.write_bytes(forms[name]())
    assert phaseline("read", str(path), "--into", str(case)).status == 0
    before = bytes_of(case)

    assert phaseline("read", str(path), "--into", str(case)).status == 0

    assert bytes_of(case) == before
    assert len(before) > 4


@pytest.mark.parametrize(
    ("encoding", "is_said"),
    [("utf-8-sig", False), ("utf-16", False), ("cp1252", True), ("koi8-r", True)],
)
def test_an_encoding_that_is_guessed_is_said(case, phaseline, encoding, is_said):
    """A mark at the beginning of a file tells; bytes of old encodings do not, and may mislead."""
    words = "Весло ждёт. Он идёт." if encoding == "koi8-r" else "The “harbour” waits. It does."
    path = case.with_name("old.txt")
    path.write_bytes(words.encode(encoding))

    ran = phaseline("read", str(path), "--into", str(case))

    assert ran.status == 0
    assert ("which is a guess" in ran.out) is is_said


COPIED = "the stubs"
BY_NOBODY = """\
facts:
  - id: counted
    kind: law
    says: Vesper counts.
    said_by: vesper
    status: asserted
    cites: [{source: cables, exact: counts its}]
    proposed_by: [kind law/2]
    confirmed_by: " "
"""


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("case.yaml", f"{CASE}include: [actors, sources, stubs]\n"),
        ("facts.yaml", COPIED),
        ("more-stubs.yaml", COPIED),
        ("facts.yaml", BY_NOBODY),
    ],
)
def test_sentences_cannot_be_put_into_a_case_by_hand(case, paper, phaseline, file, content):
    """Listed as a file of the case, under another name, or confirmed by nobody: no brief is."""
    phaseline("read", str(paper), "--into", str(case))
    stubs = (case / "stubs.yaml").read_text()
    (case / file).write_text(stubs if content == COPIED else content)

    assert phaseline("check", str(case)).status in (1, 2)
    ran = phaseline("run", str(case), "--out", str(case.with_name("out")))

    assert ran.status == 2
    assert not case.with_name("out").exists()


def test_an_editor_finds_the_format_of_the_stubs(paper, tmp_path, phaseline):
    """Their first line leads to a schema that `new` has written, and they are valid by it."""
    sides = ("--responder", "Arland", "--challenger", "Borland")
    phaseline("new", "mine", "--dir", str(tmp_path), *sides, "--paper", str(paper))
    stubs = (tmp_path / "mine" / "stubs.yaml").read_text()
    written = json.loads((tmp_path / "mine" / ".schema" / "stubs.json").read_text())

    assert stubs.startswith("# yaml-language-server: $schema=.schema/stubs.json\n")
    assert (
        list(Draft202012Validator(written).iter_errors(compose(stubs, file="stubs.yaml").data))
        == []
    )
    misspelt = compose(stubs.replace("    start: ", "    begins: ", 1), file="stubs.yaml").data
    assert list(Draft202012Validator(written).iter_errors(misspelt)) != []
    assert written == json.loads(phaseline("schema", "stubs").out)


@pytest.mark.parametrize(
    ("issued", "when"), [("2031-05-02", "2031-03-04?"), ("2031-02", "2030-03-04?"), ("", "")]
)
def test_a_day_without_a_year_takes_that_of_the_paper_as_the_case_has_it(
    case, tmp_path, phaseline, issued, when
):
    """The last such day before the paper appeared, marked as inferred; without a date none."""
    paper = tmp_path / "cables.txt"
    paper.write_bytes(text(["The harbour closed on 4 March.", "It is shut."]))
    phaseline("read", str(paper), "--into", str(case))
    sources = (case / "sources.yaml").read_text()
    dated = sources.replace("type: report", f'type: report, issued: "{issued}"')
    (case / "sources.yaml").write_text(dated if issued else sources)

    assert phaseline("read", str(paper), "--into", str(case)).status == 0

    stub = compose((case / "stubs.yaml").read_text(), file="stubs.yaml").data["stubs"][0]
    assert stub.get("when", {}).get("value", "") == when


def test_check_counts_what_waits_and_nothing_rests_on_it(case, paper, phaseline):
    """A note with the command, a meter in text and JSON; facts and the hash are as before."""
    phaseline("read", str(paper), "--into", str(case))
    before = json.loads(phaseline("facts", str(case), "--json").out)
    stubs = (case / "stubs.yaml").read_text()

    ran = phaseline("check", str(case))
    data = json.loads(phaseline("check", str(case), "--json").out)
    (case / "stubs.yaml").write_text(stubs.replace("  page:", "  page:"))
    (case / "stubs.yaml").unlink()

    assert ran.status == 0
    assert "PL116 note" in ran.out
    assert f"fix: phaseline review {case}" in ran.out
    assert data["coverage"] == [
        {"source": "cables", "sentences": 6, "entered": 0, "rejected": 0, "skipped": 0, "open": 6}
    ]
    assert json.loads(phaseline("facts", str(case), "--json").out) == before
    assert "coverage" not in json.loads(phaseline("check", str(case), "--json").out)


def test_a_faulty_file_of_stubs_is_an_error_of_check(case, paper, phaseline):
    """It is no concern of the case, but it is held to its format."""
    phaseline("read", str(paper), "--into", str(case))
    stubs = case / "stubs.yaml"
    stubs.write_text(stubs.read_text().replace("    start: ", "    begins: ", 1))

    ran = phaseline("check", str(case))

    assert ran.status == 1
    assert "stubs.yaml" in ran.out
    assert "begins" in ran.out


def test_quotes_are_held_to_the_text_beside_the_case(case, paper, phaseline, monkeypatch):
    """
    The hash of the source is that of the text which was written; the folder is found where nobody
    names one.
    """
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    phaseline("read", str(paper), "--into", str(case))
    (case / "facts.yaml").write_text(
        "facts:\n  - {id: count, kind: law, says: It counts., said_by: authors, status: asserted,"
        ' cites: [{source: cables, exact: "Vesper counts its cables"}]}\n'
    )

    named = phaseline("check", str(case), "--sources", f"{case}.sources")
    beside = phaseline("check", str(case))

    assert "1 anchor: 1 exact" in named.out
    assert "1 anchor: 1 exact" in beside.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("missing.txt", "--into", "{case}"), "cannot be read"),
        (("{paper}", "--into", "nowhere"), "nowhere"),
        (("{paper}", "--into", "strait"), "shipped"),
        (("{empty}", "--into", "{case}"), "an empty file"),
        (("{paper}", "{empty}", "--into", "{case}"), "an empty file"),
        (("{paper}", "{paper}", "--into", "{case}", "--source", "x"), "give one FILE"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(case, paper, phaseline, words, says):
    """Exit status 2; the case is as it was, also where another paper could be read."""
    empty = paper.with_name("empty.txt")
    empty.write_bytes(b"")
    before = bytes_of(case)

    ran = phaseline("read", *(word.format(case=case, paper=paper, empty=empty) for word in words))

    assert ran.status == 2
    assert says in ran.err
    assert bytes_of(case) == before


def test_a_one_file_case_has_its_stubs_beside_it(case, tmp_path, paper, phaseline):
    """NAME.stubs.yaml and NAME.sources."""
    single = tmp_path / "single.yaml"
    single.write_text(CASE + ACTORS)

    ran = phaseline("read", str(paper), "--into", str(single))

    assert ran.status == 0
    assert (tmp_path / "single.stubs.yaml").is_file()
    assert (tmp_path / "single.sources" / "cables.txt").is_file()
    assert "id: cables" in single.read_text()
    assert "# us" in single.read_text()
    assert phaseline("check", str(single)).status == 0


def test_a_pdf_keeps_its_pages(case, tmp_path, phaseline):
    """Its hash and that of its text both stand in the source."""
    path = tmp_path / "printed.pdf"
    path.write_bytes(pdf([["One short line."], ["Another short line."]]))

    phaseline("read", str(path), "--into", str(case))

    stubs = (case / "stubs.yaml").read_text()
    assert "page: 2" in stubs
    assert "file_sha256" in (case / "sources.yaml").read_text()


def test_a_device_without_end_is_refused(tmp_path, phaseline, monkeypatch):
    """It has no size that could be asked before it is read."""
    monkeypatch.setattr("phaseline.cli.read.MOST_BYTES", 1_000)
    monkeypatch.setattr("phaseline.papers.reading.MOST_BYTES", 1_000)
    sides = ("--responder", "Arland", "--challenger", "Borland")
    ran = phaseline("new", "mine", "--dir", str(tmp_path), *sides, "--paper", "/dev/zero")

    assert (ran.status, list(tmp_path.iterdir())) == (2, [])
    assert "more than the" in ran.err


def test_texts_beside_a_case_are_found_whatever_other_folder_is_named(
    case, paper, phaseline, tmp_path, monkeypatch
):
    """
    A folder of texts may be named for all cases, by an option or by the environment; what was read
    into this one lies beside it all the same.
    """
    phaseline("read", str(paper), "--into", str(case))
    quote = json.dumps(" ".join(PARAGRAPHS[0].split()[:4]))
    (case / "facts.yaml").write_text(
        "facts:\n  - {id: told, kind: law, says: So it is., said_by: authors, status: asserted,"
        f" cites: [{{source: cables, exact: {quote}}}]}}\n"
    )
    other = tmp_path / "texts-of-others"
    other.mkdir()
    (other / "remarks.txt").write_text("Something else.")

    named = phaseline("check", str(case), "--sources", str(other))
    monkeypatch.setenv("PHASELINE_SOURCES", str(other))
    meant = phaseline("check", str(case))

    assert "1 anchor: 1 exact" in named.out
    assert "1 anchor: 1 exact" in meant.out
    assert "not re-verified: no text" not in named.out + meant.out


def test_a_quote_keeps_to_its_sentence_where_the_words_beside_it_have_changed(
    case, phaseline, tmp_path
):
    """
    By hand: "So it is" stands twice, and is told by what stands before it. That paragraph changes,
    and the confirmed entry stays, quoted with the words that are there now; nothing else is asked
    about again.
    """
    paper = tmp_path / "port.md"
    same = "Vesper should close the port."
    old, new = "The first of all remarks.", "Another remark about buoys and whales."
    paper.write_text(f"# Port\n\n{old}\n\n{same}\n\nIn the end.\n\n{same}\n")
    phaseline("read", str(paper), "--into", str(case))
    papers = CasePapers(str(case))
    lines = iter(["k a remark", "c", "Vesper should close it.", "authors", "q"])
    Dialog(papers, lambda _: next(lines), lambda _: None, confirmed_by="A", is_all=False).run()
    before = (case / "facts.yaml").read_text()
    paper.write_text(paper.read_text().replace(old, new))

    ran = phaseline("read", str(paper), "--into", str(case))

    assert "prefix: remarks." in before
    assert "prefix: whales." in (case / "facts.yaml").read_text()
    assert "1 entered" in ran.out
    checked = phaseline("check", str(case))
    assert "1 anchor: 1 exact, 0 normalised, 0 repeated, 0 refused" in checked.out
    assert phaseline("read", str(paper), "--into", str(case)).status == 0
    assert (case / "facts.yaml").read_text() != before
