"""What a measure can send, how far it keeps its promise, and what the game makes of it."""

from dataclasses import replace
from math import inf
from pathlib import Path
from types import SimpleNamespace

import pytest

from phaseline.case.games import policy_of
from phaseline.case.read import changed_case, read_case
from phaseline.case.values import range_of
from phaseline.desk.comparison.draws import design, used
from phaseline.desk.comparison.game_of_case import game_of, lead_months
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.delivery import supply_options
from phaseline.desk.delivery.supply_options import (
    delivery,
    delivery_key,
    goods,
    matched,
    rests_on,
    ways,
)
from phaseline.desk.delivery.transport_problem import shipping
from phaseline.desk.estimates.valuation import best_values
from phaseline.supply.matching import State
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import quantity

DEPOT = Path(__file__).parent / "depot.yaml"


@pytest.fixture(scope="module")
def depot():
    """
    The invented case: 40 boats of which 20 stay, 1,000 darts whose maker has to be asked, rounds of
    another calibre.
    """
    return read_case(DEPOT).case


def measure(case, name):
    """A measure by its id."""
    return next(one for one in case.measures if one.id == name)


def with_values(case, **values):
    """The case at its best values, some of them changed."""
    best = best_values(case)
    return replace(
        best,
        values={**best.values, **{name.replace("_", "-"): value for name, value in values.items()}},
    )


def test_a_stock_meets_a_need_by_function_calibre_and_presence(depot):
    """
    Boats are named for boats; of what is named for 90 mm rounds, 70 mm never fits, and what went in
    the past is a precedent.
    """
    found = matched(depot)

    assert found["boats"][0] is State.NAMED
    assert {one.stock: one.why_not for one in found["rounds"][1]} == {
        "shell": "70 mm is not 90 mm",
        "dart": "",
        "old": "",
    }
    assert {(one.stock.id, one.route.id) for one in ways(depot, measure(depot, "send"))} == {
        ("hull", "straight"),
        ("hull", "hidden"),
        ("dart", "straight"),
        ("dart", "hidden"),
    }


def test_a_promise_is_kept_as_far_as_goods_come(depot):
    """
    Half a need is promised: 20 of the 40 boats that would meet it may go, which is all of it; by
    Selde, who passes on half, half of it.
    """
    best = best_values(depot)

    assert goods(best, measure(depot, "send")).share == pytest.approx(1.0)
    assert goods(best, measure(depot, "swap")).share == pytest.approx(0.5)


def test_the_first_delivery_waits_for_the_way_the_partner_and_the_maker(depot):
    """
    4⅓ weeks straight there; as many to Selde and as many more until it passes something on. 400
    years have 4,800 months and 146,097 days.
    """
    best, way = best_values(depot), 13 / 3 * 7 * 4800 / 146097

    assert goods(best, measure(depot, "send")).months == pytest.approx(way)
    assert goods(best, measure(depot, "swap")).months == pytest.approx(2 * way)


def test_a_promise_is_limited_by_what_the_way_carries(depot):
    """
    Darts late by a year, and 100 kg a month for the 11 months that are left after one under way: of
    boats of 3 t each, 40 of which meet the need, 1.1/120 of it.
    """
    values = with_values(depot, ship=100.0, wait=12.0)

    assert goods(values, measure(depot, "send")).share == pytest.approx(1.1 / 120 / 0.5)


def test_only_what_may_go_by_a_route_counts_for_it(depot):
    """
    A raft that may go straight there meets a hundredth of the need; the boats, barred there, go by
    Selde alone, who passes on half: 0.25 and 0.01 of 0.5.
    """
    raft = replace(
        depot.stocks[0], id="raft", quantity=replace(depot.facts[0].value, number=0.8), bars=()
    )
    barred = replace(depot.stocks[0], bars=("direct",))
    both = replace(
        depot,
        stocks=(barred, raft, *depot.stocks[1:]),
        measures=(
            replace(depot.measures[0], goods=("hull", "raft"), by=("straight", "round-about")),
            *depot.measures[1:],
        ),
    )

    assert goods(best_values(both), both.measures[0]).share == pytest.approx(
        (0.25 + 0.4 / 40) / 0.5
    )


