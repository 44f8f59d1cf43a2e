"""What stands in a paper by itself and says nothing whole: titles, numbers and beginnings."""

import re

import pytest

from phaseline.papers.cues import modality_of, status_of
from phaseline.papers.leads import with_leads
from phaseline.papers.names import Names
from phaseline.papers.proposing import proposed
from phaseline.papers.reading import paper_of
from phaseline.papers.sentences import sentences

_LAW = """## Duties of the office

The office shall

(1) Levies

(i)

(I) The office shall raise a levy of 30 crowns on every cable.

(II) The levy shall be paid at once.

(2) Closing the port

The port office shall close the port to

(A) ships of the island, and

(B) ships that call at the island.

The council shall end both if it determines that

(1) the island has opened the dam; and

(2) the island lets inspectors in.
"""


def bodies(name, text):
    """What `read` would ask a person about."""
    paper = paper_of(name, text.encode())
    return [paper.text[stub.start : stub.end] for stub in proposed(paper, "law", Names())]


@pytest.mark.parametrize("name", ["law.md", "law.txt"])
def test_titles_numbers_and_beginnings_are_no_sentences(name):
    """By hand: of 12 blocks six say something; in plain text each keeps the number before it."""
    law = _LAW if name.endswith("md") else _LAW.removeprefix("## ")
    told = [re.sub(r"^\(\w+\) ", "", words) for words in bodies(name, law)]

    assert told == [
        "The office shall raise a levy of 30 crowns on every cable.",
        "The levy shall be paid at once.",
        "ships of the island, and",
        "ships that call at the island.",
        "the island has opened the dam; and",
        "the island lets inspectors in.",
    ]


def test_a_numbered_section_is_one_with_a_heading_or_without():
    """Its sentences stand under it until the next, and under the heading that stands over it."""
    words = (
        "Preamble.\n\nSec. 1. The port closes. It stays so.\n\nFees rise.\n\n"
        "## Rest\n\nArticle 2 The council ends it.\n\nSecretaries agree.\n"
    )

    parts = sentences(paper_of("law.md", words.encode()))

    assert [(part.section, part.text) for part in parts] == [
        ("", "Preamble."),
        ("Sec. 1", "Sec. 1. The port closes."),
        ("Sec. 1", "It stays so."),
        ("Sec. 1", "Fees rise."),
        ("Rest", "Rest"),
        ("Rest: Article 2", "Article 2 The council ends it."),
        ("Rest: Article 2", "Secretaries agree."),
    ]


def test_a_beginning_without_a_mark_leads_into_its_list():
    """Its points are meant as it means them; the conditions of a duty are no duties."""
    paper = paper_of("law.md", _LAW.encode())
    parts = {part.text: part for part in with_leads(paper, sentences(paper))}

    ships = parts["ships of the island, and"]
    assert ships.lead == "The port office shall close the port to"
    assert (status_of(ships).value, modality_of(ships).value) == ("proposed", "should")
    opened = parts["the island has opened the dam; and"]
    assert opened.lead == "The council shall end both if it determines that"
    assert (status_of(opened).value, modality_of(opened).value) == ("asserted", "said")


def test_the_points_of_a_bare_list_stay_sentences():
    """Short points without marks are what a list says, whatever follows the last of them."""
    text = "What to do:\n\n- Visits to capitals\n- Technical help\n\nThe office pays for both.\n"

    assert bodies("paper.md", text) == [
        "What to do:",
        "Visits to capitals",
        "Technical help",
        "The office pays for both.",
    ]
