"""
One broken file for each fault of a published model: reading it finds that fault, at its place, and
nothing else.
"""

import re
from pathlib import Path

import pytest

from phaseline.case.codes import CODES
from phaseline.game.published.read import read_model

BROKEN = sorted((Path(__file__).parent / "published" / "broken").glob("*.yaml"))
EXPECTED = re.compile(r"^# expect: (PL\d{3}) (error|warning|note) (\d+):(\d+)$", re.MULTILINE)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_fault_is_found_once_and_at_its_place(path):
    """
    The first lines of each file say which diagnostics it gives, with line and column; it gives
    exactly these, each with a fix.
    """
    expected = [
        (code, severity, int(line), int(column))
        for code, severity, line, column in EXPECTED.findall(path.read_text(encoding="utf-8"))
    ]

    told = read_model(path).diagnostics

    assert [
        (flaw.code, flaw.severity.value, flaw.place.line, flaw.place.column) for flaw in told
    ] == expected
    assert path.stem[:5] in {flaw.code for flaw in told}
    assert all(flaw.fix and flaw.severity is CODES[flaw.code].severity for flaw in told)
