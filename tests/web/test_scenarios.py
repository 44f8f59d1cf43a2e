"""Scenarios: what-ifs that somebody has kept, a file each beside the case."""

import pytest

from phaseline.case.shipped import case_path
from phaseline.web.guard import Refused
from phaseline.web.scenarios import keep_scenario, scenario_folder, scenarios_in

CHANGES = {"assumptions.sight.best": "0.6", "assumptions.wait.best": "2.5 month"}


def test_what_is_kept_is_read_again(tmp_path):
    """By its name; the file has a line for each value, as `--set` takes it."""
    folder = tmp_path / "scenarios"

    keep_scenario(folder, "war-ends", CHANGES)

    (scenario,) = scenarios_in(folder)
    assert (scenario.name, scenario.changes) == ("war-ends", CHANGES)
    assert (folder / "war-ends.txt").read_text(encoding="utf-8") == (
        "assumptions.sight.best=0.6\nassumptions.wait.best=2.5 month\n"
    )
    assert [file.name for file in folder.iterdir()] == [
        "war-ends.txt"
    ]  # nothing half-written beside it


def test_nothing_is_replaced(tmp_path):
    """A name that is taken is refused, and the file is as it was."""
    keep_scenario(tmp_path, "mine", CHANGES)

    with pytest.raises(Refused, match="already") as refused:
        keep_scenario(tmp_path, "mine", {"assumptions.sight.best": "0.2"})

    assert refused.value.status == 409
    assert scenarios_in(tmp_path)[0].changes == CHANGES


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../mine", "a/b", "Mine", "a b", "-a", "a-", "a" * 61, "a\x00", "é"]
)
def test_a_name_is_no_path(tmp_path, name):
    """Small letters, digits and hyphens; nothing is written."""
    with pytest.raises(Refused) as refused:
        keep_scenario(tmp_path / "scenarios", name, CHANGES)

    assert refused.value.status == 400
    assert list(tmp_path.iterdir()) == []


def test_there_is_nothing_to_keep_of_the_case_itself(tmp_path):
    """A scenario differs from it."""
    with pytest.raises(Refused, match="nothing to keep"):
        keep_scenario(tmp_path, "same", {})


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """In the words of the system: here a file stands where the folder would."""
    place = tmp_path / "scenarios"
    place.write_text("", encoding="utf-8")

    with pytest.raises(Refused, match="was not kept") as refused:
        keep_scenario(place / "below", "mine", CHANGES)

    assert refused.value.status == 507


def test_a_file_in_the_place_of_the_folder_is_told_as_that(tmp_path):
    """It is no scenario of that name; the file is left as it was."""
    place = tmp_path / "scenarios"
    place.write_text("mine", encoding="utf-8")

    with pytest.raises(Refused, match="scenarios is a file") as refused:
        keep_scenario(place, "war-ends", CHANGES)

    assert refused.value.status == 507
    assert place.read_text(encoding="utf-8") == "mine"


def test_what_is_no_scenario_is_passed_over(tmp_path):
    """Remarks and blank lines are no values; a file of other lines, or of no text, is none."""
    (tmp_path / "good.txt").write_text("# why\n\nassumptions.a.best = 1\n", encoding="utf-8")
    (tmp_path / "prose.txt").write_text("Dear diary\n", encoding="utf-8")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "other.md").write_text("assumptions.a.best=1\n", encoding="utf-8")

    assert [(found.name, found.changes) for found in scenarios_in(tmp_path)] == [
        ("good", {"assumptions.a.best": "1"})
    ]


def test_scenarios_lie_beside_the_case(tmp_path):
    """In its folder, or beside its one file; a shipped case has none."""
    file = tmp_path / "mini.yaml"
    file.write_text("", encoding="utf-8")

    assert scenario_folder(str(tmp_path), tmp_path) == tmp_path / "scenarios"
    assert scenario_folder(str(file), file) == tmp_path / "mini.scenarios"
    assert scenario_folder("strait", case_path("strait")) is None
    assert scenarios_in(None) == scenarios_in(tmp_path / "none") == ()
