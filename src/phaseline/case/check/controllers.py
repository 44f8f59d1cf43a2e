"""Several who decide in a case's game: each track has one of them, and what they gain is known."""

from phaseline.case.addresses import Path
from phaseline.case.check.game_names import GameNames
from phaseline.case.model.play import GameController


def check_controllers(board: GameNames) -> None:
    """Check those who decide, where a case tells them apart."""
    path: Path = (*board.at, "challengers")
    if not board.setup.challengers:
        return
    owners: dict[str, str] = {}
    for index, controller in enumerate(board.setup.challengers):
        _check_controls(board, (*path, index, "controls"), controller, owners)
        _check_gains(board, (*path, index), controller)
        if not (controller.owner or board.case.prepared_by):
            board.pen.warning(
                "PL645",
                (*path, index, "id"),
                f"nobody answers for it that {controller.id} decides apart",
                expected="who does, as for every assumption",
                fix="add `owner`, or `prepared_by` to the head of the case",
            )
    for index, track in enumerate(board.setup.tracks):
        if track.moves and track.id not in owners:
            board.pen.error(
                "PL641",
                (*board.at, "tracks", index, "id"),
                f"none of the challengers controls {track.id}, and it has moves",
                expected="each track with moves under `controls` of one challenger",
                fix=f"add {track.id} to the `controls` of the one who decides it",
            )


def _check_controls(
    board: GameNames, path: Path, controller: GameController, owners: dict[str, str]
) -> None:
    """Hold what one decides to tracks with moves that nobody decides yet."""
    board.some(path, controller.controls, 1, "track")
    for place, name in enumerate(controller.controls):
        where = (*path, place)
        if not board.track(where, name):
            continue
        if name in owners:
            board.pen.error(
                "PL640",
                where,
                f"{name} is controlled twice: by {owners[name]} already",
                expected="each track under `controls` of one challenger, once",
                fix="remove it here, or there",
            )
        elif not board.setup.tracks[name].moves:
            board.pen.error(
                "PL641",
                where,
                f"{name} has no moves: nobody decides it",
                expected="a track with moves",
                fix=f"remove {name} here, or give it moves",
            )
        owners.setdefault(name, controller.id)


def _check_gains(board: GameNames, path: Path, controller: GameController) -> None:
    for index, kind in enumerate(controller.types):
        board.rows((*path, "types", index, "gains"), kind.gains, "level")
        for place, row in enumerate(kind.joint_gains):
            board.levels_of((*path, "types", index, "joint_gains", place, "levels"), row.levels)
    for place, row in enumerate(controller.joint_gains):
        board.levels_of((*path, "joint_gains", place, "levels"), row.levels)
