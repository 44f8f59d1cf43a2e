"""
Public parts that behave alike: a block of draws works one of them out for all.

Two public parts are alike if their nodes have the same levels, the responder does the same in both,
and each node after nature leads, with the same chances in all draws, to the same levels of public
parts that are alike themselves. What the challenger does in them, and all that follows, is then the
same, and what is got there counts in the same cells. They may still differ in what no step of these
draws hangs on: a clock that runs for longer than is waited, or where an order stands that comes
too late.

With so many periods to go, what would tell them apart only later does not count: each period has
public parts that are worked out for others then. One that is first reached in some period is never
worked out with more periods to go than are left there.

Public parts are told apart by a number of 64 bits, mixed of all that has just been said, once a
period that is to go, as long as that tells more of them apart. Two that differ have the same number
with a chance of 2⁻⁶⁴, as far as mixing is as good as chance.

Source:
    Givan, Dean & Greig, *Artificial Intelligence* 147 (2003), 163–223, for equivalent states of a
    Markov decision process by refinement.
"""

import numpy as np

from phaseline.game.arrays import Bools, Codes, Floats, Ints, mixed, numbered_pairs
from phaseline.game.compile.model import Model
from phaseline.game.kernels.layout import (
    NEVER,
    Layout,
    Places,
    as_places,
    first_reached,
    layout_of,
)
from phaseline.game.kernels.seating import Stretch, stretches
from phaseline.terms.record import record

MOST_ROUNDS = 2**22  # places of all rounds that are kept of one wiring, 16 MiB


@record
class PublicLinks:
    """
    How public parts lead to one another, the same for all draws.

    Report, monitor and call leave levels as they are: all edges of a sum of products lead from one
    public part to another, each from levels to the same.

    Args:
        before: Where each step begins, sorted (step).
        after: Where it ends (step).
        first: The first step of each public part, and one past the last (public part + 1).
        step: The step of each sum of products (sum).
        row: The row of each sum of products (sum).
        codes: A number for the levels at which each sum is the chance of an edge (sum).
        own: A number for what a public part is where nothing follows (public part).
        begins: The public parts at the start.
        is_ours: Which of the states at the start are theirs (start).
        sums: The sums that lead from them.
        calls: The first edge of each node after nature of the game, and one past the last (node +
            1).
    """

    before: Ints
    after: Ints
    first: Ints
    step: Ints
    row: Ints
    codes: Codes
    own: Codes
    begins: Ints
    is_ours: Bools
    sums: slice
    calls: Ints


@record
class Likeness:
    """
    Which public parts of a stretch are worked out, and for which others, counted within it.

    Args:
        span: The stretch.
        first: The first period in which each can be reached; NEVER where it cannot be within the
            periods there are (public part).
        stand: The one that is worked out for all that behave as it does (public part).
        listed: Those that are worked out, first reached first.
        rounds: The one of them that is worked out for each with one period to go, with two, and so
            on; the last ones, each for itself, however many there are to go. None without an end
            (round, place in the list).
    """

    span: Stretch
    first: Places
    stand: Places
    listed: Places
    rounds: Places


def likeness(model: Model, stands: Places, last: int, span: Stretch | None = None) -> Likeness:
    """
    Find the public parts that are worked out, those first that are reached first.

    Args:
        model: The compiled game.
        stands: For each entry of the chances of report, monitor and call one that is the same in
            all draws that are worked out, -1 where none of them has a chance of it (entry).
        last: The last period, which nothing follows; -1 without an end.
        span: The stretch of the public parts; the first if left out.
    """
    span = stretches(model)[0] if span is None else span
    links = links_within(model, span)
    steps = np.zeros(len(links.after), dtype=np.uint64)
    entry = stands[model.sum_row[links.sums]]
    codes = mixed(links.codes + mixed(entry.astype(np.uint64)))
    np.add.at(steps, links.step, codes * (entry >= 0))
    count = len(links.own)
    first = first_reached((links.before, links.after), links.begins, steps != 0, count, last)
    order = np.flatnonzero(first < NEVER)
    order = order[np.argsort(first[order], kind="stable")]
    standing, rounds = _standing(links, steps, first, order, last)
    stand = np.arange(count)
    stand[order] = order[standing]
    is_listed = standing == np.arange(len(order))
    by_round = np.array(rounds, dtype=np.int64).reshape(len(rounds), len(order))
    return Likeness(
        span=span,
        first=as_places(first),
        stand=as_places(stand),
        listed=as_places(order[is_listed]),
        rounds=as_places(order[by_round[:, is_listed]]),
    )


def entries_alike(chances: Floats, reneges: Floats) -> Places:
    """
    Give for each entry of some chances the first that is the same in all draws; -1 for those of
    which no draw has a chance (entry).

    Args:
        chances: The chances (entry, draw).
        reneges: The part of each that is a renege, which is charged (entry, draw).
    """
    taken, first = np.flatnonzero((chances > 0).any(axis=1)), dict[bytes, int]()
    both = np.hstack([chances[taken], reneges[taken]])
    numbers = both.view(f"V{both.itemsize * both.shape[1]}")[:, 0].tolist()
    stands = np.full(len(chances), -1, dtype=np.int32)
    stands[taken] = [
        first.setdefault(number, entry)
        for number, entry in zip(numbers, taken.tolist(), strict=True)
    ]
    return stands