def test_what_is_only_made_comes_once_it_is_made(depot):
    """
    With no boat standing and a tenth of the need made a month from month 6 on: first after 6 and 1,
    and by month 12 from the 7th to the 11th, half of it.
    """
    made = replace(
        depot.stocks[0],
        quantity=replace(depot.facts[0].value, number=0.0),
        makes="assumptions.tenth",
        makes_after="assumptions.wait2",
        mass="",
    )
    month = depot.assumptions[6]
    numbers = (
        replace(month, id="tenth", low=one(depot, 0.1), high=one(depot, 0.1)),
        replace(
            month,
            id="wait2",
            low=quantity("6 month"),
            high=quantity("6 month"),
        ),
    )
    case = replace(
        depot,
        stocks=(made, *depot.stocks[1:]),
        assumptions=(*depot.assumptions, *numbers),
        measures=(
            replace(depot.measures[0], goods=("hull",), by=("straight",), promise=""),
            *depot.measures[1:],
        ),
    )

    found = goods(best_values(case), case.measures[0])

    assert found.months == pytest.approx(6 + 13 / 3 * 7 * 4800 / 146097)
    assert found.share == pytest.approx(0.5)  # made in months 6 to 10, and a month under way


def one(case, number):
    """A plain number, as a case holds it."""
    return replace(case.assumptions[0].low, number=number)


def test_goods_whose_maker_would_rather_not_are_not_counted_on(depot):
    """
    Below an even chance of consent the darts are out, in the game and in the plan; above it they
    are in.
    """
    for chance, is_in in ((0.4, False), (0.6, True)):
        odds = replace(
            depot.assumptions[0], id="odds", low=one(depot, chance), high=one(depot, chance)
        )
        case = replace(
            depot,
            stocks=tuple(
                replace(each, maker_chance="assumptions.odds") if each.id == "dart" else each
                for each in depot.stocks
            ),
            assumptions=(*depot.assumptions, odds),
            measures=(
                replace(depot.measures[0], goods=("dart",), by=("straight",)),
                *depot.measures[1:],
            ),
        )
        assert (goods(best_values(case), case.measures[0]).share > 0) is is_in
        (consent,) = shipping(best_values(case)).problem.consents
        assert (consent.since < inf) is is_in


def test_a_measure_without_goods_keeps_nothing_and_one_that_names_none_is_not_asked(depot):
    """
    What went in the past is no stock; talking needs no goods; without boats swapping sends nothing.
    """
    best = best_values(depot)
    no_boats = replace(depot, stocks=tuple(one for one in depot.stocks if one.id != "hull"))

    past, talk = (goods(best, measure(depot, name)) for name in ("past", "talk"))

    assert (past.share, past.is_known) == (0.0, True)
    assert (talk.share, talk.is_known) == (1.0, False)
    assert goods(best_values(no_boats), measure(no_boats, "swap")).share == 0.0


def test_goods_without_numbers_are_not_known_and_no_promise_is_broken(depot):
    """
    Where nobody says how many meet a need, the promise is taken as kept, and said not to be known.
    """
    bare = replace(depot, stocks=tuple(replace(one, whole="") for one in depot.stocks))

    found = goods(best_values(bare), measure(bare, "send"))

    assert (found.share, found.is_known) == (1.0, False)


def test_a_rung_without_goods_has_no_bite_in_the_game(korea):
    """
    With no stock left the indirect and direct rungs cost Moscow nothing and Seoul nothing but its
    penalties; the dual-use rung is as it was.
    """
    bare = replace(korea, stocks=tuple(replace(one, meets=()) for one in korea.stocks))
    rungs = {}
    for case in (korea, bare):
        game = game_of(base_setting(case, policy_of(case, "kim-step-down")), best_values(case))
        rungs[case is bare] = {one.id: one for one in game.ladder.rungs}

    def bites(loss):
        return (
            any(bites(one) for one in loss.values())
            if hasattr(loss, "values")
            else abs(loss) > 1e-12
        )

    assert all(bites(rungs[False][name].loss) for name in ("R1", "R2", "R3", "R4a", "R4b"))
    assert rungs[True]["R1"].loss == rungs[False]["R1"].loss
    assert rungs[True]["R2"].benefit == rungs[True]["R1"].benefit


def test_the_game_waits_as_long_as_the_goods_take(korea):
    """
    Indirect supply is in force after the way and the partner's lag, direct supply after its own
    lead; at the best values 1.625 + 6.5, and 3.5 months.
    """
    best = best_values(korea)
    effects = {one.measure: one for one in korea.games[0].effects}

    assert lead_months(best, effects["indirect_def"]) == pytest.approx(1.625 + 6.5)
    assert lead_months(best, effects["direct_def"]) == pytest.approx(3.5)
    assert lead_months(best, effects["dual_use"]) == 0


