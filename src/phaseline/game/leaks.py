"""
Where a threat leaks: what a ladder would change if nothing stood between an act and its answer,
and what each thing that stands between takes away.

What can be lifted is read from the game: consent that is not certain, acts that are not seen, time
that passes, answers that come anyway, nature that mutes them, credit that is spent, answers that
are not taken back, goods that are short. All corners are solved, with each set of these lifted;
what each takes away is its Shapley share, so that the shares add up to the whole.

Source:
    Shapley, "A value for n-person games", *Contributions to the Theory of Games* II (1953),
    307–317.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import reduce
from math import factorial
from operator import or_
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from phaseline.game.ahead import foreseen, grouped
from phaseline.game.arrays import Floats
from phaseline.game.compile.games import branches, frame
from phaseline.game.spec import (
    Game,
    LadderSpec,
    Monitor,
    Policy,
    Reports,
    RungSpec,
    TrackSpec,
    Vote,
)
from phaseline.terms.record import record
from phaseline.terms.ties import CLOSE, in_order

MOST_LEAKS = 5  # 32 corners; what is left is pooled in the last
POOLED = "others"
SAMPLED = 4  # ways on which orders go, and games of each, by which it is settled what is pooled


class LeakKind(Enum):
    """What stands between an act and its answer."""

    CONSENT = "consent"  # a body may refuse, or takes its time to vote
    SEEING = "seeing"  # the act may go unseen, others be reported by mistake, or one report not do
    LEADS = "leads"  # from consent to force time passes
    ANYWAY = "comes anyway"  # a step comes though nobody crosses
    NATURE = "nature"  # what nature does mutes the answer
    CREDIT = "credit"  # calls that were not carried out are remembered
    STANDDOWN = "stand-down"  # what is in force stays, though its cause has gone
    GOODS = "goods"  # not all of it can be delivered


@record
class Leak:
    """
    One thing, or several pooled, that a threat loses by.

    Args:
        kinds: What it is; several where they are pooled.
        shares: What it takes away, as a Shapley share (draw) [period].
        first_in: What lifting it alone changes (draw) [period].
        last_out: What lifting it changes once all others are lifted (draw) [period].
    """

    kinds: tuple[LeakKind, ...]
    shares: Floats
    first_in: Floats
    last_out: Floats

    @property
    def id(self) -> str:
        """What it is called where a program reads it."""
        return POOLED if len(self.kinds) > 1 else self.kinds[0].value.replace(" ", "-")


@record
class LeakStudy:
    """
    A ladder with everything lifted that its threat leaks by.

    Effects are in periods across the line, less those without a ladder.

    Args:
        as_is: The effect as it is (draw) [period].
        lifted: The effect with everything lifted (draw) [period].
        leaks: What it leaks by, in the order of `LeakKind`; what changes no corner is left out.
        corners: The effect with each set of leaks lifted: leak i is lifted in corner c where bit i
            of c is set (corner, draw) [period].
        across: The periods across the line themselves, likewise (corner, draw) [period].
    """

    as_is: Floats
    lifted: Floats
    leaks: tuple[Leak, ...]
    corners: Floats
    across: Floats

    @property
    def total(self) -> Floats:
        """What all leaks take away together (draw) [period]."""
        return self.lifted - self.as_is


def leak_study(games: Sequence[Game], kinds: Collection[LeakKind] = tuple(LeakKind)) -> LeakStudy:
    """
    Solve a ladder with each set of its leaks lifted, and share out what they take away.

    Args:
        games: One game a draw, with an end.
        kinds: What may be lifted.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    return _studies(games, kinds, {"": None})[""]


