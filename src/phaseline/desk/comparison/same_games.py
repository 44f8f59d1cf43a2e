"""
Which pairs of ladder and draw come to the same game, before any of them is solved.

In a class of ladders many do: where nobody consents to a rung, ladders that differ in it alone are
one; and what a form says is often said already. A game is solved by one of several processes, and
those that are the same need not meet in one: so all are told apart first, and each is made by the
process that solves it.

To tell games apart, no game is made of a member: its policy is the part that differs from member to
member, hardly from draw to draw; all else of it differs from draw to draw, and is the same for all
members that play the same rungs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from phaseline.case.read import uncollected
from phaseline.desk.comparison.game_of_case import GameVariant, before_shape, games_of
from phaseline.desk.comparison.search_space import MemberShape
from phaseline.desk.estimates.valuation import Valuation
from phaseline.game.ahead import made_ready
from phaseline.game.arrays import Ints
from phaseline.game.barred_rungs import policy_without, stand_ins_of
from phaseline.game.sameness import PartNumbers
from phaseline.game.spec import Game, Policy, RungSpec
from phaseline.game.spelling import spelt_policy
from phaseline.terms.record import record

_AT_ONCE = 1024  # games that are held at once
_NO_POLICY = Policy()
_Shape = Callable[[Game], Game] | None
_Ids = tuple[int, int, int]  # of a policy, what it is shaped by, and which rungs stand in


def game_numbers(pairs: Sequence[tuple[GameVariant, Valuation]]) -> Ints:
    """
    Number the games of ladders, barred rungs taken out and policies spelt in one way: those that
    are equal, field by field, have the same number, and no others (pair).

    Args:
        pairs: The ladders, each with its values.

    Raises:
        QuestionError: A number is missing.
    """
    settings = {id(setting): setting for setting, _ in pairs}
    keys = {key: before_shape(setting) for key, setting in settings.items()}
    written: dict[tuple[int, ...], dict[int, list[int]]] = {}  # by setting and draw, the places
    for place, (setting, values) in enumerate(pairs):
        written.setdefault(keys[id(setting)], {}).setdefault(id(values), []).append(place)
    known, numbers = _GameNumbers(), np.zeros(len(pairs), dtype=np.int64)
    for draws in written.values():
        listed = [*draws.values()]
        for first in range(0, len(listed), _AT_ONCE):
            some = listed[first : first + _AT_ONCE]
            setting = replace(pairs[some[0][0]][0], shape=None)
            with uncollected():  # all of them are in use
                games = games_of((setting, pairs[places[0]][1]) for places in some)
                for game, places in zip(games, some, strict=True):
                    shapes = [pairs[place][0].shape for place in places]
                    numbers[places] = [known.of(game, shape) for shape in shapes]
            known.let_go()
    return numbers


class _GameNumbers:
    """Numbers of games, of what they are before they are shaped: equal games have the same."""

    def __init__(self) -> None:
        self._parts = PartNumbers()
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._rests: dict[tuple[int, int], _Rest] = {}
        self._policies: dict[_Ids, tuple[int, object]] = {}  # held, so that ids last

    def of(self, game: Game, shape: _Shape) -> int:
        """
        Give the number of a game, barred rungs taken out and its policy spelt in one way.

        Args:
            game: The game before it is shaped.
            shape: What it is then shaped by; None if by nothing.
        """
        if shape is not None and not isinstance(shape, MemberShape):
            game, shape = shape(game), None
        rungs = shape.rungs(game.ladder.rungs) if shape else game.ladder.rungs
        rest = self._rests.get((id(game), id(rungs))) or self._rest(game, rungs)
        monitor = shape.monitor(game.monitor) if shape else game.monitor
        own = rest.number, self._policy(game, shape, rest), self._parts.of(monitor)
        return self._numbers.setdefault(own, len(self._numbers))

    def let_go(self) -> None:
        """Hold no game any longer; numbers stay what they are."""
        self._parts.let_go()
        self._rests.clear()
        self._policies.clear()

    def _policy(self, game: Game, shape: MemberShape | None, rest: "_Rest") -> int:
        """Number the policy of a game, which many draws share."""
        policy = game.ladder.policy
        key = id(policy), id(shape), id(rest.moved)
        known = self._policies.get(key)
        if known is None:
            number = self._parts.of(_ready_policy(policy, shape, rest.moved))
            known = self._policies[key] = number, (policy, shape, rest.moved)
        return known[0]

    def _rest(self, game: Game, rungs: tuple[RungSpec, ...]) -> "_Rest":
        """Number all of a game with these rungs but its policy and its monitor."""
        ladder = replace(game.ladder, rungs=rungs, policy=_NO_POLICY)
        ready = made_ready(replace(game, ladder=ladder, monitor=None))
        rest = _Rest(
            held=(game, rungs),
            number=self._parts.of(ready),
            moved=stand_ins_of(rungs),
        )
        self._rests[id(game), id(rungs)] = rest
        return rest


@record
class _Rest:
    """
    A game without what differs from member to member.

    Args:
        held: The game and its rungs, held so that they keep their identities.
        number: The number of all else.
        moved: Which rungs stand in for which; for none if none is barred.
    """

    held: tuple[Game, tuple[RungSpec, ...]]
    number: int
    moved: Mapping[str, str] | None


def _ready_policy(
    policy: Policy, shape: MemberShape | None, moved: Mapping[str, str] | None
) -> Policy:
    """Give a policy once it is shaped, rungs are taken out of it, and it is spelt in one way."""
    if shape is not None:
        policy = shape.policy(policy)
    if moved is not None:
        policy = policy_without(policy, moved)
    return spelt_policy(policy)
