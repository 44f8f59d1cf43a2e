"""
The kernels of this machine: made, compiled, and kept in a folder for the next process.

Nothing here is an error: without Numba there is no kernel, and games are solved by the plain solver; where no file can be written,
a kernel is compiled anew in each process.
"""

import hashlib
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from phaseline.game.kernels.source import CACHED, Shape, source
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
    """Whether there are kernels: they are switched on, and Numba is installed."""
    return _settled[0].is_on and _is_installed()


@cache
def _is_installed() -> bool:
    return all(importlib.util.find_spec(name) for name in ("numba", "llvmlite"))


def lanes() -> int:
    """How many draws a register of this machine holds."""
    from phaseline.game.kernels import host  # noqa: PLC0415  # without Numba it is not there

    return host.lanes()


def sweep(shape: Shape) -> Any:
    """Give the compiled kernel of a shape."""
    return made(shape.name, source(shape))


@lru_cache(maxsize=64)
def made(name: str, text: str) -> Any:
    """
    Give the kernel that a text defines as `sweep`, from its folder if it is kept there.

    Args:
        name: The name of the kernel, and of its file.
        text: Its source, whose compiled form Numba keeps beside it; without a folder that part of the text is taken out.
    """
    from phaseline.game.kernels import host  # noqa: PLC0415  # without Numba it is not there

    folder = _settled[0].folder
    if folder is not None:
        path = folder / hashlib.sha256((text + host.version()).encode()).hexdigest()[:16] / f"{name}.py"
        if _is_kept(path, text):
            with suppress(RuntimeError):  # Numba finds no place to keep what it compiles
                return _loaded(path).sweep
    _announce()
    module = ModuleType(f"phaseline_kernels.{name}")
    exec(compile(text.replace(CACHED, ""), f"<{name}>", "exec"), module.__dict__)  # noqa: S102  # our own text
    return module.sweep


def _is_kept(path: Path, text: str) -> bool:
    """Whether a kernel stands in its folder, or can be written there, whole or not at all."""
    if path.exists():
        return True
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).replace(path)
    except OSError:
        return False
    _announce()
    return True


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"phaseline_kernels_{path.parent.name}.{path.stem}", path)
    assert spec is not None and spec.loader is not None  # noqa: S101, PT018  # the file is there
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _announce() -> None:
    _settled[0].tell("compiling the solver for this machine, which takes some seconds once")
