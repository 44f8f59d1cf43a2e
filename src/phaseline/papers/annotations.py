"""
Confirmed sentences as annotations that other programs read.

Source:
    W3C, Web Annotation Data Model (2017), sections 4.2.4, 4.2.5 and 4.2.1; RFC 3778 for `page=`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from phaseline.case.model.case import Case
from phaseline.papers.happenings import entered_at, entered_words
from phaseline.papers.stubs import Stub, Stubs

_AROUND = 32  # letters before and after a quote, by which it is told from others
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotations(stubs: Stubs, case: Case, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """
    Give an annotation for every entry that was made of a sentence.

    Args:
        stubs: The stubs of the case.
        case: The case.
        texts: The texts of its papers, by source.
    """
    for stub in stubs.stubs:
        text = texts.get(stub.source, "")
        for address in stub.entries:
            yield _annotation(stub, address, case, text)


def _annotation(stub: Stub, address: str, case: Case, text: str) -> dict[str, Any]:
    entry = entered_at(address, case)
    exact = entry.cites[0].exact if entry and entry.cites else stub.exact
    source = case.sources.get(stub.source)
    start = text.find(exact, stub.start, stub.end) if exact else -1
    return {
        "@context": _CONTEXT,
        "id": f"urn:phaseline:{case.id}:{address}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "value": entered_words(address, case),
            "format": "text/plain",
        },
        "target": {
            "source": (source.URL if source else "") or f"urn:sha256:{_hash_of(stub, case)}",
            "selector": list(_selectors(stub, exact, start, text)),
        },
    }


def _selectors(stub: Stub, exact: str, start: int, text: str) -> Iterator[dict[str, Any]]:
    if start >= 0:
        end = start + len(exact)
        yield {
            "type": "TextQuoteSelector",
            "exact": exact,
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }
        yield {"type": "TextPositionSelector", "start": start, "end": end}
    else:
        yield {"type": "TextPositionSelector", "start": stub.start, "end": stub.end}
    if stub.page:
        yield {
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
            "value": f"page={stub.page}",
        }


def _hash_of(stub: Stub, case: Case) -> str:
    source = case.sources.get(stub.source)
    return (source.file_sha256 or source.sha256) if source else ""
