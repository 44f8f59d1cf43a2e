"""
What the tests share: the worked case, its check, the papers' texts where they are at hand, and a
way to run a command.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from phaseline.case.check.report import Report, checked
from phaseline.case.model.case import Case
from phaseline.case.read import CaseReading, read_case
from phaseline.case.shipped import case_path
from phaseline.case.texts import source_texts
from phaseline.case.values import at
from phaseline.cli.main import main
from phaseline.cli.workers import spread
from phaseline.desk.comparison.results import LadderComparison, contest
from phaseline.terms.record import record

KOREA = "korea-2024"
os.environ.setdefault(
    "PHASELINE_CACHE", str(Path(__file__).parents[1] / "build" / "cache")
)  # commands leave the user's own folder alone
NO_TEXTS = "the papers' texts are not here: PHASELINE_SOURCES names no folder that holds them"


@record
class Ran:
    """A command as it ended: its exit status, what it printed, and what it complained about."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session")
def korea_reading() -> CaseReading:
    """The worked case as it was read."""
    return read_case(case_path(KOREA), name=KOREA)


@pytest.fixture(scope="session")
def korea(korea_reading) -> Case:
    """The worked case."""
    assert korea_reading.case is not None, korea_reading.diagnostics[:3]
    return korea_reading.case


@pytest.fixture(scope="session")
def texts(korea) -> Mapping[str, str]:
    """The source texts that are at hand, by hash; none if PHASELINE_SOURCES is not set."""
    folder = os.environ.get("PHASELINE_SOURCES")
    return source_texts(Path(folder), [source.sha256 for source in korea.sources]) if folder else {}


@pytest.fixture(scope="session")
def korea_report(korea_reading, texts) -> Report:
    """The worked case, checked against the texts that are at hand."""
    return checked(korea_reading, texts)


@pytest.fixture(scope="session")
def papers(korea, texts) -> Mapping[str, str]:
    """
    The texts of both papers by the id of the source; tests that need them are skipped without them.
    """
    found = {
        source.id: texts[source.sha256]
        for source in korea.sources
        if source.role.value == "paper" and source.sha256 in texts
    }
    if len(found) < 2:
        pytest.skip(NO_TEXTS)
    return found


@pytest.fixture(scope="session")
def entry(korea) -> Callable[[str], Any]:
    """What stands at an address of the worked case."""
    return lambda address: at(korea, address)


@pytest.fixture(scope="session")
def korea_contest(korea) -> LadderComparison:
    """
    Everything that the game says about the worked case, worked out once: half a minute and more.
    """
    return contest(korea, mapper=spread)


@pytest.fixture
def phaseline(capsys) -> Callable[..., Ran]:
    """A command, run in this process: `phaseline("ask", "korea-2024")`."""

    def ran(*words: str) -> Ran:
        capsys.readouterr()
        try:
            status = main(list(words))
        except SystemExit as stopped:  # argparse has said what is wrong
            status = int(stopped.code or 0)
        out, err = capsys.readouterr()
        return Ran(status=status, out=out, err=err)

    return ran
