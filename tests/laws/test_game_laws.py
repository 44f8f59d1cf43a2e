"""
What holds for every game: of units, names, and words that mean the same; of limits, of parts, and
of commitment.
"""

import copy
import itertools
import json
import re
from math import inf, log

import numpy as np
import pytest
from asking import Followed, game_of, ready, told
from depth import NOT_SHRUNK, examples
from hypothesis import assume, given
from hypothesis import strategies as st
from likeness import promised, strays
from oracle_play import simulate
from oracle_rules import without_hopeless
from strategies import inner, odd, random_game, track

from phaseline.game.commit import committed
from phaseline.game.compile.games import FollowedChoices, skeleton
from phaseline.game.credibility import credibility
from phaseline.game.equilibrium import uncommitted
from phaseline.game.fixed_behaviour import (
    comes_within,
    crossed,
    first_period,
    threat_discount,
)
from phaseline.game.metrics import crossing_chance, rung_shares, value
from phaseline.game.occupancy import occupancies
from phaseline.game.play import played, played_quickly, responder_value
from phaseline.game.response import followed
from phaseline.game.strategy import strategy
from phaseline.game.unobserved import blinded

law = examples(12, phases=NOT_SHRUNK)
WITHIN = 5  # periods


# -- what is asked of a play -----------------------------------------------------------------------


def play_of(data):
    """The game as played."""
    return played([ready(data)])


def values_c(play) -> list:
    """What the game is worth to each type."""
    return [float((play.model.start * one.choice.values[0]).sum(axis=0)[0]) for one in play.types]


def value_r(play) -> float:
    """What it is worth to the responder, ties broken for it."""
    return float(responder_value(play, best=True)[0])


def p_cross(play) -> float:
    """The chance that the line is entered within a few periods."""
    return float(crossing_chance(play, occupancies(play, (WITHIN,))[WITHIN], WITHIN)[0])


def same(data, other, *, rel=1e-8):
    """Hold two games to the same values of both sides and the same chance of crossing."""
    one, two = play_of(data), play_of(other)
    assert values_c(two) == pytest.approx(values_c(one), rel=rel, abs=1e-8)
    assert value_r(two) == pytest.approx(value_r(one), rel=rel, abs=1e-8)
    assert p_cross(two) == pytest.approx(p_cross(one), rel=rel, abs=1e-8)


def changed(data, change) -> dict:
    """A copy, with something changed in it."""
    data = copy.deepcopy(data)
    change(data)
    return data


def scaled(value, factor):
    """A number, or a table by track and level, times a factor."""
    return (
        {key: scaled(at, factor) for key, at in value.items()}
        if isinstance(value, dict)
        else value * factor
    )


def kinds(data) -> list:
    """The types of a game."""
    return data["challenger"]["types"]


def answers_best(data) -> bool:
    """Whether every type answers best."""
    return all(kind.get("behaviour", "best") == "best" for kind in kinds(data))


def never_errs(data) -> bool:
    """Whether every type answers best and none errs."""
    return answers_best(data) and all("rationality" not in kind for kind in kinds(data))


def mildest(data):
    """Make every type err by nothing."""
    for kind in kinds(data):
        kind.pop("rationality", None)


# -- a small family: one line, one rung, a report --------------------------------------------------


@st.composite
def watched_line(draw, horizons=("inf", 1, 4)) -> dict:
    """
    One hidden track that is reported clean or alarm, one rung above the lowest, called by an alarm.
    """
    d, f = draw(inner), draw(inner)
    moves = [{"do": "up", "from": "none", "to": "crossed", "cost": draw(odd)}]
    moves += (
        [{"do": "down", "from": "crossed", "to": "none", "cost": draw(odd)}]
        if draw(st.booleans())
        else []
    )
    reports = {
        "labels": ["clean", "alarm"],
        "likelihood": {"none": [1 - f, f], "crossed": [1 - d, d]},
    }
    rung = {
        "id": "r1",
        "loss": draw(odd),
        "cost": draw(odd),
        "benefit": {"tech": {"crossed": draw(odd)}},
        "setup": draw(odd),
    }
    rung |= {"standdown": draw(st.sampled_from([1.0, 0.5, 0])), "lead": draw(st.integers(0, 2))}
    return {
        "phaseline": 1,
        "kind": "game",
        "time": {
            "horizon": draw(st.sampled_from(horizons)),
            "discount": {"challenger": 0.9, "responder": 0.8},
        },
        "challenger": {
            "tracks": [
                {"id": "tech", "levels": ["none", "crossed"], "moves": moves, "reports": reports}
            ],
            "types": [{"id": "t", "gain": {"tech": {"crossed": draw(odd)}}}],
        },
        "red_line": {"tech": ["crossed"]},
        "monitor": {"kind": "last_report"},
        "ladder": {"rungs": [{"id": "r0"}, rung], "policy": {"enter": {"r1": "alarm"}}},
        "responder": {"harm": {"tech": {"crossed": draw(odd)}}},
        "solve": {"horizons": [WITHIN]},
    }


