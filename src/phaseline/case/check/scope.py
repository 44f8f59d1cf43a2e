"""
What else a case has to keep: evidence behind what it states, every side of a conflict, and polls
that say what they asked.
"""

import re
from typing import Any

from phaseline.case.addresses import Path
from phaseline.case.check.collector import DiagnosticCollector
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Conflict
from phaseline.case.model.response import Ladder, LadderStanding, Rung
from phaseline.case.values import inner_entries
from phaseline.terms.quantity import Quantity

_NEEDS_SIDES = 2
_PROMISES = re.compile(
    r"\bthe answers? (?:names?|shows?|says?|gives?|lists?|stands? side by side)\b"
    r"|\b(?:is|are) (?:\w+ )?shown\b(?! to be\b)",
    re.IGNORECASE,
)
_Named = tuple[str, str]  # a section, and the id of an entry of it
_CITED = ("events", "demands", "measures", "red_lines", "provisions", "acts", "counter_threats")


def check_scope(pen: DiagnosticCollector, case: Case) -> None:
    """Report what nothing is cited for, one-sided conflicts, and readings without a holder."""
    for index, fact in enumerate(case.facts):
        if not fact.cites and not isinstance(
            fact.value, Quantity
        ):  # a number without a source is reported as such
            pen.error(
                "PL505",
                ("facts", index),
                f"the fact {fact.id!r} has no source",
                expected="at least one citation",
                fix="add `cites`, or make it an assumption with an owner",
            )
    for index, conflict in enumerate(case.conflicts):
        if len(conflict.sides) < _NEEDS_SIDES:
            pen.error(
                "PL508",
                ("conflicts", index, "sides"),
                f"the conflict {conflict.id!r} has one side",
                expected="every side of it, each with what it rests on",
                fix="add the other side",
            )
    _check_promises(pen, case)
    for index, term in enumerate(case.terms):
        for place, reading in enumerate(term.readings):
            if not reading.held_by:
                pen.warning(
                    "PL301",
                    ("terms", index, "readings", place),
                    f"nobody on record holds the reading {reading.id!r} of {term.id!r}",
                    expected="the party that reads it so",
                    fix="name the holder in `held_by`",
                )
    _check_polls(pen, case)
    _check_cited(pen, case)


def promise_of(conflict: Conflict) -> str:
    """Give the words by which a conflict's handling promises to show something; or nothing."""
    promise = _PROMISES.search(conflict.handling)
    return promise.group() if promise else ""


def _check_promises(pen: DiagnosticCollector, case: Case) -> None:
    """Report conflicts whose handling says that something is shown, and that name nothing so."""
    for index, conflict in enumerate(case.conflicts):
        promise = promise_of(conflict)
        if promise and not conflict.shown_by:
            pen.warning(
                "PL626",
                ("conflicts", index, "handling"),
                f"the conflict {conflict.id!r} says “{promise}”, and nothing is named"
                " that shows it",
                expected="in `shown_by` an address of this case, or the name of a question",
                fix="add `shown_by`, or say what the case does instead",
            )


def _check_polls(pen: DiagnosticCollector, case: Case) -> None:
    for index, poll in enumerate(case.polls):
        unknown = [
            name for name in ("question_form", "pollster") if getattr(poll, name) == "unknown"
        ]
        if unknown:
            pen.note(
                "PL801",
                ("polls", index),
                f"the poll {poll.id!r} does not say:"
                f" {', '.join(name.replace('_', ' ') for name in unknown)}; it is shown alone and"
                " pooled with nothing",
            )


def _check_cited(pen: DiagnosticCollector, case: Case) -> None:
    carried = _carried_by_ladders(case)
    for section in _CITED:
        for index, entry in enumerate(getattr(case, section)):
            rests = _rests_on_something(entry) or bool(getattr(entry, "assumption", ""))
            if not rests and (section, entry.id) not in carried:
                _tell_uncited(pen, (section, index), f"{entry.id!r} in {section}")
    for index, conflict in enumerate(case.conflicts):
        for place, side in enumerate(conflict.sides):
            if not _rests_on_something(side):
                _tell_uncited(
                    pen,
                    ("conflicts", index, "sides", place),
                    f"side {place + 1} of the conflict {conflict.id!r}",
                )


def _tell_uncited(pen: DiagnosticCollector, path: Path, subject: str) -> None:
    pen.warning(
        "PL509",
        path,
        f"nothing is cited for {subject}",
        expected="`cites`, or the `facts` that it rests on",
        fix="add them; what nobody has said is an assumption",
    )


def _rests_on_something(entry: Any) -> bool:
    """Whether an entry, or one within it, names a citation or a fact."""
    return any(
        getattr(inner, "cites", ()) or getattr(inner, "facts", ())
        for _, inner in inner_entries(entry)
    )


def _carried_by_ladders(case: Case) -> set[_Named]:
    """
    Give the measures and demands of cited rungs and steps, and those only on ladders for contrast:
    these are the case editors' own.
    """
    cited, published, contrast = set[_Named](), set[_Named](), set[_Named]()
    for ladder in case.ladders:
        cited.update(*map(_carried, _cited_rungs(ladder)))
        if ladder.standing is LadderStanding.PUBLISHED:
            published.update(*map(_carried, ladder.rungs))
        else:
            contrast.update(*map(_carried, ladder.rungs))
    return cited | (contrast - published)


def _cited_rungs(ladder: Ladder) -> tuple[Rung, ...]:
    """Give the rungs for which something is cited, or for a step that leads to them."""
    reached = {step.end for step in ladder.transitions if step.cites or step.facts}
    return tuple(rung for rung in ladder.rungs if rung.cites or rung.facts or rung.id in reached)


def _carried(rung: Rung) -> set[_Named]:
    """Give the measures and demands of a rung."""
    measures = {("measures", name) for name in rung.measures}
    return measures | {("demands", name) for name in rung.demands}
