"""
The source of a kernel: one sweep back for what acts are worth, one forward for what follows, for a
few draws in one register.

The text is made for one shape of game and one machine: how many draws a register holds, whether a
move always succeeds, whether the challenger errs, whether there is an end. It is put together from
the blocks below, written to a folder and compiled from there, so that it can be read and need not
be compiled twice. What it does is what `game.response` and `game.flow` do; those say why.

All arrays are flat. A number of a draw stands `at * LANES` places from the start, `at` being a node
or an entry; a table of entries is listed block by block, a block being as many draws as a register
holds.
"""

import re

from phaseline.game.response import TIE
from phaseline.terms.record import record

# an index that is looked up: Numba would ask each time whether it is negative
_PLACES = re.compile(
    r"\b(state_pair|pair_edge|edge_mid|edge_entry|pair_cost|mid_edge|drift_post|drift_entry|post_edge|to_state|to_entry|state_cell|post_row|begin)"
    r"\[([a-z_ +1]+)\]"
)
CACHED = ", cache=True"  # what asks Numba to keep what it compiles
MOST_ROUNDS = 50_000  # of a game without an end; a discount of 0.999 takes some 30,000

HEAD = """# Made by Phaseline for {title}; safe to delete.

from math import inf

from numba import njit

from phaseline.game.kernels.lanes import each, filled, fma, highest, is_any, load, note, noted, pick, size, store, where

LANES, PAIR = {lanes}, {pair}  # what both sides get stands side by side: where one is read, the other is
get, fill, told, exp, log = load(LANES), filled(LANES), noted(LANES), each("exp"), each("log")
"""

ARGUMENTS = """
first last kinds periods steps sizes reach state_pair pair_edge edge_mid edge_entry edge_side pair_cost is_open mid_edge
drift_post drift_entry post_edge to_state to_entry state_cell post_row begin move drift resolve cost own_cell survive
other_cell other_row discount prior begun precision worth residual cells seen rows enters leaves own other post_own
post_other mid_own mid_other choice kept
""".split()

# Where a block begins in each table, a table having as many entries as `sizes` says.
BASES = (
    "CELLS = sizes[4] * LANES",
    (
        "move_at, drift_at, resolve_at = block * sizes[0] * LANES, block * sizes[1] * LANES, block"
        " * sizes[2] * LANES"
    ),
    (
        "cost_at, cell_at, row_at, begun_at = block * sizes[3] * LANES, block * CELLS, block *"
        " sizes[5] * LANES, block * len(begin) * LANES"
    ),
)

# What a node after nature is worth, and a node before it.
MEANS = """
for post in range(reach[2, {now}]):
    edge = post_edge[post]
    chance = get(resolve, resolve_at + to_entry[edge] * LANES)
    mine, theirs = chance * get(own, to_state[edge] * PAIR), chance * get(other, to_state[edge] * PAIR)
    for edge in range(edge + 1, post_edge[post + 1]):
        chance = get(resolve, resolve_at + to_entry[edge] * LANES)
        mine = fma(chance, get(own, to_state[edge] * PAIR), mine)
        theirs = fma(chance, get(other, to_state[edge] * PAIR), theirs)
    store(post_own, post * PAIR, mine)
    store(post_other, post * PAIR, theirs + get(other_row, row_at + post_row[post] * LANES))
for mid in range(reach[1, {now}]):
    edge = mid_edge[mid]
    chance = get(drift, drift_at + drift_entry[edge] * LANES)
    mine, theirs = chance * get(post_own, drift_post[edge] * PAIR), chance * get(post_other, drift_post[edge] * PAIR)
    for edge in range(edge + 1, mid_edge[mid + 1]):
        chance = get(drift, drift_at + drift_entry[edge] * LANES)
        mine = fma(chance, get(post_own, drift_post[edge] * PAIR), mine)
        theirs = fma(chance, get(post_other, drift_post[edge] * PAIR), theirs)
    store(mid_own, mid * PAIR, mine)
    store(mid_other, mid * PAIR, theirs)
"""

SURE = """
{name} = get({of}, edge_mid[pair] * PAIR)
"""
UNSURE = """
{name} = zero
for edge in range(pair_edge[pair], pair_edge[pair + 1]):
    {name} = fma(get(move, move_at + edge_entry[edge] * LANES), get({of}, edge_mid[edge] * PAIR), {name})
"""

