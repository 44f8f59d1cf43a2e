"""How quotations stand: on record, in this run, and not re-checked, each in a line of its own."""

from dataclasses import replace
from types import SimpleNamespace

from phaseline.case.check.anchors import AnchorCount
from phaseline.case.model.evidence import Verification
from phaseline.present.document.quotations import quotation_lines
from phaseline.terms.when import When

HELD = Verification(by="A. Reader", on=When.parse("2031-05-02"), sha256="0" * 64, quotes=12)


def case(*sources):
    """A case with sources alone."""
    return SimpleNamespace(sources=sources)


def source(verified=None):
    """A source, with who verified its quotations."""
    return SimpleNamespace(id="paper", short="The paper", title="A paper", verified=verified)


def test_what_is_not_at_hand_is_not_re_checked():
    """No line says that none were found: 13 texts that are not at hand tell nothing of quotes."""
    lines = quotation_lines(case(source()), AnchorCount(unverified=13))

    assert lines == (
        "13 quotations in the case.",
        "The case records no verification of them.",
        "Not re-checked here: 13, whose texts were not at hand.",
    )


def test_a_verification_on_record_is_told_with_who_and_when():
    """It stands beside the line that this run did not repeat it."""
    anchors = AnchorCount(unverified=12, recorded=12, on_record=frozenset({"paper"}))

    lines = quotation_lines(case(source(HELD)), anchors)

    assert lines[1] == (
        "Verified by A. Reader on 2 May 2031, against the whole text: 12 quotations of The paper."
    )
    assert lines[2].startswith("Not re-checked here: 12")


def test_what_was_held_here_is_counted_apart_from_what_was_read():
    """Nine word for word, one of them apart from typography; two from an excerpt."""
    anchors = replace(AnchorCount(exact=8, normalised=1, read=2), on_record=frozenset())

    lines = quotation_lines(case(source()), anchors)

    assert lines[2] == (
        "Held against their texts in this run: 9, word for word, 1 of them apart from typography."
    )
    assert lines[3].startswith("Read, not verified: 2, from sources of which only an excerpt")
