"""
Offers beside a ladder: closed forms of a single period, brute force over pure strategies, figures
of the design on the games of the worked case as it once stood.
"""

import copy
from itertools import product

import numpy as np
import pytest
from asking import FILES, game_of, ready
from frozen_games import frozen, with_sight
from oracle_rules import load

from phaseline.game import offers
from phaseline.game.offers import (
    OfferedSide,
    answered_offers,
    dilemma,
    exchange_rate,
    taken_up,
    windows,
)
from phaseline.game.play import played
from phaseline.game.seeing import seen_at
from phaseline.game.spec import Offer

FALSE_ALARM, SEEN, GAIN, LOSS, PAID = 0.05, 0.2, 1.0, 1.2, 1.2


def one_shot(**parts):
    """One act under an eye that sees a fifth of what crosses; each report is answered."""
    data = load(FILES["A01"])
    data["challenger"]["tracks"][0]["reports"]["likelihood"] = {
        "none": [1 - FALSE_ALARM, FALSE_ALARM],
        "crossed": [1 - SEEN, SEEN],
    }
    data["challenger"]["types"] = [{"id": "t", "gain": {"tech": {"crossed": GAIN}}}]
    data["ladder"]["rungs"][1]["loss"] = LOSS
    data["ladder"]["rungs"][1].update(parts)
    return game_of(data)


def by_hand(verification, transparency):
    """
    What one type does in the single period, by the closed form of the design: it keeps an offer
    where (d − f)(L + y) ≥ g, and takes up one that it keeps where y − f(L + y) − s·d is at least
    max(−f·L, g − d₀·L); one that it does not keep is worth g + y − d(L + y) − s·d.
    """
    without = max(-FALSE_ALARM * LOSS, GAIN - SEEN * LOSS)
    kept = PAID - FALSE_ALARM * (LOSS + PAID) - transparency * verification
    broken = GAIN + PAID - verification * (LOSS + PAID) - transparency * verification
    keeps = (verification - FALSE_ALARM) * (LOSS + PAID) >= GAIN
    taken = max(kept, broken)
    return without, taken, taken >= without, keeps


@pytest.mark.parametrize("transparency", [0.5, 0.7])
@pytest.mark.parametrize("verification", [0.0, 0.2, 0.46, 0.47, 0.55, 0.63, 0.65, 0.8, 1.0])
def test_one_period_is_answered_as_its_closed_form(verification, transparency):
    """Values, acceptance and periods across by hand, below, within and above the window."""
    offer = Offer(inducement=PAID, verification=verification, transparency=transparency)
    (side,) = answered_offers([one_shot()], [offer]).sides

    without, taken, accepts, keeps = by_hand(verification, transparency)

    assert side.value[:, 0] == pytest.approx([without, taken], abs=1e-12)
    assert bool(side.accepts[0]) is accepts
    assert side.across[:, 0] == pytest.approx([1.0, 0.0 if keeps else 1.0])
    assert bool(side.keeps[0]) is (accepts and keeps)


def test_the_window_has_the_ends_of_the_closed_form():
    """
    Kept from d = g/(L + y) + f = 1/2.4 + .05 = .4667 on; taken up, where it is kept, up to d =
    (y − f(L + y) − g + d₀L)/s = (1.2 − .12 − .76)/.5 = .64. Where it is not kept it is worth
    2.2 − 2.9·d, no less than .76 below d = .4966, so that below the window it is taken up and
    broken.
    """
    (window,) = windows(one_shot(), Offer(inducement=PAID, transparency=0.5))

    assert window.keeps == (pytest.approx((1 / 2.4 + 0.05, 0.64), abs=1e-4),)
    assert window.taken == (pytest.approx((0.0, 0.64), abs=1e-4),)


