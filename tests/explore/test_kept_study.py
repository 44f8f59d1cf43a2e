"""A study is known by its content, wherever it lies."""

from pathlib import Path

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.explore import study
from phaseline.explore.kept_study import kept_study
from phaseline.explore.parts import put_manifest
from phaseline.explore.running import PROBE, StudyShare, pathways_to_do, to_do, worked_out
from phaseline.explore.study import planned

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
SEED = 7


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Chunks of sixteen draws."""
    monkeypatch.setattr(study, "CHUNK", 16)


@pytest.fixture(scope="module")
def report():
    """A small case."""
    return open_case(HALL)


@pytest.fixture(scope="module")
def folder(report, tmp_path_factory):
    """A study of it: two chunks, from another seed than the usual, and the courses' dates."""
    place = tmp_path_factory.mktemp("anywhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(study, "CHUNK", 16)
        case, plan = case_of(report), planned(case_of(report), report.reading.hash, seed=SEED)
        for name in (*to_do(place, plan, 2, StudyShare()).names, *pathways_to_do(place, plan)):
            worked_out(case, plan, place, name)
    return place


def test_a_study_of_this_case_is_taken_up(report, folder):
    """Both chunks, whatever its seed, with a pathway or the lack of one for every course."""
    kept = kept_study(case_of(report), report.reading.hash, {}, folder)
    assert kept is not None
    assert kept.exploration.draws == 32
    assert kept.exploration.plan.seed == SEED
    turns = kept.adaptation
    courses = {*turns.dated, *(row.course for row in turns.pathways)}
    assert courses == set(kept.exploration.plan.courses)
    assert len(kept.mark) == 12


@pytest.mark.parametrize(
    ("case_hash", "changes"),
    [("other", {}), ("", {"assumptions.gain.best": "2"})],
    ids=["other files", "other values"],
)
def test_a_study_of_something_else_is_none(report, folder, case_hash, changes):
    """One of other files, or of other values."""
    known = case_hash or report.reading.hash
    assert kept_study(case_of(report), known, changes, folder) is None


def test_a_study_that_is_not_done_is_none(report, tmp_path):
    """No folder; a manifest alone; a chunk without the probe of the best values."""
    case, plan = case_of(report), planned(case_of(report), report.reading.hash)
    assert kept_study(case, report.reading.hash, {}, tmp_path / "nowhere") is None
    put_manifest(tmp_path, plan.manifest)
    assert kept_study(case, report.reading.hash, {}, tmp_path) is None
    worked_out(case, plan, tmp_path, "chunk-000000")
    assert kept_study(case, report.reading.hash, {}, tmp_path) is None
    worked_out(case, plan, tmp_path, PROBE)
    assert kept_study(case, report.reading.hash, {}, tmp_path) is not None


def test_a_sample_is_spread_over_all_draws(report, folder):
    """Thirty-two draws are fewer than a picture shows: all of them."""
    kept = kept_study(case_of(report), report.reading.hash, {}, folder)
    assert kept is not None
    assert {len(column) for column in kept.sample.values()} == {32}
    assert all(np.isfinite(column).all() for column in kept.sample.values())
