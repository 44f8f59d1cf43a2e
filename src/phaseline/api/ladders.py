"""What a ladder deters, and whether it would be carried out: the case as a game, solved exactly."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, get_args

from phaseline.api.cases import case_of, open_case
from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.at_best import changes_at_best
from phaseline.desk.comparison.course_change import DrawnChange, course_changes
from phaseline.desk.comparison.draws import DRAWS
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.results import (
    Depth,
    Judgement,
    LadderComparison,
    contest,
    judgement,
)
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.comparison.what_did_it import MOST_TOLD_APART, MovedCourse, most_moved
from phaseline.desk.comparison.works import Mapper
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import CaseError, QuestionError
from phaseline.game.answer import answer
from phaseline.game.spec import Game

Concept = Literal["evaluate", "commit", "no_commitment"]


def game(case: Case, ladder: str, *, line: str = "union", reading: str = "") -> Game:
    """
    Give the game of one completed ladder, at the best values of all assumptions.

    Args:
        case: The case.
        ladder: The id of the ladder as it is completed.
        line: The id of a red line, `union` or `intersection`.
        reading: The reading of the law under which consent is asked.

    Raises:
        QuestionError: There is no such ladder, red line or reading, or a number is missing.
    """
    variant = base_setting(case, policy_of(case, ladder), line, reading=reading)
    return game_of(variant, best_values(case))


def solve(
    spec: Game, *, concept: Concept | None = None, tick: Callable[[str], None] = lambda _: None
) -> Mapping[str, Any]:
    """
    Solve a game.

    Args:
        spec: The game, as `game` gives it.
        concept: `evaluate`, `commit` or `no_commitment`; what the game itself asks for if left out.
        tick: Told what is being done.

    Returns:
        The answer by key, as docs/reference/game-answer.md lists them.

    Raises:
        QuestionError: The concept is unknown or does not fit the game.
        EngineError: The game did not settle.
    """
    if concept is not None and concept not in get_args(Concept):
        raise QuestionError(
            f"found the concept {concept!r}; expected one of {', '.join(get_args(Concept))}"
        )
    asked = replace(spec, solve=replace(spec.solve, concept=concept)) if concept else spec
    return answer(asked, tick=tick)


def at_best(case: Case) -> Mapping[str, float]:
    """
    Give by how much each completed ladder changes the time across the line beside the yardstick, at
    the best values of all assumptions [period]: the quickest answer to a what-if.

    Raises:
        QuestionError: The case holds no game, or a number is missing.
        EngineError: A game did not settle.
    """
    return changes_at_best(case)


def changes_of(
    case: Case,
    courses: Iterable[str],
    *,
    draws: int = DRAWS,
    tick: Callable[[str], None] = lambda _: None,
) -> Iterator[DrawnChange]:
    """
    Give what completed ladders change of the time across the line over all draws, one after
    another: what `compare` says of them, before all are played in full.

    Args:
        case: The case.
        courses: The ids of the completed ladders, in the order in which they are wanted.
        draws: How many draws of the assumptions the ranges rest on.
        tick: Told what is being done.

    Raises:
        QuestionError: There is no such ladder, the case holds no game, or a number is missing.
        EngineError: A game did not settle.
    """
    return course_changes(case, courses, draws=draws, tick=tick)


def what_did_it(
    where: str | Path, changes: Mapping[str, str], *, tick: Callable[[str], None] = lambda _: None
) -> MovedCourse | None:
    """
    Give the course that a what-if moves most at the best values of all assumptions, and the share
    of each of its changes in that.

    Args:
        where: A folder, a file, or the name of a shipped case.
        changes: The new values by address, as `open_case` takes them.
        tick: Told what is being done, before each set of the changes is played.

    Returns:
        The course; None where none is moved, where there are fewer than two changes or more than
        four, or where some of them make no case that can be played without the others.

    Raises:
        EngineError: A game did not settle.
    """
    addresses = sorted(changes)
    if not 1 < len(addresses) <= MOST_TOLD_APART:
        return None
    corners = []
    for number in range(2 ** len(addresses)):
        tick("asking which change did it")
        some = {name: changes[name] for bit, name in enumerate(addresses) if number >> bit & 1}
        try:
            corners.append(at_best(case_of(open_case(where, changes=some))))
        except (CaseError, QuestionError):
            return None
    return most_moved(corners, addresses)


def compare(
    case: Case,
    *,
    draws: int = DRAWS,
    depth: Depth | None = None,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> LadderComparison:
    """
    Put every completed ladder of a case to the game, and judge the claims; figures are not
    rounded yet, so that what is worked out from them rests on all their digits.

    Args:
        case: The case.
        draws: How many draws of the assumptions the ranges rest on.
        depth: How much is worked out; all of it if left out.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, or a number is missing.
        EngineError: A game did not settle.
    """
    return contest(case, depth=depth or Depth(), draws=draws, mapper=mapper, tick=tick)


def judge(
    case: Case, *, claims: Sequence[str] = (), draws: int = DRAWS, mapper: Mapper = map
) -> Judgement:
    """
    Hold what the papers claim against the game of a case, and play nothing that no claim asks
    about; figures are not rounded yet.

    Args:
        case: The case.
        claims: The ids of the claims; all of them if left out.
        draws: How many draws of the assumptions they are held against.
        mapper: Applies a function to names; one that uses several processors is faster.

    Raises:
        QuestionError: The case holds no game, or a number is missing.
        EngineError: A game did not settle.
    """
    return judgement(case, claims=claims, draws=draws, mapper=mapper)
