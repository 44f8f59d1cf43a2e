"""On whose word it rests that somebody holds a position, and how that is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.model.common import Cite
from phaseline.case.read import read_case
from phaseline.desk.register.facts import reporters
from phaseline.present.wording.law import holders_and_reporters

YARD = Path(__file__).parent / "yard.yaml"
CITES = (Cite(source="paper", locator="1"),)


@pytest.fixture(scope="module")
def yard():
    """An invented case with one paper, of which no author is known."""
    return read_case(YARD).case


def written_by(case, *authors):
    """The case with authors of its paper."""
    return replace(case, sources=type(case.sources)((replace(case.sources[0], author=authors),)))


def test_a_position_is_reported_by_the_sources_that_others_wrote(yard):
    """Tarsk's view stands in a paper of somebody else; in a text of its own nobody reports it."""
    assert reporters(yard, ["tarsk"], CITES) == ("paper",)
    assert reporters(written_by(yard, "A. Clerk"), ["tarsk"], CITES) == ("paper",)
    assert reporters(written_by(yard, "A. Clerk", "Tarsk"), ["tarsk"], CITES) == ()
    assert reporters(yard, ["tarsk"], ()) == ()
    assert reporters(yard, [], CITES) == ()


def test_who_reports_a_position_is_said_beside_who_holds_it(yard):
    """The source is named after the holder, and not at all where it is the holder's own."""
    own = written_by(yard, "Tarsk")

    assert holders_and_reporters(yard, ["tarsk"], CITES) == "held by Tarsk, as reported by A paper"
    assert holders_and_reporters(own, ["tarsk"], CITES) == "held by Tarsk"
