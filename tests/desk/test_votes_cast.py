"""
Votes of a case by what passes them: of the votes cast, by a number of votes, with vetoes;
abstentions by party.
"""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from phaseline.case.check.report import checked
from phaseline.case.model.politics import portion, votes_needed
from phaseline.case.read import read_case
from phaseline.desk.consent.politics import counted, feasibility
from phaseline.desk.consent.votes import needs, outlook, sitting
from phaseline.desk.estimates.valuation import best_values
from phaseline.present.data.politics import politics_data, vote_data
from phaseline.present.terminal.one_vote import vote_text
from phaseline.present.terminal.politics import politics_text
from phaseline.present.wording.law import procedure_words
from phaseline.present.wording.politics import needs_words

NAMES = "abcdefghijklmno"
ACTORS = ", ".join(f"{{id: {name}{name}, name: {name.upper()}, kind: state}}" for name in NAMES)
COUNCIL = ", ".join(f"{{party: {name}{name}, seats: 1 seat, on: 2031-01-01}}" for name in NAMES)
VOTES = ", ".join(
    f"{{party: {name}{name}, yes: assumptions.sure, abstains: assumptions.{abstains}}}"
    for name in NAMES
    for abstains in ["never" if name > "d" else "idle"]
)
TEXT = f"""phaseline: 2
kind: case
id: council
title: A council
question: May it act?
as_of: 2031-04-10
responder: aa
challenger: bb
actors: [{ACTORS}]
sources: [{{id: s, type: report, title: S}}]
assumptions:
  - {{id: sure, asks: A?, owner: me, rationale: It is given., low: 0.9, high: 1}}
  - {{id: never, asks: B?, owner: me, rationale: It is given., low: 0, high: 0.1}}
  - {{id: idle, asks: C?, owner: me, rationale: It is given., low: 0.2, high: 0.4}}
institutions:
  - {{id: council, name: The council, seats: [{COUNCIL}], cites: [{{source: s, locator: "1"}}]}}
  - id: house
    name: The house
    seats:
      - {{party: aa, seats: 40 seat, on: 2031-01-01}}
      - {{party: bb, seats: 30 seat, on: 2031-01-01}}
      - {{party: cc, seats: 30 seat, on: 2031-01-01}}
    cites: [{{source: s, locator: "1"}}]
procedures:
  - id: act
    institution: council
    says: It acts.
    passes: {{yes: at least 9 votes, of: members, vetoes: [aa, bb, cc, dd, ee]}}
  - {{id: cast, institution: house, says: It agrees., passes: {{yes: more than 1/2, of: cast}}}}
  - {{id: there, institution: house, says: It agrees., passes: {{yes: more than 1/2, of: present}}}}
  - {{id: old, institution: house, says: It agrees., majority: more than 1/2, base: present}}
whips:
  - id: council
    title: What is asked for
    procedures: [act]
    moved_by: aa
    votes: [{VOTES}]
  - id: house
    title: What is moved
    procedures: [cast, there, old]
    moved_by: aa
    votes:
      - {{party: aa, yes: assumptions.sure}}
      - {{party: bb, yes: assumptions.never}}
      - {{party: cc, yes: assumptions.never, abstains: assumptions.sure}}
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """
    A council of fifteen, five of which may block, and a house of a hundred: forty for it, thirty
    against, thirty abstain.
    """
    path = tmp_path_factory.mktemp("council") / "case.yaml"
    path.write_text(TEXT, encoding="utf-8")
    report = checked(read_case(path), {})
    assert report.is_sound, report.diagnostics
    return report.reading.case


def certain(case):
    """
    The case with every vote certain, and the abstentions of four of the five at their best value.
    """
    best = best_values(case)
    return replace(best, values={**best.values, "sure": 1.0, "never": 0.0})


def test_forty_to_thirty_pass_of_the_votes_cast_and_not_of_those_present(case):
    """
    More than 35 of 70 cast, and no more than 50 of 100 present; `passes` of those present is
    `majority` with its base.
    """
    values = certain(case)

    assert sitting(case, values, "cast") == pytest.approx(1.0)
    assert sitting(case, values, "there") == sitting(case, values, "old") == pytest.approx(0.0)


def test_a_chance_rests_on_the_shares_that_abstain(case):
    """Who abstains is an assumption as any other: the range of the chance follows from it."""
    assert needs(case, "act") == {"sure", "never", "idle"}
    assert needs(case, "cast") == {"sure", "never"}


def test_nine_of_fifteen_is_a_number_of_votes_with_five_vetoes(case):
    """
    Four of the five abstain with .3 each and nobody says no: eleven yes are certain, so nine of
    fifteen pass.
    """
    found = outlook(case, certain(case), "act")

    assert (found.threshold, found.members, found.vetoes) == (9, 15, ("aa", "bb", "cc", "dd", "ee"))
    assert found.chance == pytest.approx(1.0)
    assert [one.abstains for one in found.parties] == pytest.approx([0.3] * 4 + [0.0] * 11)


def test_power_counts_the_vetoes(case):
    """
    Of all coalitions that win have the five and four of the ten: by counting each, a member that
    may block has more power than another.

    A blocking member turns every winning coalition: sum over k >= 4 of C(10, k) = 848 swings. One
    of the ten turns those with exactly three of the other nine: C(9, 3) = 84. Together 5 x 848 + 10
    x 84 = 5080.

    Source:
        Shapley & Shubik, American Political Science Review 48 (1954), p. 791, for the council of
        the time; Banzhaf (1965).
    """
    (council,) = [
        one for one in feasibility(case, certain(case)).powers if one.institution == "council"
    ]
    others = [name for name in NAMES if name > "e"]
    winning = sum(len(some) >= 4 for size in range(11) for some in combinations(others, size))

    assert winning == 848
    assert council.vetoes == ("aa", "bb", "cc", "dd", "ee")
    assert council.power["aa"].banzhaf == Fraction(848, 5080)
    assert council.power["oo"].banzhaf == Fraction(84, 5080)


@pytest.mark.parametrize(
    "text",
    [
        "more than \uff11/2",
        "at least \u0669 votes",
        "at least 0 votes",
        "at least 3/2",
        "9 votes",
        "at least nine votes",
    ],
)
def test_what_is_no_share_and_no_number_of_votes_is_not_read(text):
    """Digits are those of ASCII, a share is at most one, and no vote at all is no majority."""
    assert (portion(text), votes_needed(text)) == (None, None)


def test_what_passes_a_vote_is_said_in_words(case):
    """
    Of the votes cast, with the votes if all vote; a number of votes alone; whose no blocks it.
    """
    values = certain(case)
    procedures = {one.id: one for one in case.procedures}

    assert (
        needs_words(case, procedures["cast"], outlook(case, values, "cast"))
        == "more than 1/2 of the votes cast (51 of 100 votes if all vote)"
    )
    assert (
        needs_words(case, procedures["act"], outlook(case, values, "act"))
        == "at least 9 votes (9 of 15 votes); blocked by a no of A, B, C, D or E"
    )
    assert (
        needs_words(case, procedures["there"])
        == needs_words(case, procedures["old"])
        == "more than 1/2 of those present"
    )
    assert "Majority: more than 1/2 of the votes cast." in procedure_words(case, "cast")
    assert (
        "Majority: at least 9 votes. Blocked by a no of any of A, B, C, D and E."
        in procedure_words(case, "act")
    )
    text = " ".join(politics_text(case, feasibility(case, values)).split())
    assert "Power at 9 votes without a veto of A, B, C, D and E" in text


def test_one_vote_tells_who_abstains_and_what_staying_away_does(case):
    """
    A column of abstentions where there are any; of the votes cast, an abstention is as staying
    away.
    """
    values = certain(case)
    text = " ".join(vote_text(case, counted(case, values, "cast")).split())

    assert "Abstain" in text
    assert "Voting Votes needed 40 yes" in text
    assert (
        "pass as soon as 21 others stay away (79 present). Of the votes cast, whoever abstains is"
        " as one who stays away." in text
    )
    assert "Attendance alone is looked at in this" in " ".join(
        vote_text(case, counted(case, values, "act")).split()
    )


def test_the_data_have_the_base_the_vetoes_and_the_abstentions(case):
    """
    Base and majority are those of `passes`; the key of power names the vetoes, in the same order
    however a procedure lists them.
    """
    values = certain(case)
    act_by = case.procedures[0]
    turned = replace(act_by.passes, vetoes=act_by.vetoes[::-1])
    mixed = replace(case, procedures=(replace(act_by, passes=turned), *case.procedures[1:]))
    data = politics_data(case, feasibility(case, values))
    act, cast, there, old = data["procedures"]

    assert (act["base"], act["majority"], act["vetoes"]) == (
        "all",
        "at least 9 votes",
        ["aa", "bb", "cc", "dd", "ee"],
    )
    assert (cast["base"], there["base"], old["base"]) == ("cast", "present", "present")
    assert [one["abstains"] for one in cast["parties"]] == [0.0, 0.0, 1.0]
    assert list(data["power"]["council"]) == ["9 without a veto of aa, bb, cc, dd, ee"]
    assert politics_data(mixed, feasibility(mixed, certain(mixed)))["power"] == data["power"]
    assert vote_data(counted(case, values, "act"))[0]["vetoes"] == ["aa", "bb", "cc", "dd", "ee"]
    assert json.loads(json.dumps(data, allow_nan=False)) == data
