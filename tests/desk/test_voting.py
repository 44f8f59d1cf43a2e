"""
Votes of a case: thresholds, whip counts, ranges, shocks that are drawn, and how a change of law is
made.
"""

from dataclasses import replace

import pytest

from phaseline.case.model.law import Amendment
from phaseline.desk.consent.politics import counted, feasibility
from phaseline.desk.consent.votes import ballot, enacting, needs, outlook, parties, sitting, voting
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import QuestionError
from phaseline.politics.consulting import Manner
from phaseline.politics.model import Base
from phaseline.present.wording.politics import since_words
from phaseline.terms.entries import Entries

AYES = ("democratic-party", "rkp", "progressive-party", "sdp", "bip")


@pytest.fixture(scope="session")
def best(korea):
    """The worked case at the best values."""
    return best_values(korea)


@pytest.fixture
def at(best):
    """The worked case with some values changed."""
    return lambda **values: replace(
        best,
        values={**best.values, **{name.replace("_", "-"): value for name, value in values.items()}},
    )


def amendment(korea, name):
    """An amendment by its id."""
    return next(one for one in korea.amendments if one.id == name)


def test_every_vote_of_the_case_has_its_threshold(korea, best):
    """
    More than half of 300 are 151, two thirds 200; counted of all members or of those present, as
    the articles say.
    """
    found = {one.id: (one.threshold, one.base, one.quorum) for one in voting(korea, best)}

    assert found == {
        "ordinary": (151, Base.PRESENT, 151),
        "override": (200, Base.PRESENT, 151),
        "dismissal": (151, Base.ALL, 0),
        "impeach_president": (200, Base.ALL, 0),
        "impeach_minister": (151, Base.ALL, 0),
        "consent_dispatch": (151, Base.PRESENT, 151),
        "amend_law": (151, Base.PRESENT, 151),
    }


def test_seats_are_those_of_the_last_count_that_is_no_later_knowledge(korea):
    """
    The count of 28 November 2024 stands; one of 12 December 2024 would not enter a case as of 28
    November.
    """
    assert sum(ballot(korea, "ordinary").seats.values()) == 300
    assert ballot(korea, "ordinary").seats["democratic-party"] == 170


def test_what_happened_to_seats_after_an_old_count_is_said_beside_it(korea, entry):
    """
    Had only 30 May 2024 been counted, the Speaker's seat of June and the New Future Party's of
    September would be told as changed since.
    """
    body = entry("institutions.assembly")
    counted_in_may = replace(
        body, seats=tuple(row for row in body.seats if row.on.text == "2024-05-30")
    )
    others = [one for one in korea.institutions if one.id != body.id]
    rows_of_may = [
        replace(
            whip,
            votes=tuple(
                replace(vote, party="new-future-party") if vote.party == "independents" else vote
                for vote in whip.votes
            ),
        )
        for whip in korea.whips
    ]
    old = replace(
        korea,
        institutions=Entries([counted_in_may, *others]),
        whips=Entries(rows_of_may),
    )

    seen = feasibility(old, best_values(old)).bodies[0]

    assert {party: fact.id for party, fact in seen.since.items()} == {
        "democratic-party": "speaker-left",
        "new-future-party": "new-future-left",
    }
    assert since_words(korea, "democratic-party", seen.since) == (
        " (as counted; 5–6 Jun 2024: the Speaker was elected from the Democratic Party and left it,"
        " as the law asks of a Speaker; since then he is an independent)"
    )


def test_a_disciplined_opposition_dismisses_and_cannot_override(korea, at):
    """
    Everybody there and in line: 192 of 300 are a majority of all, and eight short of two thirds of
    those present.
    """
    sure = at(
        party_discipline=1.0,
        attendance=1.0,
        governing_party_defects=0.0,
        middle_parties_oppose=1.0,
        party_shock=1.0,
    )

    assert sitting(korea, sure, "dismissal") == pytest.approx(1.0)
    assert sitting(korea, sure, "override") == 0.0
    assert sitting(korea, sure, "impeach_president") == 0.0


