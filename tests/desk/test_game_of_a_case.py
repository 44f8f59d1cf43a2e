"""From a case to its games: one number's way, the draws, the readings, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from depth import IS_SOAK

from phaseline.case.games import policies_of, policy_of, red_line_sets, rungs_of, setup_of
from phaseline.case.model.play import AskFirst, JointLevelNumber, LevelNumber
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import FEWEST, design, one_at_a_time
from phaseline.desk.comparison.game_of_case import game_of, games_of
from phaseline.desk.comparison.study import base_setting, figures, yardstick_setting
from phaseline.desk.consent.consent import policy_stands, readings_of
from phaseline.desk.consent.votes import sitting
from phaseline.desk.delivery.supply_options import delivery
from phaseline.desk.estimates.valuation import Valuation, assumptions_in, best_values, ends_of
from phaseline.errors import QuestionError
from phaseline.game.ahead import grouped
from phaseline.game.asking import consent_chance
from phaseline.game.check import game_diagnostics
from phaseline.game.spec import Authority, Vote
from phaseline.terms.entries import Entries
from phaseline.terms.when import When


@pytest.fixture(scope="module")
def best(korea) -> Valuation:
    """Every assumption at its best value."""
    return best_values(korea)


def rung(game, name):
    """A rung of a game by its id."""
    return next(one for one in game.ladder.rungs if one.id == name)


def test_one_number_travels_from_the_case_to_the_game_under_one_name(korea, best):
    """
    The chance that a transfer is noticed is 0.05 to 0.7 in the file; the middle, 0.375, is the
    chance of a report in the game.
    """
    game = game_of(base_setting(korea, policy_of(korea, "hold-fire")), best)
    reports = next(track.reports for track in game.challenger.tracks if track.id == "technology")

    assert best.values["detection"] == pytest.approx((0.05 + 0.7) / 2)
    assert reports.likelihood["transferred"][1] == pytest.approx(0.375)
    assert reports.likelihood["none"][1] == pytest.approx((0.01 + 0.2) / 2)


def test_an_act_on_one_track_keeps_no_other_from_being_done(korea, best):
    """The game of every ladder allows one act on each track in a period, and not one act in all."""
    games = [game_of(base_setting(korea, policy), best) for policy in korea.policies]
    assert all(game.challenger.joint_moves for game in games)


def test_a_yearly_risk_becomes_a_monthly_one(korea, best):
    """
    A risk of p a year is 1 - (1 - p)^(1/12) a month: for 0.05, 1 - exp(ln 0.95 / 12) = 1 -
    exp(-0.0042744412) = 0.0042653188.
    """
    game = game_of(base_setting(korea, policy_of(korea, "jump")), best)

    assert best.values["entanglement-risk"] == pytest.approx(0.05)
    assert rung(game, "J1").hazard == pytest.approx(0.0042653188, abs=1e-9)


@pytest.mark.parametrize(
    ("period", "months"), [("day", 4800 / 146097), ("week", 7 * 4800 / 146097), ("year", 12.0)]
)
def test_a_time_becomes_whole_periods_of_any_length(korea, best, period, months):
    """
    A reply is due after the middle of the assumed months: so many days, weeks or years, rounded;
    a risk of p a year is 1 - (1 - p)^(m/12) over a period of m months.
    """
    other = replace(best, case=replace(korea, period=period))
    due = best.values["reply-deadline"]
    game = game_of(base_setting(other.case, policy_of(korea, "official-soldiers")), other)
    risky = game_of(base_setting(other.case, policy_of(korea, "jump")), other)

    assert game.ladder.policy.deadline["Y2"] == round(due / months)
    assert rung(risky, "J1").hazard == pytest.approx(1 - 0.95 ** (months / 12))


def test_arms_impose_only_a_share_once_the_war_has_ended(korea, best):
    """
    The loss of direct supply is 0.6 at the middle of 0.2 to 1; a fifth of it, the middle of 0 to
    0.4, is left after a ceasefire.
    """
    loss = rung(game_of(base_setting(korea, policy_of(korea, "jump")), best), "J1").loss

    assert loss["war"]["war"] == pytest.approx(0.6)
    assert loss["war"]["ceasefire"] == pytest.approx(0.12)


def test_the_assembly_votes_once_for_direct_supply_as_a_whole(korea, best):
    """
    Direct supply waits for one vote, by the count for a change of law; it is taken again by rule
    where party shocks are drawn.
    """
    setting = base_setting(korea, policy_of(korea, "kim-step-down"))
    draw = design(korea, count=8).draws[0]

    game, drawn = game_of(setting, best), game_of(setting, draw)

    assert rung(game, "R4a").consent.chance == pytest.approx(sitting(korea, best, "amend_law"))
    assert rung(game, "R4a").consent.retry == "never"
    assert rung(game, "R4b").consent.same_as == "R4a"
    assert [
        one.consent.retry.after for one in drawn.ladder.rungs if isinstance(one.consent, Vote)
    ] in (
        [],  # in this draw the vote is lost for certain, and the rungs are barred
        [max(1, round(draw.values["consent-retry"]))] * 2,
    )


def test_the_role_of_a_track_is_what_the_game_goes_by(korea, best):
    """
    Under a demand the track with the role `answer` carries its promised level; without the role no
    period counts as cheating, whatever the track is called.
    """
    policy = policy_of(korea, "kim-step-down")
    tracks = game_of(base_setting(korea, policy), best).challenger.tracks
    bare = replace(
        korea, tracks=Entries(replace(track, role=None, turned="") for track in korea.tracks)
    )
    cheating = [
        figures(base_setting(case, policy), [replace(best, case=case)], wanted=("cheating",))[
            "cheating"
        ][0]
        for case in (korea, bare)
    ]

    assert {track.id: track.promised for track in tracks if track.promised} == {
        "commitment": "given"
    }
    assert cheating[0] > 1
    assert cheating[1] == 0


def test_what_an_act_needs_goes_to_the_game_as_far_as_it_is_played(korea, best):
    """
    An act that needs the war to go on keeps that in the game; what it needs of a track that is not
    played is settled by where that stands at the start; a gain of several levels likewise.
    """
    setup = setup_of(korea)
    technology, *others = setup.tracks
    war = {"war": "war"}

    def played(requires, gains=()):
        moves = tuple(replace(move, requires=requires) for move in technology.moves)
        types = Entries(replace(kind, joint_gains=gains) for kind in setup.types)
        tracks = Entries((replace(technology, moves=moves), *others))
        games = Entries((replace(setup, tracks=tracks, types=types),))
        case = replace(korea, games=games)
        policy = policy_of(case, "hold-fire")  # plays neither soldiers nor commitment
        return game_of(base_setting(case, policy), replace(best, case=case)).challenger

    both = JointLevelNumber(
        levels={"technology": "transferred", "war": "ceasefire", "government": "in-office"},
        number="assumptions.gain-cautious",
    )
    never = replace(both, levels={"technology": "transferred", "government": "replaced"})
    held = played(war, (both, never))
    settled, barred = played({"government": "in-office"}), played({"government": "replaced"})

    assert [dict(move.requires) for move in held.tracks[0].moves] == [war, war]
    assert [dict(move.requires) for move in settled.tracks[0].moves] == [{}, {}]
    assert barred.tracks[0].moves == ()
    assert [dict(joint.levels) for joint in held.types[0].joint_gain] == [
        {"technology": "transferred", "war": "ceasefire"}
    ]


def timed(korea, best, policy, **effect):
    """
    The game of a policy, the effect of the costliest measure of its top rung another; its id.
    """
    setup = setup_of(korea)
    added = rungs_of(korea, policy_of(korea, policy))[-1].measures
    among = [one for one in setup.effects if one.measure in added]
    name = max(among, key=lambda one: best.of(one.loss)).measure
    effects = tuple(replace(one, **effect) if one.measure == name else one for one in setup.effects)
    case = replace(korea, games=Entries((replace(setup, effects=effects),)))
    return name, game_of(base_setting(case, policy_of(case, policy)), replace(best, case=case))


def test_a_measure_that_lasts_and_strikes_goes_to_the_game(korea, best):
    """
    A reply is due after the middle of some months: a measure of that time lasts as many periods.
    It costs once what is delivered of what the effect says, and without it less is lost.
    """
    months = round(best.values["reply-deadline"])
    name, game = timed(
        korea,
        best,
        "jump",
        lasts="assumptions.reply-deadline",
        once_cost="assumptions.gain-cautious",
    )
    (measure,) = game.ladder.measures

    assert (measure.id, measure.rungs, measure.lasts) == (name, ("J1",), months)
    share = delivery(
        best, next(one for one in setup_of(korea).effects if one.measure == name)
    ).share
    assert measure.once_cost == pytest.approx(best.values["gain-cautious"] * share)
    (rest,) = rung(game, "J1").without
    assert rest.over == (name,)
    assert rest.loss["war"]["war"] < rung(game, "J1").loss["war"]["war"]
    assert not game_diagnostics(game)


def test_an_authority_expires_on_a_day_or_with_a_provision(korea, best):
    """
    The case is as of a day; 365 days are 11.99 months, so twelve periods, whether the day stands
    in the effect or at the provision on which it rests.
    """
    day = korea.as_of.first + timedelta(days=365)
    provision = replace(korea.provisions[0], until=When.parse(day.isoformat()))
    law = Entries((provision, *korea.provisions[1:]))
    for expires in (day.isoformat(), f"provisions.{provision.id}"):
        _, game = timed(replace(korea, provisions=law), best, "jump", expires=expires)
        assert rung(game, "J1").expires == 12
        assert game.ladder.measures == ()


def test_a_switch_of_released_restraint_changes_only_what_it_says(korea, best):
    """
    A retaliatory gain lowers what direct supply costs a challenger who transfers; the relationship
    costs one who transfers without it.
    """
    setting = base_setting(korea, policy_of(korea, "jump"))
    dear = replace(
        best, values={**best.values, "retaliatory-gain": 0.25, "relationship-value": 0.1}
    )

    gains = rung(game_of(replace(setting, frees_gain=True), dear), "J1").loss["technology"][
        "transferred"
    ]
    bond = rung(game_of(replace(setting, holds_back=True), dear), "J0").loss["technology"][
        "transferred"
    ]

    assert gains == pytest.approx(-0.25)
    assert bond == pytest.approx(0.1)


def test_families_off_the_line_get_a_track_of_their_own(korea, best):
    """
    On the union nothing is left out; on what both papers share, two families are, and nobody
    answers them.
    """
    sets = red_line_sets(korea)
    policy = policy_of(korea, "hold-fire")

    tracks = {
        line: [
            track.id for track in game_of(base_setting(korea, policy, line), best).challenger.tracks
        ]
        for line in sets
    }

    assert len(sets["union"]) == 5
    assert len(sets["intersection"]) == 3
    assert "other-technology" not in tracks["union"]
    assert all("other-technology" in tracks[line] for line in sets if line != "union")


def test_the_yardstick_is_played_with_the_same_tracks(korea, best):
    """Nothing but the ladder differs between the two games of a difference."""
    setting = base_setting(korea, policy_of(korea, "kim-freeze"))

    mine, theirs = (game_of(one, best) for one in (setting, yardstick_setting(korea, setting)))

    assert mine.challenger == theirs.challenger
    assert mine.responder == theirs.responder
    assert len(theirs.ladder.rungs) == 1


@pytest.mark.parametrize("name", ["no-step", "official-soldiers", "kim-step-down", "aggressive"])
def test_every_game_of_the_case_is_a_sound_game_file(korea, best, name):
    """What the desk compiles would pass as a file."""
    game = game_of(base_setting(korea, policy_of(korea, name)), best)

    assert game_diagnostics(game) == ()


def test_each_assumption_is_drawn_once_in_each_slice_of_its_range(korea):
    """
    A Latin hypercube of n draws has one draw in each n-th of every range; whole periods are drawn
    once a block.
    """
    plan = design(korea, count=16)
    ends = {one.id: ends_of(one) for one in korea.assumptions if one.id in plan.continuous}

    for name in plan.continuous:
        low, high = ends[name]
        slices = sorted(int((draw.values[name] - low) / (high - low) * 16) for draw in plan.draws)
        assert slices == list(range(16))
    for name in plan.structural:
        assert len({draw.values[name] for draw in plan.draws}) <= 4


def test_the_same_seed_gives_the_same_draws(korea):
    """A range can be reproduced from its seed."""
    assert design(korea, count=8).draws == design(korea, count=8).draws
    assert design(korea, count=8, seed=1).draws != design(korea, count=8).draws


@pytest.mark.parametrize("count", [0, 7, FEWEST - 4, 10_004])
def test_a_number_of_draws_that_cannot_be_made_is_refused(korea, count):
    """The message says which numbers can."""
    with pytest.raises(
        QuestionError, match=f"found {count}; expected a multiple of 4 from 8 to 10,000"
    ):
        design(korea, count=count)


def test_draws_that_share_a_structure_are_solved_together_and_come_out_the_same(korea, best):
    """A batch is its parts: eight valuations together give what they give one by one."""
    setting = base_setting(korea, policy_of(korea, "hold-fire"))
    values = [best, *design(korea, count=8).draws]

    together = figures(setting, values)
    apart = [figures(setting, [one]) for one in values]

    for name in ("crossing_first", "leaving", "inside", "value"):
        assert together[name] == pytest.approx(
            np.array([one[name][0] for one in apart]), abs=1e-9, nan_ok=True
        )
    assert len(grouped([game_of(setting, one) for one in values])) < len(values)


def test_a_formula_is_worked_out_through_derived_numbers_and_facts(korea, best):
    """
    10,000 soldiers × 2,000 dollars a month is what the file's formula gives for the payment,
    whatever the assumptions are.
    """
    assert best.of("derived.payment-month") == pytest.approx(10_000 * 2_000)
    assert assumptions_in(korea, "assumptions.detection * assumptions.cost-direct") == {
        "detection",
        "cost-direct",
    }


def test_a_number_that_the_sources_do_not_give_is_refused_by_its_address(best):
    """The game never puts a number in the place of silence."""
    with pytest.raises(QuestionError, match=r"assumptions\.off-ramp-rule.*not in the sources"):
        best.of("assumptions.off-ramp-rule")


def test_a_case_without_a_game_says_what_to_add(korea):
    """The question cannot be answered, and the reader is told which file is missing."""
    with pytest.raises(QuestionError, match=r"game\.yaml"):
        setup_of(replace(korea, games=()))


def test_a_policy_names_its_rungs_or_takes_those_of_its_ladder(korea):
    """Dialogue with a vote has a rung of its completion; the others climb their ladder's."""
    assert [one.id for one in rungs_of(korea, policy_of(korea, "dialogue-conditional"))] == [
        "G0",
        "G1",
        "G2",
    ]
    assert [one.id for one in rungs_of(korea, policy_of(korea, "jump"))] == ["J0", "J1"]


