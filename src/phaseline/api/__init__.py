"""
The front door: what the command line asks, asked from Python; records in, records out.

Only `open_case` reads files, and nothing prints. Figures are those that commands give to programs.

Read in this order: `cases`, `consent`, `delivery`, `ladders`, `insight`, `offers`, `briefs`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from phaseline.api.briefs import answer, assess, brief, markdown
    from phaseline.api.cases import case_of, check, open_case
    from phaseline.api.consent import law, proofs, votes, whip_counts
    from phaseline.api.delivery import obstacles, supply
    from phaseline.api.insight import need, projects, whom, why
    from phaseline.api.ladders import compare, game, judge, solve
    from phaseline.api.offers import offer

__all__ = [
    "answer",
    "assess",
    "brief",
    "case_of",
    "check",
    "compare",
    "game",
    "judge",
    "law",
    "markdown",
    "need",
    "obstacles",
    "offer",
    "open_case",
    "projects",
    "proofs",
    "solve",
    "supply",
    "votes",
    "whip_counts",
    "whom",
    "why",
]

# A name is loaded when it is asked for: who reads a register need not wait for the solvers.
_ROOMS = {
    "briefs": ("answer", "assess", "brief", "markdown"),
    "cases": ("case_of", "check", "open_case"),
    "consent": ("law", "proofs", "votes", "whip_counts"),
    "delivery": ("obstacles", "supply"),
    "insight": ("need", "projects", "whom", "why"),
    "ladders": ("compare", "game", "judge", "solve"),
    "offers": ("offer",),
}


def __getattr__(name: str) -> Any:
    for module, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"phaseline.api.{module}"), name)
    raise AttributeError(f"module 'phaseline.api' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
