"""
Every game file through the command: the keys, the numbers that were worked out by hand, the
strategy, the what-ifs, the text.
"""

import json
import re
from collections import defaultdict
from math import isfinite

import pytest
from asking import FILES, game_of
from expected import CREDIT, EXPECTED, L_STAR, look
from oracle_rules import load

from phaseline.game.answer import answer_on_dangers

KEYS = {
    *(
        "phaseline",
        "concept",
        "challenger_action",
        "value_C",
        "value_C_comply",
        "value_C_cross",
        "leverage",
        "leverage_bought",
    ),
    *(
        "compel_leverage",
        "value_R",
        "cost_R",
        "harm_R",
        "benefit_R",
        "audience_R",
        "disaster_R",
        "p_cross",
        "p_reverse",
    ),
    *(
        "escalation_risk",
        "share_in_force",
        "assurance",
        "threat_discount",
        "price_of_noise",
        "credibility",
        "proportionality",
    ),
    *(
        "calibration",
        "strategy",
        "ties",
        "no_commitment",
        "commit",
        "certificate",
        "path",
        "path_cross",
        "mean_periods_to_call",
    ),
    *("L_star", "by_start", "removed", "title"),
}
WITHIN = {
    "credibility": {"in_force_within", "A_star", "binds_at"},
    "ties": {"value_R_strong", "value_R_weak", "near_tie", "knife_edge"},
    "certificate": {"bellman_residual", "iterations", "bounds", "states", "grid_doubling"},
    "price_of_noise": {"challenger", "responder"},
}
NUMBERS = [(name, path) for name, paths in EXPECTED.items() for path in paths]
SWITCHED_BY_A_HAIR = 1e-4
BELIEF_SHARE = (
    0.0436  # the long-run share without a grid: docs/decisions/0008-belief-without-the-trap.md
)
SLOW = {"belief"}  # solved on several grids
every_file = pytest.mark.parametrize("name", FILES)
every_file_again = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name in SLOW else []) for name in FILES]
)


def parsed(text) -> dict:
    """JSON as the standard has it, which knows no NaN and no Infinity."""

    def refused(word):
        raise AssertionError(word)

    return json.loads(text, parse_constant=refused)


@pytest.fixture(scope="module")
def known():
    """The answers that have been asked for already, by file and words."""
    return {}


@pytest.fixture
def solved(phaseline, known):
    """
    The JSON answer of the command to a file, its strategy listed, with more words if given; asked
    for once.
    """

    def answer(name, *words):
        if (name, *words) not in known:
            ran = phaseline("solve", str(FILES[name]), "--json", "--strategy", *words)
            assert ran.status == 0, ran.err
            known[name, *words] = parsed(ran.out)
        return known[name, *words]

    return answer


@every_file
def test_every_key_is_there(name, solved):
    """
    The answer to every file is one JSON object that holds every key, whether or not it applies.
    """
    answer = solved(name)
    assert answer.keys() >= KEYS
    for key, parts in WITHIN.items():
        assert answer[key].keys() >= parts
    for moment in [*answer["path"], *(answer["path_cross"] or [])]:
        assert moment.keys() == {"t", "u_C", "u_R", "level", "rung"}
    for one in answer["calibration"]:
        assert one.keys() == {"state", "nominal", "posterior", "ppv"}
    for one in answer["proportionality"]:
        assert one.keys() >= {"rung", "level", "ratio", "gap", "chance"}
    for one in answer["mean_periods_to_call"].values():
        assert one.keys() == {"compliant", "crossed"}


@pytest.mark.parametrize(("name", "path"), NUMBERS)
def test_a_number_that_was_worked_out_by_hand(name, path, solved):
    """
    The command gives every number that was worked out by hand beside `expected.EXPECTED`, to 1e-9.
    """
    assert look(solved(name), path) == pytest.approx(EXPECTED[name][path], rel=1e-9, abs=1e-9)


@every_file
def test_the_parts_make_up_the_responders_value(name, solved):
    """
    The responder's value is its benefit less cost, harm, audience cost and disaster, and the strong
    value of `ties`.
    """
    answer = solved(name)
    parts = [answer[key] for key in ("benefit_R", "cost_R", "harm_R", "audience_R", "disaster_R")]
    assert answer["value_R"] == pytest.approx(parts[0] - sum(parts[1:]), abs=1e-9)
    assert answer["value_R"] == pytest.approx(answer["ties"]["value_R_strong"], abs=1e-8)


