"""The challenger's tracks and types, and the red line that is drawn across the tracks."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from phaseline.case.addresses import Path
from phaseline.case.showing import shown
from phaseline.game.bounds import (
    CHANCE,
    CHANCE_OF_SUCCESS,
    DISCOUNT,
    LEAD,
    NOT_NEGATIVE,
    RATIONALITY,
    figure,
    whole,
)
from phaseline.game.check.requirements import (
    EXPECTED,
    FIX,
    RequiringMove,
    never_made,
    unmet,
)
from phaseline.game.flaws import Flaws, reserve
from phaseline.game.quantiles import node_ids
from phaseline.game.spec import (
    NEVER,
    ByLevel,
    ChallengerType,
    Game,
    Move,
    Reports,
    TrackSpec,
    TypeSpread,
)

HOLD = "hold"
MOST_NODES = 200
NODES = whole(2, MOST_NODES)
RESERVED = ("rung", "credit", "monitor", "clock")  # beside tracks, `start` names these


def check_challenger(flaws: Flaws, game: Game) -> None:
    """Check tracks, types and the red line."""
    tracks, types = game.challenger.tracks, game.challenger.types
    where: Path = ("challenger", "tracks")
    flaws.some(where, tracks, 1, "track")
    for place, track in enumerate(tracks):
        _check_track(flaws, (*where, place), track)
    _check_requirements(flaws, where, game)
    where = ("challenger", "types")
    if not game.challengers and flaws.some(where, types, 1, "type"):
        check_types(flaws, where, types)
    _check_red_line(flaws, game)


def _check_track(flaws: Flaws, path: Path, track: TrackSpec) -> None:
    reserve(flaws, (*path, "id"), track.id, RESERVED, "`start` has a key of that name")
    flaws.some((*path, "levels"), track.levels, 2, "level")
    flaws.once((*path, "levels"), track.levels, "level")
    flaws.once(
        (*path, "moves"), [(move.do, move.from_) for move in track.moves], "move", field="do"
    )
    for place, move in enumerate(track.moves):
        _check_move(flaws, (*path, "moves", place), move, track)
    if track.drift and track.moves:
        flaws.add(
            "PL618",
            (*path, "drift"),
            f"the track {track.id} has moves and drifts",
            expected="moves of the challenger, or a drift of nature",
            fix="remove `drift`, or the moves",
            is_key=True,
        )
    for level in track.drift:
        if flaws.level((*path, "drift", level), track.id, level, is_key=True):
            _check_drift(flaws, (*path, "drift", level), track, level)
    if track.promised:
        flaws.level((*path, "promised"), track.id, track.promised)
    if track.reports is not None:
        _check_reports(flaws, (*path, "reports"), track, track.reports)


def _check_move(flaws: Flaws, path: Path, move: Move, track: TrackSpec) -> None:
    reserve(flaws, (*path, "do"), move.do, (HOLD,), "holding is always allowed")
    are_known = [
        flaws.level((*path, end), track.id, level)
        for end, level in (("from", move.from_), ("to", move.to))
    ]
    flaws.levels_of((*path, "requires"), move.requires)
    flaws.levels_of((*path, "excludes"), move.excludes)
    if all(are_known) and move.from_ == move.to:
        flaws.add(
            "PL618",
            (*path, "to"),
            f"the move {move.do} leads from {shown(move.from_)} to itself",
            expected="two levels",
            fix="correct one of the two; to stay is to hold",
        )
    is_chance = flaws.bounded((*path, "chance"), move.chance, CHANCE_OF_SUCCESS)
    is_lead = flaws.bounded((*path, "lead"), move.lead, LEAD)
    if is_chance and is_lead and move.chance < 1 and move.lead > 0:
        flaws.add(
            "PL618",
            (*path, "chance"),
            f"the move {move.do} has a chance and a lead",
            expected="a chance below 1, or a lead",
            fix="remove one of the two",
        )


def _check_requirements(flaws: Flaws, path: Path, game: Game) -> None:
    """Refuse moves that wait for one another in a circle."""
    places, moves, standing = [], [], set[tuple[str, str]]()
    for place, track in enumerate(game.challenger.tracks):
        standing |= {(track.id, level) for level in _standing(game, track)}
        for number, move in enumerate(track.moves):
            places.append((*path, place, "moves", number, "requires"))
            moves.append(
                RequiringMove(
                    word=move.do,
                    track=track.id,
                    start=move.from_,
                    end=move.to,
                    requires=move.requires,
                )
            )
    levels = {track.id: track.levels for track in game.challenger.tracks}
    for number, name in unmet(moves, standing):
        if moves[number].requires[name] in levels.get(name, ()):
            message = never_made(moves[number], name)
            flaws.add("PL618", (*places[number], name), message, expected=EXPECTED, fix=FIX)


def _standing(game: Game, track: TrackSpec) -> Iterable[str]:
    """Give the levels at which a track may stand without any move."""
    entry = game.start.get(track.id, *track.levels[:1])
    starts = entry if isinstance(entry, Mapping) else (str(entry),)
    drifts = [end for row in track.drift.values() for end in row]
    return (*starts, *drifts, *(() if track.persistent else track.levels[:1]))


def _check_drift(flaws: Flaws, path: Path, track: TrackSpec, level: str) -> None:
    row = track.drift[level]
    are_known = [flaws.level((*path, end), track.id, end, is_key=True) for end in row]
    if all(are_known):
        flaws.chances(path, row, most_only=True)


def _check_reports(flaws: Flaws, path: Path, track: TrackSpec, reports: Reports) -> None:
    flaws.some((*path, "labels"), reports.labels, 2, "label")
    flaws.once((*path, "labels"), reports.labels, "label")
    for place, label in enumerate(reports.labels):
        reserve(flaws, (*path, "labels", place), label, (NEVER,), "`exit` has a word of that name")
    flaws.rows((*path, "likelihood"), reports.likelihood, track=track.id, labels=reports.labels)
    for rung, rows in reports.likelihood_by_rung.items():
        where = (*path, "likelihood_by_rung", rung)
        flaws.rung(where, rung, is_key=True)
        flaws.rows(where, rows, track=track.id, labels=reports.labels)


def check_types(flaws: Flaws, path: Path, types: Sequence[ChallengerType]) -> None:
    """Check the types of a challenger, whose list stands at a path."""
    flaws.once(path, [kind.id for kind in types], "type", field="id")
    _check_spreads(flaws, path, types)
    are_chances = [
        flaws.bounded((*path, place, "prior"), kind.prior, CHANCE)
        for place, kind in enumerate(types)
    ]
    if all(are_chances):
        flaws.summed(path, [kind.prior for kind in types], "the priors of the types")
    for place, kind in enumerate(types):
        here = (*path, place)
        flaws.bounded((*here, "rationality"), kind.rationality, RATIONALITY)
        flaws.bounded((*here, "loss_scale"), kind.loss_scale, NOT_NEGATIVE)
        flaws.by_level((*here, "gain"), kind.gain)
        _check_gain_once(flaws, (*here, "gain_once"), kind.gain_once)
        for row, joint in enumerate(kind.joint_gain):
            flaws.levels_of((*here, "joint_gain", row, "levels"), joint.levels)
        if kind.discount is not None:
            flaws.bounded((*here, "discount"), kind.discount, DISCOUNT)


def _check_spreads(flaws: Flaws, path: Path, types: Sequence[ChallengerType]) -> None:
    """Check the types that stand for many, and that no other has the id of one of these."""
    for place, kind in enumerate(types):
        if kind.spread is not None:
            _check_spread(flaws, (*path, place, "spread"), kind.spread)
            if path[0] == "challengers":
                flaws.add(
                    "PL656",
                    (*path, place, "spread"),
                    f"the type {shown(kind.id)} of one of several challengers is spread",
                    expected="types that are written out, where challengers know one another's",
                    fix="write the types out, or ask about one challenger",
                    is_key=True,
                )
    _check_node_ids(flaws, path, types)


def _check_spread(flaws: Flaws, path: Path, spread: TypeSpread) -> None:
    """Hold a spread to its bounds, and its factors to their order."""
    flaws.bounded((*path, "nodes"), spread.nodes, NODES)
    if not flaws.some((*path, "quantiles"), spread.quantiles, 2, "factor"):
        return
    for place, factor in enumerate(spread.quantiles):
        flaws.bounded((*path, "quantiles", place), factor, NOT_NEGATIVE)
    falling = [place for place, (low, high) in enumerate(pairwise(spread.quantiles)) if high < low]
    if falling:
        low, high = spread.quantiles[falling[0]], spread.quantiles[falling[0] + 1]
        flaws.add(
            "PL656",
            (*path, "quantiles", falling[0] + 1),
            f"{figure(high)} stands after {figure(low)}",
            expected="factors that rise, or stay, with the chance",
            fix="write them from the lowest to the highest",
        )


def _check_node_ids(flaws: Flaws, path: Path, types: Sequence[ChallengerType]) -> None:
    """Refuse a type whose id a node of a spread type has."""
    nodes = {
        name: kind.id
        for kind in types
        if kind.spread and kind.spread.nodes <= MOST_NODES
        for name in node_ids(kind)
    }
    for place, kind in enumerate(types):
        if kind.spread is None and kind.id in nodes:
            flaws.add(
                "PL502",
                (*path, place, "id"),
                f"the type {shown(kind.id)} stands twice: {nodes[kind.id]} is spread over it",
                expected="each type once",
                fix="rename one of the two",
            )


def _check_gain_once(flaws: Flaws, path: Path, gains: ByLevel) -> None:
    flaws.by_level(path, gains)
    for track in gains:
        if track in flaws.drifting:
            flaws.add(
                "PL618",
                (*path, track),
                f"nature moves {track}, and coming to a level of it gains something once",
                expected="a track on which the challenger moves",
                fix=f"give what {track} gains by `gain`, per period",
                is_key=True,
            )


def _check_red_line(flaws: Flaws, game: Game) -> None:
    if not game.red_line:
        flaws.add(
            "PL615",
            ("red_line",),
            "the red line names no track",
            expected="a track with the levels that cross",
            fix="add `track: [level]`",
        )
    tracks = {track.id: track for track in game.challenger.tracks}
    for track, levels in game.red_line.items():
        path = ("red_line", track)
        if flaws.track(path, track) and flaws.some(path, levels, 1, "level"):
            _check_line(flaws, path, tracks[track], levels)


def _check_line(flaws: Flaws, path: Path, track: TrackSpec, levels: Sequence[str]) -> None:
    flaws.once(path, levels, "level")
    are_known = [flaws.level((*path, place), track.id, level) for place, level in enumerate(levels)]
    if not track.moves:
        flaws.add(
            "PL615",
            path,
            f"the challenger cannot move on {track.id}" + (": nature does" if track.drift else ""),
            expected="a track with moves of the challenger",
            fix=f"give {track.id} moves, or draw the line on another track",
            is_key=True,
        )
    if all(are_known) and set(levels) == set(track.levels):
        flaws.add(
            "PL615",
            path,
            f"every level of {track.id} crosses",
            expected="a level that does not cross",
            fix="leave the first level out",
        )