# A hard challenger: the best act; among acts as good as the best, but for rounding, the one that is
# best for the other side.
HARD = """
best, second, act, theirs, place = lowest, lowest, zero, lowest, zero
for pair in range(state_pair[state], state_pair[state + 1]):
    if is_open[kind, pair]:
{q}
        q = q - get(cost, cost_at + pair_cost[pair] * LANES)
{r}
        is_better = q > best
        second = highest(second, where(is_better, best, q))
        act = where(is_better, place, act)
        theirs = where(is_better, r, theirs)
        best = where(is_better, q, best)
    place = place + one
largest = highest(largest, size(best))
margin = fma(tie, largest, best)
if is_any(where(second >= margin, one, zero)):
    theirs = lowest
    for pair in range(state_pair[state], state_pair[state + 1]):
        if is_open[kind, pair]:
{q}
            q = q - get(cost, cost_at + pair_cost[pair] * LANES)
{r}
            theirs = highest(theirs, where(q >= margin, r, lowest))
    enough = fma(rounding, highest(one, size(theirs)), theirs)
    for pair in range(state_pair[state + 1] - 1, state_pair[state] - 1, -1):
        if is_open[kind, pair]:
{q}
            q = q - get(cost, cost_at + pair_cost[pair] * LANES)
{r}
            act = where((q >= margin) & (r >= enough), fill(float(pair - state_pair[state])), act)
note(choice, ({t} * states + state) * LANES, act)
"""

# One that errs: acts with a chance that grows with what they are worth.
LOGIT = """
best = lowest
for pair in range(state_pair[state], state_pair[state + 1]):
    if is_open[kind, pair]:
{q}
        q = q - get(cost, cost_at + pair_cost[pair] * LANES)
        store(kept, ({t} * pairs + pair) * LANES, q)
        best = highest(best, q)
total, mean, theirs = zero, zero, zero
for pair in range(state_pair[state], state_pair[state + 1]):
    if is_open[kind, pair]:
        q = get(kept, ({t} * pairs + pair) * LANES)
{r}
        weight = exp(sharp * (q - best))
        total = total + weight
        mean = fma(weight, q, mean)
        theirs = fma(weight, r, theirs)
        store(kept, ({t} * pairs + pair) * LANES, weight)
for pair in range(state_pair[state], state_pair[state + 1]):
    if is_open[kind, pair]:
        store(kept, ({t} * pairs + pair) * LANES, get(kept, ({t} * pairs + pair) * LANES) / total)
    else:
        store(kept, ({t} * pairs + pair) * LANES, zero)
theirs = theirs / total
best = where(sharp > zero, best + log(total) / where(sharp > zero, sharp, one), mean / total)
"""

BACK = """
for state in range(reach[0, periods]):
    store(own, state * PAIR, get(own_cell, own_at + state_cell[state] * LANES))
    store(other, state * PAIR, get(other_cell, cell_at + state_cell[state] * LANES))
largest = one
for period in range(periods - 1, -1, -1):
{means}
    for state in range(reach[0, period]):
{chosen}
        if period:
            stays = get(survive, cell_at + state_cell[state] * LANES)
            store(own, state * PAIR, fma(patience * stays, best, get(own_cell, own_at + state_cell[state] * LANES)))
            store(other, state * PAIR, fma(other_patience * stays, theirs, get(other_cell, cell_at + state_cell[state] * LANES)))
        else:
            store(own, state * PAIR, best)
            store(other, state * PAIR, theirs)
"""

# Without an end: the same backup again and again, until neither side's values change; then once
# more, for the values themselves.
ENDLESS = """
for state in range(states):
    store(own, state * PAIR, get(own_cell, own_at + state_cell[state] * LANES))
    store(other, state * PAIR, get(other_cell, cell_at + state_cell[state] * LANES))
largest, is_settled = one, False
for round in range({rounds}):
{means}
    change, biggest = zero, one
    for state in range(reach[0, 0]):
{chosen}
        if is_settled:
            store(own, state * PAIR, best)
            store(other, state * PAIR, theirs)
        else:
            stays = get(survive, cell_at + state_cell[state] * LANES)
            mine_now = fma(patience * stays, best, get(own_cell, own_at + state_cell[state] * LANES))
            theirs_now = fma(other_patience * stays, theirs, get(other_cell, cell_at + state_cell[state] * LANES))
            change = highest(change, size(mine_now - get(own, state * PAIR)))
            change = highest(change, size(theirs_now - get(other, state * PAIR)))
            biggest = highest(biggest, highest(size(mine_now), size(theirs_now)))
            store(own, state * PAIR, mine_now)
            store(other, state * PAIR, theirs_now)
    if is_settled:
        break
    is_settled = not is_any(where(change > settled * biggest, one, zero)) or round == {rounds} - 2
    store(residual, (block * kinds + kind) * LANES, change / biggest)
"""

