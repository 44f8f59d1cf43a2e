"""How the quotations of a case stand to their sources: on record, and as held in this run."""

from collections.abc import Iterator

from phaseline.case.check.anchors import AnchorCount
from phaseline.case.model.case import Case
from phaseline.case.model.evidence import Source
from phaseline.present.wording.numbers import count_words, date_words, listed, number_words


def quotation_lines(case: Case, anchors: AnchorCount) -> tuple[str, ...]:
    """
    Say who verified which quotations and when, as the case records it; apart from that what was
    held against a text in this run, and what was not.
    """
    return tuple(_lines(case, anchors))


def _lines(case: Case, anchors: AnchorCount) -> Iterator[str]:
    yield f"{count_words(anchors.total, 'quotation')} in the case."
    yield from _on_record(case, anchors)
    at_hand = anchors.exact + anchors.normalised
    if at_hand:
        apart = (
            f", {anchors.normalised} of them apart from typography" if anchors.normalised else ""
        )
        again = f"; {anchors.repeated} occur more than once" if anchors.repeated else ""
        yield (
            f"Held against their texts in this run: {number_words(at_hand)}, word for"
            f" word{apart}{again}."
        )
    if anchors.unverified:
        count = number_words(anchors.unverified)
        yield f"Not re-checked here: {count}, whose texts were not at hand."
    if anchors.read:
        yield (
            f"Read, not verified: {number_words(anchors.read)}, from sources of which only an"
            " excerpt was read."
        )


def _on_record(case: Case, anchors: AnchorCount) -> Iterator[str]:
    """Say who held the quotations of which sources against the whole texts; that nobody did."""
    groups: dict[tuple[str, str], list[Source]] = {}
    for source in case.sources:
        if source.verified and source.id in anchors.on_record:
            key = (source.verified.by, date_words(source.verified.on))
            groups.setdefault(key, []).append(source)
    for (who, day), sources in groups.items():
        counts = [
            f"{count_words(source.verified.quotes, 'quotation')} of {source.short or source.title}"
            for source in sources
            if source.verified
        ]
        yield f"Verified by {who} on {day}, against the whole text: {listed(counts)}."
    if not groups:
        yield "The case records no verification of them."