def test_a_window_may_be_empty():
    """
    At s = .7 an offer that is kept is taken up to d = .32/.7 = .4571, below the .4667 from which it
    is kept; one that is broken up to 2.2 − 3.1·d ≥ .76, d = .4645.
    """
    (window,) = windows(one_shot(), Offer(inducement=PAID, transparency=0.7))

    assert window.keeps == ()
    assert window.taken == (pytest.approx((0.0, 1.44 / 3.1), abs=1e-4),)


def test_what_is_paid_is_a_cost_of_the_responder_and_no_loss_of_a_type():
    """
    At d = .55 the offer is kept: y is paid but for the false alarm, .95 · 1.2, and the alarm costs
    .05 · .3; without it the crossing costs a harm of 2 and .2 · .3. How heavily losses weigh on a
    type does not change what it is paid: with losses that weigh nothing it crosses either way, and
    takes up what pays .45 · 1.2 for an exposure of .5 · .55.
    """
    offer = Offer(inducement=PAID, verification=0.55, transparency=0.5)
    answer = answered_offers([one_shot()], [offer])
    assert answer.responder[:, 0] == pytest.approx([-2.06, -0.95 * PAID - 0.05 * 0.3])

    data = load(FILES["A01"])
    data["challenger"]["types"][0]["loss_scale"] = 0.0
    (side,) = answered_offers([game_of(data)], [offer]).sides
    assert side.value[:, 0] == pytest.approx([1.0, 1.0 + 0.45 * PAID - 0.275])


def test_detection_consent_and_inducement_are_set_side_by_side():
    """
    One period: y = .9 with the reports as they are leaves .15 · 2.1 < 1, so that nothing is held
    off and today's detection does as much. With d = .7 it holds, .65 · 2.1 = 1.365 ≥ 1, and is
    taken up, .9 − .05 · 2.1 = .795 ≥ .76. Without an offer (d − f) · 1.2 ≥ 1 needs d = .8833. At an
    even consent of .5 the loss in force is halved: no detection holds and, at d₀ = .2, no consent.
    """
    held = exchange_rate(one_shot(), Offer(inducement=0.9, verification=0.7))
    assert held.across == 0
    assert held.detection == pytest.approx(1 / 1.2 + 0.05, abs=1e-4)
    assert held.consent is None  # nobody is asked
    idle = exchange_rate(one_shot(), Offer(inducement=0.9))
    assert (idle.across, idle.detection) == (1.0, pytest.approx(SEEN))

    half = exchange_rate(one_shot(consent=0.5), Offer(inducement=3.5, verification=0.7))
    assert half.across == 0  # .65 · .5 · (1.2 + 3.5) = 1.5275
    assert (half.detection, half.consent) == (None, None)
    assert half.inducement == 0  # certain consent holds nothing off, and nothing does as much


def test_the_least_inducement_that_does_as_much_as_certain_consent():
    """
    At d₀ = .9 and a consent of .5, certain consent holds: .85 · 1.2 = 1.02 ≥ 1. With an even one
    .85 · .5 · (1.2 + y) ≥ 1 from y = 1.1529 on, which is above the largest gain and not tried; a
    breach that costs .5 more brings it to .6529. Without an offer a consent of 1/(.85 · 1.2) =
    .9804 does, and no detection, for even d = 1 leaves .95 · .5 · 1.2 < 1.
    """
    game = seen_at(one_shot(consent=0.5), 0.9)
    rate = exchange_rate(game, Offer(inducement=1.2))
    assert (rate.across, rate.detection) == (0, None)
    assert rate.consent == pytest.approx(1 / (0.85 * 1.2), abs=1e-4)
    assert rate.inducement is None
    rate = exchange_rate(game, Offer(inducement=1.2, breach=0.5))
    assert rate.inducement == pytest.approx(1 / 0.425 - 1.7, abs=1e-4)


def test_both_sides_of_the_dilemma():
    """
    One period: who keeps to the line is safe but for the false alarm, .95; who crosses is answered
    as often as it is seen, .2 as things are and .55 under the offer.
    """
    both = dilemma(one_shot(), Offer(inducement=PAID, verification=0.55))

    assert both.assured == pytest.approx((0.95, 0.95))
    assert both.threatened == pytest.approx((0.2, 0.55))
    assert both.periods == 1


