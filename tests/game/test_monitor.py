"""
The kinds of monitor: what each makes of a sequence of reports, and a belief on its grid, split and
never rounded, with every threshold a node and none at which it is stuck.
"""

from dataclasses import fields
from typing import get_args, get_type_hints

import pytest
from asking import FILES, game_of, ready
from depth import examples
from hypothesis import given
from hypothesis import strategies as st
from oracle import load

from phaseline.game.compile.games import compiled
from phaseline.game.monitors.kinds import KINDS, belief_of, monitor_kind
from phaseline.game.spec import Monitor, Policy
from phaseline.game.watch import watch

LABELS = ("quiet", "murmur", "alarm")
MOOD = {
    "calm": {"quiet": "calm", "murmur": "wary", "alarm": "wary"},
    "wary": {"quiet": "calm", "murmur": "wary", "alarm": "act"},
    "act": {"quiet": "wary", "murmur": "act", "alarm": "act"},
}
chances = st.integers(1, 19).map(lambda n: n / 20)


def believing(*, d=0.5, f=0.1, hazard=0.03, prior=0.2, grid=33) -> dict:
    """The file of a belief, with other numbers."""
    data = load(FILES["belief"])
    data["challenger"]["tracks"][0]["reports"]["likelihood"] = {
        "none": [1 - f, f],
        "crossed": [1 - d, d],
    }
    data["monitor"] |= {"hazard": hazard, "prior": prior, "grid": grid}
    return data


@pytest.mark.parametrize(
    ("monitor", "states"),
    [
        (Monitor(kind="last_report"), ["alarm", "alarm", "quiet", "murmur", "alarm", "quiet"]),
        (Monitor(kind="latch"), ["alarm"] * 6),
        (Monitor(kind="run", k=3), [1, 2, 0, 0, 1, 0]),
        (Monitor(kind="run", k=1, label="murmur"), [1, 1, 0, 1, 1, 0]),
        (Monitor(kind="counter", up=1, down=1), [1, 1, 0, 0, 1, 0]),
        (Monitor(kind="counter", up=5, down=0), [1, 2, 1, 1, 2, 1]),
        (Monitor(kind="counter", up=1, down=1, leaves_after=1), [1, 1, 0, 0, 1, 0]),
        (Monitor(kind="counter", up=1, down=0, leaves_after=2), [1] * 6),
        (Monitor(kind="counter", up=2, down=0, leaves_after="never"), [1, 2, 2, 2, 2, 2]),
        (
            Monitor(kind="table", states=tuple(MOOD), update=MOOD),
            ["wary", "act", "wary", "wary", "act", "wary"],
        ),
    ],
)
def test_a_kind_adds_reports_up_by_its_rule(monitor, states):
    """
    Alarm, alarm, quiet, murmur, alarm, quiet: each kind makes of them what the reference says, and
    has as many states as are counted for it.
    """
    kind = monitor_kind(monitor)
    automaton = kind.automaton(LABELS)

    shown, here = [], automaton.origin
    for label in ("alarm", "alarm", "quiet", "murmur", "alarm", "quiet"):
        here = automaton.following(here, LABELS.index(label))
        shown.append(automaton.states[here])

    assert shown == states
    assert len(automaton.states) == kind.most_states(len(LABELS), Policy())
    assert all(kind.scale(LABELS).place(state) is not None for state in automaton.states)


def test_a_word_of_the_file_means_a_kind_of_its_own():
    """Each word of the format makes another record, all are met, and each asks for keys it has."""
    words = get_args(get_type_hints(Monitor)["kind"])
    keys = {field.name for field in fields(Monitor)}

    assert {type(monitor_kind(Monitor(kind=word))) for word in words} == {*KINDS}
    assert len(words) == len(KINDS)
    assert all({*kind.needs, *kind.most} <= keys for kind in KINDS)


