"""
The class of ladders that is searched: it varies a policy of the game, by rungs that it has and
counts that can be counted.
"""

from collections.abc import Sequence

from phaseline.case.addresses import Path
from phaseline.case.check.game_names import GameNames
from phaseline.case.model.play import Search

MOST = 200  # reports that a monitor counts, and periods that a rung stays


def check_search(board: GameNames) -> None:
    """Report a class that names what there is not, or that holds no member."""
    search = board.setup.search
    if search is None:
        return
    path = (*board.at, "search")
    if board.policy((*path, "policy"), search.policy):
        _check_rungs(board, (*path, "leave_out"), search)
    board.some((*path, "counts"), search.counts, 1, "count")
    _check_numbers(board, (*path, "counts"), search.counts, 1)
    _check_numbers(board, (*path, "dwell"), search.dwell, 0)


def _check_rungs(board: GameNames, path: Path, search: Search) -> None:
    policy = board.policies[search.policy]
    rungs = board.rungs(policy)
    for index, rung in enumerate(search.leave_out if rungs else ()):
        board.known(
            (*path, index),
            rung,
            rungs[1:],
            f"rungs of {policy.id} above the lowest, which is in force from the beginning",
        )
    board.once(path, search.leave_out, "rung")


def _check_numbers(board: GameNames, path: Path, numbers: Sequence[int], least: int) -> None:
    for index, number in enumerate(numbers):
        if not least <= number <= MOST:
            board.pen.error(
                "PL410",
                (*path, index),
                f"{path[-1]}: found {number}",
                expected=f"a whole number from {least} to {MOST}",
                fix="correct the number, or remove it",
            )
    board.once(path, [str(number) for number in numbers], "number")
