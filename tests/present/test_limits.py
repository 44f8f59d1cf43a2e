"""
The limits of each rung in words and as data, and the sections of the brief on law and politics, on
an invented case.
"""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.desk.findings.constraints import constraints
from phaseline.desk.findings.rungs import Chance, MeasureLimit
from phaseline.law.model import Standing
from phaseline.present.document.law import (
    amendment_board,
    opening_lines,
    turning_lines,
    verdict_boards,
    votes_board,
)
from phaseline.present.document.limits import (
    bypass_words,
    consent_words,
    limit_boards,
    limits_data,
    turning_words,
)
from phaseline.present.wording.law import reading_names, standing_label

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "limits-answer.md"


@pytest.fixture(scope="module")
def hall():
    """
    The invented case: one measure for each standing, and a hall of three members of one party.
    """
    return read_case(HALL).case


@pytest.fixture(scope="module")
def found(hall):
    """What law and politics leave of it."""
    return constraints(hall)


@pytest.fixture(scope="module")
def limits(korea_limits):
    """What law and politics leave of the worked case."""
    return korea_limits


def limit(found, name):
    """A measure under the reading that is played first."""
    return next(one for rung in found.rungs for one in rung.measures if one.measure == name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("patrol", "practice: taken as given"),
        ("shadow", "silent: 0.70 a month (0.50 to 0.90, assumed)"),
        ("search", "Merrow alone: 0.20 a month (0.10 to 0.30, assumed)"),
    ],
)
def test_a_consent_is_told_with_its_standing_and_its_range(hall, found, name, words):
    """
    Practice is taken as given and has no chance; silence and a government alone have the range of
    the file, which is assumed.
    """
    assert consent_words(hall, limit(found, name)) == words


def test_a_vote_is_told_beside_members_apart(hall, found):
    """
    A change of law by three members of which a quarter agree: 0.15625 apart, which is 0.16; a tenth
    at least, 0.028.
    """
    words = consent_words(hall, limit(found, "mine"))

    assert words.startswith("barred, the hall can lift it: ")
    assert " a vote (0.028 to " in words
    assert words.endswith("; members apart 0.16)")


def test_a_bar_has_no_chance_beside_it(hall, found):
    """Where nothing can be waited for, nothing is said of a chance."""
    barred = next(
        one
        for rung in found.rungs
        for one in rung.measures
        if one.stand.standing is Standing.BARRED
    )

    assert consent_words(hall, barred) == "barred"


def test_every_standing_is_told_by_who_decides(hall):
    """Seven standings, seven labels, each with the name of the body where somebody decides."""
    told = {standing: standing_label(hall, standing, ("hall", "merrow")) for standing in Standing}

    assert told == {
        Standing.SILENT: "silent",
        Standing.PRACTICE: "practice",
        Standing.EXECUTIVE: "hall and Merrow alone",
        Standing.CONSENT: "consent of the hall and Merrow",
        Standing.BARRED: "barred",
        Standing.CONSENT_LIFTS_BAR: (
            "barred, the hall can lift it with consent of the hall and Merrow"
        ),
        Standing.UNDETERMINED: "cannot be told",
    }
    assert standing_label(hall, Standing.EXECUTIVE, ()) == "executive alone"
    assert standing_label(hall, Standing.CONSENT, ()) == "consent of another body"


def test_a_ladder_has_a_row_for_each_measure_and_a_column_for_each_reading(hall, found):
    """
    Today's rung is left out; the ladder that adds nothing has no table; only the first table has
    the words on how to read it.
    """
    (board,) = limit_boards(hall, found)

    assert board.head == ("Rung", "The government", "The neighbour", "Turns on")
    assert [row[0].split()[0] for row in board.rows] == ["seen", "seen", "held", "shut", "mined"]
    assert [
        (row[1].split(":")[0], row[2], row[3]) for row in board.rows if row[0].startswith("held")
    ] == [("Merrow alone", "barred", "use")]
    assert "silence is no permission" in board.lead
    assert "no authority" in board.lead


def test_only_the_first_table_says_how_to_read_them(korea, limits):
    """
    The published ladders and the contrasts that ask something of the law, each under all four
    readings.
    """
    boards = limit_boards(korea, limits)

    how_to_read = [board.lead for board in boards if "What each rung adds" in board.lead]
    assert how_to_read == [boards[0].lead]
    assert len(boards) > 2
    assert all(
        board.head[1:-1] == ("Lami Kim", "The executive", "New Europe Center", "The opposition")
        for board in boards
    )
    assert all(len(row) == len(board.head) for board in boards for row in board.rows)


def test_a_reading_is_called_by_its_title_or_by_who_holds_it(hall):
    """Without a title its first holder's name stands for it."""
    law = hall.encodings[0]
    bare = replace(law, positions=tuple(replace(one, title="") for one in law.positions))

    assert reading_names(hall) == {"government": "The government", "neighbour": "The neighbour"}
    assert set(reading_names(replace(hall, encodings=(bare,))).values()) == {"Merrow", "Tarsk"}


def test_what_a_standing_turns_on_is_named(hall):
    """A term by its words, a provision by its id, nothing as nothing."""
    assert turning_words(hall, ("terms.use", "provisions.custom")) == "use and custom"
    assert turning_words(hall, ()) == "nothing: all readings agree"


