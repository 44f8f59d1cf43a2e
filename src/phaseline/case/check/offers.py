"""What a case could offer beside its ladders: only what is reported can be seen better."""

from phaseline.case.check.game_names import RED_LINE, GameNames


def check_offers(board: GameNames) -> None:
    """Report what is wrong with the offers of a game."""
    reported = [track.id for track in board.setup.tracks if track.of == RED_LINE and track.noticed]
    for index, offer in enumerate(board.setup.offers):
        if offer.verification and not reported:
            board.pen.error(
                "PL631",
                (*board.at, "offers", index, "verification"),
                f"{offer.id} asks to see a crossing better, and none is reported",
                expected="a track of what the red line holds with `noticed`",
                fix="leave out `verification`, or say how a crossing is noticed",
            )
