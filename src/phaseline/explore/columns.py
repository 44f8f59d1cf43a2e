"""
The numbers of a study as columns over all its draws, read from its parts when they are asked for.

A million draws of a large case are more than a gigabyte, and nothing that is made of them needs
more than a few columns at once: as many are held as fit into a fixed room, so that memory grows
with the draws by the columns in hand alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from pathlib import Path
from types import MappingProxyType

import numpy as np

from phaseline.explore.parts import some_of
from phaseline.explore.study import input_column
from phaseline.game.arrays import Floats

ROOM = 2**28  # bytes of columns that are held: a hundred of them over 300,000 draws
_NUMBER = 8  # bytes
_NEXT = 1e-9  # of a whole number: what lies so close above it is it


class StudyColumns(Mapping[str, Floats]):
    """
    The columns of a study (draw), in the order of its chunks.

    Args:
        folder: The folder of the study.
        parts: The names of its chunks, which were found whole.
        names: The names of the columns.
        sizes: How many draws each chunk holds.
    """

    def __init__(
        self, folder: Path, parts: Sequence[str], names: Sequence[str], sizes: Sequence[int]
    ) -> None:
        self._folder, self._parts = folder, tuple(parts)
        self._places = {name: place for place, name in enumerate(names)}
        self._ends = np.cumsum([0, *sizes])
        self._together = max(1, ROOM // (_NUMBER * max(1, self.draws)))
        self._held: dict[str, Floats] = {}

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return int(self._ends[-1])

    def __getitem__(self, name: str) -> Floats:
        """
        Give a column (draw); those beside it are read with it.

        Raises:
            KeyError: There is no such column.
            EngineError: A part can no longer be read.
        """
        if name not in self._held:
            first = self._places[name] // self._together * self._together
            names = [*self._places][first : first + self._together]
            self._held = {}  # let go of before more is held
            self._held = self._read(names)
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names of the columns, in their order."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._places)

    def _read(self, names: Sequence[str]) -> dict[str, Floats]:
        columns = {name: np.empty(self.draws) for name in names}
        for place, part in enumerate(self._parts):
            rows = slice(*self._ends[place : place + 2].tolist())
            for name, column in zip(names, some_of(self._folder, part, names), strict=True):
                columns[name][rows] = column
        return columns


class DrawnInputs(Mapping[str, Floats]):
    """
    What was drawn of each assumption (draw), by its id, read when it is asked for.

    Args:
        columns: The columns of a study.
        inputs: The assumptions, in the order in which they are looked at.
        wholes: Those that are given as the game takes them, to the nearest whole number, each with
            how much one is.
    """

    def __init__(
        self,
        columns: Mapping[str, Floats],
        inputs: Sequence[str],
        wholes: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self._columns, self._inputs, self._wholes = columns, dict.fromkeys(inputs), wholes

    def __getitem__(self, name: str) -> Floats:
        """
        Give what was drawn of an assumption (draw).

        Raises:
            KeyError: It is none of them.
        """
        if name not in self._inputs:
            raise KeyError(name)
        column, size = self._columns[input_column(name)], self._wholes.get(name)
        return column if size is None else np.rint(column / size) * size

    def __iter__(self) -> Iterator[str]:
        """Give the assumptions, in their order."""
        return iter(self._inputs)

    def __len__(self) -> int:
        """How many assumptions there are."""
        return len(self._inputs)


def as_drawn(threshold: float, size: float) -> float:
    """
    Put a threshold among whole numbers where drawn ones cross it: what is drawn from one half below
    a whole number on counts as that.

    Args:
        threshold: From where on whole numbers count, in base units.
        size: How much one is, in base units.

    >>> as_drawn(2.0, 1.0), as_drawn(1.5, 1.0), as_drawn(9.0, 3.0)
    (1.5, 1.5, 7.5)
    """
    return (ceil(threshold / size - _NEXT) - 0.5) * size if np.isfinite(threshold) else threshold
