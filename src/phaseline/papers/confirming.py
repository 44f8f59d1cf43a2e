"""What a person makes of a stub: a fact of the case, a rejection or a skip, with its reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from phaseline.case.check.figures import carried_by
from phaseline.case.lengths import MOST_WORDS, length_in_words
from phaseline.case.model.case import Case
from phaseline.case.model.common import Modality, Status
from phaseline.case.model.evidence import ActorKind, Fact
from phaseline.case.read import held_to
from phaseline.papers.anchors import Anchors, Phrase
from phaseline.papers.stubs import Stub, Stubs, StubState
from phaseline.terms.quantity import KNOWN_UNITS, Quantity, parts_of, quantity

T = TypeVar("T")

PROPOSED = ("kind", "status", "modality", "value", "bound", "when")
FIELDS = ("says", "said_by", *PROPOSED, "about", "exact")
_RULED = (*PROPOSED, "said_by")
_MEANT_AS = {
    Status.RECOMMENDED.value: Modality.SHOULD.value,
    Status.POSSIBLE.value: Modality.COULD.value,
    Status.EXPECTED.value: Modality.WILL.value,
}
_ASKED = (Status.PROPOSED.value, Status.REQUESTED.value)  # of which each may be meant firmly or not
_ADVICE, _NO_KIND = "recommendation", "background"
_PLAIN = {"modality": "said", "bound": "exact"}  # what a fact means that leaves a field out


def draft(stub: Stub, case: Case) -> dict[str, str]:
    """
    Give the fields of the fact that a stub proposes, as a person edits them.

    Who says it is the actor of the case who speaks in the sentence, or the author of the case's
    papers, where there is but one; what it says is left to the person, whose own words it has to
    be. A number is left out whose unit the case does not know.
    """
    authors = [actor.id for actor in case.actors if actor.kind is ActorKind.AUTHOR]
    fields = {key: getattr(stub, key).value for key in PROPOSED}
    if unknown_units(stub.value.value, case):
        fields |= {"value": "", "bound": ""}
    about = [proposal.value for proposal in stub.about if case.actors.get(proposal.value)]
    speaker = stub.said_by.value if case.actors.get(stub.said_by.value) else ""
    return {
        "says": "",
        "said_by": speaker or (authors[0] if len(authors) == 1 else ""),
        **fields,
        "about": ", ".join(about),
        "exact": stub.exact,
    }


def going_with(edits: Mapping[str, str], proposed: Mapping[str, str]) -> dict[str, str]:
    """
    Give the fields that go with a status which a person gives, until the person says otherwise.

    What is recommended is meant as what should be done, and is a recommendation by its kind; what
    is possible could be, and what is expected will. A modality or a kind that was proposed because
    the sentence was taken for one of these goes with it, but what is proposed or requested may be
    meant as firmly as before.

    Args:
        edits: The fields that the person has set.
        proposed: The fields that were proposed.

    >>> going_with({"status": "recommended"}, {})
    {'modality': 'should', 'kind': 'recommendation'}
    >>> advice = {"status": "recommended", "modality": "should", "kind": "recommendation"}
    >>> going_with({"status": "asserted"}, advice)
    {'modality': 'said', 'kind': 'background'}
    >>> going_with({"status": "proposed"}, {"status": "possible", "modality": "could"})
    {}
    """
    status = edits.get("status", "")
    if not status:
        return {}
    before = proposed.get("status", "")
    brought: dict[str, str] = {}
    if status in _MEANT_AS:
        brought["modality"] = _MEANT_AS[status]
    elif status not in _ASKED and proposed.get("modality", "") == _MEANT_AS.get(before):
        brought["modality"] = Modality.SAID.value
    if status == Status.RECOMMENDED.value:
        brought["kind"] = _ADVICE
    elif before == Status.RECOMMENDED.value and proposed.get("kind") == _ADVICE:
        brought["kind"] = _NO_KIND
    return brought


def unknown_units(value: str, case: Case) -> tuple[str, ...]:
    """Give the units of a value, such as `2 phase`, that neither the table nor the case knows."""
    return _unlisted(quantity(value), case) if value else ()


def _unlisted(value: Quantity, case: Case) -> tuple[str, ...]:
    known = KNOWN_UNITS | set(case.units)
    return tuple(part for part in parts_of(value.unit) if part not in known)


def fact_entry(
    stub: Stub, fields: Mapping[str, str], case: Case, text: str, *, confirmed_by: str
) -> dict[str, Any]:
    """
    Give the fact that a person confirms, as it is written into the case.

    Args:
        stub: The stub.
        fields: The fields as the person left them.
        case: The case.
        text: The text of its paper.
        confirmed_by: Who confirms it.
    """
    entry = {
        "id": entry_id(stub, case),
        "kind": fields["kind"],
        "says": fields["says"],
        "said_by": _actor_of(fields["said_by"], case),
        "status": fields["status"],
        "modality": fields["modality"],
        "about": listed_names(fields["about"]),
        "when": fields["when"],
        "value": fields["value"],
        "bound": fields["bound"] if fields["value"] else "",
        "cites": [cite_of(stub, fields["exact"], text)],
        "proposed_by": rules_kept(stub, fields, _RULED),
        "confirmed_by": confirmed_by,
    }
    return {key: value for key, value in entry.items() if value and value != _PLAIN.get(key)}


def _actor_of(name: str, case: Case) -> str:
    """Give the id of the actor that a person names by id, name or spelling; else the words."""
    if name in case.actors.ids:
        return name
    spelled = name.casefold()
    return next(
        (
            actor.id
            for actor in case.actors
            if spelled in map(str.casefold, (actor.id, actor.name, actor.short, *actor.aliases))
        ),
        name,
    )


def listed_names(words: str) -> list[str]:
    """
    Give the names of a list that a person wrote.

    >>> listed_names("vesper, norland")
    ['vesper', 'norland']
    """
    return [name.strip() for name in words.split(",") if name.strip()]


def cite_of(stub: Stub, exact: str, text: str) -> dict[str, str]:
    """
    Give the quote of a sentence, with the words beside it where these tell it from others, and with
    its page where the paper has pages.
    """
    page = {"locator": f"page {stub.label or stub.page}"} if stub.page else {}
    phrase = _phrase_in(stub, exact, text)
    beside = {"prefix": phrase.prefix, "suffix": phrase.suffix} if phrase else {}
    cite = {"source": stub.source, "exact": exact, **beside, **page}
    return {key: words for key, words in cite.items() if words or key == "exact"}


def held_entry(
    kind: type[T], entry: Mapping[str, Any], *, needed: Sequence[str]
) -> tuple[T | None, list[str]]:
    """
    Hold an entry to its record, and say what is wrong with it; None where it is no such record.

    Args:
        kind: The record.
        entry: The entry.
        needed: The keys without which nothing more is said.
    """
    missing = [f"{key}: is missing" for key in needed if not entry.get(key)]
    if missing:
        return None, missing
    held = held_to(kind, entry)
    if isinstance(held, tuple):
        return None, [f"{'.'.join(map(str, row['loc']))}: {row['msg']}" for row in held]
    return held, []


def faults_of(entry: Mapping[str, Any], case: Case, stub: Stub, text: str) -> tuple[str, ...]:
    """
    Say why a fact cannot be written as it is: what `check` would report as an error of it.

    Args:
        entry: The fact.
        case: The case.
        stub: Its sentence.
        text: The text of its paper.
    """
    held, problems = held_entry(Fact, entry, needed=("says", "said_by"))
    problems += unknown_actors([entry.get("said_by", ""), *entry.get("about", ())], case)
    exact = entry["cites"][0].get("exact", "")
    problems += _faults_of_value(held, case) if held else ()
    return (*problems, *faults_of_phrase(exact, stub, text))


def unknown_actors(names: Sequence[str], case: Case) -> list[str]:
    """Say which names are of no actor of the case, and what to do."""
    return [
        f"{name}: the case has no such actor; it has {', '.join(case.actors.ids)}: add it to"
        " actors.yaml, or name one of them"
        for name in names
        if name and name not in case.actors.ids
    ]


def _faults_of_value(fact: Fact, case: Case) -> list[str]:
    """Say why a value cannot stand: its unit is unknown, or the quote does not carry its number."""
    value = fact.value
    if not isinstance(value, Quantity):
        return []
    problems = [
        f"value: unknown unit {part!r}: add it to `units` in case.yaml, or `e value` leaves the"
        " number out"
        for part in _unlisted(value, case)
    ]
    carried = carried_by(fact.cites, {})
    if (
        fact.status is not Status.INFERRED  # whose number is worked out
        and carried is not None
        and carried.is_whole
        and not carried.carry(value.number)
        and carried.open_to(value.number) is None
    ):
        problems.append(
            f"value: {value.number:,.12g} does not stand in the quote: `e exact PHRASE` takes one"
            " that holds it, or `e value` leaves the number out"
        )
    return problems


def entered(stubs: Stubs, name: str, address: str, *, is_whole: bool) -> Stubs:
    """
    Note that a fact was made of a sentence.

    Args:
        stubs: The stubs of the case.
        name: The id of the stub.
        address: The address of the fact.
        is_whole: Whether the sentence holds no further fact.
    """
    return _changed(
        stubs,
        name,
        lambda stub: replace(
            stub,
            state=StubState.CONFIRMED if is_whole else stub.state,
            entries=(*stub.entries, address),
            was="" if is_whole else stub.was,
        ),
    )


def decided(stubs: Stubs, name: str, state: StubState, reason: str) -> Stubs:
    """Note that a sentence was rejected or skipped, and why."""
    return _changed(
        stubs, name, lambda stub: replace(stub, state=state, reason=reason, entries=(), was="")
    )


def selected(
    stubs: Stubs, *, rule: str = "", topic: str = "", section: str = "", is_all: bool = False
) -> list[str]:
    """
    Give the ids of the sentences to be gone through.

    Args:
        stubs: The stubs of the case.
        rule: A rule that proposed something of them; any if empty.
        topic: What is proposed that they are about, such as law; any if empty.
        section: A part of the heading above them; any if empty.
        is_all: Whether those are meant, too, on which somebody has decided.
    """
    return [
        stub.id
        for stub in stubs.stubs
        if (is_all or stub.state is StubState.OPEN)
        and (not rule or any(rule in proposed for proposed in rules_of(stub)))
        and topic in ("", stub.kind.value)
        and section.casefold() in stub.section.casefold()
    ]


def _changed(stubs: Stubs, name: str, change: Any) -> Stubs:
    return replace(
        stubs,
        stubs=tuple(change(stub) if stub.id == name else stub for stub in stubs.stubs),
    )


def rules_kept(stub: Stub, fields: Mapping[str, str], keys: Sequence[str]) -> list[str]:
    """Give the rules whose proposals were left as they were, of some fields."""
    proposals = [(key, getattr(stub, key)) for key in keys]
    return list(
        dict.fromkeys(
            f"{key} {proposal.rule}"
            for key, proposal in proposals
            if proposal.value and fields[key] == proposal.value
        )
    )


def rules_of(stub: Stub) -> tuple[str, ...]:
    """Give the rules that proposed something of a sentence, as often as they did."""
    return tuple(
        proposal.rule for proposal in (*(getattr(stub, key) for key in _RULED), *stub.about)
    )


def faults_of_phrase(exact: str, stub: Stub, text: str) -> tuple[str, ...]:
    """
    Say why a phrase is no anchor of its sentence: too long, not in it, or so often in the paper
    that the words beside it do not tell which is meant. Where the sentence itself stands as often,
    among the same words, it does not matter which one is quoted.

    Args:
        exact: The phrase.
        stub: Its sentence.
        text: The text of the paper.
    """
    sentence = text[stub.start : stub.end]
    if not exact:
        return ("exact: is missing: `e exact PHRASE` takes a phrase of the sentence",)
    if length_in_words(exact) > MOST_WORDS:
        return (f"exact: at most {MOST_WORDS} words",)
    if exact not in sentence:
        return ("exact: does not stand in the sentence",)
    count = text.count(exact)
    if _phrase_in(stub, exact, text) is not None or text.count(sentence) == count:
        return ()
    return (
        f"exact: stands {count} times in the paper, with the same words beside it: take another",
    )


def _phrase_in(stub: Stub, exact: str, text: str) -> Phrase | None:
    """Give a phrase where it stands in a sentence, told from others; None where it is not."""
    place = text.find(exact, stub.start, stub.end) if exact else -1
    return Anchors(text).told_apart(place, place + len(exact)) if place >= 0 else None


def entry_id(stub: Stub, case: Case) -> str:
    """Give the id of the stub, with a number where a fact or an event has it already."""
    taken: Collection[str] = {*case.facts.ids, *case.events.ids}
    number, name = 1, stub.id
    while name in taken:
        number += 1
        name = f"{stub.id}-{number}"
    return name
