"""
The law as questions: who may take the measures, under two readings that somebody has to settle;
nothing here states what the law is.
"""

from phaseline.case.model.case import Case
from phaseline.case.model.response import Measure
from phaseline.errors import QuestionError
from phaseline.scaffold.numbers import PatternValues
from phaseline.scaffold.sketch import NewEntry, Sketch, editors, free_id, ids, new_entry, new_key

_STEP = "step"  # the word that holds of every measure until somebody tells them apart
_ENCODING = "domestic"
_NO_KIND = "none"


def law_sketch(case: Case, numbers: PatternValues) -> Sketch:
    """
    Sketch the law: two readings of one open question, and an option for each measure.

    Raises:
        QuestionError: The case has law already, or no measure.
    """
    if case.encodings or case.options:
        raise QuestionError("the case has law already (encodings, options): nothing is overwritten")
    if not case.measures:
        raise QuestionError(
            "law is asked about measures, and the case has none: `phaseline scaffold ladder CASE`"
            " writes some"
        )
    speaker, sketch = editors(case)
    body, bodies = _body(case, numbers)
    options = tuple(
        new_entry(
            "options",
            {
                "id": measure.id,
                "title": measure.title,
                "encoding": _ENCODING,
                "tags": _words(measure),
            },
        )
        for measure in case.measures
        if not measure.option
    )
    keys = tuple(
        new_key("measures", measure.id, "option", measure.id)
        for measure in case.measures
        if not measure.option
    )
    entries = (*bodies, *_readings(case, speaker, body), *options)
    return sketch.with_more(Sketch(entries=entries, keys=keys)).with_more(numbers.sketch)


def _body(case: Case, numbers: PatternValues) -> tuple[tuple[str, str], tuple[NewEntry, ...]]:
    """Give the body whose consent may be needed with its procedure, and what of both is new."""
    if case.procedures and case.institutions:
        procedure = case.procedures[0]
        return (procedure.institution or case.institutions[0].id, procedure.id), ()
    bodies: tuple[NewEntry, ...] = ()
    institution = case.institutions[0].id if case.institutions else "legislature"
    if not case.institutions:
        fields = {"id": institution, "name": "The legislature", "short": "legislature"}
        bodies = (new_entry("institutions", fields, "Whose consent may be needed; name it."),)
    procedure_fields = {
        "id": free_id("consenting", ids(case.procedures)),
        "institution": institution,
        "says": "Consent to a step",
        "chance": numbers.address("body-agrees"),
        "days": numbers.address("time-to-vote"),
    }
    new = new_entry(
        "procedures",
        procedure_fields,
        "`phaseline scaffold politics CASE` counts votes in the place of `chance`.",
    )
    return (institution, str(procedure_fields["id"])), (*bodies, new)


def _readings(case: Case, speaker: str, body: tuple[str, str]) -> tuple[NewEntry, ...]:
    provision = free_id("law-to-be-read", ids(case.provisions))
    term = free_id("authority", ids(case.terms))
    return (
        _open_question(case, (provision, term), body, speaker),
        new_entry(
            "terms",
            {
                "id": term,
                "asks": "May the government take these steps alone?",
                "provisions": [provision],
                "readings": [
                    {"id": "alone", "says": "It may.", "held_by": [speaker]},
                    {"id": "asked", "says": "It has to ask first.", "held_by": [speaker]},
                ],
            },
            "Every reading on record, with who holds it.",
        ),
        new_entry(
            "encodings",
            {
                "id": _ENCODING,
                "title": f"The law that binds: {_responder(case)}; not read yet",
                "says": "Two readings of one open question, and nothing that was read.",
                "positions": [
                    _position("alone", "Those who let it act alone", provision, term),
                    _position("asked", "Those who have it ask first", provision, term),
                ],
            },
        ),
    )


def _open_question(
    case: Case, names: tuple[str, str], body: tuple[str, str], speaker: str
) -> NewEntry:
    """Give the provision that stands for the law until it is read."""
    (provision, term), (institution, procedure) = names, body
    alone = {
        "id": "alone",
        "effect": "permit",
        "of": case.responder,
        "when": [_STEP, f"{term}.alone"],
    }
    asked = {
        "id": "asked",
        "effect": "consent",
        "of": institution,
        "procedure": procedure,
        "when": [_STEP, f"{term}.asked"],
    }
    fields = {
        "id": provision,
        "statute": f"The law that binds: {_responder(case)}",
        "says": "What it provides on these steps is not entered yet.",
        "effect": "consent",
        "force": "claim",
        "said_by": [speaker],
        "encoding": _ENCODING,
        "rules": [alone, asked],
    }
    remark = (
        "An open question and no law: put the statutes that were read in its place, each with its"
        " citation;\na prohibition is a rule with `effect: prohibit`."
    )
    return new_entry("provisions", fields, remark)


def _responder(case: Case) -> str:
    responder = case.actors.get(case.responder)
    return responder.name if responder else case.responder


def _position(name: str, title: str, provision: str, term: str) -> dict[str, object]:
    return {
        "id": name,
        "title": title,
        "says": f"{title}: nobody is on record with it in this case.",
        "takes": [f"{term}.{name}"],
        "relies_on": [provision],
    }


def _words(measure: Measure) -> list[str]:
    """Give the words that hold of a measure, so that rules can tell the measures apart."""
    kinds = (measure.lethality, measure.route)
    return [_STEP, *dict.fromkeys(kind for kind in kinds if kind != _NO_KIND)]
