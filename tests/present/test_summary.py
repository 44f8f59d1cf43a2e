"""What `run` prints: a page of a few lines that a person can use, and no more."""

from dataclasses import replace

import pytest

from phaseline.case.shipped import shipped_cases
from phaseline.desk.findings.finding import Absence
from phaseline.desk.findings.headline import shown_ladder
from phaseline.desk.findings.otherwise import WhomDeterred, named_variants
from phaseline.present.document.page_one import page_one
from phaseline.present.document.summary import summary_text
from phaseline.present.wording.layout import WIDTH

pytestmark = pytest.mark.slow  # the game behind it takes its time

MOST = 14  # lines, with the one that says where the brief is


def as_run(whole):
    """The same with the line that says how the shown course is played otherwise, where one is."""
    if not named_variants(whole.case):
        return whole
    unplayed = WhomDeterred(
        policy=shown_ladder(whole.case, whole.contest),
        deciders=(),
        holds=(),
        is_unique=False,
        absence=Absence.NOT_COMPUTABLE,
    )
    return replace(whole, otherwise=(unplayed,))


@pytest.mark.parametrize("name", shipped_cases())
def test_a_run_prints_at_most_fourteen_lines(all_assessed, name):
    """The last of them, which the shell adds, is the path; none is wider than a page."""
    lines = summary_text(as_run(all_assessed[name])).splitlines()

    assert len(lines) + 1 <= MOST
    assert all(line.strip() for line in lines)
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize("name", shipped_cases())
def test_a_run_prints_what_page_one_says(all_assessed, name):
    """The headline as it stands there, and of each course that is listed the same figure."""
    whole = all_assessed[name]
    text, page = summary_text(whole), page_one(whole)

    assert page.headline.text in " ".join(text.split())
    first, *others = page.table.bars[1:6]
    for bar in (first, *(bar for bar in others if f"\n  {bar.name}  " in text)):
        (line,) = (line for line in text.splitlines() if line.strip().startswith(f"{bar.name}  "))
        assert line.endswith(f"  {bar.value}")
