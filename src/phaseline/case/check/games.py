"""The case as a game: its tracks, types, gates and effects name what there is, and go together."""

from collections.abc import Iterable, Sequence

from phaseline.case.addresses import Path
from phaseline.case.check.claims import check_claims
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.check.controllers import check_controllers
from phaseline.case.check.game_names import OFF_LINE, RED_LINE, GameNames
from phaseline.case.check.moves import check_requirements
from phaseline.case.check.offers import check_offers
from phaseline.case.check.policies import check_policies
from phaseline.case.check.projects import check_projects
from phaseline.case.check.reach import check_reach
from phaseline.case.check.search import check_search
from phaseline.case.check.stakes import check_stakes
from phaseline.case.check.unused import check_unused
from phaseline.case.games import last_day, names_day
from phaseline.case.model.case import Case
from phaseline.case.model.play import GameTrack, JointLevelNumber
from phaseline.case.showing import shown
from phaseline.terms.ties import is_more, total

_TAKEN = dict.fromkeys(("rung", "credit", "monitor", "clock"), "a game has a state of that name")
_HOLD = {"hold": "to hold is always allowed"}


def check_games(pen: DiagnosticCollector, case: Case) -> None:
    """Report what is wrong with the game of a case, and any further game."""
    for index in range(1, len(case.games)):
        pen.error(
            "PL113",
            ("games", index),
            "a second game",
            expected="one game",
            fix="remove it, or move what it says to the first",
        )
    if case.game is None:
        return
    board = GameNames(pen, case)
    check_stakes(board)
    setup = board.setup
    for name, items, noun in (
        ("tracks", setup.tracks, "track"),
        ("types", setup.types, "type"),
    ):
        board.some((*board.at, name), items, 1, noun)
    for index, track in enumerate(setup.tracks):
        _check_track(board, (*board.at, "tracks", index), track)
    _check_lines(board)
    _check_tables(board)
    _check_effects(board)
    _check_consents(board)
    check_requirements(board)
    check_controllers(board)
    check_policies(board)
    check_reach(board)
    check_search(board)
    check_offers(board)
    check_projects(board)
    check_claims(board)
    check_unused(board)


def _check_track(board: GameNames, path: Path, track: GameTrack) -> None:
    _reserve(board, (*path, "id"), track.id, _TAKEN)
    board.known(
        (*path, "of"),
        track.of,
        (RED_LINE, OFF_LINE, *board.pen.book.ids("tracks")),
        "tracks of the case",
    )
    _check_levels(board, path, track)
    _check_way(board, path, track)
    for index, move in enumerate(track.moves):
        where = (*path, "moves", index)
        _reserve(board, (*where, "do"), move.do, _HOLD)
        are_known = [
            board.level((*where, name), track.id, level)
            for name, level in (("start", move.start), ("end", move.end))
        ]
        board.levels_of((*where, "requires"), move.requires)
        board.levels_of((*where, "excludes"), move.excludes)
        if all(are_known) and move.start == move.end:
            board.pen.error(
                "PL618",
                (*where, "end"),
                f"the move {shown(move.do)} leads from {shown(move.start)} to itself",
                expected="two levels",
                fix="correct one of the two; to stay is to hold",
            )
    board.once(
        (*path, "moves"),
        [f"{move.do} from {move.start}" for move in track.moves],
        "move",
        field="do",
    )
    _check_drift(board, path, track)
    _check_begun(board, path, track)
    _check_harm(board, path, track)


def _reserve(board: GameNames, path: Path, name: str, taken: dict[str, str]) -> None:
    if name in taken:
        message = f"the name {shown(name)} is taken: {taken[name]}"
        board.pen.error(
            "PL510",
            path,
            message,
            expected="another name",
            fix=f"rename it, such as {f'{name}-1'!r}",
        )


def _check_levels(board: GameNames, path: Path, track: GameTrack) -> None:
    of = board.of_case(track)
    path = (*path, "levels")
    for index, level in enumerate(track.levels if of else ()):
        board.known(
            (*path, index), level, of.levels if of else (), f"levels of the track {track.of}"
        )
    board.once(path, track.levels, "level")
    if of or track.levels or track.of in (RED_LINE, OFF_LINE):
        board.some(path, board.played(track), 2, "level")
    start = board.starts(track)
    if of and start in of.levels and start not in board.played(track):
        board.pen.error(
            "PL501",
            path,
            f"the levels leave out {shown(start)}, where {track.of} stands on the as-of date",
            expected=f"levels with {shown(start)} among them",
            fix=f"add {shown(start)}",
        )


