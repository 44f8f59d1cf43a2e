"""Switches as the address of a what-if holds them."""

import pytest

from phaseline.web.guard import Refused
from phaseline.web.switches import switch_groups, switched, turned_in, way_of
from phaseline.web.what_if_page import differences_of

PLAYED = {"games.main.tracks.office.always": "true"}
GONE = {**PLAYED, "tracks.office.at_start": "gone"}
OFFICE = {
    "id": "office.office",
    "group": "Who holds office",
    "asks": "The owner of the ladder",
    "as_is": "in office throughout",
    "ways": [
        {"id": "may-turn", "words": "gone as time goes, perhaps", "changes": PLAYED},
        {"id": "turned", "words": "gone from the start", "changes": GONE},
    ],
}
FERRY = {
    "id": "route.ferry",
    "group": "Routes that are closed",
    "asks": "By ferry",
    "as_is": "open",
    "ways": [{"id": "closed", "words": "closed", "changes": {"routes.ferry.history": "blocked"}}],
}
ALL = [OFFICE, FERRY]
SIGHT = {"assumptions.sight.best": "0.6"}


def test_a_switch_is_turned_on_moved_on_and_turned_back():
    """All else stays; the earlier way leaves nothing behind, and back is as in the case."""
    first = switched(ALL, SIGHT, name="office.office", way="turned")
    second = switched(ALL, first, name="office.office", way="may-turn")

    assert first == {**SIGHT, **GONE}
    assert second == {**SIGHT, **PLAYED}
    assert switched(ALL, second, name="office.office", way="") == SIGHT


@pytest.mark.parametrize(("name", "way"), [("office.x", "turned"), ("route.ferry", "turned")])
def test_what_is_no_switch_is_refused(name, way):
    """In a sentence, and nothing is changed."""
    with pytest.raises(Refused, match="no such"):
        switched(ALL, {}, name=name, way=way)


def test_the_page_says_how_each_switch_stands():
    """By groups, of which each says how many are turned; the later way goes before the earlier."""
    groups = switch_groups(ALL, {**SIGHT, **GONE})

    assert [(group["name"], group["turned"]) for group in groups] == [
        ("Who holds office", 1),
        ("Routes that are closed", 0),
    ]
    assert [one["stands"] for group in groups for one in group["switches"]] == ["turned", ""]
    assert way_of(OFFICE, PLAYED)["id"] == "may-turn"
    assert turned_in(ALL, SIGHT) == []


def test_a_turned_switch_is_one_difference_in_words():
    """Not its addresses: what it is, how it stands, how it is in the case, and the way back."""
    (office,) = differences_of([], [], GONE, ALL)

    assert office["asks"] == "The owner of the ladder"
    assert office["value"] == "gone from the start"
    assert office["used"] == "in office throughout"
    assert (office["without"], office["is_number"]) == ("/what-if", False)