def test_consent_asked_first_has_the_chance_of_the_vote_and_terms_of_its_own(korea, best):
    """
    The step-down asks the Assembly before anything is reported: one answer, of the vote's chance,
    decides both rungs of direct supply. It costs .375, the middle of a chance of .05 to .7, and
    holds for 3.5 months, the middle of the delivery's 1 to 6, in whole periods.
    """
    asks = AskFirst(cost="assumptions.detection", lasts="assumptions.delivery-lead")
    policy = replace(policy_of(korea, "kim-step-down"), asks_first=asks)
    game = game_of(base_setting(korea, policy), best)

    first, second = (rung(game, name) for name in ("R4a", "R4b"))
    assert first.authority == Authority(
        chance=first.consent.chance, cost=pytest.approx(0.375), lasts=4
    )
    assert second.authority == replace(first.authority, same_as="R4a")
    assert {one.id for one in game.ladder.rungs if one.authority} == {
        one.id for one in game.ladder.rungs if 0 < consent_chance(one) < 1
    }


def test_rungs_may_be_named_and_the_body_asked_again(korea, best):
    """Only R4a is asked for, by .375; without a yes the vote is taken as before."""
    asks = AskFirst(rungs=("R4a",), chance="assumptions.detection", asks_again=True)
    policy = replace(policy_of(korea, "kim-step-down"), asks_first=asks)
    game = game_of(base_setting(korea, policy), best)

    assert rung(game, "R4a").authority == Authority(chance=pytest.approx(0.375), otherwise="asked")
    assert rung(game, "R4b").authority is None