def test_what_goes_round_the_parliament_is_told_with_what_it_exposes_whom_to(
    korea, limits, hall, found
):
    """
    Done without asking in one reading, not in another; where a penalty is threatened, whose office
    and with what.
    """
    told = dict(bypass_words(korea, limits))
    direct = next(
        text for title, text in told.items() if "Direct delivery of defensive weapons" in title
    )

    assert bypass_words(hall, found) == []  # what the neighbour bars is open to no consent
    assert not any("partners" in title for title in told)  # no reading asks the Assembly there
    assert (
        "in the reading of New Europe Center, not in that of the executive, the opposition and Lami"
        " Kim" in direct
    )
    assert "to impeachment" in direct


def test_the_data_have_every_key_of_the_reference_page(found):
    """
    One entry for each rung under each reading, of plain values; each key stands in the page on
    them, in code letters.
    """
    data = limits_data(found)
    keys = {name for one in data for name in one} | {
        name for one in data for each in one["measures"] for name in each
    }
    keys |= {
        name
        for one in data
        for each in one["measures"]
        for risk in each["penalties"]
        for name in risk
    }

    assert len(data) == 12
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert [
        name for name in sorted(keys) if f"`{name}`" not in PAGE.read_text(encoding="utf-8")
    ] == []
    assert {
        "ladder",
        "rung",
        "reading",
        "in_force",
        "consent",
        "turns_on",
        "moved",
        "carried",
    } < keys


def test_a_rung_has_the_consent_of_the_measure_that_binds_it(found):
    """The least likely of what it adds; null where it is in force and waits for nobody."""
    by_rung = {one["rung"]: one for one in limits_data(found) if one["reading"] == "government"}

    assert (
        by_rung["low"]["in_force"],
        by_rung["low"]["consent"],
        by_rung["low"]["low"],
        by_rung["low"]["high"],
    ) == (
        True,
        None,
        None,
        None,
    )
    assert [by_rung["seen"][name] for name in ("low", "consent", "high")] == pytest.approx(
        [0.1, 0.2, 0.3]
    )
    assert [one["consent"] for one in by_rung["seen"]["measures"]] == pytest.approx([0.7, 0.2])


def test_addresses_in_the_data_lead_into_the_case(hall, found):
    """What a consent rests on and turns on are addresses of the case, in full."""
    ids = {f"assumptions.{one.id}" for one in hall.assumptions} | {
        f"terms.{one.id}" for one in hall.terms
    }
    named = [
        name
        for one in limits_data(found)
        for each in one["measures"]
        for name in (*each["rests_on"], *each["turns_on"])
    ]

    assert set(named) <= ids
    assert {"assumptions.swing", "assumptions.dares", "terms.use"} <= set(named)


def test_the_verdicts_show_each_measure_as_each_reading_has_it(hall, found):
    """
    Seven measures under two readings, the provisions behind each in brackets; no grid where there
    is no second encoding.
    """
    (board,) = verdict_boards(hall, found)
    rows = {row[0]: row[1:] for row in board.rows}

    assert len(rows) == 7
    assert rows["Following ships"] == ("silent", "silent")
    assert rows["Seizing ships"] == ("Merrow alone (Strait Act)", "barred (Strait Act)")
    assert turning_lines(hall, found) == ()


def test_the_votes_stand_beside_their_threshold_and_members_apart(hall, found):
    """More than half of three are two; a half agrees half of the time, apart or together."""
    board = votes_board(hall, found)

    assert [row[1] for row in board.rows] == ["more than 1/2 of all members (2 of 3 votes)"] * 2
    assert board.rows[0][3] == "0.50"
    assert "each party has one shock that moves all of them" in board.lead


def test_what_would_have_to_change_is_told_with_who_must_agree(hall, found):
    """
    Mines: barred unless the hall changes the law, and then silence; ships at sea: nothing on record
    lifts the bar.
    """
    told = {title: (why, opens) for title, why, opens in opening_lines(hall, found)}

    assert set(told) == {
        "Seizing ships",
        "Sinking ships",
        "Closing the strait",
        "Mining the strait",
    }
    assert "after change 1 (hall, chance 0." in told["Mining the strait"][1]
    assert "silence is then no permission" in told["Mining the strait"][1]
    assert told["Seizing ships"] == (
        "barred as read by the neighbour (Strait Act)",
        (
            "No amendment on record leaves it to the executive under every reading, nor lifts the"
            " bar under every reading."
        ),
    )


def test_a_change_of_law_is_told_with_its_body_and_its_time(hall, found):
    """The hall decides in two months, the middle of one to three; nobody can veto it."""
    (row,) = amendment_board(hall, found).rows

    assert row[0] == "1. Mining is no longer barred."
    assert (row[1], row[3], row[4]) == ("The hall", "none", "2 months")


def test_nothing_that_is_counted_is_left_out_of_the_data(found):
    """Each part of a measure's limit and of its chance has its key, by a name of the reference."""
    names = {field.name for record in (MeasureLimit, Chance) for field in fields(record)}
    keys = {
        "measure": "measure",
        "stand": "standing",
        "chance": "consent",
        "penalties": "penalties",
        "turns_on": "turns_on",
        "goods": "goods",
    }
    keys |= {
        "best": "consent",
        "low": "low",
        "high": "high",
        "independent": "if_independent",
        "steps": "procedures",
    }
    keys |= {"months": "lead_months", "rests_on": "rests_on"}

    assert names == set(keys)
    assert set(keys.values()) <= set(limits_data(found)[0]["measures"][0])
