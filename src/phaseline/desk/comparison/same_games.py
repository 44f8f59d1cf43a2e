"""
Which pairs of ladder and draw come to the same game, before any of them is solved.

In a class of ladders many do: where nobody consents to a rung, ladders that differ in it alone are
one; and what a form says is often said already. A game is solved by one of several processes, and
those that are the same need not meet in one: so all are made and told apart first, in a small part
of the time that solving them takes, and each is made again by the process that solves it.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from phaseline.case.read import uncollected
from phaseline.desk.comparison.game_of_case import GameVariant, games_of
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.ahead import made_ready
from phaseline.game.arrays import Ints
from phaseline.game.sameness import PartNumbers

_AT_ONCE = 4096  # games that are held at once


def game_numbers(pairs: Sequence[tuple[GameVariant, Valuation]]) -> Ints:
    """
    Number the games of ladders, barred rungs taken out and policies spelt in one way: those that
    are equal, field by field, have the same number, and no others (pair).

    Args:
        pairs: The ladders, each with its values.

    Raises:
        QuestionError: A number is missing.
    """
    by_policy: dict[int, list[int]] = {}  # those that are written together stand together
    for place, (setting, _) in enumerate(pairs):
        by_policy.setdefault(id(setting.policy), []).append(place)
    order = [*chain.from_iterable(by_policy.values())]
    known, numbers = PartNumbers(), np.zeros(len(pairs), dtype=np.int64)
    for first in range(0, len(order), _AT_ONCE):
        places = order[first : first + _AT_ONCE]
        with uncollected():  # all of them are in use
            games = map(made_ready, games_of(pairs[place] for place in places))
            numbers[places] = [*map(known.of, games)]
        known.let_go()
    return numbers
