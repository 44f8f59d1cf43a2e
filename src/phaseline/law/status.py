"""
How options stand: in each position, in some world, in all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from itertools import product
from json import dumps

from phaseline.law.compile import (
    STANDINGS,
    Index,
    index_of,
    judged_program,
    narrowed,
    wanted_program,
)
from phaseline.law.model import (
    Doubt,
    Hypothesis,
    Interpretation,
    Law,
    Standing,
)
from phaseline.law.solve import ENGINE, Atom, GroundProgram
from phaseline.terms.record import record

NOTHING = Hypothesis()
_JUDGED = (("stands", 2), ("matters", 2))


@record
class Receipt:
    """
    What a judgement was made from, so that it can be made again.

    Args:
        law: SHA-256 of the rules, terms, options, changes and positions that were asked.
        engine: The solver and its version.
        enacted: The changes that counted as made.
        void: The provisions that counted as void.
    """

    law: str
    engine: str
    enacted: tuple[str, ...]
    void: tuple[str, ...]


@record
class OptionStatus:
    """
    How one option stands.

    Args:
        standings: Every standing that it has in some world.
        doubts: The changes of which it cannot be told whether they have been made, and which make
            it undetermined in some world.
    """

    standings: frozenset[Standing]
    doubts: tuple[Doubt, ...] = ()


class LawSolver:
    """
    A law made ready to be asked many times: grounded once, every question an assumption.

    Where dates leave changes open, each option is asked by itself, of the changes that bear on it.

    Args:
        law: The law.

    Raises:
        QuestionError: Too many dates that bear on one option are open.
    """

    def __init__(self, law: Law) -> None:
        self.law = law
        parts = [narrowed(law, option) for option in law.options] if law.doubts else [law]
        self._benches = [_Bench(part) for part in parts]

    def judged(
        self, hypothesis: Hypothesis = NOTHING, position: str = ""
    ) -> Mapping[str, OptionStatus]:
        """
        Give how each option stands in any world, or in one position.

        Args:
            hypothesis: What is asked beside the law as it stands.
            position: The id of the position; every world if left out.
        """
        return {
            name: status
            for bench in self._benches
            for name, status in bench.judged(hypothesis, position).items()
        }

    def standings(self, hypothesis: Hypothesis = NOTHING) -> Mapping[str, frozenset[Standing]]:
        """Give for each option every standing that it has in some world."""
        return {name: status.standings for name, status in self.judged(hypothesis).items()}

    def by_reading(
        self, hypothesis: Hypothesis = NOTHING
    ) -> Mapping[str, Mapping[str, frozenset[Standing]]]:
        """
        Give by whole reading the standing of each option; where readings are combined freely, under
        no name every standing that it has in some combination.

        Args:
            hypothesis: What is asked beside the law as it stands.
        """
        readings = [position.id for position in self.law.positions] or [""]
        return {
            reading: {
                name: status.standings for name, status in self.judged(hypothesis, reading).items()
            }
            for reading in readings
        }


class _Bench:
    """A law, or the part of it that bears on one option, grounded once."""

    def __init__(self, law: Law) -> None:
        self.index: Index = index_of(law)
        self._ground = GroundProgram(judged_program(law), _JUDGED)

    def judged(self, hypothesis: Hypothesis, position: str) -> Mapping[str, OptionStatus]:
        """Give how each option stands in any world, or in one position."""
        chosen = [(("pos", (self.index.positions.index(position),)), True)] if position else []
        standings: dict[str, set[Standing]] = {name: set() for name in self.index.options}
        doubts: dict[str, set[int]] = {name: set() for name in self.index.options}
        for name, (option, number) in self._ground.brave(
            [*assumed(self.index, hypothesis), *chosen]
        ):
            if name == "stands":
                standings[self.index.options[option]].add(STANDINGS[number])
            else:
                doubts[self.index.options[option]].add(number)
        return {
            name: OptionStatus(
                standings=frozenset(some),
                doubts=tuple(self.index.doubts[number] for number in sorted(doubts[name])),
            )
            for name, some in standings.items()
        }


def is_one_always(
    law: Law, standings: Collection[Standing], hypothesis: Hypothesis = NOTHING
) -> bool:
    """
    Whether in every world at least one option of a law has one of some standings.

    Raises:
        QuestionError: Too many dates that bear on the options are open.
    """
    ground = GroundProgram(wanted_program(law, standings), (("wanted", 0),))
    settled = assumed(index_of(law), hypothesis)
    return ground.answer([*settled, (("wanted", ()), False)]) is None


def assumed(index: Index, hypothesis: Hypothesis) -> Iterator[tuple[Atom, bool]]:
    """Give the assumptions that settle which changes are made and which provisions are void."""
    yield from (
        (("enacted", (number,)), name in hypothesis.enacted)
        for number, name in enumerate(index.changes)
    )
    yield from (
        (("void", (number,)), name in hypothesis.void)
        for number, name in enumerate(index.provisions)
    )


def receipt(law: Law, hypothesis: Hypothesis = NOTHING) -> Receipt:
    """Say what a judgement is made from."""
    fields = asdict(law)
    if not law.doubts:
        del fields[
            "doubts"
        ]  # a law without open dates keeps the receipt that it had before there were any
    if not law.lifts_bars:
        del fields["lifts_bars"]
    text = dumps(fields, sort_keys=True, default=_jsonable, ensure_ascii=False)
    return Receipt(
        law=sha256(text.encode()).hexdigest(),
        engine=ENGINE,
        enacted=tuple(sorted(hypothesis.enacted)),
        void=tuple(sorted(hypothesis.void)),
    )


def _jsonable(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def worlds(law: Law) -> Iterator[Interpretation]:
    """Give every world of a law: its positions, or every combination of readings."""
    if law.positions:
        yield from (
            Interpretation(readings=position.takes, position=position.id)
            for position in law.positions
        )
    else:
        yield from (
            Interpretation(readings=dict(zip(law.terms, chosen, strict=True)))
            for chosen in product(*law.terms.values())
        )


def world_of(law: Law, atoms: Iterable[Atom]) -> Interpretation:
    """Give the world in which an answer was found."""
    index = index_of(law)
    position = next((index.positions[place] for name, (place, *_) in atoms if name == "pos"), "")
    readings = {
        index.terms[term]: index.readings[term][reading]
        for name, (term, *rest) in atoms
        if name == "read"
        for reading in rest
    }
    return Interpretation(readings=readings, position=position)
