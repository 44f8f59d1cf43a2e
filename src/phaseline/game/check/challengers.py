"""Several challengers: what each decides, whom reports name, and on whom losses fall."""

from collections.abc import Iterator, Mapping, Sequence

from phaseline.case.addresses import Path
from phaseline.case.showing import shown
from phaseline.game.bounds import DISCOUNT
from phaseline.game.check.challenger import check_types
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.named import NAMING_KINDS
from phaseline.game.spec import ByLevel, Game, Reports, TrackSpec
from phaseline.game.watch import read_tracks

AT: Path = ("challengers",)


def check_challengers(flaws: Flaws, game: Game) -> None:
    """Check those who decide the tracks, and everything that names them."""
    if game.challengers:
        flaws.once(AT, [controller.id for controller in game.challengers], "challenger", field="id")
        _check_types(flaws, game)
        _check_controls(flaws, game)
    _check_losses(flaws, game)
    _check_names(flaws, game)


def _check_types(flaws: Flaws, game: Game) -> None:
    if game.challenger.types:
        flaws.add(
            "PL642",
            ("challenger", "types"),
            "types are listed under `challenger` and under `challengers`",
            expected="the types of each of several challengers beside what it controls",
            fix="move them into `challengers`, and remove them here",
            is_key=True,
        )
    for place, controller in enumerate(game.challengers):
        where = (*AT, place, "types")
        if flaws.some(where, controller.types, 1, "type"):
            check_types(flaws, where, controller.types)
        if controller.discount is not None:
            flaws.bounded((*AT, place, "discount"), controller.discount, DISCOUNT)


def _check_controls(flaws: Flaws, game: Game) -> None:
    tracks = {track.id: track for track in game.challenger.tracks}
    owners: dict[str, str] = {}
    for place, controller in enumerate(game.challengers):
        where = (*AT, place, "controls")
        flaws.some(where, controller.controls, 1, "track")
        for entry, name in enumerate(controller.controls):
            path = (*where, entry)
            if flaws.track(path, name, is_key=False):
                _check_control(flaws, path, tracks[name], owners.get(name, ""))
                owners.setdefault(name, controller.id)
    for place, track in enumerate(game.challenger.tracks):
        if track.moves and track.id not in owners:
            flaws.add(
                "PL641",
                ("challenger", "tracks", place, "moves"),
                f"nobody controls {track.id}, and it has moves",
                expected="each track with moves under `controls` of one challenger",
                fix=f"add {track.id} to the `controls` of the one who decides it",
                is_key=True,
            )


def _check_control(flaws: Flaws, path: Path, track: TrackSpec, owner: str) -> None:
    if owner:
        flaws.add(
            "PL640",
            path,
            f"{track.id} is controlled twice: by {owner} already",
            expected="each track under `controls` of one challenger, once",
            fix="remove it here, or there",
        )
    elif not track.moves:
        flaws.add(
            "PL641",
            path,
            f"{track.id} has no moves" + (": nature moves it" if track.drift else ""),
            expected="a track with moves",
            fix=f"remove {track.id} here, or give it moves",
        )


def _check_losses(flaws: Flaws, game: Game) -> None:
    for place, rung in enumerate(game.ladder.rungs):
        where: Path = ("ladder", "rungs", place)
        _check_loss_on(flaws, game, (*where, "loss_on"), rung.loss_on)
        for rest, remainder in enumerate(rung.without):
            _check_loss_on(flaws, game, (*where, "without", rest, "loss_on"), remainder.loss_on)
        if rung.answers:
            _check_answers(flaws, game, (*where, "answers"), rung.answers)

    for place, measure in enumerate(game.ladder.measures):
        path = ("ladder", "measures", place, "once_loss_on")
        _check_loss_on(flaws, game, path, measure.once_loss_on)


def _check_loss_on(
    flaws: Flaws, game: Game, path: Path, losses: Mapping[str, float | ByLevel]
) -> None:
    if losses and not _has_challengers(flaws, game, path):
        return
    for name, amount in losses.items():
        if _is_challenger(flaws, game, (*path, name), name, is_key=True) and isinstance(
            amount, Mapping
        ):
            flaws.by_level((*path, name), amount)


