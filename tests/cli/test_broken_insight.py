"""
Broken files of offers, challengers, projects and published models: each is refused before any work,
with its line and one fix.
"""

from pathlib import Path

import pytest

from phaseline.game.published.gallery import model_lines

DUEL = (Path(__file__).parents[2] / "docs" / "reference" / "two-challengers.yaml").read_text(
    encoding="utf-8"
)
ACT = """\
phaseline: 1
kind: game
time: {horizon: 1}
challenger:
  tracks:
    - {id: tech, levels: [none, crossed], moves: [{do: up, from: none, to: crossed}]}
  types: [{id: t, gain: {tech: {crossed: 1}}}]
red_line: {tech: [crossed]}
ladder: {rungs: [{id: r0}, {id: r1, loss: 1.2}], policy: {available: {r1: {tech: crossed}}}}
solve: {horizons: [1]}
"""
CRISIS, DYAD = model_lines("lewis-schultz"), model_lines("dyad")


def offer(terms):
    """The game of one act, with an offer beside it."""
    return f"{ACT}offer: {terms}\n"


def without(text, key):
    """A model without one of its keys."""
    return "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(f"{key}:")
    )


BROKEN = {
    "controls that overlap": ("whom", DUEL.replace("[troops]", "[troops, technology]"), "PL640"),
    "nobody controls a track": (
        "whom",
        DUEL.replace("controls: [troops]", "controls: []"),
        "PL641",
    ),
    "a track that is not there": ("whom", DUEL.replace("[troops]", "[tröops]"), "PL501"),
    "a list that is a word": ("whom", DUEL.replace("[troops]", "troops"), "PL107"),
    "a gain that is no number": (
        "whom",
        DUEL.replace("transferred: 0.3", "transferred: .nan"),
        "PL107",
    ),
    "an offer below nothing": ("offer", offer("{inducement: -1}"), "PL410"),
    "an offer without end": ("offer", offer("{inducement: .inf}"), "PL107"),
    "an offer too large": ("offer", offer("{inducement: 1.0e+308}"), "PL410"),
    "a chance above one": ("offer", offer("{inducement: 1, verification: 2}"), "PL410"),
    "an offer on no track": ("offer", offer("{inducement: 1, while: {moon: full}}"), "PL501"),
    "an offer at no level": ("offer", offer("{inducement: 1, while: {tech: []}}"), "PL112"),
    "an offer for crossing": ("offer", offer("{inducement: 1, while: {tech: crossed}}"), "PL630"),
    "an offer that is a list": ("offer", offer("[1]"), "PL107"),
    "an unknown term": ("offer", offer("{inducement: 1, wähle: 3}"), "PL105"),
    "a requirement of itself": (
        "solve",
        ACT.replace("to: crossed}", "to: crossed, requires: {tech: crossed}}"),
        "PL618",
    ),
    "work that takes too long": (
        "solve",
        ACT.replace("to: crossed}", "to: crossed, lead: 1000000000}"),
        "PL410",
    ),
    "a huge grid of types": (
        "solve",
        ACT.replace("{id: t,", "{id: t, spread: {quantiles: [0, 1], nodes: 1000000},"),
        "PL413",
    ),
    "a crisis without a payoff": ("solve", without(CRISIS, "WA"), "PL106"),
    "a crisis with an infinite payoff": ("solve", f"{without(CRISIS, 'WA')}WA: .inf\n", "PL107"),
    "a crisis without shocks": ("solve", f"{without(CRISIS, 'sd')}sd: 0\n", "PL410"),
    "a dyad without payoffs": ("solve", f"{DYAD.partition('payoffs:')[0]}payoffs: []\n", "PL651"),
    "a dyad of one player": ("solve", f"{without(DYAD, 'players')}players: [north]\n", "PL653"),
    "a dyad that waits for ever": ("solve", f"{without(DYAD, 'discount')}discount: 1\n", "PL410"),
    "a state that stands twice": ("solve", f"{without(DYAD, 'states')}states: [1, '1']\n", "PL502"),
    "too many states": ("solve", f"{without(DYAD, 'states')}states: {[*range(400)]}\n", "PL653"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_line_and_one_fix(phaseline, tmp_path, monkeypatch, name):
    """
    The status is 2, nothing is printed, the code names what is wrong with its line, and no game is
    compiled for it.
    """
    command, text, code = BROKEN[name]
    path = tmp_path / "broken ☂.yaml"
    path.write_text(text, encoding="utf-8")
    for engine in ("whom", "play"):
        monkeypatch.setattr(f"phaseline.game.{engine}.compiled", worked)

    ran = phaseline(command, str(path))

    assert (ran.status, ran.out) == (2, "")
    (line,) = [line for line in ran.err.splitlines() if line.startswith(f"{code} error")][:1]
    assert f"{path}:" in line
    assert "fix: " in ran.err
    assert "report it" not in ran.err


def worked(*_):
    """A game that is compiled although its file is broken."""
    raise AssertionError
