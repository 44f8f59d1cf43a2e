"""
The kernels of this machine: made, compiled, and kept in a folder for the next process.

Nothing here is an error: without Numba there is no kernel, and games are solved by the plain
solver; where no file can be written, a kernel is compiled anew in each process.
"""

import hashlib
import importlib.util
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from phaseline.game.kernels.source import (
    CACHED,
    UNCACHED,
    Shape,
    loops_source,
    reply_source,
    source,
    walk_source,
    wires_source,
)
from phaseline.terms.record import record


@record
class Machine:
    """
    How kernels are used.

    Args:
        is_on: Whether they are used at all.
        folder: Where they are kept; nowhere if left out.
        threads: How many threads work on a game at once; one for each processor if 0.
        tell: Told when a kernel is compiled for the first time, which takes some seconds.
    """

    is_on: bool = True
    folder: Path | None = None
    threads: int = 0
    tell: Callable[[str], None] = lambda _: None


_settled = [Machine()]


def settle(machine: Machine) -> None:
    """Say how kernels are used in this process from now on; a shell does so once, at its start."""
    _settled[:] = [machine]


def threads() -> int:
    """How many threads work on a game at once."""
    return _settled[0].threads or os.cpu_count() or 1


def is_there() -> bool:
    """
    Whether there are kernels: they are switched on, and Numba is installed, can be loaded, and
    compiles.
    """
    return _settled[0].is_on and _is_working()


def is_kept() -> bool:
    """Whether there are kernels, and what is compiled is kept for the next process."""
    return _settled[0].folder is not None and is_there()


@cache
def _is_working() -> bool:
    if not all(importlib.util.find_spec(name) for name in ("numba", "llvmlite")):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a setting of Numba's own that it cannot read
            from phaseline.game.kernels import host  # noqa: PLC0415  # Numba may not be there
    # A library that does not fit, or for which there is no memory: loaders raise anything.
    except Exception as error:  # noqa: BLE001
        _settled[0].tell(
            f"the compiled solver cannot be loaded ({_first_line(error)}); the plain one takes"
            " over, and takes longer"
        )
        return False
    return host.is_compiling()


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].partition(". ")[0][:120]


def lanes() -> int:
    """How many draws a register of this machine holds."""
    from phaseline.game.kernels import host  # noqa: PLC0415  # without Numba it is not there

    return host.lanes()


def sweep(shape: Shape) -> "Kernel":
    """Give the compiled kernel of a shape."""
    return kernel_of(shape.name, source(shape, _text("sweep")))


def reply_sweep() -> "Kernel":
    """Give the compiled kernel of best replies."""
    return kernel_of("reply", reply_source(_text("reply_sweep")))


def plain_loop(name: str) -> "Kernel":
    """Give a compiled loop of the plain solver by its name."""
    return kernel_of(name, loops_source(_text("plain_loops")), entrance=name)


def walk() -> "Kernel":
    """Give the compiled walk through a game."""
    return kernel_of("steps", walk_source(_text("steps")), entrance="walked")


def wires(name: str) -> "Kernel":
    """Give a compiled part of laying out steps by its name."""
    return kernel_of(name, wires_source(_text("wires"), lanes()), entrance=name)


@cache
def _text(module: str) -> str:
    return Path(__file__).with_name(f"{module}.py").read_text(encoding="utf-8")


class Kernel:
    """
    A kernel that is taken from its folder if it is kept there whole, and compiled for this process
    alone otherwise.

    What a damaged file does to its loader shows when the kernel is first called, and can be
    anything; the folder is then done away with, so that the next process makes it anew.

    Args:
        name: The name of the kernel, and of its file.
        text: Its source.
        entrance: What it is called there.
    """

    def __init__(self, name: str, text: str, entrance: str = "sweep") -> None:
        self.name, self.text, self.entrance = name, text, entrance
        self.folder = _folder_of(name, text)
        self.function = self._kept() or self._afresh()

    def __call__(self, *arguments: object) -> Any:
        """Run the kernel; most tell by the arrays that they are given, and give nothing."""
        try:
            return self.function(*arguments)
        except Exception:
            if self.folder is None:
                raise
            shutil.rmtree(self.folder, ignore_errors=True)
            self.function = self._afresh()
            return self.function(*arguments)

    def _kept(self) -> Any:
        if self.folder is None or not _is_kept(self.folder / f"{self.name}.py", self.text):
            return None
        with suppress(
            Exception
        ):  # a damaged file, or Numba finds no place to keep what it compiles
            return getattr(_loaded(self.folder / f"{self.name}.py"), self.entrance)
        return None

    def _afresh(self) -> Any:
        self.folder = None
        _announce()
        module = ModuleType(f"phaseline_kernels.{self.name}")
        code = compile(self.text.replace(CACHED, UNCACHED), f"<{self.name}>", "exec")
        exec(code, module.__dict__)  # noqa: S102  # our own text
        return getattr(module, self.entrance)


@lru_cache(maxsize=64)
def kernel_of(name: str, text: str, entrance: str = "sweep") -> Kernel:
    """Give the kernel that a text defines, once a process."""
    return Kernel(name, text, entrance)


def _folder_of(name: str, text: str) -> Path | None:
    """Give the folder of a kernel, which goes by all that its compiled form depends on."""
    from phaseline.game.kernels import host  # noqa: PLC0415  # without Numba it is not there

    folder = _settled[0].folder
    return (
        None
        if folder is None
        else folder / hashlib.sha256((name + text + host.version()).encode()).hexdigest()[:16]
    )


def _is_kept(path: Path, text: str) -> bool:
    """
    Whether a kernel's source stands in its folder, or can be written there, whole or not at all.
    """
    with suppress(OSError, UnicodeDecodeError):
        if path.read_text(encoding="utf-8") == text:
            return True
    part = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(part).replace(path)
    except OSError:
        with suppress(OSError):
            Path(part).unlink(missing_ok=True)
        return False
    _announce()
    return True


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        f"phaseline_kernels_{path.parent.name}.{path.stem}", path
    )
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018  # the file is there
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


_announced: list[Machine] = []


def _announce() -> None:
    """Say that something is compiled, once a process: one game may need several kernels."""
    if not any(machine is _settled[0] for machine in _announced):
        _announced.append(_settled[0])
        _settled[0].tell("compiling the solver for this machine, which takes some seconds once")
