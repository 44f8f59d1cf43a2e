"""What stands beside the call of a day: threats, triggers, deadlines, consent, and dates ahead."""

from datetime import UTC, date, datetime, timedelta

import pytest
from ledgers import MemoryLedger

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.dates_ahead import AheadKind, dates_ahead
from phaseline.desk.watching.entering import ReportWords, held_to_case, last_day, retracting
from phaseline.desk.watching.full_day import full_day
from phaseline.desk.watching.outlook import outlooks
from phaseline.desk.watching.threats import threat_ledger
from phaseline.desk.watching.triggers import occurred_triggers
from phaseline.law.model import Standing
from phaseline.watch.audit import head
from phaseline.watch.reports import content_of_report, drafted, reported

AT = "2031-05-01T08:00:00Z"


def case_of(name):
    """Read a shipped case."""
    return read_case(case_path(name)).case


@pytest.fixture(scope="module")
def strait():
    """The strait."""
    return case_of("strait")


@pytest.fixture(scope="module")
def korea():
    """The Korean case."""
    return case_of("korea-2024")


@pytest.fixture(scope="module")
def snapback():
    """The snapback."""
    return case_of("snapback-2025")


class Desk:
    """A desk with a ledger in memory."""

    def __init__(self, case):
        self.case, self.store = case, MemoryLedger()

    def log(self, when, **other):
        """Enter something that everybody sees."""
        typed = {
            "says": "as reported",
            "source": self.case.sources[0].id,
            "grade": "A1",
            "when": when,
            "indicator": "",
            "is_seen": True,
            "origin": "",
            "because": "",
        }
        report = held_to_case(
            self.case, ReportWords(**{**typed, **other}), now=datetime(2026, 11, 29, 12, tzinfo=UTC)
        )
        self.store.append([drafted(report.kind, content_of_report(report), by="desk", at=AT)])

    def day(self, text):
        """Give a day in full."""
        reports = reported(self.store.entries())
        return full_day(self.case, reports, head=head(self.store), day=date.fromisoformat(text))

    def ladder(self, text, policy):
        """Give where one ladder stands on a day."""
        [found] = [look for look in self.day(text).outlooks if look.policy.id == policy]
        return found


def test_a_threat_never_implemented_is_not_a_pending_one(korea):
    """
    Of four threats by Seoul one was never implemented and three are pending, as the case cites;
    Moscow's two are pending, and none of either side was executed.
    """
    ledger = threat_ledger(korea, (), date(2024, 11, 28))
    assert {side.is_ours: dict(side.counts) for side in ledger.sides} == {
        True: {"never_implemented": 1, "pending": 3},
        False: {"pending": 2},
    }


def test_the_ledger_moves_a_threat_from_its_day_on(strait):
    """Met, then executed, each from its day; retracted, it is pending again."""
    desk = Desk(strait)
    desk.log("2031-05-10", threat="fish:met")
    desk.log("2031-05-20", threat="fish:executed")

    def fish(day):
        [threat] = desk.day(day).threats.threats
        return threat.is_met, threat.outcome

    assert fish("2031-05-09") == ("unmet", "pending")
    assert fish("2031-05-10") == ("met", "pending")
    assert desk.day("2031-05-10").threats.sides[0].pending_met == 1
    assert fish("2031-05-20") == ("met", "executed")
    desk.store.append(
        [retracting(desk.store, "1", retracted={}, because="a rumour", by="desk", at=AT)]
    )
    assert fish("2031-05-20") == ("met", "pending")


def test_the_official_trigger_has_occurred_and_its_level_is_unstated(korea):
    """
    Soldiers are sent and reportedly fight; the statement that support follows the level of
    involvement is worded three ways and names no level. The belief in a transfer stays where it is.
    """
    [trigger] = occurred_triggers(korea, ())
    assert trigger.ladder == "ladders.official"
    assert dict(trigger.acts) == {"acts.troops-sent": "yes", "acts.direct-combat": "reported"}
    assert trigger.wordings == 3
    day = Desk(korea).day("2024-11-28")
    [belief] = day.watch.beliefs
    for end in ("best", "low", "high"):
        assert getattr(belief.now, end) == pytest.approx(getattr(belief.prior, end), abs=1e-12)
    assert day.triggers == (trigger,)


def test_a_case_whose_ladders_climb_on_no_act_has_no_such_trigger(strait):
    """The strait's ladders climb on a statement and on time."""
    assert occurred_triggers(strait, ()) == ()