@every_file
def test_the_certificate_bounds_the_error(name, solved):
    """The residual is that of an exact solution, and the bounds enclose 0."""
    certificate = solved(name)["certificate"]
    size = max(1.0, *(abs(value) for value in solved(name)["value_C"].values()))
    assert certificate["bellman_residual"] <= 1e-9 * size
    low, high = certificate["bounds"]
    assert low <= 0 <= high
    assert high - low <= 1e-7 * size
    assert certificate["states"] >= 1


# -- thresholds ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "rung"), L_STAR)
def test_the_least_loss_is_the_textbooks(name, rung, solved):
    """`L_star` is g/(d − f), g − (1−δ)k or g + (1−δ)R, as the file has it."""
    assert solved(name)["L_star"][rung] == pytest.approx(L_STAR[name, rung], rel=1e-9)


@pytest.mark.parametrize(("name", "rung"), L_STAR)
def test_the_act_flips_at_the_least_loss(name, rung, solved):
    """
    A hair below the least loss the line is crossed (or not left), a hair above it is not (or left);
    the leverage is almost 0.
    """
    acts = {}
    for sign in (-1, 1):
        answer = solved(
            name,
            "--set",
            f"ladder.rungs.{rung}.loss={L_STAR[name, rung] * (1 + sign * SWITCHED_BY_A_HAIR)!r}",
        )
        acts[sign] = answer["challenger_action"]["t"]["tech"]
        force = answer["compel_leverage" if name == "A04-compel" else "leverage"]["t"]
        assert 0 < sign * force < 20 * SWITCHED_BY_A_HAIR * L_STAR[name, rung]
    assert (acts[-1], acts[1]) == (("hold", "down") if name == "A04-compel" else ("up", "hold"))


def test_compelling_is_dearer_than_deterring(solved):
    """
    With set-up cost 2, reversal cost 3 and δ = .9 the two least losses are (1−δ)(k+R) = .5 apart.
    """
    gap = solved("A04-compel")["L_star"]["r1"] - solved("A04-deter")["L_star"]["r1"]
    assert gap == pytest.approx(0.1 * (2 + 3), rel=1e-9)


@pytest.mark.parametrize("credit", CREDIT)
def test_credit_wears_off(credit, solved):
    """
    With Beta(8, 2) credit and n unexecuted calls the leverage is 2 · 8/(10+n) − 1: a tie at 6, and
    at 7 crossing pays.
    """
    answer = solved("A15", "--set", f"start.credit={credit}")
    assert answer["leverage"]["t"] == pytest.approx(CREDIT[credit], abs=1e-9)
    assert answer["path_cross"][0]["rung"]["r1"] == pytest.approx(0.8 * 8 / (10 + credit), abs=1e-9)
    assert answer["challenger_action"]["t"]["tech"] == ("up" if credit > 6 else "hold")
    assert answer["ties"]["knife_edge"] == (
        credit == 6
    )  # the audience cost of a renege makes the responder care


# -- single cases ----------------------------------------------------------------------------------


def test_two_alarms_in_a_row(solved):
    """
    A rule of two alarms in a row is met after (1+f)/f² = 420 periods by chance, after (1+d)/d² =
    4.444444 if crossed (Feller).
    """
    found = solved("A13")["mean_periods_to_call"]["r1"]
    assert found["compliant"] == pytest.approx(420, rel=1e-9)
    assert found["crossed"] == pytest.approx(4.444444, abs=1e-6)


def test_a_hazard_that_runs_on(solved):
    """
    At .02 a period a disaster comes within 24 periods with chance 1 − .98^24 = .3842197; −1/(1 −
    .95 · .98) = −14.492754.
    """
    answer = solved("A18")
    assert answer["escalation_risk"]["24"] == pytest.approx(0.3842197, abs=1e-7)
    assert answer["value_C"]["t"] == pytest.approx(-14.492754, abs=1e-6)


def test_a_logit_challenger(solved):
    """
    With λ = 4, d = .7, f = .1, g = 1, L = 1.5 and δ = .9 it cheats with chance .5986877, and its
    soft value is .7825381.
    """
    answer = solved("A08")
    assert answer["p_cross"]["1"] == pytest.approx(0.5986877, abs=1e-7)
    assert answer["value_C"]["t"] == pytest.approx(0.7825381, abs=1e-7)


