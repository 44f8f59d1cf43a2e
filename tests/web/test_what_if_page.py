"""What the page of a what-if shows beside its answer."""

import re

from phaseline.web.frame import rendered
from phaseline.web.messages import CaseHeader
from phaseline.web.state import DeskAnswer, DeskState
from phaseline.web.what_if_page import answer_parts, input_parts, opened_parts, seen_parts

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


def answered(pages, inputs=None, *, value="0.6", doing=""):
    """What the page says of a what-if of which all has come, or of which something is done yet."""
    state = DeskState()
    header = CaseHeader(id="mini", title="Mini", as_of="1 May 2031", hash="aa")
    state.shown, state.doing = DeskAnswer(header=header, pages=pages, is_whole=not doing), doing
    around = {"state_hash": "ab", "draws": 512, "command": "phaseline run mini", "pause": "1s"}
    changes = {SIGHT: value}
    parts = {**input_parts(inputs or INPUTS, [], changes), **answer_parts(None, state), "seen": []}
    parts |= opened_parts(changes, {}, {})
    return rendered("what_if_answer", {**around, **parts})


def test_combinations_are_told_where_a_game_is_played():
    """Of a case without one nothing is drawn, and its answer has no direction."""
    played = answered({"direction": "<p>More.</p>", "page-one": "<p>One.</p>"})
    read = answered({"page-one": "<p>One.</p>"})

    assert "Worked out with 512 combinations of the assumptions." in played
    assert "combinations" not in read
    assert "Worked out." in read


def test_the_number_is_edited_in_its_sentence():
    """What is moved stands in a field beside what it asks, with what it is in the case."""
    text = answered({"direction": "<p>More.</p>"})

    assert re.search(r'<label for="value-1">Chance that it is noticed</label> <input [^>]*>', text)
    assert 'name="value" value="0.6"' in text
    assert "in the case 0.45" in text


def test_a_value_below_zero_is_read_with_a_minus_and_typed_with_a_hyphen():
    """Its field takes what is typed; what it is in the case is read."""
    inputs = [{**INPUTS[0], "low": -0.5, "high": 0.3, "used": -0.1}]

    text = answered({"direction": "<p>More.</p>"}, inputs, value="-0.2")

    assert 'name="value" value="-0.2"' in text
    assert "in the case −0.1" in text


def test_other_courses_stand_there_until_page_one_does():
    """No figure of before stands beside a new one: page one takes the place of what came first."""
    first = {
        "direction": "<p>More.</p>",
        "shown-course": "<p>−1.</p>",
        "other-courses": "<p>−2.</p>",
    }

    early = answered(first, doing="playing 4 ladders")
    late = answered({**first, "page-one": "<p>One.</p>"})

    assert "The other courses" in early
    assert "<p>−2.</p>" in early
    assert "Page one with this what-if is still being worked out" in early
    assert "One." in late
    assert "−2." not in late


def test_one_goes_back_to_what_was_opened():
    """By the name of the scenario where it is one; nowhere where nothing was moved since."""
    kept = {SIGHT: "0.6"}
    names = {f"{SIGHT}=0.6": "war-ends"}

    moved = opened_parts({SIGHT: "0.7"}, kept, names)
    assert (moved["opened_name"], moved["opened_address"]) == ("war-ends", f"/what-if?{SIGHT}=0.6")
    assert moved["look"] == f"/what-if?{SIGHT}=0.7&opened=assumptions.sight.best%3D0.6"
    assert opened_parts({SIGHT: "0.7"}, kept, {})["opened_name"] == "what was opened"
    assert opened_parts(kept, kept, names)["opened_name"] == ""
    assert opened_parts(kept, {}, names)["opened_name"] == ""


def test_what_was_tried_before_is_a_click_away():
    """In words, to look at again or to set beside what is shown."""
    before = {SIGHT: "0.2"}
    (difference,) = input_parts(INPUTS, [], before)["differences"]

    seen = seen_parts([difference], {SIGHT: "0.6"}, before)

    assert seen == {
        "words": "Chance that it is noticed: 0.2",
        "address": f"/what-if?{SIGHT}=0.2",
        "beside": f"/compare?left={SIGHT}%3D0.6&right={SIGHT}%3D0.2",
    }


def test_where_an_assumption_turns_something_is_a_click_away():
    """With all else as it is moved; a minus is typed as it is on a keyboard."""
    turn = {"place": 10.0, "value": "−0.5", "aim": "to be ahead of no step", "is_reached": False}
    inputs = [{**INPUTS[0], "turns": [turn]}]

    (slider,) = input_parts(inputs, READINGS, {LAW: "narrow"})["sliders"]

    assert slider["turns"][0]["leads"] == f"/what-if?{SIGHT}=-0.5&{LAW}=narrow"


def test_where_it_leaks_with_other_values_is_a_click_away():
    """The question holds what is moved; a case without a game leaks nowhere."""
    link = f'href="/why?{SIGHT}=0.6">Where it leaks then</a>'

    assert link in answered({"direction": "<p>More.</p>"})
    assert link not in answered({"page-one": "<p>One.</p>"})
