"""
From law and votes to the game: what each standing comes to, votes of one Assembly, consent that is
shared, penalties.
"""

from collections import Counter
from dataclasses import replace
from math import exp, inf, log, sqrt
from pathlib import Path
from statistics import fmean, stdev

import pytest
from scipy.stats import norm

from phaseline.case.check.report import checked
from phaseline.case.games import policy_of
from phaseline.case.model.play import MeasureEffect
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design, used
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.consent.consent import (
    VOTE,
    awaited,
    consent_path,
    parties,
    penalties,
    readings_of,
    rests_on,
    stands,
    steps_of,
)
from phaseline.desk.consent.law_queries import legal
from phaseline.desk.consent.votes import SHOCK, sitting
from phaseline.desk.delivery.supply_options import without_goods
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import QuestionError
from phaseline.game.barred_rungs import trimmed
from phaseline.game.check import game_diagnostics
from phaseline.game.spec import Retry, Vote
from phaseline.law.model import Standing

HALL = Path(__file__).parent / "hall.yaml"
# Moved, carried, what it costs, its unit: the middles of 0.1 to 0.8, 0 to 0.6, 0 to 2, 0.05 to 0.4.
PENALTY = 0.45 * 0.3 * 1 * 0.225
READINGS = ("revision_needed", "executive", "loophole", "opposition")


def read(path, **changes):
    """A case that is sound, with what-ifs."""
    report = checked(
        read_case(
            path,
            changes={
                name.replace("__", ".").replace("_", "-"): value for name, value in changes.items()
            },
        ),
        {},
    )
    assert report.is_sound, report.diagnostics[:3]
    return report.reading.case


@pytest.fixture(scope="module")
def hall():
    """
    The invented case: one measure for each standing, and a hall of three members of one party.
    """
    return read(HALL)


@pytest.fixture
def altered(tmp_path):
    """The invented case with some words replaced."""

    def case(*pairs):
        text = HALL.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "hall.yaml").write_text(text, encoding="utf-8")
        return read(tmp_path / "hall.yaml")

    return case


@pytest.fixture(scope="module")
def best(hall):
    """Every assumption of the invented case in the middle of its range."""
    return best_values(hall)


@pytest.fixture(scope="module")
def plan(korea):
    """A few draws of the worked case."""
    return design(korea, count=8)


def at(values, **changes):
    """Some assumptions, or shocks, at another value."""
    return replace(
        values,
        values={
            **values.values,
            **{name.replace("__", ".").replace("_", "-"): one for name, one in changes.items()},
        },
    )


def wanted(case, values, measure, reading="government"):
    """What a measure waits for."""
    return consent_path(case.games[0], stands(case, reading)[measure], values)


def passes(share):
    """
    The chance that two of three agree, each with the same chance apart: 3 p² (1 - p) + p³ = p² (3 -
    2 p).
    """
    return share * share * (3 - 2 * share)


def rungs(case, name, values, reading=""):
    """The rungs of a game by id."""
    game = game_of(base_setting(case, policy_of(case, name), reading=reading), values)
    assert game_diagnostics(game) == ()
    return {one.id: one for one in game.ladder.rungs}


@pytest.mark.parametrize(
    ("measure", "standing", "chance"),
    [
        ("patrol", "practice", 1.0),
        ("shadow", "silent", (0.5 + 0.9) / 2),
        ("search", "executive", (0.1 + 0.3) / 2),
        ("sink", "barred", 0.0),
    ],
)
def test_a_standing_without_a_vote_comes_to_what_the_game_says(
    hall, best, measure, standing, chance
):
    """
    Practice is followed, silence and a minister alone are the middles of their assumptions, a bar
    is no consent; nobody votes.
    """
    found = wanted(hall, best, measure)

    assert stands(hall, "government")[measure].standing.value == standing
    assert found.chance == pytest.approx(chance)
    assert (found.is_vote, found.wait, found.lead) == (False, 0.0, 0.0)


def test_the_assemblys_consent_is_its_vote(hall, best):
    """
    A party of which half agree passes what it is asked for half of the time, whatever moves it: yes
    and no mirror each other.
    """
    found = wanted(hall, best, "close")

    assert found.chance == pytest.approx(0.5)
    assert (found.is_vote, found.lead, found.steps) == (True, pytest.approx(1.0), ("vote",))


