"""The desk's whole answer to a case: its parts, what is told on the way, and what is refused."""

from pathlib import Path

import pytest

from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.desk.findings.assessment import NOT_COMPUTED, assess
from phaseline.errors import CaseError

QUAY = Path(__file__).parent / "quay.yaml"


@pytest.fixture(scope="module")
def report():
    """The invented case, checked: no law, no goods, one derived number, two events."""
    return checked(read_case(QUAY), {})


def test_each_part_answers_from_the_case(report):
    """
    Twelve trawlers that take 40 t a week each take 480; events stand by their days, not as in the
    file; ladders stand as in the file.
    """
    assessment = assess(report)

    (catch,) = assessment.derivations
    assert (catch.value.number, catch.value.unit.text) == (480.0, "t/week")
    assert [entry.event.id for entry in assessment.timeline] == ["sooner", "later"]
    assert [profile.ladder.id for profile in assessment.ladders] == ["climb", "nothing", "watch"]
    assert assessment.red_lines.union == ("engine",)


def test_what_was_read_is_on_record(report):
    """The hash of the file, the case itself, and no what-if."""
    assessment = assess(report)

    assert assessment.case is report.reading.case
    assert assessment.hash == report.reading.hash
    assert assessment.changes == {}


def test_a_what_if_is_told_with_the_answer():
    """Ten trawlers instead of twelve take 400 t a week."""
    changes = {"facts.fleet.value": "10 trawler"}

    assessment = assess(checked(read_case(QUAY, changes=changes), {}))

    assert assessment.changes == changes
    assert assessment.derivations[0].value.number == 400.0


def test_what_the_case_does_not_ask_is_not_answered(report):
    """Without law there are no constraints, without goods nothing is delivered."""
    assessment = assess(report)

    assert assessment.constraints is None
    assert assessment.deliverable is None


def test_a_case_with_law_or_goods_has_those_parts():
    """The hall has law and no goods, the depot goods and no law."""
    hall, depot = (
        assess(checked(read_case(QUAY.with_name(name)), {})) for name in ("hall.yaml", "depot.yaml")
    )

    assert {cell.option for cell in hall.constraints.legal.cells} >= {"patrol", "mine"}
    assert hall.deliverable is None
    assert depot.constraints is None
    assert {delivery.stock for delivery in depot.deliverable.first.plan.deliveries} == {
        "hull",
        "dart",
    }


def test_a_game_that_was_not_played_is_named_as_missing(report):
    """Everything that is not computed is named; with a contest the game is not among it."""
    never = {"watch", "screening", "verification", "clarity"}

    assert set(assess(report).not_computed) == set(NOT_COMPUTED) == {"game", *never}
    assert set(assess(report, played=object()).not_computed) == never


def test_a_shell_is_told_what_is_being_done(report):
    """Four steps, in the order in which they are done."""
    steps = []

    assess(report, tick=steps.append)

    assert steps == [
        "working out the numbers",
        "comparing the ladders",
        "planning deliveries",
        "asking the law",
    ]


def test_a_case_with_errors_is_refused(tmp_path):
    """A unit that nobody knows is an error; the message says where errors are listed."""
    text = QUAY.read_text(encoding="utf-8")
    path = tmp_path / "faulty.yaml"
    path.write_text(text.replace("value: 12 trawler", "value: 12 trawlerr"), encoding="utf-8")
    report = checked(read_case(path), {})
    assert not report.is_sound

    with pytest.raises(CaseError, match=r"faulty\.yaml has errors; `phaseline check` lists them"):
        assess(report)