@pytest.mark.parametrize("ladder", ["kim-step-down", "hold-fire"])
def test_an_offer_worth_nothing_changes_nothing(ladder):
    """What pays nothing and asks nothing is taken up by everybody, and moves no figure at all."""
    game = ready(frozen(ladder))
    answer = answered_offers([game], [Offer()])

    for side in answer.sides:
        assert side.accepts.all()
        for figures in (side.value, side.across, side.responder):
            assert (figures[0] == figures[1]).all()
    assert taken_up(game, Offer()) != game


@pytest.mark.parametrize(
    ("detection", "effect"), [(0.375, -0.74), (0.7, -3.11)], ids=["as is", "seen better"]
)
def test_a_tenth_a_month_for_the_commitment_on_the_games_as_they_stood(detection, effect):
    """
    Months across, the step-down ladder with .1 a month for the commitment less none, which has 24
    of 24: the design's figures, within .02. Seen better by the offer or before it comes to the
    same where everybody takes it up.
    """
    data = frozen("kim-step-down")
    offer = Offer(inducement=0.1, while_={"commitment": "given"})
    before = with_sight(data, detection=detection, false_alarm=0.105, reports=2)
    answer = answered_offers([ready(before)], [offer])

    assert answer.across[1, 0] - 24 == pytest.approx(effect, abs=0.02)
    if detection > 0.375:
        seen = answered_offers(
            [ready(data)], [Offer(inducement=0.1, verification=0.7, while_=offer.while_)]
        )
        assert seen.across[1] == pytest.approx(answer.across[1], abs=1e-9)


def small(rng):
    """Two periods, a commitment that may be given, one rung that a report calls for good."""
    numbers = {
        "gain": rng.uniform(0.2, 1.5),
        "loss": rng.uniform(0.2, 2.0),
        "cost": rng.uniform(0, 0.5),
        "harm": rng.uniform(0.5, 2.0),
        "false": rng.uniform(0, 0.2),
        "seen": rng.uniform(0.2, 0.9),
        "consent": rng.uniform(0.3, 1.0),
        "delta": rng.uniform(0.7, 0.99),
    }
    data = {
        "phaseline": 1,
        "kind": "game",
        "time": {
            "horizon": 2,
            "discount": {"challenger": numbers["delta"], "responder": numbers["delta"]},
        },
        "challenger": {
            "joint_moves": True,
            "tracks": [
                {
                    "id": "tech",
                    "levels": ["none", "crossed"],
                    "moves": [
                        {"do": "up", "from": "none", "to": "crossed"},
                        {"do": "down", "from": "crossed", "to": "none"},
                    ],
                    "reports": {
                        "labels": ["clean", "alarm"],
                        "likelihood": {
                            "none": [1 - numbers["false"], numbers["false"]],
                            "crossed": [1 - numbers["seen"], numbers["seen"]],
                        },
                    },
                },
                {
                    "id": "word",
                    "levels": ["none", "given"],
                    "moves": [{"do": "give", "from": "none", "to": "given"}],
                },
            ],
            "types": [{"id": "t", "gain": {"tech": {"crossed": numbers["gain"]}}}],
        },
        "red_line": {"tech": ["crossed"]},
        "monitor": {"kind": "latch"},
        "ladder": {
            "rungs": [
                {"id": "r0"},
                {
                    "id": "r1",
                    "loss": numbers["loss"],
                    "cost": numbers["cost"],
                    "consent": numbers["consent"],
                },
            ],
            "policy": {"enter": {"r1": "alarm"}},
        },
        "responder": {"harm": {"tech": {"crossed": numbers["harm"]}}},
        "solve": {"horizons": [2]},
    }
    return data, numbers


ACTS = tuple(product((False, True), repeat=2))  # across after the act, commitment given after it


