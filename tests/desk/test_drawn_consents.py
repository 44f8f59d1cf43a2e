"""Votes that games ask for, worked out for all draws in one go, held against each draw alone."""

from dataclasses import replace

import pytest
from desk.test_chains import chained
from desk.test_limits import HALL

from phaseline.case.model.politics import ANY_MEMBER
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of, games_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.consent.consent import VOTE, readings_of
from phaseline.desk.consent.drawn_consents import (
    FEWEST,
    DrawnSittings,
    count_sittings,
    count_votes,
    votes_asked,
)
from phaseline.desk.consent.votes import SHOCK, sitting, vote_key
from phaseline.errors import QuestionError
from phaseline.politics.consulting import Manner
from phaseline.terms.entries import Entries

SHIPPED = ("korea-2024", "snapback-2025", "strait")

__all__ = ["chained"]  # a fixture


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request, shared):
    """A shipped case."""
    return shared.read(case_path(request.param), name=request.param).case


@pytest.fixture(scope="module")
def hall():
    """The invented case with two votes of a hall of three."""
    return read_case(HALL, name="hall").case


def settings(case):
    """Every ladder of a case under each of its readings."""
    return [
        base_setting(case, policy, reading=reading)
        for reading in readings_of(case)
        for policy in case.policies
    ]


def with_votes(case):
    """The first of them that asks for a vote."""
    return next(
        setting for setting in settings(case) if votes_asked(case, setting.policy, setting.stands)
    )


def changed(case, section, name, **fields):
    """A case of which one entry of a section is another one."""
    entries = [
        replace(entry, **fields) if entry.id == name else entry for entry in getattr(case, section)
    ]
    return replace(case, **{section: Entries(entries)})


def chances_known(values):
    """The chances of votes that a valuation knows."""
    names = {step.id for step in values.case.procedures}
    return {
        key: chance
        for key, chance in values.known.items()
        if isinstance(key, tuple) and key[0] in names
    }


def counted(setting, draws):
    """What draws know of votes once those of a setting are worked out in one go."""
    fresh = [replace(draw) for draw in draws]
    count_votes((setting.policy, setting.stands, draw) for draw in fresh)
    return [chances_known(draw) for draw in fresh]


def test_every_vote_of_a_shipped_case_is_that_of_each_draw_alone(shipped):
    """
    Over 64 draws, for every ladder under every reading: those votes that its games ask for, and no
    others, each to 1e-13.
    """
    draws = design(shipped, count=64).draws
    alone = [replace(draw) for draw in draws]
    number = 0
    for setting in settings(shipped):
        one = replace(draws[0])
        game_of(setting, one)
        for together, draw in zip(counted(setting, draws), alone, strict=True):
            assert together.keys() == chances_known(one).keys()
            for (procedure, _, manner), chance in together.items():
                expected = sitting(shipped, draw, procedure, manner=manner)
                assert chance == pytest.approx(expected, rel=1e-12, abs=1e-13)
                number += 1

    assert number >= 64


@pytest.mark.parametrize("manner", [Manner.CONSULTED, Manner.PROVED])
def test_decisions_that_hang_on_others_are_those_of_each_draw_alone(chained, manner):
    """Both votes at once, one after the other, and what is so unless a vote stops it."""
    draws = design(chained, count=16).draws
    sittings = DrawnSittings(draws)

    for procedure in chained.procedures.ids:
        alone = [sitting(chained, replace(draw), procedure, manner=manner) for draw in draws]

        assert sittings.chances(procedure, manner) == pytest.approx(alone, rel=1e-12, abs=1e-13)
        assert len(set(alone)) > 8


def test_any_member_may_stop_what_is_silent(chained):
    """A shock moves those who say no the other way."""
    silence = replace(chained.procedures["unless"].silence, stopped_by=ANY_MEMBER)
    silent = changed(chained, "procedures", "unless", silence=silence)
    case = changed(silent, "whips", "asking", procedures=("vote", "unless"))
    draws = [replace(draw, case=case) for draw in design(chained, count=16).draws]

    alone = [sitting(case, replace(draw), "unless") for draw in draws]

    assert DrawnSittings(draws).chances("unless", Manner.CONSULTED) == pytest.approx(
        alone, rel=1e-12, abs=1e-13
    )
    assert max(alone) - min(alone) > 0.1