TOLD = """
mine, theirs = zero, zero
for start in range(len(begin)):
    mine = fma(get(begun, begun_at + start * LANES), get(own, begin[start] * PAIR), mine)
    theirs = fma(get(begun, begun_at + start * LANES), get(other, begin[start] * PAIR), theirs)
store(worth, (block * (kinds + 1) + kind) * LANES, mine)
at = (block * (kinds + 1) + kinds) * LANES
store(worth, at, fma(share, theirs, get(worth, at)))
"""

AHEAD = """
for state in range(states):
    store(own, state * PAIR, zero)
    store(other, state * PAIR, zero)
for mid in range(len(mid_edge) - 1):
    store(mid_own, mid * PAIR, zero)
    store(mid_other, mid * PAIR, zero)
for post in range(len(post_edge) - 1):
    store(post_own, post * PAIR, zero)
    store(post_other, post * PAIR, zero)
for start in range(len(begin)):
    at = begin[start] * PAIR
    store(own, at, get(own, at) + get(begun, begun_at + start * LANES))
    store(other, at, get(other, at) + get(begun, begun_at + start * LANES))
weight = share
for period in range(steps):
    entered, left = zero, zero
    for state in range(reach[0, {now}]):
        mass = get(own, state * PAIR)
        if is_any(mass):
            still = get(other, state * PAIR)
            store(own, state * PAIR, zero)
            store(other, state * PAIR, zero)
{taken}
    if period < periods:
        at = (block * periods + period) * LANES
        store(enters, at, fma(share, entered, get(enters, at)))
        store(leaves, at, fma(share, left, get(leaves, at)))
    for mid in range(reach[1, {now}]):
        mass = get(mid_own, mid * PAIR)
        if is_any(mass):
            still = get(mid_other, mid * PAIR)
            store(mid_own, mid * PAIR, zero)
            store(mid_other, mid * PAIR, zero)
            for edge in range(mid_edge[mid], mid_edge[mid + 1]):
                chance, at = get(drift, drift_at + drift_entry[edge] * LANES), drift_post[edge] * PAIR
                store(post_own, at, fma(chance, mass, get(post_own, at)))
                store(post_other, at, fma(chance, still, get(post_other, at)))
    for post in range(reach[2, {now}]):
        mass = get(post_own, post * PAIR)
        if is_any(mass):
            still = get(post_other, post * PAIR)
            store(post_own, post * PAIR, zero)
            store(post_other, post * PAIR, zero)
            at = row_at + post_row[post] * LANES
            store(rows, at, fma(weight, mass, get(rows, at)))
            for edge in range(post_edge[post], post_edge[post + 1]):
                chance, at = get(resolve, resolve_at + to_entry[edge] * LANES), to_state[edge] * PAIR
                store(own, at, fma(chance, mass, get(own, at)))
                store(other, at, fma(chance, still, get(other, at)))
    for state in range(reach[0, {next}]):
        mass = get(own, state * PAIR)
        if is_any(mass):
            at = cell_at + state_cell[state] * LANES
            store(cells, at, fma(weight, mass, get(cells, at)))
            if period < periods:
                store(seen, at, fma(share, mass, get(seen, at)))
            stays = get(survive, at)
            store(own, state * PAIR, stays * mass)
            store(other, state * PAIR, stays * get(other, state * PAIR))
    weight = weight * other_patience
"""

