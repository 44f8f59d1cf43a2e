"""Decisions that hang on others: drawn shocks, times, ranges, and a change of law by several."""

from math import prod

import pytest
from desk.test_limits import HALL, at, read

from phaseline.case.check.politics import parts_of
from phaseline.case.check.report import checked
from phaseline.case.model.politics import ANY_MEMBER
from phaseline.case.read import read_case
from phaseline.desk.consent.chains import composed_decisions
from phaseline.desk.consent.consent import rests_on
from phaseline.desk.consent.votes import SHOCK, enacting, months_of, needs, sitting
from phaseline.desk.estimates.valuation import best_values
from phaseline.politics.votes import grid
from phaseline.present.wording.politics import composed_words

ADDED = """procedures:
  - {id: both, says: It consents and changes the law., all: [vote, amend_law]}
  - {id: at-once, says: It does both., all: [vote, amend_law], together: true}
  - id: unless
    institution: hall
    says: It is so.
    silence: {after: 2 week, stopped_by: vote}
    cites: [{source: paper, locator: "3"}]
"""


@pytest.fixture(scope="module")
def chained(tmp_path_factory):
    """The invented case, whose hall decides on two things at once, and on one by silence."""
    text = HALL.read_text(encoding="utf-8")
    text = text.replace("procedures:\n", ADDED, 1).replace("route: amend_law", "route: both", 1)
    text = text.replace("procedure: vote, when: [closing]", "procedure: both, when: [closing]")
    path = tmp_path_factory.mktemp("chained") / "hall.yaml"
    path.write_text(text, encoding="utf-8")
    return read(path)


@pytest.fixture(scope="module")
def best(chained):
    """Every assumption in the middle of its range."""
    return best_values(chained)


def test_two_votes_of_the_same_members_share_their_shock(chained, best):
    """
    A half and a quarter of three agree: 0.5 times 0.15625 without a swing; with one the two votes
    lean the same way, and both pass more often than apart.
    """
    still = at(best, swing=0.0)
    (both, *_) = composed_decisions(chained, best)

    assert sitting(chained, still, "both") == pytest.approx(0.5 * 0.15625)
    assert both.independent is not None
    assert both.least is not None
    assert both.independent < both.chance < both.least
    assert both.low <= both.chance <= both.high


def test_members_who_decide_alone_have_no_shock(chained, best):
    """A half times 0.15625 whatever the swing is; a silence holds where the half does not."""
    both, _, unless = composed_decisions(chained, best)

    assert both.members_alone == pytest.approx(0.5 * 0.15625)
    assert both.independent != pytest.approx(both.members_alone)
    assert unless.members_alone == pytest.approx(0.5)


def test_given_drawn_shocks_the_votes_are_independent(chained, best):
    """One draw of the party's shock is used in both votes, and the chance is their product."""
    drawn = at(best, **{f"{SHOCK}blue".replace(".", "__"): 0.7})

    assert sitting(chained, drawn, "both") == pytest.approx(
        sitting(chained, drawn, "vote") * sitting(chained, drawn, "amend_law")
    )
    assert sitting(chained, drawn, "unless") == pytest.approx(1 - sitting(chained, drawn, "vote"))


def test_times_add_up_or_the_longest_counts(chained, best):
    """A month and two: three one after the other, two together; two weeks of silence."""
    assert months_of(chained, "both", best) == pytest.approx(3.0)
    assert months_of(chained, "at-once", best) == pytest.approx(2.0)
    assert months_of(chained, "unless", best) == pytest.approx(14 / (365.2425 / 12))
    assert months_of(chained, "nothing", best) is None


def test_a_chain_rests_on_what_its_parts_rest_on(chained):
    """Of both votes; of a silence, on the vote that stops it."""
    assert needs(chained, "both") == needs(chained, "vote") | needs(chained, "amend_law")
    assert needs(chained, "unless") == needs(chained, "vote")
    assert [part.id for part in parts_of(chained, "both")] == ["vote", "amend_law"]
    assert parts_of(chained, "nothing") == ()
    assert "agree" in rests_on(chained)[0]


