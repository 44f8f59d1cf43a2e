"""What graded reports make of a belief."""

from fractions import Fraction
from itertools import pairwise, permutations, product
from math import prod

import numpy as np
import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

from phaseline.game.monitors.belief import BeliefMonitor
from phaseline.inference.belief import (
    CERTAIN,
    Draws,
    chance_of,
    log_odds,
    odds_predicted,
    predicted,
    updated,
)
from phaseline.inference.history import RunningBelief, beliefs
from phaseline.inference.origins import HeardReport, RunningTotal, total
from phaseline.inference.reports import IndicatorRates, log_ratio, weight

chances = st.floats(0.01, 0.99)


def _one(value: float) -> Draws:
    return np.array([value])


def _rates(hit: float, false_alarm: float, background: float = 0.1) -> IndicatorRates:
    return IndicatorRates(hit=_one(hit), false_alarm=_one(false_alarm), background=_one(background))


def _heard(*ratios: float, origins: str = "") -> list[HeardReport]:
    return [
        HeardReport(origin=origins[place] if origins else str(place), log_ratio=_one(ratio))
        for place, ratio in enumerate(ratios)
    ]


def test_three_reports_pass_nine_in_ten() -> None:
    """From .05, reports with .45 against .05 (nine to one) give 9/28, 81/100 and 729/748."""
    belief, seen = 0.05, []
    for _ in range(3):
        belief = updated(belief, crossed=0.45, clean=0.05)
        seen.append(belief)
    assert seen == pytest.approx([9 / 28, 81 / 100, 729 / 748], abs=1e-15)
    assert [round(value, 7) for value in seen] == [0.3214286, 0.8100000, 0.9745989]


def test_a_grade_that_cannot_be_judged_moves_nothing() -> None:
    """F and 6 are no low grades: the ratio is 1 whatever the other grade is."""
    grades = {"A": _one(1.0), "1": _one(1.0)}
    for reliability, credibility in (("F", "1"), ("A", "6"), ("F", "6")):
        weighs = weight(reliability, credibility, grades=grades)
        assert log_ratio(_rates(0.9, 0.1), is_seen=True, weighs=weighs) == [0.0]


@examples(60, 10_000)
@given(
    st.tuples(chances, chances, chances),
    st.booleans(),
    st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("123456")),
)
def test_what_cannot_be_judged_moves_nothing_whatever_is_expected(
    expected: tuple[float, float, float], is_seen: bool, grade: tuple[str, str]
) -> None:
    """With F or 6 the ratio is 1, of any indicator, seen or not; with other grades it is not."""
    hit, false_alarm, background = expected
    grades = {name: _one(0.6) for name in "ABCDE12345"}
    weighs = weight(*grade, grades=grades)
    ratio = log_ratio(_rates(hit, false_alarm, background), is_seen=is_seen, weighs=weighs)
    if "F" in grade or "6" in grade:
        assert ratio == [0.0]
    elif abs(hit - false_alarm) > 1e-3:
        assert ratio != [0.0]


def test_a_sure_report_has_the_ratio_of_its_indicator() -> None:
    """A1 with weight 1: .9 against .3 is three to one; not seen, .1 against .7 is one to seven."""
    grades = {"A": _one(1.0), "1": _one(1.0)}
    weighs = weight("A", "1", grades=grades)
    seen = log_ratio(_rates(0.9, 0.3), is_seen=True, weighs=weighs)
    unseen = log_ratio(_rates(0.9, 0.3), is_seen=False, weighs=weighs)
    assert np.exp(seen) == pytest.approx(3.0, abs=1e-14)
    assert np.exp(unseen) == pytest.approx(1 / 7, abs=1e-15)


def test_a_doubtful_report_is_mixed_with_what_comes_anyway() -> None:
    """B3: .8 · .5 = .4, so (.4·.9 + .6·.1) / (.4·.2 + .6·.1) = .42 / .14 = 3."""
    weighs = weight("B", "3", grades={"B": _one(0.8), "3": _one(0.5)})
    assert np.exp(log_ratio(_rates(0.9, 0.2), is_seen=True, weighs=weighs)) == pytest.approx(3.0)


