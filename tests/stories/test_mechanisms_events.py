"""What happened when, and what came of it."""

from phaseline.desk.register.timeline import days_from, timeline
from phaseline.terms.when import When


def test_the_last_week_of_october_stands_in_order_of_date_and_not_of_print(korea, papers):
    """
    25 trilateral, 28 the Commission's President by the public record, 29 presidents' call, 30 UN
    meeting, 31 two plus two; the paper prints the 29th after the 31st.
    """
    week = [
        moment.event.id
        for moment in timeline(korea)
        if moment.event.when.is_day and "2024-10-25" <= str(moment.event.when.first) <= "2024-10-31"
    ]
    text = papers["nec"]

    assert week == ["trilateral", "vdl-call", "presidents-call", "un-meeting", "two-plus-two"]
    assert text.index("On 29 October") > text.index("On 31 October")


def test_thirty_seven_days_lie_between_the_call_and_the_visit(korea, phaseline):
    """21 October to 27 November: 10 days to the end of October and 27 in November make 37."""
    assert days_from(korea, "rutte-call", "umerov-visit") == (37, 37)
    assert (
        "37 days"
        in phaseline("timeline", "korea-2024", "--between", "rutte-call", "umerov-visit").out
    )


def test_a_hundred_and_twenty_four_days_lie_between_the_treaty_and_the_call(korea):
    """19 June to 21 October: 11 + 31 + 31 + 30 + 21 = 124."""
    assert days_from(korea, "treaty", "rutte-call") == (124, 124)


def test_a_year_that_the_paper_does_not_print_is_marked(korea, phaseline):
    """October and November carry no year in either paper; the treaty does."""
    by_id = {event.id: event for event in korea.events}

    shown = phaseline("timeline", "korea-2024").out

    assert by_id["rutte-call"].when.is_inferred
    assert not by_id["treaty"].when.is_inferred
    first, second = shown[shown.index("21 Oct 2024 (inferred in") :].splitlines()[:2]
    assert first.startswith("21 Oct 2024 (inferred in ")
    assert second.startswith("part) ")


def test_the_visit_that_one_paragraph_tells_twice_is_one_event(korea, phaseline):
    """
    The delegation's visit to Ukraine is told at the beginning and at the end of a bullet; the
    timeline has it once.
    """
    visits = [
        moment
        for moment in timeline(korea)
        if "delegation goes on to Ukraine" in moment.event.title or moment.event.same_as
    ]

    shown = phaseline("timeline", "korea-2024").out

    assert [(moment.event.id, [again.id for again in moment.retold]) for moment in visits] == [
        ("delegation-kyiv", ["delegation-kyiv-again"])
    ]
    assert shown.count("told twice") == 1


def test_a_warning_that_is_only_placed_before_a_visit_has_an_open_beginning(korea, phaseline):
    """
    Moscow's warning is before the visit of 27 November and has no day, so no days can be counted
    from it.
    """
    warning = next(event for event in korea.events if event.id == "rudenko-statement")

    between = phaseline("timeline", "korea-2024", "--between", "rudenko-statement", "umerov-visit")

    assert warning.when == When.parse("../2024-11-26?")
    assert (between.status, "not in the sources" in between.out) == (0, True)