def multiply_losses(ladder, factor):
    """Multiply all that a ladder imposes: by rung, once some of its measures are over, and once."""
    for rung in ladder["rungs"]:
        for part in (rung, *rung.get("without", ())):
            part["loss"] = scaled(part.get("loss", 0), factor)
    for measure in ladder.get("measures", ()):
        measure["once_loss"] = scaled(measure.get("once_loss", 0), factor)


# -- 1, 2: units -----------------------------------------------------------------------------------


@law
@given(random_game(), st.sampled_from([0.5, 3.0]))
def test_the_challengers_unit_is_free(data, c):
    """
    If all that the challenger gains, loses and pays is multiplied by c and its precision divided by
    c, it does the same, for c times the value.
    """

    def dearer(game):
        for kind in kinds(game):
            kind["gain"] = scaled(kind.get("gain", {}), c)
            kind["disaster_loss"] = kind.get("disaster_loss", 0) * c
            if "rationality" in kind:
                kind["rationality"] /= c
        for one in game["challenger"]["tracks"]:
            for move in one.get("moves", []):
                move["cost"] = move.get("cost", 0) * c
        multiply_losses(game["ladder"], c)

    one, two = play_of(data), play_of(changed(data, dearer))
    assert values_c(two) == pytest.approx(
        [c * value for value in values_c(one)], rel=1e-9, abs=1e-9
    )
    assert p_cross(two) == pytest.approx(p_cross(one), abs=1e-9)
    assert value_r(two) == pytest.approx(value_r(one), abs=1e-8)


@law
@given(random_game(), st.sampled_from([-2.0, 0.75]))
def test_what_comes_in_any_case_changes_nothing(data, amount):
    """
    Where the game has no end and no disaster, a constant u in every period adds u/(1 − δ) to the
    value and changes no act.
    """

    def endless(game):
        game["time"]["horizon"] = "inf"
        for rung in game["ladder"]["rungs"]:
            rung.pop("hazard", None)

    def richer(game):
        name, levels = (
            game["challenger"]["tracks"][0]["id"],
            game["challenger"]["tracks"][0]["levels"],
        )
        for kind in kinds(game):
            gain = kind.setdefault("gain", {}).setdefault(name, {})
            gain.update({level: gain.get(level, 0) + amount for level in levels})

    before = changed(data, endless)
    one, two = play_of(before), play_of(changed(before, richer))
    discounts = [
        kind.get("discount", before["time"]["discount"]["challenger"]) for kind in kinds(before)
    ]
    wanted = [
        value + amount / (1 - discount)
        for value, discount in zip(values_c(one), discounts, strict=True)
    ]
    assert values_c(two) == pytest.approx(wanted, rel=1e-9, abs=1e-9)
    assert p_cross(two) == pytest.approx(p_cross(one), abs=1e-8)


# -- 3, 5, 6: names, and what cannot happen --------------------------------------------------------


@law
@given(random_game())
def test_names_mean_nothing(data):
    """Rungs, levels and labels with other names, in the same order, are the same game."""
    names = {
        "r0": "z",
        "r1": "r0",
        "r2": "r1",
        "some": "none",
        "none": "some",
        "clean": "loud",
        "alarm": "calm",
    }
    text = re.sub(
        r'"(r0|r1|r2|some|none|clean|alarm)"',
        lambda found: f'"{names[found[1]]}"',
        json.dumps(data),
    )
    same(data, json.loads(text))


