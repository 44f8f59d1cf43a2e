"""
Machines of a Dask cluster that work a study out; a door.

A worker is sent the study and the name of one part, and sends the numbers back: this process alone
writes, so that the machines need no folder in common. As many parts are under way as there are
workers. The scheduler hands a part on whose worker has ended; a part that takes too long, because
its worker hangs, is sent to another one from here, for no library tells that.
"""

import logging
import re
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phaseline.case.model.case import Case
from phaseline.cli.cluster_task import part_of, sealed
from phaseline.errors import EngineError, PhaselineError, QuestionError
from phaseline.explore.parts import makes, put, put_manifest
from phaseline.explore.study import StudyPlan
from phaseline.terms.record import record

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 1800.0  # seconds of one part: a thousand draws of a large case take a minute or two
TRIES = 3
_TALKERS = ("distributed", "tornado")
_ANSWER = 15.0  # seconds until somebody answers at an address, and until a worker is there
_LOOKS = 1.0  # seconds between two looks at what is under way
_STANDS = "the parts that are finished stand, and the same command goes on from them"


@record
class _Errand:
    """
    A part under way.

    Args:
        name: Its name.
        tries: How many times it was sent, this one counted.
        due: When it has taken too long [second of the monotonic clock].
    """

    name: str
    tries: int
    due: float


