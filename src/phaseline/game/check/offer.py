"""What is offered beside a ladder: its numbers, and whether anybody could take it up."""

from collections.abc import Iterable

from phaseline.case.addresses import Path
from phaseline.game.bounds import CHANCE, NOT_NEGATIVE
from phaseline.game.flaws import Flaws
from phaseline.game.seeing import watched_tracks
from phaseline.game.spec import Game, Offer, TrackSpec


def check_offer(flaws: Flaws, game: Game) -> None:
    """Check the offer of a game, if there is one."""
    offer, path = game.offer, ("offer",)
    if offer is None:
        return
    for name in ("inducement", "breach", "transparency"):
        flaws.bounded((*path, name), getattr(offer, name), NOT_NEGATIVE)
    if offer.verification is not None:
        _check_verification(flaws, (*path, "verification"), game, offer.verification)
    if offer.promised:
        flaws.rung((*path, "promised"), offer.promised)
    before = len(flaws.found)
    for track, levels in offer.while_.items():
        _check_levels(flaws, (*path, "while", track), track, levels)
    if len(flaws.found) == before:
        _check_commitment(flaws, (*path, "while"), game, offer)


def _check_verification(flaws: Flaws, path: Path, game: Game, chance: float) -> None:
    if flaws.bounded(path, chance, CHANCE) and not watched_tracks(game):
        flaws.add(
            "PL631",
            path,
            f"verification: found {chance:g}, and no crossing is reported in this game",
            expected="a track of the red line with `reports` that the monitor reads",
            fix="remove `verification`, or say what is reported",
        )


def _check_levels(flaws: Flaws, path: Path, track: str, levels: str | tuple[str, ...]) -> None:
    """Hold the levels at which a commitment stands to the names of a track and of its levels."""
    if not flaws.track(path, track):
        return
    if isinstance(levels, str):
        flaws.level(path, track, levels)
    elif flaws.some(path, levels, 1, "level"):
        for place, level in enumerate(levels):
            flaws.level((*path, place), track, level)


def _check_commitment(flaws: Flaws, path: Path, game: Game, offer: Offer) -> None:
    """Refuse a commitment to cross, and one that nobody can give."""
    tracks = {track.id: track for track in game.challenger.tracks}
    for track, levels in offer.stands_at.items():
        across = [level for level in levels if level in game.red_line.get(track, ())]
        reached = _reached(tracks[track], game.start.get(track))
        if across:
            flaws.add(
                "PL630",
                (*path, track),
                f"{across[0]!r} of {track} is across the red line",
                expected="a level outside it: nobody is paid to cross",
                fix="name the level at which the commitment is kept",
            )
        elif reached.isdisjoint(levels):
            named = " or ".join(map(repr, levels))
            flaws.add(
                "PL630",
                (*path, track),
                f"nothing leads to {named} of {track}, so that nobody can take the offer up",
                expected="a level where the game may start, or to which a move leads",
                fix=f"name another level, or add a move to {levels[0]!r}",
            )


def _reached(track: TrackSpec, start: object) -> frozenset[str]:
    """Give the levels at which a track may ever stand, as far as its own moves and drift say."""
    started = [str(start)] if isinstance(start, str) else _possible(start)
    ends = [move.to for move in track.moves]
    drifts = [end for row in track.drift.values() for end in row]
    return frozenset((*(started or track.levels[:1]), *ends, *drifts))


def _possible(start: object) -> list[str]:
    if not isinstance(start, dict):
        return []
    levels: Iterable[tuple[object, object]] = start.items()
    return [str(level) for level, chance in levels if chance]
