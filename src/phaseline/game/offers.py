"""
What is offered beside a ladder: who takes it up, what it is worth to both sides, and between which
verifications it is both taken up and kept.

The responder pays an inducement while a commitment stands and nothing calls a rung above the
promised one; in return the challenger is seen better, and bears what that costs it. A type takes
the offer up where it is worth at least as much to it as the game without: two exact solves, with
the responder held to its ladder in both. It decides once, at the start, knowing whether it has
crossed already.

Source:
    Kydd and McManus, "Threats and Assurances in Crisis Bargaining", *Journal of Conflict
    Resolution* 61(2) (2017); `docs/explanation/the-game.md`, (18) and (19), for the terms and the
    case of a single period.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from phaseline.game.ahead import foreseen, grouped, outlook
from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.asking import consent_chance
from phaseline.game.barred_rungs import trimmed
from phaseline.game.check.offer import check_offer
from phaseline.game.compile.games import compiled
from phaseline.game.compile.payoffs import asking_costs, promised_place
from phaseline.game.fixed_behaviour import comes_within, compliant, crossed
from phaseline.game.flaws import Flaws
from phaseline.game.play import Play, PlayedGame, horizon_of, played
from phaseline.game.quantiles import spread_out
from phaseline.game.response import followed
from phaseline.game.seeing import detection_of, seen_at, watched_tracks
from phaseline.game.spec import Game, Offer, RungSpec, Vote
from phaseline.game.ties import less, more
from phaseline.terms.record import record
from phaseline.terms.ties import total

KEPT = 0.5  # periods across: a type that crosses for less keeps to the line
GRID = 21  # chances that are tried before the end of a window, or an equal, is narrowed down
FINEST = 1e-4  # how closely it is found
_AT_ONCE = 33  # games of one shape that are solved together at most
_LAID_OUT = 96 * 2**20  # what the choices of a type in them may take up [byte]


@record
class OfferedSide:
    """
    One type of challenger at one side of the red line, before an offer.

    Args:
        type: The id of the type.
        begun: Whether it stands across the line at the start.
        chance: The chance of such a challenger (draw).
        accepts: Whether it takes the offer up (draw).
        value: What the game is worth to it without the offer, and with it taken up (2, draw) [M].
        across: The periods that it is across the line, likewise (2, draw) [period].
        responder: What the game against it is worth to the responder, likewise (2, draw) [M].
    """

    type: str
    begun: bool
    chance: Floats
    accepts: Bools
    value: Floats
    across: Floats
    responder: Floats

    @property
    def keeps(self) -> Bools:
        """Whether it takes the offer up and keeps to the line (draw)."""
        return np.asarray(self.accepts & less(self.across[1], KEPT), dtype=np.bool_)

    def chosen(self, figures: Floats) -> Floats:
        """Give of two figures, without the offer and with it, the one that it brings about."""
        return np.asarray(np.where(self.accepts, figures[1], figures[0]), dtype=np.float64)


@record
class OfferAnswer:
    """
    What an offer comes to against all types.

    Args:
        sides: The types, each at the sides of the line at which it may start.
    """

    sides: tuple[OfferedSide, ...]

    @property
    def across(self) -> Floats:
        """The periods across the line without the offer, and with it (2, draw) [period]."""
        return self._both(lambda side: side.across)

    @property
    def responder(self) -> Floats:
        """
        What the game is worth to the responder without the offer, and with it, where each type does
        what is better for it (2, draw) [M].
        """
        return self._both(lambda side: side.responder)

    def _both(self, of: Callable[[OfferedSide], Floats]) -> Floats:
        weighed = [
            np.where(
                side.chance > 0,  # in a draw without such a challenger nothing is worked out
                side.chance * np.stack([of(side)[0], side.chosen(of(side))]),
                0.0,
            )
            for side in self.sides
        ]
        return np.asarray(np.sum(weighed, axis=0), dtype=np.float64)


def taken_up(game: Game, offer: Offer) -> Game:
    """
    Give the game that is played once an offer is taken up.

    Args:
        game: The game without it.
        offer: The offer.
    """
    taken = replace(offer, taken=True)
    if offer.verification is None:
        return replace(game, offer=taken)
    return replace(seen_at(game, offer.verification), offer=taken)


def answered_offers(games: Sequence[Game], offers: Sequence[Offer]) -> OfferAnswer:
    """
    Let every type choose between an offer and the game without it.

    Args:
        games: One game a draw, none with an offer that is taken up; they share types and tracks.
        offers: The offer of each.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    played_games = [spread_out(game) for game in games]
    bare = _outcomes([replace(game, offer=None) for game in played_games])
    taken = _outcomes(
        [taken_up(game, offer) for game, offer in zip(played_games, offers, strict=True)]
    )
    return _chosen(bare, taken)