def rounds_kept(publics: int, last: int) -> int:
    """Say for how many periods to go what is worked out is kept at most."""
    return min(last, max(1, MOST_ROUNDS // max(1, publics)))


def _standing(
    links: PublicLinks, steps: Codes, first: Ints, order: Ints, last: int
) -> tuple[Ints, list[Ints]]:
    """
    Tell public parts apart, by their places in an order.

    Args:
        links: How public parts lead to one another.
        steps: What each step between them does; 0 where it is not taken (step).
        first: The first period in which each can be reached (public part).
        order: Those that can be, by first period.
        last: The last period; -1 without an end.

    Returns:
        The one that stands for each, and the lowest that is alike with so many periods to go, round
        by round.
    """
    rank = np.full(len(first), -1)
    rank[order] = np.arange(len(order))
    is_taken = (steps != 0) & (rank[links.before] >= 0) & (rank[links.after] >= 0)
    before, after, steps = (
        rank[links.before[is_taken]],
        rank[links.after[is_taken]],
        steps[is_taken],
    )
    starts = np.flatnonzero(np.diff(before, prepend=-1))
    leads, codes = np.zeros(len(order), dtype=np.uint64), links.own[order]
    stand, _ = _lowest(codes)
    rounds, told_before, count, turn = list[Ints](), 0, 1, 0
    while count > told_before and turn != last:
        # with more periods to go than are left where a public part is first reached, nobody asks
        due = int(np.searchsorted(first[order], last - turn if last >= 0 else NEVER))
        _, told_before = _lowest(codes[:due])
        leads[before[starts]] = np.add.reduceat(mixed(steps + codes[after]), starts)
        codes = mixed(codes + mixed(leads))
        lowest, count = _lowest(codes[:due])
        stand[:due] = lowest
        if turn < rounds_kept(len(first), last):
            rounds.append(np.append(lowest, np.arange(due, len(order))))
        turn += 1
    return stand, [*rounds[:-1], np.arange(len(order))] if rounds else []


def _lowest(codes: Codes) -> tuple[Ints, int]:
    """Give for each place the lowest that has its code, and count the different codes."""
    _, lowest, place = np.unique(codes, return_index=True, return_inverse=True)
    return lowest[place.reshape(-1)], len(lowest)


def links_of(model: Model) -> PublicLinks:
    """List how public parts lead to one another, once for all games of one structure."""
    links = model.layouts.get("links")
    if not isinstance(links, PublicLinks):
        links = model.layouts["links"] = _linked(model, layout_of(model))
    return links


def links_within(model: Model, span: Stretch) -> PublicLinks:
    """
    List how public parts of a stretch lead to one another, as if they were all: no step leads out
    of it. Steps and sums are listed by the public part where they begin.
    """
    links, key, count = links_of(model), ("links", span.schedule), len(stretches(model))
    if count == 1:
        return links
    within = model.layouts.get(key)
    if not isinstance(within, PublicLinks):
        within = model.layouts[key] = _within(links, span)
    return within


def _within(links: PublicLinks, span: Stretch) -> PublicLinks:
    first, last = span.publics
    steps = slice(int(links.first[first]), int(links.first[last]))
    sums = slice(*np.searchsorted(links.step, [steps.start, steps.stop]).tolist())
    is_ours = (links.begins >= first) & (links.begins < last)
    return PublicLinks(
        before=links.before[steps] - first,
        after=links.after[steps] - first,
        first=links.first[first : last + 1] - steps.start,
        step=links.step[sums] - steps.start,
        row=links.row[sums],
        codes=links.codes[sums],
        own=links.own[first:last],
        begins=links.begins[is_ours] - first,
        is_ours=is_ours,
        sums=sums,
        calls=links.calls,
    )


def _linked(model: Model, layout: Layout) -> PublicLinks:
    edges, publics = model.resolved, len(layout.pattern)
    edge_of = np.zeros(len(model.sum_row), dtype=np.int64)
    edge_of[model.sum_of] = np.arange(len(edges.origins))
    post = edges.origins[edge_of]
    before, after, step = numbered_pairs(
        model.post_public[post], model.public_of[edges.ends[edge_of]], publics
    )
    by_row = np.zeros(int(model.post_row.max(initial=-1)) + 1, dtype=np.uint64)
    np.add.at(
        by_row,
        model.post_row,
        mixed(np.arange(len(model.levels.states), dtype=np.uint64))[model.post_level],
    )
    return PublicLinks(
        before=before,
        after=after,
        first=_counted(before, publics),
        step=step,
        row=model.post_row[post],
        codes=by_row[model.post_row[post]],
        own=_pairs(layout.pattern, layout.cell),
        begins=model.public_of[model.origins],
        is_ours=np.ones(len(model.origins), dtype=bool),
        sums=slice(0, len(model.sum_row)),
        calls=_counted(edges.origins, len(model.post_row)),
    )


def _counted(owners: Ints | Places, count: int) -> Ints:
    """Give where the list of each owner begins, one after another, and one past the last."""
    return np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=count))])


def _pairs(first: Places, second: Places) -> Codes:
    """Give a number for each pair of numbers."""
    return mixed(mixed(first.astype(np.uint64)) + second.astype(np.uint64))