def test_shocks_that_a_draw_holds_are_taken_as_they_are(korea, at):
    """
    A majority party that swings far towards yes consents, one that swings away does not, and in
    between lies the chance over all.
    """
    everybody = ballot(korea, "consent_dispatch").seats
    up, down = ({f"shocks.{name}": shock for name in everybody} for shock in (6.0, -6.0))
    plain = sitting(korea, at(), "consent_dispatch")

    swung = [
        sitting(korea, replace(at(), values={**at().values, **shocks}), "consent_dispatch")
        for shocks in (up, down)
    ]

    assert swung[0] > 0.999
    assert swung[1] < 1e-9
    assert swung[1] < plain < swung[0]


def test_a_vote_after_a_bypass_passes_less_often(korea, best):
    """
    Consulted, unframed, bypassed: each way of asking leaves fewer who agree, and so a smaller
    chance.
    """
    chances = [
        sitting(korea, best, "ordinary", manner=manner)
        for manner in (Manner.CONSULTED, Manner.UNFRAMED, Manner.BYPASSED)
    ]

    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == 3


def test_framing_works_through_opinion(korea, at):
    """
    If votes do not follow opinion, or the framing moves nobody, consultation does what it does
    without a framing.
    """
    unframed = sitting(korea, at(), "ordinary", manner=Manner.UNFRAMED)

    assert sitting(korea, at(opinion_elasticity=0.0), "ordinary") == pytest.approx(
        unframed, rel=1e-12
    )
    assert sitting(korea, at(deterrent_framing=0.0), "ordinary") == pytest.approx(
        unframed, rel=1e-12
    )


def test_the_range_of_a_chance_holds_the_chance_at_every_end(korea, at):
    """
    Each assumption that a vote rests on, at either end: the chance stays within the range that is
    told.
    """
    ends = {
        one.id: (one.low.number, one.high.number)
        for one in korea.assumptions
        if one.id in needs(korea, "consent_dispatch")
    }
    told = outlook(korea, at(), "consent_dispatch")

    found = [
        sitting(korea, at(**{name: end}), "consent_dispatch")
        for name, pair in ends.items()
        for end in pair
    ]

    assert len(ends) == 8
    assert told.low <= min(found)
    assert max(found) <= told.high
    assert told.low <= told.chance <= told.high


def test_a_vote_rests_on_the_assumptions_of_its_count(korea):
    """
    Consent on the objection, the framing and the shock; a dismissal on none of these but the shock;
    a court on its own assumption.
    """
    consent, dismissal = needs(korea, "consent_dispatch"), needs(korea, "dismissal")

    assert {
        "risk-objection",
        "deterrent-framing",
        "opinion-elasticity",
        "party-shock",
        "attendance",
    } <= consent
    assert "bypass-objection" not in consent
    assert "bypass-objection" in needs(korea, "consent_dispatch", manner=Manner.BYPASSED)
    assert dismissal == {
        "party-discipline",
        "party-shock",
        "attendance",
        "middle-parties-oppose",
        "governing-party-defects",
    }
    assert needs(korea, "court_review") == {"court-voids"}


def test_every_party_votes_as_its_count_says(korea, best):
    """
    The majority party by its objection, about one in ten; the government's party by discipline.
    """
    votes = {one.party: one for one in parties(ballot(korea, "ordinary"), best, Manner.CONSULTED)}

    assert votes["democratic-party"].yes == pytest.approx(
        0.0953, abs=5e-5
    )  # 1 / (1 + exp(3 * (1 - 0.5 * 0.5)))
    assert votes["ppp"].yes == pytest.approx(0.925)