@record
class TypeWindow:
    """
    Between which verifications a type at one side of the line takes an offer up, and keeps it.

    An interval includes its ends but for how closely they are found; none of them is an answer.

    Args:
        type: The id of the type.
        begun: Whether it stands across the line at the start.
        taken: Where it takes the offer up: the lowest and the highest chance of each interval.
        keeps: Where it takes it up and keeps to the line.
    """

    type: str
    begun: bool
    taken: tuple[tuple[float, float], ...]
    keeps: tuple[tuple[float, float], ...]


def windows(game: Game, offer: Offer) -> tuple[TypeWindow, ...]:
    """
    Find the verifications at which each type takes an offer up, and those at which it keeps to it.

    They are looked for at so many chances between 0 and 1, and their ends narrowed down from there:
    a window narrower than a step between two of these may be missed.

    Args:
        game: The game without the offer.
        offer: The offer; what it says of verification is left aside.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    if not watched_tracks(game):
        return ()
    spread = spread_out(game)
    bare = _outcomes([replace(spread, offer=None)])

    def marks(chances: Floats) -> Bools:
        """Say of each chance who takes the offer up, and who keeps to it (mark, chance)."""
        apart, places = np.unique(chances, return_inverse=True)  # types often turn together
        offers = [replace(offer, verification=float(chance)) for chance in apart]
        taken = _outcomes([taken_up(spread, under) for under in offers])
        sides = _chosen(bare, taken).sides
        marked = np.array([mark for side in sides for mark in (side.accepts, side.keeps)])
        return np.asarray(marked[:, places], dtype=np.bool_)

    intervals = _intervals(marks)
    return tuple(
        TypeWindow(
            type=name, begun=begun, taken=intervals[2 * place], keeps=intervals[2 * place + 1]
        )
        for place, (name, begun) in enumerate(bare)
    )


_Marks = Callable[[Floats], Bools]
_Intervals = tuple[tuple[float, float], ...]


def _intervals(marks: _Marks) -> list[_Intervals]:
    """Give for each mark the intervals of [0, 1] in which it holds."""
    grid = np.linspace(0.0, 1.0, GRID)
    held = marks(grid)
    turns = [(int(row), int(at)) for row, at in np.argwhere(held[:, 1:] != held[:, :-1])]
    rows = np.array([row for row, _ in turns], dtype=np.int64)
    low = np.array([grid[at] for _, at in turns])
    high = np.array([grid[at + 1] for _, at in turns])
    ends = _narrowed(marks, rows, low, high)
    intervals = []
    for row, holds in enumerate(held):
        own = [end for (other, _), end in zip(turns, ends, strict=True) if other == row]
        edges = [*([0.0] if holds[0] else []), *own, *([1.0] if holds[-1] else [])]
        intervals.append(tuple(zip(edges[::2], edges[1::2], strict=True)))
    return intervals


def _narrowed(marks: _Marks, rows: Ints, low: Floats, high: Floats) -> list[float]:
    """Narrow down where marks turn, all of them at once; give the ends at which they hold."""
    if not len(rows):
        return []
    holds_low = marks(low)[rows, np.arange(len(rows))]
    while (high - low).max() > FINEST:
        mid = (low + high) / 2
        is_low = marks(mid)[rows, np.arange(len(rows))] == holds_low
        low, high = np.where(is_low, mid, low), np.where(is_low, high, mid)
    return [float(end) for end in np.where(holds_low, low, high)]


@record
class ExchangeRate:
    """
    What holds off as much as an offer does, counted in periods across over all types, if one thing
    alone moves.

    Args:
        across: The periods across with the offer as it is answered [period].
        detection: The least chance per period of seeing a crossing that does as much without the
            offer, from today's upward; None where none does, or nothing is reported.
        consent: The least chance to which every consent that may be refused has to rise; None where
            certain consent does not do as much, or none is asked.
        inducement: The least inducement, with the rest of the offer as it is, that does as much as
            every consent being certain does without it [M/period]; None where none up to the
            largest gain of any type does, or no consent is asked.
    """

    across: float
    detection: float | None
    consent: float | None
    inducement: float | None


def exchange_rate(game: Game, offer: Offer) -> ExchangeRate:
    """
    Set an offer beside detection and consent at equal deterrence.

    Each equal is the least at which the periods across are as few, found among so many values and
    narrowed down from there.

    Args:
        game: The game without the offer.
        offer: The offer.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    bare = replace(spread_out(game), offer=None)
    without = _outcomes([bare])  # solved once, and set beside every inducement
    across = float(_chosen(without, _outcomes([taken_up(bare, offer)])).across[1, 0])
    asks = any(map(_is_open, game.ladder.rungs))

    def seen(chances: Floats) -> Floats:
        return _across([seen_at(bare, float(chance)) for chance in chances])

    def consented(chances: Floats) -> Floats:
        return _across([with_consent(bare, float(chance)) for chance in chances])

    def induced(amounts: Floats) -> Floats:
        offers = [replace(offer, inducement=float(amount)) for amount in amounts]
        taken = _outcomes([taken_up(bare, under) for under in offers])
        return np.asarray(_chosen(without, taken).across[1], dtype=np.float64)

    certain = float(consented(np.ones(1))[0]) if asks else across
    return ExchangeRate(
        across=across,
        detection=_least(seen, across, detection_of(game), 1.0) if watched_tracks(game) else None,
        consent=_least(consented, across, lowest_consent(game), 1.0) if asks else None,
        inducement=_least(induced, certain, 0.0, largest_gain(bare)) if asks else None,
    )


