"""
What the records of `stubs.yaml` say of themselves: their schema is read by editors, and docstrings
are not data, which Python can be told to leave out.
"""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "cues.Proposal": "A field that was proposed for a sentence.",
    "stubs.ReadText": "A paper that was read, and its text beside the case.",
    "stubs.Stub": (
        "A sentence of a paper, with what is proposed of it and what a person made of it."
    ),
    "stubs.StubState": "What a person has made of a sentence.",
    "stubs.Stubs": "The sentences of the papers that were read into a case.",
}
