"""
What the game says about the worked case, told to a reader: who is deterred from what, and what
would turn it.
"""

import json
import math

import pytest

from phaseline.case.games import policy_of
from phaseline.desk.comparison.claims import Verdict
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.results import Depth, contender
from phaseline.desk.comparison.study import base_setting
from phaseline.game.ahead import grouped
from phaseline.game.compile.games import branches, compiled

KOREA = "korea-2024"
LADDERS = (
    "official-soldiers",
    "official-cooperation",
    "kim-step-down",
    "kim-freeze",
    "dialogue-at-once",
    "dialogue-conditional",
    "no-step",
    "jump",
    "jump-if-seen",
    "hold-fire",
    "aggressive",
)


@pytest.fixture(scope="module")
def by_ladder(korea_contest):
    """Each completed ladder of the contest by its id."""
    return {one.policy.id: one for one in korea_contest.contenders}


pytestmark = pytest.mark.slow


def test_every_ladder_is_played_in_every_completion_beside_the_contrasts(by_ladder, korea):
    """
    A published ladder is played only in its completions, at least two of each; contrasts and the
    scenario as they stand.
    """
    played = {(one.policy.ladder, one.policy.completion) for one in by_ladder.values()}

    assert tuple(by_ladder) == LADDERS
    for ladder in korea.ladders:
        completions = {completion for name, completion in played if name == ladder.id}
        assert completions == ({one.id for one in ladder.completions} or {""})


@pytest.mark.parametrize("name", LADDERS)
def test_no_ladder_needs_too_many_states(by_ladder, korea, name):
    """
    The games stay small enough to be solved exactly in every draw.

    Five thousand is the aim; months of a procedure and waits between votes are memory, for which
    one ladder pays fivefold. What is told counts draws that take other times together, in a
    structure that holds the states of all of them; each of them alone is held here.
    """
    setting = base_setting(korea, policy_of(korea, name))
    games = [game_of(setting, values) for values in design(korea).draws]
    alone = [compiled(alike[:1], until_end=True).size for _, alike in grouped(games, branches)]
    best, together = by_ladder[name].studied.states

    assert 0 < best <= (30_000 if name == "kim-freeze" else 6_000)
    assert best <= max(alone) <= (40_000 if name == "kim-freeze" else 7_000)
    assert max(alone) <= together


def test_moscow_signs_and_cheats_where_nothing_is_seen_and_a_breach_costs_nothing(by_ladder):
    """
    The ladder of the Kim paper climbs on the answer while its red line is an act: it stays at its
    first rung; raise both, and far less pays.
    """
    found = by_ladder["kim-step-down"].cheating
    nothing, _, raised = found.corners

    assert (nothing.detection, nothing.breach) == (0, 0)
    assert nothing.cheating > 20
    assert nothing.above == pytest.approx(0, abs=1e-9)
    assert raised.cheating < nothing.cheating / 3
    crossing = [flip for kind, flip in found.flips if kind != "abstaining"]  # it never cheats
    assert all(flip is not None and 0 < flip <= found.tried for flip in crossing)


def test_the_flip_of_cheating_is_printed(phaseline, by_ladder):
    """
    A reader is told how long it cheats unseen and unpunished, and from which breach costs on it
    does not pay.
    """
    found = by_ladder["kim-step-down"].cheating
    ends = sorted(value for kind, value in found.flips if kind != "abstaining")

    told = " ".join(phaseline("ask", KOREA, "7").out.split())

    assert f"in {found.corners[0].cheating:.0f} if neither seen nor punished" in told
    assert f"stops at breach costs of {ends[0]:.2g} to {ends[-1]:.2g}" in told


def test_a_threat_without_a_rung_that_reports_call_changes_nothing(by_ladder):
    """
    Dialogue at once answers a transfer by protest: inside the model it is the yardstick again.
    """
    change = by_ladder["dialogue-at-once"].studied.change

    finite = [span.median for span in change.values() if math.isfinite(span.median)]
    assert finite
    assert all(abs(median) < 1e-9 for median in finite)


def test_jump_phased_and_hold_fire_are_always_shown_together(phaseline):
    """No claim about phasing without the two contrasts, and which leads below and above a turn."""
    told = " ".join(phaseline("claims", KOREA, "P4", "--draws", "8").out.split())

    for name in (
        "direct supply with a trigger",
        "phases with a demand (step down)",
        "direct supply after a transfer",
    ):
        assert f"months of transfer, {name}: " in told
    assert "by the chance of consent at one sitting: below " in told


def test_the_standing_objection_to_phasing_is_cited_from_its_source(phaseline):
    """It is a claim of the case, in its own words and with its citation."""
    told = " ".join(phaseline("claims", KOREA, "P14", "--draws", "8").out.split())

    assert "[zagare-kilgour-1995, abstract “substrategic deployments add little" in told


