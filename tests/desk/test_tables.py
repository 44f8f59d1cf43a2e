"""Rows by track and level as the tables of a game, and the parts of games of all draws."""

from phaseline.case.model.play import RungAt
from phaseline.desk.comparison.tables import by_level, by_track, for_all, tables


def test_numbers_for_one_level_add_up():
    """A quarter and a half at one level are three quarters; other levels keep their own."""
    rows = [("fleet", "some", [0.25, 1.0]), ("cargo", "some", [2.0, 2.0])]
    rows += [("fleet", "some", [0.5, -1.0]), ("fleet", "many", [1.0, 1.0])]
    columns = by_level(rows)

    assert columns == {
        "fleet": {"some": [0.75, 0.0], "many": [1.0, 1.0]},
        "cargo": {"some": [2.0, 2.0]},
    }
    assert tables(columns, 2) == [
        {"fleet": {"some": 0.75, "many": 1.0}, "cargo": {"some": 2.0}},
        {"fleet": {"some": 0.0, "many": 1.0}, "cargo": {"some": 2.0}},
    ]


def test_a_table_without_rows_is_an_empty_one_in_all_draws():
    """The number of draws is told apart, for there is no column to count."""
    assert tables({}, 3) == [{}, {}, {}]


def test_what_all_draws_make_alike_is_made_once():
    """One list for three draws where both columns say the same, and three where one does not."""
    alike = for_all(lambda *entries: [*entries], [1.0, 1.0, 1.0], ["a", "a", "a"])
    apart = for_all(lambda *entries: [*entries], [1.0, 1.0, 2.0], ["a", "a", "a"])

    assert alike == [[1.0, "a"]] * 3
    assert alike[0] is alike[1] is alike[2]
    assert apart == [[1.0, "a"], [1.0, "a"], [2.0, "a"]]
    assert apart[0] is not apart[1]


def test_of_two_rungs_for_one_level_the_last_counts():
    """As with any key that is given twice; the level of another track is another level."""
    rows = [
        RungAt(track="fleet", level="many", rung="low"),
        RungAt(track="cargo", level="many", rung="middle"),
        RungAt(track="fleet", level="many", rung="high"),
    ]

    assert by_track(rows) == {"fleet": {"many": "high"}, "cargo": {"many": "middle"}}