def leak_studies(games: Sequence[Game]) -> tuple[LeakStudy, Mapping[str, LeakStudy]]:
    """
    Do the same against all types of challenger together, and against each of them alone: what is
    pooled for all of them is pooled for each.

    Args:
        games: One game a draw, with an end.

    Returns:
        The study of all types, and those of each, by its id.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    types = games[0].challenger.types
    if len(types) == 1:
        study = leak_study(games)
        return study, {types[0].id: study}
    alone = {kind.id: place for place, kind in enumerate(types)}
    studies = _studies(games, tuple(LeakKind), {"": None, **alone})
    return studies.pop(""), studies


_Side: TypeAlias = int | None  # the place of a type that is played alone; None: all of them


def _alone(game: Game, place: _Side) -> Game:
    """
    Give a game against one type alone, named by how it behaves: those that behave alike are solved
    together.
    """
    if place is None:
        return game
    kind = game.challenger.types[place]
    alone = replace(kind, id=kind.behaviour, prior=1.0)
    return replace(game, challenger=replace(game.challenger, types=(alone,)))


def _studies(
    games: Sequence[Game], kinds: Collection[LeakKind], sides: Mapping[str, _Side]
) -> dict[str, LeakStudy]:
    """Study games against several sides at once; what is pooled is settled for all types."""
    groups = _pooled(games, _present(games, kinds))
    corners, across = _corners(games, groups, [*sides.values()])
    felt = _felt(corners)
    chosen = [_spread_bits(corner, felt) for corner in range(2 ** len(felt))]
    some = [groups[place] for place in felt]
    rows = zip(
        sides,
        np.split(corners[chosen], len(sides), axis=1),
        np.split(across[chosen], len(sides), axis=1),
        strict=True,
    )
    return {name: _study(some, effects, months) for name, effects, months in rows}


def _present(games: Sequence[Game], kinds: Collection[LeakKind]) -> list[LeakKind]:
    """Give the kinds of which there is anything to lift in any game, in their order."""
    return [
        kind for kind in LeakKind if kind in kinds and any(leaks_by(game, kind) for game in games)
    ]


def _felt(corners: Floats) -> list[int]:
    """Give the places of what changes any corner."""
    places = range(len(corners).bit_length() - 1)
    return [place for place in places if np.abs(_marginals(corners, place)).max() > CLOSE]


def _study(groups: Sequence[tuple[LeakKind, ...]], corners: Floats, across: Floats) -> LeakStudy:
    last = len(corners) - 1
    leaks = tuple(
        Leak(
            kinds=kinds,
            shares=shapley_share(corners, place),
            first_in=corners[1 << place] - corners[0],
            last_out=corners[last] - corners[last ^ (1 << place)],
        )
        for place, kinds in enumerate(groups)
    )
    return LeakStudy(
        as_is=corners[0], lifted=corners[-1], leaks=leaks, corners=corners, across=across
    )


def shapley_share(corners: Floats, place: int) -> Floats:
    """
    Give the Shapley share of one of several: the mean, over the orders in which they are lifted, of
    what lifting it changes (draw).

    Args:
        corners: What each set comes to, by the bits of its number (corner, draw).
        place: Which of them.
    """
    size = len(corners).bit_length() - 1
    weights = np.array(
        [
            factorial(taken := without.bit_count()) * factorial(size - taken - 1) / factorial(size)
            for without in _without(corners, place)
        ]
    )
    return np.asarray(weights @ _marginals(corners, place), dtype=np.float64)


def _without(corners: Floats, place: int) -> list[int]:
    return [corner for corner in range(len(corners)) if not corner >> place & 1]


def _marginals(corners: Floats, place: int) -> Floats:
    """Give what lifting one changes, for each set of the others (corner, draw)."""
    without = np.array(_without(corners, place))
    return np.asarray(corners[without | (1 << place)] - corners[without], dtype=np.float64)


def _spread_bits(corner: int, places: Sequence[int]) -> int:
    """Give the number of a set among all, from its number among those at some places."""
    return reduce(or_, (1 << place for bit, place in enumerate(places) if corner >> bit & 1), 0)


def _pooled(games: Sequence[Game], kinds: Sequence[LeakKind]) -> list[tuple[LeakKind, ...]]:
    """
    Keep those apart that change most alone or last, where there are too many for all corners, and
    pool the others.
    """
    if len(kinds) <= MOST_LEAKS:
        return [(kind,) for kind in kinds]
    some = _Sampled(_sample(games))
    ends = some.effects(()), some.effects(kinds)
    sizes = {kind: _size(some, kind, kinds, ends) for kind in kinds}
    apart = in_order(kinds, lambda kind: sizes[kind])[: MOST_LEAKS - 1]
    rest = tuple(kind for kind in kinds if kind not in apart)
    return [*((kind,) for kind in kinds if kind in apart), rest]


def _sample(games: Sequence[Game]) -> list[Game]:
    """
    Give a few games of a few ways on which orders and votes go, to see which leaks matter: to solve
    all of them is what takes time.
    """
    groups = [places for places, _ in grouped(games, branches)]
    step = max(1, len(groups) // SAMPLED)
    return [games[place] for places in groups[::step] for place in places[:SAMPLED]]


class _Sampled:
    """
    A few games, with some leaks lifted.

    Args:
        games: The games.
    """

    def __init__(self, games: Sequence[Game]) -> None:
        self.games = games
        self.without: dict[bool, Floats] = {}  # as with all corners

    def effects(self, kinds: Collection[LeakKind]) -> Floats:
        """Give the periods across with some leaks lifted, less those without a ladder (draw)."""
        played = [without_leaks(game, kinds) for game in self.games]
        is_still = LeakKind.NATURE in kinds
        if is_still not in self.without:
            self.without[is_still] = periods_across([bare(game) for game in played])
        return periods_across(played) - self.without[is_still]


def _size(
    games: _Sampled, kind: LeakKind, kinds: Sequence[LeakKind], ends: tuple[Floats, Floats]
) -> float:
    """Give how much a leak changes alone or last, whichever is more, on average over the draws."""
    as_is, lifted = ends
    alone = games.effects((kind,)) - as_is
    last = lifted - games.effects([other for other in kinds if other is not kind])
    return float(np.maximum(np.abs(alone), np.abs(last)).mean())


def _corners(
    games: Sequence[Game], groups: Sequence[tuple[LeakKind, ...]], sides: Sequence[_Side]
) -> tuple[Floats, Floats]:
    """
    Give the effect and the periods across with each set lifted, one side after another (corner,
    side · draw).
    """
    sets = [
        [kind for place, group in enumerate(groups) if corner >> place & 1 for kind in group]
        for corner in range(2 ** len(groups))
    ]
    without: dict[bool, Floats] = {}  # of all that is lifted, nature alone is not of the ladder
    corners, across = [], []
    for lift in sets:
        played = [without_leaks(game, lift) for game in games]
        is_still = LeakKind.NATURE in lift
        if is_still not in without:
            without[is_still] = _across_by_side([bare(game) for game in played], sides)
        across.append(_across_by_side(played, sides))
        corners.append(across[-1] - without[is_still])
    return np.array(corners), np.array(across)


def _across_by_side(games: Sequence[Game], sides: Sequence[_Side]) -> Floats:
    """
    Give the periods across the line against each side in turn (side · draw) [period].

    What is lifted and what structure a game has are the same against all sides, so that both are
    settled once; sides of one behaviour are solved together.
    """
    months = np.empty((len(sides), len(games)))
    for places, alike in grouped(games, frame):
        kinds = alike[0].challenger.types
        behaviours = [None if side is None else kinds[side].behaviour for side in sides]
        for behaviour in dict.fromkeys(behaviours):
            rows = [row for row, other in enumerate(behaviours) if other == behaviour]
            played = [_alone(game, sides[row]) for row in rows for game in alike]
            inside = foreseen(played, ("inside",))[0]["inside"]
            months[np.ix_(rows, places)] = inside.reshape(len(rows), -1)
    return months.reshape(-1)


def periods_across(games: Sequence[Game]) -> Floats:
    """
    Give the expected periods across the line while the game goes on (draw) [period].

    Args:
        games: One game a draw, with an end.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    months = np.empty(len(games))
    for places, alike in grouped(games, frame):
        months[places] = foreseen(alike, ("inside",))[0]["inside"]
    return months


