"""`phaseline new NAME` that is told what a case is about, by options or by answers."""

import argparse
import json
import re

import pytest
from paperfiles import PARAGRAPHS, text

from phaseline.case.merge import SECTIONS
from phaseline.case.read import read_case
from phaseline.case.snippets import snippets
from phaseline.cli.beginning import beginning_arguments, told_beginning
from phaseline.cli.new import TASKS
from phaseline.errors import QuestionError

SIDES = ("--responder", "Republic of Merrow", "--challenger", "Tarsk")


def begun(phaseline, folder, *more):
    """The command for a case of the two sides."""
    return phaseline("new", "bank", "--dir", str(folder), *SIDES, *more)


def args(*words) -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser()
    beginning_arguments(parser)
    return parser.parse_args(words)


@pytest.fixture
def terminal(monkeypatch):
    """A terminal on which somebody answers in the order of the questions; what is asked is kept."""
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)

    def answering(*answers):
        waiting = iter(answers)

        def ask(prompt):
            asked.append(prompt)
            answer = next(waiting, None)
            if answer is None:
                raise EOFError
            if isinstance(answer, BaseException):
                raise answer
            return answer

        asked: list[str] = []
        return ask, asked

    return answering


def test_a_case_begins_with_what_it_is_told(phaseline, tmp_path):
    """A header and two actors, nothing made up, no fault in it; three lines say what is next."""
    ran = begun(
        phaseline, tmp_path, "--question", 'Why "now"?', "--as-of", "2031-04-10", "--period",
        "week", "--owner", "A. Reader", "--title", "The bank: a case",
    )  # fmt: skip
    case = read_case(tmp_path / "bank").case

    assert ran.status == 0
    assert (case.question, case.title) == ('Why "now"?', "The bank: a case")
    assert (case.as_of.text, case.period, case.prepared_by) == ("2031-04-10", "week", "A. Reader")
    assert [(actor.id, actor.name) for actor in case.actors] == [
        ("republic-of-merrow", "Republic of Merrow"),
        ("tarsk", "Tarsk"),
    ]
    assert (case.responder, case.challenger) == ("republic-of-merrow", "tarsk")
    assert all(not getattr(case, section) for section in SECTIONS if section != "actors")
    assert phaseline("check", str(tmp_path / "bank")).out.startswith(
        f"{tmp_path / 'bank'}: 0 errors, 0 warnings, 0 notes"
    )
    assert [re.search(r"phaseline (\w+)", line)[1] for line in ran.out.splitlines()[1:]] == [
        "read",
        "scaffold",
        "run",
    ]


def test_the_file_of_actors_says_what_may_be_added(phaseline, tmp_path):
    """Which kinds there are, so that nobody has to be refused first; the case passes the check."""
    assert begun(phaseline, tmp_path).status == 0

    text = (tmp_path / "bank" / "actors.yaml").read_text()
    assert "kind: author" in text
    assert "# state, office, party, organisation, public, author, company." in text
    assert phaseline("check", str(tmp_path / "bank")).status == 0


@pytest.mark.parametrize(
    ("challenger", "kind"),
    [
        ("Tarsk", "state"),
        ("Government of Tarsk", "state"),
        ("Office of the Secretary of State", "office"),
        ("The Blue Party", "party"),
        ("Union of Tarsk", "organisation"),
        ("Developers of large models", "company"),
        ("Fishers of the bank", "public"),
    ],
)
def test_a_side_is_what_its_name_says(phaseline, tmp_path, challenger, kind):
    """And the first line says what each was taken for; an option says otherwise."""
    sides = ("--responder", "Merrow", "--challenger", challenger)

    ran = phaseline("new", "bank", "--dir", str(tmp_path), *sides)
    other = phaseline("new", "other", "--dir", str(tmp_path), *sides, "--challenger-kind", "public")

    case = read_case(tmp_path / "bank").case
    assert case.actors[case.responder].kind.value == "state"
    assert case.actors[case.challenger].kind.value == kind
    assert f"Merrow (state) and {challenger} ({kind})" in ran.out.splitlines()[0]
    assert f"{challenger} (public)" in other.out
    assert phaseline("check", str(tmp_path / "bank")).status == 0


