"""What the page of the review shows of a sentence: its place, its fields, and what was done."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from starlette.datastructures import QueryParams

from phaseline.case.lengths import MOST_WORDS
from phaseline.case.model.case import Case
from phaseline.case.model.common import Modality, Status
from phaseline.papers.confirming import (
    FIELDS,
    draft,
    going_with,
    rules_of,
    selected,
    unknown_units,
)
from phaseline.papers.coverage import coverage, coverage_line
from phaseline.papers.reviewing import Review, ReviewStep
from phaseline.papers.stubs import Stub, Stubs, StubState
from phaseline.terms.record import record

AROUND = 1_500  # letters of the paper before and after a sentence
_NAMES = {
    "says": "What it says, in your own words",
    "said_by": "Who says it",
    "kind": "What it is about",
    "status": "With what standing",
    "modality": "How firmly it is meant",
    "value": "Its number, with a unit",
    "bound": "How the number is meant",
    "when": "When it holds or happened",
    "about": "Actors it is about, parted by commas",
    "exact": f"The words that are quoted, at most {MOST_WORDS}",
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": tuple(status.value for status in Status),
    "modality": tuple(modality.value for modality in Modality),
    "bound": ("exact", "about", "more_than", "less_than", "from"),
}
_MARKS = {StubState.OPEN: "", StubState.CONFIRMED: "✓", StubState.REJECTED: "✗"}
_SKIPPED = "–"


@record
class Visible:
    """
    Which sentences are gone through.

    Args:
        rule: A rule that proposed something of them; any if empty.
        topic: What they are about; any if empty.
        section: A part of the heading above them; any if empty.
        is_all: Whether those are meant, too, on which somebody has decided.
        by: Who confirms.
    """

    rule: str = ""
    topic: str = ""
    section: str = ""
    is_all: bool = False
    by: str = ""

    def names(self, stubs: Stubs) -> list[str]:
        """Give the ids of the sentences, in the order of their papers."""
        return selected(
            stubs, rule=self.rule, topic=self.topic, section=self.section, is_all=self.is_all
        )

    def address(self, name: str = "", page: str = "/review", **more: str) -> str:
        """Give the address at which a sentence is shown, among those that are gone through."""
        pairs = {
            "at": name,
            "rule": self.rule,
            "topic": self.topic,
            "section": self.section,
            "all": "1" if self.is_all else "",
            "by": self.by,
            **more,
        }
        query = str(QueryParams({key: value for key, value in pairs.items() if value}))
        return f"{page}?{query}" if query else page


def visible_of(fields: Mapping[str, str]) -> Visible:
    """Give which sentences are gone through, as an address or a form says it."""
    return Visible(
        rule=fields.get("rule", ""),
        topic=fields.get("topic", ""),
        section=fields.get("section", ""),
        is_all=fields.get("all", "") == "1",
        by=" ".join(fields.get("by", "").split()),
    )


def stamp_of(review: Review, stub: Stub) -> str:
    """
    Give what a form says of the sentence that it was made for: another one where somebody has
    decided on it since, or has changed what was made of it.
    """
    facts = [
        repr(review.case.facts.get(address.removeprefix("facts."))) for address in stub.entries
    ]
    seen = repr((stub, review.sentence(stub), facts))
    return hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sentence_parts(
    review: Review, stub: Stub, visible: Visible, edits: Mapping[str, str]
) -> dict[str, Any]:
    """
    Give what the page shows of a sentence.

    Args:
        review: What is gone through.
        stub: The sentence.
        visible: Among which sentences it stands.
        edits: The fields that a person has set.
    """
    names = visible.names(review.papers.stubs)
    before, after = neighbours(review.papers.stubs, stub, names)
    where = [stub.source, f"page {stub.label or stub.page}" if stub.page else "", stub.section]
    return {
        "stub": stub,
        "where": " · ".join(part for part in where if part),
        "place": names.index(stub.id) + 1 if stub.id in names else 0,
        "segments": list(_segments(review, stub, visible)),
        "has_text": bool(review.papers.text(stub.source)),
        "form_fields": list(_fields(review.case, stub, edits)),
        "unknown_units": ", ".join(unknown_units(stub.value.value, review.case)),
        "value": stub.value.value,
        "was_made": list(stub.entries),
        "stamp": stamp_of(review, stub),
        "before": visible.address(before) if before else "",
        "after": visible.address(after) if after else "",
        "here": visible.address(stub.id),
    }


def around_parts(review: Review, visible: Visible) -> dict[str, Any]:
    """
    Give what the page shows besides: how far the papers were gone through, what may be filtered
    by, and what can be taken back.

    Args:
        review: What is gone through.
        visible: Which sentences are gone through.
    """
    return {
        **_filters(review.papers.stubs),
        "visible": visible,
        "total": len(visible.names(review.papers.stubs)),
        "coverage": [coverage_line(covered) for covered in coverage(review.papers.stubs)],
        "actors": [(actor.id, actor.name) for actor in review.case.actors],
        "kinds": sorted({fact.kind for fact in review.case.facts}),
        "by": visible.by or review.case.prepared_by,
        "step": _step(review.steps[-1]) if review.steps else None,
    }


def _filters(held: Stubs) -> dict[str, list[str]]:
    """Give by what sentences can be told apart."""
    stubs = held.stubs
    return {
        "rules": sorted({rule for stub in stubs for rule in rules_of(stub)} - {""}),
        "topics": sorted({stub.kind.value for stub in stubs} - {""}),
        "sections": [
            section for section in dict.fromkeys(stub.section for stub in stubs) if section
        ],
    }


def neighbours(stubs: Stubs, stub: Stub, names: Sequence[str]) -> tuple[str, str]:
    """
    Give the ids of the sentences before and after one, of those that are gone through; the last
    leads to the first, and none leads to itself.
    """
    order = {other.id: number for number, other in enumerate(stubs.stubs)}
    others = [name for name in names if name != stub.id]
    place = sum(order[name] < order[stub.id] for name in others)
    return (others[place - 1], others[place % len(others)]) if others else ("", "")


def edits_of(form: Mapping[str, str], stub: Stub, case: Case) -> dict[str, str]:
    """Give the fields that a person has set otherwise than they were proposed."""
    proposed = draft(stub, case)
    sent = {key: " ".join(form[key].split()) for key in FIELDS if key in form}
    return {key: value for key, value in sent.items() if value != proposed[key]}


def edited_fields(stub: Stub, case: Case, edits: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of a fact: as proposed, as a status brings them, or as a person set them."""
    proposed = draft(stub, case)
    return {**proposed, **going_with(edits, proposed), **edits}