def test_the_oppositions_bill_is_vetoed_and_the_governments_is_not(korea, best):
    """
    Moved by the majority party it passes, meets a veto and may be overridden; moved for the
    government it has to pass, and that is all.
    """
    theirs, ours = (
        enacting(korea, best, amendment(korea, name)) for name in ("bill_msma_15_2", "law_revised")
    )

    assert (theirs.whip, ours.whip) == ("opposition-moves", "government-asks")
    assert theirs.chance == pytest.approx(
        theirs.passes * (1 - theirs.vetoed + theirs.vetoed * theirs.overridden)
    )
    assert theirs.months_vetoed == pytest.approx(
        theirs.months + 1.0
    )  # the override takes a month at its best value
    assert (ours.vetoed, ours.overridden, ours.chance) == (0.0, None, ours.passes)
    assert "amendments-vetoed" in theirs.rests_on
    assert "amendments-vetoed" not in ours.rests_on


def test_passing_and_overriding_are_votes_of_one_assembly(korea, best):
    """
    Given the shocks the two are apart; over them, an Assembly that passes a bill is likelier to
    override than one chosen blindly.
    """
    bill = amendment(korea, "bill_msma_15_2")
    drawn = replace(best, values={**best.values, **{f"shocks.{name}": 1.5 for name in AYES}})

    over, given = enacting(korea, best, bill), enacting(korea, drawn, bill)

    assert over.overridden > sitting(korea, best, "override")
    assert given.overridden == pytest.approx(sitting(korea, drawn, "override"))


def test_a_court_decides_by_the_cases_own_assumption_and_an_office_without_one(korea, best):
    """
    The court: an assumed chance and its time. The minister's notice: no chance, and who decides. No
    route: said so.
    """
    court = enacting(korea, best, amendment(korea, "directives_void"))
    notice = enacting(
        korea, best, Amendment(id="notice", says="The notice is changed.", route="notice_change")
    )
    nothing = enacting(korea, best, Amendment(id="nothing", says="Something is changed."))

    assert (court.chance, court.months, court.passes) == (
        pytest.approx(0.4),
        pytest.approx(10.0),
        None,
    )
    assert "no party votes" in court.why
    assert (notice.chance, notice.months) == (None, pytest.approx(1.0))
    assert "the minister decides" in notice.why
    assert (nothing.chance, nothing.why) == (None, "the case names no procedure for it")


def test_staying_away_helps_a_majority_of_those_present_only(korea, best):
    """
    192 agree: they override once 12 others stay away; to impeach the President they never reach 200
    of all.
    """
    override, impeachment = (
        counted(korea, best, "override")[0].boycott,
        counted(korea, best, "impeach_president")[0].boycott,
    )

    assert (override.yes, override.passes_at) == (192, 288)
    assert dict(override.needed)[300] == 200
    assert dict(override.needed)[288] == 192
    assert (impeachment.yes, impeachment.passes_at) == (192, None)


def test_the_parts_of_the_answer_agree(korea, best):
    """
    A penalty is carried with the chance of its procedure; an amendment passes with that of its
    vote.
    """
    found = feasibility(korea, best)
    votes = {one.id: one.chance for one in found.votes}

    assert {one.penalty.id: one.carried.chance for one in found.penalties} == {
        "impeachment": votes["impeach_president"],
        "no-confidence": votes["dismissal"],
        "impeachment-minister": votes["impeach_minister"],
    }
    assert (
        next(one.chance for one in found.routes if one.amendment == "law_revised")
        == votes["amend_law"]
    )


@pytest.mark.parametrize(
    ("procedure", "whip", "message"),
    [
        ("overide", "", "did you mean 'override'"),
        ("court_review", "", "no party votes in it"),
        ("ordinary", "goverment-asks", "did you mean 'government-asks'"),
    ],
)
def test_a_vote_that_is_not_there_is_refused(korea, procedure, whip, message):
    """A misspelt procedure or count gets the nearest name; a court has no vote to count."""
    with pytest.raises(QuestionError, match=message):
        ballot(korea, procedure, whip)


def test_a_procedure_without_a_count_says_so(korea):
    """Take the counts away: the thresholds stand, the votes are not counted."""
    bare = replace(korea, whips=())

    found = feasibility(bare, best_values(bare))

    assert found.votes == ()
    assert {one.why for one in found.unvoted if one.procedure.base != "unknown"} == {
        "the case holds no whip count for it"
    }
    assert [one.needed for one in found.powers] == [151, 200]