def test_a_bar_that_the_assembly_can_lift_takes_a_change_of_law_first(hall, best):
    """
    The law (two months) comes before consent (one month); over all shocks the least of both chances
    stands.

    Without a swing a quarter of three passes 0.25² (3 - 2 · 0.25) = 0.15625, and a half passes 0.5.
    """
    stand = stands(hall, "government")["mine"]

    found = wanted(hall, at(best, swing=0.0), "mine")

    assert steps_of(stand) == ("amend_law", "vote")
    assert found.chance == pytest.approx(0.15625)
    assert found.lead == pytest.approx(2.0 + 1.0)


def test_the_procedure_that_lifts_a_bar_is_the_one_that_the_case_names(altered, hall, best):
    """Renamed, it gives the same chance and the same time; nothing of its id is in the code."""
    renamed = altered(("amend_law", "statute"))
    values = best_values(renamed)

    found = wanted(renamed, values, "mine")

    assert steps_of(stands(renamed, "government")["mine"]) == ("statute", "vote")
    assert replace(found, steps=("amend_law", "vote")) == wanted(hall, best, "mine")


def test_a_bar_that_nothing_lifts_is_a_bar(altered):
    """The hall could consent to mines; where no procedure lifts the bar, nothing is waited for."""
    case = altered(("    lifts_bars: amend_law\n", ""))
    stand = stands(case, "government")["mine"]

    found = wanted(case, best_values(case), "mine")

    assert stand.standing is Standing.BARRED
    assert (found.chance, found.steps) == (0.0, ())


def test_a_standing_is_that_of_its_reading(hall, best):
    """
    What is an arrest is read in two ways: the government seizes ships alone, for its neighbour that
    is barred.
    """
    found = {reading: wanted(hall, best, "seize", reading).chance for reading in readings_of(hall)}

    assert found == {"government": pytest.approx(0.2), "neighbour": 0.0}


def test_given_the_shocks_a_vote_is_of_that_assembly_and_may_be_retried(hall, best):
    """
    A shock of one moves a share of one half to 1 / (1 + e⁻¹); the votes of both steps are then
    apart, and the retry comes after 3 months.
    """
    half, quarter = 1 / (1 + exp(-1)), 1 / (1 + exp(-(log(1 / 3) + 1)))
    drawn = at(best, shocks__blue=1.0)

    vote, law = wanted(hall, drawn, "close"), wanted(hall, drawn, "mine")

    assert vote.chance == pytest.approx(passes(half), abs=1e-12)
    assert law.chance == pytest.approx(passes(half) * passes(quarter), abs=1e-12)
    assert vote.wait == law.wait == pytest.approx(3.0)


def test_over_all_shocks_no_second_vote_is_taken(hall, best):
    """
    Without shocks the chance stands for every Assembly that may be there, so that a retry would
    make a majority out of patience.
    """
    plain, drawn = (
        rungs(hall, "climb", values)["shut"].consent
        for values in (best, at(best, shocks__blue=1.0))
    )

    assert wanted(hall, best, "close").wait == 0.0
    assert plain.retry == "never"
    assert drawn.retry == Retry(after=3)


def test_a_chance_of_the_vote_may_be_put_in_place_of_the_count(hall, best):
    """
    A test of a claim says what the vote comes to; it is a vote all the same, retried, and nobody
    else's consent changes.
    """
    given = at(best, **{VOTE.replace(".", "__"): 0.9})

    found = wanted(hall, given, "mine")

    assert (found.chance, found.is_vote, found.wait) == (0.9, True, pytest.approx(3.0))
    assert wanted(hall, given, "search").chance == pytest.approx(0.2)


def test_the_mean_over_many_shocks_is_the_chance_over_all_of_them(hall, best):
    """
    With one draw in each n-th of the shock's distribution the mean of a rising chance is off by at
    most one n-th.

    For the change of law, 0.23 over all shocks, that is closer than the 0.15625 of members apart.
    """
    draws = design(hall, count=64).draws
    shocks = [one.values[f"{SHOCK}blue"] for one in draws]

    mean = fmean(sitting(hall, at(best, shocks__blue=shock), "amend_law") for shock in shocks)

    assert mean == pytest.approx(sitting(hall, best, "amend_law"), abs=1 / 64)
    assert abs(mean - passes(0.25)) > 2 / 64


