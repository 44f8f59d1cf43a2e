"""
The steps that some draws of a game take, laid out for its kernel: by a kernel of their own where it
is kept, and by NumPy otherwise.
"""

from math import inf

import numpy as np

from phaseline.game.arrays import Bools, Codes, Ints, spread
from phaseline.game.compile.model import Model
from phaseline.game.kernels import machine
from phaseline.game.kernels.alike import (
    Likeness,
    PublicLinks,
    likeness,
    links_of,
    links_within,
    rounds_kept,
)
from phaseline.game.kernels.layout import NEVER, Places, as_places, firsts_of, layout_of
from phaseline.game.kernels.menus import MenuTable
from phaseline.game.kernels.seating import Stretch, stretches
from phaseline.terms.record import record


@record
class LaidEdges:
    """
    The edges of report, monitor and call that are taken from nodes after nature.

    Args:
        first: The first edge of each node, and one past the last (node + 1).
        end: Where each edge leads (edge).
        entry: Which entry of the chances it has (edge).
    """

    first: Places
    end: Places
    entry: Places


@record
class Wiring:
    """
    The steps that some draws take, counted within the stretch in which they do.

    Args:
        span: That stretch.
        listed: The public parts that are worked out, those first that are reached first: of all
            that can be reached and behave alike, one.
        reached: How many of these can be within so many periods; all, without an end (period + 1).
        rounds: The one of them that is worked out for each with one period to go, with two, and so
            on (round, place in the list).
        standing: The one that is worked out for each (public part).
        posts: The edges from nodes after nature to states; none where they are not followed.
        prospects: Those from prospects to menus.
        begin: The states at the start (start).
        begin_menu: The menu of each of them.
    """

    span: Stretch
    listed: Places
    reached: Places
    rounds: Places
    standing: Places
    posts: LaidEdges
    prospects: LaidEdges
    begin: Places
    begin_menu: Places


def wired(
    model: Model,
    table: MenuTable,
    periods: int,
    *,
    stands: Places,
    is_followed: bool,
    span: Stretch | None = None,
) -> Wiring:
    """
    Lay out the steps of a game for so many periods, as if what is in a stretch were all of it.

    Args:
        model: The compiled game.
        table: What states choose from.
        periods: How many periods are worked out.
        stands: For each entry of the chances of report, monitor and call one that is the same in
            all draws that are worked out, -1 where none of them has a chance of it (entry).
        is_followed: Whether what happens is followed, and not only what it is worth.
        span: The stretch; the first if left out.
    """
    layout, is_kept = layout_of(model), machine.is_kept()
    span = stretches(model)[0] if span is None else span
    last = -1 if model.horizon == inf else periods
    alike = (_likeness if is_kept else likeness)(model, stands, last, span)
    edges = _edges if is_kept else laid_edges
    columns = np.array([NEVER - 1]) if last < 0 else np.arange(periods + 1)
    begin = _moved(model, alike, model.origins[links_within(model, span).is_ours])
    firsts, (first, end) = table.ahead.first, span.publics
    ahead = (span.rebased(firsts), table.ahead.post[firsts[first] : firsts[end]])
    if is_followed:
        states = np.arange(layout.state[-1], dtype=np.int32)
        nodes = (span.rebased(layout.post), layout.post_node[slice(*span.posts)])
        posts = edges(model, alike, stands, nodes, (states, span.states[0]))
    else:
        nothing = np.zeros(0, dtype=np.int32)
        posts = LaidEdges(first=np.zeros(1, dtype=np.int32), end=nothing, entry=nothing)
    menus = (table.menu_of, int(table.menus[first]))
    return Wiring(
        span=span,
        listed=alike.listed,
        reached=as_places(np.searchsorted(alike.first[alike.listed], columns, side="right")),
        rounds=alike.rounds,
        standing=alike.stand,
        posts=posts,
        prospects=edges(model, alike, stands, ahead, menus),
        begin=begin - np.int32(span.states[0]),
        begin_menu=table.menu_of[begin] - np.int32(menus[1]),
    )


