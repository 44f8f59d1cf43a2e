"""
What a sharper eye is worth, with its sign: the same game with other reports, the ladder as it is
and chosen anew.

Source:
    Baliga, Bueno de Mesquita & Wolitzky, *American Political Science Review* 114 (2020), 1155–1171:
    better detection can make things worse where the response is fixed.
"""

from dataclasses import replace
from typing import Any

from phaseline.game.commit import committed
from phaseline.game.play import played, responder_value
from phaseline.game.spec import Game, Sharper


def verification(game: Game) -> dict[str, Any] | None:
    """
    Give what the other eye that a file names is worth to the responder, its cost taken off [M];
    None if it names none.

    Raises:
        QuestionError: Too many states can be reached.
        EngineError: A policy did not settle.
    """
    other = game.solve.verification
    if other is None:
        return None
    sharper = seen_by(game, other)
    before, after = (
        float(responder_value(played([variant]), best=True)[0]) for variant in (game, sharper)
    )
    chosen = None
    if game.solve.commit is not None:
        best = [committed(variant).figures for variant in (game, sharper)]
        chosen = (
            best[1]["values"][best[1]["best"]] - best[0]["values"][best[0]["best"]] - other.cost
        )
    return {"fixed": after - before - other.cost, "reoptimised": chosen, "cost": other.cost}


def seen_by(game: Game, other: Sharper) -> Game:
    """Give the game with other reports of one track."""
    tracks = tuple(
        (
            replace(
                track,
                reports=replace(track.reports, likelihood=other.likelihood, likelihood_by_rung={}),
            )
            if track.id == other.track and track.reports
            else track
        )
        for track in game.challenger.tracks
    )
    return replace(game, challenger=replace(game.challenger, tracks=tracks))
