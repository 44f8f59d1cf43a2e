"""Votes: the parties with seats that facts of the case give, and how each is taken to vote."""

from collections.abc import Mapping

from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Actor, ActorKind, Fact
from phaseline.errors import QuestionError
from phaseline.scaffold.numbers import PatternValues
from phaseline.scaffold.sketch import Sketch, free_id, ids, new_entry, new_key
from phaseline.terms.quantity import Quantity, name_of
from phaseline.terms.when import NO_DATE

_SEAT = "seat"
AGREES = "body-agrees"  # the number that stands for a count of votes until there is one


def politics_sketch(case: Case, numbers: PatternValues) -> Sketch:
    """
    Sketch the votes of one body.

    Raises:
        QuestionError: The case counts votes already, or gives no party its seats.
    """
    if case.whips:
        raise QuestionError("the case counts votes already (whips): nothing is overwritten")
    seats = {party.id: (party, _seats_of(case, party)) for party in _parties(case)}
    seated = {name: (party, fact) for name, (party, fact) in seats.items() if fact is not None}
    if not seated:
        raise QuestionError(
            "votes need parties with seats, and no fact of the case gives any: enter the parties as"
            " actors of kind party, and for each a fact such as {kind: politics, about: [PARTY],"
            " value: 120 seat}"
        )
    institution, body = _institution(case, seated)
    procedure, vote = _procedure(case, institution, numbers)
    whip = new_entry(
        "whips",
        {
            "id": free_id("first-count", ids(case.whips)),
            "title": "How the parties are taken to vote",
            "procedures": [procedure],
            "moved_by": case.responder,
            "shock": numbers.address("discipline"),
            "votes": [
                {
                    "party": name,
                    "yes": numbers.address(
                        "yes-moving" if place == 0 else "yes-other", about=name, title=party.name
                    ),
                }
                for place, (name, (party, _)) in enumerate(seated.items())
            ],
        },
        f"The first party, {next(iter(seated))}, is taken to be the one that asks: change it.",
    )
    underived = tuple(
        f"the seats of {party.name} stand in no fact: it is left out of the count"
        for party, fact in seats.values()
        if fact is None
    )
    sketch = Sketch(
        entries=(*body.entries, *vote.entries, whip),
        keys=(*body.keys, *vote.keys),
        underived=underived,
    )
    return sketch.with_more(numbers.sketch)


def _parties(case: Case) -> list[Actor]:
    return [actor for actor in case.actors if actor.kind is ActorKind.PARTY]


def _seats_of(case: Case, party: Actor) -> Fact | None:
    """Give the last fact that counts seats and is about a party; None where there is none."""
    counting = [
        fact
        for fact in case.facts
        if party.id in fact.about
        and isinstance(fact.value, Quantity)
        and name_of(fact.value.unit.dimension) == _SEAT
    ]
    return counting[-1] if counting else None


def _institution(case: Case, seated: Mapping[str, tuple[Actor, Fact]]) -> tuple[str, Sketch]:
    """Give the id of the body, and what of it is new."""
    seats = [
        {
            "party": name,
            "seats": f"facts.{fact.id}.value",
            "on": (fact.when if fact.when != NO_DATE else case.as_of).text,
        }
        for name, (_, fact) in seated.items()
    ]
    if not case.institutions:
        fields = {
            "id": "legislature",
            "name": "The legislature",
            "short": "legislature",
            "seats": seats,
        }
        entry = new_entry("institutions", fields, "Give it its name; add `total`, all seats.")
        return "legislature", Sketch(entries=(entry,))
    body = case.institutions[0]
    keys = () if body.seats else (new_key("institutions", body.id, "seats", seats),)
    return body.id, Sketch(keys=keys)


def _procedure(case: Case, institution: str, numbers: PatternValues) -> tuple[str, Sketch]:
    """Give the id of the procedure by which the body consents, and what of it is new."""
    own = [entry for entry in case.procedures if entry.institution == institution]
    if own:
        first = own[0]
        rule = {"majority": "more than 1/2", "base": "present"}
        if first.majority or first.passes is not None:
            return first.id, Sketch()
        keys = [new_key("procedures", first.id, key, value) for key, value in rule.items()]
        if first.chance == f"assumptions.{AGREES}":
            keys.append(new_key("procedures", first.id, "chance", None))
        return first.id, Sketch(keys=tuple(keys))
    fields = {
        "id": "consenting",
        "institution": institution,
        "says": "Consent to a step",
        "majority": "more than 1/2",
        "base": "present",
        "days": numbers.address("time-to-vote"),
    }
    remark = "Which majority, and of whom (all or present)? Cite the rule of the body."
    return "consenting", Sketch(entries=(new_entry("procedures", fields, remark),))
