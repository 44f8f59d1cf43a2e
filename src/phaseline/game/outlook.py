"""
What a finite game comes to, read off in two walks: what ranges over many draws are wanted of.

Source:
    `docs/explanation/the-game.md`, on values and chances.
"""

from collections.abc import Sequence

import numpy as np

from phaseline.game.arrays import Bools, Floats
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import responder_parts
from phaseline.game.flow import FlowCut, entering, leaving, walked
from phaseline.game.metrics import ResponderParts
from phaseline.game.play import Play
from phaseline.terms.record import record


@record
class Outlook:
    """
    What a finite game comes to, over all types (draw).

    Args:
        crossing: The chance that the line is entered within each horizon, from outside.
        leaving: The chance that it is left within each horizon, from inside; not a number where
            nothing starts inside.
        inside: The expected number of periods inside [period].
        marked: The expected number of periods inside while a track stands at a level that is asked
            for [period].
        disaster: The chance of a disaster before the end.
        value: The responder's value [M].
        rungs: The share of periods in which each rung is in force (rung, draw).
        parts: The parts of the responder's value, discounted sums; the value is benefit less all
            others.
    """

    crossing: dict[int, Floats]
    leaving: dict[int, Floats]
    inside: Floats
    marked: Floats
    disaster: Floats
    value: Floats
    rungs: Floats
    parts: ResponderParts


def outlook(
    play: Play,
    horizons: Sequence[int],
    *,
    marked: tuple[str, str] | None = None,
    with_chances: bool = True,
) -> Outlook:
    """
    Walk once through a finite game and read everything off that ranges are wanted of.

    Args:
        play: The ladder as played; its horizon is finite.
        horizons: The numbers of periods.
        marked: A track and a level of it.
        with_chances: Whether the chances of crossing and leaving are wanted, which take a walk
            more.
    """
    model = play.model
    unknown = {horizon: np.full(model.draws, np.nan) for horizon in horizons}
    changes = first_changes(play, horizons) if with_chances else (unknown, unknown)
    inside = model.inside.astype(bool)[model.level_of]
    is_marked = inside & stands_at(model, marked)[model.level_of]
    sums = [np.zeros(model.draws) for _ in range(4)]
    rungs = np.zeros((len(model.program.rungs), model.draws))
    reached, passed = np.zeros_like(model.start), np.zeros((len(model.post_level), model.draws))
    for kind in play.types:
        discount = np.ones(model.draws)
        steps = walked(
            model,
            play.responder.survival,
            kind.chance,
            periods=int(model.horizon),
            start=model.start,
        )
        for step in steps:
            value = (step.arrival * play.responder.state).sum(axis=0) + (
                step.post * play.responder.post
            ).sum(axis=0)
            lost = (step.arrival * (1 - play.responder.survival)).sum(axis=0)
            parts = (
                step.arrival[inside].sum(axis=0),
                step.arrival[is_marked].sum(axis=0),
                lost,
                discount * value,
            )
            sums = [total + kind.prior * part for total, part in zip(sums, parts, strict=True)]
            for rung in range(len(rungs)):
                rungs[rung] += kind.prior * step.arrival[model.rung_of == rung].sum(axis=0)
            reached += kind.prior * discount * step.arrival
            passed += kind.prior * discount * step.post
            discount = discount * play.responder.discount
    return Outlook(
        crossing=changes[0],
        leaving=changes[1],
        inside=sums[0],
        marked=sums[1],
        disaster=sums[2],
        value=sums[3],
        rungs=rungs / rungs.sum(axis=0),
        parts=_parts(play, reached, passed),
    )


def _parts(play: Play, reached: Floats, passed: Floats) -> ResponderParts:
    """Give the parts of the responder's value from the discounted flow through states and nodes."""
    parts = responder_parts(play.model)
    return ResponderParts(
        benefit=(reached * parts.benefit).sum(axis=0),
        cost=(reached * parts.cost).sum(axis=0) + (passed * parts.setup).sum(axis=0),
        harm=(reached * parts.harm).sum(axis=0),
        audience=(passed * parts.audience).sum(axis=0),
        disaster=(reached * parts.disaster).sum(axis=0),
    )


def first_changes(
    play: Play, horizons: Sequence[int]
) -> tuple[dict[int, Floats], dict[int, Floats]]:
    """
    Give the chance of a first crossing from outside, and of a first leaving from inside, within
    each number of periods.

    Both are read off one walk: what is cut out when it first changes sides never mixes.

    Args:
        play: The ladder as played; its horizon is finite.
        horizons: The numbers of periods.
    """
    model = play.model
    enters, leaves = entering(model).acted, leaving(model).acted
    # Both cut edges of `acted`, so neither is none.
    assert enters is not None and leaves is not None  # noqa: S101, PT018
    edges = model.acted
    sides = (enters, leaves)
    totals = [[np.zeros(model.draws)] for _ in sides]
    for kind in play.types:
        steps = walked(
            model,
            play.responder.survival,
            kind.chance,
            periods=int(model.horizon),
            start=model.start,
            cut=FlowCut(acted=enters | leaves),
        )
        for period, step in enumerate(steps, start=1):
            for side, total in zip(sides, totals, strict=True):
                lost = kind.prior * (edges.chances[side] * step.pair[edges.origins[side]]).sum(
                    axis=0
                )
                if len(total) <= period:
                    total.append(np.zeros(model.draws))
                total[period] = total[period] + lost
    shares = []
    for total, start in zip(totals, (play.not_yet, play.already), strict=True):
        sums, mass = np.cumsum(total, axis=0), start.sum(axis=0)
        shares.append(
            {
                horizon: np.divide(
                    sums[min(horizon, len(sums) - 1)],
                    mass,
                    out=np.full(model.draws, np.nan),
                    where=mass > 0,
                )
                for horizon in horizons
            }
        )
    return shares[0], shares[1]


def stands_at(model: Model, marked: tuple[str, str] | None) -> Bools:
    """Say whether a track stands at a level, by joint levels; nowhere if none is asked for."""
    is_there = np.zeros(len(model.levels.states), dtype=bool)
    for place, track in enumerate(model.levels.tracks):
        if marked and track.id == marked[0] and marked[1] in track.levels:
            is_there = np.array(
                [state[place][0] == track.levels.index(marked[1]) for state in model.levels.states]
            )
    return is_there
