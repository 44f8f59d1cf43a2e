"""What the worked case has on record: conflicts, assumptions, completions, anchors, own words."""

import re
from collections.abc import Iterator

import pytest

from phaseline.case.check.ladders import gaps, open_after
from phaseline.case.model.common import Cite
from phaseline.case.model.evidence import ActorKind, Source
from phaseline.case.quotes import levelled
from phaseline.case.values import entries, range_of
from phaseline.desk.findings.opinion import numbers_entered
from phaseline.terms.quantity import Quantity

LONGEST_SHARED_RUN = 8
LONGEST_ANCHOR = 8
ASSUMED = [f"U{number:02}" for number in range(1, 43)]
CONFLICTS = [
    *(f"X{n:02}" for n in range(1, 21)),
    *(f"Y{n:02}" for n in range(1, 14)),
    *(f"Z{n:02}" for n in range(1, 11)),
]


def own_words(case) -> Iterator[tuple[str, str]]:
    """
    Every text of the case that is its editors' own: no quotes, no phrases that are absent, no
    titles of sources, no printed wordings.
    """
    quoted = {"exact", "prefix", "suffix", "absent", "wordings", "aliases"}
    for path, entry in entries(case):
        if isinstance(entry, Cite | Source):
            continue
        for name in entry.__dataclass_fields__:
            value = getattr(entry, name)
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str) and name not in quoted:
                    yield ".".join(map(str, (*path, name))), text


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words of a text, punctuation and letter case apart."""
    words = re.findall(r"[^\W_]+(?:['.-][^\W_]+)*", levelled(text).text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@pytest.mark.parametrize("name", CONFLICTS)
def test_every_conflict_stands_with_at_least_two_sides_that_cite(entry, name):
    """20 between the papers, 13 within the first, 10 within the second."""
    conflict = entry(f"conflicts.{name}")

    assert len(conflict.sides) >= 2
    assert all(side.cites and side.holds for side in conflict.sides)
    assert conflict.handling
    assert conflict.lies.value == ("between" if name.startswith("X") else "within")
    if name.startswith("X"):
        assert {side.source for side in conflict.sides} == {"nec", "kim"}


def test_there_are_no_other_conflicts(korea):
    """The register holds these 43 and no more."""
    assert sorted(conflict.id for conflict in korea.conflicts) == CONFLICTS


@pytest.mark.parametrize("label", ASSUMED)
def test_what_the_papers_leave_unspecified_is_an_assumption_with_an_owner(korea, label):
    """Each has an owner, a reason, what the papers do say, and a range or options."""
    found = [assumption for assumption in korea.assumptions if assumption.label == label]

    assert found
    for assumption in found:
        assert assumption.owner
        assert assumption.rationale
        assert assumption.papers_say
        assert range_of(assumption) is not None or len(assumption.options) > 1


def test_every_assumption_with_a_best_value_keeps_it_inside_its_range(korea):
    """A best value outside its range would be two assumptions under one name."""
    for assumption in korea.assumptions:
        ends = range_of(assumption)
        if ends is not None and isinstance(assumption.best, Quantity):
            assert ends[0].number <= assumption.best.number <= ends[1].number


def test_every_published_ladder_with_gaps_is_made_whole_at_least_twice(korea):
    """Each completion closes every gap, names its owner, and is never attributed to the author."""
    for ladder in korea.ladders:
        found = gaps(ladder, korea)
        if ladder.standing.value == "published" and found:
            assert len(ladder.completions) >= 2
            assert all(open_after(completion, found) == () for completion in ladder.completions)
            assert all(
                completion.completed_by in completion.title for completion in ladder.completions
            )


def test_no_anchor_is_longer_than_eight_words(korea):
    """
    An anchor points to a passage and does not replace it; what stands before and behind it is as
    short.
    """
    for path, cite in entries(korea):
        if isinstance(cite, Cite):
            assert len(cite.exact.split()) <= LONGEST_ANCHOR, path
            assert len(f"{cite.prefix} {cite.suffix}".split()) <= LONGEST_ANCHOR, path


def test_no_text_of_the_case_copies_nine_words_in_a_row_from_a_paper(korea, papers):
    """The editors write in their own words; what is quoted stands in anchors."""
    length = LONGEST_SHARED_RUN + 1
    printed = set().union(*(runs(text, length) for text in papers.values()))

    copied = {
        where: [" ".join(run) for run in runs(text, length) & printed]
        for where, text in own_words(korea)
        if runs(text, length) & printed
    }

    assert copied == {}


def test_votes_stand_by_party_and_never_by_name(korea):
    """Every seat belongs to a party, and no actor is a private person."""
    kinds = {actor.id: actor.kind for actor in korea.actors}

    assert {
        kinds[seats.party] for institution in korea.institutions for seats in institution.seats
    } == {ActorKind.PARTY}
    assert "person" not in {kind.value for kind in ActorKind}


def test_nothing_later_than_the_day_of_the_case_enters_a_number(korea, korea_report):
    """Later counts are noted and listed apart; no derived number rests on one."""
    later = {
        diagnostic.address.split(".")[1]
        for diagnostic in korea_report.diagnostics
        if diagnostic.code == "PL705"
    }
    used = {
        name
        for derived in korea.derived
        for name in re.findall(r"facts\.([\w-]+)\.", derived.formula)
    }

    assert "poll-82-later" in later
    assert not later & used


def test_the_numbers_of_sources_are_counted_by_hand(korea):
    """
    78 facts of the case have a number. Of the two papers 23 are their own; of the public record 11
    are seats of the first day, 2 of the loan and the bill, 7 of the two polls and 13 base rates:
    56. One source was not read (4), one number contradicts its own poll and is unverified, 6 are
    worked out, two of them from tables of base rates, and one is a headline's supposition (7); 10
    were learnt after the day of the case.
    """
    counted, _ = numbers_entered(korea)

    assert (counted.cited, counted.unread, counted.unverified, counted.inferred) == (
        23 + 11 + 2 + 7 + 13,
        4,
        1,
        6 + 1,
    )
