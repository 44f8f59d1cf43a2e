"""What this machine's processor offers, and the versions that compiled code depends on."""

import sys
from functools import cache
from pathlib import Path

import llvmlite
import numba
from llvmlite import binding


def is_compiling() -> bool:
    """
    Whether Numba compiles: `NUMBA_DISABLE_JIT` lets it leave functions as they are, which kernels
    are not made for.
    """
    return not numba.config.DISABLE_JIT


@cache
def lanes() -> int:
    """How many draws a register holds: 8 with AVX-512, 4 with AVX2, 2 otherwise."""
    features = binding.get_host_cpu_features()
    return 8 if features.get("avx512f") else 4 if features.get("avx2") else 2


@cache
def version() -> str:
    """Name all that compiled code depends on beside its source."""
    text = Path(__file__).with_name("lanes.py").read_text(encoding="utf-8")
    libraries = f"{numba.__version__}|{llvmlite.__version__}"
    return f"{libraries}|{binding.get_host_cpu_name()}|{text}|{sys.version}"
