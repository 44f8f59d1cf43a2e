"""Two challengers who know each other: corners, holds, and laws, against games worked by hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st
from oracle_whom import DuelOracle

from phaseline.errors import QuestionError
from phaseline.game.answer import answer
from phaseline.game.compile import games, remembered
from phaseline.game.corners import ReplyCorner
from phaseline.game.folding import spared, with_controllers
from phaseline.game.read import read_game
from phaseline.game.whom import whom, whom_data

HERE = Path(__file__).parent
DUEL = HERE.parents[1] / "docs" / "reference" / "two-challengers.yaml"
ALONE = sorted((HERE / "files").glob("*.yaml"))
MOSCOW, PYONGYANG = "moscow", "pyongyang"


def read(path, **changes):
    """A game file, with some of its values replaced."""
    reading = read_game(path, changes={key.replace("__", "."): v for key, v in changes.items()})
    assert reading.is_sound, reading.diagnostics
    return reading.record


def duel(on_moscow, on_pyongyang):
    """The game of the file with other losses."""
    game = read(DUEL)
    losses = {MOSCOW: on_moscow, PYONGYANG: on_pyongyang}
    rungs = tuple(
        replace(rung, loss=losses[rung.answers[0]]) if len(rung.answers) == 1 else rung
        for rung in game.ladder.rungs
    )
    both = replace(rungs[-1], loss_on=losses)
    return replace(game, ladder=replace(game.ladder, rungs=(*rungs[:-1], both)))


def crossers(game):
    """Who goes across from each corner, by the periods across; None where nothing is found."""
    (match,) = whom(game).matches
    return {
        corner.value: (
            None
            if outcome is None
            else {name for name, periods in outcome.across.items() if periods > 0}
        )
        for corner, outcome in match.corners.items()
    }


def test_both_corners_stay_where_each_loss_outweighs_the_gain_alone_and_not_together():
    """
    Seen with .5, a loss of 1.0 costs Moscow .5 a try and one of .8 costs Pyongyang .4. Alone they
    gain .3 < .5 and .2 < .4; together .3 + .4 = .7 > .5 and .2 + .5 = .7 > .4. So nobody moves from
    either corner, and both are told.
    """
    game = duel(1.0, 0.8)

    assert crossers(game) == {"compliant": set(), "crossing": {MOSCOW, PYONGYANG}}
    assert not whom(game).matches[0].is_unique


@pytest.mark.parametrize(("on_moscow", "on_pyongyang"), [(1.4, 0.8), (1.0, 1.4)])
def test_either_one_held_brings_both_to_comply(on_moscow, on_pyongyang):
    """
    At a loss of 1.4 a try costs .5 · 1.4 = .7, all that crossing together gains; at a tie the one
    that is answered complies, and the other, who alone gains less than its own answer costs,
    follows.
    """
    game = duel(on_moscow, on_pyongyang)

    assert crossers(game) == {"compliant": set(), "crossing": set()}
    assert whom(game).matches[0].is_unique


@pytest.mark.parametrize(
    ("on_moscow", "on_pyongyang", "is_kept"),
    [(0.6, 0.4, True), (0.59, 0.4, False), (0.6, 0.39, False)],
)
def test_compliance_fails_where_one_alone_gains(on_moscow, on_pyongyang, is_kept):
    """
    Alone Moscow gains .3 and Pyongyang .2: compliance stands from .3 / .5 = .6 and .2 / .5 = .4 on,
    and below either the one that gains draws the other across.
    """
    compliant = crossers(duel(on_moscow, on_pyongyang))["compliant"]

    assert (compliant == set()) is is_kept


def test_what_holds_whom_from_what_is_told_by_rung():
    """
    With nobody else across, a try costs Moscow .5 · 1.0 by the rung that answers it and nothing by
    the one that answers Pyongyang. With Pyongyang across, half of that comes by the rung that
    answers both, called with .5 · .5.
    """
    answered = whom(duel(1.0, 0.8))

    alone, together = (
        {(hold.challenger, hold.track): hold for hold in answered.holds[corner]}
        for corner in ReplyCorner
    )
    by_rung = alone[MOSCOW, "technology"].by_rung
    assert by_rung == pytest.approx({"none": 0, "on-pyongyang": 0, "on-moscow": 0.5, "on-both": 0})
    assert alone[MOSCOW, "technology"].gain == pytest.approx(0.3)
    by_rung = together[MOSCOW, "technology"].by_rung
    assert by_rung["on-moscow"] == pytest.approx(0.25)
    assert by_rung["on-both"] == pytest.approx(0.25)
    assert together[MOSCOW, "technology"].gain == pytest.approx(0.7)


def test_what_was_solved_before_changes_no_answer():
    """Rungs that answer the other suspect are called otherwise, also after the game they are of."""
    game = duel(1.0, 0.8)
    lowest, first, second, both = game.ladder.rungs
    turned = (
        lowest,
        replace(first, answers=second.answers),
        replace(second, answers=first.answers),
    )
    other = replace(game, ladder=replace(game.ladder, rungs=(*turned, both)))

    whom(game)
    after = whom_data(whom(other))
    games.forget()
    remembered.forget()

    assert after == whom_data(whom(other))


def test_a_row_of_zeros_says_that_nothing_deters_a_challenger_from_its_track():
    """
    Where nothing falls on Pyongyang its row is zero on every rung, and it alone gains .2 > 0.
    """
    game = spared(duel(1.0, 0.8), PYONGYANG)

    zero = [hold.track for hold in whom(game).holds[ReplyCorner.COMPLIANT] if hold.is_zero]

    assert zero == ["troops"]


def test_one_challenger_is_held_through_the_other():
    """
    Spared itself, Moscow would gain .3 and cross, and Pyongyang would then gain .7 > .4 and follow:
    what falls on Moscow keeps Pyongyang off for the one period there is.
    """
    (match,) = whom(duel(1.0, 0.8)).matches

    assert match.through[ReplyCorner.COMPLIANT] == {
        (PYONGYANG, MOSCOW): pytest.approx(1.0),
        (MOSCOW, PYONGYANG): pytest.approx(1.0),
    }
    assert match.through[ReplyCorner.CROSSING] == {
        (PYONGYANG, MOSCOW): 0.0,
        (MOSCOW, PYONGYANG): 0.0,
    }


def test_a_report_may_name_the_wrong_one():
    """
    Seen with .5 and then another named with .4, a try costs its own .5 · .6 = .3 of the loss and
    the other .5 · .4 = .2 of its: d(1 − e) and d·e.
    """
    game = read(DUEL)
    tracks = tuple(
        replace(
            track,
            reports=replace(
                track.reports,
                labels=("quiet", "wrong", "right"),
                names={
                    "right": owner,
                    "wrong": PYONGYANG if owner == MOSCOW else MOSCOW,
                },
                likelihood={
                    track.levels[0]: (1.0, 0.0, 0.0),
                    track.levels[1]: (0.5, 0.2, 0.3),
                },
            ),
        )
        for track, owner in zip(game.challenger.tracks, (MOSCOW, PYONGYANG), strict=True)
    )
    mistaken = replace(game, challenger=replace(game.challenger, tracks=tracks))

    moscow, pyongyang = whom(mistaken).holds[ReplyCorner.COMPLIANT]

    assert moscow.by_rung["on-moscow"] == pytest.approx(0.3 * 1.0)
    assert pyongyang.by_rung["on-pyongyang"] == pytest.approx(0.3 * 0.8)


def test_replies_in_a_circle_are_none_found():
    """
    Pyongyang gains only where Moscow crosses, Moscow only where Pyongyang does not: whatever both
    do, one of them moves.
    """
    game = duel(0.0, 0.0)
    moscow, pyongyang = game.challengers
    (first,), (second,) = moscow.types, pyongyang.types
    together = first.joint_gain[0]
    chased = replace(first, joint_gain=(replace(together, number=-1.0),))
    chaser = replace(second, gain={"troops": {"sent": -0.2}})
    circle = replace(
        game,
        challengers=(replace(moscow, types=(chased,)), replace(pyongyang, types=(chaser,))),
    )

    assert crossers(circle) == {"compliant": None, "crossing": None}
    (told,) = whom_data(whom(circle))["types"]
    assert told["corners"] == {"compliant": None, "crossing": None}
    assert not told["is_unique"]


@pytest.mark.parametrize("path", ALONE, ids=lambda path: path.stem)
def test_one_challenger_is_the_old_answer(path):
    """A game of one challenger is worth the same to each type as `solve` says, to 1e-12."""
    game = replace(read(path), solve=replace(read(path).solve, concept="evaluate", commit=None))
    solved = answer(game)["value_C"]

    answered = whom(game)

    values = {
        next(iter(match.types.values())): next(
            iter(match.corners[ReplyCorner.COMPLIANT].values.values())
        )
        for match in answered.matches
    }
    assert values == pytest.approx(solved, abs=1e-12, rel=1e-12)
    assert all(match.is_unique for match in answered.matches)


def test_the_order_of_the_list_of_one_is_no_matter():
    """A file that lists its only challenger is solved as one that lists none."""
    game = read(HERE / "files" / "two-types.yaml")
    listed = with_controllers(game)
    without = replace(listed, challenger=replace(listed.challenger, types=()))

    assert whom_data(whom(without)) == whom_data(whom(game))


def test_solve_sends_a_file_of_several_challengers_to_whom():
    """One answer for several would be nobody's."""
    with pytest.raises(QuestionError, match="whom"):
        answer(read(DUEL))