@pytest.mark.slow
def test_the_mean_over_shocks_of_eight_parties_is_the_chance_over_all_of_them(korea):
    """
    Two thousand draws: within three standard errors of plain sampling, sqrt(p (1 - p) / 2000), of
    the chance p over all shocks.
    """
    best = best_values(korea)
    draws = design(korea, count=2000).draws
    shocks = [
        {name: value for name, value in one.values.items() if name.startswith(SHOCK)}
        for one in draws
    ]
    chance = sitting(korea, best, "amend_law")

    mean = fmean(
        sitting(korea, replace(best, values={**best.values, **one}), "amend_law") for one in shocks
    )

    assert mean == pytest.approx(chance, abs=3 * sqrt(chance * (1 - chance) / 2000))
    assert 3 * sqrt(chance * (1 - chance) / 2000) < chance / 2


def test_every_draw_holds_one_standard_normal_shock_a_party(korea):
    """
    Each party's shock has one draw in each n-th of the standard normal distribution, and no two
    parties have theirs in one order.

    Means and deviations of such a sample are much closer than those of plain sampling: 256 draws,
    within 0.02 and 0.05.
    """
    draws = design(korea, count=256).draws
    names = {f"{SHOCK}{party}" for party in parties(korea)}
    by_party = {name: [one.values[name] for one in draws] for name in names}

    assert len(names) == 8
    assert all({name for name in one.values if name.startswith(SHOCK)} == names for one in draws)
    for values in by_party.values():
        assert sorted(int(norm.cdf(value) * 256) for value in values) == list(range(256))
        assert fmean(values) == pytest.approx(0, abs=0.02)
        assert stdev(values) == pytest.approx(1, abs=0.05)
    assert (
        len({tuple(sorted(range(256), key=values.__getitem__)) for values in by_party.values()})
        == 8
    )


def test_the_best_values_hold_no_shock(plan):
    """
    At the best values the chance over all shocks counts; a shock among them would be one
    Assembly's.
    """
    assert [name for name in plan.best.values if name.startswith(SHOCK)] == []


def test_all_ladders_meet_the_same_assembly_in_a_draw(korea, plan):
    """
    In each draw the vote on direct supply has one chance, whichever ladder asks for it; between
    draws it differs.
    """
    asking = (
        ("jump", "J1"),
        ("hold-fire", "H1"),
        ("kim-step-down", "R4a"),
        ("kim-freeze", "R4b"),
        ("official-soldiers", "Y1"),
    )

    chances = []
    for draw in plan.draws:
        found = [rungs(korea, name, draw)[rung].consent for name, rung in asking]
        chances.append({one.chance if isinstance(one, Vote) else one for one in found})

    assert all(len(one) == 1 for one in chances)
    assert len({next(iter(one)) for one in chances}) > 1


@pytest.mark.parametrize(
    ("ladder", "lower", "upper", "lead"),
    [
        ("kim-step-down", "R4a", "R4b", 0),
        ("official-soldiers", "Y1", "Y2", 0),
        ("official-cooperation", "Y1", "Y2", 4),
    ],
)
def test_two_rungs_of_direct_supply_share_one_vote(korea, ladder, lower, upper, lead):
    """
    The vote on the lower rung is the upper one's too; the bill takes four months, at its best
    value.

    Climbed rung by rung they have passed already when the upper rung is called; where both may be
    called at once they have not.
    """
    found = rungs(korea, ladder, best_values(korea))

    assert (found[lower].consent.same_as, found[lower].consent.lead) == ("", 4)
    assert (found[upper].consent.same_as, found[upper].consent.lead) == (lower, lead)
    assert found[upper].consent.chance == found[lower].consent.chance


def test_a_rung_waits_for_the_least_likely_of_its_consents(hall, best):
    """
    Following ships in silence comes with 0.7, searching them alone with 0.2: the rung that adds
    both waits for the search.
    """
    assert rungs(hall, "climb", best)["seen"].consent == pytest.approx(0.2)


