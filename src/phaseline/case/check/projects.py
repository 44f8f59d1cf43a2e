"""Work that is done for good: it names a track of two levels, types, and what red lines list."""

from phaseline.case.addresses import Path
from phaseline.case.check.game_names import RED_LINE, GameNames
from phaseline.case.games import feared_subjects
from phaseline.case.model.play import Project

RESERVED = "done"  # the level that a project adds


def check_projects(board: GameNames) -> None:
    """Report what is wrong with the projects of a game."""
    for index, project in enumerate(board.setup.projects):
        path = (*board.at, "projects", index)
        _check_track(board, path, project)
        _check_gains(board, path, project)
        for place, subject in enumerate(project.subjects):
            where = (*path, "subjects", place)
            board.known(where, subject, feared_subjects(board.case), "what the red lines list")


def _check_track(board: GameNames, path: Path, project: Project) -> None:
    tracks = board.setup.tracks
    where = (*path, "track")
    if not board.known(where, project.track, tracks.ids, "tracks of the game"):
        return
    track, levels = tracks[project.track], board.levels[project.track]
    if track.of != RED_LINE:
        board.pen.error(
            "PL618",
            where,
            f"{project.track} is not on the red line, and to finish it would cross nothing",
            expected="a track of what the red line holds",
            fix="name the track whose `of` is red_line",
        )
    elif len(levels) != 2 or RESERVED in levels:
        board.pen.error(
            "PL618",
            where,
            f"{project.track} has the levels {', '.join(levels)}",
            expected=f"two levels, none of them called {RESERVED}: at rest, and at work",
            fix="play the track with two levels",
        )


def _check_gains(board: GameNames, path: Path, project: Project) -> None:
    at = (*path, "gains")
    for index, gain in enumerate(project.gains):
        board.known((*at, index, "type"), gain.type, board.setup.types.ids, "types of the game")
    board.once(at, [gain.type for gain in project.gains], "type", field="type")
