"""What measures send in many draws at once, held against what each draw alone says."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import examples

from phaseline.case.read import changed_case, read_case
from phaseline.case.shipped import case_path
from phaseline.case.values import range_of
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import games_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.delivery import supply_options
from phaseline.desk.delivery.drawn_deliveries import FEWEST, deliver, supplied
from phaseline.desk.delivery.supply_options import (
    NO_GOODS,
    delivery_key,
    goods,
    without_goods,
)
from phaseline.desk.estimates.drawn_values import DrawnValues
from phaseline.desk.estimates.valuation import Valuation, best_values, ends_of
from phaseline.errors import QuestionError
from phaseline.terms.entries import Entries

HERE = Path(__file__).parent
SHIPPED = ("korea-2024", "snapback-2025", "strait")


def wharf():
    """
    The depot with more to choose from: boats that are newly made, that wait for a maker who may not
    consent, and that weigh more; a partner whose route carries so much; and a promise that may come
    to nothing.
    """
    case = read_case(HERE / "depot.yaml").case
    hull, promise = case.stocks["hull"], "assumptions.half - assumptions.heavy / facts.hulls.value"
    raft = replace(
        hull,
        id="raft",
        quantity="",
        assumed="assumptions.half",
        makes="assumptions.half",
        makes_after="assumptions.wait",
        maker_delay="assumptions.month",
    )
    skiff = replace(
        hull,
        id="skiff",
        quantity="",
        assumed="assumptions.heavy + assumptions.heavy",
        maker_chance="assumptions.half",
        mass="assumptions.heavy-hull + assumptions.heavy-hull * assumptions.half",
    )
    goods_of = ("raft", "hull", "skiff")
    named = {measure.id: replace(measure, promise=promise) for measure in case.measures}
    load = "assumptions.ship * assumptions.heavy / facts.hulls.value"
    about = replace(case.routes["round-about"], capacity=load)
    share = "assumptions.half + assumptions.half"
    return replace(
        case,
        needs=Entries(replace(need, calibre="") for need in case.needs),
        stocks=Entries((*case.stocks, raft, skiff)),
        donors=Entries(replace(donor, passes_on=share) for donor in case.donors),
        routes=Entries(
            about if route.id == about.id else replace(route, history="used")
            for route in case.routes
        ),
        measures=Entries(
            (
                replace(named["send"], goods=goods_of, by=("straight", "hidden")),
                replace(named["swap"], goods=goods_of),
                replace(named["swap"], id="mix", goods=goods_of, by=("straight", "round-about")),
            )
        ),
    )


@pytest.fixture(scope="module", params=["depot", "yard", "wharf"])
def invented(request):
    """An invented case with goods."""
    return wharf() if request.param == "wharf" else read_case(HERE / f"{request.param}.yaml").case


@pytest.fixture(scope="module")
def depot():
    """The invented case with boats, darts and rounds."""
    return read_case(HERE / "depot.yaml").case


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request, shared):
    """A shipped case."""
    return shared.read(case_path(request.param), name=request.param).case


def valued(case, chance, count):
    """
    Values for every assumption with a range: from nothing to twice the most, and nothing itself now
    and then.
    """
    ends = {assumption.id: ends_of(assumption) for assumption in case.assumptions}
    most = {name: both[1] for name, both in ends.items() if both}
    return [
        Valuation(
            case=case,
            values={
                name: max(0.0, float(share)) * 2 * high
                for (name, high), share in zip(
                    most.items(), chance.uniform(-0.05, 1, len(most)), strict=True
                )
            },
        )
        for _ in range(count)
    ]


def in_one_go(draws, measure):
    """What a measure sends in all draws, by the columns."""
    return supplied(DrawnValues(draws[0].case, [draw.values for draw in draws]), measure)


@given(seed=st.integers(0, 2**32 - 1))
@examples(8, at_soak=300)
def test_all_draws_say_what_each_says_alone(invented, seed):
    """
    Wherever assumptions stand, far beyond their ends too, and whichever goods stay: bit for bit,
    but for draws that are left to the solver.
    """
    chance = np.random.default_rng(seed)
    draws = valued(invented, chance, 16)
    for measure in invented.measures:
        asked = without_goods(measure, [name for name in measure.goods if chance.random() < 0.3])

        for draw, sent in zip(draws, in_one_go(draws, asked), strict=True):
            assert sent is None or sent == goods(replace(draw), asked)


def test_draws_differ_in_what_is_sent():
    """Among many draws a promise is kept, kept in part and not kept, and at many times."""
    case = wharf()
    draws = valued(case, np.random.default_rng(3), 400)
    sent = {measure.id: in_one_go(draws, measure) for measure in case.measures}

    for name in ("send", "swap"):
        supplies = [supply for supply in sent[name] if supply]
        assert len(supplies) > 200
        assert {0.0, 1.0} < {supply.share for supply in supplies}
        assert len({supply.share for supply in supplies}) > 20
        assert len({supply.months for supply in supplies}) > 20
    assert None in sent["mix"]  # a partner passes on another share than what goes straight


def test_the_lightest_goods_decide_whether_a_route_carries_enough():
    """
    [hand] Four tenths of a need of 40 boats of 3 t weigh 48 t. By way of the partner 1.1 months
    pass, and 1.1 with it: in the 9.8 of 12 that are left 49 t go at 5 t a month, all that is
    promised. Were the boats of 4.5 t to go first, a tenth of the need, it would weigh 54 t; and by
    whole months, of which 8 are left, 40 t go.
    """
    case = wharf()
    draw = best_values(case).moved(
        {
            "half": 0.5,  # of all boats stays, and twice that is passed on
            "heavy": 4.0,  # of 40: a tenth, which the promise is less than a half
            "fleet": 40.0,
            "heavy-hull": 3000.0,
            "ship": 50_000.0,  # a month, of which a tenth goes round about
            "month": 1.1,
            "wait": 30.0,
        }
    )
    swap, slower = case.measures["swap"], draw.moved({"ship": 48_000.0})

    assert goods(draw, swap).share == 1.0
    assert goods(slower, swap).share == pytest.approx(38.4 / 48, rel=1e-12)
    assert in_one_go([draw, slower], swap) == [goods(replace(of), swap) for of in (draw, slower)]


def test_every_delivery_of_a_shipped_case_is_that_of_the_solver(shipped, monkeypatch):
    """
    In 64 draws each measure that is played sends what it sends where each draw is asked alone, and
    where every plan is the solver's; none of them is left to it.
    """
    draws = design(shipped, count=64).draws
    measures = [
        shipped.measures[effect.measure]
        for effect in shipped.game.effects
        if effect.measure in shipped.measures.ids
    ]
    together = [in_one_go(draws, measure) for measure in measures]
    alone = [[goods(replace(draw), measure) for draw in draws] for measure in measures]
    assert together == alone

    monkeypatch.setattr(supply_options, "most_met", lambda *_: np.array([np.nan]))
    for measure, sent in zip(measures, alone, strict=True):
        planned = [goods(replace(draw), measure) for draw in draws]

        assert [supply.months for supply in sent] == [supply.months for supply in planned]
        assert [supply.share for supply in sent] == pytest.approx(
            [supply.share for supply in planned], rel=1e-12, abs=1e-12
        )


def test_games_of_draws_find_what_is_sent(korea, monkeypatch):
    """Whatever the ladder, no draw has to be asked alone, and each finds what it would say."""
    draws = design(korea, count=16).draws
    settings = [base_setting(korea, policy) for policy in korea.policies]
    with monkeypatch.context() as patch:
        patch.setattr(supply_options, "_supplied", pytest.fail)
        for setting in settings:
            games_of((setting, draw) for draw in draws)

    names = {effect.measure for effect in korea.game.effects} & set(korea.measures.ids)
    for draw in draws:
        for name in names:
            assert draw.parts[delivery_key(name, ())] == goods(replace(draw), korea.measures[name])


def test_numbers_beyond_all_measure_are_answered_alike_and_without_a_word():
    """What overflows or vanishes in some draws is no other answer, and warns of nothing."""
    case, chance = wharf(), np.random.default_rng(17)
    odd = [0.0, 5e-324, 1e-320, 1e-300, 1e-12, 1.0, 1e12, 1e200, 1e300]
    best = best_values(case)
    draws = [
        best.moved(
            {name: float(chance.choice(odd)) for name in best.values if chance.random() < 0.4}
        )
        for _ in range(300)
    ]
    for measure in case.measures:
        for draw, sent in zip(draws, in_one_go(draws, measure), strict=True):
            assert sent is None or sent == goods(replace(draw), measure)


def test_goods_that_stay_are_not_sent():
    """Under a reading that has some goods of a measure stay, the others alone keep its promise."""
    yard = read_case(HERE / "yard.yaml").case
    lend = yard.measures["lend"]
    draws = valued(yard, np.random.default_rng(11), 3 * FEWEST)

    deliver(((("lend", ()), ("lend", ("new",))), draw) for draw in draws)

    for draw in draws:
        for stays in ((), ("new",)):
            sent = draw.parts[delivery_key("lend", stays)]
            assert sent == goods(replace(draw), without_goods(lend, stays))
    assert any(
        draw.parts[delivery_key("lend", ("new",))] != draw.parts[delivery_key("lend", ())]
        for draw in draws
    )


def test_draws_of_several_cases_are_told_apart():
    """Each what-if has what its case sends, though they are asked for in one go."""
    reading = read_case(HERE / "depot.yaml")
    cases = [reading.case]
    for assumption in reading.case.assumptions:
        for end in range_of(assumption) or ():
            changes = {f"assumptions.{assumption.id}.best": f"{end.number} {end.unit.text}".strip()}
            cases.append(changed_case(reading, changes))
    ahead = replace(cases[0], horizon=(1, 2))
    draws = [best_values(case) for case in (*cases, *[ahead] * FEWEST)]

    deliver((((name, ()) for name in ("send", "swap")), draw) for draw in draws)

    for draw in draws:
        for name in ("send", "swap"):
            assert draw.parts[delivery_key(name, ())] == goods(
                replace(draw), draw.case.measures[name]
            )


def test_draws_that_know_different_things_are_told_apart(depot):
    """Some draws know what one measure sends, and as many others what another does."""
    draws = valued(depot, np.random.default_rng(13), 2 * FEWEST)
    known = {"send": draws[:FEWEST], "swap": draws[FEWEST:]}
    for name, some in known.items():
        for draw in some:
            draw.parts[delivery_key(name, ())] = NO_GOODS

    deliver(((("send", ()), ("swap", ())), draw) for draw in draws)

    for name, some in known.items():
        for draw in draws:
            alone = goods(replace(draw), depot.measures[name])
            assert draw.parts[delivery_key(name, ())] == (NO_GOODS if draw in some else alone)


def test_few_draws_and_what_stands_already_are_left_alone(depot):
    """A draw that knows what is sent keeps it, and some draws fewer than pays are asked alone."""
    draws = valued(depot, np.random.default_rng(5), FEWEST)
    known = draws[0].parts[delivery_key("send", ())] = object()

    deliver(((("send", ()),), draw) for draw in draws)

    assert draws[0].parts[delivery_key("send", ())] is known
    assert not any(draw.parts for draw in draws[1:])


def test_a_draw_without_a_number_says_so_alone(depot):
    """
    [hand] The lead of a route is divided by an assumption that is nothing in one draw: this draw
    says so, and the others send what they send.
    """
    routes = Entries(
        replace(route, lead="assumptions.month * assumptions.half / assumptions.heavy")
        for route in depot.routes
    )
    case = replace(depot, routes=routes)
    draws = [best_values(case) for _ in range(2 * FEWEST)]
    draws[3] = draws[3].moved({"heavy": 0.0})

    deliver(((("send", ()),), draw) for draw in draws)

    assert not any(draw.parts for draw in draws)
    assert goods(draws[0], case.measures["send"]).share == 1.0
    with pytest.raises(QuestionError, match="divides by zero"):
        goods(draws[3], case.measures["send"])
