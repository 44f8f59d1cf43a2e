"""Nothing that a paper says reaches a brief, an answer or a game before a person confirms it."""

import shutil

import pytest
from casefiles import UNCHANGED
from paperfiles import text

from phaseline.cli.main import COMMANDS, main

pytestmark = pytest.mark.slow

# each sentence has a word that stands nowhere else, and would be a fact, a step, a date or a number
SENTENCES = (
    "Vesper should send a flotilla of quinquiremes to the Amber Sea.",
    "On 4 March 2031 Norland handed over a grappling zyzzyva to Oster.",
    "About 7,777 syzygists were in Oster, according to the Harbour Office.",
    "If Norland refuses, Vesper could impose a levy on borogoves.",
    "A red line is crossed when a mimsy is lent.",
)
WORDS = ("quinquireme", "zyzzyva", "syzyg", "7,777", "7777", "7_777", "borogove", "mimsy")
ASKED = {
    "run": ("CASE", "--draws", "8", "--out", "OUT", "--full"),
    "check": ("CASE",),
    "ask": ("CASE", "--draws", "8"),
    "show": ("CASE", "facts.engineers"),
    "search": ("CASE", "Oster"),
    "facts": ("CASE",),
    "timeline": ("CASE",),
    "sources": ("CASE",),
    "assumptions": ("CASE",),
    "conflicts": ("CASE",),
    "law": ("CASE",),
    "supply": ("CASE",),
    "politics": ("CASE",),
    "ladders": ("CASE",),
    "brakes": ("CASE",),
    "solve": ("CASE", "--draws", "8"),
    "why": ("CASE", "--draws", "8", "--ladder", "firm"),
    "need": ("CASE", "--for", "below:6", "--ladder", "firm"),
    "claims": ("CASE", "--draws", "8"),
    "projects": ("CASE",),
    "derive": ("CASE",),
    "diff": ("CASE", "strait"),
    "export": ("CASE", "--web-annotation"),
    "scaffold": ("sources", "CASE", "TEXTS", "--check"),
}
COUNTS = "check"  # says how many sentences wait, and none of their words


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """The strait with a paper that was read, and the same without the stubs of it."""
    folder = tmp_path_factory.mktemp("read")
    paper = folder / "paper.txt"
    paper.write_bytes(text(SENTENCES, title="A paper"))
    assert main(["new", "--from", "strait", "mine", "--dir", str(folder)]) == 0
    assert main(["read", str(paper), "--into", str(folder / "mine")]) == 0
    (folder / "bare").mkdir()
    shutil.copytree(folder / "mine", folder / "bare" / "mine")
    shutil.copytree(folder / "mine.sources", folder / "bare" / "mine.sources")
    (folder / "bare" / "mine" / "stubs.yaml").unlink()
    assert "zyzzyva" in (folder / "mine.sources" / "paper.txt").read_text()
    UNCHANGED.update((folder / "mine", folder / "bare" / "mine"))  # each is played once
    return folder / "mine", folder / "bare" / "mine"


def told(phaseline, command, case, out):
    """Everything that a command says and writes of a case, where it stands and is written apart."""
    texts = out / "texts"
    texts.mkdir(parents=True)
    names = {"CASE": str(case), "OUT": str(out / "brief"), "TEXTS": str(texts)}
    ran = phaseline(command, *(names.get(word, word) for word in ASKED[command]))
    assert ran.status == 0, ran.err
    files = sorted(path for path in (out / "brief").rglob("*") if path.is_file())
    said = ran.out + "".join(path.read_bytes().decode("utf-8", "replace") for path in files)
    return said.replace(str(out), "OUT").replace(str(case), "CASE")


def test_the_commands_that_are_asked_are_there():
    """All that answer from one case; the others read, write or explain, or take no case."""
    assert set(ASKED) <= set(COMMANDS)


@pytest.mark.parametrize("command", ASKED)
def test_no_word_that_waits_is_told(cases, tmp_path, phaseline, command):
    """An answer is the same with and without the stubs, and holds no word of theirs."""
    mine, bare = (told(phaseline, command, case, tmp_path / case.parent.name) for case in cases)

    assert [word for word in WORDS if word in mine.casefold()] == []
    if command != COUNTS:
        assert mine == bare


def test_what_is_confirmed_is_told(cases, tmp_path, phaseline):
    """The same words do reach the facts once they stand in the case: the test above can fail."""
    case = tmp_path / "mine"
    shutil.copytree(cases[0], case)
    (case / "facts-more.yaml").write_text(
        "facts:\n  - {id: handed, kind: act, says: Norland handed over a zyzzyva., said_by: vesper,"
        " status: reported, cites: [{source: paper, exact: grappling zyzzyva}]}\n",
        encoding="utf-8",
    )

    assert "zyzzyva" in told(phaseline, "facts", case, tmp_path / "out")
