"""
The door to clingo: a program grounded once, then asked under assumptions.

Source:
    Gebser, Kaminski, Kaufmann & Schaub, "Multi-shot ASP solving with clingo", TPLP 19 (2019),
    27–82, for assumptions; clasp's modes of enumeration for brave consequences (what holds in some
    answer).
"""

from collections.abc import Callable, Iterable, Sequence

from clingo import Control, Function, Model, Number, Symbol
from clingo import __version__ as clingo_version

from phaseline.errors import EngineError

ENGINE = f"clingo {clingo_version}"
Atom = tuple[str, tuple[int, ...]]


class GroundProgram:
    """
    A program that is grounded, and never added to.

    Constraints that were added between searches under false assumptions made clingo 5.8 lose
    answers.

    Args:
        text: The program.
        shown: The names of the atoms that answers hold, with their number of arguments.

    Raises:
        EngineError: The solver refuses the program, or the memory does not hold it.
    """

    def __init__(self, text: str, shown: Iterable[tuple[str, int]]) -> None:
        self._control = Control(["--warn=none"])
        lines = "\n".join(f"#show {name}/{arity}." for name, arity in shown)
        try:
            self._control.add("base", [], f"{text}\n#show.\n{lines}")
            self._control.ground([("base", [])])
        except (RuntimeError, MemoryError) as error:
            raise EngineError(f"the law could not be grounded: {error}") from None

    def answer(self, assumed: Iterable[tuple[Atom, bool]] = ()) -> frozenset[Atom] | None:
        """Give one answer under assumptions; None where there is none."""
        self._mode("auto", 1)
        models: list[frozenset[Atom]] = []
        self._solve(assumed, lambda model: models.append(_atoms(model)))
        return models[-1] if models else None

    def best(self) -> frozenset[Atom] | None:
        """Give an answer that costs least, by what the program minimises; None where none is."""
        answers = self.answers()  # each costs less than the one before it
        return answers[-1] if answers else None

    def answers(self, assumed: Iterable[tuple[Atom, bool]] = ()) -> list[frozenset[Atom]]:
        """Give every answer under assumptions."""
        self._mode("auto", 0)
        models: list[frozenset[Atom]] = []
        self._solve(assumed, lambda model: models.append(_atoms(model)))
        return models

    def brave(self, assumed: Iterable[tuple[Atom, bool]] = ()) -> frozenset[Atom]:
        """Give what holds in some answer under assumptions."""
        self._mode("brave", 0)
        models: list[Sequence[Symbol]] = []
        self._solve(assumed, lambda model: models.append(model.symbols(shown=True)))
        return frozenset(_atom(symbol) for symbol in models[-1]) if models else frozenset()

    def _mode(self, mode: str, count: int) -> None:
        solve = self._control.configuration.solve
        solve.enum_mode = mode  # type: ignore[union-attr]
        solve.models = str(count)  # type: ignore[union-attr]

    def _solve(self, assumed: Iterable[tuple[Atom, bool]], seen: Callable[[Model], None]) -> None:
        literals = [(_symbol(atom), truth) for atom, truth in assumed]
        known = self._control.symbolic_atoms
        if any(truth and symbol not in known for symbol, truth in literals):
            # no answer holds what no rule can give; clingo would pass such an assumption over
            return
        result = self._control.solve(assumptions=literals, on_model=seen)
        if result.interrupted:
            raise EngineError("the law was not solved: the search was interrupted")


def _symbol(atom: Atom) -> Symbol:
    name, arguments = atom
    return Function(name, [Number(argument) for argument in arguments])


def _atom(symbol: Symbol) -> Atom:
    return symbol.name, tuple(argument.number for argument in symbol.arguments)


def _atoms(model: Model) -> frozenset[Atom]:
    return frozenset(_atom(symbol) for symbol in model.symbols(shown=True))