def _across(games: Sequence[Game]) -> Floats:
    """Give the periods across over all types (draw) [period]."""
    if games[0].time.horizon < inf:
        across = np.empty(len(games))
        for places, alike in _together(games):
            within = int(min(max(alike[0].solve.horizons), alike[0].time.horizon))
            across[places] = foreseen(alike, ("inside",), within=within)[0]["inside"]
        return across
    outcomes = _outcomes(games).values()
    weighed = [outcome.chance * outcome.across for outcome in outcomes]
    return np.asarray(np.sum(weighed, axis=0), dtype=np.float64)


def _least(of: Callable[[Floats], Floats], most: float, low: float, high: float) -> float | None:
    """Give the least number from a lowest one on at which a figure is at most so much."""
    grid = np.linspace(low, high, GRID)
    enough = np.flatnonzero(~more(of(grid), most))
    if not len(enough):
        return None
    first = int(enough[0])
    if not first:
        return low
    below, above = float(grid[first - 1]), float(grid[first])
    while above - below > FINEST:
        mid = (below + above) / 2
        below, above = (mid, above) if more(of(np.array([mid])), most)[0] else (below, mid)
    return above


def with_consent(game: Game, least: float) -> Game:
    """
    Give the game in which every consent that may be given and may be refused has at least a chance.

    Args:
        game: The game.
        least: The chance, of a vote or in a period.
    """
    rungs = tuple(
        _consenting(rung, least) if _is_open(rung) else rung for rung in game.ladder.rungs
    )
    return replace(game, ladder=replace(game.ladder, rungs=rungs))


def _is_open(rung: RungSpec) -> bool:
    return 0 < consent_chance(rung) < 1


def _consenting(rung: RungSpec, least: float) -> RungSpec:
    if not isinstance(rung.consent, Vote):
        return replace(rung, consent=max(rung.consent, least))
    proved = rung.consent.proved
    vote = replace(
        rung.consent,
        chance=max(rung.consent.chance, least),
        proved=None if proved is None else max(proved, least),
    )
    return replace(rung, consent=vote)


def lowest_consent(game: Game) -> float:
    """Give the least chance of the consents that may be given and may be refused."""
    return min(consent_chance(rung) for rung in game.ladder.rungs if _is_open(rung))


