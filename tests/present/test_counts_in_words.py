"""Counts of one and none, names of one and of several, in sentences that fit them all."""

from dataclasses import replace

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.findings.arrivals import NeedsNamed
from phaseline.desk.findings.effects import ReadingGroup, ShortestByReading
from phaseline.desk.findings.opinion import Challenged, NumbersEntered
from phaseline.desk.findings.promises import Drifts, not_worked_out
from phaseline.desk.findings.threats import AnywayStep, AnywaySteps
from phaseline.present.wording.english.telling import told, told_in_short
from phaseline.present.wording.words import Words


@pytest.fixture(params=["strait", "snapback-2025"])
def words(request):
    """The words of two unlike cases."""
    return Words(read_case(case_path(request.param), name=request.param).case)


@pytest.mark.parametrize(
    ("assumed", "owners", "says"),
    [
        (0, (), "2 numbers are cited from a source; no assumption is entered."),
        (
            1,
            ("us",),
            "2 numbers are cited from a source; 1 assumption with reasons is owned by us.",
        ),
    ],
)
def test_what_nobody_assumed_has_no_owner(words, assumed, owners, says):
    """Of none there is no owner; one is owned."""
    finding = NumbersEntered(
        cited=2, unread=0, unverified=0, inferred=0, assumed=assumed, owners=owners
    )

    assert told(finding, words).text == says


def test_one_assumption_is_not_any_of_one(words):
    """One is the one."""
    finding = Challenged(by=(), unchallenged=1, assumed=1, entered=1, is_of_game=False)

    assert told(finding, words).text == "Nobody has challenged the case or the one assumption."


@pytest.mark.parametrize(
    ("assumed", "entered", "says"),
    [
        (1, 1, "the one assumption used"),
        (1, 3, "the one assumption used"),
        (27, 29, "the 27 assumptions used"),
        (29, 29, "the 29 assumptions used"),
    ],
)
def test_a_count_of_assumptions_says_of_what_it_is(words, assumed, entered, says):
    """
    Those that the figures rest on are not all that a case has. In short they stand in a list under
    a head that says that nobody has challenged them; in full both counts stand together.
    """
    finding = Challenged(
        by=(), unchallenged=assumed, assumed=assumed, entered=entered, is_of_game=True
    )

    assert told_in_short(finding, words).text == says
    of = f", of {entered} in the case" if entered > assumed else ""
    assert told(finding, words).text.endswith(f"{of}.")


@pytest.mark.parametrize(
    ("stocks", "says"), [(0, "no stock has"), (1, "1 stock has"), (2, "2 sto")]
)
def test_of_no_stock_there_is_no_count(words, stocks, says):
    """None has a number, and 1 has; 2 have."""
    finding = NeedsNamed(needs=2, named=1, stocks=stocks)

    assert f"; {says}" in told(finding, words).text


def test_what_shortens_something_shortens_it_by_a_plain_number(words):
    """By 0.2 to 0.3 and not by −0.2: to shorten by less than nothing is to lengthen."""
    course, reading = words.case.policies[0].id, words.case.encodings[0].positions[0].id
    group = ReadingGroup(policies=(course,), readings=(reading,), changes=(-0.2, -0.3))

    said = told(ShortestByReading(groups=(group,)), words).text

    assert f"most, in {words.periods(2)} of {max(words.case.horizon)}: " in said
    assert ", by 0.2 to 0.3, " in said


def test_a_reading_needs_no_verb(words):
    """A name may be of one or of several: the law is read by either."""
    readings = [position.id for position in words.case.encodings[0].positions][:2]
    groups = tuple(
        ReadingGroup(policies=policies, readings=tuple(names), changes=(-1.0,))
        for policies, names in (((), readings[:1]), ((words.case.policies[0].id,), readings))
    )

    said = told(ShortestByReading(groups=groups), words).text

    assert said.count("under the law as read by") == 2
    assert " reads " not in said


def test_steps_that_come_anyway_are_named_by_their_titles(words):
    """Each with both chances; no id of a rung."""
    policy = words.case.policies[-1]
    rungs = words.case.ladders[policy.ladder].rungs[:2]
    finding = AnywaySteps(
        policy=policy.id,
        chances=tuple((rung.id, 1.0, 0.95) for rung in rungs),
        of=12,
        is_bearing=False,
    )

    said = told(finding, words).text

    assert all(f"“{rung.title}” (100 % and 95 %)" in said for rung in rungs)
    assert "come anyway, and deter nothing; their chances" in said


def test_steps_on_which_the_effect_rests_are_not_said_to_deter_nothing_at_all(words):
    """A reader met "deter nothing" beside "1.5 rest on them": by themselves they deter nothing."""
    policy = words.case.policies[-1]
    rungs = words.case.ladders[policy.ladder].rungs
    first, second = rungs[0], rungs[-1]
    one = AnywayStep(
        policy=policy.id, rung=first.id, if_crossed=1.0, if_not=1.0, of=12, is_bearing=True
    )
    both = AnywaySteps(
        policy=policy.id,
        chances=((first.id, 1.0, 1.0), (second.id, 1.0, 1.0)),
        of=12,
        is_bearing=True,
    )

    assert (
        "deters nothing by itself, though some of the effect rests on it:" in told(one, words).text
    )
    assert "deter nothing by themselves, though some of the effect rests on them;" in (
        told(both, words).text
    )


def test_goods_are_missing_only_where_something_is_delivered():
    """A case whose measures send nothing has no goods that were not worked out."""
    case = read_case(case_path("snapback-2025"), name="snapback-2025").case
    (still,) = not_worked_out(case, has_law=False, is_played=True)
    sending = replace(
        case,
        measures=type(case.measures)(replace(entry, route="direct") for entry in case.measures),
    )
    (bare,) = not_worked_out(sending, has_law=False, is_played=True)

    assert (still.parts, bare.parts) == (("law", "votes"), ("law", "votes", "goods"))


def test_what_may_change_by_itself_is_a_sentence(words):
    """A track of nature that no note explains is told with what it may come to."""
    track = next(track for track in words.case.tracks if track.controlled_by == "nature")
    tracks = type(words.case.tracks)(
        replace(entry, note="") if entry.id == track.id else entry for entry in words.case.tracks
    )
    bare = Words(replace(words.case, tracks=tracks))

    said = told(Drifts(track=f"tracks.{track.id}"), bare).text

    assert said == f"{track.title} may come to “{track.levels[-1]}”: nobody here decides that."
