"""
Lets the tests of the game import what lies beside them: the oracle, its expected answers and its
random games.
"""

import os
import sys
from pathlib import Path

import pytest

from phaseline.cli.kernels import settle_kernels
from phaseline.game.kernels.machine import Machine, settle

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)


@pytest.fixture(scope="module")
def kernels_kept():
    """Kernels are kept where the other tests keep them: what is kept goes by the source."""
    settle(Machine(folder=Path(os.environ["PHASELINE_CACHE"]) / "kernels"))
    yield
    settle_kernels()
