"""Moves that wait for each other: whether every move of a game can be made at some time."""

from collections.abc import Iterator, Mapping

from phaseline.case.addresses import Path
from phaseline.case.check.game_names import GameNames
from phaseline.case.model.play import Drift, GameMove, GameTrack
from phaseline.case.showing import shown


def check_requirements(board: GameNames) -> None:
    """
    Report moves that can never be made: what they require is never there.

    A level may come about where a track stands there at first, where nature may take it, or where a
    move leads from a level that may come about while the levels that it requires may. What a move
    excludes is left out of it, so that a move which is reported can be made by no course of events.
    """
    reached = _reached(board)
    for path, track, move in _moves(board):
        for name, level in move.requires.items():
            where = (*path, "requires", name)
            if level not in board.levels.get(name, ()):
                continue  # an unknown name, which is reported where names are held
            if name == track.id and level != move.start:
                _never(board, where, move, f"{name} stands at {shown(move.start)} then")
            elif level not in reached[name]:
                _never(board, where, move, f"nothing leads {name} to {shown(level)} before")


def _never(board: GameNames, where: Path, move: GameMove, why: str) -> None:
    board.pen.error(
        "PL618",
        where,
        f"the move {shown(move.do)} can never be made: {why}",
        expected="levels that may come about without the move",
        fix="correct the level, or take the requirement out",
    )


def _moves(board: GameNames) -> Iterator[tuple[Path, GameTrack, GameMove]]:
    for place, track in enumerate(board.setup.tracks):
        for index, move in enumerate(track.moves):
            yield (*board.at, "tracks", place, "moves", index), track, move


def _reached(board: GameNames) -> dict[str, set[str]]:
    """Give the levels of each track that may come about."""
    reached = {track.id: _at_first(board, track) for track in board.setup.tracks}
    before: dict[str, set[str]] = {}
    while before != reached:
        before = {name: set(levels) for name, levels in reached.items()}
        for track in board.setup.tracks:
            ways: tuple[Drift | GameMove, ...] = (*track.drift, *track.moves)
            reached[track.id] |= {
                way.end for way in ways if way.start in before[track.id] and _is_open(way, before)
            }
    return reached


def _is_open(way: Drift | GameMove, reached: Mapping[str, set[str]]) -> bool:
    """Whether what a move requires may come about; a drift requires nothing."""
    requires = way.requires if isinstance(way, GameMove) else {}
    return all(level in reached.get(name, {level}) for name, level in requires.items())


def _at_first(board: GameNames, track: GameTrack) -> set[str]:
    """Give the levels at which a track may stand at first; all where the case does not know it."""
    of = board.of_case(track)
    if of is not None and of.at_start == "unknown":
        return set(board.played(track))
    return {board.starts(track), *(entry.level for entry in track.begun)}