def test_a_vote_that_does_not_decide_a_rung_decides_no_other(altered):
    """
    A rung adds a search (0.2) and a closure (by vote, 0.5) and waits for the search; the next
    closure has a vote of its own, with its time.
    """
    case = altered(
        (
            "measures: [patrol, shadow, search, seize]}",
            "measures: [patrol, shadow, search, close]}",
        ),
        (
            "measures: [patrol, shadow, search, seize, close]}",
            "measures: [patrol, shadow, search, close, sink]}",
        ),
        ("measures: [patrol, shadow, search]}", "measures: [patrol]}"),
        ("tags: [sinking]", "tags: [closing]"),
        ("when: [sinking]", "when: [arresting]"),
        ("- {measure: mine,", "- {measure: sink, loss: assumptions.gain}\n      - {measure: mine,"),
    )

    found = rungs(case, "climb", best_values(case))

    assert found["held"].consent == pytest.approx(0.2)
    assert (found["shut"].consent.same_as, found["shut"].consent.lead) == ("", 1)


def test_a_gate_that_is_called_like_a_procedure_is_no_vote_of_it(altered):
    """The law's vote, a half, and a gate of the same name, 0.3, are two consents of two rungs."""
    case = altered(
        (
            "gates: [{id: allies, title: The allies, chance: assumptions.allies}]",
            "gates: [{id: vote, title: V, chance: assumptions.allies, retry: assumptions.again}]",
        ),
        ("gate: allies", "gate: vote"),
        (
            "measures: [patrol, shadow, search, seize, close, mine]",
            "measures: [patrol, shadow, search, seize, close, call]",
        ),
    )

    found = rungs(case, "climb", best_values(case))

    assert found["shut"].consent.chance == pytest.approx(0.5)
    assert (found["mined"].consent.chance, found["mined"].consent.same_as) == (
        pytest.approx(0.3),
        "",
    )


@pytest.mark.parametrize(
    ("reading", "gone"),
    [
        ("revision_needed", ()),
        ("executive", ("R4a", "R4b")),
        ("loophole", ()),
        ("opposition", ("R2", "R3", "R4a", "R4b")),
    ],
)
def test_a_rung_that_a_reading_bars_is_taken_out_under_it(korea, reading, gone):
    """
    The executive bars direct supply, the opposition every lethal rung; the New Europe Center and
    the Kim paper leave a way for each.
    """
    setting = base_setting(korea, policy_of(korea, "kim-step-down"), reading=reading)

    _, removed = trimmed(game_of(setting, best_values(korea)))

    assert removed == gone


def test_under_the_loophole_the_minister_acts_or_does_not(korea):
    """
    What is replaced waits for the minister, who uses the power with the middle of 0 to 0.6 a month;
    of offensive weapons, none of them called surplus, the law is silent, the middle of 0.5 to 1;
    there is no vote.
    """
    found = rungs(korea, "kim-step-down", best_values(korea), "loophole")

    assert {name: found[name].consent for name in ("R2", "R3", "R4a", "R4b")} == {
        "R2": pytest.approx(0.3),
        "R3": pytest.approx(0.75),
        "R4a": pytest.approx(0.3),
        "R4b": pytest.approx(0.75),
    }


def test_what_no_paper_calls_surplus_or_replaced_does_not_go_by_that_permission(korea):
    """
    The New Europe Center paper calls Hawk, Mistral and Igla replaced and the 105 mm shells surplus:
    the minister may transfer these alone. Cheongung II and the laser stay, of K239, K105 and all
    else that is offensive the law is silent, and no other reading tells the goods apart.
    """
    found = {name: stands(korea, name) for name in READINGS}
    shells = legal(korea).cell("replaced_direct", "loophole")

    assert {
        name: (stand.standing.value, without_goods(korea.measures[name], stand.stays).goods)
        for name, stand in found["loophole"].items()
        if name in ("indirect_def", "direct_def")
    } == {
        "indirect_def": ("executive", ("hawk", "mistral", "igla")),
        "direct_def": ("executive", ("hawk", "mistral", "igla")),
    }
    assert shells.standing.value == "executive"
    assert {found["loophole"][name].standing.value for name in ("indirect_off", "direct_off")} == {
        "silent"
    }
    assert {
        stand.stays for name in READINGS if name != "loophole" for stand in found[name].values()
    } == {()}


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize(
    "ladder",
    ["kim-step-down", "kim-freeze", "official-cooperation", "dialogue-conditional", "aggressive"],
)
def test_every_reading_makes_a_sound_game(korea, plan, ladder, reading):
    """
    What is compiled under a reading would pass as a game file, at the best values and in each draw.
    """
    for values in (plan.best, *plan.draws):
        assert rungs(korea, ladder, values, reading)