def test_what_would_call_a_rung_is_told(korea, strait):
    """
    Read as the soldiers' steps the official phases climb where more soldiers come; the strait's
    ladders where the assurance is refused, and no more once it is.
    """
    steps = {
        step.level: step.rung
        for step in Desk(korea).ladder("2024-11-28", "official-soldiers").climbing
    }
    assert steps == {"expanded": "Y1"}
    desk = Desk(strait)
    [step] = desk.ladder("2031-05-03", "patient").climbing
    assert (step.rung, step.level, step.standing) == ("R2", "refused", "none")
    desk.log("2031-05-04", act="assurance:refused")
    assert desk.ladder("2031-05-04", "patient").climbing == ()


def test_a_day_is_marked_as_narrowly_as_its_narrowest_report(strait):
    """By what is dated up to then; a report without a marking is counted."""
    desk = Desk(strait)
    desk.log("2031-05-04", measure="ask:in_force", tlp="green")
    desk.log("2031-05-05", measure="ask:ended")
    desk.log("2031-05-06", measure="ask:in_force", tlp="TLP:RED")
    marked = {day: desk.day(f"2031-05-0{day}") for day in (3, 5, 6)}
    assert {day: (full.marking, full.unmarked) for day, full in marked.items()} == {
        3: ("", 0),
        5: ("GREEN", 1),
        6: ("RED", 1),
    }


def test_a_deadline_runs_from_the_rung_below_while_the_demand_is_unmet(strait):
    """
    Asking is due at once. Two months after it (1 to 3 by the assumption) the harbours are: with
    365.25 / 12 days a month, 61 days, and 30 to 91. Once the assurance is given nothing is due.
    """
    desk = Desk(strait)
    first = desk.ladder("2031-05-03", "patient")
    assert (first.in_force, first.deadline.rung, first.deadline.days.best) == ("R0", "R1", -2)
    desk.log("2031-05-04", measure="ask:in_force")
    second = desk.ladder("2031-05-14", "patient")
    assert (second.in_force, second.since) == ("R1", date(2031, 5, 4))
    assert second.deadline.rung == "R2"
    assert second.deadline.best == date(2031, 5, 4) + timedelta(days=61)
    assert (second.deadline.days.low, second.deadline.days.high) == (30 - 10, 91 - 10)
    desk.log("2031-05-15", act="assurance:given")
    third = desk.ladder("2031-05-15", "patient")
    assert third.is_met
    assert third.deadline is None


def test_what_ends_takes_its_rung_with_it(strait):
    """A measure that is ended brings the ladder down again."""
    desk = Desk(strait)
    desk.log("2031-05-04", measure="ask:in_force")
    desk.log("2031-05-06", measure="ask:ended")
    assert desk.ladder("2031-05-05", "patient").in_force == "R1"
    assert desk.ladder("2031-05-06", "patient").in_force == "R0"


def test_who_must_consent_is_told_by_the_law_of_the_day(snapback):
    """
    The E3 may notify alone while the resolution stands. It ends on 18 October 2025, and the right
    to notify with it: the next day nothing leaves it to them.
    """
    desk = Desk(snapback)

    def standing(day):
        [waits] = desk.ladder(day, "letter-strict").consents
        return waits.standing.standing

    assert standing("2025-10-18") is Standing.EXECUTIVE
    assert standing("2025-10-19") is not Standing.EXECUTIVE


def test_dates_ahead_count_down_and_leave_out_what_is_past(snapback):
    """From 26 August 2025 the E3's date is 5 days off, the end of the resolution 53."""
    ahead = {entry.address: entry for entry in dates_ahead(snapback, date(2025, 8, 26))}
    assert ahead["events.deadline"].days == 5
    assert ahead["events.termination"].days == 53
    assert ahead["provisions.par-11"].kind is AheadKind.AUTHORITY_ENDS
    assert "events.war" not in ahead
    assert "events.deadline" not in {
        entry.address for entry in dates_ahead(snapback, date(2025, 9, 1))
    }


def test_a_case_without_a_game_has_no_outlook(strait):
    """There is nothing to stand on."""
    assert outlooks(strait, None, (), date(2031, 5, 1)) == ()


def test_a_case_that_looks_ahead_keeps_a_time_of_its_own(strait, korea):
    """
    The strait's horizon ends 12 months after 1 May 2031, 365 days later; a case of the past is
    bound by today.
    """
    today = date(2026, 11, 29)
    assert last_day(strait, today) == date(2032, 4, 30)
    assert last_day(korea, today) == today