@examples(60, 10_000)
@given(st.lists(st.tuples(chances, chances), max_size=6), chances)
def test_a_belief_is_bayes_rule_in_whole_numbers(
    pairs: list[tuple[float, float]], prior: float
) -> None:
    """Up to six reports give what exact fractions give, to 1e-12."""
    crossed, clean = Fraction(prior), 1 - Fraction(prior)
    for hit, false_alarm in pairs:
        crossed, clean = crossed * Fraction(hit), clean * Fraction(false_alarm)
    heard = _heard(*(float(np.log(hit) - np.log(other)) for hit, other in pairs))
    believed = chance_of(log_odds(_one(prior)) + total(heard, draws=1))
    assert believed[0] == pytest.approx(float(crossed / (crossed + clean)), abs=1e-12)


@examples(60, 10_000)
@given(
    st.lists(st.tuples(chances, chances, chances, chances, st.booleans()), max_size=6),
    chances,
)
def test_a_belief_is_what_every_way_the_reports_can_have_come_about_says(
    told: list[tuple[float, float, float, float, bool]], prior: float
) -> None:
    """
    Up to six reports, of which each follows what happened or comes as such reports come anyway:
    all ways in which that can be, added up, leave the same belief, to 1e-12.
    """
    heard = [
        float(log_ratio(_rates(hit, false_alarm, background), is_seen=seen, weighs=_one(weighs))[0])
        for hit, false_alarm, background, weighs, seen in told
    ]
    likely = []
    for is_crossed in (True, False):
        ways = 0.0
        for follows in product((True, False), repeat=len(told)):
            chances_of_way = []
            for (hit, false_alarm, background, weighs, seen), does in zip(
                told, follows, strict=True
            ):
                shown = (hit if is_crossed else false_alarm) if does else background
                chances_of_way += [weighs if does else 1 - weighs, shown if seen else 1 - shown]
            ways += prod(chances_of_way)
        likely.append(ways)
    crossed, clean = prior * likely[0], (1 - prior) * likely[1]
    believed = chance_of(log_odds(_one(prior)) + total(_heard(*heard), draws=1))
    assert believed[0] == pytest.approx(crossed / (crossed + clean), abs=1e-12)


@examples(60, 10_000)
@given(st.lists(st.tuples(st.floats(-4, 4), st.sampled_from("abc")), min_size=1, max_size=5))
def test_the_order_of_reports_changes_no_bit(said: list[tuple[float, str]]) -> None:
    """Whatever comes first, the sum is the same; so is what each adds, taken together."""
    heard = _heard(*(ratio for ratio, _ in said), origins="".join(origin for _, origin in said))
    sums = set()
    for order in permutations(heard):
        together = float(total(order, draws=1)[0])
        sums.add(together)
        running = RunningTotal(1)
        parts = sum(float(running.hear(report)[0]) for report in order)
        assert abs(parts - together) <= 1e-12
    assert len(sums) == 1


@examples(60, 10_000)
@given(st.floats(-4, 4), st.integers(1, 100))
def test_a_repetition_leaves_a_belief_where_it_is(ratio: float, times: int) -> None:
    """A hundred reports of one origin are one report."""
    once, often = _heard(ratio, origins="a"), _heard(*[ratio] * times, origins="a" * times)
    assert total(often, draws=1) == total(once, draws=1)


@examples(60, 10_000)
@given(chances, chances, chances)
def test_a_report_and_its_opposite_cancel(hit: float, letter: float, digit: float) -> None:
    """
    Where hits and false alarms mirror each other, and so does what comes anyway, equal grades for
    and against leave nothing.
    """
    rates = _rates(hit, 1 - hit, 0.5)
    weighs = weight("B", "2", grades={"B": _one(letter), "2": _one(digit)})
    both = [log_ratio(rates, is_seen=seen, weighs=weighs) for seen in (True, False)]
    assert both[0] + both[1] == pytest.approx(0.0, abs=1e-12)