@pytest.mark.parametrize(
    ("name", "paid", "value"),
    [
        ("micro-lead-0", [-1, -1, -1, -1], -10),
        ("micro-lead-2", [1, 1, -1, -1], -6.2),
        ("micro-consent-half", [0, -0.5, -0.75, -0.875], (1 - 2 * 0.5 / 0.55) / 0.1),
    ],
)
def test_the_path_of_a_crossing(name, paid, value, solved):
    """
    Gain 1, loss 2, seen at once: −1 a period; after a lead of two 1, 1, −1, …; with consent .5 the
    loss is 2(1 − .5^(t+1)).
    """
    answer = solved(name)
    assert [moment["u_C"]["t"] for moment in answer["path_cross"][:4]] == pytest.approx(
        paid, abs=1e-9
    )
    assert answer["value_C_cross"]["t"] == pytest.approx(value, abs=1e-9)


def test_a_rung_that_nobody_consents_to_is_named(solved):
    """
    A rung that cannot have consent is taken out, named in the answer, and has no entry by rung.
    """
    answer = solved("hopeless")
    assert answer["removed"] == ["r2"]
    assert "r2" not in answer["share_in_force"]


def test_a_mixed_start_is_told_apart(solved):
    """
    With chances of levels at the start the part outside and the part inside are told apart, and
    their chances sum to 1.
    """
    parts = solved("mixed-start")["by_start"]
    assert parts["not_yet"]["chance"] + parts["already"]["chance"] == pytest.approx(1)
    assert parts["already"]["compel_leverage"]["t"] > 0 == parts["not_yet"]["p_cross"]["4"]


@every_file
def test_outside_and_inside_have_their_own_keys(name, solved):
    """
    From outside there is a leverage and no leverage to compel, from inside the other way round.
    """
    answer = solved(name)
    deters = [one is not None for one in answer["leverage"].values()]
    compels = [one is not None for one in answer["compel_leverage"].values()]
    assert not (any(deters) and any(compels))
    if any(compels):
        assert answer["p_cross"] is None
        assert answer["p_reverse"]
    elif answer["by_start"] is None:
        assert answer["p_reverse"] == {}


@pytest.mark.parametrize("name", ["belief", "two-types", "eye-by-rung"])
def test_what_is_told_of_dangers_stands_so_in_the_whole_answer(name, solved):
    """On the grid of beliefs that was accepted, where there is one, too."""
    dangers = answer_on_dangers(game_of(load(FILES[name])))

    assert {*dangers} == {"napkin", "assurance_parts", "calibration"}
    assert json.loads(json.dumps(dangers)) == {key: solved(name)[key] for key in dangers}


# -- belief ----------------------------------------------------------------------------------------


def test_a_belief_is_refined_until_it_holds_still(solved):
    """
    The doubling test accepts the grid, gives its table and what still moves, and the share is
    within 1 % of that without a grid.
    """
    answer = solved("belief")
    table = answer["certificate"]["grid_doubling"]
    assert table["accepted"] is True
    assert 0 <= table["residual"] < 0.01
    assert [row["grid"] for row in table["grids"]] == [
        2 ** (5 + n) + 1 for n in range(len(table["grids"]))
    ]
    assert len(table["grids"]) >= 3
    assert answer["share_in_force"]["r1"] == pytest.approx(BELIEF_SHARE, rel=0.01)
    assert table["grids"][-1]["share_in_force"]["r1"] == pytest.approx(
        answer["share_in_force"]["r1"], rel=1e-12
    )


def test_what_a_belief_says_stands_beside_what_is_so(solved):
    """
    Against one who never crosses, each belief of the monitor has its nominal value beside a
    posterior of 0.
    """
    rows = solved("belief")["calibration"]
    assert [row["nominal"] for row in rows] == [row["state"] for row in rows]
    assert {row["posterior"] for row in rows} == {0.0, None} or {
        row["posterior"] for row in rows
    } == {0.0}
    assert any(row["nominal"] > 0.8 and row["ppv"] == 0 for row in rows)


# -- strategy, emitted games, what-ifs, text -------------------------------------------------------


