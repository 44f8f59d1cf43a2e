"""
One broken game file for each fault: reading it finds that fault, at its place, and nothing else.
"""

import re
from pathlib import Path

import pytest

from phaseline.case.codes import CODES
from phaseline.game.read import read_game
from phaseline.terms.diagnostic import excerpt_of

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
EXPECTED = re.compile(r"^# expect: (PL\d{3}) (error|warning|note) (\d+):(\d+)$", re.MULTILINE)
OF_GAMES = {
    "PL112",
    "PL410",
    "PL411",
    "PL412",
    "PL413",
    "PL510",
    "PL615",
    "PL616",
    "PL617",
    "PL618",
    "PL619",
    "PL624",
    "PL656",
    "PL657",
    "PL630",
    "PL631",
    "PL640",
    "PL641",
    "PL642",
    "PL643",
    "PL644",
}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_fault_is_found_once_and_at_its_place(path):
    """
    The first lines of each file say which diagnostics it gives, with line and column; it gives
    exactly these.
    """
    expected = [
        (code, severity, int(line), int(column))
        for code, severity, line, column in EXPECTED.findall(path.read_text(encoding="utf-8"))
    ]

    reading = read_game(path)

    assert expected
    assert [
        (one.code, one.severity.value, one.place.line, one.place.column)
        for one in reading.diagnostics
    ] == expected
    assert path.stem[:5] in {one.code for one in reading.diagnostics}
    assert not reading.is_sound


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_diagnostic_says_what_was_found_what_was_expected_and_one_fix(path):
    """
    Every diagnostic has a message and a fix, the severity of its code, and the line that it speaks
    of.
    """
    lines = path.read_text(encoding="utf-8").split("\n")

    for one in read_game(path).diagnostics:
        assert one.message
        assert one.fix
        assert one.expected or one.code in {"PL101", "PL102"}
        assert one.severity is CODES[one.code].severity
        assert one.excerpt == excerpt_of(lines[one.place.line - 1], one.place)
        assert one.place.column + one.place.width - 1 <= max(len(lines[one.place.line - 1]), 1)


def test_every_code_of_games_has_its_broken_file():
    """No code that only a game can give goes untested."""
    assert {path.stem[:5] for path in BROKEN} >= OF_GAMES


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "PL103-concept",
            (
                "'no_commitment' is given twice; one 'no_commitment'; the other is on line 17;"
                " remove one of the two"
            ),
        ),
        (
            "PL105-from",
            (
                "unknown field 'form'; one of do, from, to, cost, chance, lead, requires, excludes;"
                " replace 'form' by 'from'"
            ),
        ),
        (
            "PL107-infinite",
            (
                "cost: found '.inf'; a finite number; write a finite number; only a horizon or a"
                " rationality may be inf"
            ),
        ),
        ("PL107-loss", "loss: found [1]; a number or {name: {name: a number}}; write one of them"),
        (
            "PL107-consent",
            (
                "consent: found 'likely'; a number or {chance: …, proved: …, lead: …, retry: …,"
                " same_as: …}; write one of them"
            ),
        ),
        ("PL107-retry", "retry: found 'later'; never or {after: …}; write one of them"),
        ("PL107-loss-table", "tech: found 3; entries by name; write `name: value` lines below it"),
        (
            "PL110-kind",
            (
                "this is a file of the kind 'case', not a game; game; give a game file, which"
                " begins with `kind: game`"
            ),
        ),
        (
            "PL410-discount-one",
            "challenger: found 1; a number above 0 and below 1; write a number such as 0.95",
        ),
        (
            "PL410-horizon",
            "horizon: found 2.5; inf, or a whole number from 1 to 1,200; write a number such as 2",
        ),
        ("PL410-lead", "lead: found 72; a whole number from 0 to 60; write a number such as 60"),
        (
            "PL411-row",
            (
                "the chances of crossed sum to 0.9; a sum of 1; write 0.3 for the last of them, or"
                " correct another"
            ),
        ),
        (
            "PL412-label",
            (
                "the row of crossed has 1 chance; 2, one for each of clean, alarm; write 2 chances"
                " that sum to 1"
            ),
        ),
        (
            "PL413-rungs",
            "the game has 1,000 rungs; at most 60 rungs; leave out what the question does not need",
        ),
        (
            "PL501-state",
            "unknown state of the monitor 'alrm'; one of clean, alarm; replace 'alrm' by 'alarm'",
        ),
    ],
)
def test_the_words_of_a_diagnostic(name, said):
    """What was found, what was expected, what to write instead: in an author's words."""
    found = read_game(Path(__file__).parent / "broken" / f"{name}.yaml").diagnostics

    assert [f"{one.message}; {one.expected}; {one.fix}" for one in found] == [said]


def test_the_number_of_states_is_in_the_message():
    """
    2 levels × 2 levels × (2001 nodes + prior + 1 threshold) × 121 clock values × 3 rungs × (1 + 60
    + 60 orders) × (100 + 1) counts of credit × (2 + 60) states of the vote = 2,203,667,157,912.
    """
    path = Path(__file__).parent / "broken" / "PL413-states.yaml"

    found = read_game(path).diagnostics

    assert 2 * 2 * 2003 * 121 * 3 * 121 * 101 * 62 == 2_203_667_157_912
    assert [one.message for one in found] == ["the game has up to 2,203,667,157,912 states"]
