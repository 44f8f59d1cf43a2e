"""
Public parts that behave alike: a block of draws works one of them out for all.

Two public parts are alike if their nodes have the same levels, the responder does the same in both,
and each node after nature leads, with the same chances in all draws, to the same levels of public
parts that are alike themselves. What the challenger does in them, and all that follows, is then the
same, and what is got there counts in the same cells. They may still differ in what no step of these
draws hangs on: a clock that runs for longer than is waited, or where an order stands that comes
too late.

Public parts are told apart by a number of 64 bits, mixed of all that has just been said, as often
as that tells more of them apart. Two that differ have the same number with a chance of 2⁻⁶⁴, as far
as mixing is as good as chance.

Source:
    Givan, Dean & Greig, *Artificial Intelligence* 147 (2003), 163–223, for equivalent states of a
    Markov decision process by refinement.
"""

import numpy as np

from phaseline.game.arrays import Bools, Codes, Ints, mixed
from phaseline.game.compile.model import Model
from phaseline.game.kernels.layout import NEVER, Layout, Places, layout_of
from phaseline.terms.record import record


@record
class PublicLinks:
    """
    How public parts lead to one another, the same for all draws.

    Args:
        before: Where each step begins, sorted (step).
        after: Where it ends (step).
        starts: The first of its edges of report, monitor and call (step).
        sums: The sum of products that is the chance of each edge, step by step (edge).
        codes: A number for the levels between which it leads (edge).
    """

    before: Ints
    after: Ints
    starts: Ints
    sums: Ints
    codes: Codes


def coded_edges(model: Model) -> Codes:
    """
    Give a number for what each edge does between its public parts, once for all draws of a game:
    the levels between which it leads, and its row of chances (edge).
    """
    links = _links_of(model)
    return mixed(links.codes + mixed(model.sum_row.astype(np.uint64))[links.sums])


def standing_for(model: Model, coded: Codes, live: Bools, first: Ints) -> Ints:
    """
    Give for each public part that can be reached the one that is worked out for all that behave as
    it does: one that is reached first (public part).

    Args:
        model: The compiled game.
        coded: What its edges do.
        live: Whether each sum of products is above 0 in a draw that is worked out (sum).
        first: The first period in which each public part can be reached (public part).
    """
    layout, links = layout_of(model), _links_of(model)
    steps = np.add.reduceat(coded * live[links.sums], links.starts)
    is_taken = (steps != 0) & (first[links.before] < NEVER)
    reached = np.flatnonzero(first < NEVER)
    rank = np.zeros(len(first), dtype=np.int64)
    rank[reached] = np.arange(len(reached))
    before, after, steps = (
        rank[links.before[is_taken]],
        rank[links.after[is_taken]],
        steps[is_taken],
    )
    starts = np.flatnonzero(np.diff(before, prepend=-1))
    leads, count = np.zeros(len(reached), dtype=np.uint64), 0
    codes = _pairs(layout.pattern[reached], layout.cell[reached])
    different = np.unique(codes)
    while len(different) > count:
        leads[before[starts]] = np.add.reduceat(mixed(steps + codes[after]), starts)
        codes, count = mixed(codes + mixed(leads)), len(different)
        different = np.unique(codes)
    order = np.argsort(first[reached], kind="stable")
    place = np.searchsorted(different, codes)
    stand = np.arange(len(first))
    stand[reached] = reached[order[np.unique(place[order], return_index=True)[1]][place]]
    return stand


def _links_of(model: Model) -> PublicLinks:
    """List how public parts lead to one another, once for all games of one structure."""
    links = model.layouts.get("links")
    if not isinstance(links, PublicLinks):
        links = model.layouts["links"] = _linked(layout_of(model))
    return links


def _linked(layout: Layout) -> PublicLinks:
    before, after, step_of = layout.steps
    by_step = np.argsort(before, kind="stable")
    rank = np.empty_like(by_step)
    rank[by_step] = np.arange(len(by_step))
    step = rank[step_of[layout.call_sum]]
    order = np.argsort(step, kind="stable")
    posts, states = (
        np.arange(firsts[-1]) - np.repeat(firsts[:-1], np.diff(firsts))
        for firsts in (layout.post, layout.state)
    )  # counted within their public part
    return PublicLinks(
        before=before[by_step],
        after=after[by_step],
        starts=np.flatnonzero(np.diff(step[order], prepend=-1)),
        sums=layout.call_sum[order].astype(np.int64),
        codes=_pairs(posts[layout.call_post[order]], states[layout.call_state[order]]),
    )


def _pairs(first: Places, second: Places) -> Codes:
    """Give a number for each pair of numbers."""
    return mixed(mixed(first.astype(np.uint64)) + second.astype(np.uint64))
