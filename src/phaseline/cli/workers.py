"""
Spreading work over processors: whatever befalls a worker, the command ends with words for it and
leaves no process behind.

Workers are forked from this process where it has one thread alone, so that they begin with all that
it has loaded and worked out; a process that holds threads is not safe to fork, and there they are
forked from a server that holds nothing of the caller but what all of them import. Each talks to
this process over a pipe of its own, and ends when that pipe does (decisions 0014 and 0037).
"""

import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

from phaseline.cli.ending import INTERRUPTS
from phaseline.cli.kernels import say_once
from phaseline.cli.labour import NO_MEMORY, Fault, News, Result, labour
from phaseline.desk.comparison.works import Prepared
from phaseline.errors import EngineError
from phaseline.terms.record import record

MOST = 4  # a worker holds some hundred megabytes
GRACE = 2.0  # seconds in which an earlier name may still say that it failed too
SETTLING = 0.2  # seconds in which a signal that ended a worker reaches this process too
LOOKS = 0.1  # seconds between two questions whether the work is still wanted
SILENCED, PRELOADED = "phaseline.cli.silenced", "phaseline.cli.preloaded"

_LESS = "ask for fewer draws (--draws), or give it more memory"


def spread(
    function: Callable[[str], Any],
    names: Sequence[str],
    *,
    look: Callable[[], None] | None = None,
    most: int = 0,
) -> Iterable[Any]:
    """
    Apply a function to names, on as many processors as there are, results in order.

    What the function raises is raised here; where several names fail, it is the first of those that
    are known soon.

    Args:
        function: It and what it gives have to be plain data and functions of a module.
        names: What it is applied to, the longest work first.
        look: Asked some times a second; what it raises ends the work.
        most: On how many processors at most; on all that there are, and four, if 0.

    Raises:
        EngineError: A worker could not be started, or was ended from outside.
        MemoryError: A worker ran out of memory.
    """
    count = min(most, len(names)) if most else _count(names)
    if count > 1:
        if isinstance(function, Prepared):
            function.prepare(names)
        return _spread(function, names, count, look)
    return map(function, names) if look is None else _one_by_one(function, names, look)


def prepare_workers() -> None:
    """
    Begin to load what workers need while this process goes on with its own work, where it has
    threads and cannot be forked; it only saves time.

    A server that cannot be started is told of when work is spread.
    """
    if _processors() > 1 and not _has_one_thread():
        with suppress(OSError, MemoryError, RuntimeError):
            _starting_context()


def _count(names: Sequence[str]) -> int:
    return min(MOST, len(names), _processors())


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@record
class _Worker:
    process: BaseProcess
    pipe: Connection