@examples(60, 10_000)
@given(chances, chances, chances, st.tuples(chances, chances))
def test_a_better_source_moves_a_belief_further(
    hit: float, false_alarm: float, background: float, weights: tuple[float, float]
) -> None:
    """The ratio never comes nearer to 1 as the weight rises."""
    low, high = sorted(weights)
    rates = _rates(hit, false_alarm, background)
    less, more = (
        abs(float(log_ratio(rates, is_seen=True, weighs=_one(value))[0])) for value in (low, high)
    )
    assert more >= less - 1e-12


def test_reports_that_come_one_by_one_add_what_they_add_together() -> None:
    """To the last bit, whatever the order and however often it is asked."""
    drawn = np.random.default_rng(7)
    heard = [
        HeardReport(origin=f"o{drawn.integers(9)}", log_ratio=drawn.normal(size=5))
        for number in range(60)
    ]
    running = RunningTotal(5)
    for place, report in enumerate(heard, start=1):
        running.hear(report)
        assert running.total().tolist() == total(heard[:place][::-1], draws=5).tolist()


def test_origins_are_added_up_one_after_the_other() -> None:
    """
    Of 2,500 origins, most of whose reports have one of twelve ratios: the sum in the order of their
    names, to the last bit, of the strongest for and the strongest against.
    """
    drawn = np.random.default_rng(3)
    shared = list(drawn.normal(size=(12, 4)))
    strongest: dict[str, list[np.ndarray]] = {}
    heard = []
    for number in range(6_000):
        origin = f"o{drawn.integers(2_500)}"
        ratio = shared[drawn.integers(12)] if number % 7 else drawn.normal(size=4)
        heard.append(HeardReport(origin=origin, log_ratio=ratio))
        strongest.setdefault(origin, [np.zeros(4)]).append(ratio)
    added = np.zeros(4)
    for origin in sorted(strongest):
        added = added + (np.max(strongest[origin], axis=0) + np.min(strongest[origin], axis=0))
    assert total(heard, draws=4).tolist() == added.tolist()


@examples(60, 10_000)
@given(
    st.lists(st.tuples(st.floats(-3, 3), st.sampled_from("abc")), min_size=1, max_size=6),
    st.integers(0, 6),
    chances,
    st.floats(0.0, 0.5),
)
def test_a_report_that_is_supposed_does_what_it_would_do(
    said: list[tuple[float, str]], closed_after: int, prior: float, hazard: float
) -> None:
    """
    The last report in thought leaves what it leaves where it comes, to the last bit, and nothing of
    it stays, so that a second thought is the same.
    """
    heard = _heard(*(ratio for ratio, _ in said), origins="".join(origin for _, origin in said))
    supposing = RunningBelief(_one(prior), _one(hazard))
    taking = RunningBelief(_one(prior), _one(hazard))
    for place, report in enumerate(heard[:-1], start=1):
        for running in (supposing, taking):
            running.hear(report)
            if place == closed_after:
                running.close()
    before = supposing.so_far().believed
    thought = [supposing.so_far_with(heard[-1], draws=1) for _ in range(2)]
    taking.hear(heard[-1])
    assert [period.believed[0] for period in thought] == [taking.so_far().believed[0]] * 2
    assert [period.added[0] for period in thought] == [taking.so_far().added[0]] * 2
    assert supposing.so_far().believed[0] == before[0]


def test_certainties_for_and_against_cancel() -> None:
    """
    [hand] Never seen where it is not so, and never missed where it is: each report settles it. Both
    leave what a third report says, .9 against .1 on a prior of .3: .27 / (.27 + .07); after two for
    and one against it stands settled, and a period later it still does.
    """
    none, ninth = _one(1.0), _rates(0.9, 0.1)
    sure = log_ratio(_rates(1.0, 0.0, 0.0), is_seen=True, weighs=none)
    not_so = log_ratio(_rates(1.0, 0.0, 0.0), is_seen=False, weighs=none)
    third = log_ratio(ninth, is_seen=True, weighs=none)
    assert (float(sure[0]), float(not_so[0])) == (CERTAIN, -CERTAIN)
    reports = [
        HeardReport(origin=name, log_ratio=ratio)
        for name, ratio in (("a", sure), ("b", not_so), ("c", third))
    ]
    [both] = beliefs(_one(0.3), _one(0.0), [reports])
    assert both[0] == pytest.approx(0.27 / 0.34, abs=1e-9)
    more = [*reports, HeardReport(origin="d", log_ratio=sure)]
    assert [float(held[0]) for held in beliefs(_one(0.3), _one(0.1), [more, reports])] == [1.0, 1.0]
    again = RunningTotal(1)
    again.hear(reports[0])
    assert again.hear(reports[0])[0] == 0.0


