"""
Chains without a choice: how long until a call, how often a rung is in force, how sure a promise is.
"""

from collections import defaultdict
from math import inf

import numpy as np
from oracle_rules import HOLD, Place

ENOUGH = 400_000
NEVER = 1e-12


def pinned(world, crossed) -> list:
    """
    The starts of a chain on which no track is moved: compliant, or with the line crossed on the
    first track that it names.
    """
    sure = [
        max(
            world._start_of(track, (world.data.get("start") or {}).get(track["id"])),
            key=lambda pair: pair[0],
        )[1]
        for track in world.tracks
    ]
    first = next(track["id"] for track in world.tracks if track["id"] in world.data["red_line"])
    pin = (
        (lambda track, place: _across(world, track) if track["id"] == first else place)
        if crossed
        else lambda track, place: _outside(world, track, place)
    )
    places = tuple(pin(track, place) for track, place in zip(world.tracks, sure, strict=True))
    return list(_gathered((s._replace(places=places), p) for p, s in world.start()).items())


def _across(world, track):
    return Place(min(world.data["red_line"][track["id"]], key=track["levels"].index))


def _outside(world, track, place):
    levels = world.data["red_line"].get(track["id"], ())
    is_mixed = isinstance((world.data.get("start") or {}).get(track["id"]), dict)
    moves = bool(levels) and (is_mixed or place.level in levels)
    return (
        Place(next(level for level in track["levels"] if level not in levels)) if moves else place
    )


def onward(world, state) -> list:
    """One period of such a chain: the red-line tracks stay, the others hold, nature drifts."""
    free = [(p, to) for p, to in world.moved(state.places, (HOLD,) * len(world.tracks))[1] if p > 0]
    stays = [track["id"] in world.data["red_line"] for track in world.tracks]
    found = []
    for chance, to in free:
        places = tuple(
            old if stay else new for stay, old, new in zip(stays, state.places, to, strict=True)
        )
        found += [
            b._replace(chance=b.chance * chance)
            for b in world.reactions(state, places)
            if b.chance > 0
        ]
    return found


class Chain:
    """The chain as a table, found once."""

    def __init__(self, world, crossed):
        self.world = world
        self.start = pinned(world, crossed)
        self.table, frontier = {}, [state for state, _ in self.start]
        for state in frontier:  # the list grows while it is read
            if state not in self.table:
                self.table[state] = onward(world, state)
                frontier += [branch.state for branch in self.table[state]]

    def outlast(self, event):
        """The chance, period by period, that an event has not happened yet."""
        mass = dict(self.start)
        yield 1.0
        while True:
            mass = _gathered(
                (b.state, p * b.chance)
                for state, p in mass.items()
                for b in self.table[state]
                if not event(b)
            )
            yield sum(mass.values())


def _gathered(pairs):
    total = defaultdict(float)
    for state, chance in pairs:
        total[state] += chance
    return total


def mean_time(outlast) -> float | None:
    """
    The mean number of the first period of an event, counted from 1; None if it may never come.
    """
    total, last = 0.0, 1.0
    for periods, chance in enumerate(outlast):
        total += chance
        if chance < 1e-16:
            return total
        if (periods > 100 and chance > (1 - 1e-7) * last) or periods > ENOUGH:
            return None
        last = chance
    return None


def calls(world) -> dict:
    """
    The mean first period in which a rung at least this high is called, heard or not, for a
    challenger who complies or has crossed.
    """
    chains = {"compliant": Chain(world, crossed=False), "crossed": Chain(world, crossed=True)}
    return {
        rung["id"]: {
            name: mean_time(chain.outlast(lambda b, number=number: b.called >= number))
            for name, chain in chains.items()
        }
        for number, rung in enumerate(world.rungs)
        if number
    }


def threat_discount(world, rung) -> float:
    """
    E[δ^τ]: τ is the first period, from 0, in which a rung at least this high is in force after a
    crossing in period 0.
    """
    discount, total, last = world.discount("challenger"), 0.0, 1.0
    outlast = Chain(world, crossed=True).outlast(lambda b: b.state.rung >= world.index[rung])
    for t, chance in enumerate(outlast):
        if t:
            total += discount ** (t - 1) * (last - chance)
        if t > 20_000 or discount**t < 1e-16:
            break
        last = chance
    return total


def calm(world, periods) -> float:
    """
    The chance that nothing above the lowest rung is in force within so many periods, the red line
    untouched.
    """
    for t, chance in enumerate(Chain(world, crossed=False).outlast(lambda b: b.state.rung > 0)):
        if t == min(periods, world.horizon):
            return chance
    raise AssertionError


def shares(asked) -> dict:
    """
    The long-run share of periods with each rung in force, as solved; over all periods where there
    is an end.

    An act less likely than `NEVER` a period does not count in the long run:
    `docs/reference/game-answer.md`.
    """
    found = {}
    for rung in asked.world.rungs[1:]:
        by_type = [
            (float(kind.get("prior", 1)), _share(asked, kind, rung["id"])) for kind in asked.kinds
        ]
        found[rung["id"]] = (
            None
            if any(share is None for _, share in by_type)
            else sum(prior * share for prior, share in by_type)
        )
    return found


def _share(asked, kind, rung):
    if asked.world.horizon != inf:
        walk = asked.walk(kind)
        if len(walk) < asked.world.horizon:
            return None
        return sum(record["rung"][rung] for record in walk) / sum(
            sum(record["rung"].values()) for record in walk
        )  # as long as it lasts
    if any(
        float(one.get("hazard", 0))
        for rung in asked.world.rungs
        for one in (rung, *(rung.get("without") or []))
    ):
        return None  # in the long run the world has ended
    arena = asked.arena({"never": "hold", "always": "always"}.get(kind.get("behaviour"), "free"))
    chances = np.where(asked.solved(kind).weights[0] < NEVER, 0.0, asked.solved(kind).weights[0])
    mass = np.zeros(len(arena.nodes))
    for chance, state, phase in arena.begin:
        mass[arena.nodes[state, phase]] += chance
    step = np.zeros((len(mass), len(mass)))
    np.add.at(step, arena.owner, chances[:, None] * arena.step.toarray())
    step = 0.5 * (
        step + np.eye(len(mass))
    )  # half a step at a time: the same long run, without cycles
    for _ in range(60):
        step = step @ step
        step /= step.sum(axis=1, keepdims=True)
    force = np.array([state.rung == asked.world.index[rung] for state, _ in arena.nodes])
    return float((mass @ step)[force].sum())
