"""
What a machine of a cluster does for a study: one part, if it is of the same make as who asks.

It knows nothing of how it was reached: it takes plain data and gives plain data back.
"""

import pickle
import threading
import zlib
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from phaseline import __version__
from phaseline.case.model.case import Case
from phaseline.cli.kernels import settle_kernels
from phaseline.errors import EngineError
from phaseline.explore.running import part_columns
from phaseline.explore.study import StudyPlan
from phaseline.game.arrays import Floats

_PACKAGE = Path(__file__).parents[1]
_DRAWING = ("numpy", "scipy")  # a stream of another version may be another one
_MARK = 12  # letters of a hash that are told

_alone = threading.Lock()  # a worker may have several threads: a game is solved in one


def sealed(case: Case, plan: StudyPlan) -> bytes:
    """Pack what a study is made of, to be sent with the name of each part."""
    return zlib.compress(pickle.dumps((case, plan)))


@lru_cache(maxsize=1)
def makes() -> Mapping[str, str]:
    """
    Say what the numbers of a part hang on beside the case: the package, by the hash of its modules
    too, and the libraries that draw.
    """
    total = sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        total.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return {
        "phaseline": f"{__version__} ({total.hexdigest()[:_MARK]})",
        **{name: version(name) for name in _DRAWING},
    }


def difference(wanted: Mapping[str, str]) -> str:
    """
    Say what is of another make here than wanted; nothing where all is the same.

    Args:
        wanted: As `makes` says it elsewhere.
    """
    here = makes()
    return ", ".join(
        f"{name} {here.get(name, 'missing')} in place of {make}"
        for name, make in wanted.items()
        if here.get(name) != make
    )


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
