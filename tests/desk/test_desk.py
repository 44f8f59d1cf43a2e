"""The desk: timeline, register, comparison and brakes on small cases made from the worked one."""

from dataclasses import replace

import pytest

from phaseline.case.check.ladders import CLOSING, EXPECTED
from phaseline.desk.register.brakes import brakes
from phaseline.desk.register.derivations import behind, derivations
from phaseline.desk.register.facts import (
    FactFilter,
    actor_named,
    chosen_facts,
    is_from_papers,
    record_of,
)
from phaseline.desk.register.ladders import compared, contrasts, red_lines
from phaseline.desk.register.timeline import days_from, timeline
from phaseline.errors import QuestionError
from phaseline.terms.when import When


@pytest.fixture
def dated(korea):
    """A case whose events are the given dates, by the order of the words."""

    def case(*dates):
        first = korea.events[0]
        events = tuple(
            replace(first, id=f"e{number}", when=When.parse(text), same_as="", after=())
            for number, text in enumerate(dates)
        )
        return replace(korea, events=events)

    return case


def test_events_are_sorted_by_the_earliest_day_they_can_have_been(dated):
    """
    A day before an interval that begins with it; "by that day" before the day; no date at the end.
    """
    case = dated(
        "unknown", "2024-11-04", "../2024-11-04", "2024-10-21/2024-10-31", "2024-10-21", "2023"
    )

    order = [moment.event.when.text for moment in timeline(case)]

    assert order == [
        "2023",
        "2024-10-21",
        "2024-10-21/2024-10-31",
        "../2024-11-04",
        "2024-11-04",
        "unknown",
    ]


def test_events_of_one_day_keep_the_order_of_the_file(dated):
    """Nothing is known about the hour."""
    assert [
        moment.event.id for moment in timeline(dated("2024-10-21", "2024-10-21", "2024-10-21"))
    ] == ["e0", "e1", "e2"]


def test_what_happened_after_the_day_of_the_case_is_marked(dated):
    """It stands in the timeline and enters no result."""
    marks = {
        moment.event.when.text: moment.is_later
        for moment in timeline(dated("2024-11-28", "2024-11-29", "2024-11"))
    }

    assert marks == {"2024-11-28": False, "2024-11-29": True, "2024-11": False}


def test_days_between_unknown_events_cannot_be_asked(korea):
    """The shell names the nearest; the desk refuses."""
    with pytest.raises(KeyError):
        days_from(korea, "nobody", "treaty")


def test_an_empty_choice_is_every_fact(korea):
    """In the order of the case."""
    assert chosen_facts(korea, FactFilter()) == korea.facts


@pytest.mark.parametrize(
    "choice",
    [
        FactFilter(kind="troop"),
        FactFilter(status="sure"),
        FactFilter(modality="must"),
        FactFilter(source="nobody"),
        FactFilter(actor="nobody at all"),
    ],
)
def test_a_choice_that_no_fact_can_fit_is_refused(korea, choice):
    """A misspelt word would otherwise look like an answer."""
    with pytest.raises(QuestionError, match=r"expected one of|there is no actor"):
        chosen_facts(korea, choice)


def test_a_name_is_found_whatever_its_letter_case(korea):
    """And with spaces around it."""
    assert actor_named(korea, " dprk ").id == "pyongyang"


def test_a_record_that_dates_from_later_answers_nothing(korea, entry):
    """What was not known on the day cannot fill a silence of that day."""
    silence = replace(entry("silences.assembly-seats"), record="seats-total-dec")

    assert record_of(korea, silence) is None
    assert record_of(korea, entry("silences.assembly-seats")).id == "seats-total"


def test_facts_of_the_papers_and_of_public_records_are_told_apart(korea, entry):
    """A fact is the papers' if one of its citations is."""
    assert is_from_papers(korea, entry("facts.troops-sent"))
    assert not is_from_papers(korea, entry("facts.seats-total"))


def test_one_source_alone_has_the_union_and_the_common_families(korea):
    """With a single red line all three answers are that line."""
    one = replace(korea, red_lines=korea.red_lines[:1])

    found = red_lines(one)

    assert found.union == found.common == found.only[0][1]


def test_no_red_line_at_all_is_an_empty_answer(korea):
    """Nothing is common to nothing."""
    found = red_lines(replace(korea, red_lines=()))

    assert (found.union, found.common, found.only) == ((), (), ())


def test_every_rung_above_today_is_set_beside_every_act_that_is_done(korea, entry):
    """
    Six acts are done or reported, five rungs lie above today's: thirty pairs, the first skipping
    none. Offensive weapons follow defensive ones at once: both skip the same three.
    """
    found = contrasts(korea, entry("ladders.recommended"))

    assert len(found) == 6 * 5
    assert [one.skipped for one in found[:5]] == [0, 1, 2, 3, 3]
    assert {one.act.is_done for one in found} == {"yes", "reported"}


def test_a_gap_that_all_completions_fill_alike_is_agreed(korea, entry):
    """One fill for both makes it so; different words or a missing fill do not."""
    ladder = entry("ladders.recommended")
    first, second = ladder.completions
    alike = replace(ladder, completions=(first, replace(second, fills=first.fills)))
    missing = replace(ladder, completions=(first, replace(second, fills=())))

    agreed, apart, unfilled = (
        compared(replace(korea, ladders=(one,)))[0] for one in (alike, ladder, missing)
    )

    assert all(gap.is_agreed for gap in agreed.filled)
    assert not any(gap.is_agreed for gap in apart.filled)
    assert not any(gap.is_agreed for gap in unfilled.filled)
    assert unfilled.still_open[1][1] == tuple(gap.code for gap in unfilled.gaps)


def test_a_stated_answer_closes_its_gap(korea, entry):
    """Write what follows on compliance, and the ladder lacks one thing less."""
    ladder = replace(entry("ladders.recommended"), off_ramp="deliveries stop")

    found = compared(replace(korea, ladders=(ladder,)))[0]

    assert "PL601" not in {gap.code for gap in found.gaps}
    assert len(found.gaps) == 5


def test_brakes_are_joined_with_what_aims_at_them(korea):
    """
    In the order of their rank, and nothing is lost: each recommendation aims at a brake or at none.
    """
    found = brakes(korea)

    aimed = {one.id for held in found.held for one in held.aimed_at_by}

    assert [held.brake.rank for held in found.held] == [1, 2, 3, 4, 5]
    assert aimed.isdisjoint(one.id for one in found.aimless)
    assert len(aimed) + len(found.aimless) == len(korea.recommendations) == 18


def test_derived_numbers_keep_the_order_of_the_case(korea):
    """One for each entry."""
    assert [one.derived.id for one in derivations(korea)] == [
        derived.id for derived in korea.derived
    ]


def test_what_stands_behind_an_address_is_a_fact_or_an_assumption(korea, entry):
    """Anything else has nothing behind it."""
    assert behind(korea, "facts.troops-sent.value") == entry("facts.troops-sent")
    assert behind(korea, "assumptions.detection.low") == entry("assumptions.detection")
    assert behind(korea, "events.treaty.when") is None
    assert behind(korea, "facts.nobody.value") is None


def test_each_gap_says_what_closing_it_changes(korea):
    """Every code of a gap has its words, and the profile of a ladder shows them."""
    assert set(CLOSING) == set(EXPECTED)
    for profile in compared(korea):
        assert all(filled.changes == CLOSING[filled.gap.code] for filled in profile.filled)
