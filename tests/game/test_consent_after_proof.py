"""A vote that goes otherwise once a crossing is proved: while reports stand at their loudest."""

from dataclasses import replace

import numpy as np
import pytest

from phaseline.game.ahead import foreseen, outlook
from phaseline.game.barred_rungs import trimmed
from phaseline.game.check import game_diagnostics
from phaseline.game.play import played
from phaseline.game.spec import (
    Challenger,
    ChallengerType,
    Discount,
    Game,
    LadderSpec,
    Monitor,
    Move,
    Policy,
    Reports,
    Retry,
    RungSpec,
    Time,
    TrackSpec,
    Vote,
)

SEEN, UNPROVED, PROVED = 0.5, 0.2, 0.6


def game(vote, *, horizon=1.0, policy=None, up=1):
    """One who crosses at once, noticed with chance one half; a rung that costs 1 a period."""
    gear = TrackSpec(
        id="gear",
        levels=("none", "over"),
        moves=(Move(do="hand", from_="none", to="over"),),
        reports=Reports(
            labels=("quiet", "loud"),
            likelihood={"none": (1.0, 0.0), "over": (1 - SEEN, SEEN)},
        ),
    )
    return Game(
        phaseline=1,
        kind="game",
        time=Time(horizon=horizon, discount=Discount(challenger=0.9, responder=0.9)),
        challenger=Challenger(
            tracks=(gear,), types=(ChallengerType(id="bold", gain={"gear": {"over": 9.0}}),)
        ),
        red_line={"gear": ("over",)},
        monitor=Monitor(kind="counter", up=up, down=0),
        ladder=LadderSpec(
            rungs=(RungSpec(id="today"), RungSpec(id="harbours", cost=1.0, consent=vote)),
            policy=policy or Policy(enter={"harbours": 1.0}),
        ),
    )


def cost(*games):
    """What the rung costs, by the plain solver; the kernels agree to 1e-12."""
    ready = [trimmed(one)[0] for one in games]
    fast, _ = foreseen(ready)
    plainly = outlook(played(ready), tuple(fast))
    for name, figure in fast.items():
        assert figure == pytest.approx(plainly[name], abs=1e-12, nan_ok=True), name
    return np.asarray(plainly["cost"])


def test_a_vote_on_a_report_is_of_those_who_have_seen_it():
    """Noticed with 1/2, and consented to with 0.6: 0.3; with 0.2 where proof moves nobody: 0.1."""
    votes = (Vote(chance=UNPROVED, proved=PROVED), Vote(chance=UNPROVED))
    assert [cost(game(vote))[0] for vote in votes] == pytest.approx([0.3, 0.1], abs=1e-12)


def test_a_vote_on_a_date_is_of_those_who_have_seen_nothing_yet():
    """
    Called at once by a date, whether or not anything was reported: proved with 1/2, so that it
    passes with (0.6 + 0.2) / 2 = 0.4.
    """
    dated = Policy(deadline={"harbours": 0})
    assert cost(game(Vote(chance=UNPROVED, proved=PROVED), policy=dated)) == pytest.approx(0.4)


def test_one_report_of_two_proves_nothing():
    """
    Two net reports are counted, and one of them calls: the vote in the first period is unproved,
    0.5 x 0.2 = 0.1 in force over two periods. In the second: first reported then, 0.5 x 0.5 x 0.2,
    for a vote that was lost is not taken again. Discounted at 0.9: 0.1 + 0.9 (0.1 + 0.05) = 0.235,
    with a rung that stays called, for a count of one falls by quiet to none and calls it off.
    """
    stays = Policy(enter={"harbours": 1.0}, exit={"harbours": "never"})
    vote = Vote(chance=UNPROVED, proved=PROVED)
    assert cost(game(vote, horizon=2.0, policy=stays, up=2)) == pytest.approx(0.235, abs=1e-12)


def test_a_vote_lost_before_proof_may_be_won_after_it():
    """
    Called by a date, taken again each period: passes in the first with 0.4. Where it failed, it had
    been noticed with 0.5 x 0.4 = 0.2 or not with 0.5 x 0.8 = 0.4; then again noticed with 1/2
    whatever came before: 0.6 x 0.4 = 0.24 in the second. Discounted: 0.4 + 0.9 (0.4 + 0.24) =
    0.976.
    """
    dated = Policy(deadline={"harbours": 0})
    vote = Vote(chance=UNPROVED, proved=PROVED, retry=Retry(after=1))
    latched = replace(game(vote, horizon=2.0, policy=dated), monitor=Monitor(kind="last_report"))
    assert cost(latched) == pytest.approx(0.976, abs=1e-12)


def test_a_rung_that_only_proof_opens_is_not_barred():
    """No chance without proof, 0.6 with it: 0.5 x 0.6 = 0.3."""
    only = game(Vote(chance=0.0, proved=PROVED))
    assert trimmed(only)[1] == ()
    assert cost(only) == pytest.approx(0.3, abs=1e-12)


def test_draws_of_both_chances_are_solved_together():
    """One structure, and each draw its own chances: 0.5 times each."""
    chances = (0.1, 0.55, 0.9)
    games = [game(Vote(chance=UNPROVED, proved=chance)) for chance in chances]
    assert cost(*games) == pytest.approx([chance / 2 for chance in chances], abs=1e-12)


def test_a_chance_above_one_is_refused():
    """At its place."""
    faults = game_diagnostics(game(Vote(chance=UNPROVED, proved=1.5)))
    assert [fault.code for fault in faults] == ["PL410"]
