"""
What workers need, loaded once by the process that they are forked from.

It never fails: what cannot be loaded is found missing by the worker, which can say so.
"""

from contextlib import suppress
from importlib import import_module

MODULES = (
    "phaseline.cli.kernels",
    "phaseline.desk.comparison.results",
    "phaseline.desk.comparison.search",
    "phaseline.game.kernels.host",
)

for _name in MODULES:
    with suppress(BaseException):
        import_module(_name)
