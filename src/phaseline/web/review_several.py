"""
Several sentences decided on at once: those alone that stand on the page, and of them the ticked.

What a filter lets through beyond the page is never meant: nobody has seen it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from phaseline.papers.confirming import draft
from phaseline.papers.reviewing import Confirmation, Review
from phaseline.papers.stubs import Stub, StubState
from phaseline.terms.record import record
from phaseline.web.review_form import Visible, edited_fields, edits_of, stamp_of

MOST_SHOWN = 10  # sentences of a page; a form has two hundred fields at most
_BRIEFLY = ("kind", "status", "value", "when", "exact")


@record
class Ticked:
    """
    A sentence that was ticked on the page.

    Args:
        name: The id of its stub.
        stamp: How it stood when the page was made.
        fields: What a person has set of it.
    """

    name: str
    stamp: str
    fields: Mapping[str, str]


def ticked_of(form: Mapping[str, str]) -> tuple[Ticked, ...]:
    """Give the sentences that are ticked in a form, in the order of the page."""
    numbers = [number for number in range(MOST_SHOWN) if form.get(f"on-{number}") == "1"]
    return tuple(
        Ticked(
            name=form.get(f"name-{number}", ""),
            stamp=form.get(f"stamp-{number}", ""),
            fields={
                key: form[f"{key}-{number}"]
                for key in ("says", "said_by")
                if f"{key}-{number}" in form
            },
        )
        for number in numbers
    )


def several_parts(
    review: Review,
    visible: Visible,
    ticked: Sequence[Ticked] = (),
    faults: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """
    Give what the page of several sentences shows.

    Args:
        review: What is gone through.
        visible: Which sentences are gone through.
        ticked: What a person has typed already.
        faults: Why nothing was written, by the id of the stub.
    """
    typed = {entry.name: entry.fields for entry in ticked}
    names = visible.names(review.papers.stubs)
    wanted = list(typed) + [name for name in names if name not in typed] if typed else names
    stubs = [stub for name in wanted[:MOST_SHOWN] if (stub := review.stub(name))]
    return {
        "rows": [
            _row(review, stub, typed.get(stub.id, {}), (faults or {}).get(stub.id, ()))
            for stub in stubs
        ],
        "rest": max(0, len(names) - len(stubs)),
        "single": visible.address(stubs[0].id if stubs else ""),
    }


def changed_meanwhile(review: Review, ticked: Sequence[Ticked]) -> dict[str, tuple[str, ...]]:
    """Say of which sentences somebody has decided since the page was made, by their ids."""
    return dict(_changes(review, ticked))


def confirmations_of(review: Review, ticked: Sequence[Ticked]) -> list[Confirmation]:
    """Give the facts that are made of the ticked sentences for which there are words."""
    return [
        Confirmation(
            name=stub.id,
            fields=edited_fields(stub, review.case, edits_of(entry.fields, stub, review.case)),
        )
        for entry in ticked
        if entry.fields.get("says", "").strip() and (stub := review.stub(entry.name))
    ]


def _changes(review: Review, ticked: Sequence[Ticked]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in ticked:
        stub = review.stub(entry.name)
        if stub is None:
            yield entry.name, ("the papers hold no such sentence any more",)
        elif stamp_of(review, stub) != entry.stamp:
            is_open = stub.state is StubState.OPEN and not stub.entries
            yield (
                stub.id,
                (
                    "it has changed since this page was made"
                    if is_open
                    else f"somebody has decided on it since: it is {stub.state.value}",
                ),
            )


def _row(
    review: Review, stub: Stub, typed: Mapping[str, str], faults: Sequence[str]
) -> dict[str, Any]:
    proposed = draft(stub, review.case)
    return {
        "name": stub.id,
        "stamp": stamp_of(review, stub),
        "sentence": review.sentence(stub),
        "briefly": [proposed[key] for key in _BRIEFLY if proposed[key]],
        "says": typed.get("says", ""),
        "said_by": typed.get("said_by", proposed["said_by"]),
        "faults": list(faults),
    }
