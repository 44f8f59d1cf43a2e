"""The answer to a published model, key by key."""

from collections.abc import Mapping

from phaseline.game.answer import answer
from phaseline.game.published.crisis import crisis_answer
from phaseline.game.published.dyad import dyad_answer
from phaseline.game.published.read import Model
from phaseline.game.published.reputation import reputation_answer
from phaseline.game.published.spec import Crisis, Dyad, Suspects, Textbook
from phaseline.game.published.suspects import suspects_answer
from phaseline.game.published.table import table_answer
from phaseline.game.published.watching import watching_answer
from phaseline.game.spec import Game


def model_answer(model: Model | Game) -> Mapping[str, object]:
    """
    Solve a published model, or a game, and answer it in full.

    Args:
        model: The model; its file was read without errors.
    """
    match model:
        case Crisis():
            return dict(crisis_answer(model))
        case Dyad():
            return dict(dyad_answer(model))
        case Suspects():
            return suspects_answer(model)
        case Textbook():
            return _textbook_answer(model)
        case Game():
            return answer(model)


def _textbook_answer(textbook: Textbook) -> Mapping[str, object]:
    """Answer the one form that a textbook model has."""
    if textbook.table is not None:
        return {"form": "table", **table_answer(textbook.table)}
    if textbook.watching is not None:
        return {"form": "watching", **watching_answer(textbook.watching)}
    if textbook.reputation is not None:
        return {"form": "reputation", **reputation_answer(textbook.reputation)}
    return {}
