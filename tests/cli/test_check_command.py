"""`phaseline check`: its exit statuses and formats."""

import json

import pytest

SOUND = """\
phaseline: 2
kind: case
id: small
title: A small case
question: What is to be done?
as_of: 2024-01-31
responder: us
challenger: them
actors:
  - {id: us, name: Us, kind: state}
  - {id: them, name: Them, kind: state}
sources:
  - {id: paper, type: report, role: paper, title: The paper}
"""
FAULTY = (
    SOUND + "facts:\n  - {id: boats, kind: troops, says: They have boats., said_by: nobody, status:"
    " asserted, cites: [{source: paper, locator: page 1}]}\n"
)


@pytest.fixture
def case(tmp_path):
    """A way to write a case of one file."""

    def written(text):
        path = tmp_path / "small.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def test_a_sound_case_ends_with_0(phaseline, case):
    """No errors: the first line counts none."""
    ran = phaseline("check", case(SOUND))

    assert ran.status == 0
    assert "0 errors" in ran.out


def test_a_case_with_errors_ends_with_1_and_shows_them(phaseline, case):
    """The answer of check is "no": each error has its code, its place and a way to mend it."""
    ran = phaseline("check", case(FAULTY))

    assert ran.status == 1
    assert "PL501 error" in ran.out
    assert "fix:" in ran.out
    assert "1 error" in ran.out


def test_a_case_that_is_no_yaml_ends_with_2(phaseline, case):
    """Nothing can be said about a file that cannot be read."""
    ran = phaseline("check", case("facts: [\n"))

    assert ran.status == 2
    assert "PL101" in ran.out


def test_a_path_that_is_not_there_ends_with_2(phaseline, tmp_path):
    """The question names something that does not exist."""
    ran = phaseline("check", str(tmp_path / "nothing.yaml"))

    assert (ran.status, ran.out) == (2, "")
    assert "there is no case" in ran.err


def test_github_gets_one_workflow_command_a_diagnostic(phaseline, case, tmp_path):
    """Severity, file, line and column, and the code as the title; the status is the same."""
    (tmp_path / ".git").mkdir()

    ran = phaseline("check", case(FAULTY), "--format", "github")

    assert ran.status == 1
    assert ran.out.startswith("::error file=small.yaml,line=15,endLine=15,col=")
    assert "title=PL501::" in ran.out


def test_github_lines_hold_no_bare_line_breaks_or_percents(phaseline, case, tmp_path):
    """
    Workflow commands end at a line break, so one diagnostic is one line, and a percent sign is
    escaped.
    """
    (tmp_path / ".git").mkdir()
    diagnostics = json.loads(phaseline("check", "korea-2024", "--json").out)["diagnostics"]

    lines = phaseline("check", "korea-2024", "--format", "github").out.splitlines()

    odd = phaseline("check", case(FAULTY.replace("nobody", '"no%body"')), "--format", "github").out

    assert len(lines) == len(diagnostics) > 0
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert "no%25body" in odd
    assert "no%body" not in odd


@pytest.mark.parametrize("words", [("--json",), ("--format", "json")])
def test_json_says_whether_the_case_is_sound(phaseline, case, words):
    """Diagnostics with all their parts, the counts, and the same status."""
    ran = phaseline("check", case(FAULTY), *words)

    answer = json.loads(ran.out)

    assert ran.status == 1
    assert (answer["readable"], answer["sound"], answer["errors"]) == (True, False, 1)
    assert answer["diagnostics"][0]["code"] == "PL501"
    assert answer["diagnostics"][0]["address"] == "facts.boats.said_by"


def test_a_folder_of_texts_that_is_not_there_is_said(phaseline):
    """A misspelt folder is no reason to skip the quotes in silence."""
    ran = phaseline("check", "korea-2024", "--sources", "no/such/folder")

    assert (ran.status, ran.out) == (2, "")
    assert "--sources: 'no/such/folder' is no folder" in ran.err


def test_quotes_without_texts_are_counted_as_not_re_verified(phaseline, monkeypatch, tmp_path):
    """An empty folder verifies nothing, and says how many anchors that leaves open."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)

    ran = phaseline("check", "korea-2024", "--sources", str(tmp_path))

    assert ran.status == 0
    assert "0 exact" in ran.out
    assert "anchors in 'kim' not re-verified: no text in the folder has this hash" in ran.out


MANY = (
    SOUND
    + "facts:\n"
    + "".join(
        f"  - {{id: boats-{number}, kind: troops, says: They have boats., said_by: nobody, status:"
        " asserted, cites: [{source: paper, locator: page 1}]}\n"
        for number in range(7)
    )
)


def test_counts_come_first_and_five_of_a_code_are_shown(phaseline, case):
    """Seven facts by nobody are seven errors of one code: the first five, and how to see more."""
    path = case(MANY)

    short, full = phaseline("check", path).out, phaseline("check", path, "--verbose").out

    assert short.startswith(f"{path}: 7 errors")
    assert "\nPL501  Unknown reference: 7\n" in short
    assert short.count("PL501 error") == 5
    assert "… and 2 more of PL501; --verbose shows them" in short
    assert full.count("PL501 error") == 7
    assert "--verbose" not in full


def test_codes_are_selected_and_ignored(phaseline, case):
    """By their beginning, too; the counts and the exit status stay those of the case."""
    path = case(MANY)

    ignored = phaseline("check", path, "--ignore", "pl5")
    selected = phaseline("check", path, "--select", "PL501,PL2", "--verbose")

    assert (ignored.status, selected.status) == (1, 1)
    assert ignored.out.startswith(f"{path}: 7 errors")
    assert "PL501 error" not in ignored.out
    assert "diagnostics of other codes not shown" in ignored.out
    assert selected.out.count("PL501 error") == 7


def test_programs_get_all_whatever_is_shown(phaseline, case):
    """JSON and annotations hold every diagnostic."""
    path = case(MANY)

    for form in (("--json",), ("--format", "github")):
        whole = phaseline("check", path, *form).out
        assert phaseline("check", path, *form, "--ignore", "PL5").out == whole


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_refused_with_the_nearest(phaseline, case, option):
    """A misspelt code would leave nothing out, or everything."""
    ran = phaseline("check", case(SOUND), option, "PL2O4")

    assert (ran.status, ran.out) == (2, "")
    assert f"{option}: there is no code 'PL2O4'; did you mean 'PL204'?" in ran.err
