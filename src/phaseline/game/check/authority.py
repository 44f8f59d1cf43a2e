"""Consent asked for before the game: its numbers, and whose answer decides which rungs."""

from dataclasses import replace

from phaseline.case.addresses import Path
from phaseline.game.bounds import CHANCE, LONGEST_HORIZON, NOT_NEGATIVE, whole
from phaseline.game.flaws import Flaws
from phaseline.game.spec import Authority, Game

MOST_AUTHORITIES = 4  # of their own: each doubles the states in which a game may start
TERM_OF_USE = whole(1, LONGEST_HORIZON)


def check_authorities(flaws: Flaws, game: Game) -> None:
    """Check every authority of a ladder."""
    own: dict[str, Authority] = {}
    for place, rung in enumerate(game.ladder.rungs):
        if rung.authority is None:
            continue
        path: Path = ("ladder", "rungs", place, "authority")
        _check_numbers(flaws, path, rung.authority)
        if not place:
            _refuse_lowest(flaws, path)
        elif rung.authority.same_as:
            _check_shared(flaws, path, rung.authority, own)
        else:
            own[rung.id] = rung.authority
    if len(own) > MOST_AUTHORITIES:
        flaws.add(
            "PL413",
            ("ladder", "rungs"),
            f"the ladder has {len(own)} authorities of their own",
            expected=f"at most {MOST_AUTHORITIES}",
            fix="let one answer decide several rungs, with `same_as`",
        )
    if own and game.solve.concept == "no_commitment":
        flaws.add(
            "PL624",
            ("solve", "concept"),
            "concept: found no_commitment, and consent is asked for before the game",
            expected="evaluate or commit: who is bound to nothing binds nobody beforehand either",
            fix="remove `authority` from the rungs, or ask for another concept",
        )


def _check_numbers(flaws: Flaws, path: Path, authority: Authority) -> None:
    flaws.bounded((*path, "chance"), authority.chance, CHANCE)
    flaws.bounded((*path, "cost"), authority.cost, NOT_NEGATIVE)
    if authority.lasts is not None:
        flaws.bounded((*path, "lasts"), authority.lasts, TERM_OF_USE)


def _refuse_lowest(flaws: Flaws, path: Path) -> None:
    flaws.add(
        "PL624",
        path,
        "the lowest rung is where the responder stands: nothing has to be asked for it",
        expected="an authority for a higher rung",
        fix="remove it here",
    )


def _check_shared(
    flaws: Flaws, path: Path, authority: Authority, own: dict[str, Authority]
) -> None:
    """One answer has one chance, one cost and one term, and is not itself another's."""
    other = own.get(authority.same_as)
    if other is None:
        names = f"one of {', '.join(own)}" if own else "the id of a lower rung; there is none"
        flaws.add(
            "PL501",
            (*path, "same_as"),
            f"{authority.same_as!r} is no lower rung with an authority of its own",
            expected=names,
            fix="name one",
        )
    elif replace(authority, same_as="") != other:
        flaws.add(
            "PL624",
            (*path, "same_as"),
            f"the authority for {authority.same_as!r} has another chance, cost or term",
            expected="one answer, with one chance, one cost and one term",
            fix="give both rungs the same numbers, or remove same_as",
        )