def bare(game: Game) -> Game:
    """Give the game without its ladder: the rung in force at the start stays."""
    start = {key: value for key, value in game.start.items() if key not in _OF_THE_LADDER}
    return replace(game, monitor=None, start=start, ladder=LadderSpec(rungs=game.ladder.rungs[:1]))


_OF_THE_LADDER = frozenset({"rung", "monitor", "clock", "credit"})


def against(game: Game, name: str) -> Game:
    """
    Give a game against one type of challenger alone.

    Args:
        game: The game.
        name: The id of the type.
    """
    types = tuple(replace(kind, prior=1.0) for kind in game.challenger.types if kind.id == name)
    return replace(game, challenger=replace(game.challenger, types=types))


def leaks_by(game: Game, kind: LeakKind) -> bool:
    """Whether there is anything of a kind to lift in a game."""
    return _LIFTS[kind](game) != game


def without_leaks(game: Game, kinds: Collection[LeakKind]) -> Game:
    """
    Give a game with some leaks lifted.

    Args:
        game: The game.
        kinds: What is lifted.
    """
    for kind in LeakKind:
        if kind in kinds:
            game = _LIFTS[kind](game)
    return game


def _with_rungs(game: Game, change: Callable[[RungSpec], RungSpec]) -> Game:
    rungs = (game.ladder.rungs[0], *map(change, game.ladder.rungs[1:]))
    return replace(game, ladder=replace(game.ladder, rungs=rungs))


def _with_policy(game: Game, policy: Policy) -> Game:
    return replace(game, ladder=replace(game.ladder, policy=policy))