VARIED = (
    {},
    {"is_unseen": True},
    {"is_for_good": True, "errs": True},
    {"holds_back": True, "frees_gain": True, "is_lasting": False},
    {"holds_back": True},
    {"frees_gain": True},
    {"is_lasting": False},
    {"ends_at": 0.25},
    {"breach_scale": 0.5},
    {"credit": 2, "breach_scale": 0.5},
    {"are_several": True},
    {"alone": True, "still": True, "tracks": True},
    {"last_reading": True},
)


def varied(case, setting, words):
    """A setting with what is played of it changed, as the case allows."""
    setup = setup_of(case)
    words = dict(words)
    if words.pop("alone", False):
        words["type_alone"] = setup.types[0].id
    if words.pop("still", False):
        words["still"] = frozenset(setup.tracks.ids)
    if words.pop("tracks", False):
        words["tracks"] = frozenset(setup.tracks.ids)
    if words.pop("last_reading", False) and readings_of(case):
        words["reading"] = readings_of(case)[-1]
        words["stands"] = policy_stands(case, setting.policy, words["reading"])
    return replace(setting, **words)


@pytest.mark.parametrize("name", ["strait", "snapback-2025", "korea-2024"])
def test_what_games_of_the_same_values_share_is_what_each_would_make(name):
    """
    Parts of a game are made once for a set of values, for whatever ladder and variant asks first:
    each game is the one that values which nothing was made with yet give, in either order, and
    after games were played.
    """
    case = read_case(case_path(name)).case
    plan = design(case, count=FEWEST)
    settings = [
        varied(case, setting, words)
        for policy in case.policies
        for own in (base_setting(case, policy),)
        for setting in (own, yardstick_setting(case, own))
        for words in VARIED
    ]
    for values in (plan.best, plan.draws[-1]):
        alone = [game_of(setting, replace(values)) for setting in settings]
        figures(settings[0], [values])
        assert [game_of(setting, values) for setting in settings] == alone
        other = replace(values)
        backwards = [game_of(setting, other) for setting in reversed(settings)]
        assert backwards[::-1] == alone