class DaskCluster:
    """
    The workers of one scheduler.

    Args:
        address: Of the scheduler, such as tcp://10.0.0.5:8786.
        patience: How long one part may take until it is sent to another worker [second].

    Raises:
        QuestionError: The address is none, or Dask is not installed.
    """

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        if not re.fullmatch(r"(tcp|tls)://[^/\s]+:\d+", address):
            raise QuestionError(
                f"--on: found {address!r}; expected the address of a Dask scheduler, such as"
                " tcp://10.0.0.5:8786"
            )
        _require_dask()
        self.address, self.patience = address, patience
        self._client: Client
        self._errands: dict[Future, _Errand] = {}
        self._stuck: set[str] = set()  # addresses of workers that a part took too long on

    def begin(self, case: Case, plan: StudyPlan, folder: Path) -> None:
        """
        Take a study up.

        Raises:
            QuestionError: Nobody answers at the address, or the folder cannot be used.
            EngineError: The scheduler has no worker, or the folder cannot be written.
        """
        from distributed import Client  # a second, on demand

        _silence()
        self._study, self._folder, self._job = plan.name, folder, sealed(case, plan)
        try:
            self._client = Client(
                self.address, timeout=_ANSWER, set_as_default=False, name="phaseline"
            )
        except (OSError, TimeoutError, ValueError, TypeError) as error:
            raise QuestionError(
                f"--on: no Dask scheduler answers at {self.address} ({_reason(error)}); start one:"
                " dask scheduler --no-dashboard"
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=_ANSWER)
        except TimeoutError as error:
            self.end()
            raise EngineError(
                f"the scheduler at {self.address} has no worker; start one: dask worker"
                f" {self.address} --no-dashboard --nthreads 1"
            ) from error
        put_manifest(folder, plan.manifest)  # not before: nothing is left where nobody answers

    def finished(self, names: Sequence[str]) -> Iterator[str]:
        """
        Work parts out, and give the name of each once it stands in the folder.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: A part failed again and again, a worker is of another make, or the
                scheduler has gone.
        """
        waiting = deque(_Errand(name=name, tries=1, due=0.0) for name in names)
        while waiting or self._errands:
            self._send(waiting)
            for future in self._done():
                errand = self._errands.pop(future)
                if self._is_kept(future, errand):
                    yield errand.name
                else:
                    waiting.appendleft(self._again(errand, "failed"))
            waiting.extendleft(self._late())

    def end(self) -> None:
        """Give up what is under way, and leave the cluster as it was."""
        for future in self._errands:
            future.cancel()
        self._errands.clear()
        self._client.close(timeout=2)

    def _send(self, waiting: deque[_Errand]) -> None:
        """Send parts off, as many as there are workers for."""
        free = self._workers()
        while waiting and len(self._errands) < max(1, len(free)):
            errand = waiting.popleft()
            future = self._client.submit(
                part_of,
                self._job,
                makes(),
                errand.name,
                key=f"phaseline-{self._study[:12]}-{errand.name}-{errand.tries}-{time.time_ns()}",
                pure=False,
                workers=free if self._stuck and free else None,
            )
            due = time.monotonic() + self.patience
            self._errands[future] = _Errand(name=errand.name, tries=errand.tries, due=due)

    def _workers(self) -> list[str]:
        """
        Give the addresses of the workers on which nothing has taken too long.

        Raises:
            EngineError: The scheduler has gone.
        """
        try:
            addresses = [*self._client.nthreads()]
        except (OSError, TimeoutError, ValueError, AttributeError) as error:
            raise self._gone() from error
        if self._client.status != "running":
            raise self._gone()
        return [address for address in addresses if address not in self._stuck]

    def _done(self) -> "list[Future]":
        """Wait a moment, and give the parts that are no longer under way."""
        from distributed import wait

        try:
            wait([*self._errands], timeout=_LOOKS, return_when="FIRST_COMPLETED")
        except TimeoutError:
            return []
        except Exception as error:  # what was given up by the other side
            if self._client.status != "running":
                raise self._gone() from error
        return [future for future in self._errands if future.status != "pending"]

    def _is_kept(self, future: "Future", errand: _Errand) -> bool:
        """
        Put a part into the folder; False where it has to be sent again.

        Raises:
            QuestionError: A number is missing, or too many states can be reached.
            EngineError: The worker is of another make, or cannot load the package.
            PhaselineError: What a worker raises, as it was raised there.
        """
        try:
            columns: Any = future.result(timeout=self.patience)
        except PhaselineError:
            raise
        except Exception as error:
            if missing := _missing(error):
                raise EngineError(
                    f"the cluster at {self.address} cannot load {missing}; the scheduler and each"
                    " worker need Phaseline of the same version"
                ) from error
            if self._client.status != "running":
                raise self._gone() from error
            self._fault = _reason(error)
            return False
        put(self._folder, errand.name, self._study, columns)
        return True

    def _late(self) -> list[_Errand]:
        """Take back the parts that have taken too long, and note where they hang."""
        late = [row for row in self._errands.items() if row[1].due < time.monotonic()]
        if not late:
            return []
        places = self._client.processing()
        for future, _ in late:
            self._stuck.update(place for place, keys in places.items() if future.key in keys)
            del self._errands[future]
            future.cancel()
            self._fault = f"no answer in {self.patience:.0f} seconds"
        return [self._again(errand, "hung") for _, errand in late]

    def _again(self, errand: _Errand, manner: str) -> _Errand:
        """
        Give a part to be sent once more.

        Raises:
            EngineError: It was sent often enough.
        """
        if errand.tries >= TRIES:
            raise EngineError(
                f"{errand.name} {manner} on {TRIES} workers of {self.address} ({self._fault});"
                f" {_STANDS}"
            )
        return _Errand(name=errand.name, tries=errand.tries + 1, due=0.0)

    def _gone(self) -> EngineError:
        return EngineError(f"the scheduler at {self.address} has gone; {_STANDS}")


def _require_dask() -> None:
    """
    See that a cluster can be spoken to.

    Raises:
        QuestionError: The library for it is not installed.
    """
    try:
        import distributed  # noqa: F401  # asked for alone
    except ImportError as error:
        raise QuestionError(
            "--on: machines are reached by Dask, which is not installed; install it: pip install"
            " 'phaseline[cluster]'"
        ) from error


def _silence() -> None:
    """
    Leave all words to us: Dask gives some of its loggers a level of their own, which that of their
    parent does not reach.
    """
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in _TALKERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _missing(error: BaseException | None) -> str:
    """Name the module that was not there, where that is what an error, or its cause, says."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError):
            return error.name or "a module"
        if "No module named" in str(error):
            return str(error).rpartition("No module named ")[2].strip("'\") ")
        error = error.__cause__
    return ""


def _reason(error: BaseException) -> str:
    text = str(error).splitlines()
    return text[0] if text else type(error).__name__
