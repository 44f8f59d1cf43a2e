"""
What a game came to, kept for the next command on the same case.

Work that is spread by name is kept name by name. It goes by all that it hangs on: the files of the
case and its what-ifs; the function and all that it is told, the value of every assumption in every
draw included; this machine, how its solver is set, and the programs and libraries that work. What
is kept is the value itself, to the last bit, so that a second answer has the bytes of the first.
An answer that is told of another case, or holds what cannot be written, is worked out each time.
"""

import os
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.cli.kept_files import KeptFiles, own_files
from phaseline.cli.plain_values import UnknownKindError, as_text, of_text
from phaseline.cli.program_digest import program_digest
from phaseline.cli.workers import spread
from phaseline.desk.comparison.works import Mapper, SeveralWorks
from phaseline.desk.estimates.valuation import Valuation

MOST = 100_000_000  # bytes
_ROOMS = ("terms", "case", "inference", "law", "politics", "supply", "game", "desk", "api")
_LIBRARIES = ("clingo", "highspy", "llvmlite", "numba", "numpy", "scipy")
_SETTINGS = ("PHASELINE_KERNELS", "PYTHONHASHSEED", "NUMBA_", "NPY_", "OPENBLAS_", "OMP_", "MKL_")


def spread_once(report: Report, work_on: Mapper = spread) -> Mapper:
    """
    Give a mapper that works out what was not kept of the very same, and keeps it.

    Args:
        report: The case as it was read: what it is told of another one is not kept.
        work_on: By what the rest is worked out.
    """

    def mapped(function: Callable[[str], Any], names: Sequence[str]) -> Iterable[Any]:
        shelf = own_files("results", ".result", MOST)
        if shelf is None:
            return work_on(function, names)
        return _mapped(_KeptWork(shelf, _keys(report, function)), function, names, work_on)

    return mapped


def _keys(report: Report, function: Callable[[str], Any]) -> Callable[[str], bytes | None]:
    """
    Say for names what tells the work on them from any other; None where that cannot be told. Work
    that is given out with work of other kinds is told by its own kind.
    """
    words: dict[int, bytes | None] = {}

    def key(name: str) -> bytes | None:
        does, own = function.of(name) if isinstance(function, SeveralWorks) else (function, name)
        if id(does) not in words:
            words[id(does)] = _words(report, does)
        asked = words[id(does)]
        return None if asked is None else asked + as_text(own)

    return key


class _KeptWork:
    """
    The answers of one function.

    Args:
        shelf: Where they lie.
        key: Says for a name all that its answer hangs on; None where that cannot be told.
    """

    def __init__(self, shelf: KeptFiles, key: Callable[[str], bytes | None]) -> None:
        self.shelf, self.key = shelf, key

    def taken(self, name: str) -> tuple[Any, ...]:
        """Give what was kept of a name, alone in a tuple; an empty one if nothing was."""
        key = self.key(name)
        place = None if key is None else self.shelf.place_of(key)
        text = self.shelf.taken(place) if place else None
        if not (place and text):
            return ()
        try:
            return (of_text(text),)
        except ValueError:
            self.shelf.say_damaged(place)
            return ()

    def put(self, name: str, value: object) -> None:
        """Keep what a name came to, if it can be written."""
        key = self.key(name)
        if key is None:
            return
        try:
            text = as_text(value)
        except UnknownKindError:
            return
        self.shelf.put(self.shelf.place_of(key), text)


def _mapped(
    answers: _KeptWork, function: Callable[[str], Any], names: Sequence[str], work_on: Mapper
) -> Iterator[Any]:
    known = {name: answers.taken(name) for name in names}
    missing = [name for name in names if not known[name]]
    worked = iter(work_on(function, missing)) if missing else iter(())
    for name in names:
        if known[name]:
            yield known[name][0]
        else:
            value = next(worked)
            answers.put(name, value)
            yield value


def _words(report: Report, function: Callable[[str], Any]) -> bytes | None:
    """Spell out all that answers hang on, the name apart; None where that cannot be told."""
    reading = report.reading
    if reading.case is None or reading.unread or reading.remaining or reading.omitted:
        return None

    def stand_in(value: object) -> object:
        """
        Tell the case from others by its files, and values by themselves.

        Raises:
            UnknownKindError: It is another case.
        """
        match value:
            case Case():
                if value is not reading.case:
                    raise UnknownKindError("another case")
                return "the case"
            case Valuation():
                return stand_in(value.case), dict(value.values)
            case _:
                return None

    work: Any = function.func if isinstance(function, partial) else type(function)
    arguments = (function.args, function.keywords) if isinstance(function, partial) else function
    machine = platform.uname()
    words = (
        program_digest(_ROOMS, _LIBRARIES),
        (machine.node, machine.machine, machine.release),
        [(name, text) for name, text in sorted(os.environ.items()) if name.startswith(_SETTINGS)],
        reading.hash,
        sorted(reading.changes.items()),
        f"{work.__module__}:{work.__qualname__}",
        arguments,
    )
    try:
        return as_text(words, stand_in=stand_in)
    except UnknownKindError:
        return None