def test_what_is_not_said_is_the_usual(phaseline, tmp_path):
    """A month, and a question made of the two names."""
    begun(phaseline, tmp_path)
    case = read_case(tmp_path / "bank").case

    assert case.period == "month"
    assert case.question == case.title == "How should the Republic of Merrow answer Tarsk?"


def test_names_without_latin_letters_and_words_of_the_format_make_ids(phaseline, tmp_path):
    """An id is made of the role where the name gives none."""
    phaseline(
        "new", "a", "--dir", str(tmp_path), "--responder", "대한민국", "--challenger", "Penalty"
    )
    case = read_case(tmp_path / "a").case

    assert (case.responder, case.challenger) == ("responder", "penalty-challenger")
    assert case.actors["responder"].name == "대한민국"


def test_papers_are_read_into_it(phaseline, tmp_path):
    """As `read` does: a source, its text beside the case, and sentences that wait for a person."""
    (tmp_path / "cables.txt").write_bytes(text(PARAGRAPHS))

    ran = begun(phaseline, tmp_path, "--paper", str(tmp_path / "cables.txt"))

    assert ran.status == 0
    assert read_case(tmp_path / "bank").case.sources.ids == {"cables"}
    assert (tmp_path / "bank.sources" / "cables.txt").is_file()
    assert f"phaseline review {tmp_path / 'bank'}" in ran.out
    assert (
        (tmp_path / "bank" / "sources.yaml")
        .read_text()
        .startswith("# yaml-language-server: $schema=.schema/sources.json\nsources:")
    )


def test_a_pattern_gives_the_steps_where_no_paper_does(phaseline, tmp_path):
    """A ladder at once without a paper; with one it waits for what the paper recommends."""
    alone = begun(phaseline, tmp_path, "--pattern", "sanctions")
    (tmp_path / "cables.txt").write_bytes(text(PARAGRAPHS))
    (tmp_path / "more").mkdir()
    read = begun(
        phaseline, tmp_path / "more", "--pattern", "sanctions", "--paper",
        str(tmp_path / "cables.txt"),
    )  # fmt: skip

    assert "ladders (2)" in alone.out
    assert "scaffold law" in alone.out
    assert phaseline("check", str(tmp_path / "bank")).status == 0
    assert not read_case(tmp_path / "more" / "bank").case.ladders
    assert "scaffold ladder" in read.out
    assert "--pattern sanctions" in read.out
    more = tmp_path / "more" / "bank"
    assert read_case(more).case.pattern == "sanctions"
    assert phaseline("scaffold", "ladder", str(more)).status == 0  # it is not to be told again


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--responder", "Merrow"), "--challenger: expected an answer"),
        ((*SIDES, "--period", "fortnight"), "--period: found 'fortnight'"),
        ((*SIDES, "--responder-kind", "tribe"), "--responder-kind: found 'tribe'; expected one of"),
        ((*SIDES, "--challenger-kind", "author"), "--challenger-kind: found 'author'"),
        ((*SIDES, "--as-of", "tomorrow"), "--as-of: found 'tomorrow'; expected a day"),
        ((*SIDES, "--as-of", "2031-02-30"), "--as-of: found '2031-02-30'"),
        ((*SIDES, "--as-of", "2031-04"), "--as-of: found '2031-04'"),
        ((*SIDES, "--title", "a\nb"), "--title: expected one line"),
        ((*SIDES, "--question", "x" * 501), "--question: expected one line of at most 500"),
        (("--responder", "Merrow", "--challenger", "merrow"), "--challenger: the same"),
        ((*SIDES, "--paper", "/nowhere/paper.pdf"), "paper.pdf"),
        ((*SIDES, "--pattern", "sanction"), "did you mean 'sanctions'"),
        ((*SIDES, "--starter"), "--starter writes an invented case"),
    ],
)
def test_bad_input_writes_nothing(phaseline, tmp_path, options, says):
    """Exit status 2, one sentence, and an empty folder."""
    ran = phaseline("new", "bank", "--dir", str(tmp_path), *options)

    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_one_question_follows_the_other(terminal):
    """Usual answers stand in brackets and are taken by enter; a wrong one is asked for again."""
    given = args()
    ask, asked = terminal(
        "Merrow",
        "",
        "merrow",
        "Tarsk",
        "tribe",
        "organisation",
        "",
        "",
        "fortnight",
        "week",
        "2031-04-10",
        "",
        "a.pdf",
        "",
        "sanction",
        "sanctions",
    )

    beginning = told_beginning(given, ask=ask)

    assert beginning.question == "How should Merrow answer Tarsk?"
    assert (beginning.period, beginning.as_of, beginning.owner) == ("week", "2031-04-10", "")
    assert given.paper == ["a.pdf"]
    assert given.pattern == "sanctions"
    assert (beginning.responder_kind, beginning.challenger_kind) == ("state", "organisation")
    assert asked[1].endswith("public, company) [state] ")
    assert asked[2] == asked[3] == "Who is to be deterred? "
    assert asked[6].endswith("[How should Merrow answer Tarsk?] ")


