"""Files that look like those of a case and are not read: said, and never in silence."""

import unicodedata

import pytest

from phaseline.case.read import read_case
from phaseline.case.strays import stray

HEAD = """phaseline: 2
kind: case
id: parts
title: A case in parts
question: What stands where?
as_of: 2031-04-10
responder: merrow
challenger: tarsk
"""
ACTORS = """actors:
  - {id: merrow, name: Merrow, kind: state}
  - {id: tarsk, name: Tarsk, kind: state}
sources: [{id: paper, type: report, title: A paper}]
"""
MORE = "actors: [{id: selde, name: Selde, kind: state}]\n"


@pytest.fixture
def folder(tmp_path):
    """The folder of a sound case."""
    home = tmp_path / "case"
    home.mkdir()
    (home / "case.yaml").write_text(HEAD, encoding="utf-8")
    (home / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    return home


def told(folder):
    """Code, file and fix of each diagnostic."""
    return [(one.code, one.place.file, one.fix) for one in read_case(folder).diagnostics]


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("facts.YAML", "facts.yaml"),
        ("Facts.Yaml", "Facts.yaml"),
        ("facts.YML", "facts.yml"),
        ("facts.yaml.txt", "facts.yaml"),
        ("facts.ymal", "facts.yaml"),
        ("facts.yam", "facts.yaml"),
        ("facts.yaml ", "facts.yaml"),
        ("사실.YAML", "사실.yaml"),
    ],
)
def test_a_file_with_nearly_the_right_ending_is_told(folder, name, proper):
    """It is a warning that names the file and the name to give it; the case is read without it."""
    (folder / name).write_text(MORE, encoding="utf-8")

    reading = read_case(folder)

    assert told(folder) == [("PL114", name, f"rename it to {proper}, or move it elsewhere")]
    assert reading.diagnostics[0].severity.value == "warning"
    assert [actor.id for actor in reading.case.actors] == ["merrow", "tarsk"]


@pytest.mark.parametrize("name", ["facts.yaml", "facts.yml"])
def test_a_file_with_the_right_ending_is_read(folder, name):
    """Both endings count."""
    (folder / name).write_text(MORE, encoding="utf-8")

    assert [actor.id for actor in read_case(folder).case.actors][-1] == "selde"
    assert told(folder) == []


@pytest.mark.parametrize(
    "name",
    [
        "facts.yaml~",
        "facts.yaml.bak",
        "facts.YAML.orig",
        ".facts.YAML",
        "#facts.yaml#",
        "notes.txt",
        "map.xml",
        "y",
        "data.toml",
        "README",
        "key.y",
    ],
)
def test_leftovers_of_editors_and_other_files_are_passed_over(folder, name):
    """
    A copy that an editor made is no part of the case, and nobody takes a text or a map for one.
    """
    (folder / name).write_text("[", encoding="utf-8")

    assert told(folder) == []


@pytest.mark.parametrize("is_link", [False, True])
def test_a_folder_of_case_files_within_the_case_is_told(folder, is_link):
    """
    Only files beside the header are read: a folder, and a link to one, is named with the first of
    its files.
    """
    inner = folder.parent / "elsewhere" if is_link else folder / "facts"
    inner.mkdir()
    (inner / "b.yaml").write_text(MORE, encoding="utf-8")
    (inner / "a.yml").write_text(MORE, encoding="utf-8")
    if is_link:
        (folder / "facts").symlink_to(inner)

    assert told(folder) == [("PL114", "facts", "move these files beside the header, or elsewhere")]
    assert ("a link to a folder" in read_case(folder).diagnostics[0].message) is is_link
    assert "a.yml" in read_case(folder).diagnostics[0].message


def test_folders_that_hold_no_part_of_the_case_are_passed_over(folder):
    """
    Texts, the schemas of editors, another case with its own header, and links that lead in a
    circle.
    """
    for name, file in (
        ("texts", "paper.txt"),
        (".schema", "case.yaml"),
        ("other", "case.yaml"),
        ("empty", ""),
    ):
        (folder / name).mkdir()
        if file:
            (folder / name / file).write_text(HEAD, encoding="utf-8")
    (folder / "circle").symlink_to("circle")

    assert told(folder) == []


def test_a_link_to_a_file_is_followed(folder):
    """A file may lie elsewhere, if its link stands beside the header and has the right ending."""
    (folder.parent / "shared").write_text(MORE, encoding="utf-8")
    (folder / "facts.yaml").symlink_to("../shared")

    assert [actor.id for actor in read_case(folder).case.actors][-1] == "selde"
    assert told(folder) == []


@pytest.mark.parametrize(
    ("wanted", "there", "fix"),
    [
        ("more", "more.YAML", "rename more.YAML to more.yaml"),
        ("more", "More.YML", "rename More.YML to more.yaml"),
        ("More", "more.yaml", "replace 'More' by 'more'"),
        ("more", "more.yaml.txt", "rename more.yaml.txt to more.yaml"),
    ],
)
def test_a_file_of_include_that_has_another_name_is_told_once(folder, wanted, there, fix):
    """
    The diagnostic stands at the name in the list, says what is there instead, and what to do; the
    file is not told a second time.
    """
    (folder / "case.yaml").write_text(f"{HEAD}include: [actors, {wanted}]\n", encoding="utf-8")
    (folder / there).write_text(MORE, encoding="utf-8")

    diagnostics = [one for one in read_case(folder).diagnostics if one.code != "PL109"]

    assert [(one.code, one.place.file, one.place.line, one.fix) for one in diagnostics] == [
        ("PL108", "case.yaml", 9, fix)
    ]
    assert there in diagnostics[0].message


def test_a_name_of_include_may_be_written_with_whole_letters_or_with_marks(folder):
    """Some file systems keep é as two signs; nobody sees the difference, so none is made."""
    (folder / "case.yaml").write_text(f"{HEAD}include: [actors, r\u00e9gions]\n", encoding="utf-8")
    (folder / unicodedata.normalize("NFD", "r\u00e9gions.yaml")).write_text(MORE, encoding="utf-8")

    assert told(folder) == []


@pytest.mark.parametrize("name", ["Case.yaml", "case.YAML", "CASE.YML", "case.yaml.txt"])
def test_a_header_with_another_name_is_named(folder, name):
    """The folder is not called empty of a header where one stands in it."""
    (folder / "case.yaml").rename(folder / name)

    reading = read_case(folder)

    assert [(one.code, one.fix) for one in reading.diagnostics] == [
        ("PL104", f"rename {name} to case.yaml")
    ]
    assert name in reading.diagnostics[0].message


def test_check_prints_the_warning_and_ends_with_0(folder, phaseline):
    """A stray file does not make a case unsound."""
    (folder / "facts.YAML").write_text(MORE, encoding="utf-8")

    ran = phaseline("check", str(folder))

    assert ran.status == 0
    assert "PL114 warning facts.YAML:1:1" in ran.out
    assert "1 warning" in ran.out


def test_an_ending_in_capitals_is_named_as_that():
    """A misspelt ending and one in capitals are two faults, and have two sentences."""
    assert "its ending is in capitals" in stray("facts.YAML").reason
    assert "capitals" not in stray("facts.ymal").reason
