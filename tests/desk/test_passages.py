"""Where words stand in a case, in any script."""

import pytest

from phaseline.desk.register.passages import entries_with, places_of

HANGUL = "\u1107\u1165\u11b8\u1105\u1172\u11af"  # “law” in parts, as some keyboards send it


@pytest.mark.parametrize(
    ("word", "text", "places"),
    [
        ("zurich", "In ZÜRICH", ((3, 9),)),
        ("strasse", "Straße", ((0, 6),)),
        ("법", "법률 하나", ((0, 1),)),
        ("하", "한국", ()),  # a syllable is no beginning of another
        ("a", "banana", ((1, 2), (3, 4), (5, 6))),
    ],
)
def test_case_and_accents_are_one(word, text, places):
    """What differs in accents or case alone is found where it stands."""
    assert places_of([word], text) == places


def test_letters_in_parts_are_found_as_one(korea):
    """A word of Hangul whose syllables come apart is the same word."""
    assert entries_with(korea, [HANGUL]) == entries_with(korea, ["법률"]) != ()
