"""Whom a case's ladders deter: the game that is played, and what a game too large comes to."""

from dataclasses import replace
from shutil import copytree

import numpy as np
import pytest
from paired import TWO_DECIDE

from phaseline.case.games import decider_owners, policy_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison import whom as desk
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import QuestionError
from phaseline.game.answer import answer
from phaseline.game.corners import ReplyCorner
from phaseline.game.whom import whom
from phaseline.present.terminal.whom import ladders_text
from phaseline.terms.entries import Entries

STRAIT = "strait"
APART = f"{TWO_DECIDE}    reading: ministry\n"


@pytest.fixture(scope="module")
def case():
    """The small case, read anew."""
    return read_case(case_path(STRAIT), name=STRAIT).case


def test_one_who_is_alone_is_worth_what_the_ladder_in_full_says(case):
    """
    A case that tells nobody apart is answered as `solve` answers it: each type is worth the same.
    """
    (told,) = desk.whom_of(case, ladder="firm", draws=8)

    values = answer(desk.whom_game(case, "firm"))["value_C"]
    for match in told.answer.matches:
        ((name, kind),) = match.types.items()
        outcome = match.corners[ReplyCorner.COMPLIANT]
        assert outcome.values[name] == pytest.approx(values[kind], rel=1e-12, abs=1e-12)


def test_a_game_too_large_keeps_no_other_ladder_from_its_answer(case, monkeypatch):
    """Each of several is refused in words; one that is asked for alone is refused outright."""
    monkeypatch.setattr("phaseline.game.whom.MOST_PAIRS", 10)

    told = desk.whom_of(case, draws=8)

    assert [ladder.answer for ladder in told] == [None] * len(told)
    assert all("states with acts" in ladder.refusal for ladder in told)
    with pytest.raises(QuestionError, match="at most"):
        desk.whom_of(case, ladder="firm", draws=8)


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    """The small case with those who decide told apart."""
    folder = tmp_path_factory.mktemp("apart") / STRAIT
    copytree(case_path(STRAIT), folder)
    game = folder / "game.yaml"
    text = game.read_text(encoding="utf-8")
    assert text.count("    reading: ministry\n") == 1
    game.write_text(text.replace("    reading: ministry\n", APART), encoding="utf-8")
    return read_case(folder).case


def test_each_decides_on_its_own_tracks_with_its_own_share_of_the_loss(apart):
    """
    Norland keeps its types and bears the whole loss of each rung; Oster has a type of its own and
    bears the share that the case says, .35 at the middle of .2 to .5.
    """
    game = desk.whom_game(apart, "firm")

    assert [(challenger.id, challenger.controls) for challenger in game.challengers] == [
        ("norland", ("gear",)),
        ("oster", ("assurance",)),
    ]
    assert game.challenger.types == ()
    assert [kind.id for kind in game.challengers[0].types] == ["careful", "bold"]
    (proud,) = game.challengers[1].types
    assert (proud.prior, proud.gain) == (1.0, {"assurance": {"refused": pytest.approx(0.3)}})
    rung = game.ladder.rungs[-1]
    for level, loss in rung.loss_on["norland"]["season"].items():
        assert rung.loss_on["oster"]["season"][level] == pytest.approx(0.35 * loss)


def test_what_others_ask_of_the_case_has_one_challenger(apart):
    """Who decides is told apart where whom is asked, and nowhere else."""
    game = game_of(base_setting(apart, policy_of(apart, "firm")), best_values(apart))

    assert game.challengers == ()
    assert [kind.id for kind in game.challenger.types] == ["careful", "bold"]


def test_those_who_decide_are_called_by_their_names(apart):
    """
    The page names the actors, the tracks and each one's own kinds, not their ids, and says who
    decides what.
    """
    text = " ".join(ladders_text(apart, desk.whom_of(apart, ladder="firm", draws=8)).split())

    assert "Who decides: Norland on handovers; Oster on Norland's written assurance" in text
    assert "Norland: is paid well for the gear" in text
    assert "Oster: loses face by an assurance" in text


def test_ranges_are_of_the_answers_draw_by_draw(apart):
    """
    Each of eight draws is answered anew, each by itself: the ends and the middle are the
    percentiles of what they say, and every draw is counted in which crossing gains something and
    the ladder takes more.
    """
    (told,) = desk.whom_of(apart, ladder="firm", draws=8)
    plan = desk.whom_design(apart, draws=8)
    answers = [whom(desk.whom_game(apart, "firm", values)) for values in plan.draws]

    assert told.ranges.draws == 8
    assert told.ranges.unique == sum(answer.is_unique for answer in answers)
    for corner, of_corner in told.ranges.corners.items():
        assert of_corner.settled == len(answers)
        for place, hold in enumerate(of_corner.holds):
            own = [answer.holds[corner][place] for answer in answers]
            takes, gains = [row.whole for row in own], [row.gain for row in own]
            assert (hold.challenger, hold.track) == (own[0].challenger, own[0].track)
            assert hold.takes.median == pytest.approx(np.median(takes))
            assert hold.gain.low == pytest.approx(np.percentile(gains, 5))
            assert hold.gain.high == pytest.approx(np.percentile(gains, 95))
            assert hold.outweighs == sum(0 < g < t for t, g in zip(takes, gains, strict=True))


def test_what_those_who_decide_rest_on_is_drawn(apart):
    """
    The share of the loss that falls on Oster is an assumption of those who decide: it is drawn for
    whom, and no draw of another assumption moves with that.
    """
    plan, page_one = desk.whom_design(apart, draws=8), design(apart, count=8)
    shares = {values.values["left-in-ice"] for values in plan.draws}

    assert len(shares) == 8
    for mine, theirs in zip(plan.draws, page_one.draws, strict=True):
        for name in (*page_one.continuous, *page_one.structural):
            assert mine.values[name] == theirs.values[name]


def test_a_number_of_draws_that_cannot_be_made_is_refused_first(case):
    """Seven draws are no multiple of four, and nothing is worked out."""
    with pytest.raises(QuestionError, match="--draws: found 7"):
        desk.whom_of(case, draws=7)


def test_who_answers_for_it_that_several_decide_is_named(apart, case):
    """
    Norland's share has an owner of its own in the file, Oster's is left to who prepared the case;
    where nobody is told apart nobody is named.
    """
    (norland, *others) = apart.game.challengers
    deciders = Entries((replace(norland, owner="A. Reader"), *others))
    owned = replace(apart, games=Entries((replace(apart.game, challengers=deciders),)))

    assert decider_owners(owned) == ("A. Reader", apart.prepared_by)
    assert decider_owners(case) == ()
    text = " ".join(ladders_text(owned, desk.whom_of(owned, ladder="firm", draws=8)).split())
    assert f"is an assumption of A. Reader and {apart.prepared_by}." in text
