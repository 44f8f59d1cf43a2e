"""What law and deliveries of one what-if are for another."""

import pytest
from depth import IS_SOAK

from phaseline.case.read import changed_case, read_case
from phaseline.case.shipped import case_path
from phaseline.case.switches import switches
from phaseline.case.values import range_of
from phaseline.desk.findings import unplayed
from phaseline.desk.findings.assessment import unplayed_work
from phaseline.desk.findings.unplayed import UnplayedAnswers

pytestmark = pytest.mark.slow

CASES = ["strait", *(["snapback-2025", "korea-2024"] if IS_SOAK else [])]


def what_ifs(name):
    """A case as it is, with each assumption at its high end, and with each switch turned."""
    reading = read_case(case_path(name))
    changes = [{}]
    for assumption in reading.case.assumptions:
        if ends := range_of(assumption):
            value = f"{ends[1].number} {ends[1].unit.text}".strip()
            changes.append({f"assumptions.{assumption.id}.best": value})
    changes += [dict(way) for switch in switches(reading.case) for way in switch.ways.values()]
    for moved in changes:
        case = changed_case(reading, moved)
        assert case is not None, moved
        yield moved, case


def alone(case):
    """What comes of each kind of work on a case by itself."""
    return {work.names[0]: work.does(work.names[0]) for work in unplayed_work(case)}


def told(outcomes):
    """
    Outcomes as they are compared: what notes that it is read is, written out, what it stands for.
    """
    return {
        name: repr(outcome).replace("_NotedAssumption(", "Assumption(")
        for name, outcome in outcomes.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_what_a_what_if_shares_is_what_it_would_come_to_alone(name, monkeypatch):
    """
    Whatever is moved: a number, a date, a route, a clock. Something is shared, and not everything.
    """
    worked = []
    made = UnplayedAnswers._worked_out

    def counted(self, kind, case):
        worked.append(kind)
        return made(self, kind, case)

    monkeypatch.setattr(UnplayedAnswers, "_worked_out", counted)
    answers, asked = UnplayedAnswers(), 0
    for moved, case in what_ifs(name):
        assert told(answers.of(case)) == told(alone(case)), moved
        asked += len(unplayed_work(case))

    assert len({*worked}) < len(worked) < 0.8 * asked


def test_what_is_read_and_moved_is_worked_out_anew():
    """
    [hand] How many buoys there are moves what can be lent, and with it what a rung can do; that a
    month of handovers costs Vesper more moves neither that nor any law.
    """
    cases = {next(iter(moved), ""): case for moved, case in what_ifs("strait")}
    answers = UnplayedAnswers()
    first = answers.of(cases[""])

    buoys, harm = (answers.of(cases[f"assumptions.{name}.best"]) for name in ("buoys", "harm"))

    assert buoys["deliveries"] is not first["deliveries"]
    assert buoys["law"] is not first["law"]
    assert harm["deliveries"] is first["deliveries"]
    assert harm["law"] is first["law"]


def test_an_answer_that_shows_an_assumption_rests_on_its_value():
    """Though nothing was worked out from it: a page may read the value where the answer has it."""
    _, case = next(what_ifs("strait"))
    shown = {"law": (case.assumptions["harm"],), "more": frozenset({"words"})}

    assert [found.id for found in unplayed._assumptions_in(shown)] == ["harm"]
