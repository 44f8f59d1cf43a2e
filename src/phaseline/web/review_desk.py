"""
The review at the desk: what a browser sends is held against the files as they are at that moment.

A form says which sentence it was made for, and how that stood. Where somebody has decided on it
meanwhile, in another window, at the terminal or in an editor, nothing is written: both are shown.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from phaseline.errors import PhaselineError
from phaseline.papers.confirming import faults_of_phrase
from phaseline.papers.happenings import entered_words
from phaseline.papers.reviewing import (
    EVENTS,
    FACTS,
    Confirmation,
    Review,
    ReviewedPapers,
    WrittenMeanwhile,
)
from phaseline.papers.stubs import Stub, StubState
from phaseline.terms.record import record
from phaseline.web.page_pictures import PageAsked
from phaseline.web.review_form import (
    Visible,
    around_parts,
    edited_fields,
    edits_of,
    neighbours,
    sentence_parts,
    stamp_of,
    visible_of,
)
from phaseline.web.review_several import (
    Ticked,
    changed_meanwhile,
    confirmations_of,
    several_parts,
    ticked_of,
)

OpenPapers = Callable[[], ReviewedPapers]

MEANWHILE = "The files of the case were changed by somebody else, and were read anew."
NO_SENTENCE = "The papers hold no such sentence any more: nothing was written."
NOT_UNDONE = "Something else was written meanwhile: nothing was taken back."
TRIES = 3  # at files to which somebody else writes
LED, CONFLICT, GONE, FAULTY, UNREADABLE = 303, 409, 410, 422, 503
NOTHING: Mapping[str, str] = MappingProxyType({})
_DEEDS = ("whole", "part", "event")  # by which a sentence is confirmed
_STATES = {"reject": StubState.REJECTED, "skip": StubState.SKIPPED}
NOTHING_OF: Mapping[str, Sequence[str]] = MappingProxyType({})
SEVERAL = "/review/several"
_NO_WORDS: tuple[str, ...] = ("tick a sentence, and say in your own words what it says",)
_WITHOUT_NAME: tuple[str, ...] = ("say who confirms: the case does not say who prepared it",)


@record
class Asked:
    """
    What a browser asks of the review.

    Args:
        fields: The fields of its address or its form.
        visible: Which sentences are gone through.
        reading: How often the papers have been read from disk.
        is_anew: Whether they have been, by somebody else's doing, since the form was made.
    """

    fields: Mapping[str, str]
    visible: Visible
    reading: int
    is_anew: bool


@record
class ReviewReply:
    """
    What the desk answers.

    Args:
        status: The status of HTTP.
        shown: What the page shows; nothing where another address is led to.
        leads: The address that is led to; empty where a page is shown.
        template: The template of the page.
    """

    status: int
    shown: Mapping[str, Any]
    leads: str = ""
    template: str = "review"


class ReviewDesk:
    """
    The review of one case, for all its windows.

    Args:
        open_papers: Reads the papers of the case from disk.
    """

    def __init__(self, open_papers: OpenPapers) -> None:
        self._open = open_papers
        self._alone = threading.Lock()
        self._review: Review | None = None
        self._reading = 0

    def shown(self, query: Mapping[str, str]) -> ReviewReply:
        """
        Show a sentence.

        Args:
            query: Which, and among which others.
        """
        return self._answered(query, _sentence)

    def several(self, query: Mapping[str, str]) -> ReviewReply:
        """Show several sentences at once."""
        return self._answered(query, _several)

    def several_decided(self, form: Mapping[str, str]) -> ReviewReply:
        """Decide on the sentences of a page that are ticked."""
        return self._answered(form, _decide_several)

    def page_asked(self, name: str) -> PageAsked | None:
        """Give the page of a paper on which a sentence stands; None where it has none."""
        with self._alone:
            try:
                review, _ = self._current({})
            except PhaselineError:
                self._review = None
                return None
            stub = review.stub(name)
            text = review.papers.stubs.text_of(stub.source) if stub else None
            if stub is None or text is None or not stub.page:
                return None
            others = review.papers.stubs.of(stub.source)
            return PageAsked(
                text=text,
                page=stub.page,
                places=[(other.start, other.end) for other in others],
                lit=others.index(stub),
                folders=review.papers.folders,
            )

    def confirmed(self, form: Mapping[str, str]) -> ReviewReply:
        """Make a fact of a sentence, as a form says it."""
        return self._answered(form, _confirm)

    def decided(self, form: Mapping[str, str]) -> ReviewReply:
        """Reject or skip a sentence, as a form says it."""
        return self._answered(form, _decide)

    def undone(self, form: Mapping[str, str]) -> ReviewReply:
        """Take back what was written last, if it is what the form means."""
        return self._answered(form, _undo)

    def _answered(
        self, asked: Mapping[str, str], deed: Callable[[Review, Asked], ReviewReply]
    ) -> ReviewReply:
        """Do something with the papers as they are now; say in words why it cannot be done."""
        with self._alone:
            try:
                for _ in range(TRIES):
                    with suppress(WrittenMeanwhile):  # nothing was: it is held against them anew
                        return deed(*self._current(asked))
                return _unreadable(("somebody else goes on writing to the files; try again",))
            except PhaselineError as error:
                self._review = None  # what was read of it in part is not gone on with
                return _unreadable(f"{error}".splitlines())

    def _current(self, asked: Mapping[str, str]) -> tuple[Review, Asked]:
        """Give the review of the papers as they are on disk, and what is asked of it."""
        if self._review is None:
            self._review, self._reading = Review(self._open()), self._reading + 1
        elif self._review.is_reloaded():
            self._reading += 1
        is_anew = asked.get("reading", str(self._reading)) != str(self._reading)
        return self._review, Asked(
            fields=asked,
            visible=visible_of(asked),
            reading=self._reading,
            is_anew=is_anew or asked.get("anew") == "1",
        )


def _sentence(review: Review, asked: Asked) -> ReviewReply:
    stub = _meant(review, asked)
    phrase = " ".join(asked.fields.get("exact", "").split())
    if stub is None or not phrase:
        return _page(review, asked, stub)
    text = review.papers.text(stub.source)
    faults = faults_of_phrase(phrase, stub, text)
    return _page(review, asked, stub, edits={"exact": phrase}, faults=faults)


def _confirm(review: Review, asked: Asked) -> ReviewReply:
    stub = review.stub(asked.fields.get("at", ""))
    if stub is None or asked.fields.get("do", "whole") not in _DEEDS:
        return _page(review, asked, None, GONE, news=(NO_SENTENCE,))
    edits = edits_of(asked.fields, stub, review.case)
    if asked.fields.get("stamp") != stamp_of(review, stub):
        return _conflict(review, asked, stub, edits)
    by = asked.visible.by or review.case.prepared_by
    wanted = Confirmation(
        name=stub.id,
        fields=edited_fields(stub, review.case, edits),
        is_whole=asked.fields.get("do") != "part",
        section=EVENTS if asked.fields.get("do") == "event" else FACTS,
    )
    faults = _WITHOUT_NAME
    if by:
        faults = review.confirm([wanted], confirmed_by=by).get(stub.id, ())
    if faults:
        return _page(review, asked, stub, FAULTY, edits=edits, faults=faults)
    return _led(review, asked, stub, stays=not wanted.is_whole)


def _decide(review: Review, asked: Asked) -> ReviewReply:
    stub = review.stub(asked.fields.get("at", ""))
    state = _STATES.get(asked.fields.get("do", ""))
    if stub is None or state is None:
        return _page(review, asked, None, GONE, news=(NO_SENTENCE,))
    if asked.fields.get("stamp") != stamp_of(review, stub):
        return _conflict(review, asked, stub, {})
    reason = " ".join(asked.fields.get("reason", "").split())
    if not reason:
        return _page(review, asked, stub, FAULTY, faults=("give a reason",))
    review.decide([stub.id], state, reason)
    return _led(review, asked, stub)


def _undo(review: Review, asked: Asked) -> ReviewReply:
    step = review.steps[-1] if review.steps else None
    if step is None or asked.fields.get("step") != str(step.number):
        return _page(review, asked, _meant(review, asked), CONFLICT, news=(NOT_UNDONE,))
    review.undo()
    return ReviewReply(status=LED, shown={}, leads=asked.visible.address(step.names[0]))


def _several(review: Review, asked: Asked) -> ReviewReply:
    return _several_page(review, asked)


def _decide_several(review: Review, asked: Asked) -> ReviewReply:
    """Decide on the sentences of a page that are ticked, all of them or none."""
    ticked = ticked_of(asked.fields)
    changed = changed_meanwhile(review, ticked)
    if changed:
        return _several_page(review, asked, CONFLICT, rows=changed)
    state = _STATES.get(asked.fields.get("do", ""))
    if state is not None:
        refusal = _reject_several(review, asked, ticked, state)
    else:
        refusal = _confirm_several(review, asked, ticked)
    anew = {"anew": "1"} if asked.is_anew else {}
    leads = asked.visible.address(page=SEVERAL, **anew)
    return refusal or ReviewReply(status=LED, shown={}, leads=leads)


def _reject_several(
    review: Review, asked: Asked, ticked: Sequence[Ticked], state: StubState
) -> ReviewReply | None:
    """Reject or skip what is ticked; give why it is not, or None where it is."""
    reason = " ".join(asked.fields.get("reason", "").split())
    if not ticked or not reason:
        return _several_page(review, asked, FAULTY, faults=("tick one, and give a reason",))
    review.decide([entry.name for entry in ticked], state, reason)
    return None


def _confirm_several(review: Review, asked: Asked, ticked: Sequence[Ticked]) -> ReviewReply | None:
    """Make facts of what is ticked and has words; give why it is not, or None where it is."""
    wanted = confirmations_of(review, ticked)
    by = asked.visible.by or review.case.prepared_by
    if not wanted or not by:
        words = _NO_WORDS if by else _WITHOUT_NAME
        return _several_page(review, asked, FAULTY, faults=words)
    faults = review.confirm(wanted, confirmed_by=by)
    return _several_page(review, asked, FAULTY, rows=faults) if faults else None


def _several_page(
    review: Review,
    asked: Asked,
    status: int = 200,
    *,
    faults: Sequence[str] = (),
    rows: Mapping[str, Sequence[str]] = NOTHING_OF,
) -> ReviewReply:
    """Give the page of several sentences, with what a person has typed."""
    shown = {
        **around_parts(review, asked.visible),
        **several_parts(review, asked.visible, ticked_of(asked.fields), rows),
        "faults_of_entry": [*faults, *(("see below",) if rows else ())],
        "review_news": [MEANWHILE] if asked.is_anew else [],
        "reading": asked.reading,
        "reason": asked.fields.get("reason", ""),
    }
    return ReviewReply(status=status, shown=shown, template="review_several")


def _meant(review: Review, asked: Asked) -> Stub | None:
    """Give the sentence that is meant, or the first that waits; None where there is none."""
    names = asked.visible.names(review.papers.stubs)
    return review.stub(asked.fields.get("at", "")) or (review.stub(names[0]) if names else None)


def _led(review: Review, asked: Asked, stub: Stub, *, stays: bool = False) -> ReviewReply:
    """Lead on to the next sentence, or to the same one where it may hold another fact."""
    stubs = review.papers.stubs
    _, after = neighbours(stubs, stub, asked.visible.names(stubs))
    anew = {"anew": "1"} if asked.is_anew else {}
    leads = asked.visible.address(stub.id if stays else after, **anew)
    return ReviewReply(status=LED, shown={}, leads=leads)


def _conflict(review: Review, asked: Asked, stub: Stub, edits: Mapping[str, str]) -> ReviewReply:
    """Show what was decided meanwhile beside what was sent: the person says what holds."""
    entries = [(address, entered_words(address, review.case)) for address in stub.entries]
    conflict = [f"{address}: {words}" for address, words in entries if words]
    return _page(review, asked, stub, CONFLICT, edits=edits, conflict=conflict or [_state(stub)])


def _state(stub: Stub) -> str:
    return f"It is {stub.state.value}{f': {stub.reason}' if stub.reason else ''}."


def _page(
    review: Review,
    asked: Asked,
    stub: Stub | None,
    status: int = 200,
    *,
    edits: Mapping[str, str] = NOTHING,
    faults: Sequence[str] = (),
    conflict: Sequence[str] = (),
    news: Sequence[str] = (),
) -> ReviewReply:
    """Give the page of a sentence, or that none waits."""
    shown = {
        **around_parts(review, asked.visible),
        **(sentence_parts(review, stub, asked.visible, edits) if stub else {"stub": None}),
        "unreadable": (),
        "faults_of_entry": faults,
        "conflict": conflict,
        "review_news": [*((MEANWHILE,) if asked.is_anew else ()), *news],
        "reading": asked.reading,
        "reason": asked.fields.get("reason", ""),
    }
    return ReviewReply(status=status, shown=shown)


def _unreadable(lines: Sequence[str]) -> ReviewReply:
    return ReviewReply(status=UNREADABLE, shown={"stub": None, "unreadable": tuple(lines)})
