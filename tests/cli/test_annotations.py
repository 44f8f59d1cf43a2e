"""`phaseline check --format github`: each annotation names a file as the repository knows it."""

import os
import re
from pathlib import Path

import pytest

from phaseline.case.shipped import case_path

HEAD = """\
phaseline: 2
kind: case
id: small
title: A small case
question: What is to be done?
as_of: 2024-01-31
responder: us
challenger: them
"""
REST = """\
actors:
  - {id: us, name: Us, kind: state}
  - {id: them, name: Them, kind: state}
sources:
  - {id: paper, type: report, role: paper, title: The paper}
facts:
  - {id: boats, kind: troops, says: Boats., said_by: nobody, status: asserted,
     cites: [{source: paper, locator: page 1}]}
"""
ESCAPES = (
    ("%0D", "\r"),
    ("%0A", "\n"),
    ("%3A", ":"),
    ("%2C", ","),
    ("%25", "%"),
)  # in the order of the host's own reader


@pytest.fixture(autouse=True)
def no_sources(monkeypatch):
    """
    No folder of texts from outside: it may be named relative to a folder that these tests leave.
    """
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with a faulty case in `cases/heron`; no workspace is named."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    root = tmp_path / "repo"
    (root / ".git").mkdir(parents=True)
    written(root / "cases" / "heron")
    return root


def written(folder, name="facts.yaml"):
    """A folder with a case that names an unknown actor in one of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(HEAD, encoding="utf-8")
    (folder / name).write_text(REST, encoding="utf-8")
    return folder


def files(out):
    """
    The files that workflow commands name, read as the host reads them: split first, then without
    the escapes.
    """
    found = []
    for line in out.removesuffix("\n").split("\n"):
        properties = re.fullmatch(r"::(?:error|warning|notice) (.*?)::.*", line)[1]
        value = dict(one.split("=", 1) for one in properties.split(","))["file"]
        for escape, character in ESCAPES:
            value = value.replace(escape, character)
        found.append(value)
    return set(found)


def annotated(phaseline, case):
    """The files that the annotations of a case name."""
    return files(phaseline("check", str(case), "--format", "github").out)


@pytest.mark.parametrize(
    ("here", "case"),
    [
        (".", "cases/heron"),
        ("cases", "heron"),
        ("cases/heron", "."),
        ("cases/heron", "../heron/"),
        ("cases", "./heron/../heron"),
    ],
)
def test_a_file_is_named_from_the_root_wherever_one_stands(
    phaseline, repository, monkeypatch, here, case
):
    """The path is that of the repository, not that of the case or of the current folder."""
    monkeypatch.chdir(repository / here)

    assert annotated(phaseline, case) == {"cases/heron/facts.yaml"}


def test_a_file_is_named_from_the_root_by_an_absolute_path(
    phaseline, repository, tmp_path, monkeypatch
):
    """The current folder may lie outside of the repository."""
    monkeypatch.chdir(tmp_path)

    assert annotated(phaseline, repository / "cases" / "heron") == {"cases/heron/facts.yaml"}


def test_a_link_to_a_case_is_followed(phaseline, repository, tmp_path):
    """
    The host knows a file by the place where it lies, not by a link to its folder, and a link of one
    file is followed as well.
    """
    (tmp_path / "link").symlink_to(repository / "cases" / "heron")
    shared = written(repository / "cases" / "other") / "facts.yaml"
    shared.rename(repository / "shared.yaml")
    shared.symlink_to(repository / "shared.yaml")

    assert annotated(phaseline, tmp_path / "link") == {"cases/heron/facts.yaml"}
    assert annotated(phaseline, repository / "cases" / "other") == {"shared.yaml"}


def test_the_root_of_a_worktree_is_found_by_its_file(phaseline, repository):
    """In a worktree and in a submodule `.git` is a file; the nearest root counts."""
    tree = repository / "trees" / "one"
    written(tree / "cases")
    (tree / ".git").write_text("gitdir: ../../.git/worktrees/one\n", encoding="utf-8")

    assert annotated(phaseline, tree / "cases") == {"cases/facts.yaml"}


def test_without_a_repository_the_workspace_is_the_root(phaseline, tmp_path, monkeypatch):
    """
    A checkout without `.git` lies in the workspace of the host; where none is named, in the current
    folder; else the path is whole.
    """
    case = written(tmp_path / "work" / "heron")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "work"))
    by_workspace = annotated(phaseline, case)
    monkeypatch.delenv("GITHUB_WORKSPACE")
    by_whole_path = annotated(phaseline, case)
    monkeypatch.chdir(tmp_path)
    by_current_folder = annotated(phaseline, case)

    assert by_workspace == {"heron/facts.yaml"}
    assert by_whole_path == {(case / "facts.yaml").resolve().as_posix()}
    assert by_current_folder == {"work/heron/facts.yaml"}


def test_a_case_of_one_file_is_named_from_the_root(phaseline, repository, monkeypatch):
    """The file of the case is the file of its diagnostics."""
    (repository / "cases" / "one.yaml").write_text(HEAD + REST, encoding="utf-8")
    monkeypatch.chdir(repository / "cases")

    assert annotated(phaseline, "one.yaml") == {"cases/one.yaml"}


def test_a_shipped_case_is_named_by_the_path_where_it_lies(phaseline, tmp_path, monkeypatch):
    """
    Its name is no path; its files lie with the program, in the repository of the program or in
    none.
    """
    monkeypatch.chdir(tmp_path)

    names = annotated(phaseline, "korea-2024")

    assert names
    whole = {path.resolve().as_posix() for path in case_path("korea-2024").iterdir()}
    assert all(any(path.endswith(name) for path in whole) for name in names)


def test_a_fault_of_the_folder_names_the_folder(phaseline, repository, monkeypatch):
    """
    Where there is no header there is no file to name; the path is still that of the repository.
    """
    (repository / "cases" / "heron" / "case.yaml").unlink()
    monkeypatch.chdir(repository / "cases")

    assert annotated(phaseline, "heron") == {"cases/heron"}


@pytest.mark.parametrize(
    "name",
    [
        "a,b",
        "x:y",
        "50%",
        "5%2C",
        "two words",
        "사실",
        "é",
        "line\nbreak",
        "tab\t",
        "a=b",
        "::c::",
        "l\u2028s",
    ],
)
def test_names_arrive_as_they_are(phaseline, repository, name):
    """What the host reads is the path on the disk, whatever signs the file and its folder have."""
    case = written(repository / name, f"{name}.yaml")

    assert annotated(phaseline, case) == {f"{name}/{name}.yaml"}
    assert (repository / f"{name}/{name}.yaml").is_file()


@pytest.mark.skipif(os.name != "posix", reason="names of bytes are those of POSIX")
def test_a_name_that_is_no_text_is_escaped(phaseline, repository):
    """A byte that is no UTF-8 cannot be printed; the line is still one line."""
    case = written(repository / "odd", os.fsdecode(b"\xff.yaml"))

    assert annotated(phaseline, case) == {"odd/\\udcff.yaml"}


def test_nothing_is_printed_where_nothing_is_found(phaseline, repository):
    """No annotation is no line, not an empty one."""
    path = Path(repository / "sound.yaml")
    path.write_text(
        HEAD + REST.partition("facts:")[0],
        encoding="utf-8",
    )

    ran = phaseline("check", str(path), "--format", "github")

    assert (ran.status, ran.out) == (0, "")
