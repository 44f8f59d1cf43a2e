"""
What states choose from, laid out for kernels: states whose acts come to the same share it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from phaseline.game.arrays import Bools, Floats, Ints, distinct, spread
from phaseline.game.columns import Itself, worked_out
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import PayoffParts, act_costs, loss_cells, offer_cells
from phaseline.game.kernels.layout import Layout, Places, as_places, firsts_of, inverse, layout_of
from phaseline.game.levels import Act
from phaseline.terms.record import record


@record
class OptionTable:
    """
    The options of all menus, menu by menu.

    Args:
        edge: The first edge of each, and one past the last (option + 1).
        mid: Where each edge leads, counted within its public part (edge).
        entry: Which entry of the moves' chances it has (edge).
        inside: Whether it leads to inside the red line (edge).
        cost: Which entry of the costs each option has (option).
        is_sure: Whether every option has one edge, which is certain.
    """

    edge: Places
    mid: Places
    entry: Places
    inside: NDArray[np.int8]
    cost: Places
    is_sure: bool


@record
class ProspectTable:
    """
    What follows nodes, as far as it does not hang on levels alone.

    What follows a node after nature hangs on its row and on the menu that goes with its levels:
    that is a prospect.

    Args:
        first: The first prospect of each public part, those of all of them counted, and one past
            the last (public part + 1).
        post: A node after nature of the game with each prospect (prospect).
        row: The row of each (prospect).
        end: The prospect to which each edge of nature leads from the nodes of a pattern, counted
            within its public part (edge of a pattern's nodes).
        most: How many prospects a public part has at most.
    """

    first: Places
    post: Ints
    row: Places
    end: Places
    most: int


@record
class MenuTable:
    """
    What states choose from: the indices of acts.

    States of one public part whose acts lead to the same nodes at the same costs have one menu, and
    are its members, if what hangs on the posture is the same in both. What they choose from is
    worked out once for all of them. An act of a member is an option of its menu; which of two acts
    is preferred where both are as good hangs on the order of its own.

    Args:
        first: The first menu of each pattern, and one past the last (pattern + 1).
        member: The first member of each menu, and one past the last (menu + 1).
        option: Likewise its first option.
        shown: The joint levels of one member of each menu (menu).
        state: The place of each member in its public part (member).
        level: Its joint levels (member).
        inside: Whether it is inside the red line (member).
        pair: The first act of each member, and one past the last (member + 1).
        choice: The place of each act among the options of its menu (act of a member).
        options: The first option of each public part, those of all of them counted, and one past
            the last (public part + 1).
        menus: Likewise the first menu.
        menu_of: The menu of each state, those of all public parts counted (state).
        moves: The options.
        ahead: What follows.
        wirings: The steps that have been laid out, by periods and live entries.
    """

    first: Places
    member: Places
    option: Places
    shown: Places
    state: Places
    level: Places
    inside: NDArray[np.int8]
    pair: Places
    choice: Places
    options: Places
    menus: Places
    menu_of: Places
    moves: OptionTable
    ahead: ProspectTable
    wirings: dict[object, object] = field(default_factory=dict, compare=False, repr=False)


def menus(model: Model, allowed: Bools, costs: Mapping[Act, int], kinds: Ints) -> MenuTable:
    """
    Lay out what states choose from, once for all games of one structure in which the same acts are
    allowed and cost the same.

    Args:
        model: The compiled game.
        allowed: Which pairs may be chosen (pair); a matter of levels and act alone.
        costs: Which entry of the costs each act has.
        kinds: Which joint levels are alike in what hangs on the posture (joint levels).
    """
    acts, chances = _open_acts(model, allowed), distinct(model.acted.table)[0]
    key = (acts, tuple(costs.items()), kinds.tobytes(), chances.tobytes())
    table = model.layouts.get(key)
    if not isinstance(table, MenuTable):
        by_level = worked_out(
            ("menus", Itself(model.levels.states), key),
            lambda: _menus_by_level(model, acts, costs, kinds.tolist(), chances.tolist()),
        )
        table = model.layouts[key] = _menu_table(model, by_level)
    return table


def posture_kinds(model: Model, parts: PayoffParts) -> Ints:
    """Number joint levels that are alike in what hangs on the posture (joint levels)."""
    tables = (loss_cells(model), parts.cost, parts.benefit, offer_cells(model)[1])
    kinds = np.zeros((len(model.levels.states), len(tables)), dtype=np.int64)
    for place, table in enumerate(tables):
        if not (table == table[:, :1]).all():
            kinds[:, place] = distinct(table.transpose(1, 0, 2))[0]
    return distinct(kinds)[0]


def priced(model: Model) -> tuple[Mapping[Act, int], Floats]:
    """
    Give which entry of the costs each act has, and these (entry, draw) [M]: acts that cost the same
    in all draws have one.
    """
    acts, costs = act_costs(model)
    entries, table = distinct(costs)
    return dict(zip(acts, entries.tolist(), strict=True)), table


OpenActs = tuple[tuple[tuple[int, Act], ...], ...]  # by joint levels: the place of each, and itself


def _open_acts(model: Model, allowed: Bools) -> OpenActs:
    """List the acts that may be chosen by joint levels; none where no state has them."""
    states = np.full(len(model.levels.states), -1)
    states[model.level_of] = np.arange(model.size)
    return tuple(
        tuple(
            (place, act)
            for place, act in enumerate(acts)
            if state >= 0 and allowed[model.acts_from[state] + place]
        )
        for state, acts in zip(states.tolist(), model.levels.acts, strict=True)
    )


_Option = tuple[list[tuple[int, int]], int]  # edges: joint levels and entry; then the cost's


@record
class _LevelMenus:
    """
    Menus by joint levels, whatever the public part.

    Args:
        menu: The menu that goes with joint levels (joint levels).
        choices: For joint levels the option of each act, in their own order.
        options: For each menu its options: the edges, as the joint levels to which they lead and
            their entries of the moves' chances, and the entry of the costs.
    """

    menu: Ints
    choices: list[list[int]]
    options: list[list[_Option]]


def _menus_by_level(
    model: Model,
    acts: OpenActs,
    costs: Mapping[Act, int],
    kinds: Sequence[int],
    chances: Sequence[int],
) -> _LevelMenus:
    """
    Find the menus.

    Args:
        model: The compiled game.
        acts: The acts that may be chosen.
        costs: Which entry of the costs each act has.
        kinds: Which joint levels are alike in what hangs on the posture.
        chances: Which entries of the moves' chances are the same in all draws.
    """
    by_key: dict[object, int] = {}
    menu, choices, options = [], [], list[list[_Option]]()
    for level, listed in enumerate(_options(model, acts, costs)):
        keys = [(tuple((end, chances[edge]) for end, edge in ends), cost) for ends, cost in listed]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        whole = (kinds[level], tuple(keys[place] for place in order))
        if whole not in by_key:
            by_key[whole] = len(options)
            options.append([listed[place] for place in order])
        menu.append(by_key[whole])
        choices.append(inverse(np.array(order, dtype=np.int64)).tolist())
    return _LevelMenus(menu=np.array(menu), choices=choices, options=options)


def _options(model: Model, acts: OpenActs, costs: Mapping[Act, int]) -> Iterator[list[_Option]]:
    """Give what may be chosen at joint levels, in the order of their acts."""
    sizes = [len(step) for steps in model.levels.steps for step in steps]
    firsts = iter(accumulate(sizes, initial=0))
    for steps, allowed in zip(model.levels.steps, acts, strict=True):
        entries = [next(firsts) for _ in steps]
        yield [
            (
                [(end, entries[place] + edge) for edge, (end, _) in enumerate(steps[place])],
                costs[act],
            )
            for place, act in allowed
        ]


def _menu_table(model: Model, by_level: _LevelMenus) -> MenuTable:
    """
    Lay out the menus of each pattern: those of its states.

    Args:
        model: The compiled game.
        by_level: The menus.
    """
    layout, states = layout_of(model), layout_of(model).states
    menu = by_level.menu[states.levels]
    order = np.lexsort((menu, states.owners))
    owner, level, menu = states.owners[order], states.levels[order], menu[order]
    begins = np.append(True, (np.diff(owner) != 0) | (np.diff(menu) != 0))
    chosen, owners = menu[begins], owner[begins]  # the menus of all patterns
    place = np.arange(len(order)) - states.firsts[states.owners]
    counts = np.array([len(options) for options in by_level.options])[chosen]
    menus_of, menu_of = _menus_of_states(layout, by_level, chosen, owners)
    options_of = np.bincount(owners, weights=counts, minlength=len(layout.mid) - 1)
    choices = [by_level.choices[some] for some in level]
    return MenuTable(
        first=firsts_of(np.bincount(owners, minlength=len(layout.mid) - 1)),
        member=firsts_of(np.diff(np.append(np.flatnonzero(begins), len(order)))),
        option=firsts_of(counts),
        shown=as_places(level[begins]),
        state=as_places(place[order]),
        level=as_places(level),
        inside=np.array(model.levels.inside, dtype=np.int8)[level],
        pair=firsts_of(np.array([len(places) for places in choices])),
        choice=as_places(np.array(list(chain.from_iterable(choices)))),
        options=firsts_of(options_of.astype(np.int64)[layout.pattern]),
        menus=menus_of,
        menu_of=menu_of,
        moves=_option_table(model, [by_level.options[some] for some in chosen], owners),
        ahead=_ahead(layout, by_level.menu),
    )


def _menus_of_states(
    layout: Layout, by_level: _LevelMenus, chosen: Ints, owners: Ints
) -> tuple[Places, Places]:
    """
    Count the menus of all public parts: give the first of each, and that of each state.

    Args:
        layout: The nodes.
        by_level: The menus by joint levels.
        chosen: The menus of all patterns.
        owners: The pattern of each of them.
    """
    patterns = len(layout.mid) - 1
    firsts = np.searchsorted(owners, np.arange(patterns))
    ranks = np.zeros((patterns, len(by_level.options)), dtype=np.int64)
    ranks[owners, chosen] = np.arange(len(chosen)) - firsts[owners]
    menus_of = firsts_of(np.bincount(owners, minlength=patterns)[layout.pattern])
    publics = np.repeat(np.arange(len(layout.pattern)), np.diff(layout.state))
    place, pattern = np.arange(len(publics)) - layout.state[publics], layout.pattern[publics]
    level = layout.states.levels[layout.states.firsts[pattern] + place]
    return menus_of, as_places(menus_of[publics] + ranks[pattern, by_level.menu[level]])


def _option_table(model: Model, options: list[list[_Option]], owners: Ints) -> OptionTable:
    """
    List the options of menus.

    Args:
        model: The compiled game.
        options: Those of each menu.
        owners: The pattern of each menu.
    """
    listed = list(chain.from_iterable(options))
    sizes = np.array([len(ends) for ends, _ in listed])
    ends = np.array(list(chain.from_iterable(ends for ends, _ in listed)), dtype=np.int64)
    level, entry = ends.reshape(-1, 2).T
    along = np.repeat(np.repeat(owners, [len(some) for some in options]), sizes)
    return OptionTable(
        edge=firsts_of(sizes),
        mid=as_places(layout_of(model).mids.ranks[along, level]),
        entry=as_places(entry),
        inside=np.array(model.levels.inside, dtype=np.int8)[level],
        cost=as_places(np.array([cost for _, cost in listed])),
        is_sure=bool((sizes == 1).all() and (model.acted.table[np.unique(entry)] == 1).all()),
    )


def _ahead(layout: Layout, menu: Ints) -> ProspectTable:
    """Find what follows the nodes of each pattern, as far as it does not hang on levels alone."""
    posts, rows = layout.posts
    patterns = len(layout.mid) - 1
    width = int(menu.max(initial=0)) + 1
    height = int(rows.max(initial=0)) + 1
    codes = (posts.owners * height + rows) * width + menu[posts.levels]
    different, example, prospect = np.unique(codes, return_index=True, return_inverse=True)
    owners = different // (height * width)
    firsts = np.searchsorted(owners, np.arange(patterns))
    prospect = prospect.reshape(-1) - firsts[posts.owners]  # of each node after nature
    by_pattern = np.bincount(owners, minlength=patterns)
    places, publics = spread(firsts, by_pattern, layout.pattern.astype(np.int64))
    own = example[places] - posts.firsts[owners[places]]
    ends = layout.drift_post + posts.firsts[np.repeat(layout.mids.owners, np.diff(layout.mid_edge))]
    posts_of = layout.post[publics] + own
    return ProspectTable(
        first=firsts_of(by_pattern[layout.pattern]),
        post=layout.post_node[posts_of],
        row=layout.post_row[posts_of],
        end=as_places(prospect[ends]),
        most=int(by_pattern.max(initial=0)),
    )