def test_what_deliveries_rest_on_is_drawn(korea):
    """
    Amounts are drawn for every draw; times change the structure of a game and are drawn block by
    block.
    """
    numbers, structure = used(korea)
    amounts, times = rests_on(korea)

    assert (
        {
            "stock-missiles",
            "need-missiles",
            "own-need-floor",
            "substitution-ratio",
            "transport-capacity",
            "rung-promise",
        }
        <= amounts
        <= set(numbers)
    )
    assert {"transport-time", "backfill-lag", "delivery-lead"} <= times <= set(structure)


def test_a_delivery_is_worked_out_once_for_a_set_of_values(korea):
    """The second time the same values are asked, the answer stands already, whatever it is."""
    best = best_values(korea)
    effect = next(one for one in korea.games[0].effects if one.measure == "direct_off")

    worked_out = delivery(best, effect)
    assert best.parts[delivery_key("direct_off", ())] is worked_out
    assert worked_out.share == 1.0

    best.parts[delivery_key("direct_off", ())] = replace(worked_out, share=0.25)

    assert delivery(best, effect) == replace(worked_out, share=0.25)


def test_a_delivery_is_remembered_by_all_that_it_rests_on(korea):
    """
    With every assumption drawn anew, what is remembered by some of them is what the whole set of
    values comes to.
    """
    effects = [effect for effect in korea.game.effects if effect.measure in korea.measures.ids]
    for draw in design(korea, count=8).draws:
        fresh = replace(draw)

        assert [delivery(draw, effect) for effect in effects] == [
            goods(fresh, korea.measures[effect.measure]) for effect in effects
        ]


def test_end_use_terms_bar_a_kind_of_route(depot):
    """
    Boats that may not be swapped are sent straight there alone, and the plan says what bars the
    other way.
    """
    barred = replace(
        depot,
        stocks=tuple(
            replace(one, bars=("backfill",)) if one.id == "hull" else one for one in depot.stocks
        ),
    )

    assert {one.route.id for one in ways(barred, measure(barred, "send"))} == {"straight", "hidden"}
    assert ways(barred, measure(barred, "swap")) == ()
    assert "bar it by backfill" in next(
        one.why for one in shipping(best_values(barred)).left_out if one.address == "stocks.hull"
    )


def test_a_promise_of_nothing_is_kept_and_a_need_of_nothing_is_met(depot):
    """
    At the low end of a range a share promised, or what meets a need, may be 0: nobody divides by
    it.
    """
    assert goods(with_values(depot, half=0.0), measure(depot, "send")).share == 1.0
    assert goods(with_values(depot, fleet=0.0), measure(depot, "send")).share == 1.0


def what_ifs():
    """The invented case as it is, then with each assumption at each of its ends."""
    reading = read_case(DEPOT)
    yield reading.case
    for assumption in reading.case.assumptions:
        ends = range_of(assumption)
        for end in ends or ():
            value = f"{end.number} {end.unit.text}".strip()
            changed = changed_case(reading, {f"assumptions.{assumption.id}.best": value})
            assert changed is not None
            yield changed


def test_a_what_if_sends_what_its_case_would_send_alone():
    """What cases have in common is worked out once, and what they do not is not taken for it."""
    sent = []
    for case in what_ifs():
        for name in ("send", "swap"):
            alone = goods(best_values(case), measure(case, name))
            assert delivery(best_values(case), SimpleNamespace(measure=name)) == alone
            sent.append(alone)

    assert len({(goods.share, goods.months) for goods in sent}) > 4


def test_what_a_what_if_does_not_touch_is_planned_once(monkeypatch):
    """[hand] Nothing that is sent rests on the weight of a need: of two cases one is planned."""
    planned = []

    def counted(values, asked):
        planned.append(asked.id)
        return goods(values, asked)

    monkeypatch.setattr(supply_options, "goods", counted)
    reading = read_case(DEPOT)
    for weight in ("2.5", "3.5"):
        moved = {"assumptions.wait.best": "3 week", "assumptions.heavy.best": weight}
        case = changed_case(reading, moved)
        delivery(best_values(case), SimpleNamespace(measure="send"))

    assert planned == ["send"]


def test_a_formula_that_reads_a_part_of_an_assumption_shares_nothing():
    """[hand] A way that takes the best value as it stands takes another time in another case."""
    months = []
    for value in ("1 month", "2 month"):
        case = changed_case(read_case(DEPOT), {"assumptions.month.best": value})
        routes = Entries(replace(route, lead="assumptions.month.best") for route in case.routes)
        case = replace(case, routes=routes)
        months.append(delivery(best_values(case), SimpleNamespace(measure="send")).months)

    assert months == [1.0, 2.0]
