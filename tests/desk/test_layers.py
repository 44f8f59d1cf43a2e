"""Which parts a case does not hold yet."""

from casefiles import case_files

from phaseline.case.read import read_case
from phaseline.desk.findings.finding import Absence
from phaseline.desk.findings.layers import LAYERS, missing_layers


def case_of(folder, leave_out):
    """The strait without some of its files."""
    for name, text in case_files("strait").items():
        if name not in leave_out:
            (folder / name).write_text(text, encoding="utf-8")
    return read_case(folder, name="strait").rest


def test_a_whole_case_lacks_nothing(tmp_path):
    """The strait has law, votes, goods and a game."""
    assert missing_layers(case_of(tmp_path, ())) == ()


def test_what_nobody_has_entered_is_named_in_the_order_of_building(tmp_path):
    """Its absence is that of the case, and not one of its sources."""
    case = case_of(tmp_path, ("law.yaml", "politics.yaml", "supply.yaml", "game.yaml"))
    missing = missing_layers(case)

    assert tuple(finding.layer for finding in missing) == LAYERS
    assert {finding.absence for finding in missing} == {Absence.NOT_ENTERED}
