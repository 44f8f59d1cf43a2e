"""
The best ladder of a declared class as it is told: what is best and what cannot be told from it,
whose account, at what simplicity.
"""

import json
from dataclasses import replace

import pytest

from phaseline.cli.main import main
from phaseline.desk.comparison.search import searched
from phaseline.present.terminal.search import search_data, search_text


@pytest.fixture(scope="module")
def small(korea):
    """The worked case with a class of nine ladders."""
    setup = korea.games[0]
    search = replace(setup.search, counts=(1, 2), leave_out=("R4b",), dwell=())
    return replace(korea, games=(replace(setup, search=search),))


@pytest.fixture(scope="module")
def found(small):
    """The class, searched over eight draws."""
    return searched(small, draws=8)


def test_a_reader_is_told_what_is_best_and_how_surely(small, found):
    """
    The best by its rungs and counts, what it beats and by how much, what cannot be told from it,
    and that nobody proposes it.
    """
    text = " ".join(search_text(small, found).split())
    best = found.members[found.own.best].name

    assert f"Best on average: {best}. It beats kim-step-down by" in text
    assert (
        "9 ladders that vary kim-step-down, over 8 draws. Every member is a completion of ours and"
        " nobody's proposal." in text
    )
    assert ("Not to be told from it:" in text) == bool(found.own.band)
    assert "Least regret at worst:" in text
    assert "What Ukraine gets counts more" in text
    assert "Consent is asked as revision_needed reads the law." in text


def test_a_program_gets_every_pair_by_number(small, found):
    """
    Members are told once and named by their place; the race says how many pairs it needed, the
    viewpoints their weights.
    """
    data = search_data(small, found)
    json.dumps(data)
    places = range(len(data["members"]))

    assert data["race"]["best"] in places
    assert {one["member"] for one in (*data["race"]["band"], *data["frontier"], *data["ties"])} <= {
        *places
    }
    assert data["race"]["of"] == 9 * 8
    assert {one["id"]: one["weights"]["benefit"] for one in data["viewpoints"]} == {
        "beneficiary": 5.0,
        "not-drawn-in": 1.0,
    }
    assert data["members"][0]["rungs"][0] == "R0"


def test_a_class_has_no_strategy_to_list(capsys):
    """
    What only one ladder can answer is refused for a class, and the reader is told what to add.
    """
    assert main(["solve", "korea-2024", "--concept", "commit", "--emit-game"]) == 2
    assert "add --ladder" in capsys.readouterr().err