@pytest.mark.parametrize("name", ["strait", "snapback-2025", "korea-2024"])
def test_games_of_all_draws_are_those_written_one_by_one(name):
    """
    Under every ladder and reading, of draws and of both ends of assumptions, some of which are
    nothing; and of settings in which levels add to what a rung costs in some draws alone. Votes are
    counted for all draws at once before, and differ by rounding from those counted alone.
    """
    case = read_case(case_path(name)).case
    plan = design(case, count=64 if IS_SOAK else FEWEST)
    ends = {entry.id: ends_of(entry) for entry in case.assumptions if ends_of(entry)}
    moved = [values for _, *both in one_at_a_time(plan.best, ends) for values in both]
    draws = [plan.best, *plan.draws, *(moved if IS_SOAK else moved[:: 1 + len(moved) // 8])]
    for policy in policies_of(case):
        for reading in readings_of(case) or ("",):
            own = base_setting(case, policy, reading=reading)
            settings = (own, yardstick_setting(case, own), varied(case, own, VARIED[3]))
            for setting in settings if policy is case.policies[0] or IS_SOAK else settings[:1]:
                together = games_of((setting, values) for values in draws)
                assert together == [game_of(setting, alone(values)) for values in draws]


def alone(values):
    """The same values, with which nothing was made but what has been counted, such as a vote."""
    same = replace(values)
    same.known.update(values.known)
    return same


def test_a_level_that_adds_nothing_in_one_draw_is_told_in_the_others(korea):
    """
    A breach that costs 0.25 at one level, in a case in which no level leaves a part of a loss: the
    loss is told by level, 0.25 apart; where it costs nothing the loss is one number for all levels.
    Draws that are written together, and alone.
    """
    breach = LevelNumber(track="technology", level="transferred", number="assumptions.detection")
    setup = replace(setup_of(korea), breach=(breach,), muted=())
    case = replace(korea, games=Entries((setup,)))
    setting = base_setting(case, policy_of(case, "hold-fire"))
    best = best_values(case)
    pairs = [(setting, best.moved({"detection": chance})) for chance in (0.25, 0.0)]
    games = games_of(pairs)
    told, plain = (rung(game, games[0].ladder.rungs[-1].id).loss for game in games)

    assert games == [game_of(setting, replace(values)) for _, values in pairs]
    assert told["technology"]["transferred"] == pytest.approx(0.25 + plain)
    assert told["technology"]["none"] == plain


def test_a_part_that_no_draw_changes_is_one_for_all_of_them(korea):
    """
    Of two sets of values that differ in a chance of being noticed alone, the games have the ways of
    reporting apart, and their rungs, types, times and all other tracks in common.
    """
    best = best_values(korea)
    setting = base_setting(korea, policy_of(korea, "hold-fire"))
    first, second = games_of((setting, best.moved({"detection": chance})) for chance in (0.1, 0.2))
    tracks = [*zip(first.challenger.tracks, second.challenger.tracks, strict=True)]

    assert first.time is second.time
    assert first.responder is second.responder
    assert first.challenger.types is second.challenger.types
    assert {mine.id for mine, theirs in tracks if mine is not theirs} == {"technology"}


def test_values_that_are_replaced_share_nothing(korea):
    """With another value of an assumption no part of a game that was made before is used."""
    best = best_values(korea)
    setting = base_setting(korea, policy_of(korea, "hold-fire"))
    game_of(setting, best)
    moved = replace(best, values={**best.values, "detection": 0.2})
    reports = [
        track.reports
        for track in game_of(setting, moved).challenger.tracks
        if track.id == "technology"
    ]

    assert [report.likelihood["transferred"][1] for report in reports] == [0.2]
