"""
Would the responder rather do something else, once it is called to act? And how dear must reneging
be for it not to?

At each public decision node (monitor, rung, order, credit, clock, what shows of the levels) in
which the ladder calls for another rung than the one in force, every other rung is tried once; the
challenger's strategy and the rest of the ladder stay. The levels that the responder cannot see are
weighed by how often they go with the node, given the solved behaviour; at nodes that this behaviour
never reaches, by a challenger who errs a little. The largest gain is the self-enforcement gap; the
least audience cost that makes the ladder self-enforcing is that gain less what a renege costs in
credit, and may be negative.

Source:
    Fearon, *Journal of Conflict Resolution* 41 (1997), 68–90, for tying hands;
    `docs/explanation/the-game.md`, (16) and (17).
"""

from collections.abc import Iterator
from math import inf

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import setup_cost
from phaseline.game.compile.program import CallOutcome, Public
from phaseline.game.flow import all_periods, walked
from phaseline.game.play import Play, PlayedGame
from phaseline.game.response import ChoiceRule, answered, followed
from phaseline.game.ties import first_most
from phaseline.terms.record import record
from phaseline.terms.ties import is_more

TREMBLE = 20.0  # precision of the challenger who errs a little, over the size of its values
_UNREACHED = 1e-12


@record
class Binding:
    """
    Where a ladder is hardest to keep.

    Args:
        period: The period; None where there is no end.
        monitor: The monitor's state.
        rung: The id of the rung in force.
        called: The id of the rung that is called.
        instead: The id of the rung that the responder would rather have.
        shown: The levels that everybody sees, by track.
        is_off_path: Whether the solved behaviour never reaches it.
    """

    period: int | None
    monitor: str | float
    rung: str
    called: str
    instead: str
    shown: tuple[tuple[str, str], ...]
    is_off_path: bool


@record
class Credibility:
    """
    How a ladder stands without commitment.

    Args:
        gap: The largest gain from one deviation, at least 0: doing what is called is one of the
            choices [M].
        least_audience_cost: The least audience cost at which it is self-enforcing; negative where
            it is so anyway [M].
        binds_at: Where that cost is needed; None where nothing else than the rung in force is ever
            called.
    """

    gap: float
    least_audience_cost: float | None
    binds_at: Binding | None


@record
class _Node:
    """
    A public decision node: the public part, the monitor after the report, the call, and the levels
    that may lead there.
    """

    public: int
    monitor: int
    called: int
    posts: Ints
    chances: Floats  # of this monitor's state, by post


def credibility(play: Play) -> Credibility:
    """
    Find the largest gain from one deviation.

    Args:
        play: The ladder as played, its game compiled with deviations; one draw.
    """
    model = play.model
    values = _values_by_period(
        [followed(model, play.responder, kind.chances) for kind in play.types]
    )
    worths = _Worths(play, values)
    masses = _by_post([_post_mass(play, kind, kind.chances) for kind in play.types])
    trembling = _by_post(
        [_post_mass(play, kind, _erring_chances(model, kind)) for kind in play.types]
    )
    best: tuple[float, float, Binding | None] = (0.0, -inf, None)
    for node in _nodes(model):
        chances = node.chances[:, None, None]
        weight, off_path = _weights(masses[node.posts] * chances, trembling[node.posts] * chances)
        for other, gain, dearer in _gains(worths, node, weight):
            period = first_most(dearer)
            best = (max(best[0], float(gain.max())), best[1], best[2])
            if is_more(float(dearer[period]), best[1]):
                best = (
                    best[0],
                    float(dearer[period]),
                    _binding(model, node, other, period, is_off_path=bool(off_path[period])),
                )
    return Credibility(
        gap=best[0], least_audience_cost=best[1] if best[2] else None, binds_at=best[2]
    )


