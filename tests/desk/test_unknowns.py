"""What is not known as a list of which each entry is one thing, on small and shipped cases."""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.findings import unknowns as listed_unknowns
from phaseline.desk.findings.authority import SideOfConflict
from phaseline.desk.findings.finding import Absence
from phaseline.desk.findings.headline import ReadAs, StepsAsRead
from phaseline.desk.findings.opinion import Challenged
from phaseline.desk.findings.promises import LeftOpen, NoCourses, left_open
from phaseline.desk.findings.unknowns import LawReadApart, SourcesPart, Unsaid, unknowns
from phaseline.law.model import Standing
from phaseline.present.wording.english.telling import told, told_in_short
from phaseline.present.wording.words import Words

HALL = Path(__file__).parent / "hall.yaml"
BARRED, OPEN = (Standing.BARRED, ()), (Standing.EXECUTIVE, ())


@pytest.fixture(scope="module")
def strait():
    """The case of the strait, whose one published course leaves three things open."""
    return read_case(case_path("strait")).case


def of(case, *, read=None, sides=()):
    """What is not known of a case of which no game was played."""
    return unknowns(case, (), read, sides)


def read_as(*groups):
    """How the last steps of two ladders stand in several readings."""
    return StepsAsRead(
        readings=tuple(
            ReadAs(readings=names, steps={"ladders.a": first, "ladders.b": second})
            for names, first, second in groups
        ),
        chances={"ladders.a": None, "ladders.b": None},
        asked=frozenset(),
    )


def test_each_gap_is_an_entry_of_its_own(strait):
    """As many as all published courses leave open, in the same order, each with its sentence."""
    (whole,) = left_open(strait)
    entries = [finding for finding in of(strait) if isinstance(finding, Unsaid)]

    assert isinstance(whole, LeftOpen)
    assert tuple(finding.gap for finding in entries) == whole.gaps
    assert {finding.absence for finding in entries} == {Absence.NOT_IN_SOURCES}
    assert told(entries[0], Words(strait)).text == (
        "The one published course does not say what follows compliance."
    )
    assert [told_in_short(finding, Words(strait)).text for finding in entries] == [
        "what follows compliance",
        "what follows a discovered breach",
        "by when to answer",
    ]


def test_more_gaps_than_a_list_has_room_for_are_one_entry(strait, monkeypatch):
    """Five gaps are told in one breath."""
    (whole,) = left_open(strait)
    five = replace(whole, gaps=("PL601", "PL602", "PL603", "PL604", "PL609"))
    monkeypatch.setattr(listed_unknowns, "left_open", lambda _: (five,))

    assert of(strait)[0] == five


def test_without_a_course_that_is_what_is_not_known(strait):
    """There is nothing that one could leave open."""
    first, *_ = of(replace(strait, ladders=()))

    assert isinstance(first, NoCourses)


@pytest.mark.parametrize(
    ("groups", "ladders"),
    [
        ([(("x", "y"), BARRED, BARRED)], ()),
        ([(("x",), BARRED, OPEN), (("y",), BARRED, BARRED)], ("ladders.b",)),
        ([(("x",), OPEN, OPEN), (("y",), BARRED, BARRED)], ("ladders.a", "ladders.b")),
    ],
)
def test_a_step_that_is_read_in_two_ways_is_in_dispute(strait, groups, ladders):
    """Two steps that differ are no dispute; one step that two readings have otherwise is."""
    apart = [
        finding
        for finding in of(strait, read=read_as(*groups))
        if isinstance(finding, LawReadApart)
    ]

    assert tuple(name for finding in apart for name in finding.ladders) == ladders


def test_both_sides_of_a_conflict_are_one_entry(strait):
    """It bears what either side cites, and is named once."""
    sides = [
        SideOfConflict(
            about=f"c.{side}", conflict="conflicts.c", side=side, source="paper", cites=(cite,)
        )
        for side, cite in enumerate(strait.ladders["recommended"].cites[:1] * 2)
    ]
    parted = [finding for finding in of(strait, sides=sides) if isinstance(finding, SourcesPart)]

    assert [finding.conflict for finding in parted] == ["conflicts.c"]
    assert parted[0].cites == strait.ladders["recommended"].cites[:1]


def test_what_nobody_challenged_comes_last(strait):
    """Of a case whose numbers are no pattern's."""
    *_, last = of(strait)

    assert isinstance(last, Challenged)
