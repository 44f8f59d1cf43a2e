"""
Stubs: what `stubs.yaml` holds beside a case, one for each sentence of the papers that were read.

A stub says where a sentence stands and what is proposed of it, never its words: these stand in the
text beside the case. Nothing rests on one.
"""

from enum import Enum
from typing import Annotated

from phaseline.papers.cues import Proposal
from phaseline.terms.meaning import Meaning
from phaseline.terms.record import record

NOTHING = Proposal(value="", rule="")


class StubState(Enum):
    """What a person has made of a sentence."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@record
class ReadText:
    """A paper that was read, and its text beside the case."""

    source: Annotated[str, Meaning("The id of the source")]
    file: Annotated[str, Meaning("The name of the file that was read")]
    file_sha256: Annotated[str, Meaning("Hash of that file")]
    sha256: Annotated[str, Meaning("Hash of the text, which lies in CASE.sources")]
    extractor: Annotated[str, Meaning("What took the text from the file, with its version")]


@record
class Stub:
    """A sentence of a paper, with what is proposed of it and what a person made of it."""

    id: Annotated[str, Meaning("The source with a number, which stays when the paper changes")]
    source: Annotated[str, Meaning("The id of the source")]
    start: Annotated[int, Meaning("Where it begins in the text, in code points")]
    end: Annotated[int, Meaning("Where it ends")]
    page: Annotated[int, Meaning("The page of the file, from 1; 0 where there are none")] = 0
    label: Annotated[str, Meaning("What is printed as the number of the page")] = ""
    exact: Annotated[
        str,
        Meaning(
            "A phrase of it that occurs once in the text, or once with the words beside it; empty"
            " where there is none"
        ),
    ] = ""
    prefix: Annotated[str, Meaning("Words before that phrase, where it needs them")] = ""
    suffix: Annotated[str, Meaning("Words after it, likewise")] = ""
    section: Annotated[str, Meaning("The first words of the heading above it")] = ""
    kind: Annotated[Proposal, Meaning("What it is about")] = NOTHING
    status: Annotated[Proposal, Meaning("With what standing it is said")] = NOTHING
    modality: Annotated[Proposal, Meaning("How firmly it is meant")] = NOTHING
    value: Annotated[Proposal, Meaning("Its first number, with a unit")] = NOTHING
    bound: Annotated[Proposal, Meaning("How that number is meant")] = NOTHING
    when: Annotated[Proposal, Meaning("Its first date")] = NOTHING
    said_by: Annotated[Proposal, Meaning("Who says it, where the sentence names one")] = NOTHING
    about: Annotated[tuple[Proposal, ...], Meaning("The actors that it names")] = ()
    state: Annotated[StubState, Meaning("open, confirmed, rejected or skipped")] = StubState.OPEN
    reason: Annotated[str, Meaning("Why it was rejected or skipped")] = ""
    entries: Annotated[tuple[str, ...], Meaning("The addresses of what was made of it")] = ()
    was: Annotated[
        str, Meaning("The state of a sentence much like it, in the paper as it was before")
    ] = ""


@record
class Stubs:
    """The sentences of the papers that were read into a case."""

    phaseline: Annotated[int, Meaning("The version of this file: 1")] = 1
    kind: Annotated[str, Meaning("stubs", pattern=r"^stubs$", hint="stubs")] = "stubs"
    texts: Annotated[tuple[ReadText, ...], Meaning("The papers that were read")] = ()
    stubs: Annotated[tuple[Stub, ...], Meaning("Their sentences, in order")] = ()
    gone: Annotated[
        tuple[Stub, ...],
        Meaning("Sentences on which a person has decided, and which the paper no longer holds"),
    ] = ()

    def text_of(self, source: str) -> ReadText | None:
        """Give the text of a source; None where it was not read."""
        return next((text for text in self.texts if text.source == source), None)

    def of(self, source: str) -> tuple[Stub, ...]:
        """Give the sentences of a source."""
        return tuple(stub for stub in self.stubs if stub.source == source)
