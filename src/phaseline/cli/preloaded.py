"""
What workers need, loaded once by the server that they are forked from.

It is imported there and nowhere else, and never fails: what cannot be loaded is found missing by
the worker, which can say so.
"""

from contextlib import suppress
from importlib import import_module

from phaseline.cli.labour import silence

MODULES = (
    "phaseline.cli.kernels",
    "phaseline.desk.comparison.results",
    "phaseline.desk.comparison.search",
    "phaseline.game.kernels.host",
)

silence()
for _name in MODULES:
    with suppress(BaseException):
        import_module(_name)