def largest_gain(game: Game) -> float:
    """
    Give the most that any type gains in a period, its gains on all tracks added up, with those that
    come once [M/period].
    """
    return max(
        total(
            max((*row.values(), 0.0))
            for table in (kind.gain, kind.gain_once)
            for row in table.values()
        )
        + total(max(joint.number, 0.0) for joint in kind.joint_gain)
        for kind in game.challenger.types
    )


@record
class AssuranceDilemma:
    """
    Both sides of a threat, to one who keeps the commitment: without the offer's verification, and
    with it.

    Args:
        assured: The chance that no rung above the promised one comes into force on one who keeps to
            the line.
        threatened: The chance that one does on one who has crossed.
        periods: Within how many periods [period].
    """

    assured: tuple[float, float]
    threatened: tuple[float, float]
    periods: int


def dilemma(game: Game, offer: Offer) -> AssuranceDilemma:
    """
    Say what one who keeps to the line can count on, and what one who crosses has to expect.

    Args:
        game: The game without the offer.
        offer: The offer.

    Raises:
        QuestionError: Too many states can be reached.
    """
    sides = [
        _committed(trimmed(side)[0]) for side in (replace(game, offer=offer), taken_up(game, offer))
    ]
    periods = int(min(max(game.solve.horizons), game.time.horizon))
    above = promised_place(sides[0]) + 1
    assured = [1 - comes_within(compliant([side]), above, periods) for side in sides]
    threatened = [comes_within(crossed([side]), above, periods) for side in sides]
    return AssuranceDilemma(
        assured=(assured[0], assured[1]),
        threatened=(threatened[0], threatened[1]),
        periods=periods,
    )


@record
class OfferStudy:
    """
    All that is told of an offer beside one ladder.

    Args:
        offer: The offer.
        game: The game without it.
        answer: Who takes it up, and what it comes to.
        windows: Between which verifications it is taken up and kept; empty where nothing is
            reported.
        rate: What else holds off as much.
        dilemma: Both sides of the threat.
    """

    offer: Offer
    game: Game
    answer: OfferAnswer
    windows: tuple[TypeWindow, ...]
    rate: ExchangeRate
    dilemma: AssuranceDilemma

    @property
    def promised(self) -> str:
        """The id of the highest rung that leaves the inducement in place."""
        place = promised_place(replace(self.game, offer=self.offer))
        return self.game.ladder.rungs[place].id

    @property
    def asks(self) -> bool:
        """Whether the ladder waits for a consent that may be refused."""
        return any(map(_is_open, self.game.ladder.rungs))

    @property
    def common(self) -> bool:
        """Whether one verification makes every type take the offer up and keep it."""
        ends = [low for window in self.windows for low, _ in window.keeps]
        return any(
            all(
                any(low - FINEST <= end <= high + FINEST for low, high in window.keeps)
                for window in self.windows
            )
            for end in ends
        )


