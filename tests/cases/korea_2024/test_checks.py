"""What the checks say of the worked case."""


def test_the_worked_game_has_no_diagnostics(korea_report):
    """Nothing of the shipped `games` is reported, not even a warning."""
    assert [one for one in korea_report.diagnostics if one.address.startswith("games")] == []


def test_the_worked_case_has_no_error_of_law(korea_report):
    """
    Its law can be worked out, every change has a procedure and every consent, too; two readings
    have no holder on record.
    """
    assert [one.code for one in korea_report.diagnostics if one.code.startswith("PL3")] == [
        "PL301",
        "PL301",
    ]
