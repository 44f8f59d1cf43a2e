"""`phaseline upgrade CASE`: what it writes and says, and what other commands say without it."""

import json
import os

import pytest

CASE = """\
phaseline: 1
kind: case
id: mini
title: A strait
question: What if?
as_of: 2030-01-01
responder: harbour
challenger: island
actors:
  - {id: harbour, name: Harbour, kind: state}
  - {id: island, name: Island, kind: state}
"""
NEW = CASE.replace("phaseline: 1", "phaseline: 2").replace("2030-01-01", '"2030-01-01"')
ASKING = ("check", "run", "solve", "law", "facts", "timeline", "assumptions", "claims", "conflicts")


@pytest.fixture
def case(tmp_path):
    """The folder of a case of format 1."""
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


@pytest.mark.parametrize("command", ASKING)
def test_a_case_of_format_1_is_answered_with_the_command_to_run(case, phaseline, command):
    """One diagnostic, and nothing of what else may be wrong."""
    (case / "notes.YAML").write_text("")
    words = ("show", str(case), command) if command in {"facts", "timeline"} else None

    ran = phaseline(*(words or (command, str(case))))

    assert ran.status == 2
    assert f"run `phaseline upgrade {case}`" in ran.out + ran.err
    assert (ran.out + ran.err).count("PL110 ") + (ran.out + ran.err).count("PL110:") in (1, 2)
    assert "notes.YAML" not in ran.out + ran.err
    assert command == "check" or ran.out == ""


def test_a_case_becomes_one_of_format_2(case, phaseline):
    """Written in place; what passed the check passes, and a second run finds nothing to do."""
    ran = phaseline("upgrade", str(case))

    assert (ran.status, ran.out) == (0, "changed: case.yaml\n")
    assert (case / "case.yaml").read_text() == NEW
    assert phaseline("check", str(case)).status == 0
    again = phaseline("upgrade", str(case))
    assert (again.status, again.out) == (0, "nothing to change: the case is of this format\n")


def test_check_writes_nothing(case, phaseline):
    """It ends with 1 where something is to do, and with 0 where nothing is."""
    ran = phaseline("upgrade", str(case), "--check")

    assert (ran.status, ran.out) == (1, "would change: case.yaml\n")
    assert (case / "case.yaml").read_text() == CASE
    (case / "case.yaml").write_text(NEW)
    assert phaseline("upgrade", str(case), "--check").status == 0


def test_json_lists_what_is_undecided(case, phaseline):
    """File, line and what a person has to say."""
    with (case / "case.yaml").open("a") as file:
        file.write("red_lines: [{id: line, title: A line, any_of: [radar]}]\n")

    ran = phaseline("upgrade", str(case), "--json")

    answer = json.loads(ran.out)
    (point,) = answer["undecided"]
    lines = (case / "case.yaml").read_text().splitlines()
    assert answer["changed"] == ["case.yaml"]
    assert lines[point["line"] - 1] == f"# upgrade: {point['says']}"
    assert point["file"] == "case.yaml"


def test_a_case_in_one_file_is_upgraded_with_what_it_includes(tmp_path, phaseline):
    """Files beside it that are no part of it are left alone."""
    (tmp_path / "mini.yaml").write_text(f"{CASE}include: [facts]\n")
    (tmp_path / "facts.yaml").write_text(
        "facts:\n  - {id: one, kind: background, says: So., said_by: harbour, status: record,"
        " when: 2029-01-01}\n"
    )
    (tmp_path / "other.yaml").write_text("when: 2029-01-01\n")

    ran = phaseline("upgrade", str(tmp_path / "mini.yaml"))

    assert (ran.status, ran.out) == (0, "changed: mini.yaml, facts.yaml\n")
    assert 'when: "2029-01-01"}' in (tmp_path / "facts.yaml").read_text()
    assert (tmp_path / "other.yaml").read_text() == "when: 2029-01-01\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("actors: [\n", "this is not YAML"),
        ("facts:\n\t- {id: one}\n", "indent by spaces, not by a tab"),
        ("facts:\n  - {id: one, id: two}\n", "the key 'id' stands twice"),
        ("facts: [&one {id: one}, *one]\n", "the alias *one is not allowed"),
        ("note: \x07\n", "control characters are not allowed"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(case, phaseline, text, message):
    """A person mends it first; no other file of the case is touched."""
    (case / "facts.yaml").write_text(text)

    ran = phaseline("upgrade", str(case))

    assert ran.status == 2
    assert message in ran.err
    assert "facts.yaml:" in ran.err
    assert "was changed: mend this first" in ran.err
    assert (case / "case.yaml").read_text() == CASE


def test_bytes_that_say_nothing_stay(case, phaseline):
    """The mark of byte order, the ends of lines, and a tab before a remark."""
    content = b"\xef\xbb\xbf" + CASE.replace("mini\n", "mini\t# short\n").encode()
    (case / "case.yaml").write_bytes(content.replace(b"\n", b"\r\n"))

    ran = phaseline("upgrade", str(case))

    assert ran.status == 0
    after = b"\xef\xbb\xbf" + NEW.replace("mini\n", "mini\t# short\n").encode()
    assert (case / "case.yaml").read_bytes() == after.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("korea-2024", "korea-2024 is a shipped case"),
        ("kroea-2024", "did you mean"),
        ("nowhere", "there is no case 'nowhere'"),
    ],
)
def test_there_has_to_be_a_case_of_ones_own(phaseline, where, message):
    """Nobody writes to a shipped case by its name."""
    ran = phaseline("upgrade", where)

    assert ran.status == 2
    assert message in ran.err


def test_a_game_file_keeps_its_format(tmp_path, phaseline):
    """Only cases are of format 2."""
    (tmp_path / "g.yaml").write_text("phaseline: 1\nkind: game\n")

    ran = phaseline("upgrade", str(tmp_path / "g.yaml"))

    assert ran.status == 2
    assert "files of other kinds are of the format that they were" in ran.err


def test_a_folder_that_may_not_be_written_is_refused(case, phaseline):
    """The case stays as it was."""
    case.chmod(0o555)
    if os.access(case, os.W_OK):
        case.chmod(0o755)
        pytest.skip("this user may write everywhere")

    ran = phaseline("upgrade", str(case))
    case.chmod(0o755)

    assert ran.status == 2
    assert "CASE" in ran.err
    assert (case / "case.yaml").read_text() == CASE