def _check_way(board: GameNames, path: Path, track: GameTrack) -> None:
    """A track is moved by the challenger or by nature, never by both."""
    is_natures = board.is_natures(track)
    if is_natures and track.moves:
        where, message, expected, fix = (
            "moves",
            f"nobody decides {track.id}, and it has moves",
            "`drift` alone",
            "remove the moves",
        )
    elif is_natures and not track.drift:
        where, message, expected, fix = (
            "drift",
            f"nobody decides {track.id}, and it never moves",
            "`drift`",
            "add `drift`, or remove the track",
        )
    elif (
        track.drift
        and not is_natures
        and (board.of_case(track) or track.of in (RED_LINE, OFF_LINE))
    ):
        where, message, expected, fix = (
            "drift",
            f"nature does not move {track.id}",
            "`moves` of the challenger",
            "remove `drift`",
        )
    else:
        return
    board.pen.error("PL618", (*path, where), message, expected=expected, fix=fix)


def _check_drift(board: GameNames, path: Path, track: GameTrack) -> None:
    path = (*path, "drift")
    for index, drift in enumerate(track.drift):
        board.level((*path, index, "start"), track.id, drift.start)
        board.level((*path, index, "end"), track.id, drift.end)
    board.once(
        path, [f"{drift.start} to {drift.end}" for drift in track.drift], "drift", field="end"
    )
    for level in dict.fromkeys(drift.start for drift in track.drift):
        _check_sum(
            board,
            path,
            [drift.chance for drift in track.drift if drift.start == level],
            f"the chances to leave {level}",
        )


def _check_begun(board: GameNames, path: Path, track: GameTrack) -> None:
    path = (*path, "begun")
    base = board.starts(track)
    for index, begun in enumerate(track.begun):
        if board.level((*path, index, "level"), track.id, begun.level) and begun.level == base:
            board.pen.error(
                "PL411",
                (*path, index, "level"),
                f"{shown(base)} is where the track stands otherwise, with the chance that is left",
                expected="another level",
                fix="name the level at which it may stand already, or remove the entry",
            )
    board.once(path, [begun.level for begun in track.begun], "level", field="level")
    _check_sum(
        board, path, [begun.chance for begun in track.begun], "the chances that it has begun"
    )


def _check_sum(board: GameNames, path: Path, chances: Sequence[str], subject: str) -> None:
    ends = [board.ranges[text][1] for text in chances if text in board.ranges]
    if (
        len(ends) == len(chances) > 1
        and all(end <= 1 for end in ends)
        and is_more(total(ends), 1.0)
    ):
        board.pen.error(
            "PL411",
            path,
            f"{subject} may sum to {total(ends):g}",
            expected="a sum of at most 1, whatever the assumptions",
            fix="narrow the range of one of them",
        )


def _check_harm(board: GameNames, path: Path, track: GameTrack) -> None:
    path = (*path, "harm")
    board.rows(path, track.harm, "level")
    for index, harm in enumerate(track.harm):
        if harm.track != track.id and harm.track in board.levels:
            message = (
                f"the harm of {harm.track} stands at {track.id}, and is left in where"
                f" {harm.track} is not played"
            )
            board.pen.error(
                "PL501",
                (*path, index, "track"),
                message,
                expected=track.id,
                fix=f"move the entry to the track {harm.track}",
            )


def _check_lines(board: GameNames) -> None:
    """
    Check that one track is the red line and can be crossed, and that at most one track is reported.
    """
    tracks, path = board.setup.tracks, (*board.at, "tracks")
    board.once(path, [track.of for track in tracks], "track of the case", field="of")
    _check_red_lines(board, path, tracks)
    _check_reported(board, path, tracks)
    _check_mistaken(board, path, tracks)


def _check_red_lines(board: GameNames, path: Path, tracks: Sequence[GameTrack]) -> None:
    red = [(index, track) for index, track in enumerate(tracks) if track.of == RED_LINE]
    if tracks and not red:
        board.pen.error(
            "PL615",
            path,
            "no track is the red line",
            expected="one track `of: red_line`",
            fix="add a track `of: red_line`",
        )
    for index, track in red[:1]:
        _check_red_line(board, (*path, index), track)


def _check_reported(board: GameNames, path: Path, tracks: Sequence[GameTrack]) -> None:
    """Hold the reports to one track, which is always played."""
    reported = [(index, track) for index, track in enumerate(tracks) if track.noticed]
    for index, track in reported[1:]:
        _misfit(
            board,
            (*path, index, "noticed"),
            f"{track.id} is a second track with reports",
            "one track with `noticed`",
            "remove one",
        )
    for index, track in reported[:1]:
        if not track.always and track.of != RED_LINE:
            message, fix = f"{track.id} is reported, and not always played", "add `always: true`"
            _misfit(
                board,
                (*path, index, "noticed"),
                message,
                "a track that is played in every run",
                fix,
            )


def _check_mistaken(board: GameNames, path: Path, tracks: Sequence[GameTrack]) -> None:
    """Report a track of which there are mistaken reports alone."""
    for index, track in enumerate(tracks):
        if track.mistaken and not track.noticed:
            message, fix = (
                f"{track.id} is reported by mistake, and never otherwise",
                "add `noticed`, or remove `mistaken`",
            )
            _misfit(board, (*path, index, "mistaken"), message, "`noticed` beside it", fix)