def test_a_change_of_law_may_need_several_decisions(chained, best):
    """Its chance is that of all of them, and the answer says on which it hangs."""
    route = enacting(chained, best, chained.amendments["mines_allowed"])

    assert route.chance == sitting(chained, best, "both")
    assert route.why == "all of these decide on it: vote, amend_law"
    assert route.months == pytest.approx(3.0)


def test_a_silence_says_who_breaks_it(chained, best):
    """The vote that stops it, or any member; it has neither a least nor a product."""
    (*_, unless) = composed_decisions(chained, best)

    assert (unless.by_silence, unless.any_member) == (True, False)
    assert [part.procedure for part in unless.parts] == ["vote"]
    assert (unless.least, unless.independent) == (None, None)
    assert ANY_MEMBER not in {part.procedure for part in unless.parts}


NESTED = """procedures:
  - {id: at-once, says: It does both., all: [vote, amend_law], together: true}
  - {id: nested, says: All is done., all: [at-once, leave]}
  - {id: plain, says: All is done., all: [vote, amend_law, leave]}
  - {id: leave, institution: hall, says: It lets them., majority: more than 1/2, base: all,
     days: assumptions.vote-time}
"""


@pytest.fixture(scope="module")
def nested(tmp_path_factory):
    """The invented case, in which two votes at once and then a third have to pass."""
    text = HALL.read_text(encoding="utf-8")
    text = text.replace("procedures:\n", NESTED, 1)
    text = text.replace("procedures: [vote]", "procedures: [vote, leave]", 1)
    text = text.replace("procedure: vote, when: [closing]", "procedure: nested, when: [closing]")
    path = tmp_path_factory.mktemp("nested") / "hall.yaml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_two_together_and_then_a_third_share_one_draw_of_shocks(nested):
    """
    By brute force: at every node of the party's shock the three votes are independent, and the sum
    over the nodes by their weights is the chance; it is that of the three named side by side.
    """
    best = best_values(nested)
    nodes, weights = grid(0.2)
    shock = f"{SHOCK}blue".replace(".", "__")
    draws = [at(best, **{shock: float(node)}) for node in nodes]
    brute = sum(
        weight * prod(sitting(nested, draw, name) for name in ("vote", "amend_law", "leave"))
        for weight, draw in zip(weights, draws, strict=True)
    )

    assert sitting(nested, best, "nested") == pytest.approx(brute, abs=1e-12)
    assert sitting(nested, best, "nested") == sitting(nested, best, "plain")
    assert sitting(nested, draws[9], "nested") == pytest.approx(
        sitting(nested, draws[9], "at-once") * sitting(nested, draws[9], "leave")
    )


def test_a_chain_within_a_chain_takes_the_longest_of_its_own(nested):
    """The longer of a month and two, then a month: three; one after the other they take four."""
    best = best_values(nested)

    assert months_of(nested, "nested", best) == pytest.approx(3.0)
    assert months_of(nested, "plain", best) == pytest.approx(4.0)


def test_a_chain_within_a_chain_is_told_by_what_it_is_made_of(nested):
    """Its parts are those that decide in the end, and the words keep which decide together."""
    best = best_values(nested)
    decision = next(one for one in composed_decisions(nested, best) if one.id == "nested")

    assert [part.procedure for part in decision.parts] == ["vote", "amend_law", "leave"]
    assert decision.least == min(part.chance for part in decision.parts)
    assert needs(nested, "nested") == needs(nested, "plain")
    assert composed_words(nested, nested.procedures["nested"]) == (
        "all of these, one after the other: it does both (together: it consents; it changes the"
        " law); it lets them"
    )


def test_a_chain_that_leads_back_to_itself_is_a_circle(tmp_path):
    """It is reported once, as a circle, and nothing is followed around it."""
    text = HALL.read_text(encoding="utf-8")
    circle = NESTED.replace("all: [vote, amend_law], together: true", "all: [nested, vote]")
    path = tmp_path / "hall.yaml"
    path.write_text(text.replace("procedures:\n", circle, 1), encoding="utf-8")

    errors = [
        one
        for one in checked(read_case(path), {}).diagnostics
        if one.code == "PL507" and "circular decision" in one.message
    ]

    assert [one.message for one in errors] == ["circular decision: at-once → nested → at-once"]
