"""Page one and the study that lies beside its case: cited by its hash, or named and not used."""

import re
from html import unescape

import numpy as np
import pytest
from browser import browse, needs_browser
from pypdf import PdfReader

from phaseline.api.briefs import answer, brief
from phaseline.case.games import policy_of
from phaseline.desk.comparison.draws import design
from phaseline.explore import study
from phaseline.explore.adaptation import adaptation_of
from phaseline.explore.findings import VIEWPOINTS, exploration_of
from phaseline.explore.fragility import study_findings
from phaseline.explore.kept_study import KeptStudy, StudyUnfit, UnusedStudy
from phaseline.explore.probe import PATHS, RAYS, STEPS, moved_inputs
from phaseline.explore.study import change_column, input_column, planned
from phaseline.present.wording.futures import fragile_sentences
from phaseline.present.wording.rounding import rounded
from phaseline.present.wording.words import Words

CASES = ["strait", "snapback-2025"]
DRAWS = 400


def studied(case, case_hash, asked=()):
    """
    A study in which the responder's last course takes a period off where what its first assumption
    ranges over is in its upper quarter, or some are in their upper two thirds, and no other course
    does anything.
    """
    plan = planned(case, case_hash)
    drawn = design(case, count=DRAWS, seed=plan.seed, chunk=0)
    columns = {
        input_column(name): np.array([draw.values[name] for draw in drawn.draws])
        for name in (*drawn.continuous, *drawn.structural)
    }
    for name in plan.courses:
        columns |= {change_column(name, figure): np.zeros(DRAWS) for figure in study.FIGURES}
        columns[study.base_column(name)] = np.full(DRAWS, 12.0)
    upper = np.ones(DRAWS, dtype=bool)
    for name in asked or moved_inputs(case)[:1]:
        turning = columns[input_column(name)]
        upper &= turning > np.quantile(turning, 1 / 3 if asked else 0.75)
    own = [
        name
        for name in plan.courses
        if not case.ladders[policy_of(case, name).ladder].controlled_by
    ]
    columns[change_column(own[-1], "inside")] = np.where(upper, -1.0, 0)
    points = 1 + RAYS * STEPS + PATHS * (len(moved_inputs(case)) + 1)
    probe = {change_column(name, "inside"): np.zeros(points) for name in plan.courses}
    exploration = exploration_of(case, plan, columns, probe)
    return KeptStudy(
        exploration=exploration,
        adaptation=adaptation_of(case, columns, exploration.contenders, VIEWPOINTS, {}),
        sample=columns,
    )


def page_one(html):
    """What stands on page one, in one line, tags left in."""
    page = re.search(r'<section class="page-one".*?</section>', html, re.DOTALL)
    return " ".join(page[0].split())


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_page_one_cites_the_study_of_its_case(all_assessed, name):
    """
    By hand: it works in a quarter of the futures, where one assumption is high: the sheet says so,
    by what it is first, how often it works there and how many of all such futures lie there, in
    words; it names the study by its hash, and leads to the section that has it; what would have to
    be true at best guesses makes room for it.
    """
    whole = all_assessed[name]
    beside = studied(whole.case, whole.hash)
    html = brief(whole, study=beside)
    sheet = page_one(html)
    said = re.sub(r"<[^>]*>", "", sheet)
    assert f'<a href="#futures">Study {beside.mark}</a>, {DRAWS} futures: ' in sheet
    assert re.search(
        r", first on average, works in 25 %, mostly where .*: in \d+ % there, with \d+ % of all\.",
        said,
    )
    assert re.search(r"Over its futures, \w+ of six measures puts? other courses first\.", said)
    assert 'id="futures"' in html
    assert "At best guesses alone" in page_one(brief(whole))
    assert "At best guesses alone" not in sheet
    assert "What else would have to be true" in html
    findings = study_findings(whole.case, rounded(beside.exploration))
    assert " ".join(fragile_sentences(whole.case, findings)) in unescape(html)


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_on_paper_a_study_takes_a_sheet_at_most(all_assessed, name, tmp_path):
    """
    Page one ends on its sheet; behind it the section holds where this is fragile, and leaves the
    table and the pictures to a screen, so that the brief is one sheet longer at most.
    """
    whole = all_assessed[name]
    sheets = {}
    for study_beside in (None, studied(whole.case, whole.hash)):
        page, pdf = tmp_path / "brief.html", tmp_path / "brief.pdf"
        page.write_text(brief(whole, study=study_beside), encoding="utf-8")
        browse(
            f"--print-to-pdf={pdf}",
            "--no-pdf-header-footer",
            page.as_uri(),
            profile=tmp_path / "profile",
        )
        sheets[study_beside is not None] = [
            " ".join(sheet.extract_text().split()) for sheet in PdfReader(pdf).pages
        ]
    assert len(sheets[True]) <= len(sheets[False]) + 1
    assert "It decides nothing." in sheets[True][0]
    assert sheets[True][1].removeprefix("2 ").startswith("Contents")
    printed = " ".join(sheets[True])
    assert "Where this is fragile." in printed
    assert "By when to decide" not in printed
    assert "stand here on a screen" in printed


