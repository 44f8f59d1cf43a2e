"""A commitment mixed over a declared menu: closed forms, and brute force over lotteries."""

import copy
import json
from typing import Any

import pytest
from asking import ready, reported
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.errors import QuestionError
from phaseline.game.answer import answer

GAME: dict[str, Any] = {
    "phaseline": 1,
    "kind": "game",
    "time": {"horizon": 1},
    "challenger": {
        "tracks": [reported(crossed=0.7)],
        "types": [{"id": "t", "gain": {"tech": {"crossed": 1}}}],
    },
    "red_line": {"tech": ["crossed"]},
    "monitor": {"kind": "last_report"},
    "ladder": {"rungs": [{"id": "r0"}, {"id": "r1", "loss": 4, "cost": 0.3}]},
    "responder": {"harm": {"tech": {"crossed": 2}}},
    "solve": {
        "horizons": [1],
        "concept": "commit",
        "commit": {
            "mixed": True,
            "menu": [
                {"id": "answer", "policy": {"enter": {"r1": "alarm"}}},
                {"id": "nothing", "policy": {}},
            ],
        },
    },
}


def game(**changes) -> dict[str, Any]:
    """The one-shot act, with other numbers of its rung, its types or its menu."""
    data = copy.deepcopy(GAME)
    data["ladder"]["rungs"][1] |= changes.get("rung", {})
    data["challenger"]["types"] = changes.get("types", data["challenger"]["types"])
    data["solve"]["commit"]["menu"] += changes.get("menu", [])
    return data


def test_answering_just_often_enough_is_best():
    """
    Answering with chance w deters where w L(d − f) ≥ g: w = 1/(4 · .6) = .416667. It costs
    w · .1 · .3 = .0125, against .03 for the sure answer and 2 for none.
    """
    told = answer(ready(game()))["commit"]

    assert told["mixed"]["weights"]["answer"] == pytest.approx(1 / 2.4)
    assert told["mixed"]["value"] == pytest.approx(-0.0125)
    assert told["mixed"]["acts"] == {"t": {"tech": "hold"}}
    assert told["values"]["answer"] == pytest.approx(-0.03)


def test_a_threat_that_does_not_deter_is_not_drawn():
    """With a loss of 1 nothing deters: L(d − f) = .6 is below 1; the best is to do nothing, −2."""
    told = answer(ready(game(rung={"loss": 1})))["commit"]["mixed"]

    assert told["weights"]["nothing"] == pytest.approx(1)
    assert told["value"] == pytest.approx(-2)
    assert told["acts"] == {"t": {"tech": "up"}}


def test_without_the_word_there_is_no_lottery():
    """`mixed` is null unless the file asks for it."""
    data = game()
    del data["solve"]["commit"]["mixed"]

    assert answer(ready(data))["commit"]["mixed"] is None


@given(
    st.floats(0.5, 6),
    st.floats(0, 1),
    st.tuples(st.floats(0.2, 3), st.floats(0.2, 3)),
    st.floats(0.1, 0.9),
)
@examples(15)
def test_no_lottery_on_a_grid_is_better(loss, cost, gains, prior):
    """
    Two types, two policies: of a thousand lotteries, each answered by hand, none is better than the
    one that is given, and none is worse than the best single policy.
    """
    types = [
        {"id": name, "prior": share, "gain": {"tech": {"crossed": gain}}}
        for name, share, gain in zip("ab", (prior, 1 - prior), gains, strict=True)
    ]
    told = answer(ready(game(rung={"loss": loss, "cost": cost}, types=types)))["commit"]

    def worth(share: float) -> float:
        value = 0.0
        for part, gain in zip((prior, 1 - prior), gains, strict=True):
            crosses = gain - share * 0.7 * loss > -share * 0.1 * loss
            value += part * (-2 - share * 0.7 * cost if crosses else -share * 0.1 * cost)
        return value

    assert told["mixed"]["value"] >= max(worth(step / 1000) for step in range(1001)) - 1e-9
    assert told["mixed"]["value"] >= max(told["values"].values()) - 1e-9
    assert sum(told["mixed"]["weights"].values()) == pytest.approx(1)


def test_a_menu_of_one_is_played_for_sure():
    """A lottery over one policy is that policy."""
    data = game()
    del data["solve"]["commit"]["menu"][1]
    told = answer(ready(data))["commit"]

    assert told["mixed"]["weights"] == {"answer": 1.0}
    assert told["mixed"]["value"] == pytest.approx(told["values"]["answer"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rationality": 2.0}, "never err"),
        ({"behaviour": "always"}, "follow no rule"),
    ],
)
def test_what_is_no_linear_program_is_refused(change, words):
    """A type that errs, or follows a rule, does not answer a lottery by its best act."""
    with pytest.raises(QuestionError, match=words):
        answer(ready(game(types=[GAME["challenger"]["types"][0] | change])))


def test_a_start_that_is_not_sure_is_refused():
    """Where the challenger may stand in two places a plan has an act for each."""
    data = game()
    data["challenger"]["tracks"][0]["levels"] = ["none", "near", "crossed"]
    data["challenger"]["tracks"][0]["reports"]["likelihood"]["near"] = [0.5, 0.5]
    data["start"] = {"tech": {"none": 0.5, "near": 0.5}}

    with pytest.raises(QuestionError, match="sure start"):
        answer(ready(data))


def test_text_tells_the_lottery(phaseline, tmp_path):
    """The policies that are drawn stand with their chances and the lottery's worth."""
    path = tmp_path / "game.yaml"
    path.write_text(json.dumps(game()), encoding="utf-8")

    told = phaseline("solve", str(path)).out

    assert "Best lottery over the menu: answer 42 %, nothing 58 %, worth −0.013" in told