gains = st.integers(-4, 12).map(lambda n: n / 10)
losses = st.integers(0, 16).map(lambda n: n / 10)


@st.composite
def small_duels(draw, *, complements=False):
    """A duel of one or two periods, with gains and losses of all sizes."""
    game = duel(draw(losses), draw(losses))
    joint = gains.filter(lambda number: number >= 0) if complements else gains
    controllers = tuple(
        replace(
            controller,
            types=(
                replace(
                    controller.types[0],
                    gain={controller.controls[0]: {level: draw(gains)}},
                    joint_gain=(replace(controller.types[0].joint_gain[0], number=draw(joint)),),
                ),
            ),
        )
        for controller, level in zip(game.challengers, ("transferred", "sent"), strict=True)
    )
    time = replace(game.time, horizon=1.0 if complements else float(draw(st.integers(1, 2))))
    return replace(game, challengers=controllers, time=time)


@examples(60)
@given(small_duels())
def test_what_settles_is_an_equilibrium_that_brute_force_finds(game):
    """
    Every pair of pure strategies is tried, by a walk of its own: what settles is one from which
    nobody gains by moving in any state, and where both corners meet, all such pairs go the same
    way.
    """
    oracle = DuelOracle(game)
    (match,) = whom(game).matches

    for outcome in match.corners.values():
        if outcome is not None:
            assert oracle.is_equilibrium_value(outcome.values)
    if not oracle.equilibria:
        assert all(outcome is None for outcome in match.corners.values())


