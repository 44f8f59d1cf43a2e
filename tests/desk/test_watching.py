"""Beliefs from reports, what they call for, and what is refused before it is entered."""

import tracemalloc
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import inf, log

import pytest
from depth import examples
from hypothesis import example, given
from hypothesis import strategies as st
from ledgers import MemoryLedger

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.beliefs import (
    Hearing,
    WeighedLedger,
    reliability_on,
    watched,
)
from phaseline.desk.watching.calls import calls
from phaseline.desk.watching.entering import ReportWords, held_to_case
from phaseline.desk.watching.today import day_of_watch
from phaseline.desk.watching.watch_numbers import WatchNumbers
from phaseline.errors import QuestionError
from phaseline.present.wording.watch import ledger_words
from phaseline.watch.audit import head
from phaseline.watch.reports import REPORT, RETRACTION, content_of_report, drafted, reported

TODAY = date(2031, 5, 1)
NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)


STRAIT = read_case(case_path("strait")).case  # its watch is a handover


@pytest.fixture(scope="module")
def strait():
    """The strait."""
    return STRAIT


def words(when="2031-04-10", **other):
    """A report by the coast watch."""
    typed = {
        "says": "crates",
        "source": "coast",
        "grade": "B2",
        "when": when,
        "indicator": "",
        "is_seen": True,
        "origin": "",
        "because": "",
    }
    return ReportWords(**{**typed, **other})


def entered(case, *typed):
    """Enter reports in a ledger of the test's own."""
    store = MemoryLedger()
    for row in typed:
        content = content_of_report(held_to_case(case, row, now=NOW))
        store.append([drafted(REPORT, content, by="who tests", at="2031-05-01T08:00:00Z")])
    return store, reported(store.entries())


def test_reports_in_any_order_leave_one_belief(strait):
    """Entered in one order or the other, the belief is the same to the last bit."""
    first, second = words("2031-04-10"), words("2031-04-20", is_seen=False)
    _, one_way = entered(strait, first, second)
    _, other_way = entered(strait, second, first)
    [before], [after] = (watched(strait, way, day=TODAY) for way in (one_way, other_way))
    assert before.now == after.now
    assert [told.adds for told in before.reports] == [told.adds for told in after.reports]


def test_without_reports_a_belief_stays_at_its_prior():
    """
    On its papers alone the Korean case believes what it assumes: nothing drifts, and no monitor has
    anything to count.
    """
    korea = read_case(case_path("korea-2024")).case
    [belief] = watched(korea, (), day=date(2024, 12, 31))
    for name in ("best", "low", "high"):
        assert getattr(belief.now, name) == pytest.approx(getattr(belief.prior, name), abs=1e-12)
    assert belief.is_monitored
    assert belief.reports == ()
    called = calls(korea, [belief], ())
    assert called is not None
    assert called.monitor is not None
    assert called.monitor.count == 0
    assert all(not call.rung for call in called.ladders)


def test_reports_that_settle_it_either_way_leave_a_number():
    """
    Where crates are never seen without a handover and never missed with one, at best values, one
    report settles it, its opposite unsettles it, and every figure is one, in the next month too.
    """
    rates = {"mistake.best": "0", "sight.best": "1", "sight.high": "1"}
    changes = {f"assumptions.{name}": value for name, value in rates.items()}
    sure = read_case(case_path("strait"), changes=changes).case
    seen, missed = words(grade="A1"), words("2031-04-12", grade="A1", is_seen=False)
    _, reports = entered(sure, *(replace(report, because="so") for report in (seen, missed)))
    [settled] = watched(sure, reports[:1], day=date(2031, 6, 20), draws=4)
    assert (settled.now.best, settled.reports[0].alone) == (1.0, inf)
    [both] = watched(sure, reports, day=date(2031, 6, 20), draws=4)
    assert both.now.best == pytest.approx(both.prior.best)
    assert [weighed.adds for weighed in both.reports] == [inf, 0.0]
    assert both.now.low > 0


def test_what_the_case_does_not_have_is_said_to_move_nothing(strait):
    """
    An indicator that was renamed since, and a ledger of another case: the entries are named, and
    one that is retracted is not.
    """
    store, _ = entered(strait, words(), words("2031-04-12"), words("2031-04-14"))
    [crates] = strait.indicators
    renamed = replace(strait, indicators=(replace(crates, id="boxes"),))
    content = {"entry": next(store.entries(1)).draft.id, "because": "it was another"}
    store.append([drafted(RETRACTION, content, by="who tests", at="2031-05-01T09:00:00Z")])
    reports = reported(store.entries())

    known = day_of_watch(strait, reports, head=head(store))
    assert known.strangers == ()
    assert "does not have" not in ledger_words(known)
    day = day_of_watch(renamed, reports, head=head(store))
    assert day.strangers == (0, 2)
    assert day.beliefs[0].now.best == pytest.approx(day.beliefs[0].prior.best)
    assert "Entries 0 and 2 name what this case does not have, and move nothing" in ledger_words(
        day
    )


