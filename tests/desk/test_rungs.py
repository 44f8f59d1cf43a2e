"""
The limits of each rung under each reading: who consents, with which chance and range, and what that
turns on.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.desk.findings.constraints import constraints
from phaseline.desk.findings.rungs import added

HALL = Path(__file__).parent / "hall.yaml"


@pytest.fixture
def altered(tmp_path):
    """The limits of the invented case, with some words replaced."""

    def found(*pairs):
        text = HALL.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "hall.yaml").write_text(text, encoding="utf-8")
        report = checked(read_case(tmp_path / "hall.yaml"), {})
        assert report.is_sound, report.diagnostics[:3]
        return constraints(report.reading.case)

    return found


@pytest.fixture(scope="module")
def hall():
    """The invented case."""
    return read_case(HALL).case


@pytest.fixture(scope="module")
def found(hall):
    """Its limits."""
    return constraints(hall)


@pytest.fixture(scope="module")
def limits(korea_limits):
    """What law and politics leave of the worked case."""
    return korea_limits


def one(found, rung, reading, ladder="climb"):
    """The limits of a rung under a reading."""
    return next(each for each in found.of_rung(ladder, rung) if each.reading == reading)


def measure(found, rung, name, reading="government"):
    """One measure of a rung."""
    return next(each for each in one(found, rung, reading).measures if each.measure == name)


def test_each_rung_has_limits_under_each_reading(hall, found):
    """
    Five rungs and one, two readings: twelve entries, in the order of the case, the reading that is
    played first at the head.
    """
    wanted = [
        (ladder.id, rung.id, reading)
        for ladder in hall.ladders
        for rung in ladder.rungs
        for reading in ("government", "neighbour")
    ]

    assert [(each.ladder, each.rung, each.reading) for each in found.rungs] == wanted
    assert len(wanted) == 12


def test_a_rung_is_told_by_what_it_adds(hall, found):
    """
    The lowest rung adds all that is in force, another one what the rung below has not; the same for
    each reading.
    """
    ladder = hall.ladders[0]

    assert [added(ladder, rung) for rung in ladder.rungs] == [
        ("patrol",),
        ("shadow", "search"),
        ("seize",),
        ("close",),
        ("mine",),
    ]
    assert [tuple(each.measure for each in limit.measures) for limit in found.rungs[:10:2]] == [
        added(ladder, rung) for rung in ladder.rungs
    ]


def test_what_is_in_force_waits_for_nobody(found):
    """The lowest rung stands already: its practice is told, and nothing binds it."""
    low = one(found, "low", "government")

    assert (low.is_today, low.binding) == (True, None)
    assert [each.stand.standing.value for each in low.measures] == ["practice"]


def test_the_least_likely_consent_binds_a_rung(found):
    """
    Silence, 0.7, and the minister alone, 0.2: the minister; where the neighbour bars a seizure,
    that.
    """
    assert one(found, "seen", "government").binding.measure == "search"
    assert one(found, "held", "neighbour").binding.chance.best == 0.0


def test_a_whole_rung_stands_as_what_it_adds_least_openly(found):
    """
    Where the law is silent on the shadow and leaves the search to the minister alone, the rung of
    both is not the minister's alone; what is in force is not asked about.
    """
    assert one(found, "seen", "government").least_open.measure == "shadow"
    assert one(found, "held", "neighbour").least_open.stand.standing.value == "barred"
    assert one(found, "low", "government").least_open is None


@pytest.mark.parametrize(
    ("rung", "name", "reading", "told"),
    [
        ("low", "patrol", "government", (1.0, 1.0, 1.0)),
        ("seen", "shadow", "government", (0.5, 0.7, 0.9, "dares")),
        ("seen", "search", "government", (0.1, 0.2, 0.3, "signs")),
        ("held", "seize", "neighbour", (0.0, 0.0, 0.0)),
    ],
)
def test_a_consent_without_a_vote_has_the_range_of_its_assumption(found, rung, name, reading, told):
    """
    The ends are those of the file, and the best value lies in the middle; what rests on nothing has
    one value.
    """
    chance = measure(found, rung, name, reading).chance

    assert (chance.low, chance.best, chance.high) == pytest.approx(told[:3])
    assert chance.rests_on == told[3:]
    assert (chance.independent, chance.steps, chance.months) == (None, (), 0.0)


def test_a_vote_is_told_with_its_steps_its_time_and_members_apart(found):
    """
    A closure: one vote in one month, half of the time either way.

    A mine: the law first, three months, and the least of both: 0.25² (3 - 2 · 0.25) = 0.15625 with
    members apart. Without a swing a tenth of three agrees with 0.1² (3 - 2 · 0.1) = 0.028: the low
    end of either.
    """
    close, mine = measure(found, "shut", "close").chance, measure(found, "mined", "mine").chance

    assert (close.steps, close.months, close.independent) == (
        ("vote",),
        pytest.approx(1.0),
        pytest.approx(0.5),
    )
    assert (mine.steps, mine.months, mine.independent) == (
        ("amend_law", "vote"),
        pytest.approx(3.0),
        pytest.approx(0.15625),
    )
    assert (close.low, mine.low) == pytest.approx((0.028, 0.028))
    assert close.low < close.best < close.high
    assert mine.low < mine.best < mine.high < close.high
    assert (close.rests_on, mine.rests_on) == (("agree", "swing"), ("agree", "change", "swing"))


def test_a_consent_that_is_decided_without_a_vote_has_the_range_of_its_assumption(altered):
    """
    A court that consents with 0.2 to 0.6: that range, its middle, what it rests on; and no more
    than that once the law is changed.
    """
    limits = altered(
        (
            "says: It consents., majority: more than 1/2, base: all",
            "says: It rules., majority: unknown, base: unknown, chance: assumptions.moved",
        ),
        ("procedures: [vote]", "procedures: [amend_law]"),
    )

    close, mine = measure(limits, "shut", "close").chance, measure(limits, "mined", "mine").chance

    assert (close.low, close.best, close.high) == pytest.approx((0.2, 0.4, 0.6))
    assert (close.independent, close.rests_on) == (None, ("moved",))
    assert mine.low <= mine.best <= mine.high == pytest.approx(0.6)
    assert "moved" in mine.rests_on


def test_a_consent_that_is_a_product_has_the_range_of_the_product(altered):
    """0.1 to 0.3 times 0.5 to 0.9: from 0.05 to 0.27, and 0.2 · 0.7 = 0.14 at the best values."""
    limits = altered(
        (
            "executive, chance: assumptions.signs",
            "executive, chance: assumptions.signs * assumptions.dares",
        )
    )

    chance = measure(limits, "seen", "search").chance

    assert (chance.low, chance.best, chance.high) == pytest.approx((0.05, 0.14, 0.27))
    assert chance.rests_on == ("dares", "signs")


def test_a_standing_turns_on_the_terms_that_readings_take_differently(found):
    """What is an arrest decides whether ships are seized; on a patrol all readings agree."""
    for reading in ("government", "neighbour"):
        assert measure(found, "held", "seize", reading).turns_on == ("terms.use",)
        assert measure(found, "low", "patrol", reading).turns_on == ()


def test_what_a_standing_turns_on_holds_the_disputed_provisions(limits):
    """
    Direct supply turns on three terms, and on the Kim paper's claim (L2), on which nobody else
    relies.
    """
    direct = next(
        each
        for each in one(limits, "R4a", "executive", "recommended").measures
        if each.measure == "direct_def"
    )

    assert direct.turns_on == (
        "terms.peaceful",
        "terms.own_needs",
        "terms.fta_scope",
        "provisions.L2",
    )


def test_who_bypasses_the_assembly_has_its_penalty_told(found):
    """The rebuke stands beside the search and not beside the vote."""
    assert [risk.penalty for risk in measure(found, "seen", "search").penalties] == ["rebuke"]
    assert measure(found, "shut", "close").penalties == ()


def test_without_a_reading_no_rung_has_limits(hall):
    """
    The law is asked all the same, the game does not take consent from it; without options nothing
    is asked.
    """
    bare = replace(hall, games=(replace(hall.games[0], reading=""),))

    assert constraints(bare).rungs == ()
    assert constraints(replace(hall, games=())).rungs == ()
    assert constraints(replace(hall, options=(), encodings=(), amendments=())) is None


def test_what_is_not_open_has_what_would_open_it(found):
    """
    Mines are barred until the one amendment on record is made; the search is open under every
    reading and has no entry.
    """
    mine = next(each for each in found.openings if each.option.id == "mine")

    assert mine.unbars.sets == (frozenset({"mines_allowed"}),)
    assert mine.opens.sets == ()
    assert "search" not in {each.option.id for each in found.openings}
    assert found.route("mines_allowed").procedure == "amend_law"
    assert found.route("nothing") is None
