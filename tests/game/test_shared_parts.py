"""What is made of a part of a game is made once for all that share the part."""

from dataclasses import replace

from asking import FILES, game_of
from oracle import load

from phaseline.game import shared_parts
from phaseline.game.barred_rungs import trimmed
from phaseline.game.compile.games import forget
from phaseline.game.shared_parts import once


def doubled(part, *by):
    """A new tuple of a part and what else it hangs on."""
    return (*part, *part, *by)


def test_the_very_same_part_is_asked_of_once():
    """The same part gives the same object again; its like, and the part with another word, none."""
    part = (1.5, "a")
    like = (float("1.5"), "a")
    first = once(doubled, part, "x")

    assert first == (1.5, "a", 1.5, "a", "x")
    assert once(doubled, part, "x") is first
    assert once(doubled, like, "x") is not first
    assert once(doubled, part, "y") == (*part, *part, "y")


def test_what_is_let_go_of_is_made_anew():
    """Who lets go of all structures lets go of it too."""
    part = (1.5, "a")
    first = once(doubled, part)
    forget()

    assert once(doubled, part) is not first


def test_parts_that_are_held_are_bounded():
    """One part more than there is room for, and the first is made anew."""
    forget()
    parts = [(float(number),) for number in range(shared_parts.MOST + 1)]
    first, *_ = [once(doubled, part) for part in parts]

    assert once(doubled, parts[0]) is not first


def barred(game):
    """The game with a highest rung that nobody consents to."""
    *below, highest = game.ladder.rungs
    rungs = (*below, replace(highest, consent=0.0, authority=None))
    return replace(game, ladder=replace(game.ladder, rungs=rungs))


def test_games_that_share_rungs_share_what_is_left_of_them():
    """Two games that differ in their responder alone are trimmed to the very same other parts."""
    for name in FILES:
        whole = barred(game_of(load(FILES[name])))
        other = replace(whole, responder=replace(whole.responder, audience_cost=0.375))
        (mine, gone), (theirs, theirs_gone) = trimmed(whole), trimmed(other)

        assert gone == theirs_gone
        assert mine.ladder.rungs is theirs.ladder.rungs
        assert mine.ladder.policy is theirs.ladder.policy
        assert mine.challenger is theirs.challenger
        assert theirs == replace(mine, responder=other.responder)