def test_consultation_and_vagueness_leave_nothing_to_tell_apart(korea_contest):
    """
    Where the sides are level in at least half of the draws no verdict is made of the rest; the
    shares ahead, level and behind add up to one.
    """
    level = {one.claim.id for one in korea_contest.claims if one.verdict is Verdict.LEVEL}

    assert {"P5", "P8"} <= level
    for one in korea_contest.claims:
        if one.level is not None:
            assert one.share + one.level + one.behind == pytest.approx(1)


def test_all_claims_are_judged_and_one_is_open(korea_contest):
    """
    Holds, fails, depends, nothing to tell apart, or open: each has one of these.
    """
    verdicts = {one.claim.id: one.verdict.value for one in korea_contest.claims}

    assert list(verdicts) == [f"P{number}" for number in range(1, 15)]
    assert [name for name, verdict in verdicts.items() if verdict == "open"] == ["P12"]


def test_the_three_switches_are_run_alone_and_together_with_flip_values(by_ladder):
    """
    The sign of carrying out direct supply is open: with a retaliatory gain and a lost relationship
    together it turns.
    """
    found = by_ladder["hold-fire"].variants

    assert [one.name for one in found.releases] == [
        "none",
        "release lasts",
        "gain released",
        "holding back ends",
        "release lasts + gain released + holding back ends",
    ]
    together = next(one for one in found.flips if one.name == "both together")
    assert together.first < 0 < together.last
    assert 0 < together.at < 1


def test_arms_for_the_war_weigh_less_once_it_has_ended(by_ladder):
    """What restraint is left after a ceasefire is never more than what there was during the war."""
    for one in by_ladder.values():
        assert max(0.0, -one.lapse.after) <= max(0.0, -one.lapse.during) + 0.05


def test_a_challenger_who_does_not_see_the_monitor_is_run_beside_the_one_who_does(by_ladder):
    """
    That Moscow sees Seoul's monitor is an assumption, and the blind variant is there for every
    ladder.
    """
    assert all(
        one.variants.blind.name == "blind" and math.isfinite(one.variants.blind.inside)
        for one in by_ladder.values()
    )


def test_ranges_hold_their_low_and_high_ends_in_order(by_ladder):
    """The fifth percentile is never above the ninety-fifth."""
    for one in by_ladder.values():
        for span in one.studied.change.values():
            assert math.isnan(span.low) or span.low <= span.high


def test_the_same_seed_gives_the_same_figures(korea, korea_contest):
    """A range can be reproduced: the seed is printed with it."""
    again = contender(
        korea, korea_contest.plan, Depth(movers=False, variants=False, answers=False), "hold-fire"
    )

    assert again.studied.change == korea_contest.of("hold-fire").studied.change


def test_every_output_of_the_answer_is_there_for_every_ladder(by_ladder):
    """
    Leverage, credibility, assurance, proportionality, the calibration gap and the rest, key by key.
    """
    wanted = {
        "leverage",
        "leverage_bought",
        "credibility",
        "assurance",
        "proportionality",
        "calibration",
        "ties",
        "threat_discount",
        "price_of_noise",
        "escalation_risk",
        "certificate",
        "path",
    }

    for one in by_ladder.values():
        assert wanted <= set(one.answer)
        assert json.dumps(one.answer, allow_nan=False)


def test_a_case_compiles_to_a_game_file_that_solves_to_the_same_answer(phaseline, tmp_path):
    """What `solve` plays can be written down, read again, and gives the same numbers."""
    path = tmp_path / "game.yaml"
    path.write_text(
        phaseline("solve", KOREA, "--ladder", "hold-fire", "--emit-game").out, encoding="utf-8"
    )

    case, file = (
        json.loads(phaseline("solve", *words, "--json").out)
        for words in ((KOREA, "--ladder", "hold-fire"), (str(path),))
    )

    for key in ("value_C", "leverage", "value_R", "p_cross", "assurance", "credibility"):
        assert file[key] == case[key]


def test_a_what_if_moves_the_game(phaseline):
    """With detection at none nothing calls for a rung, and hold-fire is as good as nothing."""
    blind = json.loads(
        phaseline(
            "solve",
            KOREA,
            "--ladder",
            "hold-fire",
            "--json",
            "--set",
            "assumptions.detection.best=0.05",
            "--set",
            "assumptions.false-alarm.best=0.05",
        ).out
    )

    assert all(abs(value) < 1 for value in blind["leverage_bought"].values())


def test_a_ladder_that_is_not_there_is_refused_with_the_nearest(phaseline):
    """The question is wrong, so the exit status is 2, and the reader is told what there is."""
    ran = phaseline("solve", KOREA, "--ladder", "hold-fir")

    assert ran.status == 2
    assert "did you mean 'hold-fire'" in ran.err
