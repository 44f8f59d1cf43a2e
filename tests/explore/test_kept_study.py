"""A study is known by its content, wherever it lies."""

import sys
from pathlib import Path

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.errors import QuestionError
from phaseline.explore import study
from phaseline.explore.attribution import FEWEST
from phaseline.explore.kept_study import (
    KeptStudy,
    StudyUnfit,
    UnusedStudy,
    kept_study,
    study_beside,
)
from phaseline.explore.parts import put_manifest
from phaseline.explore.running import (
    PROBE,
    StudyShare,
    indices_to_do,
    pathways_to_do,
    to_do,
    worked_out,
)
from phaseline.explore.study import planned, study_name
from phaseline.present.wording.futures import unused_words

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


@pytest.mark.parametrize(
    ("otherwise", "unfit"),
    [
        ({"case": "another"}, StudyUnfit.CASE),
        ({"case_hash": "0" * 64}, StudyUnfit.FILES),
        ({"changes": {"assumptions.gain.best": "2"}}, StudyUnfit.VALUES),
        ({"phaseline": "0.0.1"}, StudyUnfit.MAKE),
        ({"layout": 1}, StudyUnfit.MAKE),
        ({"figures": ["inside"]}, StudyUnfit.MAKE),
        ({"courses": []}, StudyUnfit.LADDERS),
        ({}, StudyUnfit.UNFINISHED),
        ({"case_hash": "0" * 64, "phaseline": "0.0.1"}, StudyUnfit.FILES),
    ],
)
def test_a_study_that_is_not_used_is_named_with_the_reason(report, tmp_path, otherwise, unfit):
    """By what differs first of all that its name hangs on; a manifest alone is not finished."""
    case, plan = case_of(report), planned(case_of(report), report.reading.hash)
    manifest = {**plan.manifest, **otherwise}
    put_manifest(tmp_path, manifest)
    beside = study_beside(case, report.reading.hash, {}, tmp_path)
    assert isinstance(beside, UnusedStudy)
    assert beside.unfit is unfit
    assert beside.name == study_name(manifest)
    assert beside.mark == beside.name[:12]
    assert str(tmp_path) in unused_words(beside)


def test_beside_a_case_lies_its_study_or_nothing(report, folder, tmp_path):
    """One of this very case is given as it is; an empty folder holds none."""
    case = case_of(report)
    assert isinstance(study_beside(case, report.reading.hash, {}, folder), KeptStudy)
    assert study_beside(case, report.reading.hash, {}, tmp_path) is None


def test_what_effects_vary_by_alone_is_no_unfinished_study(report, tmp_path):
    """It is asked for by itself, and needs no draws: nobody is warned that they are missing."""
    case, plan = case_of(report), planned(case_of(report), report.reading.hash)
    put_manifest(tmp_path, plan.manifest)
    for name in indices_to_do(tmp_path, plan, FEWEST):
        worked_out(case, plan, tmp_path, name)
    assert study_beside(case, report.reading.hash, {}, tmp_path) is None


def test_a_study_that_no_library_reads_is_said_with_what_to_install(report, folder, monkeypatch):
    """No traceback where pyarrow is missing, and one command that mends it."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(QuestionError, match=r"pip install 'phaseline\[explore\]'"):
        study_beside(case_of(report), report.reading.hash, {}, folder)


def test_a_sample_is_spread_over_all_draws(report, folder):
    """Thirty-two draws are fewer than a picture shows: all of them."""
    kept = kept_study(case_of(report), report.reading.hash, {}, folder)
    assert kept is not None
    assert {len(column) for column in kept.sample.values()} == {32}
    assert all(np.isfinite(column).all() for column in kept.sample.values())
