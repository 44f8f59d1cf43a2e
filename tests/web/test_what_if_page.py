"""What the page of a what-if shows beside its answer."""

from phaseline.web.what_if_page import input_parts

LAW = "games.main.reading"
SIGHT = "assumptions.sight.best"
READINGS = [
    {"address": LAW, "value": "wide", "name": "The ministry", "says": "It may.", "is_used": True},
    {"address": LAW, "value": "narrow", "name": "Iran", "says": "It may not.", "is_used": False},
]
INPUTS = [
    {
        "address": SIGHT,
        "asks": "Chance that it is noticed",
        "low": 0.2,
        "high": 0.7,
        "used": 0.45,
        "unit": "",
        "turns": [],
        "is_mover": True,
    }
]


def readings(changes):
    """Where each reading leads, and whether it is played."""
    parts = input_parts(INPUTS, READINGS, changes)
    return [(reading["leads"], reading["is_played"]) for reading in parts["readings"]]


def test_a_reading_is_set_in_the_address():
    """The reading of the case is no difference."""
    assert readings({}) == [("/what-if", True), (f"/what-if?{LAW}=narrow", False)]
    assert readings({LAW: "narrow"}) == [("/what-if", False), (f"/what-if?{LAW}=narrow", True)]


def test_what_else_is_moved_stays_moved():
    """A reading is added to it, or taken out of it."""
    assert readings({SIGHT: "0.6", LAW: "narrow"}) == [
        (f"/what-if?{SIGHT}=0.6", False),
        (f"/what-if?{SIGHT}=0.6&{LAW}=narrow", True),
    ]


def test_a_difference_is_told_in_words():
    """An assumption by what it asks, a reading by whose it is."""
    parts = input_parts(INPUTS, READINGS, {SIGHT: "0.6", LAW: "narrow"})

    assert [(change["asks"], change["value"]) for change in parts["differences"]] == [
        ("Chance that it is noticed", "0.6"),
        ("Whose reading of the law is played", "Iran"),
    ]