@every_file
def test_the_strategy_is_a_chance_for_every_state(name, solved):
    """
    With --strategy, what is listed for a type in a period and a state are acts whose chances sum to
    1.
    """
    answer = solved(name)
    total = defaultdict(float)
    for entry in answer["strategy"]:
        assert entry.keys() == {"state", "act", "chance"}
        assert 0 < entry["chance"] <= 1 + 1e-12
        total[json.dumps(entry["state"], sort_keys=True)] += entry["chance"]
    assert total
    assert all(chance == pytest.approx(1, abs=1e-9) for chance in total.values())
    assert {json.loads(state)["type"] for state in total} == {*answer["value_C"]}


@pytest.mark.parametrize("name", ["A01", "two-types", "mixed-start"])
def test_without_the_word_there_is_no_strategy(name, solved, phaseline):
    """The strategy is null unless it is asked for, and asking for it changes nothing else."""
    plain = parsed(phaseline("solve", str(FILES[name]), "--json").out)
    assert plain["strategy"] is None
    assert without(plain, "strategy") == without(solved(name), "strategy")


def without(answer, *keys) -> dict:
    """An answer without some of its keys."""
    return {key: at for key, at in answer.items() if key not in keys}


@every_file_again
def test_an_emitted_game_has_the_same_answer(name, solved, phaseline, tmp_path):
    """
    The game that --emit-game writes is a game file, and its answer is that of the file that it was
    made from.
    """
    written = phaseline("solve", str(FILES[name]), "--emit-game")
    assert written.status == 0, written.err
    copy = tmp_path / "copy.yaml"
    copy.write_text(written.out, encoding="utf-8")

    again = phaseline("solve", str(copy), "--json", "--strategy")

    assert again.status == 0, again.err
    assert without(parsed(again.out), "file") == without(solved(name), "file")


@every_file_again
def test_the_text_prints(name, phaseline):
    """
    The text form of every answer is said in words and numbers: no 'nan', no bare None, no
    traceback, nothing on stderr.
    """
    ran = phaseline("solve", str(FILES[name]))
    assert ran.status == 0, ran.err
    assert not re.search(r"\b(nan|inf|None|Traceback)\b", ran.out)
    assert "Traceback" not in ran.err
    assert len(ran.out.splitlines()) > 5


def test_a_what_if_is_solved_and_told(solved, phaseline):
    """
    A what-if changes the answer as the file would: with loss 1.5 in A01 the leverage is (.7 − .1) ·
    1.5 − 1 = −.1; it is named.
    """
    answer = solved("A01", "--set", "ladder.rungs.r1.loss=1.5")
    assert answer["leverage"]["t"] == pytest.approx(-0.1, abs=1e-12)
    assert answer["challenger_action"]["t"] == {"tech": "up"}
    assert answer["p_cross"] == {"1": 1.0}
    assert answer["set"] == {"ladder.rungs.r1.loss": "1.5"}
    assert (
        "what-if" in phaseline("solve", str(FILES["A01"]), "--set", "ladder.rungs.r1.loss=1.5").out
    )


def test_several_what_ifs_at_once(solved):
    """A gain of 2 and a loss of 4 are A01 twice as large: all the challenger's values double."""
    twice = solved(
        "A01", "--set", "challenger.types.t.gain.tech.crossed=2", "--set", "ladder.rungs.r1.loss=4"
    )
    for key in ("value_C", "value_C_comply", "value_C_cross", "leverage", "leverage_bought"):
        assert twice[key]["t"] == pytest.approx(2 * solved("A01")[key]["t"], rel=1e-12)


@pytest.mark.parametrize(
    "change", ["ladder.rungs.r9.loss=1", "ladder.rungs.r1.loss=much", "time.discount.challenger=1"]
)
def test_a_what_if_that_makes_no_game_is_refused(change, phaseline):
    """
    A what-if of an address that is not there, or of a value that the format refuses, ends with
    status 2 and no answer.
    """
    ran = phaseline("solve", str(FILES["A01"]), "--json", "--set", change)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err


def test_numbers_are_in_full_precision(solved):
    """
    JSON carries doubles in full: −2 · 1/.1 of the tie's weak value is not rounded, and every number
    is finite.
    """
    assert solved("vote-after-2")["value_C_cross"]["t"] == pytest.approx(
        -10 + 1.9 / 0.595, rel=1e-14
    )
    assert all(isfinite(number) for name in FILES for number in numbers(solved(name)))


def numbers(answer):
    """All numbers of an answer."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, list):
        for one in answer:
            yield from numbers(one)
    elif isinstance(answer, float):
        yield answer
