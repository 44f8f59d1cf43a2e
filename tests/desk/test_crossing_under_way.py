"""A crossing that has begun as good as certainly: told as under way, with no figure of a first."""

import re

import pytest
from casefiles import FLAT, PLAYED, case_files, cut_to_ladders, written

from phaseline.case.read import read_case
from phaseline.desk.comparison.results import contest
from phaseline.desk.findings.courses import course
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.game import plan_short, unmoved_first
from phaseline.present.wording.words import Words

CASES = [
    ("strait", "begun, asks: Chance that a handover has begun", "low: 0.05, high: 0.3"),
    ("snapback-2025", "covert-begun, asks", "low: 0.005, high: 0.1, best: 0.02"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "entry", "ends"), CASES)
def test_a_crossing_under_way_is_no_first_one(tmp_path, name, entry, ends):
    """
    At a chance of 0.97 to 1 that it has begun, the moves are those of one who has, and no chance
    of a first crossing is told; as the case stands it is.
    """
    texts = cut_to_ladders(name, PLAYED[name]) if name in PLAYED else case_files(name)
    folder = written(tmp_path / name, texts)
    head = folder / "case.yaml"  # its first periods say as much, in a fraction of the time
    head.write_text(re.sub(r"(?m)^horizon: .*$", "horizon: [6]", head.read_text("utf-8")), "utf-8")
    path = next(file for file in sorted(folder.glob("*.yaml")) if entry in file.read_text("utf-8"))
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = [
        line.replace(ends, "low: 0.97, high: 1.0") if entry in line else line for line in lines
    ]
    assert changed != lines
    as_it_stands = read_case(folder, name=name).case
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")
    begun = read_case(folder, name=name).case
    noun = begun.vocabulary.crossing.noun

    before, after = (contest(case, depth=FLAT, draws=8) for case in (as_it_stands, begun))

    assert not before.is_under_way
    assert after.is_under_way
    assert after.contenders[0].studied.begun == pytest.approx(0.985)  # the middle of its range
    acts = after.contenders[0].studied.first_acts  # of one who has crossed: it may stop or go on
    assert not any("hand-over" in moves.values() for moves in acts.values())
    said = unmoved_first(begun, after)
    assert said.startswith(f"A {noun} is taken to be under way already, so no chance of a first")
    assert f"a {noun} is taken to be under way, so none is a first" in plan_short(after, begun)
    for ladder in begun.ladders:
        effects = course(begun, ladder, after, None, None).effects
        assert all("first" not in told(effect, Words(begun)).text for effect in effects)
