"""
The claims of a case: each is held against the game in one way, and names ladders, measures, types,
acts and assumptions that there are.
"""

from collections.abc import Iterable, Iterator, Mapping

from phaseline.case.addresses import Path
from phaseline.case.check.game_names import GameNames
from phaseline.case.games import abstaining_types
from phaseline.case.model.claims import CLAIM_TESTS, Claim, ClaimArguments
from phaseline.case.showing import shown

WAYS = ("tests", "better", "deters", "met", "flips")
_SIDES = 2
_Name = tuple[Path, str, str]  # where a name stands, the name, of what kind it is


def check_claims(board: GameNames) -> None:
    """Report claims that cannot be held against the game as they say."""
    known = _known(board)
    for index, claim in enumerate(board.case.claims):
        path: Path = ("claims", index)
        _check_ways(board, path, claim)
        _check_arguments(board, path, claim)
        for where, name, kind in _names(path, claim):
            if kind == "policies":
                board.policy(where, name)
            else:
                board.known(where, name, known[kind], kind)
        _check_two(board, path, claim)
        _check_deterred(board, path, claim)


def _check_deterred(board: GameNames, path: Path, claim: Claim) -> None:
    """Report a claim that credits a ladder with what holds a type back by itself."""
    if claim.deters and claim.deters.type in abstaining_types(board.setup):
        board.pen.error(
            "PL112",
            (*path, "deters", "type"),
            f"{claim.deters.type} abstains whatever is answered: nothing deters it",
            expected="a type that may cross",
            fix="name another type",
        )


def _known(board: GameNames) -> Mapping[str, tuple[str, ...]]:
    """Give the names that a claim may use, by what they are called in a message."""
    setup = board.setup
    return {
        "types": tuple(setup.types.ids),
        "tracks of the game": tuple(setup.tracks.ids),
        "measures with an effect": tuple(effect.measure for effect in setup.effects),
        "acts": tuple(board.pen.book.ids("acts")),
        "assumptions": tuple(board.pen.book.ids("assumptions")),
    }


def _check_ways(board: GameNames, path: Path, claim: Claim) -> None:
    ways = [way for way in WAYS if getattr(claim, way)]
    if len(ways) != 1:
        message = (
            f"the claim {claim.id!r} says "
            f"{f'{len(ways)} ways in which' if ways else 'no way in which'} it is tested"
        )
        board.pen.error(
            "PL112",
            (*path, ways[1]) if ways else path,
            message,
            expected=f"one of {', '.join(WAYS)}",
            fix="remove all but one" if ways else "add one, such as `better:`",
        )


def _check_arguments(board: GameNames, path: Path, claim: Claim) -> None:
    """Hold a claim to what its test has to be told."""
    missing = [name for name in CLAIM_TESTS.get(claim.tests, ()) if not getattr(claim.with_, name)]
    if missing:
        board.pen.error(
            "PL112",
            (*path, "tests"),
            f"the test {claim.tests} is not told {' and '.join(missing)}",
            expected=f"`with:` with {', '.join(CLAIM_TESTS[claim.tests])}",
            fix=f"add `with: {{{missing[0]}: …}}`",
        )


def _names(path: Path, claim: Claim) -> Iterator[_Name]:
    """Give every name that stands in a claim."""
    yield from _names_of_arguments((*path, "with"), claim.with_)
    if claim.better:
        yield (*path, "better", "ladder"), claim.better.ladder, "policies"
        yield (*path, "better", "than"), claim.better.than, "policies"
    if claim.deters:
        yield (*path, "deters", "type"), claim.deters.type, "types"
        yield (*path, "deters", "ladder"), claim.deters.ladder, "policies"
    if claim.met:
        yield (*path, "met", "ladder"), claim.met.ladder, "policies"
        if claim.met.demand:
            yield (*path, "met", "demand"), claim.met.demand, "tracks of the game"
    if claim.flips:
        address = claim.flips.address.removeprefix("assumptions.")
        yield (*path, "flips", "address"), address, "assumptions"
        yield from _listed((*path, "flips", "between"), claim.flips.between, "policies")


def _names_of_arguments(path: Path, arguments: ClaimArguments) -> Iterator[_Name]:
    for field, kind in (
        ("ladder", "policies"),
        ("at_once", "policies"),
        ("held", "policies"),
        ("measure", "measures with an effect"),
        ("than", "measures with an effect"),
        ("cost", "assumptions"),
        ("track", "tracks of the game"),
    ):
        if name := getattr(arguments, field):
            yield (*path, field), name, kind
    yield from _listed((*path, "ladders"), arguments.ladders, "policies")
    yield from _listed((*path, "measures"), arguments.measures, "measures with an effect")
    yield from _listed((*path, "acts"), arguments.acts, "acts")


def _listed(path: Path, names: Iterable[str], kind: str) -> Iterator[_Name]:
    return (((*path, place), name, kind) for place, name in enumerate(names))


def _check_two(board: GameNames, path: Path, claim: Claim) -> None:
    """Hold what is compared to two that differ."""
    for where, names in _compared(path, claim):
        if len(set(names)) < _SIDES:
            board.pen.error(
                "PL112",
                where,
                f"{where[-1]}: nothing else is compared with {shown(names[0]) if names else 'it'}",
                expected="two that differ",
                fix="name another one",
            )


def _compared(path: Path, claim: Claim) -> Iterator[tuple[Path, tuple[str, ...]]]:
    if claim.flips:
        yield (*path, "flips", "between"), claim.flips.between
    if claim.better:
        yield (*path, "better", "than"), (claim.better.ladder, claim.better.than)
    if claim.with_.measures:
        yield (*path, "with", "measures"), claim.with_.measures