@pytest.mark.parametrize(
    ("end", "error"), [(KeyboardInterrupt(), KeyboardInterrupt), (None, QuestionError)]
)
def test_a_dialogue_that_is_broken_off_writes_nothing(terminal, end, error):
    """Nothing is written before the last answer: neither at Ctrl-C nor at the end of the input."""
    ask, _ = terminal("Merrow", *([end] if end else []))

    with pytest.raises(error):
        told_beginning(args(), ask=ask)


def test_without_a_terminal_or_by_its_option_the_starter_is_written(terminal):
    """Scripts get what they always got; on a terminal --starter asks nothing."""
    ask, asked = terminal()

    assert told_beginning(args("--starter"), ask=ask) is None
    assert asked == []


def test_an_editor_finds_schemas_snippets_and_tasks(phaseline, tmp_path):
    """In the folders in which it looks for them."""
    begun(phaseline, tmp_path)
    folder = tmp_path / "bank"

    assert json.loads((folder / ".vscode" / "tasks.json").read_text()) == TASKS
    stored = json.loads((folder / ".vscode" / "phaseline.code-snippets").read_text())
    assert stored == json.loads(phaseline("schema", "--snippets").out) == snippets()
    assert (folder / ".schema" / "case.json").is_file()


def test_a_file_that_a_scaffold_begins_leads_to_its_schema(phaseline, tmp_path):
    """Each of a case that began so, by the concern that its name says."""
    begun(phaseline, tmp_path)
    folder = tmp_path / "bank"

    for layer in ("ladder", "law", "game"):
        ran = phaseline("scaffold", layer, str(folder), "--pattern", "sanctions")
        assert ran.status == 0, ran.err

    files = list(folder.glob("*.yaml"))
    assert {"response", "law", "game", "assumptions"} <= {file.stem for file in files}
    for file in files:
        first = file.read_text().partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=.schema/{file.stem}.json"
        assert (folder / ".schema" / f"{file.stem}.json").is_file()
    assert phaseline("check", str(folder)).status == 0


def test_each_kind_of_entry_has_a_snippet_with_what_it_has_to_say():
    """One a section; a choice offers the words of the format, and a sign of theirs is escaped."""
    assert snippets().keys() == SECTIONS
    assert snippets()["red_lines"]["prefix"] == "red-line"
    body = snippets()["measures"]["body"]
    assert [line.strip("- ").partition(":")[0] for line in body] == [
        "id",
        "title",
        "route",
        "lethality",
    ]
    assert body[2] == "  route: ${3|direct,indirect,none|}"
