"""All checks of a game in one pass."""

from math import isinf

from phaseline.game.bounds import LARGEST, Bounds
from phaseline.game.check.asked import check_responder, check_solve, check_start, check_time
from phaseline.game.check.challenger import check_challenger
from phaseline.game.check.challengers import check_challengers
from phaseline.game.check.ladder import check_ladder
from phaseline.game.check.measures import check_measures
from phaseline.game.check.monitor import check_monitor
from phaseline.game.check.offer import check_offer
from phaseline.game.check.sizes import check_parts, check_states
from phaseline.game.flaws import Flaw, Flaws, numbers
from phaseline.game.spec import Game

MAGNITUDE = Bounds(
    says=f"a number between -{LARGEST:.0e} and {LARGEST:.0e}",
    such_as="1",
    low=-LARGEST,
    high=LARGEST,
)


def game_diagnostics(game: Game) -> tuple[Flaw, ...]:
    """
    Give everything that is wrong with a game and that its records cannot say.

    Where there is too much of something, nothing else is looked at; where two tracks or two rungs
    have one name, nothing else is said, for it could be about either.
    """
    flaws = Flaws(game)
    check_parts(flaws, game)
    if flaws.found:
        return tuple(flaws.found)
    flaws.once(
        ("challenger", "tracks"),
        [track.id for track in game.challenger.tracks],
        "track",
        field="id",
    )
    flaws.once(("ladder", "rungs"), flaws.rungs, "rung", field="id")
    if flaws.found:
        return tuple(flaws.found)
    check_time(flaws, game)
    check_challenger(flaws, game)
    check_challengers(flaws, game)
    check_monitor(flaws, game)
    check_ladder(flaws, game)
    check_measures(flaws, game)
    check_responder(flaws, game)
    check_start(flaws, game)
    check_solve(flaws, game)
    check_offer(flaws, game)
    _check_magnitudes(flaws, game)
    if not flaws.found:
        check_states(flaws, game)
    return tuple(flaws.found)


def _check_magnitudes(flaws: Flaws, game: Game) -> None:
    """
    Refuse numbers that no unit of payoff needs; what is out of its own bounds is told already.
    """
    flawed_paths = {flaw.path for flaw in flaws.found}
    for path, number in numbers(game):
        if not isinf(number) and path not in flawed_paths:
            flaws.bounded(path, number, MAGNITUDE)
