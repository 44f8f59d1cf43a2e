"""Lists for a spreadsheet, and what `run` gives beside its two files."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

LISTS = ("facts", "timeline", "sources", "assumptions", "conflicts", "ladders", "brakes")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Commands that write do so in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("case", ["korea-2024", "strait"])
def test_a_list_has_a_line_for_each_entry(phaseline, command, case):
    """`--csv` has the entries of `--json`, in its order, under one head."""
    ran = phaseline(command, case, "--csv")
    answer = json.loads(phaseline(command, case, "--json").out)
    key = {"timeline": "events", "brakes": "restraints"}.get(command, command)
    entries = [entry.get("ladder", entry) for entry in answer[key]]

    rows = list(csv.DictReader(StringIO(ran.out)))

    assert (ran.status, ran.err) == (0, "")
    assert [row["id"] for row in rows] == [entry["id"] for entry in entries]
    assert ran.out.startswith("id,")


def test_a_number_has_its_unit_beside_it(phaseline):
    """10,000 soldiers are 10000 in one column and the soldier in the next."""
    rows = csv.DictReader(StringIO(phaseline("facts", "korea-2024", "--csv").out))
    troops = next(row for row in rows if row["id"] == "troops-sent")

    assert (troops["value"], troops["value_unit"]) == ("10000", "soldier")
    assert troops["cites"].startswith("[kim")


def test_a_table_holds_no_what_if_line(phaseline):
    """It is said on standard error, so that a program reads entries alone."""
    address = "facts.troops-sent.value"
    ran = phaseline("facts", "korea-2024", "--csv", "--set", f"{address}=12_000")

    assert ran.out.startswith("id,")
    assert ran.err == f"what-if, not what the sources say: {address} = 12_000\n"


def test_two_forms_at_once_are_refused(phaseline):
    """`--json` and `--csv` are one or the other."""
    ran = phaseline("facts", "strait", "--csv", "--json")

    assert (ran.status, ran.out) == (2, "")
    assert "not allowed with argument" in ran.err


def test_markdown_takes_the_place_of_the_summary(phaseline):
    """`run --md` prints it alone; into a file it stands beside the summary."""
    printed = phaseline("run", "strait", "--no-game", "--md")
    filed = phaseline("run", "strait", "--no-game", "--md", "notes/strait.md")

    assert printed.out.startswith("# ")
    assert "## Questions" in printed.out
    assert "brief: " not in printed.out
    assert Path("notes/strait.md").read_text(encoding="utf-8") == printed.out
    assert filed.out.endswith("Markdown: notes/strait.md\n")


def test_two_answers_are_not_printed_into_one(phaseline):
    """`--md` without a file and `--json` are refused before any work."""
    ran = phaseline("run", "strait", "--no-game", "--md", "--json")

    assert (ran.status, ran.out) == (2, "")
    assert "give --md a file" in ran.err


def test_a_browser_opens_only_when_asked(phaseline, monkeypatch):
    """`--open` hands it the written brief; where there is none, a warning names the file."""
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)  # gives nothing back

    quiet = phaseline("run", "strait", "--no-game")
    asked = phaseline("run", "strait", "--no-game", "--open")

    assert quiet.err == ""
    assert opened == [Path("build/strait/brief.html").resolve().as_uri()]
    assert "no browser could be opened" in asked.err


@pytest.mark.parametrize("name", ["case.yaml", "texts/cables.txt", "out/brief.html"])
def test_markdown_takes_the_place_of_nothing_else(tmp_path, monkeypatch, phaseline, name):
    """A slip after `--md` costs no file of the case, no source, and not the brief."""
    monkeypatch.chdir(tmp_path)
    for path in ("case.yaml", "texts/cables.txt"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("mine")
    ran = phaseline("run", "strait", "--no-game", "--out", "out", "--md", name)

    assert ran.status == 2
    assert ran.err == (
        f"phaseline: --md: '{name}' is another file, which is not replaced; give one that ends in"
        " .md\n"
    )
    assert {path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == {"mine"}
