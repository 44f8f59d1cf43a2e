"""Several valuations of a case side by side: what each gives, as columns of plain numbers."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeAlias, TypeVar, cast

from phaseline.desk.estimates.drawn_values import DrawnValues
from phaseline.desk.estimates.valuation import Valuation
from phaseline.errors import QuestionError

T = TypeVar("T")
Column: TypeAlias = list[float]  # a number for each of several valuations; never written into
FEWEST_AT_ONCE = 8  # of fewer valuations a formula is worked out sooner for each alone


class ValuationColumns:
    """
    Several valuations of one case, with formulas worked out for all of them at once: what a formula
    says and what stands at its addresses is asked once, and not for each draw.

    They are plain numbers, the very ones that each valuation gives; what is not worked out for all
    of them at once, such as a number that some of them lack, each works out alone.

    Args:
        draws: The valuations, one at least, all of the same case.
    """

    __slots__ = ("_drawn", "_known", "case", "draws")

    def __init__(self, draws: Sequence[Valuation]) -> None:
        self.draws, self.case = tuple(draws), draws[0].case
        self._known: dict[str, Column] = {}
        self._drawn = DrawnValues(self.case, [values.values for values in draws])

    def same(self, entry: T) -> list[T]:
        """Give a column of what is the same for all valuations (draw)."""
        return [entry] * len(self.draws)

    def of(self, text: str) -> Column:
        """
        Work out a formula over addresses, in base units (draw); nothing is 0.

        Raises:
            QuestionError: It leads to no number; the message names the address.
        """
        if text not in self._known:
            self._known[text] = self._column(text)
        return self._known[text]

    def _column(self, text: str) -> Column:
        if len(self.draws) >= FEWEST_AT_ONCE:
            with suppress(QuestionError):  # each draw alone says what is wrong with it
                column: Column = self._drawn.of(text).tolist()
                return column
        return [values.of(text) for values in self.draws]

    def once(self, by: object, work: Callable[[], Sequence[T]]) -> list[T]:
        """
        Make something once for each of these valuations (draw): what one of them has of it stays.

        Args:
            by: All that it hangs on beside the valuation.
            work: Makes it for all of them.
        """
        parts = [values.parts.get(by) for values in self.draws]
        if any(part is None for part in parts):
            new = zip(self.draws, work(), strict=True)
            parts = [values.parts.setdefault(by, part) for values, part in new]
        return cast("list[T]", parts)
