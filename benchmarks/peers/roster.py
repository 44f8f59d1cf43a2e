"""
Who is compared, and what has to be there first: the peers' environment and the compiled yardstick,
both in `build/peers`.

A peer that cannot be made is left out, with a sentence that says why.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build" / "peers"
PYTHON = BUILD / "env" / "bin" / "python"
REQUIREMENTS = HERE / "requirements.txt"
OURS = HERE.parent / "ours.py"
# Products may be joined to sums, but nothing may be reordered: near-ties of the challenger hang on
# the last digits.
COMPILER = ("g++", "-std=c++17", "-O3", "-march=native", "-ffp-contract=fast", "-pthread")


@dataclass(frozen=True)
class Roster:
    """
    The peers at hand.

    Args:
        commands: What starts each, by its name in the table, in the table's order.
        missing: Why each of the others is not there.
    """

    commands: Mapping[str, tuple[str, ...]]
    missing: Mapping[str, str]


def roster() -> Roster:
    """Make what is missing, and give the peers."""
    BUILD.mkdir(parents=True, exist_ok=True)
    no_yardstick, no_environment = _compiled(), _installed()
    known = {
        "ours": (
            "" if OURS.exists() else "ours is not built (benchmarks/ours.py)",
            (sys.executable, "ours_peer.py"),
        ),
        "C++": (no_yardstick, (str(BUILD / "simd"),)),
        "NumPy": ("", (sys.executable, "numpy_peer.py")),
        "JAX": (no_environment, (str(PYTHON), "jax_peer.py")),
        "QuantEcon": (no_environment, (str(PYTHON), "quantecon_peer.py")),
        "EMA Workbench": (no_environment, (str(PYTHON), "ema_peer.py")),
    }
    return Roster(
        commands=MappingProxyType(
            {name: command for name, (why, command) in known.items() if not why}
        ),
        missing=MappingProxyType({name: why for name, (why, _) in known.items() if why}),
    )


def _compiled() -> str:
    """Compile the yardstick for this machine; give what stands in the way, or nothing."""
    if shutil.which(COMPILER[0]) is None:
        return "no g++ on the PATH (Debian: apt-get install g++)"
    return _tried([*COMPILER, "-o", str(BUILD / "simd"), str(HERE / "simd.cpp")])


def _installed() -> str:
    """
    Install the peers' environment once for each list of requirements; give what stands in the way,
    or nothing.
    """
    stamp, wanted = BUILD / "env" / ".installed", REQUIREMENTS.read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return ""
    print(f"installing {REQUIREMENTS.name} of the peers into {BUILD / 'env'}")
    why = _tried([sys.executable, "-m", "venv", str(BUILD / "env")])
    why = why or _tried(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--requirement", str(REQUIREMENTS)]
    )
    if not why:
        stamp.write_text(wanted, encoding="utf-8")
    return why


def _tried(command: list[str]) -> str:
    """Run a command; give the last line of what it complains about if it fails, or nothing."""
    done = subprocess.run(  # noqa: S603  # commands of this module
        command, capture_output=True, text=True, check=False
    )
    said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
    return f"{Path(command[0]).name} failed: {said[-1]}" if done.returncode else ""
