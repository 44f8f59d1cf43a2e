"""
What it is worth to find something out before a course is chosen, over the draws of a study.

The same estimate as for the draws of an answer, of some ten or a thousand times as many: its error
shrinks with the root of their number, so that more worths stand out from it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.desk.comparison.information import (
    FEWEST_BLOCKS,
    FEWEST_DRAWS,
    DrawSample,
    InformationValue,
    directions,
    worth_by_assumption,
)
from phaseline.game.arrays import Floats, Ints

MOST_DRAWS = 100_000  # of a study that are looked at: beyond, the error is no longer what matters


def study_worths(
    tables: Mapping[str, Floats],
    courses: Sequence[str],
    inputs: Mapping[str, Floats],
    structural: Sequence[str],
) -> tuple[InformationValue, ...]:
    """
    Say what finding out is worth from each point of view; nothing where there are too few draws or
    courses to say it with its error.

    It is reckoned from the course that is best on average by however little: whoever finds nothing
    out has to choose one, and of two that are level either gives the same worth. That is no claim
    that it leads, for which a lead has to be longer than a twentieth of a period.

    Args:
        tables: What each course changes beside the baseline, more being better, by point of view
            (course, draw).
        courses: The ids of the courses.
        inputs: The values of each assumption (draw).
        structural: The assumptions that are whole periods and counts.
    """
    count = next(iter(tables.values())).shape[1]
    # copies, for a view would hold the whole column
    seen = {name: column[:MOST_DRAWS].copy() for name, column in inputs.items()}
    blocks = _blocks([seen[name] for name in structural], min(count, MOST_DRAWS))
    if len(courses) < 2 or count < FEWEST_DRAWS or len(np.unique(blocks)) < FEWEST_BLOCKS:
        return ()
    sample = DrawSample(blocks=blocks, even=directions([*seen.values()], len(blocks)))
    return tuple(
        worth_by_assumption(viewpoint, courses, table[:, :MOST_DRAWS], seen, sample)
        for viewpoint, table in tables.items()
    )


def _blocks(columns: Sequence[Floats], count: int) -> Ints:
    """Number draws by their whole periods and counts; each alone where there are none (draw)."""
    if not columns:
        return np.arange(count, dtype=np.int64)
    _, numbers = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
    return np.asarray(numbers, dtype=np.int64).ravel()
