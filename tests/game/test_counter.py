"""A counter that stays at its highest count: for good, or until enough quiet reports in a row."""

import copy

import pytest
from asking import ready, reported

from phaseline.game.answer import answer
from phaseline.game.read import read_game

GAME = {
    "phaseline": 1,
    "kind": "game",
    "challenger": {
        "tracks": [reported(crossed=0.5)],
        "types": [{"id": "t", "behaviour": "never", "gain": {"tech": {"crossed": 1}}}],
    },
    "red_line": {"tech": ["crossed"]},
    "monitor": {"kind": "counter", "up": 1, "down": 0},
    "ladder": {
        "rungs": [{"id": "r0"}, {"id": "r1", "loss": 2}],
        "policy": {"enter": {"r1": 1}},
    },
}


def solved(**monitor) -> dict:
    """The answer with another monitor, against one who complies."""
    game = copy.deepcopy(GAME)
    game["monitor"] = {"kind": "counter", "up": 1, "down": 0} | monitor
    return answer(ready(game), with_strategy=True)


@pytest.mark.parametrize("clean", [1, 2, 3])
def test_the_share_in_force_is_that_of_runs(clean):
    """
    An alarm comes after 10 periods on average. From then on the rung is in force until n clean
    reports in a row, after (1 − sⁿ)/((1 − s)sⁿ) periods with s = .9 (Feller XIII.7): with n = 1 a
    share of .1, as by the last report; with n = 2 of 2.345679/12.345679.
    """
    periods = (1 - 0.9**clean) / (0.1 * 0.9**clean)

    assert solved(leaves_after=clean)["share_in_force"]["r1"] == pytest.approx(
        periods / (periods + 10), rel=1e-9
    )


def test_a_counter_of_one_that_never_leaves_is_a_latch():
    """Whoever never comes down from 1 remembers the loudest report: the answers are the same."""
    latched = copy.deepcopy(GAME)
    latched["monitor"] = {"kind": "latch"}
    latched["ladder"]["policy"]["enter"] = {"r1": "alarm"}

    ours, theirs = solved(leaves_after="never"), answer(ready(latched))

    for key in ("value_C", "value_R", "share_in_force", "assurance", "threat_discount", "L_star"):
        assert ours[key] == pytest.approx(theirs[key], abs=1e-12), key
    assert ours["share_in_force"]["r1"] == pytest.approx(1)


def test_one_quiet_report_from_one_is_the_counter_as_it_was():
    """With `up: 1` and `leaves_after: 1` the first quiet report leads to 0, as one down does."""
    ours, theirs = solved(leaves_after=1), solved()

    assert ours["value_C"] == theirs["value_C"]
    assert ours["strategy"] == theirs["strategy"]


def test_what_is_remembered_is_told_apart():
    """
    The strategy names the count and how many quiet reports came since; the calibration has one row
    for each count.
    """
    told = solved(leaves_after=3)
    states = [(row["state"]["monitor"], row["state"]["quiet_since"]) for row in told["strategy"]]

    assert set(states) == {(0.0, 0), (1.0, 0), (1.0, 1), (1.0, 2)}
    assert [row["state"] for row in told["calibration"]] == [0.0, 1.0]


def test_a_start_at_the_top_remembers_nothing_quiet():
    """
    Who starts at 1 and hears an alarm at once has to wait for two quiet reports: the rung is in
    force in the first period for sure.
    """
    game = copy.deepcopy(GAME)
    game["monitor"]["leaves_after"] = 2
    game["start"] = {"monitor": 1}

    assert answer(ready(game))["path"][0]["rung"]["r1"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("value", "code"), [("0", "PL410"), ("500", "PL410"), ("1.5", "PL107"), ("always", "PL107")]
)
def test_a_number_that_cannot_be_is_refused(tmp_path, value, code):
    """Below 1, beyond what is remembered, no whole number, or another word: refused in its line."""
    lines = [
        "phaseline: 1",
        "kind: game",
        f"monitor: {{kind: counter, up: 1, down: 0, leaves_after: {value}}}",
        "challenger:",
        "  tracks:",
        "    - id: tech",
        "      levels: [none, crossed]",
        "      moves: [{do: up, from: none, to: crossed}]",
        "      reports: {labels: [clean, alarm], likelihood: {none: [1, 0], crossed: [0, 1]}}",
        "  types: [{id: t, gain: {tech: {crossed: 1}}}]",
        "red_line: {tech: [crossed]}",
        "ladder: {rungs: [{id: r0}, {id: r1, loss: 2}], policy: {enter: {r1: 1}}}",
    ]
    path = tmp_path / "game.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")

    assert [(flaw.code, flaw.place.line) for flaw in read_game(path).diagnostics] == [(code, 3)]
