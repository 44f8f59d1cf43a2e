"""Acts that need or exclude what other tracks stand at, and numbers of several levels together."""

from dataclasses import replace

import pytest

from phaseline.game.answer import answer
from phaseline.game.check import game_diagnostics
from phaseline.game.compile.games import compiled
from phaseline.game.compile.payoffs import joined
from phaseline.game.kernels import machine
from phaseline.game.kernels.run import suits, swept
from phaseline.game.levels import levels
from phaseline.game.metrics import METRICS
from phaseline.game.occupancy import occupancy
from phaseline.game.play import played
from phaseline.game.spec import (
    Challenger,
    ChallengerType,
    Discount,
    Game,
    JointNumber,
    LadderSpec,
    Move,
    Responder,
    RungSpec,
    Solve,
    Time,
    TrackSpec,
)

PERIODS = 5
DELTA = 0.9


def game(*, kind, use=None, give=None, joint_moves=False, joint_harm=()):
    """Stocks that are held or handed over, and a line that is crossed by using them."""
    hand_over = Move(do="hand-over", from_="held", to="gone", **(give or {}))
    fire = Move(do="fire", from_="quiet", to="used", **(use or {}))
    return Game(
        phaseline=1,
        kind="game",
        time=Time(horizon=float(PERIODS), discount=Discount(challenger=DELTA, responder=DELTA)),
        challenger=Challenger(
            tracks=(
                TrackSpec(id="stocks", levels=("held", "gone"), moves=(hand_over,)),
                TrackSpec(id="use", levels=("quiet", "used"), moves=(fire,)),
            ),
            types=(kind,),
            joint_moves=joint_moves,
        ),
        red_line={"use": ("used",)},
        ladder=LadderSpec(rungs=(RungSpec(id="talk"),)),
        responder=Responder(joint_harm=joint_harm),
        start={"stocks": "held", "use": "quiet", "rung": "talk"},
        solve=Solve(horizons=(PERIODS,)),
    )


def test_steps_are_those_of_the_games_that_are_asked_about():
    """
    Stocks handed over with a chance of a half, or a quarter, stay with the rest; where it is
    certain there is no such step. All of them are asked about after the others, and together.
    """

    def ways(*chances):
        games = [game(kind=EAGER, give={"chance": chance}) for chance in chances]
        reached = levels(games)
        (step,) = (
            step
            for act, step in zip(reached.acts[0], reached.steps[0], strict=True)
            if act == (0, -1)
        )
        return [(reached.states[end][0][0], chance.tolist()) for end, chance in step]

    gone, held = 1, 0
    for _ in range(2):
        assert ways(0.5) == [(gone, [0.5]), (held, [0.5])]
        assert ways(1.0) == [(gone, [1.0])]
        assert ways(0.25, 1.0) == [(gone, [0.25, 1.0]), (held, [0.75, 0.0])]


EAGER = ChallengerType(id="eager", gain={"stocks": {"gone": 3.0}, "use": {"used": 1.0}})


def worth(solved):
    """What a game is worth to its one type."""
    return answer(solved)["value_C"]["eager"]


def discounted(first):
    """The sum of δ^t from a period to the last."""
    return sum(DELTA**t for t in range(first, PERIODS))


def test_what_is_handed_over_cannot_be_used():
    """
    The act needs the stocks: one who gains 3 from handing over and 1 from using uses first, and
    hands over in the second period; what excludes the level has it the same.
    """
    needs = game(kind=EAGER, use={"requires": {"stocks": "held"}})
    excludes = game(kind=EAGER, use={"excludes": {"stocks": "gone"}})
    free = game(kind=EAGER)

    assert worth(free) == pytest.approx(3 * discounted(0) + discounted(1))
    assert worth(needs) == pytest.approx(max(3 * discounted(0), 3 * discounted(1) + discounted(0)))
    assert worth(excludes) == pytest.approx(worth(needs))


def test_acts_of_one_period_do_not_lead_to_what_another_excludes():
    """
    With a move on every track in a period both come at once where nothing is said, and one after
    the other where one excludes where the other leads.
    """
    both = game(kind=EAGER, joint_moves=True)
    apart = game(kind=EAGER, use={"excludes": {"stocks": "gone"}}, joint_moves=True)

    assert worth(both) == pytest.approx(4 * discounted(0))
    assert worth(apart) == pytest.approx(max(3 * discounted(0), 3 * discounted(1) + discounted(0)))


def test_a_gain_of_two_levels_comes_only_where_both_hold():
    """Two acts lead there, one a period: the gain of 2 comes from the second period on."""
    kind = ChallengerType(
        id="eager", joint_gain=(JointNumber(levels={"stocks": "gone", "use": "used"}, number=2.0),)
    )

    assert worth(game(kind=kind)) == pytest.approx(2 * discounted(1))


def test_types_that_are_asked_for_side_by_side_need_not_gain_by_the_same_levels():
    """
    One gains 2 where stocks are gone and used, 5 more where they are held and used; the next by
    neither; the third 3 and 4 for one and the same pair of levels.
    """
    both, held = {"stocks": "gone", "use": "used"}, {"stocks": "held", "use": "used"}
    rows = [
        (JointNumber(levels=both, number=2.0), JointNumber(levels=held, number=5.0)),
        (),
        (JointNumber(levels=held, number=3.0), JointNumber(levels=held, number=4.0)),
    ]
    levels = compiled([game(kind=EAGER)]).levels
    stand = [tuple(track[0] for track in state) for state in levels.states]

    gains = joined(levels, rows)

    assert {name: gains[row].tolist() for row, name in enumerate(stand)} == {
        (0, 0): [0, 0, 0],
        (1, 0): [0, 0, 0],
        (0, 1): [5, 0, 7],
        (1, 1): [2, 0, 0],
    }


def test_a_harm_of_two_levels_is_suffered_only_where_both_hold():
    """Handing over first: both hold from the second period on, and cost the responder 5 each."""
    harmed = game(
        kind=EAGER,
        joint_harm=(JointNumber(levels={"stocks": "gone", "use": "used"}, number=5.0),),
    )

    assert answer(harmed)["harm_R"] == pytest.approx(5 * discounted(1))


def test_kernels_count_the_same_where_they_are_there():
    """What is open in a state, and what levels come to together, is laid out for kernels too."""
    solved = game(
        kind=replace(
            EAGER, joint_gain=(JointNumber(levels={"stocks": "gone", "use": "used"}, number=2.0),)
        ),
        use={"requires": {"stocks": "held"}},
        joint_harm=(JointNumber(levels={"stocks": "gone", "use": "used"}, number=5.0),),
    )
    model = compiled([solved])
    if not (machine.is_there() and suits(model)):
        pytest.skip("no kernel here")
    mine, plain = swept(model).occupancy, occupancy(played([solved]))

    for name in ("inside", "harm", "value"):
        assert METRICS[name].of(mine)[0] == pytest.approx(METRICS[name].of(plain)[0])


def test_names_of_tracks_and_levels_are_checked():
    """A requirement and a joint number that name what there is not are flaws, each at its place."""
    kind = replace(EAGER, joint_gain=(JointNumber(levels={"stocks": "went"}, number=2.0),))
    flaws = game_diagnostics(
        game(
            kind=kind,
            use={"requires": {"stock": "held"}, "excludes": {"stocks": "goone"}},
            joint_harm=(JointNumber(levels={"uses": "used"}, number=1.0),),
        )
    )

    assert [flaw.code for flaw in flaws] == ["PL501"] * 4
