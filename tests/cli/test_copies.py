"""`phaseline new --from`: a shipped case is copied before anybody writes to it."""

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Copies are made in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_copy_is_the_case_letter_for_letter(phaseline, elsewhere):
    """Every file of it is there, and the copy answers as the case does."""
    ran = phaseline("new", "--from", "strait", "work/mine")

    copies = {path.name: path.read_bytes() for path in (elsewhere / "work/mine").iterdir()}
    assert (ran.status, ran.err) == (0, "")
    assert copies == {path.name: path.read_bytes() for path in case_path("strait").iterdir()}
    assert read_case(elsewhere / "work/mine").case == read_case(case_path("strait")).case


def test_a_copy_of_a_case_with_public_events_can_be_replayed(phaseline, elsewhere):
    """The list comes along, and a copy of the copy has it still."""
    events = case_path("snapback-2025") / "replay.csv"
    phaseline("new", "--from", "snapback-2025", "mine")
    phaseline("new", "--from", "mine", "another")

    for copy in ("mine", "another"):
        assert (elsewhere / copy / "replay.csv").read_bytes() == events.read_bytes()


def test_a_copy_replaces_nothing(phaseline, elsewhere):
    """What stands there stays, and an unknown case is answered with the nearest."""
    (elsewhere / "mine").mkdir()

    taken = phaseline("new", "mine", "--from", "strait")
    unknown = phaseline("new", "other", "--from", "straits")

    assert (taken.status, unknown.status) == (2, 2)
    assert "exists already" in taken.err
    assert "did you mean 'strait'?" in unknown.err
    assert not list((elsewhere / "mine").iterdir())


def test_who_would_write_to_a_shipped_case_is_told_how_to_copy_it(phaseline):
    """The command is named, with the case."""
    ran = phaseline("upgrade", "strait")

    assert (ran.status, ran.out) == (2, "")
    assert "`phaseline new --from strait DIR`" in ran.err