def test_what_is_not_settled_is_not_certain() -> None:
    """At odds of e to the 60 a float has no number between the chance and 1: it stays below."""
    held = chance_of(np.array([60.0, -60.0, CERTAIN, -CERTAIN]))
    assert held[0] < 1.0
    assert held[1] == pytest.approx(np.exp(-60.0), rel=1e-12)
    assert (held[2], held[3]) == (1.0, 0.0)


def test_ten_thousand_reports_overflow_nothing() -> None:
    """As many for as against leave the prior; all of one kind come near certainty, and no nan."""
    even = _heard(*([2.0] * 5000 + [-2.0] * 5000))
    assert chance_of(log_odds(_one(0.3)) + total(even, draws=1)) == pytest.approx(0.3, abs=1e-9)
    sure = chance_of(log_odds(_one(0.3)) + total(_heard(*[2.0] * 10_000), draws=1))
    assert 1.0 - 2e-16 < sure[0] < 1.0


@examples(60, 10_000)
@given(chances, st.floats(0.0, 0.5), st.lists(st.tuples(chances, chances), min_size=1, max_size=8))
def test_the_watch_and_the_monitor_of_a_game_agree(
    prior: float, hazard: float, pairs: list[tuple[float, float]]
) -> None:
    """
    With the same reports the watch's belief is the mean that a game's monitor holds after each
    period, to 1e-12.
    """
    heard = _heard(*(float(np.log(hit) - np.log(other)) for hit, other in pairs))
    watched = beliefs(_one(prior), _one(hazard), [[report] for report in heard])
    belief, monitor = prior, BeliefMonitor(grid=3, prior=prior, hazard=hazard)
    for (hit, other), after in zip(pairs, watched, strict=True):
        nodes = (0.0, belief, 1.0)
        follows = monitor.successors(nodes, belief, crossed=hit, clean=other)
        belief = sum(nodes[place] * share for place, share in follows)
        assert after[0] == pytest.approx(belief, abs=1e-12)


@examples(60, 10_000)
@given(
    st.lists(st.tuples(st.floats(-3, 3), st.sampled_from("ab")), min_size=1, max_size=5), chances
)
def test_without_a_hazard_it_does_not_matter_when_a_report_came(
    said: list[tuple[float, str]], prior: float
) -> None:
    """All in one period, or one in each: the last belief is the same."""
    heard = _heard(*(ratio for ratio, _ in said), origins="".join(origin for _, origin in said))
    once = beliefs(_one(prior), _one(0.0), [heard])[-1]
    spread = beliefs(_one(prior), _one(0.0), [[report] for report in heard])[-1]
    assert spread == pytest.approx(once, abs=1e-12)


@examples(60, 10_000)
@given(chances, st.floats(0.0, 0.9))
def test_odds_are_predicted_as_chances_are(belief: float, hazard: float) -> None:
    """One period on, log odds and chances say the same."""
    odds = odds_predicted(log_odds(_one(belief)), _one(hazard))
    assert chance_of(odds)[0] == pytest.approx(predicted(belief, hazard), abs=1e-12)


def test_without_reports_a_belief_drifts_by_its_hazard() -> None:
    """From .2 with .1 a period, nothing heard: 1 − .8 · .9ⁿ."""
    through = beliefs(_one(0.2), _one(0.1), [[], [], []])
    assert [float(one[0]) for one in through] == pytest.approx(
        [1 - 0.8 * 0.9**n for n in (1, 2, 3)], abs=1e-14
    )
    assert all(later > before for before, later in pairwise(float(one[0]) for one in through))
