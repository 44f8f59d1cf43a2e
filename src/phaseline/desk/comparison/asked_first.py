"""
The ladders of a case with consent asked for beforehand, and asked for when a rung is called.
"""

from phaseline.case.games import policy_of
from phaseline.case.model.case import Case
from phaseline.desk.comparison.draws import DRAWS, design
from phaseline.desk.comparison.game_of_case import games_of
from phaseline.desk.comparison.leakage import AskedConsent, asked_consent, effect_of
from phaseline.desk.comparison.study import base_setting
from phaseline.game.asking import asks_first, waits_for_consent
from phaseline.terms.record import record


@record
class LadderAsked:
    """
    A completed ladder, asking for consent at both times.

    Args:
        policy: The id of the completed ladder.
        consent: What it changes, asking first and when called; None where none may be refused.
        horizon: How many periods are played.
        draws: How many draws of the assumptions there are.
    """

    policy: str
    consent: AskedConsent | None
    horizon: int
    draws: int


def ladder_asked(case: Case, name: str, *, draws: int = DRAWS) -> LadderAsked:
    """
    Ask for the consent of a completed ladder at both times.

    Args:
        case: The case.
        name: The id of the completed ladder.
        draws: How many draws of the assumptions.

    Raises:
        QuestionError: There is no such ladder, a number is missing, too many states can be reached,
            or that many draws cannot be made.
        EngineError: A policy did not settle.
    """
    plan, setting = design(case, count=draws), base_setting(case, policy_of(case, name))
    games = games_of((setting, values) for values in plan.draws)
    waits = any(waits_for_consent(game) or asks_first(game) for game in games)
    return LadderAsked(
        policy=name,
        consent=asked_consent(games, effect_of(games)) if waits else None,
        horizon=max(case.horizon),
        draws=draws,
    )