def _check_answers(flaws: Flaws, game: Game, path: Path, answers: Sequence[str]) -> None:
    if not _has_challengers(flaws, game, path):
        return
    flaws.once(path, answers, "challenger")
    named = {suspect for _, _, reports in _naming(game) for suspect in reports.names.values()}
    for entry, name in enumerate(answers):
        where = (*path, entry)
        if _is_challenger(flaws, game, where, name) and name not in named:
            flaws.add(
                "PL643",
                where,
                f"the rung answers {name}, whom no report names",
                expected="a challenger whom a label of a track with reports names",
                fix="give that track's reports `names`, or remove `answers`",
            )


def _has_challengers(flaws: Flaws, game: Game, path: Path) -> bool:
    if game.challengers:
        return True
    flaws.add(
        "PL643",
        path,
        f"{path[-1]} is given, and the file lists no challengers",
        expected="a list of `challengers`, each with its `controls` and `types`",
        fix="list them, or remove it: the loss of one challenger is `loss`",
        is_key=True,
    )
    return False


def _is_challenger(
    flaws: Flaws, game: Game, path: Path, name: str, *, is_key: bool = False
) -> bool:
    known = [controller.id for controller in game.challengers]
    return flaws.known(path, name, known, "challenger", is_key=is_key)


def _naming(game: Game) -> Iterator[tuple[int, TrackSpec, Reports]]:
    """Give the tracks whose reports name somebody, with their places."""
    for place, track in enumerate(game.challenger.tracks):
        if track.reports is not None and track.reports.names:
            yield place, track, track.reports


def _check_names(flaws: Flaws, game: Game) -> None:
    naming = list(_naming(game))
    if not naming:
        return
    for place, _, reports in naming:
        path: Path = ("challenger", "tracks", place, "reports", "names")
        if _has_challengers(flaws, game, path):
            _check_labels(flaws, game, path, reports)
    _check_reader(flaws, game, {place for place, _, _ in naming})


def _check_labels(flaws: Flaws, game: Game, path: Path, reports: Reports) -> None:
    for label, name in reports.names.items():
        where = (*path, label)
        if flaws.known(where, label, reports.labels, "label", is_key=True):
            _is_challenger(flaws, game, where, name)
    quiet, loud = reports.labels[:1], reports.labels[1:]
    for label in (*quiet, *loud):
        if (label in reports.names) == (label in quiet):
            is_quiet = label in quiet
            flaws.add(
                "PL644",
                (*path, label) if is_quiet else path,
                f"the label {shown(label)} "
                + ("is the quietest and names somebody" if is_quiet else "names nobody"),
                expected="a challenger for every label but the first",
                fix="remove it" if is_quiet else f"add `{label}: …`",
                is_key=is_quiet,
            )


def _check_reader(flaws: Flaws, game: Game, naming: set[int]) -> None:
    """Hold the monitor to kinds that can hold suspects, and to reports that all name them."""
    if game.monitor is None:
        place = min(naming)
        flaws.add(
            "PL644",
            ("challenger", "tracks", place, "reports", "names"),
            "reports name suspects, and no monitor reads them",
            expected="a monitor that is last_report or latch",
            fix="add `monitor: {kind: last_report, tracks: [...]}`",
            is_key=True,
        )
        return
    if game.monitor.kind not in NAMING_KINDS:
        flaws.add(
            "PL644",
            ("monitor", "kind"),
            f"the monitor is a {game.monitor.kind}, and reports name suspects",
            expected="last_report or latch: only these can hold who is named",
            fix="write one of the two, or remove `names` from the reports",
        )
    for place in read_tracks(game):
        if place not in naming and game.challenger.tracks[place].reports is not None:
            track = game.challenger.tracks[place].id
            flaws.add(
                "PL644",
                ("challenger", "tracks", place, "reports"),
                f"the reports of {track} name nobody, and others that the monitor reads do",
                expected="reports that all name suspects, or none",
                fix=f"give the reports of {track} `names`, or let the monitor read the others",
                is_key=True,
            )