def test_a_report_that_says_nothing_repeats_nobody(strait):
    """
    Of a grade that weighs nothing at best values, E5, a report moves no belief, whatever its origin
    has said; the same graded B2 repeats it.
    """
    told = [words(grade=grade, origin="one", because="so") for grade in ("B2", "E5", "B2")]
    _, reports = entered(strait, *told)
    [belief] = watched(strait, reports, day=TODAY)
    assert [weighed.hearing for weighed in belief.reports] == [
        Hearing.COUNTS,
        Hearing.COUNTS,
        Hearing.REPEATS,
    ]
    assert [weighed.adds for weighed in belief.reports][1:] == [1.0, 1.0]


def test_a_report_of_tomorrow_is_left_out_today(strait):
    """The day before, neither the belief nor the call knows of it, and it is counted as later."""
    store, reports = entered(strait, words("2031-04-10"), words("2031-04-12"))
    day = day_of_watch(strait, reports, head=head(store), day=date(2031, 4, 11))
    assert day.later == 1
    assert len(day.beliefs[0].reports) == 1
    assert day.head.size == 2


def test_grades_in_force_are_those_of_their_day(strait):
    """A channel has no grade before its first, and each until the next."""
    coast = strait.channels["coast"]
    assert reliability_on(coast, date(2030, 12, 31)) == ""
    assert reliability_on(coast, date(2031, 1, 1)) == "B"


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"source": "cost"}, "did you mean 'coast'"),
        ({"grade": "B"}, "--grade: found 'B'"),
        ({"when": "2032-06-01"}, "nobody reports it yet"),
        ({"when": "0203-04-10"}, "of the year 1583 or later"),
        ({"when": "0001-01-01T08:00Z"}, "of the year 1583 or later"),
        ({"threat": "fish:executed", "act": "assurance:refused"}, "enter them one by one"),
        ({"threat": "fsh:executed"}, "did you mean 'fish'"),
        ({"measure": "harbours:on"}, "of in_force, ended"),
        ({"measure": "ask:in_force", "is_seen": False}, "everybody sees it"),
        ({"indicator": "crate"}, "did you mean 'crates'"),
        ({"says": " "}, "say what is reported"),
        ({"grade": "C2"}, "is graded B on 2031-04-10, and this report C"),
    ],
)
def test_what_no_watch_could_use_is_refused(strait, other, says):
    """Each with what was expected."""
    with pytest.raises(QuestionError, match=says):
        held_to_case(strait, words(**other), now=NOW)


def test_reports_that_say_the_same_of_one_origin_are_heard_as_one(strait):
    """
    [hand] Crates are seen with .45 and with .02; of reports graded B2 .5625 follow what happened,
    and the others come with .02: (.5625 · .45 + .4375 · .02) / .02 times likelier.
    """
    indicators = {indicator.id: indicator for indicator in strait.indicators}
    numbers = WatchNumbers(strait, strait.hypotheses[0], indicators, draws=2)
    crates = indicators["crates"]
    first, again, other = (
        held_to_case(strait, words(says=says, indicator="crates", origin=origin), now=NOW)
        for says, origin in (("crates", "one"), ("boxes", "one"), ("crates", "other"))
    )
    heard = numbers.heard(first, crates)
    assert numbers.heard(again, crates) is heard
    assert numbers.heard(other, crates).origin != heard.origin
    assert numbers.heard(other, crates).log_ratio is heard.log_ratio
    assert heard.log_ratio[0] == pytest.approx(log((0.5625 * 0.45 + 0.4375 * 0.02) / 0.02))


def test_a_long_ledger_takes_little_room(strait):
    """
    What is kept of a report, its words and what it does to a belief, takes less than a thousand
    bytes: a name of 32 letters, some thirty of what it says, and what many reports share once.
    """
    store, count = MemoryLedger(), 3_000
    for number in range(count):
        row = words(says=f"crates on the quay, number {number}", origin=f"o{number // 2}")
        content = content_of_report(held_to_case(strait, row, now=NOW))
        store.append([drafted(REPORT, content, by="who tests", at="2031-05-01T08:00:00Z")])
    day_of_watch(strait, (), head=head(store))  # what any day takes
    tracemalloc.start()
    day = day_of_watch(strait, reported(store.entries()), head=head(store))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(day.beliefs[0].reports) == count
    assert held / count < 1_000


