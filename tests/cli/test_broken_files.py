"""
A command that lists what is entered lists it where something else is broken, and says what is left
out.
"""

import json
from pathlib import Path

import pytest

# In which file of a starter case the entries of each command stand
HOMES = {
    "facts": "facts.yaml",
    "timeline": "events.yaml",
    "ladders": "response.yaml",
    "conflicts": "facts.yaml",
    "sources": "sources.yaml",
    "assumptions": "assumptions.yaml",
    "show": "case.yaml",
}
LISTED = {
    "facts": "trawlers  [act; asserted",
    "timeline": "Merrow protests",
    "ladders": "three-steps",
    "conflicts": "fleet-size  How many trawlers",
    "sources": "heron-paper  [paper; report; en]",
    "assumptions": "coal-stock  [3 to 10 weeks; used: 6.5 weeks, the middle]",
    "show": "Heron Bank: how should Merrow answer the trawlers?",
}
FILES = sorted({*HOMES.values(), "actors.yaml", "escalation.yaml"} - {"case.yaml"})
BROKEN = Path(__file__).parents[1] / "case" / "broken"


@pytest.fixture
def folder(phaseline, tmp_path, monkeypatch):
    """A starter case; its quotes are not held against texts."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)
    assert phaseline("new", "mine", "--dir", str(tmp_path)).status == 0
    return tmp_path / "mine"


def broken(folder, file):
    """The folder, in which a bracket of a file is never closed."""
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\nopen: [1, 2\n", encoding="utf-8")
    return str(folder)


def changed(folder, file, old, new):
    """The folder, in which a text of a file is another one."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("command", HOMES)
def test_a_broken_file_does_not_stop_a_list_of_what_stands_elsewhere(
    phaseline, folder, command, file
):
    """
    Status 0, the entries, and a warning with the number of errors and the file; where the entries
    stand in that file, status 2, and its name.
    """
    case = broken(folder, file)

    ran = phaseline(command, case)

    if HOMES[command] == file:
        assert (ran.status, ran.out) == (2, "")
        assert f"nothing of what is asked for can be read; left out for errors: {file}" in ran.err
    else:
        assert ran.status == 0
        assert LISTED[command] in ran.out
        assert ran.err == (
            f"phaseline: warning: {case} has 1 error; `phaseline check {case}` shows it in full;"
            f" left out here: {file}\n"
        )


@pytest.mark.parametrize("command", HOMES)
def test_a_program_gets_the_diagnostics_and_what_is_left_out(phaseline, folder, command):
    """Beside the answer in its envelope; a sound case has neither key."""
    sound = json.loads(phaseline(command, str(folder), "--json").out)
    case = broken(folder, "actors.yaml")

    answer = json.loads(phaseline(command, case, "--json").out)

    assert list(answer) == [*sound, "left_out", "diagnostics"]
    assert answer["case"]["id"] == "mine"
    assert answer["left_out"] == {"files": ["actors.yaml"], "entries": []}
    assert [(one["code"], one["file"]) for one in answer["diagnostics"]] == [
        ("PL101", "actors.yaml")
    ]


@pytest.mark.parametrize("command", HOMES)
def test_without_a_header_nothing_is_listed(phaseline, folder, command):
    """A broken case.yaml is refused with its error, as by every other command."""
    ran = phaseline(command, broken(folder, "case.yaml"))

    assert (ran.status, ran.out) == (2, "")
    assert "PL101" in ran.err


