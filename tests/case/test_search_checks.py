"""The class of ladders that is searched names what there is, and counts that can be counted."""

import shutil

import pytest

from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path


def diagnostics(tmp_path, old, new):
    """What is found in the worked case once a line of its game is another."""
    folder = tmp_path / "case"
    shutil.copytree(case_path("korea-2024"), folder)
    game = folder / "game.yaml"
    text = game.read_text(encoding="utf-8")
    assert text.count(old) == 1
    game.write_text(text.replace(old, new), encoding="utf-8")
    return [
        one for one in checked(read_case(folder), {}).diagnostics if one.severity.value == "error"
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("      policy: kim-step-down\n", "      policy: kim-step-up\n", "PL501", "kim-step-up"),
        ("      leave_out: [R3, R4a, R4b]", "      leave_out: [R3, R0]", "PL501", "R0"),
        ("      leave_out: [R3, R4a, R4b]", "      leave_out: [R3, R9]", "PL501", "R9"),
        ("      counts: [1, 2, 3]", "      counts: [0, 2]", "PL410", "found 0"),
        ("      dwell: [0, 3]", "      dwell: [0, 300]", "PL410", "found 300"),
        (
            "          actor: kyiv\n          benefit",
            "          actor: kiev\n          benefit",
            "PL501",
            "kiev",
        ),
        (
            "benefit: assumptions.view-beneficiary",
            "benefit: assumptions.view-beneficiaries",
            "PL501",
            "view-beneficiaries",
        ),
    ],
)
def test_a_class_that_names_what_there_is_not_is_refused(tmp_path, old, new, code, told):
    """
    A policy, a rung, an actor or an assumption that the case does not hold, a count of nothing, a
    stay of decades.
    """
    found = diagnostics(tmp_path, old, new)

    assert found
    assert told in found[0].message
    assert (found[0].code, found[0].address.startswith("games.main.search.")) == (code, True)
