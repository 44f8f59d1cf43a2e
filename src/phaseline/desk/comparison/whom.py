"""
Whom each ladder of a case deters, and from what: the case's game at the best values, with those who
decide told apart where the case tells them apart.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.desk.comparison.results import Mapper
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import QuestionError
from phaseline.game.spec import Game
from phaseline.game.whom import Whom, whom
from phaseline.terms.record import record


@record
class LadderWhom:
    """
    Whom one completed ladder deters, and from what.

    Args:
        policy: The id of the completed ladder.
        answer: The answer; None where its game is too large.
        refusal: Why there is none; empty where there is one.
    """

    policy: str
    answer: Whom | None
    refusal: str = ""


def whom_game(case: Case, ladder: str) -> Game:
    """
    Give the game of one completed ladder at the best values.

    Raises:
        QuestionError: There is no such ladder, or a number is missing.
    """
    setting = base_setting(case, policy_of(case, ladder))
    return game_of(replace(setting, are_several=True), best_values(case))


def whom_of(
    case: Case,
    *,
    ladder: str = "",
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[LadderWhom, ...]:
    """
    Say whom each completed ladder deters, and from what.

    Args:
        case: The case.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, there is no such ladder, or it is the yardstick; a
            ladder that is asked for alone is too large.
        EngineError: A game did not settle.
    """
    names = leaking_ladders(case, ladder)
    if ladder:
        mapper, asked = map, partial(ladder_whom, case, tick=tick)  # it says what it does itself
    else:
        asked = partial(ladder_whom, case)
    answers = []
    for done, answer in enumerate(mapper(asked, names), start=1):
        answers.append(answer)
        tick(f"asking whom: {done} of {len(names)} ladders done")
    if ladder and answers[0].refusal:
        raise QuestionError(answers[0].refusal)
    return tuple(answers)


def ladder_whom(
    case: Case, name: str, *, tick: Callable[[str], None] = lambda _: None
) -> LadderWhom:
    """
    Answer one ladder; one whose game is too large has the reason in place of an answer.

    Args:
        case: The case.
        name: The id of the completed ladder.
        tick: Told what is being done.

    Raises:
        QuestionError: There is no such ladder, or a number is missing.
        EngineError: A game did not settle.
    """
    game = whom_game(case, name)
    try:
        answer = whom(game, tick=tick)
    except QuestionError as error:
        return LadderWhom(policy=name, answer=None, refusal=f"{name}: {error}")
    return LadderWhom(policy=name, answer=replace(answer, title=game.title))
