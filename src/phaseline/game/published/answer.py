"""The answer to a published model, key by key."""

from collections.abc import Mapping

from phaseline.game.published.crisis import crisis_answer
from phaseline.game.published.dyad import dyad_answer
from phaseline.game.published.read import Model
from phaseline.game.published.spec import Crisis


def model_answer(model: Model) -> Mapping[str, object]:
    """
    Solve a published model and answer it in full.

    Args:
        model: The model; its file was read without errors.
    """
    return dict(crisis_answer(model) if isinstance(model, Crisis) else dyad_answer(model))
