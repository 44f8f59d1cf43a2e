"""What of a case can be switched, and which what-if each switch is."""

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path, shipped_cases
from phaseline.case.switches import SwitchKind, SwitchWay, beside_switches, switches

SEASON = {"tracks.season.at_start": "ice"}
SIGHT = {"assumptions.sight.best": "0.6"}


def strait(**changes):
    """The tiny case, with other values where a double underscore stands for a dot."""
    written = {name.replace("__", "."): value for name, value in changes.items()}
    return read_case(case_path("strait"), changes=written).case


def known(case):
    """The switches of a case, by name: how each may stand, and what that changes."""
    return {switch.id: dict(switch.ways) for switch in switches(case)}


def test_the_tiny_case_has_five_switches():
    """
    [hand] One clock, which the ice is; one bill without a day; two provisions with rules; one
    route, by ferry. The day of the case is 1 May 2031, and the day before it 30 April.
    """
    assert known(strait()) == {
        "clock.season": {SwitchWay.TURNED: SEASON},
        "amendment.grain-clause": {
            SwitchWay.MADE: {"amendments.grain-clause.effective": "2031-05-01"}
        },
        "provision.harbour-act": {SwitchWay.ENDED: {"provisions.harbour-act.until": "2031-04-30"}},
        "provision.grain-act": {SwitchWay.ENDED: {"provisions.grain-act.until": "2031-04-30"}},
        "route.ferry": {SwitchWay.CLOSED: {"routes.ferry.history": "blocked"}},
    }


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ({"tracks__season__at_start": "ice"}, "clock.season"),
        ({"amendments__grain-clause__effective": "2031-05-01"}, "amendment.grain-clause"),
        ({"provisions__grain-act__until": "2031-04-30"}, "provision.grain-act"),
        ({"provisions__grain-act__effective": "2031-05-01"}, "provision.grain-act"),
    ],
)
def test_what_stands_so_already_is_no_switch(changes, gone):
    """
    Neither is a provision that begins on the very day of the case: its last day cannot lie before.
    """
    before, after = known(strait()), known(strait(**changes))

    assert set(before) - set(after) == {gone}


def test_an_office_may_change_as_time_goes_or_have_changed():
    """
    [hand] The assurance, as an office, is played only where it is asked for: either way it has to
    be played, and to have changed it has to begin at its last level too.
    """
    case = strait(tracks__assurance__role="office")
    played = {"games.main.tracks.assurance.always": "true"}
    (office,) = (switch for switch in switches(case) if switch.kind is SwitchKind.OFFICE)

    assert dict(office.ways) == {
        SwitchWay.MAY_TURN: played,
        SwitchWay.TURNED: {**played, "tracks.assurance.at_start": "given"},
    }
    assert office.way_in({}) is None
    assert office.way_in({**SIGHT, **played}) is SwitchWay.MAY_TURN
    assert office.way_in({**SIGHT, **office.ways[SwitchWay.TURNED]}) is SwitchWay.TURNED


def test_what_is_changed_beside_switches_is_told_apart():
    """Half of a way is none, and stays with all else."""
    found = switches(strait())

    assert beside_switches(found, {**SIGHT, **SEASON}) == SIGHT
    assert beside_switches(found, {"tracks.season.at_start": "open"}) != {}


@pytest.mark.parametrize("name", shipped_cases())
def test_every_way_of_every_switch_makes_a_case(name):
    """What a page offers is refused by no rule of the format, and is what it says."""
    reading = read_case(case_path(name))
    changes = {}
    for switch in switches(reading.case):
        changes |= [*switch.ways.values()][-1]

    case = read_case(case_path(name), changes=changes).case

    assert len(changes) > 3
    assert case is not None
    assert {switch.kind for switch in switches(case)} <= {SwitchKind.ROUTE}


def test_a_route_that_is_closed_may_be_opened():
    """[hand] The ferry, blocked, is open again where it counts as proposed."""
    closed = strait(routes__ferry__history="blocked")

    assert known(closed)["route.ferry"] == {SwitchWay.OPENED: {"routes.ferry.history": "proposed"}}
