"""
A part of a case that is left out, with what refers to it, leaves the rest: every command answers or
says what it lacks, none breaks down, and the brief is written.
"""

import json

import pytest
from casefiles import INSIGHT, PLAYED, SECTIONS, SHIPPED, UNCHANGED, asked, without
from depth import IS_SOAK, soak
from particulars import ALONE

from phaseline.case.read import read_case

pytestmark = pytest.mark.slow  # whole commands are asked

PARTS = {
    "supply": ("needs", "stocks", "counters", "donors", "routes"),
    "law": ("provisions", "terms", "encodings", "options", "amendments"),
    "votes": ("institutions", "procedures", "whips", "penalties"),
    "opinion": ("polls", "salience"),
    "game": ("games", "claims"),
    "claims": ("claims",),
    "doubts": ("silences", "conflicts", "derived", "questions"),
    "challenger": ("technologies", "red_lines", "tracks", "acts", "counter_threats"),
    "demands": ("demands",),
    "ladders": ("ladders",),
    "response": ("demands", "measures", "ladders", "threats"),
    "advice": ("brakes", "recommendations", "threats"),
    "assumptions": ("assumptions",),
    "everything": tuple(name for name in SECTIONS if name not in ("actors", "sources")),
}
"""What a case may be without; its sections are left out together."""

SINGLY = [section for section in SECTIONS if section not in ("actors", "facts")]
CUTS = [
    *(pytest.param(sections, id=name) for name, sections in PARTS.items()),
    *(pytest.param((name,), id=f"only-{name}", marks=soak) for name in SINGLY),
    pytest.param(("facts", "events"), id="facts"),
]
COMMANDS = (
    *("check", "law", "politics", "supply", "ladders", "ask", "solve", "run", "show"),
    *(INSIGHT if IS_SOAK else ()),
)
ANSWERED = frozenset({0, 1, 2})


# Of a case whose game takes long what is looked at in `make test` is left out with its game.
UNPLAYED = ("game", "law", "votes", "response", "everything")


def cuts_of(shipped):
    """What is left out of a shipped case, each as an example of its own."""
    case = pytest.param(shipped) if isinstance(shipped, str) else shipped
    (name,) = case.values
    is_short = name in PLAYED and not IS_SOAK
    game = PARTS["game"] if is_short else ()
    for cut in CUTS:
        at_soak = (soak,) if is_short and cut.id not in UNPLAYED else ()
        yield pytest.param(
            name,
            (*cut.values[0], *game),
            id=f"{name}-{cut.id}",
            marks=(*case.marks, *cut.marks, *at_soak),
        )


@pytest.mark.parametrize(("name", "part"), [cut for shipped in SHIPPED for cut in cuts_of(shipped)])
def test_a_part_that_is_left_out_leaves_the_rest(phaseline, tmp_path, name, part):
    """Every command ends as documented, and the brief of what is left is written."""
    place = without(name, part, tmp_path)
    UNCHANGED.add(place)

    is_held = ALONE.get(name, "") in read_case(place).case.policies.ids
    runs = {
        command: asked(phaseline, command, place, ALONE[name] if is_held else "")
        for command in COMMANDS
    }

    assert {command: run.err for command, run in runs.items() if run.status not in ANSWERED} == {}
    assert runs["check"].status == 0
    assert runs["run"].status == 0, runs["run"].err
    assert (tmp_path / f"{place.name}-brief" / "brief.html").is_file()
    assert json.loads(runs["run"].out)["findings"]
