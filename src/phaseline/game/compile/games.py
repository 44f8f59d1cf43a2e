"""
From words to numbers: the states that can be reached, and the steps between them.

Levels and public parts are walked through apart and joined by index. Each step is a list of edges,
so that a backup costs what the edges cost and never the square of the states.

All draws share the indices. Draws whose structure differs have to be compiled apart: `frame` tells
them apart, and `skeleton` those that take more work together. What has been walked through once is
kept for the next numbers: a game with other numbers and the same structure has only its tables made
anew.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from phaseline.game import columns, shared_parts
from phaseline.game.compile import remembered, shelf, solved
from phaseline.game.compile.model import Model
from phaseline.game.compile.parts import GameParts, is_heard, shape_of
from phaseline.game.compile.program import PolicyProgram
from phaseline.game.compile.rows import FollowedChoices
from phaseline.game.compile.rung_numbers import chance_of, chance_once_proved, lead_of_rung
from phaseline.game.compile.structure import Structure, structured
from phaseline.game.compile.walker import walked
from phaseline.game.levels import forget as forget_levels
from phaseline.game.levels import levels, own_tracks, paid_once
from phaseline.game.monitors.kinds import belief_of
from phaseline.game.shared_parts import once
from phaseline.game.spec import Game, Policy, RungSpec, TimedMeasure, TrackSpec, Vote
from phaseline.game.watch import watch

MOST_STATES = 300_000
MOST_KEPT = 1_500_000  # edges of all structures that are kept: some hundred megabytes

__all__ = ["MOST_STATES", "FollowedChoices", "compiled", "skeleton"]


def compiled(
    games: Sequence[Game],
    *,
    reach: FollowedChoices = FollowedChoices.CALLED,
    most: int = MOST_STATES,
    until_end: bool = False,
) -> Model:
    """
    Compile a game, or the draws of one.

    Args:
        games: One game a draw; they share a frame, and their barred rungs have been taken out.
        reach: Which of the responder's choices are followed up.
        most: How many states are compiled at most.
        until_end: Whether what comes after the end of the game is left out, and what differs in
            nothing that matters before it is one; only where the responder does what it calls. The
            game comes to the same, and has fewer states.

    Raises:
        QuestionError: More states than that can be reached.
    """
    draws = tuple(games)
    seen = watch(draws)
    parts = GameParts(
        games=draws, levels=levels(draws), watch=seen, program=PolicyProgram(draws, seen)
    )
    ends = until_end and reach is FollowedChoices.CALLED and draws[0].time.horizon < inf
    end = int(draws[0].time.horizon) if ends else None
    told_apart = parts.program.schedules, parts.program.called_for
    key = (_framework(draws[0]), *told_apart, reach, most, end)
    structure = _structures.get(key)
    if structure is None or not structure.fits(parts):
        structure = _made(key, parts, reach=reach, most=most, end=end)
    return structure.model(parts)


def _made(
    key: object, parts: GameParts, *, reach: FollowedChoices, most: int, end: int | None
) -> Structure:
    """Make a structure of a walk that another process kept, or of one through the game."""
    if belief_of(parts.games[0]) is not None:  # how a belief moves hangs on numbers
        return structured(parts, walked(parts, reach=reach, most=most, end=end), most=most)
    place = shelf.place_of((key, shape_of(parts)))
    walk = shelf.taken(place)
    if walk is None or not is_heard(walk.support, parts):
        walk = walked(parts, reach=reach, most=most, end=end)
        shelf.put(place, walk)
    structure = structured(parts, walk, most=most)
    _keep(key, structure)
    return structure


_structures: OrderedDict[object, Structure] = OrderedDict()
_edges: dict[object, int] = {}  # how many each of them has


def forget() -> None:
    """
    Let go of all structures that are kept, and of what was solved in them: what a measurement from
    scratch begins with.
    """
    _structures.clear()
    _edges.clear()
    remembered.forget()
    columns.forget()
    solved.forget()
    forget_levels()
    shared_parts.forget()


def _keep(key: object, structure: Structure) -> None:
    """Keep a structure, and let go of the oldest ones that there is no room for."""
    _structures[key], _edges[key] = structure, structure.edges
    while len(_structures) > 1 and sum(_edges.values()) > MOST_KEPT:
        oldest, _ = _structures.popitem(last=False)
        del _edges[oldest]


def skeleton(game: Game) -> object:
    """
    Give what two games have to share to be draws of one that takes no more work than they do apart:
    everything but numbers, deadlines, and, where orders do not run side by side, how long votes and
    orders take. From which state of the monitor on rungs are called, they share, too.
    """
    return frame(game), schedule(game), thresholds(game)


def frame(game: Game) -> object:
    """
    Give what two games have to share to be draws of one at all: everything but numbers, deadlines,
    how long votes and orders take, and from which state of the monitor on each rung is called.
    """
    types = tuple(kind.id for kind in game.challenger.types)
    return game.time.horizon, _framework(game), types


def spans(game: Game) -> tuple[tuple[object, ...], ...]:
    """
    Give how long things take in a game, so that draws of one skeleton can be put in order by it.
    """
    deadline, rungs = game.ladder.policy.deadline, game.ladder.rungs
    took = zip(rungs, once(_all_durations, rungs), strict=True)
    return tuple((deadline.get(rung.id, 0), *durations) for rung, durations in took)


def thresholds(game: Game) -> str:
    """Tell from which state of the monitor on each rung is called."""
    return once(_threshold_words, game.ladder.policy)


def _threshold_words(policy: Policy) -> str:
    return repr(sorted(policy.enter.items()))


def schedule(game: Game) -> tuple[tuple[int, int, str], ...]:
    """
    Give how long votes and orders take in a game where orders run side by side; nothing elsewhere.
    """
    return once(_all_durations, game.ladder.rungs) if game.ladder.policy.parallel else ()


def leads(game: Game) -> tuple[int, ...]:
    """Give how long it takes from consent to force, by rung, where orders run side by side."""
    return tuple(map(lead_of_rung, game.ladder.rungs if game.ladder.policy.parallel else ()))


def branches(game: Game) -> object:
    """
    Give what a game shares with the draws that take the very same steps: its skeleton, its
    deadlines, how long votes and orders take, and which consents are none or certain.
    """
    rungs = game.ladder.rungs
    bounds = [
        (_bounds(chance_of(rung.consent)), _bounds(chance_once_proved(rung))) for rung in rungs
    ]
    return skeleton(game), spans(game), tuple(bounds)


def _framework(game: Game) -> object:
    """
    Give the same without the types of challenger and the horizon: who walks, and for how long,
    changes no way that there is; how long matters only where what comes after is left out.
    """
    ladder = game.ladder
    credit = game.responder.credit.cap if game.responder.credit else None
    return (
        once(_policy_words, ladder.policy),
        None if belief_of(game) is None else thresholds(game),  # its states hang on them
        once(_rung_words, ladder.rungs),
        once(_measure_words, ladder.measures),
        credit,
        once(repr, game.monitor),
        once(_tracks_words, game.challenger.tracks),
        once(_start_words, game.start),
        once(_line_words, game.red_line),
        paid_once(game),
        own_tracks(game),
    )


def _rung_words(rungs: Sequence[RungSpec]) -> object:
    """Give all of rungs that ways hang on, and whom they answer."""
    return tuple(
        (
            rung.id,
            type(rung.consent).__name__,
            _bounds(rung.standdown),
            getattr(rung.consent, "same_as", ""),
            rung.expires,
            _asked_first(rung),
            tuple(frozenset(rest.over) for rest in rung.without),
            rung.answers,
        )
        for rung in rungs
    )


def _measure_words(measures: Sequence[TimedMeasure]) -> object:
    return tuple((measure.id, measure.rungs, measure.lasts) for measure in measures)


def _start_words(start: Mapping[str, object]) -> object:
    return tuple(
        (key, tuple(value) if isinstance(value, dict) else value) for key, value in start.items()
    )


def _line_words(red_line: Mapping[str, tuple[str, ...]]) -> object:
    return tuple((track, tuple(line)) for track, line in red_line.items())


def _tracks_words(tracks: Sequence[TrackSpec]) -> object:
    return tuple(map(_track_words, tracks))


def _track_words(track: TrackSpec) -> object:
    """Give all of a track that ways hang on."""
    moves = tuple(
        (
            move.do,
            move.from_,
            move.to,
            move.lead,
            tuple(move.requires.items()),
            tuple(move.excludes.items()),
        )
        for move in track.moves
    )
    return track.id, track.levels, track.persistent, track.promised, moves


def _policy_words(policy: Policy) -> object:
    """
    Give all of a policy but from which state on it calls each rung, and its deadlines, of which
    only what comes at once matters.
    """
    return repr(replace(policy, deadline={}, enter={})), _at_once(policy)


def _at_once(policy: Policy) -> tuple[tuple[str, bool], ...]:
    """Give the rungs that have a deadline, and whether they come with the demand at once."""
    return tuple((rung, periods == 0) for rung, periods in policy.deadline.items())


def _all_durations(rungs: Sequence[RungSpec]) -> tuple[tuple[int, int, str], ...]:
    return tuple(map(_durations, rungs))


def _durations(rung: RungSpec) -> tuple[int, int, str]:
    """
    Give how long things take on a rung. Draws that differ in it share a structure, in which an
    order takes one of several leads; where orders run side by side, each pair of leads would add
    states, so that there the public part has them all from the start.
    """
    consent = rung.consent
    retry = repr(consent.retry) if isinstance(consent, Vote) else ""
    return rung.delivery_lead, consent.lead if isinstance(consent, Vote) else 0, retry


def _asked_first(rung: RungSpec) -> object:
    """
    Give what an authority has beside its numbers, and whether a call that it does not cover can
    only be refused: then it is passed over.
    """
    authority = rung.authority
    if authority is None:
        return None
    return authority.lasts, authority.otherwise, authority.same_as, chance_of(rung.consent) == 0


def _bounds(chance: float) -> str:
    """
    Say whether a chance is none, certain, or between: what bounds the steps that are possible.
    """
    return "none" if chance == 0 else "certain" if chance == 1 else "open"