@examples(60)
@given(chances, chances, st.sampled_from([0.0, 0.03, 0.4]), chances, st.integers(3, 40))
def test_a_split_keeps_the_mean(d, f, hazard, prior, grid):
    """
    After each report the nodes that follow have the mean of the belief b' = p d / (p d + (1−p) f),
    p = b + (1−b) · hazard.
    """
    seen = watch([ready(believing(d=d, f=f, hazard=hazard, prior=prior, grid=grid))])
    for place, belief in enumerate(seen.states):
        p = belief + (1 - belief) * hazard
        for label, (crossed, clean) in enumerate([(1 - d, 1 - f), (d, f)]):
            exact = p * crossed / (p * crossed + (1 - p) * clean)
            ways = [
                (end, float(chance[0]))
                for end, chance in seen.next(place, label, "r0")
                if chance[0] > 0
            ]
            inside = min(
                max(exact, seen.states[0]), seen.states[-1]
            )  # beyond the outermost node it takes that node
            assert sum(chance for _, chance in ways) == pytest.approx(1)
            assert sum(chance * seen.states[end] for end, chance in ways) == pytest.approx(
                inside, abs=1e-12
            )
            assert (
                max(end for end, _ in ways) - min(end for end, _ in ways) <= 1
            )  # the two nodes around it


def test_an_update_smaller_than_half_a_cell_is_seen():
    """
    At belief .5 a label of odds 1.02 moves half a cell of 9 nodes by a share, not by nothing: to
    .5049505, .0396 of a cell.
    """
    data = believing(d=0.51, f=0.5, hazard=0, prior=0.5, grid=9)
    seen = watch([ready(data)])
    ways = dict(seen.next(seen.states.index(0.5), 1, "r0"))
    assert float(ways[seen.states.index(0.625)][0]) == pytest.approx(
        (0.51 / 1.01 - 0.5) / 0.125, abs=1e-12
    )


@pytest.mark.parametrize(("hazard", "lowest"), [(0.03, 0.0), (0.0, 1 / 32)])
def test_thresholds_are_nodes_and_stuck_beliefs_are_not(hazard, lowest):
    """
    Prior, thresholds and even nodes are there; 1 never, and 0 only where the hazard leads away from
    it.
    """
    game = game_of(believing(hazard=hazard, prior=0.21))
    grid = belief_of(game).nodes(game)
    assert {0.21, 0.8, 0.3333333333333333, 0.5} <= {*grid}
    assert grid == tuple(sorted({*grid}))
    assert grid[0] == lowest
    assert grid[-1] == 31 / 32


def test_the_thresholds_of_a_menu_are_nodes():
    """
    Where policies are compared, the thresholds of each of them are nodes, so that all are solved on
    one grid.
    """
    data = believing()
    data["solve"] = {
        "concept": "commit",
        "commit": {
            "menu": [{"id": "bold", "policy": {"enter": {"r1": 0.71}, "exit": {"r1": 0.13}}}]
        },
    }
    game = game_of(data)
    assert {0.71, 0.13} <= {*belief_of(game).nodes(game)}


def test_a_belief_learns_from_the_rows_that_hold():
    """
    While a rung is in force, both the reports and what the monitor makes of them follow that rung's
    rows.

    From .2 with hazard 0 an alarm makes .2 · .9/(.2 · .9 + .8 · .3) = 3/7 under r1, and .2 · .5/(.2
    · .5 + .8 · .1) = 5/9 else.
    """
    data = believing(hazard=0, prior=0.2, grid=101)
    data["challenger"]["tracks"][0]["reports"]["likelihood_by_rung"] = {
        "r1": {"none": [0.7, 0.3], "crossed": [0.1, 0.9]}
    }
    seen = compiled([ready(data)]).watch
    for rung, belief in (("r0", 5 / 9), ("r1", 3 / 7)):
        ways = seen.next(seen.states.index(0.2), 1, rung)
        assert sum(float(chance[0]) * seen.states[end] for end, chance in ways) == pytest.approx(
            belief, abs=1e-12
        )