def offer_study(
    game: Game, offer: Offer, tick: Callable[[str], None] = lambda _: None
) -> OfferStudy:
    """
    Say all that is told of an offer.

    Args:
        game: The game; what it offers itself is left aside.
        offer: The offer, which `refused_offer` does not refuse.
        tick: Told what is being done.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    bare = replace(spread_out(game), offer=None)
    tick("playing the game with the offer, and without")
    answer = answered_offers([bare], [offer])
    tick("looking for the verifications at which it is kept")
    intervals = windows(bare, offer)
    tick("setting it beside detection and consent")
    return OfferStudy(
        offer=offer,
        game=bare,
        answer=answer,
        windows=intervals,
        rate=exchange_rate(bare, offer),
        dilemma=dilemma(bare, offer),
    )


def refused_offer(game: Game, offer: Offer) -> str:
    """Say why an offer cannot stand beside a game; nothing where it can."""
    flaws = Flaws(replace(game, offer=offer))
    check_offer(flaws, replace(game, offer=offer))
    if not flaws.found:
        return ""
    flaw = flaws.found[0]
    return f"{flaw.message}; expected {flaw.expected}"


def _committed(game: Game) -> Game:
    """
    Give the game that starts with the commitment given: at the first of its levels, where the game
    does not start at one of them anyway.
    """
    wanted = game.offer.stands_at if game.offer else {}
    firsts = {track.id: track.levels[0] for track in game.challenger.tracks}
    starts = {
        track: levels[0]
        for track, levels in wanted.items()
        if game.start.get(track, firsts[track]) not in levels
    }
    return replace(game, start={**game.start, **starts})


@record
class _Outcome:
    """What one type at one side of the line comes to, whatever it is played with (draw)."""

    chance: Floats
    value: Floats
    across: Floats
    responder: Floats


_Outcomes = Mapping[tuple[str, bool], _Outcome]


def _chosen(bare: _Outcomes, taken: _Outcomes) -> OfferAnswer:
    sides = []
    for (name, begun), without in bare.items():
        under = taken[name, begun]
        value = np.stack(np.broadcast_arrays(without.value, under.value))
        sides.append(
            OfferedSide(
                type=name,
                begun=begun,
                chance=np.broadcast_to(without.chance, under.chance.shape),
                accepts=~less(value[1], value[0]),
                value=value,
                across=np.stack(np.broadcast_arrays(without.across, under.across)),
                responder=np.stack(np.broadcast_arrays(without.responder, under.responder)),
            )
        )
    return OfferAnswer(sides=tuple(sides))


def _outcomes(games: Sequence[Game]) -> _Outcomes:
    """Solve games, those of one shape together, and tell their types apart by where they start."""
    kinds = [kind.id for kind in games[0].challenger.types]
    rows = {
        (kind, begun): np.full((4, len(games)), np.nan) for kind in kinds for begun in (False, True)
    }
    for places, alike in _together(games):
        for key, outcome in _read_off(played(alike)).items():
            rows[key][:, places] = outcome
    return {
        key: _Outcome(chance=row[0], value=row[1], across=row[2], responder=row[3])
        for key, row in rows.items()
        if np.nan_to_num(row[0]).any()
    }


def _together(games: Sequence[Game]) -> Iterator[tuple[list[int], list[Game]]]:
    """Give the games that are solved together, of one shape each, and their places."""
    for places, alike in grouped(games):
        count = _fitting(alike[0])
        for first in range(0, len(alike), count):
            some = slice(first, first + count)
            yield places[some], alike[some]


def _fitting(game: Game) -> int:
    """Say how many games of one shape are solved together: the fewer, the larger they are."""
    periods = game.time.horizon if game.time.horizon < inf else 1.0
    pairs = len(compiled([trimmed(game)[0]]).pair_state)
    choices = pairs * periods * np.dtype(np.float64).itemsize
    return int(min(_AT_ONCE, max(1.0, _LAID_OUT // choices)))


def _read_off(play: Play) -> Mapping[tuple[str, bool], Floats]:
    model = play.model
    inside = model.inside.astype(bool)[model.level_of]
    worths = [followed(model, play.responder, kind.chances)[0] for kind in play.types]
    outcomes = {}
    for begun in (False, True):
        here = (inside == begun)[model.origins]
        chance = np.where(here[:, None], model.begun, 0.0).sum(axis=0)
        if not chance.any():
            continue
        with np.errstate(invalid="ignore"):
            weights = np.where(here[:, None], model.begun, 0.0) / chance
        side = replace(play, model=replace(model, begun=weights))
        for kind, worth in zip(play.types, worths, strict=True):
            figures = _figures(side, kind, worth)
            outcomes[kind.name, begun] = np.stack([kind.prior * chance, *figures])
    return outcomes


def _figures(play: Play, kind: PlayedGame, worth: Floats) -> tuple[Floats, Floats, Floats]:
    """
    Give the value to a type, its periods across and the value to the responder (draw), whose worth
    of each state against it is the same wherever it starts.
    """
    alone = replace(play, types=(replace(kind, prior=np.ones(play.model.draws)),))
    within = horizon_of(play.model, max(play.model.games[0].solve.horizons))
    start = play.model.start
    return (
        (start * kind.choice.values[0]).sum(axis=0),
        np.asarray(outlook(alone, ("inside",), within=within)["inside"], dtype=np.float64),
        (start * worth).sum(axis=0) - asking_costs(play.model),
    )
