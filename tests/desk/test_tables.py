"""Rows by track and level as the tables of a game."""

from phaseline.case.model.play import RungAt
from phaseline.desk.comparison.tables import by_level, by_track


def test_numbers_for_one_level_add_up():
    """A quarter and a half at one level are three quarters; other levels keep their own."""
    rows = [("fleet", "some", 0.25), ("cargo", "some", 2.0), ("fleet", "some", 0.5)]

    assert by_level([*rows, ("fleet", "many", 1.0)]) == {
        "fleet": {"some": 0.75, "many": 1.0},
        "cargo": {"some": 2.0},
    }


def test_of_two_rungs_for_one_level_the_last_counts():
    """As with any key that is given twice; the level of another track is another level."""
    rows = [
        RungAt(track="fleet", level="many", rung="low"),
        RungAt(track="cargo", level="many", rung="middle"),
        RungAt(track="fleet", level="many", rung="high"),
    ]

    assert by_track(rows) == {"fleet": {"many": "high"}, "cargo": {"many": "middle"}}