def by_brute_force(numbers, offer):
    """
    What the best of all pure strategies is worth to the challenger, with what the responder has of
    it and the periods across: an act at the start, and one for each of the four histories of a
    report, called for good, and of consent; a commitment that is given stays.
    """
    best = None
    for first, *seconds in product(ACTS, repeat=4):
        plan = dict(zip([(False, False), (True, False), (True, True)], seconds, strict=True))
        worths = walked(numbers, offer, first, plan)
        if best is None or worths[0] > best[0] + 1e-12:
            best = worths
    return best


def walked(numbers, offer, first, plan):
    """Add up over the two periods, chance by chance."""
    seen = numbers["seen"] if offer.verification is None else offer.verification
    sums, nodes = np.zeros(3), [(1.0, False, False, False, first)]
    for weight in (1.0, numbers["delta"]):
        following = []
        for chance, called, in_force, given, (across, gives) in nodes:
            stands = given or gives
            report = seen if across else numbers["false"]
            for alarm, agrees in product((False, True), repeat=2):
                p = (report if alarm else 1 - report) * (
                    numbers["consent"] if agrees else 1 - numbers["consent"]
                )
                calls = called or alarm
                bites = in_force or (calls and agrees)
                paid = offer.inducement * (stands and not bites)
                asked = stands * (offer.exposure + offer.breach * bites)
                own = numbers["gain"] * across + paid - asked - numbers["loss"] * bites
                other = -numbers["harm"] * across - paid - numbers["cost"] * bites
                sums += chance * p * np.array([weight * own, weight * other, across])
                following.append((chance * p, calls, bites, stands, plan[calls, bites]))
        nodes = following
    return sums


@pytest.mark.parametrize("seed", range(12))
def test_acceptance_and_values_are_those_of_brute_force(seed):
    """
    Random games of two periods, random offers: both games by enumeration of all pure strategies,
    the walk written anew; the offer is taken up where it is worth no less.
    """
    rng = np.random.default_rng(seed)
    data, numbers = small(rng)
    offer = Offer(
        inducement=rng.uniform(0, 1.0),
        verification=rng.uniform(0.3, 1.0),
        breach=rng.uniform(0, 0.5),
        transparency=rng.uniform(0, 0.6),
        while_={"word": "given"},
    )
    seen_only = Offer(while_={"word": "given"})

    (side,) = answered_offers([game_of(data)], [offer]).sides

    without, taken = by_brute_force(numbers, seen_only), by_brute_force(numbers, offer)
    assert side.value[:, 0] == pytest.approx([without[0], taken[0]], abs=1e-12)
    assert side.responder[:, 0] == pytest.approx([without[1], taken[1]], abs=1e-12)
    assert side.across[:, 0] == pytest.approx([without[2], taken[2]], abs=1e-12)
    assert bool(side.accepts[0]) is bool(taken[0] >= without[0])


def test_a_commitment_may_stand_at_several_levels():
    """
    Nothing is gained by crossing and no report is false, so that nothing is called: an inducement
    of .1 is paid in the one period that there is, wherever the word stands at a level that is
    named. The word stays where it starts. A level may be named alone, without a list.
    """
    data, _ = small(np.random.default_rng(3))
    tech, word = data["challenger"]["tracks"]
    tech["reports"]["likelihood"]["none"] = [1.0, 0.0]
    word["moves"] = []
    data["challenger"]["types"][0]["gain"] = {}
    data["time"]["horizon"] = 1
    for start, levels, worth in (
        ("none", ("none", "given"), 0.1),
        ("given", ("none", "given"), 0.1),
        ("none", ("given",), 0.0),
        ("given", "given", 0.1),
    ):
        begun = game_of({**data, "start": {"word": start}})
        (side,) = answered_offers([begun], [Offer(inducement=0.1, while_={"word": levels})]).sides
        assert side.value[1, 0] - side.value[0, 0] == pytest.approx(worth, abs=1e-12)