TAKEN_HARD = """
act = told(choice, ({t} * states + state) * LANES)
for pair in range(state_pair[state], state_pair[state + 1]):
    is_taken = act == fill(float(pair - state_pair[state]))
    here, rest = where(is_taken, mass, zero), where(is_taken, still, zero)
    if is_any(here):
{sent}
"""
TAKEN_LOGIT = """
for pair in range(state_pair[state], state_pair[state + 1]):
    chance = get(kept, ({t} * pairs + pair) * LANES)
    here, rest = chance * mass, chance * still
    if is_any(here):
{sent}
"""
SENT_SURE = """
at, side = edge_mid[pair] * PAIR, edge_side[pair]
store(mid_own, at, here + get(mid_own, at))
if side == 0:
    store(mid_other, at, rest + get(mid_other, at))
elif side == 1:
    entered = entered + rest
else:
    left = left + rest
"""
SENT_UNSURE = """
for edge in range(pair_edge[pair], pair_edge[pair + 1]):
    at, side, chance = edge_mid[edge] * PAIR, edge_side[edge], get(move, move_at + edge_entry[edge] * LANES)
    store(mid_own, at, fma(chance, here, get(mid_own, at)))
    if side == 0:
        store(mid_other, at, fma(chance, rest, get(mid_other, at)))
    elif side == 1:
        entered = fma(chance, rest, entered)
    else:
        left = fma(chance, rest, left)
"""

SWEEP = """

@njit(nogil=True, cache=True, boundscheck=False, error_model="numpy")
def sweep(
    {arguments},
):
    zero, one, lowest = fill(0.0), fill(1.0), fill(-inf)
    tie, rounding, settled = fill(-{tie!r}), fill({rounding}), fill(1e-13)
    states, pairs = len(state_cell), len(pair_cost)
    for block in range(first, last):
        {bases}
        other_patience = get(discount, (block * (kinds + 1) + kinds) * LANES)
        for kind in range(kinds):
            own_at = (block * kinds + kind) * CELLS
            patience = get(discount, (block * (kinds + 1) + kind) * LANES)
            share, sharp = get(prior, (block * kinds + kind) * LANES), get(precision, (block * kinds + kind) * LANES)
{body}
"""


@record
class Shape:
    """
    What a kernel is made for.

    Args:
        lanes: How many draws a register holds.
        is_sure: Whether every move succeeds.
        errs: Whether the challenger errs.
        is_endless: Whether there is no end.
    """

    lanes: int
    is_sure: bool
    errs: bool
    is_endless: bool = False

    @property
    def name(self) -> str:
        """The name of the kernel."""
        words = (
            "sure" if self.is_sure else "unsure",
            "logit" if self.errs else "hard",
            "endless" if self.is_endless else "finite",
        )
        return f"sweep_{self.lanes}_{'_'.join(words)}"


def source(shape: Shape) -> str:
    """Give the text of the kernel for a shape."""
    value = SURE if shape.is_sure else UNSURE
    mine, theirs = value.format(name="q", of="mid_own"), value.format(name="r", of="mid_other")
    chosen = LOGIT if shape.errs else HARD
    for key, text in (("q", mine), ("r", theirs)):
        chosen = _put(chosen, key, text)
    back = _put(_put(ENDLESS if shape.is_endless else BACK, "means", MEANS), "chosen", chosen)
    taken = _put(
        TAKEN_LOGIT if shape.errs else TAKEN_HARD,
        "sent",
        SENT_SURE if shape.is_sure else SENT_UNSURE,
    )
    body = back + TOLD + _put(AHEAD, "taken", taken)
    now, after, rounding = (
        ("0", "0", "-1e-10") if shape.is_endless else ("period", "period + 1", "-1e-12")
    )
    body = _PLACES.sub(r"pick(\1, \2)", body)
    for key, word in (("t", now), ("now", now), ("next", after), ("rounds", str(MOST_ROUNDS))):
        body = body.replace(f"{{{key}}}", word)
    text = SWEEP.replace("{tie!r}", repr(TIE)).replace("{rounding}", rounding)
    text = text.replace("{arguments}", ",\n    ".join(ARGUMENTS)).replace(
        "{bases}", "\n        ".join(BASES)
    )
    return HEAD.format(
        title=f"games of the shape {shape.name}", lanes=shape.lanes, pair=2 * shape.lanes
    ) + _put(text, "body", body, 12)


def _put(text: str, key: str, block: str, indent: int | None = None) -> str:
    """
    Put a block where a text has its key on a line of its own, as deep as the line before asks for.
    """
    lines = []
    for line in text.split("\n"):
        if line.strip() != f"{{{key}}}":
            lines.append(line)
            continue
        depth = indent if indent is not None else _depth(lines)
        lines += [" " * depth + one if one else "" for one in block.strip("\n").split("\n")]
    return "\n".join(lines)


def _depth(lines: list[str]) -> int:
    last = next(line for line in reversed(lines) if line.strip())
    return len(last) - len(last.lstrip()) + 4 * last.rstrip().endswith(":")
