"""
What a machine of a cluster does for a study: one part, if it is of the same make as who asks.

It knows nothing of how it was reached: it takes plain data and gives plain data back.
"""

import pickle
import threading
import zlib
from collections.abc import Mapping
from functools import lru_cache

from phaseline.case.model.case import Case
from phaseline.cli.kernels import settle_kernels
from phaseline.errors import EngineError
from phaseline.explore.parts import difference
from phaseline.explore.running import part_columns
from phaseline.explore.study import StudyPlan
from phaseline.game.arrays import Floats

_alone = threading.Lock()  # a worker may have several threads: a game is solved in one


def sealed(case: Case, plan: StudyPlan) -> bytes:
    """Pack what a study is made of, to be sent with the name of each part."""
    return zlib.compress(pickle.dumps((case, plan)))


def part_of(job: bytes, wanted: Mapping[str, str], name: str) -> Mapping[str, Floats]:
    """
    Work out one part of a study here.

    Args:
        job: The study, as it was sealed.
        wanted: The make of who asks, as `makes` says it.
        name: The name of the part.

    Returns:
        By name of the column (draw, or point of the probe).

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: This process is of another make, or a game did not settle.
    """
    if words := difference(wanted):
        raise EngineError(f"a worker is of another make: it has {words}")
    with _alone:
        settle_kernels(threads=1, tell=_nobody)
        case, plan = _opened(job)
        return part_columns(case, plan, name)


def _nobody(_: str) -> None:
    """Tell a log of a machine that nobody reads nothing."""


@lru_cache(maxsize=2)
def _opened(job: bytes) -> tuple[Case, StudyPlan]:
    # who asks has the same rights here as the scheduler, which runs what it is sent
    case, plan = pickle.loads(zlib.decompress(job))  # noqa: S301
    return case, plan
