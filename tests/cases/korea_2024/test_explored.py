"""What the guide to studies says of the worked case, against a study of it."""

import re
from math import inf
from pathlib import Path

import pytest
from depth import soak

from phaseline.api import case_of, open_case
from phaseline.cli.kernels import settle_kernels
from phaseline.explore.findings import exploration_of
from phaseline.explore.running import StudyShare, numbers_of, to_do, worked_out
from phaseline.explore.study import planned

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "explore-many-futures.md"
CHUNKS = 4
FIRST, SECOND = "kim-step-down", "hold-fire"


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """Four thousand futures of two courses."""
    settle_kernels()
    report = open_case("korea-2024")
    case, folder = case_of(report), tmp_path_factory.mktemp("korea") / "study"
    plan = planned(case, report.reading.hash, ladders=[FIRST, SECOND])
    for name in to_do(folder, plan, CHUNKS, StudyShare()).names:
        worked_out(case, plan, folder, name)
    numbers = numbers_of(folder, plan, CHUNKS)
    return exploration_of(case, plan, numbers.draws, numbers.probe)


@soak
def test_the_guide_says_where_two_courses_work(answer):
    """Each share and each end that the page gives, as the study has it."""
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    courses = {course.course: course for course in answer.courses}
    first, second = courses[FIRST], courses[SECOND]
    shares = re.findall(r"in (\d+) % of them, and direct supply after a transfer in (\d+) %", page)
    assert shares == [(f"{100 * first.works:.0f}", f"{100 * second.works:.0f}")]
    told = re.findall(r"works in (\d+) % of the futures, which are (\d+) % of all", page)
    boxes = [course.region.discovery.box for course in (first, second)]
    assert told == [(f"{100 * box.density:.0f}", f"{100 * box.coverage:.0f}") for box in boxes]
    # The gain has no low end.
    gain, noticed = sorted(boxes[0].restrictions, key=lambda restriction: restriction.low)
    assert gain.low == -inf < noticed.low
    assert f"a chance of {noticed.low:.2f} or more".replace("0.", ".") in page
    assert f"gains less than {gain.high:.2f} a month".replace("0.", ".") in page
