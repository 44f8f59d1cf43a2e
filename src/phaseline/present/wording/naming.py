"""What an answer calls those who decide, their kinds, tracks and rungs: by a case, or by id."""

from collections.abc import Callable
from functools import partial

from phaseline.case.games import setup_of
from phaseline.case.model.case import Case
from phaseline.case.model.play import GameController
from phaseline.game.folding import ALONE
from phaseline.present.wording.words import Words
from phaseline.terms.record import record


def _by_id(name: str) -> str:
    return name


def _alone(name: str) -> str:
    """Give the id of one who decides; a common noun for one who is alone."""
    return f"the {name}" if name == ALONE else name


def _kind_by_id(_who: str, name: str) -> str:
    return name


@record
class Naming:
    """
    What is called how within a sentence; by id where a game file, which has no titles, is told.

    Args:
        decider: Gives the name of one who decides, by its id.
        kind: Gives what a kind of challenger is, by the id of who decides and its own.
        track: Gives what a track of the game is about, by its id.
        rung: Gives the title of a rung, by its id.
    """

    decider: Callable[[str], str] = _alone
    kind: Callable[[str, str], str] = _kind_by_id
    track: Callable[[str], str] = _by_id
    rung: Callable[[str], str] = _by_id


BY_ID = Naming()


def naming_of(case: Case, policy: str) -> Naming:
    """
    Give what a case calls what a completed ladder is told about.

    Args:
        case: The case.
        policy: The id of the completed ladder.

    Raises:
        QuestionError: The case holds no game.
    """
    words = Words(case)
    return Naming(
        decider=partial(_decider, words),
        kind=partial(_kind, case),
        track=words.played_track,
        rung=partial(words.rung, policy),
    )


def _controller(case: Case, name: str) -> GameController | None:
    return setup_of(case).challengers.get(name)


def _decider(words: Words, name: str) -> str:
    """Name the actor who decides; one who is alone is the challenger of the case."""
    controller = _controller(words.case, name)
    return words.actor(controller.actor if controller else words.case.challenger)


def _kind(case: Case, who: str, name: str) -> str:
    """Give the title of a kind: one of its own, else one of the game."""
    controller = _controller(case, who)
    own = controller.types if controller and controller.types else setup_of(case).types
    return own[name].title if name in own.ids else name