def _gains(worths: "_Worths", node: _Node, weight: Floats) -> Iterator[tuple[int, Floats, Floats]]:
    """
    Give each other rung with what it would gain the responder at a node, and with what it would
    gain if others trust one less who is seen to renege (period) [M].
    """
    here, as_called = worths.model.publics[node.public], worths.of(node, node.called)
    for other in worths.model.program.open_rungs(here.elapsed):
        if other == node.called:
            continue
        gain = dearer = _gain(weight, worths.of(node, other) - as_called)
        if other < node.called and node.called > here.rung:  # others see that it reneges
            dearer = _gain(weight, worths.of(node, other, is_seen=True) - as_called)
        yield other, gain, dearer


def _values_by_period(values: list[tuple[Floats, ...]]) -> Floats:
    """
    Give the values with what follows the last period (type, period + 1, state) [M].
    """
    is_endless = len(values[0]) == 1
    rows = [
        [period[:, 0] for period in by_period]
        + [by_period[0][:, 0] if is_endless else np.zeros(len(by_period[0]))]
        for by_period in values
    ]
    return np.array(rows)


def _by_post(masses: list[Floats]) -> Floats:
    """List masses of types by post node, so that those of a node lie together."""
    return np.ascontiguousarray(np.moveaxis(np.stack(masses), 2, 0))


def _post_mass(play: Play, kind: PlayedGame, chances: tuple[Floats, ...]) -> Floats:
    """
    Give how often levels and public part go together before the report, by period (period, post).
    """
    model = play.model
    if model.horizon == inf:
        total = all_periods(
            model,
            play.responder.survival,
            chances,
            discount=play.responder.discount,
            start=model.start,
        )
        mass = total.post.T
    else:
        steps = walked(
            model,
            play.responder.survival,
            lambda period: chances[period],
            periods=len(chances),
            start=model.start,
        )
        mass = np.stack([step.post[:, 0] for step in steps])
    return np.asarray(mass * kind.prior[0], dtype=np.float64)


def _erring_chances(model: Model, kind: PlayedGame) -> tuple[Floats, ...]:
    size = max(1e-9, *(float(np.abs(values).max()) for values in kind.choice.values))
    everything = np.ones(len(model.pair_state), dtype=bool)
    return answered(
        model, kind.payoffs, ChoiceRule(allowed=everything, precision=np.array([TREMBLE / size]))
    ).chances


def _nodes(model: Model) -> Iterator[_Node]:
    """
    List the decision nodes that can be reached although the responder always does what it called.
    """
    hidden = [place for place, track in enumerate(model.levels.tracks) if track.reports is not None]
    regular = _regular_posts(model)
    groups: dict[tuple[int, object], list[int]] = {}
    known: dict[tuple[int, int, int], dict[int, Floats]] = {}
    for post in np.flatnonzero(regular):
        levels = model.levels.states[model.post_level[post]]
        shown = tuple(local for place, local in enumerate(levels) if place not in hidden)
        groups.setdefault((int(model.post_public[post]), shown), []).append(int(post))
    for (public, _), posts in groups.items():
        yield from _calls(model, public, posts, known)


def _regular_posts(model: Model) -> Bools:
    """Say which post nodes can be reached from states that are no deviation's."""
    pair = model.regular[model.pair_state]
    mid = np.zeros(len(model.mid_level), dtype=bool)
    mid[model.acted.ends[pair[model.acted.origins]]] = True
    post = np.zeros(len(model.post_level), dtype=bool)
    post[model.drifted.ends[mid[model.drifted.origins]]] = True
    return post


def _calls(
    model: Model,
    public: int,
    posts: list[int],
    known: dict[tuple[int, int, int], dict[int, Floats]],
) -> Iterator[_Node]:
    here = model.publics[public]
    per_post = []
    for post in posts:
        level = int(model.post_level[post])
        by = here.monitor, here.rung, level  # what reports and monitor hang on
        if by not in known:
            known[by] = model.monitored(here, level)
        per_post.append(known[by])
    shown = model.program.shown(model.levels, int(model.post_level[posts[0]]))
    for monitor in sorted({state for next_states in per_post for state in next_states}):
        called = model.program.called(here, monitor, shown)
        if called != here.rung and not model.program.is_waiting(here, called):
            led = [
                (post, float(next_states[monitor][0]))
                for post, next_states in zip(posts, per_post, strict=True)
                if monitor in next_states
            ]
            leading, chances = zip(*led, strict=True)
            yield _Node(
                public=public,
                monitor=monitor,
                called=called,
                posts=np.array(leading, dtype=np.int64),
                chances=np.array(chances),
            )