def _check_red_line(board: GameNames, path: Path, track: GameTrack) -> None:
    faults: Iterable[tuple[bool, str, str, str, str]] = (
        (
            not board.pen.book.ids("red_lines"),
            "of",
            "the case draws no red line",
            "an entry of `red_lines`",
            "add the red line to the case",
        ),
        (
            bool(board.case.red_lines) and not any(line.any_of for line in board.case.red_lines),
            "of",
            "no red line of the case is about anything",
            "an entry of `red_lines` with a technology, an act or a track in `any_of`",
            "say in `any_of` what the red line is about",
        ),
        (
            not track.moves and not track.drift,
            "moves",
            f"the challenger cannot move on {track.id}",
            "a move that crosses",
            "add `moves`",
        ),
        (
            not track.always,
            "always",
            f"{track.id} is the red line, and not always played",
            "`always: true`",
            "add `always: true`",
        ),
    )
    for is_fault, name, message, expected, fix in faults:
        if is_fault:
            board.pen.error("PL615", (*path, name), message, expected=expected, fix=fix)


def _misfit(board: GameNames, path: Path, message: str, expected: str, fix: str) -> None:
    board.pen.error("PL616", path, message, expected=expected, fix=fix)


def _check_tables(board: GameNames) -> None:
    setup = board.setup
    for index, challenger_type in enumerate(setup.types):
        board.rows((*board.at, "types", index, "gains"), challenger_type.gains, "level")
    _check_joint(board)
    for name, rows in (
        ("breach", setup.breach),
        ("released_gain", setup.released_gain),
        ("held_back", setup.held_back),
    ):
        board.rows((*board.at, name), rows, "level")
    path = (*board.at, "muted")
    for index, muted in enumerate(setup.muted):
        if board.track((*path, index, "track"), muted.track):
            board.level((*path, index, "level"), muted.track, muted.level)
    board.once(path, [muted.track for muted in setup.muted], "track", field="track")
    known = [
        (index, muted.track)
        for index, muted in enumerate(setup.muted)
        if muted.track in board.levels
    ]
    for index, track in known[1:]:
        if track != known[0][1]:
            message = (
                f"{track} is a second track that leaves a part: shares of two tracks multiply, and"
                " numbers by level only add up"
            )
            _misfit(board, (*path, index, "track"), message, "one track", "remove one of the two")


def _check_joint(board: GameNames) -> None:
    """Hold numbers by levels of several tracks to the names of both."""
    setup = board.setup
    tables: list[tuple[Path, Sequence[JointLevelNumber]]] = [
        ((*board.at, "types", index, "joint_gains"), challenger_type.joint_gains)
        for index, challenger_type in enumerate(setup.types)
    ]
    for path, rows in [*tables, ((*board.at, "joint_harm"), setup.joint_harm)]:
        for place, row in enumerate(rows):
            board.levels_of((*path, place, "levels"), row.levels)


def _check_effects(board: GameNames) -> None:
    path = (*board.at, "effects")
    for index, effect in enumerate(board.setup.effects):
        board.known(
            (*path, index, "measure"), effect.measure, board.pen.book.ids("measures"), "measures"
        )
        if effect.gate:
            board.known(
                (*path, index, "gate"), effect.gate, board.setup.gates.ids, "gates of the game"
            )
        if names_day(effect.expires):
            _check_last_day(board, (*path, index, "expires"), effect.expires)
    board.once(path, [effect.measure for effect in board.setup.effects], "measure", field="measure")


def _check_last_day(board: GameNames, path: Path, expires: str) -> None:
    """Hold the end of a measure to a day after the as-of date, on which game and law agree."""
    section, _, name = expires.partition(".")
    provisions = board.case.provisions
    if section == "provisions" and not board.known(path, name, provisions.ids, "provisions"):
        return
    day, first = last_day(board.case, expires), board.case.as_of.first
    if day is None:
        _misfit(
            board,
            path,
            f"nothing says on which day {expires} ends",
            "a day of the calendar, or a provision with a day at `until`",
            "give the day, or a formula for the time that is left",
        )
    elif first is not None and day <= first:
        _misfit(
            board,
            path,
            f"the measure is available until {day}, and the case is as of {first}",
            "a day after the as-of date",
            "correct the day, or leave the measure out",
        )


def _check_consents(board: GameNames) -> None:
    """
    Hold the reading to those of the law; whether each standing that occurs comes to something is
    known once the law is asked.
    """
    setup, path = board.setup, (*board.at, "consents")
    board.once(path, [consent.standing for consent in setup.consents], "standing", field="standing")
    if not setup.reading:
        return
    readings = [position.id for encoding in board.case.encodings for position in encoding.positions]
    board.known((*board.at, "reading"), setup.reading, readings, "readings of the law")