def test_a_day_too_far_ahead_is_refused_before_it_is_worked_out(strait):
    """
    [hand] Ten thousand months are 833 years: a day of 2865 is refused, one of 2860 worked out, and
    so is any day before the watch begins.
    """
    running = WeighedLedger(strait, (), draws=1).from_start()
    assert running.to(date(1, 1, 1))[0].periods == ()
    assert len(running.to(date(2860, 1, 1))[0].periods) == 9944
    with pytest.raises(QuestionError, match="periods later; at most 10,000"):
        running.to(date(2865, 1, 1))
    with pytest.raises(QuestionError, match="and 2865-01-01 is"):
        day_of_watch(strait, (), head=head(MemoryLedger()), day=date(2865, 1, 1))


def test_what_cannot_be_judged_begins_no_month():
    """
    A report graded F1 of a year before the as-of date moves nothing: no month begins with it, so
    that a belief that drifts from month to month is what it is without the report.
    """
    [hypothesis] = STRAIT.hypotheses
    drifting = replace(STRAIT, hypotheses=(replace(hypothesis, hazard=hypothesis.prior),))
    _, old = entered(drifting, words("2030-05-01", grade="F1", because="of hearsay"))
    [with_it] = watched(drifting, old, day=TODAY, draws=4)
    [without] = watched(drifting, (), day=TODAY, draws=4)
    assert (with_it.now, with_it.periods) == (without.now, without.periods)
    assert [weighed.hearing for weighed in with_it.reports] == [Hearing.UNJUDGED]
    _, judged = entered(drifting, words("2030-05-01", because="of hearsay"))
    [from_then] = watched(drifting, judged, day=TODAY, draws=4)
    assert len(from_then.periods) > len(without.periods)


@examples(30, 3_000)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),  # days before the day of the watch
            st.sampled_from(("A1", "B2", "E5", "F1")),
            st.booleans(),
            st.sampled_from(("", "one origin")),
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.integers(0, 420), min_size=1, max_size=3),
)
def test_going_from_day_to_day_is_looking_at_each_day_anew(told, looks):
    """Each day with its belief, its periods and its reports, to the last bit."""
    reports = [
        replace(
            words(f"{TODAY - timedelta(days=ago)}", grade=grade, is_seen=is_seen, origin=origin),
            because="as graded here",
        )
        for ago, grade, is_seen, origin in told
    ]
    _, standing = entered(STRAIT, *reports)
    running = WeighedLedger(STRAIT, standing, draws=4).from_start()
    for day in sorted(TODAY - timedelta(days=ago) for ago in looks):
        assert running.to(day) == watched(STRAIT, standing, day=day, draws=4)


def test_what_a_report_would_do_is_what_it_does(strait):
    """Supposed on a day, before the watch has begun too, it leaves what it leaves once entered."""
    for day in (date(2031, 4, 11), date(2031, 6, 20), date(2030, 1, 5)):
        for origin in ("", "coast on 2031-04-10"):
            _, reports = entered(strait, words("2031-04-10"))
            report = held_to_case(
                strait,
                words(f"{day}", origin=origin, is_seen=False, because="so"),
                now=datetime(2031, 12, 1, tzinfo=UTC),
            )
            running = WeighedLedger(strait, reports, draws=1).from_start()
            running.to(day)
            [supposed] = running.supposing(report, day)
            draft = drafted(REPORT, content_of_report(report), by="x", at="now")
            store, _ = entered(strait, words("2031-04-10"))
            store.append([draft])
            [belief] = watched(strait, reported(store.entries()), day=day, draws=1)
            assert supposed.now.best == belief.now.best
            if belief.periods:
                assert supposed.periods[-1].ratio == belief.periods[-1].ratio


@examples(30, 10_000)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),  # days before the day of the watch
            st.sampled_from(("A1", "B2", "C3", "E5", "F1", "A6")),
            st.booleans(),
            st.sampled_from(("", "one origin", "another")),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 5),
)
@example([(0, "A1", False, ""), (31, "A1", False, ""), (1, "A1", False, "")], 1)
def test_a_retraction_leaves_a_belief_as_it_was_to_the_last_bit(told, which):
    """
    Whatever was reported, of whatever grade and origin: as if it had never been entered. The
    example is of a month that a report began which is retracted.
    """
    reports = [
        words(f"{TODAY - timedelta(days=ago)}", grade=grade, is_seen=is_seen, origin=origin)
        for ago, grade, is_seen, origin in told
    ]
    reports = [replace(report, because="as graded here") for report in reports]
    gone = which % len(reports)
    store, _ = entered(STRAIT, *reports)
    name = next(store.entries(gone)).draft.id
    content = {"entry": name, "because": "it was another"}
    store.append([drafted(RETRACTION, content, by="who tests", at="2031-05-01T09:00:00Z")])
    _, without = entered(STRAIT, *reports[:gone], *reports[gone + 1 :])

    [after] = watched(STRAIT, reported(store.entries()), day=TODAY, draws=4)
    [before] = watched(STRAIT, without, day=TODAY, draws=4)
    assert (after.now, after.prior) == (before.now, before.prior)
    assert after.periods == before.periods