def _weights(mass: Floats, trembling: Floats) -> tuple[Floats, Bools]:
    """
    Give the posterior over types and levels, by period (post, type, period), and whether it is that
    of a challenger who errs.
    """
    total, other = mass.sum(axis=(0, 1)), trembling.sum(axis=(0, 1))
    off_path = total <= _UNREACHED
    used = np.where(off_path, trembling, mass)
    size = np.where(off_path, other, total)
    return used / np.where(size > 0, size, 1.0), off_path


class _Worths:
    """
    What it is worth to have a rung called, before any audience cost.

    Args:
        play: The ladder as played.
        values: What states are worth to the responder, beside each type (type, period + 1, state)
            [M].
    """

    def __init__(self, play: Play, values: Floats) -> None:
        self.model, responder = play.model, play.responder
        self.known: dict[tuple[int, int, int], tuple[CallOutcome, ...]] = {}
        ahead = responder.discount[0] * responder.survival[:, 0] * values[:, 1:]
        # on arrival in a state (state, type, period), so that those of a node lie together
        self.arrival = np.ascontiguousarray(np.moveaxis(responder.state[:, 0] + ahead, 2, 0))
        self.codes = self.model.level_of * len(self.model.publics) + self.model.public_of

    def of(self, node: _Node, rung: int, *, is_seen: bool = False) -> Floats:
        """
        Give what it is worth at a node (post, type, period) [M].

        Args:
            node: The node.
            rung: The rung that is called there.
            is_seen: Whether others see that the responder reneges.
        """
        model, here = self.model, self.model.publics[node.public]
        total = np.zeros((len(node.posts), *self.arrival.shape[1:]))
        for outcome in self._outcomes(node, rung):
            public = model.program.distrusted(here, outcome.public) if is_seen else outcome.public
            states = self._states(model.post_level[node.posts], public)
            game = model.games[0]
            is_up = public.rung > here.rung
            setup = setup_cost(game.ladder.rungs[public.rung], game) if is_up else 0.0
            total += float(outcome.chance[0]) * (self.arrival[states] - setup)
        return total

    def _outcomes(self, node: _Node, rung: int) -> tuple[CallOutcome, ...]:
        """Give what may become of a call, which hangs on no level that is seen."""
        call = node.public, node.monitor, rung
        if call not in self.known:
            here = self.model.publics[node.public]
            self.known[call] = self.model.program.outcomes(here, node.monitor, rung)
        return self.known[call]

    def _states(self, levels: Ints, public: Public) -> Ints:
        code = self.model.public_index[public]
        return np.searchsorted(self.codes, levels * len(self.model.publics) + code)


def _gain(weight: Floats, difference: Floats) -> Floats:
    """
    Average a difference over types and levels, by period; -inf where nothing ever leads to the
    node.
    """
    mean = (weight * difference).sum(axis=(0, 1))
    return np.asarray(np.where(weight.sum(axis=(0, 1)) > 0, mean, -inf), dtype=np.float64)


def _binding(model: Model, node: _Node, instead: int, period: int, *, is_off_path: bool) -> Binding:
    rungs = model.program.rungs
    level = int(model.post_level[node.posts[0]])
    shown = tuple(
        (track.id, track.levels[model.levels.level(level, place)])
        for place, track in enumerate(model.levels.tracks)
        if track.reports is None
    )
    return Binding(
        period=None if model.horizon == inf else period,
        monitor=model.watch.states[node.monitor],
        rung=rungs[model.publics[node.public].rung].id,
        called=rungs[node.called].id,
        instead=rungs[instead].id,
        shown=shown,
        is_off_path=is_off_path,
    )
