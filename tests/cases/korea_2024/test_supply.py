"""What Ukraine needs in the worked case, what Seoul has, and which ways were open."""

import pytest

from phaseline.case.values import amount_at, derivation
from phaseline.terms.quantity import Unknown


@pytest.fixture
def offered(korea):
    """For each need, the stocks that a paper names for it; past transfers do not count."""
    return {
        need.id: [
            stock.id
            for stock in korea.stocks
            if need.id in stock.meets and not stock.is_precedent_only
        ]
        for need in korea.needs
    }


def test_the_needs_stand_in_two_tiers_of_four_and_five_without_quantities(korea):
    """
    Air defence, radars, electronic warfare, drone defence; then 155 mm shells, rocket launchers,
    artillery, armour, tanks.
    """
    tiers = {tier: [need.id for need in korea.needs if need.tier == tier] for tier in (1, 2)}

    assert tiers == {
        1: ["air-defence", "radars", "electronic-warfare", "drone-defence"],
        2: ["shells-155", "mlrs", "artillery", "armoured-vehicles", "tanks"],
    }
    assert all(isinstance(need.quantity, Unknown) for need in korea.needs)


def test_six_of_nine_needs_have_a_named_item(offered):
    """
    Air defence, drone defence, rocket launchers, artillery, armoured vehicles, tanks; no radar, no
    electronic warfare, no 155 mm stock.
    """
    assert {need for need, stocks in offered.items() if stocks} == {
        "air-defence",
        "drone-defence",
        "mlrs",
        "artillery",
        "armoured-vehicles",
        "tanks",
    }
    assert [need for need, stocks in offered.items() if not stocks] == [
        "radars",
        "electronic-warfare",
        "shells-155",
    ]


def test_each_need_has_the_items_that_the_papers_name(offered):
    """
    Hawk, Mistral, Igla, US systems and Cheongung II; laser; K239; K105 and US guns; BMP-3, BTR-80,
    M113 and US vehicles; T80U and US tanks.
    """
    assert set(offered["air-defence"]) == {
        "hawk",
        "mistral",
        "igla",
        "us-air-defence",
        "cheongung-2",
    }
    assert offered["drone-defence"] == ["laser"]
    assert offered["mlrs"] == ["k239"]
    assert set(offered["artillery"]) == {"k105", "us-sp-artillery"}
    assert set(offered["armoured-vehicles"]) == {"bmp-3", "btr-80", "m113", "us-armour"}
    assert set(offered["tanks"]) == {"t80u", "us-tanks"}


def test_shells_of_105_mm_never_meet_the_need_for_155_mm(korea, entry):
    """Another calibre; and 3,400,000 / 200 = 17,000 shells for each howitzer that retires."""
    shells = entry("stocks.shells-105")

    assert shells.meets == ()
    assert (shells.calibre, entry("needs.shells-155").calibre) == ("105 mm", "155 mm")
    assert derivation(korea, entry("derived.shells-per-k105")).value.number == 17_000


def test_the_need_for_155_mm_shells_has_only_a_precedent(korea):
    """550,000 shells went to the United States; what went is no present stock."""
    named = [stock for stock in korea.stocks if "shells-155" in stock.meets]

    assert [(stock.id, stock.is_precedent_only) for stock in named] == [("shells-155", True)]
    assert isinstance(named[0].quantity, Unknown)


def test_a_missile_without_its_launcher_meets_nothing(entry):
    """The KTSSM-II is launched from the K239 and is in neither list of needs."""
    assert entry("stocks.ktssm-2").launcher == "k239"
    assert entry("stocks.ktssm-2").meets == ()


def test_the_paper_names_a_counter_to_guns_drones_and_ground_objects(korea):
    """
    K239 against the Koksan gun, the laser against drones, three missiles against what stands on the
    ground.
    """
    counters = {counter.id: counter.answer for counter in korea.counters}

    assert counters == {
        "counter-koksan": ("k239",),
        "counter-uav": ("laser",),
        "counter-ground": ("ktssm-2", "hyunmoo-2", "hyunmoo-3"),
    }


def test_only_what_is_surplus_or_replaced_escapes_the_test_of_own_needs(korea):
    """
    105 mm shells are surplus; Hawk, Mistral and Igla are replaced; Cheongung II is neither, so own
    needs stand against it.
    """
    free = {stock.id: stock.status for stock in korea.stocks if not stock.own_needs_test}

    assert free == {
        "shells-105": "surplus",
        "hawk": "replaced",
        "mistral": "replaced",
        "igla": "replaced",
    }
    assert next(stock for stock in korea.stocks if stock.id == "cheongung-2").own_needs_test


def test_igla_in_two_lists_is_one_stock(korea):
    """Igla among the replaced missiles and Igla-1 in the Soviet list are counted once."""
    assert [stock.id for stock in korea.stocks if "Igla" in stock.title] == ["igla"]


def test_routes_are_used_blocked_proposed_or_not_used_and_say_why(korea, entry):
    """
    Backfill by way of the United States, components and refill used; backfill of other partners
    proposed; other types blocked because they became known to Russia; joint production proposed;
    direct not used.
    """
    history = {route.id: route.history for route in korea.routes}

    assert history == {
        "backfill-us": "used",
        "backfill-partners": "proposed",
        "reexport-krab": "used",
        "refill-poland-romania": "used",
        "third-country-other": "blocked",
        "joint-production": "proposed",
        "direct": "not_used",
    }
    assert "became known to Russia" in entry("routes.third-country-other").reason
    assert "pressure" in entry("routes.third-country-other").reason
    assert "Foreign Trade Act" in entry("routes.direct").reason
    assert "the buyers' own defence" in entry("routes.refill-poland-romania").purpose
    assert amount_at(korea, "routes.backfill-us.quantity").number == 550_000


def test_no_route_is_praised_for_escaping_oversight(korea):
    """
    Whether the Assembly knows of a route is a fact of its own; for every route of this case the
    papers do not say.
    """
    assert {route.known_to_oversight for route in korea.routes} == {"unknown"}


def test_if_washington_stops_only_the_backfill_through_it_loses_its_use(korea, entry):
    """
    The other routes pass through Poland, Romania, Kyiv or nobody; direct supply stays possible and
    sets Seoul apart from its ally.
    """
    lost = [route.id for route in korea.routes if "washington" in route.depends_on]

    assert lost == ["backfill-us"]
    assert "its own" in entry("conflicts.X13").handling
    assert entry("facts.ally-divergence-risk").kind == "brake"


def test_two_donors_are_depleted_and_air_defence_comes_first(entry, korea):
    """
    Britain's readiness is "threadbare" and its supplies were cut; America's air defence dwindles;
    the second rung starts with air defence.
    """
    assert {donor.actor for donor in korea.donors} == {"london", "washington"}
    assert "threadbare" in entry("donors.donor-uk").cites[0].exact
    assert "air defence" in entry("donors.donor-us").depleted_in
    assert entry("donors.donor-us").why == "Support of Ukraine, Israel and Taiwan"
    assert "air defence first" in entry("ladders.recommended.rungs.R2").title
    assert entry("measures.indirect_def").items.startswith("Air defence first")
