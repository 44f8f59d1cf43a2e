"""
What was worked out of a case beside its game, for what-ifs that move nothing of what it rests on.

Law and deliveries note what they read of a case: its sections, and of assumptions the best value.
Of another case that has the very same there, they come to the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.case.noted import BEST, noted
from phaseline.desk.findings.assessment import UNPLAYED, unplayed_work
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import UNKNOWN
from phaseline.terms.record import record

_MOST = 4  # answers of each kind: those of late


@record
class _Answer:
    """What came of a kind of work on a case, and what of the case it has read."""

    case: Case
    read: frozenset[str]
    outcome: Any


class UnplayedAnswers:
    """What law and deliveries of cases of late came to."""

    def __init__(self) -> None:
        self._answers: dict[str, list[_Answer]] = {}

    def of(self, case: Case, *, tick: Callable[[str], None] = lambda _: None) -> Mapping[str, Any]:
        """
        Give what comes of each kind of `unplayed_work` on a case, by its name; worked out only
        where no answer of late holds for it.

        Args:
            case: The case.
            tick: Told what is being done.

        Raises:
            QuestionError: A number that is worked with is missing.
            EngineError: A solver stopped.
        """
        outcomes = {}
        for work in unplayed_work(case):
            (name,) = work.names
            tick(UNPLAYED[name])
            answer = self._known(name, case) or self._worked_out(name, case)
            outcomes[name] = answer.outcome
        return outcomes

    def _known(self, name: str, case: Case) -> _Answer | None:
        return next(
            (answer for answer in self._answers.get(name, ()) if _is_same(answer, case)), None
        )

    def _worked_out(self, name: str, case: Case) -> _Answer:
        twin = noted(case)
        work = next(work for work in unplayed_work(twin) if work.names == (name,))
        outcome = work.does(name)
        shown = {f"{BEST}{assumption.id}" for assumption in _assumptions_in(outcome)}
        answer = _Answer(case=case, read=frozenset(twin.notes | shown), outcome=outcome)
        self._answers[name] = [answer, *self._answers.get(name, ())][:_MOST]
        return answer


def _is_same(answer: _Answer, case: Case) -> bool:
    """Whether a case is, in all that was read of another, as that one."""
    return all(_part(answer.case, name) == _part(case, name) for name in answer.read)


def _part(case: Case, name: str) -> Any:
    """Give what was read of a case: a section, or the best value of one assumption."""
    if name.startswith(BEST):
        assumption = case.assumptions.get(name.removeprefix(BEST))
        return assumption.best if assumption else None
    if name == "assumptions":  # all but their best values, which are noted one by one
        return Entries(replace(assumption, best=UNKNOWN) for assumption in case.assumptions)
    return getattr(case, name)


def _assumptions_in(outcome: Any) -> Iterator[Assumption]:
    """Give the assumptions that stand in what work came to: a page may read their values there."""
    if isinstance(outcome, Assumption):
        yield outcome
    elif is_dataclass(outcome):
        for part in fields(outcome):
            yield from _assumptions_in(getattr(outcome, part.name))
    elif isinstance(outcome, Mapping):
        for part in (*outcome, *outcome.values()):
            yield from _assumptions_in(part)
    elif isinstance(outcome, (tuple, list, frozenset)):
        for part in outcome:
            yield from _assumptions_in(part)