@law
@given(random_game())
def test_two_equal_rungs_can_trade_their_names(data):
    """
    If the names of two rungs are exchanged wherever they stand, each answer by rung is the other's.
    """
    assume(len(data["ladder"]["rungs"]) == 3)
    swapped = json.loads(
        re.sub(r'"r([12])"', lambda found: f'"r{3 - int(found[1])}"', json.dumps(data))
    )
    one, two = play_of(data), play_of(swapped)
    assert rung_shares(two) == pytest.approx(rung_shares(one), abs=1e-9)
    same(data, swapped)


@law
@given(random_game())
def test_a_rung_that_nothing_calls_is_no_rung(data):
    """A rung on top of the ladder that nothing calls changes nothing."""
    same(
        data,
        changed(
            data,
            lambda game: game["ladder"]["rungs"].append(
                {"id": "top", "loss": 100.0, "cost": 100.0, "hazard": 0.5}
            ),
        ),
    )


@law
@given(random_game())
def test_a_level_that_no_move_leads_to_is_no_level(data):
    """A level that no move leads to changes nothing."""

    def higher(game):
        one = game["challenger"]["tracks"][0]
        one["levels"].append("moon")
        reports = one.get("reports")
        for rows in (
            [reports["likelihood"], *reports.get("likelihood_by_rung", {}).values()]
            if reports
            else []
        ):
            rows["moon"] = list(rows[one["levels"][0]])
        for kind in kinds(game):
            kind["gain"][one["id"]]["moon"] = 100.0

    same(data, changed(data, higher))


def each_row(game):
    """Every row of chances of labels, and the reports that it belongs to."""
    for one in game["challenger"]["tracks"]:
        if "reports" in one:
            yield (
                one["reports"],
                [
                    one["reports"]["likelihood"],
                    *one["reports"].get("likelihood_by_rung", {}).values(),
                ],
            )


@law
@given(random_game())
def test_a_label_that_is_never_given_is_no_label(data):
    """A label between two others that never comes changes nothing."""
    assume("monitor" in data)

    def longer(game):
        for reports, tables in each_row(game):
            reports["labels"].insert(1, "mute")
            for rows in tables:
                for row in rows.values():
                    row.insert(1, 0.0)
        for row in game["monitor"].get("update", {}).values():
            row["mute"] = next(iter(row.values()))

    same(data, changed(data, longer))


@law
@given(random_game(), inner)
def test_a_finer_label_that_says_no_more_is_none(data, share):
    """
    If the loudest label is split in two that are as likely in the same proportion at every level,
    nothing changes.
    """
    assume(
        data.get("monitor", {}).get("kind") in {"last_report", "latch", "run", "table", "belief"}
    )

    def finer(game):
        for reports, tables in each_row(game):
            reports["labels"].append("siren")
            for rows in tables:
                for row in rows.values():
                    last = row.pop()
                    row += [last * share, last * (1 - share)]
        if game["monitor"]["kind"] == "run":
            game["monitor"].setdefault("label", "alarm")
        for row in game["monitor"].get("update", {}).values():
            row["siren"] = row["alarm"]

    same(data, changed(data, finer))


def drop_measures(ladder, gone):
    """Leave out measures that were in force on these rungs alone, and what is so once they end."""
    for measure in ladder.get("measures", ()):
        measure["rungs"] = [rung for rung in measure["rungs"] if rung not in gone]
    dropped = {measure["id"] for measure in ladder.get("measures", ()) if not measure["rungs"]}
    kept = [measure for measure in ladder.get("measures", ()) if measure["rungs"]]
    ladder.pop("measures", None)
    if kept:
        ladder["measures"] = kept
    for rung in ladder["rungs"]:
        later = [part for part in rung.pop("without", ()) if not dropped & set(part["over"])]
        if later:
            rung["without"] = later


@law
@given(random_game())
def test_a_rung_without_consent_is_one_that_is_not_written(data):
    """
    A ladder with rungs that nobody consents to has the answer of the ladder that is written without
    them.
    """
    gone = [
        rung["id"]
        for rung in data["ladder"]["rungs"]
        if (one := rung.get("consent", 1)) == 0 or (isinstance(one, dict) and not one["chance"])
    ]
    assume(gone)

    def shorter(game):
        for reports, _ in each_row(game):
            table = reports.get("likelihood_by_rung", {})
            for rung in gone:
                table.pop(rung, None)
        drop_measures(game["ladder"], gone)

    same(data, changed(without_hopeless(data), shorter))