@needs_browser
@pytest.mark.slow
def test_page_one_of_the_worked_case_ends_on_its_sheet_beside_a_study(all_assessed, tmp_path):
    """
    The longest sheet of all, with a study that asks two things of some sixty letters each: four
    lines of what the table is set in, as many as what stands there without a study.
    """
    whole = all_assessed["korea-2024"]
    words = Words(whole.case)
    asked = [
        name
        for name in moved_inputs(whole.case)
        if 55 <= len(words.asked_within(f"assumptions.{name}")) <= 65
    ][:2]
    page, pdf = tmp_path / "brief.html", tmp_path / "brief.pdf"
    html = brief(whole, study=studied(whole.case, whole.hash, asked))
    head, sheet, _ = re.split(r"(?s)(<section class=\"page-one\".*?</section>)", html, maxsplit=1)
    page.write_text(f"{head}{sheet}</main></body></html>", encoding="utf-8")
    browse(
        f"--print-to-pdf={pdf}",
        "--no-pdf-header-footer",
        page.as_uri(),
        profile=tmp_path / "profile",
    )
    first, *further = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(pdf).pages]
    assert len(asked) == 2
    assert all(words.asked_within(f"assumptions.{name}") in first for name in asked)
    assert "It decides nothing." in first
    assert not any(further)


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_the_answer_holds_the_findings_that_page_one_cites(all_assessed, name):
    """Three findings stand last on page one, each with the whole hash of the study."""
    whole = all_assessed[name]
    beside = studied(whole.case, whole.hash)
    before, after = answer(whole), answer(whole, study=beside)
    added = after["findings"][len(before["findings"]) :]
    assert [finding["kind"] for finding in added] == [
        "study_leader",
        "study_region",
        "study_measures",
    ]
    assert after["page_one"] == [*before["page_one"], *(finding["id"] for finding in added)]
    assert {finding["study"] for finding in added} == {beside.exploration.plan.name}
    assert after["study"]["name"] == beside.exploration.plan.name
    assert before["study"] is None


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_stale_study_is_named_and_not_used(all_assessed, name):
    """Its hash and the reason stand on page one and in the section; no figure of it does."""
    whole = all_assessed[name]
    stale = UnusedStudy(name="ab" * 32, folder="old-study", unfit=StudyUnfit.FILES)
    html = brief(whole, study=stale)
    reason = "Study abababababab in old-study is stale: it was made of other files of this case"
    assert "Study abababababab is stale, and not used." in page_one(html)
    assert html.count(reason) == 1
    assert "futures:" not in page_one(html)
    data = answer(whole, study=stale)
    assert data["study"] == {
        "name": "ab" * 32,
        "draws": None,
        "seed": None,
        "unfit": "other_files",
    }
    assert data["findings"] == answer(whole)["findings"]
