"""
What an answer turns on, and what would turn it: all prime implicants over readings, all least
changes of law.

Both are searched by guess and counterexample: a guess of least size is made, the solver looks for a
world that breaks it, and the next guess has to take that world into account. A guess that nothing
breaks is minimal, for all smaller ones were tried before; what contains it is not tried again.

A search knows numbers and no names, and options of which the law says the same are one search.

Source:
    Clarke, Grumberg, Jha, Lu & Veith, "Counterexample-guided abstraction refinement", CAV 2000, for
    the scheme; Quine, "A way to simplify truth functions", Amer. Math. Monthly 62 (1955), 627–631,
    for prime implicants.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from phaseline.law.compile import (
    STANDINGS,
    Index,
    choices,
    index_of,
    judged_program,
    narrowed,
    wanted_program,
    world_program,
)
from phaseline.law.model import Hypothesis, Law, Option, Standing
from phaseline.law.solve import Atom, GroundProgram
from phaseline.law.status import NOTHING, assumed, world_of
from phaseline.terms.record import record

MOST = 200
OPEN = frozenset({Standing.EXECUTIVE})


@record
class TurningPoint:
    """
    One exact combination of readings that settles how an option stands.

    Args:
        standing: How it stands then.
        readings: The readings, by term; all other terms may be read either way.
    """

    standing: Standing
    readings: Mapping[str, str]


@record
class TurningSearch:
    """
    What a search gave.

    Args:
        sets: The least sets, smallest first, and then in the order of the law.
        is_complete: Whether these are all of them; a search stops after 200.
    """

    sets: tuple[frozenset[str], ...]
    is_complete: bool


def turns_on(
    law: Law, option: Option, hypothesis: Hypothesis = NOTHING
) -> tuple[TurningPoint, ...]:
    """
    Give every prime implicant of every standing that an option has in some world: the smallest
    first, and then in the order of the law.

    Args:
        law: A law without positions; with them there is nothing to combine, and the answer is
            empty.
        option: The option.
        hypothesis: What is asked beside the law as it stands.
    """
    if law.positions:
        return ()
    part = narrowed(law, option)
    index = index_of(part)
    sizes, fixed = tuple(map(len, index.readings)), tuple(assumed(index, hypothesis))
    points = [
        TurningPoint(
            standing=STANDINGS[number],
            readings={index.terms[term]: index.readings[term][place] for term, place in picks},
        )
        for number, picks in _settling(judged_program(part), sizes, fixed)
    ]
    return tuple(
        sorted(
            points,
            key=lambda point: (
                STANDINGS.index(point.standing),
                len(point.readings),
                _places(law, point.readings),
            ),
        )
    )


def _places(law: Law, readings: Mapping[str, str]) -> list[tuple[int, int]]:
    """Give the places of readings in the order of the law, which no name decides."""
    terms = list(law.terms)
    return sorted(
        (terms.index(term), law.terms[term].index(reading)) for term, reading in readings.items()
    )


_Picks = tuple[tuple[int, int], ...]  # terms, each with one of its readings, by their numbers
_Assumed = tuple[tuple[Atom, bool], ...]


@lru_cache(maxsize=512)
def _settling(text: str, sizes: tuple[int, ...], fixed: _Assumed) -> tuple[tuple[int, _Picks], ...]:
    """
    Give every standing that is possible by its number, with each least reading that settles it.

    Args:
        text: The program of the part of a law that bears on one option.
        sizes: How many readings there are (term).
        fixed: What is assumed in every world.
    """
    ground = GroundProgram(text, (("stands", 2), ("read", 2)))
    possible = sorted({arguments[1] for name, arguments in ground.brave(fixed) if name == "stands"})
    return tuple(
        (number, picks) for number in possible for picks in _primes(sizes, ground, fixed, number)
    )


def _primes(
    sizes: Sequence[int], ground: GroundProgram, fixed: _Assumed, standing: int
) -> Iterator[_Picks]:
    """
    Search partial readings of growing size; a counterexample is a world that such a reading has to
    exclude.
    """
    lines = [f"{{ pick({term},0..{size - 1}) }} 1." for term, size in enumerate(sizes)]
    lines.append("used(T) :- pick(T,R).")
    count = 0
    while (guess := _least_guess(lines, "T : used(T)", ("pick", 2))) is not None:
        chosen = sorted((term, reading) for _, (term, reading) in guess)
        counterexample = _witness(ground, fixed, chosen, standing, truth=False)
        if counterexample is None:
            lines.append(_forbidden(f"pick({t},{r})" for t, r in chosen))
            yield tuple(chosen)
            count += 1
            if count == MOST:
                return
        else:
            core = _core(ground, fixed, standing, _readings_in(counterexample))
            lines += _difference_lines(core, sizes)


def _witness(
    ground: GroundProgram,
    fixed: Iterable[tuple[Atom, bool]],
    readings: Iterable[tuple[int, ...]],
    standing: int,
    *,
    truth: bool,
) -> frozenset[Atom] | None:
    """
    Give a world with some readings in which the option has a standing, or has not; None where there
    is none.
    """
    return ground.answer(
        [
            *fixed,
            *((("read", reading), True) for reading in readings),
            (("stands", (0, standing)), truth),
        ]
    )


def _readings_in(atoms: Iterable[Atom]) -> list[tuple[int, int]]:
    return sorted(
        (term, reading) for name, (term, *rest) in atoms for reading in rest if name == "read"
    )


def _core(
    ground: GroundProgram,
    fixed: _Assumed,
    standing: int,
    readings: list[tuple[int, int]],
) -> dict[int, int]:
    """
    Give a least part of a counterexample that excludes the standing by itself: what is looked for
    has to differ from it there.
    """
    core = readings
    for reading in readings:
        fewer = [other for other in core if other != reading]
        if _witness(ground, fixed, fewer, standing, truth=True) is None:
            core = fewer
    return dict(core)


def _difference_lines(core: Mapping[int, int], sizes: Sequence[int]) -> Iterator[str]:
    """Write that a guess has to differ from the core of a counterexample."""
    yield _forbidden(
        f"not pick({term},{other})"
        for term, reading in core.items()
        for other in range(sizes[term])
        if other != reading
    )
    # follows from it, and spares the solver a pigeonhole
    yield _forbidden(f"not used({term})" for term in core)


def flips(
    law: Law,
    option: Option,
    hypothesis: Hypothesis = NOTHING,
    *,
    target: frozenset[Standing] = OPEN,
) -> TurningSearch:
    """
    Give all least sets of changes that give an option one of the wanted standings in every world.

    Args:
        law: The law.
        option: The option.
        hypothesis: What counts as enacted and void already.
        target: The standings that are wanted.
    """
    part = narrowed(law, option)
    index = index_of(part)
    wanted = frozenset(STANDINGS.index(standing) for standing in target)
    least_sets = tuple(
        frozenset(index.changes[number] for number in numbers)
        for numbers in _least_changes(_ChangeSearch(part, hypothesis, wanted))
    )
    if len(least_sets) == MOST:
        return TurningSearch(sets=least_sets, is_complete=False)
    place = {change.id: number for number, change in enumerate(law.changes)}
    return TurningSearch(
        sets=tuple(
            sorted(
                least_sets,
                key=lambda changes: (len(changes), sorted(place[name] for name in changes)),
            )
        ),
        is_complete=True,
    )


class _ChangeSearch:
    """
    A search for changes of a law; it is another one that is asked the very same by numbers.

    Args:
        part: The part of the law that bears on one option.
        hypothesis: What counts as enacted and void already.
        wanted: The numbers of the standings that are wanted.
    """

    __slots__ = ("by", "open_changes", "part", "settled", "text", "wanted")

    def __init__(self, part: Law, hypothesis: Hypothesis, wanted: frozenset[int]) -> None:
        index = index_of(part)
        self.part, self.wanted = part, sorted(wanted)
        self.text = wanted_program(part, [STANDINGS[number] for number in self.wanted])
        self.settled = tuple(_settled(index, hypothesis))
        self.open_changes = tuple(_open_changes(index, hypothesis))
        self.by = (self.text, self.settled, self.open_changes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ChangeSearch) and other.by == self.by

    def __hash__(self) -> int:
        return hash(self.by)


@lru_cache(maxsize=512)
def _least_changes(search: _ChangeSearch) -> tuple[frozenset[int], ...]:
    """Give the least sets of changes by their numbers, as many as are looked for."""
    return tuple(islice(_flipping_sets(search), MOST))


def _flipping_sets(search: _ChangeSearch) -> Iterator[frozenset[int]]:
    """
    Search sets of changes of growing size; a counterexample is a world in which the changes that
    are guessed give no wanted standing.
    """
    part, settled, open_changes = search.part, search.settled, search.open_changes
    check = GroundProgram(search.text, (("read", 2), ("pos", 1)))
    lines = [
        choices(part),
        *(f"new({number})." for number in open_changes),
        *(_settled_line(atom, truth=truth) for atom, truth in settled),
    ]
    count = 0
    while (guess := _least_guess(lines, "C : enacted(C), new(C)", ("enacted", 1))) is not None:
        enacted = _numbers(guess) & set(open_changes)
        counterexample = check.answer(
            [*settled, *_assumed_changes(enacted, open_changes), (("wanted", ()), False)]
        )
        if counterexample is None:
            yield frozenset(enacted)
            if not enacted:
                return  # nothing has to change: no other set is a least one
            lines.append(_forbidden(f"enacted({number})" for number in sorted(enacted)))
        else:
            lines += [
                world_program(part, world_of(part, counterexample), count),
                *_requirement(count, search.wanted),
            ]
            count += 1


def _settled(index: Index, hypothesis: Hypothesis) -> list[tuple[Atom, bool]]:
    """Give what is not open to a search for changes: the provisions, and the changes made."""
    return [
        (atom, truth) for atom, truth in assumed(index, hypothesis) if atom[0] == "void" or truth
    ]


def _open_changes(index: Index, hypothesis: Hypothesis) -> list[int]:
    return [number for number, name in enumerate(index.changes) if name not in hypothesis.enacted]


def _numbers(atoms: Iterable[Atom]) -> set[int]:
    return {arguments[0] for _, arguments in atoms}


def _assumed_changes(
    enacted: Collection[int], changes: Iterable[int]
) -> Iterator[tuple[Atom, bool]]:
    """Give the assumptions that some changes are made, and the others are not."""
    yield from ((("enacted", (number,)), number in enacted) for number in changes)


def _least_guess(
    lines: Sequence[str], counted: str, shown: tuple[str, int]
) -> frozenset[Atom] | None:
    """Give a guess of least size that all lines allow; None where there is none."""
    return GroundProgram("\n".join((*lines, f"#minimize {{ 1,{counted} }}.")), (shown,)).best()


def _forbidden(literals: Iterable[str]) -> str:
    """Write that not all of these may hold; where there are none, nothing may."""
    return f":- {', '.join(literals) or '#true'}."


def _settled_line(atom: Atom, *, truth: bool) -> str:
    name, arguments = atom
    text = f"{name}({','.join(map(str, arguments))})"
    return f":- not {text}." if truth else f":- {text}."


def _requirement(world: int, wanted: Sequence[int]) -> Iterator[str]:
    yield from (f"right({world}) :- stands({world},0,{number})." for number in wanted)
    yield f":- not right({world})."
