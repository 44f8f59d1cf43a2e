"""
The questions that a reader of a phased response has, each with the findings that answer it; one of
which a case holds nothing is not asked.
"""

from collections.abc import Callable, Iterator, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.findings.acts import already
from phaseline.desk.findings.arrivals import (
    OpenSign,
    arrivals,
    goods_from,
    open_signs,
    tied_to_clock,
)
from phaseline.desk.findings.authority import LawNotAsked, SideOfConflict, goes_round, may_sign
from phaseline.desk.findings.effects import (
    NotPlayed,
    ReleaseTurns,
    calm_if_complying,
    cheating_corners,
    effects_around_clock,
    release_turns,
    what_moves_them,
)
from phaseline.desk.findings.finding import Finding
from phaseline.desk.findings.measures import items_added
from phaseline.desk.findings.opinion import numbers_entered, public
from phaseline.desk.findings.promises import (
    aims,
    called_for,
    on_breach,
    on_compliance,
    plans,
)
from phaseline.desk.findings.question_inputs import QuestionInputs
from phaseline.desk.findings.register import ReadsAt
from phaseline.terms.record import record

_OPEN = (NotPlayed, LawNotAsked)  # what is named as not computed
Answering = Callable[[Case, QuestionInputs], Sequence[Finding]]


@record
class Question:
    """
    One question with what answers it.

    Args:
        number: Its number; a case's own questions come after the twelve.
        name: Its name; the id of a case's own.
        said: What the case says, in order.
        computed: What the engines say; it is told whatever else has to be left out.
    """

    number: int
    name: str
    said: tuple[Finding, ...]
    computed: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that answers it."""
        return (*self.said, *self.computed)

    @property
    def is_partly_open(self) -> bool:
        """Whether some of it is not computed."""
        return any(isinstance(finding, _OPEN) for finding in self.findings)


def questions(case: Case, inputs: QuestionInputs | None = None) -> tuple[Question, ...]:
    """
    Give the questions that a case has something to say to.

    Args:
        case: The case.
        inputs: What the engines say; nothing of theirs if left out.
    """
    inputs = inputs or QuestionInputs()
    return (
        *(
            question
            for number, (name, ask) in enumerate(_QUESTIONS, start=1)
            if (question := ask(case, inputs, number, name)).findings
        ),
        *_own_questions(case),
    )


def disagreement(question: Question) -> tuple[Finding, ...]:
    """
    Give what disagrees about an effect: both sides with what the engines say of it. Where nobody
    disagrees, a game in which nothing changes is no disagreement.
    """
    says = tuple(finding for finding in question.findings if not isinstance(finding, OpenSign))
    is_disputed = any(isinstance(finding, SideOfConflict) for finding in says)
    if is_disputed or not all(_is_nothing(finding) for finding in says):
        return says
    return ()


def _is_nothing(finding: Finding) -> bool:
    return isinstance(finding, ReleaseTurns) and finding.is_nothing


def names() -> tuple[str, ...]:
    """Give the names of the twelve questions that every case may be asked, by number."""
    return tuple(name for name, _ in _QUESTIONS)


def _own_questions(case: Case) -> Iterator[Question]:
    for number, question in enumerate(case.questions, start=len(_QUESTIONS) + 1):
        yield Question(
            number=number,
            name=question.id,
            said=tuple(
                ReadsAt(about=address, entry=address, rests_on=(address,))
                for address in question.answered_by
            ),
        )


def _asked(
    say: Callable[[Case], Sequence[Finding]], compute: Answering | None = None
) -> Callable[[Case, QuestionInputs, int, str], Question]:
    """Make a question of what a case says and what engines compute of it."""

    def ask(case: Case, inputs: QuestionInputs, number: int, name: str) -> Question:
        said = tuple(say(case))
        computed = tuple(compute(case, inputs)) if compute else ()
        limits = tuple(finding for finding in computed if isinstance(finding, _OPEN))
        if not limits:
            return Question(number=number, name=name, said=said, computed=computed)
        said += tuple(finding for finding in computed if finding not in limits)
        return Question(number=number, name=name, said=said, computed=limits if said else ())

    return ask


def _nothing(_: Case) -> tuple[Finding, ...]:
    return ()


_QUESTIONS: tuple[tuple[str, Callable[[Case, QuestionInputs, int, str], Question]], ...] = (
    ("whom", _asked(aims)),
    ("already", _asked(already)),
    ("phase", _asked(lambda case: (*called_for(case), *plans(case), *items_added(case)))),
    ("law", _asked(_nothing, lambda case, inputs: may_sign(case, inputs.constraints))),
    ("oversight", _asked(_nothing, lambda case, inputs: goes_round(case, inputs.constraints))),
    ("public", _asked(public)),
    ("cheats", _asked(on_breach, cheating_corners)),
    ("complies", _asked(on_compliance, calm_if_complying)),
    ("frees", _asked(open_signs, release_turns)),
    (
        "ends",
        _asked(
            tied_to_clock,
            lambda case, inputs: (
                *effects_around_clock(case, inputs),
                *goods_from(case, inputs.deliverable),
            ),
        ),
    ),
    ("arrives", _asked(_nothing, lambda case, inputs: arrivals(case, inputs.deliverable))),
    ("numbers", _asked(numbers_entered, what_moves_them)),
)
