"""How an answer of `solve` names what the game file wrote."""

import re

import pytest

COUNTER = """phaseline: 1
kind: game
time: {horizon: 3}
challenger:
  tracks:
    - id: tech
      levels: [none, crossed]
      moves: [{do: up, from: none, to: crossed}, {do: down, from: crossed, to: none}]
      reports: {labels: [clean, alarm], likelihood: {none: [0.9, 0.1], crossed: [0.5, 0.5]}}
  types: [{id: t, gain: {tech: {crossed: 1}}}]
red_line: {tech: [crossed]}
monitor: {kind: counter, up: 3, down: 0}
ladder:
  rungs: [{id: low}, {id: high, loss: 2, cost: 0.1}]
  policy: {enter: {high: 2}}
"""


@pytest.mark.slow
def test_a_count_of_reports_is_a_whole_number(phaseline, tmp_path):
    """A file that calls a rung at a count of 2 is answered with 2, not with 2.0."""
    file = tmp_path / "counter.yaml"
    file.write_text(COUNTER, encoding="utf-8")

    answer = phaseline("solve", str(file))

    assert answer.status == 0
    assert re.search(r"[Mm]onitor at \d[ ,)]", " ".join(answer.out.split()))