@examples(60)
@given(small_duels(complements=True))
def test_both_corners_are_the_ends_where_acts_are_complements(game):
    """
    Where each gains by the other's crossing, the fewest and the most who cross in any equilibrium
    are those of the two corners; a tie is broken for the responder, who is indifferent here, so
    that ends are compared by what brute force finds with ties broken towards holding.
    """
    oracle = DuelOracle(game)
    (match,) = whom(game).matches

    fewest, most = oracle.ends()
    assert match.corners[ReplyCorner.COMPLIANT].across == pytest.approx(fewest)
    assert match.corners[ReplyCorner.CROSSING].across == pytest.approx(most)


@examples(60)
@given(small_duels(complements=True), st.integers(1, 8).map(lambda n: n / 10))
def test_raising_the_gain_of_one_never_lowers_the_chance_of_the_other(game, more):
    """
    Where acts are complements, who gains more crosses no less, and so neither does the other; from
    both corners.
    """
    controller = game.challengers[0]
    kind = controller.types[0]
    track = controller.controls[0]
    higher = {track: {level: gain + more for level, gain in kind.gain[track].items()}}
    raised = replace(
        game,
        challengers=(
            replace(controller, types=(replace(kind, gain=higher),)),
            *game.challengers[1:],
        ),
    )

    before, after = whom(game).matches[0], whom(raised).matches[0]

    for corner in ReplyCorner:
        low, high = before.corners[corner], after.corners[corner]
        assert high.crosses[PYONGYANG][1] >= low.crosses[PYONGYANG][1] - 1e-12
        assert high.crosses[MOSCOW][1] >= low.crosses[MOSCOW][1] - 1e-12