@pytest.mark.parametrize("command", ["ask", "derive", "brakes", "supply", "politics", "law"])
def test_what_is_worked_out_is_not_worked_out_from_a_part(phaseline, folder, command):
    """A number that rests on half a case is a wrong number: status 2."""
    ran = phaseline(command, broken(folder, "escalation.yaml"))

    assert (ran.status, ran.out) == (2, "")
    assert "has 1 error" in ran.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("said_by: fishermen\n    status: reported\n    about", "said_by: fishermen\n    about"),
        ("said_by: fishermen\n    status: reported\n    about", "said_by: fisher\n    about"),
        ("said_by: fishermen", "said_by: fishermin"),
    ],
)
def test_an_entry_with_an_error_is_left_out_and_the_others_are_listed(phaseline, folder, old, new):
    """Whether its form is wrong or it names somebody who is not there, or both."""
    case = changed(folder, "facts.yaml", old, new)

    ran = phaseline("facts", case, "--json")

    answer = json.loads(ran.out)
    assert ran.status == 0
    assert "left out here: facts.trawlers-counted\n" in ran.err
    assert answer["left_out"] == {"files": [], "entries": ["facts.trawlers-counted"]}
    assert "trawlers-counted" not in [fact["id"] for fact in answer["facts"]]
    assert "trawlers" in [fact["id"] for fact in answer["facts"]]


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("show", "acts.fishing"), "escalation.yaml"),
        (("show", "acts"), "escalation.yaml"),
        (("show", "fishing"), "escalation.yaml"),
        (("timeline", "--between", "arrival", "protest-made"), "events.yaml"),
        (("ladders", "three-steps"), "response.yaml"),
        (("assumptions", "--affects", "cost"), "assumptions.yaml"),
    ],
)
def test_what_stands_in_the_broken_file_is_not_called_absent(phaseline, folder, words, file):
    """Status 2, and the name of the file in which it may stand."""
    command, *others = words

    ran = phaseline(command, broken(folder, file), *others)

    assert (ran.status, ran.out) == (2, "")
    assert f"left out for errors: {file}" in ran.err


def test_an_entry_that_is_left_out_is_not_called_absent(phaseline, folder):
    """Who asks for it by name is told that it has errors."""
    case = changed(folder, "facts.yaml", "said_by: fishermen", "said_by: fishermin")

    ran = phaseline("show", case, "facts.trawlers-counted")

    assert (ran.status, ran.out) == (2, "")
    assert "left out for errors: facts.trawlers-counted" in ran.err


def test_a_file_that_include_misses_is_left_out_by_its_name(phaseline, folder):
    """`include` names a file that is not there: the list goes on without it."""
    case = changed(
        folder, "case.yaml", "limits:", "include: [sources, actors, facts, law]\nlimits:"
    )

    ran = phaseline("facts", case)

    assert ran.status == 0
    assert "left out here: law.yaml" in ran.err


def test_a_what_if_is_for_a_sound_case(phaseline, folder):
    """What would hold if a number were another one is not answered from a part."""
    case = broken(folder, "actors.yaml")

    ran = phaseline("facts", case, "--set", "facts.trawlers.value=13")

    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize("command", HOMES)
def test_refused_content_is_not_listed(phaseline, folder, command):
    """Coordinates stop every command, wherever they stand."""
    case = changed(folder, "events.yaml", "where: Heron Bank", "where: 54°10'N 7°52'E")

    ran = phaseline(command, case)

    assert (ran.status, ran.out) == (2, "")
    assert "PL902" in ran.err


def test_a_number_that_cannot_be_worked_out_is_said_to_be_so(phaseline, folder):
    """The catch rests on a fact that is left out: no number, and the name of the fact."""
    case = changed(folder, "facts.yaml", "value: 40 t/trawler/week", "value: 40 tonn/trawler")

    ran = phaseline("show", case, "derived.catch")

    assert (ran.status, ran.out) == (2, "")
    assert "facts.catch-rate" in ran.err


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_fault_of_a_case_is_a_fault_of_ours(phaseline, monkeypatch, path):
    """Every broken case of the tests is listed, or refused: no list is stopped by a surprise."""
    monkeypatch.delenv("PHASELINE_SOURCES", raising=False)

    for words in (("show",), ("show", "derived"), ("ladders",), ("assumptions",)):
        ran = phaseline(words[0], str(path), *words[1:])

        assert ran.status in (0, 2)
        assert "a fault of ours" not in ran.err
