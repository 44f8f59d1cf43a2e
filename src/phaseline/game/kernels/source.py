"""
The text of a kernel: the module `sweep`, copied for one shape of game and one machine.

How many draws a register holds, whether a move always succeeds, whether the challenger errs and
whether there is an end are constants of the copy, so that a compiler can leave out what is never
asked for. The copy is written to a folder and compiled from there, so that it can be read and need
not be compiled twice.
"""

import re
from collections.abc import Mapping
from functools import cache

from phaseline.game.compile.publics import AHEAD
from phaseline.game.compile.tables import PAIR, SMALLEST, WORD, Begin, Found, RungColumn, Size
from phaseline.game.response import TIE
from phaseline.terms.record import record

CACHED, UNCACHED = "IS_CACHED = True", "IS_CACHED = False"  # whether Numba keeps what it compiles


@record
class Shape:
    """
    What a kernel is made for.

    Args:
        lanes: How many draws a register holds.
        is_sure: Whether every move succeeds.
        errs: Whether the challenger errs.
        is_endless: Whether there is no end.
        is_followed: Whether what happens is followed, and not only what it is worth.
    """

    lanes: int
    is_sure: bool
    errs: bool
    is_endless: bool = False
    is_followed: bool = True

    @property
    def name(self) -> str:
        """The name of the kernel."""
        words = (
            "sure" if self.is_sure else "unsure",
            "logit" if self.errs else "hard",
            "endless" if self.is_endless else "finite",
            *([] if self.is_followed else ["values"]),
        )
        return f"sweep_{self.lanes}_{'_'.join(words)}"


@cache
def source(shape: Shape, text: str) -> str:
    """
    Give the text of the kernel for a shape.

    Args:
        shape: What it is made for.
        text: The module `sweep`.
    """
    constants = {
        "LANES": shape.lanes,
        "IS_SURE": shape.is_sure,
        "ERRS": shape.errs,
        "IS_ENDLESS": shape.is_endless,
        "IS_FOLLOWED": shape.is_followed,
        "IS_CACHED": True,
        "TIE": TIE,
    }
    made_for = f"games of the shape {shape.name}"
    return _with_constants(text, constants, made_for)


@cache
def reply_source(text: str) -> str:
    """
    Give the text of the kernel of best replies.

    Args:
        text: The module `reply_sweep`.
    """
    return _with_constants(text, {"IS_CACHED": True, "TIE": TIE}, "best replies")


@cache
def loops_source(text: str) -> str:
    """
    Give the text of the plain solver's loops.

    Args:
        text: The module `plain_loops`.
    """
    return _with_constants(text, {"IS_CACHED": True}, "the plain solver")


@cache
def walk_source(text: str) -> str:
    """
    Give the text of the kernel of walks, with the places that tables have.

    Args:
        text: The module `steps`.
    """
    places = {place.name: int(place) for place in (*Size, *Begin, *RungColumn, *Found)}
    counted = len(Size) + len(Begin)
    others = {
        "COLUMNS": len(RungColumn),
        "COUNTED": counted,
        "SIZED": counted + len(Found),
        "SMALLEST": SMALLEST,
        "PAIR": PAIR,
        "WORD": WORD,
        "ORDERS": AHEAD,
    }
    return _with_constants(text, {"IS_CACHED": True, **places, **others}, "walks")


@cache
def wires_source(text: str, lanes: int) -> str:
    """
    Give the text of the kernel that lays out steps.

    Args:
        text: The module `wires`.
        lanes: How many draws a register holds.
    """
    return _with_constants(text, {"IS_CACHED": True, "LANES": lanes}, "the steps of games")


def _with_constants(text: str, constants: Mapping[str, object], made_for: str) -> str:
    for name, constant in constants.items():
        text, count = re.subn(rf"^{name} = .*$", f"{name} = {constant!r}", text, flags=re.MULTILINE)
        assert count == 1, name  # noqa: S101  # the module has a line for each
    return f"# Made by Phaseline for {made_for}; safe to delete.\n\n{text}"
