"""The page that says where findings of the worked cases are fragile: as a study says it now."""

from pathlib import Path

import pytest
from depth import soak

from phaseline.api import case_of, open_case
from phaseline.explore.fragility import study_findings
from phaseline.explore.kept_study import kept_study
from phaseline.explore.running import StudyShare, to_do, worked_out
from phaseline.explore.study import planned
from phaseline.present.wording.futures import fragile_sentences
from phaseline.present.wording.rounding import rounded

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "explore-many-futures.md"
BEGINS = {
    "korea-2024": "## Where the Korea case is fragile",
    "snapback-2025": "## Where the snapback case is fragile",
}


def paragraph(name):
    """The lines of the page after the heading of a case, one a sentence."""
    text = PAGE.read_text(encoding="utf-8").partition(f"{BEGINS[name]}\n\n")[2]
    return text.partition("\n\n")[0].splitlines()


@pytest.mark.parametrize("name", BEGINS)
def test_the_page_names_region_coverage_density_and_picture(name):
    """Three sentences, each with what it owes a reader."""
    share, region, measures = paragraph(name)
    assert "on average, and works in" in share
    assert "(study " in share
    assert "(density)" in region
    assert "(coverage)" in region
    assert "as the picture “Where a course" in region
    assert "by other measures" in measures


@soak
@pytest.mark.slow
@pytest.mark.parametrize("name", BEGINS)
def test_the_page_says_what_a_study_of_the_case_says(tmp_path, name):
    """A thousand draws, worked out anew: the sentences stand in the page as they are said."""
    report = open_case(name)
    case, plan = case_of(report), planned(case_of(report), report.reading.hash)
    for part in to_do(tmp_path, plan, 1, StudyShare()).names:
        worked_out(case, plan, tmp_path, part)
    study = kept_study(case, report.reading.hash, {}, tmp_path)
    assert study is not None
    findings = study_findings(case, rounded(study.exploration))
    assert list(fragile_sentences(case, findings)) == paragraph(name)
