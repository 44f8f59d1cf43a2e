"""One broken file for each fault: `check` finds that fault, at its place, and nothing else."""

import re
from pathlib import Path

import pytest

from phaseline.case.check.report import Report, checked
from phaseline.case.codes import CODES
from phaseline.case.read import read_case
from phaseline.case.texts import source_texts
from phaseline.desk.consent.law_findings import with_law
from phaseline.terms.diagnostic import excerpt_of

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
GAMES = sorted(
    (HERE.parent / "game" / "broken").glob("*.yaml")
)  # see tests/game/test_broken_games.py
MODELS = sorted(
    (HERE.parent / "game" / "published" / "broken").glob("*.yaml")
)  # see tests/game/test_broken_models.py
EXPECTED = re.compile(r"^# expect: (PL\d{3}) (error|warning|note) (\d+):(\d+)$", re.MULTILINE)
ELSEWHERE = {
    "PL104",
    "PL109",
    "PL111",
    "PL114",
    "PL116",
    "PL117",
    "PL119",
    "PL211",
}  # files that are no text, folders, and hundreds of faults: see test_hostile, test_folders and
# test_slips; what is said of papers is in tests/cli


def report(path: Path) -> Report:
    """
    A case, checked against the invented texts beside it; where it asks the law anything, the law is
    asked, too.
    """
    reading = read_case(path)
    hashes = [source.sha256 for source in reading.rest.sources] if reading.rest else []
    return with_law(checked(reading, source_texts(HERE / "sources", hashes)))


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

    found = report(path).diagnostics

    assert expected
    assert [
        (one.code, one.severity.value, one.place.line, one.place.column) for one in found
    ] == expected
    assert path.stem[:5] in {one.code for one in found}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_diagnostic_shows_the_line_it_speaks_of(path):
    """The excerpt is the line of the file, and the place lies within it."""
    lines = path.read_text(encoding="utf-8").splitlines()

    found = report(path).diagnostics

    for one in found:
        assert one.excerpt == excerpt_of(lines[one.place.line - 1], one.place)
        assert one.place.column + one.place.width - 1 <= max(len(lines[one.place.line - 1]), 1)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_diagnostic_has_the_severity_of_its_code_and_no_list_index_where_there_is_an_id(path):
    """What a code weighs is written in one place, and an address names entries by their ids."""
    found = report(path).diagnostics

    for one in found:
        assert one.severity is CODES[one.code].severity
        assert not re.match(r"\w+\.\d+(\.|$)", one.address)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("PL101-tab", 2),
        ("PL102-alias", 2),
        ("PL103-key", 1),
        ("PL106-header", 1),
        ("PL108-include", 2),
        ("PL110-previous", 2),
        ("PL110-version", 2),
        ("PL203-number", 1),
        ("PL204-repeated", 0),
        ("PL705-later", 0),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_exit_status_says_how_bad_it_is(name, status, form, phaseline):
    """
    2 if it cannot be read as a case, 1 if it has errors, 0 if there is only something to know; in
    every form of the report.
    """
    ran = phaseline(
        "check",
        str(HERE / "broken" / f"{name}.yaml"),
        "--sources",
        str(HERE / "sources"),
        "--format",
        form,
    )

    assert ran.status == status
    assert name[:5] in ran.out


def test_every_code_has_its_broken_file():
    """No code of the table goes untested."""
    shown = {path.stem[:5] for path in (*BROKEN, *GAMES, *MODELS)}

    assert set(CODES) - shown == ELSEWHERE


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("PL105-field", "replace 'abuot' by 'about'"),
        ("PL105-misspelt", "replace 'sais' by 'says'"),
        ("PL107-format", "write `phaseline: 2`, without quotes"),
        ("PL107-word", "replace it by 'asserted'"),
        ("PL201-elsewhere", "cite 'other' instead"),
        ("PL203-number", "quote the source's words: 'the keeper said that 31 of 40'"),
        ("PL404-unit", "replace 'shipmant' by 'shipment'"),
        ("PL501-minus", "put spaces around the minus"),
        ("PL501-name", "replace 'merow' by 'merrow'"),
        ("PL501-no-number", "replace it by 'facts.ships.value'"),
        ("PL501-formula", "replace it by 'facts.ships.value'"),
        ("PL501-rung", "replace 'hihg' by 'high'"),
    ],
)
def test_an_unknown_name_gets_the_nearest_known_one(name, fix):
    """The fix is concrete: the word to write instead."""
    path = HERE / "broken" / f"{name}.yaml"

    found = report(path).diagnostics

    assert [one.fix for one in found] == [fix]