def test_a_penalty_adds_to_the_cost_of_a_rung_once(korea):
    """
    On R4a one measure provokes the impeachment, on R4b two do: where the minister acts alone both
    cost 0.45 · 0.3 · 1 · 0.225 = 0.030375 more than by a vote. Supply through partners provokes
    none: the threat is against weapons for Ukraine, R3 costs 0.11 + 0.21 · 0.5.
    """
    alone, voted = (
        rungs(korea, "kim-step-down", best_values(korea), reading)
        for reading in ("loophole", "revision_needed")
    )

    assert alone["R4b"].cost == pytest.approx(0.5 + PENALTY)
    for name in ("R4a", "R4b"):
        assert alone[name].cost - voted[name].cost == pytest.approx(PENALTY)
    assert alone["R3"].cost == voted["R3"].cost == pytest.approx(0.215)


def test_who_asks_the_assembly_is_not_punished_for_bypassing_it(korea):
    """
    Direct supply costs 0.225 + 0.55 · 0.5 = 0.5 by a vote, and the penalty more where the minister
    acts alone.
    """
    by_vote, alone = (
        rungs(korea, "jump", best_values(korea), reading)["J1"].cost
        for reading in ("revision_needed", "loophole")
    )

    assert by_vote == pytest.approx(0.5)
    assert alone == pytest.approx(0.5 + PENALTY)


def test_a_penalty_without_a_chance_of_its_own_is_carried_by_its_vote(hall, best):
    """
    A rebuke is moved with 0.4 and carried by a vote that passes half of the time; nobody is rebuked
    for a patrol or for having asked.
    """
    found = {name: penalties(hall, one, best) for name, one in stands(hall, "government").items()}

    assert {name for name, held in found.items() if held} == {"shadow", "search"}
    (risk,) = found["shadow"]
    assert (risk.penalty, risk.chance, risk.carried, risk.procedure) == (
        "rebuke",
        pytest.approx(0.4),
        pytest.approx(0.5),
        "vote",
    )


def test_what_is_waited_for_is_told_with_the_months_to_the_next_asking(hall, best):
    """
    A vote of all Assemblies has no second, one of a draw has it after 3 months; what is no vote is
    asked each month, what waits for nobody is there.
    """
    drawn = at(best, shocks__blue=0.0)
    effects = {one.measure: one for one in hall.games[0].effects}

    found = {name: awaited(best, effects[name]) for name in ("close", "shadow", "call")}

    assert found == {
        "close": (pytest.approx(0.5), inf),
        "shadow": (pytest.approx(0.7), 1.0),
        "call": (pytest.approx(0.3), 1.0),
    }
    assert awaited(drawn, effects["close"]) == (pytest.approx(0.5), pytest.approx(3.0))
    assert awaited(best, MeasureEffect(measure="call")) == (1.0, 1.0)


def test_consents_rest_on_the_count_of_votes_and_on_the_time_it_takes(hall):
    """
    Shares and shocks of both votes, and the rebuke, change numbers; the months of both procedures
    change the game's structure, as the retry does.
    """
    numbers, structure = rests_on(hall)
    continuous, structural = used(hall)

    assert (numbers, structure) == (
        {"swing", "agree", "change", "moved"},
        {"vote-time", "law-time"},
    )
    assert {"dares", "signs", *numbers} <= set(continuous)
    assert {"again", *structure} <= set(structural)