def _fields(case: Case, stub: Stub, edits: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    proposed, shown = draft(stub, case), edited_fields(stub, case, edits)
    for key in FIELDS:
        value = shown[key]
        rule = getattr(getattr(stub, key, None), "rule", "")
        yield {
            "key": key,
            "name": _NAMES[key],
            "value": value,
            "rule": rule if value in {proposed[key]} - {""} else "",
            "choices": _choices(key, value),
        }


def _choices(key: str, value: str) -> tuple[str, ...]:
    """Give what a field may be, its value among them; nothing where it may be anything."""
    choices = _CHOICES.get(key, ())
    return choices if not choices or value in ("", *choices) else (value, *choices)


def _segments(review: Review, stub: Stub, visible: Visible) -> Iterator[dict[str, Any]]:
    """Give the paper around a sentence, piece by piece: sentences, and what stands between them."""
    text = review.papers.text(stub.source)
    end = -1
    for number, other in enumerate(review.papers.stubs.of(stub.source), start=1):
        if other.end <= stub.start - AROUND or other.start >= stub.end + AROUND:
            continue
        if 0 <= end < other.start:
            yield {"words": text[end : other.start], "name": ""}
        yield {
            "words": text[max(end, other.start) : other.end],
            "name": other.id,
            "number": number,
            "state": other.state.value,
            "mark": _MARKS.get(other.state, _SKIPPED),
            "is_lit": other.id == stub.id,
            "leads": visible.address(other.id),
        }
        end = max(end, other.end)


def _step(step: ReviewStep) -> dict[str, Any]:
    count = len(step.names)
    addresses = ", ".join(step.addresses)
    return {
        "number": step.number,
        "says": addresses or (step.names[0] if count == 1 else f"{count} sentences"),
        "names": step.names,
    }
