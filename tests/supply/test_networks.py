"""
Nine published fixed-charge networks at their published optimum, through the same matrix builder.
"""

import os
from pathlib import Path

import pytest
from depth import soak
from published_networks import OPTIMA, network

from phaseline.supply.solver import SolverStatus, solved

DATA = os.environ.get("PHASELINE_DATA", "")
FOLDER = Path(DATA) / "fcnet"
LARGEST = "r30x160"  # takes as long as all the others together


@pytest.mark.slow
@pytest.mark.skipif(
    not DATA,
    reason="the published networks are not here: PHASELINE_DATA names no folder that holds them",
)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=soak if name == LARGEST else ()) for name in OPTIMA]
)
def test_a_published_network_has_its_published_optimum(name):
    """The optimum is proved, and is the one that the library of instances gives."""
    found = solved(network(FOLDER / f"{name}.inc"))

    assert found.status is SolverStatus.OPTIMAL
    assert found.objective == pytest.approx(OPTIMA[name], abs=0.5)