# -- 4: losses -------------------------------------------------------------------------------------


@law
@given(random_game(), st.data())
def test_a_graver_loss_is_never_welcome(data, choice):
    """
    Whatever is added to a loss at some rung and level, no type that answers is better off for it.
    """
    place = choice.draw(st.integers(0, len(data["ladder"]["rungs"]) - 1))
    more = choice.draw(odd)

    def graver(game):
        rung = game["ladder"]["rungs"][place]
        if isinstance(rung["loss"], dict):
            one = choice.draw(st.sampled_from(sorted(rung["loss"])))
            level = choice.draw(st.sampled_from(sorted(rung["loss"][one])))
            rung["loss"][one][level] += more
        else:
            rung["loss"] += more

    before, after = values_c(play_of(data)), values_c(play_of(changed(data, graver)))
    assert all(new <= old + 1e-9 * max(1, abs(old)) for old, new in zip(before, after, strict=True))


@law
@given(watched_line(horizons=(1,)), odd, odd, st.sampled_from([0.5, 2.0, 8.0]))
def test_in_a_single_act_a_graver_loss_deters_one_who_errs(data, loss, more, rationality):
    """
    In one period with a loss at the crossed level alone, one who errs crosses the less, the larger
    the loss.
    """

    def losing(amount):
        def change(game):
            game["challenger"]["tracks"][0]["persistent"] = False
            game["challenger"]["tracks"][0]["moves"] = game["challenger"]["tracks"][0]["moves"][:1]
            kinds(game)[0]["rationality"] = rationality
            game["ladder"]["rungs"][1]["loss"] = {"tech": {"crossed": amount}}

        return p_cross(play_of(changed(data, change)))

    assert losing(loss + more) <= losing(loss) + 1e-12


# -- 7, 8: other words for the same ----------------------------------------------------------------


@law
@given(watched_line())
def test_monitors_that_remember_one_report(data):
    """
    A run of one, and a counter from 0 to 1, are the last report; a latch is a last report whose
    rung is never called off.
    """

    def watching(monitor, policy):
        def change(game):
            game["monitor"], game["ladder"]["policy"] = monitor, policy

        return changed(data, change)

    for monitor in ({"kind": "run", "k": 1}, {"kind": "counter", "up": 1, "down": 0}):
        same(data, watching(monitor, {"enter": {"r1": 1}}))
    lasting = watching({"kind": "last_report"}, {"enter": {"r1": "alarm"}, "exit": {"r1": "never"}})
    same(watching({"kind": "latch"}, {"enter": {"r1": "alarm"}}), lasting)


@law
@given(watched_line(), st.integers(1, 3), inner)
def test_a_lead_is_a_rung_that_does_nothing(data, lead, consent):
    """
    On a latch, a lead of n is a stage without loss that the rung follows once the stage has been in
    force for n periods.
    """

    def ordered(game):
        game["monitor"] = {"kind": "latch"}
        game["ladder"]["rungs"][1] |= {"lead": lead, "consent": consent}

    def staged(game):
        game["monitor"] = {"kind": "latch"}
        game["ladder"]["rungs"][1] |= {"lead": 0}
        game["ladder"]["rungs"].insert(1, {"id": "stage", "consent": consent})
        game["ladder"]["policy"] = {"enter": {"stage": "alarm"}, "deadline": {"r1": lead}}

    same(changed(data, ordered), changed(data, staged))


# -- 9, 10, 11: limits and chance ------------------------------------------------------------------


@law
@given(random_game(), st.sampled_from([20.0, 200.0]))
def test_one_who_hardly_errs_is_worth_what_one_who_does_not_is(data, rationality):
    """The soft value is above the hard one, by at most log(number of acts) / (λ (1 − δ))."""
    assume(answers_best(data))
    hard = changed(data, mildest)
    soft = changed(
        hard, lambda game: [kind.update(rationality=rationality) for kind in kinds(game)]
    )
    one, two = play_of(hard), play_of(soft)
    acts = max(len(acts) for acts in one.model.levels.acts)
    for kind, low, high in zip(kinds(data), values_c(one), values_c(two), strict=True):
        discount = kind.get("discount", data["time"]["discount"]["challenger"])
        assert -1e-9 <= high - low <= log(acts) / (rationality * (1 - discount)) + 1e-9


