"""
The gallery of classics: small published models, each with its source, what it teaches, its known
answer and today's.

A classic is a file that ships with Phaseline. Its known answers are those of its source, or are
worked out by hand; none of them is a previous answer of the solver.
"""

from collections.abc import Mapping, Sequence
from math import isclose
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from phaseline.case.addresses import did_you_mean
from phaseline.case.files import FileReading, read_file
from phaseline.errors import QuestionError
from phaseline.game.published.answer import model_answer
from phaseline.game.published.read import model_flaws
from phaseline.game.published.spec import Crisis, Dyad, Textbook
from phaseline.game.read import with_flaws
from phaseline.game.spec import Game
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record

_FOLDER = FilePath(__file__).resolve().parent / "classics"
FORMS = ("game", "crisis", "dyad", "textbook")


@record
class ClassicSource:
    """Where a model was published, and what of it was read."""

    authors: Annotated[str, Meaning("Who wrote it")]
    title: Annotated[str, Meaning("Its title")]
    published: Annotated[str, Meaning("Where it stands")]
    year: Annotated[int, Meaning("When it was published")]
    read: Annotated[str, Meaning("What of it was read, or how it was followed up")]


@record
class KnownAnswer:
    """A number that is known without the solver."""

    says: Annotated[str, Meaning("What the number is")]
    at: Annotated[str, Meaning("Where it stands in the answer, with dots")]
    value: Annotated[float, Meaning("The number")]
    from_: Annotated[str, Meaning("Whence it is known: the source, or the calculation")]
    within: Annotated[float, Meaning("By how much today's may differ")] = 1e-9


@record
class Classic:
    """A published model with its known answers; one of the four models is given."""

    phaseline: Annotated[Literal[1], Meaning("The version of the format: 1")]
    kind: Annotated[Literal["classic"], Meaning("classic")]
    title: Annotated[str, Meaning("A title")]
    source: Annotated[ClassicSource, Meaning("Where it was published")]
    teaches: Annotated[tuple[str, ...], Meaning("What it teaches, in three sentences")]
    known: Annotated[tuple[KnownAnswer, ...], Meaning("What is known without the solver")]
    game: Annotated[Game | None, Meaning("The model as a game file")] = None
    crisis: Annotated[Crisis | None, Meaning("The model as a crisis")] = None
    dyad: Annotated[Dyad | None, Meaning("The model as a dyad")] = None
    textbook: Annotated[Textbook | None, Meaning("The model as a textbook form")] = None


@record
class Held:
    """A known number beside today's."""

    known: KnownAnswer
    today: float | None

    @property
    def agrees(self) -> bool:
        """Whether today's differs by no more than it may."""
        return self.today is not None and isclose(
            self.today, self.known.value, rel_tol=0.0, abs_tol=self.known.within
        )


@record
class Exhibit:
    """
    A classic as it was solved today.

    Args:
        id: The name of its file.
        form: The kind of its model.
        classic: What the file says.
        held: Each known number beside today's.
    """

    id: str
    form: str
    classic: Classic
    held: tuple[Held, ...]

    @property
    def agrees(self) -> bool:
        """Whether all known numbers are today's."""
        return all(row.agrees for row in self.held)


def classics() -> tuple[str, ...]:
    """Give the names of the classics, the earlier published first."""
    names = sorted(path.stem for path in _FOLDER.glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: (_classic(name).source.year, name)))


def exhibit(name: str) -> Exhibit:
    """
    Solve one classic and hold its known numbers against today's.

    Raises:
        QuestionError: There is no such classic.
    """
    classic = _classic(name)
    form = next(form for form in FORMS if getattr(classic, form) is not None)
    answer = model_answer(getattr(classic, form))
    return Exhibit(
        id=name,
        form=form,
        classic=classic,
        held=tuple(Held(known=known, today=number_at(answer, known.at)) for known in classic.known),
    )


def model_lines(name: str) -> str:
    """
    Give the model of a classic as the text of a file of its own, which `phaseline solve` takes.

    Raises:
        QuestionError: There is no such classic.
    """
    classic = _classic(name)
    form = next(form for form in FORMS if getattr(classic, form) is not None)
    lines = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
    first = lines.index(f"{form}:") + 1
    return "\n".join(line.removeprefix("  ") for line in lines[first:])


def number_at(answer: object, path: str) -> float | None:
    """
    Give the number at an address of an answer; None where there is none.

    >>> number_at({"p": [{"a": 1}, {"a": 2}]}, "p.1.a")
    2.0
    """
    here: Any = answer
    for step in path.split("."):
        if isinstance(here, Mapping) and step in here:
            here = here[step]
        elif isinstance(here, Sequence) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    return float(here) if isinstance(here, int | float) else None


def read_classic(where: FilePath, *, name: str = "") -> FileReading[Classic]:
    """
    Read the file of a classic and check its model.

    Args:
        where: The file.
        name: The name to report it under; the path if empty.
    """
    reading = read_file(where, Classic, name=name)
    if reading.record is None:
        return reading
    models = {form: getattr(reading.record, form) for form in FORMS}
    flaws = [
        flaw
        for form, model in models.items()
        if model is not None
        for flaw in model_flaws(model, (form,))
    ]
    return with_flaws(reading, flaws)


def _classic(name: str) -> Classic:
    """
    Read a classic that ships.

    Raises:
        QuestionError: There is no such classic.
    """
    names = sorted(path.stem for path in _FOLDER.glob("*.yaml"))
    if name not in names:
        raise QuestionError(
            f"there is no classic {name!r}{did_you_mean(name, names)} (expected one of"
            f" {', '.join(names)})"
        )
    reading = read_classic(_FOLDER / f"{name}.yaml", name=f"{name}.yaml")
    if reading.record is None or not reading.is_sound:
        raise QuestionError(f"the classic {name!r} has errors: {reading.diagnostics[0].message}")
    return reading.record
