"""A sentence in parts: words, numbers with the address they come from, and terms."""

import re
from collections.abc import Iterable
from enum import Enum

from phaseline.terms.record import record

_PLACE = re.compile(r"\{(\w+)\}")


class SpanKind(Enum):
    """What a part of a sentence is."""

    WORDS = "words"
    NUMBER = "number"
    TERM = "term"


@record
class Span:
    """
    A part of a sentence.

    Args:
        text: What is read.
        kind: Words, a number, or a term that the glossary explains.
        leads_to: The address of a number in the case, or the term; empty for words.
    """

    text: str
    kind: SpanKind = SpanKind.WORDS
    leads_to: str = ""


Spans = tuple[Span, ...]


def number(text: str, address: str = "") -> Span:
    """Give a number of a sentence; it leads to where it comes from."""
    return Span(text=text, kind=SpanKind.NUMBER, leads_to=address)


def phrase(pattern: str, /, **parts: str | Span | Spans) -> Spans:
    """
    Fill a pattern with parts; what is no text stays a part of its own.

    >>> joined(phrase("{count} of {of} months", count=number("19"), of="24"))
    '19 of 24 months'
    """
    spans: list[Span] = []
    end = 0
    for place in _PLACE.finditer(pattern):
        spans.append(Span(text=pattern[end : place.start()]))
        part = parts[place[1]]
        spans += (
            part
            if isinstance(part, tuple)
            else [Span(text=part) if isinstance(part, str) else part]
        )
        end = place.end()
    return merged([*spans, Span(text=pattern[end:])])


def merged(spans: Iterable[Span]) -> Spans:
    """Join words that follow one another, and drop what is empty."""
    result: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if result and result[-1].kind is span.kind is SpanKind.WORDS:
            result[-1] = Span(text=result[-1].text + span.text)
        else:
            result.append(span)
    return tuple(result)


def joined(spans: Iterable[Span]) -> str:
    """Give a sentence as plain text."""
    return "".join(span.text for span in spans)