def _moved(model: Model, alike: Likeness, states: Ints) -> Places:
    """
    Give for states of a stretch those that are worked out in place of them (state).
    """
    layout, publics, first = layout_of(model), model.public_of[states], alike.span.publics[0]
    standing = layout.state[first + alike.stand[publics - first]]
    moved: Places = standing + layout.state_place[states] - layout.state[publics]
    return moved


Nodes = tuple[Places, Ints]  # the first node of each public part, and what each stands for
Ends = tuple[Places, int]  # where an edge ends, and where these begin in a stretch


def laid_edges(
    model: Model, alike: Likeness, stands: Places, nodes: Nodes, ends_of: Ends
) -> LaidEdges:
    """
    List the edges that are taken from some nodes of the public parts that are worked out.

    Args:
        model: The compiled game.
        alike: Which public parts these are.
        stands: As in `wired` (entry).
        nodes: The first node of each public part, and one past the last (public part + 1); and the
            node after nature of the game that each of them is or stands for (node).
        ends_of: Where an edge ends that leads to a state, by its place (state), and the first of
            these in the stretch.
    """
    (firsts, posts), begins, (ends, base) = nodes, links_of(model).calls, ends_of
    wanted = np.flatnonzero(np.repeat(_is_worked_out(alike), np.diff(firsts)))
    call, owner = spread(begins[:-1], np.diff(begins), posts[wanted])
    entry = stands[model.sum_row[model.sum_of[call]]]
    is_live = entry >= 0
    return LaidEdges(
        first=firsts_of(np.bincount(wanted[owner[is_live]], minlength=firsts[-1])),
        end=ends[_moved(model, alike, model.resolved.ends[call[is_live]])] - np.int32(base),
        entry=entry[is_live],
    )


def _is_worked_out(alike: Likeness) -> Bools:
    """Say which public parts are (public part)."""
    is_listed = np.zeros(len(alike.first), dtype=bool)
    is_listed[alike.listed] = True
    return is_listed


def _likeness(model: Model, stands: Places, last: int, span: Stretch) -> Likeness:
    """Do what `likeness` does by a kernel."""
    links = links_within(model, span)
    publics = len(links.own)
    parts = [np.empty(publics, dtype=np.int32) for _ in range(3)]
    rounds = np.empty(publics * max(0, rounds_kept(publics, last)), dtype=np.int32)
    count, kept_rounds = machine.wires("tell_apart")(
        last,
        (stands, model.sum_row[links.sums]),
        (links.step, links.codes),
        (links.own, links.first, links.after, links.begins),
        (*parts, rounds),
        _rooms(links),
    )
    first, stand, listed = parts
    return Likeness(
        span=span,
        first=first,
        stand=stand,
        listed=listed[:count].copy(),
        rounds=rounds[: kept_rounds * count].reshape(kept_rounds, count).copy(),
    )


def _rooms(links: PublicLinks) -> tuple[Codes | Ints, ...]:
    """Make room for what the kernel works out on the way."""
    publics = len(links.own)
    codes = (np.empty(size, dtype=np.uint64) for size in (len(links.after), publics, publics))
    slots = 2 ** (2 * publics).bit_length()
    places = (np.empty(size, dtype=np.int64) for size in (slots, publics, publics, publics))
    return *codes, *places, np.empty(publics + 1, dtype=np.int64)


def _edges(model: Model, alike: Likeness, stands: Places, nodes: Nodes, ends_of: Ends) -> LaidEdges:
    """Do what `laid_edges` does by a kernel."""
    layout, links, (ends, base) = layout_of(model), links_of(model), ends_of
    begin, beyond = alike.span.publics
    standing = np.empty(len(layout.pattern), dtype=np.int32)  # of all: it is looked up by places
    np.add(alike.stand, begin, out=standing[begin:beyond])
    first = np.empty(int(nodes[0][-1]) + 1, dtype=np.int32)
    end, entry = (np.empty(len(model.sum_of), dtype=np.int32) for _ in range(2))
    count = machine.wires("connect")(
        (_is_worked_out(alike).view(np.uint8), *nodes),
        (links.calls, model.resolved.ends, model.sum_of),
        (stands, model.sum_row),
        (model.public_of, layout.state_place, layout.state, standing, ends),
        (first, end, entry),
    )
    return LaidEdges(first=first, end=end[:count] - np.int32(base), entry=entry[:count].copy())