def test_games_of_draws_ask_for_votes_in_one_go(hall, monkeypatch):
    """No vote is left to a draw alone once the games of many draws are made."""
    setting = next(
        setting for setting in settings(hall) if votes_asked(hall, setting.policy, setting.stands)
    )
    draws = [replace(draw) for draw in design(hall, count=16).draws]

    def alone(*_):
        pytest.fail("a draw was asked alone")

    monkeypatch.setattr("phaseline.desk.consent.votes._sitting", alone)

    assert len(games_of((setting, draw) for draw in draws)) == 16
    with pytest.raises(pytest.fail.Exception, match="asked alone"):
        game_of(setting, replace(draws[0]))


def test_votes_after_a_bypass_are_those_of_each_draw_alone(shipped):
    """A body that was passed over is asked in 64 draws, each to 1e-13."""
    draws = [replace(draw) for draw in design(shipped, count=64).draws]
    alone = [replace(draw) for draw in draws]
    names = [
        name
        for setting in settings(shipped)
        for name, _ in votes_asked(shipped, setting.policy, setting.stands)
    ]

    count_sittings(draws, dict.fromkeys(names), Manner.BYPASSED)

    for draw, other in zip(draws, alone, strict=True):
        assert {procedure for procedure, *_ in chances_known(draw)} == set(names)
        for (procedure, _, manner), chance in chances_known(draw).items():
            expected = sitting(shipped, other, procedure, manner=manner)
            assert manner is Manner.BYPASSED
            assert chance == pytest.approx(expected, rel=1e-12, abs=1e-13)


def test_what_stands_already_and_what_is_given_is_left_alone(hall):
    """
    A draw that knows a vote keeps it; of one that is told its chance none is counted, nor of one
    without shocks, nor of some draws fewer than pays.
    """
    setting = next(
        setting for setting in settings(hall) if votes_asked(hall, setting.policy, setting.stands)
    )
    draws = [replace(draw) for draw in design(hall, count=16).draws]
    procedure, manner = votes_asked(hall, setting.policy, setting.stands)[0]
    key = vote_key(procedure, "", manner)
    draws[0].known[key] = 2.0
    draws[1] = draws[1].moved({VOTE: 0.5})
    draws[2] = replace(
        draws[2],
        values={name: at for name, at in draws[2].values.items() if not name.startswith(SHOCK)},
    )

    count_votes((setting.policy, setting.stands, draw) for draw in draws)

    assert draws[0].known[key] == 2.0
    assert [key in draw.known for draw in draws] == [True, False, False, *[True] * 13]
    assert not any(counted(setting, draws[3 : 2 + FEWEST]))


def test_draws_of_several_cases_are_told_apart(hall):
    """Each what-if has the votes of its case, though they are asked for in one go."""
    setting = next(
        setting for setting in settings(hall) if votes_asked(hall, setting.policy, setting.stands)
    )
    other = changed(hall, "procedures", "vote", majority="at least 2/3 of all members")
    draws = [
        replace(draw, case=case) for draw in design(hall, count=16).draws for case in (hall, other)
    ]

    together = counted(setting, draws)

    for known, draw in zip(together, draws, strict=True):
        assert known
        for (procedure, _, manner), chance in known.items():
            alone = sitting(draw.case, replace(draw), procedure, manner=manner)
            assert chance == pytest.approx(alone, rel=1e-12, abs=1e-13)


def test_a_draw_without_a_number_says_so_alone(hall):
    """
    A vote of which a number is missing in one draw is left to each of them, and the game of that
    draw says so.
    """
    case = changed(hall, "whips", "asking", shock="assumptions.odds / assumptions.swing")
    draws = [replace(draw, case=case) for draw in design(hall, count=16).draws]
    draws[3] = draws[3].moved({"swing": 0.0})
    setting = with_votes(case)

    assert {procedure for known in counted(setting, draws) for procedure, *_ in known} == {
        "amend_law"
    }
    with pytest.raises(QuestionError, match="divides by zero"):
        games_of((setting, draw) for draw in draws)
    assert games_of((setting, draw) for draw in draws[4:])
