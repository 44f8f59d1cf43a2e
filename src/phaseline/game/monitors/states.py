"""The states of a monitor, from quiet to loud, and how a report leads from one to the next."""

from collections.abc import Callable
from typing import TypeAlias

from phaseline.game.bounds import Bounds
from phaseline.terms.record import record

MOST_NODES = 2_001
MOST_COUNTS = 200
COUNTS = "counts of the monitor in one direction"

State: TypeAlias = str | float
Labels: TypeAlias = tuple[str, ...]  # from quiet to loud
Rule = Callable[[int, int], int]  # the next state, from the places of a state and of a label


@record
class Automaton:
    """
    How a monitor goes on, where nothing but the state and the label counts.

    Args:
        states: Its states, from quiet to loud.
        origin: The place of the state in which it starts, where the file names none.
        following: Gives the place of the next state.
    """

    states: tuple[State, ...]
    origin: int = 0
    following: Rule


@record
class Scale:
    """
    The states of a monitor, from quiet to loud.

    Args:
        words: The states, where they are words.
        bounds: The bounds of the states, where they are numbers.
    """

    words: tuple[str, ...] = ()
    bounds: Bounds | None = None

    def place(self, value: object) -> float | None:
        """Give how loud a state is; None where it is none."""
        if self.bounds is None:
            return (
                self.words.index(value) if isinstance(value, str) and value in self.words else None
            )
        return value if isinstance(value, int | float) and self.bounds.holds(value) else None