def _consenting(game: Game) -> Game:
    """
    Every consent is certain and given at once; the wait of a vote is gone, and nothing is asked
    beforehand.
    """
    return _with_rungs(game, lambda rung: replace(rung, consent=1.0, authority=None))


def _seeing(game: Game) -> Game:
    """What crosses is reported, what does not is not, and one report calls."""
    if game.monitor is None:
        return game
    watched = {*game.monitor.tracks, game.monitor.track} - {""}
    tracks = tuple(
        _seen(track, game.red_line.get(track.id, track.levels[1:]))
        if track.reports and (not watched or track.id in watched)
        else track
        for track in game.challenger.tracks
    )
    monitor, policy = _one_report(game.monitor, game.ladder.policy)
    seen = replace(game, monitor=monitor, challenger=replace(game.challenger, tracks=tracks))
    return _with_policy(seen, policy)


def _seen(track: TrackSpec, across: Collection[str]) -> TrackSpec:
    assert track.reports is not None  # noqa: S101  # what is not reported is not seen
    labels = track.reports.labels
    quiet, loud = (
        tuple(float(label == sure) for label in labels) for sure in (labels[0], labels[-1])
    )
    rows = {level: loud if level in across else quiet for level in track.levels}
    return replace(track, reports=Reports(labels=labels, likelihood=rows))


def _one_report(monitor: Monitor, policy: Policy) -> tuple[Monitor, Policy]:
    """Let one report do, where reports are counted."""
    match monitor.kind:
        case "counter":
            single = replace(monitor, up=1)
        case "run":
            single = replace(monitor, k=1)
        case _:  # their states are what is seen, or what follows from it: one report leads there
            return monitor, policy
    entries = {
        rung: min(state, 1.0) if isinstance(state, int | float) else state
        for rung, state in policy.enter.items()
    }
    return single, replace(policy, enter=entries)


def _at_once(game: Game) -> Game:
    """Nothing takes time from its consent on, and no vote takes time."""

    def change(rung: RungSpec) -> RungSpec:
        consent = rung.consent
        return replace(
            rung,
            lead=0,
            released=replace(rung.released, lead=0) if rung.released else None,
            consent=replace(consent, lead=0) if isinstance(consent, Vote) else consent,
        )

    return _with_rungs(game, change)


def _conditional(game: Game) -> Game:
    """
    What would come by its date comes when a crossing is reported, with what reports call already.
    """
    policy = game.ladder.policy
    if not policy.deadline or not policy.enter:
        return game
    first = next(rung.id for rung in game.ladder.rungs if rung.id in policy.enter)
    called = {rung: policy.enter[first] for rung in policy.deadline if rung not in policy.enter}
    return _with_policy(game, replace(policy, deadline={}, enter={**called, **policy.enter}))


def _unmuted(game: Game) -> Game:
    """Nature stays where it is, as far as losses depend on it."""
    muting = {
        track
        for rung in game.ladder.rungs
        if isinstance(rung.loss, Mapping)
        for track, row in rung.loss.items()
        if len({*row.values()}) > 1
    }
    tracks = tuple(
        _still(track) if track.drift and track.id in muting else track
        for track in game.challenger.tracks
    )
    return replace(game, challenger=replace(game.challenger, tracks=tracks))


def _still(track: TrackSpec) -> TrackSpec:
    drift = {level: dict.fromkeys(ends, 0.0) for level, ends in track.drift.items()}
    return replace(track, drift=drift)


def _believed(game: Game) -> Game:
    """Every call is believed."""
    start = {key: value for key, value in game.start.items() if key != "credit"}
    return replace(game, responder=replace(game.responder, credit=None), start=start)


def _taken_back(game: Game) -> Game:
    """What is no longer called is taken back at once, in force or on its way."""
    policy = replace(game.ladder.policy, dwell=0, cancel_on_clear=True)
    return _with_rungs(_with_policy(game, policy), lambda rung: replace(rung, standdown=1.0))


def _delivered(game: Game) -> Game:
    """Everything can be delivered."""
    return _with_rungs(game, lambda rung: replace(rung, feasibility=1.0))


_LIFTS: Mapping[LeakKind, Callable[[Game], Game]] = MappingProxyType(
    {
        LeakKind.CONSENT: _consenting,
        LeakKind.SEEING: _seeing,
        LeakKind.LEADS: _at_once,
        LeakKind.ANYWAY: _conditional,
        LeakKind.NATURE: _unmuted,
        LeakKind.CREDIT: _believed,
        LeakKind.STANDDOWN: _taken_back,
        LeakKind.GOODS: _delivered,
    }
)