def test_half_a_period_across_but_for_rounding_does_not_keep_to_the_line():
    """Whoever crosses for .5 of a period, whichever way it was added up, has not kept to it."""
    across = np.array([[1.0, 1.0, 1.0], [0.5 - 1e-12, 0.5, 0.49]])
    side = OfferedSide(
        type="t",
        begun=False,
        chance=np.ones(3),
        accepts=np.ones(3, dtype=bool),
        value=np.ones((2, 3)),
        across=across,
        responder=np.ones((2, 3)),
    )

    assert side.keeps.tolist() == [False, False, True]


def test_who_has_crossed_already_decides_for_itself():
    """
    A start that is across with a chance of .4 is two sides, with priors times .6 and .4, whose
    mean is the value at the start.
    """
    data, _ = small(np.random.default_rng(3))
    data["start"] = {"tech": {"none": 0.6, "crossed": 0.4}}
    game = game_of(data)
    offer = Offer(inducement=0.3, verification=0.8, while_={"word": "given"})

    outside, inside = answered_offers([game], [offer]).sides

    assert (outside.begun, inside.begun) == (False, True)
    assert (outside.chance[0], inside.chance[0]) == pytest.approx((0.6, 0.4))
    play = played([taken_up(game, offer)])
    whole = (play.model.start * play.types[0].choice.values[0]).sum()
    assert 0.6 * outside.value[1, 0] + 0.4 * inside.value[1, 0] == pytest.approx(whole, abs=1e-12)


def test_better_seen_means_louder_labels_in_their_proportion():
    """Of three labels the two loud ones keep their shares, 1 to 3; all goes to the last else."""
    data = copy.deepcopy(load(FILES["A01"]))
    reports = data["challenger"]["tracks"][0]["reports"]
    reports["labels"] = ["clean", "hint", "alarm"]
    reports["likelihood"] = {"none": [0.9, 0.1, 0.0], "crossed": [0.6, 0.1, 0.3]}
    seen = seen_at(game_of(data), 0.8).challenger.tracks[0].reports.likelihood
    assert seen["none"] == (0.9, 0.1, 0.0)
    assert seen["crossed"] == pytest.approx((0.2, 0.2, 0.6))
    reports["likelihood"]["crossed"] = [1.0, 0.0, 0.0]
    seen = seen_at(game_of(data), 0.8).challenger.tracks[0].reports.likelihood
    assert seen["crossed"] == pytest.approx((0.2, 0.0, 0.8))


def test_large_games_are_solved_a_few_at_a_time_and_answered_the_same(monkeypatch):
    """
    Where the choices of one game take up all the room, games of a shape are solved one by one: as
    many as there are chances of seeing, and the same window, .4667 to .64, to 1e-4.
    """
    together = []

    def watched(games):
        together.append(len(games))
        return played(games)

    monkeypatch.setattr(offers, "played", watched)
    offer = Offer(inducement=PAID, transparency=0.5)
    with monkeypatch.context() as small:
        small.setattr(offers, "_LAID_OUT", 1)
        (apart,) = windows(one_shot(), offer)

    assert set(together) == {1}
    assert apart == windows(one_shot(), offer)[0]
    assert apart.keeps == ((pytest.approx(0.4667, abs=2e-4), pytest.approx(0.64, abs=2e-4)),)
    assert max(together) == offers.GRID


def test_a_belief_is_seen_anew_under_each_verification():
    """Where the monitor's states hang on the reports, each verification is a game of its own."""
    game = game_of(load(FILES["belief"]))
    chances = (0.3, 0.9)
    offered = [Offer(inducement=0.1, verification=chance) for chance in chances]
    together = answered_offers([game, game], offered)
    for place, offer in enumerate(offered):
        alone = answered_offers([game], [offer])
        for side, other in zip(together.sides, alone.sides, strict=True):
            assert side.value[:, place] == pytest.approx(other.value[:, 0], abs=1e-9)