@law
@given(random_game(), st.integers(5, 40))
def test_a_long_game_is_almost_an_endless_one(data, periods):
    """
    The value of T periods is that of a game without an end but for at most δ^T times the largest
    payoff over 1 − δ.
    """
    assume(never_errs(data))
    one = play_of(changed(data, lambda game: game["time"].update(horizon="inf")))
    two = play_of(changed(data, lambda game: game["time"].update(horizon=periods)))
    for kind, endless, ended in zip(one.types, values_c(one), values_c(two), strict=True):
        most = np.abs(kind.payoffs.state).max() + np.abs(kind.payoffs.pair).max()
        discount = float(kind.payoffs.discount[0])
        assert abs(endless - ended) <= discount**periods * most / (1 - discount) + 1e-9


@examples(8, at_soak=50, phases=NOT_SHRUNK)
@given(random_game())
def test_the_published_strategy_does_what_is_said_of_it(data):
    """
    A random game, played by chance after the strategy that is listed, shows the chances that are
    given, within 5 standard errors.
    """
    answer = told(data)
    player = Followed(data, strategy(play_of(data)))
    periods = len(answer["path"])
    seen = simulate(data, player, periods, 250, np.random.default_rng(3))
    assert strays(seen, promised(data, answer, periods), 250, spread=5.0) == []


# -- 12, 13, 14, 17: commitment --------------------------------------------------------------------


@law
@given(watched_line(), st.permutations([1, 2, 3]))
def test_fewer_policies_are_never_better(data, order):
    """
    The best policy of a part of a menu is worth no more than the best of the whole, and no more
    than the bound.
    """

    def menu(some):
        def change(game):
            game["monitor"] = {"kind": "run", "k": 3}
            game["ladder"]["policy"] = {"enter": {"r1": 1}}
            entries = [{"id": f"after-{k}", "policy": {"enter": {"r1": k}}} for k in some]
            game["solve"] |= {"concept": "commit", "commit": {"menu": entries}}

        return committed(ready(changed(data, change))).figures

    part, whole = menu(order[:2]), menu(order)
    assert (
        part["values"][part["best"]]
        <= whole["values"][whole["best"]] + 1e-12
        <= whole["bound"] + 1e-9
    )
    assert whole["values"] == pytest.approx({**whole["values"], **part["values"]}, abs=1e-12)


@st.composite
def inspection(draw) -> dict:
    """
    One period; an alarm may be answered; to answer is worth something only if the line is crossed.
    """
    data = draw(watched_line(horizons=(1,)))
    d, f = draw(st.sampled_from([0.6, 0.8, 0.9])), draw(st.sampled_from([0.05, 0.2, 0.4]))
    one = data["challenger"]["tracks"][0]
    one["reports"]["likelihood"] = {"none": [1 - f, f], "crossed": [1 - d, d]}
    one["moves"] = [{"do": "up", "from": "none", "to": "crossed"}]
    data["ladder"]["rungs"][1] = {
        "id": "r1",
        "loss": 0.3 + draw(odd),
        "cost": 0.2 + draw(odd),
        "benefit": {"tech": {"crossed": 3 * draw(odd)}},
    }
    data["solve"] |= {"concept": "no_commitment", "no_commitment": {"rationality": "inf"}}
    return data


@law
@given(inspection())
def test_to_commit_is_worth_at_least_what_not_to_commit_is(data):
    """
    In one period the responder does at least as well by a published ladder as in any equilibrium:
    it can publish its own strategy.
    """
    found = uncommitted(ready(data))["equilibria"]
    assert found

    def ladder(called, consent):
        def change(game):
            game["ladder"]["rungs"][1]["consent"] = consent
            game["ladder"]["policy"] = {"enter": {"r1": called}}
            game["solve"] = {}

        return value_r(play_of(changed(data, change)))

    for one in found:
        ladders = [
            ladder("alarm", min(one["p_execute"], 1)),
            ladder("clean", 1),
            ladder("alarm", 0),
        ]
        assert one["residual"] <= 1e-7
        assert max(ladders) >= one["value_R"] - 1e-7


