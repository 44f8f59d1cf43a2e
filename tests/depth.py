"""
How deep the tests go: the same examples at every `make test`, many random ones at `make soak`.

A gate that draws other examples each time fails by chance, long after the change that it should
have held; what random examples find at a soak becomes an example of its own.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

IS_SOAK = os.environ.get("PHASELINE_SOAK") == "1"
LONGEST = 1800  # seconds of one test at `make soak`: what takes longer fails, and the next begins
SOAKED = 500  # examples of a law at `make soak`, at least
# Of a game of some size: to shrink it takes minutes.
NOT_SHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)

soak = pytest.mark.skipif(not IS_SOAK, reason="part of `make soak`")


def examples(count: int, at_soak: int = SOAKED, **options) -> settings:
    """The settings of a property test: how many examples it sees, fixed ones or random ones."""
    return settings(
        max_examples=max(count, at_soak) if IS_SOAK else count,
        derandomize=not IS_SOAK,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **options,
    )


settings.register_profile("phaseline", examples(100))
settings.load_profile("phaseline")
