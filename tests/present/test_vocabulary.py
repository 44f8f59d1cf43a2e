"""The case's own words: names within a sentence, and what crossing the line is called."""

import pytest

from phaseline.case.read import read_case
from phaseline.present.wording.numbers import actor_words, lowered

CASE = """
phaseline: 2
kind: case
id: strait
title: A strait
question: What if the strait is closed?
as_of: 2030-01-01
responder: harbour
challenger: island
actors:
  - {id: harbour, name: Government of the Harbour, kind: state, short: Harbour City}
  - {id: island, name: Government of Island, kind: state, aliases: [Island]}
  - {id: warden, name: Warden of the Strait, kind: office, aliases: [Wei Lin]}
  - {id: guild, name: Western pilots, kind: organisation}
"""


@pytest.fixture
def strait(tmp_path):
    """A case with four actors."""

    def read(more=""):
        path = tmp_path / "strait.yaml"
        path.write_text(CASE + more, encoding="utf-8")
        return read_case(path, name="strait").case

    return read


def test_an_actor_is_named_as_the_case_says(strait):
    """A short name stands first, then the id's own spelling, then the name without its form."""
    case = strait()

    assert actor_words(case, "harbour") == "Harbour City"
    assert actor_words(case, "island") == "Island"
    assert actor_words(case, "warden") == "Warden of the Strait"


def test_a_name_keeps_its_capital_within_a_sentence_and_an_office_does_not(strait):
    """An office begins with a common noun; whoever holds it has a name."""
    case = strait()

    assert lowered(case, "Island ships wait") == "Island ships wait"
    assert lowered(case, "Wei Lin closes the strait") == "Wei Lin closes the strait"
    assert lowered(case, "Warden of the strait") == "warden of the strait"


def test_the_case_names_its_own_common_nouns(strait):
    """Nothing in the code knows which word of a name is none."""
    more = "vocabulary: {common_nouns: [Western]}\n"

    assert lowered(strait(), "Western pilots") == "Western pilots"
    assert lowered(strait(more), "Western pilots") == "western pilots"


def test_the_words_for_a_crossing_are_neutral_unless_the_case_says_otherwise(strait):
    """Another case's crossing is no transfer."""
    assert strait().vocabulary.crossing.does == "crosses the line"
    more = "vocabulary: {crossing: {does: closes the strait}}\n"
    assert strait(more).vocabulary.crossing.does == "closes the strait"