@law
@given(watched_line(horizons=(1,)), inner, inner, st.sampled_from([0.05, 0.2, 0.5]))
def test_a_worse_eye_gives_nothing_that_a_better_one_does_not(
    data, after_clean, after_alarm, error
):
    """
    What a ladder does that draws lots after reports garbled by chance, another one does after the
    true reports.

    So the best of all such ladders is not worth less to the responder with the better eye.
    """

    def lots(clean, alarm, garbling):
        def change(game):
            rows = game["challenger"]["tracks"][0]["reports"]["likelihood"]
            for level, (quiet, loud) in rows.items():
                rows[level] = [
                    quiet * (1 - garbling) + loud * garbling,
                    loud * (1 - garbling) + quiet * garbling,
                ]
            answer = game["ladder"]["rungs"][1] | {"lead": 0}
            game["ladder"]["rungs"] = [
                {"id": "r0"},
                answer | {"id": "r1", "consent": clean},
                answer | {"id": "r2", "consent": alarm},
            ]
            game["ladder"]["policy"] = {"enter": {"r1": "clean", "r2": "alarm"}}

        return changed(data, change)

    through = [
        keep * (1 - error) + other * error
        for keep, other in ((after_clean, after_alarm), (after_alarm, after_clean))
    ]
    same(lots(after_clean, after_alarm, error), lots(*through, 0.0))


@law
@given(random_game())
def test_to_do_what_is_called_is_always_a_choice(data):
    """
    The self-enforcement gap is never negative, and without credit the least audience cost is never
    above it.
    """
    found = credibility(played([ready(data)], reach=FollowedChoices.DEVIATION))
    assert found.gap >= 0
    if found.least_audience_cost is not None and "credit" not in data["responder"]:
        assert found.least_audience_cost <= found.gap + 1e-9
        assert found.gap == pytest.approx(max(found.least_audience_cost, 0), abs=1e-9)


# -- 15, 16: parts ---------------------------------------------------------------------------------


@law
@given(
    track("a"), track("b"), st.lists(odd, min_size=12, max_size=12), st.sampled_from(["inf", 1, 4])
)
def test_tracks_that_do_not_meet_are_two_games(one, two, numbers, horizon):
    """
    With a move on each track in every period, one standing rung and losses by level, the value is
    the sum of the tracks' own.
    """
    amounts = iter(numbers)
    tables = {
        kind: {x["id"]: {level: next(amounts) for level in x["levels"]} for x in (one, two)}
        for kind in ("gain", "loss")
    }

    def game(tracks):
        names = {x["id"] for x in tracks}
        part = {
            kind: {name: at for name, at in table.items() if name in names}
            for kind, table in tables.items()
        }
        return {
            "phaseline": 1,
            "kind": "game",
            "time": {"horizon": horizon},
            "challenger": {
                "tracks": tracks,
                "types": [{"id": "t", "gain": part["gain"]}],
                "joint_moves": True,
            },
            "red_line": {tracks[0]["id"]: tracks[0]["levels"][-1:]},
            "ladder": {"rungs": [{"id": "r0", "loss": part["loss"]}]},
        }

    both, alone = (
        values_c(play_of(game([one, two]))),
        [values_c(play_of(game([x])))[0] for x in (one, two)],
    )
    assert both == pytest.approx([sum(alone)], rel=1e-9, abs=1e-9)


@st.composite
def draws_of_one(draw):
    """Three draws of one game, that differ in numbers alone."""
    data = draw(random_game())
    found = [data]
    for _ in range(2):
        other = copy.deepcopy(data)
        for kind in kinds(other):
            kind["gain"] = {
                name: {level: draw(odd) for level in row} for name, row in kind["gain"].items()
            }
        for rung in other["ladder"]["rungs"]:
            rung["loss"] = scaled(rung["loss"], draw(inner) * 2)
            if isinstance(rung.get("consent"), float) and 0 < rung["consent"] < 1:
                rung["consent"] = draw(inner)
        other["time"]["discount"]["challenger"] = draw(inner)
        other["responder"]["harm"] = scaled(other["responder"].get("harm", {}), draw(inner))
        found.append(other)
    return found


