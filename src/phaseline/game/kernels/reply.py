"""A best reply by a kernel: a challenger's own acts against pure strategies of all others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.compile.model import Edges, Model
from phaseline.game.compile.payoffs import Payoffs
from phaseline.game.kernels import machine
from phaseline.terms.record import record

Places = NDArray[np.int32]


@record
class ReplyWiring:
    """
    The indices and chances of one challenger's game, for one draw.

    Args:
        moves: Where its own acts lead, with the chances of whatever the others do.
        nature: Where nature leads.
        calls: Where report, monitor and call lead.
        state_act: The first own act of each state, and one past the last (state + 1).
        mates: The act of each other challenger with which each edge of `moves` goes (other, edge).
    """

    moves: tuple[Places, Places, Floats]
    nature: tuple[Places, Places, Floats]
    calls: tuple[Places, Places, Floats]
    state_act: Places
    mates: Places


def reply_wiring(own: Model, edges: Edges, chances: Floats, mates: Sequence[Ints]) -> ReplyWiring:
    """
    Lay out the game of one challenger.

    Args:
        own: The game with its own acts alone; it has one draw.
        edges: Where they lead, sorted by act.
        chances: The chance of each of these edges, whatever the others do (edge).
        mates: For each other challenger the act of its own with which each edge goes (edge).
    """
    together = np.array(mates, dtype=np.int32).reshape(len(mates), len(edges.origins))
    return ReplyWiring(
        moves=(_starts(edges.origins, edges.sizes[0]), _short(edges.ends), chances.copy()),
        nature=_stage(own.drifted),
        calls=_stage(own.resolved),
        state_act=_starts(own.pair_state, own.size),
        mates=together,
    )


def _stage(edges: Edges) -> tuple[Places, Places, Floats]:
    return _starts(edges.origins, edges.sizes[0]), _short(edges.ends), edges.chances[:, 0].copy()


def _starts(origins: Ints, count: int) -> Places:
    """Give the first member of each group of a sorted list, and one past the last."""
    sizes = np.bincount(origins, minlength=count)
    return _short(np.concatenate([[0], np.cumsum(sizes)]))


def _short(places: Ints) -> Places:
    return np.ascontiguousarray(places, dtype=np.int32)


@record
class SweptReply:
    """
    A best reply.

    Args:
        taken: Whether it takes each own act (period, act).
        values: What the states are worth to it at the start (state) [M].
    """

    taken: Bools
    values: Floats


def swept_reply(
    wiring: ReplyWiring,
    sides: tuple[Payoffs, Payoffs],
    is_open: Bools,
    plans: Sequence[Sequence[Bools]],
    periods: int,
) -> SweptReply:
    """
    Give the best reply of a challenger who never errs; ties are broken for the responder.

    Args:
        wiring: Its game.
        sides: Its payoffs, and the responder's; only its own acts cost anything.
        is_open: The acts that it may take (act).
        plans: Whether each other challenger takes each of its acts, by period (act, 1).
        periods: How many periods there are.
    """
    rows = [np.concatenate([plan.ravel() for plan in other]) for other in plans]
    taken = np.zeros((periods, len(is_open)), dtype=np.uint8)
    values = (np.zeros(len(wiring.state_act) - 1), np.zeros(len(wiring.state_act) - 1))
    machine.reply_sweep()(
        (wiring.moves, wiring.nature, wiring.calls),
        (wiring.state_act, sides[0].pair[:, 0].copy(), is_open.view(np.uint8)),
        (
            wiring.mates,
            np.concatenate([np.zeros(0, dtype=np.bool_), *rows]).view(np.uint8),
            np.cumsum([0, *map(len, rows)])[:-1].astype(np.int64),
            np.array([len(other[0]) for other in plans], dtype=np.int64),
        ),
        (_side(sides[0]), _side(sides[1])),
        (*values, taken),
    )
    return SweptReply(taken=taken.view(np.bool_), values=values[0])


def _side(payoffs: Payoffs) -> tuple[Floats, Floats, Floats]:
    """Give on arrival, as weight of next period, and on the way what one player gets."""
    weight = payoffs.discount[0] * payoffs.survival[:, 0]
    return payoffs.state[:, 0].copy(), weight, payoffs.post[:, 0].copy()
