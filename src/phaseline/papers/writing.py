"""`stubs.yaml` as text: the same stubs give the same bytes."""

import json
from collections.abc import Iterator

from phaseline.case.starter import schema_stamp
from phaseline.papers.cues import Proposal
from phaseline.papers.stubs import ReadText, Stub, Stubs, StubState

_HEAD = (
    f"{schema_stamp('stubs')}"
    "# Sentences of the papers that were read, with what rules propose of each.\n"
    "# No part of the case: nothing rests on one until `phaseline review` makes a fact of it.\n"
    "phaseline: 1\nkind: stubs\n"
)
_PROPOSED = ("kind", "status", "modality", "value", "bound", "when", "said_by")


def stubs_text(stubs: Stubs) -> str:
    """Give the file of some stubs."""
    return "".join(
        [
            _HEAD,
            *_section("texts", [line for text in stubs.texts for line in _text_lines(text)]),
            *_section("stubs", [line for stub in stubs.stubs for line in _stub_lines(stub)]),
            *_section("gone", [line for stub in stubs.gone for line in _stub_lines(stub)]),
        ]
    )


def _section(name: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{name}:\n"
        yield from (f"  {line}\n" for line in lines)


def _text_lines(text: ReadText) -> Iterator[str]:
    yield f"- source: {_quoted(text.source)}"
    for key in ("file", "file_sha256", "sha256", "extractor"):
        yield f"  {key}: {_quoted(getattr(text, key))}"


def _stub_lines(stub: Stub) -> Iterator[str]:
    yield f"- id: {_quoted(stub.id)}"
    yield f"  source: {_quoted(stub.source)}"
    yield f"  start: {stub.start}"
    yield f"  end: {stub.end}"
    if stub.page:
        yield f"  page: {stub.page}"
    yield from _texts(stub, ("label", "exact", "prefix", "suffix", "section"))
    for key in _PROPOSED:
        proposal: Proposal = getattr(stub, key)
        if proposal.value:
            yield f"  {key}: {_proposal(proposal)}"
    if stub.about:
        yield f"  about: [{', '.join(map(_proposal, stub.about))}]"
    if stub.state is not StubState.OPEN:
        yield f"  state: {stub.state.value}"
    yield from _texts(stub, ("reason", "was"))
    if stub.entries:
        yield f"  entries: [{', '.join(map(_quoted, stub.entries))}]"


def _texts(stub: Stub, keys: tuple[str, ...]) -> Iterator[str]:
    yield from (f"  {key}: {_quoted(getattr(stub, key))}" for key in keys if getattr(stub, key))


def _proposal(proposal: Proposal) -> str:
    return f"{{value: {_quoted(proposal.value)}, rule: {_quoted(proposal.rule)}}}"


def _quoted(text: str) -> str:
    """Give a text between quotes, as YAML and JSON both read it; unusual signs are escaped."""
    written = json.dumps(text, ensure_ascii=False)
    return "".join(
        letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in written
    )