def facts(play, draw) -> list:
    """What a play comes to in one draw: values of both sides, a chance, shares of the rungs."""
    found = [float((play.model.start * one.choice.values[0])[:, draw].sum()) for one in play.types]
    within = occupancies(play, (WITHIN,))[WITHIN]
    found += [float(value(within)[draw]), float(crossing_chance(play, within, WITHIN)[draw])]
    return found + rung_shares(play)[:, draw].tolist()


@law
@given(draws_of_one())
def test_a_batch_is_its_draws(found):
    """Draws of a game that are solved together give what each gives alone, to 1e-9."""
    games = [ready(data) for data in found]
    assert len({str(skeleton(game)) for game in games}) == 1
    together = played(games)
    for draw, game in enumerate(games):
        assert facts(together, draw) == pytest.approx(facts(played([game]), 0), rel=1e-9, abs=1e-9)


@law
@given(draws_of_one())
def test_a_quick_play_is_a_play(found):
    """The quicker way of playing gives the values, the acts and the chances of the full one."""
    games = [ready(changed(data, lambda game: game["time"].update(horizon=4))) for data in found]
    quick, full = played_quickly(games), played(games)
    for draw in range(len(games)):
        assert facts(quick, draw) == pytest.approx(facts(full, draw), rel=1e-9, abs=1e-9)


# -- what the challenger sees ----------------------------------------------------------------------


@law
@given(random_game())
def test_to_see_the_monitor_is_worth_something_or_nothing(data):
    """A challenger who does not see the monitor gets at most what one gets who sees it."""
    assume(never_errs(data) and data["time"]["horizon"] != "inf")
    play = play_of(data)
    for one, blind in zip(play.types, blinded(play).types, strict=True):
        seeing = float((play.model.start * one.choice.values[0]).sum())
        assert (
            float((play.model.start * followed(play.model, blind.payoffs, blind.chances)[0]).sum())
            <= seeing + 1e-9
        )


@law
@given(random_game())
def test_a_wider_choice_is_never_worse(data):
    """
    Free to do what it likes, a type is worth at least what it is worth held to complying, and to
    crossing; for all to be a game.
    """
    assume(never_errs(data))
    answer = told(data)
    for name, free in answer["value_C"].items():
        for held in ("value_C_comply", "value_C_cross"):
            if answer[held][name] is not None and answer["by_start"] is None:
                assert answer[held][name] <= free + 1e-9 * max(1, abs(free))


@law
@given(random_game())
def test_chances_grow_with_time(data):
    """
    The chances of crossing, of leaving and of disaster are chances, and grow with the number of
    periods.
    """
    answer = told(data)
    for key in ("p_cross", "p_reverse", "escalation_risk"):
        chances = list((answer[key] or {}).values())
        assert all(-1e-12 <= chance <= 1 + 1e-12 for chance in chances)
        assert all(later >= sooner - 1e-12 for sooner, later in itertools.pairwise(chances))


@law
@given(random_game())
def test_a_strict_tie_rule_is_an_interval(data):
    """Weak is at most strong, and the interval of near ties holds both."""
    ties = told(data)["ties"]
    low, high = ties["near_tie"]
    slack = 1e-8 * max(1, abs(low), abs(high))
    assert low - slack <= ties["value_R_weak"] <= ties["value_R_strong"] + slack
    assert ties["value_R_strong"] <= high + slack
    assert inf > high


@law
@given(random_game())
def test_a_random_game_is_sound(data):
    """Every random game that these laws are tried on passes the checks of a game file."""
    assert game_of(data)


@law
@given(watched_line(horizons=("inf",)), inner, inner)
def test_a_consent_that_is_likelier_never_imposes_less(data, one, other):
    """
    On who has crossed, a rung that reports call for once and for all comes no later: by no period
    is it less likely to have come, and E[δ^τ] is no less. It first can come once its lead is over.
    """
    comings = []
    for consent in sorted((one, other)):

        def asked(game, consent=consent):
            game["monitor"] = {"kind": "latch"}
            game["ladder"]["rungs"][1]["consent"] = consent

        held = crossed([ready(changed(data, asked))])
        assert first_period(held, 1, 4) == 1 + data["ladder"]["rungs"][1]["lead"]
        comings.append([*(comes_within(held, 1, n) for n in range(1, 7)), threat_discount(held, 1)])

    assert all(less <= more + 1e-12 for less, more in zip(*comings, strict=True))
