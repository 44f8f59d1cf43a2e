"""
Whom each ladder of a case deters, and from what: the case's game at the best values and over draws
of its assumptions, with those who decide told apart where the case tells them apart.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from phaseline.case.games import policy_of, setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GameController
from phaseline.desk.comparison.draws import Design, design, require_draws
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.leakage import leaking_ladders
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.comparison.works import Mapper
from phaseline.desk.estimates.percentiles import DrawRange, range_of
from phaseline.desk.estimates.valuation import Valuation, best_values
from phaseline.errors import QuestionError
from phaseline.game.corners import ReplyCorner
from phaseline.game.spec import Game
from phaseline.game.whom import Hold, Whom, whom
from phaseline.terms.record import record
from phaseline.terms.ties import is_more

WHOM_DRAWS = 16  # each is played from both corners, for all types of all who decide
_TOGETHER = 4  # draws that one worker plays
_AT_BEST = "best"


@record
class HoldRange:
    """
    What a ladder takes from one who decides, for crossing on one track, over draws.

    Args:
        challenger: The id of who decides.
        track: The id of the track of the game.
        takes: What all rungs together take [M].
        gain: What crossing gains beside that [M].
        outweighs: In how many draws crossing gains something, and the ladder takes more.
    """

    challenger: str
    track: str
    takes: DrawRange
    gain: DrawRange
    outweighs: int


@record
class CornerRanges:
    """
    What replies from one corner come to over draws.

    Args:
        settled: In how many draws something is found, for some types at least; the ranges are of
            these.
        holds: What keeps each off each track; none where nothing is found in any draw.
        across: For how many periods each is across, as a mean over the types [period].
    """

    settled: int
    holds: tuple[HoldRange, ...]
    across: Mapping[str, DrawRange]


@record
class WhomRanges:
    """
    Whom a ladder deters, and from what, over draws of the assumptions.

    Args:
        draws: How many draws there are.
        unique: In how many both corners lead to the same, whatever the types.
        corners: What replies from each corner come to.
    """

    draws: int
    unique: int
    corners: Mapping[ReplyCorner, CornerRanges]


@record
class LadderWhom:
    """
    Whom one completed ladder deters, and from what.

    Args:
        policy: The id of the completed ladder.
        answer: The answer at the best values; None where its game is too large.
        refusal: Why there is none; empty where there is one.
        ranges: The same over draws; None where no draws are asked for, or there is no answer.
    """

    policy: str
    answer: Whom | None
    refusal: str = ""
    ranges: WhomRanges | None = None


def whom_game(case: Case, ladder: str, values: Valuation | None = None) -> Game:
    """
    Give the game of one completed ladder.

    Args:
        case: The case.
        ladder: The id of the completed ladder.
        values: What the assumptions are worth; their best values if left out.

    Raises:
        QuestionError: There is no such ladder, or a number is missing.
    """
    setting = replace(base_setting(case, policy_of(case, ladder)), are_several=True)
    return game_of(setting, values or best_values(case))


def whom_design(case: Case, *, draws: int = WHOM_DRAWS) -> Design:
    """
    Draw what the game rests on, and what those who decide rest on beside it.

    Raises:
        QuestionError: The case holds no game, or that many draws cannot be made.
    """
    numbers = [text for decider in setup_of(case).challengers for text in _formulas(decider)]
    return design(case, count=draws, further=numbers)


def _formulas(decider: GameController) -> Iterator[str]:
    """Give the formulas of one who decides."""
    yield from filter(None, (decider.share, decider.disaster))
    yield from (gain.number for gain in decider.joint_gains)
    for kind in decider.types:
        yield kind.weight
        yield from (gain.number for gain in kind.gains)
        yield from (gain.number for gain in kind.joint_gains)


def whom_of(
    case: Case,
    *,
    ladder: str = "",
    draws: int = WHOM_DRAWS,
    mapper: Mapper = map,
    tick: Callable[[str], None] = lambda _: None,
) -> tuple[LadderWhom, ...]:
    """
    Say whom each completed ladder deters, and from what.

    Args:
        case: The case.
        ladder: The id of one completed ladder; all but the yardstick if left out.
        draws: How many draws of the assumptions the ranges rest on.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told what is being done.

    Raises:
        QuestionError: The case holds no game, there is no such ladder, or it is the yardstick; a
            ladder that is asked for alone is too large; that many draws cannot be made.
        EngineError: A game did not settle.
    """
    require_draws(draws)
    names = leaking_ladders(case, ladder)
    plan = whom_design(case, draws=draws)
    parts = (_AT_BEST, *map(str, range(0, draws, _TOGETHER)))
    tasks = [f"{name} {part}" for name in names for part in parts]
    answers: dict[str, list[tuple[Whom | str, ...]]] = {name: [] for name in names}
    for done, (task, answer) in enumerate(
        zip(tasks, mapper(partial(_task, case, plan), tasks), strict=True), start=1
    ):
        answers[task.split()[0]].append(answer)
        tick(f"asking whom: {done} of {len(tasks)} parts done")
    ladders = tuple(_ladder(name, done_parts) for name, done_parts in answers.items())
    if ladder and ladders[0].refusal:
        raise QuestionError(ladders[0].refusal)
    return ladders


def _task(case: Case, plan: Design, task: str) -> tuple[Whom | str, ...]:
    """Answer a ladder at the best values, or in some of the draws."""
    name, part = task.split()
    if part == _AT_BEST:
        ladder = ladder_whom(case, name)
        return (ladder.refusal if ladder.answer is None else ladder.answer,)
    some = plan.draws[int(part) : int(part) + _TOGETHER]
    return tuple(_drawn(case, name, values) for values in some)


def _drawn(case: Case, name: str, values: Valuation) -> Whom | str:
    try:
        return whom(whom_game(case, name, values), asks_through=False)
    except QuestionError as error:
        return f"{name}: {error}"


def ladder_whom(case: Case, name: str) -> LadderWhom:
    """
    Answer one ladder at the best values; one whose game is too large has the reason in place of an
    answer.

    Args:
        case: The case.
        name: The id of the completed ladder.

    Raises:
        QuestionError: There is no such ladder, or a number is missing.
        EngineError: A game did not settle.
    """
    game = whom_game(case, name)
    try:
        answer = whom(game)
    except QuestionError as error:
        return LadderWhom(policy=name, answer=None, refusal=f"{name}: {error}")
    return LadderWhom(policy=name, answer=replace(answer, title=game.title))


def _ladder(name: str, parts: Sequence[tuple[Whom | str, ...]]) -> LadderWhom:
    """Put an answer and its draws together; what is too large in one of them is too large."""
    (best,), *drawn = parts
    answers = [answer for part in drawn for answer in part]
    refusal = next((answer for answer in (best, *answers) if isinstance(answer, str)), "")
    whole = [answer for answer in answers if isinstance(answer, Whom)]
    if refusal or isinstance(best, str):
        return LadderWhom(policy=name, answer=None, refusal=refusal)
    return LadderWhom(policy=name, answer=best, ranges=whom_ranges(whole))


def whom_ranges(answers: Sequence[Whom]) -> WhomRanges:
    """
    Say between what the answers of draws lie.

    Args:
        answers: One answer a draw, of one ladder.
    """
    return WhomRanges(
        draws=len(answers),
        unique=[answer.is_unique for answer in answers].count(True),
        corners={corner: _corner_ranges(answers, corner) for corner in ReplyCorner},
    )


def _corner_ranges(answers: Sequence[Whom], corner: ReplyCorner) -> CornerRanges:
    settled = [answer for answer in answers if answer.holds[corner]]
    rows = zip(*(answer.holds[corner] for answer in settled), strict=True)
    across = [answer.across(corner) for answer in settled]
    return CornerRanges(
        settled=len(settled),
        holds=tuple(map(_hold_range, rows)),
        across={
            name: range_of(np.array([periods[name] for periods in across]))
            for name in (settled[0].controls if settled else ())
        },
    )


def _hold_range(holds: Sequence[Hold]) -> HoldRange:
    outweighed = [is_more(hold.whole, hold.gain) and is_more(hold.gain, 0) for hold in holds]
    return HoldRange(
        challenger=holds[0].challenger,
        track=holds[0].track,
        takes=range_of(np.array([hold.whole for hold in holds])),
        gain=range_of(np.array([hold.gain for hold in holds])),
        outweighs=outweighed.count(True),
    )