@pytest.mark.parametrize("ladder", ["climb", "nothing"])
def test_without_a_reading_the_gates_alone_are_asked(hall, ladder):
    """
    A game that names no reading plays on: the closure waits for its gate, 0.3, a mine for nobody;
    no shock is drawn.
    """
    case = replace(hall, games=(replace(hall.games[0], reading=""),))
    values = best_values(case)

    found = rungs(case, ladder, values)

    assert (readings_of(case), parties(case), stands(case, ""), rests_on(case)) == (
        (),
        (),
        {},
        (frozenset(), frozenset()),
    )
    assert all(
        not name.startswith(SHOCK) for one in design(case, count=8).draws for name in one.values
    )
    assert {name: one.consent for name, one in found.items()} == (
        {
            "low": 1.0,
            "seen": pytest.approx(0.3),
            "held": 1.0,
            "shut": pytest.approx(0.3),
            "mined": 1.0,
        }
        if ladder == "climb"
        else {"still": 1.0}
    )


def test_a_standing_that_the_game_says_nothing_of_is_refused(hall, best):
    """The message names the standing and where to write its rule."""
    setup = hall.games[0]
    bare = replace(setup, consents=tuple(one for one in setup.consents if one.standing != "silent"))

    with pytest.raises(
        QuestionError, match=r"what the standing 'silent' comes to \(game\.yaml, `consents:`\)"
    ):
        consent_path(bare, stands(hall, "government")["shadow"], best)


def test_a_reading_that_is_not_there_is_refused_with_the_nearest(hall):
    """Or with the word that there is none, where the game names none."""
    bare = replace(hall, games=(replace(hall.games[0], reading=""),))

    with pytest.raises(QuestionError, match="did you mean 'government'"):
        base_setting(hall, policy_of(hall, "climb"), reading="goverment")
    with pytest.raises(QuestionError, match="its game names none"):
        base_setting(bare, policy_of(bare, "climb"), reading="government")


def test_the_reading_that_is_played_first_heads_the_list(korea, hall):
    """The setup names it, the others follow in the order of the case."""
    assert readings_of(korea) == READINGS
    assert readings_of(hall) == ("government", "neighbour")
    assert base_setting(korea, policy_of(korea, "jump")).reading == "revision_needed"


def test_a_what_if_about_the_shock_reaches_the_vote_of_the_game():
    """
    With no swing at all the members are apart: the change of law passes with 0.15625, where it had
    0.23.
    """
    apart = read(HALL, assumptions__swing__best="0")

    assert rungs(apart, "climb", best_values(apart))["mined"].consent.chance == pytest.approx(
        0.15625
    )


def test_a_shock_of_nothing_leaves_the_worked_vote_to_members_apart(korea):
    """
    What-ifs reach the game by address: the vote's chance is then that of members who decide alone,
    orders of magnitude smaller.
    """
    apart = read_case(case_path("korea-2024"), changes={"assumptions.party-shock.best": "0"}).case
    values = best_values(apart)

    found = rungs(apart, "hold-fire", values)["H1"].consent.chance

    assert found == pytest.approx(
        sitting(korea, at(best_values(korea), party_shock=0.0), "amend_law")
    )
    assert found < 1e-6 < rungs(korea, "hold-fire", best_values(korea))["H1"].consent.chance


def test_a_vote_less_likely_than_the_solver_is_exact_counts_as_lost(hall, best):
    """
    Where hardly one in a hundred thousand agrees, two of three do with 3e-10: nobody consents in
    the game, and the chance is told as it is.
    """
    hardly = at(best, agree=1e-5, swing=0.0)

    assert wanted(hall, hardly, "close").chance == pytest.approx(passes(1e-5))
    assert rungs(hall, "climb", hardly)["shut"].consent == 0.0


def test_measures_that_law_is_not_asked_about_stand_nowhere(hall):
    """
    Each measure with an option has a standing, those without have none; one standing of each kind
    is there.
    """
    found = stands(hall, "government")

    assert set(found) == {one.id for one in hall.measures if one.option}
    assert Counter(one.standing.value for one in found.values()) == {
        "practice": 1,
        "silent": 1,
        "executive": 2,
        "barred": 1,
        "consent": 1,
        "consent_lifts_bar": 1,
    }