class _Crew:
    """
    Some workers and the names that wait for them.

    Args:
        names: The names, in the order in which they are given out.

    Attributes:
        results: What came of a name, by its place.
        faults: What a name failed with, by its place.
        at_work: The place of the name on which a worker works, by its pipe.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.waiting = deque(enumerate(names))
        self.workers: list[_Worker] = []
        self.results: dict[int, Any] = {}
        self.faults: dict[int, BaseException] = {}
        self.at_work: dict[Connection, int] = {}

    def hire(self, function: Callable[[str], Any], count: int) -> None:
        """
        Start workers, and give each its first name.

        Raises:
            EngineError: There is too little memory, or there are too many processes.
        """
        is_forked = _has_one_thread()
        sealed = b"" if is_forked else pickle.dumps(function)
        order = pickle.dumps((dict(os.environ), sealed))
        try:
            if is_forked:
                import_module(PRELOADED)  # here once, or each of them would load it
            for _ in range(count):
                worker = _forked_worker(function) if is_forked else _new_worker()
                self.workers.append(worker)
                worker.pipe.send_bytes(order)
                self.employ(worker.pipe)
        except (OSError, EOFError, RuntimeError) as error:
            raise EngineError(
                f"the processes that share the work could not be started ({_reason(error)}):"
                f" {_LESS}"
            ) from error

    def employ(self, pipe: Connection) -> None:
        """Give a worker the next name, unless there is none or one has failed."""
        self.at_work.pop(pipe, None)
        if self.waiting and not self.faults:
            place, name = self.waiting.popleft()
            self.at_work[pipe] = place
            pipe.send_bytes(pickle.dumps(name))

    def listen(self, seconds: float | None) -> None:
        """Wait for news of a worker, and note them."""
        for pipe in wait(list(self.at_work), seconds):
            if isinstance(pipe, Connection):
                self.note(pipe)

    def note(self, pipe: Connection) -> None:
        """
        Note what a worker has to say.

        Raises:
            EngineError: It was ended from outside.
            MemoryError: It ran out of memory.
        """
        try:
            # Our own worker wrote it.
            message: News | Fault | Result = pickle.loads(pipe.recv_bytes())  # noqa: S301
        except (EOFError, OSError):
            raise self.death(pipe) from None
        match message:
            case News(text=text):
                say_once(text)
            case Fault(error=error):
                self.faults[self.at_work.pop(pipe)] = error
            case Result(value=value):
                self.results[self.at_work[pipe]] = value
                self.employ(pipe)

    def death(self, pipe: Connection) -> Exception:
        """Give what a worker died of."""
        process = next(worker.process for worker in self.workers if worker.pipe is pipe)
        process.join(GRACE)
        code = process.exitcode
        if code == NO_MEMORY:
            return MemoryError()
        time.sleep(SETTLING)  # a signal to all processes is to be told as what it was: an interrupt
        manner = (
            f"was ended by {signal.Signals(-code).name}"
            if code is not None and code < 0
            else f"ended with status {code}"
        )
        return EngineError(
            f"a process that shared the work {manner}; where memory ran out, {_LESS}"
        )

    def dismiss(self) -> None:
        """End all workers."""
        for worker in self.workers:
            _ours.discard(worker.pipe)
            worker.pipe.close()
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()


def _one_by_one(
    function: Callable[[str], Any], names: Sequence[str], look: Callable[[], None]
) -> Iterator[Any]:
    for name in names:
        look()
        yield function(name)


def _spread(
    function: Callable[[str], Any],
    names: Sequence[str],
    count: int,
    look: Callable[[], None] | None,
) -> Iterator[Any]:
    crew = _Crew(names)
    try:
        crew.hire(function, count)
        for place in range(len(names)):
            while place not in crew.results:
                crew.listen(LOOKS if look else None)
                if look:
                    look()
                if crew.faults:
                    raise _first_fault(crew)
            yield crew.results.pop(place)
    finally:
        crew.dismiss()


def _first_fault(crew: _Crew) -> BaseException:
    """
    Give what the first name failed with, after a moment for those before it: which worker is
    quicker is chance.
    """
    end = time.monotonic() + GRACE
    while (
        any(place < min(crew.faults) for place in crew.at_work.values()) and time.monotonic() < end
    ):
        crew.listen(max(0.0, end - time.monotonic()))
    return crew.faults[min(crew.faults)]


# this process's ends of the pipes to its workers: a worker that kept one would live as long as the
# others, and they as it
_ours: set[Connection] = set()


def _has_one_thread() -> bool:
    """Whether this process has one thread, those of libraries counted; False where nobody knows."""
    try:
        return len([*Path("/proc/self/task").iterdir()]) == 1
    except OSError:  # only Linux tells
        return False


def _forked_worker(function: Callable[[str], Any]) -> _Worker:
    """Fork this process; the worker has the function as it stands here."""
    ours, theirs = multiprocessing.Pipe()
    _ours.add(ours)
    process = multiprocessing.get_context("fork").Process(
        target=_forked_labour, args=(theirs, function), daemon=True
    )
    with _without_interrupts():
        process.start()
    theirs.close()
    return _Worker(process=process, pipe=ours)


def _forked_labour(pipe: Connection, function: Callable[[str], Any]) -> None:
    for end in _ours:
        end.close()
    labour(pipe, function)


def _new_worker() -> _Worker:
    ours, theirs = multiprocessing.Pipe()
    context = _starting_context()
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]
        target=labour, args=(theirs,), daemon=True
    )
    with _without_interrupts(), _without_main():
        process.start()
    theirs.close()
    return _Worker(process=process, pipe=ours)


def _starting_context() -> BaseContext:
    """Give a way to start processes safely; where there is a server for it, it runs now."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([SILENCED, PRELOADED])
    with _without_interrupts(), _without_main(), _one_thread():
        forkserver.ensure_running()
    return context


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """
    Start what is started with interrupts held back, as it may not know yet what to do with one.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_main() -> Iterator[None]:
    """
    Hide the program that was started: a worker needs modules alone, and would run a script again.
    """
    before = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = before


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let the server have one thread: it forks, and a worker has one processor."""
    name = "OPENBLAS_NUM_THREADS"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
